package write

import (
	"os"
	"path/filepath"
	"testing"
)

// grown is an output after three builds, so that there is a spare.
func grown(t *testing.T) (output, spare string) {
	t.Helper()
	output = filepath.Join(t.TempDir(), "public")
	put(t, output, "own/notes.txt", "mine")
	for _, version := range []string{"1", "2", "3"} {
		publish(t, output, of(version))
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
	output, spare := grown(t)
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
		"of more": func(spare, _ string) error {
			return os.WriteFile(filepath.Join(spare, "a", "c", "more.html"), nil, 0o644)
		},
		"of other rights": func(spare, _ string) error {
			return os.Chmod(filepath.Join(spare, "a"), 0o500)
		},
		"without rights": func(spare, _ string) error { return os.Chmod(spare, 0o500) },
	} {
		t.Run(name, func(t *testing.T) {
			output, spare := grown(t)
			if _, err := os.Stat(spare); err != nil {
				t.Skip("there are no spares on this system")
			}
			outside := t.TempDir()
			put(t, outside, "index.html", "outside")
			put(t, outside, "c/index.html", "outside")
			put(t, outside, manifestName, "outside")
			try(t, spoil(spare, outside))
			publish(t, output, of("4"))

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
		})
	}
}
