package plan

import (
	"maps"
	"slices"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/document"
	"plainsight/generator/domain/glossary"
	"plainsight/generator/kit/language"
	"plainsight/generator/kit/markdown"
	"plainsight/generator/stage/decode"
)

const updatesAddress = "/updates/"

// updates plans the list of notes on what was put on the site, and a page for
// each.
func updates(p *planner) []Page {
	if len(p.Updates) == 0 {
		return nil
	}
	pages := []Page{{Kind: "updates", Address: updatesAddress, view: func(Page) any { return p.updatesView() }}}
	for i := range p.Updates {
		one := &p.Updates[i]
		target := address.Of("updates", one.ID)
		page, fill := p.written(p.home, Page{Kind: "update", Address: target}, one.From.File, &one.Text, one.Corrections)
		page.view = func(Page) any {
			view := UpdateView{Frame: p.frame("update", target, Link{Target: "/updates/", Word: "updates.title"}), Date: one.Date}
			view.Title, view.Description = one.Title, one.Summary
			fill(&view.Frame)
			return view
		}
		pages = append(pages, page)
	}
	return pages
}

func (p *planner) updatesView() any {
	list := UpdatesView{Frame: p.frame("updates", updatesAddress)}
	for _, one := range p.Updates {
		list.Updates = append(list.Updates, UpdateEntry{string(address.Of("updates", one.ID)), one.Title, one.Summary, one.Date})
	}
	return list
}

// changes plans the page of all corrections, and the feeds of them.
func changes(p *planner) []Page {
	pages := []Page{{Kind: "changes", Address: changesAddress}}
	var follow []Link
	for _, kind := range changesFeeds {
		if len(p.corrected()) > 0 && slices.Contains(p.Settings.Formats, formatOf[kind]) {
			pages = append(pages, Page{Kind: kind, Address: feedsOfChanges[kind], view: func(Page) any { return p.changesFeed(kind) }})
			follow = append(follow, Link{Target: string(feedsOfChanges[kind]), Word: kind})
		}
	}
	pages[0].view = func(Page) any {
		return ChangesView{Frame: p.frame("changes", changesAddress), Changes: p.corrected(), Follow: follow}
	}
	return pages
}

const changesAddress = "/changes/"

// changesFeeds are the forms in which corrections can be followed, and
// feedsOfChanges their addresses.
var (
	changesFeeds   = []string{ChangesFeed, ChangesJSON}
	feedsOfChanges = map[string]address.Page{ChangesFeed: "/changes/feed.xml", ChangesJSON: "/changes/feed.json"}
)

func (p *planner) changesFeed(kind string) RecordView {
	feed := RecordView{Site: *p.site, Root: p.Root, Lang: p.Lang, Address: feedsOfChanges[kind], Page: changesAddress}
	for _, one := range p.corrected() {
		feed.News = append(feed.News, News{Kind: "correction", Target: one.Page.Target, Title: one.Page.Words, Updated: one.Date, When: one.Page.When, Ours: []string{one.What}})
	}
	return feed
}

// corrected are the corrections of all pages, the newest first.
func (p *planner) corrected() (all []Change) {
	add := func(corrections []decode.Correction, page Link) {
		for _, one := range corrections {
			at := page
			if one.Place != "" {
				at.Target += "#" + one.Place
			}
			all = append(all, Change{one.Date, one.What, at})
		}
	}
	for _, one := range p.Register.Inspections {
		add(one.Corrections, p.among(one))
	}
	for _, one := range p.Documents {
		add(one.Corrections, Link{Target: string(one.Address), Words: one.Title})
	}
	for _, one := range p.Topics {
		add(one.Corrections, Link{Target: string(address.Of("topics", one.ID)), Words: one.Title})
	}
	for _, one := range p.Updates {
		add(one.Corrections, Link{Target: string(address.Of("updates", one.ID)), Words: one.Title})
	}
	for _, one := range p.Register.Pages {
		add(one.Corrections, Link{Target: string(address.Of(one.ID)), Words: one.Title})
	}
	slices.SortStableFunc(all, func(a, b Change) int { return b.Date.Compare(a.Date) })
	return all
}

// withCorrections gives a page its corrections. Each place that one of them
// names has to be there, or was published and is gone: then the page says so.
func (p *planner) withCorrections(page Page, written []decode.Correction) (whole Page, gone []Former) {
	for _, one := range written {
		if one.Place == "" {
			continue
		}
		if one.Was != "" && p.ever[string(page.Address)+"#"+one.Place] && !page.Anchors().Has(one.Place) {
			gone = append(gone, Former{ID: one.Place, Words: one.Was, Withdrawn: one.Date, Why: one.What})
			page.and(one.Place)
		}
		page.having(func(has *rare) {
			has.links = append(slices.Clip(has.links), markdown.Link{Target: "#" + one.Place, Place: one.At})
			if one.Was != "" {
				has.earlier = maps.Clone(has.earlier)
				if has.earlier == nil {
					has.earlier = map[string][]string{}
				}
				has.earlier[one.Place] = append(has.earlier[one.Place], language.Unmarked(one.Was))
			}
		})
	}
	return page, gone
}

// newestFirst are corrections as their page shows them.
func newestFirst(written []decode.Correction) (corrections []document.Correction) {
	for _, one := range written {
		corrections = append(corrections, one.Correction)
	}
	slices.SortStableFunc(corrections, func(a, b document.Correction) int { return b.Date.Compare(a.Date) })
	return corrections
}

// glossaryPage plans the page of all terms.
func glossaryPage(p *planner) []Page {
	if len(p.Glossary) == 0 {
		return nil
	}
	terms := slices.Clone(p.Glossary)
	slices.SortStableFunc(terms, func(a, b glossary.Term) int {
		return p.alphabet.Compare(a.Term, b.Term)
	})
	page := Page{Kind: "glossary", Address: "/glossary/", facts: &facts{file: "data/glossary.yaml"}, view: func(Page) any {
		return GlossaryView{Frame: p.frame("glossary", "/glossary/"), Terms: terms}
	}}
	for _, term := range terms {
		page.and(term.ID)
	}
	return []Page{page}
}
