package thread

import (
	"reflect"
	"testing"
)

func TestTheStatusIsWhatWasSaidLast(t *testing.T) {
	for want, steps := range map[Relation][]Relation{
		NothingLater:      nil,
		StillOpen:         {StillOpen},
		NotMentionedAgain: {Improved, NotMentionedAgain}, // silence does not keep the better word
		Improved:          {StillOpen, Improved},
	} {
		if got := Status(steps); got != want {
			t.Errorf("the status of %v is %s, want %s", steps, got, want)
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
	if sum != len(statuses) || len(Relations) != 5 {
		t.Errorf("%d counted of %d", sum, len(statuses))
	}
}

func TestWhoseWordsItTakes(t *testing.T) {
	for _, relation := range Relations {
		if relation.NeedsInspectors() != (relation == Improved) || relation.NeedsPlace() != (relation != NotMentionedAgain) {
			t.Error(relation)
		}
	}
}
