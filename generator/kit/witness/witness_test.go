package witness

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"plainsight/generator/kit/disk"
)

// The folder of these tests was made long ago, but for "new", which was
// written in the beat in which it is read.
var (
	long = time.Date(2020, 5, 1, 9, 0, 0, 0, time.UTC)
	read = time.Now().Add(time.Hour) // so that the system has noted all of it long before
)

func folder(t *testing.T) string {
	t.Helper()
	at := t.TempDir()
	for name, when := range map[string]time.Time{"a/old": long, "a/other": long, "b/new": read} {
		put(t, at, name, "some words", when)
	}
	for _, name := range []string{"a", "b", "."} {
		dated(t, filepath.Join(at, name), long)
	}
	return at
}

func put(t *testing.T, at, name, words string, when time.Time) {
	t.Helper()
	path := filepath.Join(at, name)
	for _, err := range []error{os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(words), 0o644)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	dated(t, path, when)
}

func dated(t *testing.T, path string, when time.Time) {
	t.Helper()
	if err := os.Chtimes(path, when, when); err != nil {
		t.Fatal(err)
	}
}

// ask asks as a build does: it lists a, reads old and new, looks for other, and
// for what is not there.
func ask(t *testing.T, files fs.FS) {
	t.Helper()
	listed, err := fs.ReadDir(files, "a")
	if err != nil || len(listed) != 2 {
		t.Fatal(listed, err)
	}
	for _, name := range []string{"a/old", "b/new"} {
		if words, err := fs.ReadFile(files, name); err != nil || string(words) != "some words" {
			t.Fatalf("%s: %q, %v", name, words, err)
		}
	}
	if _, err := fs.Stat(files, "a/other"); err != nil {
		t.Fatal(err)
	}
	if _, err := fs.Stat(files, "c"); err == nil {
		t.Fatal("there is no c")
	}
}

func TestChangesAreNoticed(t *testing.T) {
	for what, one := range map[string]struct {
		change func(at string)
		want   []string
	}{
		"nothing":                     {func(string) {}, nil},
		"a file that nobody asked of": {func(at string) { put(t, at, "b/more", "words", read) }, nil},
		"a file only looked for":      {func(at string) { put(t, at, "a/other", "other words", read) }, nil},
		"words, and the size":         {func(at string) { put(t, at, "a/old", "words", long) }, []string{"a/old"}},
		"words of the same size":      {func(at string) { put(t, at, "a/old", "new! words", read) }, []string{"a/old"}},
		"in the same beat":            {func(at string) { put(t, at, "b/new", "new! words", read) }, []string{"b/new"}},
		"the same words again":        {func(at string) { put(t, at, "b/new", "some words", read) }, nil},
		"one more in the folder":      {func(at string) { put(t, at, "a/more", "words", read) }, []string{"a"}},
		"one that was missing":        {func(at string) { put(t, at, "c", "words", long) }, []string{"c"}},
		"one less": {func(at string) {
			if err := os.Remove(filepath.Join(at, "b/new")); err != nil {
				t.Fatal(err)
			}
		}, []string{"b/new"}},
		"a folder in its place": {func(at string) {
			if err := os.Remove(filepath.Join(at, "a/other")); err != nil {
				t.Fatal(err)
			}
			put(t, at, "a/other/file", "words", long)
		}, []string{"a", "a/other"}},
	} {
		at := folder(t)
		seen := Of(os.DirFS(at), read)
		ask(t, seen)
		one.change(at)
		if got := Differs(os.DirFS(at), nil, seen.Marks()); !slices.Equal(got, one.want) {
			t.Errorf("%s: %q differ, and should %q", what, got, one.want)
		}
	}
}

// TestAChangeIsNoticedWhateverItsTime: programs that copy files give them the time
// of what they copy.
func TestAChangeIsNoticedWhateverItsTime(t *testing.T) {
	at := folder(t)
	if info, err := os.Stat(filepath.Join(at, "a/old")); err != nil || disk.Noted(info) == 0 {
		t.Skip("this system does not say when it noted a change", err)
	}
	seen := Of(os.DirFS(at), read)
	ask(t, seen)
	put(t, at, "a/old", "new! words", long)
	if got := Differs(os.DirFS(at), nil, seen.Marks()); !slices.Equal(got, []string{"a/old"}) {
		t.Errorf("%q differ", got)
	}
}

// TestAFileReadInParts: who only opens a file reads it as well.
func TestAFileReadInParts(t *testing.T) {
	at := folder(t)
	seen := Of(os.DirFS(at), read)
	for _, name := range []string{"a/old", "b/new"} {
		file, err := seen.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		file.Close()
	}
	put(t, at, "b/new", "new! words", read)
	if got := Differs(os.DirFS(at), nil, seen.Marks()); !slices.Equal(got, []string{"b/new"}) {
		t.Errorf("%q differ", got)
	}
}

// TestWhatIsReadIntoARoom: a file is what it is, whatever the room has, and is noted
// as if it had been read by itself.
func TestWhatIsReadIntoARoom(t *testing.T) {
	at := folder(t)
	put(t, at, "a/empty", "", long)
	put(t, at, "a/long", strings.Repeat("words ", 5000), long)
	into, by := Of(os.DirFS(at), read), Of(os.DirFS(at), read)
	var room []byte
	for _, name := range []string{"a/old", "a/long", "a/empty", "b/new", "a/gone", "a", "a/other"} {
		want, wrong := by.ReadFile(name)
		got, err := Into(into, name, room)
		if string(got) != string(want) || (err == nil) != (wrong == nil) {
			t.Errorf("%s says %d bytes and %v, and should say %d and %v", name, len(got), err, len(want), wrong)
		}
		if err == nil {
			room = got
		}
	}
	if !slices.Equal(into.Marks(), by.Marks()) {
		t.Errorf("noted are %v and should be %v", into.Marks(), by.Marks())
	}
}
