package lint

import (
	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/readability"
	"plainsight/generator/stage/link"
)

// mostWords is how long a sentence of our own may be before its author is told,
// and aimedWords is what GOV.UK asks councils to aim at.
const (
	mostWords  = 30
	aimedWords = 25
)

var longSentence = diag.Code{
	ID: "long-sentence", Severity: diag.Note, Title: "A sentence of our own that is long",
	Text: "Long sentences are hard to follow, most of all for who reads slowly, listens to a screen reader or does not " +
		"read English every day. Councils aim at 25 words at most. This note is given from 31 words on, and only for our " +
		"own words: never for those of inspectors, of the council or of the press, and what stands between double " +
		"quotation marks counts as one word. It stops nothing.",
	Example: "Instead of “The inspectors, who came twice, said that plans were better than before, and that they were not all good.” write\n" +
		"“The inspectors came twice. They said that plans were better than before. Not all were good.”",
}

// shortSentences notes every long sentence of our own words at its place.
func shortSentences(register *link.Register, report func(diag.Problem)) {
	for _, text := range ownWords(register) {
		for _, piece := range text {
			for _, sentence := range readability.Sentences(piece.words) {
				if sentence.Words > mostWords {
					report(longSentence.At(piece.place, "a sentence of %d words; aim at %d at most", sentence.Words, aimedWords).
						Try("Part the sentence that begins “%s …”.", beginning(sentence.Longest)))
				}
			}
		}
	}
}
