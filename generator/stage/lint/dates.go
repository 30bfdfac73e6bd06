package lint

import (
	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/link"
)

var publishedBefore = diag.Code{
	ID: "published-before", Severity: diag.Error, Title: "Published before the inspection ended",
	Text: "An inspectorate publishes after it has inspected. Where the two dates say otherwise, one of them is a slip: " +
		"a wrong year, as a rule.",
	Example: "inspected: 2022-02-28/2022-03-04\npublished: 2022-05-09",
}

// datesInOrder compares publication with the last day of the inspection.
func datesInOrder(register *link.Register, report func(diag.Problem)) {
	for _, one := range register.Inspections {
		last := one.Inspected.Last()
		if !one.Published.Known() || !last.Known() || one.Published.Last().Compare(last.First()) >= 0 {
			continue
		}
		report(publishedBefore.At(one.From.At("published"), "published on %s, and inspected until %s", one.Published, last).
			Try("Compare both dates with the report."))
	}
}
