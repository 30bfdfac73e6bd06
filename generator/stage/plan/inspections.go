package plan

import (
	"strings"

	"plainsight/generator/domain/document"
	"plainsight/generator/domain/finding"
	"plainsight/generator/domain/inspection"
	"plainsight/generator/stage/link"
)

// inspections plans the list of all inspections, the newest first.
func inspections(p planner) []Page {
	view := InspectionsView{Frame: p.frame("inspections", "/inspections/")}
	for i := len(p.Inspections) - 1; i >= 0; i-- {
		view.Inspections = append(view.Inspections, *p.record(p.Inspections[i]))
	}
	return []Page{{Kind: "inspections", Address: "/inspections/", View: view}}
}

// inspectionPages plans one page an inspection.
func inspectionPages(p planner) (pages []Page) {
	for i := range p.Inspections {
		pages = append(pages, p.inspectionPage(p.Inspections[i]))
	}
	return pages
}

// inspectionAnchors are the places that every page of an inspection has,
// beside those of the report.
var inspectionAnchors = []string{"summary", "grades", "report", "sources", "cite"}

func (p planner) inspectionPage(one link.Inspection) Page {
	view := InspectionView{
		Frame:       p.frame("inspection", one.Address, Link{Target: "/inspections/", Word: "inspections.title"}),
		Record:      *p.record(one),
		Asks:        asks(one),
		Since:       p.since(one.ID, one.Inspection.Authority),
		Contents:    contentsOf(string(one.Address), one.Text.Body),
		Sections:    sectionTerms(one.Text.Body, p.Glossary),
		Documents:   p.documentsOn(one),
		Cite:        p.cite(one.Address),
		Corrections: one.Corrections,
	}
	view.Title = one.Title
	view.Description = one.Summary
	for _, id := range one.Sources {
		view.Sources = append(view.Sources, p.Sources[id])
	}
	view.Newest, view.Newer, view.Before, view.After = p.neighbours(one)
	page := Page{Kind: "inspection", Address: one.Address, Anchors: inspectionAnchors}
	if view.Since != nil {
		page.Anchors = append(page.Anchors[:len(page.Anchors):len(page.Anchors)], "since")
	}
	page = p.withText(page, &view.Frame, one.From.File, one.Text)
	page.View = view
	return page
}

// neighbours finds the inspections of the same authority before and after
// one, and the most recent where it is another.
func (p planner) neighbours(one link.Inspection) (newest bool, newer, before, after *Link) {
	var all []link.Inspection
	at := 0
	for _, other := range p.Inspections {
		if other.Inspection.Authority != one.Inspection.Authority {
			continue
		}
		if other.Address == one.Address {
			at = len(all)
		}
		all = append(all, other)
	}
	if at > 0 {
		before = linkTo(all[at-1])
	}
	if at == len(all)-1 {
		return true, nil, before, nil
	}
	return false, linkTo(all[len(all)-1]), before, linkTo(all[at+1])
}

func linkTo(one link.Inspection) *Link {
	return &Link{Target: string(one.Address), Words: one.Title, When: one.Inspected}
}

func (p planner) record(one link.Inspection) *Record {
	r := &Record{
		ID: one.ID, Address: one.Address, Title: one.Title,
		Authority: one.Authority.Name, Framework: one.Framework.Name, Inspectorate: one.Framework.Inspectorate,
		Activity: one.Activity, Length: one.Length,
		Inspected: one.Inspected, Published: one.Published, LeadInspector: one.LeadInspector,
		Outcome: one.Outcome, Held: one.ReportHeld(), Voice: p.voiceOf(one), Summary: one.Summary,
		Asks: len(asks(one)),
	}
	for _, judgement := range one.Judgements {
		r.Grades = append(r.Grades, grade(one, judgement))
	}
	for _, block := range one.Text.Body.Blocks {
		if block.Kind == document.Numbered {
			r.Paragraphs++
		}
	}
	return r
}

// voiceOf says whose words stand on the page of an inspection: those of its
// report, or ours where the report is not held.
func (p planner) voiceOf(one link.Inspection) Voice {
	if one.ReportHeld() {
		return Inspectors
	}
	return Ours
}

func grade(one link.Inspection, judgement inspection.Judgement) Grade {
	area, _ := one.Edition.Area(judgement.Area)
	scaled, _, _ := one.Scale.Grade(judgement.Printed)
	g := Grade{
		Area: judgement.Area, Name: area.Name, Body: area.Body,
		Printed: judgement.Printed, Word: judgement.Grade, Meaning: scaled.Meaning,
		Step: judgement.Step, Steps: judgement.Steps,
		Overall: judgement.Area == "overall",
	}
	for _, block := range one.Text.Body.Blocks {
		if block.Kind == document.Heading && (block.ID == area.ID || strings.HasPrefix(block.Words, area.Name)) {
			g.Target = string(one.Address) + "#" + block.ID
			break
		}
	}
	return g
}

// asks gives the findings that ask the council to do something, in order.
func asks(one link.Inspection) (found []Finding) {
	for _, block := range one.Text.Body.Blocks {
		pieces := block.Items
		if block.Kind == document.Numbered {
			pieces = []document.Block{block}
		}
		for _, piece := range pieces {
			kind := finding.Kind(block.Finding)
			if block.Finding != "" && kind.Asks() {
				found = append(found, Finding{Kind: kind, Target: string(one.Address) + "#" + piece.ID, Words: piece.Words})
			}
		}
	}
	return found
}

// contentsOf lists the headings of a body, those of the third level below
// those of the second, each with the numbers of its paragraphs.
func contentsOf(page string, body document.Body) (entries []Entry) {
	var under *Entry
	for _, block := range body.Blocks {
		entry := Entry{Target: page + "#" + block.ID, Words: block.Words}
		switch {
		case block.Kind == document.Heading && block.Level == 2:
			entries = append(entries, entry)
			under = &entries[len(entries)-1]
		case block.Kind == document.Heading && block.Level == 3 && under != nil:
			under.Entries = append(under.Entries, entry)
		case block.Kind == document.Break:
			under = nil
		case block.Kind == document.Numbered && under != nil:
			under.numbered(block.Number)
		}
	}
	return entries
}

// documentsOn are the documents that speak of an inspection.
func (p planner) documentsOn(one link.Inspection) (papers []Paper) {
	for _, document := range p.Register.Documents {
		for _, id := range document.Inspections {
			if found, known := p.Register.Inspection(id); known && found.Address == one.Address {
				papers = append(papers, paper(document))
			}
		}
	}
	return papers
}

// numbered widens the numbers of an entry, and of the last one below it.
func (e *Entry) numbered(number string) {
	if e.First == "" {
		e.First = number
	}
	e.Last = number
	if below := len(e.Entries); below > 0 {
		e.Entries[below-1].numbered(number)
	}
}
