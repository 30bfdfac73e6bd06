package decode

import "plainsight/generator/kit/diag"

// A Synonym is what readers may type in a search for words of the record.
type Synonym struct {
	// Words stand in the record; Same mean the same, and are looked for too.
	// Misspelt are taken for Words.
	Words          string
	Same, Misspelt []string
	From           From
}

var synonymKeys = []key{
	{name: "words", form: text, required: true, doc: "Words as they stand in the reports."},
	{name: "same", form: texts, doc: "Other words for the same, which a search then finds too."},
	{name: "misspelt", form: texts, doc: "How people misspell the words."},
}

func readSynonyms(file source, docs *Documents) []diag.Problem {
	return readList(file, docs, synonymKeys, func(f *fields) {
		docs.Synonyms = append(docs.Synonyms, Synonym{f.text("words"), f.texts("same"), f.texts("misspelt"), f.from})
	})
}
