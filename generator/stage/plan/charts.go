package plan

import (
	"maps"
	"slices"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/domain/document"
	"plainsight/generator/domain/metric"
	"plainsight/generator/kit/plot"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
)

// A Chart is what a picture of a metric shows, before it has a form.
type Chart struct {
	// ID is its anchor on the page, and the name of its files.
	ID string
	// Kind is "line", "bar", "dot", "multiples" or "table".
	Kind     string
	Headline string
	// Title, Definition, Unit, UnitWords and Year are the metric's.
	Title, Definition, Unit, UnitWords, Year string
	// Place is set where the series are not places but metrics or groups.
	Place  string
	Series []ChartSeries
	// Events are the inspections of the authority that the numbers are of, in
	// their time and in order.
	Events []ChartEvent
	Breaks []metric.Break
	Source document.Source
	// Numbers is the name of the file of its numbers.
	Numbers string
	// Metrics are the pages of what it shows. Own is set on such a page, which
	// has the numbers in a table of its own.
	Metrics []Link
	Own     bool
	// Still leaves out what needs scripts, for frames of other sites.
	Still bool
}

// ChartSeries are the numbers of one place or of one metric in order of time, or
// of its groups in the order of the file.
// It is of a time, and without a name, where groups are set beside each other
// at several.
type ChartSeries struct {
	Name   string
	Time   *metric.Period
	Points []ChartPoint
}

// A ChartPoint is one number. There may be very many, so they are drawn from where
// they lie.
type ChartPoint = plot.Point

// A ChartEvent is an inspection with the letter that stands for it.
type ChartEvent struct {
	Letter string
	// Activity is the inspection's: "focused-visit".
	Activity string
	// Inspectorate is who inspected, "" where that is not known.
	Inspectorate string
	Link         Link
}

// A wish is what is said of how a chart is drawn; each part may be "" or
// empty, and is then what suits the numbers.
type wish struct {
	id, kind, headline string
	places             []string
}

// chart gives the chart of a metric as the pages of an authority show it.
func (p *planner) chart(one decode.Metric, a *authority, asked wish) Chart {
	places := p.shownPlaces(one, a, asked)
	if len(asked.places) > 0 && p.several {
		a = p.theOne(places)
	}
	c := p.chartOf(one, a, asked)
	c.Series = p.seriesOf(one, places)
	return drawn(c, a)
}

// isDrawn tells whether the chart of a metric on its page for an authority has a
// picture.
func (p *planner) isDrawn(one *decode.Metric, a *authority) bool {
	if one.Chart != "" {
		return one.Chart != "table"
	}
	return suits(Chart{Series: p.seriesOf(*one, p.shownPlaces(*one, a, p.ownWish(one, a)))}) != "table"
}

// seriesOf are the numbers of a metric for some places, each with its name.
func (p *planner) seriesOf(one decode.Metric, places []string) (series []ChartSeries) {
	for _, place := range places {
		series = append(series, ChartSeries{Name: p.Authorities[place].Name, Points: p.pointsOf(one.Metric, place)})
	}
	return series
}

// seriesEverywhere are the numbers of metrics for all places. A page and some files
// beside it are made of the very same.
func (p *planner) seriesEverywhere() map[string]func() *[]ChartSeries {
	all := make(map[string]func() *[]ChartSeries, len(p.Metrics))
	for i := range p.Metrics {
		one := &p.Metrics[i]
		all[one.ID] = fleeting(func() *[]ChartSeries {
			series := p.seriesOf(*one, p.numbers[one.ID].places)
			return &series
		})
	}
	return all
}

// family gives the chart of several metrics for one place, which is that of the
// authority where no other is named.
func (p *planner) family(all []decode.Metric, a *authority, asked wish) Chart {
	place := a.ID
	if len(asked.places) > 0 {
		place = asked.places[0]
		a, _ = p.of(place)
	}
	c, titles := p.chartOf(all[0], a, asked), []string(nil)
	c.Place, c.Metrics = p.Authorities[place].Name, nil
	for _, one := range all {
		titles = append(titles, one.Title)
		c.Metrics = append(c.Metrics, p.metricLink(one, a))
		c.Series = append(c.Series, ChartSeries{Name: one.Title, Points: p.pointsOf(one.Metric, place)})
		if one.Unit != all[0].Unit {
			c.Unit, c.UnitWords = "", "" // all are counts, and each title says of what
		}
	}
	c.Title = strings.Join(titles, ", ")
	return drawn(c, a)
}

