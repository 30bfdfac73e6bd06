//go:build unix

package plot_test

import (
	"syscall"
	"testing"

	"plainsight/generator/kit/sheet"
	"plainsight/generator/kit/svg"
	"plainsight/generator/kit/zoom"
)

// spent reports the time of the processor, which other work of the machine
// does not lengthen.
func spent(b *testing.B, work func()) {
	now := func() int64 {
		var usage syscall.Rusage
		syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
		return usage.Utime.Nano() + usage.Stime.Nano()
	}
	from, count := now(), 0
	for b.Loop() {
		work()
		count++
	}
	b.ReportMetric(float64(now()-from)/1e6/float64(count), "cpu-ms/op")
}

func BenchmarkSVG(b *testing.B) {
	c, w := sixByThree(b), english()
	spent(b, func() { svg.Draw(c, w) })
}

func BenchmarkFigure(b *testing.B) {
	c, w := sixByThree(b), english()
	spent(b, func() { figureHTML(c, w) })
}

func BenchmarkOption(b *testing.B) {
	c, w := sixByThree(b), english()
	spent(b, func() { zoom.Option(c, w) })
}

func BenchmarkPNG(b *testing.B) {
	c, w := sixByThree(b), english()
	spent(b, func() { sheet.PNG(c, nil, w, nil) })
}
