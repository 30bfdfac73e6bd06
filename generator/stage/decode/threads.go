package decode

import (
	"slices"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/domain/thread"
	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/yaml"
)

// A Thread is one matter across inspections.
type Thread struct {
	ID, Title, Summary string
	// Starts is the first finding.
	Starts Reference
	// Steps are later places, Council the council's own words on the matter.
	Steps   []Step
	Council []Reply
	// Topics and Metrics are IDs.
	Topics, Metrics []string
	// Short is the word of its short address, "" for none.
	Short string
	Release
	From From
}

// A Step is what a later place says of the first finding. At has no Anchor
// where an inspection as a whole is silent.
type Step struct {
	At       Reference
	Relation thread.Relation
	Caveat   string
	From     From
}

// A Reply is the council's words of a day. Source names a source, or a
// document or inspection with or without a place.
type Reply struct {
	Date   date.Date
	Says   string
	Source Reference
	From   From
}

var (
	threadKeys = []key{
		{name: "title", form: text, required: true, doc: "The matter in a few words."},
		{name: "summary", form: text, doc: "One or two plain sentences of our own."},
		{name: "starts", form: text, required: true, doc: "The first finding, as in 2010-12-ucra#develop-1."},
		{name: "steps", form: list, within: stepKeys, doc: "What later places say of it, in order of time."},
		{name: "council", form: list, within: replyKeys, doc: "The council's own words on it, word for word."},
		{name: "topics", form: texts, doc: "The topics, named like their files in content/topics."},
		{name: "metrics", form: texts, doc: "The metrics, named like their files in data/metrics."},
		shortKey,
		embargoKey,
		draftKey,
	}
	stepKeys = []key{
		{name: "at", form: text, required: true, doc: "The place, as in 2022-02-ilacs#p15; an inspection alone where it is silent."},
		{name: "relation", form: word, required: true, allowed: relations(), doc: "What it says of the first finding."},
		{name: "caveat", form: text, doc: "What the place does not say, or says of something narrower or wider."},
	}
	replyKeys = []key{
		{name: "date", form: day, required: true, doc: "When the council said it."},
		{name: "says", form: text, required: true, doc: "Its words, word for word."},
		{name: "source", form: text, required: true, doc: "Where it says so: panel-2011#p2-12, or the name of a source."},
	}
)

func relations() (words []string) {
	for _, relation := range thread.Relations {
		words = append(words, string(relation))
	}
	return words
}

// ThreadsFolder is where the threads of the home authority lie; each other
// authority has a folder in it.
const ThreadsFolder = "data/threads"

func readThread(file source, docs *Documents) []diag.Problem {
	f, problems := whole(file, threadKeys, docs)
	if f == nil {
		return problems
	}
	f.named(file)
	one := Thread{
		ID: file.id(), Title: f.text("title"), Summary: f.text("summary"), Starts: f.reference("starts"),
		Topics: f.texts("topics"), Metrics: f.texts("metrics"), Short: f.short(), Release: f.release(), From: f.from,
	}
	f.maps("steps", stepKeys, func(s *fields) {
		step := Step{Relation: thread.Relation(s.text("relation")), Caveat: s.text("caveat"), From: s.from}
		if step.Relation == "" || step.Relation.NeedsPlace() {
			step.At = s.reference("at")
		} else {
			step.At = s.referenceOrWhole("at")
		}
		one.Steps = append(one.Steps, step)
	})
	f.maps("council", replyKeys, func(c *fields) {
		one.Council = append(one.Council, Reply{c.date("date"), c.text("says"), c.referenceOrWhole("source"), c.from})
	})
	docs.Threads = append(docs.Threads, one)
	return append(problems, f.problems...)
}

// reference reads the place that a value names; what is no reference is a
// problem.
func (f *fields) reference(name string) Reference {
	value := f.values[name]
	if value == nil {
		return Reference{} // missing or of the wrong form, which was reported
	}
	reference, read := referenceTo(strings.TrimSpace(value.Text), value.Place)
	if !read {
		f.report(badReference.At(value.Place, "“%s” does not name a place of a document", value.Text).
			Try("Write the name of the file, a number sign and the place: 2022-02-ilacs#p33."))
	}
	return reference
}

// referenceOrWhole reads a reference that may name a document, an inspection
// or a source as a whole.
func (f *fields) referenceOrWhole(name string) Reference {
	value := f.values[name]
	if value == nil || strings.Contains(value.Text, "#") {
		return f.reference(name)
	}
	id := strings.TrimSpace(value.Text)
	if slices.ContainsFunc(strings.Split(id, "/"), func(part string) bool { return !address.IsSlug(part) }) {
		f.report(badReference.At(value.Place, "“%s” is not the name of a file", value.Text).
			Try("Write the name as it stands in its folder, without its ending: 2022-02-ilacs."))
		return Reference{}
	}
	return Reference{ID: id, Place: value.Place}
}

// An Event is something beside inspections that a reader of the timeline has to
// know of.
type Event struct {
	Date  date.Date
	Title string
	// Kind is one of EventKinds.
	Kind string
	// Source is where it is known from; it may be empty.
	Source Reference
	From   From
}

// EventKinds are the kinds of events.
var EventKinds = []string{"context"}

var eventKeys = []key{
	{name: "date", form: day, required: true, doc: "When it was, as exactly as it is known."},
	{name: "title", form: text, required: true, doc: "What happened, in a few words."},
	{name: "kind", form: word, required: true, allowed: EventKinds, doc: "What kind of event it is."},
	{name: "source", form: text, doc: "Where it is known from: a source, a document, or a place of one."},
}

func readEvents(file source, docs *Documents) []diag.Problem {
	return readList(file, docs, eventKeys, func(f *fields) {
		docs.Events = append(docs.Events, Event{f.date("date"), f.text("title"), f.text("kind"), f.referenceOrWhole("source"), f.from})
	})
}

// A Comparison is two inspections that are to stand side by side on a page.
type Comparison struct {
	// Then and Now are their IDs, the earlier one first, and Why is our words
	// on the two.
	Then, Now, Why string
	From           From
}

var comparisonKeys = []key{
	{name: "then", form: text, required: true, doc: "The earlier inspection, named like its file."},
	{name: "now", form: text, required: true, doc: "The later inspection, named like its file."},
	{name: "why", form: text, doc: "What a reader has to know of the two, in our own words."},
}

func readComparisons(file source, docs *Documents) []diag.Problem {
	return readList(file, docs, comparisonKeys, func(f *fields) {
		docs.Comparisons = append(docs.Comparisons, Comparison{f.text("then"), f.text("now"), f.text("why"), f.from})
	})
}

// readHolidays reads a file that is a list of days.
func readHolidays(file source, docs *Documents) []diag.Problem {
	node, problems := file.parsed()
	if node == nil {
		docs.Broken = append(docs.Broken, file.name)
		return problems
	}
	if node.Kind != yaml.List {
		return append(problems, wrongForm.At(node.Place, "this file should be a list").Try("Write %s.", list))
	}
	for _, item := range node.Items {
		holiday, err := date.Parse(strings.TrimSpace(item.Text))
		if item.Kind != yaml.Text || err != nil || !holiday.Exact() {
			problems = append(problems, badDate.At(item.Place, "this is not a day").Try("Write a day: 2022-12-26."))
			continue
		}
		docs.Holidays = append(docs.Holidays, holiday)
	}
	slices.SortFunc(docs.Holidays, date.Date.Compare)
	return problems
}
