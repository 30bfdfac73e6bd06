package render

import (
	"bytes"
	"html/template"
	"slices"
	"strings"
	"unsafe"

	"plainsight/generator/kit/language"
)

// A page that was written is gone through once, tag by tag, and what is to be
// written otherwise is noted: links below the root of the site, the numbers that
// links have on paper, and links to styles that have nothing to say on the page.
// Then it is written anew. In the words of a page a quotation mark is written as an
// entity, so that only attributes have values.

// A finish is what a page is finished for. base is the address of the site with
// its closing slash, own that of the page below it, and way writes how a link below
// the root is written there, which it may not keep.
type finish struct {
	base, own string
	words     *language.Words
	way       func(out []byte, target string) []byte
}

// A finisher finishes pages one after the other, in the same memory.
type finisher struct {
	finish
	sought *sought
	// kinds is what is known of tags by their names, and worn of classes as they
	// are written.
	kinds map[string]kind
	worn  map[string]worn

	page []byte
	// changes are in the order of the page; their texts stand one behind the other.
	changes []change
	texts   []byte
	// found tells what stands on the page of all that styles look for.
	found []bool
	notes notes
}

// A change is a text instead of a piece of a page.
type change struct {
	from, to int
	text     span
	// part is the number of the style to which the piece is the link, plus one: it
	// stays where the style has something to say. What is onPaper is wanted where
	// there is a place for notes.
	part    int
	onPaper bool
}

// A span is a piece of the texts of a finisher.
type span struct{ from, to int }

// A kind is what all tags of a name are, and which of the things that styles look
// for.
type kind struct {
	role  role
	finds []int
}

// A role is what tags are to who goes through a page.
type role int

const (
	noRole role = iota
	ofLink
	ofScript
	ofApart // which paper does not have, or not with numbers
	ofStyle
	ofNotes
	ofMain
)

var roles = map[string]role{"a": ofLink, "script": ofScript, "nav": ofApart, "svg": ofApart, "link": ofStyle, "!--notes--": ofNotes}

// worn is what classes are that an element has.
type worn struct {
	unprinted bool
	finds     []int
}

// finished is a page as it is published, behind out.
func (s *sought) finished(out, page []byte, as finish) []byte {
	f := s.idle.Get().(*finisher)
	defer s.idle.Put(f)
	f.finish = as
	f.base = strings.TrimPrefix(template.HTMLEscapeString(strings.TrimSuffix(as.base, "/")), "https://")
	f.own = template.HTMLEscapeString(as.own) + "#"
	f.through(page, false)
	if f.notes.unbegun {
		f.through(page, true)
	}
	return f.written(out)
}

// through notes what is to be changed on a page, and where links are numbered from
// its beginning on or from its main part.
func (f *finisher) through(page []byte, numbered bool) {
	f.page, f.changes, f.texts = page, f.changes[:0], f.texts[:0]
	clear(f.found)
	f.notes.begin(numbered)
	for at := 0; at < len(page); {
		next := bytes.IndexByte(page[at:], '<')
		if next < 0 {
			return
		}
		at = f.tag(at + next)
	}
}

// tag reads the tag that begins at a place, and gives the place behind it, or
// behind the script that it begins.
func (f *finisher) tag(begin int) (end int) {
	at := begin + 1
	for at < len(f.page) && f.page[at] != ' ' && f.page[at] != '\n' && f.page[at] != '>' {
		at++
	}
	name := f.page[begin+1 : at]
	if len(name) > 0 && name[0] == '/' {
		end = behind(f.page, at, '>')
		f.closed(name[1:], end)
		return end
	}
	kind := f.kind(name)
	f.find(kind.finds)
	if kind.role == ofStyle {
		f.style(begin, behind(f.page, at, '>'))
	}
	opened := opened{role: kind.role, name: name}
	if end = f.attributes(at, &opened); end < begin+2 || f.page[end-1] != '>' {
		return end // never closed
	}
	opened.empty = f.page[end-2] == '/'
	f.opened(&opened, begin, end)
	if kind.role == ofScript {
		end += max(0, bytes.Index(f.page[end:], endOfScript))
	}
	return end
}

var endOfScript = []byte("</script")

// behind is the place behind the next letter of a kind, or the end of a page.
func behind(page []byte, at int, letter byte) int {
	if length := bytes.IndexByte(page[at:], letter); length >= 0 {
		return at + length + 1
	}
	return len(page)
}

// An opened element is what its tag says of it.
type opened struct {
	role   role
	name   []byte
	target []byte
	// unprinted is what paper does not have, and empty an element that ends with
	// its tag.
	unprinted, empty bool
}

