// Package plan decides which pages there are: their addresses, and what each
// of them shows.
//
// It takes the Register and gives Pages. It knows no template and no HTML;
// what a page shows is a view of plain values. Each kind of page is a file of
// its own and a line in the table.
package plan

import (
	"strings"
	"sync"

	"plainsight/generator/domain/address"
	"plainsight/generator/kit/language"
	"plainsight/generator/kit/memory"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
)

// kinds lists the kinds of pages, in the order in which they are planned.
var kinds = []kind{
	{alone: home},
	{alone: authorities},
	{name: "authority", each: firstPage},
	{alone: inspections},
	{name: "inspections", each: inspectionPages},
	{name: "timeline", each: timelinePages},
	{name: "compare", each: comparePages},
	{name: "threads", each: threads},
	{name: "feeds", each: feeds},
	{alone: documents},
	{alone: topics},
	{alone: metrics},
	{name: "metrics", each: metricsElsewhere},
	{alone: glossaryPage},
	{alone: updates},
	{alone: changes},
	{alone: notHeld},
	{alone: openData},
	{alone: searchPage},
	{alone: statements},
	{alone: ownPages},
}

// A kind plans pages that the site has once, or pages of one authority after another.
type kind struct {
	name  string
	alone func(*planner) []Page
	each  func(*planner, *authority) []Page
}

// once lists the kinds of pages that a site has in its first language alone.
var once = []func(*planner) []Page{
	notFound,
	security,
}

// Pages plans all pages of the site, in each of its languages.
func Pages(register *link.Register) []Page {
	return pagesOf(register, func(in *link.Register) *planner { return plannerOf(in, restOf(in)) })
}

func pagesOf(register *link.Register, of func(*link.Register) *planner) []Page {
	var pages []Page
	var planners []*planner
	for _, lang := range register.Languages() {
		planners = append(planners, of(register.In(lang)))
	}
	for i, p := range planners {
		if len(planners) > 1 {
			p.plain.tongue.planners = planners
		}
		planned := p.planned()
		planned = append(planned, p.sitemap(planned))
		planned = append(planned, p.moved(planned)...)
		if furnished := p.furnished(planned); i == 0 {
			pages = furnished
		} else {
			pages = append(pages, furnished...)
		}
		for _, kind := range once {
			if i == 0 {
				pages = append(pages, kind(p)...)
			}
		}
	}
	return crawled(register.Settings.BaseURL, pages, mostInMap)
}

// furnished are pages with what stands beside them.
func (p *planner) furnished(pages []Page) []Page {
	pages = append(pages, p.cards(pages)...)
	pages = append(pages, letters(pages)...)
	pages = append(pages, frames(pages)...)
	return p.rooted(pages)
}

// planned are the pages of a language with their editions.
func (p *planner) planned() (planned []Page) {
	var all [][]Page
	most := 0
	for _, kind := range kinds {
		if kind.alone != nil {
			all = append(all, kind.alone(p))
			continue
		}
		for _, a := range p.authorities {
			all = append(all, p.seenBy(a).pagesOf(a, kind.each))
		}
	}
	for _, pages := range all {
		most += len(pages) * (1 + len(p.site.Forms))
	}
	planned = make([]Page, 0, most+most/16+len(kinds)) // with those that are planned after them
	for i, pages := range all {
		planned = p.inForms(planned, pages)
		all[i] = nil // a country has them twice otherwise
	}
	return planned
}

// inForms adds pages to others, each with its editions.
func (p *planner) inForms(planned, pages []Page) []Page {
	for _, page := range pages {
		planned = p.editions(planned, p.spoken(p.withFormer(page)))
	}
	return planned
}

