package link

import (
	"plainsight/generator/stage/decode"
)

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
