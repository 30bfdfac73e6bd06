package html

import (
	"strings"

	"golang.org/x/net/html"
)

// A plainReader reads pages that are written as ours are: tags in small letters,
// values in double quotation marks, no comments, lines that end as they do on
// Unix. It reads them several times as fast as the library, since nothing is
// copied or guessed, and no tag read twice. Where a page is written in any other
// way it stops, and the library reads the page.
type plainReader struct {
	pageReader
	text string
	at   int
}

// plain reads a page, and tells whether it is written as ours are.
func (r *Reader) plain(written string) bool {
	if strings.IndexByte(written, '\r') >= 0 || strings.IndexByte(written, 0) >= 0 {
		return false
	}
	read := plainReader{pageReader: pageReader{r, &r.page}, text: written}
	for read.at < len(read.text) {
		if !read.next() {
			return false
		}
	}
	read.closeTo(0)
	return true
}

// next reads a text or a tag.
func (r *plainReader) next() bool {
	length := strings.IndexByte(r.text[r.at:], '<')
	if length < 0 {
		length = len(r.text) - r.at
	}
	if length > 0 {
		r.words(r.text[r.at : r.at+length])
		return true
	}
	switch rest := r.text[r.at+1:]; {
	case rest == "":
		return false
	case isSmall(rest[0]):
		return r.startTag()
	case rest[0] == '/':
		return r.endTag()
	case r.at == 0 && strings.HasPrefix(rest, doctype):
		r.Doctype = true
		r.at = 1 + len(doctype)
		return true
	}
	return false
}

const doctype = "!DOCTYPE html>"

// words takes a text, which goes as far as the next tag.
func (r *plainReader) words(text string) {
	r.at += len(text)
	if strings.IndexByte(text, '&') >= 0 {
		text = html.UnescapeString(text)
	}
	r.add(Part{Tag: noTag, Text: text})
}

func (r *plainReader) endTag() bool {
	rest := r.text[r.at+len("</"):]
	if r.closes(rest) {
		return true
	}
	length := wordIn(rest)
	if length == 0 || length == len(rest) || rest[length] != '>' || !isSmall(rest[0]) {
		return false
	}
	r.end(rest[:length])
	r.at += len("</>") + length
	return true
}

// closes closes the innermost element where this is its closing tag, as nearly
// all are.
func (r *plainReader) closes(rest string) bool {
	last := len(r.open) - 1
	if last < 0 {
		return false
	}
	name := r.Parts[r.open[last]].Name
	if len(rest) <= len(name) || rest[len(name)] != '>' || rest[:len(name)] != name {
		return false
	}
	r.close()
	r.at += len("</>") + len(name)
	return true
}

func (r *plainReader) startTag() bool {
	tag := r.reader.tag(r.text[r.at:])
	if tag == nil {
		return false
	}
	r.opened(tag)
	r.at += len(tag.written)
	return !tag.literal || !tag.selfClosing && r.raw(tag.Name)
}

// raw takes what stands in an element whose content is no HTML.
func (r *plainReader) raw(name string) bool {
	rest := r.text[r.at:]
	end := strings.Index(rest, "</")
	if !likewise(name) || end < 0 || !strings.HasPrefix(rest[end:], "</"+name+">") {
		return false
	}
	within := rest[:end]
	if strings.Contains(within, "<!--") {
		return false
	}
	r.at += end
	if name == "title" {
		within = html.UnescapeString(within)
	}
	if end > 0 {
		r.add(Part{Tag: noTag, Text: within})
	}
	return true
}

// attrIn reads an attribute at the start of a text; a length of 0 means that it
// is written in another way than ours are.
func attrIn(text string) (attr Attr, length int) {
	for length < len(text) && ('A' <= text[length] && text[length] <= 'Z' || wordIn(text[length:length+1]) == 1) {
		length++
	}
	attr.Name = strings.ToLower(text[:length]) // some of drawings have capital letters
	if length == 0 || length == len(text) || text[length] != '=' {
		if length < len(text) && (text[length] == '>' || text[length] == ' ' || text[length] == '\n') && !strings.HasPrefix(strings.TrimLeft(text[length:], " \n"), "=") {
			return attr, length
		}
		return attr, 0
	}
	rest := text[length+1:]
	if rest == "" || rest[0] != '"' {
		return attr, 0
	}
	end := strings.IndexByte(rest[1:], '"')
	if end < 0 {
		return attr, 0
	}
	attr.Value = rest[1 : 1+end]
	if strings.IndexByte(attr.Value, '&') >= 0 && !unescaped(&attr.Value) {
		return attr, 0
	}
	return attr, length + len(`=""`) + end
}

// unescaped puts letters for the entities of a value, where these are those of
// ours.
func unescaped(value *string) bool {
	for rest := *value; ; {
		at := strings.IndexByte(rest, '&')
		if at < 0 {
			*value = html.UnescapeString(*value)
			return true
		}
		rest = rest[at:]
		end := strings.IndexByte(rest, ';')
		if end < 0 || !entities[rest[:end+1]] {
			return false
		}
		rest = rest[end:]
	}
}

var entities = map[string]bool{"&amp;": true, "&lt;": true, "&gt;": true, "&quot;": true, "&#34;": true, "&#39;": true, "&#43;": true}

func named(attrs []Attr, name string) bool {
	for i := range attrs {
		if attrs[i].Name == name {
			return true
		}
	}
	return false
}

// wordIn is how long the name at the start of a text is, spaceIn the space.
func wordIn(text string) (length int) {
	for length < len(text) && (isSmall(text[length]) || '0' <= text[length] && text[length] <= '9' || text[length] == '-') {
		length++
	}
	return length
}

func spaceIn(text string) (length int) {
	for length < len(text) && (text[length] == ' ' || text[length] == '\n') {
		length++
	}
	return length
}

func isSmall(letter byte) bool { return 'a' <= letter && letter <= 'z' }
