package decode

import (
	"strings"
	"testing"

	"plainsight/generator/domain/thread"
)

func TestAThreadIsReadWithItsPlaces(t *testing.T) {
	docs, problems := read(t, map[string]string{
		"data/threads/plans.yaml": "title: Plans\nstarts: 2010-12-ucra#develop-1\nsteps:\n" +
			"  - {at: 2022-02-ilacs#p15, relation: still-open, caveat: In part.}\n" +
			"  - {at: farham/2024-07-ilacs, relation: not-mentioned-again}\n" +
			"council:\n  - {date: 2011-03, says: Better., source: panel-2011}\n" +
			"topics: plans\n",
		"data/events.yaml":        "- {date: 2020, title: The pandemic, kind: context}\n",
		"data/bank-holidays.yaml": "- 2022-12-27\n- 2022-12-26\n",
	})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	one := docs.Threads[0]
	if one.ID != "plans" || one.Starts.Anchor != "develop-1" || one.Steps[0].Relation != thread.StillOpen ||
		one.Steps[0].At.Place.Line != 4 || one.Steps[1].At.ID != "farham/2024-07-ilacs" || one.Steps[1].At.Anchor != "" ||
		one.Council[0].Source.ID != "panel-2011" || one.Council[0].Date.String() != "2011-03" || one.Topics[0] != "plans" {
		t.Errorf("%+v", one)
	}
	if docs.Events[0].Date.Year() != 2020 || docs.Holidays[0].Day() != 26 {
		t.Errorf("%+v %v", docs.Events, docs.Holidays)
	}
}

func TestThreadsThatCannotBeRead(t *testing.T) {
	const start = "title: Plans\nstarts: 2010-12-ucra#develop-1\n"
	for text, want := range map[string]string{
		"title: Plans\n":                                           "data/threads/plans.yaml:1: “starts” is missing",
		"title: Plans\nstarts: 2010-12-ucra\n":                     "data/threads/plans.yaml:2:9: “2010-12-ucra” does not name a place of a document",
		start + "steps:\n  - {at: 2022-02#p1, relation: fixed}\n":  "data/threads/plans.yaml:4:32: “fixed” is not a value of “relation”",
		start + "steps:\n  - {at: 2022-02, relation: improved}\n":  "data/threads/plans.yaml:4:10: “2022-02” does not name a place of a document",
		start + "steps:\n  - {relation: improved}\n":               "data/threads/plans.yaml:4: “at” is missing",
		start + "council:\n  - {date: 2011, says: x, source: a b}": "data/threads/plans.yaml:4:35: “a b” is not the name of a file",
	} {
		_, problems := read(t, map[string]string{"data/threads/plans.yaml": text})
		if len(problems) != 1 || problems[0] != want {
			t.Errorf("%q gives %q, want %q", text, problems, want)
		}
	}
}

// FuzzThreads: whatever stands in the files, nothing panics, every problem has
// its place, and a step that could be read has a relation and a place.
func FuzzThreads(f *testing.F) {
	f.Add("title: x\nstarts: a#b\nsteps: [{at: a#b, relation: improved}]\ncouncil: [{date: 2011, says: x, source: a}]", "- 2022-12-26")
	f.Add("steps:\n  - {at: a, relation: not-mentioned-again, caveat: x}\ntopics: a", "- {date: 2020, title: x, kind: context, source: a#b}")
	f.Add("starts: '#'\nsteps: x", "- {id: a, name: b, topics: [c], parts: [{edition: a, area: b, join: same}]}")
	f.Fuzz(func(t *testing.T, thread, list string) {
		docs, problems := read(t, map[string]string{
			"data/threads/x.yaml": thread, "data/events.yaml": list, "data/bank-holidays.yaml": list, "data/lanes.yaml": list,
		})
		for _, problem := range problems {
			if !strings.HasPrefix(problem, "data/") {
				t.Errorf("a problem has no place: %s", problem)
			}
		}
		for _, one := range docs.Threads {
			for _, step := range one.Steps {
				if len(problems) == 0 && (step.Relation == "" || step.At.ID == "" || step.Relation.NeedsPlace() && step.At.Anchor == "") {
					t.Errorf("%+v", step)
				}
			}
		}
		for _, lane := range docs.Lanes {
			if len(lane.Parts) != len(lane.PartsFrom) {
				t.Error("a part of a lane has no place")
			}
		}
	})
}
