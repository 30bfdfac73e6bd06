package plot

import (
	"strconv"

	"plainsight/generator/kit/language"
	"plainsight/generator/kit/picture"
)

// SVG draws the chart for a page: HTML with SVG inside, which takes the width
// that it gets and letters of the size that the reader has set. All looks come
// from the classes in charts.css. A chart that is a table alone gives "".
//
// The picture is an image named by the element with the ID of the chart and
// "-title" behind it, and described by the one with "-sentence": the page must
// have both, with Chart.Heading and Sentence in them. The letters of the flags
// are explained below the picture.
func SVG(c Chart, w *language.Words) string {
	c = c.placed()
	p := page{chart: c, id: picture.Escape(c.ID), words: w, out: make([]byte, 0, 8<<10)}
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
	return string(p.out)
}

// Heights of plots in em.
const (
	lineTall  = 15
	panelTall = 7
	gapHeight = 1.35 // of a row of words for what is missing
	flagTall  = 1.5  // of a row of letters over the plot
)

// A page is the chart being written as HTML.
type page struct {
	chart Chart
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
func series(index int) string { return "s" + strconv.Itoa(index%mostLines+1) }

func (p *page) lines() {
	all := filled(p.chart.Series)
	v := viewOf(p.chart, all, all, lineTall, fluid, p.words)
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
func (p *page) key(v view) {
	p.add(`<ul class="key`)
	if v.right > 0 {
		p.add(" small")
	}
	p.add(`" aria-hidden="true">`)
	for i, series := range v.series {
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
	p.mark(i, false, place{0.5, 0.5})
}

func (p *page) panels() {
	all := filled(p.chart.Series)
	p.open(1)
	p.add(`<div class="panels"`)
	p.image()
	p.add(`>`)
	var last view
	for i := range all {
		one := []Series{all[i]}
		last = viewOf(p.chart, one, all, panelTall, fluid, p.words)
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
func (p *page) plot(v view, class string, image bool) {
	p.add(`<div class="plot y`, strconv.Itoa(int(v.left)), class)
	lower := 0
	if v.flagLow < v.flagRows {
		lower = v.flagLow
	}
	for _, extra := range []struct {
		name  string
		count int
	}{{" r", int(v.right)}, {" f", v.flagRows}, {" h", lower}, {" g", len(v.gapRows)}} {
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
	for _, m := range v.marks {
		if m.first != m.end {
			p.add(`<line class="w `, series(m.series), `"`)
			p.percent("x1", m.first)
			p.percent("x2", m.end)
			p.percent("y1", m.y)
			p.percent("y2", m.y)
			p.add(`/>`)
		}
	}
	for _, m := range v.marks {
		p.draw(m)
	}
	p.labels(v)
	p.add(`</svg></div>`)
}

// shapes are the marks of the series, round the middle of a square of twelve.
var shapes = [mostLines]string{
	"M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
	"M-4-4h8v8h-8z",
	"M0-5.5L5 4H-5z",
	"M0-6L5 0L0 6L-5 0z",
	"M-5-4H5L0 5.5z",
}

// symbols defines the marks of a chart.
func (p *page) symbols(count int) {
	for i := range min(count, mostLines) {
		p.add(`<symbol id="`, p.id, `-m`, strconv.Itoa(i+1), `" viewBox="0 0 12 12" overflow="visible"><path d="`, shapes[i], `"/></symbol>`)
	}
}

func (p *page) mark(index int, open bool, at place) {
	p.draw(mark{series: index, open: open, place: at})
}

func (p *page) draw(m mark) {
	size := ".9"
	if m.small {
		size = ".5"
	}
	p.add(`<use href="#`, p.id, `-m`, strconv.Itoa(m.series%mostLines+1), `" class="m `, series(m.series))
	if m.open {
		p.add(` o`)
	}
	p.add(`"`)
	p.percent("x", m.x)
	p.percent("y", m.y)
	p.add(` width="`, size, `em" height="`, size, `em"/>`)
}

// grid writes the lines of the scale with their numbers.
func (p *page) grid(v view) {
	for i, tick := range v.scale.ticks {
		y := 1 - v.scale.part(tick.Number)
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
		p.say(v.numbers[i])
		p.add(`</text>`)
	}
}

// standing writes flags and breaks, which stand over the whole height.
func (p *page) standing(v view) {
	for _, f := range v.flags {
		p.pole(f.x, "flag", f.low, "100%")
		if f.row > f.low {
			p.pole(f.x, "flag small", f.row, "0")
		}
	}
	for _, f := range v.flags {
		p.add(`<text class="letter`)
		if f.low < f.row {
			p.add(` d`, strconv.Itoa(f.row-f.low))
		}
		p.add(`"`)
		p.percent("x", f.x)
		p.add(` dy="-`, em(0.5+flagTall*float64(f.row)), `em">`)
		p.say(f.letter)
		p.add(`</text>`)
	}
	for _, x := range v.breaks {
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
		p.add(` y1="-`, em(flagTall*float64(row)), `em"`)
	}
	p.add(` y2="`, down, `"/>`)
}

func em(length float64) string {
	return string(strconv.AppendFloat(nil, length, 'f', -1, 64))
}

// strokes writes the lines. They are stretched with the picture, but not
// their thickness.
func (p *page) strokes(v view) {
	if len(v.runs) == 0 {
		return
	}
	p.add(`<svg viewBox="0 0 100 100" preserveAspectRatio="none">`)
	for _, r := range v.runs {
		p.add(`<path class="l `, series(r.series))
		if r.predicted {
			p.add(` p`)
		}
		p.add(`" d="`)
		for i, at := range r.places {
			p.add([]string{"M", "L"}[min(i, 1)])
			p.out = appendPart(p.out, at.x)
			p.add(" ")
			p.out = appendPart(p.out, at.y)
		}
		p.add(`"/>`)
	}
	p.add(`</svg>`)
}

var (
	anchors = map[int]string{-1: " b", 0: "", 1: " e"}
	tiers   = [...]string{always: "", wide: " wide", full: " full"}
)

// labels writes numbers, periods, gaps and names.
func (p *page) labels(v view) {
	for _, l := range v.labels {
		p.label(l)
	}
	for _, tick := range v.ticks {
		p.add(`<line class="tick" y1="100%" y2="100%"`)
		p.percent("x1", tick.x)
		p.percent("x2", tick.x)
		p.add(`/>`)
		p.footer("t", tick, 1.4+gapHeight*float64(len(v.gapRows)))
	}
	for _, g := range v.gaps {
		p.footer("gap", g.label, 1.4+gapHeight*float64(g.row))
	}
	if len(v.series) > 1 {
		for row, index := range v.gapRows {
			p.add(`<svg class="rowmark" y="100%" overflow="visible"><g class="g`, strconv.Itoa(row+1), `">`)
			p.mark(index, false, place{})
			p.add(`</g></svg>`)
		}
	}
	for _, e := range v.ends {
		p.add(`<g class="end"><svg x="100%" overflow="visible">`)
		p.mark(e.series, false, place{0, e.y})
		p.add(`</svg><text x="100%" dx="1.5em" dy=".35em"`)
		p.percent("y", e.y)
		p.add(`>`)
		p.say(v.series[e.series].Name)
		p.add(`</text></g>`)
	}
}

// label writes a number beside its mark, and its status farther away from it.
func (p *page) label(l label) {
	near, far := "-.75", "-1.9"
	if !l.up {
		near, far = "1.4", "2.55"
	}
	p.text("n", l, l.from, near, l.words)
	if l.statusFrom != never && l.status != "" {
		p.text("n", l, l.statusFrom, far, l.status)
	}
}

func (p *page) text(class string, l label, from tier, down, words string) {
	p.add(`<text class="`, class, anchors[l.anchor], tiers[from], `"`)
	p.percent("x", l.x)
	p.percent("y", l.y)
	if l.anchor != 0 {
		p.add(` dx="`, em(l.shift()), `em"`)
	}
	p.add(` dy="`, down, `em">`)
	p.say(words)
	p.add(`</text>`)
}

// footer writes words under the plot.
func (p *page) footer(class string, l label, down float64) {
	if l.from != never {
		p.text(class, l, l.from, em(down), l.words)
	}
}

// below writes what has to be read with the picture: its reach, for those who
// see it without words, the letters, the breaks and the notes.
func (p *page) below(v view) {
	w := p.words
	first, last, low, high := reach(p.chart, v, w)
	p.add(`<p class="reach" aria-hidden="true">`)
	p.say(w.Word("chart.reach", "First", first, "Last", last, "Low", low, "High", high))
	p.add(`</p>`)
	if events, breaks := p.chart.inside(), p.chart.broken(v); len(events)+len(breaks) > 0 {
		p.add(`<ul class="flags">`)
		for _, event := range events {
			p.add(`<li>`)
			p.say(flagged(event, w))
			p.add(`</li>`)
		}
		for _, point := range breaks {
			p.add(`<li class="broken">`)
			p.say(brokenAt(point, w))
			p.add(`</li>`)
		}
		p.add(`</ul>`)
	}
	p.notes(p.chart.notesOver(v, w))
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
