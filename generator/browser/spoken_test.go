package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A heard thing is one that a screen reader comes to on its way through a page.
type heard struct{ role, name, description string }

func (h heard) String() string { return h.role + ": " + h.name }

// spoken is what a screen reader is given of the open page, in its order. What
// it is not given is not there.
func (t *Tab) spoken() (all []heard, err error) {
	ctx, cancel := context.WithTimeout(t.ctx, Patience)
	defer cancel()
	tree, err := chromedp.Call(ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	if err != nil || len(tree.Nodes) == 0 {
		return nil, err
	}
	byID := map[accessibility.NodeID]*accessibility.Node{}
	for _, node := range tree.Nodes {
		byID[node.NodeID] = node
	}
	var walk func(*accessibility.Node)
	walk = func(node *accessibility.Node) {
		if one := (heard{valueOf(node.Role), valueOf(node.Name), valueOf(node.Description)}); !node.Ignored && one.role != "InlineTextBox" {
			all = append(all, one)
		}
		for _, id := range node.ChildIDs {
			if child := byID[id]; child != nil {
				walk(child)
			}
		}
	}
	walk(tree.Nodes[0])
	return all, nil
}

func valueOf(value *accessibility.Value) (words string) {
	if value != nil {
		json.Unmarshal([]byte(value.Value), &words) // what is no string has no words
	}
	return strings.Join(strings.Fields(words), " ")
}

// listen gives what is heard on the open page.
func (v visit) listen() []heard {
	v.t.Helper()
	all, err := v.tab.spoken()
	if err != nil || len(all) < 50 {
		v.t.Fatalf("only %d things are heard (%v)", len(all), err)
	}
	return all
}

// inOrder demands that things are heard one after the other, and gives what
// is heard after the last.
func (v visit) inOrder(all []heard, wanted ...string) []heard {
	v.t.Helper()
	for _, want := range wanted {
		at := slices.IndexFunc(all, func(h heard) bool { return strings.HasPrefix(h.String(), want) })
		if at < 0 {
			v.t.Errorf("%q is not heard, or not in its place", want)
			continue
		}
		all = all[at+1:]
	}
	return all
}

var year = regexp.MustCompile(`\b20\d\d\b`)

// The timeline is heard as a list in order of time: each inspection with its
// date, and each grade straight after its area.
func TestTheTimelineIsHeardInOrder(t *testing.T) {
	t.Parallel()
	site := serve(t, os.Getenv(siteVariable))
	visiting(t, site.Root, "/timeline/", phone, func(v visit) {
		all := v.listen()
		list := v.inOrder(all, "heading: In order of time", "list:")
		v.inOrder(list,
			"heading: 5 to 6 May 2010 Unannounced inspection",
			"heading: 7 to 8 December 2010 Annual unannounced inspection",
			"StaticText: Change of rules 1:",
			"heading: 2012 Inspection",
			"heading: 12 June to 6 July 2017 Inspection",
			"StaticText: Adoption performance", "StaticText: Outstanding",
			"heading: October 2020 Focused visit", "StaticText: Not graded. Two areas for improvement; their text is not known here.",
			"heading: 28 February to 4 March 2022 Inspection",
			"StaticText: Overall effectiveness", "StaticText: Outstanding",
			"StaticText: Care leavers", "StaticText: Judged together, in one grade: The experiences and progress of children in care and care leavers.",
			"StaticText: Change of rules 4,", "StaticText: 1 January 2023",
			"heading: 14 to 18 July 2025 Inspection",
		)
		graded, last, role := 0, "", ""
		for _, one := range list {
			switch {
			case one.role == "heading" && strings.HasPrefix(one.name, "One area at a time"):
				if graded < 10 {
					t.Errorf("only %d grades are heard", graded)
				}
				return
			case one.role == "heading":
				if now := year.FindString(one.name); now < last {
					t.Errorf("%q is heard after %s", one.name, last)
				} else {
					last = now
				}
			case one.role == "definition":
				if graded++; role != "term" {
					t.Errorf("grade %d is heard after a %s and not after its area", graded, role)
				}
			}
			if one.role == "term" || one.role == "definition" {
				role = one.role
			}
		}
	})
}

// A chart has the name of its message, the sentence as its description, and a
// table whose cells have their headers.
func TestAChartIsHeard(t *testing.T) {
	t.Parallel()
	site := serve(t, os.Getenv(siteVariable))
	visiting(t, site.Root, "/metrics/re-referrals/", phone, func(v visit) {
		all := v.listen()
		at := slices.IndexFunc(all, func(h heard) bool { return h.role == "image" })
		if at < 0 || all[at].name != "Re-referrals were highest in 2008/09" ||
			!strings.HasPrefix(all[at].description, "The first number is 423 in 2006 to 2007; the last is 360 (predicted) in 2010 to 2011.") {
			t.Fatalf("no chart is heard with its message and its sentence: %+v", all[max(at, 0)])
		}
		table := v.inOrder(all[at:], "table: Merton: Children referred again within 12 months (referrals)", "columnheader: Period", "columnheader: Number")
		v.inOrder(table, "rowheader: 2006 to 2007", "cell: 423", "rowheader: 2008 to 2009", "cell: 884")
		header, rows := "", 0
		for _, one := range table {
			switch one.role {
			case "row":
				header = ""
			case "rowheader":
				header = one.name
				rows++
			case "cell":
				if header == "" {
					t.Errorf("the cell %q has no header in its row", one.name)
				}
			}
			if one.role == "heading" {
				break
			}
		}
		if rows < 5 {
			t.Errorf("%d rows have a header", rows)
		}
	})
}

// A thread is heard with its status first, and with whose words are whose.
func TestAThreadIsHeard(t *testing.T) {
	t.Parallel()
	site := serve(t, os.Getenv(siteVariable))
	visiting(t, site.Root, "/threads/supervision/", phone, func(v visit) {
		v.inOrder(v.listen(),
			"heading: Staff supervision",
			"StaticText: Still open.", "StaticText: When it was last spoken of, there was still something to do.",
			"heading: What was first found", "heading: 7 to 8 December 2010",
			"StaticText: The inspectors’ words", "StaticText: Although the frequency of formal staff supervision",
			"heading: What was said later", "heading: 28 February to 4 March 2022",
			"StaticText: Still open.", "StaticText: The inspectors’ words", "StaticText: Management oversight of frontline practice is strong",
			"link: Read paragraph 15 in its place",
			"StaticText: Bear in mind", "StaticText: In 2010 the quality was not equally good.",
			"heading: What the council says", "StaticText: These are the council’s words.",
			"StaticText: The council’s words", "StaticText: However this inspection also identified",
		)
	})
}

// stops are the things of a page that can be used by keyboard, in the order of
// the page, each by its tag and its words.
const stops = `[...document.querySelectorAll("a[href], button, summary, input, [tabindex='0']")]
	.filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled)`

const called = `((one) => one.tagName + " " + (one.getAttribute("aria-label") ?? one.textContent).replace(/\s+/g, " ").trim())`

// tabTo presses the Tab key until something is reached that is called so.
func (v visit) tabTo(words string) {
	v.t.Helper()
	for range mostStops {
		v.press(kb.Tab)
		now := v.ask(`document.activeElement === document.body ? "" : ` + called + `(document.activeElement)`)
		if now == "" {
			break
		}
		if _, said, _ := strings.Cut(now, " "); strings.HasPrefix(said, words) {
			return
		}
	}
	v.t.Fatalf("the Tab key does not lead to %q", words)
}

// The timeline, a chart and a thread are used with the keyboard alone: the Tab
// key comes to everything in the order of the page, and then each is used as a
// reader would.
func TestTheKeyboardIsEnough(t *testing.T) {
	t.Parallel()
	site := serve(t, os.Getenv(siteVariable))
	for address, use := range map[string]func(visit){
		"/timeline/": func(v visit) {
			v.tabTo("Timeline") // in the menu
			v.tabTo("Timeline") // the picture, which can be moved with the arrow keys
			v.expect(`document.activeElement.getAttribute("role")`, "region")
			v.tabTo("28 February to 4 March 2022 Inspection of Merton")
			v.press(kb.Enter)
			v.at("/inspections/2022-02-ilacs/")
		},
		"/metrics/re-referrals/": func(v visit) {
			v.tabTo("Explore by keyboard")
			v.press(kb.Enter)
			v.expect(`document.activeElement.getAttribute("role")`, "application")
			v.expect(`document.querySelector(".said").textContent.startsWith("2006 to 2007, 423")`, "true")
			v.press(kb.ArrowRight)
			v.expect(`document.querySelector(".said").textContent.startsWith("2007 to 2008, 348, down 75")`, "true")
			v.press(kb.Escape)
			v.expect(`document.activeElement.textContent`, "Explore by keyboard")
			v.tabTo("Open the interactive chart")
			v.press(kb.Enter)
			v.expect(`document.querySelectorAll(".interactive svg").length > 0`, "true")
			v.press(kb.Enter)
			v.expect(`document.querySelectorAll(".interactive").length`, "0")
		},
		"/threads/supervision/": func(v visit) {
			v.tabTo("Read paragraph 15 in its place")
			v.press(kb.Enter)
			v.at("/inspections/2022-02-ilacs/#p15")
		},
	} {
		t.Run(strings.Trim(address, "/"), func(t *testing.T) {
			visiting(t, site.Root, address, screen, func(v visit) {
				wanted := strings.Split(v.ask(stops+`.map(`+called+`).join("\n")`), "\n")
				for i, want := range wanted {
					v.press(kb.Tab)
					if got := v.ask(called + `(document.activeElement)`); got != want {
						t.Fatalf("stop %d of %d is %q, not %q", i+1, len(wanted), got, want)
					}
				}
				if len(wanted) < 20 {
					t.Errorf("there are only %d stops: %s", len(wanted), fmt.Sprint(wanted))
				}
			})
			visiting(t, site.Root, address, screen, use)
		})
	}
}
