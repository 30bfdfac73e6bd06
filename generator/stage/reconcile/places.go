package reconcile

import (
	"strings"

	"plainsight/generator/domain/document"
	"plainsight/generator/domain/ledger"
	"plainsight/generator/kit/language"
	"plainsight/generator/stage/plan"
)

// A place is something on a planned page that can be linked to.
type place struct {
	id, kind string
	// words are all its words, without marks of passages.
	words string
	sum   uint64
	// sketch is made when it is asked for.
	sketch *ledger.Sketch
	// named tells that its id is written beside it, on a line of the page's file.
	named bool
	line  int
	// subject is what a part of the record shows, "" for words; own tells that
	// each page of the kind has it.
	subject string
	own     bool
}

// like is how much alike the words are to recorded ones.
func (p *place) like(recorded ledger.Place) float64 {
	if p.sketch == nil {
		sketch := ledger.SketchOf(p.words)
		p.sketch = &sketch
	}
	return p.sketch.Like(recorded.Print.Sketch)
}

// recorded is the place as the ledger has it.
func (p *place) recorded() ledger.Place {
	one := ledger.Place{ID: p.id, Kind: p.kind}
	if p.sum != 0 {
		one.Print, one.Words = ledger.PrintOf(p.words), plan.Excerpt(p.words)
		if p.subject != "" {
			one.Words = p.subject + shows + one.Words
		}
	}
	return one
}

// shows parts what a part of the record shows from its words, in the ledger.
const shows = ": "

// showsAlike tells whether a part of the record shows what was recorded.
func (p *place) showsAlike(recorded ledger.Place) bool {
	return p.subject != "" && p.kind == recorded.Kind && strings.HasPrefix(recorded.Words, p.subject+shows)
}

// How much alike the words of one place have to be before and after an edit: a
// little where the name is the same, a lot where it is another.
const (
	editedAtMost = 0.3
	movedAtLeast = 0.45
)

// same tells whether a place is still the recorded one: it has no words of its
// own, or its words were edited and not replaced. A heading whose id is written
// beside it is what its author says.
func (p *place) same(recorded ledger.Place) bool {
	switch {
	case !recorded.HasWords() || p.sum == 0 || p.sum == recorded.Print.Sum:
		return true
	case p.named && p.kind == string(document.Heading):
		return true
	case p.own || p.showsAlike(recorded):
		return true
	case p.subject != "":
		return false
	}
	return ledger.Begin(recorded.Words, plan.Excerpt(p.words)) || p.like(recorded) >= editedAtMost
}

// begins tells whether the words begin as the recorded ones; a place without
// words does.
func (p *place) begins(recorded ledger.Place) bool {
	return !recorded.HasWords() || p.sum == recorded.Print.Sum || p.sum != 0 && ledger.Begin(recorded.Words, plan.Excerpt(p.words))
}

// alike is how surely a place of another name is the recorded one, 0 for not.
func (p *place) alike(recorded ledger.Place) float64 {
	switch {
	case !recorded.HasWords() || p.sum == 0 || p.family() != familyOf(recorded.Kind):
		return 0
	case p.showsAlike(recorded):
		return 2
	case p.subject != "":
		return 0
	case p.sum == recorded.Print.Sum:
		return 2
	}
	like := p.like(recorded)
	if ledger.Begin(recorded.Words, plan.Excerpt(p.words)) {
		return 1 + like
	}
	if like < movedAtLeast {
		return 0
	}
	return like
}

// family is what a place can become without being another: a paragraph may
// become an item or a numbered one, and a heading stays one.
func (p *place) family() string { return familyOf(p.kind) }

func familyOf(kind string) string {
	switch document.Kind(kind) {
	case document.Paragraph, document.Numbered, document.Quote, document.Note, document.Passage, document.Code, "item":
		return "words"
	}
	return kind
}

// placesOf are the places of a page that are promised, in their order, each once.
func placesOf(page plan.Page) (places []place) {
	if page.Listing() {
		return nil
	}
	page = page.Showing(page.View()) // which is asked several times
	pieces := map[string]document.Block{}
	if body := page.Frame().Body; body != nil {
		for _, block := range body.Blocks {
			pieces[block.ID] = block
			for _, item := range block.Items {
				item.Kind = "item"
				pieces[item.ID] = item
			}
		}
	}
	seen, shown := map[string]bool{}, plan.ShownOn(page)
	for _, former := range page.Frame().Former {
		seen[former.ID] = true
	}
	for id := range page.Anchors().All() {
		if seen[id] {
			continue
		}
		seen[id] = true
		places = append(places, placeOf(id, pieces[id]).showing(shown[id]))
	}
	return places
}

// showing is the place of a part of the record, with what that shows.
func (p place) showing(shown plan.Shown) place {
	if shown.Subject == "" {
		return p
	}
	if p.own = shown.Own; p.own {
		p.kind = shown.Kind
	}
	p.subject = shown.Subject
	p.words = language.Unmarked(shown.Words)
	p.sum = ledger.SumOf(p.words)
	return p
}

func placeOf(id string, piece document.Block) place {
	switch piece.Kind {
	case "":
		return place{id: id, kind: "place"}
	case document.Embed:
		return place{id: id, kind: piece.Name, named: true, line: piece.Line}
	}
	one := place{id: id, kind: string(piece.Kind), words: language.Unmarked(piece.Words), named: piece.Named, line: piece.Line}
	one.sum = ledger.SumOf(one.words)
	return one
}
