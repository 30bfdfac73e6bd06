package audit

import (
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"

	"plainsight/generator/domain/address"
	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/plan"
	"plainsight/generator/stage/render"
)

// A site is what rules that look at all pages together know: addresses, and no
// page.
type site struct {
	// base is the address of the home page, root its path.
	base, root string
	planned    files
	theme      fs.FS // nil where styles are not looked at
	// came tells of each planned file whether it did, others are the files that came
	// and were not planned, and count is how many came in all.
	came   []bool
	others map[string]bool
	count  int

	lock sync.Mutex
	// places are the ids of pages. read has the number of its set for each planned
	// page that was read, and elsewhere for the other pages.
	places    sets
	read      []uint32
	elsewhere map[string]uint32
	// wanted are the targets of links to other files, and who links there.
	wanted map[target]*lead
	// ways lead from the pages of which only notes are there.
	ways map[way]bool
}

// A target is a file below the root of the site, and a place on it, or "".
type target struct{ file, place string }

// A lead is the first link to a target, and how many pages link there.
type lead struct {
	order, pages int
	file, href   string
}

func newSite(pages []plan.Page, base string, theme fs.FS) *site {
	s := &site{
		base: base, root: "/", theme: theme, planned: filesOf(pages), came: make([]bool, len(pages)), others: map[string]bool{},
		places: sets{at: map[uint64]uint32{}}, read: make([]uint32, len(pages)), elsewhere: map[string]uint32{},
		wanted: map[target]*lead{}, ways: map[way]bool{},
	}
	if read, err := url.Parse(base); err == nil && read.Path != "" {
		s.root = read.Path
	}
	return s
}

// add takes a file in and gives its number.
func (s *site) add(artifact render.Artifact) int {
	order := s.count
	if s.there(artifact.Path) {
		return order
	}
	s.count++
	if n := s.number(artifact.Path); n >= 0 {
		s.came[n] = true
	} else {
		s.others[artifact.Path] = true
	}
	return order
}

// number is that of the page that is planned for a file, -1 for none.
func (s *site) number(file string) int { return s.planned.number(file, sum(file)) }

// there tells whether a file came.
func (s *site) there(file string) bool {
	if n := s.number(file); n >= 0 {
		return s.came[n]
	}
	return s.others[file]
}

// placed keeps the ids of a page that was read.
func (s *site) placed(file string, ids []uint64) {
	if n := s.number(file); n >= 0 {
		s.read[n] = s.places.keep(ids)
	} else {
		s.elsewhere[file] = s.places.keep(ids)
	}
}

// placesOf is the number of the ids of a page, 0 for what was not read as one.
func (s *site) placesOf(file string) uint32 {
	if n := s.number(file); n >= 0 {
		return s.read[n]
	}
	return s.elsewhere[file]
}

// look remembers of a page where it can be linked to and where it leads.
func (s *site) look(order int, p *page) notes {
	p.places = p.places[:0]
	for id := range p.ids {
		p.places = append(p.places, sum(id))
	}
	slices.Sort(p.places)
	p.away()
	s.lock.Lock()
	defer s.lock.Unlock()
	s.placed(p.file, p.places)
	p.ways = p.ways[:0]
	for _, i := range p.last {
		led := &p.leads[i]
		p.ways = append(p.ways, led.way)
		if n := s.planned.number(led.file, led.way.file); n < 0 || led.place != "" && !s.places.has(s.read[n], led.way.place) {
			s.want(led.target, lead{order, 1, p.file, led.href})
		}
	}
	return notes{p.places, slices.Compact(p.ways)}
}

// page is the planned page of a file, nil for none.
func (s *site) page(file string) *plan.Page {
	if n := s.number(file); n >= 0 {
		return &s.planned.pages[n]
	}
	return nil
}

// want keeps the target of a link, and the first that leads there. Its words are
// parts of a page, which would be kept with them.
func (s *site) want(to target, one lead) {
	before := s.wanted[to]
	if before == nil {
		before = &lead{order: one.order + 1}
		s.wanted[target{strings.Clone(to.file), strings.Clone(to.place)}] = before
	}
	pages := before.pages + one.pages
	if one.order < before.order {
		*before = one
		before.href = strings.Clone(one.href)
	}
	before.pages = pages
}

