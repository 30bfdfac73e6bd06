package disk

import (
	"io/fs"
	"path/filepath"

	"github.com/gofrs/flock"
)

// A Lock is held by one process at a time. The system releases it when the
// process ends, however it ends.
type Lock struct{ file *flock.Flock }

// Acquire waits until the lock at the path is free and takes it. The file
// stays for ever, since removing it would give two processes the lock.
func Acquire(path string) (*Lock, error) {
	if err := Folder(filepath.Dir(path)); err != nil {
		return nil, err
	}
	lock := &Lock{flock.New(path, flock.SetPermissions(fileMode))}
	if err := lock.file.Lock(); err != nil {
		return nil, &fs.PathError{Op: "lock", Path: path, Err: err}
	}
	return lock, nil
}

// Release lets the next process have the lock. A second call does nothing.
func (l *Lock) Release() error { return l.file.Unlock() }
