package plan

import (
	"slices"

	"plainsight/generator/domain/address"
	"plainsight/generator/stage/decode"
)

// statementKinds are the pages that every site owes its readers. They are
// made from the settings and the words of the theme; what people write in
// content/pages under the same name is added to them.
var statementKinds = []string{"accessibility", "formats", "privacy", "reading"}

func statements(p planner) (pages []Page) {
	for _, kind := range statementKinds {
		view := PageView{p.frame(kind, address.Of(kind))}
		page := Page{Kind: kind, Address: address.Of(kind)}
		for _, own := range p.Register.Pages {
			if own.ID == kind {
				view.Title, view.Description = own.Title, own.Summary
				page = p.withText(page, &view.Frame, own.From.File, own.Text)
			}
		}
		page.View = view
		pages = append(pages, page)
	}
	return pages
}

// ownPages plans the pages of the site's own words.
func ownPages(p planner) (pages []Page) {
	for _, own := range p.Register.Pages {
		if !slices.Contains(statementKinds, own.ID) && own.ID != "not-held" {
			pages = append(pages, p.ownPage(own))
		}
	}
	return pages
}

func (p planner) ownPage(own decode.Page) Page {
	view := PageView{p.frame("page", address.Of(own.ID))}
	view.Title, view.Description = own.Title, own.Summary
	page := p.withText(Page{Kind: "page", Address: address.Of(own.ID)}, &view.Frame, own.From.File, own.Text)
	page.View = view
	return page
}

// notFound plans the page that servers show for an address that is not there.
func notFound(p planner) []Page {
	return []Page{{Kind: "not-found", Address: "/404.html", View: PageView{p.frame("not-found", "/404.html")}}}
}
