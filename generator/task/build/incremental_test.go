package build

import (
	"errors"
	"fmt"
	"maps"
	"math/rand"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"plainsight/generator/domain/date"
	"plainsight/generator/domain/ledger"
	"plainsight/generator/kit/disk"
	"plainsight/generator/stage/write"
)

// An afternoon is edits of a site in a folder, one after another, drawn by a
// chance that is the same each time.
type afternoon struct {
	desk
	chance *rand.Rand
	// before is the site before the last edit, and published tells whether the last
	// build wrote it.
	before    map[string]string
	published bool
	builds    int
	// output is the folder of the next build.
	output string
}

// kindsOfEdits are what people do to a site, by its name for who reads a
// failure.
var kindsOfEdits = []struct {
	name string
	do   func(a *afternoon)
}{
	{"a sentence more", func(a *afternoon) {
		a.write(a.reading("content", ".md", func(text string) string { return text + "\nOne sentence more was written here.\n" }))
	}},
	{"another letter, with the time kept", func(a *afternoon) {
		name, text := a.reading("content", ".md", func(text string) string { return text })
		info, err := os.Stat(a.at(name))
		if err != nil || disk.Noted(info) == 0 {
			return // the system does not say
		}
		at := strings.LastIndexByte(text, 'e')
		a.write(name, text[:at]+"a"+text[at+1:])
		if err := os.Chtimes(a.at(name), info.ModTime(), info.ModTime()); err != nil {
			a.t.Fatal(err)
		}
	}},
	{"another title", func(a *afternoon) {
		a.write(a.reading("content", ".md", func(text string) string { return strings.Replace(text, "title: ", "title: New ", 1) }))
	}},
	{"a file renamed", func(a *afternoon) {
		name := a.oneOf("content", ".md")
		text := a.text(name)
		a.remove(name)
		a.write(strings.TrimSuffix(name, ".md")+"-b.md", text)
	}},
	{"a file removed", func(a *afternoon) { a.remove(a.oneOf("content", ".md")) }},
	{"a page more", func(a *afternoon) {
		n := a.chance.Intn(1000)
		a.write(fmt.Sprintf("content/pages/page-%d.md", n), fmt.Sprintf("---\ntitle: Page %d\n---\n\nWords.\n", n))
	}},
	{"another number", func(a *afternoon) {
		a.write(a.reading("data", ".csv", func(text string) string { return strings.Replace(text, "4", "6", 1) }))
	}},
	{"another name of an area", func(a *afternoon) {
		a.write(a.reading("data/frameworks", ".yaml", func(text string) string { return strings.Replace(text, "name: ", "name: More ", 2) }))
	}},
	{"another template", func(a *afternoon) {
		a.write(a.reading("themes", ".html", func(text string) string { return strings.Replace(text, "<p>", "<p class=\"new\">", 1) }))
	}},
	{"another style", func(a *afternoon) {
		a.write(a.reading("themes/clearprint/styles", ".css", func(text string) string { return text + "\n.new { margin: 0 }\n" }))
	}},
	{"a style on every page", func(a *afternoon) {
		a.write(a.reading("themes/clearprint", "/theme.yaml", func(text string) string {
			return strings.NewReplacer("styles/main.css]", "styles/main.css, styles/timeline.css]", "parts: [styles/timeline.css, ", "parts: [").Replace(text)
		}))
	}},
	{"another word", func(a *afternoon) {
		a.write(a.reading("themes", "en.yaml", func(text string) string { return strings.Replace(text, "Skip to", "Go to", 1) }))
	}},
	{"other settings", func(a *afternoon) {
		a.write(a.reading("data", "site.yaml", func(text string) string { return strings.Replace(text, "title: ", "title: All ", 1) }))
	}},
	{"a slip", func(a *afternoon) {
		a.write(a.reading("content", ".md", func(text string) string {
			at := a.chance.Intn(len(text))
			return text[:at] + pieces[a.chance.Intn(len(pieces))] + text[at:]
		}))
	}},
	{"a text held back", func(a *afternoon) {
		a.write(a.reading("content", ".md", func(text string) string { return strings.Replace(text, "---\n", "---\ndraft: true\n", 1) }))
	}},
	{"a text that comes later", func(a *afternoon) {
		a.write(a.reading("content", ".md", func(text string) string {
			return strings.Replace(text, "---\n", "---\npublish_after: 2036-05-04T12:00\n", 1)
		}))
	}},
	{"grades of another authority in a text", func(a *afternoon) {
		a.write(a.reading("content/inspections/wexbury", ".md", func(text string) string {
			return text + "\n```grades\nid: theirs\ninspection: farham/2017-06-sif\n```\n"
		}))
	}},
	{"grades of all of these", func(a *afternoon) {
		a.write(a.reading("content/inspections/farham", "/2017-06-sif.md", func(text string) string { return strings.Replace(text, "Good", "Outstanding", 1) }))
	}},
	{"a template of the site's own", func(a *afternoon) {
		a.write("themes/own/templates/page.html", strings.Replace(a.text("themes/clearprint/templates/page.html"), "<", "<!-- ours --><", 1))
		a.write(a.reading("data", "site.yaml", func(text string) string {
			return strings.Replace(text, "themes: [clearprint]", "themes: [own, clearprint]", 1)
		}))
	}},
	{"the site before, brought back", func(a *afternoon) {
		_, _, err := Rollback(a.at("public")) // a page changed by hand is changed there too, and refused
		if err != nil && !errors.Is(err, write.ErrNoneBefore) && !strings.Contains(err.Error(), "is not as it was published") {
			a.t.Fatal(err)
		}
	}},
	{"a page of the site changed by hand", func(a *afternoon) { a.write(a.oneOf("public", ".html"), "mine") }},
	{"one more language", func(a *afternoon) {
		a.write(a.reading("data", "site.yaml", func(text string) string { return text + "\nlanguages: [en-GB, cy]\n" }))
	}},
	{"a list of the councils of a region that was published, or that was not", func(a *afternoon) {
		page := ledger.Page{Address: "/authorities/region/northshire/", Since: date.On(now)}
		if name := ledger.FileOf(page.Address); a.source()[name] == "" {
			a.write(name, string(page.Text()))
		} else {
			a.remove(name)
		}
	}},
	{"another region", func(a *afternoon) {
		a.write(a.reading("data", "authorities.yaml", func(text string) string {
			return strings.NewReplacer("name: Farham, region: northshire", "name: Farham", "name: Farham", "name: Farham, region: northshire").Replace(text)
		}))
	}},
	{"the last edit taken back", func(a *afternoon) { a.backTo(a.before) }},
}

