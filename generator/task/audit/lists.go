package audit

import (
	"fmt"
	"strings"

	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/html"
)

var listItems = diag.Code{
	ID: "list-items", Severity: diag.Error, Title: "A list is not written as one",
	Text: "A screen reader says how many items a list has, and which one is read. For that a list holds items and nothing else, " +
		"items lie in lists, and in a list of terms each term comes before what is said of it.",
	Example: "<dl><dt>Published</dt><dd>9 May 2022</dd></dl>",
}

func listsWellMade(p *page, report report) {
	for i, part := range p.parts(ofLists) {
		if p.hidden[i] {
			continue
		}
		switch part.Name {
		case "ul", "ol", "menu":
			if role(part) == "" || role(part) == "list" {
				p.items(i, report)
			}
		case "dl":
			p.terms(i, report)
		case "li":
			if !p.liesIn(i, "ul", "ol", "menu") && role(&p.Parts[max(part.Parent, 0)]) != "list" {
				report(i, "an item lies in no list", "Put it into ul or ol.")
			}
		case "dt", "dd":
			if !p.liesIn(i, "dl") && !(p.liesIn(i, "div") && p.liesIn(part.Parent, "dl")) {
				report(i, "a term or what is said of it lies in no list of terms", "Put it into dl.")
			}
		}
	}
}

func (p *page) liesIn(i int, names ...string) bool {
	if p.Parts[i].Parent < 0 {
		return false
	}
	outer := p.Parts[p.Parts[i].Parent].Name
	for _, name := range names {
		if outer == name {
			return true
		}
	}
	return false
}

func (p *page) items(list int, report report) {
	items := 0
	for i, child := range p.children(list) {
		switch {
		case child.Name == "li":
			items++
		case !beside(child):
			report(i, fmt.Sprintf("in a list lies %s, which is no item", p.what(i)), "Put it into an item, li, or out of the list.")
		}
	}
	if items == 0 {
		report(list, "a list is empty", "Take it out.")
	}
}

// beside tells whether a part may stand between items.
func beside(part *html.Part) bool {
	return part.Name == "script" || part.Name == "template" || part.Name == "" && strings.TrimSpace(part.Text) == ""
}

// what names a part: an element, or the beginning of a text.
func (p *page) what(i int) string {
	if name := p.Parts[i].Name; name != "" {
		return "the element " + name
	}
	return "the text “" + short(strings.TrimSpace(p.Parts[i].Text)) + "”"
}

// terms follows a list of terms: terms, then what is said of them, and so on;
// each such group may lie in a div.
func (p *page) terms(list int, report report) {
	groups := 0
	var before string
	for i, child := range p.children(list) {
		switch {
		case child.Name == "div":
			p.group(i, report)
			groups++
		case child.Name == "dt" || child.Name == "dd":
			if child.Name == "dd" && before == "" {
				report(i, "something is said of no term", "Write the term before it, dt.")
			}
			before = child.Name
			groups++
		case !beside(child):
			report(i, fmt.Sprintf("in a list of terms lies %s", p.what(i)), "Put it into dt or dd.")
		}
	}
	if groups == 0 {
		report(list, "a list of terms is empty", "Take it out.")
	} else if before == "dt" {
		report(list, "nothing is said of the last term of a list", "Say it in dd, or take the term out.")
	}
}

func (p *page) group(div int, report report) {
	terms, said := 0, 0
	for i, child := range p.children(div) {
		switch {
		case child.Name == "dt":
			if terms++; said > 0 {
				report(i, "in a group of a list of terms comes a term after what is said", "Begin a group of its own.")
			}
		case child.Name == "dd":
			said++
		case !beside(child):
			report(i, fmt.Sprintf("in a group of a list of terms lies %s", p.what(i)), "Put it into dt or dd.")
		}
	}
	if terms == 0 || said == 0 {
		report(div, "a group of a list of terms lacks its term, or what is said of it", "Write both, dt and dd.")
	}
}
