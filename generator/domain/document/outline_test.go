package document

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestOutline: what an outline says of a body with all that can stand in it.
func TestOutline(t *testing.T) {
	body := Body{Blocks: []Block{
		{Kind: Paragraph, ID: "s1", Words: "Before all."},
		{Kind: Numbered, ID: "p1", Number: "1", Words: "Before a heading."},
		{Kind: Heading, ID: "care", Level: 2, Words: "Care: good", Grade: "good", Line: 7},
		{Kind: Numbered, ID: "p2", Number: "2"},
		{Kind: Numbered, ID: "p3", Number: "3", Finding: "improvement", Words: "Do better."},
		{Kind: Heading, ID: "improve", Level: 3, Words: "To improve", Line: 12},
		{Kind: List, Finding: "improvement", Items: []Block{{ID: "improve-1", Words: "Plans."}, {ID: "improve-2", Words: "Visits."}}},
		{Kind: Embed, ID: "a-chart"},
		{Kind: Break, ID: "end", Line: 16},
		{Kind: Note, ID: "s2", Words: "A note.", Line: 18},
		{Kind: Numbered, ID: "p4", Number: "4"},
	}}
	want := Outline{
		Blocks: 11, Numbered: 4,
		Anchors: AnchorsOf("s1", "p1", "care", "p2", "p3", "improve", "improve-1", "improve-2", "a-chart", "end", "s2", "p4"),
		Embeds:  []string{"a-chart"},
		Sections: []Section{
			{Head: &Head{"care", "Care: good", "good", 2}, Line: 7, First: "2", Last: "3"},
			{Head: &Head{"improve", "To improve", "", 3}, Line: 12},
			{Head: &Head{ID: "end"}, Line: 16, First: "4", Last: "4"},
		},
		Findings: []Finding{
			{&Mark{"improvement", "p3", "3", 0}, "Do better."},
			{&Mark{"improvement", "improve-1", "", 1}, "Plans."},
			{&Mark{"improvement", "improve-2", "", 1}, "Visits."},
		},
		Notes: []Remark{{"A note.", 18}},
	}
	got := body.Outline()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the outline is\n%+v\nand should be\n%+v", got, want)
	}
	if above := got.Above(got.Findings[1], 2); above.ID != "care" {
		t.Errorf("the finding stands under %+v", above)
	}
	if loud := body.Said(strings.ToUpper).Outline(); !reflect.DeepEqual(loud, got.Said(strings.ToUpper)) || loud.Findings[1].Words != "PLANS." {
		t.Errorf("said in another way it is %+v", loud)
	}
}

// TestAnchors: what is put together is there in order, and each name by itself.
func TestAnchors(t *testing.T) {
	anchors := AnchorsOf("p1", "care").And().And("p10")
	if got := anchors.List(); !slices.Equal(got, []string{"p1", "care", "p10"}) {
		t.Errorf("the anchors are %q", got)
	}
	for name, has := range map[string]bool{"p1": true, "care": true, "p10": true, "p": false, "are": false, "": false} {
		if anchors.Has(name) != has {
			t.Errorf("that %q is there is %v", name, !has)
		}
	}
	if AnchorsOf() != "" || AnchorsOf("").List()[0] != "" {
		t.Error("nothing is not told from a name without letters")
	}
}
