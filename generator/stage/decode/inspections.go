package decode

import (
	"path"
	"slices"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/finding"
	"plainsight/generator/domain/framework"
	"plainsight/generator/domain/inspection"
	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/markdown"
)

var inspectionKeys = []key{
	{name: "title", form: text, required: true, doc: "The title as the report prints it."},
	{name: "authority", form: word, required: true, doc: "The authority inspected, as it is named in data/authorities.yaml."},
	{name: "framework", form: word, required: true, doc: "The framework, named like its file in data/frameworks; its edition follows from the first day."},
	{name: "activity", form: word, required: true, allowed: inspection.Activities, doc: "What inspectors came for."},
	{name: "length", form: word, allowed: inspection.Lengths, doc: "Short or standard, where it is known."},
	{name: "inspected", form: days, required: true, doc: "The days on which inspectors were at work."},
	{name: "published", form: day, doc: "The day on which the inspectorate published."},
	{name: "lead_inspector", form: text, doc: "Name and title as printed."},
	{name: "judgements", form: mapping, doc: "One line an area: its name in the framework's file, and the grade as printed or “Not judged”."},
	{name: "outcome", form: text, doc: "The outcome in words, where no areas were graded."},
	{name: "held", form: word, allowed: []string{"outcome"}, doc: "“outcome” where the report itself is not on this site."},
	{name: "sources", form: texts, required: true, doc: "The sources, named like their files in data/sources."},
	{name: "topics", form: texts, doc: "The topics, named like their files in content/topics."},
	shortKey,
	{name: "easy_read", form: text, doc: "The address of its Easy Read version: a page of this site, or one of the web."},
	{name: "bsl", form: text, doc: "The address of its version in British Sign Language: a page of this site, or one of the web."},
	{name: "summary", form: text, doc: "Two or three plain sentences of our own."},
	langKey,
	embargoKey,
	draftKey,
	aliasesKey,
	correctionsKey,
	{name: "gaps", form: texts, doc: "Numbers of paragraphs that the report itself skips or repeats."},
	{name: "imported", form: section, within: importedKeys, doc: "The file from which “plainsight import” wrote this."},
	{name: "doubtful", form: texts, doc: "What “plainsight import” could read in two ways. It is not published while this line is here."},
}

var importedKeys = []key{
	{name: "file", form: text, required: true, doc: "Its name."},
	{name: "sha256", form: text, required: true, doc: "Its SHA-256, by which the same file is known again."},
}

// InspectionsFolder is where the inspections of the home authority lie; each
// other authority has a folder in it.
const InspectionsFolder = "content/inspections"

func readInspection(file source, docs *Documents) []diag.Problem {
	f, body, line, problems := front(file, inspectionKeys, docs)
	if f == nil {
		return problems
	}
	one := Inspection{Inspection: inspectionOf(f), Aliases: f.aliases(), Corrections: f.corrections(), From: f.from}
	one.ID = file.id()
	f.named(file)
	if knows(docs.Authorities, one.Authority) && (docs.Settings.NoHome || knows(docs.Authorities, docs.Settings.Home)) {
		f.placed(file, one.Authority, docs.Settings.Home)
	}
	rules := markdown.Rules{
		Numbered: true,
		Gaps:     f.texts("gaps"),
		Retired:  docs.retired(file),
		Finding:  findingsOf(docs.Frameworks, one.Framework),
		Grade:    func(words string) bool { return isGrade(docs.Scales, words) },
	}
	text, more := textOf(f, body, line, rules)
	text.Links = append(text.Links, f.versions()...)
	one.Text = text
	docs.Inspections = append(docs.Inspections, &one)
	return slices.Concat(problems, f.problems, more)
}

// versions are the links to other versions of the report.
func (f *fields) versions() (links []markdown.Link) {
	for _, name := range []string{"easy_read", "bsl"} {
		value := f.values[name]
		switch {
		case value == nil:
		case strings.HasPrefix(value.Text, "/") && !strings.HasPrefix(value.Text, "//"):
			links = append(links, markdown.Link{Target: value.Text, Place: value.Place})
		case isWebAddress(value.Text):
		default:
			f.report(wrongForm.At(value.Place, "“%s” is no address", value.Text).
				Try("Write the address of a page of this site, “%s: /easy-read-2022/”, or one of the web, “%s: https://www.example.org/easy-read”.", name, name))
		}
	}
	return links
}

