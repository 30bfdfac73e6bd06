package decode

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/markdown"
	"plainsight/generator/kit/yaml"
)

// A Translation is our own words of one file in another language of the site.
// It stands beside that file and is named like it, with the tag of the
// language before the ending: about.cy.md beside about.md. Words of inspectors
// and of documents have no translation here.
type Translation struct {
	// Lang is the language, Of the file that is translated.
	Lang, Of string
	// Words are the words by their keys. Those of a list or a map in the file
	// have the name of the entry before them: "care-leaver/meaning".
	Words map[string]string
	Text  Text
	Release
	From From
}

var translated = regexp.MustCompile(`^(.+)\.([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)(\.(?:md|yaml))$`)

func isTranslation(name string) bool { return hasTag(name) && translated.MatchString(path.Base(name)) }

// hasTag tells whether there is room for the tag of a language in a name. Few
// names have it, and all are asked.
func hasTag(name string) bool { return strings.Count(path.Base(name), ".") > 1 }

// originalOf is the file that a translation is of; of any other file its name.
func originalOf(name string) string {
	if !hasTag(name) {
		return name
	}
	if parts := translated.FindStringSubmatch(path.Base(name)); parts != nil {
		return path.Join(path.Dir(name), parts[1]+parts[3])
	}
	return name
}

// A translatable kind of file has words of our own. Where lists is set the file
// is a list or a map of entries, each with the keys.
type translatable struct {
	matches func(name string) bool
	keys    []key
	entries bool
	// body tells whether the text under the front matter is ours too.
	body bool
}

var (
	oursTitle   = key{name: "title", form: text, doc: "The title."}
	oursSummary = key{name: "summary", form: text, doc: "Our summary."}
	oursName    = key{name: "name", form: text, doc: "The name."}
	entryID     = key{name: "id", form: word, required: true, doc: "The word of the entry in the file that is translated."}

	ownTextKeys = []key{oursTitle, oursSummary, embargoKey, draftKey}
	siteWords   = []key{
		oursTitle,
		{name: "publisher", form: text, doc: "Who answers for the site."},
		{name: "contact", form: section, doc: "The name of the team: name."},
		{name: "worried", form: section, doc: "Whom to tell about a child at risk: words, phones and link."},
		{name: "complain", form: section, doc: "How to complain: words, phones and link."},
	}
	threadWords = []key{
		oursTitle, oursSummary,
		{name: "steps", form: list, doc: "The steps with a caveat: at and caveat."},
	}
	metricWords = []key{
		oursTitle,
		{name: "definition", form: text, doc: "What is counted."},
		{name: "unit", form: text, doc: "The unit, where it is a noun."},
		{name: "headline", form: text, doc: "The message of its chart."},
		{name: "caveat", form: text, doc: "What a reader has to know."},
	}
	termWords = []key{
		entryID,
		{name: "term", form: text, doc: "The term."},
		{name: "also", form: texts, doc: "Other forms in which texts in this language use it."},
		{name: "meaning", form: text, doc: "What it means."},
	}
	gradeWords = []key{
		{name: "word", form: text, required: true, doc: "The grade as the inspectorate prints it, which stays."},
		{name: "meaning", form: text, doc: "What it means, in our plain words."},
	}
)

// translatables lists the kinds of files that can be translated.
var translatables = []translatable{
	{matches: in(PagesFolder, ".md"), keys: ownTextKeys, body: true},
	{matches: in("content/topics", ".md"), keys: ownTextKeys, body: true},
	{matches: in("content/updates", ".md"), keys: ownTextKeys, body: true},
	{matches: below("content/inspections", ".md"), keys: []key{oursSummary, {name: "outcome", form: text, doc: "The outcome in our words."}, embargoKey, draftKey}},
	{matches: in("content/documents", ".md"), keys: []key{oursSummary, embargoKey, draftKey}},
	{matches: is(settingsFile), keys: siteWords},
	{matches: is("data/glossary.yaml"), keys: termWords, entries: true},
	{matches: is("data/lanes.yaml"), keys: []key{entryID, oursName}, entries: true},
	{matches: is("data/authorities.yaml"), keys: []key{entryID, oursName}, entries: true},
	{matches: is("data/scales.yaml"), keys: gradeWords, entries: true},
	{matches: in("data/threads", ".yaml"), keys: threadWords},
	{matches: in("data/metrics", ".yaml"), keys: metricWords},
}

// translation finds how a file in another language of the site is read; a
// file that has no words of ours is a problem.
func translation(file source, docs *Documents) []diag.Problem {
	of := originalOf(file.name)
	if at := slices.IndexFunc(translatables, func(t translatable) bool { return t.matches(of) }); at >= 0 {
		return translatables[at].read(file, docs)
	}
	if !known(of) {
		return nil // unknownFiles tells of it
	}
	return []diag.Problem{notOurs.At(diag.Place{File: file.name}, "there are no words of ours to translate in %s", of).
		Try("Take the file out.")}
}

// known tells whether a kind of file takes a name; one of no kind was reported.
func known(name string) bool {
	takes := func(k kind) bool { return k.matches(name) }
	return slices.ContainsFunc(dataKinds, takes) || slices.ContainsFunc(contentKinds, takes)
}

