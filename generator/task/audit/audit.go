// Package audit is the gate before the public: it reads every finished page
// as a careful reader without sight, mouse or scripts would, and finds what is
// wrong before anything is published. It needs no browser.
//
// It takes the artifacts of a build as they pass by, and gives a Report and
// problems. Each rule is a file of its own and a line in the table below. All
// rules are errors, so that nothing is published while a rule finds anything:
// of a published site the Report is always the one that Planned gives, and a
// page of the same build, the accessibility statement, may print it. So what a
// statement needs is there before a page is rendered:
//
//	Planned(pages)       the Report of that many pages with nothing found
//	Report.Pages         how many HTML files are read, editions among them
//	Report.Rules         a Count a rule: ID, Title, Criteria of WCAG 2.2, Found
//	Report.Criteria()    those of all rules, each once
//	Report.Found()       how many findings there are in all, 0 where published
//
// A rule's ID stays the same, and a language file may name a rule by it. The
// rules read HTML and styles; what only a rendered page shows (whether a line
// is cut off, where the focus is) is looked at by the browser suite.
package audit

import (
	"slices"
	"strconv"
	"strings"

	"plainsight/generator/kit/diag"
)

// A rule looks at one page at a time and reports.
type rule struct {
	code diag.Code
	// criteria are the success criteria of WCAG 2.2 that it serves.
	criteria []string
	// look looks at one page, whole at the site after all pages; one of them
	// may be nil.
	look  func(p *page, report report)
	whole func(s *site, report func(finding))
}

// report takes a finding: the part of the page that it is about, what is
// wrong, and what to do instead.
type report func(part int, wrong, try string)

// rules lists all rules in the order of their names.
var rules = []rule{
	{code: ariaWords, criteria: []string{"4.1.2"}, look: ariaKnown},
	{code: chartParts, criteria: []string{"1.1.1"}, look: chartsWhole},
	{code: contentPolicy, look: policyStrict},
	{code: contrast, criteria: []string{"1.4.3", "1.4.6", "1.4.11"}, whole: coloursTold},
	{code: controlName, criteria: []string{"1.3.1", "3.3.2", "4.1.2"}, look: controlsNamed},
	{code: foreignHost, look: hostsOwn},
	{code: headingOrder, criteria: []string{"1.3.1", "2.4.6", "2.4.10"}, look: headingsInOrder},
	{code: hiddenFocus, criteria: []string{"4.1.2"}, look: focusIsRead},
	{code: idTwice, criteria: []string{"1.3.1", "4.1.2"}, look: idsOnce},
	{code: inlineCode, look: codeInFiles},
	{code: labelInName, criteria: []string{"2.5.3"}, look: labelsInNames},
	{code: landmarks, criteria: []string{"1.3.1", "2.4.1"}, look: partsMarked},
	{code: linkName, criteria: []string{"2.4.4", "4.1.2"}, look: linksNamed},
	{code: linkPurpose, criteria: []string{"2.4.4", "2.4.9"}, look: purposesSaid},
	{code: listItems, criteria: []string{"1.3.1"}, look: listsWellMade},
	{code: lostPage, criteria: []string{"2.4.4"}, whole: pagesFound},
	{code: lostPlace, criteria: []string{"2.4.4"}, look: placesOnPage, whole: placesFound},
	{code: lostReference, criteria: []string{"1.3.1", "4.1.2"}, look: referencesFound},
	{code: pageLanguage, criteria: []string{"3.1.1", "3.1.2"}, look: languagesKnown},
	{code: pageMoves, criteria: []string{"1.2.2", "1.4.2", "2.2.2", "2.2.4", "3.2.5"}, look: nothingMoves},
	{code: pageTitle, criteria: []string{"2.4.2"}, look: pageIsTitled},
	{code: pictureWords, criteria: []string{"1.1.1"}, look: picturesWorded},
	{code: skipLink, criteria: []string{"2.4.1"}, look: headCanBeSkipped},
	{code: tabOrder, criteria: []string{"2.4.3"}, look: tabsInOrder},
	{code: tableHeaders, criteria: []string{"1.3.1"}, look: tablesHeaded},
	{code: wellFormed, criteria: []string{"1.3.1"}, look: tagsInOrder},
	{code: zoomBlocked, criteria: []string{"1.4.4", "1.4.10"}, look: zoomAllowed},
}

// A Report is what an audit measured.
type Report struct {
	Pages int
	Rules []Count
}

// A Count is how often a rule found something.
type Count struct {
	// ID is the code of the rule, and Title what it finds in a few words.
	ID, Title string
	Criteria  []string
	Found     int
}

// Planned is the Report of so many HTML files on which nothing is found: of
// every site that is published.
func Planned(pages int) Report {
	planned := Report{Pages: pages}
	for _, rule := range rules {
		planned.Rules = append(planned.Rules, Count{ID: rule.code.ID, Title: rule.code.Title, Criteria: rule.criteria})
	}
	return planned
}

// Criteria are the success criteria of WCAG 2.2 that the rules bear on, each
// once and in order.
func (r Report) Criteria() (criteria []string) {
	for _, rule := range r.Rules {
		criteria = append(criteria, rule.Criteria...)
	}
	slices.SortFunc(criteria, func(a, b string) int {
		return slices.Compare(numbers(a), numbers(b))
	})
	return slices.Compact(criteria)
}

// numbers are the parts of a number such as 1.4.10.
func numbers(criterion string) (parts []int) {
	for part := range strings.SplitSeq(criterion, ".") {
		number, _ := strconv.Atoi(part) // the table holds numbers alone
		parts = append(parts, number)
	}
	return parts
}

// Found is how many findings there are in all.
func (r Report) Found() (found int) {
	for _, rule := range r.Rules {
		found += rule.Found
	}
	return found
}

// Codes are the problems that the audit can find.
func Codes() (codes []diag.Code) {
	for _, rule := range rules {
		codes = append(codes, rule.code)
	}
	return codes
}
