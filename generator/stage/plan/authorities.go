package plan

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/domain/document"
	"plainsight/generator/domain/framework"
	"plainsight/generator/kit/language"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
)

const authoritiesAddress = "/authorities/"

var authoritiesLink = Link{Target: authoritiesAddress, Word: "authorities.title"}

// authorities plans the index of all authorities and the grids of their
// grades, on a site of several.
func authorities(p *planner) []Page {
	if !p.several {
		return nil
	}
	pages := []Page{{Kind: "authorities", Address: authoritiesAddress, facts: placed(p.partAnchors()), view: func(Page) any {
		return p.authoritiesView("authorities", authoritiesAddress)
	}}}
	return append(pages, p.grids()...)
}

// firstPage plans the first page of an authority that is not the home, on a site of
// several.
func firstPage(p *planner, a *authority) []Page {
	if !p.several || a.atHome() {
		return nil
	}
	return []Page{{Kind: "authority", Address: a.root, view: viewOfAuthority}}
}

func (p *planner) authoritiesView(kind string, at address.Page) AuthoritiesView {
	return AuthoritiesView{Frame: p.frame(kind, at), Index: p.index(), Grids: p.gridEntries()}
}

// country is the first page of a site without a home authority: what is most
// recent, and the index of all.
func (p *planner) country() CountryView {
	view := CountryView{
		AuthoritiesView: p.authoritiesView("country", address.Home),
		Metrics:         len(p.Metrics), Papers: len(p.Documents), Topics: len(p.Topics),
		Front: p.front(p.home), NotHeld: len(notHeld(p)) > 0,
	}
	for i := len(p.Inspections) - 1; i >= 0 && len(view.Recent) < mostRecent; i-- {
		view.Recent = append(view.Recent, *brief(p.Inspections[i]))
	}
	view.Charted = len(view.Front) > 0
	view.Trail, view.Title = nil, p.Settings.Title
	return view
}

// mostRecent is how many inspections the first page of a country shows.
const mostRecent = 5

func (p *planner) authorityFrame(a *authority) Frame {
	frame := p.frameOf(a, "authority", a.root)
	frame.Trail = frame.Trail[:len(frame.Trail)-1] // it is the page itself
	frame.Title = a.Name
	return frame
}

func viewOfAuthority(page Page) any { return page.sight.planner().authorityView(page.sight.authority) }

func (p *planner) authorityView(a *authority) AuthorityView {
	view := AuthorityView{HomeView: p.first(a, p.authorityFrame(a))}
	if region, found := p.Authorities[a.Region]; found {
		view.Region = &Link{Target: authoritiesAddress + "#" + region.ID, Words: region.Name}
	}
	for _, id := range a.Neighbours {
		view.Neighbours = append(view.Neighbours, p.neighbour(id))
	}
	return view
}

// neighbour links to the first page of an authority, where it has one.
func (p *planner) neighbour(id string) Link {
	if a, found := p.stranger(id); found {
		return Link{Target: string(a.root), Words: a.Name}
	}
	return Link{Words: p.Authorities[id].Name}
}

// councils are all authorities but wider areas, in the order of their names.
func (p *planner) councils() (all []decode.Authority) {
	for _, one := range p.Authorities {
		if !one.Area {
			all = append(all, one)
		}
	}
	slices.SortFunc(all, func(a, b decode.Authority) int { return cmp.Compare(p.order[a.ID], p.order[b.ID]) })
	return all
}

func (p *planner) byName(a, b decode.Authority) int { return byName(p.alphabet, a, b) }

// A part is the councils under one heading of the index.
type part struct {
	anchor, heading string
	elsewhere       bool
	councils        []decode.Authority
}

// fewAuthorities is how many an index shows without parting them by letters.
const fewAuthorities = 20

// allParts are the councils by their regions where a region is known, by letters
// where there are many, and else all in one.
func (p *planner) allParts() []part {
	councils := p.councils()
	switch {
	case slices.ContainsFunc(councils, func(one decode.Authority) bool { return one.Region != "" }):
		return p.byRegion(councils)
	case len(councils) > fewAuthorities:
		return byLetter(councils, p.alphabet)
	}
	return []part{{councils: councils}}
}

func (p *planner) byRegion(councils []decode.Authority) (parts []part) {
	var regions []decode.Authority
	for _, one := range councils {
		region, known := p.Authorities[one.Region]
		if known && !slices.ContainsFunc(regions, func(r decode.Authority) bool { return r.ID == region.ID }) {
			regions = append(regions, region)
		}
	}
	slices.SortFunc(regions, p.byName)
	for _, region := range regions {
		parts = append(parts, part{anchor: region.ID, heading: region.Name, councils: inRegion(councils, region.ID)})
	}
	if rest := inRegion(councils, ""); len(rest) > 0 {
		parts = append(parts, part{anchor: "elsewhere", elsewhere: true, councils: rest})
	}
	return parts
}

