package build

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"plainsight/generator/kit/html"
)

// everyRule builds the site of timeline.txtar, a council through all changes
// of the rules.
func everyRule(t *testing.T) fs.FS {
	t.Helper()
	output := filepath.Join(t.TempDir(), "public")
	built(t, siteOf(t, parsed(t, "testdata/sites/timeline.txtar")), output)
	return os.DirFS(output)
}

func section(page *html.Node, of func(*html.Node) bool) string {
	var words []string
	for _, node := range page.Find(of) {
		words = append(words, strings.Join(strings.Fields(node.Text()), " "))
	}
	return strings.Join(words, "\n")
}

func isMoment(node *html.Node) bool {
	class, _ := node.Attr("class")
	return node.Name() == "li" && slices.ContainsFunc(strings.Fields(class), func(c string) bool {
		return c == "moment" || c == "gap" || c == "event"
	})
}

// TestTheTimelineIsReadInOrder reads the page as a screen reader does: dates
// in order, each grade after its area, breaks in their places.
func TestTheTimelineIsReadInOrder(t *testing.T) {
	t.Parallel()
	page := read(t, everyRule(t), "timeline/index.html")
	told := section(page, isMoment)
	at := 0
	for _, words := range []string{
		"June 2010 Safeguarding and looked after children in Plainton",
		"Safeguarding services Adequate Services for looked after children Good Capacity to improve Good",
		"Change of rules 1, November 2013: Inspectors now work under another framework: “Single inspection framework”",
		"12 June to 6 July 2017",
		"Overall effectiveness Good Children looked after Good Adoption performance Outstanding Experiences of care leavers Requires improvement",
		"Change of rules 2, 1 January 2018",
		"2020 The pandemic",
		"October 2020 Focused visit to Plainton",
		"Inspectors gave no grade",
		"28 February to 4 March 2022",
		"Care leavers Judged together, in one grade: Children in care and care leavers.",
		"Change of rules 3, 1 January 2023: Inspectors now work under a new edition of the framework. Now graded on its own: Care leavers. No longer graded: The impact of leaders.",
		"Children in care Not judged",
		"Change of rules 4, 1 April 2026", "No longer graded: Overall effectiveness.",
		"4 to 8 May 2026",
		"Change of rules 5, September 2027: Inspectors now work under another framework: “Children and families services framework”. It has areas of its own. It has other grades too.",
		"Where children belong Strong standard Help for families Needs attention",
	} {
		next := strings.Index(told[at:], words)
		if next < 0 {
			t.Fatalf("after %q there is no %q in\n%s", told[max(0, at-40):at], words, told)
		}
		at += next + len(words)
	}
	dates := regexp.MustCompile(`datetime="(\d{4}(?:-\d\d)?)`)
	bytes, _ := fs.ReadFile(everyRule(t), "timeline/index.html")
	_, list, _ := strings.Cut(string(bytes), `<ol class="spine">`)
	list, _, _ = strings.Cut(list, "</ol>")
	last := ""
	for _, found := range dates.FindAllStringSubmatch(list, -1) {
		if year := found[1][:4]; year < last {
			t.Errorf("%s follows %s", found[1], last)
		} else {
			last = year
		}
	}
}

// TestNothingJoinsWhatCannotBeJoined looks at each lane and each comparison.
func TestNothingJoinsWhatCannotBeJoined(t *testing.T) {
	public := everyRule(t)
	for file, wanted := range map[string][]string{
		"timeline/care-leavers/index.html": {
			"28 February to 4 March 2022 Inspection of Plainton children's services Judged together, in one grade: Children in care and care leavers.",
			"This cannot be compared with 12 June to 6 July 2017. Care leavers had no grade of their own.",
			"Not graded. This kind of inspection or visit gives no grades.",
		},
		"timeline/overall/index.html": {
			"No grade of its own under the framework of that time. Inspections from April 2026 on have no overall grade.",
		},
		"timeline/adoption/index.html":      {"Not judged any more. Adoption has no grade since 2018."},
		"timeline/cfs-belonging/index.html": {"This area is one of the framework “Children and families services framework” alone.", "Strong standard"},
		"timeline/slac-capacity/index.html": {"Capacity to improve"},
		"compare/2017-06-sif-and-2022-02-ilacs/index.html": {
			"What compares closely", "What compares only roughly", "What cannot be compared",
			"Make plans better.", "The quality of some plans.", "The quality of plans Still open",
		},
		"compare/2020-10-visit-and-2022-02-ilacs/index.html": {"One of the two has no grades for areas, so no area can be compared."},
		"compare/2026-05-ilacs-and-2028-01-cfs/index.html":   {"What cannot be compared", "Where children belong"},
		"inspections/2022-02-ilacs/index.html":               {"What changed since the one before Set beside: Inspection of Plainton under the single framework, 12 June to 6 July 2017"},
		"inspections/2028-01-cfs/index.html":                 {"Strong standard", "What changed since the one before"},
		"index.html":                                         {"Inspection of Plainton under the new framework"},
		"threads/index.html":                                 {"We follow one matter.", "Still open: 1"},
		"threads/plans/index.html": {
			"Make plans better.", "The quality of some plans.", "Bear in mind Of some plans.",
			"they end on 9 October 2017 and on 4 December 2017",
		},
	} {
		text := strings.Join(strings.Fields(read(t, public, file).TextBut(onPaper)), " ")
		for _, words := range wanted {
			if !strings.Contains(text, words) {
				t.Errorf("%s does not say %q:\n%s", file, words, text)
			}
		}
	}
	for _, name := range filesOf(t, public) {
		bytes, _ := fs.ReadFile(public, name)
		page := string(bytes)
		if found := regexp.MustCompile(`(?i)improved by|average|<polyline|<line |went (up|down)`).FindString(page); found != "" && strings.HasSuffix(name, ".html") {
			t.Errorf("%s has %q", name, found)
		}
	}
}

// TestThePictureDrawsNoGradeForAVisit: in a lane there is a mark only where the
// lane was judged.
func TestThePictureDrawsNoGradeForAVisit(t *testing.T) {
	page := read(t, everyRule(t), "timeline/care-leavers/index.html")
	marks := func(class string) int {
		return len(page.Find(func(n *html.Node) bool {
			has, _ := n.Attr("class")
			return n.Name() == "rect" && has == class
		}))
	}
	if marks("graded") != 3 || marks("band") != 1 || marks("not-judged") != 0 {
		t.Errorf("the lane has %d grades, %d bands and %d areas not judged", marks("graded"), marks("band"), marks("not-judged"))
	}
	rings := page.Find(func(n *html.Node) bool {
		class, _ := n.Attr("class")
		return n.Name() == "circle" && class == "dot not-graded"
	})
	if len(rings) != 1 {
		t.Errorf("%d visits have an open ring", len(rings))
	}
}
