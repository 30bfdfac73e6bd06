package render

import (
	"slices"
	"strconv"

	"plainsight/generator/domain/document"
	"plainsight/generator/domain/glossary"
	"plainsight/generator/domain/metric"
	"plainsight/generator/stage/plan"
)

// recordPages are a page of each kind beyond the inspections: documents,
// topics, numbers, terms, news and gaps.
func recordPages() []plan.Page {
	return []plan.Page{
		documentsPage(), documentPage(), topicsPage(), topicPage(), metricsPage(), metricPage(),
		glossaryPage(), updatesPage(), updatePage(), changesPage(), notHeldPage(), searchPage(), dataPages()[0], dataPages()[1],
	}
}

func minutes() plan.Paper {
	return plan.Paper{
		Target: "/documents/minutes-2017/", Title: "Minutes of the scrutiny panel", Summary: "What the panel heard.",
		Source: document.Source{
			ID: "minutes-2017", Title: "Minutes", Publisher: "Anytown Council", Kind: "minutes",
			Date: day("2017-10-10"), Licence: "not stated", Held: "part",
		},
		Voice: plan.Council,
	}
}

func terms() []glossary.Term {
	return []glossary.Term{
		{ID: "front-door", Term: "front door", Meaning: "Where worries about a child arrive.", See: []string{"referral"}},
		{ID: "referral", Term: "referral", Meaning: "A request for services for a child."},
	}
}

func documentsPage() plan.Page {
	view := plan.DocumentsView{Frame: frame("documents", "/documents/"), Papers: []plan.Paper{minutes()}}
	return page(view.Frame, view)
}

func documentPage() plan.Page {
	view := plan.DocumentView{
		Frame: frame("document", "/documents/minutes-2017/", plan.Link{Target: "/documents/", Word: "documents.title"}),
		Paper: minutes(), Cite: "https://anytown.example/inspections/documents/minutes-2017/",
		Contents:    []plan.Entry{{Target: "/documents/minutes-2017/#adoption", Words: "Adoption"}},
		Inspections: []plan.Link{{Target: reportAddress, Words: "Inspection of Anytown"}},
		People:      []plan.Person{{Name: "A. Person", Role: "Director"}},
		Missing:     []string{"Graph 1 did not survive."},
		Sections:    []plan.SectionTerms{{}, {Anchor: "adoption", Terms: terms()}},
	}
	view.Title = "Minutes of the scrutiny panel"
	view.Body = &document.Body{Blocks: []document.Block{
		{Kind: document.Heading, ID: "adoption", Level: 2, Words: "Adoption", HTML: "Adoption"},
		{Kind: document.List, Items: []document.Block{{Kind: document.Paragraph, ID: "b1", Words: "One.", HTML: "One."}}},
		{Kind: document.Note, ID: "note-1", Words: "Ours.", HTML: "<p>Ours.</p>"},
		{Kind: document.Paragraph, ID: "table-1", Words: "Table 1", HTML: "Table 1"},
		{Kind: document.Table, HTML: `<table><thead><tr><th scope="col">Year</th></tr></thead><tbody><tr><td>2017</td></tr></tbody></table>`},
	}}
	return page(view.Frame, view)
}

func topicsPage() plan.Page {
	view := plan.TopicsView{Frame: frame("topics", "/topics/"), Topics: []plan.TopicEntry{
		{Target: "/topics/supervision/", Title: "Supervision", Summary: "Who looks after those who work.", Places: 2},
	}}
	return page(view.Frame, view)
}

