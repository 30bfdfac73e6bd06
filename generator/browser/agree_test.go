package browser

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/txtar"
)

// The generator reads every page itself before it is published. Its rules have
// pages that each must find something on, or nothing, in these archives, and
// what is found stands in them too.
const audited = "../task/audit/testdata"

// counterparts are the rules of axe-core that look for the same as a rule of
// the generator. A rule with none looks for what axe-core does not look for.
var counterparts = map[string]string{
	"aria-words": `aria-roles aria-valid-attr aria-valid-attr-value aria-allowed-attr aria-prohibited-attr aria-required-attr
		aria-required-children aria-required-parent aria-conditional-attr aria-deprecated-role aria-allowed-role
		aria-braille-equivalent presentation-role-conflict`,
	"chart-parts":    ``,
	"content-policy": ``,
	"contrast":       ``,
	"control-name": `button-name input-button-name input-image-alt label label-title-only select-name frame-title summary-name
		aria-command-name aria-input-field-name aria-toggle-field-name aria-dialog-name aria-meter-name aria-progressbar-name
		aria-tab-name aria-tooltip-name aria-treeitem-name form-field-multiple-labels frame-title-unique`,
	"foreign-host":  ``,
	"heading-order": `heading-order empty-heading page-has-heading-one`,
	"hidden-focus":  `aria-hidden-focus aria-hidden-body nested-interactive frame-focusable-content`,
	"id-twice":      `duplicate-id-aria`,
	"inline-code":   ``,
	"label-in-name": `label-content-name-mismatch`,
	"landmarks": `region landmark-one-main landmark-no-duplicate-main landmark-no-duplicate-banner landmark-no-duplicate-contentinfo
		landmark-unique landmark-main-is-top-level landmark-banner-is-top-level landmark-contentinfo-is-top-level`,
	"link-name":      `link-name area-alt`,
	"link-purpose":   `identical-links-same-purpose`,
	"list-items":     `list listitem definition-list dlitem`,
	"lost-page":      ``,
	"lost-place":     ``,
	"lost-reference": ``,
	"page-language":  `html-has-lang html-lang-valid valid-lang html-xml-lang-mismatch`,
	"page-moves":     `meta-refresh meta-refresh-no-exceptions no-autoplay-audio blink marquee video-caption`,
	"page-title":     `document-title`,
	"picture-words":  `image-alt role-img-alt svg-img-alt image-redundant-alt object-alt server-side-image-map`,
	"skip-link":      `bypass skip-link`,
	"tab-order":      `tabindex`,
	"table-headers": `empty-table-header scope-attr-valid td-has-header td-headers-attr th-has-data-cells table-duplicate-name
		table-fake-caption`,
	"well-formed":  ``,
	"zoom-blocked": `meta-viewport meta-viewport-large`,
}

// rendered are rules of axe-core that need a page that is drawn, or that have
// nothing to do with our pages.
const rendered = `color-contrast color-contrast-enhanced target-size scrollable-region-focusable css-orientation-lock
	link-in-text-block avoid-inline-spacing autocomplete-valid accesskeys aria-text focus-order-semantics
	p-as-heading frame-tested`

