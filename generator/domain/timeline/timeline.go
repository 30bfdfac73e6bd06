// Package timeline sets the inspections of one authority side by side: in
// order of time, in lanes of areas that belong together, with a break wherever
// the rules changed between two of them.
//
// It takes inspections with the editions they stand under and the lanes that
// people wrote. It says how closely two judgements compare, and why. It never
// says that a grade rose or fell: an inspection without grades stands in no
// lane between two that have them, nothing is averaged, and grades of two
// scales are never closer than "approximate".
package timeline

import (
	"slices"

	"plainsight/generator/domain/date"
	"plainsight/generator/domain/framework"
	"plainsight/generator/domain/inspection"
)

// An Entry is an inspection with the framework and the edition that it stands
// under; both are empty where the framework is not known.
type Entry struct {
	inspection.Inspection
	Framework framework.Framework
	Edition   framework.Edition
}

// A Timeline is the inspections of one authority. Lanes are those in which
// something was judged; each has a point for every entry.
type Timeline struct {
	Entries []Entry
	Lanes   []Lane
	Breaks  []Break
}

// A Lane is a row of the timeline.
type Lane struct {
	framework.Lane
	// Own is the framework whose area stands in none of the lanes that people
	// wrote, and so in one of its own.
	Own framework.Framework
	// Points are how each entry stands in the lane, in the order of the entries.
	Points []Point
}

// A State says how an inspection stands in a lane.
type State string

// The states. In the first three the lane was judged; in the others it was not.
const (
	Graded    State = "graded"
	NotJudged State = "not-judged"      // inspectors chose not to judge the area
	Together  State = "judged-together" // in one grade with another area
	NotGraded State = "not-graded"      // a visit, or an inspection without grades
	Outcome   State = "outcome-only"    // graded, and which areas how is not known
	NotKnown  State = "not-known"       // others are known, this one is not
	NoArea    State = "no-area"         // the edition does not judge it on its own
	Ended     State = "ended"           // it is not judged any more
)

// States lists all states.
var States = []State{Graded, NotJudged, Together, NotGraded, Outcome, NotKnown, NoArea, Ended}

// A Point is how one inspection stands in a lane.
type Point struct {
	State State
	// Area is the area as its edition has it; of Together, the one that was
	// judged for both.
	Area framework.Area
	// Judgement is set where State is Graded or NotJudged.
	Judgement inspection.Judgement
	// Note is what the lane says of this edition, or of its end.
	Note string
}

// Judged tells whether inspectors looked at the area by itself.
func (p Point) Judged() bool { return p.State == Graded || p.State == NotJudged }

// withoutAny tells whether the inspection has no grades in any lane.
func (p Point) withoutAny() bool { return p.State == NotGraded || p.State == Outcome }

// Of makes the timeline of inspections in order of time. Areas that stand in
// none of the lanes get lanes of their own, after the others.
func Of(entries []Entry, lanes []framework.Lane) Timeline {
	t := Timeline{Entries: entries, Breaks: breaksBetween(entries)}
	for _, lane := range append(written(lanes), own(entries, lanes)...) {
		for i := range entries {
			lane.Points = append(lane.Points, lane.point(entries, i))
		}
		if slices.ContainsFunc(lane.Points, Point.Judged) {
			t.Lanes = append(t.Lanes, lane)
		}
	}
	return t
}

func written(lanes []framework.Lane) (all []Lane) {
	for _, lane := range lanes {
		all = append(all, Lane{Lane: lane})
	}
	return all
}

// own makes lanes of the areas that were judged and stand in none.
func own(entries []Entry, lanes []framework.Lane) (more []Lane) {
	for _, entry := range entries {
		for _, judgement := range entry.Judgements {
			area, known := entry.Edition.Area(judgement.Area)
			id := entry.Framework.ID + "-" + area.ID
			made := slices.ContainsFunc(more, func(l Lane) bool { return l.ID == id })
			if known && !made && !standsIn(lanes, entry, area.ID) {
				more = append(more, laneOf(entry.Framework, id, area))
			}
		}
	}
	return more
}

func standsIn(lanes []framework.Lane, entry Entry, area string) bool {
	return slices.ContainsFunc(lanes, func(lane framework.Lane) bool {
		return slices.ContainsFunc(lane.Parts, func(part framework.Part) bool {
			return part.Area == area && part.Join != JudgedTogether && isOf(part, entry)
		})
	})
}

// laneOf makes the lane of an area through the editions of its framework. It
// is the same where it has the same name, and anything else is for people to
// say.
func laneOf(f framework.Framework, id string, area framework.Area) Lane {
	lane := Lane{Lane: framework.Lane{ID: id, Name: nameOf(area)}, Own: f}
	before := ""
	for _, edition := range f.Editions {
		here, judged := edition.Area(area.ID)
		if !judged {
			continue
		}
		join := Same
		if before != "" && before != here.Name {
			join = Approximate
		}
		before = here.Name
		lane.Parts = append(lane.Parts, framework.Part{Edition: edition.ID, Area: area.ID, Join: join})
	}
	return lane
}

