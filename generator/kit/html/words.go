package html

import (
	"strings"

	"golang.org/x/net/html"
)

// Words gives the plain words of a fragment as a reader meets them: without
// mark-up, with single spaces, and with a space where one block, cell or line
// ends and the next begins.
func Words(fragment string) string {
	var words strings.Builder
	tokens := html.NewTokenizer(strings.NewReader(fragment))
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			return single(words.String())
		case html.TextToken:
			words.WriteString(html.UnescapeString(string(tokens.Raw())))
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			if name, _ := tokens.TagName(); !withinLine[string(name)] {
				words.WriteByte(' ')
			}
		}
	}
}

// single puts one space where there is white space. The space that does not
// break stays what it is: it is part of the words.
func single(words string) string {
	return strings.Join(strings.FieldsFunc(words, func(r rune) bool {
		return r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f'
	}), " ")
}

// withinLine are the elements that stand in a line of text; all others begin
// a line of their own.
var withinLine = map[string]bool{
	"a": true, "abbr": true, "b": true, "bdi": true, "cite": true, "code": true, "data": true, "dfn": true,
	"em": true, "i": true, "img": true, "kbd": true, "mark": true, "q": true, "s": true, "small": true,
	"span": true, "strong": true, "sub": true, "sup": true, "time": true, "u": true, "var": true, "wbr": true,
}
