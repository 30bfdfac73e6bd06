package main

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"golang.org/x/tools/txtar"

	"plainsight/generator/task/explain"
)

// TestExitCodes types commands as people do, and looks at what each of them
// ends with and says.
func TestExitCodes(t *testing.T) {
	good, bad := folderOf(t, nil), folderOf(t, map[string]string{"content/pages/about.md": "---\ntitel: About\n---\n"})
	alias := filepath.Join(t.TempDir(), "alias")
	if err := os.Symlink(filepath.Join(good, "public"), alias); err != nil {
		t.Fatal(err)
	}
	damaged := filepath.Join(t.TempDir(), "manifest.json")
	if err := os.WriteFile(damaged, []byte(`{"files": [`), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		typed       []string
		code        int
		says, aside string
	}{
		{[]string{"version"}, done, "plainsight " + version, ""},
		{[]string{"build", "--source", good}, done, "16 pages", ""},
		{[]string{"build", "--source", good}, done, "nothing changed", ""},
		{[]string{"check", "--source", good}, done, "Nothing was written.", ""},
		{[]string{"build", "--source", bad}, toMend, "stays as it was", "content/pages/about.md:2:1: error: “titel” is not a key"},
		{[]string{"check", "--source", bad}, toMend, "To mend: 1 problem.", "Did you mean “title”?"},
		{[]string{"build", "--source", filepath.Join(good, "nowhere")}, machines, "", "cannot be opened"},
		{[]string{"build", "--source", good, "--output", good}, machines, "", "where its own texts are"},
		{[]string{"build", "--source", good, "--output", filepath.Join(good, "content", "public")}, machines, "", "where its own texts are"},
		{[]string{"build", "--source", good, "--now", "tomorrow"}, machines, "", "is not a moment"},
		{[]string{"build", "--source", good, "--now", "2990-01-01T00:00:00Z"}, machines, "", "still to come"},
		{[]string{"build", "--source", good, "--now", "2990-01-01T00:00:00Z", "--output", filepath.Join(good, "public")}, machines, "", "still to come"},
		{[]string{"build", "--source", good, "--now", "2990-01-01T00:00:00Z", "--output", filepath.Join(good, "public", "new")}, machines, "", "since that lies in the site in "},
		{[]string{"build", "--source", good, "--output", filepath.Join(alias, "a", "b")}, machines, "", "name another folder with --output"},
		{[]string{"pack", "--source", good, filepath.Join(good, "public", "site.zip")}, machines, "", "site.zip lies in the site that is packed"},
		{[]string{"build", "--source", good, "--now", "2990-01-01T00:00:00Z", "--output", alias}, machines, "", "still to come"},
		{[]string{"build", "--source", good, "--now", "2990-01-01T00:00:00Z", "--output", t.TempDir()}, done, "16 pages", ""},
		{[]string{"check", "--source", good, "--now", "2990-01-01T00:00:00Z"}, done, "Nothing was written.", ""},
		{[]string{"explain", "unknown-grade"}, done, "For example:", ""},
		{[]string{"explain"}, done, "dead-link", ""},
		{[]string{"explain", "unknown-grad"}, machines, "", "Did you mean “unknown-grade”?"},
		{[]string{"biuld"}, machines, "", "unknown command"},
		{[]string{"new", "inspektion"}, machines, "", "“inspektion” cannot be begun, but inspection, "},
		{[]string{"new", "inspektion"}, machines, "", "did you mean “inspection”?"},
		{[]string{"new"}, done, "plainsight new [command]", ""},
		{[]string{"new", "metric", "--source", good, "--title", "Visits", "--definition", "Each one.", "--unit", "visits", "--from", "nowhere"}, machines, "", "--from: "},
		{[]string{"new", "metric", "--source", "ofsted-2022"}, machines, "", "the source of the numbers is named with --from"},
		{[]string{"plan", "--source", good, "--against", damaged}, machines, "", "is damaged and does not list the files of a site (unexpected end of JSON input); fetch it"},
		{[]string{"plan", "--source", good, "--against", filepath.Dir(damaged)}, machines, "", "elsewhere, empty the folder and type the same again"},
		{[]string{"plan", "--source", good, "--against", "nowhere.json"}, machines, "", "nowhere.json cannot be read: no such file or directory"},
		{[]string{"build", "--sauce", good}, machines, "", "unknown flag: --sauce; it is typed: plainsight build [flags]."},
		{[]string{"pack"}, machines, "", "nothing stands behind “plainsight pack”; it is typed: plainsight pack FILE [flags]."},
		{[]string{"build", "now"}, machines, "", "“now” does not belong behind “plainsight build”; it is typed: plainsight build [flags]."},
	} {
		code, says, aside := typed(t, c.typed)
		if code != c.code || !strings.Contains(says, c.says) || !strings.Contains(aside, c.aside) {
			t.Errorf("%v ends with %d, says %q and, aside, %q", c.typed, code, says, aside)
		}
	}
}

