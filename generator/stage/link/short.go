package link

import (
	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/decode"
)

// short notes the word of a short address and by which file it was taken. Two
// pages that want the same are a problem, also where one is held back: the
// other would lose its address when that one is published.
func (l *linker) short(taken map[string]string, word string, from decode.From) {
	first, is := taken[word]
	switch {
	case word == "":
	case is:
		l.report(shortTwice.At(from.At("short"), "the short address /go/%s/ is taken by %s", word, first).
			Try("Give this page another word, or none. The one that was published first keeps it."))
	default:
		taken[word] = from.File
	}
}

var shortTwice = diag.Code{
	ID: "short-twice", Severity: diag.Error, Title: "Two pages want one short address",
	Text: "A short address such as /go/2022/ is printed on paper and said aloud, so it can lead to one page only. The page " +
		"that was published with it keeps it.",
	Example: "short: 2022",
}
