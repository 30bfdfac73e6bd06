package timeline

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"plainsight/generator/domain/date"
	"plainsight/generator/domain/framework"
	"plainsight/generator/domain/inspection"
)

// The rules of these tests: a framework with "Adequate", one that judged care
// leavers, and one that judged them together with children in care for some
// years. "new" stands in no lane.
var (
	slac = of("slac", edition("slac", "2009", "adequate", "care", "capacity"))
	sif  = of("sif", edition("sif-2013", "2013-11", "four", "care", "care-leavers", "overall", "adoption"))
	ilac = of("ilac",
		edition("ilac-2018", "2018", "four", "care", "overall"),
		edition("ilac-2023", "2023", "four", "care", "care-leavers", "overall"),
		edition("ilac-2026", "2026-04", "four", "care", "care-leavers"))
	strange = of("new", edition("new-2027", "2027", "five", "homes"))

	lanes = []framework.Lane{
		{ID: "overall", Parts: []framework.Part{
			{Edition: "sif", Area: "overall", Join: "same"},
			{Edition: "ilac-2018", Area: "overall", Join: "close", Note: "With care."},
			{Edition: "ilac-2023", Area: "overall", Join: "same", Note: "None from April 2026 on."}}},
		{ID: "care", Parts: []framework.Part{
			{Edition: "slac", Area: "care", Join: "same"},
			{Edition: "sif", Area: "care", Join: "same"},
			{Edition: "ilac-2018", Area: "care", Join: "approximate", Note: "Both in one."},
			{Edition: "ilac-2023", Area: "care", Join: "approximate", Note: "Apart again."},
			{Edition: "ilac-2026", Area: "care", Join: "same"}}},
		{ID: "care-leavers", Parts: []framework.Part{
			{Edition: "sif", Area: "care-leavers", Join: "same"},
			{Edition: "ilac-2018", Area: "care", Join: "judged-together", Note: "Together with children in care."},
			{Edition: "ilac-2023", Area: "care-leavers", Join: "close"},
			{Edition: "ilac-2026", Area: "care-leavers", Join: "same"}}},
		{ID: "adoption", Parts: []framework.Part{{Edition: "sif", Area: "adoption", Join: "ended", Note: "No grade since 2018."}}},
	}
)

func record() []Entry {
	return []Entry{
		entry("2010", slac, "inspection", "2010-06", "care Adequate capacity Good"),
		entry("2012", framework.Framework{}, "inspection", "2012", ""),
		entry("2017", sif, "inspection", "2017-06-12", "care Good care-leavers Good overall Good adoption Outstanding"),
		entry("2020", ilac, "focused-visit", "2020-10", ""),
		entry("2022", ilac, "inspection", "2022-02-28", "care Outstanding overall Outstanding"),
		entry("2025", ilac, "inspection", "2025-07-14", "care Outstanding care-leavers Good overall Good"),
		entry("2026", ilac, "inspection", "2026-09-01", "care Good"),
		entry("2027", strange, "inspection", "2027-09-01", "homes Fine"),
	}
}

func TestHowEachInspectionStandsInEachLane(t *testing.T) {
	timeline := Of(record(), lanes)
	want := map[string]string{
		"overall":       "no-area outcome-only graded not-graded graded graded no-area no-area",
		"care":          "graded outcome-only graded not-graded graded graded graded no-area",
		"care-leavers":  "no-area outcome-only graded not-graded judged-together graded not-known no-area",
		"adoption":      "no-area outcome-only graded not-graded ended ended ended ended",
		"slac-capacity": "graded outcome-only no-area not-graded no-area no-area no-area no-area",
		"new-homes":     "no-area outcome-only no-area not-graded no-area no-area no-area graded",
	}
	for _, lane := range timeline.Lanes {
		var states []string
		for _, point := range lane.Points {
			states = append(states, string(point.State))
		}
		if got := strings.Join(states, " "); got != want[lane.ID] {
			t.Errorf("%s: %s, want %s", lane.ID, got, want[lane.ID])
		}
		delete(want, lane.ID)
	}
	if len(want) > 0 {
		t.Errorf("there is no lane for %v", want)
	}
	if leavers := laneIn(t, timeline, "care-leavers"); leavers.Points[4].Judgement.Printed != "" || leavers.Points[4].Area.ID != "care" {
		t.Errorf("a grade was copied to where care leavers were judged together: %+v", leavers.Points[4])
	}
	if overall := laneIn(t, timeline, "overall"); overall.Points[6].Note != "None from April 2026 on." {
		t.Errorf("%+v", overall.Points[6])
	}
}

func TestHowCloselyTwoCompare(t *testing.T) {
	timeline := Of(record(), lanes)
	for _, c := range []struct {
		lane   string
		a, b   int
		want   Closeness
		why    string
		reason string
	}{
		{"overall", 2, 4, Closely, "With care.", "close"},
		{"overall", 4, 5, Closely, "None from April 2026 on.", "same"},
		{"overall", 5, 6, NotAtAll, "None from April 2026 on.", "no overall grade any more"},
		{"care", 0, 2, Roughly, "", "the same area on another scale is never close"},
		{"care", 2, 4, Roughly, "Both in one.", "approximate"},
		{"care", 2, 6, Roughly, "Both in one. Apart again.", "the weakest join on the way counts"},
		{"care-leavers", 2, 4, NotAtAll, "Together with children in care.", "judged together"},
		{"care-leavers", 4, 5, NotAtAll, "Together with children in care.", "judged together before"},
		{"care-leavers", 2, 5, Closely, "Together with children in care.", "both had a grade of their own"},
		{"care", 2, 3, NotAtAll, "", "a visit has no grades"},
		{"adoption", 2, 4, NotAtAll, "No grade since 2018.", "ended"},
		{"new-homes", 6, 7, NotAtAll, "", "new"},
	} {
		got := timeline.Compare(laneIn(t, timeline, c.lane), c.a, c.b)
		if got.Closeness != c.want || strings.Join(got.Notes, " ") != c.why {
			t.Errorf("%s, %d and %d (%s): %+v", c.lane, c.a, c.b, c.reason, got)
		}
	}
}

