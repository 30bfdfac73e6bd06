package write

import (
	"encoding/hex"
	"maps"
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
	differs        bool
	problems       []diag.Problem
}

func plant(work *work, ground *ground, present *present) *tree {
	return &tree{
		shown:    work.shown,
		ground:   ground,
		present:  present,
		files:    map[string]string{fold(manifestName): manifestName},
		folders:  map[string]string{},
		manifest: manifest{Files: []file{}},
	}
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
	if before := artifact.Before; before != nil && t.present.Holds(path, before.SHA256) {
		t.manifest.Files = append(t.manifest.Files, file{path, before.Size, hex.EncodeToString(before.SHA256[:])})
		t.changes.Same = append(t.changes.Same, path)
		return t.ground.link(t.present, path)
	}
	content, err := artifact.Content()
	if err != nil {
		return err
	}
	t.manifest.Files = append(t.manifest.Files, described(artifact, content))
	switch {
	case t.present.holds(path, content):
		t.changes.Same = append(t.changes.Same, path)
		return t.ground.link(t.present, path)
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
	folders := above(folded) // which are folded as they are, letter by letter
	if other, taken := t.files[folded]; taken {
		return other, false
	}
	if other, taken := t.folders[folded]; taken {
		return other, false
	}
	for _, folder := range folders {
		if other, taken := t.files[folder]; taken {
			return other, false
		}
	}
	t.files[folded] = path
	for _, folder := range folders {
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
	return t.ground.listed()
}

func (t *tree) seeRemoved() {
	for _, path := range slices.Sorted(maps.Keys(t.present.files)) {
		if path != manifestName && t.present.has(path) && t.files[fold(path)] != path {
			t.changes.Removed = append(t.changes.Removed, path)
		}
	}
}

// carryForeign links what is not the generator's into the tree.
func (t *tree) carryForeign() error {
	for _, path := range t.present.paths {
		if t.present.own(path) || t.files[fold(path)] == path {
			continue
		}
		if needed, ok := t.needsPlaceOf(path); ok {
			t.problems = append(t.problems, t.inTheWay(path, needed))
			continue
		}
		if len(t.problems) > 0 {
			continue
		}
		if err := t.carry(path); err != nil {
			return err
		}
	}
	return nil
}

// permitFolders gives the output and the foreign folders the rights that they
// had. It comes last, since one of them may forbid writing.
func (t *tree) permitFolders() error {
	if len(t.problems) > 0 {
		return nil
	}
	for _, path := range slices.Backward(t.present.paths) {
		mode := t.present.entries[path].Mode
		if !mode.IsDir() || path != "." && !t.present.foreign(path) {
			continue
		}
		if err := disk.Permit(t.ground.at(path), mode); err != nil {
			return err
		}
	}
	return nil
}

func (t *tree) carry(path string) error {
	if t.present.entries[path].Mode.IsDir() {
		return t.ground.ready(path)
	}
	return t.ground.link(t.present, path)
}

// needsPlaceOf gives the file of the site for which something foreign has to
// make room. What lies in a foreign folder is not told apart from the folder.
func (t *tree) needsPlaceOf(path string) (needed string, ok bool) {
	if needed, ok = t.files[fold(path)]; ok {
		return needed, true
	}
	if needed, ok = t.folders[fold(path)]; ok && !t.present.entries[path].Mode.IsDir() {
		return needed, true
	}
	for _, folder := range above(path) {
		if needed, ok = t.files[fold(folder)]; ok {
			return needed, !t.present.foreign(folder)
		}
	}
	return "", false
}
