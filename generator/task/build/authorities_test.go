package build

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"plainsight/generator/kit/html"
)

// publicOf builds a site of testdata/sites.
func publicOf(t *testing.T, site fs.FS) fs.FS {
	t.Helper()
	output := filepath.Join(t.TempDir(), "public")
	built(t, site, output)
	return os.DirFS(output)
}

func region(t *testing.T) fstest.MapFS  { return siteOf(t, parsed(t, "testdata/sites/region.txtar")) }
func country(t *testing.T) fstest.MapFS { return siteOf(t, parsed(t, "testdata/sites/country.txtar")) }

// notes are the numbers of links on paper.
var notes = regexp.MustCompile(`\s\[\d+\]`)

// wordsOn are the words of a page in one line.
func wordsOn(t *testing.T, public fs.FS, file string) string {
	t.Helper()
	main := read(t, public, file).Find(func(n *html.Node) bool { return n.Name() == "main" })
	if len(main) != 1 {
		t.Fatalf("%s has %d main parts", file, len(main))
	}
	return notes.ReplaceAllString(strings.Join(strings.Fields(main[0].Text()), " "), "")
}

// TestPagesAreOfTheirAuthority reads pages of a site with a home and others:
// what is most recent, what is set beside what, and whose numbers and
// inspections a chart has are those of the authority that the page is about.
func TestPagesAreOfTheirAuthority(t *testing.T) {
	t.Parallel()
	public := publicOf(t, region(t))
	for file, page := range map[string]struct{ says, saysNot []string }{
		"index.html": {
			[]string{"Most recent inspection of Plainton on this site", "a page for each of 2 inspections and visits of Plainton", "See all councils on this site"},
			[]string{"Farham", "Wexbury"},
		},
		"inspections/index.html": {[]string{"All inspections of Plainton on this site", "Inspection of Plainton"}, []string{"Farham"}},
		"threads/index.html":     {[]string{"Plainton: Did they fix it?", "We follow one matter.", "The quality of plans"}, []string{"missing"}},
		"authorities/farham/index.html": {
			[]string{"A council in Northshire.", "5 inspections and visits", "Most recent inspection of Farham on this site 4 to 8 May 2026",
				"Children in care: Good. Care leavers: Not judged.", "Children who go missing", "Statistical neighbours", "Plainton", "Oldport"},
			[]string{"28 February", "The quality of plans"},
		},
		"authorities/oldport/index.html":              {[]string{"This site has no inspection.", "What do the numbers say?"}, nil},
		"authorities/farham/threads/index.html":       {[]string{"Farham: Did they fix it?", "Children who go missing"}, []string{"The quality of plans"}},
		"authorities/farham/timeline/care/index.html": {[]string{"Farham: Children in care", "This compares only roughly with 5 to 29 June 2017"}, []string{"Plainton"}},
		"authorities/farham/inspections/2022-02-ilacs/index.html": {
			[]string{"A more recent inspection is on this site: Inspection of Farham children's services, 4 to 8 May 2026",
				"Set beside: Inspection of Farham under the single framework, 5 to 29 June 2017",
				"The council had 340 referrals", "Inspection by Ofsted, 5 to 29 June 2017"},
			[]string{"28 February to 4 March", "12 June"},
		},
		"authorities/farham/inspections/2023-10-visit/index.html": {[]string{"Farham: Focused visit on the front door"}, nil},
		"authorities/farham/metrics/referrals/index.html": {
			[]string{"Farham: Referrals", "Around A (Inspection by Ofsted, 5 to 29 June 2017)", "Where these numbers are used Inspection of Farham children's services"},
			[]string{"12 June", "Referrals rose in Plainton", "Farham, Northshire"},
		},
		"metrics/referrals/index.html": {[]string{"Plainton: Referrals", "Referrals rose in Plainton", "By council Farham Oldport"}, []string{"5 to 29 June"}},
		"topics/missing/index.html":    {[]string{"Farham: Focused visit on the front door", "Inspection of Plainton under the single framework"}, nil},
	} {
		text := wordsOn(t, public, file)
		for _, words := range page.says {
			if !strings.Contains(text, words) {
				t.Errorf("%s does not say %q:\n%s", file, words, text)
			}
		}
		for _, words := range page.saysNot {
			if strings.Contains(text, words) {
				t.Errorf("%s says %q:\n%s", file, words, text)
			}
		}
	}
}

