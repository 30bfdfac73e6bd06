package serve

import (
	"context"
	"slices"
	"time"

	"plainsight/generator/kit/diag"
	"plainsight/generator/task/build"
)

// calm is how long nothing must happen before the long checks begin, so that
// they never take the machine from a page that is being made or loaded.
const calm = 200 * time.Millisecond

// later is what is found out when a page is seen already: what the public site
// would lack, and what the rules of access find on the pages that are open.
type later struct {
	asked chan struct{}
	// open counts who looks at a page, by its file.
	open   map[string]int
	public []diag.Problem
	found  map[string][]diag.Problem
}

func newLater() later {
	return later{asked: make(chan struct{}, 1), open: map[string]int{}, found: map[string][]diag.Problem{}}
}

// ask lets the long checks be made again.
func (l later) ask() {
	select {
	case l.asked <- struct{}{}:
	default: // somebody asked already
	}
}

func (s *shop) opened(name string) {
	s.lock.Lock()
	defer s.lock.Unlock()
	s.later.open[name]++
	s.later.ask()
}

func (s *shop) left(name string) {
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.later.open[name]--; s.later.open[name] == 0 {
		delete(s.later.open, name)
	}
}

// checkLater makes the long checks whenever they are asked for and it is calm,
// until the context ends.
func (s *shop) checkLater(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.later.asked:
		}
		if !s.waitForCalm(ctx) {
			return
		}
		s.checkAll()
	}
}

func (s *shop) waitForCalm(ctx context.Context) bool {
	quiet := time.NewTimer(calm)
	defer quiet.Stop()
	for {
		select {
		case <-ctx.Done():
			return false
		case <-s.later.asked:
			quiet.Reset(calm)
		case <-quiet.C:
			return true
		}
	}
}

// checkAll makes the long checks of what is shown now.
func (s *shop) checkAll() {
	s.lock.Lock()
	now, sound := s.now, s.sound
	var open []string
	for name := range s.later.open {
		open = append(open, name)
	}
	s.lock.Unlock()
	if now == nil {
		return
	}
	public, found := now.Public(), audited(sound, open)

	s.lock.Lock()
	defer s.lock.Unlock()
	if s.now != now { // it is asked again
		return
	}
	before := s.later.all()
	s.later.public, s.later.found = public, found
	after := s.later.all()
	if !slices.Equal(before, after) {
		news := slices.DeleteFunc(slices.Clone(after), func(one diag.Problem) bool { return slices.Contains(before, one) })
		diag.Text(s.options.Out, news, s.options.Colour)
		s.announce()
	}
}

// audited gives what the rules of access find on some pages.
func audited(sound *build.Preview, names []string) map[string][]diag.Problem {
	found := map[string][]diag.Problem{}
	if sound == nil {
		return found
	}
	for _, name := range names {
		found[name] = sound.Audit(name)
	}
	return found
}

// all are the problems that were found later, in order.
func (l later) all() []diag.Problem {
	all := slices.Clone(l.public)
	for _, found := range l.found {
		all = append(all, found...)
	}
	return diag.Sort(all)
}
