package audit

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/html"
)

var wellFormed = diag.Code{
	ID: "well-formed", Severity: diag.Error, Title: "A page is not well-formed",
	Text: "Every tag that is opened is closed, in order, and elements lie where HTML lets them lie. Browsers guess where that is not so, " +
		"each in its own way, and a screen reader then tells of another page than was written.",
	Example: "<ul><li>one</li><li>two</li></ul>",
}

func tagsInOrder(p *page, report report) {
	if !p.Doctype {
		report(none, "the page does not begin with a doctype", "Begin it with <!DOCTYPE html>.")
	}
	for _, slip := range p.Slips {
		switch slip.Kind {
		case html.Unclosed:
			report(slip.Part, fmt.Sprintf("the element %s is not closed", slip.Name), fmt.Sprintf("Close it where it ends: </%s>.", slip.Name))
		case html.Stray:
			report(slip.Part, fmt.Sprintf("</%s> closes nothing", slip.Name), "Take it out, or open the element.")
		case html.SelfClosed:
			report(slip.Part, fmt.Sprintf("<%s/> opens an element and does not close it", slip.Name), fmt.Sprintf("Write <%s></%s>.", slip.Name, slip.Name))
		}
	}
	for i, part := range p.parts(ofOrder) {
		if part.Name != "" && !part.Foreign {
			p.lies(i, report)
		}
	}
}

// lies tells whether an element lies where it may.
func (p *page) lies(i int, report report) {
	name, own := p.Parts[i].Name, p.matters[i]
	outer, around := "", matter(0)
	if parent := p.Parts[i].Parent; parent >= 0 {
		outer, around = p.Parts[parent].Name, p.matters[parent]
	}
	if wanted := parents[name]; own&liesInFew != 0 && !wanted[outer] {
		report(i, fmt.Sprintf("the element %s lies in %s", name, cmp.Or(outer, "nothing")), fmt.Sprintf("It may lie in %s.", listed(wanted)))
	} else if only := holds[outer]; around&holdsFew != 0 && !only[name] {
		report(i, fmt.Sprintf("the element %s lies in %s", name, outer), fmt.Sprintf("In it may lie %s.", listed(only)))
	}
	if own&isBlock != 0 {
		if at, in := p.aroundLine(i); in && p.matters[at]&holdsWords != 0 {
			report(i, fmt.Sprintf("the element %s lies in %s, which holds words alone", name, p.Parts[at].Name), fmt.Sprintf("Close %s before it.", p.Parts[at].Name))
		} else if outer != "a" && outer != "ins" && outer != "del" && around&inLine != 0 {
			report(i, fmt.Sprintf("the element %s lies in %s, which stands in a line", name, outer), "Turn the two round.")
		}
	}
	if own&isPressed != 0 {
		if at, in := p.around(i, isPressed); in && p.Parts[at].Name != "label" {
			report(i, fmt.Sprintf("the element %s can be used and lies in %s, which can be used too", name, p.Parts[at].Name), "Put the two side by side.")
		}
	}
	if name == "form" || name == "label" || name == "main" {
		if _, in := p.inside(i, func(outer *html.Part) bool { return outer.Name == name }); in {
			report(i, fmt.Sprintf("the element %s lies in another %s", name, name), "Take one of them out.")
		}
	}
}

// aroundLine gives the nearest element around a part that does not stand among
// words.
func (p *page) aroundLine(i int) (at int, in bool) {
	for at = p.Parts[i].Parent; at >= 0; at = p.Parts[at].Parent {
		if p.matters[at]&inLine == 0 || p.matters[at]&holdsWords != 0 {
			return at, true
		}
	}
	return at, false
}

// pressed tells whether an element is there to be used.
func pressed(tag *html.Tag) bool {
	switch tag.Name {
	case "a":
		_, leads := tag.Attr("href")
		return leads
	case "button", "label", "select", "summary", "textarea":
		return true
	case "input":
		kind, _ := tag.Attr("type")
		return kind != "hidden"
	}
	switch roleOf(tag) {
	case "button", "checkbox", "link", "menuitem", "option", "radio", "switch", "tab":
		return true
	}
	return false
}

// parents says what an element may lie in, where that is not left open.
var parents = map[string]map[string]bool{
	"html": {"": true}, "head": setOf("html"), "body": setOf("html"),
	"title": setOf("head"), "base": setOf("head"), "meta": setOf("head noscript"), "link": setOf("head noscript body"),
	"caption": setOf("table"), "colgroup": setOf("table"), "col": setOf("colgroup"),
	"thead": setOf("table"), "tbody": setOf("table"), "tfoot": setOf("table"), "tr": setOf("thead tbody tfoot"),
	"td": setOf("tr"), "th": setOf("tr"), "figcaption": setOf("figure"), "summary": setOf("details"), "legend": setOf("fieldset"),
	"option": setOf("select datalist optgroup"), "optgroup": setOf("select"), "source": setOf("audio video picture"), "track": setOf("audio video"),
}

// holds says which elements may lie in an element, where these are few.
var holds = map[string]map[string]bool{
	"html": setOf("head body"), "table": setOf("caption colgroup thead tbody tfoot script template"),
	"thead": setOf("tr script template"), "tbody": setOf("tr script template"), "tfoot": setOf("tr script template"),
	"tr": setOf("td th script template"), "colgroup": setOf("col template"), "select": setOf("option optgroup hr script template"),
	"head": setOf("title base meta link script style noscript template"),
}

var (
	// words are elements that hold words and what stands among them.
	words = setOf("p h1 h2 h3 h4 h5 h6 pre dt summary legend")
	// lines are elements that stand among words.
	lines = setOf("a abbr b bdi bdo button cite code data del dfn em i ins kbd label mark q s samp small span strong sub sup time u var")
	// blocks are elements that do not stand among words.
	blocks = setOf("address article aside blockquote dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 " +
		"header hr li main nav ol p pre section table ul")
)

func listed(set map[string]bool) string { return diag.Or(slices.Sorted(maps.Keys(set))) }