func (a *afternoon) backTo(files map[string]string) {
	for name := range a.source() {
		if _, was := files[name]; !was {
			a.remove(name)
		}
	}
	for name, text := range files {
		if now, err := os.ReadFile(a.at(name)); err != nil || string(now) != text {
			a.write(name, text)
		}
	}
}

// source are all files that the site is made from.
func (a *afternoon) source() map[string]string {
	a.t.Helper()
	files := map[string]string{}
	for _, name := range filesOf(a.t, os.DirFS(a.folder)) {
		switch top, _, _ := strings.Cut(name, "/"); top {
		case "content", "data", "themes":
			files[name] = a.text(name)
		}
	}
	return files
}

func (a *afternoon) text(name string) string {
	a.t.Helper()
	text, err := os.ReadFile(a.at(name))
	if err != nil {
		a.t.Fatal(err)
	}
	return string(text)
}

func (a *afternoon) oneOf(folder, ending string) string {
	a.t.Helper()
	var names []string
	for _, name := range filesOf(a.t, os.DirFS(a.at(folder))) {
		if strings.HasSuffix("/"+name, ending) {
			names = append(names, path.Join(folder, name))
		}
	}
	if len(names) == 0 {
		return "content/pages/about.md" // all others were removed
	}
	return names[a.chance.Intn(len(names))]
}

