//go:build !linux

package disk

import (
	"io/fs"
	"os"
	"path/filepath"
)

// Glance is Lstat for those who need of a file only what it is, its size in
// bytes, and when it was changed, in nanoseconds of Unix.
func Glance(path string) (mode fs.FileMode, size, changed int64, err error) {
	info, err := os.Lstat(path)
	if err != nil {
		return 0, 0, 0, err
	}
	return info.Mode(), info.Size(), info.ModTime().UnixNano(), nil
}

// List gives what stands in a folder, in the order of the names, and how the
// folder itself stands.
func List(folder string) (itself Entry, entries []Entry, err error) {
	if itself.Mode, _, itself.Changed, err = Glance(folder); err != nil {
		return itself, nil, err
	}
	found, err := os.ReadDir(folder)
	if err != nil {
		return itself, nil, err
	}
	for _, one := range found {
		mode, size, changed, err := Glance(filepath.Join(folder, one.Name()))
		if err != nil {
			return itself, nil, err
		}
		entries = append(entries, Entry{Name: one.Name(), Mode: mode, Size: size, Changed: changed})
	}
	return itself, entries, nil
}