// TestTheWayAroundAnAuthority looks at what stands round its pages.
func TestTheWayAroundAnAuthority(t *testing.T) {
	t.Parallel()
	public := publicOf(t, region(t))
	page := read(t, public, "authorities/farham/timeline/care/index.html")
	links := func(name string) (targets []string) {
		for _, nav := range page.Find(func(n *html.Node) bool { label, _ := n.Attr("aria-label"); return n.Name() == "nav" && label == name }) {
			for _, link := range nav.Find(func(n *html.Node) bool { return n.Name() == "a" }) {
				target, _ := link.Attr("href")
				targets = append(targets, strings.TrimPrefix(target, "../../../../"))
			}
		}
		return targets
	}
	for name, want := range map[string]string{
		"Where this page is": " authorities/ authorities/farham/ authorities/farham/timeline/",
		"Farham":             "authorities/farham/ authorities/farham/timeline/ authorities/farham/threads/ authorities/farham/metrics/",
		"Main menu":          " authorities/ topics/ about/ search/",
	} {
		if got := strings.Join(links(name), " "); got != want {
			t.Errorf("the way “%s” is %q, not %q", name, got, want)
		}
	}
	for _, link := range page.Find(func(n *html.Node) bool { rel, _ := n.Attr("rel"); return rel == "canonical" }) {
		if href, _ := link.Attr("href"); href != "https://inspections.plainton.example/authorities/farham/timeline/care/" {
			t.Errorf("the page says that its address is %s", href)
		}
	}
	if title := page.Find(func(n *html.Node) bool { return n.Name() == "title" })[0].Text(); !strings.HasPrefix(title, "Farham: Children in care") {
		t.Errorf("the title is %q", title)
	}
}

// TestEveryAuthorityHasEditionsForPaper builds the site of several with all its
// editions; a build looks at each page.
func TestEveryAuthorityHasEditionsForPaper(t *testing.T) {
	t.Parallel()
	site := region(t)
	settings := string(site["data/site.yaml"].Data)
	site["data/site.yaml"] = file(strings.Replace(settings, "[html, csv, svg, png]", "[html, csv, large-print, giant-print]", 1))
	public := publicOf(t, site)
	for _, page := range []string{"timeline", "timeline/care", "inspections/2022-02-ilacs", "threads/missing", "metrics/referrals"} {
		name := "authorities/farham/" + page + "/giant-print/index.html"
		if title := read(t, public, name).Find(func(n *html.Node) bool { return n.Name() == "title" })[0].Text(); !strings.Contains(title, "Farham") {
			t.Errorf("%s is called %q", name, title)
		}
	}
}

// TestAnEmbargoHoldsForEveryAuthority looks for an inspection that is not out
// yet, and for a thread that begins with it, in the files of all.
func TestAnEmbargoHoldsForEveryAuthority(t *testing.T) {
	t.Parallel()
	public := publicOf(t, region(t))
	for _, name := range filesOf(t, public) {
		bytes, _ := fs.ReadFile(public, name)
		if strings.Contains(string(bytes), "Canary") || strings.Contains(string(bytes), "2026-04-ilacs") || strings.Contains(name, "2026-04-ilacs") {
			t.Errorf("%s speaks of what is under embargo", name)
		}
	}
}

// TestOneAuthorityStaysTheSimpleCase: the base site knows a second council,
// whose only inspection is under embargo, and has nothing of it.
func TestOneAuthorityStaysTheSimpleCase(t *testing.T) {
	site := siteOf(t, &txtar.Archive{})
	site["content/inspections/farham/2026-04-ilacs.md"] = file(`---
title: Inspection of Farham
authority: farham
framework: ilacs
activity: inspection
inspected: 2026-04-20
sources: [ofsted-2022]
outcome: Not known here.
publish_after: 2026-06-01
---

1. Children do well.
`)
	public := publicOf(t, site)
	for _, name := range filesOf(t, public) {
		bytes, _ := fs.ReadFile(public, name)
		if strings.Contains(name, "authorities") && !strings.HasPrefix(name, "assets/") || strings.Contains(string(bytes), "authorities/") || strings.Contains(string(bytes), "All councils") {
			t.Errorf("%s speaks of several authorities", name)
		}
	}
}

