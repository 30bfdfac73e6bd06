package svg

import (
	"math"

	"plainsight/generator/kit/plot"
	"plainsight/generator/kit/scene"
)

// rows writes bars and dots: words in lines of text, which wrap, and under or
// beside each of them its bar.
func (p *page) rows() {
	c := p.chart
	s := scene.RowScale(c.Series)
	dots := c.Drawn() == "dot"
	if dots {
		p.open(max(len(c.Series), 2))
	} else {
		p.add(`<div class="chart">`)
	}
	p.add(`<div class="rows"`)
	p.image()
	p.add(`>`)
	groups := c.Groups(func(point plot.Point) string { return plot.PeriodWords(point.Period, p.words) })
	for _, g := range groups {
		several := len(c.Series) > 1
		if several && len(groups) > 1 {
			p.add(`<p class="group">`)
			p.say(g.Name)
			p.add(`</p>`)
		}
		for _, b := range g.Bars {
			name := g.Name
			if several {
				name = b.Name
			}
			p.row(name, b, s, dots)
		}
	}
	p.add(`</div>`)
	p.notes(c.OpenNotes(p.words))
	p.add(`</div>`)
}

func (p *page) row(name string, b plot.Bar, s scene.Scale, dots bool) {
	p.add(`<div class="row`)
	if p.chart.Leads(b.Point) {
		p.add(` lead`)
	}
	p.add(`"><span>`)
	p.say(name)
	p.add(`</span> <b>`)
	p.say(p.chart.Number(b.Point, p.words))
	p.add(`</b><svg class="track">`)
	zero := s.Part(0)
	p.add(`<line class="base"`)
	p.percent("x1", zero)
	p.percent("x2", zero)
	p.add(` y2="100%"/>`)
	if b.Point.Shown() {
		at := s.Part(b.Point.Value.Number)
		switch {
		case dots:
			p.add(`<line class="grid" x2="100%" y1="50%" y2="50%"/>`)
			p.mark(b.MarkOf(), b.Point.Uncertain(), at, 0.5)
		default:
			p.add(`<rect class="bar `, series(b.Series))
			if b.Point.Uncertain() {
				p.add(` o`)
			}
			p.add(`" y="10%" height="80%"`)
			if from := min(at, zero); from > 0 {
				p.percent("x", from)
			}
			p.percent("width", math.Abs(at-zero))
			p.add(`/>`)
		}
	}
	p.add(`</svg></div>`)
}
