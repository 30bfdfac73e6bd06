package audit

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/plan"
	"plainsight/generator/stage/render"
)

var update = flag.Bool("update", false, "rewrite what the archives expect; read the difference")

// TestRules runs every rule on its archive, testdata/CODE.txtar. Files below
// good/ are those of a site on which no rule may find anything. Each page below
// bad/ is looked at by itself, with the other files there, and this rule must
// find something on it; the file want has all that is found. A page that does
// not begin with a doctype is the main part of the page in testdata/page.html.
// The browser suite reads the same archives.
func TestRules(t *testing.T) {
	for _, rule := range rules {
		if rule.code.ID == contrast.ID {
			continue // it looks at styles
		}
		t.Run(rule.code.ID, func(t *testing.T) {
			name := "testdata/" + rule.code.ID + ".txtar"
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if _, problems := audited(nil, siteOf(t, archive, "good/", "")...); len(problems) > 0 {
				t.Errorf("where nothing is wrong is found:\n%s", told(problems))
			}
			var all strings.Builder
			for _, page := range pagesIn(archive, "bad/") {
				report, problems := audited(nil, siteOf(t, archive, "bad/", page)...)
				if !slices.ContainsFunc(report.Rules, func(c Count) bool { return c.ID == rule.code.ID && c.Found > 0 }) {
					t.Errorf("the rule finds nothing on %s", page)
				}
				all.WriteString(told(problems))
			}
			expect(t, name, archive, all.String())
		})
	}
}

func pagesIn(archive *txtar.Archive, folder string) (pages []string) {
	for _, file := range archive.Files {
		if name, below := strings.CutPrefix(file.Name, folder); below && path.Ext(name) == ".html" {
			pages = append(pages, name)
		}
	}
	return pages
}

// siteOf are the files of an archive below a folder, with those that every
// site here has. Of the pages only one is taken, or all where it is "".
func siteOf(t *testing.T, archive *txtar.Archive, folder, only string) (files []render.Artifact) {
	t.Helper()
	frame := read(t, "testdata/page.html")
	own := map[string]bool{}
	add := func(name string, data []byte) {
		if path.Ext(name) == ".html" && !strings.HasPrefix(strings.ToLower(string(data)), "<!doctype") {
			data = []byte(strings.Replace(frame, "<!-- here -->\n", string(data), 1))
		}
		files = append(files, render.Artifact{Path: name, Bytes: data})
		own[name] = true
	}
	for _, file := range archive.Files {
		name, below := strings.CutPrefix(file.Name, folder)
		if below && (only == "" || name == only || path.Ext(name) != ".html") {
			add(name, file.Data)
		}
	}
	if len(files) == 0 {
		t.Fatalf("the archive has no files below %s", folder)
	}
	for _, file := range []render.Artifact{
		{Path: "index.html", Bytes: []byte("<p>Home.</p>\n")}, {Path: "other/index.html", Bytes: []byte("<p id=\"there\">There.</p>\n")},
		{Path: "style.css", Bytes: []byte(read(t, "testdata/style.css"))}, {Path: "icon.svg", Bytes: []byte(read(t, "testdata/icon.svg"))},
	} {
		if !own[file.Path] {
			add(file.Path, file.Bytes)
		}
	}
	return files
}

func read(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// audited lets files pass by as if they came out of a build, which uses the memory of
// each again when it was read.
func audited(pages []plan.Page, files ...render.Artifact) (Report, []diag.Problem) {
	gate, read := Begin(pages, "https://plainton.example/", nil), strings.Repeat("#", 1<<16)
	for range gate.Watch(func(yield func(render.Artifact, error) bool) {
		for _, file := range files {
			bytes := bytes.Clone(file.Bytes)
			if !yield(render.Lent(file.Path, bytes, func() { copy(bytes, read) }), nil) {
				return
			}
		}
	}) {
	}
	return gate.End()
}

func told(problems []diag.Problem) string {
	var lines strings.Builder
	for _, p := range problems {
		fmt.Fprintf(&lines, "%s: %s: %s\n  %s\n", p.Place, p.Code, p.Message, p.Hint)
	}
	return lines.String()
}

// expect compares with the file want of an archive, or rewrites it.
func expect(t *testing.T, name string, archive *txtar.Archive, got string) {
	t.Helper()
	at := slices.IndexFunc(archive.Files, func(f txtar.File) bool { return f.Name == "want" })
	if at < 0 {
		archive.Files = append(archive.Files, txtar.File{Name: "want"})
		at = len(archive.Files) - 1
	}
	if want := string(archive.Files[at].Data); got == want {
		return
	} else if !*update {
		t.Errorf("found is\n%s\nand should be\n%s", got, want)
		return
	}
	archive.Files[at].Data = []byte(got)
	if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestNothingIsKeptOfAPage: the memory of a page is used again for the next, so that
// what is kept of one has words of its own. A tag that is met twice has them anyway.
func TestNothingIsKeptOfAPage(t *testing.T) {
	var site txtar.Archive
	for _, name := range []string{"a", "b"} {
		site.Files = append(site.Files, txtar.File{
			Name: name + "/index.html", Data: fmt.Appendf(nil, "<p>There is <a id=%q href=\"../icon.svg\">a picture</a>.</p>\n", name),
		})
	}
	if _, problems := audited(nil, siteOf(t, &site, "", "")...); len(problems) > 0 {
		t.Errorf("where nothing is wrong is found:\n%s", told(problems))
	}
}

// TestEveryArchiveHasARule: a rule that is taken away takes its archive along.
func TestEveryArchiveHasARule(t *testing.T) {
	archives, _ := filepath.Glob("testdata/*.txtar")
	if len(archives) != len(rules) {
		t.Errorf("%d archives and %d rules", len(archives), len(rules))
	}
	if !slices.IsSortedFunc(rules, func(a, b rule) int { return strings.Compare(a.code.ID, b.code.ID) }) {
		t.Error("the rules are not in the order of their names")
	}
	for _, rule := range rules {
		if rule.code.Severity != diag.Error || rule.code.Text == "" || rule.code.Example == "" || rule.look == nil && rule.whole == nil {
			t.Errorf("%s is not whole", rule.code.ID)
		}
	}
}

// TestPartsThatPointAtEachOther: however many they are, the gate comes to an end, and
// what is pointed to is read with its own names alone.
func TestPartsThatPointAtEachOther(t *testing.T) {
	var ids, pictures string
	for i := range 40 {
		ids += fmt.Sprintf(" p%d", i)
	}
	for i := range 40 {
		pictures += fmt.Sprintf(`<p id="p%d"><svg role="img" aria-labelledby="%s" aria-label="Picture %d"></svg></p>`, i, ids, i)
	}
	p := newPage(render.Artifact{Path: "index.html", Bytes: []byte("<main>" + pictures + "</main>")}, newSite(nil, "", nil))
	defer p.release()
	if name := p.given(p.ids["p0"] + 1); !strings.HasPrefix(name, "Picture 0 Picture 1 ") {
		t.Errorf("the first picture is called %q", name)
	}
}
