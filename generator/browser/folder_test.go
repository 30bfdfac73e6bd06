package browser

import (
	"archive/zip"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// unpacked has the program pack the built site, and gives the folder in which
// a reader would unpack it.
func unpacked(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "site.zip")
	if out, err := exec.Command(os.Getenv(programVariable), "pack", "--output", os.Getenv(siteVariable), file).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	packed, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	folder := t.TempDir()
	if err := os.CopyFS(folder, packed); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(folder, "site")
}

// TestFromAFolder opens a page of each kind from a disk, as from a stick, and
// follows every link of the site to a file. Chromium then has no network to
// ask: a request to any host would be heard.
func TestFromAFolder(t *testing.T) {
	t.Parallel()
	folder := unpacked(t)
	site := &Site{files: os.DirFS(folder)}
	var err error
	if site.Pages, err = pagesIn(site.files); err != nil {
		t.Fatal(err)
	}
	kinds, err := site.OneOfEachKind()
	if err != nil || len(kinds) < 20 {
		t.Fatal(len(kinds), err)
	}
	const strays = `[...document.querySelectorAll("a[href]")].map((link) => link.href).filter((to) => to.startsWith("file:")).map((to) => decodeURIComponent(to.replace(/[?#].*/, ""))).join("\n")`
	with(tabs, func(tab *Tab) {
		for _, page := range kinds {
			address := "file://" + filepath.Join(folder, fileOf(page))
			if err := tab.Open(address, phone); err != nil {
				t.Fatal(err)
			}
			faults, err := tab.complaints()
			if err != nil {
				t.Fatal(err)
			}
			for _, fault := range faults {
				t.Errorf("%s: %s", page, fault)
			}
			links, err := Ask[string](tab, strays)
			if err != nil {
				t.Fatal(err)
			}
			for _, link := range strings.Split(links, "\n") {
				if info, err := os.Stat(link[len("file://"):]); err != nil || info.IsDir() {
					t.Errorf("%s leads to %s, where no file is", page, link)
				}
			}
		}
		tab.address = ""
	})
}

// TestASearchFromAFolderSaysWhyItIsNotThere: the list from A to Z is.
func TestASearchFromAFolderSaysWhyItIsNotThere(t *testing.T) {
	t.Parallel()
	folder := unpacked(t)
	if _, err := fs.Stat(os.DirFS(folder), "search/index"); err == nil {
		t.Error("the index of the search is in the folder, where it is of no use")
	}
	with(windows, func(tab *Tab) {
		v := visit{t, tab}
		if err := tab.Open("file://"+filepath.Join(folder, "search", "index.html"), phone); err != nil {
			t.Fatal(err)
		}
		v.expect(`document.querySelector(".from-folder").checkVisibility() && !document.querySelector("form.search").checkVisibility()`, "true")
		v.click("Staff supervision, matter that we follow")
		v.arrives("thread")
		v.silent()
		tab.address = ""
	})
}

// TestAnInteractiveChartFromAFolder: it is drawn there too. axe-core is left out,
// since it asks for the styles of such a page anew, which the policy forbids.
func TestAnInteractiveChartFromAFolder(t *testing.T) {
	t.Parallel()
	page := filepath.Join(unpacked(t), "metrics", "re-referrals", "index.html")
	with(windows, func(tab *Tab) {
		defer func() { tab.address = "" }()
		if err := tab.Open("file://"+page, phone); err != nil {
			t.Fatal(err)
		}
		v := visit{t, tab}
		v.ask(`[...document.querySelectorAll("figure button")].find((button) => button.textContent === "Open the interactive chart").click()`)
		v.expect(`document.querySelectorAll("figure .drawing svg").length`, "1")
		v.silent()
	})
}
