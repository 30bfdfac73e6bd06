package render

import (
	"bytes"
	"html/template"
	"strconv"
	"strings"
)

// notesHere is where the layout of a theme wants the addresses of the links of
// a page. They are for paper, where a link cannot be followed: each link has a
// number, and here is a list of the addresses by their numbers.
const notesHere = "<!--notes-->"

// unprinted are the classes of what a theme does not print, and that of lists with
// so many links that their addresses would be longer than the list.
var unprinted = map[string]bool{"screen": true, "onward": true, "downloads": true, "unnumbered": true}

// notes are the numbers that links have on paper: those in the main part of a
// page, before the place of the notes. Links to places on the page, and those
// whose words are their address, need no number.
type notes struct {
	// within tells that links are numbered here, placed that the place of the notes
	// was met, and unbegun that it was met before there was a main part.
	within, placed, unbegun bool
	// inside is the name of the element at whose end it goes on, which is a link or
	// apart from what is numbered, and depth how many of its name are open.
	inside []byte
	depth  int
	isLink bool
	target []byte
	from   int // where what stands in it begins
	// numbers are the numbers by the targets of the links, addresses what is
	// shown for them, in order.
	numbers   map[string]int
	addresses []span
}

func (n *notes) begin(within bool) {
	clear(n.numbers)
	*n = notes{within: within, numbers: n.numbers, addresses: n.addresses[:0]}
}

// opened takes note of an element that begins with the tag between two places.
func (f *finisher) opened(element *opened, begin, end int) {
	n := &f.notes
	switch {
	case element.role == ofNotes:
		f.list(begin, end)
		return
	case element.role == ofMain && !n.placed:
		n.within = true
	}
	switch {
	case !n.within:
	case n.depth > 0:
		if !element.empty && bytes.Equal(element.name, n.inside) {
			n.depth++
		}
	case element.unprinted || element.role == ofLink || element.role == ofApart || element.role == ofScript:
		n.inside, n.depth, n.from = element.name, 1, end
		n.isLink, n.target = element.role == ofLink && !element.unprinted, element.target
		if element.empty {
			f.closed(element.name, end)
		}
	}
}

// closed takes note of a tag that closes, and ends at a place.
func (f *finisher) closed(name []byte, end int) {
	n := &f.notes
	if !n.within || n.depth == 0 || !bytes.Equal(name, n.inside) {
		return
	}
	if n.depth--; n.depth == 0 && n.isLink {
		f.number(end)
	}
}

// number writes the number of the link that ends at a place.
func (f *finisher) number(end int) {
	n := &f.notes
	number, known := n.numbers[string(n.target)]
	var shown span
	if known {
		shown = n.addresses[number-1]
	} else {
		shown = f.shown(n.target)
	}
	if shown.from == shown.to || bytes.Contains(f.page[n.from:end], f.said(shown)) {
		return
	}
	if !known {
		n.addresses = append(n.addresses, shown)
		number = len(n.addresses)
		n.numbers[string(n.target)] = number
	}
	f.changes = append(f.changes, change{from: end, to: end, text: f.text(`<span class="paper">&nbsp;[`, strconv.Itoa(number), "]</span>"), onPaper: true})
}

// shown is how an address is printed: as it can be typed, nothing for a link that
// needs no address. It is escaped, since the target was.
func (f *finisher) shown(target []byte) span {
	switch {
	case bytes.HasPrefix(target, []byte(f.own)):
		return span{}
	case bytes.HasPrefix(target, []byte("/")):
		return f.text(f.base, string(target))
	case bytes.HasPrefix(target, []byte("https://")), bytes.HasPrefix(target, []byte("http://")):
		return f.text(strings.TrimPrefix(string(target), "https://"))
	}
	return span{}
}

// list writes the addresses in steps instead of their place, so that a long one is
// broken behind a slash, and not behind a hyphen of which nobody would know whose
// it is. Their numbers are those of the list.
func (f *finisher) list(begin, end int) {
	n := &f.notes
	if n.placed {
		return
	}
	n.placed, n.unbegun, n.within = true, !n.within, false
	if len(n.addresses) == 0 {
		f.change(begin, end, span{})
		return
	}
	f.find(f.sought.notes)
	title := template.HTMLEscapeString(f.words.Word("notes.title"))
	list := f.text(`<section class="paper notes" aria-label="`, title, "\">\n<h2>", title, "</h2>\n<ol>\n")
	for _, address := range n.addresses {
		f.text("<li>")
		for at := address.from; at < address.to; {
			step := behind(f.texts[:address.to], at, '/')
			f.text("<span>")
			f.texts = append(f.texts, f.texts[at:step]...)
			f.text("</span>")
			at = step
		}
		f.text("</li>\n")
	}
	list.to = f.text("</ol>\n</section>\n").to
	f.change(begin, end, list)
}
