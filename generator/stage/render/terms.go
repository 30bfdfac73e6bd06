package render

import (
	"html/template"

	"plainsight/generator/domain/glossary"
	"plainsight/generator/kit/language"
)

// section ends a section: the terms that it uses are explained where they
// stand, folded, in our words.
func (w *writer) section() {
	if len(w.sections) == 0 {
		return
	}
	terms := w.sections[0].Terms
	w.sections = w.sections[1:]
	if len(terms) > 0 {
		w.out = appendTerms(w.out, w.words, terms, w.explained)
	}
}

// appendTerms explains terms. Those that were explained before are marked, so
// that paper has each of them once.
func appendTerms(out []byte, words *language.Words, terms []glossary.Term, before map[string]bool) []byte {
	w := writer{out: out}
	class := "terms"
	if !anyNew(terms, before) {
		class += " again"
	}
	w.add(`<details class="`, class, `"><summary>`, template.HTMLEscapeString(words.Count("terms.summary", len(terms))), "</summary>\n")
	w.add(`<p class="label paper">`, template.HTMLEscapeString(words.Word("terms.label")), "</p>\n<dl>\n")
	for _, term := range terms {
		again := ""
		if before[term.ID] {
			again = ` class="again"`
		}
		before[term.ID] = true
		w.add("<dt", again, ">", template.HTMLEscapeString(term.Term), "</dt>\n<dd", again, ">", template.HTMLEscapeString(term.Meaning), "</dd>\n")
	}
	return w.add("</dl>\n</details>\n").out
}

func anyNew(terms []glossary.Term, before map[string]bool) bool {
	for _, term := range terms {
		if !before[term.ID] {
			return true
		}
	}
	return false
}
