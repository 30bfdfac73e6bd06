package write

import (
	"encoding/binary"
	"errors"
	"io/fs"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"plainsight/generator/kit/disk"
)

// A Standing is how everything in an output and in the folder beside it stands:
// names, sizes and the moments of the last change, folder by folder. Nothing is
// opened for it. As long as it is the same nobody has changed a file in any of
// the ways in which people and programs change files.
type Standing struct {
	// marks are those of the folders of the output, beside those of the folder
	// beside it.
	marks, beside marks
}

// SiteIn names the site that lies in an output, or lay there and was moved beside
// it, so that its Standing is found again. It is "" where there is none.
func SiteIn(output string) string {
	is, err := disk.Glance(filepath.Join(output, manifestName))
	if err != nil {
		return ""
	}
	return strconv.FormatInt(is.Size, 36) + "." + strconv.FormatInt(is.Changed, 36)
}

// Stands tells whether an output still stands so. No folder is listed for it:
// one to which something was added, or from which something was taken, has
// changed itself.
func (s Standing) Stands(output string) bool {
	return s.marks.len() > 0 && stand(output, s.marks) && stand(Beside(output), s.beside)
}

func stand(folder string, marks marks) bool {
	inside, err := disk.Into(folder)
	if err != nil {
		return marks.len() == 0 && errors.Is(err, fs.ErrNotExist)
	}
	defer inside.Close()
	var differs atomic.Bool
	sideBySide(marks.len(), func(i int) {
		if folder, mark := marks.at(i); !differs.Load() && !marked(inside, folder, mark, func(disk.Entry) {}) {
			differs.Store(true)
		}
	})
	return !differs.Load()
}

// still are the folders that have their marks, of those below one; the others are
// not found.
func still(folder string, marks marks) []found {
	all := make([]found, marks.len())
	inside, err := disk.Into(folder)
	if err != nil {
		return all // they will be asked for one by one
	}
	defer inside.Close()
	sideBySide(len(all), func(i int) {
		folder, mark := marks.at(i)
		now := looks.Get().(*listed)
		defer looks.Put(now)
		now.entries = now.entries[:0]
		if marked(inside, folder, mark, now.take) {
			all[i] = found{now.marked(mark), true}
		}
	})
	return all
}

var looks = sync.Pool{New: func() any { return new(listed) }}

// sideBySide does n things, on all cores.
func sideBySide(n int, do func(i int)) {
	var group sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for worker := range workers {
		group.Go(func() {
			for i := worker; i < n; i += workers {
				do(i)
			}
		})
	}
	group.Wait()
}

// marked tells whether a folder still has its marks, and gives how the folder and
// what is in it are found. By which numbers they are known does not matter: they
// are others where all was copied.
func marked(inside disk.Inside, folder, mark string, take func(disk.Entry)) bool {
	read := reader{text: mark}
	if !alike(inside, folder, "", read.entry(""), take) {
		return false
	}
	for read.text != "" {
		switch one := read.named(); {
		case one.Mode.IsDir():
			take(one)
		case !alike(inside, joined(folder, one.Name), one.Name, one, take):
			return false
		}
	}
	return !read.broken
}

// alike tells whether what stands at a path is as it was.
func alike(inside disk.Inside, path, name string, was disk.Entry, take func(disk.Entry)) bool {
	is, err := inside.Glance(path)
	if is.Mode.IsDir() {
		is.Size = 0
	}
	if err != nil || is.Mode != was.Mode || is.Size != was.Size || is.Changed != was.Changed {
		return false
	}
	is.Name = name
	take(is)
	return true
}

// A reader reads marks.
type reader struct {
	text   string
	broken bool
}

func (r *reader) number() uint64 {
	n, size := binary.Uvarint([]byte(r.text[:min(len(r.text), binary.MaxVarintLen64)]))
	if size <= 0 {
		r.broken, r.text = true, ""
		return 0
	}
	r.text = r.text[size:]
	return n
}

