package collect

import (
	"io/fs"
	"math/rand"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"plainsight/generator/kit/witness"
)

// TestFilesAreFoundAgainAsTheyAre: whatever is written, made, renamed or taken
// away, who is told of it finds the same files as who looks at all of them.
func TestFilesAreFoundAgainAsTheyAre(t *testing.T) {
	root := t.TempDir()
	at := func(name string) string { return filepath.Join(root, filepath.FromSlash(name)) }
	write := func(name, text string) {
		try(t, os.MkdirAll(filepath.Dir(at(name)), 0o777))
		try(t, os.WriteFile(at(name), []byte(text), 0o666))
	}
	write("content/pages/about.md", "about")
	write("data/site.yaml", "title: x")
	names := []string{
		"content/pages/about.md", "content/pages/new.md", "content/new/deep/one.md", "content/new", "content/pages/.hidden.md", "content/pages/draft.md~",
		"data/site.yaml", "data/a.csv", "data/README.md", "themes/x/theme.yaml", "content/pages/link.md", "content",
	}
	finder, chance := &Finder{}, rand.New(rand.NewSource(1))
	short := 0
	for range 400 {
		name := names[chance.Intn(len(names)-1)]
		changed := []string{name}
		switch chance.Intn(8) {
		case 0:
			_ = os.RemoveAll(at(name))
		case 1:
			other := names[chance.Intn(len(names)-1)]
			if os.MkdirAll(filepath.Dir(at(other)), 0o777) == nil && os.Rename(at(name), at(other)) == nil {
				changed = append(changed, other)
			}
		case 2:
			if os.Remove(at("content/pages/link.md")) == nil || chance.Intn(4) == 0 {
				_ = os.Symlink("about.md", at("content/pages/link.md"))
			}
			changed = []string{"content/pages/link.md"}
		case 3:
			changed = nil // nobody knows what it was
			fallthrough
		default:
			if info, err := os.Lstat(at(name)); err == nil && info.Mode()&os.ModeSymlink != 0 {
				_ = os.Remove(at(name)) // who writes through it changes another file
			}
			if os.MkdirAll(filepath.Dir(at(name)), 0o777) == nil {
				_ = os.WriteFile(at(name), []byte{byte('a' + chance.Intn(26))}, 0o666)
			}
		}
		fsys := os.DirFS(root)
		if _, told := again(fsys, finder.before, changed, false); told && finder.sound && changed != nil {
			short++
		}
		finder.Changed(changed)
		got, problems := finder.Files(fsys)
		want, others := Files(fsys)
		if !reflect.DeepEqual(got.Files, want.Files) || !reflect.DeepEqual(problems, others) {
			t.Fatalf("after a change of %q these are found:\n%v %v\nand not\n%v %v", changed, got.Files, problems, want.Files, others)
		}
	}
	if short < 50 {
		t.Errorf("only %d times there was no need to look at all files", short)
	}
}

// TestFilesAreFoundAgainByWhatDiffers: who asked every name of an earlier look
// whether it is as it was, and says which are not, finds the same as who looks at
// all files.
func TestFilesAreFoundAgainByWhatDiffers(t *testing.T) {
	root := t.TempDir()
	at := func(name string) string { return filepath.Join(root, filepath.FromSlash(name)) }
	write := func(name, text string) {
		_ = os.MkdirAll(filepath.Dir(at(name)), 0o777)
		_ = os.WriteFile(at(name), []byte(text), 0o666) // a folder may stand there
	}
	write("content/pages/about.md", "about")
	write("content/pages/more.md", "more")
	write("data/site.yaml", "title: x")
	names := []string{
		"content/pages/about.md", "content/pages/new.md", "content/other/one.md", "content/other", "content/pages", "content/pages/.hidden.md",
		"data/site.yaml", "data/a.csv", "content/top.md", "content/pages/deep/two.md",
	}
	chance, short := rand.New(rand.NewSource(2)), 0
	for round := range 120 {
		seen := witness.Of(os.DirFS(root), time.Now().Add(-time.Hour))
		before, problems := Files(seen)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		for range 1 + chance.Intn(2) {
			switch name, other := names[chance.Intn(len(names))], names[chance.Intn(len(names))]; chance.Intn(6) {
			case 0:
				_ = os.RemoveAll(at(name))
			case 1:
				_ = os.Rename(at(name), at(other))
			case 2: // as editors save
				write(name+"~", strings.Repeat("a", chance.Intn(9)))
				_ = os.Rename(at(name+"~"), at(name))
			default:
				write(name, strings.Repeat("b", chance.Intn(9)+round))
			}
		}
		write("content/stays.md", "stays")
		differs := witness.Differs(os.DirFS(root), nil, seen.Marks())
		if _, enough := again(os.DirFS(root), before, differs, true); enough {
			short++
		}
		got, problems := Knows(before.Files, differs).Files(os.DirFS(root))
		want, others := Files(os.DirFS(root))
		if !reflect.DeepEqual(got.Files, want.Files) || !reflect.DeepEqual(problems, others) {
			t.Fatalf("where %q differ these are found:\n%v %v\nand not\n%v %v", differs, got.Files, problems, want.Files, others)
		}
	}
	if short < 40 {
		t.Errorf("only %d times there was no need to look at all files", short)
	}
}

// On an easy system a file answers to its name in any capitals.
type easy struct{ fstest.MapFS }

// has is the name that a file has.
func (e easy) has(name string) string {
	for other := range e.MapFS {
		if strings.EqualFold(other, name) {
			return other
		}
	}
	return name
}

func (e easy) Open(name string) (fs.File, error)      { return e.MapFS.Open(e.has(name)) }
func (e easy) ReadFile(name string) ([]byte, error)   { return e.MapFS.ReadFile(e.has(name)) }
func (e easy) Stat(name string) (fs.FileInfo, error)  { return e.MapFS.Stat(e.has(name)) }
func (e easy) Lstat(name string) (fs.FileInfo, error) { return e.MapFS.Lstat(e.has(name)) }

// TestAFileWithOtherCapitals: where a file answers to the name that it had too, it is
// found under the one that it has.
func TestAFileWithOtherCapitals(t *testing.T) {
	files := easy{fstest.MapFS{"content/pages/About.md": {Data: []byte("about")}, "data/site.yaml": {Data: []byte("title: x")}}}
	finder := &Finder{}
	finder.Files(files)
	files.MapFS["content/pages/about.md"] = files.MapFS["content/pages/About.md"]
	delete(files.MapFS, "content/pages/About.md")
	finder.Changed([]string{"content/pages/About.md", "content/pages/about.md"})
	got, _ := finder.Files(files)
	if want, _ := Files(files); !reflect.DeepEqual(got.Files, want.Files) {
		t.Errorf("these are found: %v", got.Files)
	}
}

func try(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
