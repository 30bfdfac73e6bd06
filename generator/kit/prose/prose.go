// Package prose says charts of package plot in plain words. It takes a chart
// and words from the language file and gives sentences. What it says follows
// from the numbers alone: it gives no cause and no opinion.
package prose

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"plainsight/generator/kit/language"
	"plainsight/generator/kit/plot"
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
func Sentence(chart plot.Chart, w *language.Words) string {
	c := teller{chart.Placed()}
	var said []string
	if c.OverTime() {
		said = c.sentencesOver(w)
	} else {
		said = c.sentencesByGroup(w)
	}
	if len(said) == 0 {
		return w.Word("chart.nothing")
	}
	if at := c.ForAll(); at != nil {
		said = append(said, w.Word("chart.all-for", "Period", plot.PeriodWords(*at, w)))
	}
	if common := c.Common(); common != "" {
		said = append(said, w.Word("chart.all-are", "Status", plot.StatusWord(common, w)))
	}
	return strings.Join(append(said, c.counts(w)...), " ")
}

// A teller says a chart.
type teller struct{ plot.Chart }

// counts says what the numbers are of, where no sign stands with each.
func (c teller) counts(w *language.Words) []string {
	switch {
	case c.Unit == "" || c.Unit == "pounds" || c.Unit == "per cent" || c.Unit == "ratio":
		return nil
	case strings.HasPrefix(c.Unit, "per "):
		return []string{w.Word("chart.rates", "Unit", c.UnitName(w))}
	}
	return []string{w.Word("chart.counts", "Unit", c.UnitName(w))}
}

// named puts the name of a series before its words, where there are several;
// else they begin a sentence.
func (c teller) named(series plot.Series, words string, w *language.Words) string {
	if len(c.Series) < 2 || series.Name == "" {
		first, size := utf8.DecodeRuneInString(words)
		return string(unicode.ToUpper(first)) + words[size:]
	}
	return w.Word("chart.named", "Name", series.Name, "Words", words)
}

func (c teller) sentencesOver(w *language.Words) (said []string) {
	for _, series := range c.Series {
		var words []string
		for _, part := range c.parts(series) {
			words = append(words, c.course(part, w)...)
		}
		if len(words) > 0 {
			said = append(said, c.named(series, strings.Join(words, " "), w))
		}
	}
	for _, series := range plot.Filled(c.Series) {
		said = append(said, c.missing(series, w)...)
	}
	for _, point := range c.Breaks {
		if c.Holds(point) {
			said = append(said, plot.BrokenAt(point, w))
		}
	}
	return append(said, c.eitherSide(w)...)
}

// parts cuts the numbers of a series where they do not compare.
func (c teller) parts(series plot.Series) (cut [][]plot.Point) {
	shown := series.Points
	if slices.ContainsFunc(shown, func(point plot.Point) bool { return !point.Shown() }) {
		shown = slices.DeleteFunc(slices.Clone(shown), func(point plot.Point) bool { return !point.Shown() })
	}
	begin := 0
	for i := 1; i < len(shown); i++ {
		a, _ := plot.ExtentOf(shown[i-1].Period.Span)
		b, _ := plot.ExtentOf(shown[i].Period.Span)
		if !plot.Alike(a, b) || plot.Parts(c.Breaks, shown[i-1], shown[i]) {
			cut, begin = append(cut, shown[begin:i:i]), i
		}
	}
	if begin < len(shown) {
		cut = append(cut, shown[begin:len(shown):len(shown)])
	}
	return cut
}

// numberAt says a number with its period.
func (c teller) numberAt(p plot.Point, w *language.Words) string {
	return w.Word("chart.number-at", "Number", c.Number(p, w), "Period", plot.When(p.Period, w))
}

