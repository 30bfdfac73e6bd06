package write

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func rollBack(t *testing.T, output string) Changes {
	t.Helper()
	staged, problems, err := Rollback(output)
	if err != nil || len(problems) > 0 {
		t.Fatalf("going back: %v, %v", problems, err)
	}
	changes, err := staged.Swap()
	try(t, err)
	tidy(t, output)
	return changes
}

func TestTheSiteBeforeComesBack(t *testing.T) {
	output := filepath.Join(t.TempDir(), "public")
	publish(t, output, site{"index.html", "1", "old.html", "old", "same.html", "same"})
	publish(t, output, site{"index.html", "2", "new.html", "new", "same.html", "same"})
	put(t, output, "CNAME", "came later")

	equal(t, rollBack(t, output).String(), "added old.html; changed index.html; removed new.html; same same.html")
	equal(t, list(t, output), "CNAME: came later\nindex.html: 1\nold.html: old\nsame.html: same")
	equal(t, rollBack(t, output).String(), "added new.html; changed index.html; removed old.html; same same.html")
	equal(t, list(t, output), "CNAME: came later\nindex.html: 2\nnew.html: new\nsame.html: same")
	publish(t, output, site{"index.html", "3"})
	equal(t, list(t, output), "CNAME: came later\nindex.html: 3")
}

func TestWhereThereIsNoSiteBefore(t *testing.T) {
	folder := t.TempDir()
	output := filepath.Join(folder, "public")
	refused := func() {
		t.Helper()
		if staged, problems, err := Rollback(output); !errors.Is(err, ErrNoneBefore) || staged != nil || problems != nil {
			t.Errorf("got %v, %v, %v", staged, problems, err)
		}
	}
	refused()
	equal(t, list(t, folder), "")
	publish(t, output, site{"index.html", "1"})
	refused()
	equal(t, list(t, output), "index.html: 1")
	tidy(t, output)
}

func TestADamagedSiteBeforeIsRefused(t *testing.T) {
	for name, damage := range map[string]func(before string) error{
		"a page that is gone": func(before string) error { return os.Remove(filepath.Join(before, "a/index.html")) },
		"an altered page": func(before string) error {
			return os.WriteFile(filepath.Join(before, "a/index.html"), []byte("x"), 0o600)
		},
		"half a manifest": func(before string) error { return os.Truncate(filepath.Join(before, manifestName), 20) },
		"a link in place of a page": func(before string) error {
			page := filepath.Join(before, "a/index.html")
			return errors.Join(os.Rename(page, page+".txt"), os.Symlink("index.html.txt", page))
		},
		"a link in place of a folder": func(before string) error {
			return errors.Join(os.Rename(filepath.Join(before, "a"), before+"-a"), os.Symlink(before+"-a", filepath.Join(before, "a")))
		},
	} {
		t.Run(name, func(t *testing.T) {
			output := filepath.Join(t.TempDir(), "public")
			publish(t, output, site{"a/index.html", "1"})
			publish(t, output, site{"a/index.html", "2"})
			try(t, damage(filepath.Join(besides(output), "before")))
			staged, _, err := Rollback(output)
			if err == nil || staged != nil || !strings.Contains(err.Error(), "is damaged and cannot be brought back") {
				t.Errorf("got %v, %v", staged, err)
			}
			equal(t, list(t, output), "a/index.html: 2")
		})
	}
}

// What came to stand where a page of the site before was is not lost.
func TestGoingBackStopsAtAForeignFile(t *testing.T) {
	t.Chdir(t.TempDir())
	publish(t, "public", site{"index.html", "1", "old.html", "old"})
	publish(t, "public", site{"index.html", "2"})
	put(t, "public", "old.html", "mine")
	_, problems, err := Rollback("public")
	if err != nil || len(problems) != 1 || problems[0].Place.File != "public/old.html" {
		t.Errorf("got %v, %v", problems, err)
	}
	equal(t, list(t, "public"), "index.html: 2\nold.html: mine")
	tidy(t, "public")
}
