package scaffold

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/domain/inspection"
	"plainsight/generator/domain/metric"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/lint"
)

var nameQuestion = Question{
	Name: "name", Ask: "Its name in the address, in small letters with hyphens; an empty line takes it from the title",
	Optional: true, check: isWord,
}

var titleQuestion = Question{Name: "title", Ask: "Its title", check: func(_ site, answer string) error {
	if address.Slug(answer) == "" {
		return errors.New("a title has letters")
	}
	return nil
}}

// nameOf is the name that was given, or one made from the title.
func nameOf(a Answers) string {
	if a["name"] != "" {
		return a["name"]
	}
	return address.Slug(a["title"])
}

var inspectionKind = Kind{
	Name: "inspection", About: "An inspection or a visit, with its source",
	Questions: []Question{
		{Name: "authority", Ask: "The authority", usual: func(s site) string { return s.docs.Settings.Home }, words: authorities},
		{Name: "framework", Ask: "The framework", usual: newestFramework, words: frameworks},
		{Name: "activity", Ask: "What inspectors came for", usual: func(site) string { return "inspection" }, words: always(inspection.Activities)},
		{Name: "inspected", Ask: "The days, as in 2022-02-28/2022-03-04, or a month, 2022-02", check: isSpan},
		{Name: "published", Ask: "The day on which it was published, as in 2022-05-09, if it is known", Optional: true, check: isDay},
		{Name: "title", Ask: "The title as the report prints it"},
	},
	files: func(s site, a Answers) []file {
		id := inspectionID(a)
		return []file{
			{path.Join(folderOf(s, a), id+".md"), inspectionText(s, a, id)},
			{"data/sources/report-" + id + ".yaml", sourceText(s, a)},
		}
	},
	toFill: []string{
		"the grades under “judgements:”, as the report prints them",
		"the summary, two or three plain sentences of your own",
		"the words of the report below the second line of hyphens, each numbered paragraph with its number",
		"the address of the report in its source, behind “link:”, and its licence as the report prints it",
		"an embargo, if there is one, behind “publish_after:”",
	},
}

func newestFramework(s site) string {
	newest, id := date.Date{}, ""
	for _, one := range s.docs.Frameworks {
		for _, edition := range one.Editions {
			if first := edition.Force.First; !edition.Force.Last.Known() && len(edition.Areas) > 0 && first.Compare(newest) > 0 {
				newest, id = first, one.ID
			}
		}
	}
	return id
}

// inspectionID is the year and month of the first day, and the framework, or
// the activity where that is no inspection.
func inspectionID(a Answers) string {
	span, _ := date.ParseSpan(a["inspected"]) // checked
	what := a["framework"]
	if a["activity"] != "inspection" {
		what = a["activity"]
	}
	return span.First.InMonth().String() + "-" + what
}

func folderOf(s site, a Answers) string {
	if a["authority"] == s.docs.Settings.Home {
		return decode.InspectionsFolder
	}
	return path.Join(decode.InspectionsFolder, a["authority"])
}

func inspectionText(s site, a Answers, id string) string {
	var t strings.Builder
	fmt.Fprintf(&t, "---\ntitle: %s\nauthority: %s\nframework: %s\nactivity: %s\ninspected: %s\n",
		quoted(a["title"]), a["authority"], a["framework"], a["activity"], a["inspected"])
	if a["published"] != "" {
		fmt.Fprintf(&t, "published: %s\n", a["published"])
	} else {
		fmt.Fprint(&t, "#published: 2022-05-09\n")
	}
	span, _ := date.ParseSpan(a["inspected"]) // checked
	edition, _ := s.edition(a["framework"], span.First.First())
	if a["activity"] == "inspection" && len(edition.Areas) > 0 {
		fmt.Fprint(&t, "# Write the grades as the report prints them, and take the number signs away:\n#judgements:\n")
		for _, area := range edition.Areas {
			fmt.Fprintf(&t, "#  %s:          # %s\n", area.ID, area.Name)
		}
	}
	fmt.Fprintf(&t, "sources: [report-%s]\n#summary: >\n#  Two or three plain sentences of your own.\n", id)
	fmt.Fprintf(&t, "# The end of an embargo, by the clock in London:\n#publish_after: %sT00:01\n", cmp.Or(a["published"], s.today.String()))
	fmt.Fprint(&t, "# While this line is here, the public does not see the page:\ndraft: true\n---\n\n")
	fmt.Fprintln(&t, lint.ReportToCome)
	if a["activity"] == "inspection" {
		fmt.Fprint(&t, headingOf(s, a["framework"]))
	}
	return t.String()
}

// headingOf is a heading of the framework below which findings stand.
func headingOf(s site, id string) string {
	for _, one := range s.docs.Frameworks {
		if one.ID != id {
			continue
		}
		first := ""
		for heading, kind := range one.Findings {
			if kind == "improvement" && (first == "" || heading < first) {
				first = heading
			}
		}
		if first != "" {
			return "\n## " + first + "\n\n- " + lint.FindingToCome + "\n"
		}
	}
	return ""
}

// inspectorateOf is who inspects by a framework.
func inspectorateOf(s site, id string) string {
	for _, one := range s.docs.Frameworks {
		if one.ID == id {
			return one.Inspectorate
		}
	}
	return ""
}