func inRegion(councils []decode.Authority, region string) (inside []decode.Authority) {
	for _, one := range councils {
		if one.Region == region {
			inside = append(inside, one)
		}
	}
	return inside
}

func byLetter(councils []decode.Authority, alphabet *language.Alphabet) (parts []part) {
	for _, one := range councils {
		letter := cmp.Or(alphabet.Letter(one.Name), noLetter)
		if last := len(parts) - 1; last < 0 || parts[last].heading != letter {
			parts = append(parts, part{anchor: anchorOf(letter), heading: letter})
		}
		last := &parts[len(parts)-1]
		last.councils = append(last.councils, one)
	}
	return parts
}

// index lists all councils.
func (p *planner) index() (index Index) {
	for _, part := range p.parts() {
		listed := IndexPart{Anchor: part.anchor, Heading: part.heading, Elsewhere: part.elsewhere}
		for _, one := range part.councils {
			listed.Authorities = append(listed.Authorities, p.entry(one))
		}
		for _, entry := range listed.Authorities {
			index.Count++
			if entry.Held > 0 {
				index.Held++
			}
		}
		index.Parts = append(index.Parts, listed)
	}
	return index
}

func (p *planner) entry(one decode.Authority) AuthorityEntry {
	a, found := p.of(one.ID)
	if !found {
		return AuthorityEntry{Name: one.Name, Reported: p.reported(one.ID, nil)}
	}
	entry := AuthorityEntry{Target: string(a.root), Name: a.Name, Held: len(a.inspections)}
	if newest := a.newest(func(*link.Inspection) bool { return true }); newest != nil {
		entry.Newest = brief(newest)
	}
	if graded := a.newest(decided); graded != nil && graded.ID != entry.Newest.ID {
		entry.Graded = brief(graded)
	}
	entry.Reported = p.reported(one.ID, entry.Newest)
	return entry
}

// reported is the most recent outcome of an authority in the files of
// outcomes, where it came after the most recent inspection here.
func (p *planner) reported(id string, newest *Record) *Reported {
	var last *decode.Outcome
	for i, o := range p.Outcomes {
		if o.Authority == id && (last == nil || o.Inspected.Compare(last.Inspected) > 0) {
			last = &p.Outcomes[i]
		}
	}
	if last == nil || newest != nil && last.Inspected.Compare(newest.Inspected.Last()) <= 0 {
		return nil
	}
	reported := Reported{Inspected: last.Inspected}
	overall := slices.ContainsFunc(last.Judgements, isOverall)
	for _, judgement := range last.Judgements {
		if area := p.areaOn(last.Inspected, judgement.Area); !overall || isOverall(judgement) {
			reported.Grades = append(reported.Grades, Grade{Name: area.Name, Short: area.Short, Printed: p.Said(judgement.Printed), Overall: overall})
		}
	}
	return &reported
}

// areaOn is an area as the rules of a day name it.
func (p *planner) areaOn(day date.Date, id string) framework.Area {
	for _, name := range slices.Sorted(maps.Keys(p.Frameworks)) {
		if edition, inForce := p.Frameworks[name].On(day); inForce {
			if area, found := edition.Area(id); found {
				return area
			}
		}
	}
	return framework.Area{ID: id, Name: p.laneOf(id)}
}

// laneOf is the name of the lane of an area, which the rules of a day may not
// have.
func (p *planner) laneOf(id string) string {
	for _, lane := range p.Lanes {
		if lane.ID == id {
			return lane.Name
		}
	}
	return id
}

// decided tells whether an inspection came to an outcome that is known.
func decided(one *link.Inspection) bool { return one.Graded() || one.Outcome != "" }

// partAnchors are the places of the parts of the index.
func (p *planner) partAnchors() (anchors document.Anchors) {
	for _, part := range p.parts() {
		if part.anchor != "" {
			anchors = anchors.And(part.anchor)
		}
	}
	return anchors
}

// gridAddress is where the grades of all authorities under an edition stand.
func gridAddress(edition string) address.Page {
	return address.Of(authoritiesAddress, link.GradesSegment, edition)
}

// A graded edition is one under which some authority has grades, with the most
// recent inspection of each, and how many it has before.
type gradedEdition struct {
	framework framework.Framework
	edition   framework.Edition
	newest    map[string]*link.Inspection
	earlier   map[string]int
}

