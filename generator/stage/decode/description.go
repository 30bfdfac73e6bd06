package decode

import (
	"fmt"
	"path"
	"strings"

	"plainsight/generator/domain/metric"
	"plainsight/generator/kit/diag"
)

// officialFolder holds official files as they were downloaded, each with its
// description beside it: NAME.csv and NAME.meta.csv.
const (
	officialFolder    = "data/official"
	descriptionEnding = ".meta.csv"
)

func officialName(file string) string { return path.Join(officialFolder, file) }

func isDescription(name string) bool {
	return path.Dir(name) == officialFolder && strings.HasSuffix(name, descriptionEnding)
}

func isOfficial(name string) bool {
	return path.Dir(name) == officialFolder && path.Ext(name) == ".csv" && !isDescription(name)
}

// A description says of each column of an official file whether it holds
// numbers or splits them.
type description struct {
	file    string
	columns []described
}

type described struct {
	name   string
	filter bool
	// unit is the sign of its unit, "" where it has none.
	unit  string
	place diag.Place
}

var descriptionColumns = []string{"col_name", "col_type", "label"}

// readDescription reads a description. Where it cannot be relied on, the file
// that it describes is Broken.
func readDescription(file source, docs *Documents) []diag.Problem {
	about := strings.TrimSuffix(file.name, descriptionEnding) + ".csv"
	d := description{file: file.name}
	s, problems := openSheet(file, "col_name,col_type,label,indicator_grouping,indicator_unit,indicator_dp,filter_hint,filter_grouping_column")
	if s != nil {
		problems = d.read(s)
	}
	if len(problems) > 0 {
		docs.Broken = append(docs.Broken, file.name, about)
		return problems
	}
	if docs.descriptions == nil {
		docs.descriptions = map[string]description{}
	}
	docs.descriptions[about] = d
	return nil
}

func (d *description) read(s *sheet) []diag.Problem {
	for _, needed := range descriptionColumns[:2] {
		if _, there := s.columns[needed]; !there {
			s.missing(needed, descriptionColumns)
			return s.close()
		}
	}
	for s.next() {
		kind := strings.ToLower(s.named("col_type"))
		if kind != "filter" && kind != "indicator" {
			s.report(badLayout.At(s.at("col_type"), "“%s” is not a type of a column", s.named("col_type")).Try("Write Filter or Indicator."))
			continue
		}
		d.columns = append(d.columns, described{s.named("col_name"), kind == "filter", s.named("indicator_unit"), s.at("col_name")})
	}
	return s.close()
}

// fits tells whether the file has all columns that the description speaks of;
// one problem names those that it has not.
func (d description) fits(s *sheet) (diag.Problem, bool) {
	var absent []described
	for _, column := range d.columns {
		if _, there := s.columns[column.name]; !there {
			absent = append(absent, column)
		}
	}
	if len(absent) == 0 {
		return diag.Problem{}, true
	}
	words := fmt.Sprintf("“%s”", absent[0].name)
	for _, column := range absent[1:] {
		words += fmt.Sprintf(" and “%s” (line %d)", column.name, column.place.Line)
	}
	problem := badLayout.At(absent[0].place, "%s has no column %s", s.file, words)
	if near := diag.Near(absent[0].name, s.header); near != "" {
		return problem.Try("Is “%s” meant? Download both files again, or mend the name here.", near), false
	}
	return problem.Try("Download both files again; they belong together. The file has %s.", few(s.header)), false
}

// unitSigns are the signs of units in descriptions, with our words for them.
var unitSigns = map[string]string{"%": metric.PerCent, "£": metric.Pounds, "£m": "millions of pounds", "pp": "percentage points"}

// otherUnit reports a metric whose unit is another than that of the column it
// takes: a thousand pounds would look like a thousand children, and a million
// like one pound.
func (d description) otherUnit(s *sheet, m *Metric) *diag.Problem {
	for _, column := range d.columns {
		unit, known := unitSigns[column.unit]
		if column.name != m.choice.indicator.name || !known || unit == m.Unit {
			continue
		}
		problem := notInFile.At(m.From.At("unit"), "%s gives “%s” in %s, and here the unit is “%s”", s.file, column.name, column.unit, m.Unit).
			Try("Write “unit: %s”.", unit)
		return &problem
	}
	return nil
}

// few lists words for a sentence, and counts the rest where there are many.
func few(words []string) string {
	const most = 12
	if len(words) <= most {
		return diag.Or(words)
	}
	return fmt.Sprintf("%s and %d more", strings.Join(words[:most], ", "), len(words)-most)
}
