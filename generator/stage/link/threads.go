package link

import (
	"slices"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/framework"
	"plainsight/generator/stage/decode"
)

// lanes checks that the lanes name editions and areas that there are.
func (l *linker) lanes(all []decode.Lane) {
	seen := map[string]bool{}
	for _, lane := range all {
		if seen[lane.ID] {
			l.report(nameTwice.At(lane.From.At("id"), "the name “%s” is given twice", lane.ID).Try("Give one of the two another name."))
			continue
		}
		seen[lane.ID] = true
		for i, part := range lane.Lane.Parts {
			l.part(part, lane.Parts[i])
		}
		l.register.Lanes = append(l.register.Lanes, lane.Lane)
	}
}

func (l *linker) part(part framework.Part, from decode.From) {
	var editions, areas []string
	known := false
	for _, id := range names(l.register.Frameworks) {
		f := l.register.Frameworks[id]
		editions = append(editions, id)
		for _, edition := range f.Editions {
			if edition.ID != id {
				editions = append(editions, edition.ID)
			}
			if part.Edition == id || part.Edition == edition.ID {
				known = true
				areas = append(areas, edition.AreaIDs()...)
			}
		}
	}
	slices.Sort(areas)
	switch {
	case !known && part.Edition != "":
		l.unknown(from.At("edition"), "edition or framework", part.Edition, "data/frameworks/*", editions)
	case known && part.Area != "" && !slices.Contains(areas, part.Area):
		l.unknown(from.At("area"), "area of "+part.Edition+" called", part.Area, "data/frameworks/*", slices.Compact(areas))
	}
}

// threads checks, when all is joined, that what threads and events name is
// there.
func (l *linker) threads() {
	for _, one := range l.register.Threads {
		if one.Starts.ID != "" {
			l.reference(one.Starts)
		}
		for _, step := range one.Steps {
			l.step(step)
		}
		for _, reply := range one.Council {
			l.source(reply.Source)
		}
		for i, id := range one.Topics {
			l.topic(one.From, i, id)
		}
		for i, id := range one.Metrics {
			if _, found := l.register.Metric(id); !found {
				l.unknownMetric(one.From.At(listed(one.From, "metrics", i)), id)
			}
		}
	}
	for _, event := range l.register.Events {
		l.source(event.Source)
	}
}

func (l *linker) step(step decode.Step) {
	switch {
	case step.At.ID == "": // could not be read, which was reported
	case step.At.Anchor != "":
		l.reference(step.At)
	default:
		if _, found := l.register.Inspection(step.At.ID); !found {
			l.missing(step.At.Place, "inspection", step.At.ID, l.inspectionIDs())
		}
	}
}

// source checks what names a source, or a document or an inspection with or
// without a place.
func (l *linker) source(reference decode.Reference) {
	if reference.ID == "" {
		return
	}
	if reference.Anchor != "" {
		l.reference(reference)
		return
	}
	_, isSource := l.register.Sources[reference.ID]
	if _, _, found := l.register.bodyOf(reference.ID); !found && !isSource {
		l.missing(reference.Place, "source, document or inspection", reference.ID, names(l.register.Sources))
	}
}

func (l *linker) topic(from decode.From, i int, id string) {
	var ids []string
	for _, topic := range l.register.Topics {
		ids = append(ids, topic.ID)
	}
	place := from.At(listed(from, "topics", i))
	switch {
	case slices.Contains(ids, id):
	case l.held.Has(address.Of("topics", id)):
		l.report(heldBack.At(place, "this names something that is not published yet").
			Try("Take its name out until then; a thread can wait for it with “publish_after: …” or “draft: true”."))
	case !l.isBroken(id):
		l.unknown(place, "topic", id, "content/topics/*", ids)
	}
}
