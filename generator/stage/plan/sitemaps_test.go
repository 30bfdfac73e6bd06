package plan

import (
	"strings"
	"testing"

	"plainsight/generator/domain/address"
)

// TestMapsOfTheSite: a map has each page once, without its editions, the pages
// that lead on and files; one that would be too long is several.
func TestMapsOfTheSite(t *testing.T) {
	pages := []Page{
		{Kind: "home", Address: "/", facts: &facts{tongue: &tongue{all: []Version{{"en-GB", ""}, {"cy", "/cy"}}}}},
		{Kind: "inspection", Address: "/inspections/a/"},
		{Kind: "inspection", Address: "/inspections/a/large-print/", facts: &facts{of: "/inspections/a/"}},
		{Kind: "moved", Address: "/go/a/"},
		{Kind: "not-found", Address: "/404.html"},
		{Kind: "topic", Address: "/topics/b/"},
		{Kind: TimelineTable, Address: "/data/timeline.csv"},
	}
	said := func(planned []Page) string {
		var all []string
		for _, page := range planned {
			view := page.View().(CrawlView)
			line := page.Kind + " " + string(page.Address)
			for _, one := range view.Pages {
				line += " " + string(one.Address)
				for _, version := range one.Versions {
					line += "=" + version.Lang
				}
			}
			for _, part := range view.Parts {
				line += " part " + string(part)
			}
			all = append(all, line)
		}
		return strings.Join(all, "\n")
	}
	for most, want := range map[int]string{
		3: "robots.txt /robots.txt\nsitemap.xml /sitemap.xml /=en-GB=cy /inspections/a/ /topics/b/",
		2: "robots.txt /robots.txt\nsitemap.xml /sitemap-1.xml /=en-GB=cy /inspections/a/\nsitemap.xml /sitemap-2.xml /topics/b/\n" +
			"sitemap.xml /sitemap.xml part /sitemap-1.xml part /sitemap-2.xml",
	} {
		if got := said(crawled("https://a.example/", pages, most)[len(pages):]); got != want {
			t.Errorf("with %d in a map:\n%s\nwant\n%s", most, got, want)
		}
	}
}

func TestTheMapForPeopleHasFirstPagesOfOthers(t *testing.T) {
	p := planner{authorities: []*authority{{root: address.Home}, {root: "/authorities/sutton/"}}, byID: map[string]int{"sutton": 1}}
	for at, want := range map[address.Page]bool{"/authorities/sutton/": false, "/authorities/sutton/timeline/": true, "/timeline/": false} {
		if got := p.elsewhere(Page{Address: at}); got != want {
			t.Errorf("%s lies elsewhere: %v", at, got)
		}
	}
}