// attributes reads those of a tag from a place on, and gives the place behind it.
func (f *finisher) attributes(at int, of *opened) (end int) {
	for {
		for at < len(f.page) && between[f.page[at]] {
			at++
		}
		begin := at
		for at < len(f.page) && !ends[f.page[at]] {
			at++
		}
		if at == len(f.page) {
			return at
		}
		if at == begin && f.page[at] == '>' {
			return at + 1
		}
		name, from, to := f.page[begin:at], at, at
		if f.page[at] == '=' {
			if at++; at < len(f.page) && f.page[at] == '"' {
				from, at = at+1, behind(f.page, at+1, '"')
				if to = at - 1; to < from || f.page[to] != '"' {
					return len(f.page)
				}
			}
		}
		f.attribute(begin, name, from, to, of)
	}
}

// between are the letters that part attributes, and ends those that end their names.
var between, ends = [256]bool{' ': true, '\n': true, '/': true}, [256]bool{' ': true, '\n': true, '/': true, '=': true, '>': true}

// attribute takes note of an attribute whose name begins at a place, and whose
// value stands between two others.
func (f *finisher) attribute(begin int, name []byte, from, to int, of *opened) {
	value := f.page[from:to]
	switch string(name) {
	case "class":
		worn := f.wears(value)
		of.unprinted = of.unprinted || worn.unprinted
		f.find(worn.finds)
	case "href":
		of.target = value
		f.link(begin, from, to)
	case "src":
		f.link(begin, from, to)
	}
	if len(name) > 0 && f.sought.initials[name[0]] {
		for _, one := range f.sought.attributes[string(name)] {
			if one.any || one.value == string(value) {
				f.found[one.number] = true
			}
		}
	}
}

// link leads a link below the root of the site on from the page. One to another
// host may begin with two slashes.
func (f *finisher) link(begin, from, to int) {
	if to == from || f.page[from] != '/' || to-from > 1 && f.page[from+1] == '/' || f.page[begin-1] != ' ' {
		return
	}
	begin = len(f.texts)
	f.texts = f.way(f.texts, unsafe.String(&f.page[from], to-from))
	f.change(from, to, span{begin, len(f.texts)})
}

func (f *finisher) style(begin, end int) {
	if number, is := f.sought.links[string(f.page[begin:end])]; is {
		f.changes = append(f.changes, change{from: begin, to: end, part: number + 1})
	}
}

func (f *finisher) change(from, to int, text span) {
	f.changes = append(f.changes, change{from: from, to: to, text: text})
}

func (f *finisher) text(pieces ...string) span {
	from := len(f.texts)
	for _, piece := range pieces {
		f.texts = append(f.texts, piece...)
	}
	return span{from, len(f.texts)}
}

func (f *finisher) said(text span) []byte { return f.texts[text.from:text.to] }

func (f *finisher) find(numbers []int) {
	for _, number := range numbers {
		f.found[number] = true
	}
}

// remembered is how many names and values are remembered at the most.
const remembered = 5000

func (f *finisher) kind(name []byte) kind {
	known, is := f.kinds[string(name)]
	if is {
		return known
	}
	if len(f.kinds) == remembered {
		clear(f.kinds)
	}
	known = kind{roles[string(name)], f.sought.elementsOf(string(name))}
	if bytes.HasPrefix(name, []byte("main")) {
		known.role = ofMain
	}
	f.kinds[string(name)] = known
	return known
}

func (f *finisher) wears(classes []byte) worn {
	known, is := f.worn[string(classes)]
	if is {
		return known
	}
	if len(f.worn) == remembered {
		clear(f.worn)
	}
	for class := range strings.FieldsSeq(string(classes)) {
		if number, is := f.sought.classes[class]; is {
			known.finds = append(known.finds, number)
		}
		known.unprinted = known.unprinted || unprinted[class]
	}
	f.worn[string(classes)] = known
	return known
}

// written is the page with its changes, behind out.
func (f *finisher) written(out []byte) []byte {
	length, wanted := len(f.page), f.changes[:0]
	for _, one := range f.changes {
		left := len(wanted) > 0 && one.from < wanted[len(wanted)-1].to // out, with the link in which it stands
		if left || one.onPaper && !f.notes.placed || one.part > 0 && f.sought.matches(one.part-1, f.found) {
			continue
		}
		wanted = append(wanted, one)
		length += one.text.to - one.text.from - (one.to - one.from)
	}
	out, at := slices.Grow(out, length), 0
	for _, one := range wanted {
		out = append(append(out, f.page[at:one.from]...), f.said(one.text)...)
		at = one.to
	}
	return append(out, f.page[at:]...)
}
