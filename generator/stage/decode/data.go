package decode

import (
	"slices"

	"plainsight/generator/domain/date"
	"plainsight/generator/domain/document"
	"plainsight/generator/domain/finding"
	"plainsight/generator/domain/framework"
	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/yaml"
)

// An Authority is a council or a wider area that numbers are given for.
type Authority struct {
	ID, Name string
	// Codes by the name of their register: "ons", "old", and "former" for those
	// that were in force before, parted by spaces.
	Codes   map[string]string
	Aliases []string
	// Area tells that it is no council but a wider area, such as a region.
	Area bool
	// Region is the ID of the area that it lies in, and Neighbours are those
	// of its statistical neighbours.
	Region     string
	Neighbours []string
	From       From
}

var authorityKeys = []key{
	{name: "id", form: word, required: true, doc: "The word that inspections and numbers name it by."},
	{name: "name", form: text, required: true, doc: "The name as residents say it."},
	{name: "codes", form: mapping, doc: "Its codes in official files: ons and old, and under former those that were in force before, parted by spaces."},
	{name: "aliases", form: texts, doc: "Other names that official files use."},
	{name: "area", form: truth, doc: "True for a wider area, such as a region or the country, that nobody inspects."},
	{name: "region", form: word, doc: "The area that it lies in, by its id."},
	{name: "neighbours", form: texts, doc: "Its statistical neighbours, by their ids."},
}

func readAuthorities(file source, docs *Documents) []diag.Problem {
	return readList(file, docs, authorityKeys, func(f *fields) {
		authority := Authority{
			ID: f.text("id"), Name: f.text("name"), Codes: map[string]string{},
			Aliases: f.texts("aliases"), Area: f.truth("area"),
			Region: f.text("region"), Neighbours: f.texts("neighbours"), From: f.from,
		}
		for _, code := range f.entries("codes") {
			authority.Codes[code.Key] = code.Value.Text
		}
		docs.Authorities = append(docs.Authorities, authority)
	})
}

// readList reads a file that is a list of maps.
func readList(file source, docs *Documents, keys []key, each func(*fields)) []diag.Problem {
	node, problems := file.parsed()
	docs.note(file, node, problems)
	if node == nil {
		return problems
	}
	if node.Kind != yaml.List {
		docs.Broken = append(docs.Broken, file.name)
		return append(problems, wrongForm.At(node.Place, "this file should be a list").Try("Write %s.", list))
	}
	for _, item := range node.Items {
		f := fieldsOf(file.name, item, keys)
		if item.Kind == yaml.Map {
			each(f)
		}
		problems = append(problems, f.problems...)
	}
	return problems
}

var (
	scaleKeys = []key{
		{name: "ordered", form: truth, required: true, doc: "Whether its grades have an order, best first."},
		{name: "grades", form: list, required: true, within: gradeKeys, doc: "The grades, best first."},
	}
	gradeKeys = []key{
		{name: "word", form: text, required: true, doc: "The grade in full, as the inspectorate prints it."},
		{name: "also", form: texts, doc: "Shorter forms that mean the same."},
		{name: "meaning", form: text, doc: "What it means, in our plain words."},
	}
)

func readScales(file source, docs *Documents) []diag.Problem {
	node, problems := file.parsed()
	docs.note(file, node, problems)
	if node == nil {
		return problems
	}
	if node.Kind != yaml.Map {
		docs.Broken = append(docs.Broken, file.name)
		return append(problems, wrongForm.At(node.Place, "this file should be %s", section))
	}
	for _, entry := range node.Entries {
		f := fieldsOf(file.name, entry.Value, scaleKeys)
		scale := framework.Scale{ID: entry.Key, Ordered: f.truth("ordered")}
		for _, item := range f.items("grades") {
			scale.Grades = append(scale.Grades, gradeOf(f, item))
		}
		docs.Scales = append(docs.Scales, scale)
		problems = append(problems, f.problems...)
	}
	return problems
}

// gradeOf reads a grade, which is its word alone or a map.
func gradeOf(f *fields, item *yaml.Node) (grade framework.Grade) {
	if item.Kind == yaml.Text {
		return framework.Grade{Word: item.Text}
	}
	f.inside(item, gradeKeys, func(g *fields) {
		grade = framework.Grade{Word: g.text("word"), Also: g.texts("also"), Meaning: g.text("meaning")}
	})
	return grade
}

var (
	laneKeys = []key{
		{name: "id", form: word, required: true, doc: "The word of the lane's address."},
		{name: "name", form: text, required: true, doc: "The name of the lane."},
		{name: "parts", form: list, required: true, within: partKeys, doc: "The areas that stand in the lane."},
		{name: "topics", form: texts, doc: "The topics that it is about, named like their files in content/topics."},
	}
	partKeys = []key{
		{name: "edition", form: word, required: true, doc: "An edition of a framework, or the framework where all editions are meant."},
		{name: "area", form: word, required: true, doc: "The area of that edition."},
		{name: "join", form: word, required: true, allowed: joins(), doc: "How closely it compares with the part before."},
		{name: "note", form: text, doc: "Why, in a sentence."},
	}
)

// A Lane is a lane with the places of its parts.
type Lane struct {
	framework.Lane
	From      From
	PartsFrom []From
}

func joins() (words []string) {
	for _, join := range framework.Joins {
		words = append(words, string(join))
	}
	return words
}

