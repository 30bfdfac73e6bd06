package plot

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"plainsight/generator/domain/metric"
	"plainsight/generator/kit/language"
)

// A view is lines over time, laid out for every size of picture. Places are
// parts of the plot from 0 to 1, from the left and from the top; lengths are
// in em, the size of the chart's letters.
type view struct {
	series   []Series
	scale    scale
	from, to float64 // days
	height   float64
	left     float64 // for the numbers of the scale
	right    float64 // for the names of the series, 0 where they stand in a key
	runs     []run
	marks    []mark
	labels   []label
	ticks    []label
	gaps     []gap
	flags    []pennant
	breaks   []float64
	ends     []end
	numbers  []string // of the scale
	gapRows  []int    // which series each row of gaps is about
	flagRows int      // of small pictures
	flagLow  int      // rows in wide ones
	usual    extent
	spans    bool // some mark has a line for its time
}

type place struct{ x, y float64 }

// A run is points that are joined. One that ends in a prediction is drawn
// apart.
type run struct {
	series    int
	predicted bool
	places    []place
}

// A mark is a number; its line, where it has one, shows the time it is for. It
// is small where it lies on another.
type mark struct {
	place
	series     int
	open       bool
	small      bool
	first, end float64
}

// A tier is the least width at which a label is shown.
type tier int

const (
	always tier = iota
	wide
	full
	never
)

// A label is words at a place, and, beside a mark, a status over or under
// them, which may be shown in fewer pictures.
type label struct {
	place
	words, status    string
	anchor           int // -1 begins at the place, 0 has it in its middle, 1 ends there
	up               bool
	inset            bool // stands beside a mark
	late             bool // has the room that others leave
	from, statusFrom tier
}

// shift is how far a label that does not stand in the middle is moved, in em:
// away from the line that its mark may stand on, or out over the edge.
func (l label) shift() float64 {
	if l.inset {
		return -0.2 * float64(l.anchor)
	}
	return 0.3 * float64(l.anchor)
}

// A gap is words in a row under the plot, for numbers that are not there.
type gap struct {
	label
	row int
}

// A pennant is the letter of an event, in a row over the plot; in wide pictures
// it may stand lower.
type pennant struct {
	x        float64
	letter   string
	row, low int
}

// An end is the name of a series, right of the plot.
type end struct {
	y      float64
	series int
}

// widths are the widths of a picture, in em, for which the labels of each tier
// must fit.
type widths [never][]float64

// fluid are the widths of charts on a page. The style shows more at the first
// of each; below the first of all it shows no words in the plot.
var fluid = widths{always: {15, 20}, wide: {28, 31}, full: {35}}

// fixed is the width of a picture that has one alone.
func fixed(size float64) widths { return widths{{size}, {size}, {size}} }

const (
	lineHeight  = 1.15
	markRadius  = 0.5
	longestName = 14.0
	rightRoom   = 1.2 // right of every plot, for words that reach over its edge
)

// viewOf lays out the series of a chart; all give the scales, which small
// multiples share.
func viewOf(c Chart, shown, all []Series, height float64, sizes widths, w *language.Words) view {
	v := view{series: shown, height: height, scale: scaleOf(all)}
	v.takeTime(all)
	paces := pacesOf(all)
	for i, series := range shown {
		v.addLine(c, i, series, paces)
	}
	for _, point := range c.Breaks {
		if e, ok := extentOf(point.At.Span); ok && e.from > v.from && e.from < v.to {
			v.breaks = append(v.breaks, v.x(e.from))
		}
	}
	v.nameScale(c.Unit, w)
	v.nameEnds()
	v.raiseFlags(c.Events, all, sizes)
	v.nameGaps(sizes, w)
	v.nameTimes(all, sizes, w)
	v.nameNumbers(c, sizes, w)
	return v
}

// takeTime finds the first and the last day, with a little room round single
// days.
func (v *view) takeTime(all []Series) {
	v.from, v.to = math.Inf(1), math.Inf(-1)
	days := true
	periods := periodsOf(all)
	v.usual = usual(periods)
	for _, p := range periods {
		e, _ := extentOf(p.Span)
		v.from, v.to = min(v.from, e.from), max(v.to, e.to)
		days = days && e.length() == 1
	}
	if days {
		room := (v.to - v.from) * 0.05
		v.from, v.to = v.from-room, v.to+room
	}
}

