package progress

import (
	"os"
	"testing"
)

// The program's side of a new terminal is a terminal as well.
func TestATerminalAndItsUser(t *testing.T) {
	terminal, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer terminal.Close()
	for _, c := range []struct {
		term, noColour   string
		terminal, colour bool
	}{
		{"xterm", "", true, true},
		{"xterm", "1", true, false},
		{"dumb", "", false, false},
	} {
		t.Setenv("TERM", c.term)
		t.Setenv("NO_COLOR", c.noColour)
		if Terminal(terminal) != c.terminal || Colour(terminal) != c.colour {
			t.Errorf("TERM=%s NO_COLOR=%s: terminal %v, colour %v",
				c.term, c.noColour, Terminal(terminal), Colour(terminal))
		}
	}
}