// stricter says, by archive and page, why the generator finds something where
// axe-core finds nothing with the same rules.
var stricter = map[string]string{
	"control-name/placeholder/": "axe-core takes what stands in an empty input for its name.",
	"control-name/region/":      "axe-core has no rule for the names of regions.",
	"heading-order/second/":     "axe-core asks for one first heading at least.",
	"id-twice/empty/":           "axe-core looks at ids that something points to.",
	"id-twice/twice/":           "axe-core looks at ids that something points to.",
	"landmarks/aside/":          "axe-core lets an aside lie in a region.",
	"landmarks/main/":           "axe-core takes a first heading for a way past the head of the page.",
	"landmarks/menu/":           "axe-core takes no name and a name for two different ones.",
	"link-purpose/address/":     "axe-core does not read the words of links.",
	"link-purpose/bare/":        "axe-core does not read the words of links.",
	"link-purpose/here/":        "axe-core does not read the words of links.",
	"link-purpose/more/":        "axe-core does not read the words of links.",
	"link-purpose/places/":      "axe-core leaves it to people to judge links with the same words.",
	"list-items/empty/":         "axe-core lets a list be empty.",
	"list-items/group/":         "axe-core lets a term have nothing said of it.",
	"page-language/direction/":  "axe-core does not look at the direction of writing.",
	"page-moves/drawing/":       "axe-core does not look at drawings that move.",
	"page-moves/plays/":         "axe-core cannot know how long a film plays that is not there.",
	"page-moves/stops/":         "axe-core looks at what plays by itself alone.",
	"page-moves/window/":        "axe-core does not look where a link opens.",
	"page-title/two/":           "axe-core asks for one title at least.",
	"picture-words/drawing/":    "axe-core looks at drawings that say that they are pictures.",
	"picture-words/file/":       "axe-core takes any words for an alternative text.",
	"picture-words/word/":       "axe-core takes any words for an alternative text.",
	"skip-link/elsewhere/":      "axe-core takes a first heading for a way past the head of the page.",
	"skip-link/without/":        "axe-core takes a first heading for a way past the head of the page.",
	"tab-order/word/":           "axe-core reads what is no number as 0.",
	"table-headers/caption/":    "axe-core does not ask for captions.",
	"table-headers/column/":     "axe-core does not ask of small tables that each cell has a head.",
	"table-headers/head/":       "axe-core does not ask of small tables that each cell has a head.",
	"table-headers/layout/":     "axe-core lets a table lay out a page.",
	"table-headers/scope/":      "axe-core takes a head without a scope for that of a column.",
	"well-formed/open/":         "Browsers close the items before axe-core looks.",
	"zoom-blocked/width/":       "axe-core does not look at the width of the page.",
	"zoom-blocked/without/":     "axe-core does not ask a page to say that it fits a small screen.",
}

// laxer says why axe-core finds something where the generator does not.
var laxer = map[string]string{
	"skip-link/good/near/": "axe-core counts a hidden link before the one past the head of the page.",
}

// TestAuditAndAxeAgree opens the pages of the archives: where the generator
// finds something with a rule that axe-core has too, axe-core does as well or
// wants a person to look, and the other way round, where it is sure. The
// exceptions are listed with their reasons.
func TestAuditAndAxeAgree(t *testing.T) {
	ours := map[string]string{} // the rules of the generator by those of axe-core
	for rule, theirs := range counterparts {
		for their := range strings.FieldsSeq(theirs) {
			ours[their] = rule
		}
	}
	for their := range strings.FieldsSeq(rendered) {
		ours[their] = ""
	}
	known(t, ours)
	archives, err := filepath.Glob(audited + "/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("there are no archives in %s, %v", audited, err)
	}
	// What the other rules of axe-core find is told by nobody here.
	var shared []string
	for their, rule := range ours {
		if rule != "" {
			shared = append(shared, their)
		}
	}
	only, _ := json.Marshal(shared) // texts can be written
	comparable := Check{Name: axe.Name, Doc: axe.Doc, Run: func(t *Tab) ([]Fault, error) { return runAxe(t, string(only)) }}
	used := &sync.Map{}
	t.Run("archives", func(t *testing.T) {
		for _, name := range archives {
			rule := strings.TrimSuffix(filepath.Base(name), ".txtar")
			if _, known := counterparts[rule]; !known {
				t.Errorf("it is not said which rules of axe-core look for the same as %s", rule)
			}
			t.Run(rule, func(t *testing.T) { agree(t, comparable, name, rule, ours, used) })
		}
	})
	for _, list := range []map[string]string{stricter, laxer} {
		for page := range list {
			if _, was := used.Load(page); !was {
				t.Errorf("%s is no exception", page)
			}
		}
	}
}

// known demands that something is said of each rule of axe-core, and of none
// that is not there.
func known(t *testing.T, ours map[string]string) {
	t.Helper()
	site := serve(t, "testdata/sound")
	with(tabs, func(tab *Tab) {
		look(t, tab, axe, site.Root+"/", phone)
		for _, their := range tab.rules {
			if _, said := ours[their]; !said {
				t.Errorf("axe-core has the rule %s, of which nothing is said here", their)
			}
		}
		for their := range ours {
			if !slices.Contains(tab.rules, their) {
				t.Errorf("axe-core has no rule %s, or it is not tried", their)
			}
		}
	})
}

