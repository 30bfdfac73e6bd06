package plot

import (
	"math"
	"slices"
	"strconv"

	"plainsight/generator/domain/date"
	"plainsight/generator/domain/metric"
	"plainsight/generator/kit/language"
)

// An Extent is the days from the first to the last of a span, counted from a
// day long ago; the last one ends at its midnight.
type Extent struct{ From, To float64 }

// Middle is where a number for the span is drawn. A span of one day is drawn
// on its day.
func (e Extent) Middle() float64 { return (e.From + e.To) / 2 }

func (e Extent) Length() float64 { return e.To - e.From }

func ExtentOf(span date.Span) (Extent, bool) {
	first, last := span.First.First(), span.Last.Last()
	if !span.Last.Known() {
		last = span.First.Last()
	}
	if !span.Known() || first.Year() < 1 || last.Year() > 9999 || last.Year() < first.Year() || first.Month() > 12 || last.Month() > 12 {
		return Extent{}, false
	}
	e := Extent{float64(dayNumber(first)), float64(dayNumber(last)) + 1}
	return e, e.To > e.From
}

// TimeOf is from the first day of some periods to the last; without any it has no
// day.
func TimeOf(periods []metric.Period) Extent {
	time := Extent{math.Inf(1), math.Inf(-1)}
	for _, p := range periods {
		e, _ := ExtentOf(p.Span)
		time.From, time.To = min(time.From, e.From), max(time.To, e.To)
	}
	return time
}

// dayNumber counts days of the Gregorian calendar; years begin in March, so
// that the day that some years have more is their last.
func dayNumber(d date.Date) int {
	year, month := d.Year(), int(d.Month())-3
	if month < 0 {
		year, month = year-1, month+12
	}
	return 365*year + year/4 - year/100 + year/400 + (153*month+2)/5 + d.Day()
}

// Alike tells whether two numbers stand for about the same length of time, so
// that they can be compared.
func Alike(a, b Extent) bool {
	long, short := max(a.Length(), b.Length()), min(a.Length(), b.Length())
	return short*1.1 >= long
}

// PeriodsOf lists the periods of a chart, each once, in order of time.
func PeriodsOf(all []Series) (periods []metric.Period) {
	if len(all) == 1 && inOrder(all[0].Points) {
		periods = make([]metric.Period, len(all[0].Points))
		for i, point := range all[0].Points {
			periods[i] = point.Period
		}
		return periods
	}
	seen := map[date.Span]bool{}
	for _, series := range all {
		for _, point := range series.Points {
			if !seen[point.Period.Span] {
				seen[point.Period.Span] = true
				periods = append(periods, point.Period)
			}
		}
	}
	slices.SortStableFunc(periods, metric.Period.Compare)
	return periods
}

// inOrder tells whether each point is of a later period than the one before.
func inOrder(points []Point) bool {
	for i := 1; i < len(points); i++ {
		if points[i-1].Period.Compare(points[i].Period) >= 0 {
			return false
		}
	}
	return len(points) > 0
}

// PeriodWords is a period in words: "2006 to 2007", "31 March 2017".
func PeriodWords(p metric.Period, w *language.Words) string {
	if p.Years {
		return w.Word("period.years", "First", strconv.Itoa(p.Span.First.Year()), "Last", strconv.Itoa(p.Span.Last.Year()))
	}
	return w.Span(p.Span)
}

// When says a period as a part of a sentence: "in 2006 to 2007", "on 31
// March 2017", "from July to December 2010".
func When(p metric.Period, w *language.Words) string {
	switch {
	case p.Years:
		return w.Word("chart.in", "Period", PeriodWords(p, w))
	case p.Span.First != p.Span.Last:
		return w.Word("chart.from", "Period", PeriodWords(p, w))
	case p.Span.First.Exact():
		return w.Word("chart.on", "Period", PeriodWords(p, w))
	}
	return w.Word("chart.in", "Period", PeriodWords(p, w))
}

// SharedEnd is the last day of the years of a chart, where it is the same day
// of each year: 2006/07 alone does not say when it ends.
func SharedEnd(periods []metric.Period) (last date.Date, shared bool) {
	for _, p := range periods {
		end := p.Span.Last
		switch {
		case !p.Years:
			continue
		case shared && (end.Month() != last.Month() || end.Day() != last.Day()):
			return date.Date{}, false
		}
		last, shared = end, true
	}
	return last, shared
}

// SharedDay tells whether all periods are single days on the same day of the
// year, so that the year alone names them.
func SharedDay(periods []metric.Period) bool {
	for _, p := range periods {
		first := periods[0].Span.First
		if p.Span.First != p.Span.Last || !p.Span.First.Exact() || p.Span.First.Month() != first.Month() || p.Span.First.Day() != first.Day() {
			return false
		}
	}
	return len(periods) > 0
}

// Filled gives each of several series a point for every period of the chart,
// so that a number that one lacks is missing and not passed over.
func Filled(all []Series) []Series {
	if len(all) < 2 {
		return all
	}
	periods := PeriodsOf(all)
	full := make([]Series, len(all))
	for i, series := range all {
		full[i] = Series{Name: series.Name}
		rest := series.Points
		for _, p := range periods {
			had := false
			for len(rest) > 0 && rest[0].Period.Compare(p) <= 0 {
				full[i].Points = append(full[i].Points, rest[0])
				had = had || rest[0].Period.Compare(p) == 0
				rest = rest[1:]
			}
			if !had {
				full[i].Points = append(full[i].Points, Point{Period: p})
			}
		}
		full[i].Points = append(full[i].Points, rest...)
	}
	return full
}
