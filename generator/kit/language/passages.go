package language

import "strings"

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

// Passage makes words a passage in a language. Words without anything in them
// and words that are a passage stay as they are.
func Passage(tag, words string) string {
	if words == "" || strings.ContainsFunc(words, IsMark) {
		return words
	}
	return string(Opens) + tag + string(Parts) + words + string(Closes)
}

// Unmarked gives words without the marks of passages and their tags, for what
// has no elements: the words of a picture, of a file, of an attribute.
func Unmarked(words string) string {
	if !strings.ContainsFunc(words, IsMark) {
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

// isolating are the letters that keep what stands between them from changing
// the order of what stands round them (UAX #9, FSI and PDI).
const (
	isolate = "\u2068"
	release = "\u2069"
)

// Isolate keeps a number, a date or a name in its own order within words from
// right to left. In other languages it gives it as it is.
func (w *Words) Isolate(value string) string {
	if w.direction != "rtl" || value == "" {
		return value
	}
	return isolate + value + release
}
