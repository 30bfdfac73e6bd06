package plot

import (
	"cmp"
	"slices"

	"plainsight/generator/kit/language"
)

// Where a number stands beside its mark.
type stand struct {
	anchor int
	up     bool
}

var (
	above      = stand{0, true}
	aboveStart = stand{-1, true}
	aboveEnd   = stand{1, true}
	below      = stand{0, false}
	belowStart = stand{-1, false}
	belowEnd   = stand{1, false}
)

// nameNumbers writes numbers beside their marks where they keep clear of
// lines, marks, flags and each other: first the last of each series, then its
// first, highest and lowest, then all others. The first four may break the
// line of a flag where there is no other place.
func (v *view) nameNumbers(c Chart, sizes widths, w *language.Words) {
	common, figure := c.common(), figures(c.Unit, w)
	var candidates []label
	var prefer [][]stand
	var rank []int
	index := 0
	for _, series := range v.series {
		from := len(candidates)
		for i, point := range series.Points {
			if !point.shown() {
				continue
			}
			l := label{place: v.marks[index].place, words: figure(point.Value), inset: true}
			if point.uncertain() && common == "" {
				l.status = statusWord(point.Status, w)
			}
			candidates = append(candidates, l)
			prefer = append(prefer, v.stands(index, series, i))
			rank = append(rank, 3)
			index++
		}
		rankEnds(rank[from:], candidates[from:])
	}
	v.settle(candidates, prefer, rank, sizes)
}

// rankEnds gives the last of a series the first rank, and the second to what
// a reader looks for next.
func rankEnds(rank []int, of []label) {
	if len(of) == 0 {
		return
	}
	top, bottom := 0, 0
	for i := range of {
		if of[i].y < of[top].y {
			top = i
		}
		if of[i].y > of[bottom].y {
			bottom = i
		}
	}
	rank[top], rank[bottom], rank[0], rank[len(rank)-1] = 1, 2, 2, 0
}

// stands says on which sides of a mark its lines leave room, best first.
func (v *view) stands(index int, series Series, i int) []stand {
	at := v.marks[index].place
	before, after := 0, 0 // 1 where the neighbour lies higher
	if index > 0 && v.marks[index-1].series == v.marks[index].series {
		before = sign(at.y - v.marks[index-1].y)
	}
	if index+1 < len(v.marks) && v.marks[index+1].series == v.marks[index].series {
		after = sign(at.y - v.marks[index+1].y)
	}
	switch {
	case before <= 0 && after <= 0:
		return []stand{above, aboveStart, aboveEnd, below, belowStart, belowEnd}
	case before >= 0 && after >= 0:
		return []stand{below, belowEnd, belowStart, above, aboveStart, aboveEnd}
	case after > 0:
		return []stand{aboveEnd, belowStart, above, below, aboveStart, belowEnd}
	}
	return []stand{aboveStart, belowEnd, above, below, aboveEnd, belowStart}
}

// A box is an area in em.
type box struct{ left, top, right, bottom float64 }

func (b box) meets(o box) bool {
	return b.left < o.right && o.left < b.right && b.top < o.bottom && o.top < b.bottom
}

// A plane is a picture of one width with what stands in it already.
type plane struct {
	plot   float64
	marks  []box
	lines  [][2]place
	flags  [][2]place
	labels []box
	tier   tier
}

// settle finds a place for each label, first of all in small pictures and
// else in wide ones.
func (v *view) settle(candidates []label, prefer [][]stand, rank []int, sizes widths) {
	var planes []plane
	for t, all := range sizes {
		for _, size := range all {
			right := v.right
			if tier(t) == always {
				right = 0 // the names stand in a key
			}
			planes = append(planes, v.plane(v.plotWidth(size, right), tier(t)))
		}
	}
	order := make([]int, len(candidates))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return rank[a] - rank[b] })
	for _, i := range order {
		if l := v.bestOf(candidates[i], i, prefer[i], planes, rank[i] < 3); l.from != never && !slices.ContainsFunc(v.labels, l.repeats) {
			for p := range planes {
				if l.from <= planes[p].tier {
					planes[p].labels = append(planes[p].labels, v.area(l, planes[p].plot, l.statusFrom <= planes[p].tier))
				}
			}
			v.labels = append(v.labels, l)
		}
	}
}

// repeats tells whether another label says the same at the same place.
func (l label) repeats(other label) bool {
	return l.place == other.place && l.words == other.words && l.status == other.status
}

