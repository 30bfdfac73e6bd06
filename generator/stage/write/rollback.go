package write

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"

	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/render"
)

// ErrNoneBefore says that there is no site to go back to.
var ErrNoneBefore = errors.New("there is no site before it to go back to: nothing has been replaced yet")

// Rollback makes the site before the last swap ready, as Stage makes a new
// one; Swap then brings it back, and what was public becomes the site before.
// What is foreign stays as it stands now. A site before that is damaged is
// refused whole, since a reader would find half of it.
func Rollback(output string) (*Staged, []diag.Problem, error) {
	real, err := resolve(output)
	if err != nil {
		return nil, nil, err
	}
	if _, err := os.Lstat(workFolder(real)); errors.Is(err, fs.ErrNotExist) {
		return nil, nil, fmt.Errorf("the site in %s is as it was: %w", output, ErrNoneBefore)
	}
	return stage(output, unknown, func(w *work, _ *present) iter.Seq2[render.Artifact, error] { return w.siteBefore() })
}

// siteBefore gives the files of the site before the last swap, as its own
// manifest lists them.
func (w *work) siteBefore() iter.Seq2[render.Artifact, error] {
	return func(yield func(render.Artifact, error) bool) {
		listed, err := w.listedBefore()
		if err != nil {
			yield(render.Artifact{}, err)
			return
		}
		for _, one := range listed.Files {
			content, err := w.readBefore(one)
			if !yield(render.Artifact{Path: one.Path, Bytes: content}, err) || err != nil {
				return
			}
		}
	}
}

func (w *work) listedBefore() (manifest, error) {
	text, err := os.ReadFile(filepath.Join(w.before(), manifestName))
	if errors.Is(err, fs.ErrNotExist) {
		return manifest{}, ErrNoneBefore
	}
	if err != nil {
		return manifest{}, err
	}
	listed, err := readManifest(string(text))
	if err != nil {
		return manifest{}, damaged(manifestName)
	}
	return listed, nil
}

// readBefore reads one file, which must be as the manifest says. A link that
// somebody put in its place is not followed.
func (w *work) readBefore(listed file) ([]byte, error) {
	root, err := os.OpenRoot(w.before())
	if err != nil {
		return nil, err
	}
	defer root.Close()
	found, err := root.Lstat(filepath.FromSlash(listed.Path))
	if err != nil || !found.Mode().IsRegular() {
		return nil, damaged(listed.Path)
	}
	content, err := root.ReadFile(filepath.FromSlash(listed.Path))
	if err != nil || describe(listed.Path, content) != listed {
		return nil, damaged(listed.Path)
	}
	return content, nil
}

func damaged(path string) error {
	return fmt.Errorf("the site before it is damaged and cannot be brought back: its file %s is not as it was published", path)
}
