package decode

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
	idKey,
	{name: "metric", form: texts, required: true, doc: "What it shows, named like its file in data/metrics; a list for a family of metrics."},
	{name: "kind", form: word, allowed: ChartKinds, doc: "How it is drawn; left out, what suits the numbers."},
	{name: "places", form: texts, doc: "The authorities that it shows; left out, those of the metric. “neighbours” stands for the statistical neighbours."},
	{name: "headline", form: text, doc: "The message in about ten words."},
}

func readChart(f *fields, text *Text) string {
	chart := Chart{
		ID: f.text("id"), Metrics: f.texts("metric"), Kind: f.text("kind"),
		Places: f.texts("places"), Headline: f.text("headline"), From: f.from,
	}
	text.Charts[chart.ID] = chart
	return chart.ID
}
