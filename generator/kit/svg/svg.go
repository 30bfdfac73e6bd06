// Package svg draws charts for pages: HTML with SVG inside that takes the width
// and the size of letters that a reader has. It takes charts of package plot;
// all looks come from the theme's styles.
package svg

import (
	"strconv"
	"sync"

	"plainsight/generator/kit/language"
	"plainsight/generator/kit/picture"
	"plainsight/generator/kit/plot"
	"plainsight/generator/kit/scene"
)

// Draw gives the chart for a page: HTML with SVG inside, which takes the width
// that it gets and letters of the size that the reader has set. All looks come
// from the classes in charts.css and plots.css. A chart that is a table alone gives "".
//
// The picture is an image named by the element with the ID of the chart and
// "-title" behind it, and described by the one with "-sentence": the page must
// have both, with Chart.Heading and Sentence in them. The letters of the flags
// are explained below the picture.
func Draw(c plot.Chart, w *language.Words) string {
	c = c.Placed()
	buffer := buffers.Get().(*[]byte)
	defer buffers.Put(buffer)
	p := page{chart: c, id: picture.Escape(c.ID), words: w, out: (*buffer)[:0]}
	switch c.Drawn() {
	case "line":
		p.lines()
	case "multiples":
		p.panels()
	case "bar", "grouped-bar", "dot":
		p.rows()
	default:
		return ""
	}
	*buffer = p.out
	return string(p.out)
}

// buffers are those that charts are written to first.
var buffers = sync.Pool{New: func() any { return &[]byte{} }}

// A page is the chart being written as HTML.
type page struct {
	chart plot.Chart
	id    string
	words *language.Words
	out   []byte
}

func (p *page) add(pieces ...string) {
	for _, piece := range pieces {
		p.out = append(p.out, piece...)
	}
}

// open begins the chart with the marks of its series, which it defines once.
func (p *page) open(marks int) {
	p.add(`<div class="chart"><svg class="marks" aria-hidden="true">`)
	p.symbols(marks)
	p.add(`</svg>`)
}

func (p *page) say(words string) { p.add(picture.Escape(words)) }

// percent writes a part of the width or height.
func (p *page) percent(name string, part float64) {
	p.add(" ", name, `="`)
	p.out = appendPart(p.out, part)
	p.add(`%"`)
}

// appendPart writes a part in hundredths, to a tenth.
func appendPart(out []byte, part float64) []byte {
	out = strconv.AppendFloat(out, part*100, 'f', 1, 64)
	if n := len(out); string(out[n-2:]) == ".0" {
		out = out[:n-2]
	}
	return out
}

func (p *page) image() {
	p.add(` role="img" aria-labelledby="`, p.id, `-title" aria-describedby="`, p.id, `-sentence"`)
}

// series is the class of a series: its colour and its dash.
func series(index int) string { return "s" + strconv.Itoa(index%plot.MostLines+1) }

func (p *page) lines() {
	all := plot.Filled(p.chart.Series)
	v := scene.Of(p.chart, all, all, scene.LineTall, scene.Fluid, p.words)
	p.open(len(all))
	if len(all) > 1 {
		p.key(v)
	}
	p.plot(v, "", true)
	p.below(v)
	p.add("</div>")
}

// key names the series over the plot, for pictures that have no room at the
// right.
func (p *page) key(v scene.View) {
	p.add(`<ul class="key`)
	if v.Right > 0 {
		p.add(" small")
	}
	p.add(`" aria-hidden="true">`)
	for i, series := range v.Series {
		p.add(`<li><svg class="sample">`)
		p.sample(i)
		p.add(`</svg>`)
		p.say(series.Name)
		p.add(`</li>`)
	}
	p.add(`</ul>`)
}

// sample shows the line and the mark of a series.
func (p *page) sample(i int) {
	p.add(`<line class="l `, series(i), `" x2="100%" y1="50%" y2="50%"/>`)
	p.mark(i, false, 0.5, 0.5)
}

func (p *page) panels() {
	all := plot.Filled(p.chart.Series)
	p.open(1)
	p.add(`<div class="panels"`)
	p.image()
	p.add(`>`)
	var last scene.View
	for i := range all {
		one := []plot.Series{all[i]}
		last = scene.Of(p.chart, one, all, scene.PanelTall, scene.Fluid, p.words)
		p.add(`<div class="panel"><p>`)
		p.say(all[i].Name)
		p.add(`</p>`)
		p.plot(last, " low", false)
		p.add(`</div>`)
	}
	p.add(`</div>`)
	p.below(last)
	p.add(`</div>`)
}