// name is the framework with the years of the edition, which tell it from
// others.
func (g gradedEdition) name() string {
	first, last := g.edition.Force.First.Year(), g.edition.Force.Last.Year()
	switch {
	case first == 0:
		return g.framework.Name
	case last == 0:
		return fmt.Sprintf("%s (%d–)", g.framework.Name, first)
	case first == last:
		return fmt.Sprintf("%s (%d)", g.framework.Name, first)
	}
	return fmt.Sprintf("%s (%d–%d)", g.framework.Name, first, last)
}

func (g gradedEdition) rules() Rules {
	return Rules{g.framework.Name, g.framework.Inspectorate, g.edition.Force}
}

func (p *planner) gradedEditions() []gradedEdition { return gradedIn(p.Inspections) }

// gradedIn are the graded editions in the order of time in which they came into force.
func gradedIn(inspections []*link.Inspection) (all []gradedEdition) {
	at := map[string]int{}
	for _, one := range inspections {
		if one.Activity != "inspection" || one.Edition.ID == "" || len(one.Edition.Areas) == 0 {
			continue
		}
		edition, seen := at[one.Edition.ID]
		if !seen {
			edition = len(all)
			at[one.Edition.ID] = edition
			all = append(all, gradedEdition{one.Framework, one.Edition, map[string]*link.Inspection{}, map[string]int{}})
		}
		if _, before := all[edition].newest[one.Authority.ID]; before {
			all[edition].earlier[one.Authority.ID]++
		}
		all[edition].newest[one.Authority.ID] = one
	}
	slices.SortStableFunc(all, func(a, b gradedEdition) int { return a.edition.Force.First.Compare(b.edition.Force.First) })
	return all
}

func editionsOf(graded []gradedEdition) []string {
	editions := []string{}
	for _, one := range graded {
		editions = append(editions, one.edition.ID)
	}
	return editions
}

func (p *planner) gridEntries() (entries []GridEntry) {
	for _, graded := range p.gradedEditions() {
		entries = append(entries, GridEntry{string(gridAddress(graded.edition.ID)), graded.rules(), len(graded.newest)})
	}
	return entries
}

// grids plans the list of grids, and a page for each.
func (p *planner) grids() (pages []Page) {
	if len(p.graded) == 0 {
		return nil
	}
	list := gridAddress("")
	pages = append(pages, Page{Kind: "grids", Address: list, view: func(Page) any {
		return GridsView{p.frame("grids", list, authoritiesLink), p.gridEntries()}
	}})
	for i, edition := range p.graded {
		pages = append(pages, Page{Kind: "grid", Address: gridAddress(edition), facts: placed(p.partAnchors()), view: func(Page) any { return p.gridView(i) }})
	}
	return pages
}

func (p *planner) gridView(i int) GridView {
	graded := p.gradedEditions()[i]
	view := GridView{
		Frame: p.frame("grid", gridAddress(graded.edition.ID), authoritiesLink, Link{Target: string(gridAddress("")), Word: "grids.title"}),
		Rules: graded.rules(), Held: len(graded.newest), Others: slices.Delete(p.gridEntries(), i, i+1),
	}
	view.About = graded.name()
	for _, area := range graded.edition.Areas {
		view.Areas = append(view.Areas, GridArea{area.Name, area.Short, area.Body})
		view.Explained = view.Explained || area.Short != "" || area.Body != ""
	}
	for _, part := range p.parts() {
		rows := GridPart{Anchor: part.anchor, Heading: part.heading, Elsewhere: part.elsewhere}
		for _, one := range part.councils {
			rows.Rows = append(rows.Rows, p.gridRow(graded, one))
		}
		view.Count += len(rows.Rows)
		view.Parts = append(view.Parts, rows)
	}
	return view
}

func (p *planner) gridRow(graded gradedEdition, one decode.Authority) GridRow {
	row := GridRow{Authority: p.neighbour(one.ID)}
	newest, held := graded.newest[one.ID]
	if !held {
		return row
	}
	row.Inspection, row.Earlier = linkTo(newest), graded.earlier[one.ID]
	if len(newest.Judgements) == 0 {
		row.Outcome = newest.Outcome
		return row
	}
	for _, area := range graded.edition.Areas {
		row.Cells = append(row.Cells, cellOf(newest, area.ID))
	}
	return row
}

func cellOf(one *link.Inspection, area string) string {
	for _, judgement := range one.Judgements {
		if judgement.Area == area {
			return judgement.Printed
		}
	}
	return ""
}