func readLanes(file source, docs *Documents) []diag.Problem {
	return readList(file, docs, laneKeys, func(f *fields) {
		lane := Lane{Lane: framework.Lane{ID: f.text("id"), Name: f.text("name"), Topics: f.texts("topics")}, From: f.from}
		f.maps("parts", partKeys, func(p *fields) {
			lane.Parts = append(lane.Parts, framework.Part{
				Edition: p.text("edition"), Area: p.text("area"),
				Join: framework.Join(p.text("join")), Note: p.text("note"),
			})
			lane.PartsFrom = append(lane.PartsFrom, p.from)
		})
		docs.Lanes = append(docs.Lanes, lane)
	})
}

var (
	frameworkKeys = []key{
		{name: "id", form: word, required: true, doc: "The word that inspections name it by."},
		{name: "name", form: text, required: true, doc: "The name of the framework."},
		{name: "inspectorate", form: text, required: true, doc: "Who inspects by it."},
		{name: "findings", form: mapping, doc: "Headings of reports and the kind of finding below each."},
		{name: "editions", form: list, required: true, within: editionKeys, doc: "The framework as it was in force from one day to another."},
	}
	editionKeys = []key{
		{name: "id", form: word, required: true, doc: "The word for this edition."},
		{name: "first", form: day, doc: "The first day of inspections under it."},
		{name: "last", form: day, doc: "The last day; left out while it is in use."},
		{name: "scale", form: word, doc: "The scale of its grades, from data/scales.yaml."},
		{name: "areas", form: list, within: areaKeys, doc: "The areas that it judges, in the order of the reports."},
	}
	areaKeys = []key{
		{name: "id", form: word, required: true, doc: "The word for the area, the same across frameworks where the lane is the same."},
		{name: "name", form: text, required: true, doc: "The area as reports print it."},
		{name: "short", form: text, doc: "A shorter name of ours for narrow places."},
		{name: "body", form: text, doc: "The body that is judged, where it is another than the council."},
	}
)

// A Framework is a framework with the places of its editions.
type Framework struct {
	framework.Framework
	From         From
	EditionsFrom []From
}

func readFramework(file source, docs *Documents) []diag.Problem {
	f, problems := whole(file, frameworkKeys, docs)
	if f == nil {
		return problems
	}
	one := Framework{From: f.from, Framework: framework.Framework{
		ID: f.text("id"), Name: f.text("name"), Inspectorate: f.text("inspectorate"),
		Findings: map[string]finding.Kind{},
	}}
	for _, entry := range f.entries("findings") {
		if kind := finding.Kind(entry.Value.Text); slices.Contains(finding.Kinds, kind) {
			one.Findings[entry.Key] = kind
		} else {
			f.report(NotAllowed(entry.Value.Place, entry.Key, entry.Value.Text, findingKinds()))
		}
	}
	f.maps("editions", editionKeys, func(e *fields) {
		one.Editions = append(one.Editions, editionOf(e))
		one.EditionsFrom = append(one.EditionsFrom, e.from)
	})
	if one.ID != "" && one.ID != file.id() {
		f.report(badName.At(f.from.At("id"), "the framework “%s” stands in a file of another name", one.ID).
			Try("Write “id: %s”, or name the file “%s.yaml”.", file.id(), one.ID))
		docs.Broken = append(docs.Broken, file.name)
	} else {
		docs.Frameworks = append(docs.Frameworks, one)
	}
	return append(problems, f.problems...)
}

func findingKinds() (words []string) {
	for _, kind := range finding.Kinds {
		words = append(words, string(kind))
	}
	return words
}

func editionOf(e *fields) framework.Edition {
	edition := framework.Edition{
		ID:    e.text("id"),
		Force: date.Span{First: e.date("first"), Last: e.date("last")},
		Scale: e.text("scale"),
	}
	e.maps("areas", areaKeys, func(a *fields) {
		edition.Areas = append(edition.Areas, framework.Area{ID: a.text("id"), Name: a.text("name"), Short: a.text("short"), Body: a.text("body")})
	})
	return edition
}

var sourceKeys = []key{
	{name: "title", form: text, required: true, doc: "The title of the document."},
	{name: "publisher", form: text, required: true, doc: "Who published it."},
	{name: "kind", form: word, required: true, allowed: document.SourceKinds, doc: "What kind of document it is."},
	{name: "date", form: day, doc: "Its date."},
	{name: "licence", form: text, required: true, doc: "The licence as the document prints it."},
	{name: "licence_link", form: text, doc: "Where the licence can be read."},
	{name: "link", form: text, doc: "Where the publisher keeps the document."},
	{name: "held", form: word, required: true, allowed: document.HeldParts, doc: "How much of it this site has."},
}

func readSource(file source, docs *Documents) []diag.Problem {
	f, problems := whole(file, sourceKeys, docs)
	if f == nil {
		return problems
	}
	f.named(file)
	f.webAddress("link", f.values["link"])
	f.webAddress("licence_link", f.values["licence_link"])
	docs.Sources = append(docs.Sources, document.Source{
		ID: file.id(), Title: f.text("title"), Publisher: f.text("publisher"), Kind: f.text("kind"),
		Date: f.date("date"), Licence: f.text("licence"), LicenceLink: f.text("licence_link"),
		Link: f.text("link"), Held: f.text("held"),
	})
	return append(problems, f.problems...)
}
