package plan

import (
	"slices"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/domain/document"
	"plainsight/generator/domain/framework"
	"plainsight/generator/domain/timeline"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
)

// timelinePages plans the timeline of an authority, and a page for each lane.
func timelinePages(p *planner, a *authority) []Page {
	if len(a.inspections) == 0 {
		return nil
	}
	target := a.at("timeline")
	page := Page{Kind: "timeline", Address: target, facts: listed, view: viewOfTimeline}.in(p.framed(a, target))
	if len(p.pairsOf(a)) > 0 {
		page.and("side-by-side")
	}
	pages := []Page{page}
	for i, lane := range a.timeline().Lanes {
		pages = append(pages, Page{Kind: "lane", Address: a.at("timeline", lane.ID), view: viewOfLane, one: int32(i)})
	}
	return append(pages, p.filePages(a, timelineFiles)...)
}

var listed = placed(document.AnchorsOf("list"))

func viewOfTimeline(page Page) any { return page.sight.planner().timelineView(page.sight.authority) }

func viewOfLane(page Page) any {
	a := page.sight.authority
	return page.sight.planner().laneView(a, a.timeline().Lanes[page.one])
}

func (p *planner) timelineView(a *authority) TimelineView {
	view := TimelineView{Frame: p.frameOf(a, "timeline", a.at("timeline")), Timeline: p.timeline(a, a.timeline().Lanes)}
	view.Timeline.around(p.happenings())
	view.Timeline.Moments = moments(a, p.happenings())
	for _, lane := range a.timeline().Lanes {
		view.Lanes = append(view.Lanes, a.laneLink(lane))
	}
	view.Pairs, view.Files = p.pairLinks(a), p.recordFiles(a, timelineFiles)
	view.Frames = p.framed(a, view.Address)
	return view
}

func (a *authority) laneLink(lane timeline.Lane) Link {
	return Link{Target: string(a.at("timeline", lane.ID)), Words: lane.Name}
}

// timeline makes the picture of some lanes.
func (p *planner) timeline(a *authority, lanes []timeline.Lane) Timeline {
	all := Timeline{Breaks: breaks(a)}
	for i, entry := range a.timeline().Entries {
		first, last := entry.Inspected.First().Year(), entry.Inspected.Last().Year()
		if i == 0 || first < all.First {
			all.First = first
		}
		all.Last = max(all.Last, last)
	}
	all.Rows = []TimelineRow{inspectionsRow(a)}
	for _, lane := range lanes {
		all.Rows = append(all.Rows, laneRow(a, lane))
	}
	return all
}

// around adds events, and years to the axis where they lie outside it.
func (t *Timeline) around(events []Happening) {
	t.Events = events
	for _, event := range events {
		t.First, t.Last = min(t.First, event.Date.Year()), max(t.Last, event.Date.Year())
	}
}

// inspectionsRow has a mark for every inspection and visit.
func inspectionsRow(a *authority) (row TimelineRow) {
	for _, entry := range a.timeline().Entries {
		state := timeline.Graded
		if len(entry.Judgements) == 0 {
			state = timeline.StateWithoutGrades(entry)
		}
		row.Marks = append(row.Marks, TimelineMark{When: entry.Inspected, State: state})
	}
	return row
}

// laneRow has a mark for every inspection that judged the lane, and none for
// visits, which never stand between grades.
func laneRow(a *authority, lane timeline.Lane) TimelineRow {
	row := TimelineRow{Link: a.laneLink(lane)}
	for i, point := range lane.Points {
		if !point.Judged() && point.State != timeline.Together {
			continue
		}
		mark := TimelineMark{
			When: a.timeline().Entries[i].Inspected, State: point.State,
			Printed: point.Judgement.Printed, Step: point.Judgement.Step, Steps: point.Judgement.Steps,
		}
		if point.State == timeline.Together {
			mark.Band = a.timeline().Entries[i].Edition.Force
		}
		row.Marks = append(row.Marks, mark)
	}
	return row
}

