package plan

import (
	"slices"

	"plainsight/generator/domain/address"
	"plainsight/generator/stage/decode"
)

// ownPages plans the pages of the site's own words.
func ownPages(p *planner) (pages []Page) {
	for i := range p.Register.Pages {
		if own := &p.Register.Pages[i]; !slices.Contains(statementKinds, own.ID) && own.ID != "not-held" {
			pages = append(pages, p.ownPage(own))
		}
	}
	return pages
}

func (p *planner) ownPage(own *decode.Page) Page {
	page, fill := p.writtenHere(Page{Kind: "page", Address: address.Of(own.ID)}, own)
	page.view = func(Page) any {
		view := PageView{p.frame("page", address.Of(own.ID))}
		fill(&view.Frame)
		return view
	}
	return page
}

// notFound plans the page that servers show for an address that is not there.
func notFound(p *planner) []Page {
	return []Page{{Kind: "not-found", Address: "/404.html", view: func(Page) any { return PageView{p.frame("not-found", "/404.html")} }}}
}
