package plan

import (
	"cmp"
	"slices"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/glossary"
	"plainsight/generator/domain/metric"
	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/decode"
)

// metrics plans the list of metrics and a page for each.
func metrics(p planner) []Page {
	if len(p.Metrics) == 0 {
		return nil
	}
	list := MetricsView{Frame: p.frame("metrics", "/metrics/"), Metrics: p.metricEntries()}
	pages := []Page{{Kind: "metrics", Address: "/metrics/", View: list}}
	for _, one := range p.Metrics {
		pages = append(pages, p.metricPages(one)...)
	}
	return pages
}

func (p planner) metricEntries() (entries []MetricEntry) {
	for _, one := range p.Metrics {
		entries = append(entries, entryOfMetric(string(address.Of("metrics", one.ID)), one))
	}
	slices.SortFunc(entries, func(a, b MetricEntry) int { return cmp.Compare(a.Title, b.Title) })
	return entries
}

func entryOfMetric(target string, one decode.Metric) MetricEntry {
	entry := MetricEntry{Target: target, Title: one.Title, Definition: one.Definition}
	for i, observation := range one.Observations {
		if i == 0 || observation.Period.Compare(entry.First) < 0 {
			entry.First = observation.Period
		}
		if i == 0 || observation.Period.Compare(entry.Last) > 0 {
			entry.Last = observation.Period
		}
	}
	return entry
}

// metricPages plans the page of a metric and the files beside it.
func (p planner) metricPages(one decode.Metric) []Page {
	chart := p.chart(one, "chart", one.Chart, one.Headline, nil)
	chart.Own = true
	files := p.metricFiles(chart, one.ID)
	return append([]Page{p.metricPage(one, chart, files)}, files...)
}

func (p planner) metricPage(one decode.Metric, chart Chart, files []Page) Page {
	source, target := p.Sources[one.Source], address.Of("metrics", one.ID)
	view := MetricView{
		Frame:  p.frame("metric", target, Link{Target: "/metrics/", Word: "metrics.title"}),
		Metric: one.Metric,
		Series: p.series(one.Metric),
		Source: source,
		Voice:  voices[source.Kind],
		Chart:  chart,
		Files:  downloads(files),
		Used:   p.usedBy(one.ID),
		Terms:  glossary.In(one.Title+"\n"+one.Definition+"\n"+one.Unit, p.Glossary),
	}
	view.Title, view.Description = one.Title, one.Definition
	view.Charted = chart.Kind != "table"
	for _, document := range p.Documents {
		if document.Document.Source == one.Source {
			view.Paper = &Link{Target: string(document.Address), Words: document.Title}
		}
	}
	return Page{
		Kind: "metric", Address: target, File: one.From.File,
		Anchors: []string{"numbers", "sources"}, View: view,
	}
}

// series parts the numbers by their places, the home authority first, and
// puts each part into order of time.
func (p planner) series(one metric.Metric) (all []Series) {
	for _, place := range placesOf(one, p.Settings.Home) {
		all = append(all, Series{Place: p.Authorities[place].Name, Rows: p.rowsOf(one, place)})
	}
	return all
}

func (p planner) rowsOf(one metric.Metric, place string) (rows []Row) {
	for _, observation := range one.Observations {
		if observation.Place == place {
			row := Row{Observation: observation}
			row.At, row.Remark = p.standsAt(observation.Note)
			rows = append(rows, row)
		}
	}
	slices.SortStableFunc(rows, func(a, b Row) int { return a.Period.Compare(b.Period) })
	for _, point := range one.Breaks {
		for i := 1; i < len(rows); i++ {
			if rows[i-1].Period.Compare(point.At) < 0 && rows[i].Period.Compare(point.At) >= 0 {
				rows[i].Break = point.Why
			}
		}
	}
	return rows
}

// standsAt finds the place with which a note begins, and gives the rest.
func (p planner) standsAt(note string) (*Quotation, string) {
	reference, rest, _ := decode.ReferenceIn(note, diag.Place{})
	quoted, found := p.quotation(reference)
	if !found {
		return nil, note
	}
	return &quoted, rest
}
