package render

import (
	"cmp"
	"encoding/json"
	"html"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"plainsight/generator/domain/date"
	"plainsight/generator/domain/document"
	"plainsight/generator/kit/language"
	"plainsight/generator/stage/plan"
)

// thing is something that schema.org has words for. Its members are written in the
// order of their names.
type thing ordered

func (t *thing) say(name string, value any) { *t = append(*t, member{name, value}) }

// linkedData says what a page is in the words of schema.org (JSON-LD), for
// programs that read pages: the way to it, and what an inspection, a metric or
// the site itself is. A page that leads on or that is not there says nothing.
func (s speaker) linkedData(view any) (template.JS, error) {
	framed, is := view.(interface{ Framed() plan.Frame })
	if !is {
		return "", nil
	}
	frame := framed.Framed()
	if frame.Embedded {
		return "", nil
	}
	switch frame.Kind {
	case "not-found", "moved", "short", "withdrawn":
		return "", nil
	}
	title, err := s.title(frame)
	if err != nil {
		return "", err
	}
	name := html.UnescapeString(string(title))
	var graph []thing
	switch v := view.(type) {
	case plan.HomeView:
		graph = append(graph, s.website(v, name))
	case plan.InspectionView:
		graph = append(graph, s.reportThing(v, name))
	case plan.MetricView:
		graph = append(graph, s.dataset(v, name))
	}
	if len(frame.Trail) > 0 {
		graph = append(graph, s.way(frame, name))
	}
	if len(graph) == 0 {
		return "", nil
	}
	return template.JS(piece(func(out []byte) []byte { // what could end a script is escaped
		return appendJSON(out, thing{{"@context", "https://schema.org"}, {"@graph", graph}})
	})), nil
}

func (s speaker) way(frame plan.Frame, name string) thing {
	var steps []thing
	add := func(name, at string) {
		steps = append(steps, thing{{"@type", "ListItem"}, {"position", len(steps) + 1}, {"name", name}, {"item", at}})
	}
	for _, link := range frame.Trail {
		words, err := s.label(link)
		if err == nil {
			add(html.UnescapeString(string(words)), onHost(frame, rooted(frame.Root, link.Target)))
		}
	}
	add(name, canonical(frame))
	return thing{{"@type", "BreadcrumbList"}, {"itemListElement", steps}}
}

func publisherOf(site plan.Site) thing {
	body := thing{{"@type", "GovernmentOrganization"}, {"name", site.Publisher}}
	if site.PublisherLink != "" {
		body.say("url", site.PublisherLink)
	}
	return body
}

func (s speaker) website(v plan.HomeView, name string) thing {
	return thing{{"@type", "WebSite"}, {"url", canonical(v.Frame)}, {"name", name}, {"inLanguage", v.Lang}, {"publisher", publisherOf(v.Site)}}
}

// reportThing is the report of an inspection by its inspectorate. The site is
// its publisher only where the report is not held, and the page is ours.
func (s speaker) reportThing(v plan.InspectionView, name string) thing {
	report := thing{
		{"@type", "Report"}, {"url", canonical(v.Frame)}, {"name", name}, {"inLanguage", cmp.Or(v.TextLang, v.Lang)},
		{"isPartOf", thing{{"@type", "WebSite"}, {"url", onHost(v.Frame, v.Root+"/")}, {"name", v.Site.Title}, {"publisher", publisherOf(v.Site)}}},
	}
	if v.Record.Inspectorate != "" {
		report.say("author", thing{{"@type", "GovernmentOrganization"}, {"name", v.Record.Inspectorate}})
	}
	if v.Record.Authority != "" {
		report.say("about", thing{{"@type", "GovernmentOrganization"}, {"name", v.Record.Authority}})
	}
	if v.Record.Summary != "" {
		report.say("abstract", v.Record.Summary)
	}
	if v.Record.Published.Known() {
		report.say("datePublished", v.Record.Published.String())
	}
	if v.Record.Inspected != nil {
		report.say("temporalCoverage", v.Record.Inspected.String())
	}
	licensed(&report, v.Sources...)
	return report
}

func (s speaker) dataset(v plan.MetricView, name string) thing {
	set := thing{
		{"@type", "Dataset"}, {"url", canonical(v.Frame)}, {"name", name}, {"description", v.Metric.Definition},
		{"inLanguage", v.Lang}, {"creator", thing{{"@type", "Organization"}, {"name", v.Source.Publisher}}}, {"isBasedOn", v.Source.Title},
		{"publisher", publisherOf(v.Site)},
	}
	if span, known := spanOf(v.Series); known {
		set.say("temporalCoverage", span)
	}
	var files []thing
	for _, file := range v.Files {
		if file.Link.Word == plan.NumbersFile {
			files = append(files, thing{{"@type", "DataDownload"}, {"encodingFormat", "text/csv"}, {"contentUrl", onHost(v.Frame, file.Link.Target)}})
		}
	}
	if len(files) > 0 {
		set.say("distribution", files)
	}
	licensed(&set, v.Source)
	return set
}

// licensed names the licence of the first source that has an address for it.
func licensed(one *thing, sources ...document.Source) {
	for _, source := range sources {
		switch {
		case ogl(source.Licence):
			one.say("license", "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/")
		case source.LicenceLink != "":
			one.say("license", source.LicenceLink)
		default:
			continue
		}
		return
	}
}

// spanOf is from the first period of any series to the last, as ISO 8601.
func spanOf(all []plan.Series) (span string, known bool) {
	var first, last date.Date
	for _, series := range all {
		for _, row := range series.Rows {
			if !first.Known() || row.Period.Span.First.Compare(first) < 0 {
				first = row.Period.Span.First
			}
			if !last.Known() || row.Period.Span.Last.Compare(last) > 0 {
				last = row.Period.Span.Last
			}
		}
	}
	if !first.Known() || !last.Known() {
		return "", false
	}
	return first.String() + "/" + last.String(), true
}

// appendJSON writes a thing as package json does. Its words are no passages.
func appendJSON(out []byte, value any) []byte {
	switch value := value.(type) {
	case string:
		return appendText(out, language.Unmarked(value), true)
	case int:
		return strconv.AppendInt(out, int64(value), 10)
	case thing:
		slices.SortFunc(value, func(a, b member) int { return strings.Compare(a.name, b.name) })
		out = append(out, '{')
		for i, one := range value {
			if i > 0 {
				out = append(out, ',')
			}
			out = appendJSON(append(appendText(out, one.name, true), ':'), one.value)
		}
		return append(out, '}')
	case []thing:
		out = append(out, '[')
		for i, one := range value {
			if i > 0 {
				out = append(out, ',')
			}
			out = appendJSON(out, one)
		}
		return append(out, ']')
	}
	written, _ := json.Marshal(value) // nothing else is in a thing
	return append(out, written...)
}
