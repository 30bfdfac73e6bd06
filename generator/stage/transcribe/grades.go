package transcribe

import (
	"cmp"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"plainsight/generator/domain/framework"
	"plainsight/generator/kit/pdf"
	"plainsight/generator/stage/layout"
)

// letters are the letters of words, so that line breaks, numbers and marks
// between them do not matter.
func letters(words string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, words)
}

// An extent is what takes some lines of a column.
type extent struct {
	name     string
	top, low float64
}

func (e extent) middle() float64 { return (e.top + e.low) / 2 }

func (f *front) grades(r *Report, rules Rules) {
	switch {
	case len(r.Edition.Areas) == 0 || r.Kind.Activity != "inspection":
		return
	case r.Framework == "area-send":
		f.readOutcome(r, rules)
		return
	case r.Framework == "lac-2013" || r.Framework == "slac":
		f.readRecord(r, rules)
		return
	}
	f.readTable(r, rules, f.lines, f.page)
	if f.wants(r, "overall") {
		f.readSentence(r, rules)
	}
	f.readBoard(r, rules)
	if board := strings.HasPrefix(r.Kind.Name, "review of"); board {
		return
	}
	for _, area := range r.Edition.Areas {
		if area.Body == "" && !r.has(area.ID) {
			r.Judgements = append(r.Judgements, Judgement{area.ID, Field{Page: f.page, Doubt: "no grade was found for it"}})
		}
	}
	r.order()
}

func (f *front) wants(r *Report, area string) bool {
	_, judged := r.Edition.Area(area)
	return judged && !r.has(area)
}

func (r *Report) has(area string) bool {
	return slices.ContainsFunc(r.Judgements, func(j Judgement) bool { return j.Area == area })
}

// order puts judgements into the order of the edition's areas.
func (r *Report) order() {
	ids := r.Edition.AreaIDs()
	slices.SortStableFunc(r.Judgements, func(a, b Judgement) int {
		return cmp.Compare(slices.Index(ids, a.Area), slices.Index(ids, b.Area))
	})
}

func (r *Report) scale(rules Rules) framework.Scale {
	for _, scale := range rules.Scales {
		if scale.ID == r.Edition.Scale {
			return scale
		}
	}
	return framework.Scale{}
}

