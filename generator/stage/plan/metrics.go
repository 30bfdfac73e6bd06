package plan

import (
	"cmp"
	"slices"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/metric"
	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/language"
	"plainsight/generator/stage/decode"
)

// numbers are the observations of a metric by their places, and the places in
// the order of the file.
type numbers struct {
	places []string
	at     map[string][]metric.Observation
}

// numbersOf parts the numbers of all metrics by their places, once for all
// pages that show them.
func numbersOf(metrics []decode.Metric) map[string]numbers {
	all := map[string]numbers{}
	for _, one := range metrics {
		all[one.ID] = numbers{one.Places(), one.ByPlace()}
	}
	return all
}

// has tells whether a metric has numbers for an authority.
func (p planner) has(metric string, a authority) bool { return len(p.numbers[metric].at[a.ID]) > 0 }

// placesFor lists the places that a metric is shown for on the pages of an
// authority, this one first. Beside it stand all others on the site of one
// authority, and on any other the wider areas alone.
func (p planner) placesFor(metric string, a authority) (places []string) {
	if p.has(metric, a) {
		places = append(places, a.ID)
	}
	for _, place := range p.numbers[metric].places {
		if place != a.ID && (!p.several || p.IsArea(place)) {
			places = append(places, place)
		}
	}
	return places
}

// drawnFor lists the places that a metric is drawn for. On a site of several,
// the counts of a whole region would make those of a council vanish, so beside
// it stand rates alone.
func (p planner) drawnFor(one decode.Metric, a authority) []string {
	if p.several && p.has(one.ID, a) && one.Kind != "rate" {
		return []string{a.ID}
	}
	return p.placesFor(one.ID, a)
}

// metrics plans the list of all metrics and a page for each. The numbers are
// those of the home authority, with links to those of others.
func metrics(p planner) []Page {
	if len(p.Metrics) == 0 {
		return nil
	}
	pages := []Page{p.metricList(p.home)}
	for _, one := range p.Metrics {
		pages = append(pages, p.metricPages(one)...)
	}
	return pages
}

// metricsElsewhere plans the same for the metrics of an authority that is not
// the home.
func metricsElsewhere(p planner, a authority) []Page {
	metrics := p.metricsOf(a)
	if a.atHome() || len(metrics) == 0 {
		return nil
	}
	pages := []Page{p.metricList(a)}
	for _, one := range metrics {
		chart := p.chart(one, a, wish{ChartPlace, one.Chart, "", p.placesOf(one, a)})
		chart.Own = true
		files := p.metricFiles(one, a, chart)
		pages = append(pages, p.metricPage(one, a, chart, files))
		pages = append(pages, files...)
	}
	return pages
}

// metricList plans the list of the metrics of an authority.
func (p planner) metricList(a authority) Page {
	target := a.at("metrics")
	list := MetricsView{Frame: p.frameOf(a, "metrics", target), Matters: p.matters(a)}
	page := Page{Kind: "metrics", Address: target, View: list}
	for _, matter := range list.Matters {
		page.Anchors = append(page.Anchors, matter.ID)
	}
	return page
}

// metricsOf are the metrics that have numbers for an authority. The home
// authority has the pages of all.
func (p planner) metricsOf(a authority) (metrics []decode.Metric) {
	for _, one := range p.Metrics {
		if a.atHome() || p.has(one.ID, a) {
			metrics = append(metrics, one)
		}
	}
	return metrics
}

// metricLink leads to the numbers of an authority, or where it has none to
// those of all.
func (p planner) metricLink(one decode.Metric, a authority) Link {
	target := address.Of("metrics", one.ID)
	if p.has(one.ID, a) {
		target = a.at("metrics", one.ID)
	}
	return Link{Target: string(target), Words: one.Title}
}

// noMatter is the place on the list of the metrics that are about no topic.
const noMatter = "other-numbers"