// TestNoFlagHidesAnother: what is meant for all commands means the same in each.
func TestNoFlagHidesAnother(t *testing.T) {
	root := commands(&flags{})
	var look func(one *cobra.Command)
	look = func(one *cobra.Command) {
		for _, name := range []string{"source", "output", "now", "strict", "annotations", "json"} {
			if one.LocalNonPersistentFlags().Lookup(name) != nil {
				t.Errorf("--%s of %q hides that of all commands", name, one.CommandPath())
			}
		}
		for _, below := range one.Commands() {
			look(below)
		}
	}
	look(root)
}

// TestABuildSaysWhatItCounts: the files that are made, the pages that people
// read, and the HTML files that are audited are three numbers of three names.
func TestABuildSaysWhatItCounts(t *testing.T) {
	code, says, aside := typed(t, []string{"build", "--source", folderOf(t, nil)})
	if code != done {
		t.Fatal(says, aside)
	}
	for form, said := range map[string]string{
		`render and write: \d+ files\n`: aside,
		`^16 pages in `:                 says,
		`\nAudit: \d+ HTML files \(those for paper too\), \d+ rules, nothing found\.\n`: says,
	} {
		if !regexp.MustCompile(form).MatchString(said) {
			t.Errorf("%q does not say %s", said, form)
		}
	}
}

// TestRollback takes a change back while the texts have faults, and takes that
// back in turn.
func TestRollback(t *testing.T) {
	source := folderOf(t, nil)
	about := filepath.Join(source, "content", "pages", "about.md")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(about, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	shows := func(words string) {
		t.Helper()
		page, err := os.ReadFile(filepath.Join(source, "public", "about", "index.html"))
		if err != nil || !strings.Contains(string(page), words) {
			t.Errorf("the page does not say %q, %v", words, err)
		}
	}
	step := func(command string, ends int, told string) {
		t.Helper()
		code, says, aside := typed(t, []string{command, "--source", source})
		if code != ends || !strings.Contains(says+aside, told) {
			t.Fatalf("%s ends with %d, says %q and, aside, %q", command, code, says, aside)
		}
	}
	write("---\ntitle: About\nsummary: The site.\n---\n\nFirst words.\n")
	step("rollback", machines, "there is no site before it to go back to")
	step("build", done, "16 pages")
	step("rollback", machines, "there is no site before it to go back to")
	shows("First words.")
	rules := func(wanted bool) {
		t.Helper()
		text, err := os.ReadFile(filepath.Join(source, "deploy", "_redirects"))
		if err != nil && wanted || wanted != strings.Contains(string(text), "/who/ /about/ 301\n") {
			t.Errorf("the rules for servers are %q, %v", text, err)
		}
	}
	rules(false)
	write("---\ntitle: About\nsummary: The site.\naliases: [/who/]\n---\n\nSecond words.\n")
	step("build", done, "changed")
	rules(true)
	write("---\ntitel: About\n---\n")
	step("build", toMend, "stays as it was")
	step("rollback", done, "holds the site before the last build again: 0 files added, 2 changed, 1 removed")
	shows("First words.")
	rules(false)
	step("rollback", done, "1 file added, 2 changed")
	shows("Second words.")
	rules(true)
	step("rollback", done, "nothing stands at /who/.\nIts rules for servers are back too, in "+filepath.ToSlash(filepath.Join(source, "deploy"))+".\nThe ledger stays as it is")
	if kept, err := os.ReadDir(filepath.Join(source, ".public.plainsight", "settings")); err != nil || len(kept) != 2 {
		t.Errorf("settings are kept of %d sites, %v", len(kept), err)
	}
}

// TestTheCache looks at what commands leave in the folder .cache, and that a
// site is the same with it, without it, and where there can be none.
func TestTheCache(t *testing.T) {
	source, elsewhere := folderOf(t, nil), t.TempDir()
	cache := filepath.Join(source, ".cache")
	packs := func() (names []string) {
		names, _ = filepath.Glob(filepath.Join(cache, "plainsight", "*.pack"))
		return names
	}
	build := func(output string) map[string]string {
		t.Helper()
		output = filepath.Join(elsewhere, output)
		if code, says, aside := typed(t, []string{"build", "--source", source, "--output", output, "--now", "2026-05-09T09:00:00Z"}); code != done {
			t.Fatal(says, aside)
		}
		return filesIn(t, output)
	}
	if code, _, aside := typed(t, []string{"check", "--source", source}); code != done {
		t.Fatal(aside)
	}
	if _, err := os.Stat(cache); err == nil {
		t.Error("check wrote a cache")
	}
	cold := build("cold")
	if warm := build("warm"); !maps.Equal(warm, cold) {
		t.Error("with a cache the site is another")
	}
	before := packs()
	if len(before) != 1 {
		t.Fatalf("the cache holds %v", before)
	}
	if again := build("warm"); !maps.Equal(again, cold) {
		t.Error("where there is nothing to do the site is another")
	}
	if after := packs(); !slices.Equal(after, before) {
		t.Errorf("the cache held %v and holds %v", before, after)
	}
	if err := os.RemoveAll(cache); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(cache, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if without := build("without"); !maps.Equal(without, cold) {
		t.Error("where there can be no cache the site is another")
	}
}

func filesIn(t *testing.T, folder string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(folder), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(folder, name))
		files[name] = string(text)
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatal("the folder is empty", err)
	}
	return files
}

