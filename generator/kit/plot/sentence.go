package plot

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"plainsight/generator/kit/language"
)

// Sentence says a chart in plain words. It is the description of the picture
// and the alternative text of its files. The rules:
//
// Over time, each series is said by itself. A break in series parts it, and so
// does a change of the length of the periods; what lies on both sides is said
// by itself, and never compared.
//
//   - Up to three numbers are all said, each with its period. Of more, the
//     first and the last are said, then the highest and the lowest; of equal
//     ones the earliest counts. Where they are the first and the last, that is
//     said, and not the numbers again.
//   - The change is the difference of first and last as they are printed; of
//     per cents it is in percentage points. "More than doubled" and "fell by more than
//     half" are said where they hold exactly. Where the first or the last is
//     predicted, the change is said as predicted.
//   - What is counted is said at the end, but for pounds and per cents, whose
//     sign stands with each number.
//   - A status other than actual stands behind its number. Where all numbers
//     share one, it is said once.
//   - Each missing number is said with its reason, those with the same reason
//     together.
//   - For each inspection within the time of the chart: the last number of a
//     period that ended before it, the number of the period it fell in, the first
//     of a period that began after it. Nothing is said of cause. Of one series
//     it is also said that there is none. Inspections with the same numbers
//     round them are said together.
//
// By group, up to twelve numbers are all said in the order of the chart; of
// more, the largest and the smallest, and those that are missing. So are
// places that are set beside each other, with their one time, and of many the
// first, which is ours.
func Sentence(c Chart, w *language.Words) string {
	c = c.placed()
	var said []string
	if c.overTime() {
		said = c.sentencesOver(w)
	} else {
		said = c.sentencesByGroup(w)
	}
	if len(said) == 0 {
		return w.Word("chart.nothing")
	}
	if c.at != nil {
		said = append(said, w.Word("chart.all-for", "Period", periodWords(*c.at, w)))
	}
	if common := c.common(); common != "" {
		said = append(said, w.Word("chart.all-are", "Status", statusWord(common, w)))
	}
	return strings.Join(append(said, c.counts(w)...), " ")
}

// counts says what the numbers are of, where no sign stands with each.
func (c Chart) counts(w *language.Words) []string {
	switch {
	case c.Unit == "" || c.Unit == "pounds" || c.Unit == "per cent" || c.Unit == "ratio":
		return nil
	case strings.HasPrefix(c.Unit, "per "):
		return []string{w.Word("chart.rates", "Unit", c.unitName(w))}
	}
	return []string{w.Word("chart.counts", "Unit", c.unitName(w))}
}

// named puts the name of a series before its words, where there are several;
// else they begin a sentence.
func (c Chart) named(series Series, words string, w *language.Words) string {
	if len(c.Series) < 2 || series.Name == "" {
		first, size := utf8.DecodeRuneInString(words)
		return string(unicode.ToUpper(first)) + words[size:]
	}
	return w.Word("chart.named", "Name", series.Name, "Words", words)
}

func (c Chart) sentencesOver(w *language.Words) (said []string) {
	for _, series := range c.Series {
		var words []string
		for _, part := range c.parts(series) {
			words = append(words, c.course(part, w)...)
		}
		if len(words) > 0 {
			said = append(said, c.named(series, strings.Join(words, " "), w))
		}
	}
	for _, series := range filled(c.Series) {
		said = append(said, c.missing(series, w)...)
	}
	for _, point := range c.Breaks {
		if c.holds(point) {
			said = append(said, brokenAt(point, w))
		}
	}
	return append(said, c.eitherSide(w)...)
}

// holds tells whether a break lies within the numbers of a chart.
func (c Chart) holds(point Break) bool {
	for _, series := range c.Series {
		for i := 1; i < len(series.Points); i++ {
			if parts([]Break{point}, series.Points[i-1], series.Points[i]) {
				return true
			}
		}
	}
	return false
}

// parts cuts the numbers of a series where they do not compare.
func (c Chart) parts(series Series) (cut [][]Point) {
	var last Point
	for _, point := range series.Points {
		if !point.shown() {
			continue
		}
		a, _ := extentOf(last.Period.Span)
		b, _ := extentOf(point.Period.Span)
		if len(cut) == 0 || !alike(a, b) || parts(c.Breaks, last, point) {
			cut = append(cut, nil)
		}
		cut[len(cut)-1] = append(cut[len(cut)-1], point)
		last = point
	}
	return cut
}

