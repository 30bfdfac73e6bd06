package timeline

import (
	"slices"

	"plainsight/generator/domain/framework"
)

// The joins by their names.
const (
	Same           framework.Join = "same"
	Close          framework.Join = "close"
	Approximate    framework.Join = "approximate"
	JudgedTogether framework.Join = "judged-together"
	End            framework.Join = "ended"
)

// A Closeness says whether two judgements can be set side by side.
type Closeness string

// The degrees of closeness.
const (
	Closely  Closeness = "closely"
	Roughly  Closeness = "roughly"
	NotAtAll Closeness = "not-at-all"
)

// Degrees lists the degrees, the closest first.
var Degrees = []Closeness{Closely, Roughly, NotAtAll}

// A Comparison says how the points of two inspections in a lane compare.
// Notes are what the lane says of the way from one to the other.
type Comparison struct {
	Closeness Closeness
	Notes     []string
}

// Compare says how closely the judgements of two entries compare, the earlier
// one first. What was not judged in both cannot be compared at all.
func (t Timeline) Compare(lane Lane, a, b int) Comparison {
	before, after := lane.Points[a], lane.Points[b]
	from, to := lane.part(t.Entries[a]), lane.part(t.Entries[b])
	if before.withoutAny() || after.withoutAny() {
		return Comparison{Closeness: NotAtAll}
	}
	c := Comparison{NotAtAll, lane.notes(from, to)}
	for _, point := range []Point{before, after} {
		if !point.Judged() && point.Note != "" && !slices.Contains(c.Notes, point.Note) {
			c.Notes = append(c.Notes, point.Note)
		}
	}
	if before.State == Graded && after.State == Graded {
		c.Closeness = closeness(lane.weakest(from, to), t.Entries[a].Edition.Scale == t.Entries[b].Edition.Scale)
	}
	return c
}

// closeness of grades on two scales is rough at best.
func closeness(join framework.Join, oneScale bool) Closeness {
	switch {
	case (join == Same || join == Close) && oneScale:
		return Closely
	case join == Same, join == Close, join == Approximate:
		return Roughly
	}
	return NotAtAll
}

// weakest is the weakest join on the way from one part to another. A part
// that was judged together with another is no step on the way, and the join
// of the last part says only that the lane ends there.
func (l Lane) weakest(from, to int) framework.Join {
	weakest := Same
	for _, part := range l.way(from, to) {
		switch {
		case part.Join == JudgedTogether:
		case part.Join == End:
			weakest = Approximate
		case slices.Index(framework.Joins, part.Join) > slices.Index(framework.Joins, weakest):
			weakest = part.Join
		}
	}
	return weakest
}

// notes are what the lane says of the parts after one up to another.
func (l Lane) notes(from, to int) (notes []string) {
	for _, part := range l.way(from, to) {
		if part.Note != "" {
			notes = append(notes, part.Note)
		}
	}
	return notes
}

func (l Lane) way(from, to int) []framework.Part {
	if from < 0 || to < 0 || from >= to {
		return nil
	}
	return l.Parts[from+1 : to+1]
}

// Before gives the entry that another is set beside: a graded inspection
// beside the graded one before it, over visits that lie between them, and any
// other beside the one before it. It is -1 for none. Reviews by colleagues are
// never set beside inspections.
func (t Timeline) Before(i int) int {
	graded := t.Entries[i].Graded()
	for j := i - 1; j >= 0; j-- {
		if t.comparable(i, j) && (!graded || t.Entries[j].Graded()) {
			return j
		}
	}
	return t.neighbour(i)
}

// Pairs lists the pairs of entries that are set side by side, in the order of
// the later one: every two that have grades, and each with its neighbour in
// time.
//
// A page at an address is a promise. That two have grades depends on the two
// alone, so the page of such a pair stays, whatever is found later. Neighbours
// do not stay neighbours when a visit between them comes to light; people name
// such a pair, and its page stays too.
func (t Timeline) Pairs() (pairs [][2]int) {
	for i := range t.Entries {
		for j := range i {
			graded := t.Entries[i].Graded() && t.Entries[j].Graded()
			if t.comparable(i, j) && (graded || j == t.neighbour(i)) {
				pairs = append(pairs, [2]int{j, i})
			}
		}
	}
	return pairs
}

func (t Timeline) neighbour(i int) int {
	for j := i - 1; j >= 0; j-- {
		if t.comparable(i, j) {
			return j
		}
	}
	return -1
}

func (t Timeline) comparable(i, j int) bool {
	return !t.Entries[i].ByColleagues() && !t.Entries[j].ByColleagues()
}
