package transcribe

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"plainsight/generator/domain/framework"
	"plainsight/generator/kit/pdf"
	"plainsight/generator/stage/collect"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/layout"
)

// samples are real reports beside the repository, with what is known of them.
const samples = "../../../../shared/reports"

type expected struct {
	File        string            `json:"file"`
	Authority   string            `json:"authority"`
	Printed     string            `json:"authority_printed"`
	Framework   string            `json:"framework"`
	Start       string            `json:"inspected_start"`
	End         string            `json:"inspected_end"`
	InText      bool              `json:"published_in_text"`
	Published   string            `json:"published"`
	Lead        string            `json:"lead_inspector"`
	Judgements  map[string]string `json:"judgements"`
	Outcome     int               `json:"outcome"`
	Numbered    *numbering        `json:"numbered_paragraphs"`
	Improve     *int              `json:"improve_count"`
	Recommended *int              `json:"recommendations_count"`
	Headings    []string          `json:"headings"`
	Words       int               `json:"words"`
}

type numbering struct {
	Highest int   `json:"highest"`
	Missing []int `json:"missing"`
}

// rulesOf reads the frameworks and scales of this repository.
func rulesOf(t testing.TB) Rules {
	t.Helper()
	files, _ := collect.Files(os.DirFS("../../.."))
	docs, _, err := decode.Files(files)
	if err != nil {
		t.Fatal(err)
	}
	rules := Rules{Scales: docs.Scales}
	for _, one := range docs.Frameworks {
		rules.Frameworks = append(rules.Frameworks, one.Framework)
	}
	return rules
}

// A tally counts what became of a field.
type tally struct{ right, doubted, wrong int }

// TestTheSampleReports reads all of them, prints how many fields are right, and
// fails where a wrong value is given as certain.
func TestTheSampleReports(t *testing.T) {
	lines, err := os.Open(filepath.Join(samples, "expected.jsonl"))
	if err != nil {
		t.Skip("the sample reports are not beside the repository")
	}
	defer lines.Close()
	rules := rulesOf(t)
	counts, order := map[string]*tally{}, []string{}
	tell := func(file, field string, right bool, doubt, got, want string) {
		if counts[field] == nil {
			counts[field] = &tally{}
			order = append(order, field)
		}
		switch {
		case right && doubt == "":
			counts[field].right++
		case doubt != "":
			counts[field].doubted++
			t.Logf("%s: %s is doubted (%s): %q, expected %q", file, field, doubt, got, want)
		default:
			counts[field].wrong++
			t.Errorf("%s: %s is %q, expected %q", file, field, got, want)
		}
	}
	scan := bufio.NewScanner(lines)
	scan.Buffer(nil, 1<<20)
	for scan.Scan() {
		var want expected
		if err := json.Unmarshal(scan.Bytes(), &want); err != nil {
			t.Fatal(err)
		}
		compare(t, want, rules, tell)
	}
	for _, field := range order {
		c := counts[field]
		t.Logf("%-24s %3d right, %2d left open, %2d wrong", field, c.right, c.doubted, c.wrong)
	}
}

func compare(t *testing.T, want expected, rules Rules, tell func(file, field string, right bool, doubt, got, want string)) {
	file, err := os.ReadFile(filepath.Join(samples, want.File))
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	pages, err := pdf.Read(file, time.Now, now.Add(20*time.Second))
	if err != nil {
		t.Errorf("%s: %v", want.File, err)
		return
	}
	reports, err := Reports(layout.Read(pages), rules)
	if err != nil || len(reports) != 1 {
		t.Errorf("%s: %d reports, %v", want.File, len(reports), err)
		return
	}
	got := reports[0]
	for _, fault := range got.Faults {
		t.Logf("%s: pages %d and %d: %s", want.File, fault.Page, fault.Other, fault.What)
	}
	authority := strings.Replace(want.Authority, "London Corporation", "City of London", 1)
	tell(want.File, "authority", got.Authority.Value == authority, got.Authority.Doubt, got.Authority.Value, authority)
	tell(want.File, "authority as printed", strings.EqualFold(got.Authority.Printed, want.Printed), got.Authority.Doubt, got.Authority.Printed, want.Printed)
	family, length, _ := strings.Cut(want.Framework, "-")
	if want.Framework == "area-send" {
		family, length = want.Framework, ""
	}
	if family == "slac" && strings.HasPrefix(want.Start, "2013") {
		family = "lac-2013"
	}
	tell(want.File, "framework", got.Framework == family, "", got.Framework, family)
	tell(want.File, "length", got.Length.Value == length, got.Length.Doubt, got.Length.Value, length)
	tell(want.File, "first day", got.Spans.First().String() == want.Start, got.Inspected.Doubt, got.Spans.First().String(), want.Start)
	tell(want.File, "last day", got.Spans.Last().String() == want.End, got.Inspected.Doubt, got.Spans.Last().String(), want.End)
	published := ""
	if want.InText {
		published = want.Published
	}
	tell(want.File, "published", got.Published.Value == published, got.Published.Doubt, got.Published.Value, published)
	tell(want.File, "lead inspector", Name(got.Lead.Value) == want.Lead, got.Lead.Doubt, Name(got.Lead.Value), want.Lead)
	compareJudgements(want, got, rules, tell)
	compareText(t, want, got, rules, tell)
}

