//go:build unix

package serve

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"plainsight/generator/task/build"
	"plainsight/generator/task/measure"
)

// BenchmarkEdit saves files of a copy of the real site and waits until the
// preview has the new page, without the browser: what is seen in one is
// measured in generator/browser.
//
//	go test -run xxx -bench Edit -benchtime 20x ./generator/task/serve
func BenchmarkEdit(b *testing.B) {
	folder := b.TempDir()
	for _, part := range []string{"content", "data", "themes"} {
		files := os.DirFS(filepath.Join("../../..", part))
		if part == "themes" {
			files = themes{files}
		}
		if err := os.CopyFS(filepath.Join(folder, part), files); err != nil {
			b.Fatal(err)
		}
	}
	for _, edit := range []edit{
		{"page", "content/pages/about.md", "about/index.html", "title: "},
		{"inspection", "content/inspections/2022-02-ilacs.md", "inspections/2022-02-ilacs/index.html", "title: "},
		{"words", "content/inspections/2022-02-ilacs.md", "inspections/2022-02-ilacs/index.html", "\n1. "},
		{"numbers", "data/metrics/re-referrals.yaml", "metrics/re-referrals/index.html", "title: "},
		{"settings", "data/site.yaml", "index.html", "title: "},
	} {
		b.Run(edit.kind, func(b *testing.B) { edited(b, folder, edit) })
	}
}

// An edit writes a word behind old in a file, which a file of the site shows.
type edit struct{ kind, file, shown, old string }

// edited makes an edit again and again.
func edited(b *testing.B, folder string, edit edit) {
	s := newShop(Options{
		Build: build.Options{Source: os.DirFS(folder)}, Folder: folder, Out: io.Discard, Clock: func() time.Time { return moment },
	})
	s.renew(nil)
	path := filepath.Join(folder, filepath.FromSlash(edit.file))
	text, err := os.ReadFile(path)
	if err != nil {
		b.Fatal(err)
	}
	spent, count := processorTime(), 0
	for i := 0; b.Loop(); i++ {
		count++
		word := fmt.Sprintf("Edition%d ", i)
		if err := os.WriteFile(path, []byte(strings.Replace(string(text), edit.old, edit.old+word, 1)), 0o666); err != nil {
			b.Fatal(err)
		}
		s.renew([]string{edit.file})
		if page, found := s.file(edit.shown); !found || page.err != nil || !strings.Contains(string(page.bytes), strings.TrimSpace(word)) {
			b.Fatalf("the new word is not on %s: %v %v", edit.shown, page.err, s.now.Problems)
		}
	}
	b.ReportMetric(float64(processorTime()-spent)/1e6/float64(count), "cpu-ms/op")
	if err := os.WriteFile(path, text, 0o666); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkEditOfMany does the same on invented sites of many reports:
//
//	go test -run xxx -bench EditOfMany/^1000$ -benchtime 20x ./generator/task/serve
func BenchmarkEditOfMany(b *testing.B) {
	for _, reports := range []int{1000, 10_000} {
		b.Run(fmt.Sprint(reports), func(b *testing.B) { editedOfMany(b, reports) })
	}
}

func editedOfMany(b *testing.B, reports int) {
	folder := b.TempDir()
	shape := measure.ShapeOf(reports, []string{"html", "csv", "atom"})
	if err := shape.Fill(folder, os.DirFS("../../..")); err != nil {
		b.Fatal(err)
	}
	report, page := shape.Named(reports / 2)
	for _, edit := range []edit{
		{"words", report, page, "\n1. "},
		{"title", report, page, "title: "},
		{"page", "content/pages/about.md", "about/index.html", "title: "},
	} {
		b.Run(edit.kind, func(b *testing.B) { edited(b, folder, edit) })
	}
}

// processorTime is what the process has used, which other work of the machine
// does not lengthen, in nanoseconds.
func processorTime() int64 {
	var usage syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return usage.Utime.Nano() + usage.Stime.Nano()
}
