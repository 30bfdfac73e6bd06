// Package progress shows on a terminal, or in a log, which stage of a build is
// under way. It takes the names and sizes of the stages and gives one line
// that is drawn again and again and is gone in the end; where there is no
// terminal, it gives one plain line a stage.
//
// The line has no colour of its own; Colour says whether others may use some.
// The package does not know what a stage does. What it shows goes to standard
// error as a rule; a failure to show it is nobody's problem and is passed over.
package progress

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// Measures of the drawn line, in characters, and of its patience.
const (
	nameWidth = 16
	barWidth  = 30
	lineWidth = 79
	between   = 65 * time.Millisecond
)

// A Line shows one stage at a time. The nil Line shows nothing. It may be used
// by several goroutines.
type Line struct {
	writer   io.Writer
	terminal bool
	lock     sync.Mutex
	// bar is nil in a log and while no stage is under way.
	bar *progressbar.ProgressBar
}

// New makes a Line that is drawn where the writer is a terminal.
func New(writer io.Writer, terminal bool) *Line {
	return &Line{writer: writer, terminal: terminal}
}

// Terminal tells whether a file is a terminal on which a line can be drawn
// again.
func Terminal(file *os.File) bool {
	return os.Getenv("TERM") != "dumb" && term.IsTerminal(int(file.Fd()))
}

// Colour tells whether a file is a terminal whose user has not asked for plain
// text with NO_COLOR.
func Colour(file *os.File) bool {
	return os.Getenv("NO_COLOR") == "" && Terminal(file)
}

// Stage begins a stage of so many things, "render" of 8 "page", in place of
// the one before it. The word for the thing is in the singular and takes an s.
// A stage that cannot be counted has a total below 0.
func (l *Line) Stage(name string, total int, thing string) {
	if l == nil {
		return
	}
	l.lock.Lock()
	defer l.lock.Unlock()
	if !l.terminal {
		fmt.Fprintln(l.writer, plain(name, total, thing))
		return
	}
	l.clear()
	l.bar = bar(l.writer, name, total)
	_ = l.bar.RenderBlank()
}

// Step says that n more things of the stage are done.
func (l *Line) Step(n int) {
	if l == nil {
		return
	}
	l.lock.Lock()
	defer l.lock.Unlock()
	if l.bar != nil {
		_ = l.bar.Add(n)
	}
}

// Done takes the line away, so that what is written next begins on a clean
// one. After it a new stage may begin.
func (l *Line) Done() {
	if l == nil {
		return
	}
	l.lock.Lock()
	defer l.lock.Unlock()
	l.clear()
}

func plain(name string, total int, thing string) string {
	switch {
	case total < 0:
		return name
	case total == 1:
		return fmt.Sprintf("%s: 1 %s", name, thing)
	}
	return fmt.Sprintf("%s: %d %ss", name, total, thing)
}

func bar(writer io.Writer, name string, total int) *progressbar.ProgressBar {
	options := []progressbar.Option{
		progressbar.OptionSetWriter(writer),
		progressbar.OptionSetDescription(fmt.Sprintf("%-*.*s", nameWidth, nameWidth, name)),
		progressbar.OptionSetWidth(barWidth),
		progressbar.OptionSetPredictTime(false),
		progressbar.OptionThrottle(between),
	}
	if total > 0 {
		options = append(options, progressbar.OptionShowCount())
	}
	return progressbar.NewOptions(max(total, 1), options...)
}

// clear writes blanks over the line, which every console understands; some
// of Windows show escape codes as they are.
func (l *Line) clear() {
	if l.bar == nil {
		return
	}
	l.bar = nil
	fmt.Fprint(l.writer, "\r"+strings.Repeat(" ", lineWidth)+"\r")
}
