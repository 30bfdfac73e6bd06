package plan

import (
	"cmp"
	"path"
	"slices"
	"strings"

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
	pages = append(pages, page)
	for _, at := range editionsOn(page.Address, p.site.Forms) {
		edition := page
		edition.Address = address.Page(at.Target)
		whole := page.known()
		edition.facts = &facts{of: page.Address, anchors: whole.anchors, quoted: whole.quoted, text: whole.text, tongue: whole.tongue}
		pages = append(pages, edition)
	}
	return pages
}

// editionsOn are the editions of the page at an address.
func editionsOn(at address.Page, forms []string) (editions []Edition) {
	for _, form := range forms {
		editions = append(editions, Edition{form, string(at) + form + "/"})
	}
	return editions
}

// form is that in which a page is printed, "" for none.
func (page *Page) form() string {
	if page.Of() == "" {
		return ""
	}
	return path.Base(string(page.Address))
}

// editions are those of a page that is printed, or of which this is one.
func (page *Page) editions() []Edition {
	tongue := page.known().tongue
	at := cmp.Or(page.Of(), page.Address)
	return editionsOn(address.Page(strings.TrimPrefix(string(at), tongue.root)), tongue.forms)
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