func breaks(a *authority) (all []TimelineBreak) {
	for i, b := range a.timeline().Breaks {
		all = append(all, TimelineBreak{
			Number: i + 1, At: b.At,
			Between:   date.Span{First: a.timeline().Entries[b.After].Inspected.Last(), Last: a.timeline().Entries[b.After+1].Inspected.First()},
			Framework: b.To.Name, Inside: b.Inside(), Scale: b.Scale,
			Gained: areaNames(b.Gained), Lost: areaNames(b.Lost),
		})
	}
	return all
}

func areaNames(areas []framework.Area) (names []string) {
	for _, area := range areas {
		names = append(names, area.Name)
	}
	return names
}

// breakAfter is the break between an entry and the next, nil for none.
func breakAfter(a *authority, i int) *TimelineBreak {
	for n, b := range breaks(a) {
		if a.timeline().Breaks[n].After == i {
			return &b
		}
	}
	return nil
}

// moments lists inspections, events and breaks in order of time.
func moments(a *authority, events []Happening) (all []Moment) {
	until := func(day date.Date) {
		for len(events) > 0 && events[0].Date.Compare(day) <= 0 {
			all = append(all, Moment{Event: &events[0]})
			events = events[1:]
		}
	}
	for i := range a.timeline().Entries {
		if change := breakAfter(a, i-1); change != nil {
			if change.At.Known() {
				until(change.At)
			} else {
				until(a.timeline().Entries[i].Inspected.First())
			}
			all = append(all, Moment{Break: change})
		}
		until(a.timeline().Entries[i].Inspected.First())
		all = append(all, Moment{Record: &a.records()[i], Others: together(a, i)})
	}
	for i := range events {
		all = append(all, Moment{Event: &events[i]})
	}
	return all
}

func (p *planner) happenings() (all []Happening) {
	for _, event := range p.Events {
		all = append(all, Happening{event.Date, event.Title, p.sourceLink(event.Source)})
	}
	return all
}

// sourceLink links to what a reference names: a place, a document, or a source
// where its publisher keeps it. It is nil where there is nothing to name.
func (p *planner) sourceLink(reference decode.Reference) *Link {
	if one, found := p.Register.Inspection(reference.ID); found {
		return &Link{Target: withAnchor(one.Address, reference.Anchor), Words: one.Title}
	}
	if one, found := p.Document(reference.ID); found {
		return &Link{Target: withAnchor(one.Address, reference.Anchor), Words: one.Title}
	}
	for _, one := range p.Documents { // a source that is held has a page of its own
		if one.Document.Source == reference.ID {
			return &Link{Target: string(one.Address), Words: one.Title}
		}
	}
	if source, found := p.Sources[reference.ID]; found {
		return &Link{Target: source.Link, Words: source.Title}
	}
	return nil
}

func withAnchor(page address.Page, anchor string) string {
	if anchor == "" {
		return string(page)
	}
	return string(page) + "#" + anchor
}

func together(a *authority, i int) (stands []Stand) {
	for _, lane := range a.timeline().Lanes {
		if lane.Points[i].State == timeline.Together {
			stands = append(stands, stand(a, lane, i))
		}
	}
	return stands
}

func stand(a *authority, lane timeline.Lane, i int) Stand {
	point := lane.Points[i]
	s := Stand{Lane: a.laneLink(lane), State: point.State}
	switch {
	case point.Judged():
		s.Grade = grade(a.inspections[i], point.Judgement)
	case point.State == timeline.Together:
		s.With = point.Area.Name
	}
	return s
}

func (p *planner) laneView(a *authority, lane timeline.Lane) LaneView {
	view := LaneView{
		Frame:     p.frameOf(a, "lane", a.at("timeline", lane.ID), a.timelineLink()),
		Framework: lane.Own.Name,
		Timeline:  p.timeline(a, []timeline.Lane{lane}),
	}
	view.Title = lane.Name
	for i := range a.timeline().Entries {
		view.Stops = append(view.Stops, stopOf(a, lane, i))
	}
	for _, topic := range p.Topics {
		if slices.Contains(lane.Topics, topic.ID) {
			view.Topics = append(view.Topics, Link{Target: string(address.Of("topics", topic.ID)), Words: topic.Title})
		}
	}
	for _, one := range p.Metrics {
		if shares(one.Topics, lane.Topics) && (a.atHome() || p.has(one.ID, a)) {
			view.Metric = append(view.Metric, p.metricLink(one, a))
		}
	}
	for _, one := range a.threads {
		if shares(one.Topics, lane.Topics) {
			view.Threads = append(view.Threads, Link{Target: string(one.Address), Words: one.Title})
		}
	}
	return view
}

