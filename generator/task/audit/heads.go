package audit

import (
	"fmt"
	"strconv"
	"strings"

	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/html"
)

var zoomBlocked = diag.Code{
	ID: "zoom-blocked", Severity: diag.Error, Title: "A page cannot be made larger",
	Text: "On a phone a page is drawn as wide as the screen, and readers make it as large as they need. The page says so in its " +
		"head, and forbids nothing.",
	Example: `<meta name="viewport" content="width=device-width, initial-scale=1">`,
}

func zoomAllowed(p *page, report report) {
	found := false
	for i, part := range p.parts(ofThePage) {
		if part.Name != "meta" || !strings.EqualFold(value(part, "name"), "viewport") {
			continue
		}
		found = true
		if wrong := cramped(value(part, "content")); wrong != "" {
			report(i, wrong, `Write content="width=device-width, initial-scale=1".`)
		}
	}
	if !found {
		report(none, "the page does not say that it fits a small screen", `Write into its head: <meta name="viewport" content="width=device-width, initial-scale=1">.`)
	}
}

// cramped is what is wrong with what a page says of its size, or "".
func cramped(content string) string {
	fits := false
	for one := range strings.FieldsFuncSeq(content, func(r rune) bool { return r == ',' || r == ';' }) {
		key, value, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(one, " ", "")), "=")
		number, err := strconv.ParseFloat(value, 64)
		switch {
		case key == "width":
			fits = value == "device-width"
		case key == "user-scalable" && value != "yes" && value != "1",
			key == "maximum-scale" && (err != nil && value != "yes" || err == nil && number < 5):
			return fmt.Sprintf("the page keeps readers from making it larger: “%s”", strings.TrimSpace(one))
		}
	}
	if !fits {
		return "the page is not drawn as wide as the screen"
	}
	return ""
}

var pageMoves = diag.Code{
	ID: "page-moves", Severity: diag.Error, Title: "A page moves by itself, or plays something",
	Text: "Nothing on a page goes on to another page, opens a window, moves or plays unless the reader asks for it: who reads slowly " +
		"or listens to a screen reader would be lost.",
	Example: `<video controls src="/film.mp4"><track kind="captions" src="/film.vtt"></video>`,
}

var moving = setOf("animate animatemotion animatetransform bgsound blink marquee set")

func nothingMoves(p *page, report report) {
	for i, part := range p.parts(ofMoving) {
		_, plays := part.Attr("autoplay")
		_, controls := part.Attr("controls")
		where, elsewhere := part.Attr("target")
		switch {
		case part.Name == "meta" && strings.EqualFold(value(part, "http-equiv"), "refresh"):
			report(i, "the page goes to another one by itself", "Write a link.")
		case moving[part.Name]:
			report(i, fmt.Sprintf("the element %s moves", part.Name), "Take it out.")
		case plays:
			report(i, "this plays by itself", "Take autoplay out.")
		case (part.Name == "video" || part.Name == "audio") && !controls:
			report(i, "this cannot be stopped", "Write the attribute controls.")
		case part.Name == "video" && !p.captioned(i):
			report(i, "a film has no subtitles", `Add them: <track kind="captions" src="…">.`)
		case elsewhere && where != "_self" && where != "_top" && (part.Name == "a" || part.Name == "area" || part.Name == "form"):
			report(i, "this opens another window", "Take target out.")
		}
	}
}

func (p *page) captioned(i int) bool {
	for _, child := range p.children(i) {
		if kind := value(child, "kind"); child.Name == "track" && (kind == "captions" || kind == "subtitles") {
			return true
		}
	}
	return false
}

var inlineCode = diag.Code{
	ID: "inline-code", Severity: diag.Error, Title: "A script or a style stands in a page",
	Text: "Scripts and styles are files of the theme. Browsers refuse those that stand in a page, as the policy of each page asks of " +
		"them, so that nobody can smuggle any in. Data for a script may stand there.",
	Example: `<script src="/assets/main.js" defer></script>`,
}

