package plan

import (
	"slices"

	"plainsight/generator/domain/address"
	"plainsight/generator/stage/link"
)

// home plans the first page: the most recent outcome and the most recent report
// held, then what answers each of the readers' questions.
func home(p planner) []Page {
	view := HomeView{Frame: p.frame("home", address.Home), NotHeld: len(notHeld(p)) > 0}
	for _, one := range slices.Backward(p.Inspections) {
		view.Record = append(view.Record, *p.record(one))
	}
	for _, id := range p.Settings.FrontMetrics {
		if one, found := p.Metric(id); found {
			view.Front = append(view.Front, p.chart(one, id, one.Chart, one.Headline, nil))
		}
	}
	view.Charted = len(view.Front) > 0
	view.Topics, view.Metrics, view.Papers = p.topicEntries(), len(p.Metrics), p.papers()
	view.Timeline, view.Threads = p.small(p.home), few(p.threadEntries())
	view.Trail = nil
	view.Title = p.Settings.Title
	if newest := p.newest(func(link.Inspection) bool { return true }); newest != nil {
		view.Outcome = p.record(*newest)
	}
	if held := p.newest(func(one link.Inspection) bool { return one.ReportHeld() }); held != nil {
		view.Report = p.record(*held)
		view.Asks = asks(*held)
	}
	return []Page{{Kind: "home", Address: address.Home, View: view}}
}

// newest gives the most recent inspection of the home authority of which
// something is true, or nil.
func (p planner) newest(of func(link.Inspection) bool) *link.Inspection {
	for i := len(p.Inspections) - 1; i >= 0; i-- {
		one := &p.Inspections[i]
		if one.Inspection.Authority == p.Settings.Home && of(*one) {
			return one
		}
	}
	return nil
}

// menu is the main navigation: the lists that have something in them, and the
// page about the site where there is one.
func (p planner) menu() []Link {
	menu := []Link{{Target: "/", Word: "home.link"}, {Target: "/inspections/", Word: "inspections.title"}}
	for _, part := range []struct {
		there  bool
		target string
		word   string
	}{
		{len(p.home.Entries) > 0, "/timeline/", "timeline.title"},
		{len(p.Threads) > 0, "/threads/", "threads.title"},
		{len(p.Topics) > 0, "/topics/", "topics.title"},
		{len(p.Metrics) > 0, "/metrics/", "metrics.title"},
		{len(p.Documents) > 0, "/documents/", "documents.title"},
		{len(p.Glossary) > 0, "/glossary/", "glossary.title"},
	} {
		if part.there {
			menu = append(menu, Link{Target: part.target, Word: part.word})
		}
	}
	for _, page := range p.Register.Pages {
		if page.ID == "about" {
			menu = append(menu, Link{Target: "/about/", Words: page.Title})
		}
	}
	return menu
}

// more is what the foot of every page has beside the statements: the news of
// the site, its corrections and its gaps.
func (p planner) more() (more []Link) {
	if len(p.Updates) > 0 {
		more = append(more, Link{Target: "/updates/", Word: "updates.title"})
	}
	more = append(more, Link{Target: "/changes/", Word: "changes.title"})
	if len(notHeld(p)) > 0 {
		more = append(more, Link{Target: "/not-held/", Word: "not-held.title"})
	}
	return more
}
