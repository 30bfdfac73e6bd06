package render

import (
	"plainsight/generator/domain/date"
	"plainsight/generator/domain/document"
	"plainsight/generator/domain/thread"
	"plainsight/generator/domain/timeline"
	"plainsight/generator/stage/plan"
)

// timelinePages are a page of each kind that sets inspections side by side.
func timelinePages() []plan.Page {
	return []plan.Page{timelinePage(), lanePage(), comparePage(), threadsPage(), threadPage(), blocksPage()}
}

// twoAndAVisit is a timeline of an inspection of 2017, of which the year alone
// is known, a visit, and the inspection of 2022, with a change of rules before
// each of the last two.
func twoAndAVisit() plan.Timeline {
	earlier, later, visit := earlierRecord(), record(), visitRecord()
	changes := []plan.TimelineBreak{
		{Number: 1, At: day("2018-01-01"), Between: date.Span{First: day("2017"), Last: day("2022-02-28")}, Framework: "Inspecting children's services", Scale: true},
		{Number: 2, Between: date.Span{First: day("2022-03-04"), Last: day("2023-10")}, Framework: "Inspecting children's services", Inside: true, Gained: []string{"Care leavers"}, Lost: []string{"Overall effectiveness"}},
	}
	return plan.Timeline{
		First: 2017, Last: 2023,
		Rows: []plan.TimelineRow{
			{Marks: []plan.TimelineMark{
				{When: earlier.Inspected, State: timeline.Outcome},
				{When: later.Inspected, State: timeline.Graded},
				{When: visit.Inspected, State: timeline.NotGraded},
			}},
			{Link: careLane(), Marks: []plan.TimelineMark{
				{When: earlier.Inspected, State: timeline.Graded, Printed: "Requires improvement to be good", Step: 3, Steps: 4},
				{When: later.Inspected, State: timeline.Together, Band: date.Span{First: day("2018-01-01"), Last: day("2022-12-31")}},
				{When: days("2023-11-01"), State: timeline.NotJudged, Printed: "Not judged"},
			}},
		},
		Breaks: changes,
		Events: []plan.Happening{{Date: day("2020"), Title: "The pandemic & after"}},
		Moments: []plan.Moment{
			{Record: &earlier},
			{Break: &changes[0]},
			{Event: &plan.Happening{Date: day("2020"), Title: "The pandemic & after", Source: &plan.Link{Target: "/documents/minutes-2017/#b1", Words: "Minutes"}}},
			{Record: &later, Others: []plan.Stand{{Lane: careLane(), State: timeline.Together, With: "Children in care"}}},
			{Break: &changes[1]},
			{Record: &visit},
		},
	}
}

func careLane() plan.Link { return plan.Link{Target: "/timeline/care/", Words: "Care leavers"} }

func earlierRecord() plan.Record {
	return plan.Record{
		ID: "2017", Address: "/inspections/2017/", Title: "Inspection of Anytown in 2017", Inspectorate: "Ofsted",
		Activity: "inspection", Voice: plan.Ours, Inspected: days("2017"), Outcome: "All services judged good",
	}
}

func timelinePage() plan.Page {
	view := plan.TimelineView{Frame: frame("timeline", "/timeline/"), Timeline: twoAndAVisit(), Lanes: []plan.Link{careLane()}}
	view.Pairs = []plan.PairLink{{Target: "/compare/2017-and-2022-02-ilacs/", Then: comparedTwo().Before, Now: comparedTwo().After}}
	return page(view.Frame, view)
}

func stands() (graded, together plan.Stand) {
	return plan.Stand{Lane: careLane(), State: timeline.Graded, Grade: record().Grades[0]},
		plan.Stand{Lane: careLane(), State: timeline.Together, With: "Children in care"}
}

func lanePage() plan.Page {
	graded, together := stands()
	change := twoAndAVisit().Breaks[0]
	view := plan.LaneView{
		Frame:     frame("lane", "/timeline/care/", plan.Link{Target: "/timeline/", Word: "timeline.title"}),
		Framework: "A framework of 2027", Timeline: twoAndAVisit(),
		Stops: []plan.Stop{
			{Record: earlierRecord(), Stand: plan.Stand{State: timeline.Outcome}},
			{Record: record(), Stand: graded, Break: &change, Note: "Was called something else.",
				Section: &plan.Entry{Target: reportAddress + "#care", Words: "Children in care: good", First: "1", Last: "2"}, Whole: asks()},
			{Record: record(), Stand: together, Before: &plan.Link{Target: "/inspections/2017/", Words: "Inspection", When: days("2017")},
				Closeness: timeline.NotAtAll, Why: []string{"They had no grade of their own."}},
		},
		Threads: []plan.Link{{Target: "/threads/plans/", Words: "Plans"}},
		Metric:  []plan.Link{{Target: "/metrics/caseload/", Words: "Caseload"}},
	}
	view.Title = "Care leavers"
	return page(view.Frame, view)
}

