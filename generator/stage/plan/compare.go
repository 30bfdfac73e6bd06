package plan

import (
	"slices"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/domain/timeline"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
)

// comparePages plans a page for each pair of inspections of an authority that
// are set side by side.
func comparePages(p planner, a authority) (pages []Page) {
	for _, pair := range a.Pairs() {
		pages = append(pages, p.comparePage(a, pair[0], pair[1]))
	}
	return pages
}

func compareAddress(a authority, i, j int) address.Page {
	return a.at("compare", a.Entries[i].ID+"-and-"+a.Entries[j].ID)
}

func (p planner) comparePage(a authority, i, j int) Page {
	before, after := a.inspections[i], a.inspections[j]
	at := compareAddress(a, i, j)
	view := CompareView{
		Frame:    p.frameOf(a, "compare", at, a.timelineLink()),
		Compared: compared(a, i, j),
		Then:     a.records[i], Now: a.records[j],
		AsksThen: asks(before), AsksNow: asks(after),
		Threads: p.threadsBetween(a, before, after),
	}
	view.Subject = subjectOf(before, after)
	return Page{Kind: "compare", Address: at, Anchors: []string{"areas", "findings"}, View: view}
}

// subjectOf names two inspections by their years, or by months where the year
// is the same.
func subjectOf(before, after link.Inspection) date.Spans {
	first, second := before.Inspected.First(), after.Inspected.First()
	first.Day, second.Day = 0, 0
	if first.Year != second.Year {
		first.Month, second.Month = 0, 0
	}
	return date.Spans{{First: first, Last: second}}
}

// compared sets two inspections side by side, lane by lane. Lanes in which
// neither was judged are left out.
func compared(a authority, i, j int) Compared {
	c := Compared{
		Target: string(compareAddress(a, i, j)),
		Before: *linkTo(a.inspections[i]), After: *linkTo(a.inspections[j]),
	}
	byDegree := map[timeline.Closeness][]ComparedArea{}
	for _, lane := range a.Lanes {
		if !lane.Points[i].Judged() && !lane.Points[j].Judged() {
			continue
		}
		found := a.Compare(lane, i, j)
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
func (a authority) since(i int) *Compared {
	if a.Before(i) < 0 {
		return nil
	}
	c := compared(a, a.Before(i), i)
	return &c
}

// threadsBetween are the threads that have a place in both of two inspections,
// or the silence of the later one.
func (p planner) threadsBetween(a authority, before, after link.Inspection) (entries []ThreadEntry) {
	for _, one := range a.threads {
		places := append([]decode.Step{{At: one.Starts}}, one.Steps...)
		has := func(wanted link.Inspection) bool {
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
