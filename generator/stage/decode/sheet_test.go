package decode

import (
	"fmt"
	"strings"
	"testing"
)

// rowsOf reads a sheet to its end, and gives its rows and problems.
func rowsOf(csv string) (rows []string, problems []string) {
	s, found := openSheet(source{name: "a.csv", bytes: []byte(csv)}, "one,two")
	if s != nil {
		for s.next() {
			rows = append(rows, fmt.Sprintf("%d %s", s.line(), strings.Join(s.row, "|")))
		}
		found = s.close()
	}
	for _, problem := range found {
		problems = append(problems, problem.Place.String()+": "+problem.Message+". "+problem.Hint)
	}
	return rows, problems
}

func TestRowsOfASheet(t *testing.T) {
	for csv, want := range map[string]string{
		"one,two\n1,2\n":                        "2 1|2",
		"\ufeffone,two\r\n1,2\r\n":              "2 1|2",
		"one,two\n1,2":                          "2 1|2",
		"one,two\n\n,\n1,2\n,\n":                "4 1|2",
		"one,two\n\"a\nb\",2\n3,4\n":            "2 a\nb|2; 4 3|4",
		"one,two\n\"say \"\"so\"\"\",\"1,2\"\n": "2 say \"so\"|1,2",
		"one,two\n":                             "",
	} {
		rows, problems := rowsOf(csv)
		if len(problems) > 0 || strings.Join(rows, "; ") != want {
			t.Errorf("%q gives %q, %q", csv, rows, problems)
		}
	}
}

func TestSheetsThatCannotBeRead(t *testing.T) {
	const again = " Open it in the spreadsheet and save it again as “CSV UTF-8 (comma delimited)”."
	for csv, want := range map[string]string{
		"":                            "a.csv: the file is empty. Begin with the row “one,two”.",
		"\xff\xfeo\x00n\x00":          "a.csv:1: the file is saved as UTF-16, from its first line on." + again,
		"\xfe\xff\x00o\x00n":          "a.csv:1: the file is saved as UTF-16, from its first line on." + again,
		"one,two\na\x07,b\n":          "a.csv:2:2: there is a sign here that nobody can see, and that no table has." + again,
		"one,two\na,b\u0085\n":        "a.csv:2:4: there is a sign here that nobody can see, and that no table has." + again,
		"o\x00n\x00e\x00":             "a.csv:1:2: there is a sign here that no table has; the file is saved as UTF-16, or is no table." + again,
		"one,two\né,\xa35\n":          "a.csv:2:3: a letter in this line is not saved as UTF-8, but in an old way such as Latin-1." + again,
		"one,two\n1,\xe2\x82\n":       "a.csv:2:3: a letter in this line is not saved as UTF-8, but in an old way such as Latin-1." + again,
		"one,two\r1,2\r":              "a.csv:1: the lines end as on an old Macintosh, so that they read as one." + again,
		"one;two\n1;2\n":              "a.csv:1: the columns are not parted by commas." + again,
		"one\ttwo\n":                  "a.csv:1: the columns are not parted by commas." + again,
		"one,two,one\n":               "a.csv:1:9: the column “one” is there twice. Give every column a name of its own.",
		"one, \n":                     "a.csv:1:5: column 2 has no name in the first row. Name it; or, where there is nothing in it, delete the column in the spreadsheet.",
		"one,two\néé,a\"b\n":          "a.csv:2:5: a quotation mark stands where it cannot be read. Put the whole cell between quotation marks, and write a mark inside it twice.",
		"one,two\n\"1":                "a.csv:2:3: a quotation mark stands where it cannot be read. Put the whole cell between quotation marks, and write a mark inside it twice.",
		"one,two\n1,2\n\"é\",2,3\n":   "a.csv:3:7: this row has 3 columns, and the first row has 2. Put words that hold a comma between quotation marks, and take out cells that no column has.",
		"one,two\n1\n1,2\n1\n1,2,3\n": "a.csv:2:1: this row has 1 column, and the first row has 2; so it is in lines 4 and 5. Put words that hold a comma between quotation marks, and take out cells that no column has.",
		"one,two\n" + strings.Repeat("1\n", 9): "a.csv:2:1: this row has 1 column, and the first row has 2; so it is in lines 3, 4, 5, 6, 7 and 3 more. " +
			"Put words that hold a comma between quotation marks, and take out cells that no column has.",
	} {
		if _, problems := rowsOf(csv); len(problems) != 1 || problems[0] != want {
			t.Errorf("%q gives\n%q, want\n%q", csv, problems, want)
		}
	}
}

func TestFewProblemsAreShownAndTheRestCounted(t *testing.T) {
	_, problems := read(t, map[string]string{
		"data/metrics/referrals.yaml": referrals,
		"data/metrics/referrals.csv":  "period,place,value,status\n" + strings.Repeat("2006/07,merton,many,actual\n", 1000),
	})
	if last := len(problems) - 1; last != mostProblems || problems[last] != "data/metrics/referrals.csv: 950 problems more" {
		t.Error(len(problems), problems[last])
	}
}

// FuzzSheet: every problem has its place in the file, in characters that are
// there, and every row has as many cells as the first.
func FuzzSheet(f *testing.F) {
	for _, csv := range []string{"one,two\n1,2\n", "a;b", "\xff\xfe", "one,two\n\"é\",\"\n\",3\n", "a,a", "\r", "\"\n"} {
		f.Add(csv)
	}
	f.Fuzz(func(t *testing.T, csv string) {
		s, problems := openSheet(source{name: "a.csv", bytes: []byte(csv)}, "one,two")
		if s != nil {
			for s.next() {
				if len(s.row) != len(s.header) {
					t.Fatalf("%q: a row of %d cells below %d names", csv, len(s.row), len(s.header))
				}
				for i := range s.header {
					checkPlace(t, csv, s.place(i).Line, s.place(i).Column)
				}
			}
			problems = s.close()
		}
		for _, problem := range problems {
			if problem.Place.File != "a.csv" || problem.Message == "" {
				t.Errorf("%q: %+v", csv, problem)
			}
			checkPlace(t, csv, problem.Place.Line, problem.Place.Column)
		}
	})
}

func checkPlace(t *testing.T, csv string, line, column int) {
	t.Helper()
	lines := strings.Split(strings.TrimPrefix(csv, "\ufeff"), "\n")
	if line > len(lines) || line > 0 && column > 1+len([]rune(lines[line-1])) {
		t.Errorf("%q: there is no place %d:%d", csv, line, column)
	}
}
