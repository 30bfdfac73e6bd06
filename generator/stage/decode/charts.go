package decode

import (
	"plainsight/generator/domain/document"
	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/markdown"
	"plainsight/generator/kit/yaml"
)

// A Chart is a fence in a text that asks for a picture of a metric.
type Chart struct {
	// ID is its anchor on the page, Metrics the IDs of what it shows.
	ID      string
	Metrics []string
	// Kind is one of ChartKinds, "" for what suits the numbers.
	Kind string
	// Places are the authorities shown; where there is none, those of the metric
	// for the authority that the text is about, which as a rule is the home.
	// Neighbours stands for its statistical neighbours.
	Places []string
	// Headline is the message, in about ten words.
	Headline string
	From     From
}

// ChartKinds are the kinds of charts that a text may ask for.
var ChartKinds = []string{"line", "bar", "grouped-bar", "dot", "multiples", "table"}

// Neighbours stands among the places of a chart for the statistical neighbours
// of the home authority.
const Neighbours = "neighbours"

var chartKeys = []key{
	{name: "id", form: word, required: true, doc: "Its place on the page, which can be linked to."},
	{name: "metric", form: texts, required: true, doc: "What it shows, named like its file in data/metrics; a list for a family of metrics."},
	{name: "kind", form: word, allowed: ChartKinds, doc: "How it is drawn; left out, what suits the numbers."},
	{name: "places", form: texts, doc: "The authorities that it shows; left out, those of the metric. “neighbours” stands for the statistical neighbours."},
	{name: "headline", form: text, doc: "The message in about ten words."},
}

// embeds are the fences that hold a picture of data.
var embeds = []string{"chart"}

// chartsOf reads the charts of a body, and gives each block its anchor.
func chartsOf(file string, body document.Body) (charts map[string]Chart, problems []diag.Problem) {
	charts = map[string]Chart{}
	for i := range body.Blocks {
		block := &body.Blocks[i]
		if block.Kind != document.Embed {
			continue
		}
		node, more := yaml.Parse(file, []byte(block.Source), block.Line)
		problems = append(problems, more...)
		if node == nil {
			problems = append(problems, missingKey.At(diag.Place{File: file, Line: block.Line - 1}, "this chart says nothing").
				Try("Write “id: …” and “metric: …” on lines of their own between the two fences."))
			continue
		}
		f := fieldsOf(file, node, chartKeys)
		chart := Chart{
			ID: f.text("id"), Metrics: f.texts("metric"), Kind: f.text("kind"),
			Places: f.texts("places"), Headline: f.text("headline"), From: f.from,
		}
		problems = append(problems, f.problems...)
		block.ID = chart.ID
		charts[chart.ID] = chart
	}
	return charts, problems
}

// textOf reads the body of a text with its charts.
func textOf(f *fields, body []byte, line int, rules markdown.Rules) (Text, []diag.Problem) {
	rules.Embeds = embeds
	file := f.from.File
	read, links, problems := markdown.Parse(file, body, line, rules)
	charts, more := chartsOf(file, read)
	return Text{Body: read, Links: links, Charts: charts, Lang: f.text(langKey.name)}, append(problems, more...)
}