func codeInFiles(p *page, report report) {
	for i, part := range p.parts(ofCode) {
		_, apart := part.Attr("src")
		switch {
		case part.Name == "style":
			report(i, "a style stands in the page", "Put it into a file of the theme's styles.")
		case part.Name == "script" && !apart && !isData(part):
			report(i, "a script stands in the page", "Put it into a file of the theme's scripts.")
		}
		for _, attr := range part.Attrs {
			switch {
			case attr.Name == "style", attr.Name == "srcdoc", strings.HasPrefix(attr.Name, "on"):
				report(i, fmt.Sprintf("the attribute %s stands in the page", attr.Name), "Put it into a file of the theme's styles or scripts.")
			case mayBeScript(attr.Value) && strings.HasPrefix(strings.ToLower(strings.TrimSpace(attr.Value)), "javascript:"):
				report(i, fmt.Sprintf("the attribute %s is a script", attr.Name), "Write an address.")
			}
		}
	}
}

// isData tells whether a script is none, but data.
func isData(part *html.Part) bool {
	switch value(part, "type") {
	case "application/json", "application/ld+json":
		return true
	}
	return false
}

var contentPolicy = diag.Code{
	ID: "content-policy", Severity: diag.Error, Title: "The policy of a page lets too much through",
	Text: "Each page says in its head, before anything else that is fetched, what a browser may load: files of this site, nothing " +
		"that stands in the page, and nothing else. So a slip in a template or a text cannot send a reader's browser elsewhere.",
	Example: `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'">`,
}

func policyStrict(p *page, report report) {
	for i := range p.Parts {
		part := &p.Parts[i]
		switch {
		case part.Name == "link" || part.Name == "script" || part.Name == "body":
			report(none, "the page has no policy before what it loads", "Write one at the start of its head.")
			return
		case part.Name == "meta" && strings.EqualFold(value(part, "http-equiv"), "Content-Security-Policy"):
			for _, wrong := range lax(value(part, "content"), strings.HasSuffix(p.address, "/search/")) {
				report(i, wrong, "Allow 'self' or 'none', and state default-src.")
			}
			return
		}
	}
	report(none, "the page has no policy", "Write one at the start of its head.")
}

// lax lists what a policy lets through and should not. The page of the search
// alone may run a program of its own.
func lax(policy string, searches bool) (wrong []string) {
	stated := false
	for rule := range strings.SplitSeq(strings.ToLower(policy), ";") {
		words := strings.Fields(rule)
		if len(words) == 0 {
			continue
		}
		stated = stated || words[0] == "default-src"
		for _, source := range words[1:] {
			if source != "'none'" && source != "'self'" && (source != "'wasm-unsafe-eval'" || !searches) && !strings.HasPrefix(source, "'sha") {
				wrong = append(wrong, fmt.Sprintf("the policy allows %s for %s", source, words[0]))
			}
		}
	}
	if !stated {
		wrong = append(wrong, "the policy has no default-src")
	}
	return wrong
}

var foreignHost = diag.Code{
	ID: "foreign-host", Severity: diag.Error, Title: "A page asks another host for something",
	Text: "Who reads the site is known to nobody else: pictures, styles, scripts and typefaces lie on the site itself. A link to " +
		"another site is no request until the reader follows it.",
	Example: `<img src="/pictures/map.png" alt="…">`,
}

// fetched are the attributes whose addresses browsers fetch by themselves, or
// send something to.
var fetched = setOf("action background data formaction icon manifest ping poster src xlink:href")

// told are relations of a page to another that browsers do not fetch.
var related = setOf("alternate author canonical help license next prev search")

func hostsOwn(p *page, report report) {
	for i, part := range p.parts(ofHosts) {
		for _, attr := range part.Attrs {
			switch {
			case attr.Name == "srcset" || attr.Name == "imagesrcset":
				for one := range strings.SplitSeq(attr.Value, ",") {
					p.host(i, attr.Name, strings.TrimSpace(one), report)
				}
			case fetched[attr.Name], attr.Name == "href" && (part.Foreign && part.Name != "a" || part.Name == "link" && !related[value(part, "rel")]):
				p.host(i, attr.Name, attr.Value, report)
			}
		}
	}
}

func (p *page) host(i int, attr, address string, report report) {
	if _, here := p.site.to(p.file, address, &p.room); !here && !strings.HasPrefix(address, "data:") {
		report(i, fmt.Sprintf("%s leads to another host, “%s”", attr, short(address)), "Keep a copy on the site, or make it a link.")
	}
}
