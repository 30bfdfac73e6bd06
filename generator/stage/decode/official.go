package decode

import (
	"slices"
	"strings"

	"plainsight/generator/domain/metric"
	"plainsight/generator/kit/diag"
)

// An official is a file of the Department for Education as it was downloaded:
// a row for each period, place and combination of filters, a column for each
// indicator. It is read once, for all metrics that take numbers from it.
type official struct {
	*sheet
	// splits are the columns that split the numbers: those which the
	// description calls filters or, where there is none, those which are
	// neither known by their names nor hold numbers alone.
	splits []int
	// watched are the columns that may be filters, nil for all others.
	watched []*values
	// levels are those that rows named before, nil for one that is unknown.
	levels   map[string]*level
	choosers []*chooser
}

// values are what stands in a column that may be a filter.
type values struct {
	seen  map[string]bool
	words bool
}

// mostValues is how many values of a filter are remembered for a hint.
const mostValues = 200

var officialColumns = []string{"time_period", "time_identifier", "geographic_level"}

func readOfficial(file source, docs *Documents) []diag.Problem {
	var metrics []*Metric
	for i := range docs.Metrics {
		if m := &docs.Metrics[i]; officialName(m.File) == file.name && m.File != "" {
			m.Numbers = file.name
			metrics = append(metrics, m)
		}
	}
	if len(metrics) == 0 {
		return []diag.Problem{strayFile.At(diag.Place{File: file.name}, "no metric takes its numbers from this file").
			Try("Name it in a file of data/metrics: “file: %s.csv”, with “columns:”.", file.id())}
	}
	if slices.Contains(docs.Broken, file.name) {
		return nil // its description has the problem
	}
	s, problems := openSheet(file, strings.Join(officialColumns, ",")+",country_code,country_name")
	if s == nil {
		return problems
	}
	about, described := docs.descriptions[file.name]
	if described {
		if problem, fits := about.fits(s); !fits {
			return []diag.Problem{problem}
		}
	}
	o := official{sheet: s, watched: make([]*values, len(s.header)), levels: map[string]*level{}}
	if !o.isComplete() {
		return s.close()
	}
	for _, m := range metrics {
		if c, found := newChooser(s, m, docs.Authorities, about); c != nil {
			o.choosers = append(o.choosers, c)
		} else {
			problems = append(problems, found...)
		}
	}
	o.watch(about, described)
	for s.next() {
		o.takeRow()
	}
	return append(problems, o.finish(described)...)
}

func (o *official) isComplete() bool {
	for _, needed := range officialColumns {
		if _, there := o.columns[needed]; !there {
			o.missing(needed, officialColumns)
			return false
		}
	}
	return true
}

// watch decides which columns may be filters.
func (o *official) watch(about description, described bool) {
	if described {
		for _, column := range about.columns {
			if column.filter {
				o.watched[o.columns[column.name]] = &values{seen: map[string]bool{}}
			}
		}
		return
	}
	for i, name := range o.header {
		indicator := slices.ContainsFunc(o.choosers, func(c *chooser) bool { return c.indicator == i })
		if !indicator && !isIdentifier(name) {
			o.watched[i] = &values{seen: map[string]bool{}}
		}
	}
}

func (o *official) takeRow() {
	for i, column := range o.watched {
		if column != nil {
			column.take(o.cell(i))
		}
	}
	level := o.level()
	if level == nil {
		return
	}
	for _, chooser := range o.choosers {
		chooser.takeRow(level)
	}
}

func (v *values) take(cell string) {
	if v.seen[cell] {
		return
	}
	if len(v.seen) < mostValues {
		v.seen[strings.Clone(cell)] = true
	}
	v.words = v.words || !isNumeric(cell)
}

// isNumeric tells whether a cell could stand in a column of numbers.
func isNumeric(cell string) bool {
	if _, gap := reasonIn(cell); gap {
		return true
	}
	_, read := plainDigits(strings.TrimPrefix(cell, "-"))
	return read
}

