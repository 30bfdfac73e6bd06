package link

import (
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
	// Of is the inspection or document, by its ID.
	Of string
}

// Place finds what a reference names, or false.
func (r *Register) Place(reference decode.Reference) (Place, bool) {
	page, body, found := r.bodyOf(reference.ID)
	if !found {
		return Place{}, false
	}
	for _, block := range body.Blocks {
		for _, piece := range append([]document.Block{block}, block.Items...) {
			if piece.ID == reference.Anchor {
				return Place{Target: string(page) + "#" + piece.ID, Block: piece, Of: reference.ID}, true
			}
		}
	}
	return Place{}, false
}

// bodyOf finds the words of an inspection or a document by its ID.
func (r *Register) bodyOf(id string) (address.Page, document.Body, bool) {
	if one, found := r.Inspection(id); found {
		return one.Address, one.Text.Body, true
	}
	if one, found := r.Document(id); found {
		return one.Address, one.Text.Body, true
	}
	return "", document.Body{}, false
}

// Inspection finds an inspection of the home authority, or one of another
// authority as "farham/2022-02-ilacs".
func (r *Register) Inspection(id string) (Inspection, bool) {
	for _, one := range r.Inspections {
		if one.ID == id && one.Inspection.Authority == r.Settings.Home || one.Inspection.Authority+"/"+one.ID == id {
			return one, true
		}
	}
	return Inspection{}, false
}

// Document finds a document by its ID.
func (r *Register) Document(id string) (Document, bool) {
	for _, one := range r.Documents {
		if one.ID == id {
			return one, true
		}
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
	if !l.heldBack(one.Draft, noEmbargo) {
		l.register.Documents = append(l.register.Documents, Document{one, address.Of("documents", one.ID), source})
	}
}

// references checks, when all is joined, that what documents and topics name
// is there.
func (l *linker) references() {
	for _, one := range l.register.Documents {
		for i, id := range one.Inspections {
			if _, found := l.register.Inspection(id); !found && !l.isBroken(id) {
				l.unknown(one.From.At(listed(one.From, "inspections", i)), "inspection", id, "content/inspections/*", l.inspectionIDs())
			}
		}
	}
	for _, topic := range l.register.Topics {
		for _, reference := range topic.Says {
			l.reference(reference)
		}
	}
}

func (l *linker) reference(reference decode.Reference) {
	if _, found := l.register.Place(reference); found || l.isBroken(reference.ID) {
		return
	}
	_, body, found := l.register.bodyOf(reference.ID)
	if !found {
		l.unknown(reference.Place, "inspection or document", reference.ID, "content/inspections/*", append(l.inspectionIDs(), l.documentIDs()...))
		return
	}
	problem := noPlace.At(reference.Place, "there is no place “#%s” in %s", reference.Anchor, reference.ID)
	if near := diag.Near(reference.Anchor, body.Anchors()); near != "" {
		l.report(problem.Try("Did you mean “%s#%s”?", reference.ID, near))
		return
	}
	l.report(problem.Try("Open its page, select the number or heading that you mean, and copy what stands behind the number sign."))
}

func (l *linker) inspectionIDs() (ids []string) {
	for _, one := range l.register.Inspections {
		ids = append(ids, one.ID)
	}
	return ids
}

func (l *linker) documentIDs() (ids []string) {
	for _, one := range l.register.Documents {
		ids = append(ids, one.ID)
	}
	return ids
}
