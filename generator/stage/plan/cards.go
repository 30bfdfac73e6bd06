package plan

import (
	"slices"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/thread"
	"plainsight/generator/kit/language"
)

// CardFile is the name of the picture that stands for a page where it is
// shared, and the kind of page that plans it.
const CardFile = "card.png"

// A CardView is what such a picture is made from. Its Frame has what the title
// of the page needs and nothing else.
type CardView struct {
	Frame
	Of address.Page
	// Record is the inspection that it is about, Chart the numbers, Status that
	// of a thread; only one is there.
	Record *Record
	Chart  *Chart
	Status thread.Relation
}

// carded are the kinds of pages that have a card.
var carded = []string{"home", "inspection", "metric", "thread", "timeline"}

// hasCard tells whether pages of a kind have a card on this site.
func (p *planner) hasCard(kind string) bool {
	return slices.Contains(carded, kind) && slices.Contains(p.Settings.Formats, "cards") && language.Paintable(p.Lang)
}

// cards plans the cards of pages, each below the address of its page.
func (p *planner) cards(pages []Page) (cards []Page) {
	for _, page := range pages {
		if page.Of() == "" && p.hasCard(page.Kind) {
			cards = append(cards, Page{Kind: CardFile, Address: page.Address + CardFile, sight: page.sight, view: func(Page) any { return CardOf(page.View()) }})
		}
	}
	return cards
}

// CardOf is what the card of a page is made from, by the view of the page.
func CardOf(view any) CardView {
	framed, is := view.(interface{ Framed() Frame })
	if !is {
		return CardView{}
	}
	whole := framed.Framed()
	card := CardView{Of: whole.Address, Frame: Frame{
		Kind: whole.Kind, Address: whole.Address, Lang: whole.Lang, Title: whole.Title, Description: whole.Description,
		About: whole.About, Subject: whole.Subject, Authority: whole.Authority,
		Site: Site{Title: whole.Site.Title, Publisher: whole.Site.Publisher},
	}}
	switch of := view.(type) {
	case HomeView:
		card.Record = of.Outcome
	case InspectionView:
		card.Record = &of.Record
	case MetricView:
		card.Chart = &of.Chart
	case ThreadView:
		card.Status = of.Status
	}
	return card
}
