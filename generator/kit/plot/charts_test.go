package plot_test

import (
	"encoding/csv"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"

	"plainsight/generator/domain/date"
	"plainsight/generator/domain/metric"
	"plainsight/generator/kit/language"
	"plainsight/generator/kit/plot"
	"plainsight/generator/kit/yaml"
)

// english are the words of the theme.
var english = sync.OnceValue(func() *language.Words {
	source, err := os.ReadFile("../../../themes/clearprint/languages/en.yaml")
	if err != nil {
		panic(err)
	}
	root, _ := yaml.Parse("en.yaml", source, 1)
	messages := map[string]language.Message{}
	var read func(name string, node *yaml.Node)
	read = func(name string, node *yaml.Node) {
		for _, entry := range node.Entries {
			id := strings.TrimPrefix(name+"."+entry.Key, ".")
			switch {
			case entry.Value.Kind == yaml.Text:
				messages[id] = language.Message{Other: strings.TrimSpace(entry.Value.Text)}
			case entry.Value.Get("other") == nil:
				read(id, entry.Value)
			default:
				one, other := entry.Value.Get("one"), entry.Value.Get("other")
				message := language.Message{Other: strings.TrimSpace(other.Text)}
				if one != nil {
					message.One = strings.TrimSpace(one.Text)
				}
				messages[id] = message
			}
		}
	}
	read("", root)
	words, err := language.New("en-GB", messages)
	if err != nil {
		panic(err)
	}
	return words
})

// seriesOf reads one of our files of numbers: a line for each, "2006/07 423",
// "2010/11 360 predicted", "2008/09 - suppressed". What stands behind a bar is
// a label.
func seriesOf(name, written string) plot.Series {
	series := plot.Series{Name: name}
	for line := range strings.Lines(written) {
		line, label, _ := strings.Cut(strings.TrimSpace(line), "|")
		fields := append(strings.Fields(line), "actual")
		if len(fields) < 3 {
			continue
		}
		period, err := metric.ParsePeriod(fields[0], "financial")
		if err != nil {
			panic(err)
		}
		point := plot.Point{Period: period, Label: strings.TrimSpace(label), Status: fields[2]}
		if fields[1] != "-" {
			number, err := strconv.ParseFloat(fields[1], 64)
			if err != nil {
				panic(err)
			}
			point.Value = metric.Value{Printed: fields[1], Number: number}
		}
		series.Points = append(series.Points, point)
	}
	return series
}

// recorded reads a file of the record; its numbers have one place.
func recorded(t testing.TB, id string, group int) plot.Series {
	t.Helper()
	source, err := os.ReadFile("../../../data/metrics/" + id + ".csv")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(string(source))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	series := plot.Series{Name: "Merton"}
	for _, row := range rows[1:] {
		written := row[2]
		if written == "" {
			written = "-"
		}
		one := seriesOf("", row[0]+" "+written+" "+row[3])
		point := one.Points[0]
		point.Note = row[4]
		if group > 0 {
			point.Label = row[group]
		}
		series.Points = append(series.Points, point)
	}
	return series
}

func span(written string) date.Span {
	s, err := date.ParseSpan(written)
	if err != nil {
		panic(err)
	}
	return s
}

func period(written string) metric.Period {
	p, err := metric.ParsePeriod(written, "financial")
	if err != nil {
		panic(err)
	}
	return p
}

var source = "Safeguarding in Children’s Social Care, Merton Council, 22 March 2011"

