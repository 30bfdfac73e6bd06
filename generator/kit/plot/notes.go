package plot

import (
	"slices"

	"plainsight/generator/domain/date"
	"plainsight/generator/kit/language"
)

// inside lists the events that lie within the time of the numbers; the others
// are left out everywhere.
func (c Chart) inside() (events []Event) {
	if !c.overTime() {
		return nil
	}
	for _, event := range c.Events {
		if inside(event, c.Series) {
			events = append(events, event)
		}
	}
	return events
}

// overTime tells whether the numbers are drawn, or tabled, one period after the
// other.
func (c Chart) overTime() bool {
	for _, series := range c.Series {
		for _, point := range series.Points {
			if point.Label != "" {
				return false
			}
		}
	}
	return c.hasTimes()
}

// broken lists the breaks that lie within the time of a view.
func (c Chart) broken(v view) (breaks []Break) {
	for _, point := range c.Breaks {
		if e, ok := extentOf(point.At.Span); ok && e.from > v.from && e.from < v.to {
			breaks = append(breaks, point)
		}
	}
	return breaks
}

// flagged explains the letter of an event: "A: Ofsted inspection, 2022".
func flagged(event Event, w *language.Words) string {
	if event.Letter == "" {
		return event.Words
	}
	return w.Word("chart.event-words", "Letter", event.Letter, "Words", event.Words)
}

// brokenAt says where and why numbers do not compare.
func brokenAt(point Break, w *language.Words) string {
	return w.Word("chart.break", "Period", periodWords(point.At, w), "Why", point.Why)
}

// reach says from when to when and from which to which number a plot goes.
func reach(c Chart, v view, w *language.Words) (first, last, low, high string) {
	if periods := periodsOf(c.Series); len(periods) > 0 {
		first, last = periodWords(periods[0], w), periodWords(periods[len(periods)-1], w)
	}
	if len(v.numbers) > 0 {
		low, high = v.numbers[0], v.numbers[len(v.numbers)-1]
	}
	return first, last, low, high
}

// notesOver say what a reader of a picture over time must know.
func (c Chart) notesOver(v view, w *language.Words) (notes []string) {
	if !v.scale.fromZero() {
		notes = append(notes, w.Word("chart.scale-start", "Number", v.numbers[0]))
	}
	if periods := periodsOf(c.Series); sharedDay(periods) {
		notes = append(notes, w.Word("chart.counted-on", "Day", dayOfYear(periods[0].Span.First, w)))
	}
	if last, shared := sharedEnd(periodsOf(c.Series)); shared {
		notes = append(notes, w.Word("chart.years-end", "Day", dayOfYear(last, w)))
	}
	if v.spans {
		notes = append(notes, w.Word("chart.spans"))
	}
	return append(notes, c.openNotes(w)...)
}

// dayOfYear is a day without its year: "31 March".
func dayOfYear(day date.Date, w *language.Words) string {
	return w.Word("date.day-month", "Day", day.Day, "Month", w.Word("month."+itoa(int(day.Month))))
}

// openNotes say what open marks stand for.
func (c Chart) openNotes(w *language.Words) []string {
	if common := c.common(); common != "" {
		return []string{w.Word("chart.all-are", "Status", statusWord(common, w))}
	}
	var statuses []string
	for _, series := range c.Series {
		for _, point := range series.Points {
			if word := statusWord(point.Status, w); point.uncertain() && !slices.Contains(statuses, word) {
				statuses = append(statuses, word)
			}
		}
	}
	if len(statuses) == 0 {
		return nil
	}
	return []string{w.Word("chart.open-marks", "Statuses", list(statuses, w))}
}