// usual is the length of time that most numbers are for.
func usual(periods []metric.Period) (best extent) {
	most := 0
	for _, p := range periods {
		e, _ := extentOf(p.Span)
		count := 0
		for _, other := range periods {
			if o, _ := extentOf(other.Span); alike(e, o) {
				count++
			}
		}
		if count > most {
			most, best = count, e
		}
	}
	return best
}

func (v *view) x(day float64) float64 { return (day - v.from) / (v.to - v.from) }

// A pace is how far neighbours in time are apart, in days, among numbers that
// stand for as much time.
type pace struct {
	of   extent
	step float64
}

// pacesOf finds the smallest distance for each length of time.
func pacesOf(all []Series) (paces []pace) {
	for _, series := range all {
		for i := 1; i < len(series.Points); i++ {
			before, _ := extentOf(series.Points[i-1].Period.Span)
			after, _ := extentOf(series.Points[i].Period.Span)
			apart := after.middle() - before.middle()
			if apart <= 0 || !alike(before, after) {
				continue
			}
			if known := paceOf(paces, after); known != nil {
				known.step = min(known.step, apart)
			} else {
				paces = append(paces, pace{after, apart})
			}
		}
	}
	return paces
}

func paceOf(paces []pace, e extent) *pace {
	for i := range paces {
		if alike(paces[i].of, e) {
			return &paces[i]
		}
	}
	return nil
}

// joined tells whether a line may be drawn from one point to the next: both
// are there, no period is missing between them, they stand for as much time,
// and no break lies between them.
func joined(before, after Point, breaks []Break, paces []pace) bool {
	a, _ := extentOf(before.Period.Span)
	b, _ := extentOf(after.Period.Span)
	apart := b.middle() - a.middle()
	if !before.shown() || !after.shown() || apart <= 0 || !alike(a, b) {
		return false
	}
	if usual := paceOf(paces, b); usual != nil && apart > 1.5*usual.step {
		return false
	}
	return !parts(breaks, before, after)
}

// parts tells whether a break lies between two points.
func parts(breaks []Break, before, after Point) bool {
	a, _ := extentOf(before.Period.Span)
	b, _ := extentOf(after.Period.Span)
	return slices.ContainsFunc(breaks, func(point Break) bool {
		e, ok := extentOf(point.At.Span)
		return ok && a.middle() < e.from && e.from <= b.middle()
	})
}

func (v *view) addLine(c Chart, index int, series Series, paces []pace) {
	last := -1 // the run that may go on
	for i, point := range series.Points {
		if !point.shown() {
			continue
		}
		e, _ := extentOf(point.Period.Span)
		at := place{v.x(e.middle()), 1 - v.scale.part(point.Value.Number)}
		m := mark{place: at, series: index, open: point.uncertain()}
		if !alike(e, v.usual) && e.length() > 1 {
			m.first, m.end, v.spans = v.x(e.from), v.x(e.to), true
		}
		m.small = slices.ContainsFunc(v.marks, func(other mark) bool {
			return math.Abs(other.x-at.x) < 0.005 && math.Abs(other.y-at.y)*v.height < 0.6 && !other.small
		})
		v.marks = append(v.marks, m)
		if i == 0 || !joined(series.Points[i-1], point, c.Breaks, paces) {
			last = -1
			continue
		}
		predicted := point.Status == "predicted" || series.Points[i-1].Status == "predicted"
		if last < 0 || v.runs[last].predicted != predicted {
			v.runs = append(v.runs, run{series: index, predicted: predicted, places: []place{v.marks[len(v.marks)-2].place}})
			last = len(v.runs) - 1
		}
		v.runs[last].places = append(v.runs[last].places, at)
	}
}

