package collect

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"plainsight/generator/kit/diag"
)

const themesFolder = "themes"

// Theme gives one folder that holds the files of several themes of the folder
// themes: where two have a file of the same name, the first wins. So a site
// changes one template by writing that one. Nothing is what it gives for a
// theme that is not there; place says where its name was written.
func Theme(fsys fs.FS, names []string, place func(i int) diag.Place) (fs.FS, []diag.Problem) {
	layers := make(layered, 0, len(names))
	var problems []diag.Problem
	for i, name := range names {
		folder := path.Join(themesFolder, name)
		info, err := fs.Stat(fsys, folder)
		if path.Dir(folder) != themesFolder || err != nil || !info.IsDir() {
			problems = append(problems, noTheme.At(place(i), "there is no theme “%s” in the folder themes", name).
				Try("The themes there are %s.", diag.Or(themesIn(fsys))))
			continue
		}
		problems = append(problems, fencesIn(fsys, folder)...)
		if files, err := fs.Sub(fsys, folder); err == nil {
			layers = append(layers, layer{files, fsys, folder})
		}
	}
	return layers, problems
}

func themesIn(fsys fs.FS) (names []string) {
	entries, _ := fs.ReadDir(fsys, themesFolder) // where there is no such folder, there is no theme
	for _, entry := range entries {
		if entry.IsDir() && !passedOver(entry.Name()) {
			names = append(names, entry.Name())
		}
	}
	return names
}

type layered []layer

type layer struct {
	fs.FS
	whole  fs.FS
	folder string
}

// stat asks the whole folder, since a part of it would have to open the file,
// and a pipe would never end.
func (l layer) stat(name string) (fs.FileInfo, error) {
	return fs.Stat(l.whole, path.Join(l.folder, name))
}

// Where gives the path of a file from the source folder, so that a problem
// names the file that people can open.
func (l layered) Where(name string) string {
	for _, layer := range l {
		if _, err := layer.stat(name); err == nil {
			return path.Join(layer.folder, name)
		}
	}
	if len(l) > 0 {
		return path.Join(l[0].folder, name) // where it has to be written
	}
	return name
}

var errNoFile = errors.New("this is no ordinary file; take it away")

func (l layered) Open(name string) (fs.File, error) {
	for _, layer := range l {
		if info, err := layer.stat(name); err == nil && !info.IsDir() && !info.Mode().IsRegular() {
			return nil, &fs.PathError{Op: "open", Path: path.Join(layer.folder, name), Err: errNoFile}
		}
		file, err := layer.Open(name)
		if err == nil || !errors.Is(err, fs.ErrNotExist) {
			return file, err
		}
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// ReadDir lists a folder of all layers together, in the order of the names.
func (l layered) ReadDir(name string) ([]fs.DirEntry, error) {
	var entries []fs.DirEntry
	found := false
	for _, layer := range l {
		listed, err := fs.ReadDir(layer.FS, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		found = true
		for _, entry := range listed {
			if !slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == entry.Name() }) {
				entries = append(entries, entry)
			}
		}
	}
	if !found {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}
