package plan

import (
	"cmp"
	"slices"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/domain/document"
	"plainsight/generator/domain/timeline"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
)

// comparePages plans a page for each pair of inspections of an authority that
// are set side by side.
func comparePages(p *planner, a *authority) (pages []Page) {
	for _, pair := range p.pairsOf(a) {
		pages = append(pages, Page{
			Kind: "compare", Address: compareAddress(a, pair[0], pair[1]), facts: besides,
			view: viewOfPair, one: int32(pair[0]), another: int32(pair[1]),
		})
	}
	return pages
}

func viewOfPair(page Page) any {
	return page.sight.planner().compareView(page.sight.authority, int(page.one), int(page.another))
}

// besides are the facts of a page of two inspections side by side.
var besides = placed(document.AnchorsOf("areas", "findings"))

// pairsOf are the pairs that follow from the inspections of an authority, and
// those that people name, in the order of the later one.
func (p *planner) pairsOf(a *authority) [][2]int {
	pairs := a.timeline().Pairs()
	for _, named := range p.Register.Pairs {
		pair := [2]int{a.indexOf(named.Then.Address), a.indexOf(named.Now.Address)}
		if pair[0] >= 0 && pair[1] >= 0 && !slices.Contains(pairs, pair) {
			pairs = append(pairs, pair)
		}
	}
	slices.SortFunc(pairs, func(one, other [2]int) int {
		return cmp.Or(cmp.Compare(one[1], other[1]), cmp.Compare(one[0], other[0]))
	})
	return pairs
}

// why is what people wrote on two inspections.
func (p *planner) why(then, now *link.Inspection) string {
	for _, named := range p.Register.Pairs {
		if named.Then.Address == then.Address && named.Now.Address == now.Address {
			return named.Why
		}
	}
	return ""
}

func (p *planner) pairLinks(a *authority) (links []PairLink) {
	for _, pair := range p.pairsOf(a) {
		links = append(links, PairLink{
			string(compareAddress(a, pair[0], pair[1])), *linkTo(a.inspections[pair[0]]), *linkTo(a.inspections[pair[1]]),
		})
	}
	return links
}

func compareAddress(a *authority, i, j int) address.Page {
	return a.at("compare", a.timeline().Entries[i].ID+"-and-"+a.timeline().Entries[j].ID)
}

func (p *planner) compareView(a *authority, i, j int) CompareView {
	before, after := a.inspections[i], a.inspections[j]
	view := CompareView{
		Frame:    p.frameOf(a, "compare", compareAddress(a, i, j), a.timelineLink()),
		Compared: compared(a, i, j),
		Why:      p.why(before, after),
		Then:     a.records()[i], Now: a.records()[j],
		AsksThen: asks(before), AsksNow: asks(after),
		Threads: p.threadsBetween(a, before, after),
	}
	view.Subject = a.subjectOf(i, j)
	return view
}

// subjectOf names two inspections by their years, or by months where one of the
// years had another inspection too.
func (a *authority) subjectOf(i, j int) date.Spans {
	first, second := a.inspections[i].Inspected.First(), a.inspections[j].Inspected.First()
	if a.alone(first.Year()) && a.alone(second.Year()) {
		return date.Spans{{First: first.InYear(), Last: second.InYear()}}
	}
	return date.Spans{{First: first.InMonth(), Last: second.InMonth()}}
}

// alone tells whether a year had a single inspection.
func (a *authority) alone(year int) bool {
	found := 0
	for _, one := range a.inspections {
		if one.Inspected.First().Year() == year {
			found++
		}
	}
	return found == 1
}

// compared sets two inspections side by side, lane by lane. Lanes in which
// neither was judged are left out.
func compared(a *authority, i, j int) Compared {
	c := Compared{
		Target: string(compareAddress(a, i, j)),
		Before: *linkTo(a.inspections[i]), After: *linkTo(a.inspections[j]),
	}
	byDegree := map[timeline.Closeness][]ComparedArea{}
	for _, lane := range a.timeline().Lanes {
		if !lane.Points[i].Judged() && !lane.Points[j].Judged() {
			continue
		}
		found := a.timeline().Compare(lane, i, j)
		byDegree[found.Closeness] = append(byDegree[found.Closeness],
			ComparedArea{a.laneLink(lane), stand(a, lane, i), stand(a, lane, j), found.Notes})
	}
	for _, degree := range timeline.Degrees {
		if areas := byDegree[degree]; len(areas) > 0 {
			c.Degrees = append(c.Degrees, Degree{degree, areas})
		}
	}
	return c
}

// since is what changed since the inspection before, nil where there is none.
func (a *authority) since(i int) *Compared {
	if a.timeline().Before(i) < 0 {
		return nil
	}
	c := compared(a, a.timeline().Before(i), i)
	return &c
}

// threadsBetween are the threads that have a place in both of two inspections,
// or the silence of the later one.
func (p *planner) threadsBetween(a *authority, before, after *link.Inspection) (entries []ThreadEntry) {
	for _, one := range a.threads {
		places := append([]decode.Step{{At: one.Starts}}, one.Steps...)
		has := func(wanted *link.Inspection) bool {
			return slices.ContainsFunc(places, func(step decode.Step) bool {
				named, found := p.Register.Inspection(step.At.ID)
				return found && named.Address == wanted.Address
			})
		}
		if has(before) && has(after) {
			entries = append(entries, p.threadEntry(one))
		}
	}
	return entries
}
