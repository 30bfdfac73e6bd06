package write

import (
	"bytes"
	"iter"
	"os"
	"path/filepath"
	"testing"
	"time"

	"plainsight/generator/kit/disk"
	"plainsight/generator/stage/render"
)

// A shelf is how sites stood; a nil one knows nothing.
type shelf map[string]Standing

func (s shelf) stood(site string) Standing { return s[site] }

// publish publishes a site over what is known, as if it were made some time after
// its folders.
func (s shelf) publish(t *testing.T, output string, next site) {
	t.Helper()
	staged, problems, err := StageOver(output, s.stood, func(Left) iter.Seq2[render.Artifact, error] { return next.artifacts() })
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	_, err = staged.Swap()
	try(t, err)
	tidy(t, output)
	stands, err := staged.Stands()
	try(t, err)
	if seen, err := strolled(output, marks{}); err != nil || !bytes.Equal(stands.marks.append(nil), seen.marks().append(nil)) || !stands.Stands(output) {
		t.Errorf("the output stands in another way than the build says, %v", err)
	}
	if s == nil {
		return
	}
	try(t, os.Chtimes(filepath.Join(output, manifestName), time.Time{}, time.Now().Add(time.Hour)))
	seen, err := strolled(output, marks{})
	try(t, err)
	s[SiteIn(output)] = Standing{marks: seen.marks()}
}

// grown is an output after three builds, so that there is a spare.
func grown(t *testing.T, known shelf) (output, spare string) {
	t.Helper()
	output = filepath.Join(t.TempDir(), "public")
	put(t, output, "own/notes.txt", "mine")
	for _, version := range []string{"1", "2", "3"} {
		known.publish(t, output, of(version))
	}
	return output, filepath.Join(besides(output), "spare")
}

func of(version string) site {
	return site{
		"index.html", version, "same/index.html", "the same", "a/b/index.html", version, "a/c/index.html", "the same",
		"of " + version + "/index.html", "only then",
	}
}

// TestTheNextSiteIsMadeOfTheSpare: where nothing became different nothing is
// made.
func TestTheNextSiteIsMadeOfTheSpare(t *testing.T) {
	output, spare := grown(t, nil)
	before, err := os.Stat(filepath.Join(spare, "a", "c"))
	if err != nil {
		t.Skip("there are no spares on this system")
	}
	publish(t, output, of("4"))
	after, err := os.Stat(filepath.Join(output, "a", "c"))
	try(t, err)
	if !os.SameFile(before, after) || !after.ModTime().Equal(before.ModTime()) {
		t.Error("a folder of the spare was made again")
	}
}

// TestWhateverTheSpareIs: the next site is as it would be without one, and
// nothing outside is touched.
func TestWhateverTheSpareIs(t *testing.T) {
	for name, spoil := range map[string]func(spare, outside string) error{
		"as it was left": func(_, _ string) error { return nil },
		"gone":           func(spare, _ string) error { return os.RemoveAll(spare) },
		"half":           func(spare, _ string) error { return os.RemoveAll(filepath.Join(spare, "a")) },
		"not a site":     func(spare, _ string) error { return os.Remove(filepath.Join(spare, manifestName)) },
		"a file":         func(spare, _ string) error { _ = os.RemoveAll(spare); return os.WriteFile(spare, nil, 0o644) },
		"a link": func(spare, outside string) error {
			_ = os.RemoveAll(spare)
			return os.Symlink(outside, spare)
		},
		"of links to elsewhere": func(spare, outside string) error {
			_ = os.RemoveAll(filepath.Join(spare, "a"))
			_ = os.Remove(filepath.Join(spare, "index.html"))
			_ = os.Symlink(filepath.Join(outside, "index.html"), filepath.Join(spare, "index.html"))
			return os.Symlink(outside, filepath.Join(spare, "a"))
		},
		"of other words": func(spare, _ string) error {
			_ = os.Remove(filepath.Join(spare, "same", "index.html"))
			return os.WriteFile(filepath.Join(spare, "same", "index.html"), []byte("not same"), 0o644)
		},
		"of folders for files": func(spare, _ string) error {
			_ = os.Remove(filepath.Join(spare, "index.html"))
			return os.MkdirAll(filepath.Join(spare, "index.html", "below"), 0o755)
		},
		"of files for folders": func(spare, _ string) error {
			_ = os.RemoveAll(filepath.Join(spare, "a"))
			return os.WriteFile(filepath.Join(spare, "a"), nil, 0o644)
		},
		"written into": func(spare, _ string) error {
			return os.WriteFile(filepath.Join(spare, "same", "index.html"), []byte("not same"), 0o644)
		},
		"of more": func(spare, _ string) error {
			return os.WriteFile(filepath.Join(spare, "a", "c", "more.html"), nil, 0o644)
		},
		"of other rights": func(spare, _ string) error {
			return os.Chmod(filepath.Join(spare, "a"), 0o500)
		},
		"without rights": func(spare, _ string) error { return os.Chmod(spare, 0o500) },
	} {
		tried := func(t *testing.T, known shelf) {
			output, spare := grown(t, known)
			if _, err := os.Stat(spare); err != nil {
				t.Skip("there are no spares on this system")
			}
			outside := t.TempDir()
			put(t, outside, "index.html", "outside")
			put(t, outside, "c/index.html", "outside")
			put(t, outside, manifestName, "outside")
			try(t, spoil(spare, outside))
			known.publish(t, output, of("4"))

			alone := filepath.Join(t.TempDir(), "public")
			put(t, alone, "own/notes.txt", "mine")
			publish(t, alone, of("4"))
			equal(t, list(t, output), list(t, alone))
			equal(t, list(t, outside), "c/index.html: outside\nindex.html: outside")
			for _, folder := range []string{".", "a", "a/b", "own"} {
				want, err := os.Lstat(filepath.Join(alone, folder))
				try(t, err)
				got, err := os.Lstat(filepath.Join(output, folder))
				try(t, err)
				equal(t, got.Mode().String(), want.Mode().String())
			}
		}
		t.Run(name, func(t *testing.T) { tried(t, nil) })
		t.Run(name+" and was known", func(t *testing.T) { tried(t, shelf{}) })
	}
}

