package plan

import (
	"slices"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/document"
	"plainsight/generator/domain/metric"
	"plainsight/generator/stage/decode"
)

// A Chart is what a picture of a metric shows, before it has a form.
type Chart struct {
	// ID is its anchor on the page, and the name of its files.
	ID string
	// Kind is "line", "bar", "dot", "multiples" or "table".
	Kind     string
	Headline string
	// Title, Definition, Unit and Year are the metric's.
	Title, Definition, Unit, Year string
	Series                        []ChartSeries
	// Events are the inspections of the home authority in the time of the
	// numbers, in order.
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

// chart gives the chart of a metric for some places; the home authority where
// there is none. kind may be "", and is then what suits the numbers.
func (p planner) chart(one decode.Metric, id, kind, headline string, places []string) Chart {
	if len(places) == 0 {
		places = placesOf(one.Metric, p.Settings.Home)
	}
	c := Chart{
		ID: id, Kind: kind, Headline: headline,
		Title: one.Title, Definition: one.Definition, Unit: one.Unit, Year: one.Year,
		Numbers: one.ID + ".csv", Breaks: one.Breaks, Source: p.Sources[one.Source],
		Target: string(address.Of("metrics", one.ID)),
	}
	for _, place := range places {
		c.Series = append(c.Series, ChartSeries{p.Authorities[place].Name, pointsOf(one.Metric, place)})
	}
	if c.Kind == "" {
		c.Kind = suits(c)
	}
	if c.Kind == "line" {
		c.Events = p.eventsWithin(c)
	}
	return c
}

// placesOf lists the places of a metric, the home authority first.
func placesOf(one metric.Metric, home string) (places []string) {
	for _, observation := range one.Observations {
		if !slices.Contains(places, observation.Place) {
			places = append(places, observation.Place)
		}
	}
	slices.SortStableFunc(places, func(a, b string) int {
		switch {
		case a == home:
			return -1
		case b == home:
			return 1
		}
		return 0
	})
	return places
}

func pointsOf(one metric.Metric, place string) (points []ChartPoint) {
	for _, o := range one.Observations {
		if o.Place == place {
			points = append(points, ChartPoint{strings.Join(o.Groups, ", "), o.Period, o.Value, o.Status, o.Note})
		}
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
func (p planner) eventsWithin(c Chart) (events []ChartEvent) {
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
	for _, one := range p.Inspections {
		begun := one.Inspected.First()
		if one.Inspection.Authority != p.Settings.Home || begun.First().Compare(first) < 0 || begun.Last().Compare(last) > 0 {
			continue
		}
		letter := string(rune('A' + len(events)%26))
		events = append(events, ChartEvent{letter, one.Activity, one.Framework.Inspectorate, *linkTo(one)})
	}
	return events
}

// chartsIn gives the charts that a text asks for, by their anchors.
func (p planner) chartsIn(text decode.Text) map[string]Chart {
	charts := map[string]Chart{}
	for id, asked := range text.Charts {
		if one, found := p.Metric(asked.Metric); found {
			charts[id] = p.chart(one, id, asked.Kind, asked.Headline, asked.Places)
		}
	}
	return charts
}

// usedBy lists the pages whose texts show a metric or quote a number of it.
func (p planner) usedBy(id string) (pages []Link) {
	add := func(text decode.Text, target address.Page, title string) {
		for _, chart := range text.Charts {
			if chart.Metric == id {
				pages = append(pages, Link{Target: string(target), Words: title})
				return
			}
		}
		for _, figure := range text.Body.Figures {
			if figure.Metric == id {
				pages = append(pages, Link{Target: string(target), Words: title})
				return
			}
		}
	}
	for _, one := range p.Inspections {
		add(one.Text, one.Address, one.Title)
	}
	for _, one := range p.Documents {
		add(one.Text, one.Address, one.Title)
	}
	for _, one := range p.Topics {
		add(one.Text, address.Of("topics", one.ID), one.Title)
	}
	for _, one := range p.Updates {
		add(one.Text, address.Of("updates", one.ID), one.Title)
	}
	for _, one := range p.Register.Pages {
		add(one.Text, address.Of(one.ID), one.Title)
	}
	return pages
}

// Files of a metric beside its page.
const (
	NumbersFile     = "metric.csv"
	DescriptionFile = "metric.csvw"
	PictureFile     = "metric.svg"
	PaintedFile     = "metric.png"
)

// A FileView is what a file of a metric is made from.
type FileView struct{ Chart Chart }

// metricFiles plans the files of a metric in the formats that the site makes.
func (p planner) metricFiles(c Chart, id string) (pages []Page) {
	for _, file := range metricFormats {
		if !slices.Contains(p.Settings.Formats, file.format) || file.drawn && c.Kind == "table" {
			continue
		}
		pages = append(pages, Page{Kind: file.kind, Address: file.address(id), View: FileView{c}})
	}
	return pages
}

// metricFormats are the files of a metric, each with its format in the
// settings. Drawn ones are made only where there is a picture.
var metricFormats = []struct {
	format, kind string
	drawn        bool
	address      func(id string) address.Page
}{
	{"csv", NumbersFile, false, func(id string) address.Page { return address.Page("/data/metrics/" + id + ".csv") }},
	{"csv", DescriptionFile, false, func(id string) address.Page { return address.Page("/data/metrics/" + id + ".csv-metadata.json") }},
	{"svg", PictureFile, true, func(id string) address.Page { return address.Page("/metrics/" + id + "/" + id + ".svg") }},
	{"png", PaintedFile, true, func(id string) address.Page { return address.Page("/metrics/" + id + "/" + id + ".png") }},
}

// downloads links to the files of a metric; the kind of each is its word.
func downloads(files []Page) (links []Link) {
	for _, file := range files {
		links = append(links, Link{Target: string(file.Address), Word: file.Kind})
	}
	return links
}
