package link

import (
	"maps"
	"slices"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/document"
	"plainsight/generator/domain/framework"
	"plainsight/generator/domain/glossary"
	"plainsight/generator/domain/inspection"
	"plainsight/generator/domain/metric"
	"plainsight/generator/kit/language"
	"plainsight/generator/stage/decode"
)

// Languages are those in which the pages are made, that of the site first.
func (r *Register) Languages() []string {
	if len(r.Settings.Languages) == 0 {
		return []string{r.Settings.Language}
	}
	return r.Settings.Languages
}

// In gives the register as it is read in one of the languages of the site. Our
// own words are those of the translations, where there are any. All others,
// those of inspectors and of documents always, are passages in their own
// language (package language), so that a page never says one language in the
// name of another.
func (r *Register) In(lang string) *Register {
	t := tongue{Register: r, lang: lang, of: r.translations[lang], whose: map[*decode.Authority]*decode.Authority{}, rules: map[*Rules]*Rules{}}
	in, joined := *r, *r.Joined
	in.Joined = &joined
	in.Lang, in.Root = lang, rootOf(r.Languages(), lang)
	if lang == r.Settings.Language && !t.hasForeign() {
		return &in
	}
	settings := t.settings(*r.Settings)
	in.Settings = &settings
	in.Authorities = each(r.Authorities, t.authority)
	in.Home = t.authority(r.Home)
	in.Frameworks = each(r.Frameworks, t.framework)
	in.Scales = each(r.Scales, t.scale)
	in.Sources = each(r.Sources, t.source)
	in.Lanes = all(r.Lanes, t.lane)
	in.Inspections = all(r.Inspections, t.inspection)
	in.Documents = all(r.Documents, t.document)
	in.Topics = all(r.Topics, t.topic)
	in.Updates = all(r.Updates, t.update)
	in.Pages = all(r.Pages, t.page)
	in.Metrics = all(r.Metrics, t.metric)
	in.Glossary = all(r.Glossary, t.term)
	in.Threads = all(r.Threads, t.thread)
	in.Events = all(r.Events, t.event)
	in.Pairs = all(r.Pairs, t.pair)
	return &in
}

// Translated are the files that have a translation in the language in which the
// register is read, in order.
func (r *Register) Translated() []string { return slices.Sorted(maps.Keys(r.translations[r.Lang])) }

// RootOf is what stands before the addresses of the pages in a language.
func (r *Register) RootOf(lang string) string { return rootOf(r.Languages(), lang) }

// rootOf is what stands before the addresses of a language: nothing for the
// first, its tag for the others.
func rootOf(languages []string, lang string) string {
	if slices.Index(languages, lang) < 1 {
		return ""
	}
	return strings.TrimSuffix(string(address.Of(strings.ToLower(lang))), "/")
}

func all[T any](things []T, change func(T) T) []T {
	changed := make([]T, len(things))
	for i, thing := range things {
		changed[i] = change(thing)
	}
	return changed
}

func each[T any](things map[string]T, change func(T) T) map[string]T {
	changed := make(map[string]T, len(things))
	for name, thing := range things {
		changed[name] = change(thing)
	}
	return changed
}

// A tongue reads a register in one language.
type tongue struct {
	*Register
	lang string
	// of are the translations by the files that they are of.
	of map[string]decode.Translation
	// whose and rules are those of inspections in it, by what they are otherwise.
	whose map[*decode.Authority]*decode.Authority
	rules map[*Rules]*Rules
}

// hasForeign tells whether any text of the site is in another language.
func (t tongue) hasForeign() bool {
	foreign := func(text decode.Text) bool { return text.Lang != "" && !language.Same(text.Lang, t.lang) }
	return slices.ContainsFunc(t.Inspections, func(one *Inspection) bool { return foreign(one.Text) }) ||
		slices.ContainsFunc(t.Documents, func(one Document) bool { return foreign(one.Text) }) ||
		slices.ContainsFunc(t.Topics, func(one decode.Topic) bool { return foreign(one.Text) }) ||
		slices.ContainsFunc(t.Updates, func(one decode.Update) bool { return foreign(one.Text) }) ||
		slices.ContainsFunc(t.Pages, func(one decode.Page) bool { return foreign(one.Text) })
}

// as gives words that are in a language, "" for that of the site.
func (t tongue) as(lang, words string) string {
	if lang == "" {
		lang = t.Register.Settings.Language
	}
	if language.Same(lang, t.lang) {
		return words
	}
	return language.Passage(lang, words)
}

// record gives words in the language of the site.
func (t tongue) record(words string) string { return t.as("", words) }

func (t tongue) records(words []string) []string { return all(words, t.record) }

// ours gives words of ours in a file: their translation or, where there is
// none, the words themselves.
func (t tongue) ours(file, key, lang, words string) string {
	if said := t.of[file].Words[key]; said != "" {
		return said
	}
	return t.as(lang, words)
}

