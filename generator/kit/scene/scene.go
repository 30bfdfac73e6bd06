// Package scene lays out charts over time: it says where in a picture each line,
// mark, flag and word stands, and from which width on there is room for it.
//
// It takes charts of package plot and gives a View, whose places are parts of
// the plot and whose lengths are in em, so that one layout serves every size. It
// draws nothing.
package scene

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"plainsight/generator/domain/metric"
	"plainsight/generator/kit/language"
	"plainsight/generator/kit/plot"
)

// Heights of plots in em.
const (
	LineTall  = 15
	PanelTall = 7
	GapHeight = 1.35 // of a row of words for what is missing
	FlagTall  = 1.5  // of a row of letters over the plot
)

// A View is lines over time, laid out for every size of picture. Places are
// parts of the plot from 0 to 1, from the left and from the top; lengths are
// in em, the size of the chart's letters.
type View struct {
	Series   []plot.Series
	Scale    Scale
	from, to float64 // days
	Height   float64
	Left     float64 // for the numbers of the scale
	Right    float64 // for the names of the series, 0 where they stand in a key
	Runs     []Run
	Marks    []Mark
	Labels   []Label
	Ticks    []Label
	Gaps     []Gap
	Flags    []Pennant
	Breaks   []float64
	Ends     []End
	Numbers  []string // of the scale
	GapRows  []int    // which series each row of gaps is about
	FlagRows int      // of small pictures
	FlagLow  int      // rows in wide ones
	usual    plot.Extent
	spans    bool // some mark has a line for its time
}

// A Place is a part of the width of a plot and a part of its height.
type Place struct{ X, Y float64 }

// A Run is points that are joined. One that ends in a prediction is drawn
// apart.
type Run struct {
	Series    int
	Predicted bool
	Places    []Place
}

// A Mark is a number; its line, where it has one, shows the time it is for. It
// is small where it lies on another.
type Mark struct {
	Place
	Series     int
	Open       bool
	Small      bool
	First, End float64
}

// A Tier is the least width at which a label is shown.
type Tier int

const (
	Always Tier = iota
	Wide
	Full
	Never
)

// A Label is words at a place, and, beside a mark, a status over or under
// them, which may be shown in fewer pictures.
type Label struct {
	Place
	Words, Status    string
	Anchor           int // -1 begins at the place, 0 has it in its middle, 1 ends there
	Up               bool
	inset            bool // stands beside a mark
	late             bool // has the room that others leave
	From, StatusFrom Tier
}

// Shift is how far a label that does not stand in the middle is moved, in em:
// away from the line that its mark may stand on, or out over the edge.
func (l Label) Shift() float64 {
	if l.inset {
		return -0.2 * float64(l.Anchor)
	}
	return 0.3 * float64(l.Anchor)
}

// A Gap is words in a row under the plot, for numbers that are not there.
type Gap struct {
	Label
	Row int
}

// A Pennant is the letter of an event, in a row over the plot; in wide pictures
// it may stand lower.
type Pennant struct {
	X        float64
	Letter   string
	Row, Low int
}

// An End is the name of a series, right of the plot.
type End struct {
	Y      float64
	Series int
}

// Widths are the widths of a picture, in em, for which the labels of each tier
// must fit.
type Widths [Never][]float64

// Fluid are the widths of charts on a page. The style shows more at the first
// of each; below the first of all it shows no words in the plot.
var Fluid = Widths{Always: {15, 20}, Wide: {28, 31}, Full: {35}}

// Fixed is the width of a picture that has one alone.
func Fixed(size float64) Widths { return Widths{{size}, {size}, {size}} }

const (
	lineHeight  = 1.15
	markRadius  = 0.5
	longestName = 14.0
	RightRoom   = 1.2 // right of every plot, for words that reach over its edge
)

// Of lays out the series of a chart; all give the scales, which small
// multiples share.
func Of(c plot.Chart, shown, all []plot.Series, height float64, sizes Widths, w *language.Words) View {
	v := View{Series: shown, Height: height, Scale: ScaleOf(all)}
	periods := plot.PeriodsOf(all)
	v.takeTime(periods)
	paces := plot.PacesOf(all)
	for i, series := range shown {
		v.addLine(c, i, series, paces)
	}
	for _, point := range c.Breaks {
		if e, ok := plot.ExtentOf(point.At.Span); ok && e.From > v.from && e.From < v.to {
			v.Breaks = append(v.Breaks, v.x(e.From))
		}
	}
	v.nameScale(c.Unit, w)
	v.nameEnds()
	v.raiseFlags(c.Events, plot.TimeOf(periods), sizes)
	v.nameGaps(sizes, w)
	v.nameTimes(periods, sizes, w)
	v.nameNumbers(c, sizes, w)
	return v
}

// Line lays out a line alone, without a word.
func Line(c plot.Chart, height float64) View {
	v := View{Series: c.Series, Scale: ScaleOf(c.Series), Height: height}
	v.takeTime(plot.PeriodsOf(c.Series))
	v.addLine(c, 0, c.Series[0], plot.PacesOf(c.Series))
	return v
}

