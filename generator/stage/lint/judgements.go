package lint

import (
	"slices"
	"strings"

	"plainsight/generator/domain/document"
	"plainsight/generator/domain/framework"
	"plainsight/generator/domain/inspection"
	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/link"
)

var areaWithoutGrade = diag.Code{
	ID: "area-without-grade", Severity: diag.Warning, Title: "An area of the framework has no grade",
	Text: "The framework judges more areas than the page has grades for. A reader would think that nothing was said " +
		"about the missing one. If the inspectors chose not to judge it, write so. Another body than the council, such as " +
		"a safeguarding board, was not always looked at: its grade is missed only where a heading of the report names it.",
	Example: "judgements:\n  care: Not judged",
}

// gradesComplete names the areas of the edition that a graded inspection says
// nothing about.
func gradesComplete(register *link.Register, report func(diag.Problem)) {
	for _, one := range register.Inspections {
		if len(one.Judgements) == 0 {
			continue
		}
		for _, area := range one.Edition.Areas {
			given := slices.ContainsFunc(one.Judgements, func(j inspection.Judgement) bool { return j.Area == area.ID })
			if !given && lookedAt(area, one.Text.Outline) {
				report(areaWithoutGrade.At(one.From.At("judgements"), "“%s” has no grade here", area.ID).
					Try("Add a line “%s: …” with the grade as printed, or “%s: Not judged”.", area.ID, area.ID))
			}
		}
	}
}

// lookedAt tells whether an inspection should have a grade for an area: it was
// about the council, and about another body where it speaks of that.
func lookedAt(area framework.Area, report document.Outline) bool {
	return area.Body == "" || slices.ContainsFunc(report.Sections, func(heading document.Section) bool {
		return heading.Level > 0 && strings.Contains(strings.ToLower(heading.Words), strings.ToLower(area.Body))
	})
}

var ungradedActivity = diag.Code{
	ID: "grade-on-a-visit", Severity: diag.Error, Title: "A visit that has grades",
	Text: "Only inspections are graded. A focused visit, a monitoring visit or a review ends with a letter and no " +
		"grade, and must not look like a judgement.",
	Example: "activity: focused-visit    and no judgements",
}

// visitsUngraded reports grades on anything but an inspection.
func visitsUngraded(register *link.Register, report func(diag.Problem)) {
	for _, one := range register.Inspections {
		if one.Activity != "" && one.Activity != "inspection" && one.Graded() {
			report(ungradedActivity.At(one.From.At("judgements"), "a %s has no grades", one.Activity).
				Try("Take the judgements out, or write “activity: inspection” if it was one."))
		}
	}
}