// plannerOf looks once at what the pages of all authorities need.
func plannerOf(register *link.Register, rest *rest) *planner {
	p := &planner{
		Register: register, site: siteOf(register.Settings), rest: rest,
		authorities: rest.all, byID: map[string]int{},
		shorts: shortsOf(register), papersOn: papersOn(register), used: usages(register),
		moves: movesOf(register),
	}
	for i, a := range p.authorities {
		p.byID[a.ID] = i
	}
	if home, found := p.of(register.Home.ID); found {
		p.home = home
	} else {
		p.home = &authority{Authority: register.Home, root: address.Home}
	}
	p.strangers, p.seen = strangersOf(p.authorities), &seen{by: map[string]*sight{}}
	p.feeds = [2]string{p.feedOf(p.home, NewsFeed), p.feedOf(p.home, NewsJSON)}
	p.several = hasSeveral(register)
	p.plain = &facts{tongue: p.tongueOf()}
	p.site.Menu, p.site.More = p.menu(), p.more()
	p.everywhere = p.seriesEverywhere()
	p.dataFiles, p.parts = sync.OnceValue(p.allData), rest.parted
	p.gridded = fleeting(func() *[]gradedEdition { graded := gradedIn(p.Inspections); return &graded })
	return p
}

// Shared tells whether an address is that of a file of numbers, which is the
// same in every language. A page may be called data as well.
func Shared(target string) bool {
	target, _, _ = strings.Cut(target, "#")
	return strings.Contains(target, "/data/") && !strings.HasSuffix(target, "/")
}

// rooted puts the pages of a language below its root, and leaves out what the
// first language has for all. Those with the same facts have one copy of them.
func (p *planner) rooted(pages []Page) []Page {
	rooted, like := pages[:0], map[facts]*facts{}
	for _, page := range pages {
		if p.Root != "" && Shared(string(page.Address)) {
			continue
		}
		page = p.spoken(page)
		if p.Root != "" {
			page.Address = address.Page(p.Root) + page.Address
			page.knowing(func(known *facts) {
				if known.of != "" {
					known.of = address.Page(p.Root) + known.of
				}
				if known.leads != "" {
					known.leads = p.Root + known.leads
				}
			})
		}
		rooted = append(rooted, page.alike(like))
	}
	return rooted
}

// alike is the page with facts that others have too; no two have the same text.
func (page Page) alike(known map[facts]*facts) Page {
	switch one := known[*page.facts]; {
	case page.facts.text != nil:
	case one != nil:
		page.facts = one
	default:
		known[*page.facts] = page.facts
	}
	return page
}

// spoken gives a page its language.
func (p *planner) spoken(page Page) Page {
	switch {
	case page.facts == nil:
		page.facts = p.plain
	case page.facts.tongue == nil:
		page.knowing(func(known *facts) { known.tongue = p.plain.tongue })
	}
	return page
}

type planner struct {
	*link.Register
	*rest
	site *Site
	// plain are the facts of a page of which there are none but its language.
	plain *facts
	// authorities have pages of their own; home is the one with the short
	// addresses, without an ID on a site that has none.
	authorities []*authority
	byID        map[string]int
	home        *authority
	// strangers are the authorities as any other sees them.
	strangers []*authority
	// seen are the planners of what each authority sees, and sight is that of this
	// one, nil where it sees all. under is the sum of what an authority sees, nil
	// where the files of the site are not known.
	seen  *seen
	sight *sight
	under func(*authority) memory.Sum
	// feeds are the addresses of the news of the home.
	feeds [2]string
	// several tells that there are others beside the home authority, so that
	// every page says whose it is.
	several bool
	// shorts are the short addresses of pages.
	shorts map[address.Page]address.Page
	// papersOn are the documents that speak of an inspection, by its address.
	papersOn map[address.Page][]Paper
	// used are the pages that use each metric.
	used map[string][]usage
	// moves are the redirects.
	moves moves
	// everywhere are the numbers of each metric for all places.
	everywhere map[string]func() *[]ChartSeries
	// dataFiles are all open data, once somebody asks, parts those of the index and
	// gridded those of the grids.
	dataFiles func() DataFiles
	parts     func() []part
	gridded   func() *[]gradedEdition
}

