package link

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"plainsight/generator/stage/collect"
	"plainsight/generator/stage/decode"
)

// problemsOf links a site that has a source and one authority, and gives the
// problems of link that are about its metrics.
func problemsOf(t *testing.T, files map[string]string) (lines []string) {
	t.Helper()
	site := fstest.MapFS{
		"content":               {Mode: 0o755 | 1<<31},
		"data/authorities.yaml": {Data: []byte("- {id: merton, name: Merton, codes: {ons: E09000024}}\n")},
		"data/sources/dfe.yaml": {Data: []byte("title: T\npublisher: P\nkind: letter\nlicence: L\nheld: full\n")},
	}
	for name, text := range files {
		site["data/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	source, _ := collect.Files(site)
	docs, found, err := decode.Files(source)
	if err != nil {
		t.Fatal(err)
	}
	_, _, more := Documents(docs, time.Date(2026, 5, 9, 9, 0, 0, 0, time.UTC), Public)
	for _, problem := range append(found, more...) {
		if problem.Code != "no-settings" {
			lines = append(lines, problem.Place.String()+": "+problem.Message)
		}
	}
	return lines
}

const described = "title: T\ndefinition: D.\nunit: posts\nkind: flow\nyear: calendar\nsource: dfe\n"

func TestTheNumbersOfMetrics(t *testing.T) {
	const official = "time_period,time_identifier,geographic_level,new_la_code,posts\n2018,Calendar year,Local authority,E09000024,1\n2019,Calendar year,Local authority,E09000024,1\n"
	for _, c := range []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"our own form", map[string]string{"metrics/a.yaml": described, "metrics/a.csv": "period,place,value,status\n2018,merton,1,actual\n"}, ""},
		{"an official file", map[string]string{"metrics/a.yaml": described + "file: b.csv\ncolumns:\n  indicator: posts\n", "official/b.csv": official}, ""},
		{"no numbers", map[string]string{"metrics/a.yaml": described}, "data/metrics/a.yaml: there are no numbers for “a”"},
		{"no official file", map[string]string{"metrics/a.yaml": described + "file: b.csv\ncolumns: {indicator: posts}\n"}, "data/metrics/a.yaml:7:7: there is no file data/official/b.csv"},
		{"an official file in an old encoding", map[string]string{"metrics/a.yaml": described + "file: b.csv\ncolumns: {indicator: posts}\n", "official/b.csv": "\xff\xfe"},
			"data/official/b.csv:1: the file is saved as UTF-16, from its first line on"},
		{"a description that cannot be read", map[string]string{"metrics/a.yaml": described + "file: b.csv\ncolumns: {indicator: posts}\n", "official/b.csv": official, "official/b.meta.csv": ""},
			"data/official/b.meta.csv: the file is empty"},
		{"a place on many rows", map[string]string{"metrics/a.yaml": described, "metrics/a.csv": "period,place,value,status\n2018,mertn,1,actual\n2019,mertn,1,actual\n2020,merton,1,actual\n"},
			"data/metrics/a.csv:2: there is no authority “mertn”"},
		{"a place that a metric names", map[string]string{"metrics/a.yaml": described + "file: b.csv\ncolumns:\n  indicator: posts\n  places: {mertn: E09000024}\n", "official/b.csv": official},
			"data/metrics/a.yaml:10:12: there is no authority “mertn”"},
	} {
		if got := strings.Join(problemsOf(t, c.files), "; "); got != c.want {
			t.Errorf("%s gives\n%s\nand should give\n%s", c.name, got, c.want)
		}
	}
}
