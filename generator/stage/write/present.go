package write

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"plainsight/generator/kit/disk"
)

// A present is the output folder as it stands.
type present struct {
	folder string
	// paths is everything in it, a folder before what is below it; entries
	// says what each is. Links are not followed.
	paths   []string
	entries map[string]disk.Entry
	// found are the same folder by folder.
	found map[string]listed
	// listed is set where there is a manifest that can be read; files are
	// those that it lists, folders what these lie in.
	listed         bool
	files, folders map[string]bool
	// sums are those of the listed files, and stood the folders that stand as
	// the last build left them.
	sums  map[string]string
	stood map[string]bool
}

func look(folder string, before Standing) (*present, error) {
	p := &present{
		folder:  folder,
		entries: map[string]disk.Entry{},
		files:   map[string]bool{},
		folders: map[string]bool{".": true},
		sums:    map[string]string{},
		stood:   map[string]bool{},
	}
	if err := p.walk(before); err != nil {
		return nil, err
	}
	p.readManifest()
	return p, nil
}

func (p *present) walk(before Standing) (err error) {
	p.found, err = strolled(p.folder)
	if err != nil || p.found == nil { // it is not there, before the first build
		return err
	}
	p.take(".", disk.Entry{Mode: p.found["."].mode})
	p.folderOf(".", before)
	return nil
}

func (p *present) take(path string, entry disk.Entry) {
	p.paths = append(p.paths, path)
	p.entries[path] = entry
}

func (p *present) folderOf(folder string, before Standing) {
	p.stood[folder] = before.stood(folder, p.found[folder])
	for _, one := range p.found[folder].entries {
		below := path.Join(folder, one.Name)
		p.take(below, one)
		if one.Mode.IsDir() {
			p.folderOf(below, before)
		}
	}
}

// Holds tells whether the very file with that sum stands at a path, without
// opening it: the last build has listed it, and nobody has changed it since.
func (p *present) Holds(name string, sum [sha256.Size]byte) bool {
	return p.stood[path.Dir(name)] && p.stood["."] && p.sums[name] == hex.EncodeToString(sum[:])
}

func (p *present) readManifest() {
	text, ok := p.read(manifestName)
	if !ok {
		return
	}
	found, err := readManifest(text)
	if err != nil {
		return
	}
	p.listed = true
	p.files[manifestName] = true
	for _, file := range found.Files {
		p.files[file.Path], p.sums[file.Path] = true, file.SHA256
		for _, folder := range above(file.Path) {
			p.folders[folder] = true
		}
	}
}

// above gives the folders that a path lies in, the innermost first, without
// the output itself.
func above(file string) []string {
	var folders []string
	for folder := path.Dir(file); folder != "."; folder = path.Dir(folder) {
		folders = append(folders, folder)
	}
	return folders
}

// has tells whether anything stands at the path.
func (p *present) has(path string) bool {
	_, ok := p.entries[path]
	return ok
}

// own tells whether what stands at the path is the generator's: a listed file,
// a folder that such a file lies in, or a link that somebody put there instead.
func (p *present) own(path string) bool {
	kind := p.entries[path].Mode.Type()
	return p.files[path] || p.folders[path] && (kind == fs.ModeDir || kind == fs.ModeSymlink)
}

// foreign tells whether something that is not the generator's stands there.
func (p *present) foreign(path string) bool { return p.has(path) && !p.own(path) }

// holds tells whether a file with this content stands at the path.
func (p *present) holds(path string, content []byte) bool {
	found, ok := p.read(path)
	return ok && bytes.Equal(found, content)
}

func (p *present) read(path string) ([]byte, bool) {
	if !p.has(path) || !p.entries[path].Mode.IsRegular() {
		return nil, false
	}
	text, err := os.ReadFile(p.at(path))
	return text, err == nil
}

func (p *present) at(path string) string {
	return filepath.Join(p.folder, filepath.FromSlash(path))
}

// fold makes paths equal that Windows and macOS take for the same.
func fold(path string) string {
	folds := func(letter rune) bool { return letter >= utf8.RuneSelf || letter >= 'A' && letter <= 'Z' }
	if strings.IndexFunc(path, folds) < 0 {
		return path
	}
	return strings.ToLower(strings.ToUpper(path))
}

// ChangedAt is when the site in an output folder last became different; found
// is false where there is none.
func ChangedAt(output string) (at time.Time, found bool) {
	info, err := os.Stat(filepath.Join(output, manifestName))
	if err != nil {
		return at, false
	}
	return info.ModTime(), true
}