// numberAt says a number with its period.
func (c Chart) numberAt(p Point, w *language.Words) string {
	return w.Word("chart.number-at", "Number", c.number(p, w), "Period", within(p.Period, w))
}

// number says a number, with its status where not all share it.
func (c Chart) number(p Point, w *language.Words) string {
	if c.common() != "" && p.shown() {
		return Figure(p.Value, c.Unit, w)
	}
	return numberOf(p, c.Unit, w)
}

// course says how numbers that compare went.
func (c Chart) course(points []Point, w *language.Words) []string {
	if len(points) <= 3 {
		var all []string
		for _, point := range points {
			all = append(all, c.numberAt(point, w))
		}
		words := []string{list(all, w) + "."}
		if len(points) > 1 && rising(points) {
			words = append(words, c.change(points, w))
		}
		return words
	}
	first, last := points[0], points[len(points)-1]
	words := []string{
		w.Word("chart.start-end", "Start", c.numberAt(first, w), "End", c.numberAt(last, w)),
	}
	if rising(points) {
		words = append(words, c.change(points, w))
	}
	highest := slices.MaxFunc(points, byNumber)
	lowest := slices.MinFunc(points, byNumber)
	switch {
	case highest.Value.Number == lowest.Value.Number:
		return words
	case lowest.Value.Number == first.Value.Number && highest.Value.Number == last.Value.Number:
		return append(words, w.Word("chart.lowest-first"))
	case highest.Value.Number == first.Value.Number && lowest.Value.Number == last.Value.Number:
		return append(words, w.Word("chart.highest-first"))
	}
	return append(words, w.Word("chart.highest-lowest", "Highest", c.numberAt(highest, w), "Lowest", c.numberAt(lowest, w)))
}

func byNumber(a, b Point) int { return sign(a.Value.Number - b.Value.Number) }

// rising tells whether each number is for a later time than the one before,
// so that the last can be set against the first.
func rising(points []Point) bool {
	for i := 1; i < len(points); i++ {
		a, _ := extentOf(points[i-1].Period.Span)
		b, _ := extentOf(points[i].Period.Span)
		if b.middle() <= a.middle() {
			return false
		}
	}
	return true
}

// change says how the last number differs from the first.
func (c Chart) change(points []Point, w *language.Words) string {
	first, last := points[0], points[len(points)-1]
	by := c.amount(first, last, w)
	predicted := first.Status == "predicted" || last.Status == "predicted"
	from, to := first.Value.Number, last.Value.Number
	switch {
	case from == to && predicted:
		return w.Word("chart.same-predicted")
	case from == to:
		return w.Word("chart.same")
	case to > from && predicted:
		return w.Word("chart.rise-predicted", "Change", by)
	case predicted:
		return w.Word("chart.fall-predicted", "Change", by)
	case from > 0 && to > 2*from:
		return w.Word("chart.rose-double", "Change", by)
	case to > from:
		return w.Word("chart.rose", "Change", by)
	case to >= 0 && to < from/2:
		return w.Word("chart.fell-half", "Change", by)
	}
	return w.Word("chart.fell", "Change", by)
}

// amount says a difference: of pounds with their sign, of per cents in
// percentage points.
func (c Chart) amount(a, b Point, w *language.Words) string {
	apart := parted(difference(a.Value, b.Value))
	if c.Unit == "per cent" {
		return w.Word("chart.unit.points", "Number", apart)
	}
	return withUnit(apart, c.Unit, w)
}

// missing says the numbers that a series lacks, those with the same reason
// together.
func (c Chart) missing(series Series, w *language.Words) (said []string) {
	var reasons []string
	where := map[string][]string{}
	for _, point := range series.Points {
		if point.shown() {
			continue
		}
		reason := reasonWord(point.Status, w)
		if !slices.Contains(reasons, reason) {
			reasons = append(reasons, reason)
		}
		where[reason] = append(where[reason], whereabouts(point, w))
	}
	for _, reason := range reasons {
		if len(c.Series) < 2 || series.Name == "" {
			said = append(said, w.Word("chart.missing", "Where", list(where[reason], w), "Reason", reason))
			continue
		}
		said = append(said, w.Word("chart.missing-name", "Where", list(where[reason], w), "Name", series.Name, "Reason", reason))
	}
	return said
}

