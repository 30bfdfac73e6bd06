package publish

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"plainsight/generator/kit/diag"
	"plainsight/generator/task/build"
)

var now = time.Date(2026, 5, 9, 9, 0, 0, 0, time.UTC)

// folder lays out the small site of the build's tests with the theme.
func folder(t *testing.T) string {
	t.Helper()
	at := t.TempDir()
	archive, err := txtar.ParseFile("../build/testdata/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range archive.Files {
		put(t, at, file.Name, string(file.Data))
	}
	theme := os.DirFS("../../..")
	err = fs.WalkDir(theme, "themes/clearprint", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			if err == nil && entry.Name() == "node_modules" {
				return fs.SkipDir
			}
			return err
		}
		text, err := fs.ReadFile(theme, name)
		put(t, at, name, string(text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	put(t, at, "data/metrics/plans.yaml", "title: Plans\ndefinition: Plans that were made.\nunit: plans\nkind: flow\nyear: financial\nsource: ofsted-2022\n")
	put(t, at, "data/metrics/plans.csv", "period,place,value,status,note\n2019/20,plainton,884,actual,\n2020/21,plainton,360,predicted,\n")
	settings := read(t, at, "data/site.yaml")
	put(t, at, "data/site.yaml", strings.Replace(settings, "themes:", "formats: [html, csv]\nthemes:", 1))
	return at
}

func put(t *testing.T, at, name, text string) {
	t.Helper()
	name = filepath.Join(at, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, at, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(at, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func options(at string) build.Options {
	return build.Options{Source: os.DirFS(at), Output: filepath.Join(at, "public"), Now: now}
}

// published publishes, and gives what the plan said.
func published(t *testing.T, at string) (Published, string) {
	t.Helper()
	var said bytes.Buffer
	done, err := Publish(options(at), at, func(p Plan) { p.Write(&said, "public", now) })
	if err != nil {
		t.Fatal(err)
	}
	return done, said.String()
}

func says(t *testing.T, text string, wanted ...string) {
	t.Helper()
	for _, want := range wanted {
		if !strings.Contains(text, want) {
			t.Errorf("it does not say %q:\n%s", want, text)
		}
	}
}

// TestPublishing publishes a site for the first time, again without a change,
// and after edits: a number, a former page, a page that is withdrawn.
func TestPublishing(t *testing.T) {
	at := folder(t)
	done, said := published(t, at)
	if done.Result.Published || said != "" || len(done.Result.Problems) != 1 || done.Result.Problems[0].Code != noAddress(t) {
		t.Fatalf("a site without an address was published: %q, %v", said, done.Result.Problems)
	}
	if _, err := os.Stat(filepath.Join(at, "data/ledger")); err == nil {
		t.Error("and recorded")
	}
	put(t, at, "data/site.yaml", strings.ReplaceAll(read(t, at, "data/site.yaml"), "inspections.plainton.example", "inspections.example.org"))

	put(t, at, "content/topics/secret-plans.md", "---\ntitle: Canary\nsays: [2022-02-ilacs#p1]\npublish_after: 2026-05-10T00:01\n---\n\nCanary.\n")
	done, said = published(t, at)
	if !done.Result.Published || !slices.Contains(done.Recorded, "data/ledger/inspections/2022-02-ilacs.txt") {
		t.Fatalf("it was not published: %v", done.Result.Problems)
	}
	says(t, said, "As of 9 May 2026, 10:00, London time, against public:\nAdded: ", "  /inspections/2022-02-ilacs/\n", "1 page under embargo", "Weight: ")
	says(t, read(t, at, "data/ledger/inspections/2022-02-ilacs.txt"), "/inspections/2022-02-ilacs/\npublished 2026-05-09\n", "\np2  numbered  ", "  Care leavers get help.\n")
	says(t, read(t, at, "data/ledger/_others.txt"), "also /data/metrics/plans.csv\n")
	recorded := ledgerOf(t, at)
	for name, text := range recorded {
		if strings.Contains(name+text, "secret") || strings.Contains(text, "Canary") {
			t.Errorf("%s names what is under embargo", name)
		}
	}
	if strings.Contains(said, "secret") || strings.Contains(said, "Canary") {
		t.Errorf("the plan names what is under embargo:\n%s", said)
	}

	_, said = published(t, at)
	says(t, said, "Nothing changes.\n")
	for name, text := range ledgerOf(t, at) {
		if recorded[name] != text {
			t.Errorf("%s changed, and nothing else did", name)
		}
	}

	put(t, at, "data/metrics/plans.csv", "period,place,value,status,note\n2019/20,plainton,885,revised,\n2020/21,plainton,360,predicted,\n2021/22,plainton,,suppressed,\n")
	put(t, at, "content/pages/who.md", read(t, at, "content/pages/about.md"))
	if err := os.Remove(filepath.Join(at, "content/pages/about.md")); err != nil {
		t.Fatal(err)
	}
	done, said = published(t, at)
	if done.Result.Published || said != "" {
		t.Fatalf("a page vanished, and the site was published: %s", said)
	}
	var problems bytes.Buffer
	diag.Text(&problems, done.Result.Problems, false)
	says(t, problems.String(), "data/ledger/about.txt: error: /about/ was published and would vanish\n", "      - {from: /about/, to: /who/}\n")
	put(t, at, "data/redirects.yaml", "- {from: /about/, to: /who/}\n")
	done, said = published(t, at)
	if !done.Result.Published {
		t.Fatalf("with the line it is not published: %v", done.Result.Problems)
	}
	says(t, said, "Added: 1\n  /who/\n", "Leads elsewhere: 2\n  /about/ to /who/\n  /go/2022/ to /inspections/2022-02-ilacs/\n",
		"Numbers: 1\n  /data/metrics/plans.csv: 1 number changes (2019/20 Plainton 885, was 884), 1 new\n")
	says(t, read(t, at, "deploy/_redirects"), "/about/ /who/ 301\n")

	put(t, at, "data/redirects.yaml", "- {from: /about/, to: /who/}\n- {from: /who/, withdrawn: 2026-05-09, why: Nobody made it.}\n")
	if err := os.Remove(filepath.Join(at, "content/pages/who.md")); err != nil {
		t.Fatal(err)
	}
	done, said = published(t, at)
	if !done.Result.Published {
		t.Fatalf("a page that is withdrawn cannot go: %v", done.Result.Problems)
	}
	says(t, said, "Withdrawn, with a note: 1\n  /who/\n")
	says(t, read(t, at, "public/about/index.html"), "This page was withdrawn", "Nobody made it.")
}

// noAddress is the code of a site that leads nowhere.
func noAddress(t *testing.T) string {
	t.Helper()
	return build.Codes[0].ID
}

func ledgerOf(t *testing.T, at string) map[string]string {
	t.Helper()
	files := map[string]string{}
	root := os.DirFS(at)
	err := fs.WalkDir(root, "data/ledger", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			files[name] = read(t, at, name)
		}
		return err
	})
	if err != nil || len(files) < 5 {
		t.Fatal(err, len(files))
	}
	return files
}

// A plan may be made against the manifest of a site that lies elsewhere, whose
// numbers are not known then.
func TestAgainstAManifest(t *testing.T) {
	at := folder(t)
	if result, err := build.Build(options(at)); err != nil || !result.Published {
		t.Fatal(err, result.Problems)
	}
	put(t, at, "data/metrics/plans.csv", "period,place,value,status,note\n2019/20,plainton,885,revised,\n")
	p, err := Against(options(at), filepath.Join(at, "public", "manifest.json"))
	if err != nil || len(p.Numbers) > 0 || !slices.Contains(p.Changed, "/data/metrics/plans.csv") || len(p.Added)+len(p.Gone) > 0 {
		t.Errorf("%v: %+v, %+v, %+v", err, p.Added, p.Changed, p.Numbers)
	}
	for _, wrong := range []string{"nowhere.json", "data/metrics/plans.yaml"} {
		if _, err := Against(options(at), filepath.Join(at, wrong)); strings.HasSuffix(wrong, ".json") && err == nil {
			t.Errorf("%s was taken for a manifest", wrong)
		}
	}
}

// TestAnEditWhileItIsPublished: what was written since the plan was made is public, and
// what was not recorded is never taken for it; the same once more records all.
func TestAnEditWhileItIsPublished(t *testing.T) {
	at := folder(t)
	put(t, at, "data/site.yaml", strings.ReplaceAll(read(t, at, "data/site.yaml"), "inspections.plainton.example", "inspections.example.org"))
	done, err := Publish(options(at), at, func(Plan) { put(t, at, "content/pages/new.md", "---\ntitle: New\n---\n\nWords.\n") })
	if err == nil || !strings.Contains(err.Error(), "publish again") || !done.Result.Published || len(done.Recorded) > 0 {
		t.Errorf("a site is recorded that is not the one that was published: %v, %v", done.Recorded, err)
	}
	published(t, at)
	recorded := ""
	for _, text := range ledgerOf(t, at) {
		recorded += text
	}
	says(t, recorded, "/new/")
}
