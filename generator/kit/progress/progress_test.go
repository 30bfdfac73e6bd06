package progress

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func TestALogGetsALineAStage(t *testing.T) {
	var log strings.Builder
	line := New(&log, false)
	line.Stage("decode", 1, "file")
	line.Step(1)
	line.Stage("link", -1, "")
	line.Stage("render", 8, "page")
	line.Step(5)
	line.Step(3)
	line.Stage("write", 0, "file")
	line.Done()
	if want := "decode: 1 file\nlink\nrender: 8 pages\nwrite: 0 files\n"; log.String() != want {
		t.Errorf("got %q, want %q", log.String(), want)
	}
}

// screen gives what a terminal of one line shows after the text.
func screen(t *testing.T, text string) string {
	t.Helper()
	var shown []rune
	column := 0
	for _, letter := range text {
		switch {
		case letter == '\r':
			column = 0
		case letter < ' ':
			t.Fatalf("the control character %q was written", letter)
		default:
			for len(shown) <= column {
				shown = append(shown, ' ')
			}
			shown[column] = letter
			column++
		}
	}
	if len(shown) > lineWidth {
		t.Fatalf("the line is %d characters long", len(shown))
	}
	return strings.TrimRight(string(shown), " ")
}

func TestATerminalShowsOneLineAndThenNone(t *testing.T) {
	var terminal strings.Builder
	line := New(&terminal, true)
	shows := func(want ...string) {
		t.Helper()
		got := screen(t, terminal.String())
		for _, part := range want {
			if !strings.Contains(got, part) {
				t.Errorf("the terminal shows %q and not %q", got, part)
			}
		}
	}

	line.Stage("render", 12345, "page")
	shows("render", "0%", "(0/12345)")
	line.Step(12345)
	shows("render", "100%", "(12345/12345)")

	line.Stage("a stage with a long name", -1, "")
	shows("a stage with", "0%")
	if got := screen(t, terminal.String()); strings.Contains(got, "render") || strings.Contains(got, "12345") {
		t.Errorf("the stage before is still to be seen: %q", got)
	}

	line.Stage("write", 2, "file")
	line.Step(1)
	line.Step(5) // more than was said
	line.Done()
	line.Step(1)
	line.Done()
	if got := screen(t, terminal.String()); got != "" {
		t.Errorf("%q is left on the terminal", got)
	}
	if !strings.HasSuffix(terminal.String(), "\r") {
		t.Error("what comes next would not begin on a clean line")
	}
}

func TestManyHandsOnOneLine(t *testing.T) {
	var terminal strings.Builder
	line := New(&terminal, true)
	line.Stage("render", 100, "page")
	var hands sync.WaitGroup
	for range 100 {
		hands.Go(func() { line.Step(1) })
	}
	hands.Wait()
	if got := screen(t, terminal.String()); !strings.Contains(got, "(100/100)") {
		t.Errorf("the terminal shows %q", got)
	}
}

func TestTheNilLineShowsNothing(t *testing.T) {
	var line *Line
	line.Stage("render", 8, "page")
	line.Step(1)
	line.Done()
}

func TestAFileIsNoTerminal(t *testing.T) {
	file, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if Terminal(file) || Colour(file) {
		t.Error("a file was taken for a terminal")
	}
}
