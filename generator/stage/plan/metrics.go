package plan

import (
	"cmp"
	"slices"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/document"
	"plainsight/generator/domain/metric"
	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/language"
	"plainsight/generator/kit/memory"
	"plainsight/generator/stage/decode"
)

// numbers are the observations of a metric by their places, and the places in
// the order of the file, those too that are wider areas.
type numbers struct {
	places, areas []string
	at            map[string]metric.Numbers
	// lately are some of them as charts have them.
	lately *memory.Lately[string, []ChartPoint]
}

// numbersOf parts the numbers of all metrics by their places, once for all
// pages that show them.
func numbersOf(metrics []decode.Metric, isArea func(place string) bool) map[string]numbers {
	all := map[string]numbers{}
	for _, one := range metrics {
		places := one.Observations.Places()
		areas := slices.DeleteFunc(slices.Clone(places), func(place string) bool { return !isArea(place) })
		all[one.ID] = numbers{places, areas, one.Observations.ByPlace(), &memory.Lately[string, []ChartPoint]{}}
	}
	return all
}

// has tells whether a metric has numbers for an authority.
func (p *planner) has(metric string, a *authority) bool { return p.numbers[metric].at[a.ID].Len() > 0 }

// placesFor lists the places that a metric is shown for on the pages of an
// authority, this one first. Beside it stand all others on the site of one
// authority, and on any other the wider areas alone.
func (p *planner) placesFor(metric string, a *authority) (places []string) {
	if p.has(metric, a) {
		places = append(places, a.ID)
	}
	beside := p.numbers[metric].places
	if p.several {
		beside = p.numbers[metric].areas
	}
	for _, place := range beside {
		if place != a.ID {
			places = append(places, place)
		}
	}
	return places
}

// drawnFor lists the places that a metric is drawn for. On a site of several,
// the counts of a whole region would make those of a council vanish, so beside
// it stand rates alone.
func (p *planner) drawnFor(one decode.Metric, a *authority) []string {
	if p.several && p.has(one.ID, a) && one.Kind != "rate" {
		return []string{a.ID}
	}
	return p.placesFor(one.ID, a)
}

// metrics plans the list of all metrics and a page for each. The numbers are
// those of the home authority, with links to those of others.
func metrics(p *planner) []Page {
	if len(p.Metrics) == 0 {
		return nil
	}
	p = p.seenBy(p.home)
	pages := []Page{p.metricList(p.home)}
	for i := range p.Metrics {
		pages = append(pages, p.metricPages(i, p.home)...)
	}
	return p.sight.on(pages)
}

// metricsElsewhere plans the same for the metrics of an authority that is not
// the home.
func metricsElsewhere(p *planner, a *authority) []Page {
	if a.atHome() || len(p.metricsOf(a)) == 0 {
		return nil
	}
	pages := []Page{p.metricList(a)}
	for i := range p.Metrics {
		if p.has(p.Metrics[i].ID, a) {
			pages = append(pages, p.metricPages(i, a)...)
		}
	}
	return pages
}

// metricList plans the list of the metrics of an authority.
func (p *planner) metricList(a *authority) Page {
	page := Page{Kind: "metrics", Address: a.at("metrics"), view: viewOfMetrics}
	var places []string
	matters, _ := p.mattersOf(a)
	for _, matter := range matters {
		places = append(places, matter.ID)
	}
	page.and(places...)
	return page
}

func viewOfMetrics(page Page) any {
	p, a := page.sight.planner(), page.sight.authority
	return MetricsView{Frame: p.frameOf(a, "metrics", a.at("metrics")), Matters: p.matters(a)}
}

// metricsOf are the metrics that have numbers for an authority. The home
// authority has the pages of all.
func (p *planner) metricsOf(a *authority) (metrics []*decode.Metric) {
	for i := range p.Metrics {
		if one := &p.Metrics[i]; a.atHome() || p.has(one.ID, a) {
			metrics = append(metrics, one)
		}
	}
	return metrics
}

