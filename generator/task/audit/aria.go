package audit

import (
	"fmt"
	"strconv"
	"strings"

	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/html"
)

var ariaWords = diag.Code{
	ID: "aria-words", Severity: diag.Error, Title: "A word for screen readers is not one that they know",
	Text: "Roles and the attributes that begin with aria- come from a fixed list, and some of them only count together: a cell in " +
		"a row, a name on an element that can have one. What is not on the list is passed over, or worse, hides what " +
		"the element is.",
	Example: `<div role="region" aria-label="Table 1">`,
}

func ariaKnown(p *page, report report) {
	for i, part := range p.parts(ofRoles) {
		if own, has := part.Attr("role"); has {
			p.role(i, own, report)
		}
		for _, attr := range part.Attrs {
			if strings.HasPrefix(attr.Name, "aria-") {
				p.aria(i, attr, report)
			}
		}
	}
}

func (p *page) role(i int, own string, report report) {
	for one := range strings.FieldsSeq(own) {
		if !roles[one] && !strings.HasPrefix(one, "doc-") && !strings.HasPrefix(one, "graphics-") {
			report(i, fmt.Sprintf("there is no role “%s”", one), "Mend it, or take it out.")
			return
		}
	}
	first := role(&p.Parts[i])
	if outer, needed := lieIn[first]; needed && !p.liesInRole(i, outer) {
		report(i, fmt.Sprintf("the role “%s” counts only in one of the role %s", first, diag.Or(outer)), "Give the element around it that role.")
	}
	if attr, needed := roleNeeds[first]; needed && p.Parts[i].Name != "input" {
		if _, has := p.Parts[i].Attr(attr); !has {
			report(i, fmt.Sprintf("the role “%s” needs the attribute %s", first, attr), "Write it.")
		}
	}
}

// liesInRole tells whether the nearest element around a part that is anything
// to a screen reader has one of these roles.
func (p *page) liesInRole(i int, wanted []string) bool {
	for at := p.Parts[i].Parent; at >= 0; at = p.Parts[at].Parent {
		own := role(&p.Parts[at])
		if own == "" {
			own = implicit[p.Parts[at].Name]
		}
		for _, one := range wanted {
			if own == one {
				return true
			}
		}
		if own != "" && own != "presentation" && own != "none" && own != "generic" {
			return false
		}
	}
	return false
}

// implicit are the roles that elements have by themselves, as far as other
// roles have to lie in them.
var implicit = map[string]string{
	"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tfoot": "rowgroup", "tr": "row", "td": "cell", "th": "cell",
	"ul": "list", "ol": "list", "menu": "list", "li": "listitem", "main": "main", "nav": "navigation", "section": "section",
	"p": "paragraph", "select": "listbox", "datalist": "listbox",
}

// lieIn says in which roles a role has to lie.
var lieIn = map[string][]string{
	"row": {"table", "grid", "rowgroup", "treegrid"}, "rowgroup": {"table", "grid", "treegrid"},
	"cell": {"row"}, "gridcell": {"row"}, "columnheader": {"row"}, "rowheader": {"row"},
	"listitem": {"list"}, "option": {"listbox", "group"}, "tab": {"tablist"}, "treeitem": {"tree", "group"},
	"menuitem": {"menu", "menubar", "group"}, "menuitemcheckbox": {"menu", "menubar", "group"}, "menuitemradio": {"menu", "menubar", "group"},
}

var roleNeeds = map[string]string{
	"checkbox": "aria-checked", "radio": "aria-checked", "switch": "aria-checked", "menuitemcheckbox": "aria-checked", "menuitemradio": "aria-checked",
	"combobox": "aria-expanded", "heading": "aria-level", "meter": "aria-valuenow", "scrollbar": "aria-controls", "slider": "aria-valuenow",
}

