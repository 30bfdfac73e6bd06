package render

import (
	"html/template"
	"strings"

	"plainsight/generator/domain/address"
)

// What templates say is escaped as html/template escapes it in its place. What it
// mostly is, a text or what is already safe, is escaped here, and anything else by
// a template with such a place.

var (
	inText   = placeBetween("<p>", "</p>")
	inQuotes = placeBetween(`<p title="`, `"></p>`)
	inTitle  = placeBetween("<title>", "</title>")
	inScript = placeBetween("<script>", "</script>")
	inTag    = placeBetween("<p ", "></p>")
	inLink   = placeBetween(`<a href="`, `"></a>`)
	inAnchor = placeBetween(`<a href="#`, `"></a>`)
	inRest   = placeBetween(`<a href="tel:`, `"></a>`)
)

// escapers are what templates call in the places of texts, of values of attributes,
// of titles, of scripts, of whole attributes, of addresses, of anchors in them, and of
// what else follows the beginning of one.
var escapers = template.FuncMap{
	"asText": textOf, "asValue": valueOf, "asTitle": titleOf, "asScript": scriptOf, "asAttribute": attributeOf, "asAddress": addressOf, "asAnchor": anchorOf, "asRest": restOf,
}

// ofTexts are what they give for a text.
var ofTexts = map[string]func(string) string{"asText": asText, "asValue": asText, "asTitle": asText, "asAddress": asLink}

func textOf(said any) string {
	switch said := said.(type) {
	case string:
		return asText(said)
	case template.HTML:
		return string(said)
	}
	return inText.escaped(said)
}

func valueOf(said any) string { return withoutElements(said, inQuotes) }

func titleOf(said any) string { return withoutElements(said, inTitle) }

// withoutElements is what is said in a place that has no elements.
func withoutElements(said any, place place) string {
	switch said := said.(type) {
	case string:
		return asText(said)
	case template.HTML:
		if text := string(said); asText(text) == text {
			return text
		}
	}
	return place.escaped(said)
}

func scriptOf(said any) string {
	if said, is := said.(template.JS); is {
		return string(said)
	}
	return inScript.escaped(said)
}

func attributeOf(said any) string {
	if said, is := said.(template.HTMLAttr); is {
		return string(said)
	}
	return inTag.escaped(said)
}

func addressOf(said any) string {
	switch said := said.(type) {
	case string:
		return asLink(said)
	case address.Page:
		return asLink(string(said))
	}
	return inLink.escaped(said)
}

func anchorOf(said any) string {
	if said, is := said.(string); is && !strings.ContainsFunc(said, special) {
		return said
	}
	return inAnchor.escaped(said)
}

func restOf(said any) string {
	if said, is := said.(string); is && !strings.ContainsFunc(said, func(c rune) bool { return special(c) && c != '@' && c != '+' }) {
		return asText(said)
	}
	return inRest.escaped(said)
}

// asText is text as html/template escapes it, in elements and attributes alike.
func asText(text string) string { return entities.Replace(text) }

var entities = strings.NewReplacer("\x00", "\uFFFD", `"`, "&#34;", "&", "&amp;", "'", "&#39;", "+", "&#43;", "<", "&lt;", ">", "&gt;")

// asLink is the address of a link as html/template escapes it.
func asLink(target string) string {
	if strings.ContainsFunc(strings.TrimPrefix(target, "https:"), func(c rune) bool { return special(c) && c != '/' && c != '#' }) {
		return inLink.escaped(target)
	}
	return target
}

// special tells whether a letter may be written otherwise in an address.
func special(c rune) bool {
	return !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '_' || c == '.')
}