func compareJudgements(want expected, got Report, rules Rules, tell func(file, field string, right bool, doubt, got, want string)) {
	scale := got.scale(rules)
	grades := map[string]Judgement{}
	for _, judgement := range got.Judgements {
		grades[judgement.Area] = judgement
	}
	for area, grade := range want.Judgements {
		judgement := grades[area]
		tell(want.File, "judgement "+area, idOf(judgement.Value, scale) == grade, judgement.Doubt, idOf(judgement.Value, scale), grade)
		delete(grades, area)
	}
	if want.Framework == "area-send" {
		outcome := slices.IndexFunc(scale.Grades, func(g framework.Grade) bool { return g.Word == grades["partnership"].Value }) + 1
		tell(want.File, "outcome", outcome == want.Outcome, grades["partnership"].Doubt, fmt.Sprint(outcome), fmt.Sprint(want.Outcome))
	}
	if want.Framework == "sif" {
		_, invented := grades["lscb"]
		tell(want.File, "no board judged", !invented || grades["lscb"].Doubt != "", "", grades["lscb"].Value, "")
	}
}

func idOf(grade string, scale framework.Scale) string {
	if grade == framework.NotJudged {
		return "none"
	}
	if known, _, found := scale.Grade(grade); found {
		grade = known.Word
	}
	return strings.ReplaceAll(strings.TrimSuffix(strings.ToLower(grade), " to be good"), " ", "-")
}

func compareText(t *testing.T, want expected, got Report, rules Rules, tell func(file, field string, right bool, doubt, got, want string)) {
	if want.Numbered != nil {
		highest := 0
		for _, block := range got.Blocks {
			highest = max(highest, block.Number)
		}
		tell(want.File, "last paragraph", highest == want.Numbered.Highest, "", fmt.Sprint(highest), fmt.Sprint(want.Numbered.Highest))
		tell(want.File, "missing paragraphs", slices.Equal(got.Gaps, want.Numbered.Missing), got.Numbers.Doubt, fmt.Sprint(got.Gaps), fmt.Sprint(want.Numbered.Missing))
	}
	if want.Improve != nil {
		count := itemsUnder(got, regexp.MustCompile(`(?i)^what needs to improve`), nil)
		tell(want.File, "items to improve", count == *want.Improve, "", fmt.Sprint(count), fmt.Sprint(*want.Improve))
	}
	if want.Recommended != nil {
		count := recommendations(got)
		tell(want.File, "recommendations", count == *want.Recommended, "", fmt.Sprint(count), fmt.Sprint(*want.Recommended))
	}
	// The expected headings are cut before their grades, and those in tables have
	// some words of the column beside.
	headings, found := headingsOf(got, rules), 0
	for _, heading := range want.Headings {
		if slices.ContainsFunc(headings, func(h string) bool { return strings.HasPrefix(h, strings.ToLower(strings.TrimSuffix(heading, " it"))) }) {
			found++
		}
	}
	tell(want.File, "four of five headings", 5*found >= 4*len(want.Headings), "", fmt.Sprint(found), fmt.Sprint(len(want.Headings)))
	count := 0
	for _, block := range got.Blocks {
		count += len(strings.Fields(block.Text + " " + block.Beside))
		for _, row := range block.Rows {
			count += len(strings.Fields(strings.Join(row, " ")))
		}
	}
	// The expected words are those of the whole report with its front page.
	tell(want.File, "words, within 6 %", count > want.Words*94/100 && count < want.Words*102/100, "", fmt.Sprint(count), fmt.Sprint(want.Words))
}

func headingsOf(got Report, rules Rules) (headings []string) {
	for _, block := range got.Blocks {
		if block.Kind == layout.Heading {
			headings = append(headings, strings.ToLower(strings.TrimSuffix(strings.TrimSuffix(headingWords(block, rules.Scales), "?"), ":")),
				strings.ToLower(strings.TrimSuffix(headingWords(block, rules.Scales), ":")))
		}
	}
	return headings
}

// inner are headings of parts of the list of recommendations.
var inner = regexp.MustCompile(`(?i)^(priority and immediate action|areas for improvement)`)

// itemsUnder counts the pieces below the first heading that matches, up to the
// next heading that does not go deeper.
func itemsUnder(got Report, heading, until *regexp.Regexp) (count int) {
	level := 0
	for _, block := range got.Blocks {
		switch {
		case block.Kind == layout.Heading && heading.MatchString(block.Text):
			level = block.Level
		case block.Kind == layout.Heading && level > 0 && inner.MatchString(block.Text):
		case block.Kind == layout.Heading && level > 0 && (block.Level <= level || until != nil && until.MatchString(block.Text)):
			return count
		case level > 0 && (block.Kind == layout.Item && block.Level == 0 && !block.Inside || block.Kind == layout.Numbered):
			count++
		}
	}
	return count
}

func recommendations(got Report) int {
	switch got.Framework {
	case "area-send":
		count, below := 0, false
		for _, block := range got.Blocks {
			if block.Kind == layout.Heading {
				below = strings.HasPrefix(block.Text, "Areas for improvement")
			} else if below && block.Kind == layout.Paragraph {
				count++
			}
		}
		return count
	case "lac-2013", "slac":
		count := 0
		for _, name := range []string{"Immediately", "Within three months", "Within six months"} {
			count += itemsUnder(got, regexp.MustCompile("^"+name), nil)
		}
		return count
	}
	if count := itemsUnder(got, regexp.MustCompile(`(?i)^recommendations$`), nil); count > 0 {
		return count
	}
	return itemsUnder(got, regexp.MustCompile(`(?i)^what does the local authority need to improve`), nil)
}

// headingWords is a heading without its grade and marks of notes.
func headingWords(block layout.Block, scales []framework.Scale) string {
	words := layout.Unsigned(block.Text)
	for _, scale := range scales {
		if before, after, found := strings.Cut(words, ":"); found && asGrade(strings.TrimSpace(after), scale) != "" {
			return strings.TrimSpace(before)
		}
	}
	return strings.TrimSuffix(words, ":")
}
