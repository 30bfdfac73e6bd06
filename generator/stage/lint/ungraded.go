package lint

import (
	"slices"

	"plainsight/generator/domain/framework"
	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/link"
)

var noGrades = diag.Code{
	ID: "no-grades", Severity: diag.Warning, Title: "An inspection under a framework with grades has none",
	Text: "The edition of the framework that was in force grades the council, and the page of the inspection gives no grade. A reader " +
		"would think that there was none. Where the grades are not known, say in “outcome:” what is. Visits, and frameworks " +
		"without areas, have no grades and are not meant.",
	Example: "judgements:\n  overall: Good",
}

// gradesGiven names the inspections without any grade, where their framework has
// grades and nothing says what became of them. A draft is still being
// written, and of a broken file it is not known what it says.
func gradesGiven(register *link.Register, report func(diag.Problem)) {
	for _, one := range register.Inspections {
		_, written := one.From.Find("judgements") // what is wrong with them is told there
		if written || one.Draft || slices.Contains(register.Broken, one.From.File) || one.Activity != "inspection" || len(one.Judgements) > 0 || one.Outcome != "" {
			continue
		}
		graded := slices.IndexFunc(one.Edition.Areas, func(area framework.Area) bool { return area.Body == "" })
		if graded >= 0 {
			report(noGrades.At(one.From.At("activity"), "the framework “%s” has grades, and none stands here", one.Framework.ID).
				Try("Add “judgements:” with a line such as “%s: …” for each area; if the grades are not known, write so: “outcome: The grades are not known here.”",
					one.Edition.Areas[graded].ID))
		}
	}
}
