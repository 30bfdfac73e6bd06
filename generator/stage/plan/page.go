package plan

import (
	"slices"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/document"
	"plainsight/generator/kit/markdown"
	"plainsight/generator/stage/decode"
)

// A Page is one page of the site before it has a form. A template sees the
// page's View and nothing else, so the sum of a view is the whole key to what
// is made from it: views hold plain values only, in an order that is always
// the same.
//
// Its View is large, so it is planned when somebody asks for it, and anew each
// time: many may ask at once, in any order, and get the same. A country has
// hundreds of thousands of pages, so what stands in a page itself is what nearly
// all have; pages that are alike in the rest have one and the same facts.
type Page struct {
	// Kind is the name of the page's template and one of Kinds.
	Kind    string
	Address address.Page
	facts   *facts
	// sight is what its view can see, nil where that is all of the site.
	sight *sight
	// view plans what it shows. Most are one function for all pages of a kind: what
	// sets a page apart is whose it is, by its sight, and the numbers of what it is
	// about, one and another.
	view         func(Page) any
	one, another int32
}

// Facts are what others need to know of a page beside its kind and address. They do
// not change: who has other ones has a copy.
type facts struct {
	of      address.Page
	leads   string
	anchors document.Anchors
	file    string
	text    *decode.Text
	// quoted tells that the places of the text come after the anchors.
	moved, listing, quoted bool
	// tongue is nil for a page by itself.
	tongue *tongue
	rare   *rare
}

// Rare is what few pages have.
type rare struct {
	earlier map[string][]string
	links   []markdown.Link
	frames  string
	index   func() SearchIndex
	// titled plans no more than what names the page, whose view is large.
	titled func() Frame
	// letter is the page as a piece for newsletters, nil for none, and pieces are
	// the places of the findings that have such pieces too.
	letter func() *LetterView
	pieces []string
}

// A tongue is what all pages in a language have.
type tongue struct {
	// root stands before their addresses.
	root string
	// all are the languages of the site with their roots, and forms the editions that
	// it makes.
	all   []Version
	forms []string
	// planners are those of all languages, none where there is but one.
	planners []*planner
}

var (
	nothing facts
	nowhere rare
)

func (page *Page) known() *facts {
	if page.facts == nil {
		return &nothing
	}
	return page.facts
}

func (page *Page) rarely() *rare {
	if known := page.known(); known.rare != nil {
		return known.rare
	}
	return &nowhere
}

// knowing changes facts of a page.
func (page *Page) knowing(change func(*facts)) {
	changed := *page.known()
	change(&changed)
	page.facts = &changed
}

// having changes what it has and few others.
func (page *Page) having(change func(*rare)) {
	changed := *page.rarely()
	change(&changed)
	page.knowing(func(known *facts) { known.rare = &changed })
}

// placed are the facts of a page that has places and nothing else.
func placed(anchors document.Anchors) *facts { return &facts{anchors: anchors} }

// in is the page as it stands in frames of other sites, at an address or "".
func (page Page) in(frames string) Page {
	if frames != "" {
		page.having(func(has *rare) { has.frames = frames })
	}
	return page
}

// On is the page as another form of one at an address.
func (page Page) On(of address.Page) Page {
	page.knowing(func(known *facts) { known.of = of })
	return page
}

// Shows is a page that shows what is known already.
func Shows(kind string, at address.Page, view any) Page {
	return Page{Kind: kind, Address: at}.Showing(view)
}

// Showing is the page with a view that is known already.
func (page Page) Showing(view any) Page {
	page.view = func(Page) any { return view }
	return page
}

// View plans what the page shows.
func (page Page) View() any {
	view := page.view(page)
	if page.known().tongue != nil && slices.Contains(printable, page.Kind) {
		return inForm(view, page.form(), page.editions())
	}
	return view
}

// Viewed tells whether the page knows how to plan its view.
func (page Page) Viewed() bool { return page.view != nil }

// Of is the address of the page that this is an edition of, "" for a page
// that is none. Lists, searches and the like leave editions out.
func (page *Page) Of() address.Page { return page.known().of }

// Moved tells that the page stands at a former address.
func (page *Page) Moved() bool { return page.known().moved }

// Listing tells that its places are the letters of a list. They come and go
// with what it lists, so that nobody is promised them.
func (page *Page) Listing() bool { return page.known().listing }

// Leads is the address that the page leads on to, "" where it does not.
func (page *Page) Leads() string { return page.known().leads }

// Earlier are words that stood at places of the page and are still shown
// there, by their anchors.
func (page *Page) Earlier() map[string][]string { return page.rarely().earlier }

// Links are the links that people wrote on the page, and where.
func (page *Page) Links() []markdown.Link { return page.rarely().links }

// File is the file that the page was written in, "" for none.
func (page *Page) File() string { return page.known().file }

// Text is what was written for it in its file, nil for nothing.
func (page *Page) Text() *decode.Text { return page.known().text }

// Frames is the address of what shows the page in frames of other sites, ""
// for none.
func (page *Page) Frames() string { return page.rarely().frames }

// Index is what is found from a page that has a search, as no other has.
func (page *Page) Index() (index SearchIndex, has bool) {
	if planned := page.rarely().index; planned != nil {
		return planned(), true
	}
	return index, false
}

// Root stands before the address in all languages but the first, "/cy".
func (page *Page) Root() string {
	if tongue := page.known().tongue; tongue != nil {
		return tongue.root
	}
	return ""
}

// Versions are the page in all languages of the site, as in its frame.
func (page *Page) Versions() []Version {
	if tongue := page.known().tongue; tongue != nil {
		return tongue.versions(address.Page(strings.TrimPrefix(string(page.Address), tongue.root)))
	}
	return nil
}

// versions are a page in all languages, none where there is but one.
func (t *tongue) versions(at address.Page) (versions []Version) {
	if len(t.all) < 2 || !strings.HasSuffix(string(at), "/") {
		return nil
	}
	for i, one := range t.all {
		there := at
		if i < len(t.planners) {
			there = t.planners[i].nearest(at)
		}
		versions = append(versions, Version{one.Lang, one.Address + there})
	}
	return versions
}

// Anchors are the places on the page that can be linked to.
func (page *Page) Anchors() document.Anchors {
	known := page.known()
	if known.quoted {
		return known.anchors + known.text.Outline.Anchors
	}
	return known.anchors
}

// and adds places after all others.
func (page *Page) and(names ...string) {
	if len(names) > 0 {
		page.knowing(func(known *facts) { known.anchors, known.quoted = page.Anchors().And(names...), false })
	}
}

// Line is the line of its file on which a place of a page is written, 0 for none.
func (page Page) Line(anchor string) int {
	if page.Text() == nil || anchor == "" {
		return 0
	}
	return page.Text().Body().Line(anchor)
}

// head is a page without what knows the whole register.
func (page Page) head() Page {
	page.view, page.sight = nil, nil
	if page.known().rare != nil {
		page.having(func(has *rare) { has.index, has.titled, has.letter = nil, nil, nil })
	}
	return page
}
