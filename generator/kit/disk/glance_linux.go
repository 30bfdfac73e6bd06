package disk

import (
	"cmp"
	"io/fs"
	"slices"
	"sync"
	"syscall"

	"golang.org/x/sys/unix"
)

// Glance is Lstat for those who look at a hundred thousand files and need of
// each only what it is, its size, when it was changed, and its numbers: it makes
// no other garbage than the error. The name is left out.
func Glance(path string) (Entry, error) {
	var found unix.Stat_t
	if err := again(func() error { return unix.Lstat(path, &found) }); err != nil {
		return Entry{}, &fs.PathError{Op: "lstat", Path: path, Err: err}
	}
	return entryOf("", &found), nil
}

// An Inside is a folder in which many things are looked at: the way to it is gone
// once, and not for each.
type Inside struct{ opened int }

// Into gives the inside of a folder, to be closed in the end.
func Into(folder string) (Inside, error) {
	opened, err := unix.Open(folder, unix.O_PATH|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	if err != nil {
		return Inside{}, &fs.PathError{Op: "open", Path: folder, Err: err}
	}
	return Inside{opened}, nil
}

// Glance is the function of this name, of a path below the folder, with slashes.
func (i Inside) Glance(below string) (Entry, error) {
	var found unix.Stat_t
	if err := again(func() error { return unix.Fstatat(i.opened, below, &found, unix.AT_SYMLINK_NOFOLLOW) }); err != nil {
		return Entry{}, &fs.PathError{Op: "lstat", Path: below, Err: err}
	}
	return entryOf("", &found), nil
}

// Close ends the looking.
func (i Inside) Close() error { return unix.Close(i.opened) }

func entryOf(name string, found *unix.Stat_t) Entry {
	return Entry{name, modeOf(found.Mode), found.Size, found.Mtim.Nano(), found.Ctim.Nano(), found.Dev, found.Ino}
}

// List gives what stands in a folder, in the order of the names, and how the
// folder itself stands. It makes less garbage than a ReadDir with an Lstat for
// each, and looks for no path twice. A link to a folder is none.
func List(folder string) (itself Entry, entries []Entry, err error) {
	var opened int
	if err := again(func() (err error) {
		opened, err = unix.Open(folder, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
		return err
	}); err != nil {
		return itself, nil, &fs.PathError{Op: "open", Path: folder, Err: err}
	}
	defer unix.Close(opened)
	var found unix.Stat_t
	if err := unix.Fstat(opened, &found); err != nil {
		return itself, nil, &fs.PathError{Op: "stat", Path: folder, Err: err}
	}
	itself = entryOf("", &found)
	names, err := namesIn(opened)
	if err != nil {
		return itself, nil, &fs.PathError{Op: "readdir", Path: folder, Err: err}
	}
	entries = make([]Entry, 0, len(names))
	for _, name := range names {
		if err := again(func() error { return unix.Fstatat(opened, name, &found, unix.AT_SYMLINK_NOFOLLOW) }); err != nil {
			return itself, nil, &fs.PathError{Op: "lstat", Path: folder + "/" + name, Err: err}
		}
		entries = append(entries, entryOf(name, &found))
	}
	slices.SortFunc(entries, func(a, b Entry) int { return cmp.Compare(a.Name, b.Name) })
	return itself, entries, nil
}

func namesIn(opened int) (names []string, err error) {
	buffer := listings.Get().(*[1 << 15]byte)
	defer listings.Put(buffer)
	for {
		length := 0
		err := again(func() (err error) { length, err = unix.ReadDirent(opened, buffer[:]); return err })
		if err != nil || length == 0 {
			return names, err
		}
		_, _, names = unix.ParseDirent(buffer[:length], -1, names)
	}
}

var listings = sync.Pool{New: func() any { return new([1 << 15]byte) }}

// again makes a call until no signal interrupts it.
func again(call func() error) error {
	for {
		if err := call(); err != unix.EINTR {
			return err
		}
	}
}

// modeOf is the mode as package os gives it.
func modeOf(mode uint32) fs.FileMode {
	found := fs.FileMode(mode & 0o777)
	switch mode & syscall.S_IFMT {
	case syscall.S_IFBLK:
		found |= fs.ModeDevice
	case syscall.S_IFCHR:
		found |= fs.ModeDevice | fs.ModeCharDevice
	case syscall.S_IFDIR:
		found |= fs.ModeDir
	case syscall.S_IFIFO:
		found |= fs.ModeNamedPipe
	case syscall.S_IFLNK:
		found |= fs.ModeSymlink
	case syscall.S_IFSOCK:
		found |= fs.ModeSocket
	}
	if mode&syscall.S_ISGID != 0 {
		found |= fs.ModeSetgid
	}
	if mode&syscall.S_ISUID != 0 {
		found |= fs.ModeSetuid
	}
	if mode&syscall.S_ISVTX != 0 {
		found |= fs.ModeSticky
	}
	return found
}