func topicPage() plan.Page {
	view := plan.TopicView{
		Frame: frame("topic", "/topics/supervision/", plan.Link{Target: "/topics/", Word: "topics.title"}),
		Quotations: []plan.Quotation{
			{Target: "/documents/minutes-2017/#b1", Words: "One.", Voice: plan.Council, Of: "Minutes", Date: day("2017-10-10")},
			{Target: "/documents/minutes-2017/#table-1", Words: "Table 1", Voice: plan.Council, Of: "Minutes", Date: day("2017-10-10"), Table: "<table><tbody><tr><td>2017</td></tr></tbody></table>"},
			{Target: reportAddress + "#p1", Number: "1", Words: "First.", Voice: plan.Inspectors, Of: "Inspection of Anytown", Date: day("2022-02-28")},
		},
		Metrics: []plan.MetricEntry{{Target: "/metrics/caseload/", Title: "Caseload", Numbers: 2, Chart: caseload()}},
	}
	view.Title, view.Body = "Supervision", ownWords()
	return page(view.Frame, view)
}

func period(written string) metric.Period {
	period, err := metric.ParsePeriod(written, "financial")
	if err != nil {
		panic(err)
	}
	return period
}

func metricsPage() plan.Page {
	view := plan.MetricsView{Frame: frame("metrics", "/metrics/"), Matters: []plan.Matter{
		{ID: "supervision", Title: "Supervision", Target: "/topics/supervision/", Metrics: []plan.MetricEntry{
			{Target: "/metrics/caseload/", Title: "Caseload", Definition: "Cases a worker.", Numbers: 3, Place: "England", Chart: caseload()},
		}},
		{ID: "other-numbers", Metrics: []plan.MetricEntry{
			{Target: "/metrics/costs/", Title: "Costs", Definition: "What it costs.", Chart: plan.Chart{Kind: "table"}},
		}},
	}}
	return page(view.Frame, view)
}

// caseload is a chart of three years.
func caseload() plan.Chart {
	series := plan.ChartSeries{Name: "England"}
	for _, point := range []struct{ period, printed, status string }{{"2006/07", "12", "actual"}, {"2007/08", "14.5", "actual"}, {"2008/09", "13", "predicted"}} {
		number, _ := strconv.ParseFloat(point.printed, 64)
		series.Points = append(series.Points, plan.ChartPoint{
			Period: period(point.period), Value: metric.Value{Printed: point.printed, Number: number}, Status: point.status,
		})
	}
	return plan.Chart{ID: "caseload", Kind: "line", Title: "Caseload", Unit: "cases", Series: []plan.ChartSeries{series}}
}

func metricPage() plan.Page {
	at := plan.Quotation{Target: "/documents/panel/#p2-1", Number: "2.1", Of: "Report to the panel"}
	rows := []plan.Row{
		{Observation: metric.Observation{Period: period("2006/07"), Value: metric.Value{Printed: "3594", Number: 3594}, Status: "actual", Groups: []string{"all"}}, At: &at, Remark: "Table 1"},
		{Observation: metric.Observation{Period: period("2010-07/2010-12"), Value: metric.Value{Printed: "884000", Number: 884000}, Status: "predicted", Groups: []string{"all"}}, Break: "Another way of counting."},
		{Observation: metric.Observation{Period: period("2017-03-31"), Status: "suppressed", Groups: []string{"all"}}},
	}
	view := plan.MetricView{
		Frame: frame("metric", "/metrics/costs/", plan.Link{Target: "/metrics/", Word: "metrics.title"}),
		Metric: metric.Metric{
			ID: "costs", Title: "Costs", Definition: "What it costs.", Unit: "pounds", Kind: "money", Year: "financial",
			Caveat: "Not what was spent.", Groups: []string{"activity"},
		},
		Series: []plan.Series{{Place: "Anytown", Rows: rows}},
		Source: minutes().Source, Voice: plan.Council,
		Paper: &plan.Link{Target: "/documents/minutes-2017/", Words: "Minutes"}, Terms: terms(),
		Chart: caseload(), Files: []plan.Download{{Link: plan.Link{Target: "/data/metrics/costs.csv", Word: plan.NumbersFile}, Chart: caseload()}},
		Used: []plan.Link{{Target: "/", Word: "home.link"}, {Target: "/topics/supervision/", Words: "Supervision"}},
	}
	view.Title, view.Charted = "Costs", true
	return page(view.Frame, view)
}

func glossaryPage() plan.Page {
	view := plan.GlossaryView{Frame: frame("glossary", "/glossary/"), Terms: terms()}
	return page(view.Frame, view)
}