// whole gives all numbers that an authority's files of a metric have.
func (p *planner) whole(one decode.Metric, a *authority) Chart {
	c := p.chartOf(one, a, wish{kind: "table"})
	switch {
	case p.several && a.atHome():
		c.Series = *p.everywhere[one.ID]()
	case a.atHome():
		c.Series = p.seriesOf(one, p.placesFor(one.ID, a))
	default:
		c.Series = p.seriesOf(one, p.drawnFor(one, a))
	}
	return c
}

func (p *planner) chartOf(one decode.Metric, a *authority, asked wish) Chart {
	return Chart{
		ID: asked.id, Kind: asked.kind, Headline: asked.headline,
		Title: one.Title, Definition: one.Definition, Unit: one.Unit, UnitWords: one.UnitWords, Year: one.Year,
		Numbers: one.ID + ".csv", Breaks: one.Breaks, Source: p.Sources[one.Source],
		Metrics: []Link{p.metricLink(one, a)},
	}
}

// drawn decides how a chart is drawn, and marks the inspections of an
// authority.
func drawn(c Chart, a *authority) Chart {
	if c.Kind == "" {
		c.Kind = suits(c)
	}
	c = split(c)
	if c.Kind == "dot" {
		c = latest(c)
	}
	if c.Kind == "line" || c.Kind == "multiples" {
		c.Events = a.eventsWithin(c)
	}
	return c
}

// shownPlaces are the places of a chart: those that are asked for, or those
// that the pages of an authority show. Statistical neighbours are too many for
// lines, and are left to charts that ask for them.
func (p *planner) shownPlaces(one decode.Metric, a *authority, asked wish) (places []string) {
	all := p.drawnFor(one, a)
	neighbour := func(id string) bool { return slices.Contains(a.Neighbours, id) }
	switch {
	case len(asked.places) == 0 && (asked.kind == "dot" || len(all) <= mostLines):
		return all
	case len(asked.places) == 0:
		return slices.DeleteFunc(all, neighbour)
	}
	for _, id := range asked.places {
		if id != decode.Neighbours {
			places = append(places, id)
			continue
		}
		for _, id := range a.Neighbours {
			if p.numbers[one.ID].at[id].Len() > 0 && !slices.Contains(asked.places, id) {
				places = append(places, id)
			}
		}
	}
	return places
}

// placesOf are the places that a metric's own file names for its chart. On the
// pages of other authorities than the home, their own numbers and neighbours
// stand in their place.
func (p *planner) placesOf(one decode.Metric, a *authority) []string {
	switch {
	case a.atHome() || len(one.Shown) == 0:
		return one.Shown
	case slices.Contains(one.Shown, decode.Neighbours):
		return append(p.drawnFor(one, a), decode.Neighbours)
	}
	return nil
}

// split parts the numbers of one place that are told apart both by groups and
// by time: into a series for each group where the chart is over time, else into
// one for each time.
func split(c Chart) Chart {
	labels := groupsIn(c)
	if len(c.Series) != 1 || len(labels) < 2 {
		return c
	}
	times := timesIn(c)
	if len(times) < 2 {
		return c
	}
	overTime := c.Kind == "line" || c.Kind == "multiples"
	points := c.Series[0].Points
	c.Place, c.Series = c.Series[0].Name, nil
	if overTime {
		for _, label := range labels {
			c.Series = append(c.Series, ChartSeries{Name: label, Points: ofGroup(points, label)})
		}
		return c
	}
	at := map[metric.Period][]ChartPoint{}
	for _, point := range points {
		at[point.Period] = append(at[point.Period], point)
	}
	for _, time := range times {
		c.Series = append(c.Series, ChartSeries{Time: &time, Points: at[time]})
	}
	return c
}

// ofGroup are the numbers of a group in order of time.
func ofGroup(points []ChartPoint, label string) (of []ChartPoint) {
	for _, point := range points {
		if point.Label == label {
			point.Label = ""
			of = append(of, point)
		}
	}
	slices.SortStableFunc(of, func(a, b ChartPoint) int { return a.Period.Compare(b.Period) })
	return of
}

// groupsIn are the groups of the first place, in the order of the file.
func groupsIn(c Chart) (labels []string) {
	if len(c.Series) == 0 {
		return nil
	}
	for i := range c.Series[0].Points {
		if label := c.Series[0].Points[i].Label; !slices.Contains(labels, label) {
			labels = append(labels, label)
		}
	}
	return labels
}