// metricLink leads to the numbers of an authority, or where it has none to
// those of all.
func (p *planner) metricLink(one decode.Metric, a *authority) Link {
	target := address.Of("metrics", one.ID)
	if p.has(one.ID, a) {
		target = a.at("metrics", one.ID)
	}
	return Link{Target: string(target), Words: one.Title}
}

// noMatter is the place on the list of the metrics that are about no topic.
const noMatter = "other-numbers"

// mattersOf puts each metric of an authority under the first of its topics that
// is on the site, in the order of their titles, and the others last.
func (p *planner) mattersOf(a *authority) (matters []Matter, metrics map[string][]*decode.Metric) {
	metrics = map[string][]*decode.Metric{}
	for _, one := range p.metricsOf(a) {
		topic := p.matterOf(*one)
		metrics[topic] = append(metrics[topic], one)
	}
	for _, topic := range p.Topics {
		if metrics[topic.ID] != nil {
			matters = append(matters, Matter{ID: topic.ID, Title: topic.Title, Target: string(address.Of("topics", topic.ID))})
		}
	}
	slices.SortStableFunc(matters, func(a, b Matter) int { return p.alphabet.Compare(a.Title, b.Title) })
	if metrics[noMatter] != nil {
		matters = append(matters, Matter{ID: noMatter})
	}
	return matters, metrics
}

// matters are the same with what a list shows of each metric.
func (p *planner) matters(a *authority) []Matter {
	matters, metrics := p.mattersOf(a)
	for i := range matters {
		for _, one := range metrics[matters[i].ID] {
			matters[i].Metrics = append(matters[i].Metrics, p.metricEntry(*one, a))
		}
		p.inOrder(matters[i].Metrics)
	}
	return matters
}

func (p *planner) matterOf(one decode.Metric) string {
	for _, id := range one.Topics {
		if slices.ContainsFunc(p.Topics, func(topic decode.Topic) bool { return topic.ID == id }) {
			return id
		}
	}
	return noMatter
}