func nameOf(area framework.Area) string {
	if area.Short != "" {
		return area.Short
	}
	return area.Name
}

func isOf(part framework.Part, entry Entry) bool {
	return part.Edition != "" && (part.Edition == entry.Edition.ID || part.Edition == entry.Framework.ID)
}

// part finds the part of the lane that an entry stands in; it is -1 for none.
func (l Lane) part(entry Entry) int {
	return slices.IndexFunc(l.Parts, func(part framework.Part) bool { return isOf(part, entry) })
}

func (l Lane) point(entries []Entry, i int) Point {
	entry := entries[i]
	if len(entry.Judgements) == 0 {
		return Point{State: StateWithoutGrades(entry)}
	}
	at := l.part(entry)
	if at < 0 {
		return l.outside(entries[:i], entry)
	}
	part := l.Parts[at]
	area, _ := entry.Edition.Area(part.Area)
	point := Point{State: NotKnown, Area: area, Note: part.Note}
	if part.Join == JudgedTogether {
		point.State = Together
		return point
	}
	for _, judgement := range entry.Judgements {
		if judgement.Area != part.Area {
			continue
		}
		point.State, point.Judgement = NotJudged, judgement
		if judgement.Grade != "" {
			point.State = Graded
		}
	}
	return point
}

// StateWithoutGrades is how an inspection without grades stands in every lane:
// it is one that never has any, or its grades are not known.
func StateWithoutGrades(entry Entry) State {
	grades := entry.Edition.ID == "" || len(entry.Edition.Areas) > 0
	if entry.Activity == "inspection" && grades {
		return Outcome
	}
	return NotGraded
}

// outside is how an entry stands in a lane that its edition has no area in.
// After the last part of the lane, this part says what became of the area.
func (l Lane) outside(before []Entry, entry Entry) Point {
	if len(l.Parts) == 0 { // they could not be read, which was reported
		return Point{State: NoArea}
	}
	last := l.Parts[len(l.Parts)-1]
	judged := slices.ContainsFunc(before, func(e Entry) bool { return l.part(e) >= 0 })
	switch {
	case last.Join == End && judged:
		return Point{State: Ended, Note: last.Note}
	case begunBefore(entry, last.Edition):
		return Point{State: NoArea, Note: last.Note}
	}
	return Point{State: NoArea}
}

// begunBefore tells whether an earlier edition of the framework of an entry
// has this ID.
func begunBefore(entry Entry, edition string) bool {
	return slices.ContainsFunc(entry.Framework.Editions, func(e framework.Edition) bool {
		return e.ID == edition && e.Force.First.Compare(entry.Edition.Force.First) < 0
	})
}

// A Break is a change of the rules between two neighbouring inspections.
type Break struct {
	// After is the index of the entry before the break.
	After int
	// At is the first day of the new rules where that lies between the two; it
	// may be unknown.
	At date.Date
	// From and To are the frameworks; either is empty where it is not known. In
	// a break inside a framework they are the same.
	From, To framework.Framework
	// Gained and Lost are the areas that only one of the two editions judges,
	// of a break inside a framework.
	Gained, Lost []framework.Area
	// Scale is set where both give grades, and on other scales.
	Scale bool
}

// Inside tells whether the framework stayed and only its edition changed.
func (b Break) Inside() bool { return b.From.ID == b.To.ID && b.From.ID != "" }

func breaksBetween(entries []Entry) (breaks []Break) {
	for i := 1; i < len(entries); i++ {
		before, after := entries[i-1], entries[i]
		if before.Edition.ID == after.Edition.ID && before.Framework.ID == after.Framework.ID {
			continue
		}
		b := Break{After: i - 1, From: before.Framework, To: after.Framework, Scale: otherScale(before.Edition, after.Edition)}
		if began := after.Edition.Force.First; liesBetween(began, before, after) {
			b.At = began
		}
		if b.Inside() {
			b.Gained = missingFrom(before.Edition, after.Edition)
			b.Lost = missingFrom(after.Edition, before.Edition)
		}
		breaks = append(breaks, b)
	}
	return breaks
}

func otherScale(one, other framework.Edition) bool {
	return one.Scale != "" && other.Scale != "" && one.Scale != other.Scale
}

func liesBetween(day date.Date, before, after Entry) bool {
	return day.Known() && before.Inspected.Last().Compare(day) < 0 && day.Compare(after.Inspected.First()) <= 0
}

// missingFrom lists the areas of one edition that another does not have.
func missingFrom(one, other framework.Edition) (areas []framework.Area) {
	for _, area := range other.Areas {
		if _, has := one.Area(area.ID); !has {
			areas = append(areas, area)
		}
	}
	return areas
}
