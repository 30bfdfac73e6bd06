package plan

import (
	"iter"
	"path"
	"slices"
	"strings"
	"sync"

	"plainsight/generator/domain/address"
	"plainsight/generator/kit/markdown"
	"plainsight/generator/stage/collect"
	"plainsight/generator/stage/link"
)

// A Book is the pages of a site for who asks for few of them. Of all pages it knows
// what others need to know; the views of an authority's pages are planned when
// somebody asks for one. They are the same pages as those of Pages. It may be used by
// many at once.
type Book struct {
	parts []*Part
	*spots
	p   *planner
	all func() []Page

	lock  sync.Mutex
	bound map[*Part][]Page
}

// Spots are where the pages of a book are, the same in a book with the same pages.
type spots struct {
	at map[address.Page]spot
	// Twice tells that two pages have one address.
	Twice bool
}

// A spot is where a page is: in which part, and where in that.
type spot struct{ part, page int32 }

// A Part is some pages of a book, the same in another book where nothing of them
// changed.
type Part struct {
	// Pages have no view where they are those of an authority.
	Pages []Page
	// Links are those of all its pages, and Odd tells that a page has a place twice, or
	// capitals in its address.
	Links []LinkOn
	Odd   bool
	// listed and read count the pages that stand in the maps of the site, and those
	// that are read; mapped are the kinds of those that stand in the map for people.
	listed, read int
	mapped       []string
	// kind plans the pages again for an authority, nil where they have their views.
	kind func(*planner, *authority) []Page
	of   string
}

// A LinkOn is a link with its page.
type LinkOn struct {
	On   *Page
	Link markdown.Link
}

// Book plans a site that is made from some files. On a site of several languages it
// keeps nothing.
func (k *Kept) Book(register *link.Register, files []collect.File, measured func(pages int) Checks) *Book {
	if k == nil {
		k = &Kept{}
	}
	in := register.In(register.Languages()[0])
	if len(register.Languages()) > 1 {
		pages := Checked(Pages(register), measured)
		b := &Book{all: func() []Page { return pages }}
		b.add(partOf(pages))
		b.index(nil)
		return b
	}
	k.renew(in, files)
	b := &Book{p: plannerOf(in, k.rest), bound: map[*Part][]Page{}}
	b.all = sync.OnceValue(func() []Page {
		return Checked(pagesOf(register, func(*link.Register) *planner { return b.p }), measured)
	})
	for _, kind := range kinds {
		if kind.alone != nil {
			b.add(b.alone(b.p.inForms(nil, kind.alone(b.p))))
			continue
		}
		for _, a := range b.p.authorities {
			b.add(b.each(kind.name, a, kind.each))
		}
	}
	b.add(b.alone([]Page{b.sitemap()}))
	b.add(b.alone(b.moved(k.book)))
	for _, kind := range once {
		b.add(partOf(kind(b.p)))
	}
	b.add(b.crawled())
	b.check(measured)
	b.index(k.book)
	k.book = b
	return b
}

func (b *Book) add(part *Part) {
	if len(part.Pages) > 0 {
		b.parts = append(b.parts, part)
	}
}

// All are all pages, in the order of Pages.
func (b *Book) All() []Page { return b.all() }

// Parts are all parts, in an order of their own.
func (b *Book) Parts() []*Part { return b.parts }

// partOf is a part of pages that are finished.
func partOf(pages []Page) *Part {
	part := &Part{Pages: pages}
	for i := range pages {
		page := &pages[i]
		for _, link := range page.Links() {
			part.Links = append(part.Links, LinkOn{page, link})
		}
		if page.Of() == "" && hasTwice(page.Anchors().All()) || strings.ToLower(string(page.Address)) != string(page.Address) {
			part.Odd = true
		}
		if isListed(*page) {
			part.listed++
		}
		if isRead(page) {
			part.read++
		}
	}
	return part
}

// alone is a part of pages that the site has once.
func (b *Book) alone(pages []Page) *Part {
	part := partOf(b.p.furnished(pages))
	part.mapped = b.p.mapped(part.Pages)
	return part
}

// viewed are the pages of a kind of an authority with their views.
func (b *Book) viewed(a *authority, kind func(*planner, *authority) []Page) []Page {
	return b.p.furnished(b.p.inForms(nil, b.p.seenBy(a).pagesOf(a, kind)))
}

// each is a part of pages of an authority, as it is known or else as it is planned now.
func (b *Book) each(name string, a *authority, kind func(*planner, *authority) []Page) *Part {
	part, known := a.parts[name]
	if known {
		return part
	}
	pages := b.viewed(a, kind)
	heads := slices.Clone(pages)
	for i := range heads {
		heads[i] = heads[i].head()
	}
	part = partOf(heads)
	part.mapped, part.kind, part.of = b.p.mapped(heads), kind, a.ID
	b.bound[part] = pages
	if a.parts == nil {
		a.parts = map[string]*Part{}
	}
	a.parts[name] = part
	return part
}