// TestAFolderThatWasDone: where all that stood in a folder of a spare was asked for, more
// may come to it, and it may stay as it was. How the output stands is told right.
func TestAFolderThatWasDone(t *testing.T) {
	known := shelf{}
	output, spare := grown(t, known)
	if _, err := os.Stat(spare); err != nil {
		t.Skip("there are no spares on this system")
	}
	known.publish(t, output, append(of("4"), "same/more.html", "more", "a/c/more/index.html", "more"))
	known.publish(t, output, of("5"))
	known.publish(t, output, append(of("6"), "same/more.html", "more", "a/c/more/index.html", "other"))
	equal(t, list(t, output), "a/b/index.html: 6\na/c/index.html: the same\na/c/more/index.html: other\nindex.html: 6\nof 6/index.html: only then\nown/notes.txt: mine\nsame/index.html: the same\nsame/more.html: more")
}

// TestWhatIsKnownOfASpareIsNotRead: a folder that is the one that is known, and has
// not changed since, is not listed; any other is.
func TestWhatIsKnownOfASpareIsNotRead(t *testing.T) {
	known := shelf{}
	output, spare := grown(t, known)
	if _, err := os.Stat(spare); err != nil {
		t.Skip("there are no spares on this system")
	}
	try(t, os.WriteFile(filepath.Join(spare, "a", "b", "more.html"), nil, 0o644))
	moment := func(folder string, at time.Time) { try(t, os.Chtimes(filepath.Join(spare, folder), at, at)) }
	old, err := os.Stat(filepath.Join(spare, "a", "c"))
	try(t, err)
	try(t, os.RemoveAll(filepath.Join(spare, "same")))
	put(t, spare, "same/index.html", "not the same")
	moment("same", old.ModTime()) // it is another folder all the same
	ground := &ground{folder: spare}
	ground.know(spare, known.stood)
	for folder, want := range map[string]bool{"a": true, "a/c": true, "a/b": false, "same": false, "none": false} {
		found, is := ground.remembered(folder)
		if is != want {
			t.Errorf("%s is known: %t", folder, is)
		}
		mark, _ := known[SiteIn(spare)].marks.of(folder)
		if itself, entries, err := disk.List(filepath.Join(spare, folder)); is && (err != nil || string(listed{itself: itself, entries: entries}.mark(nil)) != mark || len(found.entries) != len(entries)) {
			t.Errorf("%s is known as %v, and is %v %v, %v", folder, found, itself, entries, err)
		}
	}
	ground.until = disk.Noted(old) + int64(time.Millisecond)
	if _, is := ground.remembered("a/c"); is {
		t.Error("a folder that may have changed in the same beat is taken as known")
	}
	known.publish(t, output, of("4"))
	equal(t, list(t, output), "a/b/index.html: 4\na/c/index.html: the same\nindex.html: 4\nof 4/index.html: only then\nown/notes.txt: mine\nsame/index.html: the same")
}