func knows(authorities []Authority, id string) bool {
	return slices.ContainsFunc(authorities, func(a Authority) bool { return a.ID == id })
}

func inspectionOf(f *fields) inspection.Inspection {
	i := inspection.Inspection{
		Authority:     f.text("authority"),
		Title:         f.text("title"),
		Framework:     f.text("framework"),
		Activity:      f.text("activity"),
		Length:        f.text("length"),
		Inspected:     f.spans("inspected"),
		Published:     f.date("published"),
		LeadInspector: f.text("lead_inspector"),
		Outcome:       f.text("outcome"),
		Held:          f.text("held"),
		Sources:       f.texts("sources"),
		Topics:        f.texts("topics"),
		Short:         f.short(),
		EasyRead:      f.text("easy_read"),
		Signed:        f.text("bsl"),
		Summary:       f.text("summary"),
		Draft:         f.truth("draft"),
		PublishAfter:  f.moment("publish_after"),
	}
	for _, entry := range f.entries("judgements") {
		i.Judgements = append(i.Judgements, inspection.Judgement{
			Area: entry.Key, Printed: strings.TrimSpace(entry.Value.Text),
		})
	}
	f.one("imported", importedKeys, func(m *fields) {
		i.Imported = inspection.Imported{File: m.text("file"), Sum: m.text("sha256")}
	})
	i.Doubtful = f.texts("doubtful")
	f.tellDoubts(i)
	return i
}

// tellDoubts tells of what is still to be confirmed: it stops the publication
// of what is no draft.
func (f *fields) tellDoubts(i inspection.Inspection) {
	if len(i.Doubtful) == 0 {
		return
	}
	code, then := unconfirmed, "Look it up in the report, mend it if it is wrong, and take it off the list; or write “draft: true” until then."
	if i.Draft {
		code, then = toConfirm, "Before you take “draft: true” out, look it up in the report, mend it if it is wrong, and take it off the list."
	}
	f.report(code.At(f.from.At("doubtful"), "%s is still to be confirmed", strings.Join(i.Doubtful, ", ")).Try("%s", then))
}

// placed checks that the file lies in the folder of its authority: the folder
// of all inspections for the home authority, one below it for any other.
func (f *fields) placed(file source, authority, home string) {
	right := InspectionsFolder
	if authority != home {
		right = path.Join(InspectionsFolder, authority)
	}
	if path.Dir(file.name) == right {
		return
	}
	problem := WrongFolder.At(f.from.At("authority"), "an inspection of “%s” does not belong in the folder %s", authority, path.Dir(file.name))
	right = path.Join(right, path.Base(file.name))
	if home == "" && path.Dir(file.name) == InspectionsFolder {
		f.report(problem.Try("The site has no home authority. Write “home: %s” in data/site.yaml, or move the file to %s.", authority, right))
		return
	}
	f.report(problem.Try("Move the file to %s, or write another authority.", right))
}

// longestName is how many bytes the name of a file may have: names of downloads
// are longer than it, and systems of files take 255.
const longestName = 200

func (f *fields) named(file source) {
	id := file.id()
	if len(id) > longestName {
		f.report(badName.At(diag.Place{File: file.name}, "the name of this file is too long for an address that people type").
			Try("Name it with a few words, such as “%s”.", startOf(id)+path.Ext(file.name)))
		return
	}
	if !address.IsSlug(id) {
		f.report(badName.At(diag.Place{File: file.name}, "“%s” cannot be part of an address", id).
			Try("Name the file “%s%s”.", address.Slug(id), path.Ext(file.name)))
	}
}

// startOf gives the first letters of a name.
func startOf(id string) string {
	letters := []rune(id)
	return address.Slug(string(letters[:min(len(letters), 40)]))
}

func findingsOf(frameworks []Framework, id string) func(string) (finding.Kind, bool) {
	for _, f := range frameworks {
		if f.ID == id {
			return f.FindingUnder
		}
	}
	return nil
}

func isGrade(scales []framework.Scale, words string) bool {
	return slices.ContainsFunc(scales, func(s framework.Scale) bool {
		_, _, found := s.Grade(words)
		return found
	})
}