// course says how numbers that compare went.
func (c teller) course(points []plot.Point, w *language.Words) []string {
	if len(points) <= 3 {
		var all []string
		for _, point := range points {
			all = append(all, c.numberAt(point, w))
		}
		words := []string{plot.List(all, w) + "."}
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

func byNumber(a, b plot.Point) int { return cmp.Compare(a.Value.Number, b.Value.Number) }

// rising tells whether each number is for a later time than the one before,
// so that the last can be set against the first.
func rising(points []plot.Point) bool {
	for i := 1; i < len(points); i++ {
		a, _ := plot.ExtentOf(points[i-1].Period.Span)
		b, _ := plot.ExtentOf(points[i].Period.Span)
		if b.Middle() <= a.Middle() {
			return false
		}
	}
	return true
}

// change says how the last number differs from the first.
func (c teller) change(points []plot.Point, w *language.Words) string {
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
func (c teller) amount(a, b plot.Point, w *language.Words) string {
	apart := plot.Parted(plot.Difference(a.Value, b.Value))
	if c.Unit == "per cent" {
		return w.Word("chart.unit.points", "Number", apart)
	}
	return plot.WithUnit(apart, c.Unit, w)
}

// missing says the numbers that a series lacks, those with the same reason
// together.
func (c teller) missing(series plot.Series, w *language.Words) (said []string) {
	var reasons []string
	where := map[string][]string{}
	for _, point := range series.Points {
		if point.Shown() {
			continue
		}
		reason := plot.ReasonWord(point.Status, w)
		if !slices.Contains(reasons, reason) {
			reasons = append(reasons, reason)
		}
		where[reason] = append(where[reason], plot.Whereabouts(point, w))
	}
	for _, reason := range reasons {
		if len(c.Series) < 2 || series.Name == "" {
			said = append(said, w.Word("chart.missing", "Where", plot.List(where[reason], w), "Reason", reason))
			continue
		}
		said = append(said, w.Word("chart.missing-name", "Where", plot.List(where[reason], w), "Name", series.Name, "Reason", reason))
	}
	return said
}

// eitherSide says the numbers before, during and after each event. Events that
// have the same numbers on their sides are said together.
func (c teller) eitherSide(w *language.Words) (said []string) {
	events := c.Inside()
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
func (c teller) around(events []plot.Event, w *language.Words) string {
	var names, all []string
	for _, event := range events {
		names = append(names, w.Word("chart.event-named", "Letter", event.Letter, "Event", event.Words))
	}
	for _, series := range c.Series {
		if words := c.onSides(series, events, w); len(words) > 0 {
			said := plot.List(words, w)
			if len(c.Series) > 1 {
				said = c.named(series, said, w)
			}
			all = append(all, said)
		}
	}
	return w.Word("chart.around", "Events", plot.List(names, w), "Words", strings.Join(all, "; "))
}

// sides are the places in a series of the numbers round an event, -1 for none.
type sides struct{ before, during, after int }

func sidesOf(event plot.Event, series plot.Series) sides {
	at, _ := plot.ExtentOf(event.Span)
	s := sides{-1, -1, -1}
	for i, point := range series.Points {
		e, ok := plot.ExtentOf(point.Period.Span)
		switch {
		case !ok || !point.Shown():
		case e.To <= at.From:
			s.before = i
		case e.From >= at.To:
			if s.after < 0 {
				s.after = i
			}
		case s.during < 0:
			s.during = i
		}
	}
	return s
}

func (c teller) sameSides(a, b plot.Event) bool {
	return !slices.ContainsFunc(c.Series, func(series plot.Series) bool { return sidesOf(a, series) != sidesOf(b, series) })
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
func (c teller) onSides(series plot.Series, events []plot.Event, w *language.Words) (words []string) {
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

func (c teller) sentencesByGroup(w *language.Words) (said []string) {
	count := 0
	for _, series := range c.Series {
		count += len(series.Points)
	}
	for _, series := range c.Series {
		var known []plot.Point
		for _, point := range series.Points {
			if point.Shown() {
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

func (c teller) numbersOf(known []plot.Point, every bool, w *language.Words) string {
	numberOf := func(p plot.Point) string {
		return w.Word("chart.number-of", "Number", c.Number(p, w), "Name", plot.Whereabouts(p, w))
	}
	if !every && len(known) > 1 {
		said := ""
		if c.Leads(known[0]) {
			said = numberOf(known[0]) + ". "
		}
		return said + w.Word("chart.largest-smallest",
			"Largest", numberOf(slices.MaxFunc(known, byNumber)), "Smallest", numberOf(slices.MinFunc(known, byNumber)))
	}
	var all []string
	for _, point := range known {
		all = append(all, numberOf(point))
	}
	return plot.List(all, w) + "."
}

// Recent says the last number of the first place of a chart, with its period
// and status; "" where there is none, or where numbers are told apart by more
// than time.
func Recent(c plot.Chart, w *language.Words) string {
	if len(c.Series) == 0 || !c.OverTime() {
		return ""
	}
	points := c.Series[0].Points
	for i := len(points) - 1; i >= 0; i-- {
		if points[i].Shown() {
			return w.Word("chart.number-at", "Number", plot.NumberOf(points[i], c.Unit, w), "Period", plot.When(points[i].Period, w))
		}
	}
	return ""
}
