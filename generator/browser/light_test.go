package browser

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// What a page weighs at most, in bytes as a server sends them: a page with the
// styles that it waits for, which those of paper are not; the report of 2022
// with all its styles; and the scripts of a page.
const (
	heaviestPage    = 13_700
	heaviestReport  = 27_700
	heaviestScripts = 6_000
)

// heavier are the pages that weigh more, with what they weigh at most. All have
// many words or pictures; no style stands in them that says nothing there.
var heavier = []struct {
	pages *regexp.Regexp
	most  int
}{
	{regexp.MustCompile(`^/documents/panel-2011/`), 31_900},                                   // a transcript of many sheets
	{regexp.MustCompile(`^/inspections/2022-02-ilacs/(|large-print/|giant-print/)$`), 26_100}, // a whole report
	{regexp.MustCompile(`^/inspections/(2017-06-sif|2010-12-ucra)/`), 18_300},                 // large parts of reports
	{regexp.MustCompile(`^/topics/(early-help|children-in-care)/$`), 18_200},                  // many quotations, which alone weigh 7,000
	{regexp.MustCompile(`^/$`), 14_336},                                                       // two charts and a timeline: 14 KiB
	{regexp.MustCompile(`^/documents/minutes-2017/`), 15_200},                                 // minutes of a meeting
}

func mostOf(page string) int {
	for _, kind := range heavier {
		if kind.pages.MatchString(page) {
			return kind.most
		}
	}
	return heaviestPage
}

// askedFor finds what the head of a page asks for, and for which medium.
var askedFor = regexp.MustCompile(`<(?:link rel="stylesheet" href|script src)="([^"]+\.(css|js))"( media="print")?`)

// TestPagesAreLight weighs every page of the built site.
func TestPagesAreLight(t *testing.T) {
	folder := os.Getenv(siteVariable)
	site := serve(t, folder)
	weights := map[string]int{}
	weigh := func(name string) int {
		if _, known := weights[name]; !known {
			bytes, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(name)))
			if err != nil {
				t.Fatal(err)
			}
			weights[name] = compressed(t, bytes)
		}
		return weights[name]
	}
	for _, page := range site.Pages {
		source, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(fileOf(page))))
		if err != nil {
			t.Fatal(err)
		}
		sums := map[string]int{}
		for _, found := range askedFor.FindAllSubmatch(source, -1) {
			sums[string(found[2])+string(found[3])] += weigh("assets/" + filepath.Base(string(found[1])))
		}
		with := compressed(t, source) + sums["css"]
		if most := mostOf(page); with > most {
			t.Errorf("%s weighs %d bytes with its styles, more than %d", page, with, most)
		}
		if sums["js"] > heaviestScripts {
			t.Errorf("the scripts of %s weigh %d bytes, more than %d", page, sums["js"], heaviestScripts)
		}
		if with += sums[`css media="print"`]; page == "/inspections/2022-02-ilacs/" && with > heaviestReport {
			t.Errorf("%s weighs %d bytes with all its styles, more than %d", page, with, heaviestReport)
		}
	}
}

func compressed(t *testing.T, source []byte) int {
	t.Helper()
	var out bytes.Buffer
	to, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(to, bytes.NewReader(source)); err != nil {
		t.Fatal(err)
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Len()
}

// missedStyles finds what a style would say on pages that do not ask for it, as
// the browser understands its selectors.
const missedStyles = `(async (pages, styles) => {
	const faults = [], sheets = {};
	const rules = (list) => [...list].flatMap((rule) => rule.selectorText ? [rule.selectorText] : rule.cssRules ? rules(rule.cssRules) : []);
	for (const name of styles) {
		const sheet = new CSSStyleSheet();
		sheet.replaceSync(await (await fetch("/assets/" + name)).text());
		sheets[name] = rules(sheet.cssRules).join(",").replace(/(^|[\s,(])(::[\w-]+|:(hover|focus-visible|focus|target|checked|active)\b)+/g, "$1*").replace(/::[\w-]+|:(hover|focus-visible|focus|target|checked|active)\b/g, "");
	}
	for (const page of pages) {
		const text = await (await fetch(page)).text();
		const made = new DOMParser().parseFromString(text, "text/html");
		for (const [name, all] of Object.entries(sheets)) {
			if (text.includes(name)) continue;
			const found = made.querySelector(all);
			if (found) faults.push(page + " lacks " + name + " for " + found.outerHTML.slice(0, 80));
		}
	}
	return faults;
})(%s, %s)`

// TestNoPageLacksAStyle holds the choice of styles for each page against what a
// browser finds on it.
func TestNoPageLacksAStyle(t *testing.T) {
	t.Parallel()
	folder := os.Getenv(siteVariable)
	site := serve(t, folder)
	found, err := filepath.Glob(filepath.Join(folder, "assets", "*.css"))
	if err != nil || len(found) < 5 {
		t.Fatal("there are no styles to choose from", found, err)
	}
	var styles []string
	for _, name := range found {
		styles = append(styles, filepath.Base(name))
	}
	pages, _ := json.Marshal(site.Pages) // texts can be written
	names, _ := json.Marshal(styles)
	with(tabs, func(tab *Tab) {
		if err := tab.Open(site.Root+"/", screen); err != nil {
			t.Fatal(err)
		}
		faults, err := Ask[[]string](tab, fmt.Sprintf(missedStyles, pages, names))
		if err != nil {
			t.Fatal(err)
		}
		for _, fault := range faults {
			t.Error(fault)
		}
	})
}
