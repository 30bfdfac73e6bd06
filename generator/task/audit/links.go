package audit

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/html"
)

var linkName = diag.Code{
	ID: "link-name", Severity: diag.Error, Title: "A link has no words",
	Text: "A link is read aloud by its words, or by the alternative text of the picture in it. Without them a screen reader " +
		"spells its address.",
	Example: `[the report of 2022](/inspections/2022-02-ilacs/)`,
}

func linksNamed(p *page, report report) {
	for _, link := range p.leading {
		if link.name == "" {
			report(link.part, fmt.Sprintf("the link to “%s” has no words", value(&p.Parts[link.part], "href")), "Write the words of the link.")
		}
	}
}

// leads tells whether a part is a link.
func leads(part *html.Part) bool {
	if part.Name == "a" || part.Name == "area" {
		if _, leads := part.Attr("href"); leads {
			return true
		}
	}
	return role(part) == "link"
}

var linkPurpose = diag.Code{
	ID: "link-purpose", Severity: diag.Error, Title: "The words of a link do not say where it leads",
	Text: "Many readers go from link to link and hear nothing but their words. So the words say where the link leads, without " +
		"the sentence around them: not “here” or “read more”, and not an address. Two links with the same words lead to " +
		"the same place.",
	Example: `See [the report of 2022](/inspections/2022-02-ilacs/), not [here](/inspections/2022-02-ilacs/).`,
}

// purposesSaid checks what can be decided: words that say nothing, bare
// addresses, and the same words for two pages, or for two places of a page
// where not even what stands around them tells the two apart.
func purposesSaid(p *page, report report) {
	for _, link := range p.leading {
		i, name := link.part, link.name
		words := p.bare(name)
		switch {
		case saysNothing[words]:
			report(i, fmt.Sprintf("the words of a link are “%s”", name), "Write where the link leads, so that it is clear without the sentence around it.")
		case isAddress(name) && !strings.HasPrefix(value(&p.Parts[i], "href"), "mailto:"):
			report(i, fmt.Sprintf("the words of a link are the address “%s”", short(name)), "Write what is to be found there.")
		}
		before, known := p.called[words]
		switch {
		case !known:
			p.called[words] = i
		case len(words) > 0 && p.confused(before, i):
			report(i, fmt.Sprintf("another link on this page is called “%s” too, and leads elsewhere", short(name)),
				"Write into the words of each what tells the two apart.")
		}
	}
}

// confused tells whether a reader cannot tell two links with the same words
// apart.
func (p *page) confused(one, other int) bool {
	a, b := p.leadsTo(one), p.leadsTo(other)
	return a.file != b.file || a.place != b.place && p.context(one) == p.context(other)
}

// leadsTo gives where a link leads; the address of another site is its file.
func (p *page) leadsTo(link int) target {
	to := spot{target{file: p.file}, true}
	if at, has := slices.BinarySearch(p.having[ofTargets.kind()], link); has {
		to = p.targets[at]
	}
	if to.here {
		return to.target
	}
	return target{file: strings.TrimSpace(value(&p.Parts[link], "href"))}
}

// context are the words of the paragraph, item or row that a link stands in,
// without the numbers that links have on paper.
func (p *page) context(link int) string {
	around, in := p.inside(link, func(outer *html.Part) bool {
		switch outer.Name {
		case "p", "li", "tr", "dd", "dt", "caption", "figcaption":
			return true
		}
		return false
	})
	if !in {
		return ""
	}
	words := p.words(around)
	if strings.IndexByte(words, '[') < 0 {
		return words
	}
	return strings.Join(slices.DeleteFunc(strings.Fields(words), func(word string) bool {
		return strings.Contains(word, "[") && strings.Contains(word, "]")
	}), " ")
}

// saysNothing has words of links that could stand for any link, in the
// languages that sites are written in.
var saysNothing = map[string]bool{
	"here": true, "click": true, "click here": true, "see here": true, "this": true, "this link": true, "this page": true,
	"link": true, "more": true, "more here": true, "read more": true, "see more": true, "learn more": true, "find out more": true,
	"more information": true, "more info": true, "info": true, "details": true, "more details": true, "read": true,
	"read on": true, "continue": true, "continue reading": true, "go": true, "download": true, "view": true, "open": true,
	"yma": true, "cliciwch yma": true, "mwy": true, "darllen mwy": true, "rhagor": true, "manylion": true, "dolen": true,
}

// isAddress tells whether words are a bare address. Most words have a space, or
// neither a slash nor what such an address begins with.
func isAddress(words string) bool {
	may := strings.IndexByte(words, '/') >= 0 || len(words) > 4 && strings.EqualFold(words[:4], "www.")
	return may && strings.IndexByte(words, ' ') < 0 && bareAddress.MatchString(words)
}

var bareAddress = regexp.MustCompile(`(?i)^(?:[a-z][a-z0-9+.-]*://|www\.)\S+$|^[a-z0-9-]+(?:\.[a-z0-9-]+)+/\S*$`)
