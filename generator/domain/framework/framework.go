// Package framework holds the rules that inspectors judged by: frameworks,
// their editions with the areas that were judged, the scales of grades, and
// the lanes in which judgements of different frameworks can be set side by
// side.
//
// All of it is data of the site. A framework that nobody has thought of yet,
// with other areas and another scale, is a new file and no new code.
package framework

import (
	"maps"
	"slices"
	"strings"

	"plainsight/generator/domain/date"
	"plainsight/generator/domain/finding"
)

// A Framework is a way of inspecting, under one name for some years.
type Framework struct {
	ID, Name, Inspectorate string
	// Findings says which headings hold which kind of finding. The keys are
	// as printed, without a closing colon or question mark.
	Findings map[string]finding.Kind
	// Editions in order of time. A framework that judges nothing has
	// editions without areas.
	Editions []Edition
}

// An Edition is a framework as it was in force between two days. Last is
// unknown while the edition is in use, and First or Last may be unknown where
// no source says.
type Edition struct {
	ID    string
	Force date.Span
	// Scale is the ID of the scale of its grades, "" where nothing is graded.
	Scale string
	// Areas in the order in which reports print them.
	Areas []Area
}

// An Area is something that an edition judges. ID is the same across
// frameworks where the area is the same lane.
type Area struct {
	ID string
	// Name is the area as reports print it.
	Name string
	// Short is a name of ours for narrow places; it may be "".
	Short string
	// Body is the body that was judged where it is another than the council,
	// such as a safeguarding board.
	Body string
}

// A Scale is the grades that an edition uses, best first where Ordered.
// Unordered grades have no place on a scale and are never ranked.
type Scale struct {
	ID      string
	Ordered bool
	Grades  []Grade
}

// A Grade is one word or sentence of a scale. Also lists shorter forms that
// reports print and that mean the same; Meaning explains it in our words.
type Grade struct {
	Word    string
	Also    []string
	Meaning string
}

// A Lane is a row of the timeline: areas of several editions that can be set
// side by side, each with how closely it compares.
type Lane struct {
	ID, Name string
	Parts    []Part
	// Topics are the IDs of the topics that it is about.
	Topics []string
}

// A Part of a lane says which area of which edition stands in it and how it
// joins the part before. Edition is the ID of an edition, or of a framework
// where all its editions are meant.
type Part struct {
	Edition, Area string
	Join          Join
	Note          string
}

// A Join says how closely two areas compare.
type Join string

// Joins lists the allowed joins.
var Joins = []Join{"same", "close", "approximate", "judged-together", "ended"}

// NotJudged is the printed word for an area that inspectors chose not to
// judge. It is allowed under every edition.
const NotJudged = "Not judged"

// On gives the edition in force on a day, or false. Where the date is a month
// or a year in which two editions were in force, it is the earlier.
func (f Framework) On(day date.Date) (Edition, bool) {
	for _, edition := range f.Editions {
		if edition.Force.Holds(day) {
			return edition, true
		}
	}
	return Edition{}, false
}

// FindingUnder gives the kind of finding that a heading holds, or false.
// Case and a closing colon or question mark do not matter.
func (f Framework) FindingUnder(heading string) (finding.Kind, bool) {
	heading = bare(heading)
	for _, printed := range slices.Sorted(maps.Keys(f.Findings)) {
		if bare(printed) == heading {
			return f.Findings[printed], true
		}
	}
	return "", false
}

func bare(heading string) string {
	return strings.ToLower(strings.TrimRight(strings.TrimSpace(heading), ":? "))
}

// Area gives the area with an ID, or false.
func (e Edition) Area(id string) (Area, bool) {
	for _, area := range e.Areas {
		if area.ID == id {
			return area, true
		}
	}
	return Area{}, false
}

// AreaIDs lists the IDs of the areas in order.
func (e Edition) AreaIDs() []string {
	ids := make([]string, len(e.Areas))
	for i, area := range e.Areas {
		ids[i] = area.ID
	}
	return ids
}

// Grade finds a printed grade on the scale, also by its shorter forms and
// without regard to case. Step counts from 1, the best of an ordered scale.
func (s Scale) Grade(printed string) (grade Grade, step int, found bool) {
	for i, grade := range s.Grades {
		if strings.EqualFold(grade.Word, printed) {
			return grade, i + 1, true
		}
		for _, also := range grade.Also {
			if strings.EqualFold(also, printed) {
				return grade, i + 1, true
			}
		}
	}
	return Grade{}, 0, false
}

// Words lists the grades of the scale as they are printed in full.
func (s Scale) Words() []string {
	words := make([]string, len(s.Grades))
	for i, grade := range s.Grades {
		words[i] = grade.Word
	}
	return words
}
