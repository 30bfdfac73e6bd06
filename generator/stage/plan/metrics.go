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
	list := MetricsView{Frame: p.frame("metrics", "/metrics/"), Matters: p.matters()}
	page := Page{Kind: "metrics", Address: "/metrics/", View: list}
	for _, matter := range list.Matters {
		page.Anchors = append(page.Anchors, matter.ID)
	}
	pages := []Page{page}
	for _, one := range p.Metrics {
		pages = append(pages, p.metricPages(one)...)
	}
	return pages
}

// noMatter is the place on the list of the metrics that are about no topic.
const noMatter = "other-numbers"

// matters puts each metric under the first of its topics that is on the site,
// in the order of their titles, and the others last.
func (p planner) matters() (matters []Matter) {
	byTopic := map[string][]MetricEntry{}
	for _, one := range p.Metrics {
		topic := p.matterOf(one)
		byTopic[topic] = append(byTopic[topic], p.metricEntry(one))
	}
	for _, topic := range p.Topics {
		if entries := byTopic[topic.ID]; entries != nil {
			matters = append(matters, Matter{topic.ID, topic.Title, string(address.Of("topics", topic.ID)), inOrder(entries)})
		}
	}
	slices.SortStableFunc(matters, func(a, b Matter) int { return cmp.Compare(a.Title, b.Title) })
	if rest := byTopic[noMatter]; rest != nil {
		matters = append(matters, Matter{ID: noMatter, Metrics: inOrder(rest)})
	}
	return matters
}

func (p planner) matterOf(one decode.Metric) string {
	for _, id := range one.Topics {
		if slices.ContainsFunc(p.Topics, func(topic decode.Topic) bool { return topic.ID == id }) {
			return id
		}
	}
	return noMatter
}

// inOrder puts what has a picture first, and else goes by the titles.
func inOrder(entries []MetricEntry) []MetricEntry {
	tabled := func(e MetricEntry) int {
		if e.Chart.Kind == "table" {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(entries, func(a, b MetricEntry) int {
		return cmp.Or(cmp.Compare(tabled(a), tabled(b)), cmp.Compare(a.Title, b.Title))
	})
	return entries
}

func (p planner) metricEntry(one decode.Metric) MetricEntry {
	entry := MetricEntry{
		Target: string(address.Of("metrics", one.ID)), Title: one.Title, Definition: one.Definition,
		Chart: p.chart(one, one.ID, one.Chart, "", nil),
	}
	for _, observation := range one.Observations {
		if observation.Value.Known() {
			entry.Numbers++
		}
	}
	if places := placesOf(one.Metric, p.Settings.Home); len(places) > 0 && places[0] != p.Settings.Home {
		entry.Place = p.Authorities[places[0]].Name
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
