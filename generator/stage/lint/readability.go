package lint

import (
	"slices"
	"strings"

	"plainsight/generator/domain/document"
	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/language"
	"plainsight/generator/kit/readability"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
)

// The ages of reading: what GOV.UK asks councils to aim at, and from where on
// an author is told. Words of the field such as “inspectors” are long, so that
// a text can be as plain as it gets and still not be for nine-year-olds.
const (
	ReadingAim  = 9
	readingMost = 13
)

// english is the language that the formula was made for.
const english = "en"

// fewestWords is how long a text must be before it is measured by itself. The
// formula was made on samples of a hundred words; in less a name decides.
const fewestWords = 100

var hardToRead = diag.Code{
	ID: "hard-to-read", Severity: diag.Note, Title: "Words of our own that are hard to read",
	Text: "Councils aim at a reading age of 9. The age is worked out by the formula of Flesch and Kincaid, from the length of " +
		"the sentences and the length of the words in our own words alone: never in the words of inspectors, of the " +
		"council, of the press or of anyone who is quoted. It cannot tell whether a text is true, clear or kind, and many " +
		"words of the field are long. So this note stops nothing. It is given from a reading age of 13 on, and for " +
		"texts of a hundred words or more. Shorter sentences help most.",
	Example: "Instead of “Supervision, which had become more frequent, varied in quality, so that reflection was limited.” write\n" +
		"“Supervision had become more frequent. Its quality varied. Often there was little time to think.”",
}

// readable notes each file whose own words are hard to read, at its hardest
// piece.
func readable(register *link.Register, report func(diag.Problem)) {
	for _, text := range ownWords(register) {
		all := text.counted()
		if all.Words < fewestWords || all.Age() < readingMost {
			continue
		}
		hardest := slices.MaxFunc(text, func(a, b piece) int { return a.counted().LongestWords - b.counted().LongestWords })
		longest := hardest.counted()
		report(hardToRead.At(hardest.place, "our own words in this file ask for a reading age of %.0f; the aim is %d", all.Age(), ReadingAim).
			Try("Part long sentences. The longest has %d words and begins “%s …”.", longest.LongestWords, beginning(longest.Longest)))
	}
}

// Reading counts all words of our own together; there are none where the site
// is not in English, for which the formula was made.
func Reading(register *link.Register) (all readability.Text) {
	for _, text := range ownWords(register) {
		all = all.With(text.counted())
	}
	return all
}

// beginning is the first words of a sentence.
func beginning(sentence string) string {
	words := strings.Fields(sentence)
	return strings.Join(words[:min(len(words), 5)], " ")
}

// own is what of a file is in our own words, piece by piece.
type own []piece

// A piece is some words with their place.
type piece struct {
	words string
	place diag.Place
}

func (p piece) counted() readability.Text { return readability.Of(p.words) }

func (o own) counted() (all readability.Text) {
	for _, piece := range o {
		all = all.With(piece.counted())
	}
	return all
}

// ownWords gathers our own words, a text for each file in the order of the
// register: summaries, notes, topics, news, pages, threads, numbers and terms.
// What a report, a document or a person says is not ours.
func ownWords(register *link.Register) (texts []own) {
	if !language.Same(register.Settings.Language, english) {
		return nil
	}
	add := func(pieces ...piece) {
		pieces = slices.DeleteFunc(pieces, func(p piece) bool { return p.words == "" })
		if len(pieces) > 0 {
			texts = append(texts, pieces)
		}
	}
	for _, one := range register.Inspections {
		add(append(written(one.Text, one.From, one.ReportHeld()), pieceAt(one.Summary, one.From, "summary"))...)
	}
	for _, one := range register.Documents {
		add(append(written(one.Text, one.From, true), pieceAt(one.Summary, one.From, "summary"))...)
	}
	for _, one := range register.Topics {
		add(append(written(one.Text, one.From, false), pieceAt(one.Summary, one.From, "summary"))...)
	}
	for _, one := range register.Updates {
		add(append(written(one.Text, one.From, false), pieceAt(one.Summary, one.From, "summary"))...)
	}
	for _, one := range register.Pages {
		add(append(written(one.Text, one.From, false), pieceAt(one.Summary, one.From, "summary"))...)
	}
	for _, one := range register.Threads {
		pieces := []piece{pieceAt(one.Summary, one.From, "summary")}
		for _, step := range one.Steps {
			pieces = append(pieces, pieceAt(step.Caveat, step.From, "caveat"))
		}
		add(pieces...)
	}
	for _, one := range register.Metrics {
		add(pieceAt(one.Definition, one.From, "definition"), pieceAt(one.Caveat, one.From, "caveat"))
	}
	var terms []piece
	for _, term := range register.Glossary {
		terms = append(terms, piece{term.Meaning, diag.Place{File: "data/glossary.yaml"}})
	}
	add(terms...)
	return texts
}

func pieceAt(words string, from decode.From, key string) piece { return piece{words, from.At(key)} }

// written are the pieces of a body that are ours: of the words of others the
// editor's notes alone. Headings, tables and code are no sentences, and what
// is quoted is not ours.
func written(text decode.Text, from decode.From, others bool) (pieces []piece) {
	if text.Lang != "" && !language.Same(text.Lang, english) {
		return nil
	}
	if others {
		for _, note := range text.Outline.Notes {
			pieces = append(pieces, piece{note.Words, diag.Place{File: from.File, Line: note.Line}})
		}
		return pieces
	}
	for _, block := range text.Body().Blocks {
		switch block.Kind {
		case document.Note, document.Paragraph, document.Numbered:
			pieces = append(pieces, piece{block.Words, diag.Place{File: from.File, Line: block.Line}})
		case document.List:
			for _, item := range block.Items {
				pieces = append(pieces, piece{item.Words, diag.Place{File: from.File, Line: item.Line}})
			}
		}
	}
	return pieces
}