// takeTime finds the first and the last day, with a little room round single
// days.
func (v *View) takeTime(periods []metric.Period) {
	time := plot.TimeOf(periods)
	v.from, v.to = time.From, time.To
	extents := make([]plot.Extent, len(periods))
	for i, p := range periods {
		extents[i], _ = plot.ExtentOf(p.Span)
	}
	v.usual = usual(extents)
	if !slices.ContainsFunc(extents, func(e plot.Extent) bool { return e.Length() != 1 }) {
		room := (v.to - v.from) * 0.05
		v.from, v.to = v.from-room, v.to+room
	}
}

// usual is the length of time that most numbers are for.
func usual(extents []plot.Extent) (best plot.Extent) {
	most := 0
	for _, e := range extents {
		count := 0
		for _, other := range extents {
			if plot.Alike(e, other) {
				count++
			}
		}
		if count > most {
			most, best = count, e
		}
	}
	return best
}

func (v *View) x(day float64) float64 { return (day - v.from) / (v.to - v.from) }

func (v *View) addLine(c plot.Chart, index int, series plot.Series, paces []plot.Pace) {
	last := -1 // the run that may go on
	for i, point := range series.Points {
		if !point.Shown() {
			continue
		}
		e, _ := plot.ExtentOf(point.Period.Span)
		at := Place{v.x(e.Middle()), 1 - v.Scale.Part(point.Value.Number)}
		m := Mark{Place: at, Series: index, Open: point.Uncertain()}
		if !plot.Alike(e, v.usual) && e.Length() > 1 {
			m.First, m.End, v.spans = v.x(e.From), v.x(e.To), true
		}
		m.Small = slices.ContainsFunc(v.Marks, func(other Mark) bool {
			return math.Abs(other.X-at.X) < 0.005 && math.Abs(other.Y-at.Y)*v.Height < 0.6 && !other.Small
		})
		v.Marks = append(v.Marks, m)
		if i == 0 || !plot.Joined(series.Points[i-1], point, c.Breaks, paces) {
			last = -1
			continue
		}
		predicted := point.Status == "predicted" || series.Points[i-1].Status == "predicted"
		if last < 0 || v.Runs[last].Predicted != predicted {
			v.Runs = append(v.Runs, Run{Series: index, Predicted: predicted, Places: []Place{v.Marks[len(v.Marks)-2].Place}})
			last = len(v.Runs) - 1
		}
		v.Runs[last].Places = append(v.Runs[last].Places, at)
	}
}

// nameScale says the numbers of the scale.
func (v *View) nameScale(unit string, w *language.Words) {
	figure := plot.Figures(unit, w)
	for _, tick := range v.Scale.Ticks {
		number := figure(tick)
		v.Numbers = append(v.Numbers, number)
		v.Left = max(v.Left, Width(number)+0.6)
	}
	v.Left = math.Ceil(min(v.Left, 12))
}

// nameEnds puts the names of the series at the right, where there are several
// and they fit; they keep clear of each other.
func (v *View) nameEnds() {
	if len(v.Series) < 2 {
		return
	}
	for _, series := range v.Series {
		v.Right = max(v.Right, Width(series.Name)+1.8)
	}
	if v.Right > longestName {
		v.Right = 0
		return
	}
	v.Right = math.Ceil(v.Right)
	for i := range v.Series {
		for j := len(v.Marks) - 1; j >= 0; j-- {
			if v.Marks[j].Series == i {
				v.Ends = append(v.Ends, End{v.Marks[j].Y, i})
				break
			}
		}
	}
	v.spreadEnds()
}