// level is the geographic level of the row; one that is not known is reported
// where it is met first.
func (o *official) level() *level {
	written := o.named("geographic_level")
	if level, before := o.levels[written]; before {
		return level
	}
	level := o.levelOf(written)
	o.levels[strings.Clone(written)] = level
	if level == nil {
		names := make([]string, len(levels))
		for i, level := range levels {
			names[i] = level.name
		}
		problem := badLayout.At(o.at("geographic_level"), "“%s” is not a geographic level", written)
		if near := diag.Near(written, names); near != "" {
			o.report(problem.Try("Is “%s” meant? Download the file again, or mend it here.", near))
		} else {
			o.report(problem.Try("The levels that can be read are %s. Download the file again, or take these rows out.", diag.Or(names)))
		}
	}
	return level
}

// finish decides, now that all rows are known, what the filters are, and lets
// each metric have its numbers. A file with faults of its own is mended first.
func (o *official) finish(described bool) (problems []diag.Problem) {
	if len(o.problems) > 0 || o.uneven != nil {
		return o.close()
	}
	for i, column := range o.watched {
		if column != nil && (described || column.words) {
			o.splits = append(o.splits, i)
		}
	}
	for _, chooser := range o.choosers {
		problems = append(problems, chooser.finish(o)...)
	}
	return problems
}

// A level is a geographic level with the columns that say which place it is:
// codes, the steadiest first, and the name as printed. Of those without, no
// metric of a council takes numbers.
type level struct {
	name  string
	codes []string
	label string
	// the same columns by their numbers in the file, -1 for none.
	codeColumns []int
	labelColumn int
}

var levels = []level{
	{name: "National", codes: []string{"country_code"}, label: "country_name"},
	{name: "Regional", codes: []string{"region_code"}, label: "region_name"},
	{name: "Local authority", codes: []string{"new_la_code", "old_la_code"}, label: "la_name"},
	{name: "Local authority district"}, {name: "Local enterprise partnership"}, {name: "Local skills improvement plan area"},
	{name: "English devolved area"}, {name: "Mayoral combined authority"}, {name: "Opportunity area"},
	{name: "Parliamentary constituency"}, {name: "Planning area"}, {name: "Police force area"}, {name: "RSC region"}, {name: "Ward"},
	{name: "Institution"}, {name: "MAT"}, {name: "Provider"}, {name: "School"}, {name: "Sponsor"},
}

func (o *official) levelOf(written string) *level {
	for _, known := range levels {
		if !strings.EqualFold(known.name, written) {
			continue
		}
		for _, code := range known.codes {
			if column, there := o.columns[code]; there {
				known.codeColumns = append(known.codeColumns, column)
			}
		}
		known.labelColumn = -1
		if column, there := o.columns[known.label]; there {
			known.labelColumn = column
		}
		return &known
	}
	return nil
}

// identifiers are the beginnings of the names of columns that say when and
// where; all others of a file hold numbers or split them.
var identifiers = []string{
	"time_period", "time_identifier", "geographic_level", "country_", "region_", "old_la_code", "new_la_code", "la_name",
	"lad_", "local_authority_", "local_enterprise_partnership_", "lep_", "lsip_", "local_skills_improvement_plan_area_",
	"english_devolved_area_", "eda_", "mayoral_combined_authority_", "mca_", "opportunity_area_", "pcon_", "planning_area_", "pfa_",
	"police_force_area_", "rsc_region_", "ward_", "institution_", "trust_", "mat_", "provider_", "school_urn", "school_laestab",
	"school_name", "sponsor_",
}

func isIdentifier(name string) bool {
	return slices.ContainsFunc(identifiers, func(known string) bool { return strings.HasPrefix(name, known) })
}

// reasonIn gives the reason that an official file states in place of a
// number: by a symbol, also in square brackets, or by an empty cell, which
// says no more than that there is none.
func reasonIn(cell string) (string, bool) {
	if cell == "" {
		return "not-available", true
	}
	if len(cell) > len("[low]") {
		return "", false
	}
	symbol, _ := between(cell, "[", "]")
	if symbol == "" || symbol == cell {
		symbol = cell
	}
	reason, known := symbols[strings.ToLower(symbol)]
	return reason, known
}

// officialValue reads a cell of an indicator.
func officialValue(cell string, m metric.Metric) (metric.Value, string, *fault) {
	if reason, gap := reasonIn(cell); gap {
		return metric.Value{}, reason, nil
	}
	value, refused := numberIn(cell, m)
	value.Printed = strings.Clone(value.Printed)
	return value, "actual", refused
}
