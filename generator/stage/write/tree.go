package write

import (
	"encoding/hex"
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
	// files and folders are the paths that the site needs, by their fold.
	files, folders map[string]string
	manifest       manifest
	changes        Changes
	// permitted are the folders that get the rights they had: the output and those
	// that are not the generator's.
	permitted []string
	differs   bool
	problems  []diag.Problem
}

func plant(work *work, ground *ground, present *present) *tree {
	t := &tree{
		shown:    work.shown,
		ground:   ground,
		present:  present,
		files:    make(map[string]string, len(present.files)),
		folders:  make(map[string]string, len(present.folders)),
		manifest: manifest{Files: make([]file, 0, len(present.files))},
	}
	t.files[fold(manifestName)] = manifestName
	return t
}

// add writes one file of the site, or finds out why it cannot be there.
func (t *tree) add(artifact render.Artifact) error {
	path := artifact.Path
	if err := checkPath(path); err != nil {
		return err
	}
	if other, ok := t.claim(path); !ok {
		t.problems = append(t.problems, t.twice(other, path))
		return nil
	}
	if before := artifact.Before; before != nil {
		if held, holds := t.present.held(path, before.SHA256); holds && held.Size == before.Size {
			t.manifest.Files = append(t.manifest.Files, held)
			return t.same(path)
		}
	}
	content, err := artifact.Content()
	if err != nil {
		return err
	}
	t.manifest.Files = append(t.manifest.Files, described(artifact, content))
	switch {
	case t.present.holds(path, content):
		return t.same(path)
	case t.present.foreign(path):
		t.problems = append(t.problems, t.inTheWay(path, path))
		return nil
	case t.present.has(path):
		t.changes.Changed = append(t.changes.Changed, path)
	default:
		t.changes.Added = append(t.changes.Added, path)
	}
	return t.ground.write(path, content)
}

// same takes a file as it is present.
func (t *tree) same(path string) error {
	t.changes.Same = append(t.changes.Same, path)
	is, _ := t.present.entry(path)
	return t.ground.link(t.present, path, is)
}

// described is how the manifest lists an artifact with its content.
func described(artifact render.Artifact, content []byte) file {
	if artifact.Before != nil { // the content was made again
		return describe(artifact.Path, content)
	}
	sum := artifact.SHA256()
	return file{artifact.Path, len(content), hex.EncodeToString(sum[:])}
}

// claim takes a path for a file of the site. It gives the file that has it
// already, or that has to be a folder or lie in a folder at the same path.
func (t *tree) claim(path string) (other string, ok bool) {
	folded := fold(path)
	if other, taken := t.files[folded]; taken {
		return other, false
	}
	if other, taken := t.folders[folded]; taken {
		return other, false
	}
	// What is a folder already lies in folders, which are folded as they are, letter
	// by letter.
	for folder, _ := parted(folded); folder != "." && t.folders[folder] == ""; folder, _ = parted(folder) {
		if other, taken := t.files[folder]; taken {
			return other, false
		}
	}
	t.files[folded] = path
	for folder, _ := parted(folded); folder != "." && t.folders[folder] == ""; folder, _ = parted(folder) {
		t.folders[folder] = path
	}
	return "", true
}

// finish adds what is foreign and the manifest, and sees what is gone.
func (t *tree) finish() error {
	if err := t.carryForeign(); err != nil {
		return err
	}
	slices.SortFunc(t.manifest.Files, byPath)
	text, err := t.manifest.bytes()
	if err != nil {
		return err
	}
	if t.present.foreign(manifestName) && !t.present.holds(manifestName, text) {
		t.problems = append(t.problems, t.inTheWay(manifestName, manifestName))
	}
	t.seeRemoved()
	for _, paths := range [][]string{t.changes.Added, t.changes.Changed, t.changes.Removed, t.changes.Same} {
		slices.Sort(paths)
	}
	t.differs = t.changes.Any() || !t.present.holds(manifestName, text)
	if err := t.ground.write(manifestName, text); err != nil {
		return err
	}
	if err := t.ground.sweep(); err != nil {
		return err
	}
	return t.permitFolders()
}

// stands is how the tree stands that is to be the output, and the output itself
// where it stays.
func (t *tree) stands() (map[string]listed, error) {
	if !t.differs {
		return t.present.found, nil
	}
	return t.ground.standing()
}

func (t *tree) seeRemoved() {
	for _, one := range t.present.files {
		if t.files[fold(one.Path)] != one.Path && t.present.has(one.Path) {
			t.changes.Removed = append(t.changes.Removed, one.Path)
		}
	}
}

// carryForeign links what is not the generator's into the tree.
func (t *tree) carryForeign() error {
	return t.present.each(func(path string, is disk.Entry) error {
		own := t.present.own(path, is)
		if is.Mode.IsDir() && (path == "." || !own) {
			t.permitted = append(t.permitted, path)
		}
		if own || t.files[fold(path)] == path {
			return nil
		}
		if needed, ok := t.needsPlaceOf(path, is); ok {
			t.problems = append(t.problems, t.inTheWay(path, needed))
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
		if err := t.ground.permit(path, t.present.found[path].itself.Mode); err != nil {
			return err
		}
	}
	return nil
}

func (t *tree) carry(path string, is disk.Entry) error {
	if is.Mode.IsDir() {
		_, err := t.ground.ready(path)
		return err
	}
	return t.ground.link(t.present, path, is)
}

// needsPlaceOf gives the file of the site for which something foreign has to
// make room. What lies in a foreign folder is not told apart from the folder.
func (t *tree) needsPlaceOf(path string, is disk.Entry) (needed string, ok bool) {
	if needed, ok = t.files[fold(path)]; ok {
		return needed, true
	}
	if needed, ok = t.folders[fold(path)]; ok && !is.Mode.IsDir() {
		return needed, true
	}
	for _, folder := range above(path) {
		if needed, ok = t.files[fold(folder)]; ok {
			return needed, !t.present.foreign(folder)
		}
	}
	return "", false
}
