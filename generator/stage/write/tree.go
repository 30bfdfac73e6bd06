package write

import (
	"crypto/sha256"
	"slices"

	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/disk"
	"plainsight/generator/stage/render"
)

// A tree is the next site while it is made.
type tree struct {
	shown   string // the output as the person wrote it
	ground  *ground
	present *present
	roll    *roll
	changes Changes
	// permitted are the folders that get the rights they had: the output and those
	// that are not the generator's.
	permitted []string
	differs   bool
	problems  []diag.Problem
	// unlisted is set once it was told that nobody knows whose the files are.
	unlisted bool
}

func plant(work *work, ground *ground, present *present) *tree {
	t := &tree{shown: work.shown, ground: ground, present: present, roll: newRoll()}
	t.roll.claim(manifestName)
	return t
}

// add writes one file of the site, or finds out why it cannot be there.
func (t *tree) add(artifact render.Artifact) error {
	path := artifact.Path
	if err := checkPath(path); err != nil {
		return err
	}
	at, other, ok := t.roll.claim(path)
	if !ok {
		t.problems = append(t.problems, t.twice(other, path))
		return nil
	}
	path = t.roll.path(at)
	if before := artifact.Before; before != nil {
		if size, holds := t.present.held(path, before.SHA256); holds && size == before.Size {
			t.roll.lists(before.Size, before.SHA256)
			return t.same(at, path)
		}
	}
	content, err := artifact.Content()
	if err != nil {
		return err
	}
	t.roll.lists(len(content), sumOf(artifact, content))
	switch {
	case t.present.holds(path, content):
		return t.same(at, path)
	case t.present.foreign(path):
		t.blocked(path, path)
		return nil
	case t.present.has(path):
		t.changes.Changed = append(t.changes.Changed, path)
	default:
		t.changes.Added = append(t.changes.Added, path)
	}
	is, err := t.ground.write(path, content)
	t.roll.stands(at, is)
	return err
}

// same takes a file as it is present.
func (t *tree) same(at uint32, path string) error {
	t.changes.Same = append(t.changes.Same, path)
	is, _ := t.present.entry(path)
	is, err := t.ground.link(t.present, path, is)
	t.roll.stands(at, is)
	return err
}

// sumOf is the sum of an artifact with its content.
func sumOf(artifact render.Artifact, content []byte) [sha256.Size]byte {
	if artifact.Before != nil { // the content was made again
		return sha256.Sum256(content)
	}
	return artifact.SHA256()
}

// finish adds what is foreign and the manifest, and sees what is gone.
func (t *tree) finish() error {
	if err := t.carryForeign(); err != nil {
		return err
	}
	t.roll.sort()
	text := written(t.roll.files())
	if t.present.foreign(manifestName) && !t.present.says(manifestName, text) {
		t.blocked(manifestName, manifestName)
	}
	t.seeRemoved()
	for _, paths := range [][]string{t.changes.Added, t.changes.Changed, t.changes.Removed, t.changes.Same} {
		slices.Sort(paths)
	}
	t.differs = t.changes.Any() || !t.present.says(manifestName, text)
	is, err := t.ground.writePieces(manifestName, text)
	if err != nil {
		return err
	}
	t.roll.carries(manifestName, is)
	if err := t.ground.sweep(); err != nil {
		return err
	}
	return t.permitFolders()
}

// stands is how the tree stands that is to be the output, and the output itself
// where it stays: the whole, and the folders in it.
func (t *tree) stands() (whole listed, in *marking, err error) {
	if !t.differs {
		whole, in = t.present.standing()
		return whole, in, nil
	}
	*t.present = present{} // memory is fullest here, and nobody asks again
	t.roll.sort()          // with the manifest
	return t.ground.standing(t.roll)
}

func (t *tree) seeRemoved() {
	for path := range t.present.files.paths() {
		if !t.has(path) && t.present.has(path) {
			t.changes.Removed = append(t.changes.Removed, path)
		}
	}
}

// has tells whether the site has a file at the very path.
func (t *tree) has(path string) bool {
	file, is := t.roll.file(path)
	return is && file == path
}

// carryForeign links what is not the generator's into the tree.
func (t *tree) carryForeign() error {
	return t.present.each(func(path string, is disk.Entry) error {
		own := t.present.own(path, is)
		if is.Mode.IsDir() && (path == "." || !own) {
			t.permitted = append(t.permitted, path)
		}
		if own || t.has(path) {
			return nil
		}
		if needed, ok := t.needsPlaceOf(path, is); ok {
			t.blocked(path, needed)
			return nil
		}
		if len(t.problems) > 0 {
			return nil
		}
		return t.carry(path, is)
	})
}

// permitFolders gives the output and the foreign folders the rights that they
// had. It comes last, since one of them may forbid writing.
func (t *tree) permitFolders() error {
	if len(t.problems) > 0 {
		return nil
	}
	for _, path := range slices.Backward(t.permitted) {
		if err := t.ground.permit(path, t.present.in(path).itself.Mode); err != nil {
			return err
		}
	}
	return nil
}

func (t *tree) carry(path string, is disk.Entry) error {
	if is.Mode.IsDir() {
		t.roll.carriesFolder(path)
		return t.ground.make(path)
	}
	is, err := t.ground.link(t.present, path, is)
	t.roll.carries(path, is)
	return err
}

// needsPlaceOf gives the file of the site for which something foreign has to
// make room. What lies in a foreign folder is not told apart from the folder.
func (t *tree) needsPlaceOf(path string, is disk.Entry) (needed string, ok bool) {
	if needed, ok = t.roll.file(path); ok {
		return needed, true
	}
	if needed, ok = t.roll.folder(path); ok && !is.Mode.IsDir() {
		return needed, true
	}
	for _, folder := range above(path) {
		if needed, ok = t.roll.file(folder); ok {
			return needed, !t.present.foreign(folder)
		}
	}
	return "", false
}
