package decode

import (
	"strings"

	"plainsight/generator/domain/ledger"
	"plainsight/generator/kit/diag"
)

// A Recorded is a page of the ledger and the file that it was read from.
type Recorded struct {
	ledger.Page
	File string
}

func readLedger(file source, docs *Documents) (problems []diag.Problem) {
	page, faults := ledger.Read(file.bytes)
	for _, fault := range faults {
		problems = append(problems, badLedger.At(diag.Place{File: file.name, Line: fault.Line}, "%s", fault.What).
			Try("Take the file as it was before this edit: git checkout -- %s. “plainsight publish” writes it.", file.name))
	}
	if len(faults) == 0 && ledger.FileOf(page.Address) != file.name && file.name != ledger.Others {
		problems = append(problems, badLedger.At(diag.Place{File: file.name}, "what was published at %s does not belong in this file", page.Address).
			Try("Name the file %s again.", ledger.FileOf(page.Address)))
	}
	docs.Ledger = append(docs.Ledger, Recorded{page, file.name})
	return problems
}

// InLedger tells whether a file is part of the ledger.
func InLedger(name string) bool { return strings.HasPrefix(name, ledger.Folder+"/") }

var badLedger = diag.Code{
	ID: "bad-ledger", Severity: diag.Error, Title: "The record of what was published was changed",
	Text: "The files in data/ledger hold every address that was ever published, so that none is lost. “plainsight publish” " +
		"writes them, and adds lines alone. Only the words at the end of a line may be taken out by hand, where they should never " +
		"have been published.",
	Example: "p1  numbered  5f2c9a01d2e4-8e1f0a66c3b5d7920f1e2d3c4b5a6978  Children benefit from …",
}
