package audit

import (
	"fmt"
	"regexp"
	"strings"

	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/html"
)

var pictureWords = diag.Code{
	ID: "picture-words", Severity: diag.Error, Title: "A picture has no words for those who do not see it",
	Text: "Every picture has an alternative text that says what it tells, or an empty one where it only adorns. The name of a " +
		"file is none, nor what the words beside it say already. A drawing on the page has a name, or is hidden from screen readers.",
	Example: `![Re-referrals rose until 2008 and then fell](/pictures/re-referrals.png)`,
}

func picturesWorded(p *page, report report) {
	for i, part := range p.parts(ofPictures) {
		if p.hidden[i] {
			continue
		}
		switch {
		case part.Name == "img" || part.Name == "input" && value(part, "type") == "image":
			p.picture(i, report)
		case part.Name == "svg" && !p.drawn(i):
			report(i, "a drawing has no name and is not hidden", `Give it role="img" and aria-label, or aria-hidden="true".`)
		case role(part) == "img" && p.given(i) == "" && p.native(i) == "":
			report(i, "a picture has no name", "Say with aria-label or aria-labelledby what it shows.")
		case part.Name == "object" && p.name(i) == "":
			report(i, "an object has no name", "Say with aria-label what it shows.")
		}
	}
}

func (p *page) picture(i int, report report) {
	part := &p.Parts[i]
	alt, has := part.Attr("alt")
	alt = strings.TrimSpace(alt)
	switch {
	case p.given(i) != "":
	case !has && role(part) != "presentation" && role(part) != "none":
		report(i, "a picture has no alternative text", "Say in its alt what it tells, or write alt=\"\" where it only adorns.")
	case fileName.MatchString(alt) || saysPicture[strings.ToLower(alt)]:
		report(i, fmt.Sprintf("the alternative text of a picture is “%s”", alt), "Say what the picture tells.")
	case alt == "" && part.Name == "input":
		report(i, "a button has no words", "Say in its alt what it does.")
	}
	if link, in := p.inside(i, func(outer *html.Part) bool { return outer.Name == "a" || outer.Name == "button" }); in && alt != "" && p.shown(link) == alt {
		report(i, fmt.Sprintf("“%s” is said twice, by the picture and beside it", short(alt)), `Write alt="".`)
	}
}

var (
	fileName    = regexp.MustCompile(`(?i)^\S+\.(?:png|jpe?g|gif|svg|webp|avif)$`)
	saysPicture = map[string]bool{"image": true, "picture": true, "photo": true, "photograph": true, "icon": true, "logo": true, "chart": true, "graph": true, "graphic": true}
)

// drawn tells whether a drawing has a name or is part of a picture that has
// one.
func (p *page) drawn(i int) bool {
	if parent := p.Parts[i].Parent; parent >= 0 && p.Parts[parent].Foreign {
		return true // the outermost speaks for it
	}
	if role(&p.Parts[i]) == "img" {
		return true // looked at as a picture
	}
	_, in := p.around(i, isSilent)
	return in
}

var chartParts = diag.Code{
	ID: "chart-parts", Severity: diag.Error, Title: "A chart lacks its table or its sentence",
	Text: "What a chart shows to the eye is on the page in two more ways: a sentence that says what is to be seen, and a table " +
		"with the same numbers, or a list of them in an edition for paper. The picture points to its sentence with aria-describedby. " +
		"The table lies in the figure of the chart, or the figure points with aria-details to where it is, or to a list of the same.",
	Example: "```chart\nid: re-referrals-peak\nmetric: re-referrals\n```",
}

// chartsWhole looks at figures that hold a drawing; pictures in files have
// their alternative text.
func chartsWhole(p *page, report report) {
	for i, part := range p.parts(ofFigures) {
		if part.Name != "figure" || p.hidden[i] {
			continue
		}
		drawing, table := none, false
		for at := i + 1; at < p.Parts[i].End; at++ {
			part := &p.Parts[at]
			if drawing == none && !p.hidden[at] && (role(part) == "img" || part.Name == "svg") {
				drawing = at
			}
			table = table || holdsNumbers[part.Name] && !p.hidden[at]
		}
		if drawing == none {
			continue
		}
		if !table && !p.detailed(i) {
			report(i, "a chart has no table", "Put a table with its numbers into its figure.")
		}
		if p.pointed(value(&p.Parts[drawing], "aria-describedby")) == "" {
			report(drawing, "a chart has no sentence", "Say in a sentence what is to be seen, and point to it with aria-describedby.")
		}
	}
}

// holdsNumbers are the elements in which the numbers of a chart can stand.
var holdsNumbers = map[string]bool{"table": true, "ul": true, "ol": true, "dl": true}

// detailed tells whether a figure points to a table or list of its numbers.
func (p *page) detailed(figure int) bool {
	for id := range strings.FieldsSeq(value(&p.Parts[figure], "aria-details")) {
		at, there := p.ids[id]
		for i := at; there && i < p.Parts[at].End; i++ {
			if holdsNumbers[p.Parts[i].Name] {
				return true
			}
		}
	}
	return false
}
