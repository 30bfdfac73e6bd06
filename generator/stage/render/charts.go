package render

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"plainsight/generator/domain/date"
	"plainsight/generator/domain/document"
	"plainsight/generator/domain/metric"
	"plainsight/generator/kit/language"
	"plainsight/generator/kit/memory"
	"plainsight/generator/kit/plot"
	"plainsight/generator/kit/prose"
	"plainsight/generator/kit/sheet"
	"plainsight/generator/kit/svg"
	"plainsight/generator/kit/table"
	"plainsight/generator/kit/zoom"
	"plainsight/generator/stage/plan"
)

// A drawn chart is what the template of a chart shows: the same numbers as
// picture, sentence and table.
type drawn struct {
	Chart plan.Chart
	// Headline is the message, or the title of the metric; Subtitle says
	// measure, place and period.
	Headline, Subtitle, Sentence string
	// SVG is "" where a picture would not help.
	SVG  template.HTML
	Grid table.Grid
	// OverTime tells that the rows are times, so that a number can have
	// changed since the row before.
	OverTime bool
	// Option is the interactive view as JSON.
	Option template.JS
}

// draw gives a chart its form; interactive tells that the theme has that view.
func (s speaker) draw(c plan.Chart, interactive bool) (d drawn, err error) {
	m, option := s.model(c), ""
	if interactive {
		if option, err = s.option(c); err != nil {
			return d, err
		}
	}
	return drawn{
		Chart: c, Headline: m.Heading(), Subtitle: m.Subtitle,
		SVG:      template.HTML(svg.Draw(m, s.words)), // made of escaped words by package svg
		Sentence: prose.Sentence(m, s.words),
		Grid:     table.Of(m, s.words),
		OverTime: c.Kind == "line" || c.Kind == "multiples",
		Option:   template.JS(option), // escaped by package zoom
	}, nil
}

func (s speaker) option(c plan.Chart) (string, error) {
	option, err := zoom.Option(s.model(unmarked(c)), s.words)
	return string(option), err
}

// model is the chart as package plot draws it.
func (s speaker) model(c plan.Chart) plot.Chart {
	m := plot.Chart{
		ID: c.ID, Kind: plot.Kind(c.Kind), Headline: c.Headline, Title: c.Title, Unit: c.Unit, UnitWords: c.UnitWords,
		Subtitle: s.subtitle(c), Source: s.origin(c.Source),
	}
	for _, series := range c.Series {
		one := plot.Series{Name: series.Name, Points: slices.Clip(series.Points)}
		if series.Time != nil {
			one.Name = s.shortPeriod(*series.Time)
		}
		m.Series = append(m.Series, one)
	}
	for _, event := range c.Events {
		m.Events = append(m.Events, plot.Event{
			Span: whole(event.Link.When), Letter: event.Letter, Target: event.Link.Target,
			Words: s.event(event),
		})
	}
	for _, b := range c.Breaks {
		m.Breaks = append(m.Breaks, plot.Break{At: b.At, Why: b.Why})
	}
	return m
}

// event says what an inspection was, by whom, and when.
func (s speaker) event(e plan.ChartEvent) string {
	activity, when := s.words.Word("activity."+e.Activity), s.words.Spans(e.Link.When)
	if e.Inspectorate == "" {
		return s.words.Word("figure.event", "Activity", activity, "When", when)
	}
	return s.words.Word("figure.event-by", "Activity", activity, "Inspectorate", e.Inspectorate, "When", when)
}

// whole is the span from the first day of several to the last.
func whole(spans date.Spans) date.Span { return date.Span{First: spans.First(), Last: spans.Last()} }

// subtitle says measure, places and period of a chart. The measure is left to
// the heading where that is the title of the metric, and period and unit where
// the title says them.
func (s speaker) subtitle(c plan.Chart) string {
	var parts []string
	if c.Headline != "" && len(c.Metrics) < 2 { // several metrics are named in the chart
		parts = append(parts, c.Title)
	}
	parts = append(parts, s.places(c))
	if reach := s.reach(c); !strings.Contains(c.Title, reach) {
		parts = append(parts, reach)
	}
	if c.Unit != "" && !strings.Contains(strings.ToLower(c.Title), strings.ToLower(c.Unit)) {
		unit := s.unit(c.Unit, c.UnitWords)
		if !strings.HasPrefix(c.Unit, "per ") || c.Unit == metric.PerCent {
			unit = s.words.Word("figure.unit", "Unit", unit)
		}
		parts = append(parts, unit)
	}
	return strings.Join(parts, ", ")
}

// places names the places of a chart; of many only the first, which is ours,
// since the chart names all others.
func (s speaker) places(c plan.Chart) string {
	if c.Place != "" {
		return c.Place
	}
	var places []string
	for _, series := range c.Series {
		places = append(places, series.Name)
	}
	if many := len(places) - 1; many > 4 {
		return s.words.Count("figure.beside", many, "Place", places[0])
	}
	return strings.Join(places, ", ")
}

