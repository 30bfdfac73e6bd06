package plan

import (
	"maps"
	"slices"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/document"
	"plainsight/generator/domain/metric"
	"plainsight/generator/kit/language"
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
	Series                                   []ChartSeries
	// Events are the inspections of the authority that the numbers are of, in
	// their time and in order.
	Events []ChartEvent
	Breaks []metric.Break
	Source document.Source
	// Numbers is the name of the file of its numbers.
	Numbers string
	// Target is the page of the metric. Own is set on that page, which has the
	// numbers in a table of its own.
	Target string
	Own    bool
}

// ChartSeries are the numbers of one place in order of time, or of its groups
// in the order of the file.
type ChartSeries struct {
	Name   string
	Points []ChartPoint
}

// A ChartPoint is one number; Label is the group that it is for, "" for none.
type ChartPoint struct {
	Label  string
	Period metric.Period
	Value  metric.Value
	Status string
	Note   string
}

// A ChartEvent is an inspection with the letter that stands for it.
type ChartEvent struct {
	Letter string
	// Activity is the inspection's: "focused-visit".
	Activity string
	// Inspectorate is who inspected, "" where that is not known.
	Inspectorate string
	Link         Link
}

// chart gives the chart of a metric for some places; where none is named, for
// those of the pages of an authority. kind may be "", and is then what suits
// the numbers.
func (p planner) chart(one decode.Metric, a authority, id, kind, headline string, places []string) Chart {
	if len(places) == 0 {
		places = p.drawnFor(one, a)
	} else if p.several {
		a = p.theOne(places)
	}
	c := Chart{
		ID: id, Kind: kind, Headline: headline,
		Title: one.Title, Definition: one.Definition, Unit: one.Unit, UnitWords: one.UnitWords, Year: one.Year,
		Numbers: one.ID + ".csv", Breaks: one.Breaks, Source: p.Sources[one.Source],
		Target: p.metricLink(one, a).Target,
	}
	for _, place := range places {
		c.Series = append(c.Series, ChartSeries{p.Authorities[place].Name, p.pointsOf(one.Metric, place)})
	}
	if c.Kind == "" {
		c.Kind = suits(c)
	}
	if c.Kind == "line" {
		c.Events = a.eventsWithin(c)
	}
	return c
}

// theOne is the authority that a chart is about: the only one of its places
// that has pages of its own.
func (p planner) theOne(places []string) (one authority) {
	for _, place := range places {
		a, found := p.of(place)
		switch {
		case found && one.ID != "":
			return authority{}
		case found:
			one = a
		}
	}
	return one
}

func (p planner) pointsOf(one metric.Metric, place string) (points []ChartPoint) {
	for _, o := range p.numbers[one.ID].at[place] {
		points = append(points, ChartPoint{strings.Join(o.Groups, ", "), o.Period, o.Value, o.Status, o.Note})
	}
	if len(one.Groups) == 0 {
		slices.SortStableFunc(points, func(a, b ChartPoint) int { return a.Period.Compare(b.Period) })
	}
	return points
}

// most is how many bars, and how many lines, one picture can hold.
const mostBars, mostLines = 12, 5

// suits chooses the kind of chart: a line for three or more times, bars for
// three or more groups of one time, and no picture for anything less. Two
// values are not a chart.
func suits(c Chart) string {
	times, labels, most := map[string]bool{}, map[string]bool{}, 0
	for _, series := range c.Series {
		known := 0
		for _, point := range series.Points {
			if point.Value.Known() {
				known++
			}
		}
		most = max(most, known)
		for _, point := range series.Points {
			times[point.Period.Printed] = true
			labels[point.Label] = true
		}
	}
	grouped := len(labels) > 1
	switch {
	case grouped && len(times) == 1 && len(c.Series) == 1 && most >= 3 && most <= mostBars:
		return "bar"
	case !grouped && len(times) >= 3 && most >= 3 && len(c.Series) <= mostLines:
		return "line"
	case !grouped && len(times) == 1 && len(c.Series) >= 3:
		return "dot"
	}
	return "table"
}

