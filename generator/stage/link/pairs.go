package link

import (
	"strings"

	"plainsight/generator/domain/inspection"
	"plainsight/generator/stage/decode"
)

// A Pair is two inspections that people want side by side, the earlier one
// first, with their words on it.
type Pair struct {
	Then, Now *Inspection
	Why       string
}

// pairs takes the pairs that data/comparisons.yaml names. One with an inspection
// that is held back waits for it.
func (l *linker) pairs(all []decode.Comparison) {
	seen := map[string]bool{}
	for _, one := range all {
		l.once(seen, strings.TrimSpace(one.Then+" "+one.Now), one.From.At("then"))
		if l.waits(one.Then) || l.waits(one.Now) {
			continue
		}
		if then, now, found := l.pair(one.From, one.Then, one.Now); found {
			l.register.Pairs = append(l.register.Pairs, Pair{then, now, one.Why})
		}
	}
}

// waits tells whether an inspection is held back from the audience.
func (l *linker) waits(id string) bool {
	_, found := l.register.Inspection(id)
	return !found && l.held.Has(l.register.inspectionAt(id))
}

// pair finds two inspections that can stand side by side, named under “then”
// and “now”.
func (l *linker) pair(from decode.From, idThen, idNow string) (then, now *Inspection, fit bool) {
	then, foundThen := l.inspectionAsked(from.At("then"), idThen)
	now, foundNow := l.inspectionAsked(from.At("now"), idNow)
	if !foundThen || !foundNow {
		return then, now, false
	}
	place := from.At("now")
	switch order := inspection.Compare(&then.Inspection.Inspection, &now.Inspection.Inspection); {
	case then.Address == now.Address:
		l.report(notAPair.At(place, "“%s” stands beside itself", idNow).Try("Name another inspection."))
	case then.Inspection.Authority != now.Inspection.Authority:
		l.report(notAPair.At(place, "“%s” and “%s” are inspections of two authorities", idThen, idNow).
			Try("Name two inspections of one authority."))
	case then.ByColleagues() || now.ByColleagues():
		l.report(notAPair.At(place, "a review by colleagues is no inspection, and never stands beside one").
			Try("Name two inspections or visits."))
	case order > 0:
		l.report(notAPair.At(place, "“%s” was before “%s”", idNow, idThen).
			Try("Write the earlier one first: “then: %s” and “now: %s”.", idNow, idThen))
	default:
		return then, now, true
	}
	return then, now, false
}
