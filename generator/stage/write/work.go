package write

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"plainsight/generator/kit/disk"
)

// A work is the output folder and the folder beside it, locked for one build.
type work struct {
	// shown is the output as the person wrote it, output where it really is.
	shown, output string
	folder        string
	lock          *disk.Lock
}

func (w *work) staged() string { return filepath.Join(w.folder, "staged") }
func (w *work) before() string { return filepath.Join(w.folder, "before") }

// outdated is the folder "before" on its way out, spare where it ends.
func (w *work) outdated() string { return filepath.Join(w.folder, "outdated") }
func (w *work) spare() string    { return filepath.Join(w.folder, "spare") }

// swapping is a link to the manifest of the staged site. If the public
// manifest is the same file, the exchange has happened.
func (w *work) swapping() string { return filepath.Join(w.folder, "swapping") }

// begin waits for the lock and tidies up after a killed build.
func begin(output string) (*work, error) {
	real, err := resolve(output)
	if err != nil {
		return nil, err
	}
	w := &work{shown: filepath.ToSlash(filepath.Clean(output)), output: real}
	w.folder = workFolder(real)
	if w.lock, err = disk.Acquire(filepath.Join(w.folder, "lock")); err != nil {
		return nil, err
	}
	if err := w.recover(); err != nil {
		return nil, errors.Join(err, w.lock.Release())
	}
	return w, nil
}

// workFolder is the folder beside the output.
func workFolder(output string) string {
	return filepath.Join(filepath.Dir(output), "."+filepath.Base(output)+".plainsight")
}

// resolve finds the folder that the output is or leads to. It need not be
// there.
func resolve(output string) (string, error) {
	path, err := filepath.Abs(output)
	if err != nil {
		return "", err
	}
	found, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return path, nil
	}
	if err == nil && found.Mode().Type() == fs.ModeSymlink {
		if path, err = filepath.EvalSymlinks(path); err == nil {
			found, err = os.Lstat(path)
		}
	}
	if err != nil {
		return "", err
	}
	if !found.IsDir() {
		return "", fmt.Errorf("%s is not a folder", output)
	}
	return path, nil
}

func (w *work) recover() error {
	if err := disk.Recover(w.output, w.staged()); err != nil {
		return err
	}
	if sameFile(w.swapping(), filepath.Join(w.output, manifestName)) {
		if err := w.keepBefore(); err != nil {
			return err
		}
	}
	return w.tidy()
}

func sameFile(one, other string) bool {
	a, errA := os.Lstat(one)
	b, errB := os.Lstat(other)
	return errA == nil && errB == nil && os.SameFile(a, b)
}

func (w *work) swap() error {
	if err := w.replace(); err != nil {
		return fmt.Errorf("the site in %s is as it was: %w", w.shown, err)
	}
	return errors.Join(disk.Sync(filepath.Dir(w.output)), w.keepBefore())
}

func (w *work) replace() error {
	if err := disk.Sync(w.staged()); err != nil {
		return err
	}
	if _, err := os.Lstat(w.output); errors.Is(err, fs.ErrNotExist) {
		return disk.Move(w.staged(), w.output)
	}
	if _, err := disk.Link(filepath.Join(w.staged(), manifestName), w.swapping()); err != nil {
		return err
	}
	return disk.Exchange(w.output, w.staged())
}

// keepBefore makes what was exchanged for the new site the one before it. The
// older one goes aside at once, so that half of it is never taken for a site.
func (w *work) keepBefore() error {
	if _, err := os.Lstat(w.staged()); err != nil {
		return nil // the output was not there, or a killed build has done it
	}
	if _, err := os.Lstat(w.before()); err == nil {
		if err := disk.Move(w.before(), w.outdated()); err != nil {
			return err
		}
	}
	return disk.Move(w.staged(), w.before())
}

// tidy leaves only the lock, the site before, the spare, and the settings of
// servers.
func (w *work) tidy() error {
	return errors.Join(
		disk.Remove(w.swapping()),
		disk.Remove(w.staged()),
		w.lay(w.outdated()),
	)
}

// lay lays a tree by as the spare.
func (w *work) lay(tree string) error {
	if _, err := os.Lstat(tree); err != nil {
		return nil
	}
	if !spares {
		return disk.Remove(tree)
	}
	return errors.Join(disk.Remove(w.spare()), disk.Move(tree, w.spare()))
}

// giveUp lays what was not swapped by, and releases the lock.
func (w *work) giveUp() error {
	return errors.Join(w.lay(w.staged()), w.end())
}

// end takes away what was not swapped, which may have filled the disk, and
// releases the lock.
func (w *work) end() error {
	return errors.Join(w.tidy(), w.lock.Release())
}
