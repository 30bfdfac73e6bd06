package thread

import (
	"reflect"
	"testing"
)

// TestPraiseHidesNothing: of several things in one report the status is the one
// that leaves most to do, in whatever order they stand there.
func TestPraiseHidesNothing(t *testing.T) {
	for _, c := range []struct {
		last []Relation
		want Relation
	}{
		{nil, NothingLater},
		{[]Relation{StillOpen}, StillOpen},
		{[]Relation{Improved}, Improved},
		{[]Relation{Praised, Improved}, Praised},
		{[]Relation{StillOpen, Improved}, StillOpen},
		{[]Relation{Praised, New, Praised}, New},
		{[]Relation{Praised, StillOpen}, StillOpen},
		{[]Relation{GotWorse, StillOpen, Improved}, GotWorse},
	} {
		if got := Status(c.last); got != c.want {
			t.Errorf("the status of %v is %s, want %s", c.last, got, c.want)
		}
	}
	for _, relation := range Relations {
		if Status([]Relation{relation}) != relation {
			t.Errorf("%s is the status of nothing", relation)
		}
	}
}

func TestCountsAddUp(t *testing.T) {
	statuses := []Relation{StillOpen, NothingLater, StillOpen, Improved}
	want := []Count{{Improved, 1}, {StillOpen, 2}, {NothingLater, 1}}
	if got := Tally(statuses); !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	sum := 0
	for _, count := range Tally(statuses) {
		sum += count.Number
	}
	if sum != len(statuses) || len(Relations) != 6 {
		t.Errorf("%d counted of %d", sum, len(statuses))
	}
}

func TestWhoseWordsItTakes(t *testing.T) {
	for _, relation := range Relations {
		says := relation == Improved || relation == Praised || relation == GotWorse
		if relation.NeedsInspectors() != says || relation.NeedsPlace() != (relation != NotMentionedAgain) {
			t.Error(relation)
		}
	}
}
