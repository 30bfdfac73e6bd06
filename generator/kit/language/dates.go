package language

import (
	"iter"
	"strconv"
	"strings"

	"plainsight/generator/domain/date"
)

// DateIDs are the messages that dates are made of, beside "month.1" to
// "month.12".
var DateIDs = []string{"date.full", "date.day", "date.day-month", "date.month", "date.to", "date.to-month", "date.and", "date.comma"}

// Date says a date as exactly as it is known: "9 May 2022", "May 2022",
// "2022"; of an unknown date nothing.
func (w *Words) Date(d date.Date) string {
	switch {
	case !d.Known():
		return ""
	case d.Month() == 0:
		return strconv.Itoa(d.Year())
	case !d.Exact():
		return w.Word("date.month", "Month", w.month(d), "Year", strconv.Itoa(d.Year()))
	}
	return w.Word("date.full", "Day", d.Day(), "Month", w.month(d), "Year", strconv.Itoa(d.Year()))
}

func (w *Words) month(d date.Date) string {
	if month := int(d.Month()); 0 <= month && month < len(w.months) && w.months[month] != "" {
		return w.months[month]
	}
	return w.Word("month." + strconv.Itoa(int(d.Month())))
}

// Span says a span without repeating what both ends share: "28 February to 4
// March 2022", "14 to 18 July 2025".
func (w *Words) Span(s date.Span) string { return w.Spans(date.Spans{s}) }

// Spans says one or more spans, the last joined by "and".
func (w *Words) Spans(s date.Spans) string {
	if len(s) == 1 && s[0].First == s[0].Last {
		return w.Date(s[0].Last)
	}
	var said strings.Builder
	for piece := range w.Pieces(s) {
		said.WriteString(piece.Words)
	}
	return said.String()
}

// A Piece is a part of what Spans says: a date, or, where Date is unknown,
// what stands between two.
type Piece struct {
	Words string
	Date  date.Date
}

// Pieces says spans in pieces, for those who mark the dates in them.
func (w *Words) Pieces(s date.Spans) iter.Seq[Piece] {
	return func(yield func(Piece) bool) {
		for i, span := range s {
			if i > 0 && !yield(Piece{Words: w.between(i == len(s)-1)}) {
				return
			}
			if span.First != span.Last && !(yield(Piece{w.start(span), span.First}) && yield(Piece{Words: " " + w.to(span.Last) + " "})) {
				return
			}
			if !yield(Piece{w.Date(span.Last), span.Last}) {
				return
			}
		}
	}
}

// between is what stands before another span, or before the last one.
func (w *Words) between(last bool) string {
	if last {
		return " " + w.Word("date.and") + " "
	}
	return w.Word("date.comma") + " "
}

// to is the word before the last date of a span. Some languages have another
// one where that begins with the name of a month.
func (w *Words) to(last date.Date) string {
	if last.Month() != 0 && !last.Exact() {
		return w.Word("date.to-month")
	}
	return w.Word("date.to")
}

// start says the first date of a span without what the last one says again.
func (w *Words) start(s date.Span) string {
	first, last := s.First, s.Last
	switch {
	case first.Year() != last.Year() || first.Month() == 0 || last.Month() == 0 || first.Exact() != last.Exact():
		return w.Date(first)
	case !first.Exact():
		return w.month(first)
	case first.Month() != last.Month():
		return w.Word("date.day-month", "Day", first.Day(), "Month", w.month(first))
	}
	return w.Word("date.day", "Day", first.Day())
}
