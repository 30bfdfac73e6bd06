package link

import (
	"slices"

	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/decode"
)

// chart looks up what a chart asks for in a text about an authority.
func (l *linker) chart(chart decode.Chart, authority string) {
	var metrics []decode.Metric
	for i, id := range chart.Metrics {
		if one, found := l.register.Metric(id); found {
			metrics = append(metrics, one)
		} else {
			l.unknownMetric(chart.From.At(listed(chart.From, "metric", i)), id)
		}
	}
	if len(metrics) > 0 && len(chart.Places) == 0 && authority == "" && l.register.Settings.NoHome {
		l.report(noNumber.At(chart.From.At(listed(chart.From, "metric", 0)), "nothing says whose numbers this chart shows").
			Try("The site has no home authority. Write “places: [sutton]” with the authorities that you mean."))
	}
	l.shown(chart.From, chart.Places, metrics, authority)
	if len(chart.Metrics) > 1 {
		l.family(chart, metrics)
	}
}

// shown looks up the places of a chart for an authority.
func (l *linker) shown(from decode.From, places []string, metrics []decode.Metric, authority string) {
	for i, id := range places {
		place := from.At(listed(from, "places", i))
		if id == decode.Neighbours {
			l.neighboursOf(authority, place, metrics)
			continue
		}
		if _, known := l.register.Authorities[id]; !known {
			l.unknown(place, "authority", id, "data/authorities.yaml", names(l.register.Authorities))
			continue
		}
		for _, one := range metrics {
			if one.Observations.Len() > 0 && len(l.periodsFor(one, id)) == 0 {
				l.report(noNumber.At(place, "“%s” has no numbers for %s", one.ID, id).
					Try("Take it out, or add its numbers to %s.", one.Numbers))
			}
		}
	}
}

// neighboursOf looks for numbers of the statistical neighbours of an authority.
func (l *linker) neighboursOf(authority string, place diag.Place, metrics []decode.Metric) {
	neighbours := l.register.Authorities[authority].Neighbours
	switch {
	case authority == "" && l.register.Settings.NoHome:
		l.report(noNumber.At(place, "nothing says whose neighbours are meant").
			Try("The site has no home authority. Name the authorities that you mean."))
		return
	case len(neighbours) == 0:
		l.report(noNumber.At(place, "nothing says which the statistical neighbours of %s are", authority).
			Try("Name them in data/authorities.yaml: “neighbours: [ealing, sutton]”, each with an entry of its own."))
		return
	}
	for _, one := range metrics {
		if !slices.ContainsFunc(neighbours, func(id string) bool { return len(l.periodsFor(one, id)) > 0 }) {
			l.report(noNumber.At(place, "“%s” has no numbers for any statistical neighbour of %s", one.ID, authority).
				Try("Take “%s” out, or add their numbers to %s.", decode.Neighbours, one.Numbers))
		}
	}
}

// family checks that metrics can share a chart: they are counted alike, each
// has one number for a period, and the chart shows one place.
func (l *linker) family(chart decode.Chart, metrics []decode.Metric) {
	if len(chart.Places) > 1 || slices.Contains(chart.Places, decode.Neighbours) {
		l.report(unlike.At(chart.From.At(listed(chart.From, "places", 0)), "a chart of several metrics shows one place").
			Try("Name one place, or make a chart of each metric."))
	}
	for i, one := range metrics {
		place := chart.From.At(listed(chart.From, "metric", slices.Index(chart.Metrics, one.ID)))
		first := metrics[0]
		switch {
		case len(one.Groups) > 0:
			l.report(unlike.At(place, "“%s” has several numbers for each period, by %s", one.ID, diag.Or(one.Groups)).
				Try("Give it a chart of its own."))
		case i > 0 && one.Unit != first.Unit && !(one.IsCount() && first.IsCount()):
			l.report(unlike.At(place, "“%s” is in %s, and “%s” in %s", one.ID, one.Unit, first.ID, first.Unit).
				Try("Give each a chart of its own: they have no scale in common."))
		case i > 0 && one.Year != first.Year:
			l.report(unlike.At(place, "a year of “%s” is %s, and one of “%s” is %s", one.ID, one.Year, first.ID, first.Year).
				Try("Give each a chart of its own."))
		case i > 0 && !slices.Equal(breaksWithin(one, metrics), breaksWithin(first, metrics)):
			l.report(unlike.At(place, "“%s” and “%s” do not have the same breaks", one.ID, first.ID).
				Try("Give each a chart of its own."))
		}
	}
}

// breaksWithin are the first periods of a metric that do not compare with those
// before, as far as metrics have numbers on both sides.
func breaksWithin(one decode.Metric, all []decode.Metric) (periods []string) {
	for _, point := range one.Breaks {
		before, after := false, false
		for _, other := range all {
			for o := range other.Observations.All() {
				earlier := o.Period.Compare(point.At) < 0
				before, after = before || earlier, after || !earlier
			}
		}
		if before && after {
			periods = append(periods, point.At.Printed)
		}
	}
	return periods
}
