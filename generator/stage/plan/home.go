package plan

import (
	"slices"

	"plainsight/generator/domain/address"
	"plainsight/generator/stage/link"
)

// home plans the first page: that of the home authority, or of all where there
// is none.
func home(p *planner) []Page {
	if p.Settings.NoHome {
		return []Page{{Kind: "country", Address: address.Home, facts: placed(p.partAnchors()), view: func(Page) any { return p.country() }}}
	}
	return []Page{{Kind: "home", Address: address.Home, view: func(Page) any { return p.homeView() }}}
}

func (p *planner) homeView() any {
	view := p.first(p.home, p.frameOf(p.home, "home", address.Home))
	view.NotHeld, view.Data = len(notHeld(p)) > 0, p.hasData()
	view.Topics, view.Papers = p.topicEntries(), p.papers()
	view.Trail = nil
	view.Title = p.Settings.Title
	return view
}

// first is what the first page of an authority shows: the most recent outcome
// and the most recent report held, then what answers each of the readers'
// questions.
func (p *planner) first(a *authority, frame Frame) HomeView {
	view := HomeView{Frame: frame, Record: a.backward()}
	view.At = Places{
		Inspections: string(a.at("inspections")), Timeline: string(a.at("timeline")),
		Threads: string(a.at("threads")), Metrics: string(a.at("metrics")),
	}
	view.Front = p.front(a)
	view.Charted = len(view.Front) > 0
	view.Metrics = len(p.metricsOf(a))
	view.Timeline = p.small(a)
	threads := p.threadEntries(a)
	view.Threads, view.Followed, view.Counts = few(threads), len(threads), counts(threads)
	if newest := a.newest(func(*link.Inspection) bool { return true }); newest != nil {
		view.Outcome = record(newest)
	}
	if held := a.newest(func(one *link.Inspection) bool { return one.ReportHeld() }); held != nil {
		view.Report = record(held)
		view.Asks = asks(held)
	}
	return view
}

// front are the charts of the first page of an authority. The headlines that
// people wrote are about the numbers of the site's own first page.
func (p *planner) front(a *authority) (charts []Chart) {
	for _, id := range p.Settings.FrontMetrics {
		one, found := p.Metric(id)
		switch {
		case found && a.atHome():
			charts = append(charts, p.chart(one, a, wish{id, one.Chart, one.Headline, one.Shown}))
		case found && p.has(id, a):
			charts = append(charts, p.chart(one, a, wish{id, one.Chart, "", p.placesOf(one, a)}))
		}
	}
	return charts
}

// menu is the main navigation: the lists that have something in them, and the
// page about the site where there is one.
func (p *planner) menu() []Link {
	return slices.Concat(p.menuHome(), p.menuOf(p.home), p.menuShared())
}

// sharedMenu is the main navigation of pages of another authority, without the
// lists of the home authority.
func (p *planner) sharedMenu() []Link {
	return slices.DeleteFunc(slices.Concat(p.menuHome(), p.menuShared()), func(one Link) bool { return one.Target == "/metrics/" })
}

func (p *planner) menuHome() []Link {
	menu := []Link{{Target: "/", Word: "home.link"}}
	if p.several {
		menu = append(menu, authoritiesLink)
	}
	if p.home.ID == "" {
		menu = append(menu, Link{Target: "/inspections/", Word: "inspections.title"})
	}
	return menu
}

// menuOf are the lists of an authority that have something in them.
func (p *planner) menuOf(a *authority) (menu []Link) {
	return present([]entry{
		{a.ID != "" && a.atHome(), a.at("inspections"), "inspections.title"},
		{len(a.inspections) > 0, a.at("timeline"), "timeline.title"},
		{len(a.threads) > 0, a.at("threads"), "threads.title"},
	})
}

func (p *planner) menuShared() []Link {
	menu := present([]entry{
		{len(p.Topics) > 0, "/topics/", "topics.title"},
		{len(p.Metrics) > 0, "/metrics/", "metrics.title"},
		{len(p.Documents) > 0, "/documents/", "documents.title"},
		{len(p.Glossary) > 0, "/glossary/", "glossary.title"},
	})
	for _, page := range p.Register.Pages {
		if page.ID == "about" {
			menu = append(menu, Link{Target: "/about/", Words: page.Title})
		}
	}
	return append(menu, Link{Target: string(SearchAddress), Word: "search.link"})
}

// ownMenu is the navigation among the pages of an authority.
func (p *planner) ownMenu(a *authority) []Link {
	menu := append([]Link{{Target: string(a.root), Word: "authority.first"}}, p.menuOf(a)...)
	if len(p.metricsOf(a)) > 0 {
		menu = append(menu, Link{Target: string(a.at("metrics")), Word: "metrics.title"})
	}
	return menu
}

// An entry is a line of a menu, and whether it is there.
type entry struct {
	there  bool
	target address.Page
	word   string
}

func present(entries []entry) (menu []Link) {
	for _, one := range entries {
		if one.there {
			menu = append(menu, Link{Target: string(one.target), Word: one.word})
		}
	}
	return menu
}

// more is what the foot of every page has beside the statements: the news of
// the site, its corrections and its gaps.
func (p *planner) more() (more []Link) {
	if len(p.Updates) > 0 {
		more = append(more, Link{Target: "/updates/", Word: "updates.title"})
	}
	more = append(more, Link{Target: "/changes/", Word: "changes.title"})
	if p.hasData() {
		more = append(more, Link{Target: string(DataAddress), Word: "data.title"})
	}
	if len(notHeld(p)) > 0 {
		more = append(more, Link{Target: "/not-held/", Word: "not-held.title"})
	}
	more = append(more, Link{Target: sitemapAddress, Word: "sitemap.title"})
	return more
}