func shares(one, other []string) bool {
	return slices.ContainsFunc(one, func(id string) bool { return slices.Contains(other, id) })
}

// stopOf is one inspection in a lane, set beside the one before it that was
// judged there.
func stopOf(a *authority, lane timeline.Lane, i int) Stop {
	point := lane.Points[i]
	stop := Stop{
		Record: a.records()[i], Stand: stand(a, lane, i), Note: point.Note, Break: breakAfter(a, i-1),
	}
	if before := judgedBefore(lane, i); before >= 0 && (point.Judged() || point.State == timeline.Together) {
		c := a.timeline().Compare(lane, before, i)
		stop.Before, stop.Closeness, stop.Why = linkTo(a.inspections[before]), c.Closeness, c.Notes
		stop.Note = ""
	}
	if one := a.inspections[i]; one.ReportHeld() {
		stop.Section = sectionOn(one, stop.Stand.Grade.Target)
		stop.Asks, stop.Whole = asksOn(one, stop.Stand.Grade.Target)
	}
	return stop
}

func judgedBefore(lane timeline.Lane, i int) int {
	for j := i - 1; j >= 0; j-- {
		if lane.Points[j].Judged() || lane.Points[j].State == timeline.Together {
			return j
		}
	}
	return -1
}

// sectionOn is the section of a report that has an address, nil for none.
func sectionOn(one *link.Inspection, target string) *Entry {
	if target == "" {
		return nil
	}
	entries := contentsOf(string(one.Address), one.Text.Outline)
	if at := slices.IndexFunc(entries, func(entry Entry) bool { return entry.Target == target }); at >= 0 {
		return &entries[at]
	}
	return nil
}

// asksOn parts the findings of a report into those under a heading and those
// under no heading of an area, which are about all.
func asksOn(one *link.Inspection, target string) (under, whole []Finding) {
	if countAsks(one) == 0 {
		return nil, nil
	}
	areas := make([]string, 0, len(one.Judgements))
	for _, judgement := range one.Judgements {
		area, _ := one.Edition.Area(judgement.Area)
		if heading, found := headingOf(one, area); found {
			areas = append(areas, heading)
		}
	}
	outline := &one.Text.Outline
	of := func(found *document.Finding) string {
		if section := outline.Above(*found, 2); section.Level > 0 {
			return section.ID
		}
		return ""
	}
	_, own, _ := strings.Cut(target, "#")
	under = asksWhere(one, func(found *document.Finding) bool { return own != "" && of(found) == own })
	whole = asksWhere(one, func(found *document.Finding) bool {
		heading := of(found)
		return heading == "" || heading != own && !slices.Contains(areas, heading)
	})
	return under, whole
}

func (a *authority) timelineLink() Link {
	return Link{Target: string(a.at("timeline")), Word: "timeline.title"}
}

// small is the timeline as the home page shows it.
func (p *planner) small(a *authority) *Timeline {
	if len(a.timeline().Lanes) == 0 {
		return nil
	}
	small := p.timeline(a, fewLanes(a.timeline().Lanes))
	return &small
}

// fewLanes are that of the services as a whole, or else the first. Where the
// newest grades have none there, as from April 2026, their lanes follow it.
func fewLanes(all []timeline.Lane) []timeline.Lane {
	at := max(0, slices.IndexFunc(all, func(lane timeline.Lane) bool { return strings.HasSuffix(lane.ID, "overall") }))
	few, newest := []timeline.Lane{all[at]}, newestJudged(all)
	if newest < 0 || all[at].Points[newest].Judged() {
		return few
	}
	for _, lane := range all {
		if lane.Points[newest].Judged() {
			few = append(few, lane)
		}
	}
	return few
}

// newestJudged is the number of the last entry that was judged in some lane, -1
// where none was.
func newestJudged(lanes []timeline.Lane) int {
	newest := -1
	for _, lane := range lanes {
		for i, point := range lane.Points {
			if point.Judged() {
				newest = max(newest, i)
			}
		}
	}
	return newest
}