// TestGridsAreWordsInTheOrderOfTheAlphabet reads the grades of all councils.
func TestGridsAreWordsInTheOrderOfTheAlphabet(t *testing.T) {
	t.Parallel()
	public := publicOf(t, region(t))
	for edition, want := range map[string][]string{
		"ilacs-2018": {
			"Farham Inspected 14 to 18 February 2022 of Farham|Requires improvement|Good|Requires improvement to be good",
			"Plainton Inspected 28 February to 4 March 2022 of Plainton|Outstanding|Good|Good",
			"Wexbury Inspected March 2018 of Wexbury|All services judged good. Outcome only. Which areas were graded, and how, is not known here.",
			"Oldport|No inspection held", "Newmarsh|No inspection held",
		},
		"ilacs-2026": {
			"Farham Inspected 4 to 8 May 2026 of Farham|Good|Not judged",
			"Plainton|No inspection held", "Wexbury|No inspection held", "Oldport|No inspection held", "Newmarsh|No inspection held",
		},
		"slac-2009": {
			"Farham Inspected June 2010 of Farham|Adequate|Good|Good",
			"Plainton|No inspection held", "Wexbury|No inspection held", "Oldport|No inspection held", "Newmarsh|No inspection held",
		},
	} {
		page := read(t, public, "authorities/grades/"+edition+"/index.html")
		var rows []string
		for _, row := range page.Find(func(n *html.Node) bool { return n.Name() == "tr" }) {
			var cells []string
			for _, cell := range row.Find(func(n *html.Node) bool { return n.Name() == "td" || n.Name() == "th" }) {
				cells = append(cells, shownIn(cell))
			}
			if cells[0] != "Council" {
				rows = append(rows, strings.Join(cells, "|"))
			}
		}
		if !slices.Equal(rows, want) {
			t.Errorf("the grid of %s is\n%s\nand should be\n%s", edition, strings.Join(rows, "\n"), strings.Join(want, "\n"))
		}
		if text := page.Text(); !strings.Contains(text, "This is no ranking.") || !strings.Contains(text, "cannot be compared") {
			t.Errorf("the grid of %s does not say how it is to be read", edition)
		}
		if len(page.Find(func(n *html.Node) bool { return n.Name() == "svg" })) > 0 {
			t.Errorf("the grid of %s has marks", edition)
		}
	}
}

// shownIn are the words of a cell of a wide table, without the labels that
// stand in their place in a list.
func shownIn(cell *html.Node) string {
	text := cell.Text()
	for _, label := range cell.Find(func(n *html.Node) bool { class, _ := n.Attr("class"); return class == "in-list" }) {
		text = strings.Replace(text, label.Text(), "", 1)
	}
	return strings.Join(strings.Fields(text), " ")
}

// A yearly file of outcomes fills what the site lacks, and says so. What is not
// more recent than an inspection here adds nothing.
func TestTheIndexSaysWhatAFileReports(t *testing.T) {
	t.Parallel()
	index := wordsOn(t, publicOf(t, region(t)), "authorities/index.html")
	const from = "So says the inspectorate’s yearly file of outcomes. The report is not on this site."
	for _, words := range []string{
		"Newmarsh 4 March 2024 Overall effectiveness: Good. " + from + " This site has no inspection.",
		"11 May 2026 Children in care: Good. Care leavers: Outstanding. " + from,
	} {
		if !strings.Contains(index, words) {
			t.Errorf("the index does not say %q: %s", words, index)
		}
	}
	if strings.Count(index, from) != 2 || strings.Contains(index, "Inadequate") || strings.Contains(index, "Elsewhere 11") {
		t.Errorf("the index says more than that: %s", index)
	}
}

