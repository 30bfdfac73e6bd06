package plan

import (
	"cmp"
	"slices"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/glossary"
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
		page := p.withText(Page{Kind: "update", Address: target}, &view.Frame, one.From.File, one.Text)
		page.View = view
		pages = append(pages, page)
	}
	pages[0] = Page{Kind: "updates", Address: "/updates/", View: list}
	return pages
}

// changes plans the page of all corrections.
func changes(p planner) []Page {
	view := ChangesView{Frame: p.frame("changes", "/changes/")}
	for _, one := range p.Register.Inspections {
		for _, correction := range one.Corrections {
			view.Changes = append(view.Changes, Change{correction.Date, correction.What, p.among(one)})
		}
	}
	slices.SortStableFunc(view.Changes, func(a, b Change) int { return b.Date.Compare(a.Date) })
	return []Page{{Kind: "changes", Address: "/changes/", View: view}}
}

// glossaryPage plans the page of all terms.
func glossaryPage(p planner) []Page {
	if len(p.Glossary) == 0 {
		return nil
	}
	view := GlossaryView{Frame: p.frame("glossary", "/glossary/"), Terms: slices.Clone(p.Glossary)}
	slices.SortStableFunc(view.Terms, func(a, b glossary.Term) int {
		return cmp.Compare(strings.ToLower(a.Term), strings.ToLower(b.Term))
	})
	page := Page{Kind: "glossary", Address: "/glossary/", File: "data/glossary.yaml"}
	for _, term := range view.Terms {
		page.Anchors = append(page.Anchors, term.ID)
	}
	page.View = view
	return []Page{page}
}
