package disk

import (
	"errors"
	"io/fs"
	"path/filepath"

	"github.com/gofrs/flock"
)

// A Lock is held by one process at a time. The system releases it when the
// process ends, however it ends.
type Lock struct{ file *flock.Flock }

// ErrHeld says that another process, or another part of this one, has the lock.
var ErrHeld = errors.New("the lock is held by another process")

// Acquire waits until the lock at the path is free and takes it. The file
// stays for ever, since removing it would give two processes the lock.
func Acquire(path string) (*Lock, error) {
	return take(path, (*flock.Flock).Lock)
}

// AcquireNow takes the lock at the path, or gives ErrHeld where it is not free.
func AcquireNow(path string) (*Lock, error) {
	return take(path, func(file *flock.Flock) error {
		taken, err := file.TryLock()
		if err == nil && !taken {
			err = ErrHeld
		}
		return err
	})
}

func take(path string, lock func(*flock.Flock) error) (*Lock, error) {
	if err := Folder(filepath.Dir(path)); err != nil {
		return nil, err
	}
	file := flock.New(path, flock.SetPermissions(fileMode))
	if err := lock(file); err != nil {
		return nil, &fs.PathError{Op: "lock", Path: path, Err: err}
	}
	return &Lock{file}, nil
}

// Release lets the next process have the lock. A second call does nothing.
func (l *Lock) Release() error { return l.file.Unlock() }
