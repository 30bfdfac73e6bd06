package decode

import (
	"slices"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/domain/glossary"
	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/markdown"
)

// A Document is a published document whose words are on the site.
type Document struct {
	ID, Title, Summary string
	// Source is the ID of what it is: kind, publisher, date, licence.
	Source string
	// Inspections and Topics are IDs of what it speaks of.
	Inspections, Topics []string
	// People are those whom it names, in the role that they had then.
	People []Person
	// Missing says, a sentence each, what of it did not survive.
	Missing []string
	// Aliases are former addresses of its page.
	Aliases     []Redirect
	Corrections []Correction
	Release
	From From
	Text Text
}

// A Person is a name with the role that a document gives it.
type Person struct{ Name, Role string }

var (
	documentKeys = []key{
		{name: "title", form: text, required: true, doc: "The title as printed."},
		{name: "source", form: word, required: true, doc: "The source, named like its file in data/sources."},
		{name: "summary", form: text, doc: "Two or three plain sentences of our own."},
		{name: "inspections", form: texts, doc: "The inspections that it speaks of, named like their files."},
		{name: "topics", form: texts, doc: "The topics, named like their files in content/topics."},
		{name: "people", form: list, within: personKeys, doc: "The people it names, with the role that they had."},
		{name: "missing", form: texts, doc: "What of the document did not survive, a sentence each."},
		{name: "gaps", form: texts, doc: "Numbers of paragraphs that the document itself skips or repeats."},
		aliasesKey,
		correctionsKey,
		langKey,
		embargoKey,
		draftKey,
	}
	personKeys = []key{
		{name: "name", form: text, required: true, doc: "The name as printed."},
		{name: "role", form: text, required: true, doc: "The role as the document has it."},
	}
)

func readDocument(file source, docs *Documents) []diag.Problem {
	f, body, line, problems := front(file, documentKeys, docs)
	if f == nil {
		return problems
	}
	f.named(file)
	one := Document{
		ID: file.id(), Title: f.text("title"), Summary: f.text("summary"), Source: f.text("source"),
		Inspections: f.texts("inspections"), Topics: f.texts("topics"), Missing: f.texts("missing"),
		Aliases: f.aliases(), Corrections: f.corrections(), Release: f.release(), From: f.from,
	}
	f.maps("people", personKeys, func(p *fields) {
		one.People = append(one.People, Person{p.text("name"), p.text("role")})
	})
	text, more := textOf(f, body, line, markdown.Rules{Numbered: true, Gaps: f.texts("gaps"), Items: true, Retired: docs.retired(file)})
	one.Text = text
	docs.Documents = append(docs.Documents, one)
	return slices.Concat(problems, f.problems, more)
}

// A Reference names a place of an inspection or a document: "2022-02-ilacs#p33",
// or "farham/2022-02-ilacs#p33" where the home authority is another.
type Reference struct {
	ID, Anchor string
	Place      diag.Place
}

// String is the reference as it is written.
func (r Reference) String() string {
	if r.Anchor == "" {
		return r.ID
	}
	return r.ID + "#" + r.Anchor
}

// referenceTo reads a reference that was written at a place, or gives false.
func referenceTo(written string, place diag.Place) (Reference, bool) {
	id, anchor, _ := strings.Cut(written, "#")
	for _, part := range append(strings.Split(id, "/"), anchor) {
		if !address.IsSlug(part) {
			return Reference{}, false
		}
	}
	return Reference{id, anchor, place}, true
}

// ReferenceIn gives the reference with which a note on a number may begin, and
// the rest of the note.
func ReferenceIn(note string, place diag.Place) (reference Reference, rest string, found bool) {
	first, rest, _ := strings.Cut(note, " ")
	reference, found = referenceTo(strings.TrimRight(first, ",;."), place)
	if !found {
		return Reference{}, note, false
	}
	return reference, strings.TrimSpace(rest), true
}

// A Topic is a matter, with the places that speak of it and our words on them.
type Topic struct {
	ID, Title, Summary string
	Says               []Reference
	// Aliases are former addresses of its page.
	Aliases     []Redirect
	Corrections []Correction
	// Short is the word of its short address, "" for none.
	Short string
	Release
	From From
	Text Text
}

var topicKeys = []key{
	{name: "title", form: text, required: true, doc: "The matter, as residents would say it."},
	{name: "summary", form: text, doc: "A sentence on it."},
	{name: "says", form: texts, required: true, doc: "The places that speak of it, as in 2022-02-ilacs#p33."},
	aliasesKey,
	correctionsKey,
	shortKey,
	langKey,
	embargoKey,
	draftKey,
}

func readTopic(file source, docs *Documents) []diag.Problem {
	f, body, line, problems := front(file, topicKeys, docs)
	if f == nil {
		return problems
	}
	f.named(file)
	topic := Topic{ID: file.id(), Title: f.text("title"), Summary: f.text("summary"), Short: f.short(), Aliases: f.aliases(), Corrections: f.corrections(), Release: f.release(), From: f.from}
	for _, item := range f.items("says") {
		reference, read := referenceTo(item.Text, item.Place)
		if !read {
			f.report(badReference.At(item.Place, "“%s” does not name a place of a document", item.Text).
				Try("Write the name of the file, a number sign and the place: 2022-02-ilacs#p33."))
			continue
		}
		topic.Says = append(topic.Says, reference)
	}
	text, more := textOf(f, body, line, markdown.Rules{Retired: docs.retired(file)})
	topic.Text = text
	docs.Topics = append(docs.Topics, topic)
	return slices.Concat(problems, f.problems, more)
}

// An Update is a note of ours on what was put on the site, and when.
type Update struct {
	ID, Title, Summary string
	Date               date.Date
	// Aliases are former addresses of its page.
	Aliases     []Redirect
	Corrections []Correction
	Release
	From From
	Text Text
}

var updateKeys = []key{
	{name: "title", form: text, required: true, doc: "What happened, in a few words."},
	{name: "date", form: day, required: true, doc: "The day."},
	{name: "summary", form: text, doc: "A sentence on it."},
	aliasesKey,
	correctionsKey,
	langKey,
	embargoKey,
	draftKey,
}

func readUpdate(file source, docs *Documents) []diag.Problem {
	f, body, line, problems := front(file, updateKeys, docs)
	if f == nil {
		return problems
	}
	f.named(file)
	text, more := textOf(f, body, line, markdown.Rules{Retired: docs.retired(file)})
	docs.Updates = append(docs.Updates, Update{
		ID: file.id(), Title: f.text("title"), Summary: f.text("summary"), Date: f.date("date"),
		Aliases: f.aliases(), Corrections: f.corrections(), Release: f.release(), From: f.from, Text: text,
	})
	return slices.Concat(problems, f.problems, more)
}

// A Term is a term of the glossary and where it stands.
type Term struct {
	glossary.Term
	From From
}

var termKeys = []key{
	{name: "id", form: word, required: true, doc: "The word of its address."},
	{name: "term", form: text, required: true, doc: "The term."},
	{name: "also", form: texts, doc: "Other forms in which documents use it."},
	{name: "meaning", form: text, required: true, doc: "What it means, in a plain sentence or two of ours."},
	{name: "see", form: texts, doc: "Related terms, by their ids."},
}

func readGlossary(file source, docs *Documents) []diag.Problem {
	return readList(file, docs, termKeys, func(f *fields) {
		docs.Glossary = append(docs.Glossary, Term{From: f.from, Term: glossary.Term{
			ID: f.text("id"), Term: f.text("term"), Also: f.texts("also"), Meaning: f.text("meaning"), See: f.texts("see"),
		}})
	})
}
