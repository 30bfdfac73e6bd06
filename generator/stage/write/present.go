package write

import (
	"bytes"
	"crypto/sha256"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"plainsight/generator/kit/disk"
)

// A present is the output folder as it stands.
type present struct {
	folder string
	// found is everything in it, folder by folder. Links are not followed.
	found folders
	// listed is set where there is a manifest that can be read; files are
	// those that it lists.
	listed bool
	files  listing
	// room is for the entries of the last folder in which something was looked for;
	// many are those of folders that have many.
	room []disk.Entry
	many map[string]listed
}

func look(folder string, before Standing) (*present, error) {
	found, err := strolled(folder, before.marks)
	if err != nil {
		return nil, err
	}
	p := &present{folder: folder, found: found, many: map[string]listed{}}
	p.readManifest()
	return p, nil
}

// standing is how the whole stands, and the folders in it.
func (p *present) standing() (whole listed, in *marking) {
	in = new(marking)
	for folder, one := range p.found.all() {
		if folder != "." {
			in.adds(folder, one.mark)
		}
	}
	output, _ := p.found.of(".")
	return output.listed(nil), in
}

// each visits everything that is there, a folder before what is in it.
func (p *present) each(visit func(path string, is disk.Entry) error) error {
	if _, there := p.found.of("."); !there { // before the first build
		return nil
	}
	return p.eachIn(".", visit)
}

func (p *present) eachIn(folder string, visit func(path string, is disk.Entry) error) error {
	is, _ := p.found.of(folder)
	in := is.listed(nil)
	if err := visit(folder, in.itself); err != nil {
		return err
	}
	for _, one := range in.entries {
		var err error
		if at := joined(folder, one.Name); one.Mode.IsDir() {
			err = p.eachIn(at, visit)
		} else {
			err = visit(at, one)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// entry gives what stands at a path.
func (p *present) entry(path string) (is disk.Entry, there bool) {
	folder, name := parted(path)
	return p.in(folder).entry(name)
}

// fewBytes is the length of a mark that is soon read again.
const fewBytes = 1 << 11

// in gives a folder with its entries, until another one is asked for.
func (p *present) in(folder string) (in listed) {
	is, _ := p.found.of(folder)
	if len(is.mark) < fewBytes {
		in = is.listed(p.room)
		p.room = in.entries
		return in
	}
	in, known := p.many[folder]
	if !known {
		in = is.listed(nil)
		p.many[folder] = in
	}
	return in
}

// parted gives the folder that a path lies in, and its name there.
func parted(path string) (folder, name string) {
	at := strings.LastIndexByte(path, '/')
	if at < 0 {
		return ".", path
	}
	return path[:at], path[at+1:]
}

// Holds tells whether the very file with that sum stands at a path, without
// opening it: the last build has listed it, and nobody has changed it since.
func (p *present) Holds(name string, sum [sha256.Size]byte) bool {
	_, holds := p.held(name, sum)
	return holds
}

// held gives the size of that file too.
func (p *present) held(name string, sum [sha256.Size]byte) (size int, holds bool) {
	folder, _ := parted(name)
	in, _ := p.found.of(folder)
	if output, _ := p.found.of("."); !in.stood || !output.stood {
		return 0, false
	}
	size, listed, holds := p.files.of(name)
	return size, holds && listed == sum
}

func (p *present) readManifest() {
	text, ok := p.read(manifestName)
	if !ok {
		return
	}
	if read, err := readManifest(string(text)); err == nil {
		p.listed, p.files = true, listingOf(read.Files)
	}
}

// leads tells whether a listed file lies in a folder.
func (p *present) leads(folder string) bool { return folder == "." || p.files.leads(folder+"/") }

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
	_, there := p.entry(path)
	return there
}

// lists tells whether the manifest lists a file, or is it.
func (p *present) lists(path string) bool {
	_, listed := p.files.place(path)
	return listed || p.listed && path == manifestName
}

// own tells whether what stands at the path is the generator's: a listed file,
// a folder that such a file lies in, or a link that somebody put there instead.
func (p *present) own(path string, is disk.Entry) bool {
	kind := is.Mode.Type()
	return p.lists(path) || (kind == fs.ModeDir || kind == fs.ModeSymlink) && p.leads(path)
}

// foreign tells whether something that is not the generator's stands there.
func (p *present) foreign(path string) bool {
	is, there := p.entry(path)
	return there && !p.own(path, is)
}

// holds tells whether a file with this content stands at the path.
func (p *present) holds(path string, content []byte) bool {
	found, ok := p.read(path)
	return ok && bytes.Equal(found, content)
}

// says is holds of content that comes in pieces.
func (p *present) says(path string, content iter.Seq2[[]byte, error]) bool {
	if is, _ := p.entry(path); is.Name == "" || !is.Mode.IsRegular() {
		return false
	}
	file, err := os.Open(p.at(path))
	if err != nil {
		return false
	}
	defer file.Close()
	var found []byte
	for piece, err := range content {
		found = slices.Grow(found[:0], len(piece))[:len(piece)]
		if _, short := io.ReadFull(file, found); err != nil || short != nil || !bytes.Equal(found, piece) {
			return false
		}
	}
	_, err = io.ReadFull(file, make([]byte, 1))
	return err == io.EOF
}

func (p *present) read(path string) ([]byte, bool) {
	if is, _ := p.entry(path); is.Name == "" || !is.Mode.IsRegular() {
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