// nameScale says the numbers of the scale.
func (v *view) nameScale(unit string, w *language.Words) {
	figure := figures(unit, w)
	for _, tick := range v.scale.ticks {
		number := figure(tick)
		v.numbers = append(v.numbers, number)
		v.left = max(v.left, width(number)+0.6)
	}
	v.left = math.Ceil(min(v.left, 12))
}

// nameEnds puts the names of the series at the right, where there are several
// and they fit; they keep clear of each other.
func (v *view) nameEnds() {
	if len(v.series) < 2 {
		return
	}
	for _, series := range v.series {
		v.right = max(v.right, width(series.Name)+1.8)
	}
	if v.right > longestName {
		v.right = 0
		return
	}
	v.right = math.Ceil(v.right)
	for i := range v.series {
		for j := len(v.marks) - 1; j >= 0; j-- {
			if v.marks[j].series == i {
				v.ends = append(v.ends, end{v.marks[j].y, i})
				break
			}
		}
	}
	v.spreadEnds()
}

func (v *view) spreadEnds() {
	slices.SortStableFunc(v.ends, func(a, b end) int { return sign(a.y - b.y) })
	apart := 1.3 / v.height
	for i := 1; i < len(v.ends); i++ {
		v.ends[i].y = max(v.ends[i].y, v.ends[i-1].y+apart)
	}
	lowest := 1.0
	for i := len(v.ends) - 1; i >= 0; i-- {
		v.ends[i].y = min(v.ends[i].y, lowest)
		lowest = v.ends[i].y - apart
	}
}

func sign(x float64) int {
	switch {
	case x < 0:
		return -1
	case x > 0:
		return 1
	}
	return 0
}

// inside tells whether an event lies within the time of the numbers.
func inside(event Event, all []Series) bool {
	e, ok := extentOf(event.Span)
	if !ok {
		return false
	}
	first, last := math.Inf(1), math.Inf(-1)
	for _, p := range periodsOf(all) {
		period, _ := extentOf(p.Span)
		first, last = min(first, period.from), max(last, period.to)
	}
	return e.from >= first && e.to <= last
}

// raiseFlags puts the letters of events over the plot, in rows where they are
// near each other.
func (v *view) raiseFlags(events []Event, all []Series, sizes widths) {
	narrow, broad := newRows(v.plotWidth(sizes[always][0], 0)), newRows(v.plotWidth(sizes[wide][0], v.right))
	for _, event := range events {
		if !inside(event, all) {
			continue
		}
		e, _ := extentOf(event.Span)
		x := v.x(e.middle())
		one := pennant{x, short(event.Letter), narrow.take(x), broad.take(x)}
		v.flags = append(v.flags, one)
		v.flagRows, v.flagLow = max(v.flagRows, one.row+1), max(v.flagLow, one.low+1)
	}
}

// letterRows is where the last letter of each row stands in a plot of a width.
type letterRows struct {
	plot  float64
	taken [3]float64
}

func newRows(plot float64) *letterRows {
	none := math.Inf(-1)
	return &letterRows{plot, [3]float64{none, none, none}}
}

// take gives the lowest row that has room.
func (r *letterRows) take(x float64) int {
	const letter = 1.7
	row := 0
	for row < len(r.taken)-1 && (x-r.taken[row])*r.plot < letter {
		row++
	}
	r.taken[row] = x
	return row
}

// short is the letter of a flag, or two.
func short(letter string) string {
	count := 0
	for i := range letter {
		if count++; count > 2 {
			return letter[:i]
		}
	}
	return letter
}

// plotWidth is the width of the plot in a picture of a width.
func (v *view) plotWidth(picture float64, right float64) float64 {
	return max(picture-v.left-max(right, rightRoom), 2)
}

