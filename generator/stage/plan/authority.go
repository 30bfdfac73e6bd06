package plan

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"weak"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/timeline"
	"plainsight/generator/kit/language"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
)

// An authority is one that has pages of its own: its inspections in lanes, and
// the threads that begin with them. The zero authority is that of a site
// without a home.
type authority struct {
	decode.Authority
	// root is the address below which its pages stand.
	root address.Page
	// inspections, oldest first; recorded gives their records and laned sets them
	// in lanes, nil for none.
	inspections []*link.Inspection
	recorded    func() *[]Record
	laned       func() *timeline.Timeline
	// letters are those with which its lines in the list from A to Z begin.
	letters func() []string
	threads []link.Thread
	// parts are its pages by the names of their kinds, as far as they are known.
	parts map[string]*Part
}

// at is the address of a page of the authority.
func (a *authority) at(segments ...string) address.Page { return a.root.Below(segments...) }

// atHome tells whether its pages have the short addresses.
func (a *authority) atHome() bool { return a.root == address.Home }

// indexOf finds an inspection of the authority by its address; it is -1 for
// none.
func (a *authority) indexOf(page address.Page) int {
	return slices.IndexFunc(a.inspections, func(one *link.Inspection) bool { return one.Address == page })
}

// newest gives the most recent inspection of which something is true, or nil.
func (a *authority) newest(of func(*link.Inspection) bool) *link.Inspection {
	for i := len(a.inspections) - 1; i >= 0; i-- {
		if of(a.inspections[i]) {
			return a.inspections[i]
		}
	}
	return nil
}

// hasSeveral tells whether a site is about several authorities: it has no
// home, or inspections of another.
func hasSeveral(register *link.Register) bool {
	return register.Settings.NoHome || slices.ContainsFunc(register.Inspections, func(one *link.Inspection) bool {
		return one.Authority.ID != "" && one.Authority.ID != register.Home.ID
	})
}

// authoritiesOf parts the record by authorities, in the order of their names.
// Those without an inspection here are left out; on a site of several, those
// too of which there are no numbers either.
func authoritiesOf(register *link.Register, rest *rest) []*authority {
	byID := map[string]*authority{}
	of := func(one decode.Authority) *authority {
		if byID[one.ID] == nil {
			byID[one.ID] = &authority{Authority: one, root: register.At(one.ID)}
		}
		return byID[one.ID]
	}
	for _, one := range register.Inspections {
		if one.Authority.ID != "" { // else it could not be told, which was reported
			a := of(*one.Authority)
			a.inspections = append(a.inspections, one)
		}
	}
	for _, one := range register.Threads {
		if one.Authority.ID != "" {
			a := of(one.Authority)
			a.threads = append(a.threads, one)
		}
	}
	if hasSeveral(register) {
		for _, one := range register.Metrics {
			for _, place := range rest.numbers[one.ID].places {
				if council, known := register.Authorities[place]; known && !council.Area {
					of(council)
				}
			}
		}
	}
	all := make([]*authority, 0, len(byID))
	for _, id := range slices.SortedFunc(maps.Keys(byID), func(x, y string) int { return cmp.Compare(rest.order[x], rest.order[y]) }) {
		all = append(all, byID[id])
	}
	return all
}

// orderOf puts all authorities in order once, which takes long in languages.
func orderOf(register *link.Register, alphabet *language.Alphabet) map[string]int {
	all := slices.SortedFunc(maps.Values(register.Authorities), func(a, b decode.Authority) int { return byName(alphabet, a, b) })
	order := make(map[string]int, len(all))
	for i, one := range all {
		order[one.ID] = i
	}
	return order
}

// byName orders authorities as an index has them.
func byName(alphabet *language.Alphabet, a, b decode.Authority) int {
	return cmp.Or(alphabet.Compare(a.Name, b.Name), strings.Compare(a.ID, b.ID))
}

// inLanes sets the inspections of an authority side by side, when somebody asks.
func (a *authority) inLanes(register *link.Register) {
	lanes := register.Lanes
	a.laned = fleeting(func() *timeline.Timeline {
		var entries []timeline.Entry
		for _, one := range a.inspections {
			entries = append(entries, timeline.Entry{Inspection: one.Inspection.Inspection, Framework: one.Framework, Edition: one.Edition})
		}
		all := timeline.Of(entries, lanes)
		return &all
	})
	a.recorded = fleeting(func() *[]Record {
		records := slices.Grow([]Record(nil), len(a.inspections))
		for _, one := range a.inspections {
			records = append(records, *record(one))
		}
		return &records
	})
}

// fleeting gives a value that is known for as long as somebody looks at it, and no
// longer: those of a whole country would be many.
func fleeting[T any](make func() *T) func() *T {
	var last atomic.Pointer[weak.Pointer[T]]
	return func() *T {
		if known := last.Load(); known != nil {
			if value := known.Value(); value != nil {
				return value
			}
		}
		value := make()
		known := weak.Make(value)
		last.Store(&known)
		return value
	}
}

// timeline is the inspections in their lanes.
func (a *authority) timeline() *timeline.Timeline {
	if a.laned == nil {
		return &timeline.Timeline{}
	}
	return a.laned()
}

// records are those of the inspections.
func (a *authority) records() []Record {
	if a.recorded == nil {
		return nil
	}
	return *a.recorded()
}

// whose is the name of the authority of an inspection, "" on a site of one.
func (p *planner) whose(one *link.Inspection) string {
	if !p.several {
		return ""
	}
	return one.Authority.Name
}

// among links to an inspection from a page that has those of several.
func (p *planner) among(one *link.Inspection) Link {
	to := *linkTo(one)
	to.Whose = p.whose(one)
	return to
}

// of finds an authority with pages of its own; where there is none it is the zero
// one.
func (p *planner) of(id string) (*authority, bool) {
	at, found := p.byID[id]
	if !found {
		return &authority{}, false
	}
	if p.sight != nil {
		p.sight.named(id)
		return p.sight.whole.authorities[at], true
	}
	return p.authorities[at], true
}

// stranger does the same for who asks no more of another authority than its name
// and where its pages stand.
func (p *planner) stranger(id string) (*authority, bool) {
	at, found := p.byID[id]
	if !found {
		return &authority{}, false
	}
	return p.authorities[at], true
}
