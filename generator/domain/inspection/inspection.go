// Package inspection holds what one inspection, visit or review was and what
// it decided, as far as it is known. What is not known is empty, never
// guessed.
package inspection

import (
	"slices"
	"strings"
	"time"

	"plainsight/generator/domain/date"
)

// An Inspection is one inspection, visit or review of an authority.
type Inspection struct {
	// ID is the name of its file and the last segment of its address.
	ID string
	// Authority is the ID of the council whose services were inspected.
	Authority string
	Title     string
	// Framework is the ID of the framework, and Edition of its edition in
	// force on the first day.
	Framework, Edition string
	// Activity is one of Activities.
	Activity string
	// Length is "short", "standard" or "" where it is not known.
	Length string
	// Inspected are the days on which inspectors were at work.
	Inspected date.Spans
	// Published is when the inspectorate published; it may be unknown.
	Published     date.Date
	LeadInspector string
	// Judgements in the order in which the edition lists its areas.
	Judgements []Judgement
	// Outcome is what is known in words where no areas were graded.
	Outcome string
	// Held is "outcome" where the report itself is not on this site.
	Held string
	// Sources and Topics are IDs.
	Sources, Topics []string
	// Short is the word of its short address, "" for none.
	Short string
	// EasyRead and Signed are the addresses of its versions in Easy Read and in
	// British Sign Language, on this site or elsewhere; "" where there is none.
	EasyRead, Signed string
	// Summary is our own plain words.
	Summary string
	Draft   bool
	// PublishAfter is when the embargo ends, the zero time for none.
	PublishAfter time.Time
	// Imported says which file the importer read it from, and Doubtful lists the
	// fields that somebody still has to confirm.
	Imported Imported
	Doubtful []string
}

// Imported is the file of a report, and its SHA-256 in hexadecimal.
type Imported struct{ File, Sum string }

// A Judgement is the grade of one area. Printed keeps the words as the report
// has them. Grade is that grade in full, Step its place on an ordered scale,
// best first and 1 the first, and Steps how many there are; both are 0 where
// the scale is not ordered or the area was not judged.
type Judgement struct {
	Area, Printed, Grade string
	Step, Steps          int
}

// Activities are the kinds of inspectors' work. Only an inspection is graded.
var Activities = []string{"inspection", "focused-visit", "monitoring-visit", "visit", "review"}

// Lengths of an inspection, where known.
var Lengths = []string{"short", "standard"}

// Graded tells whether inspectors gave at least one grade.
func (i Inspection) Graded() bool {
	return slices.ContainsFunc(i.Judgements, func(j Judgement) bool { return j.Grade != "" })
}

// ByColleagues tells whether people of other councils came, and no inspectors.
func (i Inspection) ByColleagues() bool { return i.Activity == "review" }

// ReportHeld tells whether the report's own words are on this site.
func (i Inspection) ReportHeld() bool { return i.Held != "outcome" }

// Compare orders inspections by their first day, then by ID.
func Compare(a, b *Inspection) int {
	if order := a.Inspected.First().Compare(b.Inspected.First()); order != 0 {
		return order
	}
	return strings.Compare(a.ID, b.ID)
}
