package plan

import (
	"fmt"
	"slices"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/document"
	"plainsight/generator/domain/finding"
	"plainsight/generator/domain/framework"
	"plainsight/generator/domain/inspection"
	"plainsight/generator/kit/language"
	"plainsight/generator/stage/link"
)

const inspectionsAddress = "/inspections/"

var inspectionsLink = Link{Target: inspectionsAddress, Word: "inspections.title"}

// inspections plans the list of inspections, the newest first: those of the
// home authority, or of all where there is none.
func inspections(p *planner) []Page {
	page := Page{Kind: "inspections", Address: inspectionsAddress, view: func(Page) any { return p.inspectionsView() }}
	if p.home.ID != "" {
		return []Page{page}
	}
	years := p.byYear()
	for _, year := range years {
		page.and(year.anchor())
	}
	if !p.parted(years) {
		return []Page{page}
	}
	return append([]Page{page}, p.periods(years)...)
}

func (p *planner) inspectionsView() any {
	if p.home.ID != "" {
		return InspectionsView{Frame: p.frameOf(p.home, "inspections", inspectionsAddress), Inspections: p.home.backward()}
	}
	view := InspectionsView{Frame: p.frame("inspections", inspectionsAddress)}
	years := p.byYear()
	parted := p.parted(years)
	for _, year := range years {
		if parted {
			entry := year.entry()
			entry.Anchor = year.anchor()
			view.Periods = append(view.Periods, entry)
			continue
		}
		view.Years = append(view.Years, YearPart{Anchor: year.anchor(), Year: year.in.Year(), Inspections: briefs(year.inspections)})
	}
	return view
}

func (one period) anchor() string { return fmt.Sprintf("y%d", one.in.Year()) }

// backward are the records of an authority, the newest first.
func (a *authority) backward() (records []Record) {
	for _, one := range slices.Backward(a.records()) {
		records = append(records, one)
	}
	return records
}

// inspectionPages plans one page an inspection of an authority.
func inspectionPages(p *planner, a *authority) (pages []Page) {
	for i := range a.inspections {
		pages = append(pages, p.inspectionPage(a, i))
	}
	return pages
}

// InspectionAnchors are the places that the page of an inspection has, beside
// those of the report.
var InspectionAnchors = []string{"summary", "grades", "report", "sources", "cite"}

func (p *planner) inspectionPage(a *authority, i int) Page {
	page, _ := p.inspectionWritten(a, i)
	if one := a.inspections[i]; p.hasLetters() {
		page.having(func(has *rare) {
			has.letter, has.pieces = func() *LetterView { return p.inspectionLetter(a, i) }, findingPlaces(one)
		})
	}
	page.view, page.one = viewOfInspection, int32(i)
	return page
}

func viewOfInspection(page Page) any {
	p, a, i := page.sight.planner(), page.sight.authority, int(page.one)
	view := p.inspectionView(a, i)
	_, fill := p.inspectionWritten(a, i)
	fill(&view.Frame)
	view.Sections = sectionTerms(view.Body, p.terms)
	return view
}

// inspectionWritten is the page with what people wrote for it, and what puts the same
// into the frame of its view.
func (p *planner) inspectionWritten(a *authority, i int) (Page, func(*Frame)) {
	one := a.inspections[i]
	page := Page{Kind: "inspection", Address: one.Address, facts: onInspections[has{one.Summary != "", !one.Text.Empty(), a.timeline().Before(i) >= 0}]}
	return p.written(a, page, one.From.File, &one.Text, one.Corrections)
}

// A has is what the page of an inspection may have, and onInspections are the facts of
// pages by that.
type has struct{ summary, report, since bool }

var onInspections = func() map[has]*facts {
	all := map[has]*facts{}
	for i := range 8 {
		has := has{i&1 > 0, i&2 > 0, i&4 > 0}
		anchors := document.AnchorsOf(lacking(lacking(InspectionAnchors, "summary", !has.summary), "report", !has.report)...)
		if has.since {
			anchors = anchors.And("since")
		}
		all[has] = placed(anchors)
	}
	return all
}()