func (v *View) spreadEnds() {
	slices.SortStableFunc(v.Ends, func(a, b End) int { return sign(a.Y - b.Y) })
	apart := 1.3 / v.Height
	for i := 1; i < len(v.Ends); i++ {
		v.Ends[i].Y = max(v.Ends[i].Y, v.Ends[i-1].Y+apart)
	}
	lowest := 1.0
	for i := len(v.Ends) - 1; i >= 0; i-- {
		v.Ends[i].Y = min(v.Ends[i].Y, lowest)
		lowest = v.Ends[i].Y - apart
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

// raiseFlags puts the letters of events over the plot, in rows where they are
// near each other.
func (v *View) raiseFlags(events []plot.Event, time plot.Extent, sizes Widths) {
	narrow, broad := newRows(v.plotWidth(sizes[Always][0], 0)), newRows(v.plotWidth(sizes[Wide][0], v.Right))
	for _, event := range events {
		if !event.Within(time) {
			continue
		}
		e, _ := plot.ExtentOf(event.Span)
		x := v.x(e.Middle())
		one := Pennant{x, short(event.Letter), narrow.take(x), broad.take(x)}
		v.Flags = append(v.Flags, one)
		v.FlagRows, v.FlagLow = max(v.FlagRows, one.Row+1), max(v.FlagLow, one.Low+1)
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
func (v *View) plotWidth(picture float64, right float64) float64 {
	return max(picture-v.Left-max(right, RightRoom), 2)
}

// nameGaps says under the plot what is not there, a row for each series.
func (v *View) nameGaps(sizes Widths, w *language.Words) {
	for i, series := range v.Series {
		var row []Label
		for j := 0; j < len(series.Points); j++ {
			point := series.Points[j]
			if point.Shown() {
				continue
			}
			first, _ := plot.ExtentOf(point.Period.Span)
			last := first
			for j+1 < len(series.Points) && !series.Points[j+1].Shown() && series.Points[j+1].Status == point.Status {
				j++
				last, _ = plot.ExtentOf(series.Points[j].Period.Span)
			}
			row = append(row, Label{
				Place: Place{v.x((first.Middle() + last.Middle()) / 2), 1},
				Words: plot.ReasonWord(point.Status, w),
			})
		}
		if row == nil {
			continue
		}
		v.thin(row, sizes)
		for _, one := range row {
			v.Gaps = append(v.Gaps, Gap{one, len(v.GapRows)})
		}
		v.GapRows = append(v.GapRows, i)
	}
}

// nameTimes says the periods under the plot, as many as fit, the last first.
// Those that are not as long as most come after all others: their words are
// long.
func (v *View) nameTimes(periods []metric.Period, sizes Widths, w *language.Words) {
	yearsOnly := plot.SharedDay(periods)
	for _, p := range periods {
		e, _ := plot.ExtentOf(p.Span)
		words := p.Printed
		switch {
		case p.Years:
		case yearsOnly:
			words = strconv.Itoa(p.Span.First.Year())
		default:
			words = plot.PeriodWords(p, w)
		}
		v.Ticks = append(v.Ticks, Label{Place: Place{v.x(e.Middle()), 1}, Words: words, late: !plot.Alike(e, v.usual)})
	}
	v.thin(v.Ticks, sizes)
}

// thin decides which labels of a row are shown in small and in wide pictures,
// and turns the outer ones inwards where they would leave the picture.
func (v *View) thin(row []Label, sizes Widths) {
	narrow := v.plotWidth(sizes[Always][0], 0)
	for i := range row {
		half := Width(row[i].Words) / 2
		switch {
		case row[i].X*narrow+half > narrow+RightRoom && row[i].X >= 0.5:
			row[i].Anchor = 1
		case row[i].X*narrow-half < -v.Left+0.3 && row[i].X < 0.5:
			row[i].Anchor = -1
		}
	}
	for i := range row {
		row[i].From = Never
	}
	v.choose(row, Never, Full, v.plotWidth(sizes[Full][0], v.Right))
	v.choose(row, Full, Wide, v.plotWidth(sizes[Wide][0], v.Right))
	v.choose(row, Wide, Always, narrow)
}

// choose takes labels from the last one back, as many as do not touch and do
// not leave the picture, from among those that are of one tier, and gives them
// a lower one.
func (v *View) choose(row []Label, of, to Tier, plot float64) {
	const apart = 0.6
	var taken []Box
	for _, late := range []bool{false, true} {
		for i := len(row) - 1; i >= 0; i-- {
			left, right := row[i].reach(plot)
			one := Box{Left: left - apart, Right: right, Bottom: 1}
			inside := left >= -v.Left && right <= plot+RightRoom+0.1
			if row[i].From == of && row[i].late == late && inside && !slices.ContainsFunc(taken, one.meets) {
				row[i].From = to
				one.Right += apart
				taken = append(taken, one)
			}
		}
	}
}

// reach is where a label begins and ends, in em from the left of the plot.
func (l Label) reach(plot float64) (from, to float64) {
	long := Width(l.Words)
	x := l.X*plot + l.Shift()
	switch l.Anchor {
	case -1:
		return x, x + long
	case 1:
		return x - long, x
	}
	return x - long/2, x + long/2
}

// Width is about how long words are, in em. It is a little more than in the
// typefaces that pages use.
func Width(words string) float64 {
	sum := 0.0
	for _, r := range language.Unmarked(words) {
		if int(r) < len(widths) {
			sum += widths[r]
		} else {
			sum += widthOf(r)
		}
	}
	return sum
}

// widths are those of the letters that most words are made of.
var widths = func() (all [0x80]float64) {
	for r := range all {
		all[r] = widthOf(rune(r))
	}
	return all
}()

func widthOf(r rune) float64 {
	switch {
	case unicode.In(r, unicode.Cf, unicode.Mn): // which take no room
		return 0
	case r >= '0' && r <= '9', r == '£':
		return 0.64
	case strings.ContainsRune(" .,/ilI:;'|", r):
		return 0.34
	case strings.ContainsRune("mMW@%", r):
		return 1
	case r >= 'A' && r <= 'Z', r == 'w', r == '&':
		return 0.8
	case r > ' ' && r < 0x7f, r >= 'à' && r <= 'ÿ':
		return 0.6
	}
	return 1.1
}
