// Package decode reads the files of a site into the words of the domain.
//
// It takes files and gives Documents and problems. It never stops at the
// first fault: a file that cannot be read at all is named in Broken, so that
// later stages do not complain about links to it, and all others are read to
// the end. What depends on other files (does this framework exist, is this
// grade on its scale?) is not asked here but in stage/link.
package decode

import (
	"path"
	"slices"
	"strings"
	"time"

	"plainsight/generator/domain/date"
	"plainsight/generator/domain/document"
	"plainsight/generator/domain/framework"
	"plainsight/generator/domain/inspection"
	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/memory"
	"plainsight/generator/kit/yaml"
	"plainsight/generator/stage/collect"
)

// Documents is everything that the files say.
type Documents struct {
	Settings    Settings
	Authorities []Authority
	Scales      []framework.Scale
	Lanes       []Lane
	Frameworks  []Framework
	Sources     []document.Source
	Metrics     []Metric
	Glossary    []Term
	Inspections []*Inspection
	Documents   []Document
	Topics      []Topic
	Updates     []Update
	Pages       []Page
	Threads     []Thread
	Events      []Event
	Comparisons []Comparison
	Synonyms    []Synonym
	Holidays    date.Holidays
	// Redirects say what became of addresses that were published.
	Redirects []Redirect
	// Ledger is what was published before, page by page.
	Ledger []Recorded
	// Outcomes of inspections all over the country, in the order of the files.
	Outcomes []Outcome
	// Allowed lists what looks personal and may be published.
	Allowed []Allowance
	// Translations of other files, in the order of theirs.
	Translations []Translation
	// Data is the sum of the files of data, from which all but the texts follows.
	Data memory.Sum
	// Broken lists the files that could not be read, or not to the end.
	Broken []string
	// descriptions of official files, by the names of these.
	descriptions map[string]description
	// lost is what could not be read again of texts.
	lost *lost
}

// An Inspection is the file of one inspection.
type Inspection struct {
	inspection.Inspection
	// Aliases are former addresses of its page.
	Aliases     []Redirect
	Corrections []Correction
	From        From
	Text        Text
}

// A Page is a page of the site's own words.
type Page struct {
	ID, Title, Summary string
	// Aliases are former addresses of the page.
	Aliases     []Redirect
	Corrections []Correction
	Release
	From From
	Text Text
}

// A Release says from when on the public may see something.
type Release struct {
	Draft bool
	// PublishAfter is when the embargo ends, the zero time for none.
	PublishAfter time.Time
}

var (
	aliasesKey = key{name: "aliases", form: texts, doc: "Former addresses of the page, as in [/topics/homes/]."}
	langKey    = key{name: "lang", form: tongue, doc: "The language of the text, where it is another than that of the site."}
	draftKey   = key{name: "draft", form: truth, doc: "True while the page is not to be published."}
	embargoKey = key{name: "publish_after", form: moment, doc: "The end of an embargo, by the clock in London."}
)

func (f *fields) release() Release { return Release{f.truth("draft"), f.moment("publish_after")} }

const settingsFile = "data/site.yaml"

// A kind of file says which paths it has and how it is read.
type kind struct {
	matches func(name string) bool
	read    func(file source, docs *Documents) []diag.Problem
}

// dataKinds are read first and in this order, since texts are read by their
// rules; contentKinds come after, side by side.
var (
	dataKinds = []kind{
		{is(settingsFile), readSettings},
		{is("data/authorities.yaml"), readAuthorities},
		{is("data/scales.yaml"), readScales},
		{is("data/lanes.yaml"), readLanes},
		{in("data/frameworks", ".yaml"), readFramework},
		{in("data/sources", ".yaml"), readSource},
		{in("data/metrics", ".yaml"), readMetric},
		{in("data/metrics", ".csv"), readNumbers},
		{isDescription, readDescription},
		{isOfficial, readOfficial},
		{in("data/outcomes", ".csv"), readOutcomes},
		{is("data/glossary.yaml"), readGlossary},
		{below(ThreadsFolder, ".yaml"), readThread},
		{is("data/events.yaml"), readEvents},
		{is("data/comparisons.yaml"), readComparisons},
		{is("data/synonyms.yaml"), readSynonyms},
		{is("data/bank-holidays.yaml"), readHolidays},
		{is(redirectsFile), readRedirects},
		{InLedger, readLedger},
		{is(allowedFile), readAllowed},
	}
	contentKinds = []kind{
		{below("content/inspections", ".md"), readInspection},
		{in("content/documents", ".md"), readDocument},
		{in("content/topics", ".md"), readTopic},
		{in("content/updates", ".md"), readUpdate},
		{in(PagesFolder, ".md"), readPage},
	}
)

