// Package collect finds what a site is made from: the files of content and
// data, each with the sum of its bytes, and the theme as one folder.
//
// It reads files and knows nothing of what they say. The file system it is
// given ends at the source folder, so that a link out of it leads nowhere.
package collect

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/witness"
)

// A File is one file of the source, named from the source folder with slashes.
type File struct {
	Path string
	// Sum is the SHA-256 of the bytes in hexadecimal.
	Sum string
}

// A Source is the files of content and data in the order of their paths.
type Source struct {
	Files []File
	fsys  fs.FS
	// linked tells that a file is a link to another one.
	linked bool
	room   []byte // for the file that is summed
}

// folders are what a site is made from, beside its theme.
var folders = []string{"content", "data"}

// Largest is how many bytes a file may have. The largest real report has a
// tenth of it; more is a film or a mistake.
const Largest = 8 << 20

// LargestTable is how many bytes a table of data may have: official files are
// kept as they were downloaded, for the whole country and many years.
const LargestTable = 64 << 20

func largest(name string) int64 {
	if strings.HasPrefix(name, "data/") && path.Ext(name) == ".csv" {
		return LargestTable
	}
	return Largest
}

// Codes are the problems that collect can find.
var Codes = []diag.Code{noFolder, tooLarge, unreadable, noTheme}

var (
	noFolder = diag.Code{
		ID: "no-folder", Severity: diag.Error, Title: "A folder of the site is missing",
		Text: "A site has a folder content with the texts and a folder data with the settings. " +
			"The generator looks for both in the folder where it is started, or in the one that --source names.",
		Example: "plainsight build --source /home/me/our-site",
	}
	tooLarge = diag.Code{
		ID: "file-too-large", Severity: diag.Error, Title: "A file is too large",
		Text: "Texts and data files may have 8 MiB, and tables of numbers 64 MiB. A file that is larger is most likely a film, a scan or a copy " +
			"in the wrong place. Nothing is cut off: the file is refused whole.",
		Example: "Move scans and films out of content and link to where they are kept.",
	}
	unreadable = diag.Code{
		ID: "unreadable-file", Severity: diag.Error, Title: "A file cannot be read",
		Text: "The file is there and cannot be opened: the account that runs the generator may not read it, or it is " +
			"a link to a place outside the folder of the site, or not an ordinary file.",
		Example: "Replace a link by a copy of the file, and let everybody in your team read it.",
	}
)

var noTheme = diag.Code{
	ID: "no-theme", Severity: diag.Error, Title: "A theme that is not there",
	Text: "The settings name the themes of the site, the first one first: each is a folder of templates, styles, " +
		"scripts and languages in the folder themes. A site changes a part of a theme by a folder of its own that " +
		"is named before it.",
	Example: "themes: [our-own, clearprint]    for themes/our-own and themes/clearprint",
}

// Files finds the files of content and data and their sums. Hidden files, the
// leavings of editors and README.md, the guide, are passed over.
func Files(fsys fs.FS) (Source, []diag.Problem) {
	source := Source{fsys: fsys}
	var problems []diag.Problem
	for _, folder := range folders {
		if info, err := fs.Stat(fsys, folder); err != nil || !info.IsDir() {
			if link, err := fs.Lstat(fsys, folder); err == nil {
				problems = append(problems, *fenced(fsys, folder, link.Mode()))
				continue
			}
			problems = append(problems, noFolder.At(diag.Place{File: folder}, "there is no folder “%s” here", folder).
				Try("Start in the folder of the site, or name it: plainsight build --source FOLDER."))
			continue
		}
		problems = append(problems, source.walk(folder)...)
	}
	slices.SortFunc(source.Files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	source.room = nil
	return source, problems
}

func (s *Source) walk(folder string) (problems []diag.Problem) {
	// The function given to WalkDir never fails, so neither does WalkDir.
	_ = fs.WalkDir(s.fsys, folder, func(name string, entry fs.DirEntry, err error) error {
		place := diag.Place{File: name}
		switch {
		case err != nil:
			problems = append(problems, unreadable.At(place, "this cannot be read").Try("Let the account that runs the generator read it, or take it away."))
		case passedOver(path.Base(name)):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case entry.IsDir():
		default:
			file, problem := s.file(name, entry.Type())
			if problem != nil {
				problems = append(problems, *problem)
				return nil
			}
			s.Files = append(s.Files, file)
			s.linked = s.linked || entry.Type()&fs.ModeSymlink != 0
		}
		return nil
	})
	return problems
}

func (s *Source) file(name string, kind fs.FileMode) (File, *diag.Problem) {
	if problem := fenced(s.fsys, name, kind); problem != nil {
		return File{}, problem
	}
	place := diag.Place{File: name}
	info, err := fs.Stat(s.fsys, name)
	if err != nil {
		problem := unreadable.At(place, "this file cannot be read").Try("Check who may read it.")
		return File{}, &problem
	}
	if info.Size() > largest(name) {
		problem := tooLarge.At(place, "this file has %.1f MiB, and %d MiB is the most that is allowed", float64(info.Size())/(1<<20), largest(name)>>20).
			Try("Move it out of the folder and link to where it is kept.")
		return File{}, &problem
	}
	bytes, err := witness.Into(s.fsys, name, s.room)
	if err != nil {
		problem := unreadable.At(place, "this file cannot be read").Try("Check who may read it.")
		return File{}, &problem
	}
	s.room = bytes
	return File{Path: name, Sum: sum(bytes)}, nil
}

func passedOver(base string) bool {
	return strings.HasPrefix(base, ".") || strings.HasPrefix(base, "#") ||
		strings.HasSuffix(base, "~") || strings.HasSuffix(base, ".swp") ||
		base == "README.md" || base == "Thumbs.db" || strings.HasPrefix(base, "~$")
}

func sum(bytes []byte) string {
	digest := sha256.Sum256(bytes)
	return hex.EncodeToString(digest[:])
}

// ErrChanged says that a file was written to while the site was built.
var ErrChanged = errors.New("the file changed while the site was being built; build again")

// Read gives the bytes of a file of the source, which must still be the ones
// that were summed: a site is never made from half an edit.
func (s Source) Read(file File) ([]byte, error) { return s.Into(file, nil) }

// Into is Read, into memory that is there for it already, as far as that goes.
func (s Source) Into(file File, room []byte) ([]byte, error) {
	bytes, err := witness.Into(s.fsys, file.Path, room)
	if err != nil {
		return nil, err
	}
	if sum(bytes) != file.Sum {
		return nil, fmt.Errorf("%s: %w", file.Path, ErrChanged)
	}
	return bytes, nil
}
