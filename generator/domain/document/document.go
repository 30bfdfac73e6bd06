// Package document holds the words of a report, a letter, minutes or a page,
// in the order in which they stand, each piece with its lasting address.
//
// It knows neither Markdown nor pages: a Body is what every source is read
// into and what every output is made from.
package document

import "plainsight/generator/domain/date"

// A Kind says what a Block is.
type Kind string

// The kinds of blocks.
const (
	Heading   Kind = "heading"
	Paragraph Kind = "paragraph"
	Numbered  Kind = "numbered" // a paragraph with its printed number
	List      Kind = "list"
	Quote     Kind = "quote"
	Note      Kind = "note"    // an editor's note: our words in the midst of a document
	Passage   Kind = "passage" // paragraphs in another language than the text
	Table     Kind = "table"
	Code      Kind = "code"
	// Embed is a picture of data, a chart for instance: Name says which, and
	// Source is the lines in it.
	Embed Kind = "embed"
	Break Kind = "break" // a thematic break: what follows stands outside the section
)

// A Block is one piece of a Body.
type Block struct {
	Kind Kind
	// ID is the anchor of the block on its page, without the number sign.
	// A list has none; its items have.
	ID string
	// Named tells that the ID is written beside the block, and was not made.
	Named bool
	// Number is the printed number of a Numbered block, such as "33" or "2.13".
	Number string
	// Level is the level of a Heading, 2 to 6.
	Level int
	// HTML is what stands inside the block's element: safe, with links below
	// the root of the site written with a leading slash. Of a Numbered block
	// it is one or more whole elements, of a Table or Code the whole element.
	HTML string
	// Words are the plain words of the block, without mark-up, with single
	// spaces; of a heading with its grade, of a list nothing.
	Words string
	// Grade is the grade that a Heading repeats after its colon, as printed;
	// HTML and Words of the heading keep it.
	Grade string
	// Lang is the language of a Passage as a BCP 47 tag.
	Lang string
	// Finding is the kind of finding that the block or each of the items
	// holds (see package finding), "" where it holds none.
	Finding string
	// Ordered and Start tell how a List is counted; Start is its first number.
	Ordered bool
	Start   int
	// Items are the items of a List; their Kind is Paragraph and their HTML
	// may hold further elements, a nested list for instance.
	Items []Block
	// Name and Source are what an Embed is and how it is written.
	Name, Source string
	// Line is the line of the file on which the block begins, 1 is the first;
	// of an Embed the line on which its Source begins.
	Line int
}

// A Figure is a number in the text that is bound to a metric. In the HTML of
// its block stands <data value="N"></data>, where N is its index in the Body.
type Figure struct {
	// Metric, Period and Place say which number it is; Place may be "".
	Metric, Period, Place string
	// Typed is the number as somebody typed it beside, "" where nobody did.
	Typed string
	// Printed and Unit are the number itself, once it is looked up.
	Printed, Unit string
	// Line and Column are where it is written.
	Line, Column int
}

// A Body is the blocks of one document in order. Sum is the SHA-256 of the
// words and mark-up that it was read from, in hexadecimal; two bodies with
// one sum are the same.
type Body struct {
	Blocks  []Block
	Figures []Figure
	Sum     string
}

// Anchors lists the anchors of the body in order, those of list items too.
func (b Body) Anchors() []string {
	var anchors []string
	for _, block := range b.Blocks {
		if block.ID != "" {
			anchors = append(anchors, block.ID)
		}
		for _, item := range block.Items {
			if item.ID != "" {
				anchors = append(anchors, item.ID)
			}
		}
	}
	return anchors
}

// Line is the line on which a place of the text is written, 0 for none; of two
// with one name, it is that of the second.
func (b Body) Line(anchor string) (line int) {
	for _, block := range b.Blocks {
		if block.ID == anchor {
			line = block.Line
		}
		for _, item := range block.Items {
			if item.ID == anchor {
				line = item.Line
			}
		}
	}
	return line
}

// A Correction says when a page was corrected and what changed.
type Correction struct {
	Date date.Date
	What string
	// Place is the anchor of what was corrected, and Was the words that stood
	// there until that day; both may be "".
	Place, Was string
}

// A Source is a published document that facts on the site come from.
type Source struct {
	ID        string
	Title     string
	Publisher string
	// Kind is one of SourceKinds.
	Kind string
	Date date.Date
	// Licence is the licence as the document prints it, and LicenceLink where
	// it can be read.
	Licence, LicenceLink string
	// Link is where the publisher keeps the document; it may be unknown.
	Link string
	// Held says how much of the document this site has: one of HeldParts.
	Held string
}

// SourceKinds are the kinds of sources, so that inspectors' words, the
// council's and others' are told apart.
var SourceKinds = []string{"inspection-report", "letter", "council-report", "minutes", "news", "press", "statistics"}

// HeldParts say how much of a source the site has: the whole text, a part, or
// the outcome alone.
var HeldParts = []string{"full", "part", "outcome"}