func agree(t *testing.T, check Check, name, rule string, ours map[string]string, used *sync.Map) {
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	good, bad := laidOut(t, archive, "good/"), laidOut(t, archive, "bad/")
	found := wanted(archive)
	for _, page := range pagesBelow(archive, "good/") {
		compare(t, check, good.Root+page, rule+"/good"+page, nil, ours, used)
	}
	for _, page := range pagesBelow(archive, "bad/") {
		compare(t, check, bad.Root+page, rule+page, found[page], ours, used)
	}
}

// compare looks with axe-core at a page on which the generator finds something
// with the given rules.
func compare(t *testing.T, check Check, address, page string, audit map[string]bool, ours map[string]string, used *sync.Map) {
	t.Run(path.Base(page), func(t *testing.T) {
		t.Parallel()
		with(tabs, func(tab *Tab) {
			sure, seen := map[string]bool{}, map[string]bool{}
			for _, fault := range look(t, tab, check, address, phone) {
				rule := ours[fault.Rule]
				seen[rule] = true
				if !fault.Doubt && rule != "" {
					sure[rule] = true
				}
			}
			for _, rule := range slices.Sorted(maps.Keys(sure)) {
				if !audit[rule] && !excepted(laxer, page, used) {
					t.Errorf("axe-core finds something that the generator looks for with %s, and it finds nothing", rule)
				}
			}
			for _, rule := range slices.Sorted(maps.Keys(audit)) {
				if counterparts[rule] != "" && !seen[rule] && !excepted(stricter, page, used) {
					t.Errorf("the generator finds something with %s, and axe-core nothing with %s", rule, strings.Join(strings.Fields(counterparts[rule]), ", "))
				}
			}
		})
	})
}

func excepted(list map[string]string, page string, used *sync.Map) bool {
	_, is := list[page]
	if is {
		used.Store(page, true)
	}
	return is
}

// laidOut is the site of an archive below a folder, as the generator's own test
// lays it out.
func laidOut(t *testing.T, archive *txtar.Archive, folder string) *Site {
	t.Helper()
	root := t.TempDir()
	frame := string(mustRead(t, audited+"/page.html"))
	write := func(name string, data []byte) {
		if path.Ext(name) == ".html" && !strings.HasPrefix(strings.ToLower(string(data)), "<!doctype") {
			data = []byte(strings.Replace(frame, "<!-- here -->\n", string(data), 1))
		}
		file := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("index.html", []byte("<p>Home.</p>\n"))
	write("other/index.html", []byte("<p id=\"there\">There.</p>\n"))
	for _, name := range []string{"style.css", "icon.svg"} {
		write(name, mustRead(t, audited+"/"+name))
	}
	for _, file := range archive.Files {
		if name, below := strings.CutPrefix(file.Name, folder); below {
			write(name, file.Data)
		}
	}
	return serve(t, root)
}

func mustRead(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// pagesBelow are the addresses of the pages of an archive below a folder.
func pagesBelow(archive *txtar.Archive, folder string) (pages []string) {
	for _, file := range archive.Files {
		if name, below := strings.CutPrefix(file.Name, folder); below && path.Ext(name) == ".html" {
			pages = append(pages, "/"+strings.TrimSuffix(name, "index.html"))
		}
	}
	return pages
}

// wanted reads what the generator finds on each page: lines such as
// "/twice/: id-twice: …".
func wanted(archive *txtar.Archive) map[string]map[string]bool {
	found := map[string]map[string]bool{}
	for _, file := range archive.Files {
		if file.Name != "want" {
			continue
		}
		for line := range strings.Lines(string(file.Data)) {
			var page, rule string
			if _, err := fmt.Sscanf(strings.ReplaceAll(line, ": ", " "), "/%s %s", &page, &rule); err != nil || strings.HasPrefix(line, " ") {
				continue
			}
			if found["/"+page] == nil {
				found["/"+page] = map[string]bool{}
			}
			found["/"+page][rule] = true
		}
	}
	return found
}