func (t tongue) settings(s decode.Settings) decode.Settings {
	file := s.From.File
	said := func(key, words string) string { return t.ours(file, key, "", words) }
	s.Title, s.Publisher = said("title", s.Title), said("publisher", s.Publisher)
	s.Contact.Name, s.Contact.Post = said("contact/name", s.Contact.Name), t.record(s.Contact.Post)
	s.Worried = t.help(file, "worried/", s.Worried)
	s.Complain = t.help(file, "complain/", s.Complain)
	s.Statement.TestedBy, s.Statement.TestedHow = t.record(s.Statement.TestedBy), t.record(s.Statement.TestedHow)
	s.Statement.Barriers = all(s.Statement.Barriers, func(b decode.Barrier) decode.Barrier {
		b.What, b.Criterion, b.Plan = t.record(b.What), t.record(b.Criterion), t.record(b.Plan)
		return b
	})
	return s
}

func (t tongue) help(file, prefix string, h decode.Help) decode.Help {
	h.Words, h.LinkWords = t.ours(file, prefix+"words", "", h.Words), t.ours(file, prefix+"link", "", h.LinkWords)
	h.Phones = all(h.Phones, func(p decode.Phone) decode.Phone {
		p.Label = t.ours(file, prefix+"phones/"+p.Number, "", p.Label)
		return p
	})
	return h
}

func (t tongue) authority(one decode.Authority) decode.Authority {
	one.Name = t.ours("data/authorities.yaml", one.ID+"/name", "", one.Name)
	return one
}

func (t tongue) framework(f framework.Framework) framework.Framework {
	f.Name, f.Inspectorate = t.record(f.Name), t.record(f.Inspectorate)
	f.Editions = all(f.Editions, t.edition)
	return f
}

func (t tongue) edition(e framework.Edition) framework.Edition {
	e.Areas = all(e.Areas, func(a framework.Area) framework.Area {
		a.Name, a.Short, a.Body = t.record(a.Name), t.record(a.Short), t.record(a.Body)
		return a
	})
	return e
}

// scale leaves the grades as they are printed, since grades are looked up by
// them; what they mean is ours.
func (t tongue) scale(s framework.Scale) framework.Scale {
	s.Grades = all(s.Grades, func(g framework.Grade) framework.Grade {
		g.Meaning = t.ours("data/scales.yaml", s.ID+"/"+g.Word+"/meaning", "", g.Meaning)
		return g
	})
	return s
}

func (t tongue) lane(lane framework.Lane) framework.Lane {
	lane.Name = t.ours("data/lanes.yaml", lane.ID+"/name", "", lane.Name)
	lane.Parts = all(lane.Parts, func(part framework.Part) framework.Part {
		part.Note = t.record(part.Note)
		return part
	})
	return lane
}

func (t tongue) source(one document.Source) document.Source {
	one.Title, one.Publisher, one.Licence = t.record(one.Title), t.record(one.Publisher), t.record(one.Licence)
	return one
}

func (t tongue) inspection(of *Inspection) *Inspection {
	one := *of
	file, lang := one.From.File, one.Text.Lang
	one.Authority = shared(t.whose, of.Authority, func() decode.Authority { return t.authority(*of.Authority) })
	one.Rules = shared(t.rules, of.Rules, func() Rules {
		return Rules{t.framework(of.Framework), t.edition(of.Edition), t.scale(of.Scale)}
	})
	one.Title, one.LeadInspector = t.as(lang, one.Title), t.as(lang, one.LeadInspector)
	one.Outcome = t.ours(file, "outcome", "", one.Outcome)
	one.Summary = t.ours(file, "summary", "", one.Summary)
	one.Judgements = all(one.Judgements, func(j inspection.Judgement) inspection.Judgement {
		j.Printed, j.Grade = t.as(lang, j.Printed), t.as(lang, j.Grade)
		return j
	})
	one.Corrections = t.corrections(lang, one.Corrections)
	one.Text = t.text(one.Text)
	return &one
}

// corrections are ours, and what stood there before is in the language of the
// text.
func (t tongue) corrections(lang string, written []decode.Correction) []decode.Correction {
	return all(written, func(c decode.Correction) decode.Correction {
		c.What, c.Was = t.record(c.What), t.as(lang, c.Was)
		return c
	})
}

func (t tongue) document(one Document) Document {
	lang := one.Text.Lang
	one.Title, one.Summary = t.as(lang, one.Title), t.ours(one.From.File, "summary", "", one.Summary)
	one.Missing, one.Source = t.records(one.Missing), t.source(one.Source)
	one.Corrections = t.corrections(lang, one.Corrections)
	one.People = all(one.People, func(p decode.Person) decode.Person {
		p.Name, p.Role = t.as(lang, p.Name), t.as(lang, p.Role)
		return p
	})
	one.Text = t.text(one.Text)
	return one
}