func is(file string) func(string) bool {
	return func(name string) bool { return name == file }
}

func in(folder, suffix string) func(string) bool {
	return func(name string) bool { return path.Dir(name) == folder && path.Ext(name) == suffix }
}

func below(folder, suffix string) func(string) bool {
	return func(name string) bool {
		return strings.HasPrefix(name, folder+"/") && path.Ext(name) == suffix
	}
}

// A source is one file with its bytes. As YAML it may be known from before.
type source struct {
	name  string
	bytes []byte
	sum   memory.Sum
	trees *memory.Shelf[tree]
}

// A tree is what a whole file says as YAML, and what is wrong with it.
type tree struct {
	root     *yaml.Node
	problems []diag.Problem
}

// parsed reads the file as YAML.
func (s source) parsed() (*yaml.Node, []diag.Problem) {
	read, _ := s.trees.Once(s.sum, func() (tree, error) { // it never fails
		root, problems := yaml.Parse(s.name, s.bytes, 1)
		return tree{root, slices.Clip(problems)}, nil
	})
	return read.root, read.problems
}

// id is the name of the file without its folder and ending.
func (s source) id() string {
	return strings.TrimSuffix(path.Base(s.name), path.Ext(s.name))
}

// unknownFiles names the files that no kind takes: a text in the wrong folder
// would otherwise be missing from the site without a word.
func unknownFiles(files []collect.File) (problems []diag.Problem) {
	for _, file := range files {
		original := originalOf(file.Path)
		taken := func(k kind) bool { return k.matches(original) }
		if slices.ContainsFunc(contentKinds, taken) || slices.ContainsFunc(dataKinds, taken) {
			continue
		}
		problems = append(problems, strayFile.At(diag.Place{File: file.Path}, "no part of the site is made from this file").
			Try("%s", whereTo(file.Path)))
	}
	return problems
}

func missingSettings(files []collect.File) []diag.Problem {
	if len(files) == 0 || slices.ContainsFunc(files, func(f collect.File) bool { return f.Path == settingsFile }) {
		return nil
	}
	return []diag.Problem{noSettings.At(diag.Place{File: settingsFile}, "there is no file %s", settingsFile).
		Try("Write it; “plainsight explain no-settings” shows a short one.")}
}

func whereTo(name string) string {
	if strings.HasPrefix(name, "content/") {
		return "Texts end in .md and lie in the folders inspections, documents, topics, updates and pages of content."
	}
	return "Data lies in data/site.yaml, authorities.yaml, scales.yaml, lanes.yaml, events.yaml, comparisons.yaml, synonyms.yaml, bank-holidays.yaml, redirects.yaml, allowed.yaml and glossary.yaml, and in the folders frameworks, sources, metrics, threads, official and outcomes of data."
}

// front reads the front matter of a text by the keys of its type. Where it
// cannot be read at all the file is Broken and the result is nil.
func front(file source, keys []key, docs *Documents) (f *fields, body []byte, line int, problems []diag.Problem) {
	node, body, line, problems := yaml.FrontMatter(file.name, file.bytes)
	return opened(file, node, keys, docs, problems), body, line, problems
}

// whole reads a data file that is one map.
func whole(file source, keys []key, docs *Documents) (*fields, []diag.Problem) {
	node, problems := file.parsed()
	return opened(file, node, keys, docs, problems), problems
}

// opened takes what could be read of a file; faults that kit/yaml could mend in
// a copy do not keep the rest from being looked at.
func opened(file source, node *yaml.Node, keys []key, docs *Documents, problems []diag.Problem) *fields {
	docs.note(file, node, problems)
	if node == nil {
		return nil
	}
	return fieldsOf(file.name, node, keys)
}

// note lists a file with faults of its writing as Broken, also where the rest
// of it could be read: some of its names may be lost.
func (docs *Documents) note(file source, node *yaml.Node, problems []diag.Problem) {
	if node == nil || diag.Stop(problems, false) {
		docs.Broken = append(docs.Broken, file.name)
	}
}
