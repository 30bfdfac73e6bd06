package decode

import (
	"strings"
	"testing"
)

const settingsHead = `title: Inspections in Plainton
publisher: Plainton Council
base_url: https://inspections.plainton.example/
language: en-GB
themes: [clearprint]
contact: {name: Communications team}
worried: {words: Tell us.}
complain: {words: You can.}
statement:
`

func TestAStatementIsReadWhole(t *testing.T) {
	docs, problems := read(t, map[string]string{"data/site.yaml": settingsHead + `  prepared: 2026-11-21
  reviewed: 2027-02-01
  compliance: part
  tested: 2027-01-31
  tested_by: six people of the forum
  tested_how: They looked for one report.
  barriers:
    - {what: The map needs a mouse., why: non-compliance, criterion: 2.1.1 Keyboard, plan: A new one comes.}
    - {what: The archive of 2009., why: outside-scope}
`})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	s := docs.Settings.Statement
	if s.Compliance != "part" || s.Reviewed.String() != "2027-02-01" || s.TestedBy != "six people of the forum" || s.TestedHow == "" || len(s.Barriers) != 2 {
		t.Errorf("%+v", s)
	}
	if b := s.Barriers[0]; b != (Barrier{"The map needs a mouse.", NonCompliance, "2.1.1 Keyboard", "A new one comes."}) {
		t.Errorf("%+v", b)
	}
}

// A statement that says two things at once is not published.
func TestAStatementThatContradictsItself(t *testing.T) {
	const tried = "  prepared: 2026-11-21\n  tested: 2027-01-31\n  tested_by: six people\n"
	for written, want := range map[string]string{
		"  prepared: 2026-11-21\n  tested_by: six people\n":                                        "data/site.yaml:11:14: it is said who tried the site, but not when",
		"  prepared: 2026-11-21\n  tested: 2027-01-31\n":                                           "data/site.yaml:11:11: it is said when the site was tried, but not by whom",
		"  prepared: 2026-11-21\n  tested_how: They read.\n":                                       "data/site.yaml:11:15: it is said how the site was tried, but not by whom and when",
		"  prepared: 2026-11-21\n  compliance: full\n":                                             "data/site.yaml:11:15: “full” is claimed, but no people tried the site",
		"  prepared: 2026-11-21\n  reviewed: 2026-11-20\n":                                         "data/site.yaml:11:13: the statement was reviewed before it was prepared",
		"  prepared: 2026-11-21\n  compliance: ful\n":                                              "data/site.yaml:11:15: “ful” is not a value of “compliance”",
		tried + "  compliance: full\n  barriers: [{what: A map., why: non-compliance}]\n":          "data/site.yaml:13:15: “full” is claimed, but “barriers:” lists something that does not meet the standard",
		tried + "  compliance: full\n  barriers: [{what: A map., why: disproportionate-burden}]\n": "",
		tried + "  barriers: [{what: A map.}]\n":                                                   "data/site.yaml:13: “why” is missing",
	} {
		_, problems := read(t, map[string]string{"data/site.yaml": settingsHead + written})
		if got := strings.Join(problems, "\n"); got != want {
			t.Errorf("%q gives\n\t%s\nnot\n\t%s", written, got, want)
		}
	}
}

// Other versions of a report lie on this site or on the web.
func TestOtherVersionsHaveAddresses(t *testing.T) {
	for written, want := range map[string]string{
		"easy_read: /easy-2022/":          "",
		"bsl: https://films.example/2022": "",
		"easy_read: easy-2022.pdf":        "“easy-2022.pdf” is no address",
		"bsl: //films.example/2022":       "“//films.example/2022” is no address",
		"bsl: javascript:alert(1)":        "“javascript:alert(1)” is no address",
		"easy_read: http:easy":            "“http:easy” is no address",
	} {
		docs, problems := read(t, map[string]string{"content/inspections/2022-02-ilacs.md": "---\ntitle: Inspection\nauthority: plainton\n" +
			"framework: ilacs\nactivity: inspection\ninspected: 2022-02\nsources: [ofsted]\n" + written + "\n---\n"})
		got := strings.Join(problems, "\n")
		if want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%q gives %q, not %q", written, got, want)
		}
		if links := docs.Inspections[0].Text.Links; (len(links) == 1) != strings.Contains(written, ": /e") {
			t.Errorf("%q leaves the links %v", written, links)
		}
	}
}
