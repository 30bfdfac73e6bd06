package render

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/domain/document"
	"plainsight/generator/domain/finding"
	"plainsight/generator/domain/thread"
	"plainsight/generator/stage/plan"
)

// bare is the theme as it is without the extras that npm fetches, so that
// tests give the same with and without them.
type bare struct{ fs.FS }

func (b bare) Open(name string) (fs.File, error) {
	if strings.HasPrefix(name, "node_modules") {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return b.FS.Open(name)
}

var clearprint = bare{os.DirFS("../../../themes/clearprint")}

func load(t testing.TB) *Theme {
	t.Helper()
	theme, problems, err := Load(clearprint, []string{"en-GB"}, nil)
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	return theme
}

func day(written string) date.Date {
	d, err := date.Parse(written)
	if err != nil {
		panic(err)
	}
	return d
}

func days(written string) date.Spans {
	span, err := date.ParseSpan(written)
	if err != nil {
		panic(err)
	}
	return date.Spans{span}
}

// fixture is a small site with a page of each kind: an inspection with two
// paragraphs, and a visit of which the outcome alone is known.
func fixture() []plan.Page {
	report, visit := record(), visitRecord()
	home := plan.HomeView{Frame: frame("home", "/"), At: placesBelow("/"), Outcome: &visit, Report: &report, Asks: asks(), Record: []plan.Record{visit, report}}
	small := twoAndAVisit()
	home.Timeline, home.Threads = &small, threadEntries()
	home.Followed, home.Counts = 5, []thread.Count{{Status: thread.GotWorse, Number: 1}, {Status: thread.NotMentionedAgain, Number: 3}, {Status: thread.NothingLater, Number: 1}}
	home.Title, home.Trail = "Inspections in Anytown", nil
	list := plan.InspectionsView{Frame: frame("inspections", "/inspections/"), Inspections: []plan.Record{visit, report}}
	about := plan.PageView{Frame: frame("page", "/about/")}
	about.Title, about.Body = "About this site", ownWords()
	pages := []plan.Page{
		page(home.Frame, home),
		page(list.Frame, list),
		inspectionPage(),
		visitPage(),
		page(about.Frame, about),
	}
	pages = append(pages, statementPages()...)
	lost := plan.PageView{Frame: frame("not-found", "/404.html")}
	return slices.Concat(pages, []plan.Page{page(lost.Frame, lost)}, movedPages(), recordPages(), timelinePages(), editionPages(), authorityPages())
}

// statementPages are what every site owes its readers, on one that people have
// tried and found wanting.
func statementPages() []plan.Page {
	simple := record()
	simple.EasyRead, simple.Signed = "/easy/", "https://films.example/1"
	statement := plan.StatementView{
		Frame:    frame("accessibility", "/accessibility/"),
		Prepared: day("2026-11-21"), Reviewed: day("2027-02-01"), Compliance: "part", Decided: true, Simple: true,
		Tested: day("2027-01-31"), TestedBy: "six people of the forum", TestedHow: "They looked for one report.",
		Failing: []plan.Barrier{{What: "The map needs a mouse.", Criterion: "2.1.1 Keyboard", Plan: "A new one comes."}},
		Burden:  []plan.Barrier{{What: "Old films have no captions."}},
		Outside: []plan.Barrier{{What: "The archive of 2009."}},
		Checks:  plan.Checks{Pages: 1234, Rules: 3, Criteria: []string{"1.4.3", "1.4.10"}},
	}
	pages := []plan.Page{page(statement.Frame, statement)}
	formats := plan.FormatsView{Frame: frame("formats", "/formats/"), Simple: []plan.Record{simple}}
	pages = append(pages, page(formats.Frame, formats))
	for _, kind := range []string{"privacy", "reading"} {
		view := plan.PageView{Frame: frame(kind, address.Of(kind))}
		pages = append(pages, page(view.Frame, view))
	}
	return pages
}

// movedPages are what stands at former addresses.
func movedPages() []plan.Page {
	moved := plan.MovedView{Frame: frame("moved", "/topics/plans/"), Goal: frame("page", "/about/"), To: "/about/#s1"}
	moved.Goal.Title = "About this site"
	moved.Places = []plan.Former{{ID: "s1", Words: "This site shows what …", To: "/about/#s1"}, {ID: "cite", To: "/about/#cite"}}
	gone := plan.MovedView{Frame: frame("withdrawn", "/topics/gone/"), Withdrawn: day("2026-05-09"), Why: "It was about <another> council."}
	gone.Places = []plan.Former{{ID: "p2", Words: "Care leavers get help.", Withdrawn: day("2026-05-09"), Why: "It was never said."}}
	short := moved
	short.Frame = frame("short", "/go/about/")
	return []plan.Page{page(moved.Frame, moved), page(short.Frame, short), page(gone.Frame, gone)}
}

// editionPages are a page in both its editions, and one in large print that
// has tables.
func editionPages() []plan.Page {
	report := inspectionPage().View().(plan.InspectionView)
	report.Editions = []plan.Edition{{Form: "large-print", Target: reportAddress + "large-print/"}, {Form: "giant-print", Target: reportAddress + "giant-print/"}}
	large, giant, costs := report, report, metricPage().View().(plan.MetricView)
	large.Edition, giant.Edition, costs.Edition = "large-print", "giant-print", "large-print"
	costs.Editions = []plan.Edition{{Form: "large-print", Target: "/metrics/costs/large-print/"}}
	return []plan.Page{asEdition(large.Frame, large), asEdition(giant.Frame, giant), asEdition(costs.Frame, costs)}
}

func asEdition(frame plan.Frame, view any) plan.Page {
	made := page(frame, view)
	made.Address += address.Page(frame.Edition) + "/"
	return made.On(frame.Address)
}

func page(frame plan.Frame, view any) plan.Page {
	return plan.Shows(frame.Kind, frame.Address, view)
}

func frame(kind string, at address.Page, trail ...plan.Link) plan.Frame {
	return plan.Frame{
		Site: plan.Site{
			Title:     "Inspections in Anytown",
			Publisher: "Anytown Council", PublisherLink: "https://anytown.example/",
			BaseURL: "https://anytown.example/inspections/",
			Contact: plan.Contact{Name: "The web team", Email: "web@anytown.example", Phone: "020 7946 0000", Post: "Town Hall\nAnytown", Reply: 5},
			Worried: plan.Help{Words: "In danger now? Ring 999.", Phones: []plan.Phone{{Label: "By day", Number: "020 7946 0001"}}},
			Complain: plan.Help{
				Words: "Tell the council first.",
				Link:  plan.Link{Target: "https://anytown.example/complain", Words: "How to complain"},
			},
			Menu:  []plan.Link{{Target: "/", Word: "home.link"}, {Target: "/about/", Words: "About this site"}},
			More:  []plan.Link{{Target: "/changes/", Word: "changes.title"}},
			Forms: plan.Forms,
		},
		Kind: kind, Address: at, Lang: "en-GB",
		Trail: append([]plan.Link{{Target: "/", Word: "home.link"}}, trail...),
	}
}

const reportAddress = "/inspections/2022-02-ilacs/"

func record() plan.Record {
	return plan.Record{
		ID: "2022-02-ilacs", Address: reportAddress,
		Title: "Inspection of Anytown children's services", Authority: "Anytown",
		Framework: "Inspecting local authority children's services", Inspectorate: "Ofsted",
		Activity: "inspection", Length: "short", Voice: plan.Inspectors,
		Inspected: days("2022-02-28/2022-03-04"), Published: day("2022-05-09"),
		LeadInspector: "A. Person, Her Majesty's Inspector",
		Grades: []plan.Grade{
			{Area: "care", Name: "Children in care", Printed: "Good", Word: "Good", Meaning: "Works well.", Step: 2, Steps: 4, Target: reportAddress + "#care"},
			{Area: "adoption", Name: "Adoption", Printed: "Not judged"},
			{Area: "overall", Name: "Overall effectiveness", Printed: "Outstanding", Word: "Outstanding", Step: 1, Steps: 4, Overall: true},
		},
		Key:  []plan.Explained{{Word: "Good", Meaning: "Works well.", Step: 2, Steps: 4}},
		Held: true, Summary: "Good, and better than that.", Asks: 1, Paragraphs: 2,
	}
}

func visitRecord() plan.Record {
	return plan.Record{
		ID: "2023-10-visit", Address: "/inspections/2023-10-visit/", Title: "Focused visit to Anytown",
		Inspectorate: "Ofsted", Activity: "focused-visit", Voice: plan.Ours, Inspected: days("2023-10"),
	}
}

func asks() []plan.Finding {
	return []plan.Finding{{Kind: finding.Improvement, Target: reportAddress + "#out-of-hours", Words: "The work at night.", When: days("2022-02-28/2022-03-04")}}
}

func inspectionPage() plan.Page {
	view := plan.InspectionView{
		Frame:  frame("inspection", reportAddress, plan.Link{Target: "/inspections/", Word: "inspections.title"}),
		Record: record(),
		Newer:  &plan.Link{Target: "/inspections/2023-10-visit/", Words: "Focused visit to Anytown", When: days("2023-10")},
		After:  &plan.Link{Target: "/inspections/2023-10-visit/", Words: "Focused visit to Anytown", When: days("2023-10")},
		Asks:   asks(),
		Contents: []plan.Entry{
			{Target: reportAddress + "#what-needs-to-improve", Words: "What needs to improve?"},
			{Target: reportAddress + "#care", Words: "Children in care: good", First: "1", Last: "2"},
		},
		Cite: "https://anytown.example/inspections" + reportAddress,
		Sources: []document.Source{{
			Title: "Inspection report", Publisher: "Ofsted", Kind: "inspection-report", Date: day("2022-05-09"), Held: "full",
			Licence: "Open Government Licence v3.0", LicenceLink: "https://licence.example/3/", Link: "https://reports.example/1",
		}},
	}
	since := comparedTwo()
	view.Since = &since
	view.Title, view.Description, view.Body = view.Record.Title, view.Record.Summary, reportWords()
	view.Corrections = []document.Correction{{Date: day("2022-06"), What: "A date was wrong."}, {Date: day("2022-05-10"), What: "A word was missing.", Place: "p1", Was: "Children in do well <here>."}}
	return page(view.Frame, view)
}

func visitPage() plan.Page {
	view := plan.InspectionView{
		Frame:  frame("inspection", "/inspections/2023-10-visit/", plan.Link{Target: "/inspections/", Word: "inspections.title"}),
		Record: visitRecord(), Newest: true,
		Before: &plan.Link{Target: reportAddress, Words: "Inspection of Anytown children's services", When: days("2022-02-28/2022-03-04")},
		Cite:   "https://anytown.example/inspections/inspections/2023-10-visit/",
	}
	view.Title = view.Record.Title
	return page(view.Frame, view)
}

func reportWords() *document.Body {
	return &document.Body{Blocks: []document.Block{
		{Kind: document.Paragraph, ID: "s1", HTML: "Children benefit."},
		{Kind: document.Heading, ID: "what-needs-to-improve", Level: 2, HTML: "What needs to improve?"},
		{Kind: document.List, Finding: "improvement", Items: []document.Block{{ID: "out-of-hours", HTML: "The work at night."}}},
		{Kind: document.Heading, ID: "care", Level: 2, HTML: "Children in care: good"},
		{Kind: document.Numbered, ID: "p1", Number: "1", HTML: "<p>Staff know children.</p>\n"},
		{Kind: document.Numbered, ID: "p2", Number: "2", HTML: `<p>See <a href="/about/#how">about</a>.</p>` + "\n<ul><li>too</li></ul>\n"},
		{Kind: document.Break},
		{Kind: document.Paragraph, HTML: "© Crown copyright 2022"},
	}}
}

func ownWords() *document.Body {
	return &document.Body{Blocks: []document.Block{
		{Kind: document.Heading, ID: "how", Level: 2, HTML: "How it is made"},
		{Kind: document.Heading, Level: 3, HTML: "In detail"},
		{Kind: document.List, Ordered: true, Start: 3, Items: []document.Block{{HTML: "three"}, {HTML: "four"}}},
		{Kind: document.Quote, HTML: "<p>Words of others.</p>"},
		{Kind: document.Passage, ID: "croeso", Lang: "ur", HTML: "<p>خوش آمدید</p>"},
		{Kind: document.Table, ID: "years", HTML: "<table><tr><td>2016</td></tr></table>"},
		{Kind: document.Code, HTML: `<pre class="ch-chroma"><code>href=&quot;/a&quot;</code></pre>`},
	}}
}