func (r *reader) signed() int64 {
	n := r.number()
	if n&1 != 0 {
		return ^int64(n >> 1)
	}
	return int64(n >> 1)
}

func (r *reader) entry(name string) disk.Entry {
	one := disk.Entry{Name: name, Mode: fs.FileMode(r.number()), Size: int64(r.number())}
	one.Changed, one.Disk, one.Number = r.signed(), r.number(), r.number()
	if one.Mode.IsDir() {
		one.Noted = r.signed()
	}
	return one
}

func (r *reader) named() disk.Entry {
	name, rest, whole := strings.Cut(r.text, "\x00")
	if r.text = rest; !whole {
		r.broken, r.text = true, ""
	}
	return r.entry(name)
}

// piece reads a text after its length.
func (r *reader) piece() string {
	length := r.number()
	if length > uint64(len(r.text)) {
		r.broken, r.text = true, ""
		return ""
	}
	piece := r.text[:length]
	r.text = r.text[length:]
	return piece
}

// Bytes are the standing in a form to keep, the same for the same.
func (s Standing) Bytes() []byte {
	text := make([]byte, 0, len(s.marks.text)+len(s.beside.text)+2*binary.MaxVarintLen64)
	return s.beside.append(s.marks.append(text))
}

var errNoStanding = errors.New("this is not how an output stood")

// StandingOf reads what Bytes gave.
func StandingOf(text []byte) (Standing, error) {
	read := reader{text: string(text)}
	s := Standing{read.marks(), read.marks()}
	if read.broken {
		return Standing{}, errNoStanding
	}
	return s, nil
}

// A found is how a folder stands: its mark, and whether the last build left it so.
type found struct {
	mark  string
	stood bool
}

// listed is the folder with its entries, in the room of others.
func (f found) listed(room []disk.Entry) (in listed) {
	read := reader{text: f.mark}
	in.entries = room[:0]
	if f.mark != "" {
		in.itself = read.entry("")
	}
	for read.text != "" {
		in.entries = append(in.entries, read.named())
	}
	return in
}

// A listed is a folder with its entries, in the order of their names.
type listed struct {
	itself  disk.Entry
	entries []disk.Entry
}

// take adds the folder itself, and then what is in it.
func (l *listed) take(one disk.Entry) {
	if one.Name == "" {
		l.itself = one
		return
	}
	l.entries = append(l.entries, one)
}

// entry gives what stands under a name.
func (l listed) entry(name string) (disk.Entry, bool) {
	at, found := slices.BinarySearchFunc(l.entries, name, func(one disk.Entry, name string) int { return strings.Compare(one.Name, name) })
	if !found {
		return disk.Entry{}, false
	}
	return l.entries[at], true
}

// marked is mark, which is one that is there already if it says the same.
func (l listed) marked(known string) string {
	var room [512]byte
	if mark := l.mark(room[:0]); string(mark) != known {
		return string(mark)
	}
	return known
}

// mark is how a folder and the files in it stand. Folders in it have marks of
// their own, and are only named.
func (l listed) mark(mark []byte) []byte {
	mark = appendEntry(mark, l.itself)
	for _, one := range l.entries {
		mark = append(append(mark, one.Name...), 0)
		if one.Mode.IsDir() {
			one = disk.Entry{Mode: one.Mode}
		}
		mark = appendEntry(mark, one)
	}
	return mark
}

func appendEntry(mark []byte, one disk.Entry) []byte {
	if one.Mode.IsDir() {
		one.Size = 0 // which is that of a list on some disks, and says nothing
	}
	mark = binary.AppendUvarint(mark, uint64(one.Mode))
	mark = binary.AppendUvarint(mark, uint64(one.Size))
	mark = binary.AppendVarint(mark, one.Changed)
	mark = binary.AppendUvarint(mark, one.Disk)
	mark = binary.AppendUvarint(mark, one.Number)
	if one.Mode.IsDir() { // a file is noted whenever it is linked
		mark = binary.AppendVarint(mark, one.Noted)
	}
	return mark
}
