package plan

import (
	"strings"
	"testing"

	"plainsight/generator/domain/framework"
	"plainsight/generator/domain/timeline"
)

// TestTheHomePageShowsTheNewestGrades: of a report the picture has the grade for
// the whole, or where inspectors give none the grades of its areas.
func TestTheHomePageShowsTheNewestGrades(t *testing.T) {
	lane := func(id string, states ...timeline.State) timeline.Lane {
		one := timeline.Lane{Lane: framework.Lane{ID: id}}
		for _, state := range states {
			one.Points = append(one.Points, timeline.Point{State: state})
		}
		return one
	}
	for want, lanes := range map[string][]timeline.Lane{
		"overall": {
			lane("overall", timeline.Graded, timeline.NotGraded),
			lane("leaders", timeline.Graded, timeline.NotGraded),
		},
		"overall leaders care": {
			lane("overall", timeline.Graded, timeline.Ended, timeline.NotGraded),
			lane("leaders", timeline.Graded, timeline.Graded, timeline.NotGraded),
			lane("adoption", timeline.Graded, timeline.NoArea, timeline.NotGraded),
			lane("care", timeline.NoArea, timeline.Graded, timeline.NotGraded),
		},
		"care": {
			lane("care", timeline.Graded),
			lane("leaders", timeline.Graded),
		},
		"education": {lane("education", timeline.NotKnown)},
	} {
		var got []string
		for _, one := range fewLanes(lanes) {
			got = append(got, one.ID)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("the picture has the lanes %v, want %s", got, want)
		}
	}
}