// own gives a text of ours with its title and summary.
func (t tongue) own(file string, title, summary string, text decode.Text) (string, string, decode.Text) {
	said := func(key, words string) string { return t.ours(file, key, text.Lang, words) }
	title, summary = said("title", title), said("summary", summary)
	if translated, found := t.of[file]; found && !translated.Text.Empty() {
		return title, summary, t.text(translated.Text)
	}
	return title, summary, t.text(text)
}

func (t tongue) topic(one decode.Topic) decode.Topic {
	one.Title, one.Summary, one.Text = t.own(one.From.File, one.Title, one.Summary, one.Text)
	one.From.File = t.fileOf(one.From.File)
	one.Corrections = t.corrections(t.Register.Settings.Language, one.Corrections)
	return one
}

func (t tongue) update(one decode.Update) decode.Update {
	one.Title, one.Summary, one.Text = t.own(one.From.File, one.Title, one.Summary, one.Text)
	one.From.File = t.fileOf(one.From.File)
	one.Corrections = t.corrections(t.Register.Settings.Language, one.Corrections)
	return one
}

func (t tongue) page(one decode.Page) decode.Page {
	one.Title, one.Summary, one.Text = t.own(one.From.File, one.Title, one.Summary, one.Text)
	one.From.File = t.fileOf(one.From.File)
	one.Corrections = t.corrections(t.Register.Settings.Language, one.Corrections)
	return one
}

// fileOf is the file in which the text stands in this language.
func (t tongue) fileOf(file string) string {
	if translated, found := t.of[file]; found && !translated.Text.Empty() {
		return translated.From.File
	}
	return file
}

// text gives the plain words of a text as passages; its HTML stays as it is,
// and goes with the language of the text.
func (t tongue) text(text decode.Text) decode.Text {
	if text.Lang == "" {
		text.Lang = t.Register.Settings.Language
	}
	if language.Same(text.Lang, t.lang) {
		return text
	}
	text = text.Said(func(words string) string { return t.as(text.Lang, words) })
	text.Charts = each(text.Charts, func(chart decode.Chart) decode.Chart {
		chart.Headline = t.as(text.Lang, chart.Headline)
		return chart
	})
	return text
}

func (t tongue) metric(one decode.Metric) decode.Metric {
	said := func(key, words string) string { return t.ours(one.From.File, key, "", words) }
	one.Title, one.Definition = said("title", one.Title), said("definition", one.Definition)
	one.Headline, one.Caveat = said("headline", one.Headline), said("caveat", one.Caveat)
	one.UnitWords = said("unit", one.Unit)
	one.Groups = t.records(one.Groups)
	one.Breaks = all(one.Breaks, func(b metric.Break) metric.Break {
		b.Why = t.record(b.Why)
		return b
	})
	if len(one.Groups) > 0 {
		one.Observations = metric.NumbersOf(all(one.Observations.List(), func(o metric.Observation) metric.Observation {
			o.Groups = t.records(o.Groups)
			return o
		}))
	}
	return one
}

// term adds the forms of the translation to those of the term.
func (t tongue) term(one glossary.Term) glossary.Term {
	said := func(key, words string) string { return t.ours("data/glossary.yaml", one.ID+"/"+key, "", words) }
	one.Forms = append([]string{one.Term}, one.Also...)
	if also := t.of["data/glossary.yaml"].Words[one.ID+"/also"]; also != "" {
		one.Forms = append(one.Forms, strings.Split(also, "\n")...)
	}
	one.Term, one.Meaning = said("term", one.Term), said("meaning", one.Meaning)
	one.Forms = append(one.Forms, language.Unmarked(one.Term))
	return one
}

func (t tongue) thread(one Thread) Thread {
	one.Authority = t.authority(one.Authority)
	said := func(key, words string) string { return t.ours(one.From.File, key, "", words) }
	one.Title, one.Summary = said("title", one.Title), said("summary", one.Summary)
	one.Steps = all(one.Steps, func(step decode.Step) decode.Step {
		step.Caveat = said("steps/"+step.At.String()+"/caveat", step.Caveat)
		return step
	})
	one.Council = all(one.Council, func(reply decode.Reply) decode.Reply {
		reply.Says = t.record(reply.Says)
		return reply
	})
	return one
}

func (t tongue) event(one decode.Event) decode.Event {
	one.Title = t.record(one.Title)
	return one
}

func (t tongue) pair(one Pair) Pair {
	one.Why = t.record(one.Why)
	return one
}

// Said gives words of the record as they are said in the language of the
// register: what is looked up in words as they are written is said so.
func (r *Register) Said(words string) string {
	if r.Lang == "" {
		return words
	}
	return tongue{Register: r, lang: r.Lang}.record(words)
}
