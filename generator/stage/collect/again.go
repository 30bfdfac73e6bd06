package collect

import (
	"errors"
	"io/fs"
	"slices"
	"strings"

	"plainsight/generator/kit/diag"
)

// A Finder finds the files of a source again and again, and looks only at what
// changed where it is told that. The zero Finder has found nothing yet; nil never
// knows what was there before.
type Finder struct {
	before Source
	// sound tells that nothing was wrong with those before.
	sound bool
	// changed are the names that changed since, none where it may be any.
	changed []string
}

// Changed says which files changed since they were found last; where none is
// named it may be any.
func (f *Finder) Changed(names []string) { f.changed = names }

// Files gives what the function of this name gives.
func (f *Finder) Files(fsys fs.FS) (Source, []diag.Problem) {
	if f == nil {
		return Files(fsys)
	}
	changed := f.changed
	f.changed = nil // it is said of one look alone
	if f.sound {
		if source, told := again(fsys, f.before, changed); told {
			f.before = source
			return source, nil
		}
	}
	source, problems := Files(fsys)
	f.before, f.sound = source, len(problems) == 0
	return source, problems
}

// again takes all files as they were but those that changed. told is false where
// that is not enough to go by: a folder came or went, or there are links, whose
// files may change elsewhere.
func again(fsys fs.FS, before Source, changed []string) (source Source, told bool) {
	source = Source{Files: slices.Clone(before.Files), fsys: fsys, linked: before.linked}
	for _, name := range changed {
		if !source.renew(name) {
			return Source{}, false
		}
	}
	return source, len(changed) > 0 && !source.linked
}

// renew looks again at one name.
func (s *Source) renew(name string) (told bool) {
	folder, _, below := strings.Cut(name, "/")
	if !slices.Contains(folders, folder) {
		return true
	}
	if slices.ContainsFunc(strings.Split(name, "/"), passedOver) {
		return true
	}
	at, known := slices.BinarySearchFunc(s.Files, name, func(file File, name string) int { return strings.Compare(file.Path, name) })
	info, err := fs.Lstat(s.fsys, name)
	switch {
	case !below:
		return false
	case errors.Is(err, fs.ErrNotExist) && known:
		s.Files = slices.Delete(s.Files, at, at+1)
		return true
	case err != nil || !info.Mode().IsRegular():
		return false
	}
	file, problem := s.file(name, info.Mode().Type())
	switch {
	case problem != nil:
		return false
	case known:
		s.Files[at] = file
	default:
		s.Files = slices.Insert(s.Files, at, file)
	}
	return true
}
