package audit

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/html"
	"plainsight/generator/stage/render"
)

// none is the part of a finding that is about the page as a whole.
const none = -1

// A page is what rules look at.
type page struct {
	*html.Page
	reader *html.Reader
	// file is where it lies, address how readers call it.
	file, address string
	site          *site
	// ids are the parts by their ids, the first of each.
	ids map[string]int
	// hidden marks the parts that are read to nobody.
	hidden []bool
	// matters say what each part has to do with, having lists the parts that
	// have to do with one thing.
	matters []matter
	having  [kinds][]int
	// labels are the labels of inputs, by the ids of these.
	labels map[string]int
	// leading are the links that are not hidden, with their names.
	leading []leading
	// targets are where the parts lead that lead somewhere, by their href.
	targets []spot
	// leads are the links to other files, last has the last one to each target in the
	// order of their ways, and ways are these.
	leads []led
	last  []int
	ways  []way
	// called are the first of the links with the same bare words.
	called map[string]int
	// places are the sums of its ids, in order.
	places []uint64
	// said is where words are gathered, grid where the cells of a table are.
	said []byte
	grid []cell
	// pointing is set while the words of parts are gathered by which others are called.
	pointing bool
	room     room
}

// A spot is a target, or is not here but on another site.
type spot struct {
	target
	here bool
}

// A led is a link to another file.
type led struct {
	way way
	target
	href string
}

type leading struct {
	part int
	name string
}

func newPage(artifact render.Artifact, site *site) *page {
	p := pages.Get().(*page)
	p.Page, p.file, p.site = p.reader.Read(artifact.Bytes), artifact.Path, site
	p.address = addressOf(artifact.Path)
	p.hidden = slices.Grow(p.hidden[:0], len(p.Parts))[:len(p.Parts)]
	p.matters = slices.Grow(p.matters[:0], len(p.Parts))[:len(p.Parts)]
	for i := range p.Parts {
		part := &p.Parts[i]
		within, outer := false, matter(0)
		if part.Parent >= 0 {
			within, outer = p.hidden[part.Parent], p.matters[part.Parent]
		}
		own := matter(part.Judged())
		if part.Name != "" && outer&holdsFew != 0 {
			own |= ofOrder
		}
		p.hidden[i], p.matters[i] = within || own&hides != 0, own
		if own&ofIDs != 0 {
			if id := value(part, "id"); !p.has(id) {
				p.ids[id] = i
			}
		}
		if target, has := part.Attr("for"); has && part.Name == "label" {
			p.labels[target] = i
		}
	}
	p.list()
	p.aim()
	for i, part := range p.parts(ofLinks) {
		if !p.hidden[i] && !part.Foreign && leads(part) {
			p.leading = append(p.leading, leading{i, p.name(i)})
		}
	}
	return p
}

// aim finds out where the parts lead.
func (p *page) aim() {
	p.targets = p.targets[:0]
	for _, part := range p.parts(ofTargets) {
		to, here := p.site.to(p.file, value(part, "href"), &p.room)
		p.targets = append(p.targets, spot{to, here})
	}
}

// away gathers the links to other files.
func (p *page) away() {
	p.leads, p.last = p.leads[:0], p.last[:0]
	for at, i := range p.having[ofTargets.kind()] {
		part := &p.Parts[i]
		if part.Foreign {
			continue
		}
		first := true
		for _, attr := range part.Attrs {
			to := p.targets[at]
			switch {
			case attr.Name == "href" && first:
				first = false
			case attr.Name == "href" || attr.Name == "src":
				to.target, to.here = p.site.to(p.file, attr.Value, &p.room)
			default:
				continue
			}
			if to.here && to.file != p.file {
				p.last = append(p.last, len(p.leads))
				p.leads = append(p.leads, led{wayOf(to.target), to.target, attr.Value})
			}
		}
	}
	slices.SortFunc(p.last, p.compare)
	p.last = slices.CompactFunc(p.last, func(a, b int) bool { return p.leads[a].target == p.leads[b].target })
}

// compare puts links in the order of their ways, and the last one to a target first.
func (p *page) compare(one, other int) int {
	a, b := &p.leads[one], &p.leads[other]
	switch {
	case a.way.file != b.way.file:
		return cmp.Compare(a.way.file, b.way.file)
	case a.way.place != b.way.place:
		return cmp.Compare(a.way.place, b.way.place)
	case a.target != b.target: // whose sums meet
		return cmp.Or(strings.Compare(a.file, b.file), strings.Compare(a.place, b.place))
	}
	return other - one
}

// has tells whether there is a part with the id.
func (p *page) has(id string) bool {
	_, has := p.ids[id]
	return has
}