// bestOf chooses where a label stands: where its number is seen in small
// pictures, then where it breaks no flag, and then where its status is seen.
func (v *view) bestOf(l label, own int, prefer []stand, planes []plane, crossing bool) label {
	best, bestFree := l, never
	best.from, best.statusFrom = never, never
	for _, s := range prefer {
		try := l
		try.anchor, try.up, try.statusFrom = s.anchor, s.up, never
		free := v.fits(try, own, planes, false, false)
		try.from = free
		if crossing && free != always {
			try.from = v.fits(try, own, planes, false, true)
		}
		if l.status != "" && try.from != never {
			try.statusFrom = v.fits(try, own, planes, true, free != try.from)
		}
		if cmp.Or(cmp.Compare(try.from, best.from), cmp.Compare(free, bestFree), cmp.Compare(try.statusFrom, best.statusFrom)) < 0 {
			best, bestFree = try, free
		}
		if bestFree == always && (l.status == "" || best.statusFrom == always) {
			break
		}
	}
	return best
}

func (v *view) plane(plot float64, of tier) plane {
	p := plane{plot: plot, tier: of}
	for _, m := range v.marks {
		x, y := m.x*plot, m.y*v.height
		p.marks = append(p.marks, box{x - markRadius, y - markRadius, x + markRadius, y + markRadius})
		if m.first != m.end {
			p.lines = append(p.lines, [2]place{{m.first * plot, y}, {m.end * plot, y}})
		}
	}
	for _, r := range v.runs {
		for i := 1; i < len(r.places); i++ {
			a, b := r.places[i-1], r.places[i]
			p.lines = append(p.lines, [2]place{{a.x * plot, a.y * v.height}, {b.x * plot, b.y * v.height}})
		}
	}
	for _, f := range v.flags {
		p.flags = append(p.flags, [2]place{{f.x * plot, 0}, {f.x * plot, v.height}})
		p.labels = append(p.labels, box{f.x*plot - 0.5, -2, f.x*plot + 0.5, 0})
	}
	for _, x := range v.breaks {
		p.lines = append(p.lines, [2]place{{x * plot, -2}, {x * plot, v.height}})
	}
	return p
}

// area is what a label covers in a plot of a width, with its status or
// without.
func (v *view) area(l label, plot float64, withStatus bool) box {
	y, tall := l.y*v.height, lineHeight
	if withStatus {
		l.words, tall = longer(l.words, l.status), 2*lineHeight
	}
	from, to := l.reach(plot)
	if l.up {
		return box{from, y - markRadius - tall, to, y - markRadius}
	}
	return box{from, y + markRadius, to, y + markRadius + tall}
}

// fits says from which tier on a label keeps clear of all else. Its own mark
// is the one with its number.
func (v *view) fits(l label, own int, planes []plane, withStatus, crossing bool) tier {
	from := never
	for i := len(planes) - 1; i >= 0 && v.clear(l, own, planes[i], withStatus, crossing); i-- {
		if i == 0 || planes[i-1].tier < planes[i].tier {
			from = planes[i].tier
		}
	}
	return from
}

func (v *view) clear(l label, own int, p plane, withStatus, crossing bool) bool {
	a := v.area(l, p.plot, withStatus)
	right := p.plot + rightRoom - 0.2
	if p.tier > always && v.right > 0 {
		right = p.plot + 0.2 // the names of the series begin there
	}
	if a.left < 0 || a.right > right || a.top < -1.4 || a.bottom > v.height {
		return false
	}
	for i, m := range p.marks {
		if i != own && a.meets(m) {
			return false
		}
	}
	for _, other := range p.labels {
		if a.meets(other) {
			return false
		}
	}
	crossed := func(line [2]place) bool { return a.crossed(line[0], line[1]) }
	return !slices.ContainsFunc(p.lines, crossed) && (crossing || !slices.ContainsFunc(p.flags, crossed))
}

// crossed tells whether a line runs through a box.
func (b box) crossed(from, to place) bool {
	b.left, b.right = b.left-0.1, b.right+0.1
	if max(from.x, to.x) < b.left || min(from.x, to.x) > b.right || max(from.y, to.y) < b.top || min(from.y, to.y) > b.bottom {
		return false
	}
	side := func(x, y float64) float64 { return (to.x-from.x)*(y-from.y) - (to.y-from.y)*(x-from.x) }
	a, c, d, e := side(b.left, b.top), side(b.right, b.top), side(b.left, b.bottom), side(b.right, b.bottom)
	return !(a > 0 && c > 0 && d > 0 && e > 0 || a < 0 && c < 0 && d < 0 && e < 0)
}

func longer(a, b string) string {
	if width(a) < width(b) {
		return b
	}
	return a
}
