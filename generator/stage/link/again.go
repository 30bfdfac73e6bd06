package link

import (
	"slices"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/inspection"
	"plainsight/generator/kit/memory"
	"plainsight/generator/stage/decode"
)

// A Kept is what linking leaves for linking again: inspections, for as long as
// their own files and the files of data stay the same, and their order. What is
// given is the same with it and without. The zero Kept is ready, the nil Kept keeps
// nothing, and one Kept is for one linking at a time.
type Kept struct {
	// by is the sum of what the inspections were linked by, and linked are those of
	// which nothing was reported.
	by     memory.Sum
	linked map[*decode.Inspection]*Inspection
	// found are all in the order of their files, and places where each stands in time.
	found  []*Inspection
	places []int
	// documents are the addresses of all documents, and at finds both by their addresses.
	documents []address.Page
	at        map[address.Page]int
	// placed are the files of metrics whose numbers are all for authorities that are
	// there, and quoted the places that notes on numbers name, once they are known.
	placed map[string]bool
	quoted *[]decode.Reference
}

// begin forgets what was linked by something else.
func (k *Kept) begin(by memory.Sum) *Kept {
	if k == nil {
		k = &Kept{}
	}
	if k.by != by || k.placed == nil {
		*k = Kept{by: by, placed: map[string]bool{}}
	}
	return k
}

// ruled is the sum of what an inspection is linked by.
func (l *linker) ruled(docs decode.Documents) memory.Sum {
	var waiting []bool
	for _, one := range docs.Metrics {
		waiting = append(waiting, one.Draft || l.at.Before(one.PublishAfter))
	}
	return memory.SumOf(docs.Data, l.register.Home.ID, string(l.audience), waiting)
}

// inTime puts the inspections into the order of time. It is that of before where each
// one's day and name are.
func (k *Kept) inTime(all []*Inspection) []*Inspection {
	same := func(a, b *Inspection) bool { return a == b || compare(a, b) == 0 }
	if !slices.EqualFunc(all, k.found, same) {
		k.places = make([]int, len(all))
		for i := range k.places {
			k.places[i] = i
		}
		slices.SortStableFunc(k.places, func(a, b int) int { return compare(all[a], all[b]) })
		k.at = nil
	}
	sorted := make([]*Inspection, len(all))
	for i, place := range k.places {
		sorted[i] = all[place]
	}
	return sorted
}

func compare(a, b *Inspection) int {
	return inspection.Compare(&a.Inspection.Inspection, &b.Inspection.Inspection)
}

// index gives where each inspection and each document stands, when all are in order.
func (k *Kept) index(r *Register, found []*Inspection) map[address.Page]int {
	var documents []address.Page
	for i := range r.Documents {
		documents = append(documents, r.Documents[i].Address)
	}
	same := func(a, b *Inspection) bool { return a == b || a.Address == b.Address }
	if k.at == nil || !slices.EqualFunc(found, k.found, same) || !slices.Equal(documents, k.documents) {
		k.at = make(map[address.Page]int, len(r.Inspections)+len(documents))
		for i, one := range slices.Backward(r.Inspections) {
			k.at[one.Address] = i
		}
		for i, one := range slices.Backward(documents) {
			k.at[one] = i
		}
	}
	k.found, k.documents = found, documents
	return k.at
}

// quotedBy are the places that the notes on the numbers of metrics name.
func (k *Kept) quotedBy(metrics []decode.Metric) []decode.Reference {
	if k.quoted == nil {
		references := quoted(metrics)
		k.quoted = &references
	}
	return *k.quoted
}

// keep keeps the inspections that may be linked again.
func (k *Kept) keep(written []*decode.Inspection, linked []*Inspection) {
	k.linked = make(map[*decode.Inspection]*Inspection, len(linked))
	for i, one := range linked {
		if one.bound {
			k.linked[written[i]] = one
		}
	}
}
