package plan

import (
	"sync"
	"sync/atomic"

	"plainsight/generator/kit/memory"
)

// A sight is what the views of the pages of an authority are planned from: its
// own inspections, and of those of others no more than where they stand. So an
// edit of a report leaves the pages of all other authorities as they are, and
// nobody needs to plan their views to know.
//
// A page may show another authority: a text can name its grades or its timeline.
// Then the sight has strayed, and no more is promised.
type sight struct {
	id        string
	authority *authority
	// name is that of the authority, with the root of the language.
	name string
	// whole plans what is seen of all authorities, and planner gives who plans the
	// pages of this one.
	whole   *planner
	planner func() *planner
	// under is the sum of all that it has, nil where that is not known.
	under  *memory.Sum
	strays atomic.Bool
}

// seenBy gives the planner of the pages of an authority. Many may ask for it.
func (p *planner) seenBy(a *authority) *planner {
	p.seen.Lock()
	defer p.seen.Unlock()
	known := p.seen.by[a.ID]
	if known == nil {
		known = &sight{id: a.ID, authority: a, name: p.Root + "/" + a.ID, whole: p}
		known.planner = fleeting(known.plans)
		if p.under != nil {
			under := p.under(a)
			known.under = &under
		}
		p.seen.by[a.ID] = known
	}
	return known.planner()
}

// plans makes the planner of the pages of the authority.
func (s *sight) plans() *planner {
	q := *s.whole
	q.sight = s
	q.Register = q.Register.Seen(s.authority.inspections, s.named)
	q.authorities = q.strangers
	if q.home.ID != s.id {
		q.home = strangerOf(q.home)
	}
	q.dataFiles, q.parts, q.gridded = nil, nil, nil // which are of all authorities
	return &q
}

// seen are what each authority sees.
type seen struct {
	sync.Mutex
	by map[string]*sight
}

// pagesOf plans the pages of a kind from what an authority sees.
func (p *planner) pagesOf(a *authority, kind func(*planner, *authority) []Page) []Page {
	return p.sight.on(kind(p, a))
}

// strangersOf are authorities as others see them: without their inspections.
func strangersOf(authorities []*authority) []*authority {
	strangers := make([]*authority, len(authorities))
	for i, a := range authorities {
		strangers[i] = strangerOf(a)
	}
	return strangers
}

func strangerOf(a *authority) *authority { return &authority{Authority: a.Authority, root: a.root} }

// named notes that a page shows something of an authority.
func (s *sight) named(authority string) {
	if authority != s.id {
		s.strays.Store(true)
	}
}

// on gives pages the sight from which their views are planned.
func (s *sight) on(pages []Page) []Page {
	for i := range pages {
		pages[i].sight = s
	}
	return pages
}

// SeenBy names the pages whose views are planned from the same: those of an
// authority in a language. It is "" for a page that is planned from the whole site.
func (page Page) SeenBy() string {
	if page.sight == nil {
		return ""
	}
	return page.sight.name
}

// Under is the sum of all that the view of the page is planned from, where that is
// less than the whole site.
func (page Page) Under() (sum memory.Sum, known bool) {
	if page.sight == nil || page.sight.under == nil {
		return sum, false
	}
	return *page.sight.under, true
}

// Strays tells whether a view that was planned shows more than Under promises.
func (page Page) Strays() bool { return page.sight == nil || page.sight.strays.Load() }
