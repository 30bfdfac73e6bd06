package write

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
)

// A Standing is how everything in an output and in the folder beside it stands:
// names, sizes and the moments of the last change, folder by folder. Nothing is
// opened for it. As long as it is the same nobody has changed a file in any of
// the ways in which people and programs change files.
type Standing struct {
	// marks are the entries of each folder, beside those of the folder beside.
	marks, beside map[string][]byte
}

// Stand looks how an output stands.
func Stand(output string) (Standing, error) {
	inside, err := strolled(output)
	if err != nil {
		return Standing{}, err
	}
	beside, err := strolled(Beside(output))
	return Standing{marksOf(inside), marksOf(beside)}, err
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

// Sum is that of the bytes in hexadecimal.
func (s Standing) Sum() string {
	sum := sha256.Sum256(s.Bytes())
	return hex.EncodeToString(sum[:])
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

func marksOf(folders map[string][]entry) map[string][]byte {
	marks := make(map[string][]byte, len(folders))
	for name, entries := range folders {
		marks[name] = markOf(entries)
	}
	return marks
}

// markOf is how the entries of a folder stand. Of a folder among them only its
// rights count, since what is in it has marks of its own.
func markOf(entries []entry) (mark []byte) {
	for _, one := range entries {
		mark = append(append(mark, one.name...), 0)
		mark = binary.AppendUvarint(mark, uint64(one.mode))
		if !one.mode.IsDir() {
			mark = binary.AppendUvarint(mark, uint64(one.size))
			mark = binary.AppendVarint(mark, one.changed)
		}
	}
	return mark
}

// stands tells whether a folder stands as it stood.
func (s Standing) stands(folder string, entries []entry) bool {
	before, known := s.marks[folder]
	return known && bytes.Equal(before, markOf(entries))
}

// An entry is what stands in a folder; changed is in nanoseconds of Unix.
type entry struct {
	name          string
	mode          fs.FileMode
	size, changed int64
}

// strolled gives the entries of a folder and of all below it, by their paths;
// that of the folder itself is ".". Links are not followed, but for the first.
// A folder that is not there has none.
func strolled(folder string) (map[string][]entry, error) {
	real, err := filepath.EvalSymlinks(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	walk := &stroll{root: real, free: make(chan struct{}, 2*runtime.GOMAXPROCS(0)), found: map[string][]entry{}}
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
	found map[string][]entry
	err   error
}

func (s *stroll) folder(below string) {
	s.group.Go(func() {
		s.free <- struct{}{}
		entries, err := entriesOf(filepath.Join(s.root, filepath.FromSlash(below)))
		<-s.free
		s.mutex.Lock()
		s.found[below], s.err = entries, errors.Join(s.err, err)
		s.mutex.Unlock()
		for _, one := range entries {
			if one.mode.IsDir() {
				s.folder(path.Join(below, one.name))
			}
		}
	})
}

func entriesOf(folder string) (entries []entry, err error) {
	listed, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	for _, one := range listed {
		info, err := one.Info()
		if err != nil {
			return nil, err
		}
		entries = append(entries, entry{one.Name(), info.Mode(), info.Size(), info.ModTime().UnixNano()})
	}
	return entries, nil
}
