package build

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"plainsight/generator/kit/html"
)

// blocks builds the site of blocks.txtar, whose update has every kind of block.
func blocks(t *testing.T) fs.FS {
	t.Helper()
	output := filepath.Join(t.TempDir(), "public")
	built(t, siteOf(t, parsed(t, "testdata/sites/blocks.txtar")), output)
	return os.DirFS(output)
}

// TestBlocksShowTheRecord reads each block as a screen reader does: it says
// what the pages of the record say, and no more than was asked for.
func TestBlocksShowTheRecord(t *testing.T) {
	t.Parallel()
	page := read(t, blocks(t), "updates/2026-05-blocks/index.html")
	for _, c := range []struct {
		id          string
		says        []string
		doesNot     []string
		links, lead string
	}{
		{"all", []string{
			"Inspections in Plainton", "June 2010 Safeguarding and looked after children in Plainton",
			"Overall effectiveness Adequate", "Change of rules 1", "October 2019 Focused visit", "Inspectors gave no grade",
			"The impact of leaders Outstanding", "Care leavers Judged together, in one grade: Children in care and care leavers.",
			"Change of rules 2, 1 January 2023", "1 to 5 July 2024",
		}, nil, "timeline/", "See all inspections on the timeline of Plainton"},
		{"care-leavers", []string{
			"Inspections in Plainton: Care leavers, 2018 to 2024", "October 2019 Focused visit",
			"28 February to 4 March 2022", "Care leavers Judged together, in one grade: Children in care and care leavers.",
			"Change of rules 1, 1 January 2023", "Care leavers Outstanding",
		}, []string{"June 2010", "The impact of leaders Outstanding", "Overall effectiveness"}, "timeline/care-leavers/", "See more of Care leavers on the timeline of Plainton"},
		{"farham", []string{"Inspections in Farham", "1 to 5 May 2023", "Children in care Inadequate"}, []string{"Plainton"},
			"authorities/farham/timeline/", "See all inspections on the timeline of Farham"},
		{"grades", []string{"1 to 5 May 2023 Inspection of Farham children's services", "Overall effectiveness Inadequate"}, []string{"Outstanding"},
			"authorities/farham/inspections/2023-05-ilacs/", "1 to 5 May 2023"},
		{"two", []string{
			"Two inspections side by side: 2022 to 2024", "What compares closely", "Overall effectiveness",
		}, []string{"Care leavers", "What compares only roughly"}, "compare/2022-02-ilacs-and-2024-07-ilacs/", "See both side by side"},
		{"ungraded", []string{
			"One of the two has no grades for areas, so no area can be compared.", "What cannot be compared",
			"Not graded. This kind of inspection or visit gives no grades.",
		}, []string{"See both side by side"}, "inspections/2020-10-visit/", "Second visit to Plainton"},
		{"whole", []string{
			"Did they fix it? The quality of plans", "Praised, not compared.", "The inspectors’ words The quality of some plans.",
			"Plans are clear.", "Bear in mind Of all plans.",
		}, nil, "inspections/2022-02-ilacs/#plans", "Read it in its place"},
		{"short", []string{"Praised, not compared.", "Plans say what is to be done.", "First found: 28 February 2022. One later place speaks of it."},
			[]string{"The quality of some plans.", "Plans are clear."}, "threads/plans/", "The quality of plans"},
	} {
		block := page.ByID(c.id)
		if block == nil {
			t.Errorf("there is no block #%s", c.id)
			continue
		}
		text := strings.Join(strings.Fields(block.Text()), " ")
		for _, words := range c.says {
			if !strings.Contains(text, words) {
				t.Errorf("#%s does not say %q:\n%s", c.id, words, text)
			}
		}
		for _, words := range c.doesNot {
			if strings.Contains(text, words) {
				t.Errorf("#%s says %q", c.id, words)
			}
		}
		if !leads(block, "../../"+c.links, c.lead) {
			t.Errorf("#%s has no link to %s with the words %q", c.id, c.links, c.lead)
		}
	}
	seen := map[string]bool{}
	for element := range page.All() {
		if id, has := element.Attr("id"); has && seen[id] {
			t.Errorf("the page has #%s twice", id)
		} else if has {
			seen[id] = true
		}
	}
}

func leads(block *html.Node, target, words string) bool {
	return len(block.Find(func(n *html.Node) bool {
		href, _ := n.Attr("href")
		return href == target && strings.Contains(strings.Join(strings.Fields(n.Text()), " "), words)
	})) > 0
}

// TestNamedPairsHaveAPage: an address that people name stays, with their words
// on it, and the timeline leads to every comparison.
func TestNamedPairsHaveAPage(t *testing.T) {
	t.Parallel()
	public := blocks(t)
	page := strings.Join(strings.Fields(read(t, public, "compare/2019-10-visit-and-2022-02-ilacs/index.html").Text()), " ")
	for _, words := range []string{"Two inspections side by side: 2019 to 2022", "Our words Both looked at the front door."} {
		if !strings.Contains(page, words) {
			t.Errorf("the page does not say %q: %s", words, page)
		}
	}
	list := read(t, public, "timeline/index.html").ByID("side-by-side")
	for _, target := range []string{"../compare/2010-06-slac-and-2019-10-visit/", "../compare/2019-10-visit-and-2022-02-ilacs/", "../compare/2010-06-slac-and-2024-07-ilacs/"} {
		if list == nil || !leads(list, target, ", and ") {
			t.Errorf("the timeline does not lead to %s", target)
		}
	}
}