// examples are charts of the record, and some that the record does not have
// yet, each for what it shows.
func examples(t testing.TB) []plot.Chart {
	named := func(name string, s plot.Series) plot.Series { s.Name = name; return s }
	return []plot.Chart{
		{
			ID: "re-referrals-peak", Kind: "line", Headline: "Re-referrals peaked in 2008 to 2009",
			Title: "Children referred again within 12 months", Subtitle: "Merton, 2006 to 2011, in referrals", Unit: "referrals", Source: source,
			Series: []plot.Series{recorded(t, "re-referrals", 0)},
			Events: []plot.Event{
				{Span: span("2009-10-06/2009-10-07"), Letter: "A", Words: "Ofsted visit, October 2009", Target: "/inspections/2009-10-ucra/"},
				{Span: span("2010-12-07/2010-12-08"), Letter: "B", Words: "Ofsted visit, December 2010", Target: "/inspections/2010-12-ucra/"},
				{Span: span("2022-02-28/2022-03-04"), Letter: "C", Words: "Ofsted inspection, 2022", Target: "/inspections/2022-02-ilacs/"},
			},
		},
		{
			ID: "front-door", Kind: "line", Headline: "Contacts rose while referrals fell again",
			Title: "Work at the front door", Subtitle: "Merton, years to 31 March", Unit: "cases", Source: source,
			Series: []plot.Series{named("Contacts", recorded(t, "contacts", 0)), named("Referrals", recorded(t, "referrals", 0)), named("Core assessments", recorded(t, "core-assessments", 0))},
			Events: []plot.Event{{Span: span("2010-12-07/2010-12-08"), Letter: "A", Words: "Ofsted visit, December 2010", Target: "/inspections/2010-12-ucra/"}},
		},
		{
			ID: "care", Kind: "line", Title: "Children who came into care and left it", Subtitle: "Merton, years to 31 March", Unit: "children", Source: source,
			Series: []plot.Series{named("Came into care", recorded(t, "entries-to-care", 0)), named("Left care", recorded(t, "exits-from-care", 0))},
		},
		{
			ID: "schools", Kind: "line", Headline: "Reading rose and one year is withheld",
			Title: "Children who reach the expected standard", Subtitle: "Invented, at 31 March", Unit: "per cent", Source: "Invented",
			Series: []plot.Series{
				seriesOf("Reading", "2018-03-31 61\n2019-03-31 63\n2020-03-31 - suppressed\n2021-03-31 65\n2022-03-31 66\n2023-03-31 69"),
				seriesOf("Writing", "2018-03-31 58\n2019-03-31 60\n2020-03-31 - suppressed\n2021-03-31 - suppressed\n2022-03-31 61\n2023-03-31 64"),
				seriesOf("Maths", "2018-03-31 60\n2019-03-31 60\n2020-03-31 61\n2021-03-31 63\n2022-03-31 68\n2023-03-31 70.5"),
			},
			Events: []plot.Event{
				{Span: span("2020-10-06/2020-10-07"), Letter: "A", Words: "Focused visit, October 2020", Target: "/a/"},
				{Span: span("2022-02-28/2022-03-04"), Letter: "B", Words: "Ofsted inspection, 2022", Target: "/b/"},
			},
		},
		{
			ID: "assessments", Kind: "line", Headline: "Assessments are counted in another way from 2013",
			Title: "Assessments", Subtitle: "Invented, years to 31 March", Unit: "assessments", Source: "Invented",
			Series: []plot.Series{seriesOf("Merton", "2010/11 500\n2011/12 540\n2012/13 610\n2013/14 1200\n2014/15 1320 revised\n2015-04/2015-09 700 provisional")},
			Breaks: []plot.Break{{At: period("2013/14"), Why: "The single assessment replaced initial and core assessments."}},
		},
		{
			ID: "front-door-costs", Kind: "bar", Headline: "Core assessments and protection cost most",
			Title: "Cost of the front door over six months", Subtitle: "Merton, July to December 2010, in pounds", Unit: "pounds", Source: source,
			Series: []plot.Series{recorded(t, "front-door-costs", 5)},
		},
		{
			ID: "front-door-half-year", Kind: "bar", Headline: "Most contacts go no further",
			Title: "Work at the front door, July to December 2010", Subtitle: "Merton, July to December 2010", Unit: "cases", Source: source,
			Series: []plot.Series{recorded(t, "front-door-half-year", 5)},
		},
		{
			ID: "us-and-others", Kind: "dot", Headline: "Merton has fewer plans than its neighbours",
			Title: "Children with a child protection plan", Subtitle: "Invented, 31 March 2017, for each 10,000 children", Unit: "per 10,000", Source: "Invented",
			Series: []plot.Series{
				seriesOf("Merton", "2017-03-31 27|Child protection plans\n2017-03-31 33.1 provisional|Children in care"),
				seriesOf("London", "2017-03-31 38.4|Child protection plans\n2017-03-31 50|Children in care"),
				seriesOf("England", "2017-03-31 43.3|Child protection plans\n2017-03-31 62|Children in care"),
				seriesOf("Statistical neighbours", "2017-03-31 - not-available|Child protection plans\n2017-03-31 41|Children in care"),
			},
		},
		{
			ID: "places", Kind: "dot", Headline: "Plainton has fewer plans than most of its neighbours",
			Title: "Children with a child protection plan", Subtitle: "Invented, 31 March 2017, for each 10,000 children", Unit: "per 10,000", Source: "Invented",
			Series: []plot.Series{
				seriesOf("Plainton", "2017-03-31 27"), seriesOf("London", "2017-03-31 38.4"), seriesOf("England", "2017-03-31 43.3"),
				seriesOf("Farham", "2017-03-31 41"), seriesOf("Midham", "2017-03-31 - suppressed"), seriesOf("Northam", "2017-03-31 30 provisional"), seriesOf("Oldham upon the Water", "2017-03-31 55.5"),
			},
		},
		{
			ID: "change", Kind: "grouped-bar", Headline: "Contacts changed most", Title: "Change against the year before", Subtitle: "Invented", Unit: "per cent", Source: "Invented",
			Series: []plot.Series{
				seriesOf("2009 to 2010", "2009/10 -9.5|Contacts\n2009/10 -60.7|Referrals"),
				seriesOf("2010 to 2011", "2010/11 -3.0 predicted|Contacts\n2010/11 16.2 predicted|Referrals"),
			},
		},
		{
			ID: "family", Kind: "multiples", Headline: "Only re-referrals fell below where they began",
			Title: "Work at the front door", Subtitle: "Merton, years to 31 March", Unit: "cases", Source: source,
			Series: []plot.Series{named("Contacts", recorded(t, "contacts", 0)), named("Referrals", recorded(t, "referrals", 0)), named("Re-referrals", recorded(t, "re-referrals", 0)), named("Core assessments", recorded(t, "core-assessments", 0))},
		},
	}
}
