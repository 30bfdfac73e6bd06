package render

import (
	"strings"
	"testing"
)

func TestMark(t *testing.T) {
	for _, c := range []struct{ step, steps, filled, empty int }{
		{1, 4, 4, 0}, {2, 4, 3, 1}, {4, 4, 1, 3}, {3, 3, 1, 2},
		{0, 0, 0, 0}, {0, 4, 0, 0}, {5, 4, 0, 0}, // no place on an ordered scale, no mark
	} {
		drawn := string(mark(c.step, c.steps))
		filled, empty, _ := strings.Cut(drawn, `class="empty"`)
		if got := strings.Count(filled, "z"); got != c.filled {
			t.Errorf("step %d of %d has %d filled steps", c.step, c.steps, got)
		}
		if got := strings.Count(empty, "z"); got != c.empty {
			t.Errorf("step %d of %d has %d empty steps", c.step, c.steps, got)
		}
	}
}
