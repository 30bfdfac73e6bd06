package render

import (
	"strings"
	"testing"

	"plainsight/generator/kit/html"
	"plainsight/generator/kit/language"
)

// english are the words of the theme in English.
func english() *language.Words {
	l := loader{theme: clearprint}
	return l.words("en-GB")
}

func TestTablesAreRelaidAsLists(t *testing.T) {
	words := english()
	for table, want := range map[string]string{
		// Where the corner is empty, the first cell of a row is its name.
		`<table class="x"><caption>Years</caption><thead><tr><td></td><th scope="col">Plans</th></tr></thead><tbody><tr><th scope="row">2016</th><td>3 &lt; 4</td></tr></tbody></table>`: `<p class="caption">Years</p><ul class="listed x-list"><li><p class="entry">2016</p><p><span class="column">Plans:</span> 3 &lt; 4</p></li></ul>`,
		// Else every cell has the name of its column.
		`<table><thead><tr><th scope="col">Who</th><th scope="col">What</th></tr></thead><tbody><tr><td>A</td><td>b</td></tr><tr><td>C</td><td></td></tr></tbody></table>`: `<ul class="listed"><li><p class="entry"><span class="column">Who:</span> A</p><p><span class="column">What:</span> b</p></li><li><p class="entry"><span class="column">Who:</span> C</p></li></ul>`,
		// A row of one cell says something of the rows.
		`<table><caption class="aside">Again</caption><tr><th scope="col">Year</th><th scope="col">Number</th></tr><tr><td colspan="2">From here on: other</td></tr></table>`: `<ul class="listed"><li><p>From here on: other</p></li></ul>`,
		// A table without names of columns, and one with names for small screens.
		`<table><tr><td>1</td><td><span class="in-list">Number: </span><b>2</b></td></tr></table>`: `<ul class="listed"><li><p class="entry">1</p><p><b>2</b></p></li></ul>`,
	} {
		page := relaid([]byte("<main>"+table+"</main>"), words)
		if got := strings.ReplaceAll(string(page), "\n", ""); got != "<main>"+want+"</main>" {
			t.Errorf("%s\nbecomes %s\nand not %s", table, got, want)
		}
	}
}

func TestAnEditionLiesOpen(t *testing.T) {
	words := english()
	for written, want := range map[string]string{
		`<main><details class="terms" open><summary>One</summary><p>Two</p></details></main>`:                `<main><div class="terms"><p class="label unfolded">One</p><p>Two</p></div></main>`,
		`<main><script type="application/json">{"a":"<p>"}</script><p class="note screen">x</p>y</main>`:     `<main>y</main>`,
		`<main><div class="table" role="region" tabindex="0" aria-label="T" id="t"><p>x</p></div></main>`:    `<main><div class="table" id="t"><p>x</p></div></main>`,
		`<nav><details>x</details></nav><main><br><svg><rect/></svg></main><footer><table></table></footer>`: `<nav><details>x</details></nav><main><br><svg><rect/></svg></main><footer><table></table></footer>`,
		`<p>no main part</p>`: `<p>no main part</p>`,
	} {
		if got := string(relaid([]byte(written), words)); got != want {
			t.Errorf("%s\nbecomes %s\nand not %s", written, got, want)
		}
	}
}

func TestLinksHaveNumbersOnPaper(t *testing.T) {
	words := english()
	const base, own = "https://a.example/b/", "/c/"
	mark := func(n string) string { return `<span class="paper">&nbsp;[` + n + `]</span>` }
	list := func(items string) string {
		return "<section class=\"paper notes\" aria-label=\"Addresses of the links\">\n<h2>Addresses of the links</h2>\n<ol>\n" + items + "</ol>\n</section>\n"
	}
	for written, want := range map[string]string{
		`<main><a href="/d/">D</a>, <a href="/d/">d</a>, <a href="/d/#p1">1</a>` + notesHere + `</main>`: `<main><a href="/d/">D</a>` + mark("1") + `, <a href="/d/">d</a>` + mark("1") + `, <a href="/d/#p1">1</a>` + mark("2") +
			list("<li><span>a.example/</span><span>b/</span><span>d/</span></li>\n<li><span>a.example/</span><span>b/</span><span>d/</span><span>#p1</span></li>\n") + `</main>`,
		`<main><a href="https://x.example/?a=1&amp;b=2">X</a>` + notesHere + `</main>`: `<main><a href="https://x.example/?a=1&amp;b=2">X</a>` + mark("1") + list("<li><span>x.example/</span><span>?a=1&amp;b=2</span></li>\n") + `</main>`,
		// Links that need no number: to the page itself, and whose words say it.
		`<main><a href="#p1">1</a><a href="/c/#p1">1</a><a href="mailto:x@y.example">x</a><a href="https://x.example/">x.example/</a>` + notesHere + `</main>`: `<main><a href="#p1">1</a><a href="/c/#p1">1</a><a href="mailto:x@y.example">x</a><a href="https://x.example/">x.example/</a></main>`,
		// And those that paper does not have.
		`<nav><a href="/d/">D</a></nav><main><nav><a href="/d/">D</a></nav><p class="onward"><a href="/d/">D</a></p><a class="screen" href="/d/">D</a>` + notesHere + `</main><a href="/d/">D</a>`: `<nav><a href="/d/">D</a></nav><main><nav><a href="/d/">D</a></nav><p class="onward"><a href="/d/">D</a></p><a class="screen" href="/d/">D</a></main><a href="/d/">D</a>`,
		`<main><a href="/d/">D</a></main>`: `<main><a href="/d/">D</a></main>`,
		// Without a main part before their place, all links are numbered.
		`<a href="/d/">D</a>` + notesHere + `<main><a href="/e/">E</a></main>`: `<a href="/d/">D</a>` + mark("1") + list("<li><span>a.example/</span><span>b/</span><span>d/</span></li>\n") + `<main><a href="/e/">E</a></main>`,
	} {
		if got := string(soughtBy(nil).finished(nil, []byte(written), finish{base, own, words, unled})); got != want {
			t.Errorf("%s\nbecomes %s\nand not %s", written, got, want)
		}
	}
}

// unled leaves links as they are.
func unled(out []byte, target string) []byte { return append(out, target...) }

// Whatever stands on a page, laying it out for paper keeps its words, gives
// the same when it is done again, and never fails.
func FuzzRelaid(f *testing.F) {
	for _, seed := range []string{
		`<table><tr><th scope="col">A</th></tr><tr><td>1</td></tr></table>`, `<details><summary>x</summary>y</details>`,
		`<p`, `<`, `</table>`, `<table><table></table>`, "<a\nhref=\"/x/\">y</a>", `<svg><svg/></svg><a href="/">z</a>`, `<div role="region"`,
	} {
		f.Add(seed)
	}
	words := english()
	f.Fuzz(func(t *testing.T, inside string) {
		if strings.Contains(inside, "main>") || strings.Contains(inside, "<!--") {
			return // which no page has in it
		}
		page := relaid([]byte("<main>"+inside+"</main>"), words)
		if again := relaid(page, words); string(again) != string(page) {
			t.Errorf("%q\nis %q\nand then %q", inside, page, again)
		}
		soughtBy(nil).finished(nil, []byte("<main>"+inside+notesHere+"</main>"), finish{"https://a.example/", "/b/", words, unled})
		if plain := html.Words(inside); !strings.ContainsAny(inside, "<>") && html.Words(string(page)) != plain {
			t.Errorf("%q has lost words: %q", inside, page)
		}
	})
}