func (t translatable) read(file source, docs *Documents) []diag.Problem {
	one := Translation{
		Lang: translated.FindStringSubmatch(path.Base(file.name))[2], Of: originalOf(file.name),
		Words: map[string]string{},
	}
	if !slices.Contains(docs.Settings.Languages[min(1, len(docs.Settings.Languages)):], one.Lang) {
		return []diag.Problem{otherLanguage.At(diag.Place{File: file.name}, "the site has no pages in the language “%s”", one.Lang).
			Try("Add it in data/site.yaml: “languages: [%s]”.", strings.Join(append(slices.Clone(docs.Settings.Languages), one.Lang), ", "))}
	}
	if path.Ext(file.name) == ".md" {
		return t.readText(file, one, docs)
	}
	node, problems := file.parsed()
	docs.note(file, node, problems)
	if node == nil {
		return problems
	}
	read := reader{one: &one}
	if t.entries {
		read.entries(file.name, "", node, t.keys)
	} else {
		f := fieldsOf(file.name, node, t.keys)
		read.words(f, "", t.keys)
		one.From = f.from
	}
	if one.From.File == "" {
		one.From = From{File: file.name}
	}
	one.From.places += places(read.places)
	docs.Translations = append(docs.Translations, one)
	return append(problems, read.problems...)
}

// readText reads front matter, and a body where that is ours.
func (t translatable) readText(file source, one Translation, docs *Documents) []diag.Problem {
	f, body, line, problems := front(file, t.keys, docs)
	if f == nil {
		return problems
	}
	one.From, one.Release = f.from, f.release()
	read := reader{one: &one}
	read.words(f, "", t.keys)
	problems = append(problems, read.problems...)
	if t.body {
		text, more := textOf(f, body, line, markdown.Rules{})
		text.Lang = one.Lang
		one.Text = text
		problems = append(problems, more...)
	} else if strings.TrimSpace(string(body)) != "" {
		problems = append(problems, notOurs.At(diag.Place{File: file.name, Line: line}, "the words of a report or a document are not translated here").
			Try("Take what stands under the front matter out. Translate the summary alone."))
	}
	docs.Translations = append(docs.Translations, one)
	return problems
}

// A reader gathers the words of one translation.
type reader struct {
	one      *Translation
	places   []byte
	problems []diag.Problem
}

// words takes the words behind the keys of a map. Those further in have the
// key before them.
func (r *reader) words(f *fields, prefix string, keys []key) {
	for _, k := range keys {
		switch {
		case f.values[k.name] == nil || k.form == truth || k.form == moment:
		case k.form == text:
			r.one.Words[prefix+k.name] = f.text(k.name)
		case k.form == texts:
			r.one.Words[prefix+k.name] = strings.Join(f.texts(k.name), "\n")
		case k.name == "steps":
			f.maps("steps", stepWords, func(step *fields) {
				r.one.Words["steps/"+step.text("at")+"/caveat"] = step.text("caveat")
				r.place("steps/"+step.text("at")+"/", step.from.At("at"))
			})
		case k.name == "contact":
			f.one("contact", contactWords, func(c *fields) { r.words(c, "contact/", contactWords) })
		case k.form == section:
			f.one(k.name, helpWords, func(h *fields) { r.help(h, k.name+"/") })
		}
	}
	r.problems = append(r.problems, f.problems...)
}

var (
	contactWords = []key{oursName}
	stepWords    = []key{
		{name: "at", form: text, required: true, doc: "The place of the step, as it stands in the thread."},
		{name: "caveat", form: text, required: true, doc: "Our caveat."},
	}
	helpWords = []key{
		{name: "words", form: text, doc: "A sentence or two."},
		{name: "phones", form: list, doc: "The numbers with their labels: label and number."},
		{name: "link", form: text, doc: "The words of the link."},
	}
)

// help takes the words of a help; the label of a number is found by the number.
func (r *reader) help(h *fields, prefix string) {
	for _, name := range []string{"words", "link"} {
		if h.values[name] != nil {
			r.one.Words[prefix+name] = h.text(name)
		}
	}
	h.maps("phones", phoneKeys, func(p *fields) { r.one.Words[prefix+"phones/"+p.text("number")] = p.text("label") })
}

// entries takes the words of a list or of a map of lists, each under the name
// of its entry: its id, or the grade that it is about.
func (r *reader) entries(file, prefix string, node *yaml.Node, keys []key) {
	switch node.Kind {
	case yaml.Map:
		for _, entry := range node.Entries {
			grades := entry.Value.Get("grades")
			if grades == nil {
				r.problems = append(r.problems, wrongForm.At(entry.Place, "here should be the grades of the scale").Try("Write “grades:” and %s.", list))
				continue
			}
			r.entries(file, entry.Key+"/", grades, keys)
		}
	case yaml.List:
		for _, item := range node.Items {
			f := fieldsOf(file, item, keys)
			name := prefix + f.text(keys[0].name) + "/"
			r.place(name, f.from.At(keys[0].name))
			r.words(f, name, keys[1:])
		}
	default:
		r.problems = append(r.problems, wrongForm.At(node.Place, "this file should be a list").Try("Write %s.", list))
	}
}

func (r *reader) place(name string, place diag.Place) {
	r.places = placed(r.places, name, place)
}
