package build

import (
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"plainsight/generator/kit/html"
)

// withFiles builds a site of testdata/sites with all files of the record; one
// of its events would be a formula in a spreadsheet.
func withFiles(t *testing.T, archive string, at time.Time) fs.FS {
	t.Helper()
	site := siteOf(t, parsed(t, "testdata/sites/"+archive))
	site["data/site.yaml"] = file(string(site["data/site.yaml"].Data) + "formats: [html, csv, json, atom]\n")
	site["data/events.yaml"] = file("- {date: 2020, title: '=HYPERLINK(\"https://x.example\")', kind: context}\n")
	output := filepath.Join(t.TempDir(), "public")
	result, err := Build(Options{Source: site, Output: output, Now: at})
	if err != nil || !result.Published {
		t.Fatal(err, shown(result.Problems))
	}
	return os.DirFS(output)
}

func readFile(t *testing.T, public fs.FS, name string) []byte {
	t.Helper()
	bytes, err := fs.ReadFile(public, name)
	if err != nil {
		t.Fatal(err)
	}
	return bytes
}

type wording struct{ ID, Words string }

type timelineFile struct {
	Page        string
	Inspections []struct {
		ID, Address, Inspected, When, Outcome string
		Grades                                []struct {
			Area, Grade string
			Place, Of   int
		}
		Lanes []struct {
			ID, Grade, Note string
			State           wording
			Compares        *struct {
				With    string
				Closely wording `json:"how_closely"`
				Why     []string
			}
		}
	}
	Changes []struct{ After, Date, Words string } `json:"changes_of_rules"`
	Events  []struct{ Date, Title string }
}

// TestTheTimelineAsDataSaysWhatThePageSays: every word of the file stands on
// the page of the timeline or on that of the lane.
func TestTheTimelineAsDataSaysWhatThePageSays(t *testing.T) {
	t.Parallel()
	public := withFiles(t, "timeline.txtar", now)
	var file timelineFile
	if err := json.Unmarshal(readFile(t, public, "data/timeline.json"), &file); err != nil {
		t.Fatal(err)
	}
	pages := map[string]string{}
	page := func(name string) string {
		if pages[name] == "" {
			pages[name] = strings.Join(strings.Fields(read(t, public, name).Text()), " ")
		}
		return pages[name]
	}
	var order []string
	for _, one := range file.Inspections {
		order = append(order, one.ID)
		if !strings.HasPrefix(one.Address, "https://inspections.plainton.example/inspections/") || !strings.Contains(page("timeline/index.html"), one.When) {
			t.Errorf("%s: the address is %s, and its days %q are not on the page", one.ID, one.Address, one.When)
		}
		for _, lane := range one.Lanes {
			there := page("timeline/" + lane.ID + "/index.html")
			for _, words := range append([]string{lane.Grade, lane.Note}, stateWords(lane.State)...) {
				if !strings.Contains(there, words) {
					t.Errorf("%s in the lane %s says %q, and its page does not", one.ID, lane.ID, words)
				}
			}
			if lane.Compares != nil && !strings.Contains(there, lane.Compares.Closely.Words) {
				t.Errorf("%s in the lane %s says %q, and its page does not", one.ID, lane.ID, lane.Compares.Closely.Words)
			}
			switch one.ID + " " + lane.ID {
			case "2022-02-ilacs care-leavers":
				if lane.State.ID != "judged-together" || lane.Grade != "" || lane.Compares == nil || lane.Compares.Closely.ID != "not-at-all" {
					t.Errorf("care leavers of 2022 are %+v", lane)
				}
			case "2026-05-ilacs overall":
				if lane.State.ID != "no-area" || !strings.Contains(lane.Note, "no overall grade") {
					t.Errorf("the overall grade of 2026 is %+v", lane)
				}
			case "2020-10-visit care":
				if lane.State.ID != "not-graded" || len(one.Grades) != 0 {
					t.Errorf("the visit is %+v", lane)
				}
			}
		}
	}
	if want := "2010-06-slac 2017-06-sif 2020-10-visit 2022-02-ilacs 2024-07-ilacs 2026-05-ilacs 2028-01-cfs"; strings.Join(order, " ") != want {
		t.Errorf("the inspections are %v", order)
	}
	if last := file.Inspections[6].Grades; len(last) != 2 || last[0].Place != 2 || last[0].Of != 5 {
		t.Errorf("the grades of a framework that nobody thought of are %+v", last)
	}
	if len(file.Changes) != 5 || len(file.Events) != 1 {
		t.Errorf("%d changes of rules and %d events", len(file.Changes), len(file.Events))
	}
	for _, change := range file.Changes {
		if !strings.Contains(page("timeline/index.html"), change.Words) {
			t.Errorf("the page does not say %q", change.Words)
		}
	}
}

