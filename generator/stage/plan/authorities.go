package plan

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/domain/framework"
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
	pages = append(pages, p.partPages("authorities-in", authoritiesAddress, p.authoritiesInFrame, func(of int) any { return p.authoritiesInView(of) })...)
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
		view.Region = p.regionLink(region)
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
	last := p.outcomes[id]
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

// outcomesOf are the most recent outcomes of authorities in the files of outcomes.
func outcomesOf(register *link.Register) map[string]*decode.Outcome {
	last := map[string]*decode.Outcome{}
	for i := range register.Outcomes {
		one := &register.Outcomes[i]
		if known := last[one.Authority]; known == nil || one.Inspected.Compare(known.Inspected) > 0 {
			last[one.Authority] = one
		}
	}
	return last
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
	for _, graded := range *p.gridded() {
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
		pages = append(pages, p.partPages("grid-in", gridAddress(edition),
			func(of int) Frame { return p.gridInFrame(i, of) }, func(of int) any { return p.gridInView(i, of) })...)
	}
	return pages
}

func (p *planner) gridView(i int) GridView {
	graded := (*p.gridded())[i]
	list := gridAddress(graded.edition.ID)
	view := graded.gridView(p.frame("grid", list, gridTrail...))
	view.About, view.Held, view.Others = graded.name(), len(graded.newest), slices.Delete(p.gridEntries(), i, i+1)
	for _, part := range p.parts() {
		view.Count += len(part.councils)
		if !p.onPages {
			view.Parts = append(view.Parts, GridPart{Anchor: part.anchor, Heading: part.heading, Elsewhere: part.elsewhere, Rows: p.gridRows(graded, part)})
		}
	}
	if p.onPages {
		view.Pages = p.partList(list, graded.held)
		view.Pages.Graded = true
	}
	return view
}

var gridTrail = []Link{authoritiesLink, {Target: string(gridAddress("")), Word: "grids.title"}}

func (p *planner) gridInFrame(i, of int) Frame {
	graded := (*p.gridded())[i]
	list := gridAddress(graded.edition.ID)
	return p.partFrame("grid-in", list, of, graded.name(), append(slices.Clip(gridTrail), Link{Target: string(list), Words: graded.name()})...)
}

// gridInView has the grades of one part of the councils.
func (p *planner) gridInView(i, of int) GridView {
	graded, part := (*p.gridded())[i], p.parts()[of]
	list := gridAddress(graded.edition.ID)
	view := graded.gridView(p.gridInFrame(i, of))
	view.Held, view.Count = graded.held(part), len(part.councils)
	view.Parts = []GridPart{{Rows: p.gridRows(graded, part)}}
	view.Before, view.After = p.partEntry(list, of-1), p.partEntry(list, of+1)
	return view
}

// gridView is what the pages with grades under the edition have alike.
func (g gradedEdition) gridView(frame Frame) GridView {
	view := GridView{Frame: frame, Rules: g.rules()}
	for _, area := range g.edition.Areas {
		view.Areas = append(view.Areas, GridArea{area.Name, area.Short, area.Body})
		view.Explained = view.Explained || area.Short != "" || area.Body != ""
	}
	return view
}

// held counts the councils of a part that have an inspection under the edition.
func (g gradedEdition) held(part part) (held int) {
	for _, one := range part.councils {
		if g.newest[one.ID] != nil {
			held++
		}
	}
	return held
}

func (p *planner) gridRows(graded gradedEdition, part part) (rows []GridRow) {
	for _, one := range part.councils {
		rows = append(rows, p.gridRow(graded, one))
	}
	return rows
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
