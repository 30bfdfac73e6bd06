package write

import (
	"errors"
	"io/fs"
	"iter"
	"path"
	"path/filepath"
	"runtime"
	"sync"

	"plainsight/generator/kit/disk"
)

// Folders are how a folder and all below it stand, by their paths; that of the folder
// itself is ".". Nearly all stand as they were known before: same tells which, and
// others are the rest.
type folders struct {
	before marks
	same   []bool
	others map[string]found
}

// of gives how a folder stands.
func (f folders) of(folder string) (is found, there bool) {
	if is, there = f.others[folder]; there {
		return is, true
	}
	at, known := f.before.place(folder)
	if !known || !f.same[at] {
		return found{}, false
	}
	_, mark := f.before.at(at)
	return found{mark, true}, true
}

// all are the folders in any order.
func (f folders) all() iter.Seq2[string, found] {
	return func(yield func(string, found) bool) {
		for i, same := range f.same {
			if folder, mark := f.before.at(i); same && !yield(folder, found{mark, true}) {
				return
			}
		}
		for folder, is := range f.others {
			if !yield(folder, is) {
				return
			}
		}
	}
}

// marks are those of all.
func (f folders) marks() marks {
	var made marking
	for folder, is := range f.all() {
		made.adds(folder, is.mark)
	}
	return made.marks()
}

// strolled gives a folder and all below it with their entries. Those that have their
// marks are not listed. Links are not followed, but for the first. A folder that is
// not there has none.
func strolled(folder string, marks marks) (folders, error) {
	real, err := filepath.EvalSymlinks(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return folders{}, nil
	}
	if err != nil {
		return folders{}, err
	}
	walk := &stroll{
		root: real, free: make(chan struct{}, 2*runtime.GOMAXPROCS(0)), still: still(real, marks),
		found: folders{before: marks, same: make([]bool, marks.len()), others: map[string]found{}},
	}
	walk.folder(".")
	walk.group.Wait()
	return walk.found, walk.err
}

// A stroll goes through folders side by side.
type stroll struct {
	root  string
	still []found // by their places among what was known before
	free  chan struct{}
	group sync.WaitGroup

	mutex sync.Mutex
	found folders
	err   error
}

func (s *stroll) folder(below string) {
	if at, known := s.found.before.place(below); known && s.still[at].stood {
		s.note(below, at, s.still[at], nil)
		return
	}
	s.group.Go(func() {
		s.free <- struct{}{}
		itself, entries, err := disk.List(filepath.Join(s.root, filepath.FromSlash(below)))
		<-s.free
		s.note(below, -1, found{mark: listed{itself, entries}.marked("")}, err)
	})
}

// note keeps a folder, which may have a place among those known before, and goes on to
// those in it.
func (s *stroll) note(below string, at int, is found, err error) {
	s.mutex.Lock()
	s.found.note(below, at, is)
	s.err = errors.Join(s.err, err)
	s.mutex.Unlock()
	read := reader{text: is.mark}
	read.entry("")
	for read.text != "" {
		if one := read.named(); one.Mode.IsDir() {
			s.folder(path.Join(below, one.Name))
		}
	}
}

func (f *folders) note(folder string, at int, is found) {
	if at >= 0 {
		if _, mark := f.before.at(at); mark == is.mark {
			f.same[at] = true
			return
		}
	}
	f.others[folder] = is
}
