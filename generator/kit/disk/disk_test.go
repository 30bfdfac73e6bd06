package disk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func try(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func expect(t *testing.T, path, want string) {
	t.Helper()
	if got, err := os.ReadFile(path); err != nil || string(got) != want {
		t.Errorf("%s holds %q (%v), want %q", path, got, err, want)
	}
}

func TestWriteNeverOverwrites(t *testing.T) {
	path := filepath.Join(t.TempDir(), "some", "folders", "file")
	try(t, Write(path, []byte("first")))
	if err := Write(path, []byte("second")); !errors.Is(err, fs.ErrExist) {
		t.Errorf("the second writing gave %v", err)
	}
	expect(t, path, "first")
}

func TestLinkIsTheSameFile(t *testing.T) {
	folder := t.TempDir()
	from, to := filepath.Join(folder, "from"), filepath.Join(folder, "below", "to")
	try(t, Write(from, []byte("text")))
	same, err := Link(from, to)
	try(t, err)
	one, err := os.Stat(from)
	try(t, err)
	other, err := os.Stat(to)
	try(t, err)
	if !same || !os.SameFile(one, other) {
		t.Error("it was copied where it could be linked")
	}
	if same, err := Link(from, to); same || !errors.Is(err, fs.ErrExist) {
		t.Errorf("linking over a file gave %v", err)
	}
}

func TestADuplicateHasItsOwnContentAndRights(t *testing.T) {
	folder := t.TempDir()
	from, to := filepath.Join(folder, "from"), filepath.Join(folder, "below", "to")
	try(t, Write(from, []byte("text")))
	try(t, os.Chmod(from, 0o600))
	try(t, duplicate(from, to, 0o600))
	try(t, os.Remove(from))
	expect(t, to, "text")
	found, err := os.Stat(to)
	try(t, err)
	if found.Mode() != 0o600 {
		t.Errorf("the duplicate has the rights %v", found.Mode())
	}
}

func TestASymbolicLinkIsWrittenAgain(t *testing.T) {
	folder := t.TempDir()
	try(t, os.Symlink("nowhere", filepath.Join(folder, "from")))
	same, err := Link(filepath.Join(folder, "from"), filepath.Join(folder, "to"))
	try(t, err)
	if same {
		t.Error("what is written again is taken for the same")
	}
	if target, err := os.Readlink(filepath.Join(folder, "to")); err != nil || target != "nowhere" {
		t.Errorf("it leads to %q (%v)", target, err)
	}
}

func TestMoveNeverOverwrites(t *testing.T) {
	folder := t.TempDir()
	from, to := filepath.Join(folder, "from"), filepath.Join(folder, "to")
	try(t, Folder(from))
	try(t, Folder(to))
	if err := Move(from, to); !errors.Is(err, fs.ErrExist) {
		t.Errorf("moving over a folder gave %v", err)
	}
}

func TestRemoveTakesLinksAndLockedFolders(t *testing.T) {
	folder := t.TempDir()
	kept, tree := filepath.Join(folder, "kept"), filepath.Join(folder, "tree")
	try(t, Write(kept, []byte("kept")))
	try(t, Write(filepath.Join(tree, "locked", "file"), []byte("gone")))
	try(t, os.Symlink(kept, filepath.Join(tree, "link")))
	try(t, Permit(filepath.Join(tree, "locked"), 0o500))
	try(t, Remove(tree))
	try(t, Remove(tree))
	if exists(tree) {
		t.Error("the tree is still there")
	}
	expect(t, kept, "kept")
}

// Each way of exchanging is tried on every system, since a file system may
// force the second one on any of them.
func TestExchange(t *testing.T) {
	for name, exchange := range map[string]func(first, second string) error{
		"as the system does it": Exchange,
		"in turn":               inTurn,
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			first, second := filepath.Join(folder, "first"), filepath.Join(folder, "work", "second")
			try(t, Write(filepath.Join(first, "file"), []byte("1")))
			try(t, Write(filepath.Join(second, "file"), []byte("2")))
			try(t, exchange(first, second))
			expect(t, filepath.Join(first, "file"), "2")
			expect(t, filepath.Join(second, "file"), "1")
			if exists(aside(second)) {
				t.Error("something was left aside")
			}
		})
	}
}

func TestRenewChangesTheFolderAlone(t *testing.T) {
	folder := t.TempDir()
	first, copy := filepath.Join(folder, "first"), filepath.Join(folder, "copy")
	try(t, Write(filepath.Join(first, "below", "file"), []byte("1")))
	try(t, os.Symlink("nowhere", filepath.Join(first, "link")))
	try(t, Permit(filepath.Join(first, "below"), 0o500))
	try(t, Write(filepath.Join(part(copy), "below", "file"), []byte("of a killed process")))
	before, err := os.Stat(first)
	try(t, err)
	try(t, renew(first, copy))
	after, err := os.Stat(first)
	try(t, err)
	if os.SameFile(before, after) {
		t.Error("it is the folder itself")
	}
	expect(t, filepath.Join(first, "below", "file"), "1")
	below, err := os.Stat(filepath.Join(first, "below"))
	try(t, err)
	if target, err := os.Readlink(filepath.Join(first, "link")); target != "nowhere" || below.Mode().Perm() != 0o500 {
		t.Errorf("got a link to %q (%v) and a folder with %v", target, err, below.Mode())
	}
	if exists(copy) || exists(part(copy)) {
		t.Error("a copy was left behind")
	}
}

