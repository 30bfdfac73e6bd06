package decode

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"plainsight/generator/domain/metric"
	"plainsight/generator/kit/diag"
)

// A chooser takes the numbers of one metric out of an official file.
type chooser struct {
	*sheet
	metric    *Metric
	indicator int
	// places are the IDs of authorities by their code or printed name.
	places map[string]string
	pins   []pin
	times  map[written]meant
	seen   map[slot]origin
	// met are the authorities that the file has any row of.
	met map[string]bool
	// told is true once a time that cannot be read was reported.
	told         bool
	observations []metric.Observation
	// twice is the first number that was there already, and again counts them.
	twice *diag.Problem
	again int
}

type pin struct {
	pinned
	column int
}

// written is a period as an official file writes it, meant what it means.
type written struct{ period, identifier string }

type meant struct {
	period metric.Period
	read   bool
}

type slot struct{ period, place string }

// origin is where a number came from: the line, and the place as printed.
type origin struct {
	line  int
	label string
}

// newChooser finds the columns that a metric chooses. It is nil where one of
// them is not there.
func newChooser(s *sheet, m *Metric, authorities []Authority, about description) (*chooser, []diag.Problem) {
	if m.choice.indicator.name == "" {
		return nil, nil // which has been reported
	}
	c := &chooser{sheet: s, metric: m, times: map[written]meant{}, seen: map[slot]origin{}, met: map[string]bool{}}
	var problems []diag.Problem
	column, problem := c.find(m.choice.indicator, about.indicators(s))
	if problem != nil {
		problems = append(problems, *problem)
	}
	c.indicator = column
	for _, filter := range m.choice.filters {
		column, problem := c.find(filter, s.header)
		if problem != nil {
			problems = append(problems, *problem)
		}
		c.pins = append(c.pins, pin{filter, column})
	}
	if problem := about.otherUnit(s, m); problem != nil {
		problems = append(problems, *problem)
	}
	c.places = placesOf(m.choice.places, authorities)
	if len(problems) > 0 {
		return nil, problems
	}
	return c, nil
}

// indicators are the columns that can be chosen: those which the description
// calls so, or all that do not say when and where.
func (d description) indicators(s *sheet) (names []string) {
	for _, column := range d.columns {
		if !column.filter {
			names = append(names, column.name)
		}
	}
	if len(d.columns) == 0 {
		names = slices.DeleteFunc(slices.Clone(s.header), isIdentifier)
	}
	return names
}

func (c *chooser) find(chosen pinned, names []string) (int, *diag.Problem) {
	if slices.Contains(names, chosen.name) {
		return c.columns[chosen.name], nil
	}
	problem := notInFile.At(chosen.place, "%s has no such column “%s”", c.file, chosen.name)
	if _, there := c.columns[chosen.name]; there {
		problem.Message = fmt.Sprintf("“%s” is not a column of numbers of %s", chosen.name, c.file)
	}
	if near := diag.Near(chosen.name, names); near != "" {
		problem = problem.Try("Did you mean “%s”?", near)
	} else {
		problem = problem.Try("Write %s.", few(names))
	}
	return 0, &problem
}

// placesOf gives the authorities by their codes: those that are named, or all
// of the site.
func placesOf(named []pinned, authorities []Authority) map[string]string {
	places := map[string]string{}
	for _, one := range named {
		places[one.value] = one.name
	}
	if len(named) > 0 {
		return places
	}
	for _, authority := range authorities {
		for _, register := range []string{"ons", "old", "former"} {
			for _, code := range strings.Fields(authority.Codes[register]) {
				places[code] = authority.ID
			}
		}
	}
	return places
}

func (c *chooser) takeRow(level *level) {
	place, label, chosen := c.authority(level)
	if !chosen {
		return
	}
	c.met[place] = true
	for _, pin := range c.pins {
		if c.cell(pin.column) != pin.value {
			return
		}
	}
	period, read := c.period()
	if !read {
		return
	}
	value, status, refused := officialValue(c.cell(c.indicator), c.metric.Metric)
	if refused != nil {
		c.refuse(refused)
		return
	}
	o := metric.Observation{Period: period, Place: place, Value: value, Status: status, Line: c.line()}
	if c.once(o, label) {
		c.observations = append(c.observations, o)
	}
}

// refuse reports a cell that is no number. Nobody types in an official file, so
// that only what the metric says can be changed.
func (c *chooser) refuse(f *fault) {
	problem := badNumber.At(c.place(c.indicator), "%s", f.message)
	if f.unit {
		c.report(problem.Try("%s", f.hint))
		return
	}
	c.report(problem.Try("Choose a column of numbers, or see whether the file has a newer version. The symbols that stand for a reason are c, z, x, low, u, k, : and ~."))
}

// authority finds whom a row is for, by its codes, then by its name.
func (c *chooser) authority(level *level) (id, label string, chosen bool) {
	if level.labelColumn >= 0 {
		label = c.cell(level.labelColumn)
	}
	for _, column := range level.codeColumns {
		if id, chosen = c.places[c.cell(column)]; chosen {
			return id, label, true
		}
	}
	id, chosen = c.places[label]
	return id, label, chosen && label != ""
}

