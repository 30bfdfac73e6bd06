package audit

import (
	"testing"

	"plainsight/generator/domain/address"
	"plainsight/generator/stage/plan"
)

// TestPagesByFiles: a page is found by its file, and by no other.
func TestPagesByFiles(t *testing.T) {
	var pages []plan.Page
	for _, at := range []address.Page{"/", "/a/", "/a/b/", "/404.html", "/xindex.html", "/data/x", "/c/index.html"} {
		pages = append(pages, plan.Page{Address: at})
	}
	s := newSite(pages, "", nil)
	for i := range pages {
		if found := s.page(pages[i].Address.File()); found != &pages[i] {
			t.Errorf("in %s lies %v", pages[i].Address.File(), found)
		}
	}
	for _, file := range []string{"", "a", "a/", "x", "data/xindex.html", "data/x/index.html", "404.htmlindex.html", "b/index.html"} {
		if found := s.page(file); found != nil && found.Address.File() != file {
			t.Errorf("in %s lies %s", file, found.Address)
		}
	}
}
