package plan

import (
	"testing"

	"plainsight/generator/domain/document"
	"plainsight/generator/kit/language"
)

// TestTheAlphabetIsThatOfReaders: case, quotation marks and numbers of headings
// and accents do not count, and what begins with no letter stands together.
func TestTheAlphabetIsThatOfReaders(t *testing.T) {
	var leads []Lead
	for _, words := range []string{"supervision", "16+", "Adoption", "“Staying put”", "adoptions", "Éclair", language.Passage("cy", "Arolygiad")} {
		leads = append(leads, Lead{Words: words})
	}
	var got []string
	for _, letter := range byAlphabet(leads, language.AlphabetOf("en-GB")) {
		got = append(got, letter.Anchor)
		for _, one := range letter.Entries {
			got = append(got, language.Unmarked(one.Words))
		}
	}
	want := []string{"letter-other", "16+", "letter-a", "Adoption", "adoptions", "Arolygiad", "letter-e", "Éclair", "letter-s", "“Staying put”", "supervision"}
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Fatalf("the list is %q, and should be %q", got, want)
		}
	}
}

func TestHeadingsLeadToTheirPlace(t *testing.T) {
	body := document.Body{Blocks: []document.Block{
		{Kind: document.Heading, Level: 2, ID: "help", Words: "1.2 Help and protection: good", Grade: "good"},
		{Kind: document.Heading, Level: 3, ID: "help-2", Words: "Help and protection"},
		{Kind: document.Heading, Level: 4, ID: "deep", Words: "Too deep"},
		{Kind: document.Paragraph, ID: "s1", Words: "No heading"},
	}}
	leads := headingLeads(body.Outline(), Link{Target: "/inspections/x/", Words: "Inspection"})
	if len(leads) != 1 || leads[0].Words != "Help and protection" || leads[0].Link.Target != "/inspections/x/#help" {
		t.Errorf("the headings are %+v", leads)
	}
}
