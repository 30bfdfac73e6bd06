//go:build !linux

package disk

import (
	"os"
	"path/filepath"
)

// Glance is Lstat for those who need of a file only what it is, its size and when
// it was changed. The name is left out.
func Glance(path string) (Entry, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return Entry{}, err
	}
	return Entry{Mode: info.Mode(), Size: info.Size(), Changed: info.ModTime().UnixNano()}, nil
}

// An Inside is a folder in which many things are looked at.
type Inside struct{ folder string }

// Into gives the inside of a folder, to be closed in the end.
func Into(folder string) (Inside, error) { return Inside{folder}, nil }

// Glance is the function of this name, of a path below the folder, with slashes.
func (i Inside) Glance(below string) (Entry, error) {
	return Glance(filepath.Join(i.folder, filepath.FromSlash(below)))
}

// Close ends the looking.
func (i Inside) Close() error { return nil }

// List gives what stands in a folder, in the order of the names, and how the
// folder itself stands.
func List(folder string) (itself Entry, entries []Entry, err error) {
	if itself, err = Glance(folder); err != nil {
		return itself, nil, err
	}
	found, err := os.ReadDir(folder)
	if err != nil {
		return itself, nil, err
	}
	for _, one := range found {
		found, err := Glance(filepath.Join(folder, one.Name()))
		if err != nil {
			return itself, nil, err
		}
		found.Name = one.Name()
		entries = append(entries, found)
	}
	return itself, entries, nil
}