// stateWords leaves the word of a grade out, which the page shows as the grade.
func stateWords(state wording) []string {
	if state.ID == "graded" {
		return nil
	}
	return []string{state.Words}
}

// TestTablesOfTheRecordAreSafe: each row is whole, none is a formula, and what
// is not known is said in words.
func TestTablesOfTheRecordAreSafe(t *testing.T) {
	public := withFiles(t, "timeline.txtar", now)
	for _, name := range []string{"timeline", "threads"} {
		rows, err := csv.NewReader(strings.NewReader(string(readFile(t, public, "data/"+name+".csv")))).ReadAll()
		if err != nil || len(rows) < 3 {
			t.Fatal(name, len(rows), err)
		}
		for _, row := range rows {
			for _, cell := range row {
				if strings.IndexAny(cell, "=+-@\t\r") == 0 {
					t.Errorf("%s.csv has the formula %q", name, cell)
				}
			}
		}
	}
	text := string(readFile(t, public, "data/timeline.csv"))
	for _, words := range []string{
		`'=HYPERLINK(""https://x.example"")`,
		`Judged together, in one grade: Children in care and care leavers.`,
		`Inspectors gave no grade`, `Not judged any more.`, `2,4`, `2,5`,
	} {
		if !strings.Contains(text, words) {
			t.Errorf("timeline.csv does not say %s", words)
		}
	}
}

func TestThreadsAsDataSayWhoseWords(t *testing.T) {
	t.Parallel()
	var file struct {
		Threads []struct {
			ID     string
			Status wording
			First  struct {
				Address, Words string
				Whose          wording `json:"whose_words"`
			}
			Later []struct {
				Relation  wording
				Quotation struct{ Address, Words string }
				Caveat    string `json:"bear_in_mind"`
			}
			Clock struct{ Report, Plan string } `json:"-"`
		}
	}
	if err := json.Unmarshal(readFile(t, withFiles(t, "timeline.txtar", now), "data/threads.json"), &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Threads) != 1 {
		t.Fatalf("%+v", file)
	}
	one := file.Threads[0]
	if one.ID != "plans" || one.Status.ID != "still-open" || one.First.Whose.ID != "inspectors" || one.First.Words != "Make plans better." ||
		one.First.Address != "https://inspections.plainton.example/inspections/2017-06-sif/#plans" ||
		len(one.Later) != 1 || one.Later[0].Quotation.Words != "The quality of some plans." || one.Later[0].Caveat != "Of some plans." {
		t.Errorf("%+v", one)
	}
}

type atomFeed struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string   `xml:"http://www.w3.org/2005/Atom id"`
	Title   string   `xml:"http://www.w3.org/2005/Atom title"`
	Updated string   `xml:"http://www.w3.org/2005/Atom updated"`
	Author  []struct {
		Name string `xml:"http://www.w3.org/2005/Atom name"`
	} `xml:"http://www.w3.org/2005/Atom author"`
	Links   []atomLink `xml:"http://www.w3.org/2005/Atom link"`
	Entries []struct {
		ID      string     `xml:"http://www.w3.org/2005/Atom id"`
		Title   string     `xml:"http://www.w3.org/2005/Atom title"`
		Updated string     `xml:"http://www.w3.org/2005/Atom updated"`
		Links   []atomLink `xml:"http://www.w3.org/2005/Atom link"`
		Content struct {
			Type string `xml:"type,attr"`
			HTML string `xml:",chardata"`
		} `xml:"http://www.w3.org/2005/Atom content"`
	} `xml:"http://www.w3.org/2005/Atom entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

// valid reads a feed as strictly as RFC 4287 is written.
func valid(t *testing.T, text []byte) atomFeed {
	t.Helper()
	var feed atomFeed
	if err := xml.Unmarshal(text, &feed); err != nil {
		t.Fatal(err)
	}
	if len(feed.Author) != 1 || feed.Author[0].Name == "" || feed.Title == "" {
		t.Errorf("a feed has one author and a title: %+v", feed.Author)
	}
	ids, before := map[string]bool{feed.ID: true}, ""
	urn := regexp.MustCompile(`^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	links := func(links []atomLink, rels ...string) {
		for i, link := range links {
			at, err := url.Parse(link.Href)
			if err != nil || at.Host == "" || i >= len(rels) || link.Rel != rels[i] {
				t.Errorf("the link %+v is not absolute, or not wanted", link)
			}
		}
		if len(links) != len(rels) {
			t.Errorf("there are %d links, not %d", len(links), len(rels))
		}
	}
	links(feed.Links, "self", "alternate")
	for _, entry := range feed.Entries {
		if ids[entry.ID] || !urn.MatchString(entry.ID) || entry.Title == "" {
			t.Errorf("the entry %q has the ID %s", entry.Title, entry.ID)
		}
		ids[entry.ID] = true
		if _, err := time.Parse(time.RFC3339, entry.Updated); err != nil || before != "" && entry.Updated > before {
			t.Errorf("%q is of %s, after %s (%v)", entry.Title, entry.Updated, before, err)
		}
		before = entry.Updated
		links(entry.Links, "alternate")
		if entry.Content.Type != "html" && entry.Content.Type != "" || strings.Contains(entry.Content.HTML, "<script") {
			t.Errorf("%q holds %s", entry.Title, entry.Content.HTML)
		}
	}
	if len(feed.Entries) == 0 || feed.Updated != feed.Entries[0].Updated {
		t.Errorf("the feed is of %s, and its newest entry is not", feed.Updated)
	}
	return feed
}

