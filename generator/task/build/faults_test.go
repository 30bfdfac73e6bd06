package build

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"plainsight/generator/kit/memory"
	"plainsight/generator/stage/collect"
)

// restless is a site of which one file becomes another after it was read.
type restless struct {
	fstest.MapFS
	name, becomes string
	reads         int
}

func (r *restless) ReadFile(name string) ([]byte, error) {
	text, err := r.MapFS.ReadFile(name)
	if name != r.name {
		return text, err
	}
	r.reads++
	if r.reads > 1 {
		text = []byte(r.becomes)
	}
	return text, err
}

func (r *restless) Open(name string) (fs.File, error) {
	text, err := r.ReadFile(name)
	if err != nil || name != r.name {
		return r.MapFS.Open(name)
	}
	return fstest.MapFS{name: file(string(text))}.Open(name)
}

// TestAFileThatChangesMeanwhile saves a file while the site is built from it:
// the old site stays, or the new one is made of one version, as its manifest
// says. What was read twice is told.
func TestAFileThatChangesMeanwhile(t *testing.T) {
	t.Parallel()
	site := siteOf(t, &txtar.Archive{})
	output := filepath.Join(t.TempDir(), "public")
	old := built(t, site, output)
	names, told := []string{"data/site.yaml", "data/scales.yaml", "content/pages/about.md", "content/inspections/2022-02-ilacs.md",
		"themes/clearprint/languages/en.yaml", "themes/clearprint/templates/home.html"}, 0
	for _, name := range names {
		saved := maps.Clone(site)
		saved[name] = file(strings.ReplaceAll(string(site[name].Data), "Plainton", "Newton"))
		_, err := Build(Options{Source: &restless{MapFS: saved, name: name, becomes: "half of "}, Output: output, Now: now})
		after := sums(t, os.DirFS(output))
		switch {
		case errors.Is(err, collect.ErrChanged) && strings.Contains(err.Error(), name):
			told++
			if !maps.Equal(old, after) {
				t.Errorf("%s: the old site changed: %v", name, differing(old, after))
			}
		case err != nil:
			t.Errorf("%s: %v", name, err)
		}
		asListed(t, output)
	}
	if told < 4 {
		t.Errorf("only %d changes were told", told)
	}
	t.Logf("tried %d files that change while the site is built", len(names))
}

// asListed compares every published file with the manifest.
func asListed(t *testing.T, output string) {
	t.Helper()
	public := os.DirFS(output)
	text, err := fs.ReadFile(public, "manifest.json")
	var manifest struct {
		Files []struct{ Path, SHA256 string }
	}
	if err != nil || json.Unmarshal(text, &manifest) != nil || len(manifest.Files)+1 != len(filesOf(t, public)) {
		t.Fatalf("the manifest lists %d of %d files, %v", len(manifest.Files), len(filesOf(t, public)), err)
	}
	for _, one := range manifest.Files {
		text, err := fs.ReadFile(public, one.Path)
		if sum := sha256.Sum256(text); err != nil || hex.EncodeToString(sum[:]) != one.SHA256 {
			t.Errorf("%s is not as the manifest says", one.Path)
		}
	}
}

// TestALargePage publishes a text of 5 MB, every word of it.
func TestALargePage(t *testing.T) {
	t.Parallel()
	site := siteOf(t, &txtar.Archive{})
	paragraph := strings.Repeat("Children are well served by people who know them. ", 100)
	many := 5<<20/len(paragraph) + 1
	site["content/pages/large.md"] = file("---\ntitle: Large\nsummary: It is large.\n---\n\n" + strings.Repeat(paragraph+"\n\n", many))
	output := filepath.Join(t.TempDir(), "public")
	built(t, site, output)
	page, err := os.ReadFile(filepath.Join(output, "large", "index.html"))
	if err != nil || strings.Count(string(page), "people who know them.") != 100*many {
		t.Errorf("the page has %d bytes, %v", len(page), err)
	}
	t.Logf("tried 1 page of 5 MB")
}

// TestALongTable refuses a table of 100,000 rows for one page, with the line
// at which it becomes too long.
func TestALongTable(t *testing.T) {
	t.Parallel()
	site := siteOf(t, &txtar.Archive{})
	site["data/metrics/long.yaml"] = file("title: Long\ndefinition: All.\nunit: referrals\nkind: flow\nyear: financial\nsource: ofsted-2022\n")
	var rows strings.Builder
	rows.WriteString("period,place,value,status,note,kind\n")
	for i := range 100_000 {
		fmt.Fprintf(&rows, "%d/%02d,plainton,%d,actual,,Kind %d\n", 1900+i%100, (1+i%100)%100, i, i/100)
	}
	site["data/metrics/long.csv"] = file(rows.String())
	result, err := Check(Options{Source: site, Now: now})
	if err != nil || len(result.Problems) != 1 || result.Problems[0].Code != "too-many-numbers" || result.Problems[0].Place.Line != 10_002 {
		t.Errorf("%v %s", err, shown(result.Problems))
	}
	t.Logf("tried 1 table of 100,000 rows")
}

// forgetting is a site during whose building something happens when the first
// template is opened: all texts are known by then, and no page is made.
type forgetting struct {
	fs.FS
	happens func()
}

func (f *forgetting) Open(name string) (fs.File, error) {
	if f.happens != nil && strings.HasSuffix(name, ".html") {
		f.happens()
		f.happens = nil
	}
	return f.FS.Open(name)
}

// TestAMemoryThatIsLostMeanwhile takes away what is kept of the words of reports
// while the site is built: they are read from their files once more, or where
// these have become others the old site stays.
func TestAMemoryThatIsLostMeanwhile(t *testing.T) {
	t.Parallel()
	const report = "content/inspections/2022-02-ilacs.md"
	site := siteOf(t, &txtar.Archive{})
	output := filepath.Join(t.TempDir(), "public")
	old := built(t, site, output)
	saved := maps.Clone(site)
	saved[report] = file(strings.ReplaceAll(string(site[report].Data), "Plainton", "Newton"))
	wanted := built(t, saved, filepath.Join(t.TempDir(), "public"))
	for _, changes := range []bool{true, false} {
		folder := t.TempDir()
		remembered := memory.Open(folder)
		happened := false
		copied := maps.Clone(saved)
		lossy := &forgetting{FS: copied}
		lossy.happens = func() {
			happened = true
			if err := os.Truncate(filepath.Join(folder, "unfinished"), 0); err != nil {
				t.Error(err)
			}
			if changes {
				copied[report] = file("half of ")
			}
		}
		_, err := Build(Options{Source: lossy, Output: output, Now: now, Memory: remembered})
		remembered.Close()
		after := sums(t, os.DirFS(output))
		switch {
		case !happened:
			t.Error("no template was opened")
		case changes && (!errors.Is(err, collect.ErrChanged) || !strings.Contains(err.Error(), report)):
			t.Error("it is not told that the report changed:", err)
		case changes && !maps.Equal(old, after):
			t.Error("the old site changed:", differing(old, after))
		case !changes && (err != nil || !maps.Equal(wanted, after)):
			t.Error("the new site is another:", err, differing(wanted, after))
		}
	}
}
