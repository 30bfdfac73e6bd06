package link

import (
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/document"
	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/decode"
)

// A Place is a piece of an inspection or a document that can be quoted.
type Place struct {
	// Target is its address with the anchor.
	Target string
	Block  document.Block
	// Table is the whole table where the piece is the title of one.
	Table string
}

// Place finds what a reference names, or false.
func (r *Register) Place(reference decode.Reference) (Place, bool) {
	page, text, found := r.textOf(reference.ID)
	if !found || reference.Anchor == "" { // a list has no name either
		return Place{}, false
	}
	body := text.Body()
	for i, block := range body.Blocks {
		for _, piece := range append([]document.Block{block}, block.Items...) {
			if piece.ID == reference.Anchor {
				return Place{string(page) + "#" + piece.ID, piece, tableAfter(body.Blocks, i)}, true
			}
		}
	}
	return Place{}, false
}

// tableAfter is the table that stands right after a block, "" for none.
func tableAfter(blocks []document.Block, i int) string {
	if i+1 < len(blocks) && blocks[i].Kind != document.Heading && blocks[i+1].Kind == document.Table {
		return blocks[i+1].HTML
	}
	return ""
}

// textOf finds the text of an inspection or a document by its ID.
func (r *Register) textOf(id string) (address.Page, decode.Text, bool) {
	if one, found := r.Inspection(id); found {
		return one.Address, one.Text, true
	}
	if one, found := r.Document(id); found {
		return one.Address, one.Text, true
	}
	return "", decode.Text{}, false
}

// Inspection finds an inspection of the home authority, or one of another
// authority as "farham/2022-02-ilacs".
func (r *Register) Inspection(id string) (*Inspection, bool) {
	at, found := r.at[r.inspectionAt(id)]
	switch {
	case !found:
		return nil, false
	case r.whole != nil:
		one := r.whole.Inspections[at]
		r.named(one.Authority.ID)
		return one, true
	}
	return r.Inspections[at], true
}

// Seen is the register as the pages of an authority see it, whose inspections
// are its own. Others are found by their names alone, and whose is told to named.
func (r *Register) Seen(own []*Inspection, named func(authority string)) *Register {
	return &Register{r.Joined, own, r, named}
}

// inspectionAt is the address that the ID of an inspection stands for.
func (r *Register) inspectionAt(id string) address.Page {
	if authority, name, named := strings.Cut(id, "/"); named {
		return r.At(authority, "inspections", name)
	}
	return address.Of("inspections", id)
}

// Document finds a document by its ID.
func (r *Register) Document(id string) (Document, bool) {
	if at, found := r.at[address.Of("documents", id)]; found {
		return r.Documents[at], true
	}
	return Document{}, false
}

// A Document is a document with what its names mean.
type Document struct {
	decode.Document
	Address address.Page
	Source  document.Source
}

func (l *linker) document(one decode.Document) {
	source, found := l.register.Sources[one.Source]
	if !found && one.Source != "" {
		l.unknown(one.From.At("source"), "source", one.Source, "data/sources/*", names(l.register.Sources))
	}
	page := address.Of("documents", one.ID)
	if !l.heldBack(page, one.Release) {
		l.register.Documents = append(l.register.Documents, Document{one, page, source})
	}
}

// references checks, when all is joined, that what documents and topics name
// is there.
func (l *linker) references() {
	for _, one := range l.register.Documents {
		for i, id := range one.Inspections {
			if _, found := l.register.Inspection(id); !found {
				l.missing(one.From.At(listed(one.From, "inspections", i)), "inspection", id, l.inspectionIDs())
			}
		}
	}
	for _, topic := range l.register.Topics {
		for _, reference := range topic.Says {
			l.reference(reference)
		}
	}
	for _, reference := range l.kept.quotedBy(l.register.Metrics) {
		l.reference(reference)
	}
}

// quoted are the places that the notes on numbers name.
func quoted(metrics []decode.Metric) (references []decode.Reference) {
	for _, one := range metrics {
		for observation := range one.Observations.All() {
			if observation.Note == "" {
				continue
			}
			place := diag.Place{File: one.Numbers, Line: observation.Line}
			if reference, _, found := decode.ReferenceIn(observation.Note, place); found {
				references = append(references, reference)
			}
		}
	}
	return references
}

// missing reports an ID of an inspection or a document that was not found: it
// is held back, or its file could not be read, which was reported, or it is a
// wrong name.
func (l *linker) missing(place diag.Place, what, id string, known []string) {
	elsewhere := l.named(id)
	switch {
	case l.held.Has(l.register.inspectionAt(id)) || l.held.Has(address.Of("documents", id)):
		l.early(place)
	case l.isBroken(id):
	case len(elsewhere) > 0:
		l.report(whichAuthority.At(place, "“%s” does not say which authority's inspection is meant", id).
			Try("Write %s, and behind it the place as before.", diag.Or(elsewhere)))
	default:
		l.unknown(place, what, id, "content/inspections/*", known)
	}
}

// early reports the name of something that is held back.
func (l *linker) early(place diag.Place) {
	l.report(heldBack.At(place, "this names something that is not published yet").
		Try("It is a draft or under embargo. Take its name out until then; a text can wait for it with “publish_after: …” or “draft: true”."))
}

// named lists the inspections of all authorities that have an ID, each with its
// authority before it.
func (l *linker) named(id string) (ids []string) {
	for _, one := range l.register.Inspections {
		if one.ID == id {
			ids = append(ids, one.Inspection.Authority+"/"+id)
		}
	}
	return ids
}

func (l *linker) reference(reference decode.Reference) {
	_, text, found := l.register.textOf(reference.ID)
	if found && text.Outline.Anchors.Has(reference.Anchor) {
		return
	}
	if _, found := l.register.Place(reference); found {
		return
	}
	if !found {
		l.missing(reference.Place, "inspection or document", reference.ID, append(l.inspectionIDs(), l.documentIDs()...))
		return
	}
	if l.isBroken(reference.ID) {
		return
	}
	problem := noPlace.At(reference.Place, "there is no place “#%s” in %s", reference.Anchor, reference.ID)
	if near := diag.Near(reference.Anchor, text.Outline.Anchors.List()); near != "" {
		l.report(problem.Try("Did you mean “%s#%s”?", reference.ID, near))
		return
	}
	l.report(problem.Try("Open its page, select the number or heading that you mean, and copy what stands behind the number sign."))
}

func (l *linker) inspectionIDs() (ids []string) {
	for _, one := range l.register.Inspections {
		id := one.ID
		if one.Address != address.Of("inspections", id) {
			id = one.Inspection.Authority + "/" + id
		}
		ids = append(ids, id)
	}
	return ids
}

func (l *linker) documentIDs() (ids []string) {
	for _, one := range l.register.Documents {
		ids = append(ids, one.ID)
	}
	return ids
}
