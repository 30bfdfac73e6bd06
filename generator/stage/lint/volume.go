package lint

import (
	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/link"
)

var tooManyNumbers = diag.Code{
	ID: "too-many-numbers", Severity: diag.Error, Title: "More numbers than a page can show",
	Text: "A page shows every number of a metric for its place, in a table that has to open on an old phone. With more than " +
		"10,000 it has megabytes, and nobody finds anything in it. Make several metrics of the file. Or put the file as it is " +
		"into data/official, and let a metric choose a column and filters.",
	Example: "file: workforce.csv\ncolumns:\n  indicator: vacancy_rate\n  filters: {kind: All}\n  places: {merton: E09000024}",
}

// mostNumbers a metric may have for a place. A test makes it smaller, so that
// it needs no long file.
var mostNumbers = 10_000

// tablesFit tells once of each metric that has too many numbers for a place.
func tablesFit(register *link.Register, report func(diag.Problem)) {
	for _, one := range register.Metrics {
		if one.Observations.Len() <= mostNumbers {
			continue // in all places together
		}
		counts := map[string]int{}
		for o := range one.Observations.All() {
			if counts[o.Place]++; counts[o.Place] > mostNumbers {
				report(tooManyNumbers.At(diag.Place{File: one.Numbers, Line: o.Line}, "the metric has more than %d numbers for “%s”", mostNumbers, o.Place).
					Try("Make several metrics of it, or keep the file in data/official and choose a column and filters."))
				break
			}
		}
	}
}
