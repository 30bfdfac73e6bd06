package audit

import (
	"fmt"

	"plainsight/generator/kit/diag"
)

var idTwice = diag.Code{
	ID: "id-twice", Severity: diag.Error, Title: "Two parts of a page have one name",
	Text: "An id names one part of a page: links lead to it, and labels and descriptions point to it. Where two parts " +
		"have the same id, a reader comes to the first, whichever was meant.",
	Example: `<section id="grades"> … <section id="sources">`,
}

func idsOnce(p *page, report report) {
	for i, part := range p.parts(ofIDs) {
		id, has := part.Attr("id")
		switch {
		case !has:
		case id == "":
			report(i, "an id is empty", "Give it a name or take it out.")
		case p.ids[id] != i:
			report(i, fmt.Sprintf("the id “%s” is on this page twice", id), "Give one of the two another id.")
		}
	}
}
