package decode

import (
	"slices"
	"strings"
	"time"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/language"
	"plainsight/generator/kit/yaml"
)

// A form is what may stand behind a key.
type form string

const (
	text    form = "some words"
	word    form = "one word of small letters, digits and hyphens"
	texts   form = "a list of words: [one, another]"
	number  form = "a whole number"
	truth   form = "true or false"
	day     form = "a date: 2022-05-09, 2022-05 or 2022"
	days    form = "a date, an interval 2022-02-28/2022-03-04, or a list of these"
	moment  form = "a day with a time: 2022-05-09T00:01"
	tongue  form = "the tag of a language: en-GB, cy or ur"
	tongues form = "a list of tags of languages: [en-GB, cy]"
	mapping form = "lines of “name: words”, each set in by two spaces"
	section form = "further keys, each on a line of its own and set in by two spaces"
	list    form = "a list, each entry with a hyphen on a line of its own"
)

// A key of a file: its name, what stands behind it, and a sentence on what it
// means. Where allowed is not empty the value must be one of its words.
type key struct {
	name     string
	form     form
	required bool
	// blank tells that nothing may stand behind it, which says that there is none.
	blank   bool
	allowed []string
	doc     string
	// within are the keys of the section, or of each entry of the list.
	within []key
}

// wanted says what to write behind the key.
func (k key) wanted() string {
	if len(k.allowed) > 0 {
		return diag.Or(k.allowed)
	}
	return string(k.form)
}

// empty is the problem of a key with nothing behind it.
func (k key) empty(place diag.Place) diag.Problem {
	problem := emptyKey.At(place, "nothing stands behind “%s”", k.name)
	if k.required {
		return problem.Try("Write %s.", k.wanted())
	}
	return problem.Try("Write %s, or take the line out.", k.wanted())
}

// fields are the keys and values of one map, checked against a table of keys.
type fields struct {
	place  diag.Place
	from   From
	places []byte // of from, while they are gathered
	values map[string]*yaml.Node
	// misspelt are the keys that an unknown one was most likely meant to be.
	misspelt map[string]bool
	// unread is set where this was to be a map and is none.
	unread bool
	// blanks are the keys that were left blank, and may be.
	blanks   map[string]bool
	problems []diag.Problem
}

// fieldsOf checks a map against its table: unknown keys, missing ones and
// values of the wrong form are problems. The getters then give the value, or
// its zero where there was a problem.
func fieldsOf(file string, node *yaml.Node, keys []key) *fields {
	f := &fields{
		place:  node.Place,
		from:   From{File: file},
		values: map[string]*yaml.Node{}, misspelt: map[string]bool{}, blanks: map[string]bool{},
	}
	if node.Kind != yaml.Map {
		f.unread = true
		f.report(wrongForm.At(node.Place, "here should be keys").Try("Write %s.", section))
		return f
	}
	for _, entry := range node.Entries {
		f.take(entry, keys)
	}
	f.from.places = places(f.places)
	for _, key := range keys {
		if key.required && !f.from.Has(key.name) && !f.misspelt[key.name] {
			f.report(missingKey.At(diag.Place{File: file, Line: node.Place.Line}, "“%s” is missing", key.name).
				Try("Add a line “%s: …” with %s. %s", key.name, key.wanted(), key.doc))
		}
	}
	return f
}

func (f *fields) take(entry yaml.Entry, keys []key) {
	before := len(f.places)
	f.put(entry.Key, entry.Place)
	for _, key := range keys {
		if key.name != entry.Key {
			continue
		}
		if entry.Value.Kind == yaml.Null && key.blank {
			f.blanks[entry.Key] = true
			return
		}
		if entry.Value.Kind == yaml.Null || key.required && isEmpty(entry.Value) {
			f.report(key.empty(entry.Place))
			return
		}
		if f.fits(key, entry.Value) {
			f.values[key.name] = entry.Value
			if entry.Value.Kind == yaml.Text {
				f.places = f.places[:before]
				f.put(entry.Key, entry.Value.Place)
			}
			f.placeItems(entry.Key, entry.Value)
		}
		return
	}
	f.report(f.unknown(entry, keys))
}

