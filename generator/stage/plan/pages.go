package plan

import (
	"slices"

	"plainsight/generator/domain/address"
	"plainsight/generator/stage/decode"
)

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
	page := p.withCorrections(p.withText(Page{Kind: "page", Address: address.Of(own.ID)}, &view.Frame, own.From.File, own.Text), &view.Frame, own.Corrections)
	page.View = view
	return page
}

// notFound plans the page that servers show for an address that is not there.
func notFound(p planner) []Page {
	return []Page{{Kind: "not-found", Address: "/404.html", View: PageView{p.frame("not-found", "/404.html")}}}
}
