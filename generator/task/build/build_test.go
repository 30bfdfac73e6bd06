package build

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/tools/txtar"

	"plainsight/generator/domain/address"
	"plainsight/generator/kit/html"
	"plainsight/generator/stage/plan"
	"plainsight/generator/task/audit"
)

// TestEveryLinkLeadsSomewhere follows each link of the real site to a file of
// the output, and each fragment to an element of that page.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	t.Parallel()
	public := realSite(t)
	pages := map[string]*html.Node{}
	for _, name := range filesOf(t, public) {
		if path.Ext(name) == ".html" {
			pages[name] = read(t, public, name)
		}
	}
	links := 0
	for name, page := range pages {
		for element := range page.All() {
			for _, key := range []string{"href", "src"} {
				if target, has := element.Attr(key); has && follow(t, public, pages, name, target) {
					links++
				}
			}
		}
	}
	if links < 50 {
		t.Errorf("only %d links were followed", links)
	}
}

// follow looks for the target of a link; links to other hosts are let pass.
func follow(t *testing.T, public fs.FS, pages map[string]*html.Node, from, target string) bool {
	t.Helper()
	link, err := url.Parse(target)
	if err != nil {
		t.Errorf("%s has the link %q, which nobody can read", from, target)
		return false
	}
	if link.Scheme != "" || link.Host != "" {
		return false
	}
	file := from
	if link.Path != "" {
		file = path.Join(path.Dir("/"+from), link.Path)
		if strings.HasPrefix(link.Path, "/") {
			file = path.Clean(link.Path)
		}
		file = strings.TrimPrefix(file, "/")
		if path.Ext(file) == "" {
			file = path.Join(file, "index.html")
		}
	}
	if _, err := fs.Stat(public, file); err != nil {
		t.Errorf("%s links to %s, which is not there", from, target)
		return false
	}
	if link.Fragment != "" && pages[file].ByID(link.Fragment) == nil {
		t.Errorf("%s links to %s, and the page has no #%s", from, target, link.Fragment)
	}
	return true
}

// TestPlannedAnchorsAreOnThePage: links are checked against planned anchors
// before a page is rendered, so the two must not part.
func TestPlannedAnchorsAreOnThePage(t *testing.T) {
	t.Parallel()
	public := realSite(t)
	root, err := os.OpenRoot("../../..")
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	prepared, err := prepare(Options{Source: root.FS(), Now: now}, &Kept{})
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range prepared.pages {
		rendered := read(t, public, page.Address.File())
		for anchor := range page.Anchors().All() {
			if rendered.ByID(anchor) == nil {
				t.Errorf("%s has no #%s", page.Address, anchor)
			}
		}
		idsOnce(t, page, rendered)
	}
}

// TestTheGateFindsNothing: what is published is what the statement on
// accessibility may promise before a page is made.
func TestTheGateFindsNothing(t *testing.T) {
	t.Parallel()
	root, err := os.OpenRoot("../../..")
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	o := Options{Source: root.FS(), Now: now}
	prepared, err := prepare(o, &Kept{})
	if err != nil {
		t.Fatal(err)
	}
	pages := 0
	for _, page := range prepared.pages {
		if path.Ext(page.Address.File()) == ".html" && !plan.AsLetter(page.Address.File()) {
			pages++
		}
	}
	result, err := Check(o)
	if err != nil || len(result.Problems) > 0 {
		t.Fatal(err, shown(result.Problems))
	}
	if planned := audit.Planned(pages); !reflect.DeepEqual(result.Audit, planned) || pages < 100 {
		t.Errorf("measured was %+v, planned %+v", result.Audit, planned)
	}
	for _, page := range prepared.pages {
		if view, is := page.View().(plan.StatementView); is {
			if c := view.Checks; c.Pages != result.Audit.Pages || c.Rules != len(result.Audit.Rules) || len(c.Criteria) < 20 || c.Criteria[0] != "1.1.1" {
				t.Errorf("the statement says %+v", c)
			}
			return
		}
	}
	t.Error("there is no accessibility statement")
}

// TestTheGateStops leaves the main part out of a page's template: nothing is
// published, and the problem names the page.
func TestTheGateStops(t *testing.T) {
	t.Parallel()
	site := siteOf(t, &txtar.Archive{})
	output := filepath.Join(t.TempDir(), "public")
	before := built(t, site, output)
	site["themes/clearprint/templates/not-found.html"] = file(`{{define "main"}}<h1>Not here</h1><h3>Go on</h3>{{end}}`)
	result, err := Build(Options{Source: site, Output: output, Now: now})
	if err != nil || result.Published || result.Audit.Found() != 1 {
		t.Fatalf("published %t, %+v, %v", result.Published, result.Audit, err)
	}
	if told := shown(result.Problems); !strings.Contains(told, "/404.html: error: the heading “Go on” is of level 3") {
		t.Errorf("told is\n%s", told)
	}
	if after := sums(t, os.DirFS(output)); !maps.Equal(before, after) {
		t.Errorf("the old site changed: %v", differing(before, after))
	}
}