// reading chooses a file and gives what is to be written to it.
func (a *afternoon) reading(folder, ending string, change func(text string) string) (name, text string) {
	name = a.oneOf(folder, ending)
	if _, err := os.Stat(a.at(name)); err != nil {
		return name, "---\ntitle: About\n---\n\nWords.\n"
	}
	return name, change(a.text(name))
}

// TestIncrementalEqualsClean edits a site again and again. After each edit a
// build that knows of all builds before gives what one gives that knows of
// none: the same problems, the same files, or that nothing is published.
// PLAINSIGHT_EDITS says how many edits are tried, other ones for each number.
func TestIncrementalEqualsClean(t *testing.T) {
	t.Parallel()
	many, published := len(kindsOfEdits), 0
	asked, err := strconv.Atoi(os.Getenv(editsVariable))
	if err == nil {
		many = asked
	}
	site := siteOf(t, parsed(t, "testdata/sites/region.txtar"))
	a := afternoon{desk: deskOf(t, site), chance: rand.New(rand.NewSource(int64(1 + asked)))}
	a.replace("data/site.yaml", "formats: [html, csv, svg, png]", "formats: [html, csv, newsletter]") // pictures are dear
	a.before, a.output = a.source(), "public"
	a.agrees("at first")
	sound := a.before
	for i := range many {
		kind := kindsOfEdits[i%len(kindsOfEdits)]
		if asked > 0 {
			kind = kindsOfEdits[a.chance.Intn(len(kindsOfEdits))]
		}
		was := a.source()
		a.output = a.turn()
		kind.do(&a)
		a.before = was
		if !a.agrees(fmt.Sprintf("edit %d, %s", i, kind.name)) {
			return
		}
		if a.published {
			published, sound = published+1, a.source()
		} else if a.chance.Intn(4) > 0 { // else there would be nothing to see of the next
			a.backTo(sound)
		}
	}
	if published < many/2 {
		t.Errorf("only %d of %d edits were published", published, many)
	}
}

// turn has a build go to one of two outputs.
func (a *afternoon) turn() string {
	if a.chance.Intn(3) == 0 {
		return "bin/site"
	}
	return "public"
}

// atTimes lets every other build go by the times of all files, as if each were
// saved long before it, and not by their words.
func (a *afternoon) atTimes(o *Options) {
	if a.builds++; a.builds%2 == 0 {
		o.Clock = func() time.Time { return time.Now().Add(time.Hour) }
	}
}

// agrees holds the next build of the site against a clean one.
func (a *afternoon) agrees(after string) bool {
	a.t.Helper()
	public := map[string]string{}
	if _, err := os.Stat(a.at(a.output)); err == nil {
		public = sums(a.t, os.DirFS(a.at(a.output)))
	}
	got, _ := a.build(a.atTimes, func(o *Options) { o.Output = a.at(a.output) })
	a.published = got.Published
	output := filepath.Join(a.t.TempDir(), "public")
	want, err := Build(Options{Source: os.DirFS(a.folder), Output: output, Now: now})
	if err != nil {
		a.t.Fatal(err)
	}
	if got.Published != want.Published || got.Pages != want.Pages || shown(got.Problems) != shown(want.Problems) {
		a.t.Errorf("after %s: published %t, %d pages:\n%s\nand clean %t, %d:\n%s", after, got.Published, got.Pages, shown(got.Problems), want.Published, want.Pages, shown(want.Problems))
		return false
	}
	if want.Published {
		public = sums(a.t, os.DirFS(output))
	}
	if _, err := os.Stat(a.at(a.output)); err != nil && !want.Published {
		return true // it was never written
	}
	if is := sums(a.t, os.DirFS(a.at(a.output))); !maps.Equal(is, public) {
		a.t.Errorf("after %s these differ in %s: %v", after, a.output, differing(is, public))
		return false
	}
	return true
}