func (f *fields) put(name string, at diag.Place) { f.places = placed(f.places, name, at) }

// isEmpty tells whether a list or a map has nothing in it, as "topics: []".
// Where a key may be left out, this says in so many words that there is none.
func isEmpty(value *yaml.Node) bool {
	return value.Kind != yaml.Text && len(value.Items)+len(value.Entries) == 0
}

func (f *fields) placeItems(name string, value *yaml.Node) {
	for i, item := range value.Items {
		f.put(itemName(name, i), item.Place)
	}
	for _, entry := range value.Entries {
		f.put(name+"/"+entry.Key, entry.Place)
		f.put(name+"/"+entry.Key+"=", entry.Value.Place)
	}
}

func (f *fields) unknown(entry yaml.Entry, keys []key) diag.Problem {
	names := make([]string, len(keys))
	for i, key := range keys {
		names[i] = key.name
	}
	problem := unknownKey.At(entry.Place, "“%s” is not a key of this file", entry.Key)
	if near := diag.Near(entry.Key, names); near != "" {
		f.misspelt[near] = true
		return problem.Try("Did you mean “%s”?", near)
	}
	return problem.Try("The keys are %s.", diag.Or(names))
}

// fits checks the form of a value; what it refuses is reported.
func (f *fields) fits(key key, value *yaml.Node) bool {
	switch key.form {
	case section:
		return f.is(key, value, value.Kind == yaml.Map)
	case mapping:
		fits := f.is(key, value, value.Kind == yaml.Map)
		for _, entry := range value.Entries {
			fits = f.is(key, entry.Value, entry.Value.Kind == yaml.Text) && fits
		}
		return fits
	case list:
		return f.is(key, value, value.Kind == yaml.List)
	case texts, days, tongues:
		if value.Kind != yaml.List {
			return f.is(key, value, value.Kind == yaml.Text) && f.fitsText(key, value)
		}
		fits := true
		for _, item := range value.Items {
			fits = f.is(key, item, item.Kind == yaml.Text) && f.fitsText(key, item) && fits
		}
		return fits
	}
	return f.is(key, value, value.Kind == yaml.Text) && f.fitsText(key, value)
}

func (f *fields) is(key key, value *yaml.Node, right bool) bool {
	if !right {
		f.report(wrongForm.At(value.Place, "what stands behind “%s” has the wrong form", key.name).Try("Write %s.", key.form))
	}
	return right
}

func (f *fields) fitsText(key key, value *yaml.Node) bool {
	if strings.TrimSpace(value.Text) == "" {
		f.report(key.empty(value.Place))
		return false
	}
	switch key.form {
	case day:
		return f.fitsDate(key, value, second(date.Parse(value.Text)))
	case days:
		return f.fitsDate(key, value, second(date.ParseSpan(value.Text)))
	case moment:
		return f.fitsDate(key, value, second(date.ParseMoment(value.Text)))
	case tongue, tongues:
		return f.is(key, value, language.IsTag(value.Text))
	case truth:
		return f.is(key, value, value.Text == "true" || value.Text == "false")
	case number:
		_, isNumber := wholeNumber(value.Text)
		return f.is(key, value, isNumber)
	case word:
		return f.fitsWord(key, value)
	case texts:
		return len(key.allowed) == 0 || f.fitsWord(key, value)
	}
	return true
}

func (f *fields) fitsDate(key key, value *yaml.Node, err error) bool {
	if err != nil {
		problem := badDate.At(value.Place, "%s", err)
		iso := isoOf(value.Text)
		if other := otherOrder(value.Text); other != "" {
			f.report(problem.Try("Write “%s: %s” if the day comes first here, and “%s: %s” if the month does.", key.name, iso, key.name, other))
		} else if iso != "" {
			f.report(problem.Try("Write “%s: %s”.", key.name, iso))
		} else {
			f.report(problem.Try("Write %s.", key.form))
		}
	}
	return err == nil
}

