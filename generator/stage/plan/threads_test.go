package plan

import (
	"strings"
	"testing"

	"plainsight/generator/domain/thread"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
)

func TestTheHomePageShowsOneOfEachStatus(t *testing.T) {
	for want, statuses := range map[string][]thread.Relation{
		"":      nil,
		"0":     {thread.New},
		"0 1 2": {thread.StillOpen, thread.StillOpen, thread.StillOpen},
		"2 0 3": {thread.StillOpen, thread.StillOpen, thread.Improved, thread.New},
		"1 0 2": {thread.StillOpen, thread.Improved, thread.StillOpen, thread.StillOpen},
	} {
		var entries []ThreadEntry
		for i, status := range statuses {
			entries = append(entries, ThreadEntry{Title: string(rune('0' + i)), Status: status})
		}
		var titles []string
		for _, entry := range few(entries) {
			titles = append(titles, entry.Title)
		}
		if got := strings.Join(titles, " "); got != want {
			t.Errorf("%v gives %q, want %q", statuses, got, want)
		}
	}
}

// TestTheLastReportDecides: what an earlier report says is no part of the
// status, and of the last one nothing is left out.
func TestTheLastReportDecides(t *testing.T) {
	step := func(id string, relation thread.Relation) decode.Step {
		return decode.Step{At: decode.Reference{ID: id}, Relation: relation}
	}
	for want, steps := range map[thread.Relation][]decode.Step{
		thread.NothingLater: nil,
		thread.StillOpen:    {step("2017", thread.GotWorse), step("2022", thread.StillOpen), step("2022", thread.Praised)},
		thread.Praised:      {step("2017", thread.StillOpen), step("2022", thread.Praised)},
	} {
		if got := statusOf(link.Thread{Thread: decode.Thread{Steps: steps}}); got != want {
			t.Errorf("the status is %s, want %s", got, want)
		}
	}
}
