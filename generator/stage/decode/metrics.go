package decode

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"plainsight/generator/domain/date"
	"plainsight/generator/domain/metric"
	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/yaml"
)

// A Metric is one measure with the file that describes it. Its numbers stand
// in the file of the same name with the ending .csv, or are chosen out of an
// official file.
type Metric struct {
	metric.Metric
	// Observations in the order of the file.
	Observations metric.Numbers
	Release
	From From
	// Numbers is the file of the numbers, "" where there is none.
	Numbers string
	// File is the name of the official file below data/official, "" where the
	// numbers are in our own form.
	File   string
	choice choice
	// NextUpdate is when the next numbers are due, as far as it was said.
	NextUpdate date.Date
	// Shown are the places that its chart shows, as in a Chart; none for all.
	Shown []string
	// Short is the word of its short address, "" for none.
	Short string
}

// Chosen are the IDs of the authorities that the metric names itself.
func (m Metric) Chosen() (ids []string) {
	for _, place := range m.choice.places {
		ids = append(ids, place.name)
	}
	return ids
}

// A choice says what is taken out of an official file.
type choice struct {
	place     diag.Place
	indicator pinned
	// places are the codes, or the names as printed, of authorities.
	places  []pinned
	filters []pinned
	// counted says what a reporting year is where the kind does not.
	counted  string
	periods  []declared
	statuses []pinned
}

// pinned is a word with the value that it is to have, and where that stands.
type pinned struct {
	name, value string
	place       diag.Place
}

// declared is a period with what stands for it in an official file: words, or
// lines from first to last.
type declared struct {
	pinned
	period      metric.Period
	first, last int
}

var (
	metricKeys = []key{
		{name: "title", form: text, required: true, doc: "What is measured, as residents would say it."},
		{name: "definition", form: text, required: true, doc: "What is counted, in a plain sentence."},
		{name: "unit", form: text, required: true, doc: "A noun, or per cent, pounds, per 10,000, ratio."},
		{name: "kind", form: word, required: true, allowed: metric.Kinds, doc: "A flow in a period, a stock at a date, a rate, or money."},
		{name: "year", form: word, required: true, allowed: metric.Years, doc: "What a year such as 2006/07 is."},
		{name: "source", form: word, required: true, doc: "The source, named like its file in data/sources."},
		{name: "chart", form: word, allowed: ChartKinds, doc: "How it is drawn; left out, what suits the numbers."},
		{name: "places", form: texts, doc: "The authorities that its chart shows; left out, all. “neighbours” stands for the statistical neighbours."},
		{name: "headline", form: text, doc: "The message of its chart in about ten words."},
		{name: "caveat", form: text, doc: "What a reader has to know before using the numbers."},
		{name: "next_update", form: day, doc: "When its publisher brings out the next numbers; after that time you are warned until it is mended."},
		{name: "topics", form: texts, doc: "The topics, named like their files in content/topics."},
		{name: "breaks", form: list, within: breakKeys, doc: "Where the numbers before and after do not compare."},
		{name: "people", form: truth, doc: "True where children or others are counted whom a small number could point at; it is so by itself where the unit is children."},
		{name: "disclosure", form: text, doc: "Why small numbers of people may be published here, in a sentence."},
		{name: "file", form: text, doc: "The official file in data/official that the numbers are taken from, as it was downloaded."},
		{name: "columns", form: section, within: columnKeys, doc: "What is taken from the official file."},
		shortKey,
		embargoKey,
		draftKey,
	}
	breakKeys = []key{
		{name: "at", form: text, required: true, doc: "The first period of the new kind."},
		{name: "why", form: text, required: true, doc: "What changed, in a sentence."},
	}
	columnKeys = []key{
		{name: "indicator", form: text, required: true, doc: "The column with the numbers."},
		{name: "places", form: mapping, doc: "Authorities, each with its code, or its name as printed; without it, those of data/authorities.yaml by their codes."},
		{name: "filters", form: mapping, doc: "One value for every column that splits the numbers."},
		{name: "counted", form: word, allowed: []string{atEnd, inYear}, doc: "Whether the rate of a reporting year is of its last day or of the whole year."},
		{name: "periods", form: mapping, doc: "Periods that cannot be read by themselves, each with the words of time_period and time_identifier, or with lines."},
		{name: "statuses", form: mapping, doc: "Periods whose numbers are provisional, revised, estimated or predicted."},
	}
)

