package language

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// Words in another language than their page are a passage. They go through
// views and templates as words do, between three letters for private use that
// no text has, until the page is finished and each passage gets its element.
//
//	Opens tag Parts words Closes
const (
	Opens  = '\uF8F0'
	Parts  = '\uF8F1'
	Closes = '\uF8F2'
)

// IsMark tells whether a letter is one that a passage is made with.
func IsMark(letter rune) bool { return letter >= Opens && letter <= Closes }

// holdsMark looks at letters one by one only where one begins as the marks do.
func holdsMark(words string) bool {
	return strings.IndexByte(words, string(Opens)[0]) >= 0 && strings.ContainsFunc(words, IsMark)
}

// Passage makes words a passage in a language. Words without anything in them
// and words that are a passage stay as they are.
func Passage(tag, words string) string {
	if words == "" || holdsMark(words) {
		return words
	}
	return string(Opens) + tag + string(Parts) + words + string(Closes)
}

// Unmarked gives words without the marks of passages and their tags, for what
// has no elements: the words of a picture, of a file, of an attribute.
func Unmarked(words string) string {
	if !holdsMark(words) {
		return words
	}
	var plain strings.Builder
	for words != "" {
		before, rest, opened := strings.Cut(words, string(Opens))
		plain.WriteString(strings.Map(unmark, before))
		if !opened {
			break
		}
		_, words, _ = strings.Cut(rest, string(Parts))
	}
	return plain.String()
}

func unmark(letter rune) rune {
	if IsMark(letter) {
		return -1
	}
	return letter
}

// Split gives the language of words that are one passage, and the words without
// their marks; of others the tag is "".
func Split(words string) (tag, plain string) {
	rest, opened := strings.CutPrefix(words, string(Opens))
	tag, inner, parted := strings.Cut(rest, string(Parts))
	inner, closed := strings.CutSuffix(inner, string(Closes))
	if !opened || !parted || !closed || strings.ContainsFunc(inner, IsMark) {
		return "", words
	}
	return tag, inner
}

// Inside changes words and leaves the marks round them where they are one
// passage.
func Inside(words string, change func(string) string) string {
	tag, inner := Split(words)
	if tag == "" {
		return change(words)
	}
	return Passage(tag, change(inner))
}

// The letters that keep what stands between them in an order of its own, so
// that it does not change the order of what stands round it (UAX #9).
const (
	leftward  = '\u2066' // from left to right
	rightward = '\u2067' // from right to left
	released  = '\u2069'
)

// Isolate keeps a number, a date or a name in its own order within words from
// right to left: a number alone is read from left to right, words as their
// first letter is. In other languages it gives the value as it is.
func (w *Words) Isolate(value string) string {
	before, after := w.Around(value)
	return before + value + after
}

// Around gives the letters that Isolate puts round a value. There are none
// round a letter for private use, in the place of which something else will
// stand.
func (w *Words) Around(value string) (before, after string) {
	if !w.rightToLeft || value == "" {
		return "", ""
	}
	first, _ := utf8.DecodeRuneInString(value)
	switch {
	case unicode.Is(unicode.Co, first) && !IsMark(first):
		return "", ""
	case startsRightToLeft(value):
		return string(rightward), string(released)
	}
	return string(leftward), string(released)
}

// Line keeps a whole line in the order of the language where what it stands in
// has another, as a picture has.
func (w *Words) Line(line string) string {
	if !w.rightToLeft || line == "" {
		return line
	}
	return string(rightward) + line + string(released)
}

// startsRightToLeft tells whether the first letter of words belongs to a
// script that is written from right to left. The letters of tags do not count.
func startsRightToLeft(words string) bool {
	for _, letter := range Unmarked(words) {
		properties, _ := bidi.LookupRune(letter)
		switch properties.Class() {
		case bidi.L:
			return false
		case bidi.R, bidi.AL:
			return true
		}
	}
	return false
}
