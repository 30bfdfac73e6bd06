package build

import (
	"bytes"
	"flag"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/tools/txtar"

	"plainsight/generator/kit/diag"
)

var update = flag.Bool("update", false, "rewrite what the archives expect; read the difference")

// now is the moment of all builds here: some day after the reports.
var now = time.Date(2026, 5, 9, 9, 0, 0, 0, time.UTC)

// TestSites builds every archive of testdata/sites. An archive begins with its
// story. Its files are laid over those of testdata/base.txtar, and a file that
// is empty takes the one of the base away. What is expected stands in the
// files want/problems, as the terminal shows them, and want/pages, a line a
// page that is not in the base.
func TestSites(t *testing.T) {
	t.Parallel()
	archives, err := filepath.Glob("testdata/sites/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("there are no sites to build", err)
	}
	_, base := checked(t, siteOf(t, &txtar.Archive{}))
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive := parsed(t, name)
			result, pages := checked(t, siteOf(t, archive))
			expect(t, name, archive, map[string]string{
				"want/problems": shown(result.Problems),
				"want/pages":    strings.Join(without(pages, base), "\n"),
			})
		})
	}
}

func TestTheBaseHasNoProblems(t *testing.T) {
	t.Parallel()
	result, pages := checked(t, siteOf(t, &txtar.Archive{}))
	if len(result.Problems) > 0 {
		t.Error(shown(result.Problems))
	}
	for _, page := range []string{"/", "/inspections/", "/inspections/2022-02-ilacs/", "/accessibility/", "/404.html"} {
		if !slices.Contains(pages, page) {
			t.Errorf("%s is not among the pages %v", page, pages)
		}
	}
}

func parsed(t *testing.T, name string) *txtar.Archive {
	t.Helper()
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return archive
}

// siteOf lays the files of an archive over those of the base and the theme.
func siteOf(t *testing.T, archive *txtar.Archive) fstest.MapFS {
	t.Helper()
	site := fstest.MapFS{}
	maps.Copy(site, themeFiles(t))
	for _, layer := range []*txtar.Archive{parsed(t, "testdata/base.txtar"), archive} {
		for _, file := range layer.Files {
			switch {
			case strings.HasPrefix(file.Name, "want/"):
			case len(bytes.TrimSpace(file.Data)) == 0:
				delete(site, file.Name)
			default:
				site[file.Name] = &fstest.MapFile{Data: file.Data}
			}
		}
	}
	return site
}

// themeFiles reads the theme as it is in the repository, without extras.
func themeFiles(t testing.TB) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	root := os.DirFS("../../..")
	err := fs.WalkDir(root, "themes/clearprint", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && entry.Name() == "node_modules":
			return fs.SkipDir
		case entry.IsDir():
			return nil
		}
		data, err := fs.ReadFile(root, name)
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// checked goes through all stages but writing, and gives the addresses of the
// planned pages in order.
func checked(t *testing.T, site fs.FS) (Result, []string) {
	t.Helper()
	o := Options{Source: site, Now: now}
	prepared, err := prepare(o, &Kept{})
	if err != nil {
		t.Fatal(err)
	}
	var pages []string
	for _, page := range prepared.pages {
		pages = append(pages, string(page.Address))
	}
	slices.Sort(pages)
	result, err := Check(o)
	if err != nil {
		t.Fatal(err)
	}
	return result, pages
}

func without(pages, others []string) (left []string) {
	for _, page := range pages {
		if !slices.Contains(others, page) {
			left = append(left, page)
		}
	}
	return left
}

func shown(problems []diag.Problem) string {
	var text bytes.Buffer
	diag.Text(&text, problems, false)
	return text.String()
}

// expect compares with the archive, or rewrites the archive.
func expect(t *testing.T, name string, archive *txtar.Archive, got map[string]string) {
	t.Helper()
	for _, section := range slices.Sorted(maps.Keys(got)) {
		text := strings.TrimSpace(got[section])
		at := slices.IndexFunc(archive.Files, func(f txtar.File) bool { return f.Name == section })
		want := ""
		if at >= 0 {
			want = strings.TrimSpace(string(archive.Files[at].Data))
		}
		if text == want {
			continue
		}
		if !*update {
			t.Errorf("%s is\n%s\n\nand should be\n%s", section, text, want)
			continue
		}
		if at < 0 {
			archive.Files = append(archive.Files, txtar.File{Name: section})
			at = len(archive.Files) - 1
		}
		archive.Files[at].Data = []byte(text + "\n")
	}
	if *update {
		if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