// lost is what is wrong with the first link to a target.
func (s *site) lost(lead *lead, wrong, try string) finding {
	place, found := s.written(lead.file, lead.href)
	if !found {
		place = s.place(lead.file)
	}
	return finding{place: place, address: addressOf(lead.file), wrong: wrong, try: try, order: lead.order, pages: lead.pages}
}

// place is the file that a page was written in, or, where nobody wrote it, its
// address.
func (s *site) place(file string) diag.Place {
	if planned := s.page(file); planned != nil && planned.File() != "" {
		return diag.Place{File: planned.File()}
	}
	return diag.Place{File: addressOf(file)}
}

// addressOf is how readers call the page in a file.
func addressOf(file string) string { return "/" + strings.TrimSuffix(file, "index.html") }

// written gives the place where people wrote a link of a file.
func (s *site) written(file, href string) (diag.Place, bool) {
	planned := s.page(file)
	if planned == nil || href == "" {
		return diag.Place{}, false
	}
	var room room
	to, here := s.to(file, href, &room)
	for _, link := range planned.Links() {
		if link.Target == href {
			return link.Place, true
		}
		if meant, below := s.to(file, link.Target, &room); here && below && meant == to {
			return link.Place, true
		}
	}
	return diag.Place{}, false
}

// to gives where a link of a file leads, and whether that is on this site. The name
// of the file may lie in the room.
func (s *site) to(from, href string, room *room) (to target, here bool) {
	href = strings.TrimSpace(href)
	if place, own := strings.CutPrefix(href, "#"); own {
		return target{from, unescaped(place)}, true
	}
	if s.base != "" && strings.HasPrefix(href, s.base) {
		href = s.root + strings.TrimPrefix(href, s.base)
	}
	if elsewhere(href) {
		return target{}, false
	}
	written, place, _ := strings.Cut(href, "#")
	written, _, _ = strings.Cut(written, "?")
	to = target{from, unescaped(place)}
	if written == "" {
		return to, true
	}
	written = unescaped(written)
	if file, plain := upAndDown(from, written, room); plain {
		to.file = file
		return to, true
	}
	if below, absolute := strings.CutPrefix(written, s.root); absolute {
		written = "/" + below
	} else if written[0] != '/' {
		written = joined(path.Dir(from), written)
	}
	to.file = address.Page(written).File()
	return to, true
}

// upAndDown is where a link leads that goes up some folders and then down, as
// nearly all do. Any other is not plain.
func upAndDown(from, link string, room *room) (file string, plain bool) {
	folder := from[:strings.LastIndexByte(from, '/')+1]
	for strings.HasPrefix(link, "../") && folder != "" {
		folder = folder[:strings.LastIndexByte(folder[:len(folder)-1], '/')+1]
		link = link[len("../"):]
	}
	if link != "" && (link[0] == '.' || link[0] == '/') || strings.Contains(link, "/.") || strings.Contains(link, "//") {
		return "", false
	}
	if link == "" || strings.HasSuffix(link, "/") {
		return room.joined(folder, link, "index.html"), true
	}
	return room.joined(folder, link), true
}

// joined is a link from a folder as an address below the root, with the slash
// at its end that a link to a folder has. One that leads above the root stays
// there, where no file is.
func joined(folder, link string) string {
	whole := path.Join(folder, link)
	last := path.Base(link)
	switch {
	case whole == ".":
		return "/"
	case strings.HasSuffix(link, "/") || last == "." || last == "..":
		return "/" + whole + "/"
	}
	return "/" + whole
}

func unescaped(written string) string {
	if strings.IndexByte(written, '%') < 0 {
		return written
	}
	if plain, err := url.PathUnescape(written); err == nil {
		return plain
	}
	return written
}

// elsewhere tells whether an address names a scheme or another host.
func elsewhere(href string) bool {
	if strings.HasPrefix(href, "//") {
		return true
	}
	colon := strings.IndexByte(href, ':')
	return colon >= 0 && !strings.ContainsAny(href[:colon], "/?#")
}

// has tells whether a place is on a page.
func (s *site) has(to target) bool {
	return s.places.has(s.placesOf(to.file), sum(to.place))
}