// whereabouts is what a number is for: its group, or its period.
func whereabouts(p Point, w *language.Words) string {
	if p.Label != "" {
		return p.Label
	}
	return periodWords(p.Period, w)
}

// eitherSide says the numbers before, during and after each event. Events that
// have the same numbers on their sides are said together.
func (c Chart) eitherSide(w *language.Words) (said []string) {
	events := c.inside()
	for len(events) > 0 {
		alike := 1
		for alike < len(events) && c.sameSides(events[0], events[alike]) {
			alike++
		}
		said = append(said, c.around(events[:alike], w))
		events = events[alike:]
	}
	return said
}

// around says the numbers round events that have the same.
func (c Chart) around(events []Event, w *language.Words) string {
	var names, all []string
	for _, event := range events {
		names = append(names, w.Word("chart.event-named", "Letter", event.Letter, "Event", event.Words))
	}
	for _, series := range c.Series {
		if words := c.onSides(series, events, w); len(words) > 0 {
			said := list(words, w)
			if len(c.Series) > 1 {
				said = c.named(series, said, w)
			}
			all = append(all, said)
		}
	}
	return w.Word("chart.around", "Events", list(names, w), "Words", strings.Join(all, "; "))
}

// sides are the places in a series of the numbers round an event, -1 for none.
type sides struct{ before, during, after int }

func sidesOf(event Event, series Series) sides {
	at, _ := extentOf(event.Span)
	s := sides{-1, -1, -1}
	for i, point := range series.Points {
		e, ok := extentOf(point.Period.Span)
		switch {
		case !ok || !point.shown():
		case e.to <= at.from:
			s.before = i
		case e.from >= at.to:
			if s.after < 0 {
				s.after = i
			}
		case s.during < 0:
			s.during = i
		}
	}
	return s
}

func (c Chart) sameSides(a, b Event) bool {
	return !slices.ContainsFunc(c.Series, func(series Series) bool { return sidesOf(a, series) != sidesOf(b, series) })
}

// sidesSaid are the sides in order, each with its words and those for none.
var sidesSaid = []struct {
	id, none string
	at       func(sides) int
}{
	{"chart.before", "chart.none-before", func(s sides) int { return s.before }},
	{"chart.during", "", func(s sides) int { return s.during }},
	{"chart.after", "chart.none-after", func(s sides) int { return s.after }},
}

// onSides says the numbers of a series round events.
func (c Chart) onSides(series Series, events []Event, w *language.Words) (words []string) {
	round := sidesOf(events[0], series)
	for _, side := range sidesSaid {
		at := side.at(round)
		switch {
		case at >= 0:
			words = append(words, w.Count(side.id, len(events), "Number", c.numberAt(series.Points[at], w)))
		case side.none != "" && len(c.Series) == 1:
			words = append(words, w.Count(side.none, len(events)))
		}
	}
	return words
}

// mostSaid is how many numbers by group are all said.
const mostSaid = 12

func (c Chart) sentencesByGroup(w *language.Words) (said []string) {
	count := 0
	for _, series := range c.Series {
		count += len(series.Points)
	}
	for _, series := range c.Series {
		var known []Point
		for _, point := range series.Points {
			if point.shown() {
				known = append(known, point)
			}
		}
		if len(known) > 0 {
			said = append(said, c.named(series, c.numbersOf(known, count <= mostSaid, w), w))
		}
		said = append(said, c.missing(series, w)...)
	}
	return said
}

func (c Chart) numbersOf(known []Point, every bool, w *language.Words) string {
	numberOf := func(p Point) string {
		return w.Word("chart.number-of", "Number", c.number(p, w), "Name", whereabouts(p, w))
	}
	if !every && len(known) > 1 {
		said := ""
		if c.leads(known[0]) {
			said = numberOf(known[0]) + ". "
		}
		return said + w.Word("chart.largest-smallest",
			"Largest", numberOf(slices.MaxFunc(known, byNumber)), "Smallest", numberOf(slices.MinFunc(known, byNumber)))
	}
	var all []string
	for _, point := range known {
		all = append(all, numberOf(point))
	}
	return list(all, w) + "."
}
