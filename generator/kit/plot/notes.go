package plot

import (
	"slices"

	"plainsight/generator/kit/language"
)

// Inside lists the events that lie within the time of the numbers; the others
// are left out everywhere.
func (c Chart) Inside() (events []Event) {
	if len(c.Events) == 0 || !c.OverTime() {
		return nil
	}
	time := TimeOf(PeriodsOf(c.Series))
	for _, event := range c.Events {
		if event.Within(time) {
			events = append(events, event)
		}
	}
	return events
}

// OverTime tells whether the numbers are drawn, or tabled, one period after the
// other.
func (c Chart) OverTime() bool {
	for _, series := range c.Series {
		for _, point := range series.Points {
			if point.Label != "" {
				return false
			}
		}
	}
	return c.hasTimes()
}

// Flagged explains the letter of an event: "A: Ofsted inspection, 2022".
func Flagged(event Event, w *language.Words) string {
	if event.Letter == "" {
		return event.Words
	}
	return w.Word("chart.event-words", "Letter", event.Letter, "Words", event.Words)
}

// BrokenAt says where and why numbers do not compare.
func BrokenAt(point Break, w *language.Words) string {
	return w.Word("chart.break", "Period", PeriodWords(point.At, w), "Why", point.Why)
}

// OpenNotes say what open marks stand for.
func (c Chart) OpenNotes(w *language.Words) []string {
	if common := c.Common(); common != "" {
		return []string{w.Word("chart.all-are", "Status", StatusWord(common, w))}
	}
	var statuses []string
	for _, series := range c.Series {
		for _, point := range series.Points {
			if word := StatusWord(point.Status, w); point.Uncertain() && !slices.Contains(statuses, word) {
				statuses = append(statuses, word)
			}
		}
	}
	if len(statuses) == 0 {
		return nil
	}
	return []string{w.Word("chart.open-marks", "Statuses", List(statuses, w))}
}

// Within tells whether an event lies within the time of the numbers.
func (event Event) Within(time Extent) bool {
	e, ok := ExtentOf(event.Span)
	return ok && e.From >= time.From && e.To <= time.To
}
