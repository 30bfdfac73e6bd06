// Package witness tells whether a folder still is as a build saw it.
//
// It takes a file system and gives one that answers alike and notes what it was
// asked: files, folders, and names that were not there. What was noted can be
// kept, and held later against the same folder, for which nothing is opened
// that has not changed.
//
// A file is known by its size, by the moment at which it was changed, and, since
// programs that copy files set that one, by the moment at which the system noted
// a change, where it does. Two changes within the same beat of a clock cannot be
// told apart by these, so what had changed only just before it was read is known by
// its content too.
package witness

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"time"

	"plainsight/generator/kit/disk"
)

// A Witness notes what is asked of a folder. It may be used by many at once.
type Witness struct {
	files fs.FS
	// fresh is the moment after which a change is too near to be told by time.
	fresh time.Time

	mutex sync.Mutex
	seen  map[string]Mark
}

// beat is longer than any file system takes between two moments that it can
// tell apart.
const beat = 2 * time.Second

// Of gives a witness of a folder from a moment on.
func Of(files fs.FS, from time.Time) *Witness {
	return &Witness{files: files, fresh: from.Add(-beat), seen: map[string]Mark{}}
}

// A Mark is how something was found: what it is, 0 for a name that was not
// there; and, where it was read or listed and not only looked for, how large it
// is, when it was changed, and when that was noted, in nanoseconds of Unix, and,
// where that was only just before, the sum of its content.
type Mark struct {
	Name    string
	Kind    fs.FileMode
	Read    bool
	Size    int64
	Changed int64
	Noted   int64
	Sum     string
}

const (
	absent fs.FileMode = 0
	// ordinary stands for a file, whose type is 0.
	ordinary fs.FileMode = 1
)

// markOf is the mark of what a name leads to.
func markOf(name string, info fs.FileInfo, err error) Mark {
	if err != nil {
		return Mark{Name: name, Kind: absent}
	}
	mark := Mark{Name: name, Kind: info.Mode().Type(), Changed: info.ModTime().UnixNano(), Noted: disk.Noted(info)}
	if mark.Kind == 0 {
		mark.Kind, mark.Size = ordinary, info.Size()
	}
	return mark
}

// note keeps the first mark of a name: what changed while the build ran is not
// what it was made from.
func (w *Witness) note(name string, info fs.FileInfo, err error) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if _, known := w.seen[name]; !known {
		w.seen[name] = markOf(name, info, err)
	}
}

// reads notes a name before it is opened, and tells whether its content has to
// be noted too.
func (w *Witness) reads(name string) (fresh bool) {
	if w.mark(name).Name == "" {
		info, err := fs.Stat(w.files, name)
		w.note(name, info, err)
	}
	w.mutex.Lock()
	defer w.mutex.Unlock()
	mark := w.seen[name]
	mark.Read = true
	w.seen[name] = mark
	return mark.Kind != absent && max(mark.Changed, mark.Noted) >= w.fresh.UnixNano()
}

// said keeps the sum of what was read of a name.
func (w *Witness) said(name string, content []byte) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	mark := w.seen[name]
	mark.Sum = sumOf(content)
	w.seen[name] = mark
}

func sumOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// listing is what a folder says, as bytes.
func listing(entries []fs.DirEntry) []byte {
	var b strings.Builder
	for _, entry := range entries {
		b.WriteString(entry.Name() + "\x00" + entry.Type().String() + "\n")
	}
	return []byte(b.String())
}

// Open opens a file.
func (w *Witness) Open(name string) (fs.File, error) {
	if w.reads(name) {
		if content, err := contentOf(w.files, w.mark(name)); err == nil {
			w.said(name, content)
		}
	}
	return w.files.Open(name)
}

// Stat tells what a name leads to.
func (w *Witness) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(w.files, name)
	w.note(name, info, err)
	return info, err
}

// ReadFile gives the content of a file.
func (w *Witness) ReadFile(name string) ([]byte, error) {
	fresh := w.reads(name)
	content, err := fs.ReadFile(w.files, name)
	if fresh && err == nil {
		w.said(name, content)
	}
	return content, err
}

// ReadDir lists a folder.
func (w *Witness) ReadDir(name string) ([]fs.DirEntry, error) {
	fresh := w.reads(name)
	entries, err := fs.ReadDir(w.files, name)
	if fresh && err == nil {
		w.said(name, listing(entries))
	}
	return entries, err
}

// Lstat tells what a name is, without following a link. That links lead
// elsewhere is noticed where they are followed.
func (w *Witness) Lstat(name string) (fs.FileInfo, error) { return fs.Lstat(w.files, name) }

// ReadLink tells where a link leads.
func (w *Witness) ReadLink(name string) (string, error) { return fs.ReadLink(w.files, name) }

// Trust takes marks over that a folder still bears: whoever goes by what was made
// of the names then need not ask for them again.
func (w *Witness) Trust(marks []Mark) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	for _, mark := range marks {
		w.seen[mark.Name] = mark
	}
}

// Marks are what was noted, in the order of the names.
func (w *Witness) Marks() (marks []Mark) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	for _, mark := range w.seen {
		if !mark.Read {
			mark = Mark{Name: mark.Name, Kind: mark.Kind}
		}
		marks = append(marks, mark)
	}
	slices.SortFunc(marks, func(a, b Mark) int { return cmp.Compare(a.Name, b.Name) })
	return marks
}

func (w *Witness) mark(name string) Mark {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.seen[name]
}

// Differs gives the names whose marks a folder does not bear any more, in the
// order of the marks. stat tells what a name leads to, by a shorter way than
// the folder has, or is nil.
func Differs(files fs.FS, stat func(name string) (fs.FileInfo, error), marks []Mark) (names []string) {
	if stat == nil {
		stat = func(name string) (fs.FileInfo, error) { return fs.Stat(files, name) }
	}
	differs := make([]bool, len(marks))
	side(len(marks), func(i int) { differs[i] = !stands(files, stat, marks[i]) })
	for i, mark := range marks {
		if differs[i] {
			names = append(names, mark.Name)
		}
	}
	return names
}

// stands tells whether what a mark says is still so.
func stands(files fs.FS, stat func(name string) (fs.FileInfo, error), mark Mark) bool {
	info, err := stat(mark.Name)
	found := markOf(mark.Name, info, err)
	if !mark.Read {
		return found.Kind == mark.Kind
	}
	found.Read, found.Sum = true, mark.Sum
	if mark.Sum == "" {
		return found == mark
	}
	found.Changed, found.Noted = mark.Changed, mark.Noted // its content tells
	if found != mark {
		return false
	}
	content, err := contentOf(files, mark)
	return err == nil && sumOf(content) == mark.Sum
}

// contentOf is what a file or a folder says.
func contentOf(files fs.FS, mark Mark) ([]byte, error) {
	if !mark.Kind.IsDir() {
		return fs.ReadFile(files, mark.Name)
	}
	entries, err := fs.ReadDir(files, mark.Name)
	return listing(entries), err
}
