package framework

import (
	"testing"
	"time"

	"plainsight/generator/domain/date"
	"plainsight/generator/domain/finding"
)

var ilacs = Framework{
	ID:       "ilacs",
	Findings: map[string]finding.Kind{"What needs to improve": finding.Improvement},
	Editions: []Edition{
		{ID: "ilacs-2018", Force: date.Span{First: day(2018, 1, 1), Last: day(2022, 12, 31)}},
		{ID: "ilacs-2023", Force: date.Span{First: day(2023, 1, 1)}},
	},
}

func day(year int, month time.Month, day int) date.Date {
	return date.Of(year, month, day)
}

func TestTheFirstDayDecides(t *testing.T) {
	for written, want := range map[string]string{
		"2017-12-31": "", "2018-01-01": "ilacs-2018", "2022-12-31": "ilacs-2018", "2023-01-01": "ilacs-2023",
		"2022": "ilacs-2018", "2022-12": "ilacs-2018", "2031": "ilacs-2023",
	} {
		first, err := date.Parse(written)
		if err != nil {
			t.Fatal(err)
		}
		if edition, found := ilacs.On(first); edition.ID != want || found != (want != "") {
			t.Errorf("on %s %q was in force, want %q", written, edition.ID, want)
		}
	}
}

func TestFindingUnderAHeadingAsPrinted(t *testing.T) {
	for heading, want := range map[string]finding.Kind{
		"What needs to improve": finding.Improvement, "What needs to improve?": finding.Improvement,
		"WHAT NEEDS TO IMPROVE:": finding.Improvement, "What does not need to improve": "",
	} {
		if kind, found := ilacs.FindingUnder(heading); kind != want || found != (want != "") {
			t.Errorf("under %q stand findings of the kind %q, want %q", heading, kind, want)
		}
	}
}

func TestGradeByItsShorterForm(t *testing.T) {
	scale := Scale{Ordered: true, Grades: []Grade{
		{Word: "Outstanding"}, {Word: "Good"},
		{Word: "Requires improvement to be good", Also: []string{"Requires improvement"}},
	}}
	for printed, want := range map[string]int{
		"Outstanding": 1, "good": 2, "requires improvement": 3, "Requires improvement to be good": 3, "Adequate": 0,
	} {
		if _, step, found := scale.Grade(printed); step != want || found != (want > 0) {
			t.Errorf("%q is step %d, want %d", printed, step, want)
		}
	}
}
