package render

import (
	"html/template"

	"plainsight/generator/domain/glossary"
	"plainsight/generator/kit/language"
	"plainsight/generator/stage/plan"
)

// explained is the terms of each section of a body, by the anchor of its
// heading.
func explained(sections []plan.SectionTerms) map[string][]glossary.Term {
	terms := map[string][]glossary.Term{}
	for _, section := range sections {
		terms[section.Anchor] = section.Terms
	}
	return terms
}

// section ends a section: the terms that it uses are explained where they
// stand, folded, in our words.
func (w *writer) section(next string) {
	if terms := w.terms[w.under]; len(terms) > 0 {
		w.out = appendTerms(w.out, w.words, terms)
	}
	w.under = next
}

func appendTerms(out []byte, words *language.Words, terms []glossary.Term) []byte {
	w := writer{out: out}
	w.add(`<details class="terms"><summary>`, template.HTMLEscapeString(words.Count("terms.summary", len(terms))), "</summary>\n<dl>\n")
	for _, term := range terms {
		w.add("<dt>", template.HTMLEscapeString(term.Term), "</dt>\n<dd>", template.HTMLEscapeString(term.Meaning), "</dd>\n")
	}
	return w.add("</dl>\n</details>\n").out
}
