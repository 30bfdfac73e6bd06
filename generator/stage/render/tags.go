package render

import (
	"bytes"
	"iter"
	"slices"
	"strings"
)

// Finished pages are read here by their tags, which is enough for HTML that
// this program wrote: every element is closed, attributes stand between
// quotation marks, and words have neither < nor >.

// nextTag parts HTML at its first tag; the tag is nil where there is none.
func nextTag(page []byte) (before, tag, rest []byte) {
	begin := bytes.IndexByte(page, '<')
	if begin < 0 {
		return page, nil, nil
	}
	length := bytes.IndexByte(page[begin:], '>') + 1
	if length == 0 {
		return page, nil, nil
	}
	return page[:begin], page[begin : begin+length], page[begin+length:]
}

// nameIn is the name in a tag; that of a closing one begins with a slash.
func nameIn(tag []byte) string {
	return string(tag[1 : 1+bytes.IndexAny(tag[1:], " \n>")])
}

// attributeIn is the value of an attribute, as it is escaped in the tag.
func attributeIn(tag []byte, name string) string {
	for rest := tag; ; {
		before, value, found := bytes.Cut(rest, []byte(name+`="`))
		if !found {
			return ""
		}
		if bytes.HasSuffix(before, []byte(" ")) || bytes.HasSuffix(before, []byte("\n")) {
			value, _, _ = bytes.Cut(value, []byte(`"`))
			return string(value)
		}
		rest = value
	}
}

// classed tells whether a tag has one of some classes.
func classed(tag []byte, classes ...string) bool {
	return slices.ContainsFunc(strings.Fields(attributeIn(tag, "class")), func(class string) bool {
		return slices.Contains(classes, class)
	})
}

// elementIn is the length of the element with which the HTML begins.
func elementIn(page []byte) int {
	if length, is := simpleIn(page); is {
		return length
	}
	return elementOfAny(page)
}

// simpleIn is elementIn of an element that holds words alone, as most links do.
func simpleIn(page []byte) (length int, is bool) {
	opened := bytes.IndexByte(page, '>') + 1
	if opened < 2 || page[0] != '<' || page[opened-2] == '/' {
		return 0, false
	}
	name := page[1 : 1+bytes.IndexAny(page[1:opened], " \n>")]
	length = opened + bytes.IndexByte(page[opened:], '<')
	if rest := page[max(length, opened):]; length < opened || !bytes.HasPrefix(rest, []byte("</")) || !bytes.HasPrefix(rest[2:], name) || len(rest) < 3+len(name) || rest[2+len(name)] != '>' {
		return 0, false
	}
	return length + len("</>") + len(name), true
}

func elementOfAny(page []byte) int {
	name, depth := "", 0
	for rest := page; ; {
		_, tag, after := nextTag(rest)
		if tag == nil {
			return len(page)
		}
		if name == "" {
			name = nameIn(tag)
		}
		switch nameIn(tag) {
		case name:
			if !bytes.HasSuffix(tag, []byte("/>")) {
				depth++
			}
		case "/" + name:
			depth--
		}
		if rest = after; depth == 0 {
			return len(page) - len(rest)
		}
	}
}

// An element is its opening tag and what stands inside.
type element struct{ tag, inside []byte }

// elements gives the elements of some names, in order; of those inside each
// other the outer.
func elements(page []byte, names ...string) iter.Seq[element] {
	return func(yield func(element) bool) {
		for {
			before, tag, rest := nextTag(page)
			if tag == nil {
				return
			}
			if name := nameIn(tag); slices.Contains(names, name) {
				whole := page[len(before):]
				whole = whole[:elementIn(whole)]
				rest = page[len(before)+len(whole):]
				if !yield(element{tag, bytes.TrimSuffix(whole[len(tag):], []byte("</"+name+">"))}) {
					return
				}
			}
			page = rest
		}
	}
}