// reach is the time from the first number to the last.
func (s speaker) reach(c plan.Chart) string {
	var from, to metric.Period
	none := true
	for _, series := range c.Series {
		for i := range series.Points {
			p := &series.Points[i].Period
			if none || p.Compare(from) < 0 {
				from = *p
			}
			if none || p.Compare(to) > 0 {
				to = *p
			}
			none = false
		}
	}
	if none {
		return ""
	}
	first, last := s.shortPeriod(from), s.shortPeriod(to)
	if first == last {
		return first
	}
	return s.words.Word("figure.reach", "First", first, "Last", last)
}

// shortPeriod is a year that spans two as it is printed, 2006/07, so that two
// of them can stand beside each other.
func (s speaker) shortPeriod(p metric.Period) string {
	if p.Years {
		return p.Printed
	}
	return s.words.Span(p.Span)
}

// origin says where numbers come from, for files that travel alone.
func (s speaker) origin(source document.Source) string {
	words := []string{source.Title, source.Publisher}
	if source.Date.Known() {
		words = append(words, s.words.Date(source.Date))
	}
	return strings.Join(slices.DeleteFunc(words, func(word string) bool { return word == "" }), ", ")
}

// unit names a unit. One that is written with each number has a name in the
// words of the theme, any other is a noun of the metric's.
func (s speaker) unit(unit, words string) string {
	for _, coded := range codedUnits {
		if unit == coded {
			return s.words.Word("unit." + strings.ReplaceAll(coded, " ", "-"))
		}
	}
	if number, rate := strings.CutPrefix(unit, "per "); rate {
		return s.words.Word("unit.per", "Number", number)
	}
	return cmp.Or(words, unit)
}

var codedUnits = []string{"pounds", "per cent", "ratio"}

// figureIDs are the words that subtitles need.
var figureIDs = below("figure", []string{"unit", "reach", "beside", "event", "event-by"})

// A fileWriter makes the bytes of a file that is not a page of HTML.
type fileWriter func(s speaker, assets assets, c plan.Chart) ([]byte, error)

// files are the formats beside HTML, by the kind of page that plans them. They
// have no elements that could tell one language from another.
var files = map[string]fileWriter{
	plan.NumbersFile: func(s speaker, _ assets, c plan.Chart) ([]byte, error) {
		return table.CSV(s.model(unmarked(c))), nil
	},
	plan.DescriptionFile: func(s speaker, _ assets, c plan.Chart) ([]byte, error) {
		return table.Description(s.model(unmarked(c)), language.Unmarked(c.Definition), c.Numbers)
	},
	plan.PictureFile: func(s speaker, _ assets, c plan.Chart) ([]byte, error) {
		return sheet.Fixed(s.model(unmarked(c)), s.words), nil
	},
	plan.PaintedFile: func(s speaker, assets assets, c plan.Chart) ([]byte, error) {
		return sheet.PNG(s.model(unmarked(c)), assets.typeface, s.words, assets.remembered)
	},
}

// unmarked is a chart whose words are no passages.
func unmarked(c plan.Chart) plan.Chart {
	c.Place = language.Unmarked(c.Place)
	c.Headline, c.Title, c.UnitWords = language.Unmarked(c.Headline), language.Unmarked(c.Title), language.Unmarked(c.UnitWords)
	c.Source.Title, c.Source.Publisher = language.Unmarked(c.Source.Title), language.Unmarked(c.Source.Publisher)
	c.Series, c.Breaks, c.Events = slices.Clone(c.Series), slices.Clone(c.Breaks), slices.Clone(c.Events)
	for i := range c.Series {
		one := &c.Series[i]
		one.Name = language.Unmarked(one.Name)
		marked := func(p plan.ChartPoint) bool { return language.Unmarked(p.Label) != p.Label }
		if !slices.ContainsFunc(one.Points, marked) {
			continue // as a rule, and they may be many
		}
		one.Points = slices.Clone(one.Points)
		for j := range one.Points {
			one.Points[j].Label = language.Unmarked(one.Points[j].Label)
		}
	}
	for i := range c.Breaks {
		c.Breaks[i].Why = language.Unmarked(c.Breaks[i].Why)
	}
	for i := range c.Events {
		c.Events[i].Inspectorate = language.Unmarked(c.Events[i].Inspectorate)
	}
	return c
}

// size says how large a file of a chart is, in thousands of bytes; so that
// nobody is surprised, it is made here as it will be made for itself, once for
// pages that offer it one after the other. What is dear to make is remembered until
// then.
func (s speaker) size(assets assets, sizes *memory.Lately[memory.Sum, int], d plan.Download) (template.HTML, error) {
	write, known := files[d.Link.Word]
	if !known {
		return "", fmt.Errorf("there is no file of the kind %q", d.Link.Word)
	}
	size, err := sizes.Once(memory.SumOf(d.Link.Word, d.Chart), func() (int, error) {
		if d.Link.Word == plan.NumbersFile { // which may be those of a country
			return table.Size(s.model(unmarked(d.Chart))), nil
		}
		bytes, err := write(s, assets, d.Chart)
		return len(bytes), err
	})
	if err != nil {
		return "", err
	}
	return s.word("metric.size", "Size", s.words.Number(max(1, (size+500)/1000)))
}
