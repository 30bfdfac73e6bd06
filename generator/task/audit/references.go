package audit

import (
	"fmt"
	"strings"

	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/html"
)

var lostReference = diag.Code{
	ID: "lost-reference", Severity: diag.Error, Title: "A label or description points to nothing",
	Text: "Labels, names and descriptions point to other parts of the page by their ids. There is no part with this id, so that " +
		"a name or a description is never said, or a drawing lacks a piece.",
	Example: `<h2 id="sources">Sources</h2> <ul aria-labelledby="sources">`,
}

// pointers are the attributes that hold ids.
var pointers = setOf("aria-labelledby aria-describedby aria-controls aria-owns aria-details aria-errormessage " +
	"aria-activedescendant aria-flowto for headers list form popovertarget")

func referencesFound(p *page, report report) {
	for i, part := range p.parts(ofPointers) {
		for _, attr := range part.Attrs {
			for id := range pointed(part, attr) {
				if _, there := p.ids[id]; !there {
					report(i, fmt.Sprintf("%s points to “%s”, which is not on the page", attr.Name, id), "Mend the id, or take the attribute out.")
				}
			}
		}
	}
}

// pointed gives the ids that an attribute points to.
func pointed(part *html.Part, attr html.Attr) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		if part.Foreign {
			if id := drawingID(attr); id != "" {
				yield(id)
			}
		}
		if !pointers[attr.Name] {
			return
		}
		for id := range strings.FieldsSeq(attr.Value) {
			if !yield(id) {
				return
			}
		}
	}
}

// drawingID is the id of a piece of a drawing: href="#a" or fill="url(#a)".
func drawingID(attr html.Attr) string {
	if attr.Name == "href" || attr.Name == "xlink:href" {
		if strings.HasPrefix(attr.Value, "#") {
			return attr.Value[1:]
		}
	} else if id, is := strings.CutPrefix(attr.Value, "url(#"); is {
		return strings.TrimSuffix(id, ")")
	}
	return ""
}