// nameGaps says under the plot what is not there, a row for each series.
func (v *view) nameGaps(sizes widths, w *language.Words) {
	for i, series := range v.series {
		var row []label
		for j := 0; j < len(series.Points); j++ {
			point := series.Points[j]
			if point.shown() {
				continue
			}
			first, _ := extentOf(point.Period.Span)
			last := first
			for j+1 < len(series.Points) && !series.Points[j+1].shown() && series.Points[j+1].Status == point.Status {
				j++
				last, _ = extentOf(series.Points[j].Period.Span)
			}
			row = append(row, label{
				place: place{v.x((first.middle() + last.middle()) / 2), 1},
				words: reasonWord(point.Status, w),
			})
		}
		if row == nil {
			continue
		}
		v.thin(row, sizes)
		for _, one := range row {
			v.gaps = append(v.gaps, gap{one, len(v.gapRows)})
		}
		v.gapRows = append(v.gapRows, i)
	}
}

// nameTimes says the periods under the plot, as many as fit, the last first.
// Those that are not as long as most come after all others: their words are
// long.
func (v *view) nameTimes(all []Series, sizes widths, w *language.Words) {
	periods := periodsOf(all)
	yearsOnly := sharedDay(periods)
	for _, p := range periods {
		e, _ := extentOf(p.Span)
		words := p.Printed
		switch {
		case p.Years:
		case yearsOnly:
			words = year(p.Span.First)
		default:
			words = periodWords(p, w)
		}
		v.ticks = append(v.ticks, label{place: place{v.x(e.middle()), 1}, words: words, late: !alike(e, v.usual)})
	}
	v.thin(v.ticks, sizes)
}

// thin decides which labels of a row are shown in small and in wide pictures,
// and turns the outer ones inwards where they would leave the picture.
func (v *view) thin(row []label, sizes widths) {
	narrow := v.plotWidth(sizes[always][0], 0)
	for i := range row {
		half := width(row[i].words) / 2
		switch {
		case row[i].x*narrow+half > narrow+rightRoom && row[i].x >= 0.5:
			row[i].anchor = 1
		case row[i].x*narrow-half < -v.left+0.3 && row[i].x < 0.5:
			row[i].anchor = -1
		}
	}
	for i := range row {
		row[i].from = never
	}
	v.choose(row, never, full, v.plotWidth(sizes[full][0], v.right))
	v.choose(row, full, wide, v.plotWidth(sizes[wide][0], v.right))
	v.choose(row, wide, always, narrow)
}

// choose takes labels from the last one back, as many as do not touch and do
// not leave the picture, from among those that are of one tier, and gives them
// a lower one.
func (v *view) choose(row []label, of, to tier, plot float64) {
	const apart = 0.6
	var taken []box
	for _, late := range []bool{false, true} {
		for i := len(row) - 1; i >= 0; i-- {
			left, right := row[i].reach(plot)
			one := box{left: left - apart, right: right, bottom: 1}
			inside := left >= -v.left && right <= plot+rightRoom+0.1
			if row[i].from == of && row[i].late == late && inside && !slices.ContainsFunc(taken, one.meets) {
				row[i].from = to
				one.right += apart
				taken = append(taken, one)
			}
		}
	}
}

// reach is where a label begins and ends, in em from the left of the plot.
func (l label) reach(plot float64) (from, to float64) {
	long := width(l.words)
	x := l.x*plot + l.shift()
	switch l.anchor {
	case -1:
		return x, x + long
	case 1:
		return x - long, x
	}
	return x - long/2, x + long/2
}

// width is about how long words are, in em. It is a little more than in the
// typefaces that pages use.
func width(words string) float64 {
	sum := 0.0
	for _, r := range language.Unmarked(words) {
		switch {
		case unicode.In(r, unicode.Cf, unicode.Mn): // which take no room
		case r >= '0' && r <= '9', r == '£':
			sum += 0.64
		case strings.ContainsRune(" .,/ilI:;'|", r):
			sum += 0.34
		case strings.ContainsRune("mMW@%", r):
			sum += 1
		case r >= 'A' && r <= 'Z', r == 'w', r == '&':
			sum += 0.8
		case r > ' ' && r < 0x7f, r >= 'à' && r <= 'ÿ':
			sum += 0.6
		default:
			sum += 1.1
		}
	}
	return sum
}

// filled gives each of several series a point for every period of the chart,
// so that a number that one lacks is missing and not passed over.
func filled(all []Series) []Series {
	if len(all) < 2 {
		return all
	}
	periods := periodsOf(all)
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