// mapped are the kinds of the pages that stand in the map for people.
func (p *planner) mapped(pages []Page) (kinds []string) {
	for _, page := range pages {
		if p.isMapped(page) && !slices.Contains(kinds, kindIn(page)) {
			kinds = append(kinds, kindIn(page))
		}
	}
	return kinds
}

// sitemap is the map for people.
func (b *Book) sitemap() Page {
	listed := map[string]bool{}
	for _, part := range b.parts {
		for _, kind := range part.mapped {
			listed[kind] = true
		}
	}
	return b.p.sitemapOf(func(kind string) bool { return listed[kind] }, func() map[string][]Page { return b.p.byKind(b.p.planned()) })
}

// moved are the pages at addresses that lead elsewhere. Where the pages before them are
// those of the book before, each stands where it stood.
func (b *Book) moved(before *Book) []Page {
	if len(b.p.moves.whole) == 0 {
		return nil
	}
	known := len(b.parts)
	if before == nil || before.Twice || len(before.parts) < known || !slices.EqualFunc(b.parts, before.parts[:known], sameAddresses) {
		b.index(nil)
	} else {
		b.spots = before.spots
	}
	return b.p.movedTo(func(at address.Page) (Page, bool) {
		spot, found := b.at[at]
		if !found || int(spot.part) >= known {
			return Page{}, false
		}
		return b.pagesOf(b.parts[spot.part])[spot.page], true
	})
}

// crawled are the files for programs that read the whole site.
func (b *Book) crawled() *Part {
	listed := 0
	for _, part := range b.parts {
		listed += part.listed
	}
	pages := crawledFiles(listed, mostInMap)
	for i := range pages {
		at := pages[i].Address
		pages[i].view = func(Page) any { return b.flat(at).View() }
	}
	return partOf(pages)
}

// check has the statement on accessibility say what was measured.
func (b *Book) check(measured func(pages int) Checks) {
	read := 0
	for _, part := range b.parts {
		read += part.read
	}
	checks := measured(read)
	for _, part := range b.parts {
		if part.kind == nil {
			checkedBy(part.Pages, checks)
		}
	}
}

// index notes where each page is, as it was in the book before where that has the
// same pages.
func (b *Book) index(before *Book) {
	if before != nil && slices.EqualFunc(b.parts, before.parts, sameAddresses) {
		b.spots = before.spots
		return
	}
	most := 0
	for _, part := range b.parts {
		most += len(part.Pages)
	}
	b.spots = &spots{at: make(map[address.Page]spot, most)}
	for i, part := range b.parts {
		for j := range part.Pages {
			at := part.Pages[j].Address
			if _, taken := b.at[at]; taken {
				b.Twice = true
				continue
			}
			b.at[at] = spot{int32(i), int32(j)}
		}
	}
}

func sameAddresses(a, b *Part) bool {
	return a == b || slices.EqualFunc(a.Pages, b.Pages, func(x, y Page) bool { return x.Address == y.Address })
}

// HasPagesOf tells whether a book has pages at the same addresses as another, each in
// the same part.
func (b *Book) HasPagesOf(other *Book) bool { return other != nil && b.spots == other.spots }

// PartOf tells which of the parts has the page at an address, -1 for none.
func (b *Book) PartOf(at address.Page) int {
	spot, found := b.at[at]
	if !found {
		return -1
	}
	return int(spot.part)
}

// Head is what is known of the page at an address; it may have no view.
func (b *Book) Head(at address.Page) (*Page, bool) {
	spot, found := b.at[at]
	if !found {
		return nil, false
	}
	return &b.parts[spot.part].Pages[spot.page], true
}

// Page is the page at an address, with its view.
func (b *Book) Page(at address.Page) (*Page, bool) {
	spot, found := b.at[at]
	switch {
	case !found:
		return nil, false
	case b.Twice:
		return b.flat(at), true
	}
	return &b.pagesOf(b.parts[spot.part])[spot.page], true
}

// flat is the last page at an address among all.
func (b *Book) flat(at address.Page) *Page {
	all := b.All()
	for i := range slices.Backward(all) {
		if all[i].Address == at {
			return &all[i]
		}
	}
	return nil
}

// File is the page of a file of the site.
func (b *Book) File(name string) (*Page, bool) {
	at := address.Page("/" + name)
	if folder, isPage := strings.CutSuffix(string(at), "index.html"); isPage && path.Base(name) == "index.html" {
		at = address.Page(folder)
	}
	page, found := b.Page(at)
	if !found || page.Address.File() != name {
		return nil, false
	}
	return page, true
}

// pagesOf are the pages of a part with their views.
func (b *Book) pagesOf(part *Part) []Page {
	if part.kind == nil {
		return part.Pages
	}
	b.lock.Lock()
	defer b.lock.Unlock()
	pages, known := b.bound[part]
	if !known {
		a, _ := b.p.of(part.of)
		pages = b.viewed(a, part.kind)
		b.bound[part] = pages
	}
	return pages
}

// hasTwice tells whether a word is there twice.
func hasTwice(words iter.Seq[string]) bool {
	seen := map[string]bool{}
	for word := range words {
		if seen[word] {
			return true
		}
		seen[word] = true
	}
	return false
}