func idsOnce(t *testing.T, page plan.Page, rendered *html.Node) {
	t.Helper()
	seen := map[string]bool{}
	for element := range rendered.All() {
		if id, has := element.Attr("id"); has {
			if seen[id] {
				t.Errorf("%s has #%s twice", page.Address, id)
			}
			seen[id] = true
		}
	}
}

// TestTheSameBytes builds one site twice, in other folders, one of which holds
// another site, in another time zone and locale, on one core and on all, with
// files that are found in another order and were saved at another time: the
// two are the same to the byte.
func TestTheSameBytes(t *testing.T) {
	site := siteOf(t, parsed(t, "testdata/sites/blocks.txtar"))
	site["data/site.yaml"] = file(string(site["data/site.yaml"].Data) + "formats: [html, csv, json, svg, png, atom, large-print]\n")
	site["data/metrics/referrals.yaml"] = file("title: Referrals\ndefinition: All.\nunit: referrals\nkind: flow\nyear: financial\nsource: ofsted-2022\n")
	site["data/metrics/referrals.csv"] = file("period,place,value,status,note\n2019/20,plainton,100,actual,\n2020/21,plainton,110,actual,\n2021/22,plainton,90,actual,\n")
	one := built(t, site, filepath.Join(t.TempDir(), "one"))
	other := filepath.Join(t.TempDir(), "a longer name", "two")
	built(t, siteOf(t, &txtar.Archive{}), other)
	for _, variable := range []string{"LANG", "LC_ALL", "LC_COLLATE", "LANGUAGE"} {
		t.Setenv(variable, "tr_TR.UTF-8")
	}
	t.Setenv("TZ", "Asia/Kathmandu")
	t.Setenv("HOME", other)
	local := time.Local
	time.Local = time.FixedZone("far away", 13*60*60)
	defer func() { time.Local = local }()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	two := built(t, backwards{later(site)}, other)
	if !maps.Equal(one, two) {
		t.Errorf("the two differ: %v", differing(one, two))
	}
}

// later is the same site, saved at another time.
func later(site fstest.MapFS) fstest.MapFS {
	saved := fstest.MapFS{}
	for name, one := range site {
		saved[name] = &fstest.MapFile{Data: one.Data, Mode: 0o600, ModTime: time.Date(2031, 1, 2, 3, 4, 5, 6, time.UTC)}
	}
	return saved
}

// backwards lists the files of every folder from the last to the first.
type backwards struct{ fstest.MapFS }

func (b backwards) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := b.MapFS.ReadDir(name)
	slices.Reverse(entries)
	return entries, err
}

func (b backwards) Glob(pattern string) ([]string, error) {
	names, err := b.MapFS.Glob(pattern)
	slices.Reverse(names)
	return names, err
}

// digests are sums of bytes, in the list of files and in names of assets.
var digests = regexp.MustCompile(`\b[0-9a-f]{64}\b|\.[0-9a-f]{8}\.`)

// TestNothingHeldBackIsPublished looks for the words of a draft and of an
// inspection under embargo in every file of the output.
func TestNothingHeldBackIsPublished(t *testing.T) {
	archive := parsed(t, "testdata/sites/held-back.txtar")
	site := siteOf(t, archive)
	output := filepath.Join(t.TempDir(), "public")
	result, err := Build(Options{Source: site, Output: output, Now: now})
	if err != nil || !result.Published {
		t.Fatal(err, shown(result.Problems))
	}
	if result.Held.Drafts != 2 || result.Held.Embargoed != 6 {
		t.Errorf("held back: %+v", result.Held)
	}
	public := os.DirFS(output)
	for _, name := range filesOf(t, public) {
		bytes, err := fs.ReadFile(public, name)
		if err != nil {
			t.Fatal(err)
		}
		text := digests.ReplaceAllString(string(bytes), "") // any number may stand in one by chance
		for _, word := range []string{"Canary", "canary", "2026-03-ilacs", "2026-04-focused-visit", "March 2026", "1877", "/metrics/"} {
			if strings.Contains(text, word) || strings.Contains(digests.ReplaceAllString(name, ""), word) {
				t.Errorf("%s speaks of %q", name, word)
			}
		}
	}
	if _, err := fs.Stat(public, "inspections/2026-02-focused-visit/index.html"); err != nil {
		t.Error("what is no longer under embargo is not published")
	}
}