func (p *page) aria(i int, attr html.Attr, report report) {
	allowed, known := attributes[attr.Name]
	switch {
	case !known:
		report(i, fmt.Sprintf("there is no attribute %s", attr.Name), "Mend it, or take it out.")
	case !fits(attr.Value, allowed):
		report(i, fmt.Sprintf("%s is “%s”", attr.Name, attr.Value), "It can be "+meaning(allowed)+".")
	case (attr.Name == "aria-label" || attr.Name == "aria-labelledby") && role(&p.Parts[i]) == "" && nameless[p.Parts[i].Name]:
		report(i, fmt.Sprintf("the element %s has a name, and screen readers pass over it", p.Parts[i].Name), "Give it a role, or write the words on the page.")
	}
}

// Forms that the value of an attribute can have, where it is none of a few
// words.
const (
	anyText = "text"
	someIDs = "ids"
	whole   = "whole"
	decimal = "decimal"
)

func fits(value, allowed string) bool {
	switch allowed {
	case anyText:
		return true
	case someIDs:
		return strings.TrimSpace(value) != ""
	case whole:
		_, err := strconv.Atoi(value)
		return err == nil
	case decimal:
		_, err := strconv.ParseFloat(value, 64)
		return err == nil
	}
	for one := range strings.FieldsSeq(allowed) {
		if one == value {
			return true
		}
	}
	return false
}

func meaning(allowed string) string {
	switch allowed {
	case someIDs:
		return "the ids of parts of the page"
	case whole:
		return "a whole number"
	case decimal:
		return "a number"
	}
	return diag.Or(strings.Fields(allowed))
}

var attributes = map[string]string{
	"aria-activedescendant": someIDs, "aria-atomic": "true false", "aria-autocomplete": "inline list both none",
	"aria-braillelabel": anyText, "aria-brailleroledescription": anyText, "aria-busy": "true false",
	"aria-checked": "true false mixed", "aria-colcount": whole, "aria-colindex": whole, "aria-colindextext": anyText, "aria-colspan": whole,
	"aria-controls": someIDs, "aria-current": "page step location date time true false", "aria-describedby": someIDs,
	"aria-description": anyText, "aria-details": someIDs, "aria-disabled": "true false", "aria-errormessage": someIDs,
	"aria-expanded": "true false", "aria-flowto": someIDs, "aria-haspopup": "true false menu listbox tree grid dialog",
	"aria-hidden": "true false", "aria-invalid": "true false grammar spelling", "aria-keyshortcuts": anyText, "aria-label": anyText,
	"aria-labelledby": someIDs, "aria-level": whole, "aria-live": "assertive off polite", "aria-modal": "true false",
	"aria-multiline": "true false", "aria-multiselectable": "true false", "aria-orientation": "horizontal vertical",
	"aria-owns": someIDs, "aria-placeholder": anyText, "aria-posinset": whole, "aria-pressed": "true false mixed",
	"aria-readonly": "true false", "aria-relevant": "additions removals text all", "aria-required": "true false", "aria-roledescription": anyText,
	"aria-rowcount": whole, "aria-rowindex": whole, "aria-rowindextext": anyText, "aria-rowspan": whole, "aria-selected": "true false",
	"aria-setsize": whole, "aria-sort": "ascending descending none other", "aria-valuemax": decimal, "aria-valuemin": decimal,
	"aria-valuenow": decimal, "aria-valuetext": anyText,
}

// nameless are the elements that cannot have a name unless they have a role.
var nameless = setOf("abbr b bdi bdo caption cite code data del dfn div em i ins kbd label legend mark p pre q s samp small span strong sub sup time u var")

var roles = setOf(`alert alertdialog application article banner blockquote button caption cell checkbox code columnheader combobox
	comment complementary contentinfo definition deletion dialog directory document emphasis feed figure form generic grid gridcell
	group heading image img insertion link list listbox listitem log main mark marquee math menu menubar menuitem menuitemcheckbox
	menuitemradio meter navigation none note option paragraph presentation progressbar radio radiogroup region row rowgroup
	rowheader scrollbar search searchbox separator slider spinbutton status strong subscript suggestion superscript switch tab table
	tablist tabpanel term textbox time timer toolbar tooltip tree treegrid treeitem`)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}