func TestProblemsAsJSON(t *testing.T) {
	bad := folderOf(t, map[string]string{"content/pages/about.md": "---\ntitel: About\n---\n"})
	code, says, aside := typed(t, []string{"check", "--json", "--source", bad})
	var problem struct {
		Severity, Code, File, Message, Hint string
		Line, Column                        int
	}
	if err := json.Unmarshal([]byte(aside), &problem); err != nil || code != toMend || says != "" {
		t.Fatalf("%v: ends with %d, says %q and %q", err, code, says, aside)
	}
	if problem.File != "content/pages/about.md" || problem.Line != 2 || problem.Code != "unknown-key" {
		t.Errorf("%+v", problem)
	}
}

// TestEveryCodeIsExplained: a code has a name that can be typed, a title, a
// paragraph and an example, and no two codes have one name.
func TestEveryCodeIsExplained(t *testing.T) {
	seen := map[string]bool{}
	for _, code := range explain.Codes() {
		if seen[code.ID] {
			t.Errorf("%s is there twice", code.ID)
		}
		seen[code.ID] = true
		if code.ID == "" || code.Title == "" || len(code.Text) < 60 || code.Example == "" || code.Severity == "" {
			t.Errorf("%s is not explained: %+v", code.ID, code)
		}
	}
	if len(seen) < 30 {
		t.Errorf("only %d codes are listed", len(seen))
	}
}

// typed runs the program in place.
func typed(t *testing.T, words []string) (code int, says, aside string) {
	t.Helper()
	errors, err := os.Create(filepath.Join(t.TempDir(), "aside"))
	if err != nil {
		t.Fatal(err)
	}
	defer errors.Close()
	var out bytes.Buffer
	code = run(words, &out, errors)
	text, err := os.ReadFile(errors.Name())
	if err != nil {
		t.Fatal(err)
	}
	return code, out.String(), string(text)
}

// folderOf writes the small council's site, with the theme of the repository,
// into a folder, and lays files over it.
func folderOf(t *testing.T, files map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	archive, err := txtar.ParseFile("task/build/testdata/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, file := range archive.Files {
		all[file.Name] = string(file.Data)
	}
	for name, text := range files {
		all[name] = text
	}
	for name, text := range all {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.CopyFS(filepath.Join(folder, "themes"), themes{os.DirFS("../themes")}); err != nil {
		t.Fatal(err)
	}
	return folder
}

// themes are the themes without what npm has fetched, which is large and not
// needed here.
type themes struct{ fs.FS }

func (t themes) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(t.FS, name)
	return slices.DeleteFunc(entries, func(entry fs.DirEntry) bool { return entry.Name() == "node_modules" }), err
}

// TestOutputsThatAreRefused names folders in which the site would write over
// what it is made from, also by a link, and some in which it would not.
func TestOutputsThatAreRefused(t *testing.T) {
	folder, other := t.TempDir(), t.TempDir()
	for _, part := range []string{"content", "data", "themes", ".cache"} {
		if err := os.Mkdir(filepath.Join(folder, part), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for name, to := range map[string]string{"linked": "content", "away": other} {
		if err := os.Symlink(to, filepath.Join(folder, name)); err != nil {
			t.Skip("links cannot be made here")
		}
	}
	for output, why := range map[string]string{
		"": "", "public": "", "bin/site": "", "contents": "", "away": "", "away/site": "",
		".": "its own texts are", "..": "its own texts are", "content": "its own texts are", "content/new/public": "its own texts are",
		"linked": "its own texts are", "linked/public": "its own texts are", "bin/../data": "its own data is", "themes/x": "its theme is",
		".cache": "builds remember", ".cache/plainsight/site": "builds remember",
	} {
		f := flags{source: folder, output: filepath.Join(folder, filepath.FromSlash(output))}
		if output == "" {
			f.output = ""
		}
		err := f.apart()
		if why == "" && err != nil || why != "" && (err == nil || !strings.Contains(err.Error(), "where "+why+"; name another folder with --output")) {
			t.Errorf("%q: %v", output, err)
		}
	}
}