// TestAllComesOutTogether builds the same site after the embargo: the
// inspection, and what waited for it and names it, are there at once.
func TestAllComesOutTogether(t *testing.T) {
	site := siteOf(t, parsed(t, "testdata/sites/held-back.txtar"))
	result, err := Check(Options{Source: site, Now: time.Date(2026, 5, 9, 23, 1, 0, 0, time.UTC)}) // 00:01 in London
	if err != nil || len(result.Problems) > 0 || result.Held.Embargoed != 0 || result.Held.Drafts != 2 {
		t.Errorf("%v, held back %+v\n%s", err, result.Held, shown(result.Problems))
	}
}

// TestProblemsLeaveTheOldSite breaks a site that was published.
func TestProblemsLeaveTheOldSite(t *testing.T) {
	output := filepath.Join(t.TempDir(), "public")
	before := built(t, siteOf(t, &txtar.Archive{}), output)
	broken := siteOf(t, parsed(t, "testdata/sites/four-faults.txtar"))
	result, err := Build(Options{Source: broken, Output: output, Now: now})
	if err != nil || result.Published {
		t.Fatalf("published %t, %v", result.Published, err)
	}
	if after := sums(t, os.DirFS(output)); !maps.Equal(before, after) {
		t.Errorf("the old site changed: %v", differing(before, after))
	}
}

// TestAFaultThatShowsOnAPage makes a template that only fails when a page is
// made of it: that is a problem with a place, and nothing is published.
func TestAFaultThatShowsOnAPage(t *testing.T) {
	site := drawnSite(t)
	site["themes/clearprint/templates/not-found.html"] = file("{{define \"main\"}}<h1>Not here</h1>\n{{index .Frame.Trail 99}}{{end}}")
	o := Options{Source: site, Output: filepath.Join(t.TempDir(), "public"), Now: now}
	for _, do := range []func(Options) (Result, error){Build, Check} {
		result, err := do(o)
		if said := shown(result.Problems); err != nil || result.Published || !strings.Contains(said, "themes/clearprint/templates/not-found.html:2:") || !strings.Contains(said, "/404.html") {
			t.Errorf("%v, published %v\n%s", err, result.Published, said)
		}
	}
	if _, err := os.Stat(o.Output); err == nil {
		t.Error("something was published")
	}
}

// TestAThemeOfOnesOwn changes one template and one style by files of the same
// names in a folder that comes first.
func TestAThemeOfOnesOwn(t *testing.T) {
	site := siteOf(t, &txtar.Archive{})
	settings := string(site["data/site.yaml"].Data)
	site["data/site.yaml"] = file(strings.Replace(settings, "[clearprint]", "[own, clearprint]", 1))
	site["themes/own/templates/not-found.html"] = file(`{{define "main"}}<h1>{{.Site.Publisher}} looked everywhere</h1>{{end}}`)
	output := filepath.Join(t.TempDir(), "public")
	built(t, site, output)
	page := read(t, os.DirFS(output), "404.html")
	if text := page.Text(); !strings.Contains(text, "Plainton Council looked everywhere") {
		t.Errorf("the own template was not used: %s", text)
	}
}

func file(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }

func built(t *testing.T, site fs.FS, output string) map[string]string {
	t.Helper()
	result, err := Build(Options{Source: site, Output: output, Now: now})
	if err != nil || !result.Published {
		t.Fatal(err, shown(result.Problems))
	}
	return sums(t, os.DirFS(output))
}

func filesOf(t *testing.T, public fs.FS) (names []string) {
	t.Helper()
	err := fs.WalkDir(public, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil || len(names) == 0 {
		t.Fatal("the output is empty", err)
	}
	return names
}

func sums(t *testing.T, public fs.FS) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, name := range filesOf(t, public) {
		bytes, err := fs.ReadFile(public, name)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = fmt.Sprintf("%x", sha256.Sum256(bytes))
	}
	return all
}

func differing(one, two map[string]string) (names []string) {
	for name, sum := range one {
		if two[name] != sum {
			names = append(names, name)
		}
	}
	for name := range two {
		if _, known := one[name]; !known {
			names = append(names, name)
		}
	}
	return slices.Sorted(slices.Values(names))
}

// TestAddressesAreOfOneKind: every page is a folder with an index, or a file.
func TestAddressesAreOfOneKind(t *testing.T) {
	prepared, err := prepare(Options{Source: siteOf(t, &txtar.Archive{}), Now: now}, &Kept{})
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range prepared.pages {
		if address.Clean(string(page.Address)) != page.Address {
			t.Errorf("%s would be written %s in a link", page.Address, address.Clean(string(page.Address)))
		}
	}
}
