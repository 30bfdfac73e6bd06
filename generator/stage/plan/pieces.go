package plan

import (
	"slices"
	"strconv"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/domain/document"
	"plainsight/generator/kit/language"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
)

// A Piece is what a search finds: a paragraph, a finding, the numbers of a
// metric, a thread, a term, a topic or a page. Each is in the pieces once,
// whatever editions and translations its page has.
type Piece struct {
	// Kind is one of PieceKinds.
	Kind   string
	Target string
	// Of is the title of the page; When is the days of an inspection, Date the
	// day of a document, Number the printed number of a paragraph.
	Of     string
	When   date.Spans
	Date   date.Date
	Number string
	// Voice says whose words a paragraph or finding has, "" for ours.
	Voice Voice
	// Words are looked for.
	Words string
	// Years, Topics and Whose narrow a search. Whose is "" on the site of one
	// authority.
	Years  []int
	Topics []string
	Whose  string
}

// PieceKinds are the kinds of pieces, in the order in which a search offers
// them.
var PieceKinds = []string{"paragraph", "finding", "metric", "thread", "topic", "term", "note", "page"}

// pieces are all that a search finds.
func (p *planner) pieces() (pieces []Piece) {
	about := p.topicsOfPlaces()
	for _, one := range p.Inspections {
		of := Piece{Target: string(one.Address), Of: one.Title, When: one.Inspected, Years: yearsOf(one.Inspected.First()), Whose: p.whose(one), Voice: voiceOf(one)}
		pieces = append(pieces, piecesOf(one.Text.Body(), of, about)...)
	}
	for _, one := range p.Documents {
		of := Piece{Target: string(one.Address), Of: one.Title, Date: one.Source.Date, Years: yearsOf(one.Source.Date), Voice: voices[one.Source.Kind]}
		pieces = append(pieces, piecesOf(one.Text.Body(), of, about)...)
	}
	for _, one := range p.Metrics {
		pieces = append(pieces, p.metricPiece(one))
	}
	for _, one := range p.Threads {
		pieces = append(pieces, p.threadPiece(one))
	}
	for _, one := range p.Topics {
		pieces = append(pieces, pagePiece("topic", address.Of("topics", one.ID), one.Title, one.Summary, one.Text))
	}
	for _, one := range p.Glossary {
		words := strings.Join(append([]string{one.Term}, one.Also...), "; ") + ". " + one.Meaning
		pieces = append(pieces, Piece{Kind: "term", Target: "/glossary/#" + one.ID, Of: one.Term, Words: words})
	}
	for _, one := range p.Register.Pages {
		if one.ID != "not-held" || len(notHeld(p)) > 0 {
			pieces = append(pieces, pagePiece("page", address.Of(one.ID), one.Title, one.Summary, one.Text))
		}
	}
	for _, one := range p.Updates {
		piece := pagePiece("page", address.Of("updates", one.ID), one.Title, one.Summary, one.Text)
		piece.Date, piece.Years = one.Date, yearsOf(one.Date)
		pieces = append(pieces, piece)
	}
	return pieces
}

// piecesOf are the paragraphs, findings and lines of lists of a text.
func piecesOf(body document.Body, of Piece, about map[string][]string) (pieces []Piece) {
	for _, block := range body.Blocks {
		parts := block.Items
		if block.Kind == document.Numbered || block.Kind == document.Paragraph || block.Kind == document.Quote || block.Kind == document.Note {
			parts = []document.Block{block}
		}
		for _, part := range parts {
			if part.ID == "" || part.Words == "" {
				continue
			}
			piece := of
			piece.Kind = pieceKind(block, of.Voice)
			if piece.Kind == "note" {
				piece.Voice = Ours
			}
			piece.Target += "#" + part.ID
			piece.Number, piece.Words, piece.Topics = part.Number, part.Words, about[piece.Target]
			pieces = append(pieces, piece)
		}
	}
	return pieces
}

// pieceKind tells the words of a report from notes of ours in its midst, and
// from what we know of an inspection whose report is not here.
func pieceKind(block document.Block, voice Voice) string {
	switch {
	case block.Kind == document.Note || voice == Ours:
		return "note"
	case block.Finding != "":
		return "finding"
	}
	return "paragraph"
}