func searchPage() plan.Page {
	view := plan.SearchView{Frame: frame("search", plan.SearchAddress), Letters: []plan.Letter{
		{Anchor: "letter-s", Letter: "S", Entries: []plan.Lead{
			{Kind: "topic", Words: "Supervision", Link: plan.Link{Target: "/topics/supervision/"}},
			{Kind: "heading", Words: "Supervision of staff", Link: plan.Link{Target: "/inspections/2022-02-ilacs/#staff"},
				Of: plan.Link{Target: "/inspections/2022-02-ilacs/", Words: "Inspection of Anytown", When: days("2022-02-28/2022-03-04")}},
		}},
		{Anchor: "letter-other", Letter: "#", Entries: []plan.Lead{{Kind: "term", Words: "16+", Link: plan.Link{Target: "/glossary/#16-plus"}}}},
	}}
	return page(view.Frame, view)
}

func updatesPage() plan.Page {
	view := plan.UpdatesView{Frame: frame("updates", "/updates/"), Updates: []plan.UpdateEntry{
		{Target: "/updates/2026-11-record/", Title: "The record", Summary: "From 2010 on.", Date: day("2026-11-21")},
	}}
	return page(view.Frame, view)
}

func updatePage() plan.Page {
	view := plan.UpdateView{Frame: frame("update", "/updates/2026-11-record/", plan.Link{Target: "/updates/", Word: "updates.title"}), Date: day("2026-11-21")}
	view.Title, view.Body = "The record", ownWords()
	return page(view.Frame, view)
}

func changesPage() plan.Page {
	view := plan.ChangesView{Frame: frame("changes", "/changes/"), Changes: []plan.Change{
		{Date: day("2026-11-21"), What: "A name was misspelt.", Page: plan.Link{Target: reportAddress, Words: "Inspection of Anytown"}},
	}}
	return page(view.Frame, view)
}

func notHeldPage() plan.Page {
	view := plan.NotHeldView{
		Frame: frame("not-held", "/not-held/"), Inspections: []plan.Record{visitRecord()},
		Papers: []plan.Lost{{Paper: plan.Link{Target: "/documents/minutes-2017/", Words: "Minutes"}, Missing: []string{"Graph 1 did not survive."}}},
	}
	return page(view.Frame, view)
}

func rowsOf(rows ...[]string) plan.Rows { return plan.RowsOf(slices.Values(rows)) }

func dataPages() []plan.Page {
	column := func(name, kind string) plan.Column {
		return plan.Column{Name: name, Type: kind, Required: name == "id"}
	}
	files := plan.DataFiles{Site: frame("data", "/").Site, Lang: "en-GB", Sets: []plan.Dataset{
		{ID: "inspections", Columns: []plan.Column{column("id", "string"), column("report_held", "boolean"), column("title", "string")},
			Rows: rowsOf([]string{"2022-02-ilacs", "true", "=Inspection"}), Date: day("2022-05-09")},
		{ID: "judgements", Columns: []plan.Column{column("id", "string"), {Name: "inspection_id", Type: "string", Required: true, Refers: "inspections"}, column("place", "integer")},
			Rows: rowsOf([]string{"2022-02-ilacs#care", "2022-02-ilacs", "1"}, []string{"2022-02-ilacs#overall", "2022-02-ilacs", ""})},
		{ID: "findings", Columns: []plan.Column{column("id", "string"), column("inspection_id", "string"), {Name: "kind", Type: "string", OneOf: []string{"strength", "improvement"}}}, Rows: rowsOf()},
		{ID: "paragraphs", Columns: []plan.Column{column("id", "string"), column("part_of_id", "string")}, Rows: rowsOf()},
	}}
	list, columns := plan.DataView{Frame: frame("data", plan.DataAddress), Files: files}, plan.DataView{Frame: frame("data-v1", plan.VersionAddress), Files: files}
	return []plan.Page{page(list.Frame, list), page(columns.Frame, columns)}
}