// matters puts each metric of an authority under the first of its topics that is
// on the site, in the order of their titles, and the others last.
func (p planner) matters(a authority) (matters []Matter) {
	byTopic := map[string][]MetricEntry{}
	for _, one := range p.metricsOf(a) {
		topic := p.matterOf(one)
		byTopic[topic] = append(byTopic[topic], p.metricEntry(one, a))
	}
	for _, topic := range p.Topics {
		if entries := byTopic[topic.ID]; entries != nil {
			matters = append(matters, Matter{topic.ID, topic.Title, string(address.Of("topics", topic.ID)), p.inOrder(entries)})
		}
	}
	slices.SortStableFunc(matters, func(a, b Matter) int { return p.alphabet.Compare(a.Title, b.Title) })
	if rest := byTopic[noMatter]; rest != nil {
		matters = append(matters, Matter{ID: noMatter, Metrics: p.inOrder(rest)})
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
func (p planner) inOrder(entries []MetricEntry) []MetricEntry {
	tabled := func(e MetricEntry) int {
		if e.Chart.Kind == "table" {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(entries, func(a, b MetricEntry) int {
		return cmp.Or(cmp.Compare(tabled(a), tabled(b)), p.alphabet.Compare(a.Title, b.Title))
	})
	return entries
}

func (p planner) metricEntry(one decode.Metric, a authority) MetricEntry {
	entry := MetricEntry{
		Target: p.metricLink(one, a).Target, Title: one.Title, Definition: one.Definition,
		Chart: p.chart(one, a, wish{one.ID, one.Chart, "", p.placesOf(one, a)}),
	}
	for _, observation := range p.observationsFor(one, a) {
		if observation.Value.Known() {
			entry.Numbers++
		}
	}
	if places := p.placesFor(one.ID, a); len(places) > 0 && places[0] != a.ID {
		entry.Place = p.Authorities[places[0]].Name
	}
	return entry
}

// observationsFor are the numbers that an authority's pages show of a metric.
func (p planner) observationsFor(one decode.Metric, a authority) (shown []metric.Observation) {
	for _, place := range p.drawnFor(one, a) {
		shown = append(shown, p.numbers[one.ID].at[place]...)
	}
	return shown
}

// metricPages plans the page of a metric and the files beside it.
func (p planner) metricPages(one decode.Metric) []Page {
	chart := p.chart(one, p.home, wish{ChartPlace, one.Chart, one.Headline, one.Shown})
	chart.Own = true
	files := p.metricFiles(one, p.home, chart)
	page := p.metricPage(one, p.home, chart, files)
	if p.several {
		page.View = p.withOthers(one, page.View.(MetricView))
	}
	return append([]Page{page}, files...)
}

// withOthers adds to the page of a metric the way to the numbers of other
// authorities. Its files have all of them.
func (p planner) withOthers(one decode.Metric, view MetricView) MetricView {
	for _, a := range p.authorities {
		if !a.atHome() && p.has(one.ID, a) {
			view.Others = append(view.Others, Link{Target: p.metricLink(one, a).Target, Words: a.Name})
		}
	}
	return view
}

func (p planner) metricPage(one decode.Metric, a authority, chart Chart, files []Page) Page {
	source, target := p.Sources[one.Source], a.at("metrics", one.ID)
	view := MetricView{
		Frame:  p.frameOf(a, "metric", target, Link{Target: string(a.at("metrics")), Word: "metrics.title"}),
		Metric: one.Metric,
		Series: p.series(one, a),
		Source: source,
		Voice:  voices[source.Kind],
		Chart:  chart,
		Files:  downloads(files),
		Used:   p.usedBy(one.ID, a),
		Terms:  p.terms.In(language.Unmarked(one.Title + "\n" + one.Definition + "\n" + one.Unit)),
	}
	view.Metric.Observations = nil // Series has those that are shown
	view.Title, view.Description = one.Title, one.Definition
	if view.Charted = chart.Kind != "table"; view.Charted {
		view.Frames = p.framed(a, target)
	}
	if letter := p.letter(view.Frame, newsOfNumbers(view, source.Date), source); letter != nil {
		view.Letter = letter
		view.Letter.Chart, view.Letter.Painted = &view.Chart, painted(view.Files)
	}
	for _, document := range p.Documents {
		if document.Document.Source == one.Source {
			view.Paper = &Link{Target: string(document.Address), Words: document.Title}
		}
	}
	anchors := []string{"numbers", "sources"}
	if view.Charted {
		anchors = append([]string{ChartPlace}, anchors...)
	}
	return Page{Kind: "metric", Address: target, File: one.From.File, Anchors: anchors, View: view}
}

// ChartPlace is the place of the chart on the page of a metric.
const ChartPlace = "chart"

// series parts the numbers by their places, and puts each part into order of
// time.
func (p planner) series(one decode.Metric, a authority) (all []Series) {
	places := p.placesFor(one.ID, a)
	if !a.atHome() {
		places = p.drawnFor(one, a)
	}
	for _, place := range places {
		all = append(all, Series{Place: p.Authorities[place].Name, Rows: p.rowsOf(one.Metric, place)})
	}
	return all
}

func (p planner) rowsOf(one metric.Metric, place string) (rows []Row) {
	for _, observation := range p.numbers[one.ID].at[place] {
		row := Row{Observation: observation}
		row.At, row.Remark = p.standsAt(observation.Note)
		rows = append(rows, row)
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
		return nil, p.Said(note)
	}
	return &quoted, p.Said(rest)
}
