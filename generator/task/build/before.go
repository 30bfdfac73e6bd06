package build

import (
	"iter"
	"sync"

	"plainsight/generator/kit/memory"
	"plainsight/generator/stage/plan"
	"plainsight/generator/stage/render"
	"plainsight/generator/stage/write"
	"plainsight/generator/task/audit"
)

// What is known of a file between builds is its size, its sum, and the notes of
// the gate, if nothing was found in it. Its bytes lie in the public folder. Files
// that follow each other and are planned from the same are remembered together:
// after an edit of a report those of other authorities are what they were, and that
// is asked once for all of them.

// A past is what earlier builds made, and what this one makes for the next.
type past struct {
	memory *memory.Memory
	theme  *render.Theme
	gate   *audit.Audit
	left   write.Left

	mutex sync.Mutex
	// last is the group of the page that was asked for last, and open are those that
	// are not remembered yet.
	last *group
	open map[*group]bool
	row  row
	// making are the files that are not promised, by their paths.
	making map[string]making
}

// A group is files that follow each other and are planned from the same.
type group struct {
	sum, under memory.Sum
	// was is what earlier builds made, and same tells whether it was planned from
	// the same as now; now is what this build made or found for itself.
	was  remains
	same bool
	now  map[string]remain
	// taken are the files that were taken as promised; pending is how many are being
	// made, and ended tells that no more follow.
	taken   map[string]bool
	pending int
	ended   bool
}

// A making is a file that is being made.
type making struct {
	group    *group
	from     memory.Sum
	promised bool
}

// pastOf is what is known of the files of a site before.
func (s *site) pastOf(o Options) *past {
	p := &past{memory: o.Memory, theme: s.theme, open: map[*group]bool{}, making: map[string]making{}}
	p.gate = audit.Begin(s.pages, s.base, s.styles)
	p.gate.Again = s.theme.Page
	if o.Memory != nil {
		p.gate.Keep = p.keep
	}
	return p
}

// rendered gives the pages for an output of which something may be left.
func (p *past) rendered(pages []plan.Page, left write.Left) iter.Seq2[render.Artifact, error] {
	if p.memory == nil {
		return render.Pages(pages, p.theme)
	}
	p.left = left
	return render.Remembered(pages, p.theme, p)
}

// A row is pages one after another. by is by whom the last one is seen, and named
// counts the groups of one name.
type row struct {
	by    string
	named map[string]int
	sum   memory.Sum
}

// next gives the sum under which the group of the next page is remembered, and
// tells whether it begins one.
func (r *row) next(page plan.Page) (sum memory.Sum, begins bool) {
	by := page.SeenBy()
	if r.named != nil && r.by == by {
		return r.sum, false
	}
	if r.named == nil {
		r.named = map[string]int{}
	}
	name := by + " " + page.Kind
	r.named[name]++
	r.by, r.sum = by, memory.SumOf("files", name, r.named[name])
	return r.sum, true
}

// wasMade tells whether a build is remembered that made a page from what has the sum.
func wasMade(remembered *memory.Memory, pages []plan.Page, page plan.Page, from memory.Sum) bool {
	var row row
	for _, one := range pages {
		if sum, _ := row.next(one); one.Address == page.Address {
			value, _ := remembered.Recall(sum)
			was, known := remainsOf(value).files[page.Address.File()]
			return known && was.from == from
		}
	}
	return false
}

// of gives the group of a page. Pages are asked for in their order.
func (p *past) of(page plan.Page) *group {
	sum, begins := p.row.next(page)
	if !begins {
		return p.last
	}
	if p.last != nil {
		p.last.ended = true
		p.settle(p.last)
		p.lead(p.last)
	}
	g := &group{sum: sum, now: map[string]remain{}, taken: map[string]bool{}}
	if under, promises := page.Under(); promises {
		g.under = p.theme.Under(under)
	}
	value, _ := p.memory.Recall(g.sum)
	g.was = remainsOf(value)
	g.same = g.was.under == g.under && g.under != memory.Sum{}
	p.last, p.open[g] = g, true
	return g
}

// lead tells the gate of the ways that lead from a group whose files are all promised.
// Most lead within the group, so that comes after it.
func (p *past) lead(g *group) {
	if g.same && g.was.promised {
		p.gate.Lead(g.was.ways)
	}
}

// Promised gives a file that is promised to be as it was.
func (p *past) Promised(page plan.Page) *render.Before {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	g, path := p.of(page), page.Address.File()
	one, known := g.was.files[path]
	if !g.same || !known || !one.promised || !p.left.Holds(path, one.sum) {
		g.pending++
		p.making[path] = making{group: g}
		return nil
	}
	g.taken[path] = true
	if g.was.promised { // all of its group is, and the ways that lead from it are told
		return one.before(one.own)
	}
	return one.before(g.was.notes(one))
}

// Made gives a file that was made from the same.
func (p *past) Made(page plan.Page, from memory.Sum, promised bool) *render.Before {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	path := page.Address.File()
	g := p.making[path].group
	one, known := g.was.files[path]
	if !known || one.from != from || !p.left.Holds(path, one.sum) {
		p.making[path] = making{g, from, promised}
		return nil
	}
	notes := g.was.notes(one)
	p.made(path, remainOf(from, promised, one.sum, one.size, notes))
	return one.before(notes)
}

// keep keeps what is known of a file that was made, and in which nothing was found.
func (p *past) keep(artifact render.Artifact, notes []byte) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if one, is := p.making[artifact.Path]; is { // else it is known, and was read for its notes
		p.made(artifact.Path, remainOf(one.from, one.promised, artifact.SHA256(), len(artifact.Bytes), notes))
	}
}

func (p *past) made(path string, one remain) {
	g := p.making[path].group
	delete(p.making, path)
	g.now[path] = one
	g.pending--
	p.settle(g)
}

// settle remembers a group of which all is known.
func (p *past) settle(g *group) {
	if g.ended && g.pending == 0 {
		p.remember(g, true)
	}
}

// end remembers what is left. Where the site was not made in full, what was not
// looked at stays.
func (p *past) end(whole bool) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	for g := range p.open {
		p.remember(g, whole)
	}
	if p.last != nil {
		p.lead(p.last)
	}
}

func (p *past) remember(g *group, whole bool) {
	delete(p.open, g)
	if len(g.now) == 0 && (!whole || len(g.taken) == len(g.was.files)) {
		return // it is remembered as it is
	}
	for path, one := range g.was.files {
		if _, again := g.now[path]; !again && (g.taken[path] || !whole) {
			g.now[path] = remainOf(one.from, one.promised && g.same, one.sum, one.size, g.was.notes(one))
		}
	}
	p.memory.Keep(g.sum, remainsBytes(g.under, g.now))
}
