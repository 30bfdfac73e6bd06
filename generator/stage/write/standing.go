package write

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"plainsight/generator/kit/disk"
)

// A Standing is how everything in an output and in the folder beside it stands:
// names, sizes and the moments of the last change, folder by folder. Nothing is
// opened for it. As long as it is the same nobody has changed a file in any of
// the ways in which people and programs change files.
type Standing struct {
	// marks are those of each folder of the output, beside those of the folder
	// beside it.
	marks, beside map[string][]byte
}

// Stands tells whether an output still stands so. No folder is listed for it:
// one to which something was added, or from which something was taken, has
// changed itself.
func (s Standing) Stands(output string) bool {
	return len(s.marks) > 0 && stand(output, s.marks) && stand(Beside(output), s.beside)
}

func stand(folder string, marks map[string][]byte) bool {
	real, err := filepath.EvalSymlinks(folder)
	if err != nil {
		return len(marks) == 0 && errors.Is(err, fs.ErrNotExist)
	}
	var group sync.WaitGroup
	var differs atomic.Bool
	names := sorted(marks)
	workers := runtime.GOMAXPROCS(0)
	for worker := range workers {
		group.Go(func() {
			for i := worker; i < len(names) && !differs.Load(); i += workers {
				if !marked(filepath.Join(real, filepath.FromSlash(names[i])), marks[names[i]]) {
					differs.Store(true)
				}
			}
		})
	}
	group.Wait()
	return !differs.Load()
}

// marked tells whether a folder still has its marks.
func marked(folder string, mark []byte) bool {
	read := reader{text: mark}
	mode, _, changed, err := disk.Glance(folder)
	if err != nil || fs.FileMode(read.number()) != mode || read.signed() != changed {
		return false
	}
	for len(read.text) > 0 && !read.broken {
		name := read.name()
		mode, size, changed, err := disk.Glance(folder + string(filepath.Separator) + name)
		if err != nil || fs.FileMode(read.number()) != mode || read.number() != uint64(size) || read.signed() != changed {
			return false
		}
	}
	return !read.broken
}

// A reader reads marks.
type reader struct {
	text   []byte
	broken bool
}

func (r *reader) past(size int) {
	if size <= 0 {
		r.broken, r.text = true, nil
		return
	}
	r.text = r.text[size:]
}

func (r *reader) number() uint64 {
	n, size := binary.Uvarint(r.text)
	r.past(size)
	return n
}

func (r *reader) signed() int64 {
	n, size := binary.Varint(r.text)
	r.past(size)
	return n
}

func (r *reader) name() string {
	end := bytes.IndexByte(r.text, 0)
	name := string(r.text[:max(end, 0)])
	r.past(end + 1)
	return name
}

// Bytes are the standing in a form to keep, the same for the same.
func (s Standing) Bytes() (text []byte) {
	for _, part := range []map[string][]byte{s.marks, s.beside} {
		text = binary.AppendUvarint(text, uint64(len(part)))
		for _, name := range sorted(part) {
			for _, piece := range [][]byte{[]byte(name), part[name]} {
				text = append(binary.AppendUvarint(text, uint64(len(piece))), piece...)
			}
		}
	}
	return text
}

var errNoStanding = errors.New("this is not how an output stood")

// StandingOf reads what Bytes gave.
func StandingOf(text []byte) (s Standing, err error) {
	for _, part := range []*map[string][]byte{&s.marks, &s.beside} {
		count, size := binary.Uvarint(text)
		if size <= 0 || count > uint64(len(text)) {
			return Standing{}, errNoStanding
		}
		text, *part = text[size:], map[string][]byte{}
		for range count {
			var pieces [2][]byte
			for i := range pieces {
				length, size := binary.Uvarint(text)
				if size <= 0 || length > uint64(len(text)-size) {
					return Standing{}, errNoStanding
				}
				pieces[i], text = text[size:size+int(length)], text[size+int(length):]
			}
			(*part)[string(pieces[0])] = pieces[1]
		}
	}
	return s, nil
}

func sorted(part map[string][]byte) []string {
	names := make([]string, 0, len(part))
	for name := range part {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func marksOf(folders map[string]listed) map[string][]byte {
	marks := make(map[string][]byte, len(folders))
	for name, one := range folders {
		marks[name] = one.mark()
	}
	return marks
}

// A listed is a folder with its entries.
type listed struct {
	mode    fs.FileMode
	changed int64
	entries []disk.Entry
}

// mark is how a folder and the files in it stand. Folders in it have marks of
// their own.
func (l listed) mark() []byte {
	mark := binary.AppendVarint(binary.AppendUvarint(nil, uint64(l.mode)), l.changed)
	for _, one := range l.entries {
		if !one.Mode.IsDir() {
			mark = append(append(mark, one.Name...), 0)
			mark = binary.AppendUvarint(mark, uint64(one.Mode))
			mark = binary.AppendUvarint(mark, uint64(one.Size))
			mark = binary.AppendVarint(mark, one.Changed)
		}
	}
	return mark
}

// stood tells whether a folder stands as it stood.
func (s Standing) stood(name string, now listed) bool {
	before, known := s.marks[name]
	return known && bytes.Equal(before, now.mark())
}

// strolled gives the entries of a folder and of all below it, by their paths;
// that of the folder itself is ".". Links are not followed, but for the first.
// A folder that is not there has none.
func strolled(folder string) (map[string]listed, error) {
	real, err := filepath.EvalSymlinks(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	walk := &stroll{root: real, free: make(chan struct{}, 2*runtime.GOMAXPROCS(0)), found: map[string]listed{}}
	walk.folder(".")
	walk.group.Wait()
	return walk.found, walk.err
}

// A stroll goes through folders side by side.
type stroll struct {
	root  string
	free  chan struct{}
	group sync.WaitGroup

	mutex sync.Mutex
	found map[string]listed
	err   error
}

func (s *stroll) folder(below string) {
	s.group.Go(func() {
		s.free <- struct{}{}
		one, err := listedOf(filepath.Join(s.root, filepath.FromSlash(below)))
		<-s.free
		s.mutex.Lock()
		s.found[below], s.err = one, errors.Join(s.err, err)
		s.mutex.Unlock()
		for _, one := range one.entries {
			if one.Mode.IsDir() {
				s.folder(path.Join(below, one.Name))
			}
		}
	})
}

func listedOf(folder string) (listed, error) {
	itself, entries, err := disk.List(folder)
	return listed{itself.Mode, itself.Changed, entries}, err
}