// topicsOfPlaces are the titles of the topics that name a place, by its
// address.
func (p *planner) topicsOfPlaces() map[string][]string {
	about := map[string][]string{}
	for _, topic := range p.Topics {
		for _, reference := range topic.Says {
			if place, found := p.Place(reference); found {
				about[place.Target] = append(about[place.Target], topic.Title)
			}
		}
	}
	return about
}

func (p *planner) metricPiece(one decode.Metric) Piece {
	piece := Piece{Kind: "metric", Target: string(address.Of("metrics", one.ID)), Of: one.Title, Topics: p.topicTitles(one.Topics)}
	said := []string{one.Definition, one.Caveat}
	for observation := range one.Observations.All() {
		year := observation.Period.Span.Last.Year()
		if year == 0 {
			year = observation.Period.Span.First.Year()
		}
		if !slices.Contains(piece.Years, year) {
			piece.Years = append(piece.Years, year)
		}
		if observation.Value.Known() && len(said) < mostSaid {
			said = append(said, p.Authorities[observation.Place].Name+", "+spelled(observation.Period.Printed, year)+": "+observation.Value.Printed+".")
		}
	}
	slices.Sort(piece.Years)
	piece.Words = strings.Join(said, " ")
	return piece
}

// spelled is a period with its year as a word of its own, which people type.
func spelled(printed string, year int) string {
	if word := strconv.Itoa(year); printed != word && year > 0 {
		return word + " (" + printed + ")"
	}
	return printed
}

// mostSaid is how many numbers of a metric a search knows; an official file
// has thousands.
const mostSaid = 60

func (p *planner) threadPiece(one link.Thread) Piece {
	piece := Piece{Kind: "thread", Target: string(one.Address), Of: one.Title, Words: one.Summary, Topics: p.topicTitles(one.Topics)}
	if p.several {
		piece.Whose = one.Authority.Name
	}
	for _, step := range p.steps(one) {
		if step.Quotation != nil {
			piece.Years = append(piece.Years, yearsOf(step.Quotation.Date)...)
		}
	}
	first, _ := p.quotation(one.Starts)
	piece.Years = append(piece.Years, yearsOf(first.Date)...)
	slices.Sort(piece.Years)
	piece.Years = slices.Compact(piece.Years)
	return piece
}

func (p *planner) topicTitles(ids []string) (titles []string) {
	for _, topic := range p.Topics {
		if slices.Contains(ids, topic.ID) {
			titles = append(titles, topic.Title)
		}
	}
	return titles
}

// pagePiece is a page of ours as a whole.
func pagePiece(kind string, target address.Page, title, summary string, text decode.Text) Piece {
	said := []string{summary}
	for _, block := range text.Body().Blocks {
		said = append(said, block.Words)
		for _, item := range block.Items {
			said = append(said, item.Words)
		}
	}
	piece := Piece{Kind: kind, Target: string(target), Of: title, Words: strings.Join(strings.Fields(strings.Join(said, " ")), " ")}
	if kind == "topic" {
		piece.Topics = []string{title}
	}
	return piece
}

func yearsOf(d date.Date) []int {
	if !d.Known() {
		return nil
	}
	return []int{d.Year()}
}

// SearchWords are what a search needs beside the pieces: words that mean the
// same, and misspellings with what is meant.
type SearchWords struct {
	Same     [][]string
	Misspelt [][2]string
}

// searchWords are those that people wrote, and the other forms of terms.
func (p *planner) searchWords() (words SearchWords) {
	for _, one := range p.Synonyms {
		if len(one.Same) > 0 {
			words.Same = append(words.Same, append([]string{one.Words}, one.Same...))
		}
		for _, wrong := range one.Misspelt {
			words.Misspelt = append(words.Misspelt, [2]string{wrong, one.Words})
		}
	}
	for _, term := range p.Glossary {
		if len(term.Also) > 0 {
			words.Same = append(words.Same, append([]string{language.Unmarked(term.Term)}, term.Also...))
		}
	}
	return words
}
