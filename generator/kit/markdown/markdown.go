// Package markdown reads the Markdown that people write into the blocks of a
// document, each with its lasting anchor.
//
// It takes the text of a body and the rules by which it is read, and gives
// blocks with safe HTML and plain words, the links and pictures that stand in
// them, and problems with the place of each. It never fails: what cannot be
// read as it was meant is shown as words. It does not know front matter,
// frameworks or pages, and follows no link.
//
// What is read is CommonMark with tables, and a few constructs of ours:
// numbered paragraphs (numbered.go), ids (ids.go), editor's notes (notes.go),
// words in another language (passages.go), numbers bound to a metric and
// fences for charts (figures.go). What is not read: HTML, which is
// shown as text; quotation marks, which stay as typed; addresses without
// angle brackets, which stay text.
package markdown

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"plainsight/generator/domain/document"
	"plainsight/generator/domain/finding"
	"plainsight/generator/kit/diag"
)

// Rules say how a body is read.
type Rules struct {
	// Numbered says that a line that begins with the next expected number and
	// a full stop opens a numbered paragraph.
	Numbered bool
	// Gaps lists printed numbers that the source itself skips, or that it
	// repeats or has out of order.
	Gaps []string
	// Finding gives the kind of finding the items under a heading are, nil or
	// false for none.
	Finding func(heading string) (finding.Kind, bool)
	// Grade tells whether the words after a heading's last colon are a grade
	// ("good"); they are left out of its anchor. It may be nil.
	Grade func(words string) bool
	// Embeds are the names of fences that hold no code but a picture of data,
	// "chart" for instance.
	Embeds []string
	// Retired are anchors that are never given again by counting or from the
	// words of a heading: links to what they named lead elsewhere.
	Retired []string
	// Items says that items of lists that are no findings have addresses too,
	// b1, b2 and so on over the whole body.
	Items bool
}

// A Link is a link or picture of the body with the place where it is written.
// Target is an address below the root ("/about/"), a place on the page
// ("#p33") or an address of the web.
type Link struct {
	Target string
	Place  diag.Place
	Image  bool
}

// Parse reads the Markdown source, which is the body of the file and begins on
// its line first. Links come in the order in which they are written, problems
// by their place.
func Parse(file string, source []byte, first int, rules Rules) (document.Body, []Link, []diag.Problem) {
	sum := sha256.Sum256(source)
	r := newReading(file, source, first, rules)
	engine := plain
	if rules.Numbered {
		engine = numbering
	}
	context := parser.NewContext()
	context.Set(readingKey, r)
	root := engine.parser.Parse(text.NewReader(r.source), parser.WithContext(context))
	r.prepare(root)
	body := document.Body{
		Blocks:  r.blocks(root, engine),
		Figures: r.figures,
		Sum:     hex.EncodeToString(sum[:]),
	}
	return body, r.links, diag.Sort(r.problems)
}
