package decode

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"plainsight/generator/stage/collect"
)

// A large official file: 150 councils in 14 years, split by 48 kinds of
// workers, 100,800 rows with 3 indicators. A large file of our own form: the
// same numbers of one council, by 7,200 groups.
const (
	councils = 150
	years    = 14
	kinds    = 48
)

func largeSite() map[string]string {
	var official, own strings.Builder
	official.WriteString("time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,new_la_code,old_la_code,la_name,kind,rate,headcount,posts\n")
	own.WriteString("period,place,value,status,note,council,kind\n")
	for year := range years {
		for council := range councils {
			for kind := range kinds {
				number := (year*councils+council)*kinds + kind
				fmt.Fprintf(&official, "%d,Reporting year,Local authority,E92000001,England,E12000007,London,E%08d,%d,Council %d,Kind %d,%d.5,\"%d,%03d\",c\n",
					2011+year, 9000000+council, 200+council, council, kind, number%100, 1+number/1000, number%1000)
				fmt.Fprintf(&own, "%d/%02d,merton,\"%d,%03d\",actual,\"panel#p2-1, Table %d\",Council %d,Kind %d\n", 2010+year, 11+year, 1+number/1000, number%1000, year, council, kind)
			}
		}
	}
	const described = "title: T\ndefinition: D.\nkind: stock\nyear: financial\nsource: dfe\n"
	const taken = described + "file: large.csv\ncolumns:\n  filters: {kind: Kind 47}\n  places: {merton: E09000024, last: E09000149}\n"
	return map[string]string{
		"data/official/large.csv":      official.String(),
		"data/official/large.meta.csv": "col_name,col_type\nkind,Filter\nrate,Indicator\nheadcount,Indicator\nposts,Indicator\n",
		"data/metrics/headcount.yaml":  taken + "  indicator: headcount\nunit: people\n",
		"data/metrics/posts.yaml":      taken + "  indicator: posts\nunit: posts\n",
		"data/metrics/own.yaml":        strings.Replace(described, "stock", "flow", 1) + "unit: people\n",
		"data/metrics/own.csv":         own.String(),
	}
}

func TestLargeFiles(t *testing.T) {
	site := largeSite()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	docs, problems := read(t, site)
	runtime.ReadMemStats(&after)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	// What was ever taken is more than what was held at one time.
	if taken := (after.TotalAlloc - before.TotalAlloc) >> 20; taken > 300 {
		t.Errorf("%d MB were taken for reading", taken)
	}
	headcount, own, posts := docs.Metrics[0].Observations.List(), docs.Metrics[1].Observations.List(), docs.Metrics[2].Observations.List()
	if len(headcount) != 2*years || len(own) != councils*years*kinds || len(posts) != 2*years {
		t.Fatal(len(headcount), len(own), len(posts))
	}
	for i, o := range headcount {
		year, place, council := i/2, "merton", 24
		if i%2 == 1 {
			place, council = "last", 149
		}
		number := (year*councils+council)*kinds + 47
		want := fmt.Sprintf("%d-03-31 %s %d actual", 2011+year, place, 1000+number)
		if lineOf(o) != want || o.Line != 2+number || o.Value.Number != float64(1000+number) {
			t.Errorf("line %d is %s, want %s", o.Line, lineOf(o), want)
		}
		if withheld := posts[i]; withheld.Value.Known() || withheld.Status != "suppressed" {
			t.Errorf("%+v", withheld)
		}
	}
	for number, o := range own {
		if o.Value.Number != float64(1000+number) || o.Line != 2+number || o.Groups[1] != fmt.Sprintf("Kind %d", number%kinds) {
			t.Fatalf("%+v is not number %d", o, number)
		}
	}
}

// BenchmarkLargeFiles reads 201,600 rows in two files.
func BenchmarkLargeFiles(b *testing.B) {
	site := fstest.MapFS{"content": {Mode: 0o755 | 1<<31}}
	size := 0
	for name, text := range largeSite() {
		site[name] = &fstest.MapFile{Data: []byte(text)}
		size += len(text)
	}
	files, _ := collect.Files(site)
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		if _, problems, err := Files(files); err != nil || len(problems) > 1 {
			b.Fatal(problems, err)
		}
	}
}
