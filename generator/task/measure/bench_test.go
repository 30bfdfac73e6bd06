//go:build unix

package measure

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"plainsight/generator/kit/memory"
	"plainsight/generator/task/build"
)

// BenchmarkClean builds invented sites of both profiles with an empty cache, in
// one process, so that a profile can be taken:
//
//	go test -run xxx -bench Clean/common -benchtime 3x -cpuprofile cpu.out ./generator/task/measure
func BenchmarkClean(b *testing.B) {
	for _, profile := range profiles {
		b.Run(fmt.Sprintf("%s-%d", profile.name, benchmarked), func(b *testing.B) {
			folder := b.TempDir()
			if err := fill(folder, ShapeOf(benchmarked, profile.formats).files(os.DirFS("../../.."))); err != nil {
				b.Fatal(err)
			}
			spent, count := processorTime(), 0
			for b.Loop() {
				output := filepath.Join(folder, fmt.Sprint("public", count))
				remembered := memory.Open(output + ".cache")
				result, err := build.Build(build.Options{Source: os.DirFS(folder), Output: output, Memory: remembered, Now: time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC)})
				remembered.Close()
				if err != nil || !result.Published {
					b.Fatal(err, result.Problems)
				}
				count++
			}
			b.ReportMetric(float64(processorTime()-spent)/1e6/float64(count)/benchmarked, "cpu-ms/report")
		})
	}
}

const benchmarked = 200

// processorTime is what the process has used, in nanoseconds.
func processorTime() int64 {
	var usage syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return usage.Utime.Nano() + usage.Stime.Nano()
}