func TestExchangeInTurnUndoesItself(t *testing.T) {
	folder := t.TempDir()
	first, second := filepath.Join(folder, "first"), filepath.Join(folder, "second")
	try(t, Write(filepath.Join(first, "file"), []byte("1")))
	if err := inTurn(first, second); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("exchanging with nothing gave %v", err)
	}
	expect(t, filepath.Join(first, "file"), "1")
}

func TestRecover(t *testing.T) {
	for name, c := range map[string]struct {
		stands      map[string]string
		first       string
		second      string
		recoverable bool
	}{
		"nothing was begun":             {map[string]string{"first": "1", "second": "2"}, "1", "2", true},
		"killed after the first move":   {map[string]string{"second.aside": "1", "second": "2"}, "1", "2", true},
		"killed after the second move":  {map[string]string{"second.aside": "1", "first": "2"}, "2", "1", true},
		"killed while copying":          {map[string]string{"first": "1", "second.renewed.part": "", "second": "2"}, "1", "2", true},
		"killed with a whole copy":      {map[string]string{"second.renewed": "1", "first": "half of 1", "second": "2"}, "1", "2", true},
		"killed with nothing but it":    {map[string]string{"second.renewed": "1", "second": "2"}, "1", "2", true},
		"somebody made the first again": {map[string]string{"second.aside": "1", "first": "3", "second": "2"}, "3", "2", false},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			for path, text := range c.stands {
				try(t, Write(filepath.Join(folder, path, "file"), []byte(text)))
			}
			first, second := filepath.Join(folder, "first"), filepath.Join(folder, "second")
			if err := Recover(first, second); (err == nil) != c.recoverable {
				t.Errorf("recovering gave %v", err)
			}
			expect(t, filepath.Join(first, "file"), c.first)
			expect(t, filepath.Join(second, "file"), c.second)
			if c.recoverable && (exists(aside(second)) || exists(renewed(second)) || exists(part(renewed(second)))) {
				t.Error("something was left behind")
			}
		})
	}
}

func TestOneHoldsTheLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "folder", "lock")
	lock, err := Acquire(path)
	try(t, err)
	second := make(chan error)
	go func() {
		lock, err := Acquire(path)
		if err == nil {
			err = lock.Release()
		}
		second <- err
	}()
	select {
	case <-second:
		t.Fatal("two have the lock")
	case <-time.After(50 * time.Millisecond):
	}
	try(t, lock.Release())
	try(t, lock.Release())
	try(t, <-second)
}

func TestALockThatIsHeldIsNotWaitedFor(t *testing.T) {
	path := filepath.Join(t.TempDir(), "folder", "lock")
	lock, err := AcquireNow(path)
	try(t, err)
	if _, err := AcquireNow(path); !errors.Is(err, ErrHeld) {
		t.Errorf("the second got %v", err)
	}
	try(t, lock.Release())
	lock, err = AcquireNow(path)
	try(t, err)
	try(t, lock.Release())
}

func TestAGrowingFileIsReadWhileItGrows(t *testing.T) {
	path := filepath.Join(t.TempDir(), "folder", "file")
	growing, err := Grow(path)
	try(t, err)
	if _, err := Grow(path); !errors.Is(err, fs.ErrExist) {
		t.Errorf("growing over a file gave %v", err)
	}
	for i, part := range []string{"first", "second"} {
		at, err := growing.Append([]byte(part))
		try(t, err)
		if at != int64(i*len("first")) {
			t.Errorf("%s begins at %d", part, at)
		}
		read := make([]byte, len(part))
		if _, err := growing.ReadAt(read, at); err != nil || string(read) != part {
			t.Errorf("read %q, %v", read, err)
		}
	}
	if growing.Size() != int64(len("firstsecond")) {
		t.Errorf("it has %d bytes", growing.Size())
	}
	try(t, growing.Close())
	expect(t, path, "firstsecond")
}

func TestSync(t *testing.T) {
	folder := t.TempDir()
	try(t, Write(filepath.Join(folder, "file"), []byte("text")))
	try(t, Sync(folder))
	if err := Sync(filepath.Join(folder, "nowhere")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("settling a folder that is not there gave %v", err)
	}
}

func TestReplaceLeavesTheNewContentAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "folder", "file")
	try(t, Replace(path, []byte("first")))
	try(t, os.WriteFile(path+".new", []byte("half of a killed build"), 0o600))
	try(t, Replace(path, []byte("second")))
	expect(t, path, "second")
	before, err := os.Stat(path)
	try(t, err)
	try(t, Replace(path, []byte("second")))
	after, err := os.Stat(path)
	try(t, err)
	if exists(path+".new") || !os.SameFile(before, after) {
		t.Error("something was left behind, or what was the same was written again")
	}
}
