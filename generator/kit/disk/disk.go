// Package disk is the only writer of files. It takes paths of this machine
// and gives files, folders and links, a lock, and the exchange of two folders
// so that a reader finds the old one or the new one, never half of each.
//
// It does not know what a site is, and it never overwrites: a file is written
// where nothing stands, and what stands there is moved or removed first, or
// replaced in one step.
package disk

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"syscall"
)

// The rights of what is made, less the umask of the person.
const (
	fileMode   fs.FileMode = 0o644
	folderMode fs.FileMode = 0o755
)

// An Entry is what stands in a folder: its name, what it is, its size in bytes,
// when it was changed, in nanoseconds of Unix, and, where the system says so, when
// that noted the last change, and by which numbers it knows it: those of its disk
// and of itself.
type Entry struct {
	Name                 string
	Mode                 fs.FileMode
	Size, Changed, Noted int64
	Disk, Number         uint64
}

// Folder makes a folder and those above it; it may be there already.
func Folder(path string) error {
	// Most folders stand in one that is there, and nobody need be asked first.
	if err := os.Mkdir(path, folderMode); err == nil {
		return nil
	}
	return os.MkdirAll(path, folderMode)
}

// Permit gives a folder the rights that another one had.
func Permit(path string, mode fs.FileMode) error {
	return os.Chmod(path, mode)
}

// Write makes a file and the folders above it. Nothing may stand at the path.
func Write(path string, content []byte) error {
	return WritePieces(path, func(yield func([]byte, error) bool) { yield(content, nil) })
}

// WritePieces is Write of content that comes piece by piece, and may end with an
// error.
func WritePieces(path string, content iter.Seq2[[]byte, error]) error {
	return create(path, fileMode, func(file io.Writer) error {
		for piece, err := range content {
			if err == nil {
				_, err = file.Write(piece)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// Replace makes a file where one may stand: whoever reads it finds the old
// content or the new. What is there already stays as it is.
func Replace(path string, content []byte) error {
	if found, err := os.ReadFile(path); err == nil && bytes.Equal(found, content) {
		return nil
	}
	next := path + ".new"
	if err := Remove(next); err != nil {
		return err
	}
	if err := Write(next, content); err != nil {
		return err
	}
	return os.Rename(next, path)
}

// Link makes the file at one path stand at another one too, with the folders
// above it. Where the file system has no such links, it is copied, but never
// from one disk to another: a disk that lies in a folder would go the way of
// the old folder and be emptied with it. A symbolic link is not followed: its
// own words are written again. same tells whether it is the very file.
func Link(from, to string) (same bool, err error) {
	is, err := Glance(from)
	if err != nil {
		return false, err
	}
	return LinkOf(is.Mode, from, to)
}

// LinkOf is Link of what is known to be a file, or a link, with that mode.
func LinkOf(mode fs.FileMode, from, to string) (same bool, err error) {
	if mode.Type() == fs.ModeSymlink {
		target, err := os.Readlink(from)
		if err != nil {
			return false, err
		}
		return false, inFolder(to, func() error { return os.Symlink(target, to) })
	}
	err = inFolder(to, func() error { return os.Link(from, to) })
	switch {
	case errors.Is(err, syscall.EXDEV):
		return false, fmt.Errorf("%s is on a disk of its own, so the folder above it cannot be replaced: %w", from, err)
	case err == nil || errors.Is(err, fs.ErrExist) || !mode.IsRegular():
		return err == nil, err
	}
	return false, duplicate(from, to, mode.Perm())
}

func duplicate(from, to string, mode fs.FileMode) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	return create(to, mode, func(file io.Writer) error {
		_, err := io.Copy(file, source)
		return err
	})
}

func create(path string, mode fs.FileMode, fill func(io.Writer) error) error {
	var file *os.File
	err := inFolder(path, func() (err error) {
		file, err = os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		return err
	})
	if err != nil {
		return err
	}
	err = fill(file)
	if err == nil {
		err = settle(file)
	}
	return errors.Join(err, file.Close())
}

// inFolder makes something at a path, and the folders above it if need be: most
// are there.
func inFolder(path string, make func() error) error {
	err := make()
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := Folder(filepath.Dir(path)); err != nil {
		return err
	}
	return make()
}

// Move gives a file or folder another name on the same file system. Nothing
// may stand at the new one.
func Move(from, to string) error {
	if _, err := os.Lstat(to); err == nil {
		return &fs.PathError{Op: "move to", Path: to, Err: fs.ErrExist}
	}
	return os.Rename(from, to)
}

// Remove takes away a file or a whole folder; it need not be there. Links are
// taken away, not what they lead to.
func Remove(path string) error {
	err := os.RemoveAll(path)
	if !errors.Is(err, fs.ErrPermission) {
		return err
	}
	// A folder that nobody may write to keeps what is in it.
	_ = filepath.WalkDir(path, func(below string, entry fs.DirEntry, err error) error {
		if entry != nil && entry.IsDir() {
			_ = os.Chmod(below, folderMode)
		}
		return nil
	})
	return os.RemoveAll(path)
}
