package plot

import (
	"math"
	"slices"
)

// A group is what stands together in a chart of bars or dots: one name with
// the numbers of one series, or of several.
type group struct {
	name string
	bars []bar
}

// A bar is one number of a group, or of the group's only series.
type bar struct {
	name   string
	series int
	point  Point
}

// groups puts the points of all series together by their labels, or by their
// periods where they have none, in the order in which they come. Where every
// series has a single point, or there is one series, names are not said twice.
func (c Chart) groups(period func(Point) string) (all []group) {
	place := map[string]int{}
	for i, series := range c.Series {
		for _, point := range series.Points {
			name := point.Label
			if name == "" {
				name = period(point)
			}
			at, known := place[name]
			if !known || len(c.Series) == 1 || all[at].has(i) {
				at = len(all)
				place[name] = at
				all = append(all, group{name: name})
			}
			all[at].bars = append(all[at].bars, bar{series.Name, i, point})
		}
	}
	return all
}

// has tells whether a group has a number of a series already.
func (g group) has(series int) bool {
	return slices.ContainsFunc(g.bars, func(b bar) bool { return b.series == series })
}

// rows writes bars and dots: words in lines of text, which wrap, and under or
// beside each of them its bar.
func (p *page) rows() {
	c := p.chart
	s := rowScale(c.Series)
	dots := c.Drawn() == "dot"
	if dots {
		p.open(max(len(c.Series), 2))
	} else {
		p.add(`<div class="chart">`)
	}
	p.add(`<div class="rows"`)
	p.image()
	p.add(`>`)
	groups := c.groups(func(point Point) string { return periodWords(point.Period, p.words) })
	for _, g := range groups {
		several := len(c.Series) > 1
		if several && len(groups) > 1 {
			p.add(`<p class="group">`)
			p.say(g.name)
			p.add(`</p>`)
		}
		for _, b := range g.bars {
			name := g.name
			if several {
				name = b.name
			}
			p.row(name, b, s, dots)
		}
	}
	p.add(`</div>`)
	p.notes(c.openNotes(p.words))
	p.add(`</div>`)
}

func (p *page) row(name string, b bar, s scale, dots bool) {
	p.add(`<div class="row`)
	if p.chart.leads(b.point) {
		p.add(` lead`)
	}
	p.add(`"><span>`)
	p.say(name)
	p.add(`</span> <b>`)
	p.say(p.chart.number(b.point, p.words))
	p.add(`</b><svg class="track">`)
	zero := s.part(0)
	p.add(`<line class="base"`)
	p.percent("x1", zero)
	p.percent("x2", zero)
	p.add(` y2="100%"/>`)
	if b.point.shown() {
		at := s.part(b.point.Value.Number)
		switch {
		case dots:
			p.add(`<line class="grid" x2="100%" y1="50%" y2="50%"/>`)
			p.mark(b.markOf(), b.point.uncertain(), place{at, 0.5})
		default:
			p.add(`<rect class="bar `, series(b.series))
			if b.point.uncertain() {
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
