package collect

import (
	"errors"
	"io/fs"
	"path"
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
	// told tells whether it is known what changed since, and changed are the names;
	// asked is set where every name was asked for itself, and not only told of.
	told, asked bool
	changed     []string
}

// Knows is a Finder that found some files in an earlier process. Every one of
// them, and every folder, was asked whether it changed since.
func Knows(files []File, changed []string) *Finder {
	return &Finder{before: Source{Files: files}, sound: true, told: true, asked: true, changed: changed}
}

// Changed says which files changed since they were found last; where none is
// named it may be any.
func (f *Finder) Changed(names []string) { f.changed, f.told = names, len(names) > 0 }

// Files gives what the function of this name gives.
func (f *Finder) Files(fsys fs.FS) (Source, []diag.Problem) {
	if f == nil {
		return Files(fsys)
	}
	told, asked, changed := f.told, f.asked, f.changed
	f.told, f.asked, f.changed = false, false, nil // it is said of one look alone
	if f.sound && told {
		if source, enough := again(fsys, f.before, changed, asked); enough {
			f.before = source
			return source, nil
		}
	}
	source, problems := Files(fsys)
	f.before, f.sound = source, len(problems) == 0
	return source, problems
}

// Lasting are the files, where each of them changes only where it lies; none where
// one is a link.
func (s Source) Lasting() []File {
	if s.linked {
		return nil
	}
	return s.Files
}

// Within tells whether a name is that of a folder of content and data, or lies in
// one.
func Within(name string) bool {
	folder, _, _ := strings.Cut(name, "/")
	return slices.Contains(folders, folder)
}

// again takes all files as they were but those that changed. enough is false where
// that cannot be: a folder came or went, a name may have got other capitals, which some
// systems answer to as before, or there are links, whose files may change elsewhere.
// Where every name was asked, a folder in which something came or went is listed for
// that.
func again(fsys fs.FS, before Source, changed []string, asked bool) (source Source, enough bool) {
	source = Source{Files: slices.Clone(before.Files), fsys: fsys, linked: before.linked}
	spelt := map[string]string{}
	for _, name := range changed {
		small := strings.ToLower(name)
		if other, is := spelt[small]; is && other != name || !source.renew(name, asked) {
			return Source{}, false
		}
		spelt[small] = name
	}
	source.room = nil
	return source, !source.linked
}

// renew looks again at one name.
func (s *Source) renew(name string, asked bool) (enough bool) {
	if !Within(name) || slices.ContainsFunc(strings.Split(name, "/"), passedOver) {
		return true
	}
	at, known := s.find(name)
	info, err := fs.Lstat(s.fsys, name)
	switch {
	case errors.Is(err, fs.ErrNotExist) && known:
		s.Files = slices.Delete(s.Files, at, at+1)
		return true
	case errors.Is(err, fs.ErrNotExist) && asked && !slices.Contains(folders, name):
		return true // what lay in it is named by itself
	case err == nil && info.IsDir() && asked && !known:
		return s.relist(name)
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

// relist looks at what is new in a folder, and takes out what is gone from it.
// What stands there as before, and has changed, is named by itself.
func (s *Source) relist(folder string) (enough bool) {
	entries, err := fs.ReadDir(s.fsys, folder)
	if err != nil {
		return false
	}
	stands := map[string]bool{}
	for _, entry := range entries {
		if passedOver(entry.Name()) {
			continue
		}
		name := path.Join(folder, entry.Name())
		stands[name] = true
		switch _, known := s.find(name); {
		case entry.IsDir() && s.has(name+"/"):
		case entry.IsDir() || !entry.Type().IsRegular():
			return false
		case !known && !s.renew(name, true):
			return false
		}
	}
	s.Files = slices.DeleteFunc(s.Files, func(file File) bool {
		return path.Dir(file.Path) == folder && !stands[file.Path]
	})
	return true
}

// find tells where a file stands, or would stand.
func (s *Source) find(name string) (at int, known bool) {
	return slices.BinarySearchFunc(s.Files, name, func(file File, name string) int { return strings.Compare(file.Path, name) })
}

// has tells whether files are known whose paths begin so.
func (s *Source) has(start string) bool {
	at, _ := s.find(start)
	return at < len(s.Files) && strings.HasPrefix(s.Files[at].Path, start)
}
