package html

import (
	"bytes"
	"slices"
	"unsafe"

	"golang.org/x/net/html"
)

// A Page is a page as it was written: its elements and texts in order, and
// where the writing is not well-formed. Nothing is mended, so that what a
// browser would have to guess can be told.
type Page struct {
	Parts []Part
	Slips []Slip
	// Doctype is set where the page says that it is HTML of today.
	Doctype bool

	open []int // the elements that are not closed, the outermost first
}

// A Part is an element or a text.
type Part struct {
	// Tag is that of the element; the one of a text has no name.
	*Tag
	// Text is the text, with characters for entities; "" for an element.
	Text string
	// Parent is the element that the part lies in, -1 for none. End is the
	// part after the last one that lies in this part: the parts inside of part
	// i are i+1 to End-1, and the first part after all of them is End.
	Parent, End int
	// Foreign marks svg and what lies in it.
	Foreign bool
}

// Judged is what the judge of the reader said of the element.
func (p *Part) Judged() uint64 {
	if p.Foreign {
		return p.judged.foreign
	}
	return p.judged.plain
}

// A Slip is a place where the writing is not well-formed.
type Slip struct {
	Kind SlipKind
	// Part is the element that the slip is about, or the part before it.
	Part int
	// Name is that of the tag.
	Name string
}

// A SlipKind is a way not to be well-formed.
type SlipKind int

// What can be wrong with tags.
const (
	Unclosed   SlipKind = iota // an element without a closing tag
	Stray                      // a closing tag without an element
	SelfClosed                 // <div/>, which opens and does not close
)

// A Reader reads pages one by one.
type Reader struct {
	page  Page
	tags  tags
	judge func(tag *Tag, foreign bool) uint64
}

// NewReader makes a reader that asks a judge what each tag is to who reads the
// page, in HTML and in a drawing. A tag that is written alike on many pages is
// read and judged once, so that nothing but the tag may count.
func NewReader(judge func(tag *Tag, foreign bool) uint64) *Reader { return &Reader{judge: judge} }

// Read reads a whole page in one pass. Anything can be read. The page stands
// until the reader reads another, and its texts are parts of what was read: it
// may not change meanwhile, and who keeps a text for long clones it.
func (r *Reader) Read(page []byte) *Page {
	r.room(page)
	if r.plain(unsafe.String(unsafe.SliceData(page), len(page))) {
		return &r.page
	}
	r.room(page)
	r.long(page)
	return &r.page
}

// many are the parts that few pages have.
const many = 1 << 13

// Release lets go of the page that was read last. Where that was large, as few are,
// its memory is not kept for the next.
func (r *Reader) Release() (large bool) {
	if large = len(r.page.Parts) > many; large {
		r.page, r.tags.here, r.tags.attrs = Page{}, nil, nil
	}
	clear(r.page.Parts)
	r.tags.letGo()
	return large
}

// room empties the page and makes place for the parts of another.
func (r *Reader) room(page []byte) {
	p := &r.page
	p.Parts, p.open = slices.Grow(p.Parts[:0], len(page)/20+1), p.open[:0]
	p.Slips, p.Doctype = nil, false
	r.tags.letGo()
}

// long reads a page as the library does.
func (r *Reader) long(page []byte) {
	read := pageReader{r, &r.page}
	tokens := html.NewTokenizer(bytes.NewReader(page))
	for read.token(tokens) {
	}
	read.closeTo(0)
}

type pageReader struct {
	reader *Reader
	*Page
}

func (r *pageReader) token(tokens *html.Tokenizer) bool {
	switch tokens.Next() {
	case html.ErrorToken:
		return false
	case html.TextToken:
		r.add(Part{Tag: noTag, Text: string(tokens.Text())})
	case html.StartTagToken:
		r.start(tokens, false)
	case html.SelfClosingTagToken:
		r.start(tokens, true)
	case html.EndTagToken:
		tag, _ := tokens.TagName()
		r.end(string(tag))
	case html.DoctypeToken:
		r.Doctype = len(r.Parts) == 0 && bytes.EqualFold(tokens.Text(), []byte("html"))
	}
	return true
}

// add takes a part in and gives its number.
func (r *pageReader) add(part Part) int {
	at := len(r.Parts)
	part.Parent, part.End = -1, at+1
	if inner := len(r.open) - 1; inner >= 0 {
		part.Parent = r.open[inner]
		part.Foreign = part.Foreign || r.Parts[part.Parent].Foreign
	}
	r.Parts = append(r.Parts, part)
	return at
}

func (r *pageReader) start(tokens *html.Tokenizer, selfClosing bool) {
	name, more := tokens.TagName()
	tag := &Tag{Name: string(name), selfClosing: selfClosing}
	for more {
		var key, value []byte
		key, value, more = tokens.TagAttr()
		tag.Attrs = append(tag.Attrs, Attr{string(key), string(value)})
	}
	tag.know(r.reader.judge)
	r.opened(tag)
}

// opened takes an element in, as open if it is not closed at once.
func (r *pageReader) opened(tag *Tag) {
	at := r.add(Part{Tag: tag, Foreign: tag.foreign})
	foreign := r.Parts[at].Foreign
	switch {
	case !foreign && tag.void, foreign && tag.selfClosing:
	case tag.selfClosing:
		r.slip(SelfClosed, at, tag.Name)
		fallthrough
	default:
		r.open = append(r.open, at)
	}
}

func (r *pageReader) end(name string) {
	for at := len(r.open) - 1; at >= 0; at-- {
		if r.Parts[r.open[at]].Name == name {
			r.closeTo(at + 1)
			r.close()
			return
		}
	}
	r.slip(Stray, len(r.Parts)-1, name)
}

// closeTo closes the elements that nothing closes, until so many are open.
func (r *pageReader) closeTo(left int) {
	for len(r.open) > left {
		inner := r.open[len(r.open)-1]
		r.slip(Unclosed, inner, r.Parts[inner].Name)
		r.close()
	}
}

func (r *pageReader) close() {
	last := len(r.open) - 1
	r.Parts[r.open[last]].End = len(r.Parts)
	r.open = r.open[:last]
}

func (r *pageReader) slip(kind SlipKind, part int, name string) {
	r.Slips = append(r.Slips, Slip{kind, part, name})
}
