package reconcile

import (
	"fmt"
	"slices"
	"testing"
)

// TestTheSieveCatchesAllThatRepeat: whatever else a list has, and lists before it
// had, and few of those that repeat nothing.
func TestTheSieveCatchesAllThatRepeat(t *testing.T) {
	s, caught := newSieve(), 0
	for list := range 300 {
		var words []string
		for i := range 1 + list%60 {
			words = append(words, fmt.Sprint("p", list+i))
		}
		if s.catches(slices.Values(words)) {
			caught++
		}
		if !s.catches(slices.Values(slices.Insert(words, list%len(words), words[len(words)-1]))) {
			t.Errorf("%q passes, which has a word twice", words)
		}
	}
	if caught > 30 {
		t.Errorf("%d of 300 lists without a word twice are caught", caught)
	}
}
