// Package lint holds the checks of what the record says: each looks at the
// finished Register and reports what a careful reader would stumble over.
//
// A check is a file of its own with its code, its paragraph for the author and
// its cases in testdata. A check that cries wolf is removed, with the reason.
package lint

import (
	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/link"
)

// A check looks at the register and reports.
type check struct {
	code diag.Code
	of   subject
	run  func(register *link.Register, report func(diag.Problem))
}

// A subject is what a check looks at: inspections, each by itself; the numbers of
// metrics alone; or the whole record.
type subject int

const (
	record subject = iota
	reports
	numbers
)

// checks lists all checks in the order of their names.
var checks = []check{
	{areaWithoutGrade, reports, gradesComplete},
	{gradeInHeading, reports, headingsAgree},
	{hardToRead, record, readable},
	{improvedByWhom, record, improvedByInspectors},
	{loneSuppressed, numbers, gapsAreSafe},
	{longSentence, record, shortSentences},
	{noGrades, reports, gradesGiven},
	{noSource, record, eventsSourced},
	{publishedBefore, reports, datesInOrder},
	{smallCount, numbers, countsAreLarge},
	{staleData, record, numbersRenewed},
	{threadElsewhere, record, threadsStay},
	{threadOrder, record, threadsInOrder},
	{tooManyNumbers, numbers, tablesFit},
	{ungradedActivity, reports, visitsUngraded},
}

// Register runs all checks.
func Register(register *link.Register) (problems []diag.Problem) {
	for _, check := range checks {
		check.run(register, func(problem diag.Problem) { problems = append(problems, problem) })
	}
	return problems
}

// Graver runs the checks that find more than notes, for who has not asked for
// these.
func Graver(register *link.Register) (problems []diag.Problem) {
	for _, check := range checks {
		if check.code.Severity != diag.Note {
			check.run(register, func(problem diag.Problem) { problems = append(problems, problem) })
		}
	}
	return problems
}

// Codes are the problems that checks can find.
func Codes() (codes []diag.Code) {
	for _, check := range checks {
		codes = append(codes, check.code)
	}
	return codes
}
