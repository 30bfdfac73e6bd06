package render

import (
	"bytes"
	"testing"

	"plainsight/generator/kit/language"
	"plainsight/generator/kit/program"
)

// TestProgramsSayWhatTheTemplatesSay makes each kind of page both ways.
func TestProgramsSayWhatTheTemplatesSay(t *testing.T) {
	theme, l := load(t), loader{theme: clearprint}
	spoken := map[string]*language.Words{"en-GB": l.words("en-GB"), "cy": l.words("cy")}
	embeds := &embeds{}
	called := functions(spoken["en-GB"], spoken, theme.assets, embeds)
	kinds, _, err := l.templates(called, embeds)
	if err != nil {
		t.Fatal(err)
	}
	fold(kinds, speaker{spoken["en-GB"]})
	maker := program.NewMaker(called, signatures...)
	embeds.program(maker)
	programs := programs(maker, kinds)
	if left := maker.Left(); len(left) > 0 {
		t.Errorf("html/template executes %q", left)
	}
	compared := 0
	for _, page := range fixture() {
		outline, is := kinds[page.Kind]
		if !is {
			continue
		}
		var want bytes.Buffer
		if err := outline.Execute(&want, page.View()); err != nil {
			t.Fatal(err)
		}
		got, err := programs[page.Kind].Append(nil, page.View())
		if err != nil || !bytes.Equal(got, want.Bytes()) {
			t.Errorf("%s says, %v:\n%s\nand not\n%s", page.Address, err, got, want.Bytes())
		}
		compared++
	}
	if compared < 30 {
		t.Errorf("only %d pages were compared", compared)
	}
}

// BenchmarkOutline executes the template of a page by html/template, and as a
// program.
func BenchmarkOutline(b *testing.B) {
	theme := load(b)
	l := loader{theme: clearprint}
	words := l.words("en-GB")
	embeds := &embeds{}
	called := functions(words, map[string]*language.Words{"en-GB": words}, theme.assets, embeds)
	kinds, _, err := l.templates(called, embeds)
	if err != nil {
		b.Fatal(err)
	}
	fold(kinds, speaker{words})
	maker := program.NewMaker(called, signatures...)
	embeds.program(maker)
	page := inspectionPage()
	outline := kinds[page.Kind]
	made := maker.Of(outline)
	b.Run("template", func(b *testing.B) {
		b.ReportAllocs()
		var out bytes.Buffer
		for b.Loop() {
			out.Reset()
			if err := outline.Execute(&out, page.View()); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("program", func(b *testing.B) {
		b.ReportAllocs()
		var out []byte
		for b.Loop() {
			if out, err = made.Append(out[:0], page.View()); err != nil {
				b.Fatal(err)
			}
		}
	})
}
