package decode

import (
	"strings"
	"testing"
	"testing/fstest"

	"plainsight/generator/stage/collect"
)

func read(t testing.TB, files map[string]string) (Documents, []string) {
	t.Helper()
	site := fstest.MapFS{"content": {Mode: 0o755 | 1<<31}, "data": {Mode: 0o755 | 1<<31}}
	for name, text := range files {
		site[name] = &fstest.MapFile{Data: []byte(text)}
	}
	source, problems := collect.Files(site)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	docs, found, err := Files(source)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, problem := range found {
		if problem.Code != noSettings.ID {
			lines = append(lines, problem.Place.String()+": "+problem.Message)
		}
	}
	return docs, lines
}

const referrals = `title: Referrals
definition: Requests for services.
unit: referrals
kind: flow
year: financial
source: panel
`

func TestNumbersAreReadWithTheirPeriods(t *testing.T) {
	docs, problems := read(t, map[string]string{
		"data/metrics/referrals.yaml": referrals,
		"data/metrics/referrals.csv": "\ufeffplace,period,status,value,note,age\r\n" +
			"merton,2006/07,actual,2116,\"panel#p2-1, Table 1\",all\r\n" +
			"merton,2010-07/2010-12,predicted,569.5,,all\r\n" +
			"merton,2017-03-31,suppressed,,,under 5\r\n",
	})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	m := docs.Metrics[0]
	if m.Observations.Len() != 3 || strings.Join(m.Groups, ",") != "age" {
		t.Fatalf("%+v", m)
	}
	numbers := m.Observations.List()
	first := numbers[0]
	if first.Value.Number != 2116 || first.Period.Span.String() != "2006-04-01/2007-03-31" ||
		first.Note != "panel#p2-1, Table 1" || first.Groups[0] != "all" || first.Line != 2 {
		t.Errorf("%+v", first)
	}
	if withheld := numbers[2]; withheld.Value.Known() || withheld.Status != "suppressed" {
		t.Errorf("%+v", withheld)
	}
}

func TestNumbersThatCannotBeRight(t *testing.T) {
	const header = "period,place,value,status,note\n"
	for csv, want := range map[string]string{
		"":                                                              "data/metrics/referrals.csv: the file is empty",
		"period,place,valeu,status\n":                                   "data/metrics/referrals.csv:1:1: the column “value” is missing",
		"period,place,value,status,status\n":                            "data/metrics/referrals.csv:1:27: the column “status” is there twice",
		"period,place,value,status,note,,\n":                            "data/metrics/referrals.csv:1:32: column 6 has no name in the first row",
		header + "2006-07,merton,1,actual,\n":                           "data/metrics/referrals.csv:2:1: “2006-07” could be a month or two years",
		header + "2006/08,merton,1,actual,\n":                           "data/metrics/referrals.csv:2:1: “2006/08” are not two years that follow each other",
		header + "2006/07,merton,\"1,9\",actual,\n":                     "data/metrics/referrals.csv:2:16: “1,9” is not a number",
		header + "2006/07,merton,£5,actual,\n":                          "data/metrics/referrals.csv:2:16: “£5” is in pounds, and the unit of the metric is “referrals”",
		header + "2006/07,merton,1e3,actual,\n":                         "data/metrics/referrals.csv:2:16: “1e3” is not a number",
		header + "2006/07,merton,1,acutal,\n":                           "data/metrics/referrals.csv:2:18: “acutal” is not a status of a number",
		header + "2006/07,merton,,actual,\n":                            "data/metrics/referrals.csv:2:16: there is no number here, and its status is “actual”",
		header + "2006/07,merton,0,suppressed,\n":                       "data/metrics/referrals.csv:2:18: a number and “suppressed” do not go together",
		header + "2006/07,merton,1,actual,\n2006/07,merton,2,actual,\n": "data/metrics/referrals.csv:3: there is a number for this period and place already, in line 2",
		header + "2006/07,merton,1\n":                                   "data/metrics/referrals.csv:2:1: this row has 3 columns, and the first row has 5",
		header + "2006/07,mer\"ton,1,actual,\n":                         "data/metrics/referrals.csv:2:12: a quotation mark stands where it cannot be read",
		"\xff\xfep\x00":                                                 "data/metrics/referrals.csv:1: the file is saved as UTF-16, from its first line on",
		header + "2006/07,merton,1,actual,\xa3\n":                       "data/metrics/referrals.csv:2:25: a letter in this line is not saved as UTF-8, but in an old way such as Latin-1",
	} {
		_, problems := read(t, map[string]string{
			"data/metrics/referrals.yaml": referrals,
			"data/metrics/referrals.csv":  csv,
		})
		if len(problems) != 1 || problems[0] != want {
			t.Errorf("%q gives %q, want %q", csv, problems, want)
		}
	}
	_, problems := read(t, map[string]string{"data/metrics/alone.csv": header})
	if len(problems) != 1 || !strings.Contains(problems[0], "nothing says what these numbers are") {
		t.Error(problems)
	}
}

func TestDatesAsPeopleWriteThem(t *testing.T) {
	for written, iso := range map[string]string{
		"13 October 2020": "2020-10-13", "9/5/2022": "2022-05-09", "October 2020": "2020-10",
		"1 Jan 2021": "2021-01-01", "soon": "", "2020-13-01": "",
	} {
		if got := isoOf(written); got != iso {
			t.Errorf("%s is %q, want %q", written, got, iso)
		}
	}
}

// TestDaysAreInOrder: the first day decides on the edition, wherever in the
// list it was written.
func TestDaysAreInOrder(t *testing.T) {
	docs, _ := read(t, map[string]string{
		"content/inspections/2022-02-x.md": "---\ninspected: [2022-03-03, 2022-02-28/2022-03-01]\n---\n",
	})
	if days := docs.Inspections[0].Inspected; days.First().String() != "2022-02-28" || days.Last().String() != "2022-03-03" {
		t.Errorf("inspected on %v", days)
	}
}

// FuzzFiles: whatever stands in the files, every problem has a place in a
// file, and nothing panics.
func FuzzFiles(f *testing.F) {
	f.Add("title: x\nauthority: merton\njudgements: {a: b}\n", "1. One\n", "period,place,value,status\n2006/07,m,1,actual\n", "title: [x]")
	f.Add("title: [x]\ninspected: 2022-02-30\nsources:\n", "## Heading {#x}\n\n- item", "\"", "- a\n- b")
	f.Add("corrections: [{date: 2022, what: x}]", "| a |\n|---|\n", ",,,\n", "grades: {a: [b]}")
	f.Fuzz(func(t *testing.T, front, body, csv, data string) {
		site := map[string]string{
			"content/inspections/2022-02-x.md": "---\n" + front + "\n---\n" + body,
			"content/pages/about.md":           body,
			"data/metrics/referrals.yaml":      referrals,
			"data/metrics/referrals.csv":       csv,
		}
		for _, name := range []string{"site", "authorities", "scales", "lanes", "frameworks/x", "sources/x"} {
			site["data/"+name+".yaml"] = data
		}
		_, problems := read(t, site)
		for _, problem := range problems {
			if !strings.HasPrefix(problem, "content/") && !strings.HasPrefix(problem, "data/") {
				t.Errorf("a problem has no place: %s", problem)
			}
		}
	})
}
