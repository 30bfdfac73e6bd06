package audit

import (
	"fmt"
	"strings"

	"plainsight/generator/kit/diag"
)

var lostPage = diag.Code{
	ID: "lost-page", Severity: diag.Error, Title: "A finished page leads to a file that is not there",
	Text: "Every link, picture, style and download of a finished page has to be among the files of the site. Links in " +
		"texts are checked before, so that this is most often a link of a template.",
	Example: `<a href="/inspections/2022-02-ilacs/">the 2022 report</a>`,
}

func pagesFound(s *site, report func(finding)) {
	for to, lead := range s.wanted {
		if s.there(to.file) {
			continue
		}
		try := "Mend the address, or take the link out."
		if s.there(to.file + "/index.html") {
			try = "The address of a page ends with a slash."
		}
		report(s.lost(lead, fmt.Sprintf("“%s” leads to a file that is not there", lead.href), try))
	}
}

var lostPlace = diag.Code{
	ID: "lost-place", Severity: diag.Error, Title: "A finished page leads to a place that is not there",
	Text: "What stands after the number sign of an address is the id of a part of the page. The finished page has no " +
		"part with this id, so that a reader would land at its top and look in vain.",
	Example: `<a href="/inspections/2022-02-ilacs/#p33">paragraph 33</a>`,
}

func placesOnPage(p *page, report report) {
	for at, i := range p.having[ofTargets.kind()] {
		part := &p.Parts[i]
		href, has := part.Attr("href")
		if !has || part.Name != "a" {
			continue
		}
		to := p.targets[at]
		switch {
		case !to.here || to.file != p.file:
		case strings.TrimSpace(href) == "" || strings.HasSuffix(href, "#"):
			report(i, "a link leads nowhere", "Write where it leads, or take it out.")
		case to.place != "":
			if _, there := p.ids[to.place]; !there {
				report(i, fmt.Sprintf("there is no #%s on this page", to.place), "Give the part that is meant this id, or mend the link.")
			}
		}
	}
}

func placesFound(s *site, report func(finding)) {
	for to, lead := range s.wanted {
		if isPage := s.placesOf(to.file) != 0; isPage && to.place != "" && !s.has(to) {
			report(s.lost(lead, fmt.Sprintf("“%s” leads to a place that is not on that page", lead.href),
				"Give the part that is meant this id, or mend the link."))
		}
	}
}
