package html

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// outline writes the parts of a page, each inside its element.
func outline(p *Page) string {
	var lines strings.Builder
	for i := range p.Parts {
		part := &p.Parts[i]
		depth := 0
		for at := part.Parent; at >= 0; at = p.Parts[at].Parent {
			depth++
		}
		fmt.Fprintf(&lines, "%s%s%s %d\n", strings.Repeat(" ", depth), part.Name, part.Text, part.End-i-1)
	}
	return lines.String()
}

func read(written []byte) *Page { return NewReader(nil).Read(written) }

// readLong reads a page as the library does.
func readLong(written []byte) *Page {
	r := NewReader(nil)
	r.long(written)
	return &r.page
}

func TestAPageIsReadAsItIsWritten(t *testing.T) {
	page := read([]byte(`<!DOCTYPE html><html LANG="en-GB"><body><p id=a>1 &amp; 2<br>3</p><svg viewBox="0 0 1 1"><path d="M0"/><g/></svg><hr></body></html>`))
	want := `html 9
 body 8
  p 3
   1 & 2 0
   br 0
   3 0
  svg 2
   path 0
   g 0
  hr 0
`
	if got := outline(page); got != want || !page.Doctype || len(page.Slips) > 0 {
		t.Errorf("doctype %t, slips %v, outline\n%s", page.Doctype, page.Slips, got)
	}
	if lang, _ := page.Parts[0].Attr("lang"); lang != "en-GB" {
		t.Errorf("the language is %q", lang)
	}
	if !page.Parts[7].Foreign || page.Parts[9].Foreign {
		t.Error("what is foreign is not told from what is not")
	}
}

func TestSlips(t *testing.T) {
	for written, want := range map[string][]Slip{
		`<p>1</p>`:             nil,
		`<p>1`:                 {{Unclosed, 0, "p"}},
		`<ul><li>1<li>2</ul>`:  {{Unclosed, 3, "li"}, {Unclosed, 1, "li"}},
		`<b><i>1</b></i>`:      {{Unclosed, 1, "i"}, {Stray, 2, "i"}},
		`1</div>`:              {{Stray, 0, "div"}},
		`<div/>1</div>`:        {{SelfClosed, 0, "div"}},
		`<br/><svg><g/></svg>`: nil,
		`</p>`:                 {{Stray, -1, "p"}},
	} {
		if got := read([]byte(written)).Slips; !slices.Equal(got, want) {
			t.Errorf("%s has the slips %v, want %v", written, got, want)
		}
	}
}

// Whatever comes, the parts are a tree.
func samePart(a, b Part) bool {
	return a.Name == b.Name && a.Text == b.Text && a.Parent == b.Parent && a.End == b.End && a.Foreign == b.Foreign && slices.Equal(a.Attrs, b.Attrs)
}

// TestMemoryOfPagesIsUsedAgain: a page is read as it would be alone, whatever
// was read before.
func TestMemoryOfPagesIsUsedAgain(t *testing.T) {
	reader := NewReader(nil)
	for _, written := range []string{
		`<!DOCTYPE html><p id="a">1</p></b>`, `<P>1`, `<p>`, `<p id="a" id="b">1</p><p id="a">`, `<p id=">"><p id="><p id=">">`, `<p id=">`,
		`<svg><p id="a"></svg>`, ``,
	} {
		page, alone := reader.Read([]byte(written)), readLong([]byte(written))
		if !slices.EqualFunc(page.Parts, alone.Parts, samePart) || page.Doctype != alone.Doctype || !slices.Equal(page.Slips, alone.Slips) {
			t.Errorf("%s is read as\n%s", written, outline(page))
		}
		reader.Release()
	}
}

// TestTagsAreJudgedByThemselves: what is said of a tag is the same wherever it
// is met, and it is not judged again where it is known.
func TestTagsAreJudgedByThemselves(t *testing.T) {
	asked := 0
	reader := NewReader(func(tag *Tag, foreign bool) uint64 {
		if asked++; foreign {
			return uint64(len(tag.Attrs)) + 10
		}
		return uint64(len(tag.Attrs))
	})
	for range 5 {
		page := reader.Read([]byte(`<g id="1"></g>x<svg><g id="1"></g></svg><g></g>`))
		for i, want := range map[int]uint64{0: 1, 1: 0, 2: 10, 3: 11, 4: 0} {
			if got := page.Parts[i].Judged(); got != want {
				t.Errorf("part %d is judged %d, want %d", i, got, want)
			}
		}
	}
	if asked != 3*2*2 {
		t.Errorf("three tags were judged %d times", asked)
	}
}

// BenchmarkRead reads a page as ours are written, and one that the library has
// to read.
func BenchmarkRead(b *testing.B) {
	page := `<!DOCTYPE html><html lang="en-GB"><body>` + strings.Repeat(`<div class="paragraph" id="p1"><p><a class="number" href="#p1">1</a> Children &amp; their families benefit from early help.</p></div>`+"\n", 300)
	for name, written := range map[string]string{"ours": page, "long": page + "<!-- -->"} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(written)))
			b.ReportAllocs()
			reader := NewReader(nil)
			for b.Loop() {
				reader.Read([]byte(written))
				reader.Release()
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		`<!DOCTYPE html><html><head><title>a &lt; b</title></head><body><p>x</p></body></html>`,
		`<!DOCTYPE html><svg viewBox="0 0 1 1" ID="x" class="a" hidden><title>x</title><path d="M0"/></svg><img alt="&amp;"><script src="/a" defer></script><p id="a" id="b">&nbsp;`,
		`<p id=">"><p id="><p id=">">`, `<a><b></a></b>`, `<svg><title>x</title><path/></svg>`, `<p a="1" a="2">`, `</p></`, `<script>"</p>"</script>`, `<table><p>`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, written []byte) {
		reader, long := NewReader(nil), readLong(written)
		reader.Read(written) // so that each tag is remembered at the second time, and known at the third
		reader.Read(written)
		page := reader.Read(written)
		if !slices.Equal(page.Slips, long.Slips) || page.Doctype != long.Doctype || !slices.EqualFunc(page.Parts, long.Parts, samePart) {
			t.Fatalf("%s is read as\n%s\nand the long way as\n%s", written, outline(page), outline(long))
		}
		for i, part := range page.Parts {
			if part.Parent >= i || part.End <= i || part.End > len(page.Parts) {
				t.Fatalf("part %d lies in %d and ends at %d", i, part.Parent, part.End)
			}
			if part.Parent >= 0 && (page.Parts[part.Parent].End < part.End || page.Parts[part.Parent].Name == "") {
				t.Fatalf("part %d does not lie in %d", i, part.Parent)
			}
		}
		for _, slip := range page.Slips {
			if slip.Part < -1 || slip.Part >= len(page.Parts) {
				t.Fatalf("the slip %v is nowhere", slip)
			}
		}
	})
}
