package render

import (
	"bytes"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"plainsight/generator/kit/language"
)

// notesHere is where the layout of a theme wants the addresses of the links of
// a page. They are for paper, where a link cannot be followed: each link has a
// number, and here is a list of the addresses by their numbers.
const notesHere = "<!--notes-->"

// noted adds a finished page to what is written, numbers the links in its main
// part, and writes their addresses where the layout wants them. Links to places on the page,
// and those whose words are their address, need no number. base is the address
// of the site with its closing slash, and own that of the page below it.
func noted(written, page []byte, base, own string, words *language.Words) []byte {
	before, after, wanted := bytes.Cut(page, []byte(notesHere))
	if !wanted {
		return append(written, page...)
	}
	n := notes{base: template.HTMLEscapeString(strings.TrimSuffix(base, "/")), own: template.HTMLEscapeString(own), numbers: map[string]int{}}
	main := max(0, bytes.Index(before, []byte("<main")))
	n.out = append(slices.Grow(written, len(page)+len(page)/8), before[:main]...)
	n.scan(before[main:])
	n.list(words)
	return append(n.out, after...)
}

type notes struct {
	base, own string
	// numbers are the numbers by the targets of the links, addresses what is
	// shown for them, in order.
	numbers   map[string]int
	addresses []string
	out       []byte
}

var classes = []byte(`class="`)

// unprinted are the classes of what a theme does not print, and last that of
// lists with so many links that their addresses would be longer than the list.
var unprinted = []string{"screen", "onward", "downloads", "unnumbered"}

// scan copies HTML and puts a number behind each link that has one.
func (n *notes) scan(page []byte) {
	for {
		before, tag, rest := nextTag(page)
		n.out = append(n.out, before...)
		if tag == nil {
			return
		}
		if tag[1] == '/' {
			n.out = append(n.out, tag...)
			page = rest
			continue
		}
		piece, name := tag, nameIn(tag)
		apart := name == "nav" || name == "script" || name == "svg" || bytes.Contains(tag, classes) && classed(tag, unprinted...)
		if apart || name == "a" {
			piece = page[len(before):]
			piece = piece[:elementIn(piece)]
			rest = page[len(before)+len(piece):]
		}
		n.out = append(n.out, piece...)
		if name == "a" && !apart {
			n.number(attributeIn(tag, "href"), piece[len(tag):])
		}
		page = rest
	}
}

// number writes the number of a link that ends here.
func (n *notes) number(target string, within []byte) {
	number, known := n.numbers[target]
	shown := ""
	if known {
		shown = n.addresses[number-1]
	} else {
		shown = n.shown(target)
	}
	if shown == "" || bytes.Contains(within, []byte(shown)) {
		return
	}
	if !known {
		n.addresses = append(n.addresses, shown)
		number = len(n.addresses)
		n.numbers[target] = number
	}
	n.out = append(n.out, `<span class="paper">&nbsp;[`...)
	n.out = strconv.AppendInt(n.out, int64(number), 10)
	n.out = append(n.out, "]</span>"...)
}

// shown is how an address is printed: as it can be typed, "" for a link that
// needs no address. It is escaped, since the target was.
func (n *notes) shown(target string) string {
	switch {
	case strings.HasPrefix(target, n.own+"#"):
		return ""
	case strings.HasPrefix(target, "/"):
		target = n.base + target
	case !strings.HasPrefix(target, "https://") && !strings.HasPrefix(target, "http://"):
		return ""
	}
	return strings.TrimPrefix(target, "https://")
}

// list writes the addresses in steps, so that a long one is broken behind a
// slash, and not behind a hyphen of which nobody would know whose it is.
func (n *notes) list(words *language.Words) {
	if len(n.addresses) == 0 {
		return
	}
	n.out = fmt.Appendf(n.out, "<section class=\"paper notes\" aria-label=\"%[1]s\">\n<h2>%[1]s</h2>\n<ol>\n", template.HTMLEscapeString(words.Word("notes.title")))
	for i, address := range n.addresses {
		n.out = fmt.Appendf(n.out, "<li>[%d] ", i+1)
		for _, step := range strings.SplitAfter(address, "/") {
			if step != "" {
				n.out = append(n.out, "<span>"+step+"</span>"...)
			}
		}
		n.out = append(n.out, "</li>\n"...)
	}
	n.out = append(n.out, "</ol>\n</section>\n"...)
}
