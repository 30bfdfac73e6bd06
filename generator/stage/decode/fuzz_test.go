package decode

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"plainsight/generator/domain/metric"
)

// FuzzOfficial: whatever an official file, its description and the choice
// say, every problem has a place, and every number that is taken is one cell
// of the file, for an authority of the site, once a period.
func FuzzOfficial(f *testing.F) {
	archives, err := filepath.Glob("testdata/official/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		var choice, data, about string
		for _, file := range archive.Files {
			switch {
			case strings.HasPrefix(file.Name, "metrics/"):
				_, choice, _ = strings.Cut(string(file.Data), "columns:\n")
			case isDescription("data/" + file.Name):
				about = string(file.Data)
			case isOfficial("data/" + file.Name):
				data = string(file.Data)
			}
			f.Add(choice, data, about, true)
			f.Add(choice, data, "", false)
		}
	}
	f.Fuzz(func(t *testing.T, choice, data, about string, described bool) {
		site := map[string]string{
			"data/authorities.yaml": "- {id: england, name: England, codes: {ons: E92000001}}\n- {id: merton, name: Merton, codes: {ons: E09000024, old: '315'}}\n",
			"data/metrics/one.yaml": "title: T\ndefinition: D.\nunit: children\nkind: stock\nyear: september\nsource: dfe\nfile: one.csv\ncolumns:\n" + choice,
			"data/official/one.csv": data,
		}
		if described {
			site["data/official/one.meta.csv"] = about
		}
		docs, problems := read(t, site)
		for _, problem := range problems {
			if !strings.HasPrefix(problem, "data/") {
				t.Errorf("a problem has no place: %s", problem)
			}
		}
		for _, m := range docs.Metrics {
			checkNumbers(t, m, data)
		}
	})
}

func checkNumbers(t *testing.T, m Metric, data string) {
	t.Helper()
	seen := map[string]bool{}
	for o := range m.Observations.All() {
		if key := o.Period.Printed + " " + o.Place; seen[key] {
			t.Errorf("%s is there twice", key)
		} else {
			seen[key] = true
		}
		if o.Line < 2 || o.Line > 1+strings.Count(data, "\n") {
			t.Errorf("there is no line %d", o.Line)
		}
		if !o.Period.Span.Known() || o.Value.Known() == slices.Contains(metric.Reasons, o.Status) {
			t.Errorf("%+v", o)
		}
	}
}

// FuzzOutcomes: every problem has a place, and every outcome has a name, a day
// and grades of a scale.
func FuzzOutcomes(f *testing.F) {
	for _, csv := range []string{
		"Local authority name,Inspection date,Publication date,Overall effectiveness\nMerton,28/02/2022,,Good\n",
		"Overall effectiveness,Children in care,Local authority name,Inspection date,Publication date\nGood,x,A & B,1/1/2020,2020-01-02\n",
	} {
		f.Add(csv)
	}
	f.Fuzz(func(t *testing.T, csv string) {
		docs, problems := read(t, country(csv))
		for _, problem := range problems {
			if !strings.HasPrefix(problem, "data/outcomes/2024.csv") {
				t.Errorf("a problem has no place: %s", problem)
			}
		}
		for _, o := range docs.Outcomes {
			if o.Name == "" || !o.Inspected.Exact() || o.Place.Line < 2 {
				t.Errorf("%+v", o)
			}
		}
	})
}