// gradeWords are all forms of the grades of a scale, the longest first.
func gradeWords(scale framework.Scale) (words []string) {
	for _, grade := range scale.Grades {
		words = append(append(words, grade.Word), grade.Also...)
	}
	words = append(words, framework.NotJudged)
	slices.SortFunc(words, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	return words
}

// readTable matches the areas on the left with the grades on the right by where
// they stand, however their lines are broken.
func (f *front) readTable(r *Report, rules Rules, lines []pdf.Line, page int) {
	scale := r.scale(rules)
	split, found := f.split(scale, lines)
	if !found {
		return
	}
	areas := areasIn(r.Edition, lines, split)
	grades := gradesIn(scale, lines, split)
	if len(areas) == 0 {
		return
	}
	top, low := math.Inf(1), math.Inf(-1)
	used := map[int]bool{}
	for _, area := range areas {
		top, low = min(top, area.top), max(low, area.low)
		best, apart := -1, math.Inf(1)
		for i, grade := range grades {
			if distance := apartFrom(area, grade); !used[i] && distance < apart {
				best, apart = i, distance
			}
		}
		judgement := Judgement{area.name, Field{Page: page}}
		switch {
		case best < 0 || apart > 12:
			judgement.Doubt = "no grade stands beside it"
		default:
			used[best] = true
			judgement.Value, judgement.Printed = grades[best].name, grades[best].name
			top, low = min(top, grades[best].top), max(low, grades[best].low)
			if len(grades) != len(areas) {
				judgement.Doubt = fmt.Sprintf("the table has %d areas and %d grades", len(areas), len(grades))
			}
		}
		r.Judgements = append(r.Judgements, judgement)
	}
	for _, line := range lines {
		header := flat(line)
		if line.Y >= top-0.1 && line.Y <= low+0.1 || strings.EqualFold(header, "Judgement Grade") || strings.EqualFold(header, "Judgment Grade") || strings.HasPrefix(header, "The judgements on areas of the service that contribute") {
			f.take(page, line.Y)
		}
	}
	// Any line of the title block above the table of a report without other
	// words there is the table's as well.
}

func apartFrom(area, grade extent) float64 {
	if grade.middle() >= area.top && grade.middle() <= area.low {
		return 0
	}
	return min(math.Abs(grade.middle()-area.top), math.Abs(grade.middle()-area.low))
}

// split finds where the column of grades begins.
func (f *front) split(scale framework.Scale, lines []pdf.Line) (float64, bool) {
	width := f.text.Sheets[0].Width
	var found []float64
	for _, line := range lines {
		for _, cell := range line.Cells {
			if cell.X > 0.4*width && beginsGrade(scale, cell.Text) {
				found = append(found, cell.X)
			}
		}
	}
	if len(found) == 0 {
		return 0, false
	}
	slices.Sort(found)
	return found[len(found)/2], true
}

func beginsGrade(scale framework.Scale, words string) bool {
	text := letters(words)
	for _, word := range gradeWords(scale) {
		if text != "" && (strings.HasPrefix(letters(word), text) && len(text) >= 4 || text == letters(word)) {
			return true
		}
	}
	return false
}

// areasIn finds the areas in the lines of the left column.
func areasIn(edition framework.Edition, lines []pdf.Line, split float64) (found []extent) {
	for i := 0; i < len(lines); i++ {
		best, end := extent{}, i
		for _, area := range edition.Areas {
			want, got := letters(area.Name), ""
			first := math.NaN()
			for j := i; j < len(lines) && j < i+8; j++ {
				left, _ := layout.Split(lines[j], split-2)
				words := ""
				for _, cell := range left {
					words += letters(cell.Text)
				}
				if words == "" && j == i {
					break
				}
				if words == "" {
					continue
				}
				if math.IsNaN(first) {
					first = lines[j].Y
				}
				got += words
				if !strings.HasPrefix(want, got) {
					break
				}
				if got == want && len(want) > len(best.name) {
					best, end = extent{name: want, top: first, low: lines[j].Y}, j
				}
			}
		}
		if best.name == "" {
			continue
		}
		for _, area := range edition.Areas {
			if letters(area.Name) == best.name {
				best.name = area.ID
			}
		}
		found = append(found, best)
		i = end
	}
	return found
}

// gradesIn finds the grades in the lines of the right column.
func gradesIn(scale framework.Scale, lines []pdf.Line, split float64) (found []extent) {
	type piece struct {
		text string
		y    float64
	}
	var pieces []piece
	for _, line := range lines {
		_, right := layout.Split(line, split)
		for _, cell := range right {
			pieces = append(pieces, piece{cell.Text, cell.Y})
		}
	}
	for i := 0; i < len(pieces); i++ {
		best, end := extent{}, i
		for _, word := range gradeWords(scale) {
			got := ""
			printed := ""
			for j := i; j < len(pieces) && j < i+4; j++ {
				if j > i && pieces[j].y-pieces[j-1].y > 20 {
					break
				}
				got += letters(pieces[j].text)
				printed = strings.TrimSpace(printed + " " + pieces[j].text)
				if got == letters(word) && len(printed) > len(best.name) {
					best, end = extent{name: printed, top: pieces[i].y, low: pieces[j].y}, j
				}
			}
		}
		if best.name != "" {
			found = append(found, best)
			i = end
		}
	}
	return found
}

// graded finds the grade that a sentence ends with or tells: "are good", "is
// that it requires improvement", "require improvement to be good".
var graded = regexp.MustCompile(`(?i)(?:(?:\b(?:is|are|as|was|judged(?: to be)?)|:)\s+(?:that (?:it|they|children’s services|children's services)\s+(?:is|are)?\s*)?(outstanding|good|adequate|inadequate|requires? improvement(?: to be good)?)|(requires? improvement(?: to be good)?)|(?:that (?:it|children.s services) (?:is|are) )(outstanding|good|adequate|inadequate)|(not judged))\b`)

// gradeIn reads the grade of a sentence, in the words of the scale.
func gradeIn(sentence string, scale framework.Scale) string {
	found := graded.FindStringSubmatch(sentence)
	if found == nil {
		return ""
	}
	words := cmp.Or(found[1], found[2], found[3], found[4])
	return asGrade(words, scale)
}

// asGrade writes a grade as the scale does, and keeps how much of it is printed.
func asGrade(words string, scale framework.Scale) string {
	words = regexp.MustCompile(`(?i)^require improvement`).ReplaceAllString(strings.Join(strings.Fields(words), " "), "requires improvement")
	for _, known := range gradeWords(scale) {
		if strings.EqualFold(known, words) {
			return known
		}
	}
	return ""
}

var overallSentence = regexp.MustCompile(`(?i)children.s services in .+ (?:are|is|require)|^the overall judgement is|overall effectiveness`)

// readSentence reads the overall grade from the sentence above the table.
func (f *front) readSentence(r *Report, rules Rules) {
	scale := r.scale(rules)
	sheet := layout.Text{Sheets: f.text.Sheets[:1], Size: f.text.Size}
	for _, block := range sheet.Blocks(f.skip()) {
		if !overallSentence.MatchString(block.Text) || len(block.Text) > 250 {
			continue
		}
		grade := gradeIn(block.Text, scale)
		if grade == "" {
			continue
		}
		r.Judgements = append(r.Judgements, Judgement{"overall", Field{Value: grade, Printed: block.Text, Page: f.page}})
		return
	}
}

var board = regexp.MustCompile(`(?i)\bLSCB\b|safeguarding children board|local safeguarding children\b`)

// readBoard reads the grade of the safeguarding board from the front page, from
// its heading, or from the table beside its heading.
func (f *front) readBoard(r *Report, rules Rules) {
	if !f.wants(r, "lscb") {
		return
	}
	scale := r.scale(rules)
	var read []Judgement
	text := f.text
	text.Remarks = nil
	for _, block := range text.Blocks(f.skip()) {
		if block.Kind != layout.Heading && !(block.Page == f.page && block.Kind == layout.Paragraph) && block.Kind != layout.Table {
			continue
		}
		for _, words := range boardWords(block) {
			words = layout.Unsigned(words)
			if !board.MatchString(words) || strings.HasPrefix(strings.ToLower(words), "what the") || len(words) > 200 {
				continue
			}
			if grade := gradeIn(words, scale); grade != "" {
				read = append(read, Judgement{"lscb", Field{Value: grade, Printed: words, Page: block.Page}})
			}
		}
	}
	if len(read) == 0 {
		if board.MatchString(r.Title.Printed) {
			r.Judgements = append(r.Judgements, Judgement{"lscb", Field{Page: f.page, Doubt: "no grade was found for the Local Safeguarding Children Board"}})
		}
		return
	}
	for _, other := range read[1:] {
		if !sameGrade(scale, other.Value, read[0].Value) {
			read[0].Doubt = fmt.Sprintf("page %d says %s of it", other.Page, other.Value)
			r.Faults = append(r.Faults, Fault{fmt.Sprintf("page %d says “%s”, and page %d “%s”", read[0].Page, read[0].Printed, other.Page, other.Printed), read[0].Page, other.Page})
			break
		}
	}
	r.Judgements = append(r.Judgements, read[0])
}

func boardWords(block layout.Block) (words []string) {
	if block.Kind == layout.Table {
		for _, row := range block.Rows {
			words = append(words, row[0]+": "+row[1])
		}
		return words
	}
	if block.Beside != "" {
		return []string{block.Text + ": " + block.Beside}
	}
	return []string{block.Text}
}

func sameGrade(scale framework.Scale, a, b string) bool {
	first, _, known := scale.Grade(a)
	second, _, also := scale.Grade(b)
	return known && also && first.Word == second.Word || strings.EqualFold(a, b)
}

// outcomes are the sentences of area inspections, by what is theirs alone.
var outcomes = []*regexp.Regexp{
	regexp.MustCompile(`(?i)typically lead to positive experiences`),
	regexp.MustCompile(`(?i)lead to inconsistent experiences`),
	regexp.MustCompile(`(?i)widespread and/or systemic failings|significant concerns about the experiences`),
}

// readOutcome finds the outcome's sentence below its heading.
func (f *front) readOutcome(r *Report, rules Rules) {
	scale, area := r.scale(rules), r.Edition.Areas[0].ID
	judgement := Judgement{area, Field{Page: f.page, Doubt: "no outcome was found below “Inspection outcome”"}}
	text := layout.Text{Sheets: f.text.Sheets[:min(2, len(f.text.Sheets))], Size: f.text.Size}
	below := false
	for _, block := range text.Blocks(nil) {
		if block.Kind == layout.Heading {
			below = strings.EqualFold(strings.TrimSpace(block.Text), "Inspection outcome")
			continue
		}
		if !below {
			continue
		}
		for i, outcome := range outcomes {
			if i < len(scale.Grades) && outcome.MatchString(block.Text) && judgement.Value == "" {
				judgement.Field = Field{Value: scale.Grades[i].Word, Printed: block.Text, Page: block.Page}
			}
		}
	}
	r.Judgements = append(r.Judgements, judgement)
}

// readRecord reads the grades of the inspections before 2013: the table at the
// end, held against "Grade 4 (inadequate)" below each heading.
func (f *front) readRecord(r *Report, rules Rules) {
	scale := r.scale(rules)
	text := f.text
	text.Remarks = nil
	beneath := map[string]Field{}
	area := ""
	for _, block := range text.Blocks(nil) {
		switch {
		case block.Kind == layout.Table:
			for _, row := range block.Rows {
				id := areaNamed(r.Edition, row[0])
				grade := gradeOfRow(row[1], scale)
				if id == "" || grade == "" || r.has(id) {
					continue
				}
				r.Judgements = append(r.Judgements, Judgement{id, Field{Value: grade, Printed: row[1], Page: block.Page}})
			}
		case block.Kind == layout.Heading && strings.HasPrefix(block.Text, "Grade "):
			if grade := gradeOfRow(block.Text, scale); area != "" && grade != "" {
				beneath[area] = Field{Value: grade, Printed: block.Text, Page: block.Page}
			}
		case block.Kind == layout.Heading:
			area = areaNamed(r.Edition, block.Text)
		}
	}
	for _, area := range r.Edition.Areas {
		at := slices.IndexFunc(r.Judgements, func(j Judgement) bool { return j.Area == area.ID })
		field, below := beneath[area.ID]
		switch {
		case at < 0 && below:
			r.Judgements = append(r.Judgements, Judgement{area.ID, field})
		case at < 0:
			r.Judgements = append(r.Judgements, Judgement{area.ID, Field{Page: r.Last, Doubt: "no grade was found for it"}})
		case below && field.Value != r.Judgements[at].Value:
			r.Judgements[at].Doubt = fmt.Sprintf("page %d says “%s”", field.Page, field.Printed)
			r.Faults = append(r.Faults, Fault{fmt.Sprintf("%s: page %d says “%s”, and page %d “%s”", area.Name, r.Judgements[at].Page, r.Judgements[at].Printed, field.Page, field.Printed), r.Judgements[at].Page, field.Page})
		}
	}
	r.order()
}

// areaNamed finds the area whose name begins the words, or whose name they
// begin.
func areaNamed(edition framework.Edition, words string) string {
	got := letters(words)
	for _, area := range edition.Areas {
		if want := letters(area.Name); got != "" && (strings.HasPrefix(got, want) || len(got) > 12 && strings.HasPrefix(want, got)) {
			return area.ID
		}
	}
	return ""
}

var rowGrade = regexp.MustCompile(`(?i)\b(outstanding|good|adequate|inadequate|requires improvement(?: to be good)?|not judged)\b`)

func gradeOfRow(words string, scale framework.Scale) string {
	return asGrade(rowGrade.FindString(words), scale)
}
