//go:build unix

package build

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"plainsight/generator/kit/memory"
)

// BenchmarkSite builds the real site, with the extras of its theme where they
// were fetched, into an output that has it already: with nothing remembered
// from build to build, with a folder that is empty each time, and with one
// that remembers.
//
//	go test -run xxx -bench Site -benchtime 10x ./generator/task/build
func BenchmarkSite(b *testing.B) {
	root, err := os.OpenRoot("../../..")
	if err != nil {
		b.Fatal(err)
	}
	defer root.Close()
	output := filepath.Join(b.TempDir(), "public")
	build := func(b *testing.B, remembered *memory.Memory) {
		result, err := Build(Options{Source: root.FS(), Output: output, Now: now, Memory: remembered})
		remembered.Close()
		if err != nil || !result.Published {
			b.Fatal(err, shown(result.Problems))
		}
	}
	build(b, nil)
	warm := b.TempDir()
	for _, kind := range []struct {
		name   string
		memory func(i int) *memory.Memory
	}{
		{"nothing", func(int) *memory.Memory { return nil }},
		{"cold", func(i int) *memory.Memory { return memory.Open(filepath.Join(warm, fmt.Sprint("cold", b.N, i))) }},
		{"warm", func(int) *memory.Memory { return memory.Open(filepath.Join(warm, "warm")) }},
	} {
		b.Run(kind.name, func(b *testing.B) {
			build(b, kind.memory(-1))
			spent, count := processorTime(), 0
			for b.Loop() {
				build(b, kind.memory(count))
				count++
			}
			b.ReportMetric(float64(processorTime()-spent)/1e6/float64(count), "cpu-ms/op")
		})
	}
}

// processorTime is what the process has used, which other work of the machine
// does not lengthen, in nanoseconds.
func processorTime() int64 {
	var usage syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return usage.Utime.Nano() + usage.Stime.Nano()
}
