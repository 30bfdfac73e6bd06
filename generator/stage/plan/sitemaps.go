package plan

import (
	"fmt"
	"slices"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
)

// The kinds of files for programs that read whole sites.
const (
	SitemapFile = "sitemap.xml"
	RobotsFile  = "robots.txt"
)

// A CrawlView is what such a file is made from.
type CrawlView struct {
	// Base is the address of the root, with its closing slash.
	Base string
	// Pages are what a map lists, and Parts the maps that a map of maps lists.
	Pages []CrawlPage
	Parts []address.Page
}

// A CrawlPage is a page of a map, in each of the languages that it has.
type CrawlPage struct {
	Address  address.Page
	Versions []Version
}

// A SitemapView is the pages of the site for people, by what they are about.
type SitemapView struct {
	Frame
	Groups []SitemapGroup
}

// A SitemapGroup has the word of its heading.
type SitemapGroup struct {
	ID, Word string
	Pages    []SitemapEntry
}

// A SitemapEntry is a page by its title. Its Frame has what the title needs and
// nothing else.
type SitemapEntry struct {
	Frame
	When date.Spans
}

// mostInMap is fewer than the 50,000 addresses that a map may have.
const mostInMap = 40_000

// crawled plans, after pages, the maps of a site for programs, and the file that
// leads them there. A map that would be too long is several, and a map of these.
func crawled(base string, pages []Page, most int) []Page {
	listed := 0
	for i := range pages {
		if isListed(pages[i]) {
			listed++
		}
	}
	whole := append(pages, crawledFiles(listed, most)...)
	pages, files := whole[:len(pages)], whole[len(pages):]
	var parts []address.Page
	for i := range files {
		switch file := &files[i]; {
		case file.Kind == RobotsFile:
			*file = file.Showing(CrawlView{Base: base})
		case i == len(files)-1 && len(parts) > 0:
			*file = file.Showing(CrawlView{Base: base, Parts: parts})
		default:
			from := len(parts) * most
			file.view = func(Page) any { return CrawlView{Base: base, Pages: listedIn(pages, from, min(most, listed-from))} }
			parts = append(parts, file.Address)
		}
	}
	return whole
}

// listedIn are those of some pages that stand in a map, as many as it may have, with
// so many before them.
func listedIn(pages []Page, before, most int) []CrawlPage {
	listed := make([]CrawlPage, 0, most)
	for i := range pages {
		switch page := &pages[i]; {
		case !isListed(*page):
		case before > 0:
			before--
		case len(listed) == most:
			return listed
		default:
			listed = append(listed, CrawlPage{page.Address, page.Versions()})
		}
	}
	return listed
}

// crawledFiles are the files for so many pages, still without their views: the one
// that leads programs, the maps where one would be too long, and the map of all.
func crawledFiles(listed, most int) []Page {
	files := []Page{{Kind: RobotsFile, Address: "/" + RobotsFile}}
	if listed > most {
		for n := range (listed + most - 1) / most {
			files = append(files, Page{Kind: SitemapFile, Address: address.Page(fmt.Sprintf("/sitemap-%d.xml", n+1))})
		}
	}
	return append(files, Page{Kind: SitemapFile, Address: "/" + SitemapFile})
}

// unlisted are the kinds of pages that are no pages of their own to a reader:
// those that lead on, and those that stand in other sites.
var unlisted = []string{"embed", "moved", "not-found", "short", "withdrawn"}

// isListed tells whether a page stands in the maps of the site. An edition is
// another form of a page that does.
func isListed(page Page) bool {
	return page.Of() == "" && strings.HasSuffix(string(page.Address), "/") && !slices.Contains(unlisted, page.Kind)
}

const sitemapAddress = "/sitemap/"