// What a reporting year can mean.
const (
	atEnd  = "at-end"
	inYear = "in-year"
)

func readMetric(file source, docs *Documents) []diag.Problem {
	f, problems := whole(file, metricKeys, docs)
	if f == nil {
		return problems
	}
	f.named(file)
	one := Metric{Release: f.release(), NextUpdate: f.date("next_update"), File: f.text("file"), Shown: f.texts("places"), Short: f.short(), Metric: metric.Metric{
		ID: file.id(), Title: f.text("title"), Definition: f.text("definition"), Unit: f.text("unit"),
		Kind: f.text("kind"), Year: f.text("year"), Source: f.text("source"),
		Chart: f.text("chart"), Headline: f.text("headline"), Caveat: f.text("caveat"), Topics: f.texts("topics"), Disclosure: f.text("disclosure"),
	}}
	one.People = metric.OfChildren(one.Unit)
	if f.values["people"] != nil {
		one.People = f.truth("people")
	}
	f.maps("breaks", breakKeys, func(b *fields) {
		if at, read := b.period("at", b.values["at"], one.Year); read {
			one.Breaks = append(one.Breaks, metric.Break{At: at, Why: b.text("why")})
		}
	})
	one.choice = f.choice(&one)
	one.From = f.from // with the places of what is chosen
	docs.Metrics = append(docs.Metrics, one)
	return append(problems, f.problems...)
}

func (f *fields) period(name string, value *yaml.Node, year string) (metric.Period, bool) {
	if value == nil {
		return metric.Period{}, false
	}
	period, err := metric.ParsePeriod(value.Text, year)
	if err != nil {
		f.report(badPeriod.At(value.Place, "%s", err).Try("Write “%s: 2006/07”, or 2017, 2017-03-31, 2010-07/2010-12.", name))
	}
	return period, err == nil
}

// choice reads what is taken from an official file. The places of the
// authorities that it names are kept as "places/merton".
func (f *fields) choice(m *Metric) choice {
	chosen := choice{place: f.from.At("columns")}
	f.together("file", "columns")
	f.together("columns", "file")
	f.one("columns", columnKeys, func(c *fields) {
		chosen.place, _ = f.from.Find("columns")
		chosen.indicator = pinned{name: c.text("indicator"), place: c.from.At("indicator")}
		chosen.places, chosen.filters = c.pins("places"), c.pins("filters")
		chosen.counted = c.text("counted")
		for _, pin := range chosen.places {
			f.put("places/"+pin.name, pin.place)
		}
		f.from.places = places(f.places)
		for _, pin := range c.pins("statuses") {
			if slices.Contains(metric.Statuses, pin.value) {
				chosen.statuses = append(chosen.statuses, pin)
			} else {
				c.report(NotAllowed(pin.place, pin.name, pin.value, metric.Statuses))
			}
		}
		for _, pin := range c.pins("periods") {
			if one, read := c.declared(pin, m.Year); read {
				chosen.periods = append(chosen.periods, one)
			}
		}
	})
	return chosen
}

// together reports a key without the other that it needs.
func (f *fields) together(written, needed string) {
	if f.from.Has(written) && !f.from.Has(needed) && !f.misspelt[needed] {
		f.report(missingKey.At(f.from.At(written), "“%s” does not stand without “%s”", written, needed).
			Try("Write both: “file: NAME.csv” names a file in data/official, and “columns:” says what is taken from it."))
	}
}

func (f *fields) pins(name string) (pins []pinned) {
	for _, entry := range f.entries(name) {
		pins = append(pins, pinned{entry.Key, strings.TrimSpace(entry.Value.Text), entry.Place})
	}
	return pins
}

var someLines = regexp.MustCompile(`^lines? (\d{1,9})(?:-(\d{1,9}))?$`)

func (f *fields) declared(pin pinned, year string) (declared, bool) {
	period, err := metric.ParsePeriod(pin.name, year)
	if err != nil {
		f.report(badPeriod.At(pin.place, "%s", err).Try("Write 2006/07, 2017, 2017-03-31 or 2010-07/2010-12 before the colon."))
		return declared{}, false
	}
	one := declared{pinned: pin, period: period}
	if parts := someLines.FindStringSubmatch(pin.value); parts != nil {
		one.first, _ = strconv.Atoi(parts[1])
		one.last, _ = strconv.Atoi(parts[2])
		one.last = max(one.first, one.last)
	}
	return one, true
}