// frame is the frame of a page below the home page; trail names the pages
// between the two.
func (p *planner) frame(kind string, at address.Page, trail ...Link) Frame {
	return Frame{
		Site:    *p.site,
		Kind:    kind,
		Address: at,
		Short:   p.shorts[at],
		Card:    p.hasCard(kind),
		Root:    p.Root,
		Lang:    p.Lang,
		Trail:   append([]Link{{Target: "/", Word: "home.link"}}, trail...),

		Versions: p.versions(at),
		Former:   p.moves.former(at),
		Feed:     p.feeds[0],
		FeedJSON: p.feeds[1],
	}
}

// tongueOf is what all pages in the language have.
func (p *planner) tongueOf() *tongue {
	of := &tongue{root: p.Root, forms: p.site.Forms}
	for _, lang := range p.Languages() {
		of.all = append(of.all, Version{Lang: lang, Address: address.Page(p.RootOf(lang))})
	}
	return of
}

// withFormer adds the places that stood on a page to those that can be linked
// to.
func (p *planner) withFormer(page Page) Page {
	for _, one := range p.moves.places[page.Address] {
		page.and(one.Place)
	}
	return page
}

// versions are the same page in all languages, none where there is but one.
func (p *planner) versions(at address.Page) []Version {
	return p.plain.tongue.versions(at)
}

// frameOf is the frame of a page of an authority. Trail names the pages
// between its own first page and this one.
func (p *planner) frameOf(a *authority, kind string, at address.Page, trail ...Link) Frame {
	if !p.several {
		return p.frame(kind, at, trail...)
	}
	if !a.atHome() {
		trail = append([]Link{authoritiesLink, {Target: string(a.root), Words: a.Name}}, trail...)
	}
	frame := p.frame(kind, at, trail...)
	frame.Authority, frame.Feed, frame.FeedJSON = a.Name, p.feedOf(a, NewsFeed), p.feedOf(a, NewsJSON)
	if !a.atHome() {
		frame.Site.Menu, frame.Own = p.sharedMenu(), p.ownMenu(a)
	}
	return frame
}

// written gives a page what people wrote for it about an authority, and gives
// what puts the same into the frame of its view.
func (p *planner) written(a *authority, page Page, file string, text *decode.Text, corrections []decode.Correction) (Page, func(*Frame)) {
	page.knowing(func(known *facts) {
		known.file = file
		if !text.Empty() {
			known.text, known.quoted = text, true
		}
	})
	if len(text.Links) > 0 {
		page.having(func(has *rare) { has.links = text.Links })
	}
	page, gone := p.withCorrections(page, corrections)
	return page, func(frame *Frame) {
		if !text.Empty() {
			body := text.Body()
			frame.Body = &body
			frame.Charts, frame.Embeds = p.chartsIn(*text, a), p.embedsIn(*text, a)
			frame.Charted = len(frame.Charts) > 0
		}
		frame.TextLang = p.langOf(text)
		frame.Former = append(frame.Former, gone...)
		frame.Corrections = newestFirst(corrections)
	}
}

// writtenHere does the same for a page of the site's own words, which have a title.
func (p *planner) writtenHere(page Page, own *decode.Page) (Page, func(*Frame)) {
	page, fill := p.written(p.home, page, own.From.File, &own.Text, own.Corrections)
	return page, func(frame *Frame) {
		frame.Title, frame.Description = own.Title, own.Summary
		fill(frame)
	}
}

// langOf is the language of a text, "" for that of its page.
func (p *planner) langOf(text *decode.Text) string {
	if language.Same(text.Lang, p.Lang) {
		return ""
	}
	return text.Lang
}

func siteOf(s *decode.Settings) *Site {
	return &Site{
		Title: s.Title, Publisher: s.Publisher, PublisherLink: s.PublisherLink, BaseURL: s.BaseURL,
		Forms:    formsAsked(s.Formats),
		Contact:  Contact(s.Contact),
		Worried:  helpOf(s.Worried),
		Complain: helpOf(s.Complain),
	}
}

func helpOf(h decode.Help) Help {
	help := Help{Words: h.Words, Link: Link{Target: h.LinkURL, Words: h.LinkWords}}
	for _, phone := range h.Phones {
		help.Phones = append(help.Phones, Phone(phone))
	}
	return help
}
