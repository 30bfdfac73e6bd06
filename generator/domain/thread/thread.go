// Package thread holds the rules by which one matter is followed from one
// inspection to the next: what a later place says of a first finding, and
// whose words it takes to say so.
//
// A status is a word for what was said last. It is no grade, has no colour and
// is never added up into a score.
package thread

import "slices"

// A Relation says what a later place says of the first finding.
type Relation string

// The relations. "Not mentioned again" is not "fixed", and praise by itself is
// not "improved": it says that something is good, and not that it was worse.
const (
	Improved          Relation = "improved"
	Praised           Relation = "praised"
	StillOpen         Relation = "still-open"
	GotWorse          Relation = "got-worse"
	NotMentionedAgain Relation = "not-mentioned-again"
	// New is something else on the matter, which is neither praise nor set
	// beside the first finding.
	New Relation = "new"
	// NothingLater is the status of a matter that no later place is known of.
	// Nobody writes it.
	NothingLater Relation = "nothing-later"
)

// Relations are those that people may write, in the order in which an index
// counts them.
var Relations = []Relation{Improved, Praised, StillOpen, GotWorse, NotMentionedAgain, New}

// NeedsInspectors tells whether the relation has to rest on words of
// inspectors: nobody else can say that something got better or worse, or is
// good.
func (r Relation) NeedsInspectors() bool {
	return r == Improved || r == Praised || r == GotWorse
}

// NeedsPlace tells whether the relation has to name the place where it is
// said. Only silence has none: it is that of an inspection as a whole.
func (r Relation) NeedsPlace() bool { return r != NotMentionedAgain }

// leaving are the relations from what leaves most to do to what leaves least.
var leaving = []Relation{GotWorse, StillOpen, New, NotMentionedAgain, Praised, Improved}

// Status is what the last place said. One report can say several things of a
// matter; the status is then the one that leaves most to do, so that praise
// never hides what the same report asks for.
func Status(last []Relation) Relation {
	for _, relation := range leaving {
		if slices.Contains(last, relation) {
			return relation
		}
	}
	return NothingLater
}

// A Count is how many threads have a status.
type Count struct {
	Status Relation
	Number int
}

// Tally counts statuses, in the order of Relations; those that nothing has are
// left out, so that the numbers add up to all that was counted.
func Tally(statuses []Relation) (counts []Count) {
	for _, status := range append(Relations[:len(Relations):len(Relations)], NothingLater) {
		number := 0
		for _, one := range statuses {
			if one == status {
				number++
			}
		}
		if number > 0 {
			counts = append(counts, Count{status, number})
		}
	}
	return counts
}

// The law gives a council working days to answer, counted from the day on
// which it receives a report: to publish it, and to publish what it will do.
const (
	ReportWithin = 30
	PlanWithin   = 70
)
