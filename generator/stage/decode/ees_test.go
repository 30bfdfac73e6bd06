package decode

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// shared holds real files of the Department for Education's service, beside
// the repository and not in it. Where it is not there, the cases in
// testdata/official stand for it.
const shared = "../../../../shared/ees"

const england = "places: {england: E92000001}"

// chosen says how a metric describes each file: its year, what it chooses,
// and what comes of it: how many numbers and the first of them.
var chosen = map[string]struct {
	year, columns string
	numbers       int
	first         string
}{
	"4digit_simple":                         {"calendar", "indicator: admission_numbers\n  " + england, 5, "2018 england 712196 actual"},
	"4digit_extreme_gaps":                   {"calendar", "indicator: admission_numbers\n  " + england, 5, "1990 england 712196 actual"},
	"LA":                                    {"calendar", "indicator: admission_numbers\n  places: {camden: E09000007, barnsley: '370'}", 10, "2018 barnsley 3017 actual"},
	"escaped_commas":                        {"calendar", "indicator: admission_numbers\n  places: {birmingham: E08000025}", 5, "2018 birmingham 3962 actual"},
	"decimal_places_test":                   {"academic", "indicator: five_dp_negative\n  " + england, 6, "2018/19 england -9.11345 actual"},
	"absence_school":                        {"academic", "indicator: enrolments\n  filters: {school_type: Total, academy_type: N/A, ncyear: Year 4}\n  " + england, 3, "2020/21 england 930365 actual"},
	"dates":                                 {"calendar", "indicator: otherwise_vulnerable_children_attending\n  filters: {date: 23/03/2020}\n  periods: {2020-03-23/2020-03-29: 2020 Week 13}\n  " + england, 1, "2020-03-23/2020-03-29 england  not-applicable"},
	"6digit_simple":                         {"academic", "indicator: admission_numbers\n  periods: {2017-09/2017-12: 201718 Academic year Q1, 2018-01/2018-04: 201718 Academic year Q2}\n  " + england, 2, "2017-09/2017-12 england 712196 actual"},
	"case_sensitive_locations":              {"calendar", "indicator: admission_numbers\n  places: {derby: Derby}", 1, "2018 derby 3962 actual"},
	"all_year_identifier_blank":             {"calendar", "indicator: admission_numbers\n  periods: {2018: lines 2-5, 2017: lines 6-9}\n  places: {camden: E09000007}", 2, "2018 camden 2590 actual"},
	"mixed-categorical-numerical-data-test": {"academic", "indicator: ind_two\n  places: {camden: E09000007}", 1, "2024/25 camden 400 actual"},
}

// site puts a file of the shared folder and its description beside a metric.
func officialSite(t *testing.T, folder, name, year, columns string) map[string]string {
	t.Helper()
	site := map[string]string{"data/metrics/one.yaml": "title: T\ndefinition: D.\nunit: things\nkind: flow\nyear: " + year +
		"\nsource: dfe\nfile: " + name + ".csv\ncolumns:\n  " + columns + "\n"}
	for _, ending := range []string{".csv", ".meta.csv"} {
		text, err := os.ReadFile(filepath.Join(shared, folder, name+ending))
		if err != nil {
			t.Fatal(err)
		}
		site["data/official/"+name+ending] = string(text)
	}
	return site
}

func namesIn(t *testing.T, folder string) (names []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(shared, folder, "*.meta.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		names = append(names, strings.TrimSuffix(filepath.Base(file), ".meta.csv"))
	}
	return names
}

func TestEveryValidFileLoads(t *testing.T) {
	names := namesIn(t, "valid")
	if len(names) == 0 {
		t.Skipf("%s is not beside the repository; testdata/official stands for it", shared)
	}
	for _, name := range names {
		want, known := chosen[name]
		if !known {
			t.Errorf("no metric describes %s", name)
			continue
		}
		docs, problems := read(t, officialSite(t, "valid", name, want.year, want.columns))
		if len(problems) > 0 {
			t.Errorf("%s: %v", name, problems)
			continue
		}
		numbers := docs.Metrics[0].Observations.List()
		if len(numbers) != want.numbers || lineOf(numbers[0]) != want.first {
			t.Errorf("%s gives %d numbers, the first %s", name, len(numbers), lineOf(numbers[0]))
		}
	}
}

func TestEveryInvalidFileHasOneClearProblem(t *testing.T) {
	wanted := map[string]string{
		"invalid_geographic_level_in_data_file":     ".csv:2:20: “InvalidGeographicLevel” is not a geographic level",
		"missing_columns_in_data_file":              ".meta.csv:3:1: data/official/missing_columns_in_data_file.csv has no column “another_column_header”",
		"missing_time_period_column_in_data_file":   ".csv:1:1: the column “time_period” is missing",
		"quotes_in_metadata_file":                   ".meta.csv:5:1: data/official/quotes_in_metadata_file.csv has no column “admission,numbers4” and “'admission_numbers5'” (line 6)",
		"unexpected_number_of_columns_in_data_file": ".csv:2:54: this row has 7 columns, and the first row has 6; so it is in lines 4 and 5",
	}
	names := namesIn(t, "invalid")
	if len(names) == 0 {
		t.Skipf("%s is not beside the repository; testdata/official stands for it", shared)
	}
	for _, name := range names {
		_, problems := read(t, officialSite(t, "invalid", name, "calendar", "indicator: admission_numbers\n  "+england))
		if want := "data/official/" + name + wanted[name]; len(problems) != 1 || problems[0] != want {
			t.Errorf("%s gives\n  %s\nand should give\n  %s", name, strings.Join(problems, "\n  "), want)
		}
	}
}
