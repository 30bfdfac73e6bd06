package render

import (
	"strings"
	"testing"

	"plainsight/generator/stage/plan"
)

// TestAPageGetsThePartsThatSaySomethingOnIt holds styles against a page.
func TestAPageGetsThePartsThatSaySomethingOnIt(t *testing.T) {
	const page = `<html data-edition="large-print"><body data-kind="metric"><main><figure class="chart wide" id="a"><p class="key">x</p></figure></main></body></html>`
	for style, wanted := range map[string]bool{
		`.chart{color:red}`:                                       true,
		`.chart .key{color:red}`:                                  true,
		`.chart .flag{color:red}`:                                 false,
		`.grid,.flag,.wide>p{color:red}`:                          true,
		`.grid,.flag{color:red}`:                                  false,
		`/* .chart */ .grid{color:red}`:                           false,
		`.grid{content:".chart{";color:red}`:                      false,
		`.grid:not(.chart){color:red}`:                            false,
		`.chart:has(> .flag):is(.grid, .flag)::before{color:red}`: true, // what is in brackets may be
		`@media print{.grid{color:red}.key{color:red}}`:           true,
		`@media print{.grid{color:red}}@page{margin:1px}`:         false,
		`[data-kind=metric] .key{color:red}`:                      true,
		`[data-kind="thread"] .key{color:red}`:                    false,
		`[data-edition] .key{color:red}`:                          true,
		`[data-embedded] .key{color:red}`:                         false,
		`figure.chart{color:red}`:                                 true,
		`table.chart{color:red}`:                                  false,
		`#a .key{color:red}`:                                      true,
		`#b .key{color:red}`:                                      false,
		`[class^="ch-"]{color:red}`:                               true,
		`*{color:red}`:                                            true,
		`code{color:red}`:                                         false,
	} {
		parts := soughtBy([]part{{"/assets/part.css", []byte(style)}})
		head := linkTo("/assets/part.css")
		if got := strings.HasPrefix(string(parts.finished(nil, []byte(head+page), finish{way: unled})), head); got != wanted {
			t.Errorf("%s: asked for is %v, not %v", style, got, wanted)
		}
	}
}

// TestAPageGetsThePartsOfItsNotes which are written when it is finished.
func TestAPageGetsThePartsOfItsNotes(t *testing.T) {
	parts, head := soughtBy([]part{{"/assets/part.css", []byte(`section.notes .paper{color:red}`)}}), linkTo("/assets/part.css")
	for page, wanted := range map[string]bool{`<main><a href="https://a.example/">A</a>`: true, `<main>`: false} {
		finished := parts.finished(nil, []byte(head+page+notesHere), finish{way: unled, words: english()})
		if got := strings.HasPrefix(string(finished), head); got != wanted {
			t.Errorf("%s: asked for is %v, not %v", page, got, wanted)
		}
	}
}

// FuzzFinished has nothing to change, whatever stands on a page.
func FuzzFinished(f *testing.F) {
	for _, seed := range []string{`<main><a href="/a/" class="x">A</a>`, `<a href="/`, `<a b='>"`, `<script>"<`, `<main/><nav></nav></`, `<`, `<>`, `<a =`} {
		f.Add(seed)
	}
	parts := soughtBy([]part{{"/assets/part.css", []byte(`a .x[b]{color:red}`)}})
	f.Fuzz(func(t *testing.T, page string) {
		if strings.Contains(page, notesHere) || strings.Contains(page, linkTo("/assets/part.css")) {
			return
		}
		if got := string(parts.finished(nil, []byte(page), finish{base: "https://a.example/", own: "/b/", way: unled})); got != page {
			t.Errorf("%q became %q", page, got)
		}
	})
}

// FuzzElementIn holds the short way to the end of an element against the long
// one.
func FuzzElementIn(f *testing.F) {
	for _, seed := range []string{`<a href="/a/">A</a> <a>`, `<a><b>A</b></a>`, `<br/></br>`, `<a>`, `<p
class="a">x</p >`, `</a>x<//a>`, `<>x</>`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, page string) {
		if !strings.HasPrefix(page, "<") || !strings.Contains(page, ">") {
			return
		}
		if short, long := elementIn([]byte(page)), elementOfAny([]byte(page)); short != long {
			t.Errorf("the element at the start of %q has a length of %d, the long way %d", page, short, long)
		}
	})
}

// BenchmarkFinished goes through a page as it was written.
func BenchmarkFinished(b *testing.B) {
	theme := load(b)
	page := inspectionPage()
	view := page.View()
	frame := plan.FrameOf(view)
	written, err := theme.in("").kinds[page.Kind].Append(nil, view)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(written)))
	b.ReportAllocs()
	for b.Loop() {
		theme.finished(nil, page, frame, written)
	}
}
