// Package thread holds the rules by which one matter is followed from one
// inspection to the next: what a later place says of a first finding, and
// whose words it takes to say so.
//
// A status is a word for what was said last. It is no grade, has no colour and
// is never added up into a score.
package thread

// A Relation says what a later place says of the first finding.
type Relation string

// The relations. "Not mentioned again" is not "fixed".
const (
	Improved          Relation = "improved"
	StillOpen         Relation = "still-open"
	GotWorse          Relation = "got-worse"
	NotMentionedAgain Relation = "not-mentioned-again"
	New               Relation = "new"
	// NothingLater is the status of a matter that no later place is known of.
	// Nobody writes it.
	NothingLater Relation = "nothing-later"
)

// Relations are those that people may write, in the order in which an index
// counts them.
var Relations = []Relation{Improved, StillOpen, GotWorse, NotMentionedAgain, New}

// NeedsInspectors tells whether the relation has to rest on words of
// inspectors: nobody else can say that something got better.
func (r Relation) NeedsInspectors() bool { return r == Improved }

// NeedsPlace tells whether the relation has to name the place where it is
// said. Only silence has none: it is that of an inspection as a whole.
func (r Relation) NeedsPlace() bool { return r != NotMentionedAgain }

// Status is what was said last, of relations in order of time.
func Status(steps []Relation) Relation {
	if len(steps) == 0 {
		return NothingLater
	}
	return steps[len(steps)-1]
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
