package lint

import (
	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/link"
)

var noSource = diag.Code{
	ID: "no-source", Severity: diag.Warning, Title: "Something is said without its source",
	Text: "A point on the timeline says that something happened, and does not say where that is known from. Nobody can " +
		"check it. Inspections, documents, numbers and the words of the council cannot be without a source at all, and no " +
		"source without its licence: there it is an error.",
	Example: "- date: 2011-02\n  title: A report of the Munro review\n  kind: context\n  source: panel-2011#p2-3",
}

// eventsSourced warns of events that nobody can check.
func eventsSourced(register *link.Register, report func(diag.Problem)) {
	for _, one := range register.Events {
		if !one.From.Has("source") { // one that cannot be read was told
			report(noSource.At(one.From.At("title"), "“%s” is said without a source", one.Title).
				Try("Add a line “source: …” with a file of data/sources, a document or an inspection, and the place where there is one: panel-2011#p2-3."))
		}
	}
}