// groups are the parts of the map for people, by the kinds of their pages.
var groups = []struct {
	id, word string
	kinds    []string
}{
	{"inspections", "inspections.title", []string{"inspections", "inspections-in", "inspection"}},
	{"timeline", "timeline.title", []string{"timeline", "lane", "compare"}},
	{"threads", "threads.title", []string{"threads", "thread"}},
	{"topics", "topics.title", []string{"topics", "topic"}},
	{"metrics", "metrics.title", []string{"metrics", "metric"}},
	{"documents", "documents.title", []string{"documents", "document"}},
	{"authorities", "authorities.title", []string{"authorities", "authorities-in", "authority", "grids", "grid", "grid-in"}},
	{"updates", "updates.title", []string{"updates", "update", "changes"}},
	{"rest", "sitemap.rest", []string{""}},
}

// kindIn is the kind of a page as the groups name it, "" for all the rest.
func kindIn(page Page) string {
	for _, group := range groups {
		if slices.Contains(group.kinds, page.Kind) {
			return page.Kind
		}
	}
	return ""
}

// sitemap plans the map for people from the pages of a language. Of an
// authority that is not the home it has the first page, from which the others
// are found, or the list with that where there are too many.
func (p *planner) sitemap(pages []Page) Page {
	byKind := p.byKind(pages)
	return p.sitemapOf(func(kind string) bool { return len(byKind[kind]) > 0 }, func() map[string][]Page { return byKind })
}

// isMapped tells whether a page stands in the map for people.
func (p *planner) isMapped(page Page) bool {
	return isListed(page) && !p.elsewhere(page) && !(p.onPages && page.Kind == "authority")
}

// byKind are the pages of the map for people by their kinds.
func (p *planner) byKind(pages []Page) map[string][]Page {
	byKind := map[string][]Page{}
	for _, page := range pages {
		if p.isMapped(page) {
			byKind[kindIn(page)] = append(byKind[kindIn(page)], page)
		}
	}
	return byKind
}

// sitemapOf is the map for people, for who knows which kinds of pages stand in it and
// plans these when somebody asks for its view.
func (p *planner) sitemapOf(has func(kind string) bool, planned func() map[string][]Page) Page {
	page := Page{Kind: "sitemap", Address: sitemapAddress, view: func(Page) any {
		view, byKind := SitemapView{Frame: p.frame("sitemap", sitemapAddress)}, planned()
		for _, group := range groups {
			one := SitemapGroup{ID: group.id, Word: group.word}
			for _, kind := range group.kinds {
				for _, page := range byKind[kind] {
					one.Pages = append(one.Pages, entryOf(page))
				}
			}
			if len(one.Pages) > 0 {
				view.Groups = append(view.Groups, one)
			}
		}
		return view
	}}
	for _, group := range groups {
		if slices.ContainsFunc(group.kinds, has) {
			page.and(group.id)
		}
	}
	return page
}

// elsewhere tells whether a page stands below the first page of an authority
// that is not the home.
func (p *planner) elsewhere(page Page) bool {
	below, is := strings.CutPrefix(string(page.Address), authoritiesAddress)
	id, _, _ := strings.Cut(below, "/")
	a, found := p.of(id)
	return is && found && !a.atHome() && page.Address != a.root
}

func entryOf(page Page) SitemapEntry {
	if page.Kind == "authority" { // whose view is large
		return lineOf(page, page.sight.planner().authorityFrame(page.sight.authority))
	}
	if titled := page.rarely().titled; titled != nil {
		return lineOf(page, titled())
	}
	view := page.View()
	entry := lineOf(page, FrameOf(view))
	if inspection, is := view.(InspectionView); is {
		entry.When = inspection.Record.Inspected
	}
	return entry
}

func lineOf(page Page, whole Frame) SitemapEntry {
	return SitemapEntry{Frame: Frame{
		Kind: page.Kind, Address: page.Address, Lang: whole.Lang, Title: whole.Title, About: whole.About,
		Subject: whole.Subject, Authority: whole.Authority, Elsewhere: whole.Elsewhere,
	}}
}