func comparedTwo() plan.Compared {
	graded, together := stands()
	return plan.Compared{
		Target: "/compare/2017-and-2022-02-ilacs/",
		Before: plan.Link{Target: "/inspections/2017/", Words: "Inspection of Anytown in 2017", When: days("2017")},
		After:  plan.Link{Target: reportAddress, Words: "Inspection of Anytown", When: days("2022-02-28/2022-03-04")},
		Degrees: []plan.Degree{
			{Closeness: timeline.Closely, Areas: []plan.ComparedArea{{Lane: careLane(), Then: graded, Now: graded}}},
			{Closeness: timeline.NotAtAll, Areas: []plan.ComparedArea{
				{Lane: careLane(), Then: graded, Now: together, Notes: []string{"They had no grade of their own."}},
				{Lane: careLane(), Then: plan.Stand{State: timeline.NoArea}, Now: plan.Stand{State: timeline.Ended}},
			}},
		},
	}
}

func comparePage() plan.Page {
	then := record()
	then.Held = false
	view := plan.CompareView{
		Frame:    frame("compare", "/compare/2017-and-2022-02-ilacs/", plan.Link{Target: "/timeline/", Word: "timeline.title"}),
		Compared: comparedTwo(), Then: then, Now: record(), AsksNow: asks(), Threads: threadEntries(),
	}
	view.Subject, view.Why = days("2017/2022"), "Both looked at the front door."
	return page(view.Frame, view)
}

func threadEntries() []plan.ThreadEntry {
	first := plan.Quotation{Target: reportAddress + "#p1", Number: "1", Words: "First.", Voice: plan.Inspectors, Of: "Inspection of Anytown", Date: day("2022-02-28")}
	return []plan.ThreadEntry{
		{Target: "/threads/plans/", Title: "Plans", Summary: "Ours.", Status: thread.NotMentionedAgain, First: first, Later: 1},
		{Target: "/threads/homes/", Title: "Homes", Status: thread.NothingLater, First: first},
	}
}

func threadsPage() plan.Page {
	view := plan.ThreadsView{
		Frame: frame("threads", "/threads/"), Threads: threadEntries(),
		Counts: []thread.Count{{Status: thread.NotMentionedAgain, Number: 1}, {Status: thread.NothingLater, Number: 1}},
	}
	return page(view.Frame, view)
}

func threadPage() plan.Page {
	first := threadEntries()[0].First
	later := plan.Quotation{Target: "/documents/minutes-2017/#b1", Words: "One.", Voice: plan.Council, Of: "Minutes", Date: day("2023-10-10")}
	view := plan.ThreadView{
		Frame:   frame("thread", "/threads/plans/", plan.Link{Target: "/threads/", Word: "threads.title"}),
		Summary: "Ours.", Status: thread.NotMentionedAgain, First: first,
		Steps: []plan.ThreadStep{
			{Relation: thread.StillOpen, Caveat: "Of some plans.", Quotation: &later, Held: true},
			{Relation: thread.NotMentionedAgain, Silent: &plan.Link{Target: "/inspections/2023-10-visit/", Words: "Focused visit to Anytown", When: days("2023-10")}},
		},
		Council: []plan.Reply{{Date: day("2022-07"), Says: "Plans are better.", Source: plan.Link{Target: "/documents/minutes-2017/", Words: "Minutes"}}},
		Clock:   &plan.Clock{Published: day("2022-05-09"), Report: day("2022-06-22"), Plan: day("2022-08-17"), ReportDays: 30, PlanDays: 70},
		Topics:  []plan.Link{{Target: "/topics/supervision/", Words: "Supervision"}},
	}
	view.Title = "Plans"
	return page(view.Frame, view)
}

// blocksPage has a text with each kind of block, and the same timeline twice.
func blocksPage() plan.Page {
	view := plan.PageView{Frame: frame("page", "/blocks/")}
	view.Title, view.Body = "Blocks", &document.Body{}
	view.Embeds = map[string]plan.Embed{}
	add := func(id string, embed plan.Embed) {
		view.Embeds[id] = embed
		view.Body.Blocks = append(view.Body.Blocks, document.Block{Kind: document.Embed, ID: id})
	}
	for _, id := range []string{"care", "again"} {
		small := twoAndAVisit()
		small.ID, small.Events = id, nil
		add(id, plan.Embed{Timeline: &plan.TimelineEmbed{
			ID: id, Authority: "Anytown", Lanes: []string{"Care leavers", "Adoption"}, Span: days("2017/2023"), Timeline: small, Target: "/timeline/care/",
		}})
	}
	add("grades", plan.Embed{Grades: &plan.GradesEmbed{ID: "grades", Record: record()}})
	add("two", plan.Embed{Compare: &plan.CompareEmbed{ID: "two", Subject: days("2017/2022"), Compared: comparedTwo()}})
	thread := threadPage().View().(plan.ThreadView)
	add("whole", plan.Embed{Thread: &plan.ThreadEmbed{ID: "whole", Entry: threadEntries()[0], Steps: thread.Steps, Council: thread.Council}})
	add("short", plan.Embed{Thread: &plan.ThreadEmbed{ID: "short", Entry: threadEntries()[0], Short: true}})
	return page(view.Frame, view)
}
