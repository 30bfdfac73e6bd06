package plan

import (
	"slices"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/document"
	"plainsight/generator/domain/glossary"
	"plainsight/generator/kit/language"
	"plainsight/generator/kit/markdown"
	"plainsight/generator/stage/decode"
)

// updates plans the list of notes on what was put on the site, and a page for
// each.
func updates(p planner) []Page {
	if len(p.Updates) == 0 {
		return nil
	}
	list := UpdatesView{Frame: p.frame("updates", "/updates/")}
	pages := make([]Page, 1, len(p.Updates)+1) // the list comes first, when it is known
	for _, one := range p.Updates {
		target := address.Of("updates", one.ID)
		list.Updates = append(list.Updates, UpdateEntry{string(target), one.Title, one.Summary, one.Date})
		view := UpdateView{Frame: p.frame("update", target, Link{Target: "/updates/", Word: "updates.title"}), Date: one.Date}
		view.Title, view.Description = one.Title, one.Summary
		page := p.withCorrections(p.withText(Page{Kind: "update", Address: target}, &view.Frame, one.From.File, one.Text), &view.Frame, one.Corrections)
		page.View = view
		pages = append(pages, page)
	}
	pages[0] = Page{Kind: "updates", Address: "/updates/", View: list}
	return pages
}

// changes plans the page of all corrections, and the feeds of them.
func changes(p planner) []Page {
	view := ChangesView{Frame: p.frame("changes", "/changes/")}
	view.Changes = p.corrected()
	var feeds []Page
	for _, kind := range changesFeeds {
		if len(view.Changes) > 0 && slices.Contains(p.Settings.Formats, formatOf[kind]) {
			feeds = append(feeds, p.changesFeed(kind, view.Changes))
			view.Follow = append(view.Follow, Link{Target: string(feedsOfChanges[kind]), Word: kind})
		}
	}
	return append([]Page{{Kind: "changes", Address: "/changes/", View: view}}, feeds...)
}

// changesFeeds are the forms in which corrections can be followed, and
// feedsOfChanges their addresses.
var (
	changesFeeds   = []string{ChangesFeed, ChangesJSON}
	feedsOfChanges = map[string]address.Page{ChangesFeed: "/changes/feed.xml", ChangesJSON: "/changes/feed.json"}
)

func (p planner) changesFeed(kind string, all []Change) Page {
	feed := RecordView{Site: p.site, Root: p.Root, Lang: p.Lang, Address: feedsOfChanges[kind], Page: "/changes/"}
	for _, one := range all {
		feed.News = append(feed.News, News{Kind: "correction", Target: one.Page.Target, Title: one.Page.Words, Updated: one.Date, When: one.Page.When, Ours: []string{one.What}})
	}
	return Page{Kind: kind, Address: feed.Address, View: feed}
}

// corrected are the corrections of all pages, the newest first.
func (p planner) corrected() (all []Change) {
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

// withCorrections gives a page its corrections, the newest first. Each place
// that one of them names has to be there, or was published and is gone: then
// the page says so.
func (p planner) withCorrections(page Page, frame *Frame, written []decode.Correction) Page {
	for _, one := range written {
		frame.Corrections = append(frame.Corrections, one.Correction)
		if one.Place == "" {
			continue
		}
		if one.Was != "" && p.ever[string(frame.Address)+"#"+one.Place] && !slices.Contains(page.Anchors, one.Place) {
			frame.Former = append(frame.Former, Former{ID: one.Place, Words: one.Was, Withdrawn: one.Date, Why: one.What})
			page.Anchors = append(page.Anchors[:len(page.Anchors):len(page.Anchors)], one.Place)
		}
		page.Links = append(page.Links[:len(page.Links):len(page.Links)], markdown.Link{Target: "#" + one.Place, Place: one.At})
		if one.Was != "" {
			if page.Earlier == nil {
				page.Earlier = map[string][]string{}
			}
			page.Earlier[one.Place] = append(page.Earlier[one.Place], language.Unmarked(one.Was))
		}
	}
	slices.SortStableFunc(frame.Corrections, func(a, b document.Correction) int { return b.Date.Compare(a.Date) })
	return page
}

// glossaryPage plans the page of all terms.
func glossaryPage(p planner) []Page {
	if len(p.Glossary) == 0 {
		return nil
	}
	view := GlossaryView{Frame: p.frame("glossary", "/glossary/"), Terms: slices.Clone(p.Glossary)}
	slices.SortStableFunc(view.Terms, func(a, b glossary.Term) int {
		return p.alphabet.Compare(a.Term, b.Term)
	})
	page := Page{Kind: "glossary", Address: "/glossary/", File: "data/glossary.yaml"}
	for _, term := range view.Terms {
		page.Anchors = append(page.Anchors, term.ID)
	}
	page.View = view
	return []Page{page}
}
