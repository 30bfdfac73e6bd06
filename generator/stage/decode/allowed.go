package decode

import (
	"plainsight/generator/domain/personal"
	"plainsight/generator/kit/diag"
)

// An Allowance says that what looks personal in a file may be published, and
// why.
type Allowance struct {
	File, Reason string
	What         personal.Kind
	From         From
}

const allowedFile = "data/allowed.yaml"

var allowanceKeys = []key{
	{name: "file", form: text, required: true, doc: "The file, named from the folder of the site."},
	{name: "what", form: word, required: true, allowed: personalKinds(), doc: "What is allowed in it."},
	{name: "reason", form: text, required: true, doc: "Why it may be published; each build lists the reason."},
}

func personalKinds() (words []string) {
	for _, kind := range personal.Kinds {
		words = append(words, string(kind))
	}
	return words
}

// readAllowed reads a file that is a list of allowances.
func readAllowed(file source, docs *Documents) []diag.Problem {
	return readList(file, docs, allowanceKeys, func(f *fields) {
		docs.Allowed = append(docs.Allowed, Allowance{f.text("file"), f.text("reason"), personal.Kind(f.text("what")), f.from})
	})
}
