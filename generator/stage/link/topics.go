package link

import (
	"plainsight/generator/domain/address"
	"plainsight/generator/stage/decode"
)

// topics checks that what inspections, documents, metrics, threads and lanes are said to be
// about is a topic. One that is held back is let pass: nothing links to it
// until it is published.
func (l *linker) topics(lanes []decode.Lane) {
	known := map[string]bool{}
	for _, topic := range l.register.Topics {
		known[topic.ID] = true
	}
	check := func(from decode.From, ids []string) {
		for i, id := range ids {
			if !known[id] && !l.held.Has(address.Of("topics", id)) {
				l.unknown(from.At(listed(from, "topics", i)), "topic", id, "content/topics/*", names(known))
			}
		}
	}
	for _, one := range l.register.Inspections {
		check(one.From, one.Topics)
	}
	for _, one := range l.register.Documents {
		check(one.From, one.Topics)
	}
	for _, one := range l.register.Metrics {
		check(one.From, one.Topics)
	}
	for _, one := range l.register.Threads {
		check(one.From, one.Topics)
	}
	for _, lane := range lanes {
		check(lane.From, lane.Topics)
	}
}

// glossary takes the terms and checks the names that they are found by.
func (l *linker) glossary(terms []decode.Term) {
	seen := map[string]bool{}
	for _, term := range terms {
		if !seen[term.ID] {
			l.register.Glossary = append(l.register.Glossary, term.Term)
		}
		l.once(seen, term.ID, term.From.At("id"))
	}
	for _, term := range terms {
		for i, id := range term.See {
			if !seen[id] {
				l.unknown(term.From.At(listed(term.From, "see", i)), "term", id, "data/glossary.yaml", names(seen))
			}
		}
	}
}
