package html

import (
	"hash/maphash"
	"strings"
)

// A Tag is the opening tag of an element, or of all that are written alike.
type Tag struct {
	// Name is the element's name in small letters; "" for a text.
	Name  string
	Attrs []Attr

	written     string // from < to >
	selfClosing bool
	has         names // of the attributes
	// void elements have no closing tag, in literal ones is no HTML, and in
	// foreign ones begins what is no HTML but nests like it.
	void, literal, foreign bool
	judged                 struct{ plain, foreign uint64 }
}

// An Attr is an attribute; its name has small letters.
type Attr struct{ Name, Value string }

var noTag = &Tag{}

// Attr gives the value of an attribute, and whether it is there.
func (t *Tag) Attr(name string) (string, bool) {
	if !t.has.mayHold(name) {
		return "", false
	}
	return t.attr(name)
}

func (t *Tag) attr(name string) (string, bool) {
	for i := range t.Attrs {
		if t.Attrs[i].Name == name {
			return t.Attrs[i].Value, true
		}
	}
	return "", false
}

// know finds out what there is to know of a tag by its name and attributes.
func (t *Tag) know(judge func(*Tag, bool) uint64) {
	for i := range t.Attrs {
		t.has |= placeOf(t.Attrs[i].Name)
	}
	t.void, t.literal, t.foreign = isVoid(t.Name), asWritten(t.Name), t.Name == "svg" || t.Name == "math"
	if judge != nil {
		t.judged.plain, t.judged.foreign = judge(t, false), judge(t, true)
	}
}

// names are a set in which several names may share a place: most elements are
// asked for attributes that they have not, and this answers at once.
type names uint64

func (n names) mayHold(name string) bool { return n&placeOf(name) != 0 }

// placeOf is that of a name that is not empty.
func placeOf(name string) names { return 1 << ((name[0]*5 + name[len(name)-1] + byte(len(name))) & 63) }

// tags are those that were met last. A sum gives each its place, where it is
// remembered when it is met for the second time: some tags are on one page alone,
// and lie in the memory of the page, as those do that are long.
type tags struct {
	met [1 << 11]struct {
		sum uint64
		tag *Tag
	}
	here  []Tag
	attrs []Attr
}

const longest = 200

var seed = maphash.MakeSeed()

// tag is the one that is written at the start of a text, nil where it is not
// written as ours are.
func (r *Reader) tag(text string) *Tag {
	first := text[:strings.IndexByte(text, '>')+1]
	sum := maphash.String(seed, first)
	place := &r.tags.met[sum%uint64(len(r.tags.met))]
	if place.tag != nil && place.tag.written == first {
		return place.tag
	}
	if place.sum != sum || len(first) > longest {
		place.sum = sum
		return r.tagHere(wholeTag(text))
	}
	tag := &Tag{}
	if _, ours := tag.read(strings.Clone(wholeTag(text)), nil); !ours {
		return nil
	}
	tag.know(r.judge)
	place.tag = tag
	return tag
}

// tagHere is a tag that may not be met again.
func (r *Reader) tagHere(written string) *Tag {
	r.tags.here = append(r.tags.here, Tag{})
	tag := &r.tags.here[len(r.tags.here)-1]
	var ours bool
	if r.tags.attrs, ours = tag.read(written, r.tags.attrs); !ours {
		return nil
	}
	tag.know(r.judge)
	return tag
}

// letGo empties the memory of a page.
func (t *tags) letGo() {
	clear(t.here)
	clear(t.attrs)
	t.here, t.attrs = t.here[:0], t.attrs[:0]
}

// wholeTag is the tag at the start of a text as far as the first > that does not
// stand in quotation marks.
func wholeTag(text string) string {
	quotes := 0
	for length := 0; ; {
		more := strings.IndexByte(text[length:], '>') + 1
		if more == 0 {
			return ""
		}
		quotes += strings.Count(text[length:length+more], `"`)
		if length += more; quotes%2 == 0 {
			return text[:length]
		}
	}
}

// read takes the name and the attributes from what is written, and tells whether
// it is written as ours are. It puts the attributes behind others.
func (t *Tag) read(written string, others []Attr) (all []Attr, ours bool) {
	if written == "" {
		return others, false
	}
	length := wordIn(written[1:])
	t.written, t.Name = written, written[1:1+length]
	all = others
	for rest := written[1+length:]; ; {
		space := spaceIn(rest)
		if rest = rest[space:]; rest == ">" || rest == "/>" {
			t.selfClosing, t.Attrs = rest == "/>", all[len(others):len(all):len(all)]
			return all, true
		}
		attr, length := attrIn(rest)
		if space == 0 || length == 0 {
			return others, false
		}
		rest = rest[length:]
		if !named(all[len(others):], attr.Name) {
			all = append(all, attr)
		}
	}
}

// isVoid tells whether an element has no closing tag.
func isVoid(name string) bool {
	switch name {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr":
		return true
	}
	return false
}

// asWritten tells whether the content of an element is no HTML, likewise
// whether our pages have such an element.
func asWritten(name string) bool {
	switch name {
	case "iframe", "noembed", "noframes", "noscript", "plaintext", "textarea", "xmp":
		return true
	}
	return likewise(name)
}

func likewise(name string) bool { return name == "script" || name == "style" || name == "title" }
