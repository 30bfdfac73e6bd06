package audit

import "plainsight/generator/kit/diag"

var pageTitle = diag.Code{
	ID: "page-title", Severity: diag.Error, Title: "A page has no title",
	Text: "The title of a page stands in the list of open tabs and in results of searches, and a screen reader says it " +
		"first. It is the element title in the head of the page, and there is one.",
	Example: "<title>Inspection of 2022 – Inspections of children's services</title>",
}

func pageIsTitled(p *page, report report) {
	titles := 0
	for i, part := range p.parts(ofTitles) {
		if part.Name != "title" || part.Foreign {
			continue
		}
		titles++
		if titles > 1 {
			report(i, "the page has a second title", "Take one of the two out.")
		}
		if p.raw(i) == "" {
			report(i, "the title of the page is empty", "Write what the page is about.")
		}
	}
	if titles == 0 {
		report(none, "the page has no title", "Write one into its head: <title>…</title>.")
	}
}
