package collect

import (
	"errors"
	"io/fs"
	"path"
	"syscall"
	"unicode/utf8"

	"plainsight/generator/kit/diag"
)

// fenced is the problem of what is no ordinary file in the folder of the site,
// nil for what is one. Nothing is opened for that: a pipe would never end.
func fenced(fsys fs.FS, name string, kind fs.FileMode) *diag.Problem {
	refuse := func(what, try string) *diag.Problem {
		problem := unreadable.At(diag.Place{File: name}, "%s", what).Try("%s", try)
		return &problem
	}
	link := kind&fs.ModeSymlink != 0
	info, err := fs.Stat(fsys, name)
	switch {
	case !utf8.ValidString(name):
		return refuse("the name of this file cannot be read as letters", "Give it a name of small letters, digits and hyphens.")
	case errors.Is(err, fs.ErrPermission):
		return refuse("the account that runs the generator may not read this file", "Let it read the file, or take the file away.")
	case link && errors.Is(err, syscall.ELOOP):
		return refuse("this link leads round in a circle", "Put the file itself here, in place of the link.")
	case link && errors.Is(err, fs.ErrNotExist):
		return refuse("this link leads to a file that is not there", "Put the file itself here, in place of the link, or take the link away.")
	case link && err != nil:
		return refuse("this link leads out of the folder of the site", "Put a copy of the file here, in place of the link.")
	case err != nil:
		return refuse("this file cannot be read", "Check who may read it.")
	case link && info.IsDir():
		return refuse("this is a link to a folder, and such links are not followed", "Put the files themselves here, in a folder.")
	case !info.Mode().IsRegular():
		return refuse("this is "+kindOf(info.Mode())+", and no file with words", "Take it away.")
	}
	return nil
}

// fencesIn looks through the folder of a theme, but not at what npm fetched.
func fencesIn(fsys fs.FS, folder string) (problems []diag.Problem) {
	// The function given to WalkDir never fails, so neither does WalkDir.
	_ = fs.WalkDir(fsys, folder, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil: // what is needed of it is missed elsewhere
		case passedOver(path.Base(name)) || path.Base(name) == "node_modules":
			if !entry.IsDir() {
				return nil
			}
			return fs.SkipDir
		case !entry.IsDir() && !entry.Type().IsRegular():
			if problem := fenced(fsys, name, entry.Type()); problem != nil {
				problems = append(problems, *problem)
			}
		}
		return nil
	})
	return problems
}

func kindOf(mode fs.FileMode) string {
	switch {
	case mode&fs.ModeNamedPipe != 0:
		return "a pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	case mode&fs.ModeDevice != 0:
		return "a device"
	}
	return "something of the system"
}
