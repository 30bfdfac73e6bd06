package link

import (
	"path"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/stage/decode"
)

// A Thread is a thread with the authority that it belongs to.
type Thread struct {
	decode.Thread
	Address   address.Page
	Authority decode.Authority
}

// linkedThreads finds the authority of each thread. One that belongs to nobody
// is reported, unless its beginning could not be read.
func (l *linker) linkedThreads(docs decode.Documents) (threads []Thread) {
	for _, one := range docs.Threads {
		id := l.authorityOf(one.Starts, docs.Documents)
		if id == "" && one.Starts.ID != "" && l.register.Settings.NoHome {
			l.report(ofNobody.At(one.From.At("starts"), "nothing says which authority this thread is about").
				Try("Begin it with a finding of an inspection, and the authority before it: sutton/2022-02-ilacs#improve-1."))
		}
		linked := Thread{one, l.register.At(id, "threads", one.ID), l.register.Authorities[id]}
		if linked.Authority.ID != "" {
			l.threadFolder(linked)
		}
		threads = append(threads, linked)
	}
	return threads
}

// authorityOf is the ID of the authority of a first finding, "" for none.
func (l *linker) authorityOf(first decode.Reference, documents []decode.Document) string {
	if authority, _, named := strings.Cut(first.ID, "/"); named {
		return authority
	}
	for _, one := range documents {
		if one.ID == first.ID && len(one.Inspections) > 0 {
			return l.authorityOf(decode.Reference{ID: one.Inspections[0]}, nil)
		}
	}
	return l.register.Home.ID
}

// threadFolder checks that the file of a thread lies in the folder of its
// authority, as inspections do.
func (l *linker) threadFolder(one Thread) {
	right := decode.ThreadsFolder
	if one.Authority.ID != l.register.Home.ID {
		right = path.Join(right, one.Authority.ID)
	}
	if folder := path.Dir(one.From.File); folder != right {
		l.report(decode.WrongFolder.At(one.From.At("starts"), "a thread of “%s” does not belong in the folder %s", one.Authority.ID, folder).
			Try("Move the file to %s, or begin it with a finding of another authority.", path.Join(right, path.Base(one.From.File))))
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
	if _, _, found := l.register.textOf(reference.ID); !found && !isSource {
		l.missing(reference.Place, "source, document or inspection", reference.ID, names(l.register.Sources))
	}
}