// once refuses a second number for the same period and place.
func (c *chooser) once(o metric.Observation, label string) bool {
	at := slot{o.Period.Printed, o.Place}
	first, twice := c.seen[at]
	if !twice {
		c.seen[at] = origin{o.Line, strings.Clone(label)}
		return true
	}
	c.again++
	if c.twice != nil {
		return false
	}
	problem := badNumber.At(c.place(c.indicator), "there is a number for this period and place already, in line %d", first.line)
	switch {
	case label != first.label:
		problem = problem.Try("The file prints the place as “%s” and as “%s”. Write the one that is meant behind “%s”, under “places” in %s, in place of the code.",
			first.label, label, o.Place, c.metric.From.File)
	default:
		problem = problem.Try("Look for the column that tells the two rows apart, and choose one value of it under “filters” in %s.", c.metric.From.File)
	}
	c.twice = &problem
	return false
}

// finish gives the metric its numbers, or says why it has none.
func (c *chooser) finish(o *official) []diag.Problem {
	if problems := c.loose(o); len(problems) > 0 {
		return problems
	}
	problems := append(c.absentValues(o), c.absentPlaces()...)
	if len(problems) == 0 && len(c.observations) == 0 {
		problems = append(problems, notInFile.At(c.metric.choice.place, "no row of %s fits this choice", c.file).
			Try("Take one of the filters out, and see whether the rows of these places have other values."))
	}
	if c.twice != nil {
		problem := *c.twice
		if c.again > 1 {
			problem.Message += fmt.Sprintf("; so it is in %s", counted(c.again-1, "more row"))
		}
		problems = append(problems, problem)
	}
	if len(problems) == 0 {
		problems = c.stated()
	}
	c.metric.Observations = metric.NumbersOf(c.observations)
	return problems
}

// loose reports the columns that split the numbers and that are not pinned to
// one value.
func (c *chooser) loose(o *official) (problems []diag.Problem) {
	for _, column := range o.splits {
		if slices.ContainsFunc(c.pins, func(p pin) bool { return p.column == column }) {
			continue
		}
		problems = append(problems, openFilter.At(c.metric.choice.place, "the column “%s” of %s splits the numbers, and none of its values is chosen", c.header[column], c.file).
			Try("Add “%s: …” under “filters”, with one of its values: %s.", c.header[column], few(o.watched[column].list())))
	}
	return problems
}

// list gives the values in order, a total first: it is most often meant.
func (v *values) list() []string {
	list := slices.Sorted(maps.Keys(v.seen))
	if at := slices.Index(list, "Total"); at >= 0 {
		list = slices.Insert(slices.Delete(list, at, at+1), 0, "Total")
	}
	for i, value := range list {
		if value == "" {
			list[i] = `""`
		}
	}
	return list
}

func (c *chooser) absentValues(o *official) (problems []diag.Problem) {
	for _, pin := range c.pins {
		known := o.watched[pin.column]
		if known == nil || known.seen[pin.value] || len(known.seen) == mostValues {
			continue
		}
		problem := notInFile.At(pin.place, "“%s” is not a value of “%s” in %s", pin.value, pin.name, c.file)
		if near := diag.Near(pin.value, known.list()); near != "" {
			problems = append(problems, problem.Try("Did you mean “%s”? The values are %s.", near, few(known.list())))
		} else {
			problems = append(problems, problem.Try("The values are %s.", few(known.list())))
		}
	}
	return problems
}

func (c *chooser) absentPlaces() (problems []diag.Problem) {
	for _, place := range c.metric.choice.places {
		if !c.met[place.name] {
			problems = append(problems, notInFile.At(place.place, "%s has no row for “%s”", c.file, place.value).
				Try("Write the code as the file has it, nine letters and digits such as E09000024, or the name as printed."))
		}
	}
	if len(c.met) == 0 && len(problems) == 0 {
		problems = append(problems, notInFile.At(c.metric.choice.place, "%s has no row for any authority of the site", c.file).
			Try("Give the authorities in data/authorities.yaml their codes, or write “places: {merton: E09000024}” under “columns”."))
	}
	return problems
}

// stated gives the numbers the status that the author declared for their
// period; an official file does not say it.
func (c *chooser) stated() (problems []diag.Problem) {
	for _, declared := range c.metric.choice.statuses {
		met := false
		for i := range c.observations {
			if o := &c.observations[i]; o.Period.Printed == declared.name {
				met = true
				if o.Value.Known() {
					o.Status = declared.value
				}
			}
		}
		if !met {
			problems = append(problems, c.noPeriod(declared))
		}
	}
	for _, declared := range c.metric.choice.periods {
		if !slices.ContainsFunc(c.observations, func(o metric.Observation) bool { return o.Period.Printed == declared.name }) {
			problems = append(problems, c.noPeriod(declared.pinned))
		}
	}
	return problems
}

func (c *chooser) noPeriod(declared pinned) diag.Problem {
	var printed []string
	for _, o := range c.observations {
		if !slices.Contains(printed, o.Period.Printed) {
			printed = append(printed, o.Period.Printed)
		}
	}
	return notInFile.At(declared.place, "no number that is taken from %s is for “%s”", c.file, declared.name).
		Try("The periods are %s.", few(printed))
}
