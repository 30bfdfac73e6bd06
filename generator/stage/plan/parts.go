package plan

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/document"
	"plainsight/generator/kit/language"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
)

// mostCouncils is how many councils one page lists, in the index or with their grades.
// Where there are more, each part of the list has a page. Pages that were published
// stay, however few there are later.
const mostCouncils = 400

// A part is the councils under one heading of the index.
type part struct {
	anchor, heading string
	elsewhere       bool
	// below is where its page stands below that of a list.
	below    string
	councils []decode.Authority
}

// fewAuthorities is how many an index shows without parting them by letters.
const fewAuthorities = 20

// onPagesIn tells whether each part of a list of councils has a page of its own.
func onPagesIn(in *link.Register) bool {
	councils := 0
	for _, one := range in.Authorities {
		if !one.Area {
			councils++
		}
	}
	return councils > mostCouncils || slices.ContainsFunc(in.Ledger, func(one decode.Recorded) bool {
		list, is := link.ListAround(one.Address)
		return is && list == authoritiesAddress
	})
}

// allParts are the councils by their regions where a region is known, by letters
// where there are many, and else all in one.
func (p *planner) allParts() []part {
	councils := p.councils()
	switch {
	case slices.ContainsFunc(councils, func(one decode.Authority) bool { return one.Region != "" }):
		return p.byRegion(councils)
	case len(councils) > fewAuthorities || p.onPages:
		return byLetter(councils, p.alphabet)
	}
	return []part{{councils: councils}}
}

func (p *planner) byRegion(councils []decode.Authority) (parts []part) {
	inside, regions := map[string][]decode.Authority{}, []decode.Authority{}
	for _, one := range councils {
		if region, known := p.Authorities[one.Region]; known && inside[region.ID] == nil {
			regions = append(regions, region)
		}
		inside[one.Region] = append(inside[one.Region], one)
	}
	slices.SortFunc(regions, p.byName)
	for _, region := range regions {
		parts = append(parts, part{anchor: region.ID, heading: region.Name, below: link.RegionSegment + "/" + region.ID, councils: inside[region.ID]})
	}
	if rest := inside[""]; len(rest) > 0 {
		parts = append(parts, part{anchor: link.Elsewhere, elsewhere: true, below: link.RegionSegment + "/" + link.Elsewhere, councils: rest})
	}
	return parts
}

func byLetter(councils []decode.Authority, alphabet *language.Alphabet) (parts []part) {
	for _, one := range councils {
		letter := cmp.Or(alphabet.Letter(one.Name), noLetter)
		if last := len(parts) - 1; last < 0 || parts[last].heading != letter {
			parts = append(parts, part{anchor: anchorOf(letter), heading: letter, below: link.LetterSegment + "/" + plainly(anchorOf(letter))})
		}
		last := &parts[len(parts)-1]
		last.councils = append(last.councils, one)
	}
	return parts
}

// plainly is the anchor of a letter as an address has it.
func plainly(anchor string) string {
	var b strings.Builder
	for _, r := range strings.TrimPrefix(anchor, "letter-") {
		if r < utf8.RuneSelf {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "u%x", r)
		}
	}
	return b.String()
}

// partAnchors are the places of the parts of a list of councils.
func (p *planner) partAnchors() (anchors document.Anchors) {
	for _, part := range p.parts() {
		if part.anchor != "" {
			anchors = anchors.And(part.anchor)
		}
	}
	return anchors
}

// index lists all councils, or leads to the pages that do.
func (p *planner) index() (index Index) {
	for _, part := range p.parts() {
		index.Count += len(part.councils)
		index.Held += p.held(part)
		if !p.onPages {
			index.Parts = append(index.Parts, IndexPart{Anchor: part.anchor, Heading: part.heading, Elsewhere: part.elsewhere, Authorities: p.entries(part)})
		}
	}
	if p.onPages {
		index.Pages = p.partList(authoritiesAddress, p.held)
	}
	return index
}

func (p *planner) entries(part part) (entries []AuthorityEntry) {
	for _, one := range part.councils {
		entries = append(entries, p.entry(one))
	}
	return entries
}

// held counts the councils of a part that have an inspection here.
func (p *planner) held(part part) (held int) {
	for _, one := range part.councils {
		if a, _ := p.of(one.ID); len(a.inspections) > 0 {
			held++
		}
	}
	return held
}

// partList leads to the pages of the parts of a list, with how many of their councils
// have something in it.
func (p *planner) partList(list address.Page, held func(part) int) *PartList {
	parts := p.parts()
	all := &PartList{Lettered: strings.HasPrefix(parts[0].below, link.LetterSegment)}
	for i := range parts {
		entry := *p.partEntry(list, i)
		entry.Anchor, entry.Count, entry.Held = parts[i].anchor, len(parts[i].councils), held(parts[i])
		all.Entries = append(all.Entries, entry)
	}
	return all
}

// partEntry leads to the page of a part of a list, nil for none.
func (p *planner) partEntry(list address.Page, i int) *PartEntry {
	if parts := p.parts(); i >= 0 && i < len(parts) {
		return &PartEntry{Target: string(list.Below(parts[i].below)), Heading: parts[i].heading, Elsewhere: parts[i].elsewhere}
	}
	return nil
}

// partPages plans the pages of the parts of a list, none where it has all itself.
func (p *planner) partPages(kind string, list address.Page, titled func(of int) Frame, view func(of int) any) (pages []Page) {
	if !p.onPages {
		return nil
	}
	for i, part := range p.parts() {
		page := Page{Kind: kind, Address: list.Below(part.below), view: func(Page) any { return view(i) }}
		page.having(func(has *rare) { has.titled = func() Frame { return titled(i) } })
		pages = append(pages, page)
	}
	return pages
}

// partFrame is the frame of the page of a part, about the list that it is of, "" where
// that is the index.
func (p *planner) partFrame(kind string, list address.Page, i int, about string, trail ...Link) Frame {
	part := p.parts()[i]
	frame := p.frame(kind, list.Below(part.below), trail...)
	frame.About, frame.Elsewhere = about, part.elsewhere
	if !part.elsewhere {
		frame.About = part.heading
		if about != "" {
			frame.About += ": " + about
		}
	}
	return frame
}

func (p *planner) authoritiesInFrame(i int) Frame {
	return p.partFrame("authorities-in", authoritiesAddress, i, "", authoritiesLink)
}

func (p *planner) authoritiesInView(i int) AuthoritiesInView {
	part := p.parts()[i]
	return AuthoritiesInView{
		Frame: p.authoritiesInFrame(i),
		Count: len(part.councils), Held: p.held(part), Authorities: p.entries(part),
		Before: p.partEntry(authoritiesAddress, i-1), After: p.partEntry(authoritiesAddress, i+1),
	}
}

// nearest is a page of another language in this one. No council may begin with a letter
// here that has a page there: the list stands for that.
func (p *planner) nearest(at address.Page) address.Page {
	list, is := link.ListAround(at)
	if is && !slices.ContainsFunc(p.parts(), func(one part) bool { return list.Below(one.below) == at }) {
		return list
	}
	return at
}

// regionLink leads to the councils of a region.
func (p *planner) regionLink(region decode.Authority) *Link {
	if p.onPages {
		return &Link{Target: string(address.Of(authoritiesAddress, link.RegionSegment, region.ID)), Words: region.Name}
	}
	return &Link{Target: authoritiesAddress + "#" + region.ID, Words: region.Name}
}