func TestWhatIsSetBesideWhat(t *testing.T) {
	timeline := Of(record(), lanes)
	if got := fmt.Sprint(timeline.Pairs()); got != "[[0 1] [0 2] [1 2] [2 3] [0 4] [2 4] [3 4] [0 5] [2 5] [4 5] [0 6] [2 6] [4 6] [5 6] [0 7] [2 7] [4 7] [5 7] [6 7]]" {
		t.Error(got)
	}
	if timeline.Before(4) != 2 || timeline.Before(3) != 2 || timeline.Before(0) != -1 {
		t.Error("a visit stands between two grades")
	}
	review := entry("2024", framework.Framework{ID: "peer"}, "review", "2024", "")
	with := Of(slices.Insert(record(), 5, review), lanes)
	if with.Before(6) != 4 || with.Before(5) != -1 {
		t.Error("a review by colleagues is set beside an inspection")
	}
}

// TestPairsStayWhenMoreIsFound: whatever is left out of the record, two graded
// inspections that are left stand side by side as they do in the whole.
func TestPairsStayWhenMoreIsFound(t *testing.T) {
	pairsOf := func(entries []Entry) map[string]bool {
		all := map[string]bool{}
		for _, pair := range Of(entries, lanes).Pairs() {
			if entries[pair[0]].Graded() && entries[pair[1]].Graded() {
				all[entries[pair[0]].ID+" "+entries[pair[1]].ID] = true
			}
		}
		return all
	}
	whole := record()
	found := pairsOf(whole)
	for i := range whole {
		fewer := pairsOf(slices.Delete(record(), i, i+1))
		for pair := range fewer {
			if !found[pair] {
				t.Errorf("%s stood side by side, and do not since %s was found", pair, whole[i].ID)
			}
		}
		if len(fewer) < 10 {
			t.Errorf("only %d pairs were tried", len(fewer))
		}
	}
}

func TestBreaks(t *testing.T) {
	var said []string
	for _, b := range Of(record(), lanes).Breaks {
		line := fmt.Sprintf("%d %s %s>%s inside=%t scale=%t", b.After, b.At, b.From.ID, b.To.ID, b.Inside(), b.Scale)
		for _, area := range b.Gained {
			line += " +" + area.ID
		}
		for _, area := range b.Lost {
			line += " -" + area.ID
		}
		said = append(said, line)
	}
	want := []string{
		"0  slac> inside=false scale=false",
		"1 2013-11 >sif inside=false scale=false",
		"2 2018 sif>ilac inside=false scale=false",
		"4 2023 ilac>ilac inside=true scale=false +care-leavers",
		"5 2026-04 ilac>ilac inside=true scale=false -overall",
		"6 2027 ilac>new inside=false scale=true",
	}
	if !slices.Equal(said, want) {
		t.Errorf("breaks are\n%s\nand should be\n%s", strings.Join(said, "\n"), strings.Join(want, "\n"))
	}
}

func TestNothingGradedGivesNoLanes(t *testing.T) {
	if got := Of(record()[1:2], lanes); len(got.Lanes) != 0 || len(got.Pairs()) != 0 {
		t.Errorf("%+v", got.Lanes)
	}
	if empty := Of(nil, lanes); len(empty.Lanes)+len(empty.Breaks) != 0 {
		t.Errorf("%+v", empty)
	}
}

func laneIn(t *testing.T, timeline Timeline, id string) Lane {
	t.Helper()
	for _, lane := range timeline.Lanes {
		if lane.ID == id {
			return lane
		}
	}
	t.Fatalf("there is no lane %s", id)
	return Lane{}
}

func of(id string, editions ...framework.Edition) framework.Framework {
	return framework.Framework{ID: id, Name: id, Editions: editions}
}

func edition(id, first, scale string, areas ...string) framework.Edition {
	e := framework.Edition{ID: id, Force: date.Span{First: day(first)}, Scale: scale}
	for _, area := range areas {
		e.Areas = append(e.Areas, framework.Area{ID: area, Name: strings.ToUpper(area)})
	}
	return e
}

// entry is an inspection that began on a day; its grades are pairs of an area
// and a word.
func entry(id string, f framework.Framework, activity, began, grades string) Entry {
	e := Entry{Framework: f}
	e.ID, e.Activity = id, activity
	e.Inspected = date.Spans{{First: day(began), Last: day(began)}}
	for _, edition := range f.Editions {
		if edition.Force.First.Compare(day(began)) <= 0 {
			e.Edition = edition
		}
	}
	words := strings.Fields(grades)
	for i := 0; i < len(words); i += 2 {
		e.Judgements = append(e.Judgements, inspection.Judgement{Area: words[i], Printed: words[i+1], Grade: words[i+1]})
	}
	return e
}

func day(written string) date.Date {
	d, err := date.Parse(written)
	if err != nil {
		panic(err)
	}
	return d
}

// A lane whose parts could not be read says nothing of any inspection.
func TestALaneWithoutParts(t *testing.T) {
	entries := []Entry{entry("2019", ilac, "inspection", "2019", "care Good")}
	for _, lane := range Of(entries, []framework.Lane{{ID: "care", Name: "Children in care"}}).Lanes {
		for _, point := range lane.Points {
			if len(lane.Parts) == 0 && point.State != NoArea {
				t.Errorf("it says %+v", point)
			}
		}
	}
}
