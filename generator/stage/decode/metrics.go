package decode

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"plainsight/generator/domain/metric"
	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/yaml"
)

// A Metric is one measure with the file that describes it; its numbers stand
// in the file of the same name with the ending .csv.
type Metric struct {
	metric.Metric
	From From
	// Numbers is the file of the numbers, "" where there is none.
	Numbers string
}

var (
	metricKeys = []key{
		{name: "title", form: text, required: true, doc: "What is measured, as residents would say it."},
		{name: "definition", form: text, required: true, doc: "What is counted, in a plain sentence."},
		{name: "unit", form: text, required: true, doc: "A noun, or per cent, pounds, per 10,000, ratio."},
		{name: "kind", form: word, required: true, allowed: metric.Kinds, doc: "A flow in a period, a stock at a date, a rate, or money."},
		{name: "year", form: word, required: true, allowed: metric.Years, doc: "What a year such as 2006/07 is."},
		{name: "source", form: word, required: true, doc: "The source, named like its file in data/sources."},
		{name: "headline", form: text, doc: "The message of its chart in about ten words."},
		{name: "caveat", form: text, doc: "What a reader has to know before using the numbers."},
		{name: "topics", form: texts, doc: "The topics, named like their files in content/topics."},
		{name: "breaks", form: list, doc: "Where the numbers before and after do not compare."},
	}
	breakKeys = []key{
		{name: "at", form: text, required: true, doc: "The first period of the new kind."},
		{name: "why", form: text, required: true, doc: "What changed, in a sentence."},
	}
)

