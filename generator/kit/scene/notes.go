package scene

import (
	"strconv"

	"plainsight/generator/domain/date"
	"plainsight/generator/kit/language"
	"plainsight/generator/kit/plot"
)

// Broken lists the breaks that lie within the time of a view.
func (v View) Broken(c plot.Chart) (breaks []plot.Break) {
	for _, point := range c.Breaks {
		if e, ok := plot.ExtentOf(point.At.Span); ok && e.From > v.from && e.From < v.to {
			breaks = append(breaks, point)
		}
	}
	return breaks
}

// Reach says from when to when and from which to which number a plot goes.
func (v View) Reach(c plot.Chart, w *language.Words) (first, last, low, high string) {
	if periods := plot.PeriodsOf(c.Series); len(periods) > 0 {
		first, last = plot.PeriodWords(periods[0], w), plot.PeriodWords(periods[len(periods)-1], w)
	}
	if len(v.Numbers) > 0 {
		low, high = v.Numbers[0], v.Numbers[len(v.Numbers)-1]
	}
	return first, last, low, high
}

// Notes say what a reader of a picture over time must know.
func (v View) Notes(c plot.Chart, w *language.Words) (notes []string) {
	if !v.Scale.FromZero() {
		notes = append(notes, w.Word("chart.scale-start", "Number", v.Numbers[0]))
	}
	if periods := plot.PeriodsOf(c.Series); plot.SharedDay(periods) {
		notes = append(notes, w.Word("chart.counted-on", "Day", dayOfYear(periods[0].Span.First, w)))
	}
	if last, shared := plot.SharedEnd(plot.PeriodsOf(c.Series)); shared {
		notes = append(notes, w.Word("chart.years-end", "Day", dayOfYear(last, w)))
	}
	if v.spans {
		notes = append(notes, w.Word("chart.spans"))
	}
	notes = append(notes, c.OpenNotes(w)...)
	if w.Direction() == "rtl" {
		notes = append(notes, w.Word("chart.direction"))
	}
	return notes
}

// dayOfYear is a day without its year: "31 March".
func dayOfYear(day date.Date, w *language.Words) string {
	return w.Word("date.day-month", "Day", day.Day(), "Month", w.Word("month."+strconv.Itoa(int(day.Month()))))
}
