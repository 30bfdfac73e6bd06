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

// times are the inspections of one authority as its timeline has them.
type times struct {
	timeline.Timeline
	inspections []link.Inspection
	records     []Record
}

// timesOf makes the timeline of an authority.
func (p planner) timesOf(authority string) times {
	var t times
	var entries []timeline.Entry
	for _, one := range p.Inspections {
		if one.Inspection.Authority != authority {
			continue
		}
		t.inspections = append(t.inspections, one)
		t.records = append(t.records, *p.record(one))
		entries = append(entries, timeline.Entry{Inspection: one.Inspection.Inspection, Framework: one.Framework, Edition: one.Edition})
	}
	t.Timeline = timeline.Of(entries, p.Register.Lanes)
	return t
}

// timelinePages plans the timeline of the home authority, and a page for each
// lane.
func timelinePages(p planner) []Page {
	t := p.home
	if len(t.Entries) == 0 {
		return nil
	}
	view := TimelineView{Frame: p.frame("timeline", "/timeline/"), Timeline: p.timeline(t, t.Lanes)}
	view.Timeline.around(p.happenings())
	view.Timeline.Moments = p.moments(t)
	pages := make([]Page, 1, len(t.Lanes)+1) // the timeline comes first, when its lanes are known
	for _, lane := range t.Lanes {
		view.Lanes = append(view.Lanes, laneLink(lane))
		pages = append(pages, p.lanePage(t, lane))
	}
	pages[0] = Page{Kind: "timeline", Address: "/timeline/", Anchors: []string{"list"}, View: view}
	return pages
}

func laneLink(lane timeline.Lane) Link {
	return Link{Target: string(address.Of("timeline", lane.ID)), Words: lane.Name}
}

// timeline makes the picture of some lanes.
func (p planner) timeline(t times, lanes []timeline.Lane) Timeline {
	all := Timeline{Breaks: breaks(t)}
	for i, entry := range t.Entries {
		first, last := entry.Inspected.First().Year, entry.Inspected.Last().Year
		if i == 0 || first < all.First {
			all.First = first
		}
		all.Last = max(all.Last, last)
	}
	all.Rows = []TimelineRow{inspectionsRow(t)}
	for _, lane := range lanes {
		all.Rows = append(all.Rows, laneRow(t, lane))
	}
	return all
}

// around adds events, and years to the axis where they lie outside it.
func (t *Timeline) around(events []Happening) {
	t.Events = events
	for _, event := range events {
		t.First, t.Last = min(t.First, event.Date.Year), max(t.Last, event.Date.Year)
	}
}

