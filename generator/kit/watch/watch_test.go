package watch

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// A desk is a folder that is watched, and someone who works in it.
type desk struct {
	t       *testing.T
	folder  string
	batches chan []string
}

func watching(t *testing.T, names ...string) desk {
	t.Helper()
	folder := t.TempDir()
	d := desk{t, folder, make(chan []string, 100)}
	d.write("content/pages/about.md", "old")
	d.write("data/site.yaml", "old")
	watcher, err := Folders(folder, names...)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(func() { cancel(); watcher.Close() })
	go func() {
		for changed, err := range watcher.Batches(ctx) {
			if err != nil {
				t.Error(err)
			}
			d.batches <- changed
		}
	}()
	return d
}

func (d desk) path(name string) string { return filepath.Join(d.folder, filepath.FromSlash(name)) }

func (d desk) write(name, text string) {
	d.t.Helper()
	if err := os.MkdirAll(filepath.Dir(d.path(name)), 0o777); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(d.path(name), []byte(text), 0o666); err != nil {
		d.t.Fatal(err)
	}
}

func (d desk) rename(from, to string) {
	d.t.Helper()
	if err := os.Rename(d.path(from), d.path(to)); err != nil {
		d.t.Fatal(err)
	}
}

func (d desk) remove(name string) {
	d.t.Helper()
	if err := os.RemoveAll(d.path(name)); err != nil {
		d.t.Fatal(err)
	}
}

// hears waits until all of the paths have been told of.
func (d desk) hears(want ...string) {
	d.t.Helper()
	patience := time.After(20 * time.Second)
	for len(want) > 0 {
		select {
		case changed := <-d.batches:
			want = slices.DeleteFunc(want, func(name string) bool { return slices.Contains(changed, name) })
		case <-patience:
			d.t.Fatalf("nothing was heard of %v", want)
		}
	}
}

func TestASaveIsHeard(t *testing.T) {
	d := watching(t, "content", "data")
	d.write("content/pages/about.md", "new")
	d.hears("content/pages/about.md")
}

// Many editors write beside the file and rename that over it.
func TestASaveByRenameIsHeard(t *testing.T) {
	d := watching(t, "content", "data")
	for range 3 {
		d.write("content/pages/.about.md.new", "new")
		d.rename("content/pages/.about.md.new", "content/pages/about.md")
		d.hears("content/pages/about.md")
	}
}

// What lies in a folder that has just come is heard of, and what is written
// into it later.
func TestNewFoldersAreFollowed(t *testing.T) {
	d := watching(t, "content", "data")
	d.write("content/topics/deep/one.md", "new")
	d.hears("content/topics/deep/one.md")
	d.write("content/topics/deep/two.md", "new")
	d.hears("content/topics/deep/two.md")
}

// A folder that was moved away and back again, or away for good and made
// anew, is followed.
func TestFoldersThatComeBackAreFollowed(t *testing.T) {
	d := watching(t, "content", "data")
	d.rename("content", "elsewhere")
	d.hears("content")
	d.rename("elsewhere", "content")
	d.hears("content/pages/about.md")
	d.write("content/pages/about.md", "new")
	d.hears("content/pages/about.md")
	d.remove("content")
	d.hears("content")
	d.write("content/pages/about.md", "anew")
	d.hears("content/pages/about.md")
}

func TestDeletedFilesAreHeardOf(t *testing.T) {
	d := watching(t, "content", "data")
	d.remove("data/site.yaml")
	d.hears("data/site.yaml")
}

// A file that nobody may read is heard of, and again when it can be read; one whose
// time alone changes is not.
func TestFilesThatMayNotBeReadAreHeardOf(t *testing.T) {
	d := watching(t, "content", "data")
	for _, mode := range []os.FileMode{0o200, 0o644, 0o200, 0o600} {
		if err := os.Chtimes(d.path("content/pages/about.md"), time.Now(), time.Now()); err != nil {
			t.Fatal(err)
		}
		time.Sleep(5 * Settle)
		if len(d.batches) > 0 {
			t.Errorf("told of %v, of which the time changed", <-d.batches)
		}
		if err := os.Chmod(d.path("data/site.yaml"), mode); err != nil {
			t.Fatal(err)
		}
		d.hears("data/site.yaml")
	}
}

// A folder that was not there at first is followed when it comes.
func TestAFolderThatComesLaterIsFollowed(t *testing.T) {
	d := watching(t, "content", "data", "themes")
	d.write("themes/own/theme.yaml", "name: Own")
	d.hears("themes/own/theme.yaml")
}

// A burst of writes is few batches, never one for each write.
func TestABurstSettles(t *testing.T) {
	d := watching(t, "content", "data")
	for range 200 {
		d.write("content/pages/about.md", "again")
	}
	d.hears("content/pages/about.md")
	time.Sleep(10 * Settle)
	if extra := len(d.batches); extra > 20 {
		t.Errorf("200 writes in a row gave %d batches", extra+1)
	}
}

// What does not matter is not told: hidden files, what npm fetches, and other
// folders. The save that follows is the first that is heard.
func TestOnlyWhatMattersIsTold(t *testing.T) {
	d := watching(t, "content", "data")
	d.write("public/index.html", "new")
	d.write("content/.about.md.swp", "new")
	d.write("content/node_modules/one/index.js", "new")
	time.Sleep(5 * Settle)
	d.write("data/site.yaml", "new")
	for changed := range d.batches {
		if slices.ContainsFunc(changed, func(name string) bool { return name != "data/site.yaml" && name != "content/node_modules" }) {
			t.Errorf("told of %v", changed)
		}
		if slices.Contains(changed, "data/site.yaml") {
			return
		}
	}
}

func TestAFolderThatIsNotThereIsAnError(t *testing.T) {
	if _, err := Folders(filepath.Join(t.TempDir(), "nowhere"), "content"); err == nil {
		t.Error("a folder that is not there can be watched")
	}
}
