package disk

import (
	"errors"
	"os"
	"path/filepath"
)

// A Growing is a new file that is written to at its end alone, and that can be
// read while it grows.
type Growing struct {
	file *os.File
	size int64
}

// Grow makes an empty file and the folders above it. Nothing may stand at the
// path.
func Grow(path string) (*Growing, error) {
	if err := Folder(filepath.Dir(path)); err != nil {
		return nil, err
	}
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return nil, err
	}
	return &Growing{file: file}, nil
}

// Append writes at the end and tells where that began. After an error the
// size is what it was, and the next Append writes over what was begun.
func (g *Growing) Append(content []byte) (at int64, err error) {
	at = g.size
	if _, err := g.file.WriteAt(content, at); err != nil {
		return at, err
	}
	g.size += int64(len(content))
	return at, nil
}

// Size is how many bytes the file has.
func (g *Growing) Size() int64 { return g.size }

// ReadAt reads as io.ReaderAt does.
func (g *Growing) ReadAt(into []byte, at int64) (int, error) { return g.file.ReadAt(into, at) }

// Close ends the growing.
func (g *Growing) Close() error {
	return errors.Join(settle(g.file), g.file.Close())
}
