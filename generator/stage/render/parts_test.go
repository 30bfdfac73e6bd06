package render

import (
	"strings"
	"testing"
	"unicode/utf8"
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
		one := partIn("/assets/part.css", []byte(style))
		head := linkTo("/assets/part.css")
		if got := string(withItsParts([]byte(head+page), []part{one})) == head+page; got != wanted {
			t.Errorf("%s: asked for is %v, not %v", style, got, wanted)
		}
	}
}

// FuzzElementsOf holds the names of the elements of a page against looking for
// each by itself.
func FuzzElementsOf(f *testing.F) {
	f.Add("<html><table><th>a</th><h1></table", "th")
	f.Add("<a<b-c", "b")
	f.Add("<", "a")
	f.Fuzz(func(t *testing.T, page, element string) {
		if element == "" || strings.ContainsFunc(element, func(r rune) bool { return r >= utf8.RuneSelf || !inName(byte(r)) }) {
			return
		}
		on := standing{elements: elementsOf([]byte(page))}
		if got := on.begins(element); got != strings.Contains(page, "<"+element) {
			t.Errorf("%q begins on %q: %v", element, page, got)
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
