package write

import (
	"bytes"
	"errors"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/render"
)

// A site is its files, written as path, text, path, text.
type site []string

func (s site) artifacts() iter.Seq2[render.Artifact, error] {
	return func(yield func(render.Artifact, error) bool) {
		for pair := range slices.Chunk(s, 2) {
			if !yield(render.Artifact{Path: pair[0], Bytes: []byte(pair[1])}, nil) {
				return
			}
		}
	}
}

// publish stages and swaps a site and expects that nothing is in the way.
func publish(t *testing.T, output string, s site) Changes {
	t.Helper()
	staged, problems, err := Stage(output, s.artifacts())
	if err != nil || len(problems) > 0 {
		t.Fatalf("staging: %v, %v", problems, err)
	}
	changes, err := staged.Swap()
	if err != nil {
		t.Fatal(err)
	}
	tidy(t, output)
	stands, err := staged.Stands()
	try(t, err)
	if seen, err := strolled(output, marks{}); err != nil || !bytes.Equal(stands.marks.append(nil), seen.marks().append(nil)) || !stands.Stands(output) {
		t.Errorf("the output stands in another way than the build says, %v", err)
	}
	return changes
}

// TestWhatChangesWhileABuildRuns: it is not taken for the build's own.
func TestWhatChangesWhileABuildRuns(t *testing.T) {
	for builds := range 5 { // the last of which have a spare
		output := filepath.Join(t.TempDir(), "public")
		for build := range builds + 1 {
			publish(t, output, of(strconv.Itoa(build)))
		}
		staged, _, err := Stage(output, func(yield func(render.Artifact, error) bool) {
			for artifact, err := range of("9").artifacts() {
				if !yield(artifact, err) {
					return
				}
			}
			changed := filepath.Join(output, "same", "index.html")
			try(t, os.WriteFile(changed, []byte("not same"), 0o644))
			try(t, os.Chtimes(changed, time.Time{}, time.Now().Add(time.Hour)))
		})
		try(t, err)
		_, err = staged.Swap()
		try(t, err)
		if stands, err := staged.Stands(); err != nil || stands.Stands(output) {
			t.Errorf("a file that was changed meanwhile is taken as it is, %v", err)
		}
	}
}

// refuse stages a site and expects problems, one line each.
func refuse(t *testing.T, output string, s site, want ...string) {
	t.Helper()
	before := list(t, output)
	staged, problems, err := Stage(output, s.artifacts())
	if err != nil || staged != nil {
		t.Fatalf("expected problems only, got %v, %v", staged, err)
	}
	var got []string
	for _, problem := range problems {
		if problem.Severity != diag.Error || problem.Hint == "" {
			t.Errorf("%v has to be an error with a hint", problem)
		}
		got = append(got, problem.Place.String()+": "+problem.Message+" "+problem.Hint)
	}
	equal(t, strings.Join(got, "\n"), strings.Join(want, "\n"))
	equal(t, list(t, output), before)
	tidy(t, output)
}