func (f *fields) fitsWord(key key, value *yaml.Node) bool {
	if len(key.allowed) > 0 {
		for _, allowed := range key.allowed {
			if value.Text == allowed {
				return true
			}
		}
		f.report(NotAllowed(value.Place, key.name, value.Text, key.allowed))
		return false
	}
	if !address.IsSlug(value.Text) {
		f.report(badWord.At(value.Place, "“%s” cannot stand behind “%s”", value.Text, key.name).
			Try("Write %s: “%s”.", word, address.Slug(value.Text)))
		return false
	}
	return true
}

// NotAllowed is the problem of a word that is not one of those allowed.
func NotAllowed(place diag.Place, key, written string, allowed []string) diag.Problem {
	problem := notAllowed.At(place, "“%s” is not a value of “%s”", written, key)
	if near := diag.Near(written, allowed); near != "" {
		return problem.Try("Did you mean “%s”? Allowed: %s.", near, diag.Or(allowed))
	}
	return problem.Try("Write %s.", diag.Or(allowed))
}

func (f *fields) report(problem diag.Problem) { f.problems = append(f.problems, problem) }

// without tells whether nothing stands behind a key, on purpose: it was left
// out, or left blank. What was written wrong is reported and is no such case.
func (f *fields) without(name string) bool {
	return !f.unread && !f.misspelt[name] && (!f.from.Has(name) || f.blanks[name])
}

func (f *fields) text(name string) string {
	if value := f.values[name]; value != nil {
		return strings.TrimSpace(value.Text)
	}
	return ""
}

func (f *fields) texts(name string) (words []string) {
	for _, item := range f.items(name) {
		words = append(words, strings.TrimSpace(item.Text))
	}
	return words
}

// items gives the entries of a list; one value alone is a list of one.
func (f *fields) items(name string) []*yaml.Node {
	value := f.values[name]
	switch {
	case value == nil:
		return nil
	case value.Kind == yaml.List:
		return value.Items
	}
	return []*yaml.Node{value}
}

func (f *fields) entries(name string) []yaml.Entry {
	if value := f.values[name]; value != nil {
		return value.Entries
	}
	return nil
}

func (f *fields) truth(name string) bool { return f.text(name) == "true" }

func (f *fields) number(name string) int {
	n, _ := wholeNumber(f.text(name))
	return n
}

func (f *fields) date(name string) date.Date {
	d, _ := date.Parse(f.text(name)) // checked by fitsText
	return d
}

func (f *fields) spans(name string) (spans date.Spans) {
	for _, item := range f.items(name) {
		span, _ := date.ParseSpan(item.Text) // checked by fitsText
		spans = append(spans, span)
	}
	slices.SortStableFunc(spans, func(a, b date.Span) int { return a.First.Compare(b.First) })
	return spans
}

func (f *fields) moment(name string) time.Time {
	m, err := date.ParseMoment(f.text(name))
	if err != nil {
		return time.Time{} // not written, or reported by fitsText
	}
	return m
}

// maps reads a list of maps by a table of keys of their own.
func (f *fields) maps(name string, keys []key, each func(*fields)) {
	for _, item := range f.items(name) {
		f.inside(item, keys, each)
	}
}

// inside reads one map by a table of keys of its own.
func (f *fields) inside(node *yaml.Node, keys []key, each func(*fields)) {
	inner := fieldsOf(f.from.File, node, keys)
	if node.Kind == yaml.Map {
		each(inner)
	}
	f.problems = append(f.problems, inner.problems...)
}

// one reads the map behind a key by a table of keys of its own.
func (f *fields) one(name string, keys []key, each func(*fields)) {
	if value := f.values[name]; value != nil {
		f.inside(value, keys, each)
	}
}
