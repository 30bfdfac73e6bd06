package html

import (
	"bytes"
	"slices"
	"sync"

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

	attrs []Attr // of all elements, so that there are few allocations
	open  []int  // the elements that are not closed, the outermost first
}

// A Part is an element or a text.
type Part struct {
	// Name is the element's name in small letters; "" for a text.
	Name string
	// Text is the text, with characters for entities; "" for an element.
	Text  string
	Attrs []Attr
	// Parent is the element that the part lies in, -1 for none. End is the
	// part after the last one that lies in this part: the parts inside of part
	// i are i+1 to End-1, and the first part after all of them is End.
	Parent, End int
	// Foreign marks svg and what lies in it.
	Foreign bool

	has names // of the attributes
}

// An Attr is an attribute; its name has small letters.
type Attr struct{ Name, Value string }

// Attr gives the value of an attribute, and whether it is there.
func (p *Part) Attr(name string) (string, bool) {
	if !p.has.mayHold(name) {
		return "", false
	}
	return p.attr(name)
}

func (p *Part) attr(name string) (string, bool) {
	for i := range p.Attrs {
		if p.Attrs[i].Name == name {
			return p.Attrs[i].Value, true
		}
	}
	return "", false
}

// names are a set in which several names may share a place: most elements are
// asked for attributes that they have not, and this answers at once.
type names uint64

func (n names) mayHold(name string) bool { return n&placeOf(name) != 0 }

// placeOf is that of a name that is not empty.
func placeOf(name string) names { return 1 << ((name[0]*5 + name[len(name)-1] + byte(len(name))) & 63) }

// with gives an element its attributes.
func (p *Part) with(attrs []Attr) {
	p.Attrs = attrs
	for i := range attrs {
		p.has |= placeOf(attrs[i].Name)
	}
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

// Read reads a whole page in one pass. Anything can be read. Names, values and
// texts are parts of one copy of the page: who keeps one for long clones it.
func Read(page []byte) *Page {
	p := pages.Get().(*Page)
	p.room(page)
	if plain(string(page), p) {
		return p
	}
	p.room(page)
	readLong(page, p)
	return p
}

// Release gives the memory of a page back. Nothing may look at its parts any
// more; the strings in them stay.
func (p *Page) Release() {
	clear(p.Parts)
	clear(p.attrs)
	pages.Put(p)
}

// pages are those whose memory can be used again.
var pages = sync.Pool{New: func() any { return &Page{} }}

// room empties a page and makes place for the parts of another.
func (p *Page) room(page []byte) {
	p.Parts, p.attrs, p.open = slices.Grow(p.Parts[:0], len(page)/32+1), slices.Grow(p.attrs[:0], len(page)/64+1), p.open[:0]
	p.Slips, p.Doctype = nil, false
}

// readLong reads a page as the library does.
func readLong(page []byte, into *Page) {
	r := pageReader{Page: into}
	tokens := html.NewTokenizer(bytes.NewReader(page))
	for r.token(tokens) {
	}
	r.closeTo(0)
}

type pageReader struct{ *Page }

func (r *pageReader) token(tokens *html.Tokenizer) bool {
	switch tokens.Next() {
	case html.ErrorToken:
		return false
	case html.TextToken:
		r.add(Part{Text: string(tokens.Text())})
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
	tag, more := tokens.TagName()
	name := known(tag)
	at := r.add(Part{Name: name, Foreign: name == "svg" || name == "math"})
	first := len(r.attrs)
	for more {
		var key, value []byte
		key, value, more = tokens.TagAttr()
		r.attrs = append(r.attrs, Attr{known(key), string(value)})
	}
	r.Parts[at].with(r.attrs[first:len(r.attrs):len(r.attrs)])
	r.opened(at, selfClosing)
}

// opened takes an element as open that is not closed at once.
func (r *pageReader) opened(at int, selfClosing bool) {
	part := &r.Parts[at]
	switch {
	case !part.Foreign && isVoid(part.Name), part.Foreign && selfClosing:
	case selfClosing:
		r.slip(SelfClosed, at, part.Name)
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

// isVoid tells whether an element has no closing tag.
func isVoid(name string) bool {
	switch name {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr":
		return true
	}
	return false
}

// known gives the word, without making a new one of those that most tags have.
func known(word []byte) string {
	if same, often := words[string(word)]; often {
		return same
	}
	return string(word)
}

var words = func() map[string]string {
	all := map[string]string{}
	for _, word := range []string{
		"a", "article", "aside", "b", "blockquote", "body", "br", "button", "caption", "circle", "code", "data", "dd", "details",
		"div", "dl", "dt", "em", "figcaption", "figure", "footer", "g", "h1", "h2", "h3", "h4", "h5", "head", "header", "hr",
		"html", "img", "li", "line", "link", "main", "meta", "nav", "ol", "p", "path", "pre", "rect", "script", "section",
		"span", "strong", "sub", "summary", "sup", "svg", "symbol", "table", "tbody", "td", "text", "th", "thead", "time",
		"title", "tr", "ul", "use",
		"alt", "aria-describedby", "aria-hidden", "aria-label", "aria-labelledby", "charset", "class", "colspan", "content",
		"cx", "cy", "d", "datetime", "dir", "dx", "dy", "fill", "height", "href", "id", "lang", "name", "r", "rel", "role",
		"scope", "src", "tabindex", "text-anchor", "type", "value", "viewbox", "width", "x", "x1", "x2", "y", "y1", "y2",
	} {
		all[word] = word
	}
	return all
}()