// timesIn are those of the first place in their order.
func timesIn(c Chart) (times []metric.Period) {
	for i := range c.Series[0].Points {
		if time := c.Series[0].Points[i].Period; !slices.Contains(times, time) {
			times = append(times, time)
		}
	}
	slices.SortStableFunc(times, metric.Period.Compare)
	return times
}

// latest leaves the last time for which the first place has a number: dots set
// places beside each other at one time. Dots of groups stay as they are.
func latest(c Chart) Chart {
	if len(c.Series) == 0 {
		return c
	}
	var at metric.Period
	for _, point := range c.Series[0].Points {
		if point.Label != "" {
			return c
		}
		if point.Value.Known() || !at.Span.Known() {
			at = point.Period
		}
	}
	all := c.Series
	c.Series = nil
	for _, one := range all {
		one.Points = slices.DeleteFunc(slices.Clone(one.Points), func(point ChartPoint) bool { return point.Period.Span != at.Span })
		if len(one.Points) > 0 {
			c.Series = append(c.Series, one)
		}
	}
	return c
}

// theOne is the authority that a chart is about: the only one of its places
// that has pages of its own.
func (p *planner) theOne(places []string) *authority {
	one := ""
	for _, place := range places {
		_, found := p.stranger(place)
		switch {
		case found && one != "":
			return &authority{}
		case found:
			one = place
		}
	}
	a, _ := p.of(one)
	return a
}

// pointsOf are the numbers of a metric for a place. A page and the files beside it are
// made of the same, and all pages of those of the whole country, so that what was
// asked for lately is at hand.
func (p *planner) pointsOf(one metric.Metric, place string) []ChartPoint {
	numbers := p.numbers[one.ID]
	shown := numbers.at[place]
	if shown.Len() == 0 {
		return nil
	}
	points, _ := numbers.lately.Once(place, func() ([]ChartPoint, error) { return pointsIn(one, shown), nil })
	return points
}

func pointsIn(one metric.Metric, shown metric.Numbers) (points []ChartPoint) {
	points = make([]ChartPoint, 0, shown.Len())
	for o := range shown.All() {
		points = append(points, ChartPoint{Period: o.Period, Label: strings.Join(o.Groups, ", "), Value: o.Value, Status: o.Status, Note: o.Note})
	}
	if len(one.Groups) == 0 {
		slices.SortStableFunc(points, func(a, b ChartPoint) int { return a.Period.Compare(b.Period) })
	}
	return points
}

// most is how many bars, lines and small pictures one picture can hold.
const mostBars, mostLines, mostPanels = 12, 5, 12

// suits chooses the kind of chart: a line for three or more times, bars for
// three or more groups of one time or two, dots for three or more places at one
// time, and no picture for anything less. Two values are not a chart.
func suits(c Chart) string {
	if labels := groupsIn(c); len(labels) > 1 {
		return suitsGroups(c, labels, timesIn(c))
	}
	least, most := knownIn(c)
	switch times := allTimes(c); {
	case times >= 3 && most >= 3 && len(c.Series) <= mostLines:
		return "line"
	case times >= 3 && least >= 3 && len(c.Series) <= mostPanels:
		return "multiples"
	case times == 1 && len(c.Series) >= 3:
		return "dot"
	}
	return "table"
}

// suitsGroups chooses for the groups of one place.
func suitsGroups(c Chart, labels []string, times []metric.Period) string {
	if len(c.Series) != 1 {
		return "table"
	}
	points := c.Series[0].Points
	complete := len(points) == len(labels)*len(times)
	_, known := knownIn(c)
	switch {
	case complete && len(times) == 1 && known >= 3 && known <= mostBars:
		return "bar"
	case complete && len(times) == 2 && known >= 3 && len(points) <= mostBars:
		return "grouped-bar"
	case complete && len(times) >= 3 && len(labels) <= mostLines:
		return "line"
	case complete && len(times) >= 3 && len(labels) <= mostPanels:
		return "multiples"
	}
	return "table"
}

// knownIn is how many numbers the series have that has the fewest and that has
// the most of them.
func knownIn(c Chart) (least, most int) {
	for i, series := range c.Series {
		known := 0
		for _, point := range series.Points {
			if point.Value.Known() {
				known++
			}
		}
		if i == 0 || known < least {
			least = known
		}
		most = max(most, known)
	}
	return least, most
}

