package plan

import (
	"plainsight/generator/domain/date"
	"plainsight/generator/domain/document"
	"plainsight/generator/domain/glossary"
	"plainsight/generator/domain/metric"
)

// A Voice says whose words stand somewhere: the inspectors', the council's,
// the press's, those of official statistics, or ours. They are told apart on every page.
type Voice string

// The voices.
const (
	Inspectors Voice = "inspectors"
	Council    Voice = "council"
	Press      Voice = "press"
	Statistics Voice = "statistics"
	Ours       Voice = "ours"
)

// voices of sources by their kind.
var voices = map[string]Voice{
	"inspection-report": Inspectors,
	"letter":            Inspectors,
	"council-report":    Council,
	"minutes":           Council,
	"news":              Council,
	"press":             Press,
	"statistics":        Statistics,
}

// A Paper is one document as lists and its own page show it.
type Paper struct {
	Target, Title, Summary string
	Source                 document.Source
	Voice                  Voice
}

// A DocumentsView is the list of documents, the newest first.
type DocumentsView struct {
	Frame
	Papers []Paper
}

// A DocumentView is one document.
type DocumentView struct {
	Frame
	Paper    Paper
	Contents []Entry
	// Inspections are those that the document speaks of.
	Inspections []Link
	People      []Person
	// Missing says what of it did not survive, a sentence each.
	Missing  []string
	Sections []SectionTerms
	Cite     string
}

// A Person is a name with the role that a document gives it.
type Person struct{ Name, Role string }

// SectionTerms are the terms that a section of a body uses, which may be none;
// Anchor is that of its heading, "" for what stands before the first heading
// or after a break. Every section has its line, in the order of the body.
type SectionTerms struct {
	Anchor string
	Terms  []glossary.Term
}

// A TopicsView is the list of topics by their titles.
type TopicsView struct {
	Frame
	Topics []TopicEntry
}

// A TopicEntry is a topic in a list; Places is how many places speak of it.
type TopicEntry struct {
	Target, Title, Summary string
	Places                 int
}

// A TopicView is one topic: our words, and the places that speak of it in
// order of time.
type TopicView struct {
	Frame
	Quotations []Quotation
	// Metrics bear on the topic, and Threads follow a matter of it.
	Metrics []MetricEntry
	Threads []Link
}

// A Quotation is a piece of an inspection or document, word for word.
type Quotation struct {
	// Target is the address of the piece; Number is its printed number.
	Target, Number string
	Words          string
	// Table is the whole table that the piece is the title of, as safe HTML.
	Table string
	Voice Voice
	// Of is the title of the inspection or document, Date its date: the first
	// day of an inspection, the day of a document. When is all days of an
	// inspection.
	// Whose is the authority, where the site has several.
	Of, Whose string
	Date      date.Date
	When      date.Spans
}

// A MetricsView is the list of metrics by the matter that they are about.
type MetricsView struct {
	Frame
	Matters []Matter
}

// A Matter is a topic with the metrics that are about it first of all. Those
// that are about no topic have one without title and target.
type Matter struct {
	ID, Title, Target string
	Metrics           []MetricEntry
}

// A MetricEntry is a metric in a list. Numbers is how many numbers it has;
// Place is the place of its most recent one where that is not the home
// authority.
type MetricEntry struct {
	Target, Title, Definition, Place string
	Numbers                          int
	Chart                            Chart
}

// A MetricView is one metric with its numbers.
type MetricView struct {
	Frame
	Metric metric.Metric
	// Series are its numbers, a table for each place.
	Series []Series
	Source document.Source
	Voice  Voice
	// Paper is the document that the numbers come from, nil where it is not
	// on the site.
	Paper *Link
	Terms []glossary.Term
	// Chart is its picture, of kind "table" where none would help.
	Chart Chart
	// Others are its pages for other authorities, or where they are Many the index
	// of all.
	Others []Link
	Many   bool
	// Files are its downloads, Used the pages that show it or quote from it.
	Files []Download
	Used  []Link
}

// Series are the numbers of one place in order of time.
type Series struct {
	Place string
	Rows  []Row
}

// A Row is one number. Break says why it does not compare with the row
// before, "" where it does.
type Row struct {
	metric.Observation
	Break string
	// At is the place of the document where the number stands, nil where it
	// is not on the site; Remark is the rest of the note.
	At     *Quotation
	Remark string
}

// A GlossaryView is all terms in the order of the alphabet.
type GlossaryView struct {
	Frame
	Terms []glossary.Term
}

// An UpdatesView is the list of notes on the site, the newest first.
type UpdatesView struct {
	Frame
	Updates []UpdateEntry
}

// An UpdateEntry is one note in a list.
type UpdateEntry struct {
	Target, Title, Summary string
	Date                   date.Date
}

// An UpdateView is one note.
type UpdateView struct {
	Frame
	Date date.Date
}

// A ChangesView is every correction of every page, the newest first.
type ChangesView struct {
	Frame
	Changes []Change
	// Follow are their feeds.
	Follow []Link
}

// A Change is one correction.
type Change struct {
	Date date.Date
	What string
	Page Link
}

// A NotHeldView says what the record lacks: our words in the Frame's Body, the
// inspections whose report is not here, and what documents have lost.
type NotHeldView struct {
	Frame
	Inspections []Record
	Papers      []Lost
}

// Lost is what of a document did not survive.
type Lost struct {
	Paper   Link
	Missing []string
}
