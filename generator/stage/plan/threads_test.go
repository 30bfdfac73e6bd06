package plan

import (
	"strings"
	"testing"

	"plainsight/generator/domain/thread"
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