// release gives the memory of a page to another, unless it was large.
func (p *page) release() {
	if large := p.reader.Release(); large {
		pages.Put(blank(p.reader))
		return
	}
	clear(p.ids)
	clear(p.labels)
	clear(p.leading)
	clear(p.called)
	clear(p.targets)
	clear(p.leads)
	p.Page, p.site, p.leading, p.room = nil, nil, p.leading[:0], p.room[:0]
	pages.Put(p)
}

// pages are those whose memory can be used again.
var pages = sync.Pool{New: func() interface{} { return blank(html.NewReader(judge)) }}

func blank(reader *html.Reader) *page {
	return &page{reader: reader, ids: map[string]int{}, labels: map[string]int{}, called: map[string]int{}}
}

// isHidden tells whether an element hides itself and what is in it. What
// styles hide is not known here, and is looked at like the rest.
func isHidden(tag *html.Tag) bool {
	switch tag.Name {
	case "head", "script", "style", "template":
		return true
	}
	_, hidden := tag.Attr("hidden")
	aria, _ := tag.Attr("aria-hidden")
	return hidden || aria == "true"
}

// value is that of an attribute, "" where there is none.
func value(part *html.Part, name string) string {
	found, _ := part.Attr(name)
	return found
}

// role is what an element says it is, or "".
func role(part *html.Part) string { return roleOf(part.Tag) }

func roleOf(tag *html.Tag) string {
	own, has := tag.Attr("role")
	if !has {
		return ""
	}
	first, _, _ := strings.Cut(strings.TrimSpace(own), " ")
	return first
}

// inside tells whether a part lies in an element that the question holds for,
// and gives the nearest.
func (p *page) inside(part int, holds func(outer *html.Part) bool) (int, bool) {
	for at := p.Parts[part].Parent; at >= 0; at = p.Parts[at].Parent {
		if holds(&p.Parts[at]) {
			return at, true
		}
	}
	return 0, false
}

// around gives the nearest element that a part lies in and that is so.
func (p *page) around(part int, so matter) (int, bool) {
	for at := p.Parts[part].Parent; at >= 0; at = p.Parts[at].Parent {
		if p.matters[at]&so != 0 {
			return at, true
		}
	}
	return 0, false
}

// children gives the parts that lie directly in a part.
func (p *page) children(part int) func(yield func(int, *html.Part) bool) {
	return func(yield func(int, *html.Part) bool) {
		for i := part + 1; i < p.Parts[part].End; i = p.Parts[i].End {
			if !yield(i, &p.Parts[i]) {
				return
			}
		}
	}
}

// way names an element by its way from the nearest element with an id, as
// style sheets write it.
func (p *page) way(part int) string {
	var steps []string
	for at := part; at >= 0 && p.Parts[at].Name != "html"; at = p.Parts[at].Parent {
		if id, has := p.Parts[at].Attr("id"); has && id != "" && p.ids[id] == at {
			steps = append(steps, "#"+id)
			break
		}
		if p.Parts[at].Name != "" {
			steps = append(steps, p.step(at))
		}
	}
	slices.Reverse(steps)
	return strings.Join(steps, " > ")
}

// step is an element's name and classes, with its number where others of its
// name lie beside it.
func (p *page) step(part int) string {
	name := p.Parts[part].Name
	step := strings.Join(append([]string{name}, strings.Fields(value(&p.Parts[part], "class"))...), ".")
	number, all := 0, 0
	for i, sibling := range p.children(max(p.Parts[part].Parent, 0)) {
		if sibling.Name == name {
			all++
			if i == part {
				number = all
			}
		}
	}
	if all > 1 {
		step += fmt.Sprintf(":nth-of-type(%d)", number)
	}
	return step
}

// finding says of a part what is wrong with it.
func (p *page) finding(order, part int, wrong, try string) finding {
	one := finding{address: p.address, wrong: wrong, try: try, order: order, pages: 1, place: p.place(part)}
	if part != none {
		one.element = p.way(part)
	}
	return one
}

// place is the line of the text that a part was made from, or its file, or,
// where nobody wrote the page, its address.
func (p *page) place(part int) diag.Place {
	place := p.site.place(p.file)
	planned := p.site.page(p.file)
	if part == none || planned == nil || planned.File() == "" {
		return place
	}
	if written, found := p.site.written(p.file, value(&p.Parts[part], "href")); found {
		return written
	}
	for at := part; at >= 0; at = p.Parts[at].Parent {
		if line := planned.Line(value(&p.Parts[at], "id")); line > 0 {
			place.Line = line
			break
		}
	}
	return place
}

// problem is the finding as people are told it.
func (f *finding) problem(code diag.Code) diag.Problem {
	where := f.address
	if f.element != "" {
		where = f.element + " on " + where
	}
	if f.pages > 1 {
		where += fmt.Sprintf(" and on %d more", f.pages-1)
	}
	problem := code.At(f.place, "%s (%s)", f.wrong, where)
	problem.Hint = f.try
	return problem
}
