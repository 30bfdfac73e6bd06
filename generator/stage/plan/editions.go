package plan

import (
	"slices"

	"plainsight/generator/domain/address"
	"plainsight/generator/stage/decode"
)

// Forms are the editions for paper that a page may have, by the name that asks
// for them in the settings and stands in their addresses: in letters of 18
// points, and of 24.
var Forms = decode.Editions

// An Edition is where a page is to be had in one of the Forms.
type Edition struct{ Form, Target string }

// printable are the kinds of pages that are made in editions too. An edition is
// its page in another form, with the same view but for the frame.
var printable = []string{"inspection", "document", "metric", "timeline", "lane", "thread"}

func (v InspectionView) within(f Frame) any { v.Frame = f; return v }
func (v DocumentView) within(f Frame) any   { v.Frame = f; return v }
func (v MetricView) within(f Frame) any     { v.Frame = f; return v }
func (v TimelineView) within(f Frame) any   { v.Frame = f; return v }
func (v LaneView) within(f Frame) any       { v.Frame = f; return v }
func (v ThreadView) within(f Frame) any     { v.Frame = f; return v }

// editions adds a page to others, and after it the editions of it that the site
// makes. What was written wrong on the page is not told again of an edition, so
// that an edition has neither file nor links.
func (p *planner) editions(pages []Page, page Page) []Page {
	if !slices.Contains(printable, page.Kind) {
		return append(pages, page)
	}
	var editions []Edition
	for _, form := range p.site.Forms {
		editions = append(editions, Edition{form, string(page.Address) + form + "/"})
	}
	whole := page.View
	in := func(form string) func() any {
		return func() any { return inForm(whole(), form, editions) }
	}
	page.View = in("")
	pages = append(pages, page)
	for _, edition := range editions {
		pages = append(pages, Page{
			Kind: page.Kind, Address: address.Page(edition.Target), Of: page.Address,
			anchors: page.anchors, quoted: page.quoted, Text: page.Text, View: in(edition.Form), sight: page.sight,
		})
	}
	return pages
}

// inForm is the view of a page in one of its editions, or with the form "" that
// of the page itself.
func inForm(view any, form string, editions []Edition) any {
	printed := view.(interface {
		Framed() Frame
		within(Frame) any
	})
	frame := printed.Framed()
	frame.Coded, frame.Editions, frame.Edition = true, editions, form
	if form != "" {
		frame.Letter, frame.Frames = nil, ""
	}
	return printed.within(frame)
}

// formsAsked are the Forms that a site asks for, in their order.
func formsAsked(formats []string) (asked []string) {
	for _, form := range Forms {
		if slices.Contains(formats, form) {
			asked = append(asked, form)
		}
	}
	return asked
}
