package plan

import (
	"iter"
	"path"
	"slices"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/domain/document"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
)

// The forms of a page for newsletters, as files below its address and as the
// kinds of pages that plan them.
const (
	LetterMail     = "newsletter.html"
	LetterText     = "newsletter.txt"
	LetterMarkdown = "newsletter.md"
	LetterCode     = "qr.svg"
)

// LetterFiles are the files for newsletters in the order in which a page offers
// them.
var LetterFiles = []string{LetterMail, LetterText, LetterMarkdown, LetterCode}

// A LetterView is a page as a piece for newsletters. Its Frame has what titles
// and addresses need and nothing else.
type LetterView struct {
	Frame
	News News
	// Chart is the picture of a metric, with the address of its PNG and the
	// source of its numbers; nil for others.
	Chart    *Chart
	Painted  string
	Licences []document.Source
	// Newer is the most recent inspection, for the piece on an older one.
	Newer *Link
	// Findings are pieces on single findings of the page. Such a piece has the
	// place of its finding, and the heading under which that stands.
	Findings       []LetterView
	Place, Heading string
}

// Folder is where the files of the piece lie.
func (v LetterView) Folder() string {
	if v.Place == "" {
		return string(v.Address)
	}
	return string(v.Address) + "newsletter/" + v.Place + "/"
}

// AsLetter tells whether a file is a page in the form of a mail, which is no page
// of the site: styles stand on its elements, since mail programs read no others.
func AsLetter(file string) bool { return path.Base(file) == LetterMail }

// Beside tells whether a file stands beside a page for those who share it: its
// card, and its pieces for newsletters. Such a file is made anew with the page, goes
// where it goes, and has no address that was promised.
func Beside(page Page) bool { return page.Kind == CardFile || slices.Contains(LetterFiles, page.Kind) }

func (p *planner) hasLetters() bool { return slices.Contains(p.Settings.Formats, "newsletter") }

// letter is the piece on the page of a frame.
func letter(frame Frame, news News, sources ...document.Source) *LetterView {
	return &LetterView{News: news, Licences: sources, Frame: Frame{
		Kind: frame.Kind, Address: frame.Address, Short: frame.Short, Card: frame.Card, Root: frame.Root, Lang: frame.Lang,
		Title: frame.Title, Authority: frame.Authority,
		Site: Site{Title: frame.Site.Title, BaseURL: frame.Site.BaseURL, Publisher: frame.Site.Publisher},
	}}
}

// inspectionLetter is the piece on an inspection, nil where the site makes none.
func (p *planner) inspectionLetter(a *authority, i int) *LetterView {
	if !p.hasLetters() {
		return nil
	}
	one := a.inspections[i]
	whole := letter(p.inspectionFrame(a, one), newsOf(one, a.records()[i]), p.sourcesOn(one)...)
	_, whole.Newer, _, _ = a.neighbours(i)
	withFindings(whole, one, a.records()[i])
	return whole
}

// withFindings adds to the piece of an inspection one for each finding of a
// report that is held here: its words under their heading, and nothing else.
func withFindings(whole *LetterView, one *link.Inspection, record Record) {
	for heading, piece := range findingsOn(one) {
		single := *whole
		single.Place, single.Heading, single.Findings, single.Card = piece.ID, heading, nil, false
		single.News = News{Kind: "finding", Target: string(one.Address) + "#" + piece.ID, Updated: whole.News.Updated, Quotations: []Quotation{{
			Target: string(one.Address) + "#" + piece.ID, Number: piece.Number, Words: piece.Words,
			Voice: record.Voice, Of: one.Title, Date: one.Inspected.First(), When: one.Inspected,
		}}}
		whole.Findings = append(whole.Findings, single)
	}
}

// findingsOn are the findings of a report that is held here, each with the
// heading under which it stands.
func findingsOn(one *link.Inspection) iter.Seq2[string, document.Finding] {
	return func(yield func(string, document.Finding) bool) {
		outline := &one.Text.Outline
		for _, found := range outline.Findings {
			if one.ReportHeld() && !yield(outline.Above(found, document.Deepest).Words, found) {
				return
			}
		}
	}
}

func findingPlaces(one *link.Inspection) (places []string) {
	for _, piece := range findingsOn(one) {
		places = append(places, piece.ID)
	}
	return places
}

// sourcesOf are the sources of all that a thread quotes, each once.
func (p *planner) sourcesOf(one link.Thread) (sources []document.Source) {
	seen := map[string]bool{}
	add := func(id string) {
		if source, known := p.Sources[id]; known && !seen[id] {
			seen[id] = true
			sources = append(sources, source)
		}
	}
	references := []decode.Reference{one.Starts}
	for _, step := range one.Steps {
		references = append(references, step.At)
	}
	for _, reference := range references {
		if inspection, found := p.Register.Inspection(reference.ID); found && reference.Anchor != "" {
			for _, id := range inspection.Sources {
				add(id)
			}
		} else if document, found := p.Document(reference.ID); found {
			add(document.Document.Source)
		}
	}
	return sources
}

// quotationsOf are the council's words, so that no letter leaves them out.
func quotationsOf(replies []Reply) (quotations []Quotation) {
	for _, reply := range replies {
		quotations = append(quotations, Quotation{
			Target: reply.Source.Target, Words: reply.Says, Voice: Council, Of: reply.Source.Words, Date: reply.Date,
		})
	}
	return quotations
}

// newsOfNumbers is a metric as newsletters have it, of the day of its source.
func newsOfNumbers(at address.Page, one decode.Metric, day date.Date) News {
	return News{Kind: "metric", Target: string(at), Title: one.Title, Updated: day, Ours: said(one.Definition, one.Caveat)}
}

// painted is the address of the picture among the files of a metric, "" for none.
func painted(files []Download) string {
	for _, file := range files {
		if file.Link.Word == PaintedFile {
			return file.Link.Target
		}
	}
	return ""
}

// letters plans the files for newsletters of pages: those of the whole page, and
// of each of its findings.
func letters(pages []Page) (files []Page) {
	for _, page := range pages {
		has := page.rarely()
		if has.letter == nil {
			continue
		}
		for i, place := range append([]string{""}, has.pieces...) {
			folder := LetterView{Frame: Frame{Address: page.Address}, Place: place}.Folder()
			for _, kind := range LetterFiles {
				files = append(files, Page{
					Kind: kind, Address: address.Page(folder + kind), sight: page.sight,
					view: func(Page) any { return has.letter().piece(i) },
				}.On(page.Address))
			}
		}
	}
	return files
}

// piece is the piece on the whole page by itself, or from 1 that on a finding.
func (v *LetterView) piece(i int) LetterView {
	if i > 0 {
		return v.Findings[i-1]
	}
	whole := *v
	whole.Findings = nil
	return whole
}