// inspectionsRow has a mark for every inspection and visit.
func inspectionsRow(t times) (row TimelineRow) {
	for _, entry := range t.Entries {
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
func laneRow(t times, lane timeline.Lane) TimelineRow {
	row := TimelineRow{Link: laneLink(lane)}
	for i, point := range lane.Points {
		if !point.Judged() && point.State != timeline.Together {
			continue
		}
		mark := TimelineMark{
			When: t.Entries[i].Inspected, State: point.State,
			Printed: point.Judgement.Printed, Step: point.Judgement.Step, Steps: point.Judgement.Steps,
		}
		if point.State == timeline.Together {
			mark.Band = t.Entries[i].Edition.Force
		}
		row.Marks = append(row.Marks, mark)
	}
	return row
}

func breaks(t times) (all []TimelineBreak) {
	for i, b := range t.Breaks {
		all = append(all, TimelineBreak{
			Number: i + 1, At: b.At,
			Between:   date.Span{First: t.Entries[b.After].Inspected.Last(), Last: t.Entries[b.After+1].Inspected.First()},
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
func breakAfter(t times, i int) *TimelineBreak {
	for n, b := range breaks(t) {
		if t.Breaks[n].After == i {
			return &b
		}
	}
	return nil
}

// moments lists inspections, events and breaks in order of time.
func (p planner) moments(t times) (all []Moment) {
	events := p.happenings()
	until := func(day date.Date) {
		for len(events) > 0 && events[0].Date.Compare(day) <= 0 {
			all = append(all, Moment{Event: &events[0]})
			events = events[1:]
		}
	}
	for i := range t.Entries {
		if change := breakAfter(t, i-1); change != nil {
			if change.At.Known() {
				until(change.At)
			} else {
				until(t.Entries[i].Inspected.First())
			}
			all = append(all, Moment{Break: change})
		}
		until(t.Entries[i].Inspected.First())
		all = append(all, Moment{Record: &t.records[i], Together: together(t, i)})
	}
	for i := range events {
		all = append(all, Moment{Event: &events[i]})
	}
	return all
}

func (p planner) happenings() (all []Happening) {
	for _, event := range p.Events {
		all = append(all, Happening{event.Date, event.Title, p.sourceLink(event.Source)})
	}
	return all
}

// sourceLink links to what a reference names: a place, a document, or a source
// where its publisher keeps it. It is nil where there is nothing to name.
func (p planner) sourceLink(reference decode.Reference) *Link {
	if one, found := p.Register.Inspection(reference.ID); found {
		return &Link{Target: withAnchor(one.Address, reference.Anchor), Words: one.Title}
	}
	if one, found := p.Document(reference.ID); found {
		return &Link{Target: withAnchor(one.Address, reference.Anchor), Words: one.Title}
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

func together(t times, i int) (stands []Stand) {
	for _, lane := range t.Lanes {
		if lane.Points[i].State == timeline.Together {
			stands = append(stands, stand(t, lane, i))
		}
	}
	return stands
}

func stand(t times, lane timeline.Lane, i int) Stand {
	point := lane.Points[i]
	s := Stand{Lane: laneLink(lane), State: point.State}
	switch {
	case point.Judged():
		s.Grade = grade(t.inspections[i], point.Judgement)
	case point.State == timeline.Together:
		s.With = point.Area.Name
	}
	return s
}

func (p planner) lanePage(t times, lane timeline.Lane) Page {
	target := address.Of("timeline", lane.ID)
	view := LaneView{
		Frame:     p.frame("lane", target, Link{Target: "/timeline/", Word: "timeline.title"}),
		Framework: lane.Own.Name,
		Timeline:  p.timeline(t, []timeline.Lane{lane}),
	}
	view.Title = lane.Name
	for i := range t.Entries {
		view.Stops = append(view.Stops, stopOf(t, lane, i))
	}
	for _, topic := range p.Topics {
		if slices.Contains(lane.Topics, topic.ID) {
			view.Topics = append(view.Topics, Link{Target: string(address.Of("topics", topic.ID)), Words: topic.Title})
		}
	}
	for _, one := range p.Metrics {
		if shares(one.Topics, lane.Topics) {
			view.Metric = append(view.Metric, Link{Target: string(address.Of("metrics", one.ID)), Words: one.Title})
		}
	}
	for _, one := range p.Threads {
		if shares(one.Topics, lane.Topics) {
			view.Threads = append(view.Threads, Link{Target: string(address.Of("threads", one.ID)), Words: one.Title})
		}
	}
	return Page{Kind: "lane", Address: target, View: view}
}

func shares(one, other []string) bool {
	return slices.ContainsFunc(one, func(id string) bool { return slices.Contains(other, id) })
}

// stopOf is one inspection in a lane, set beside the one before it that was
// judged there.
func stopOf(t times, lane timeline.Lane, i int) Stop {
	point := lane.Points[i]
	stop := Stop{
		Record: t.records[i], Stand: stand(t, lane, i), Note: point.Note, Break: breakAfter(t, i-1),
	}
	if before := judgedBefore(lane, i); before >= 0 && (point.Judged() || point.State == timeline.Together) {
		c := t.Compare(lane, before, i)
		stop.Before, stop.Closeness, stop.Why = linkTo(t.inspections[before]), c.Closeness, c.Notes
		stop.Note = ""
	}
	if one := t.inspections[i]; one.ReportHeld() {
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
func sectionOn(one link.Inspection, target string) *Entry {
	for _, entry := range contentsOf(string(one.Address), one.Text.Body) {
		if target != "" && entry.Target == target {
			return &entry
		}
	}
	return nil
}

// asksOn parts the findings of a report into those under a heading and those
// under no heading of an area, which are about all.
func asksOn(one link.Inspection, target string) (under, whole []Finding) {
	areas := map[string]bool{}
	for _, judgement := range one.Judgements {
		areas[grade(one, judgement).Target] = true
	}
	heading := ""
	at := map[string]string{}
	for _, block := range one.Text.Body.Blocks {
		if block.Kind == document.Heading && block.Level == 2 {
			heading = string(one.Address) + "#" + block.ID
		}
		for _, piece := range append([]document.Block{block}, block.Items...) {
			at[string(one.Address)+"#"+piece.ID] = heading
		}
	}
	for _, found := range asks(one) {
		switch heading := at[found.Target]; {
		case target != "" && heading == target:
			under = append(under, found)
		case !areas[heading] || heading == "":
			whole = append(whole, found)
		}
	}
	return under, whole
}

// indexOf finds an inspection of the timeline by its ID; it is -1 for none.
func (t times) indexOf(id string) int {
	return slices.IndexFunc(t.inspections, func(one link.Inspection) bool { return one.ID == id })
}

// small is the timeline as the home page shows it: all inspections, and the
// grades for the services as a whole or else of the first lane.
func (p planner) small(t times) *Timeline {
	if len(t.Lanes) == 0 {
		return nil
	}
	at := max(0, slices.IndexFunc(t.Lanes, func(lane timeline.Lane) bool { return strings.HasSuffix(lane.ID, "overall") }))
	small := p.timeline(t, t.Lanes[at:at+1])
	return &small
}
