package decode

import (
	"path"
	"slices"
	"strings"

	"plainsight/generator/domain/metric"
	"plainsight/generator/kit/diag"
)

// numberColumns are the columns that every file of our long form has, the
// note apart; all others split the numbers further.
var numberColumns = []string{"period", "place", "value", "status", "note"}

// readNumbers reads the numbers of a metric that was read before. Where a row
// could not be read the file is Broken: texts may name its number.
func readNumbers(file source, docs *Documents) (problems []diag.Problem) {
	defer func() {
		if diag.Stop(problems, false) {
			docs.Broken = append(docs.Broken, file.name)
		}
	}()
	at := slices.IndexFunc(docs.Metrics, func(m Metric) bool { return m.ID == file.id() })
	if at < 0 {
		described := path.Join(path.Dir(file.name), file.id()+".yaml")
		if slices.Contains(docs.Broken, described) {
			return nil
		}
		return []diag.Problem{noMetric.At(diag.Place{File: file.name}, "nothing says what these numbers are").
			Try("Write %s with title, definition, unit, kind, year and source.", described)}
	}
	m := &docs.Metrics[at]
	if m.File != "" {
		return []diag.Problem{strayFile.At(diag.Place{File: file.name}, "the numbers of “%s” come from %s, and not from this file", m.ID, officialName(m.File)).
			Try("Take this file away, or the line “file:” out of %s.", m.From.File)}
	}
	m.Numbers = file.name
	s, problems := openSheet(file, strings.Join(numberColumns, ","))
	if s == nil {
		return problems
	}
	t := table{sheet: s, metric: m, periods: map[string]metric.Period{}, seen: map[string]int{}}
	if t.takeColumns() {
		for s.next() {
			t.takeRow()
		}
	}
	m.Observations = metric.NumbersOf(t.observations)
	return s.close()
}

// A table is a file of our long form while it is read.
type table struct {
	*sheet
	metric *Metric
	groups []int
	// periods are those that were read before: few are written on many rows.
	periods map[string]metric.Period
	seen    map[string]int
	// observations are those that were read.
	observations []metric.Observation
}

func (t *table) takeColumns() bool {
	for _, needed := range numberColumns[:4] {
		if _, there := t.columns[needed]; !there {
			t.missing(needed, numberColumns)
			return false
		}
	}
	for i, name := range t.header {
		if !slices.Contains(numberColumns, name) {
			t.metric.Groups = append(t.metric.Groups, name)
			t.groups = append(t.groups, i)
		}
	}
	return true
}

func (t *table) takeRow() {
	observation := metric.Observation{Place: t.named("place"), Note: t.named("note"), Line: t.line()}
	for _, group := range t.groups {
		observation.Groups = append(observation.Groups, t.cell(group))
	}
	var read [3]bool
	observation.Period, read[0] = t.period()
	observation.Status, read[1] = t.status()
	observation.Value, read[2] = t.value()
	if read == [3]bool{true, true, true} {
		t.reasoned(observation)
		t.once(observation)
		t.observations = append(t.observations, observation)
	}
}

func (t *table) period() (metric.Period, bool) {
	written := t.named("period")
	if period, before := t.periods[written]; before {
		return period, true
	}
	period, err := metric.ParsePeriod(written, t.metric.Year)
	if err != nil {
		t.report(badPeriod.At(t.at("period"), "%s", err).
			Try("Write 2006/07 for a year over two, 2017 for a calendar year, 2017-03-31 for a day, 2010-07/2010-12 for months."))
		return period, false
	}
	t.periods[written] = period
	return period, true
}

var statuses = slices.Concat(metric.Statuses, metric.Reasons)

func (t *table) status() (string, bool) {
	written := t.named("status")
	if at := slices.Index(statuses, written); at >= 0 {
		return statuses[at], true
	}
	problem := badNumber.At(t.at("status"), "“%s” is not a status of a number", written)
	if near := diag.Near(written, statuses); near != "" {
		t.report(problem.Try("Did you mean “%s”? Allowed: %s.", near, diag.Or(statuses)))
	} else {
		t.report(problem.Try("Write %s.", diag.Or(statuses)))
	}
	return written, false
}

func (t *table) value() (metric.Value, bool) {
	written := t.named("value")
	if written == "" {
		return metric.Value{}, true
	}
	value, fault := numberIn(written, t.metric.Metric)
	if fault != nil {
		t.report(badNumber.At(t.at("value"), "%s", fault.message).Try("%s", fault.hint))
	}
	return value, fault == nil
}

// reasoned checks that a row has a number or the reason for having none.
func (t *table) reasoned(o metric.Observation) {
	reason := slices.Contains(metric.Reasons, o.Status)
	switch {
	case reason && o.Value.Known():
		t.report(badNumber.At(t.at("status"), "a number and “%s” do not go together", o.Status).
			Try("Leave the value empty where it is withheld, and only there: %s.", diag.Or(metric.Reasons)))
	case !reason && !o.Value.Known():
		t.report(badNumber.At(t.at("value"), "there is no number here, and its status is “%s”", o.Status).
			Try("Write the number, or as its status the reason why there is none: %s.", diag.Or(metric.Reasons)))
	}
}

// once reports a second number for the same period, place and groups.
func (t *table) once(o metric.Observation) {
	key := o.Period.Printed + "\x00" + o.Place + "\x00" + strings.Join(o.Groups, "\x00")
	if line, twice := t.seen[key]; twice {
		t.report(badNumber.At(diag.Place{File: t.file, Line: o.Line}, "there is a number for this period and place already, in line %d", line).
			Try("Take one of the two out, or tell them apart by a column of their own."))
	}
	t.seen[key] = o.Line
}
