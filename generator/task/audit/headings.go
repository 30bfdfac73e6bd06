package audit

import (
	"fmt"

	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/html"
)

var headingOrder = diag.Code{
	ID: "heading-order", Severity: diag.Error, Title: "The headings of a page are not in order",
	Text: "Many readers who do not see the page go from heading to heading. A page has one heading of the first level, " +
		"each heading is at most one level below the one before it, and none is empty. In a text, ## is a section and " +
		"### a part of it.",
	Example: "## Care leavers\n\n### Housing",
}

// headingsInOrder lets headings above the first one begin with the second
// level: a menu may have them.
func headingsInOrder(p *page, report report) {
	first, before := 0, 1
	for i, part := range p.parts(ofHeadings) {
		level := levelOf(part)
		if level == 0 || p.hidden[i] {
			continue
		}
		if level == 1 {
			first++
		}
		switch {
		case p.words(i) == "":
			report(i, "a heading has no words", "Write the heading, or take it out.")
		case level == 1 && first > 1:
			report(i, "there is a second heading of the first level", "Make it a heading of the second level: ## in a text, h2 in a template.")
		case level > before+1:
			report(i, fmt.Sprintf("the heading “%s” is of level %d and stands below one of level %d", short(p.words(i)), level, before),
				fmt.Sprintf("Make it level %d, or put the heading above that is missing.", before+1))
		}
		before = level
	}
	if first == 0 {
		report(none, "the page has no heading of the first level", "Give it one h1 with its title.")
	}
}

// levelOf is the level of a heading, 0 for what is none.
func levelOf(part *html.Part) int {
	if len(part.Name) == 2 && part.Name[0] == 'h' && '1' <= part.Name[1] && part.Name[1] <= '6' {
		return int(part.Name[1] - '0')
	}
	return 0
}