// list gives a folder as lines of path and content, without the manifest.
func list(t *testing.T, folder string) string {
	t.Helper()
	var lines []string
	err := filepath.WalkDir(folder, func(at string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		path, _ := filepath.Rel(folder, at)
		path = filepath.ToSlash(path)
		switch {
		case err != nil:
			return err
		case path == "." || path == manifestName:
		case entry.IsDir():
			if inside, err := os.ReadDir(at); err != nil || len(inside) == 0 {
				lines = append(lines, path+"/")
			}
		case entry.Type() == fs.ModeSymlink:
			target, err := os.Readlink(at)
			lines = append(lines, path+" -> "+target)
			return err
		default:
			text, err := os.ReadFile(at)
			lines = append(lines, path+": "+string(text))
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(lines, "\n")
}

// tidy checks that the work folder holds the lock, the site before and a spare
// alone.
func tidy(t *testing.T, output string) {
	t.Helper()
	entries, err := os.ReadDir(besides(output))
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if entry.Name() != "lock" && entry.Name() != "before" && entry.Name() != "spare" {
			t.Errorf("%s was left behind", entry.Name())
		}
	}
}

func besides(output string) string {
	return filepath.Join(filepath.Dir(output), "."+filepath.Base(output)+".plainsight")
}

func equal(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func (c Changes) String() string {
	return "added " + strings.Join(c.Added, " ") + "; changed " + strings.Join(c.Changed, " ") +
		"; removed " + strings.Join(c.Removed, " ") + "; same " + strings.Join(c.Same, " ")
}

// put writes a file as a person would.
func put(t *testing.T, output, path, text string) {
	t.Helper()
	at := filepath.Join(output, path)
	if err := errors.Join(os.MkdirAll(filepath.Dir(at), 0o755), os.WriteFile(at, []byte(text), 0o644)); err != nil {
		t.Fatal(err)
	}
}

func try(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestASiteGrowsAndShrinks(t *testing.T) {
	output := filepath.Join(t.TempDir(), "sites", "public")

	changes := publish(t, output, site{"index.html", "home", "about/index.html", "about"})
	equal(t, changes.String(), "added about/index.html index.html; changed ; removed ; same ")
	equal(t, list(t, output), "about/index.html: about\nindex.html: home")
	if _, err := os.Stat(filepath.Join(besides(output), "before")); err == nil {
		t.Error("there was no site before the first")
	}

	changes = publish(t, output, site{"index.html", "home!", "about/index.html", "about", "404.html", "gone"})
	equal(t, changes.String(), "added 404.html; changed index.html; removed ; same about/index.html")
	equal(t, list(t, filepath.Join(besides(output), "before")), "about/index.html: about\nindex.html: home")

	changes = publish(t, output, site{"index.html", "home!"})
	equal(t, changes.String(), "added ; changed ; removed 404.html about/index.html; same index.html")
	equal(t, list(t, output), "index.html: home!")
}

func TestTheManifestListsWhatWasWritten(t *testing.T) {
	output := filepath.Join(t.TempDir(), "public")
	publish(t, output, site{"b.html", "b", "a <&> ü.html", "", "a/b.html", "b"})
	text, err := os.ReadFile(filepath.Join(output, manifestName))
	try(t, err)
	equal(t, string(text), `{"files": [
{"path":"a <&> ü.html","size":0,"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
{"path":"a/b.html","size":1,"sha256":"3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d"},
{"path":"b.html","size":1,"sha256":"3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d"}
]}
`)
}

func TestTheSameSiteIsNotSwapped(t *testing.T) {
	output := filepath.Join(t.TempDir(), "public")
	pages := site{"index.html", "home", "about/index.html", "about"}
	publish(t, output, pages)
	before, err := os.Stat(output)
	try(t, err)
	changes := publish(t, output, pages)
	equal(t, changes.String(), "added ; changed ; removed ; same about/index.html index.html")
	after, err := os.Stat(output)
	try(t, err)
	if !os.SameFile(before, after) {
		t.Error("the folder was exchanged for nothing")
	}
}

func TestWhatIsTheSameIsLinked(t *testing.T) {
	output := filepath.Join(t.TempDir(), "public")
	publish(t, output, site{"same.html", "same", "other.html", "1"})
	before, err := os.Stat(filepath.Join(output, "same.html"))
	try(t, err)
	publish(t, output, site{"same.html", "same", "other.html", "2"})
	after, err := os.Stat(filepath.Join(output, "same.html"))
	try(t, err)
	if !os.SameFile(before, after) {
		t.Error("same.html was written again")
	}
}

func TestForeignFilesStay(t *testing.T) {
	output := filepath.Join(t.TempDir(), "public")
	put(t, output, ".gitkeep", "")
	put(t, output, "CNAME", "services.example")
	put(t, output, "committee papers/2022/agenda.txt", "1. Apologies")
	try(t, os.Mkdir(filepath.Join(output, "empty"), 0o700))
	try(t, os.Chmod(filepath.Join(output, "empty"), 0o500))
	try(t, os.Symlink("../elsewhere", filepath.Join(output, "link")))
	foreign := ".gitkeep: \nCNAME: services.example\ncommittee papers/2022/agenda.txt: 1. Apologies\nempty/\n"

	publish(t, output, site{"index.html", "home", "committee papers/index.html", "papers"})
	equal(t, list(t, output), strings.Replace(foreign, "\nempty", "\ncommittee papers/index.html: papers\nempty", 1)+
		"index.html: home\nlink -> ../elsewhere")
	publish(t, output, site{"index.html", "house"})
	publish(t, output, site{"index.html", "home"})
	equal(t, list(t, output), foreign+"index.html: home\nlink -> ../elsewhere")

	empty, err := os.Stat(filepath.Join(output, "empty"))
	try(t, err)
	equal(t, empty.Mode().String(), "dr-x------")
}

func TestTheOutputKeepsItsRights(t *testing.T) {
	output := filepath.Join(t.TempDir(), "public")
	try(t, os.Mkdir(output, 0o700))
	try(t, os.Chmod(output, 0o750|fs.ModeSetgid))
	before, err := os.Stat(output)
	try(t, err)
	publish(t, output, site{"index.html", "home"})
	after, err := os.Stat(output)
	try(t, err)
	equal(t, after.Mode().String(), before.Mode().String())
}

func TestAForeignFileInTheWay(t *testing.T) {
	t.Chdir(t.TempDir())
	publish(t, "public", site{"index.html", "home"})
	put(t, "public", "about/index.html", "mine")
	put(t, "public", "map", "mine")
	put(t, "public", "formats/list/mine.txt", "mine")
	put(t, "public", "INDEX.html", "mine")
	refuse(t, "./public", site{"index.html", "house", "about/index.html", "about", "map/index.html", "map", "formats", "formats"},
		"public/INDEX.html: The site needs this place for index.html, and the generator did not write what stands there. Move public/INDEX.html out of public and build again.",
		"public/about/index.html: The site needs this place for about/index.html, and the generator did not write what stands there. Move public/about/index.html out of public and build again.",
		"public/formats: The site needs this place for formats, and the generator did not write what stands there. Move public/formats out of public and build again.",
		"public/map: The site needs this place for map/index.html, and the generator did not write what stands there. Move public/map out of public and build again.",
	)
}

func TestAForeignFileInAFolderOfOurs(t *testing.T) {
	t.Chdir(t.TempDir())
	publish(t, "public", site{"about/index.html", "about"})
	put(t, "public", "about/mine.txt", "mine")
	refuse(t, "public", site{"about", "now a file"},
		"public/about/mine.txt: The site needs this place for about, and the generator did not write what stands there. Move public/about/mine.txt out of public and build again.")
	try(t, os.Remove("public/about/mine.txt"))
	publish(t, "public", site{"about", "now a file"})
	equal(t, list(t, "public"), "about: now a file")
}

func TestAFileInPlaceOfAFolderOfOursIsForeign(t *testing.T) {
	t.Chdir(t.TempDir())
	publish(t, "public", site{"index.html", "home", "about/index.html", "about"})
	try(t, os.RemoveAll("public/about"))
	put(t, "public", "about", "mine")
	publish(t, "public", site{"index.html", "home"})
	equal(t, list(t, "public"), "about: mine\nindex.html: home")
}

func TestAnAlteredPageIsHealed(t *testing.T) {
	output := filepath.Join(t.TempDir(), "public")
	pages := site{"altered.html", "Good", "deleted.html", "here", "same.html", "same"}
	publish(t, output, pages)
	put(t, output, "altered.html", "Outstanding")
	try(t, os.Remove(filepath.Join(output, "deleted.html")))
	changes := publish(t, output, pages)
	equal(t, changes.String(), "added deleted.html; changed altered.html; removed ; same same.html")
	equal(t, list(t, output), "altered.html: Good\ndeleted.html: here\nsame.html: same")
}

func TestALinkAtAPathOfOursIsReplacedNotFollowed(t *testing.T) {
	folder := t.TempDir()
	output, elsewhere := filepath.Join(folder, "public"), filepath.Join(folder, "elsewhere")
	pages := site{"index.html", "home", "about/index.html", "about"}
	publish(t, output, pages)

	put(t, elsewhere, "index.html", "home")
	try(t, os.RemoveAll(filepath.Join(output, "about")))
	try(t, os.Symlink(elsewhere, filepath.Join(output, "about")))
	try(t, os.Remove(filepath.Join(output, "index.html")))
	try(t, os.Symlink(filepath.Join(elsewhere, "index.html"), filepath.Join(output, "index.html")))

	changes := publish(t, output, pages)
	equal(t, changes.String(), "added about/index.html; changed index.html; removed ; same ")
	equal(t, list(t, output), "about/index.html: about\nindex.html: home")
	equal(t, list(t, elsewhere), "index.html: home")
}

func TestTheOutputMayBeALink(t *testing.T) {
	folder := t.TempDir()
	real, link := filepath.Join(folder, "web", "www"), filepath.Join(folder, "public")
	try(t, os.MkdirAll(real, 0o755))
	try(t, os.Symlink(filepath.Join("web", "www"), link))
	for _, text := range []string{"1", "2"} {
		staged, problems, err := Stage(link, site{"index.html", text}.artifacts())
		if err != nil || problems != nil {
			t.Fatal(problems, err)
		}
		_, err = staged.Swap()
		try(t, err)
		equal(t, list(t, real), "index.html: "+text)
		tidy(t, real)
	}
	target, err := os.Readlink(link)
	try(t, err)
	equal(t, filepath.ToSlash(target), "web/www")
}

func TestWhatCannotBeAnOutput(t *testing.T) {
	folder := t.TempDir()
	put(t, folder, "file", "text")
	try(t, os.Symlink("nowhere", filepath.Join(folder, "dangling")))
	for _, output := range []string{"file", "dangling", "file/public"} {
		staged, problems, err := Stage(filepath.Join(folder, output), site{"index.html", "home"}.artifacts())
		if err == nil || staged != nil || problems != nil {
			t.Errorf("%s was taken for a folder", output)
		}
	}
	equal(t, list(t, folder), "dangling -> nowhere\nfile: text")
}

func TestWithoutAManifestAllIsForeign(t *testing.T) {
	for name, text := range map[string]string{
		"missing":                 "",
		"cut off":                 `{"files": [`,
		"somebody else's":         `{"name": "Services", "start_url": "/"}`,
		"listing what lies above": `{"files": [{"path":"../x","size":0,"sha256":"` + strings.Repeat("0", 64) + `"}]}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			publish(t, "public", site{"index.html", "home", "about.html", "about"})
			try(t, os.Remove("public/manifest.json"))
			hint := ", and public/manifest.json, which says which files are the generator's, is missing or cannot be read." +
				" Keep what is yours elsewhere, empty the folder public and build again."
			want := "public/index.html: The site needs this place for index.html" + hint
			if text != "" {
				put(t, "public", "manifest.json", text)
			}
			refuse(t, "public", site{"index.html", "house", "about.html", "about house"}, want)
		})
	}
}

func TestALostManifestIsWrittenAgain(t *testing.T) {
	t.Chdir(t.TempDir())
	pages := site{"index.html", "home", "about.html", "about"}
	publish(t, "public", pages)
	before, err := os.ReadFile("public/manifest.json")
	try(t, err)
	try(t, os.Remove("public/manifest.json"))
	equal(t, publish(t, "public", pages).String(), "added ; changed ; removed ; same about.html index.html")
	after, err := os.ReadFile("public/manifest.json")
	try(t, err)
	equal(t, string(after), string(before))
}

func TestTwoFilesWithOneAddress(t *testing.T) {
	t.Chdir(t.TempDir())
	refuse(t, "public", site{"map.png", "1", "map.png", "2"},
		"public/map.png: Two pages or files of the site have the address map.png. Give one of the two another name.")
	refuse(t, "public", site{"map.png", "1", "Map.png", "2"},
		"public/Map.png: The site cannot have both map.png and Map.png. Give one of the two another name.")
	refuse(t, "public", site{"map", "1", "MAP/index.html", "2"},
		"public/MAP/index.html: The site cannot have both map and MAP/index.html. Give one of the two another name.")
	refuse(t, "public", site{"map/index.html", "1", "map", "2"},
		"public/map: The site cannot have both map/index.html and map. Give one of the two another name.")
}

func TestPathsThatAreRefused(t *testing.T) {
	output := filepath.Join(t.TempDir(), "public")
	for _, path := range []string{
		"../index.html", "/index.html", "a/../b", "a//b", ".", "", "a\\b", "C:index.html", "a\x00b", "a\xffb", "manifest.json",
	} {
		staged, problems, err := Stage(output, site{path, "text"}.artifacts())
		if err == nil || staged != nil || problems != nil {
			t.Errorf("%q was taken", path)
		}
		tidy(t, output)
	}
	equal(t, list(t, output), "")
}

func TestNamesOfAllKinds(t *testing.T) {
	output := filepath.Join(t.TempDir(), "public of the council")
	long := strings.Repeat("long", 60) + ".html"
	pages := site{"Ελληνικά/中文 页.html", "1", "with space/" + long, "2", "মার্টন.html", "3"}
	publish(t, output, pages)
	if changes := publish(t, output, pages); changes.Any() || len(changes.Same) != 3 {
		t.Errorf("not read back as written: %s", changes)
	}
	staged, _, err := Stage(output, site{strings.Repeat("x", 300), "too long"}.artifacts())
	if err == nil || staged != nil || !strings.Contains(err.Error(), "xxx could not be written") {
		t.Errorf("a name of 300 letters: %v", err)
	}
	if changes := publish(t, output, pages); changes.Any() {
		t.Errorf("the failed build changed something: %s", changes)
	}
}

func TestArtifactsThatEndWithAnError(t *testing.T) {
	output := filepath.Join(t.TempDir(), "public")
	publish(t, output, site{"index.html", "home"})
	fault := errors.New("the template is broken")
	staged, problems, err := Stage(output, func(yield func(render.Artifact, error) bool) {
		_ = yield(render.Artifact{Path: "index.html", Bytes: []byte("house")}, nil) && yield(render.Artifact{}, fault)
	})
	if !errors.Is(err, fault) || staged != nil || problems != nil {
		t.Errorf("got %v, %v, %v", staged, problems, err)
	}
	equal(t, list(t, output), "index.html: home")
	tidy(t, output)
}

func TestDiscard(t *testing.T) {
	output := filepath.Join(t.TempDir(), "public")
	publish(t, output, site{"index.html", "home"})
	staged, _, err := Stage(output, site{"index.html", "house"}.artifacts())
	try(t, err)
	try(t, staged.Discard())
	try(t, staged.Discard())
	if _, err := staged.Swap(); err == nil {
		t.Error("what was discarded was swapped")
	}
	equal(t, list(t, output), "index.html: home")
	tidy(t, output)
	var nothing *Staged
	try(t, nothing.Discard())
}

func TestBuildsInOneProcessWaitForEachOther(t *testing.T) {
	output := filepath.Join(t.TempDir(), "public")
	var builds sync.WaitGroup
	for _, text := range strings.Split("abcdefgh", "") {
		builds.Go(func() {
			staged, problems, err := Stage(output, site{"1.html", text, "2.html", text}.artifacts())
			if err != nil || problems != nil {
				t.Error(problems, err)
				return
			}
			if changes, err := staged.Swap(); err != nil || len(changes.Added)+len(changes.Changed) != 2 {
				t.Error(changes, err)
			}
		})
	}
	builds.Wait()
	tidy(t, output)
	got := list(t, output)
	last := got[len(got)-1:]
	equal(t, got, "1.html: "+last+"\n2.html: "+last)
}

// What a build leaves when it is killed at each step of a swap.
func TestAKilledSwap(t *testing.T) {
	for name, c := range map[string]struct {
		kill         func(t *testing.T, w *work)
		want, before string
	}{
		"while staging": {func(t *testing.T, w *work) {
			try(t, os.Remove(filepath.Join(w.staged(), manifestName)))
		}, "2", "1"},
		"before the exchange": {func(t *testing.T, w *work) {
			try(t, os.Link(filepath.Join(w.staged(), manifestName), w.swapping()))
		}, "2", "1"},
		"after the exchange": {func(t *testing.T, w *work) {
			try(t, os.Link(filepath.Join(w.staged(), manifestName), w.swapping()))
			try(t, w.exchange())
		}, "3", "2"},
		"with the site before gone aside": {func(t *testing.T, w *work) {
			try(t, os.Link(filepath.Join(w.staged(), manifestName), w.swapping()))
			try(t, w.exchange())
			try(t, os.Rename(w.before(), w.outdated()))
		}, "3", "2"},
		"before tidying up": {func(t *testing.T, w *work) {
			try(t, w.swap())
		}, "3", "2"},
		"with the public site set aside": {func(t *testing.T, w *work) {
			try(t, os.Link(filepath.Join(w.staged(), manifestName), w.swapping()))
			try(t, os.Rename(w.output, w.staged()+".aside"))
		}, "2", "1"},
		"with the new site in place and the old one aside": {func(t *testing.T, w *work) {
			try(t, os.Link(filepath.Join(w.staged(), manifestName), w.swapping()))
			try(t, os.Rename(w.output, w.staged()+".aside"))
			try(t, os.Rename(w.staged(), w.output))
		}, "3", "2"},
	} {
		t.Run(name, func(t *testing.T) {
			output := filepath.Join(t.TempDir(), "public")
			publish(t, output, site{"index.html", "1"})
			publish(t, output, site{"index.html", "2"})
			staged, _, err := Stage(output, site{"index.html", "3"}.artifacts())
			try(t, err)
			c.kill(t, staged.work)
			try(t, staged.work.lock.Release()) // as the system does

			again, err := begin(output)
			try(t, err)
			tidy(t, output)
			equal(t, list(t, output), "index.html: "+c.want)
			equal(t, list(t, again.before()), "index.html: "+c.before)
			try(t, again.end())
			publish(t, output, site{"index.html", "4"})
			equal(t, list(t, output), "index.html: 4")
		})
	}
}

// exchange is the one step of a swap, without what comes after it.
func (w *work) exchange() error {
	aside := w.staged() + ".aside"
	return errors.Join(os.Rename(w.output, aside), os.Rename(w.staged(), w.output), os.Rename(aside, w.staged()))
}