// plot writes one field of lines.
func (p *page) plot(v scene.View, class string, image bool) {
	p.add(`<div class="plot y`, strconv.Itoa(int(v.Left)), class)
	lower := 0
	if v.FlagLow < v.FlagRows {
		lower = v.FlagLow
	}
	for _, extra := range []struct {
		name  string
		count int
	}{{" r", int(v.Right)}, {" f", v.FlagRows}, {" h", lower}, {" g", len(v.GapRows)}} {
		if extra.count > 0 {
			p.add(extra.name, strconv.Itoa(extra.count))
		}
	}
	p.add(`"`)
	if image {
		p.image()
	}
	p.add(`><svg class="draw">`)
	p.grid(v)
	p.standing(v)
	p.strokes(v)
	for _, m := range v.Marks {
		if m.First != m.End {
			p.add(`<line class="w `, series(m.Series), `"`)
			p.percent("x1", m.First)
			p.percent("x2", m.End)
			p.percent("y1", m.Y)
			p.percent("y2", m.Y)
			p.add(`/>`)
		}
	}
	for _, m := range v.Marks {
		p.draw(m)
	}
	p.labels(v)
	p.add(`</svg></div>`)
}

// shapes are the marks of the series, round the middle of a square of twelve.
var shapes = [plot.MostLines]string{
	"M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
	"M-4-4h8v8h-8z",
	"M0-5.5L5 4H-5z",
	"M0-6L5 0L0 6L-5 0z",
	"M-5-4H5L0 5.5z",
}

// symbols defines the marks of a chart.
func (p *page) symbols(count int) {
	for i := range min(count, plot.MostLines) {
		p.add(`<symbol id="`, p.id, `-m`, strconv.Itoa(i+1), `" viewBox="0 0 12 12" overflow="visible"><path d="`, shapes[i], `"/></symbol>`)
	}
}

func (p *page) mark(index int, open bool, x, y float64) {
	p.draw(scene.Mark{Series: index, Open: open, Place: scene.Place{X: x, Y: y}})
}

func (p *page) draw(m scene.Mark) {
	size := ".9"
	if m.Small {
		size = ".5"
	}
	p.add(`<use href="#`, p.id, `-m`, strconv.Itoa(m.Series%plot.MostLines+1), `" class="m `, series(m.Series))
	if m.Open {
		p.add(` o`)
	}
	p.add(`"`)
	p.percent("x", m.X)
	p.percent("y", m.Y)
	p.add(` width="`, size, `em" height="`, size, `em"/>`)
}

// grid writes the lines of the scale with their numbers.
func (p *page) grid(v scene.View) {
	for i, tick := range v.Scale.Ticks {
		y := 1 - v.Scale.Part(tick.Number)
		p.add(`<line class="`)
		if tick.Number == 0 {
			p.add(`base" x2="100%"`)
		} else {
			p.add(`grid" x2="100%"`)
		}
		p.percent("y1", y)
		p.percent("y2", y)
		p.add(`/><text class="y" dx="-.5em" dy=".35em"`)
		p.percent("y", y)
		p.add(`>`)
		p.say(v.Numbers[i])
		p.add(`</text>`)
	}
}

// standing writes flags and breaks, which stand over the whole height.
func (p *page) standing(v scene.View) {
	for _, f := range v.Flags {
		p.pole(f.X, "flag", f.Low, "100%")
		if f.Row > f.Low {
			p.pole(f.X, "flag small", f.Row, "0")
		}
	}
	for _, f := range v.Flags {
		p.add(`<text class="letter`)
		if f.Low < f.Row {
			p.add(` d`, strconv.Itoa(f.Row-f.Low))
		}
		p.add(`"`)
		p.percent("x", f.X)
		p.add(` dy="-`, em(0.5+scene.FlagTall*float64(f.Row)), `em">`)
		p.say(f.Letter)
		p.add(`</text>`)
	}
	for _, x := range v.Breaks {
		for _, class := range []string{"break", "cut"} {
			p.add(`<line class="`, class, `"`)
			p.percent("x1", x)
			p.percent("x2", x)
			p.add(` y2="100%"/>`)
		}
	}
}

// pole writes the line of a flag from a row of letters down to a place.
func (p *page) pole(x float64, class string, row int, down string) {
	p.add(`<line class="`, class, `"`)
	p.percent("x1", x)
	p.percent("x2", x)
	if row > 0 {
		p.add(` y1="-`, em(scene.FlagTall*float64(row)), `em"`)
	}
	p.add(` y2="`, down, `"/>`)
}