// allTimes is how many different times the numbers are for.
func allTimes(c Chart) int {
	times := map[string]bool{}
	for _, series := range c.Series {
		for _, point := range series.Points {
			times[point.Period.Printed] = true
		}
	}
	return len(times)
}

// eventsWithin are the inspections between the first and the last number.
func (a *authority) eventsWithin(c Chart) (events []ChartEvent) {
	var least *metric.Period
	var last date.Date
	for _, series := range c.Series {
		for i := range series.Points {
			period := &series.Points[i].Period
			if least == nil || period.Compare(*least) < 0 {
				least = period
			}
			if end := period.Span.Last.Last(); !last.Known() || end.Compare(last) > 0 {
				last = end
			}
		}
	}
	if least == nil {
		return nil // a chart of nothing, which was reported
	}
	first := least.Span.First.First()
	for _, one := range a.inspections {
		begun := one.Inspected.First()
		if begun.First().Compare(first) < 0 || begun.Last().Compare(last) > 0 {
			continue
		}
		letter := string(rune('A' + len(events)%26))
		events = append(events, ChartEvent{letter, one.Activity, one.Framework.Inspectorate, *linkTo(one)})
	}
	return events
}

// chartsIn gives the charts that a text about an authority asks for, by their
// anchors.
func (p *planner) chartsIn(text decode.Text, a *authority) map[string]Chart {
	charts := map[string]Chart{}
	for id, asked := range text.Charts {
		var all []decode.Metric
		for _, metric := range asked.Metrics {
			if one, found := p.Metric(metric); found {
				all = append(all, one)
			}
		}
		asking := wish{id, asked.Kind, asked.Headline, asked.Places}
		switch len(all) {
		case 0: // was reported
		case 1:
			charts[id] = p.chart(all[0], a, asking)
		default:
			charts[id] = p.family(all, a, asking)
		}
	}
	return charts
}

// A usage is a page whose text shows a metric or quotes a number of it, with
// the ID of the authority that it belongs to, "" for none.
type usage struct {
	page      Link
	authority string
}

// usedBy lists the pages that use a metric, as an authority's page of it has
// them: its own and those that belong to none.
func (p *planner) usedBy(id string, a *authority) (pages []Link) {
	for _, one := range p.used[id] {
		if one.authority == "" || one.authority == a.ID {
			pages = append(pages, one.page)
		}
	}
	return pages
}

// usages lists the pages that use each metric, each page once: the first page,
// then those whose texts do, then threads.
func usages(register *link.Register) map[string][]usage {
	used := map[string][]usage{}
	if !register.Settings.NoHome {
		for _, id := range register.Settings.FrontMetrics {
			used[id] = append(used[id], usage{Link{Target: string(address.Home), Word: "home.link"}, register.Home.ID})
		}
	}
	add := func(text *decode.Text, page Link, authority string) {
		for _, id := range metricsIn(text) {
			used[id] = append(used[id], usage{page, authority})
		}
	}
	for _, one := range register.Inspections {
		add(&one.Text, Link{Target: string(one.Address), Words: one.Title}, one.Authority.ID)
	}
	for _, one := range register.Documents {
		add(&one.Text, Link{Target: string(one.Address), Words: one.Title}, "")
	}
	for _, one := range register.Topics {
		add(&one.Text, Link{Target: string(address.Of("topics", one.ID)), Words: one.Title}, "")
	}
	for _, one := range register.Updates {
		add(&one.Text, Link{Target: string(address.Of("updates", one.ID)), Words: one.Title}, "")
	}
	for _, one := range register.Pages {
		add(&one.Text, Link{Target: string(address.Of(one.ID)), Words: one.Title}, "")
	}
	for _, one := range register.Threads {
		for _, id := range one.Metrics {
			used[id] = append(used[id], usage{Link{Target: string(one.Address), Words: one.Title}, one.Authority.ID})
		}
	}
	return used
}

// metricsIn lists the metrics that a text uses, each once, in the order of
// their names.
func metricsIn(text *decode.Text) []string {
	if len(text.Charts)+len(text.Figures) == 0 {
		return nil
	}
	found := map[string]bool{}
	for _, chart := range text.Charts {
		for _, id := range chart.Metrics {
			found[id] = true
		}
	}
	for _, figure := range text.Figures {
		found[figure.Metric] = true
	}
	return slices.Sorted(maps.Keys(found))
}
