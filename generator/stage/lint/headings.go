package lint

import (
	"strings"

	"plainsight/generator/domain/document"
	"plainsight/generator/domain/framework"
	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/link"
)

var gradeInHeading = diag.Code{
	ID: "grade-in-heading", Severity: diag.Error, Title: "A heading and the judgements disagree",
	Text: "Reports repeat the grade of an area in the heading of its section. The two were typed apart, so that a slip " +
		"in one of them shows: here they differ. Look at the report and mend the one that is wrong.",
	Example: "judgements:\n  care: Outstanding\n…\n## The experiences and progress of children in care and care leavers: outstanding",
}

// headingsAgree compares the grade in the heading of a section with the grade
// of the area that the section is about.
func headingsAgree(register *link.Register, report func(diag.Problem)) {
	for _, one := range register.Inspections {
		if one.Edition.ID == "" {
			continue // its areas and their grades are not known
		}
		for _, heading := range one.Text.Outline.Sections {
			if heading.Grade == "" {
				continue
			}
			for _, judgement := range one.Judgements {
				area, _ := one.Edition.Area(judgement.Area)
				if !about(heading, area.ID, area.Name) || unknown(one, judgement.Printed) || same(one, judgement.Printed, heading.Grade) {
					continue
				}
				report(gradeInHeading.At(diag.Place{File: one.From.File, Line: heading.Line},
					"the heading says “%s”, and the judgements say “%s”", heading.Grade, judgement.Printed).
					Try("Compare with the report, and mend this heading or line %d.", one.From.At("judgements/"+judgement.Area).Line))
			}
		}
	}
}

// about tells whether a heading names an area, by its anchor or by its words.
func about(heading document.Section, id, name string) bool {
	return heading.ID == id || strings.HasPrefix(strings.ToLower(heading.Words), strings.ToLower(name))
}

// unknown tells whether a grade is not one of the edition, which was reported.
func unknown(one *link.Inspection, printed string) bool {
	_, _, known := one.Scale.Grade(printed)
	return !known && !strings.EqualFold(printed, framework.NotJudged)
}

// same compares two printed grades by what they mean on the scale.
func same(one *link.Inspection, printed, heading string) bool {
	a, _, known := one.Scale.Grade(printed)
	b, _, alsoKnown := one.Scale.Grade(heading)
	return known && alsoKnown && a.Word == b.Word
}