// eventsWithin are the inspections between the first and the last number.
func (a authority) eventsWithin(c Chart) (events []ChartEvent) {
	var all []metric.Period
	for _, series := range c.Series {
		for _, point := range series.Points {
			all = append(all, point.Period)
		}
	}
	if len(all) == 0 {
		return nil // a chart of nothing, which was reported
	}
	first := slices.MinFunc(all, metric.Period.Compare).Span.First.First()
	last := slices.MaxFunc(all, func(a, b metric.Period) int {
		return a.Span.Last.Last().Compare(b.Span.Last.Last())
	}).Span.Last.Last()
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
func (p planner) chartsIn(text decode.Text, a authority) map[string]Chart {
	charts := map[string]Chart{}
	for id, asked := range text.Charts {
		if one, found := p.Metric(asked.Metric); found {
			charts[id] = p.chart(one, a, id, asked.Kind, asked.Headline, asked.Places)
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
func (p planner) usedBy(id string, a authority) (pages []Link) {
	for _, one := range p.used[id] {
		if one.authority == "" || one.authority == a.ID {
			pages = append(pages, one.page)
		}
	}
	return pages
}

// usages lists the pages that use each metric, each page once.
func usages(register *link.Register) map[string][]usage {
	used := map[string][]usage{}
	add := func(text decode.Text, page Link, authority string) {
		for _, id := range metricsIn(text) {
			used[id] = append(used[id], usage{page, authority})
		}
	}
	for _, one := range register.Inspections {
		add(one.Text, Link{Target: string(one.Address), Words: one.Title}, one.Authority.ID)
	}
	for _, one := range register.Documents {
		add(one.Text, Link{Target: string(one.Address), Words: one.Title}, "")
	}
	for _, one := range register.Topics {
		add(one.Text, Link{Target: string(address.Of("topics", one.ID)), Words: one.Title}, "")
	}
	for _, one := range register.Updates {
		add(one.Text, Link{Target: string(address.Of("updates", one.ID)), Words: one.Title}, "")
	}
	for _, one := range register.Pages {
		add(one.Text, Link{Target: string(address.Of(one.ID)), Words: one.Title}, "")
	}
	return used
}

// metricsIn lists the metrics that a text uses, each once, in the order of
// their names.
func metricsIn(text decode.Text) []string {
	found := map[string]bool{}
	for _, chart := range text.Charts {
		found[chart.Metric] = true
	}
	for _, figure := range text.Body.Figures {
		found[figure.Metric] = true
	}
	return slices.Sorted(maps.Keys(found))
}

// Files of a metric beside its page.
const (
	NumbersFile     = "metric.csv"
	DescriptionFile = "metric.csvw"
	PictureFile     = "metric.svg"
	PaintedFile     = "metric.png"
)

// A FileView is what a file of a metric is made from.
type FileView struct {
	Chart Chart
	// Lang is the language of its words.
	Lang string
}

// metricFiles plans the files of a metric in the formats that the site makes.
func (p planner) metricFiles(c Chart, a authority, id string) (pages []Page) {
	for _, file := range metricFormats {
		if !slices.Contains(p.Settings.Formats, file.format) || file.drawn && c.Kind == "table" {
			continue
		}
		if file.kind == PaintedFile && !language.Paintable(p.Lang) {
			continue // letters that join, or run from right to left, cannot be painted one by one
		}
		pages = append(pages, Page{Kind: file.kind, Address: address.Page(string(a.root) + file.address(id)), View: FileView{c, p.Lang}})
	}
	return pages
}

// metricFormats are the files of a metric, each with its format in the
// settings. Drawn ones are made only where there is a picture.
var metricFormats = []struct {
	format, kind string
	drawn        bool
	// address is below that of the authority.
	address func(id string) string
}{
	{"csv", NumbersFile, false, func(id string) string { return "data/metrics/" + id + ".csv" }},
	{"csv", DescriptionFile, false, func(id string) string { return "data/metrics/" + id + ".csv-metadata.json" }},
	{"svg", PictureFile, true, func(id string) string { return "metrics/" + id + "/" + id + ".svg" }},
	{"png", PaintedFile, true, func(id string) string { return "metrics/" + id + "/" + id + ".png" }},
}

// downloads links to the files of a metric; the kind of each is its word.
func downloads(files []Page) (links []Link) {
	for _, file := range files {
		links = append(links, Link{Target: string(file.Address), Word: file.Kind})
	}
	return links
}
