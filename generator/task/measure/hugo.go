package measure

import (
	"encoding/json"
	"fmt"
	"iter"
	"path"
	"strings"
)

// forHugo is a site for Hugo with the same reports and numbers: a page for each
// report, with its grades, words, chart and table; a list for each authority;
// the first page, a feed and a map of the site. It is written as Hugo's own
// guides advise: no taxonomies, numbers as data, and no work in a template that
// could be done once.
func (s Shape) forHugo() iter.Seq[file] {
	return func(yield func(file) bool) {
		for name, text := range layouts {
			if !yield(file{name, []byte(text)}) {
				return
			}
		}
		for i := range s.Metrics {
			if !yield(file{fmt.Sprintf("data/measures/m%d.json", i+1), s.numbersForHugo(i)}) {
				return
			}
		}
		for i := range s.Authorities {
			text := fmt.Sprintf("---\ntitle: %s\n---\n", authorityName(i))
			if !yield(file{path.Join("content", authorityID(i), "_index.md"), []byte(text)}) {
				return
			}
		}
		for i := range s.Reports {
			one := s.report(i)
			if !yield(file{path.Join("content", one.authority, one.id+".md"), []byte(one.forHugo())}) {
				return
			}
		}
	}
}

func (s Shape) numbersForHugo(i int) []byte {
	type row struct {
		Period string `json:"period"`
		Value  int    `json:"value"`
	}
	all := map[string][]row{}
	for a := range s.Authorities {
		by := dice(i, a)
		for year := range years {
			all[authorityID(a)] = append(all[authorityID(a)], row{fmt.Sprintf("%d/%02d", 2001+year, (2002+year)%100), 400 + by.roll(600)})
		}
	}
	text, err := json.Marshal(all)
	if err != nil {
		panic(err) // strings and numbers can be written
	}
	return text
}

func (r report) forHugo() string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: Inspection of %s children's services\ndate: %s\nplace: %s\nmeasure: m%d\n", r.name, r.day.AddDate(0, 0, 60).Format("2006-01-02"), r.authority, r.metric)
	fmt.Fprintf(&b, "grades:\n  - {area: Leadership, grade: %s}\n  - {area: Help and protection, grade: %s}\n  - {area: Care, grade: %s}\n  - {area: Overall, grade: %s}\n", r.grades[0], r.grades[1], r.grades[2], r.grades[3])
	fmt.Fprintf(&b, "summary: %s\n---\n\n%s", r.sentence(), r.body())
	return b.String()
}

var layouts = map[string]string{
	"hugo.toml": `baseURL = "https://inspections.plainton.example/"
languageCode = "en-GB"
title = "Inspections of children's services in an invented country"
disableKinds = ["taxonomy", "term"]
[services.rss]
limit = 20
`,
	"layouts/_default/baseof.html": `<!DOCTYPE html>
<html lang="en-GB">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{ .Title }}</title><link rel="canonical" href="{{ .Permalink }}"></head>
<body>
{{ partialCached "menu.html" . }}
<main>
{{ block "main" . }}{{ end }}
</main>
{{ partialCached "foot.html" . }}
</body>
</html>
`,
	"layouts/partials/menu.html": `<a href="#main">Skip</a><nav><ul><li><a href="/">Home</a></li><li><a href="/sitemap.xml">Map</a></li></ul></nav>`,
	"layouts/partials/foot.html": `<footer><p>Plainton Council. Open Government Licence v3.0.</p></footer>`,
	"layouts/index.html":         `{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range site.Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}`,
	"layouts/_default/list.html": `{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Date.Format "2 January 2006" }}: {{ .Params.summary }}</li>{{ end }}</ul>{{ end }}`,
	"layouts/_default/single.html": `{{ define "main" }}<h1>{{ .Title }}</h1>
<p>{{ .Date.Format "2 January 2006" }}. {{ .Params.summary }}</p>
<table><caption>Grades</caption><tbody>{{ range .Params.grades }}<tr><th scope="row">{{ .area }}</th><td>{{ .grade }}</td></tr>{{ end }}</tbody></table>
{{ .Content }}
{{ partial "chart.html" . }}
<nav>{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }} {{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav>
{{ end }}`,
	"layouts/partials/chart.html": `{{ $rows := index (index hugo.Data.measures .Params.measure) .Params.place }}
<figure><svg viewBox="0 0 600 300" role="img" aria-label="Numbers by year">
<polyline fill="none" stroke="currentColor" points="{{ range $i, $row := $rows }}{{ mul $i 25 }},{{ sub 300 (div (mul $row.value 3) 10) }} {{ end }}"/>
{{ range $i, $row := $rows }}<circle cx="{{ mul $i 25 }}" cy="{{ sub 300 (div (mul $row.value 3) 10) }}" r="3"/><text x="{{ mul $i 25 }}" y="298">{{ $row.period }}</text>{{ end }}
</svg>
<table><caption>Numbers by year</caption><thead><tr><th scope="col">Year</th><th scope="col">Number</th></tr></thead><tbody>{{ range $rows }}<tr><th scope="row">{{ .period }}</th><td>{{ .value }}</td></tr>{{ end }}</tbody></table></figure>`,
}