func em(length float64) string {
	return string(strconv.AppendFloat(nil, length, 'f', -1, 64))
}

// strokes writes the lines. They are stretched with the picture, but not
// their thickness.
func (p *page) strokes(v scene.View) {
	if len(v.Runs) == 0 {
		return
	}
	p.add(`<svg viewBox="0 0 100 100" preserveAspectRatio="none">`)
	for _, r := range v.Runs {
		p.add(`<path class="l `, series(r.Series))
		if r.Predicted {
			p.add(` p`)
		}
		p.add(`" d="`)
		for i, at := range r.Places {
			p.add([]string{"M", "L"}[min(i, 1)])
			p.out = appendPart(p.out, at.X)
			p.add(" ")
			p.out = appendPart(p.out, at.Y)
		}
		p.add(`"/>`)
	}
	p.add(`</svg>`)
}

var (
	anchors = map[int]string{-1: " b", 0: "", 1: " e"}
	tiers   = [...]string{scene.Always: "", scene.Wide: " wide", scene.Full: " full"}
)

// labels writes numbers, periods, gaps and names.
func (p *page) labels(v scene.View) {
	for _, l := range v.Labels {
		p.label(l)
	}
	for _, tick := range v.Ticks {
		p.footer("t", tick, 1.4+scene.GapHeight*float64(len(v.GapRows)))
	}
	for _, g := range v.Gaps {
		p.footer("gap", g.Label, 1.4+scene.GapHeight*float64(g.Row))
	}
	if len(v.Series) > 1 {
		for row, index := range v.GapRows {
			p.add(`<svg class="rowmark" y="100%" overflow="visible"><g class="g`, strconv.Itoa(row+1), `">`)
			p.mark(index, false, 0, 0)
			p.add(`</g></svg>`)
		}
	}
	for _, e := range v.Ends {
		p.add(`<g class="end"><svg x="100%" overflow="visible">`)
		p.mark(e.Series, false, 0, e.Y)
		p.add(`</svg><text x="100%" dx="1.5em" dy=".35em"`)
		p.percent("y", e.Y)
		p.add(`>`)
		p.say(v.Series[e.Series].Name)
		p.add(`</text></g>`)
	}
}

// label writes a number beside its mark, and its status farther away from it.
func (p *page) label(l scene.Label) {
	near, far := "-.75", "-1.9"
	if !l.Up {
		near, far = "1.4", "2.55"
	}
	p.text("n", l, l.From, near, l.Words)
	if l.StatusFrom != scene.Never && l.Status != "" {
		p.text("n", l, l.StatusFrom, far, l.Status)
	}
}

func (p *page) text(class string, l scene.Label, from scene.Tier, down, words string) {
	p.add(`<text class="`, class, anchors[l.Anchor], tiers[from], `"`)
	p.percent("x", l.X)
	p.percent("y", l.Y)
	if l.Anchor != 0 {
		p.add(` dx="`, em(l.Shift()), `em"`)
	}
	p.add(` dy="`, down, `em">`)
	p.say(words)
	p.add(`</text>`)
}

// footer writes words under the plot.
func (p *page) footer(class string, l scene.Label, down float64) {
	if l.From != scene.Never {
		p.text(class, l, l.From, em(down), l.Words)
	}
}

// below writes what has to be read with the picture: its reach, for those who
// see it without words, the letters, the breaks and the notes.
func (p *page) below(v scene.View) {
	w := p.words
	first, last, low, high := v.Reach(p.chart, w)
	p.add(`<p class="reach" aria-hidden="true">`)
	p.say(w.Word("chart.reach", "First", first, "Last", last, "Low", low, "High", high))
	p.add(`</p>`)
	if events, breaks := p.chart.Inside(), v.Broken(p.chart); len(events)+len(breaks) > 0 {
		p.add(`<ul class="flags">`)
		for _, event := range events {
			p.add(`<li>`)
			p.say(plot.Flagged(event, w))
			p.add(`</li>`)
		}
		for _, point := range breaks {
			p.add(`<li class="broken">`)
			p.say(plot.BrokenAt(point, w))
			p.add(`</li>`)
		}
		p.add(`</ul>`)
	}
	p.notes(v.Notes(p.chart, w))
}

func (p *page) notes(notes []string) {
	if len(notes) == 0 {
		return
	}
	p.add(`<p class="notes">`)
	for i, note := range notes {
		if i > 0 {
			p.add(" ")
		}
		p.say(note)
	}
	p.add(`</p>`)
}
