package plan

import (
	"slices"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/document"
	"plainsight/generator/domain/glossary"
	"plainsight/generator/kit/language"
	"plainsight/generator/stage/link"
)

// documents plans the list of documents and a page for each.
func documents(p *planner) []Page {
	if len(p.Documents) == 0 {
		return nil
	}
	pages := []Page{{Kind: "documents", Address: "/documents/", view: func(Page) any {
		return DocumentsView{Frame: p.frame("documents", "/documents/"), Papers: p.papers()}
	}}}
	for i := range p.Documents {
		pages = append(pages, p.documentPage(&p.Documents[i]))
	}
	return pages
}

// papers are all documents, the newest first.
func (p *planner) papers() (papers []Paper) {
	for _, one := range slices.Backward(p.Documents) {
		papers = append(papers, paper(one))
	}
	return papers
}

// documentAnchors are the places that the page of a document has, beside those
// of its text.
var documentAnchors = []string{"summary", "document", "sources", "cite"}

// lacking are places of a page without one that it does not have.
func lacking(anchors []string, anchor string, lacks bool) []string {
	if !lacks {
		return anchors
	}
	return slices.DeleteFunc(slices.Clone(anchors), func(one string) bool { return one == anchor })
}

func (p *planner) documentPage(one *link.Document) Page {
	page := Page{Kind: "document", Address: one.Address, facts: placed(document.AnchorsOf(lacking(documentAnchors, "summary", one.Summary == "")...))}
	page, fill := p.written(p.home, page, one.From.File, &one.Text, one.Corrections)
	page.view = func(Page) any {
		view := p.documentView(one)
		fill(&view.Frame)
		view.Sections = sectionTerms(view.Body, p.terms)
		return view
	}
	return page
}

func (p *planner) documentView(one *link.Document) DocumentView {
	view := DocumentView{
		Frame:    p.frame("document", one.Address, Link{Target: "/documents/", Word: "documents.title"}),
		Paper:    paper(*one),
		Contents: contentsOf(string(one.Address), one.Text.Outline),
		Missing:  one.Missing,
		Cite:     p.cite(one.Address),
	}
	view.Title, view.Description = one.Title, one.Summary
	for _, person := range one.People {
		view.People = append(view.People, Person(person))
	}
	for _, id := range one.Inspections {
		if inspection, found := p.Register.Inspection(id); found {
			view.Inspections = append(view.Inspections, p.among(inspection))
		}
	}
	return view
}

func paper(one link.Document) Paper {
	return Paper{
		Target: string(one.Address), Title: one.Title, Summary: one.Summary,
		Source: one.Source, Voice: voices[one.Source.Kind],
	}
}

func (p *planner) cite(page address.Page) string {
	return strings.TrimSuffix(p.Settings.BaseURL, "/") + p.Root + string(page)
}

// sectionTerms finds the terms that each section of a body uses. A section
// ends with the next heading of the second level, or with a break.
func sectionTerms(body *document.Body, terms glossary.Finder) (sections []SectionTerms) {
	anchor, words := "", []string(nil)
	end := func(next string) {
		sections = append(sections, SectionTerms{anchor, terms.In(words...)})
		anchor, words = next, words[:0]
	}
	if body == nil {
		body = &document.Body{}
	}
	for _, block := range body.Blocks {
		if block.Kind == document.Heading && block.Level == 2 || block.Kind == document.Break {
			end(block.ID)
		}
		words = append(words, language.Unmarked(block.Words))
		for _, item := range block.Items {
			words = append(words, language.Unmarked(item.Words))
		}
	}
	end("")
	return sections
}

const notHeldAddress = "/not-held/"

// notHeld plans the page that names the gaps of the record.
func notHeld(p *planner) []Page {
	page, fill := Page{Kind: "not-held", Address: notHeldAddress}, func(*Frame) {}
	for i := range p.Register.Pages {
		if own := &p.Register.Pages[i]; own.ID == "not-held" {
			var text func(*Frame)
			page, text = p.written(p.home, page, own.From.File, &own.Text, nil)
			fill = func(frame *Frame) {
				frame.Title, frame.Description = own.Title, own.Summary
				text(frame)
			}
		}
	}
	if page.Text() == nil && !p.lacks() {
		return nil
	}
	page.view = func(Page) any {
		view := p.notHeldView()
		fill(&view.Frame)
		return view
	}
	return []Page{page}
}

// lacks tells whether a report is not held, or a part of a document.
func (p *planner) lacks() bool {
	return slices.ContainsFunc(p.Inspections, func(one *link.Inspection) bool { return !one.ReportHeld() }) ||
		slices.ContainsFunc(p.Documents, func(one link.Document) bool { return len(one.Missing) > 0 })
}

func (p *planner) notHeldView() NotHeldView {
	view := NotHeldView{Frame: p.frame("not-held", notHeldAddress)}
	for _, one := range slices.Backward(p.Inspections) {
		if !one.ReportHeld() {
			r := record(one)
			r.Whose = p.whose(one)
			view.Inspections = append(view.Inspections, *r)
		}
	}
	for _, one := range p.Documents {
		if len(one.Missing) > 0 {
			view.Papers = append(view.Papers, Lost{Link{Target: string(one.Address), Words: one.Title}, one.Missing})
		}
	}
	return view
}