func (p *planner) inspectionView(a *authority, i int) InspectionView {
	one := a.inspections[i]
	view := InspectionView{
		Frame:     p.inspectionFrame(a, one),
		Record:    a.records()[i],
		Asks:      asks(one),
		Since:     a.since(i),
		Contents:  contentsOf(string(one.Address), one.Text.Outline),
		Documents: p.papersOn[one.Address],
		Cite:      p.cite(one.Address),
		Threads:   p.threadLinks(func(t link.Thread) bool { return speaksOf(t, p.dataID(one)) }),
		Sources:   p.sourcesOn(one),
	}
	view.Letter = p.inspectionLetter(a, i)
	view.Newest, view.Newer, view.Before, view.After = a.neighbours(i)
	return view
}

func (p *planner) inspectionFrame(a *authority, one *link.Inspection) Frame {
	frame := p.frameOf(a, "inspection", one.Address, a.listed()...)
	frame.Title, frame.Description = one.Title, one.Summary
	return frame
}

func (p *planner) sourcesOn(one *link.Inspection) (sources []document.Source) {
	for _, id := range one.Sources {
		sources = append(sources, p.Sources[id])
	}
	return sources
}

// listed is the list that an inspection stands in. Another authority than the
// home has it on its first page.
func (a *authority) listed() []Link {
	if a.atHome() {
		return []Link{{Target: "/inspections/", Word: "inspections.title"}}
	}
	return nil
}

// neighbours finds the inspections of the authority before and after one, and
// the most recent where it is another.
func (a *authority) neighbours(i int) (newest bool, newer, before, after *Link) {
	last := len(a.inspections) - 1
	if i > 0 {
		before = linkTo(a.inspections[i-1])
	}
	if i == last {
		return true, nil, before, nil
	}
	return false, linkTo(a.inspections[last]), before, linkTo(a.inspections[i+1])
}

func linkTo(one *link.Inspection) *Link {
	return &Link{Target: string(one.Address), Words: one.Title, When: one.Inspected}
}

func record(one *link.Inspection) *Record {
	r := &Record{
		ID: one.ID, Address: one.Address, Title: one.Title,
		Authority: one.Authority.Name, Framework: one.Framework.Name, Inspectorate: one.Framework.Inspectorate,
		Activity: one.Activity, Length: one.Length,
		Inspected: one.Inspected, Published: one.Published, LeadInspector: one.LeadInspector,
		Outcome: one.Outcome, Held: one.ReportHeld(), Voice: voiceOf(one), Summary: one.Summary,
		EasyRead: one.EasyRead, Signed: one.Signed,
		Asks: countAsks(one),
	}
	for _, judgement := range one.Judgements {
		r.Grades = append(r.Grades, grade(one, judgement))
	}
	r.Key = keyOf(r.Grades)
	r.Paragraphs = one.Text.Outline.Numbered
	return r
}

// brief is the record of an inspection as a line of a list that holds many: the
// grade for the services as a whole, or all where there is none.
func brief(one *link.Inspection) *Record {
	r := &Record{
		ID: one.ID, Address: one.Address, Title: one.Title, Authority: one.Authority.Name, Whose: one.Authority.Name,
		Activity: one.Activity, Inspected: one.Inspected, Outcome: one.Outcome, Held: one.ReportHeld(),
		EasyRead: one.EasyRead, Signed: one.Signed,
	}
	overall := slices.ContainsFunc(one.Judgements, isOverall)
	for _, judgement := range one.Judgements {
		if area, _ := one.Edition.Area(judgement.Area); !overall || isOverall(judgement) {
			r.Grades = append(r.Grades, Grade{Name: area.Name, Short: area.Short, Printed: judgement.Printed, Overall: overall})
		}
	}
	return r
}

func briefs(inspections []*link.Inspection) (records []Record) {
	for _, one := range inspections {
		records = append(records, *brief(one))
	}
	return records
}

func isOverall(j inspection.Judgement) bool { return j.Area == overallArea }

// overallArea is the area of the services as a whole.
const overallArea = "overall"

