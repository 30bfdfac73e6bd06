package plan

import (
	"slices"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/domain/timeline"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
)

// comparePages plans a page for each pair of inspections of the home authority
// that are set side by side.
func comparePages(p planner) (pages []Page) {
	for _, pair := range p.home.Pairs() {
		pages = append(pages, p.comparePage(p.home, pair[0], pair[1]))
	}
	return pages
}

func compareAddress(t times, a, b int) address.Page {
	return address.Of("compare", t.Entries[a].ID+"-and-"+t.Entries[b].ID)
}

func (p planner) comparePage(t times, a, b int) Page {
	before, after := t.inspections[a], t.inspections[b]
	at := compareAddress(t, a, b)
	view := CompareView{
		Frame:    p.frame("compare", at, Link{Target: "/timeline/", Word: "timeline.title"}),
		Compared: compared(t, a, b),
		Then:     t.records[a], Now: t.records[b],
		AsksThen: asks(before), AsksNow: asks(after),
		Threads: p.threadsBetween(before.ID, after.ID),
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
func compared(t times, a, b int) Compared {
	c := Compared{
		Target: string(compareAddress(t, a, b)),
		Before: *linkTo(t.inspections[a]), After: *linkTo(t.inspections[b]),
	}
	byDegree := map[timeline.Closeness][]ComparedArea{}
	for _, lane := range t.Lanes {
		if !lane.Points[a].Judged() && !lane.Points[b].Judged() {
			continue
		}
		found := t.Compare(lane, a, b)
		byDegree[found.Closeness] = append(byDegree[found.Closeness],
			ComparedArea{laneLink(lane), stand(t, lane, a), stand(t, lane, b), found.Notes})
	}
	for _, degree := range timeline.Degrees {
		if areas := byDegree[degree]; len(areas) > 0 {
			c.Degrees = append(c.Degrees, Degree{degree, areas})
		}
	}
	return c
}

// since is what changed since the inspection before, nil where there is none
// or where the inspection is another authority's.
func (p planner) since(id, authority string) *Compared {
	i := p.home.indexOf(id)
	if authority != p.Settings.Home || i < 0 || p.home.Before(i) < 0 {
		return nil
	}
	c := compared(p.home, p.home.Before(i), i)
	return &c
}

// threadsBetween are the threads that have a place in both of two inspections,
// or the silence of the later one.
func (p planner) threadsBetween(before, after string) (entries []ThreadEntry) {
	for _, one := range p.Threads {
		places := append([]decode.Step{{At: one.Starts}}, one.Steps...)
		has := func(id string) bool {
			return slices.ContainsFunc(places, func(step decode.Step) bool { return step.At.ID == id })
		}
		if has(before) && has(after) {
			entries = append(entries, p.threadEntry(one))
		}
	}
	return entries
}
