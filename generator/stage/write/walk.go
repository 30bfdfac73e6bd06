package write

import (
	"slices"
	"strings"

	"plainsight/generator/kit/disk"
)

// A walk goes through files in the order of their paths and gathers the marks of the
// folders in which they lie. All that lies in a folder follows each other, but among
// its files there may be some that lie deeper.
type walk struct {
	itself func(folder string) (disk.Entry, error)
	in     *marking
	// open are the folders in which the last file lies, the outermost first.
	open []opened
}

// An opened is a folder with what was met in it so far.
type opened struct {
	folder  string
	entries []disk.Entry
}

func (w *walk) last() *opened { return &w.open[len(w.open)-1] }

func (o *opened) take(one disk.Entry) { o.entries = append(o.entries, one) }

func (o *opened) sorted() []disk.Entry {
	slices.SortFunc(o.entries, func(a, b disk.Entry) int { return strings.Compare(a.Name, b.Name) })
	return o.entries
}

// to goes on to a folder.
func (w *walk) to(folder string) error {
	for !within(folder, w.last().folder) {
		if err := w.leave(); err != nil {
			return err
		}
	}
	for w.last().folder != folder {
		w.enter(folder)
	}
	return nil
}

// enter goes one step deeper on the way to a folder.
func (w *walk) enter(folder string) {
	begin := 0
	if last := w.last().folder; last != "." {
		begin = len(last) + 1
	}
	next, _, _ := strings.Cut(folder[begin:], "/")
	w.open = slices.Grow(w.open, 1)[:len(w.open)+1]
	*w.last() = opened{folder[:begin+len(next)], w.last().entries[:0]} // in the room of one before
}

// leave takes down how the last folder stands.
func (w *walk) leave() error {
	last := w.last()
	itself, err := w.itself(last.folder)
	if err != nil {
		return err
	}
	w.in.add(last.folder, listed{itself, last.sorted()})
	w.open = w.open[:len(w.open)-1]
	_, name := parted(last.folder)
	w.last().take(disk.Entry{Name: name, Mode: itself.Mode})
	return nil
}

// within tells whether a folder is another one or lies in it.
func within(folder, other string) bool {
	rest, starts := strings.CutPrefix(folder, other)
	return other == "." || starts && (rest == "" || rest[0] == '/')
}