// TestAnInspectionChangesNoPageOfAnotherAuthority adds one inspection to a site
// and looks which files are others than before: those of its authority, and
// the lists that have all; the accessibility statement says how many pages
// there are.
func TestAnInspectionChangesNoPageOfAnotherAuthority(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		site fstest.MapFS
		may  string
	}{
		"region":  {region(t), `^(accessibility/index\.html|search/index\.html|authorities/(index\.html|grades/.*|farham/.*)|manifest\.json|sitemap\.xml|sitemap/index\.html)$`},
		"country": {country(t), `^(index\.html|accessibility/index\.html|search/index\.html|inspections/index\.html|authorities/(index\.html|grades/.*|farham/.*)|manifest\.json|sitemap\.xml|sitemap/index\.html)$`},
	} {
		t.Run(name, func(t *testing.T) {
			before := sums(t, publicOf(t, c.site))
			c.site["content/inspections/farham/2025-06-ilacs.md"] = file(`---
title: Inspection of Farham children's services
authority: farham
framework: ilacs
activity: inspection
inspected: 2025-06-02/2025-06-06
judgements: {care: Good, care-leavers: Good, overall: Good}
sources: [ofsted-2022]
---

1. Children do well.
`)
			after := sums(t, publicOf(t, c.site))
			changed := differing(before, after)
			for _, file := range changed {
				if !regexp.MustCompile(c.may).MatchString(file) {
					t.Errorf("%s changed", file)
				}
			}
			if !slices.Contains(changed, "authorities/farham/index.html") || maps.Equal(before, after) {
				t.Error("the inspection changed nothing")
			}
		})
	}
}

// TestACountryHasNoHome reads the first page of a site without a home authority.
func TestACountryHasNoHome(t *testing.T) {
	t.Parallel()
	public := publicOf(t, country(t))
	text := wordsOn(t, public, "index.html")
	at := 0
	for _, words := range []string{
		"Inspections of children's services in Northshire", "This site lists 2 councils. It has inspections of 2 of them.",
		"Most recent inspections on this site", "3 to 4 October 2023 Farham: Focused visit", "28 February to 4 March 2022 Inspection of Plainton",
		"All councils", "Farham 3 to 4 October 2023 Focused visit. Inspectors gave no grade", "14 to 18 February 2022 Inspection. Overall effectiveness: Good.",
		"Plainton 28 February to 4 March 2022", "Grades of all councils, by framework",
	} {
		next := strings.Index(text[at:], words)
		if next < 0 {
			t.Fatalf("after %q there is no %q in\n%s", text[max(0, at-40):at], words, text)
		}
		at += next + len(words)
	}
	list := wordsOn(t, public, "inspections/index.html")
	if !strings.Contains(list, "2023 3 to 4 October 2023 Farham: Focused visit") || !strings.Contains(list, "2022 28 February to 4 March 2022 Inspection of Plainton") {
		t.Errorf("the list of inspections is %q", list)
	}
	simple := "Easy Read: 14 to 18 February 2022 Inspection of Farham children's services British Sign Language: 14 to 18 February 2022"
	for _, page := range []string{"inspections/index.html", "formats/index.html"} {
		if words := wordsOn(t, public, page); !strings.Contains(words, simple) || strings.Count(words, "Easy Read: ") != 1 {
			t.Errorf("%s does not have the other versions of one report: %s", page, words)
		}
	}
	own := read(t, public, "authorities/farham/inspections/2022-02-ilacs/index.html")
	if links := own.Find(func(n *html.Node) bool {
		href, _ := n.Attr("href")
		return href == "../../../../about/" || href == "https://films.example/2022"
	}); len(links) < 2 {
		t.Error("the page of the report does not lead to its other versions")
	}
	if words := wordsOn(t, public, "accessibility/index.html"); !strings.Contains(words, "Some reports have a version in Easy Read") {
		t.Error("the statement does not tell of them")
	}
	if _, err := fs.Stat(public, "timeline"); err == nil {
		t.Error("there is a timeline of nobody")
	}
}