// TestTheFeedIsValid and tells our words from those of others; its days are
// those of the record, whenever it is made.
func TestTheFeedIsValid(t *testing.T) {
	t.Parallel()
	public := withFiles(t, "timeline.txtar", now)
	text := readFile(t, public, "feed.xml")
	feed := valid(t, text)
	found := map[string]string{}
	for _, entry := range feed.Entries {
		found[entry.Title] = entry.Updated + " " + entry.Content.HTML
	}
	for title, wanted := range map[string][]string{
		"Inspection of Plainton under the single framework, 12 June to 6 July 2017": {
			"2017-08-25", "<strong>What the inspectors decided</strong>", "<p>Children looked after: Good</p>",
			`<blockquote cite="https://inspections.plainton.example/inspections/2017-06-sif/#plans"><p>Make plans better.</p></blockquote>`,
		},
		"Safeguarding and looked after children in Plainton, June 2010": {"2010-06-30", "Capacity to improve: Good"},
		"Did they fix it? The quality of plans": {
			"2022-05-09", "<strong>Our words</strong>", "there was still something to do",
			`#plans"><p>The quality of some plans.</p></blockquote>`,
			"<strong>Bear in mind</strong></p>\n<p>Of some plans.</p>",
		},
	} {
		for _, words := range wanted {
			if !strings.Contains(found[title], words) {
				t.Errorf("%q does not hold %s: %s", title, words, found[title])
			}
		}
	}
	if later := readFile(t, withFiles(t, "timeline.txtar", now.AddDate(1, 0, 0)), "feed.xml"); string(later) != string(text) {
		t.Error("the feed changes with the clock")
	}
}

// TestEachAuthorityHasItsFiles at addresses of its own, and its pages name its
// own feed.
func TestEachAuthorityHasItsFiles(t *testing.T) {
	t.Parallel()
	public := withFiles(t, "blocks.txtar", now)
	for root, name := range map[string]string{"": "Plainton", "authorities/farham/": "Farham"} {
		way := strings.Repeat("../", strings.Count(root, "/")+1) + root
		feed := valid(t, readFile(t, public, root+"feed.xml"))
		if !strings.HasPrefix(feed.Title, name+":") || feed.Links[0].Href != "https://inspections.plainton.example/"+root+"feed.xml" {
			t.Errorf("the feed of %s is %q at %s", name, feed.Title, feed.Links[0].Href)
		}
		page := read(t, public, root+"timeline/index.html")
		alternate := page.Find(func(n *html.Node) bool {
			kind, _ := n.Attr("type")
			return n.Name() == "link" && kind == "application/atom+xml"
		})
		if len(alternate) != 1 {
			t.Fatalf("%stimeline/ names %d feeds", root, len(alternate))
		}
		if href, _ := alternate[0].Attr("href"); href != way+"feed.xml" {
			t.Errorf("%stimeline/ names the feed %s", root, href)
		}
		files := page.ByID("files")
		for _, link := range []string{way + "data/timeline.csv", way + "data/timeline.json", way + "feed.xml"} {
			if files == nil || !leads(files, link, "(") {
				t.Errorf("%stimeline/ has no link to %s", root, link)
			}
		}
		if !regexp.MustCompile(`\(CSV\), \d+ kB`).MatchString(strings.Join(strings.Fields(files.Text()), " ")) {
			t.Errorf("the size is not said: %s", files.Text())
		}
	}
	bare := filepath.Join(t.TempDir(), "public")
	built(t, siteOf(t, parsed(t, "testdata/sites/blocks.txtar")), bare)
	if slices.ContainsFunc(filesOf(t, os.DirFS(bare)), func(name string) bool {
		return strings.HasSuffix(name, ".xml") && name != "sitemap.xml" || strings.HasPrefix(name, "data/")
	}) {
		t.Error("files are made that nobody asked for")
	}
}
