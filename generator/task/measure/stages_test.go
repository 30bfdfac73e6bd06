//go:build unix

package measure

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/collect"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
	"plainsight/generator/stage/lint"
	"plainsight/generator/stage/plan"
	"plainsight/generator/stage/reconcile"
	"plainsight/generator/stage/render"
	"plainsight/generator/stage/write"
	"plainsight/generator/task/audit"
)

// BenchmarkStages times each stage of a clean build of an invented site by
// itself, in processor time for each report:
//
//	go test -run xxx -bench Stages -benchtime 5x ./generator/task/measure
func BenchmarkStages(b *testing.B) {
	at := time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC)
	folder := b.TempDir()
	if err := fill(folder, ShapeOf(benchmarked, profiles[0].formats).files(os.DirFS("../../.."))); err != nil {
		b.Fatal(err)
	}
	source := os.DirFS(folder)
	files, problems := collect.Files(source)
	docs, more, err := decode.Files(files)
	sound(b, append(problems, more...), err)
	register, _, problems := link.Documents(docs, at, link.Public)
	sound(b, problems, nil)
	pages := plan.Pages(register)
	theme := themeOf(b, source, docs.Settings)
	var artifacts []render.Artifact
	for artifact, err := range render.Pages(pages, theme) {
		sound(b, nil, err)
		artifacts = append(artifacts, artifact)
	}
	given := func(yield func(render.Artifact, error) bool) {
		for _, artifact := range artifacts {
			if !yield(artifact, nil) {
				return
			}
		}
	}
	output := 0
	for _, stage := range []struct {
		name string
		run  func()
	}{
		{"collect", func() { collect.Files(source) }},
		{"decode", func() { decode.Files(files) }},
		{"texts", func() { lint.Texts(files, docs, nil, nil) }},
		{"link", func() { link.Documents(docs, at, link.Public) }},
		{"lint", func() { lint.Register(register) }},
		{"plan", func() { plan.Pages(register) }},
		{"reconcile", func() { reconcile.Pages(pages, reconcile.Against{}) }},
		{"theme", func() { themeOf(b, source, docs.Settings) }},
		{"render", func() { drained(render.Pages(pages, theme)) }},
		{"audit", func() { drained(audit.Begin(pages, docs.Settings.BaseURL, nil).Watch(given)) }},
		{"write", func() {
			output++
			staged, _, err := write.Stage(filepath.Join(folder, "public", string(rune('a'+output%26)), "site"), given)
			sound(b, nil, err)
			sound(b, nil, staged.Discard())
		}},
	} {
		b.Run(stage.name, func(b *testing.B) {
			b.ReportAllocs()
			spent, count := processorTime(), 0
			for b.Loop() {
				stage.run()
				count++
			}
			b.ReportMetric(float64(processorTime()-spent)/1e6/float64(count)/benchmarked, "cpu-ms/report")
		})
	}
}

func themeOf(b *testing.B, source fs.FS, settings decode.Settings) *render.Theme {
	files, problems := collect.Theme(source, settings.Themes, settings.ThemePlace)
	theme, more, err := render.Load(files, settings.Languages, nil)
	sound(b, append(problems, more...), err)
	return theme
}

func drained(artifacts func(yield func(render.Artifact, error) bool)) {
	artifacts(func(render.Artifact, error) bool { return true })
}

// sound ends a benchmark of what is not as it should be.
func sound(b *testing.B, problems []diag.Problem, err error) {
	b.Helper()
	if err != nil || diag.Stop(problems, false) {
		b.Fatal(err, problems)
	}
}
