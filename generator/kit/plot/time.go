package plot

import (
	"slices"

	"plainsight/generator/domain/date"
	"plainsight/generator/domain/metric"
	"plainsight/generator/kit/language"
)

// An extent is the days from the first to the last of a span, counted from a
// day long ago; the last one ends at its midnight.
type extent struct{ from, to float64 }

// middle is where a number for the span is drawn. A span of one day is drawn
// on its day.
func (e extent) middle() float64 { return (e.from + e.to) / 2 }

func (e extent) length() float64 { return e.to - e.from }

func extentOf(span date.Span) (extent, bool) {
	first, last := span.First.First(), span.Last.Last()
	if !span.Last.Known() {
		last = span.First.Last()
	}
	if !span.Known() || first.Year < 1 || last.Year > 9999 || last.Year < first.Year || first.Month > 12 || last.Month > 12 {
		return extent{}, false
	}
	e := extent{float64(dayNumber(first)), float64(dayNumber(last)) + 1}
	return e, e.to > e.from
}

// dayNumber counts days of the Gregorian calendar; years begin in March, so
// that the day that some years have more is their last.
func dayNumber(d date.Date) int {
	year, month := d.Year, int(d.Month)-3
	if month < 0 {
		year, month = year-1, month+12
	}
	return 365*year + year/4 - year/100 + year/400 + (153*month+2)/5 + d.Day
}

// alike tells whether two numbers stand for about the same length of time, so
// that they can be compared.
func alike(a, b extent) bool {
	long, short := max(a.length(), b.length()), min(a.length(), b.length())
	return short*1.1 >= long
}

// periodsOf lists the periods of a chart, each once, in order of time.
func periodsOf(all []Series) (periods []metric.Period) {
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

// periodWords is a period in words: "2006 to 2007", "31 March 2017".
func periodWords(p metric.Period, w *language.Words) string {
	if p.Years {
		return w.Word("period.years", "First", year(p.Span.First), "Last", year(p.Span.Last))
	}
	return w.Span(p.Span)
}

// within says a period as a part of a sentence: "in 2006 to 2007", "on 31
// March 2017", "from July to December 2010".
func within(p metric.Period, w *language.Words) string {
	switch {
	case p.Years:
		return w.Word("chart.in", "Period", periodWords(p, w))
	case p.Span.First != p.Span.Last:
		return w.Word("chart.from", "Period", periodWords(p, w))
	case p.Span.First.Exact():
		return w.Word("chart.on", "Period", periodWords(p, w))
	}
	return w.Word("chart.in", "Period", periodWords(p, w))
}

// sharedEnd is the last day of the years of a chart, where it is the same day
// of each year: 2006/07 alone does not say when it ends.
func sharedEnd(periods []metric.Period) (last date.Date, shared bool) {
	for _, p := range periods {
		end := p.Span.Last
		switch {
		case !p.Years:
			continue
		case shared && (end.Month != last.Month || end.Day != last.Day):
			return date.Date{}, false
		}
		last, shared = end, true
	}
	return last, shared
}

// sharedDay tells whether all periods are single days on the same day of the
// year, so that the year alone names them.
func sharedDay(periods []metric.Period) bool {
	for _, p := range periods {
		first := periods[0].Span.First
		if p.Span.First != p.Span.Last || !p.Span.First.Exact() || p.Span.First.Month != first.Month || p.Span.First.Day != first.Day {
			return false
		}
	}
	return len(periods) > 0
}
