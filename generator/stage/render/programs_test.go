package render

import (
	"bytes"
	"html/template"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"plainsight/generator/kit/language"
	"plainsight/generator/kit/program"
)

// instead is a theme with a file instead of its own.
type instead struct {
	fs.FS
	name, text string
}

func (o instead) Open(name string) (fs.File, error) {
	if name == o.name {
		return fstest.MapFS{name: {Data: []byte(o.text)}}.Open(name)
	}
	return o.FS.Open(name)
}

// bothWays gives the templates of a theme, and the programs of them.
func bothWays(t testing.TB, theme fs.FS) (map[string]*template.Template, map[string]*program.Program) {
	t.Helper()
	l := loader{theme: theme}
	spoken := map[string]*language.Words{"en-GB": l.words("en-GB"), "cy": l.words("cy")}
	embeds := &embeds{}
	called := functions(spoken["en-GB"], spoken, load(t).assets, embeds)
	kinds, _, err := l.templates(called, embeds)
	if err != nil || len(l.problems) > 0 {
		t.Fatal(err, l.problems)
	}
	fold(kinds, speaker{spoken["en-GB"]})
	maker := makerOf(called, spoken["en-GB"], embeds)
	embeds.program(maker)
	made := programs(maker, kinds)
	if left := maker.Left(); len(left) > 0 {
		t.Errorf("html/template executes %q", left)
	}
	return kinds, made
}

// TestProgramsSayWhatTheTemplatesSay makes each kind of page both ways.
func TestProgramsSayWhatTheTemplatesSay(t *testing.T) {
	compare(t, clearprint, 30)
}

// TestAKindOfPageWithPartsOfItsOwn has them said, in titles and attributes too.
func TestAKindOfPageWithPartsOfItsOwn(t *testing.T) {
	theme := instead{clearprint, "templates/not-found.html", `{{define "main"}}<h1>Lost</h1>{{end}}{{define "sheet-title"}}Own & {{.Kind}}{{end}}{{define "page-title"}}Own <{{.Kind}}>{{end}}`}
	if said := compare(t, theme, 30)["not-found"]; !strings.Contains(said, `data-title="Own & not-found"`) || !strings.Contains(said, "<title>Own &lt;not-found>") {
		t.Errorf("the page says\n%s", said)
	}
}

// compare makes the pages of the fixture both ways, and gives one of each kind.
func compare(t *testing.T, theme fs.FS, least int) map[string]string {
	t.Helper()
	kinds, programs := bothWays(t, theme)
	said := map[string]string{}
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
		said[page.Kind] = string(got)
		compared++
	}
	if compared < least {
		t.Errorf("only %d pages were compared", compared)
	}
	return said
}

// BenchmarkOutline executes the template of a page by html/template, and as a
// program.
func BenchmarkOutline(b *testing.B) {
	kinds, programs := bothWays(b, clearprint)
	page := inspectionPage()
	outline := kinds[page.Kind]
	made := programs[page.Kind]
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
			said, err := made.Append(out[:0], page.View())
			if err != nil {
				b.Fatal(err)
			}
			out = said
		}
	})
}
