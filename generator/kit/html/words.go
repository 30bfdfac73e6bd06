package html

import (
	"html"
	"strings"
)

// Words gives the plain words of a fragment as a reader meets them: without
// mark-up, with single spaces, and with a space where one block, cell or line
// ends and the next begins. It takes what Sanitise gives; a page is read with
// Parse.
func Words(fragment string) string {
	if plain, is := plainParagraph(fragment); is {
		return plain
	}
	return wordsIn(fragment)
}

// plainParagraph gives the words of a paragraph that has nothing in it but
// words, with single spaces, as most have. They are a part of the fragment.
func plainParagraph(fragment string) (words string, is bool) {
	words = strings.TrimSuffix(strings.TrimPrefix(fragment, "<p>"), "</p>")
	before := byte(' ')
	for i := range len(words) {
		c := words[i]
		if c < ' ' || c == '<' || c == '&' || c == ' ' && before == ' ' {
			return "", false
		}
		before = c
	}
	return words, before != ' '
}

// wordsIn gives the words of any fragment.
func wordsIn(fragment string) string {
	var words line
	words.Grow(len(fragment))
	for fragment != "" {
		text, tag := fragment, ""
		if open := strings.IndexByte(fragment, '<'); open >= 0 {
			text, tag = fragment[:open], fragment[open:]
		}
		words.add(html.UnescapeString(text))
		end := strings.IndexByte(tag, '>') + 1
		if tag != "" && !withinLine[tagName(tag)] {
			words.gap = true
		}
		if end == 0 {
			break
		}
		fragment = tag[end:]
	}
	return words.String()
}

// tagName is the name in an opening or closing tag.
func tagName(tag string) string {
	name := strings.TrimPrefix(tag[1:], "/")
	end := strings.IndexAny(name, " />")
	if end < 0 {
		return name
	}
	return name[:end]
}

// single puts one space where there is white space. The space that does not
// break stays what it is: it is part of the words.
func single(words string) string {
	var out line
	out.Grow(len(words))
	out.add(words)
	return out.String()
}

// A line is words with single spaces. gap tells that there is space behind them.
type line struct {
	strings.Builder
	gap bool
}

func (l *line) add(words string) {
	for i := 0; i < len(words); i++ {
		switch c := words[i]; c {
		case ' ', '\n', '\t', '\r', '\f':
			l.gap = true
		default:
			if l.gap && l.Len() > 0 {
				l.WriteByte(' ')
			}
			l.gap = false
			l.WriteByte(c)
		}
	}
}

// InLine tells whether an element stands in a line of text.
func InLine(name string) bool { return withinLine[name] }

// withinLine are the elements that stand in a line of text; all others begin
// a line of their own.
var withinLine = map[string]bool{
	"a": true, "abbr": true, "b": true, "bdi": true, "cite": true, "code": true, "data": true, "dfn": true,
	"em": true, "i": true, "img": true, "kbd": true, "mark": true, "q": true, "s": true, "small": true,
	"span": true, "strong": true, "sub": true, "sup": true, "time": true, "u": true, "var": true, "wbr": true,
}
