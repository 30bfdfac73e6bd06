package audit

import (
	"fmt"
	"strings"

	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/html"
)

var landmarks = diag.Code{
	ID: "landmarks", Severity: diag.Error, Title: "The parts of a page are not marked out",
	Text: "A screen reader can jump to the main part, the menus, the head and the foot of a page. There is one main part, one " +
		"head and one foot; where there are several menus or other parts of one kind, each has a name of its own; and " +
		"everything on the page lies in one of them.",
	Example: `<header> … <nav aria-label="Main menu"> … <main id="main"> … <footer>`,
}

// landmark is the kind of part that an element marks out, or "".
func (p *page) landmark(i int) string {
	if p.matters[i]&ofLandmarks == 0 {
		return ""
	}
	part := &p.Parts[i]
	if own := role(part); own != "" {
		if own == "region" && p.given(i) == "" || !marks[own] {
			return ""
		}
		return own
	}
	switch part.Name {
	case "main":
		return "main"
	case "nav":
		return "navigation"
	case "aside":
		return "complementary"
	case "search":
		return "search"
	case "header":
		return p.ofThePage(i, "banner")
	case "footer":
		return p.ofThePage(i, "contentinfo")
	case "section":
		if p.given(i) != "" {
			return "region"
		}
	case "form":
		if p.given(i) != "" {
			return "form"
		}
	}
	return ""
}

var marks = map[string]bool{
	"banner": true, "complementary": true, "contentinfo": true, "form": true, "main": true, "navigation": true, "region": true, "search": true,
}

// ofThePage is the kind of a head or foot that is the page's and not that of a
// part of it.
func (p *page) ofThePage(i int, kind string) string {
	if _, in := p.inside(i, func(outer *html.Part) bool {
		switch outer.Name {
		case "article", "aside", "main", "nav", "section":
			return true
		}
		return false
	}); in {
		return ""
	}
	return kind
}

func partsMarked(p *page, report report) {
	kinds := map[string][]int{}
	for i := range p.parts(ofLandmarks) {
		if p.hidden[i] {
			continue
		}
		if kind := p.landmark(i); kind != "" {
			kinds[kind] = append(kinds[kind], i)
		}
	}
	if len(kinds["main"]) == 0 {
		report(none, "the page has no main part", "Put what the page is about into the element main.")
	}
	for _, kind := range []string{"main", "banner", "contentinfo"} {
		for n, i := range kinds[kind] {
			if n > 0 {
				report(i, "there is a second "+inWords[kind], "Make the two one.")
			}
			if outer, in := p.within(i); in {
				report(i, fmt.Sprintf("the %s lies in another part, a %s", inWords[kind], outer), "Move it out.")
			}
		}
	}
	for _, i := range kinds["complementary"] {
		if outer, in := p.within(i); in && outer != "main" {
			report(i, fmt.Sprintf("an aside lies in another part, a %s", outer), "Move it out.")
		}
	}
	for _, kind := range []string{"navigation", "complementary", "region", "search", "form"} {
		p.apart(kind, kinds[kind], report)
	}
	p.strays(report)
}

var inWords = map[string]string{"main": "main part", "banner": "head of the page", "contentinfo": "foot of the page"}

// within gives the kind of the part that a part lies in.
func (p *page) within(i int) (kind string, in bool) {
	for at := p.Parts[i].Parent; at >= 0; at = p.Parts[at].Parent {
		if kind := p.landmark(at); kind != "" {
			return kind, true
		}
	}
	return "", false
}

// apart demands that parts of one kind have different names.
func (p *page) apart(kind string, parts []int, report report) {
	names := map[string]bool{}
	for _, i := range parts {
		name := p.given(i)
		switch {
		case name == "" && len(parts) > 1:
			report(i, fmt.Sprintf("this %s has no name, and there are %d on the page", called(&p.Parts[i]), len(parts)), "Name it with aria-label.")
		case names[name] && name != "":
			report(i, fmt.Sprintf("two parts of the kind %s have the name “%s”", kind, short(name)), "Give each a name of its own.")
		}
		names[name] = true
	}
}

// strays reports what lies in no part: the largest element around it that no
// part lies in either.
func (p *page) strays(report report) {
	around := map[int]bool{} // what parts lie in
	for i := range p.parts(ofLandmarks) {
		if !p.hidden[i] && p.landmark(i) != "" {
			for at := p.Parts[i].Parent; at >= 0 && !around[at]; at = p.Parts[at].Parent {
				around[at] = true
			}
		}
	}
	for i := 0; i < len(p.Parts); i++ {
		part := &p.Parts[i]
		switch {
		case p.hidden[i] || part.Name != "" && (p.landmark(i) != "" || p.isSkipLink(i) || aloud[role(part)] || part.Name == "dialog"):
			i = part.End - 1
		case part.Name == "" && strings.TrimSpace(part.Text) != "" || part.Name == "img" && value(part, "alt") != "":
			stray := i
			for at := part.Parent; at >= 0 && !around[at] && p.Parts[at].Name != "body"; at = p.Parts[at].Parent {
				stray = at
			}
			report(stray, "this lies in no part of the page", "Move it into main, header, footer, nav or aside.")
			i = p.Parts[stray].End - 1
		}
	}
}

// aloud are roles that are read when something changes, wherever they stand.
var aloud = map[string]bool{"alert": true, "alertdialog": true, "dialog": true, "log": true, "status": true, "timer": true}

// isSkipLink tells whether a part is the link past the head of the page: the
// first that the Tab key reaches.
func (p *page) isSkipLink(i int) bool {
	if p.Parts[i].Name != "a" || !strings.HasPrefix(value(&p.Parts[i], "href"), "#") {
		return false
	}
	return p.firstStop() == i
}

// firstStop is the first part that the Tab key reaches.
func (p *page) firstStop() int {
	for i, part := range p.parts(ofKeys) {
		if !p.hidden[i] && reached(part) {
			return i
		}
	}
	return none
}

var skipLink = diag.Code{
	ID: "skip-link", Severity: diag.Error, Title: "There is no way past the head of the page",
	Text: "Who uses the keyboard would have to go through the menu on every page. So the first thing that the Tab key reaches is " +
		"a link to the main part.",
	Example: `<a class="skip" href="#main">Skip to the main content</a>`,
}

func headCanBeSkipped(p *page, report report) {
	first := p.firstStop()
	if first == none {
		return // the Tab key reaches nothing that would have to be skipped
	}
	if !p.isSkipLink(first) {
		report(first, "the first thing that the Tab key reaches is no link to the main part", "Begin the page with such a link.")
		return
	}
	at, there := p.ids[strings.TrimPrefix(value(&p.Parts[first], "href"), "#")]
	if !there || p.landmark(at) == "main" {
		return
	}
	if _, in := p.inside(at, func(outer *html.Part) bool { return outer.Name == "main" || role(outer) == "main" }); !in {
		report(first, "the link past the head of the page does not lead to the main part", `Let it lead to the id of main.`)
	}
}
