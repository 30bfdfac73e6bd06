// Package html is the door to HTML that was made by this program: it sanitises
// fragments, tells their plain words, and reads built pages back so that they
// can be checked.
//
// It takes fragments and pages, and gives fragments, words and nodes. It does
// not know Markdown, templates or addresses, and it never mends what it reads:
// what is not on the list of package markdown is left out.
package html

import (
	"regexp"
	"strings"

	"github.com/microcosm-cc/bluemonday"
)

// Sanitise gives the fragment with nothing in it but the elements and
// attributes that kit/markdown writes. It is the second fence: a fragment of
// kit/markdown comes back as it was. Links below the root ("/about/") and to
// places on the page ("#p33") stay as they are; nothing is added.
func Sanitise(fragment string) string {
	if onlyPlain(fragment) {
		return strings.ReplaceAll(fragment, "&quot;", `"`)
	}
	return plainQuotes(policy.Sanitize(fragment))
}

// onlyPlain tells whether there is nothing in the fragment but text and tags
// without attributes, as in most of a report. Such a fragment is safe, and the
// policy would take ten times as long as all else that is done to it.
func onlyPlain(fragment string) bool {
	for i := 0; i < len(fragment); i++ {
		switch special[fragment[i]] {
		case none:
		case tag:
			length := strings.IndexByte(fragment[i:], '>') + 1
			if !plainTag(fragment[i : i+length]) {
				return false
			}
			i += length - 1
		case entity:
			if rest := fragment[i:]; !strings.HasPrefix(rest, "&amp;") && !strings.HasPrefix(rest, "&lt;") &&
				!strings.HasPrefix(rest, "&gt;") && !strings.HasPrefix(rest, "&quot;") {
				return false
			}
		case refused:
			return false
		}
	}
	return true
}

func plainTag(tag string) bool {
	switch tag {
	case "<p>", "</p>", "<em>", "</em>", "<strong>", "</strong>", "<code>", "</code>", "<br>",
		"<ul>", "</ul>", "<ol>", "</ol>", "<li>", "</li>", "<blockquote>", "</blockquote>":
		return true
	}
	return false
}

// What a byte of a fragment begins.
const (
	none = iota
	tag
	entity
	refused
)

var special = func() (special [256]byte) {
	for c := range byte(' ') {
		special[c] = refused
	}
	special['\n'], special['\t'], special['>'] = none, none, refused
	special['<'], special['&'] = tag, entity
	return special
}()

var policy = newPolicy()

func newPolicy() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements(
		"p", "br", "hr", "blockquote", "ul", "ol", "li", "em", "strong", "sub", "sup", "code", "pre",
		"span", "table", "caption", "thead", "tbody", "tr", "th", "td",
	)
	p.AllowNoAttrs().OnElements("span")
	p.AllowAttrs("lang").Matching(matching(`[A-Za-z0-9]{2,8}(-[A-Za-z0-9]{1,8})*`)).OnElements("span")
	p.AllowAttrs("dir").Matching(matching(`ltr|rtl`)).OnElements("span")
	p.AllowAttrs("start").Matching(matching(`[0-9]{1,9}`)).OnElements("ol")
	p.AllowAttrs("id").Matching(matching(`[\p{L}\p{M}\p{Nd}]+(-[\p{L}\p{M}\p{Nd}]+)*`)).OnElements("li")
	p.AllowAttrs("class").Matching(matching(`language-[a-z0-9#+._-]+`)).OnElements("code")
	p.AllowAttrs("class").Matching(matching(`ch-[a-z0-9]+`)).OnElements("pre", "span")
	p.AllowAttrs("tabindex").Matching(matching(`0`)).OnElements("pre")
	p.AllowAttrs("class").Matching(matching(`align-(left|center|right)`)).OnElements("th", "td")
	p.AllowAttrs("scope").Matching(matching(`col|row`)).OnElements("th")
	p.AllowAttrs("value").Matching(matching(`[0-9]{1,6}`)).OnElements("data")
	allowAddresses(p)
	return p
}

// An address below the root has one slash in front: two name another host.
// Browsers take a backslash for a slash and leave out tabs and line ends, so
// that neither may be in an address.
const (
	rest  = `[^\\\x00-\x20]*`
	below = `/(?:[^/\\\x00-\x20]` + rest + `)?`
)

func allowAddresses(p *bluemonday.Policy) {
	p.AllowAttrs("href").Matching(matching(below + `|#` + rest + `|(?i:https?://|mailto:|tel:)` + rest)).OnElements("a")
	p.AllowAttrs("src").Matching(matching(below)).OnElements("img")
	p.AllowAttrs("alt").OnElements("img")
	p.AllowAttrs("width", "height").Matching(matching(`[0-9]{1,5}`)).OnElements("img")
	p.AllowAttrs("loading").Matching(matching(`lazy`)).OnElements("img")
	p.AllowURLSchemes("http", "https", "mailto", "tel")
	p.AllowRelativeURLs(true)
	p.RequireParseableURLs(true)
	p.RequireNoFollowOnLinks(false)
}

func matching(whole string) *regexp.Regexp { return regexp.MustCompile(`^(?:` + whole + `)$`) }

// plainQuotes writes quotation marks of the text as they were typed; the
// policy writes them as numbers, which makes a report of a page hard to read
// and longer. Inside of tags they stay numbers.
func plainQuotes(fragment string) string {
	if !strings.Contains(fragment, "&#3") {
		return fragment
	}
	var plain strings.Builder
	plain.Grow(len(fragment))
	for fragment != "" {
		text, rest := fragment, ""
		if tag := strings.IndexByte(fragment, '<'); tag >= 0 {
			text, rest = fragment[:tag], fragment[tag:]
		}
		plain.WriteString(quotes.Replace(text))
		end := strings.IndexByte(rest, '>') + 1
		plain.WriteString(rest[:end])
		fragment = rest[end:]
	}
	return plain.String()
}

var quotes = strings.NewReplacer("&#34;", `"`, "&#39;", "'")
