package link

import (
	"slices"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/document"
	"plainsight/generator/domain/metric"
	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/decode"
)

// numbers looks up what texts say of metrics: the charts that they ask for,
// and the numbers that are bound to one. The settings may name a metric that is
// held back: it comes to the first page when it is published.
func (l *linker) numbers() {
	r := l.register
	for i, id := range r.Settings.FrontMetrics {
		one, found := r.Metric(id)
		place := r.Settings.From.At(listed(r.Settings.From, "front_metrics", i))
		switch {
		case !found && l.held.Has(address.Of("metrics", id)):
		case !found:
			l.unknownMetric(place, id)
		case r.Settings.NoHome && !slices.ContainsFunc(one.Observations.Places(), r.IsArea):
			l.report(noNumber.At(place, "“%s” has no numbers for a wider area, and the site has no home authority", id).
				Try("Take it out, or add the numbers of a region to %s; a region is an authority with “area: true”.", one.Numbers))
		}
	}
	for _, one := range r.Inspections {
		if !one.bound {
			reported := len(l.problems)
			l.bind(one.From.File, &one.Text, one.Inspection.Inspection.Authority)
			one.bound = one.sound && len(l.problems) == reported
		}
	}
	for i := range r.Documents {
		l.bind(r.Documents[i].From.File, &r.Documents[i].Text, r.Settings.Home)
	}
	for i := range r.Topics {
		l.bind(r.Topics[i].From.File, &r.Topics[i].Text, r.Settings.Home)
	}
	for i := range r.Updates {
		l.bind(r.Updates[i].From.File, &r.Updates[i].Text, r.Settings.Home)
	}
	for i := range r.Pages {
		l.bind(r.Pages[i].From.File, &r.Pages[i].Text, r.Settings.Home)
	}
	for _, one := range r.Metrics {
		l.shown(one.From, one.Shown, []decode.Metric{one}, r.Settings.Home)
	}
}

// bind looks up the numbers of a text, which is about an authority; on a site
// without a home most texts are about none.
func (l *linker) bind(file string, text *decode.Text, authority string) {
	l.embeds(*text, authority)
	l.charts(*text, authority)
	text.Figures = slices.Clone(text.Figures)
	for i := range text.Figures {
		l.figure(file, &text.Figures[i], authority)
	}
}

// charts checks the charts of a text, which is about an authority.
func (l *linker) charts(text decode.Text, authority string) {
	if len(text.Charts) == 0 {
		return
	}
	for _, anchor := range text.Outline.Embeds {
		if chart, isChart := text.Charts[anchor]; isChart {
			l.chart(chart, authority)
		}
	}
}

// unknownMetric reports the name of a metric that was not found: it is held
// back, or a wrong name.
func (l *linker) unknownMetric(place diag.Place, id string) {
	if l.held.Has(address.Of("metrics", id)) {
		l.early(place)
		return
	}
	var ids []string
	for _, one := range l.register.Metrics {
		ids = append(ids, one.ID)
	}
	l.unknown(place, "metric", id, "data/metrics/*", ids)
}

// Metric finds a metric by its ID.
func (r *Register) Metric(id string) (decode.Metric, bool) {
	for _, one := range r.Metrics {
		if one.ID == id {
			return one, true
		}
	}
	return decode.Metric{}, false
}

// figure looks up a number of the text, and compares it with the one that
// somebody typed beside.
func (l *linker) figure(file string, f *document.Figure, authority string) {
	place := diag.Place{File: file, Line: f.Line, Column: f.Column}
	one, found := l.register.Metric(f.Metric)
	if !found {
		l.unknownMetric(place, f.Metric)
		return
	}
	if f.Place != "" {
		authority = f.Place
	}
	rows := l.rowsFor(one, f.Period, authority)
	switch {
	case authority == "" && l.register.Settings.NoHome:
		l.report(noNumber.At(place, "nothing says whose number this is").
			Try("The site has no home authority. Write the authority behind the period: {figure %s %s sutton}.", f.Metric, f.Period))
	case (len(rows) == 0 || !rows[0].Value.Known()) && (l.isBroken(f.Metric) || !l.kept.placed[one.From.File]): // reported where it is
	case len(rows) == 0:
		l.report(noNumber.At(place, "“%s” has no number for %s in %s", f.Metric, authority, f.Period).
			Try("Its periods there are %s.", diag.Or(l.periodsFor(one, authority))))
	case len(rows) > 1:
		l.report(noNumber.At(place, "“%s” has several numbers for %s, by %s", f.Metric, f.Period, diag.Or(one.Groups)).
			Try("Write the number as words, and link to the page of the metric."))
	case !rows[0].Value.Known():
		l.report(noNumber.At(place, "the number of “%s” for %s is %s", f.Metric, f.Period, rows[0].Status).
			Try("Say so in words: it is not a number."))
	case f.Typed != "" && plain(f.Typed) != rows[0].Value.Printed:
		l.report(otherNumber.At(place, "“%s” is typed here, and “%s” has %s for %s", f.Typed, f.Metric, rows[0].Value.Printed, f.Period).
			Try("Write {figure %s %s}, and the number comes from the metric.", f.Metric, f.Period))
	default:
		f.Printed, f.Unit = rows[0].Value.Printed, one.Unit
	}
}

// plain takes away what people write round a number.
func plain(typed string) string {
	return strings.NewReplacer(",", "", "£", "", "%", "", " ", "").Replace(typed)
}

// rowsFor are the numbers of a metric for a period and a place.
func (l *linker) rowsFor(one decode.Metric, period, place string) (rows []metric.Observation) {
	for observation := range l.numbersAt(one, place).All() {
		if observation.Period.Printed == period {
			rows = append(rows, observation)
		}
	}
	return rows
}

func (l *linker) periodsFor(one decode.Metric, place string) (periods []string) {
	for observation := range l.numbersAt(one, place).All() {
		if !slices.Contains(periods, observation.Period.Printed) {
			periods = append(periods, observation.Period.Printed)
		}
	}
	return periods
}

// numbersAt are the numbers of a metric for a place. Each metric is parted once,
// since a site of many authorities asks for many.
func (l *linker) numbersAt(one decode.Metric, place string) metric.Numbers {
	if l.parted[one.ID] == nil {
		l.parted[one.ID] = one.Observations.ByPlace()
	}
	return l.parted[one.ID][place]
}
