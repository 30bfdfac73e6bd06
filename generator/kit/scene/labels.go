package scene

import (
	"cmp"
	"slices"
	"sync"

	"plainsight/generator/kit/language"
	"plainsight/generator/kit/plot"
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
func (v *View) nameNumbers(c plot.Chart, sizes Widths, w *language.Words) {
	common, figure := c.Common(), plot.Figures(c.Unit, w)
	candidates := make([]Label, 0, len(v.Marks))
	prefer, rank := make([][]stand, 0, len(v.Marks)), make([]int, 0, len(v.Marks))
	index := 0
	for _, series := range v.Series {
		from := len(candidates)
		for i, point := range series.Points {
			if !point.Shown() {
				continue
			}
			l := Label{Place: v.Marks[index].Place, Words: figure(point.Value), inset: true}
			if point.Uncertain() && common == "" {
				l.Status = plot.StatusWord(point.Status, w)
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
func rankEnds(rank []int, of []Label) {
	if len(of) == 0 {
		return
	}
	top, bottom := 0, 0
	for i := range of {
		if of[i].Y < of[top].Y {
			top = i
		}
		if of[i].Y > of[bottom].Y {
			bottom = i
		}
	}
	rank[top], rank[bottom], rank[0], rank[len(rank)-1] = 1, 2, 2, 0
}

// stands says on which sides of a mark its lines leave room, best first.
func (v *View) stands(index int, series plot.Series, i int) []stand {
	at := v.Marks[index].Place
	before, after := 0, 0 // 1 where the neighbour lies higher
	if index > 0 && v.Marks[index-1].Series == v.Marks[index].Series {
		before = sign(at.Y - v.Marks[index-1].Y)
	}
	if index+1 < len(v.Marks) && v.Marks[index+1].Series == v.Marks[index].Series {
		after = sign(at.Y - v.Marks[index+1].Y)
	}
	switch {
	case before <= 0 && after <= 0:
		return onTop
	case before >= 0 && after >= 0:
		return atFoot
	case after > 0:
		return falling
	}
	return rising
}

// The stands beside a mark by where its line goes, best first.
var (
	onTop   = []stand{above, aboveStart, aboveEnd, below, belowStart, belowEnd}
	atFoot  = []stand{below, belowEnd, belowStart, above, aboveStart, aboveEnd}
	falling = []stand{aboveEnd, belowStart, above, below, aboveStart, belowEnd}
	rising  = []stand{aboveStart, belowEnd, above, below, aboveEnd, belowStart}
)

// A Box is an area in em.
type Box struct{ Left, Top, Right, Bottom float64 }

func (b Box) meets(o Box) bool {
	return b.Left < o.Right && o.Left < b.Right && b.Top < o.Bottom && o.Top < b.Bottom
}

// A plane is a picture of one width with what stands in it already.
type plane struct {
	plot   float64
	marks  []Box
	lines  [][2]Place
	flags  [][2]Place
	labels []Box
	tier   Tier
}

// settle finds a place for each label, first of all in small pictures and
// else in wide ones.
func (v *View) settle(candidates []Label, prefer [][]stand, rank []int, sizes Widths) {
	spare := spares.Get().(*[]plane)
	defer spares.Put(spare)
	planes := (*spare)[:0]
	for t, all := range sizes {
		for _, size := range all {
			right := v.Right
			if Tier(t) == Always {
				right = 0 // the names stand in a key
			}
			planes = slices.Grow(planes, 1)[:len(planes)+1] // one that was there before has room
			v.plane(&planes[len(planes)-1], v.plotWidth(size, right), Tier(t))
		}
	}
	*spare = planes
	v.Labels = make([]Label, 0, len(candidates))
	order := make([]int, len(candidates))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return rank[a] - rank[b] })
	for _, i := range order {
		if l := v.bestOf(candidates[i], i, prefer[i], planes, rank[i] < 3); l.From != Never && !slices.ContainsFunc(v.Labels, l.repeats) {
			for p := range planes {
				if l.From <= planes[p].tier {
					planes[p].labels = append(planes[p].labels, v.Area(l, planes[p].plot, l.StatusFrom <= planes[p].tier))
				}
			}
			v.Labels = append(v.Labels, l)
		}
	}
}

// repeats tells whether another label says the same at the same place.
func (l Label) repeats(other Label) bool {
	return l.Place == other.Place && l.Words == other.Words && l.Status == other.Status
}

// bestOf chooses where a label stands: where its number is seen in small
// pictures, then where it breaks no flag, and then where its status is seen.
func (v *View) bestOf(l Label, own int, prefer []stand, planes []plane, crossing bool) Label {
	best, bestFree := l, Never
	best.From, best.StatusFrom = Never, Never
	for _, s := range prefer {
		try := l
		try.Anchor, try.Up, try.StatusFrom = s.anchor, s.up, Never
		free := v.fits(try, own, planes, false, false)
		try.From = free
		if crossing && free != Always {
			try.From = v.fits(try, own, planes, false, true)
		}
		if l.Status != "" && try.From != Never {
			try.StatusFrom = v.fits(try, own, planes, true, free != try.From)
		}
		if cmp.Or(cmp.Compare(try.From, best.From), cmp.Compare(free, bestFree), cmp.Compare(try.StatusFrom, best.StatusFrom)) < 0 {
			best, bestFree = try, free
		}
		if bestFree == Always && (l.Status == "" || best.StatusFrom == Always) {
			break
		}
	}
	return best
}

// spares are planes that nobody looks at any more.
var spares = sync.Pool{New: func() any { return new([]plane) }}

func (v *View) plane(p *plane, plot float64, of Tier) {
	p.plot, p.tier = plot, of
	p.marks, p.lines, p.flags, p.labels = p.marks[:0], p.lines[:0], p.flags[:0], p.labels[:0]
	for _, m := range v.Marks {
		x, y := m.X*plot, m.Y*v.Height
		p.marks = append(p.marks, Box{x - markRadius, y - markRadius, x + markRadius, y + markRadius})
		if m.First != m.End {
			p.lines = append(p.lines, [2]Place{{m.First * plot, y}, {m.End * plot, y}})
		}
	}
	for _, r := range v.Runs {
		for i := 1; i < len(r.Places); i++ {
			a, b := r.Places[i-1], r.Places[i]
			p.lines = append(p.lines, [2]Place{{a.X * plot, a.Y * v.Height}, {b.X * plot, b.Y * v.Height}})
		}
	}
	for _, f := range v.Flags {
		p.flags = append(p.flags, [2]Place{{f.X * plot, 0}, {f.X * plot, v.Height}})
		p.labels = append(p.labels, Box{f.X*plot - 0.5, -2, f.X*plot + 0.5, 0})
	}
	for _, x := range v.Breaks {
		p.lines = append(p.lines, [2]Place{{x * plot, -2}, {x * plot, v.Height}})
	}
}

// Area is what a label covers in a plot of a width, with its status or
// without.
func (v *View) Area(l Label, plot float64, withStatus bool) Box {
	y, tall := l.Y*v.Height, lineHeight
	if withStatus {
		l.Words, tall = longer(l.Words, l.Status), 2*lineHeight
	}
	from, to := l.reach(plot)
	if l.Up {
		return Box{from, y - markRadius - tall, to, y - markRadius}
	}
	return Box{from, y + markRadius, to, y + markRadius + tall}
}

// fits says from which tier on a label keeps clear of all else. Its own mark
// is the one with its number.
func (v *View) fits(l Label, own int, planes []plane, withStatus, crossing bool) Tier {
	from := Never
	for i := len(planes) - 1; i >= 0 && v.clear(l, own, &planes[i], withStatus, crossing); i-- {
		if i == 0 || planes[i-1].tier < planes[i].tier {
			from = planes[i].tier
		}
	}
	return from
}

func (v *View) clear(l Label, own int, p *plane, withStatus, crossing bool) bool {
	a := v.Area(l, p.plot, withStatus)
	right := p.plot + RightRoom - 0.2
	if p.tier > Always && v.Right > 0 {
		right = p.plot + 0.2 // the names of the series begin there
	}
	if a.Left < 0 || a.Right > right || a.Top < -1.4 || a.Bottom > v.Height {
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
	crossed := func(line [2]Place) bool { return a.crossed(line[0], line[1]) }
	return !slices.ContainsFunc(p.lines, crossed) && (crossing || !slices.ContainsFunc(p.flags, crossed))
}

// crossed tells whether a line runs through a box.
func (b Box) crossed(from, to Place) bool {
	b.Left, b.Right = b.Left-0.1, b.Right+0.1
	if max(from.X, to.X) < b.Left || min(from.X, to.X) > b.Right || max(from.Y, to.Y) < b.Top || min(from.Y, to.Y) > b.Bottom {
		return false
	}
	side := func(x, y float64) float64 { return (to.X-from.X)*(y-from.Y) - (to.Y-from.Y)*(x-from.X) }
	a, c, d, e := side(b.Left, b.Top), side(b.Right, b.Top), side(b.Left, b.Bottom), side(b.Right, b.Bottom)
	return !(a > 0 && c > 0 && d > 0 && e > 0 || a < 0 && c < 0 && d < 0 && e < 0)
}

func longer(a, b string) string {
	if Width(a) < Width(b) {
		return b
	}
	return a
}
