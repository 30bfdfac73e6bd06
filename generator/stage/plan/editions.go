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

// A printable view is one that is made in editions too. An edition is its page
// in another form, with the same view but for the frame.
type printable interface {
	Framed() Frame
	within(Frame) any
}

func (v InspectionView) within(f Frame) any { v.Frame = f; return v }
func (v DocumentView) within(f Frame) any   { v.Frame = f; return v }
func (v MetricView) within(f Frame) any     { v.Frame = f; return v }
func (v TimelineView) within(f Frame) any   { v.Frame = f; return v }
func (v LaneView) within(f Frame) any       { v.Frame = f; return v }
func (v ThreadView) within(f Frame) any     { v.Frame = f; return v }

// editions gives a page, and after it the editions of it that the site makes.
// What was written wrong on the page is not told again of an edition, so that
// an edition has neither file nor links.
func (p planner) editions(page Page) []Page {
	view, is := page.View.(printable)
	if !is {
		return []Page{page}
	}
	frame := view.Framed()
	frame.Coded = true
	for _, form := range p.site.Forms {
		frame.Editions = append(frame.Editions, Edition{form, string(page.Address) + form + "/"})
	}
	page.View = view.within(frame)
	pages := []Page{page}
	frame.Letter, frame.Frames = nil, ""
	for _, edition := range frame.Editions {
		frame.Edition = edition.Form
		pages = append(pages, Page{
			Kind: page.Kind, Address: address.Page(edition.Target), Of: page.Address,
			Anchors: page.Anchors, View: view.within(frame),
		})
	}
	return pages
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
