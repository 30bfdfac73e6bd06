package decode

import (
	"fmt"
	"strings"
	"testing"
)

// country is a site that knows two councils and two frameworks.
func country(csv string) map[string]string {
	return map[string]string{
		"data/authorities.yaml": "- {id: merton, name: Merton, aliases: [London Borough of Merton]}\n- {id: hammersmith, name: Hammersmith and Fulham}\n",
		"data/scales.yaml":      "four-point:\n  ordered: true\n  grades:\n    - Outstanding\n    - Good\n    - {word: Requires improvement to be good, also: [Requires improvement]}\n    - Inadequate\n",
		"data/frameworks/ilacs.yaml": "id: ilacs\nname: ILACS\ninspectorate: Ofsted\neditions:\n" +
			"  - id: ilacs-2018\n    scale: four-point\n    areas:\n" +
			"      - {id: leadership, name: The impact of leaders}\n      - {id: care, name: Children in care and care leavers}\n" +
			"  - id: ilacs-2023\n    scale: four-point\n    areas:\n" +
			"      - {id: leadership, name: The impact of leaders}\n      - {id: care, name: Children in care}\n      - {id: care-leavers, name: Care leavers}\n      - {id: overall, name: Overall effectiveness}\n",
		"data/outcomes/2024.csv": csv,
	}
}

func summaries(docs Documents) (lines []string) {
	for _, o := range docs.Outcomes {
		line := fmt.Sprintf("%d %q %s %s %s", o.Place.Line, o.Authority, o.Name, o.Inspected, o.Published)
		for _, j := range o.Judgements {
			line += fmt.Sprintf(" | %s: %s", j.Area, j.Printed)
		}
		lines = append(lines, line)
	}
	return lines
}

func TestOutcomesOfTheCountry(t *testing.T) {
	docs, problems := read(t, country("\ufeffOverall Effectiveness,Web link,Publication date,Inspection date,Local authority name,Care leavers,Children in care,The impact of leaders\r\n"+
		"Outstanding,https://example.org,09/05/2022,28/02/2022,London Borough of Merton,,Outstanding,Good\r\n"+
		"good,,,1/7/2019,Hammersmith & Fulham,Not judged,Requires Improvement,Good\r\n"+
		"Good,,2021-01-02,2020-12-31,Elsewhere,,,\r\n"+
		",,,,,,,\r\n"))
	want := []string{
		`2 "merton" London Borough of Merton 2022-02-28 2022-05-09 | leadership: Good | care: Outstanding | overall: Outstanding`,
		`3 "hammersmith" Hammersmith & Fulham 2019-07-01  | leadership: Good | care: Requires Improvement | care-leavers: Not judged | overall: good`,
		`4 "" Elsewhere 2020-12-31 2021-01-02 | overall: Good`,
	}
	if got := summaries(docs); len(problems) > 0 || strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%v\n%s", problems, strings.Join(got, "\n"))
	}
}

func TestOutcomesThatCannotBeRight(t *testing.T) {
	const header = "Local authority name,Inspection date,Publication date,Children in care,Overall effectiveness\n"
	for csv, want := range map[string]string{
		"Local authority nam,Inspection date,Publication date,Overall effectiveness\n":                    "1:1: the column “Local authority name” is missing",
		"Local authority name,Inspection date,Publication date,Overall\n":                                 "1:1: no column is an area that inspectors judge",
		header + "Merton,31/02/2022,,Good,\n":                                                             "2:8: “31/02/2022” is not a day",
		header + "Merton,02/28/2022,,Good,\n":                                                             "2:8: “02/28/2022” is not a day",
		header + "Merton,28/02/22,,Good,\n":                                                               "2:8: “28/02/22” is not a day",
		header + "Merton,2022,,Good,\n":                                                                   "2:8: “2022” is not a day",
		header + "Merton,,,Good,\n":                                                                       "2:8: the row does not say when the inspection was",
		header + "Merton,28/02/2022,soon,Good,\n":                                                         "2:19: “soon” is not a day",
		header + ",28/02/2022,,Good,\n":                                                                   "2:1: the row does not say which council it is about",
		header + "Merton,28/02/2022,,Godo,\n":                                                             "2:20: “Godo” is not a value of “Children in care”",
		header + "Merton,28/02/2022,,3,\n":                                                                "2:20: “3” is not a value of “Children in care”",
		header + "Merton,28/02/2022,,Good,\nLondon Borough of Merton,28/02/2022,,Good,\n":                 "3: this council was inspected on the same day in line 2 already",
		strings.TrimSpace(header) + ",Children in care and care leavers\nMerton,28/02/2022,,Good,,Good\n": "2:20: the row has a second grade for “care”",
	} {
		docs, problems := read(t, country(csv))
		if len(problems) != 1 || problems[0] != "data/outcomes/2024.csv:"+want {
			t.Errorf("%q gives %q, want %q", csv, problems, want)
		}
		if strings.HasPrefix(want, "2:") && len(docs.Outcomes) > 0 {
			t.Errorf("%q is kept as %v", csv, summaries(docs))
		}
	}
}