func sourceText(s site, a Answers) string {
	dated := ""
	if a["published"] != "" {
		dated = "date: " + a["published"] + "\n"
	}
	return fmt.Sprintf("title: %s\npublisher: %s\nkind: inspection-report\n%slicence: Open Government Licence v3.0\n"+
		"licence_link: https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/\n"+
		"#link: https://…\nheld: full\n", quoted(a["title"]), quoted(inspectorateOf(s, a["framework"])), dated)
}

var updateKind = Kind{
	Name: "update", About: "A note on what is new on the site",
	Questions: []Question{
		titleQuestion,
		{Name: "date", Ask: "Its day, as in 2022-05-09", usual: func(s site) string { return s.today.String() }, check: isDay},
		nameQuestion,
	},
	files: func(_ site, a Answers) []file {
		return []file{{"content/updates/" + a["date"][:7] + "-" + nameOf(a) + ".md",
			fmt.Sprintf("---\ntitle: %s\ndate: %s\ndraft: true\n---\n\n%s\n", quoted(a["title"]), a["date"], lint.NewsToCome)}}
	},
	toFill: []string{"the text, in plain words"},
}

var metricKind = Kind{
	Name: "metric", About: "Numbers, with what describes them",
	Questions: []Question{
		titleQuestion,
		{Name: "definition", Ask: "What is counted, in a plain sentence"},
		{Name: "unit", Ask: "The unit: a noun such as “referrals”, or per cent, pounds, per 10,000, ratio"},
		{Name: "kind", Ask: "The kind, flow being in a period and stock at a date", usual: func(site) string { return "flow" }, words: always(metric.Kinds)},
		{Name: "year", Ask: "What a year is", usual: func(site) string { return "financial" }, words: always(metric.Years)},
		{Name: "from", Ask: "The source, named like its file in data/sources", words: sources},
		nameQuestion,
	},
	files: func(s site, a Answers) []file {
		described := fmt.Sprintf("title: %s\ndefinition: %s\nunit: %s\nkind: %s\nyear: %s\nsource: %s\n# While this line is here, the public does not see the numbers:\ndraft: true\n",
			quoted(a["title"]), quoted(a["definition"]), quoted(a["unit"]), a["kind"], a["year"], a["from"])
		return []file{
			{"data/metrics/" + nameOf(a) + ".yaml", described},
			{"data/metrics/" + nameOf(a) + ".csv", "period,place,value,status,note\n" + period(s.today, a["year"]) + "," + placeOf(s) + ",,not-available,\n"},
		}
	},
	toFill: []string{
		"the numbers in the .csv, one a line: period, place, value, status, note",
		"what a reader has to know before using them, behind “caveat:” in the .yaml",
	},
}

// period is the last year of a kind that is over.
func period(today date.Date, year string) string {
	switch year {
	case "calendar", "september":
		return fmt.Sprint(today.Year() - 1)
	}
	return fmt.Sprintf("%d/%02d", today.Year()-2, (today.Year()-1)%100)
}

func placeOf(s site) string {
	if s.docs.Settings.Home != "" {
		return s.docs.Settings.Home
	}
	if ids := authorities(s); len(ids) > 0 {
		return ids[0]
	}
	return "england"
}

var threadKind = Kind{
	Name: "thread", About: "One matter, followed from inspection to inspection",
	Questions: []Question{
		titleQuestion,
		{Name: "starts", Ask: "Where it was first found, as in 2010-12-ucra#develop-1", check: isPlace},
		nameQuestion,
	},
	files: func(_ site, a Answers) []file {
		return []file{{"data/threads/" + nameOf(a) + ".yaml", fmt.Sprintf("title: %s\n#summary: >\n#  One or two plain sentences of your own.\nstarts: %s\n"+
			"# What later places say of it, in order of time:\n#steps:\n#  - {at: 2022-02-ilacs#p15, relation: still-open, caveat: What the place does not say.}\n"+
			"# While this line is here, the public does not see it:\ndraft: true\n", quoted(a["title"]), a["starts"])}}
	},
	toFill: []string{
		"what later places say of it, under “steps:”",
		"the council's own words on it, under “council:”, each with its day and source",
	},
}

var topicKind = Kind{
	Name: "topic", About: "A matter, with the places that speak of it",
	Questions: []Question{
		titleQuestion,
		{Name: "says", Ask: "A place that speaks of it, as in 2022-02-ilacs#p15", check: isPlace},
		nameQuestion,
	},
	files: func(_ site, a Answers) []file {
		return []file{{"content/topics/" + nameOf(a) + ".md",
			fmt.Sprintf("---\ntitle: %s\nsays:\n  - %s\ndraft: true\n---\n\n%s\n", quoted(a["title"]), a["says"], lint.TopicToCome)}}
	},
	toFill: []string{"further places, under “says:”", "the text, in plain words"},
}

var pageKind = Kind{
	Name: "page", About: "A page of your own",
	Questions: []Question{titleQuestion, nameQuestion},
	files: func(_ site, a Answers) []file {
		return []file{{"content/pages/" + nameOf(a) + ".md",
			fmt.Sprintf("---\ntitle: %s\ndraft: true\n---\n\n%s\n", quoted(a["title"]), lint.PageToCome)}}
	},
	toFill: []string{"the text, in plain words"},
}