func readMetric(file source, docs *Documents) []diag.Problem {
	f, problems := whole(file, metricKeys, docs)
	if f == nil {
		return problems
	}
	f.named(file)
	one := Metric{From: f.from, Metric: metric.Metric{
		ID: file.id(), Title: f.text("title"), Definition: f.text("definition"), Unit: f.text("unit"),
		Kind: f.text("kind"), Year: f.text("year"), Source: f.text("source"),
		Headline: f.text("headline"), Caveat: f.text("caveat"), Topics: f.texts("topics"),
	}}
	f.maps("breaks", breakKeys, func(b *fields) {
		if at, read := b.period("at", b.values["at"], one.Year); read {
			one.Breaks = append(one.Breaks, metric.Break{At: at, Why: b.text("why")})
		}
	})
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

// numberColumns are the columns that every file of numbers has; all others
// split the numbers further.
var numberColumns = []string{"period", "place", "value", "status", "note"}

// readNumbers reads the numbers of a metric that was read before.
func readNumbers(file source, docs *Documents) []diag.Problem {
	at := slices.IndexFunc(docs.Metrics, func(m Metric) bool { return m.ID == file.id() })
	if at < 0 {
		described := path.Join(path.Dir(file.name), file.id()+".yaml")
		if slices.Contains(docs.Broken, described) {
			return nil
		}
		return []diag.Problem{noMetric.At(diag.Place{File: file.name}, "nothing says what these numbers are").
			Try("Write %s with title, definition, unit, kind, year and source.", described)}
	}
	t := table{file: file.name, metric: &docs.Metrics[at]}
	t.metric.Numbers = file.name
	t.read(file.bytes)
	return t.problems
}

// A table is a file of numbers while it is read.
type table struct {
	file     string
	metric   *Metric
	columns  map[string]int
	seen     map[string]int
	problems []diag.Problem
}

func (t *table) read(source []byte) {
	source, problem := asText(t.file, source)
	if problem != nil {
		t.problems = append(t.problems, *problem)
		return
	}
	rows := csv.NewReader(bytes.NewReader(source))
	header, err := rows.Read()
	if err != nil {
		t.unreadable(err)
		return
	}
	if !t.takeHeader(header) {
		return
	}
	t.seen = map[string]int{}
	for {
		row, err := rows.Read()
		switch {
		case errors.Is(err, io.EOF):
			return
		case errors.Is(err, csv.ErrFieldCount):
			line, _ := rows.FieldPos(0)
			t.report(badTable, line, 1, "this row has %d columns, and the first row has %d", len(row), len(header)).
				Try("Put words that hold a comma between quotation marks.")
		case err != nil:
			t.unreadable(err)
			return
		default:
			t.takeRow(row, rows.FieldPos)
		}
	}
}

func (t *table) report(code diag.Code, line, column int, format string, values ...any) *hinted {
	t.problems = append(t.problems, code.At(diag.Place{File: t.file, Line: line, Column: column}, format, values...))
	return &hinted{&t.problems[len(t.problems)-1]}
}

// hinted lets a hint be added to a problem that was reported.
type hinted struct{ problem *diag.Problem }

func (h *hinted) Try(format string, values ...any) { *h.problem = h.problem.Try(format, values...) }

func (t *table) unreadable(err error) {
	var fault *csv.ParseError
	switch {
	case errors.Is(err, io.EOF):
		t.report(badTable, 0, 0, "the file is empty").Try("Begin with the row “%s”.", strings.Join(numberColumns, ","))
	case errors.As(err, &fault):
		t.report(badTable, fault.Line, fault.Column, "a quotation mark stands where it cannot be read").
			Try("Put the whole cell between quotation marks, and write a mark inside it twice.")
	default:
		t.report(badTable, 0, 0, "this cannot be read as a table")
	}
}

func (t *table) takeHeader(header []string) bool {
	t.columns = map[string]int{}
	for i, name := range header {
		name = strings.TrimSpace(name)
		if _, twice := t.columns[name]; twice || name == "" {
			t.report(badTable, 1, 0, "the column “%s” is there twice, or has no name", name).Try("Give every column a name of its own.")
			return false
		}
		t.columns[name] = i
		if !slices.Contains(numberColumns, name) {
			t.metric.Groups = append(t.metric.Groups, name)
		}
	}
	for _, needed := range numberColumns[:4] {
		if _, there := t.columns[needed]; !there {
			hint := t.report(badTable, 1, 0, "the column “%s” is missing", needed)
			if near := diag.Near(needed, header); near != "" {
				hint.Try("Is “%s” meant? The columns are %s.", near, strings.Join(numberColumns, ", "))
			} else {
				hint.Try("The columns are %s.", strings.Join(numberColumns, ", "))
			}
			return false
		}
	}
	return true
}

func (t *table) takeRow(row []string, position func(int) (int, int)) {
	cell := func(name string) (text string, line, column int) {
		i, there := t.columns[name]
		if !there {
			line, _ = position(0)
			return "", line, 0
		}
		line, column = position(i)
		return strings.TrimSpace(row[i]), line, column
	}
	observation := metric.Observation{}
	observation.Place, observation.Line, _ = cell("place")
	observation.Note, _, _ = cell("note")
	for _, group := range t.metric.Groups {
		value, _, _ := cell(group)
		observation.Groups = append(observation.Groups, value)
	}
	before := len(t.problems)
	observation.Period = t.period(cell("period"))
	observation.Status = t.status(cell("status"))
	observation.Value = t.value(cell("value"))
	if len(t.problems) == before {
		t.reasoned(&observation, cell)
		t.once(observation)
		t.metric.Observations = append(t.metric.Observations, observation)
	}
}

func (t *table) period(written string, line, column int) metric.Period {
	period, err := metric.ParsePeriod(written, t.metric.Year)
	if err != nil {
		t.report(badPeriod, line, column, "%s", err).
			Try("Write 2006/07 for a year over two, 2017 for a calendar year, 2017-03-31 for a day, 2010-07/2010-12 for months.")
	}
	return period
}

func (t *table) status(written string, line, column int) string {
	allowed := slices.Concat(metric.Statuses, metric.Reasons)
	if !slices.Contains(allowed, written) {
		hint := t.report(badNumber, line, column, "“%s” is not a status of a number", written)
		if near := diag.Near(written, allowed); near != "" {
			hint.Try("Did you mean “%s”? Allowed: %s.", near, diag.Or(allowed))
		} else {
			hint.Try("Write %s.", diag.Or(allowed))
		}
	}
	return written
}

var plainNumber = regexp.MustCompile(`^-?\d+(\.\d+)?$`)

func (t *table) value(written string, line, column int) metric.Value {
	if written == "" {
		return metric.Value{}
	}
	number, err := strconv.ParseFloat(written, 64)
	if err != nil || !plainNumber.MatchString(written) {
		t.report(badNumber, line, column, "“%s” is not a number", written).
			Try("Write digits alone, with a point for decimals: 1901 or 15.7. The unit stands in the metric's own file.")
	}
	return metric.Value{Printed: written, Number: number}
}

// reasoned checks that a row has a number or the reason for having none.
func (t *table) reasoned(o *metric.Observation, cell func(string) (string, int, int)) {
	_, line, column := cell("status")
	if reason := slices.Contains(metric.Reasons, o.Status); reason == o.Value.Known() {
		t.report(badNumber, line, column, "a number and “%s” do not go together", o.Status).
			Try("Leave the value empty where it is withheld, and only there: %s.", diag.Or(metric.Reasons))
	}
}

// once reports a second number for the same period, place and groups.
func (t *table) once(o metric.Observation) {
	key := strings.Join(append([]string{o.Period.Printed, o.Place}, o.Groups...), "\x00")
	if line, twice := t.seen[key]; twice {
		t.report(badNumber, o.Line, 0, "there is a number for this period and place already, in line %d", line).
			Try("Take one of the two out, or tell them apart by a column of their own.")
	}
	t.seen[key] = o.Line
}