// voiceOf says whose words stand on the page of an inspection: those of its
// report, or ours where the report is not held.
func voiceOf(one *link.Inspection) Voice {
	if one.ReportHeld() {
		return Inspectors
	}
	return Ours
}

func grade(one *link.Inspection, judgement inspection.Judgement) Grade {
	area, _ := one.Edition.Area(judgement.Area)
	scaled, _, _ := one.Scale.Grade(language.Unmarked(judgement.Printed))
	g := Grade{
		Area: judgement.Area, Name: area.Name, Short: area.Short, Body: area.Body,
		Printed: judgement.Printed, Word: judgement.Grade, Meaning: scaled.Meaning,
		Step: judgement.Step, Steps: judgement.Steps,
		Overall: judgement.Area == overallArea,
	}
	if heading, found := headingOf(one, area); found {
		g.Target = string(one.Address) + "#" + heading
	}
	return g
}

// headingOf is the place under which a report writes of an area.
func headingOf(one *link.Inspection, area framework.Area) (id string, found bool) {
	for i := range one.Text.Outline.Sections {
		heading := &one.Text.Outline.Sections[i]
		if heading.Level > 0 && (heading.ID == area.ID || strings.HasPrefix(language.Unmarked(heading.Words), language.Unmarked(area.Name))) {
			return heading.ID, true
		}
	}
	return "", false
}

// keyOf explains each of some grades once.
func keyOf(grades []Grade) (key []Explained) {
	for _, g := range grades {
		one := Explained{g.Word, g.Meaning, g.Step, g.Steps}
		if g.Meaning != "" && !slices.Contains(key, one) {
			key = append(key, one)
		}
	}
	slices.SortStableFunc(key, func(a, b Explained) int { return a.Step - b.Step })
	return key
}

// asks gives the findings that ask the council to do something, in order.
func asks(one *link.Inspection) []Finding {
	return asksWhere(one, func(*document.Finding) bool { return true })
}

// asksWhere gives those of which something is true.
func asksWhere(one *link.Inspection, is func(*document.Finding) bool) (found []Finding) {
	all := one.Text.Outline.Findings
	for i := range all {
		piece := &all[i]
		if kind := finding.Kind(piece.Kind); kind.Asks() && is(piece) {
			if found == nil {
				found = make([]Finding, 0, len(all)-i)
			}
			found = append(found, Finding{Kind: kind, Target: string(one.Address) + "#" + piece.ID, Words: piece.Words, When: one.Inspected})
		}
	}
	return found
}

// countAsks is how many there are.
func countAsks(one *link.Inspection) (count int) {
	for i := range one.Text.Outline.Findings {
		if finding.Kind(one.Text.Outline.Findings[i].Kind).Asks() {
			count++
		}
	}
	return count
}

// contentsOf lists the headings of a body, those of the third level below
// those of the second, each with the numbers of its paragraphs. A heading that
// was there before has the words of the one above it before its own.
func contentsOf(page string, outline document.Outline) (entries []Entry) {
	var under *Entry
	seen := map[string]bool{}
	for _, section := range outline.Sections {
		entry := Entry{Target: page + "#" + section.ID, Words: section.Words}
		switch {
		case section.Level == 0: // a break
			under = nil
			continue
		case section.Level == 2:
			entries = append(entries, entry)
			under = &entries[len(entries)-1]
		case section.Level == 3 && under != nil:
			if seen[entry.Words] {
				entry.Words = under.Words + ": " + entry.Words
			}
			under.Entries = append(under.Entries, entry)
		}
		seen[section.Words] = seen[section.Words] || section.Level <= 3
		if under != nil && section.First != "" {
			under.numbered(section.First)
			under.numbered(section.Last)
		}
	}
	return entries
}

// papersOn are the documents that speak of each inspection.
func papersOn(register *link.Register) map[address.Page][]Paper {
	papers := map[address.Page][]Paper{}
	for _, document := range register.Documents {
		for _, id := range document.Inspections {
			if found, known := register.Inspection(id); known {
				papers[found.Address] = append(papers[found.Address], paper(document))
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
