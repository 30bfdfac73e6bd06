package glossary

import (
	"strings"
	"testing"
)

var terms = []Term{
	{ID: "camhs", Term: "child and adolescent mental health services", Also: []string{"CAMHS"}},
	{ID: "pa", Term: "personal adviser", Also: []string{"personal advisers", "PA", "PAs"}},
	{ID: "contact", Term: "contact"},
	{ID: "re-referral", Term: "re-referral", Also: []string{"Re-referrals"}},
}

func TestInFindsWholeWords(t *testing.T) {
	for text, want := range map[string]string{
		"A co-located CAMHS team.":                       "camhs",
		"Child and Adolescent Mental Health Services":    "camhs",
		"Their PAs remain involved; a Pa does not count": "pa",
		"parents and panels":                             "",
		"Contacts are counted, and a contact is one":     "contact",
		"contacts only":                                  "",
		"our numbers of re-referrals has increased":      "re-referral",
		"": "",
	} {
		var found []string
		for _, term := range Find(terms).In(text) {
			found = append(found, term.ID)
		}
		if got := strings.Join(found, " "); got != want {
			t.Errorf("%q uses %q, want %q", text, got, want)
		}
	}
}