// inOrder puts what has a picture first, and else goes by the titles.
func (p *planner) inOrder(entries []MetricEntry) {
	tabled := func(e MetricEntry) int {
		if e.Chart.Kind == "table" {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(entries, func(a, b MetricEntry) int {
		return cmp.Or(cmp.Compare(tabled(a), tabled(b)), p.alphabet.Compare(a.Title, b.Title))
	})
}

func (p *planner) metricEntry(one decode.Metric, a *authority) MetricEntry {
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
func (p *planner) observationsFor(one decode.Metric, a *authority) (shown []metric.Observation) {
	for _, place := range p.drawnFor(one, a) {
		shown = slices.AppendSeq(shown, p.numbers[one.ID].at[place].All())
	}
	return shown
}

// metricPages plans the page of a metric for an authority and the files beside it.
func (p *planner) metricPages(i int, a *authority) []Page {
	one := &p.Metrics[i]
	drawn := p.isDrawn(one, a)
	page := Page{Kind: "metric", Address: a.at("metrics", one.ID), facts: &facts{file: one.From.File, anchors: numbered}, view: viewOfMetric, one: int32(i)}
	if drawn {
		page.facts.anchors = drawnAndNumbered
		page = page.in(p.framed(a, page.Address))
	}
	if p.hasLetters() {
		page.having(func(has *rare) { has.letter = func() *LetterView { return p.metricLetter(one, a) } })
	}
	return append([]Page{page}, p.metricFiles(i, a, drawn)...)
}

var (
	numbered         = document.AnchorsOf("numbers", "sources")
	drawnAndNumbered = document.AnchorsOf(ChartPlace) + numbered
)

func viewOfMetric(page Page) any {
	p := page.sight.planner()
	return p.metricView(&p.Metrics[page.one], page.sight.authority)
}

// ownChart is the chart of a metric on its page for an authority.
func (p *planner) ownChart(one *decode.Metric, a *authority) Chart {
	chart := p.chart(*one, a, p.ownWish(one, a))
	chart.Own = true
	return chart
}

func (p *planner) ownWish(one *decode.Metric, a *authority) wish {
	asked := wish{id: ChartPlace, kind: one.Chart, places: p.placesOf(*one, a)}
	if a.atHome() {
		asked.headline = one.Headline
	}
	return asked
}

func (p *planner) metricFrame(one *decode.Metric, a *authority) Frame {
	frame := p.frameOf(a, "metric", a.at("metrics", one.ID), Link{Target: string(a.at("metrics")), Word: "metrics.title"})
	frame.Title, frame.Description = one.Title, one.Definition
	return frame
}

func (p *planner) metricView(one *decode.Metric, a *authority) MetricView {
	source, chart := p.Sources[one.Source], p.ownChart(one, a)
	view := MetricView{
		Frame:  p.metricFrame(one, a),
		Metric: one.Metric,
		Series: p.series(*one, a),
		Source: source,
		Voice:  voices[source.Kind],
		Chart:  chart,
		Files:  p.downloads(one, a, chart),
		Used:   p.usedBy(one.ID, a),
		Terms:  p.terms.In(language.Unmarked(one.Title + "\n" + one.Definition + "\n" + one.Unit)),
	}
	if view.Charted = chart.Kind != "table"; view.Charted {
		view.Frames = p.framed(a, view.Address)
	}
	view.Letter = p.metricLetter(one, a)
	for _, document := range p.Documents {
		if document.Document.Source == one.Source {
			view.Paper = &Link{Target: string(document.Address), Words: document.Title}
		}
	}
	if p.several && a.atHome() {
		view.Others = p.othersWith(one)
		if view.Many = len(view.Others) > mostCouncils; view.Many {
			view.Others = []Link{authoritiesLink}
		}
	}
	return view
}

// metricLetter is the piece on a metric, nil where the site makes none.
func (p *planner) metricLetter(one *decode.Metric, a *authority) *LetterView {
	if !p.hasLetters() {
		return nil
	}
	source, chart, frame := p.Sources[one.Source], p.ownChart(one, a), p.metricFrame(one, a)
	letter := letter(frame, newsOfNumbers(frame.Address, *one, source.Date), source)
	letter.Chart, letter.Painted = &chart, painted(p.downloads(one, a, chart))
	return letter
}

// othersWith lead to the numbers of authorities that are not the home. The files
// of the home have all of them.
func (p *planner) othersWith(one *decode.Metric) (others []Link) {
	for _, a := range p.authorities {
		if !a.atHome() && p.has(one.ID, a) {
			others = append(others, Link{Target: p.metricLink(*one, a).Target, Words: a.Name})
		}
	}
	return others
}

// ChartPlace is the place of the chart on the page of a metric.
const ChartPlace = "chart"

// series parts the numbers by their places, and puts each part into order of
// time.
func (p *planner) series(one decode.Metric, a *authority) (all []Series) {
	places := p.placesFor(one.ID, a)
	if !a.atHome() {
		places = p.drawnFor(one, a)
	}
	for _, place := range places {
		all = append(all, Series{Place: p.Authorities[place].Name, Rows: p.rowsOf(one.Metric, place)})
	}
	return all
}

func (p *planner) rowsOf(one metric.Metric, place string) (rows []Row) {
	shown := p.numbers[one.ID].at[place]
	rows = slices.Grow(rows, shown.Len())
	for observation := range shown.All() {
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
func (p *planner) standsAt(note string) (*Quotation, string) {
	reference, rest, _ := decode.ReferenceIn(note, diag.Place{})
	if quoted, found := p.quotation(reference); found {
		at := quoted // else there is a quotation for each note
		return &at, p.Said(rest)
	}
	return nil, p.Said(note)
}
