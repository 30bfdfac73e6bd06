// Package transcribe reads what an inspection report says of itself, and its
// words, from its pages: which kind of report it is, about whom, when, by whom,
// with which judgements, and the text under its headings.
//
// It takes the sheets of stage/layout, and the frameworks and scales of the
// site, and gives a Report for each that the file holds. Each field has the page
// on which it is printed, and a doubt where the page can be read in another way;
// what is not printed stays empty and is never guessed. Places in which a report
// contradicts itself are told, both of them. It refuses, with the reason, what is
// none of the kinds of reports that it knows. It writes nothing.
package transcribe

import (
	"fmt"
	"slices"
	"strings"

	"plainsight/generator/domain/date"
	"plainsight/generator/domain/framework"
	"plainsight/generator/stage/layout"
)

// A Field is one fact. Value is it as the site writes it, Printed as the report
// does. Doubt says in a sentence why it is to be confirmed, "" where it is
// certain. A fact that is not printed has no Value.
type Field struct {
	Value, Printed string
	Page           int
	Doubt          string
}

// A Judgement is the grade of an area, by its ID in the framework.
type Judgement struct {
	Area string
	Field
}

// A Fault is a contradiction, with its two pages; they may be the same.
type Fault struct {
	What        string
	Page, Other int
}

// A Report is all that was read of one.
type Report struct {
	Kind      Kind
	Framework string
	Edition   framework.Edition
	First     int // the page on which it begins
	Last      int
	Title     Field
	// Authority is its name as printed; Value is the name in the list of
	// authorities, and Codes are theirs.
	Authority Field
	Codes     map[string]string
	// Inspected is written as the site does: days, or a list of these.
	Inspected Field
	Spans     date.Spans
	Published Field
	Lead      Field
	Length    Field
	Licence   Field
	// Dated is the date of a letter.
	Dated      Field
	Judgements []Judgement
	// Outcome are the words of an outcome that is no grade.
	Outcome Field
	Blocks  []layout.Block
	// Sections are the headings of areas, by their places in Blocks.
	Sections map[int]string
	Notes    []layout.Note
	Remarks  []layout.Remark
	Faults   []Fault
	// Numbers has a doubt where a number of a paragraph is printed oddly.
	Numbers Field
	// Gaps are numbers of paragraphs that the report skips.
	Gaps []int
	// Words are those of the text's lines in the order of the sheets, to hold
	// a draft against.
	Words []string
}

// Rules are what the site knows.
type Rules struct {
	Frameworks []framework.Framework
	Scales     []framework.Scale
}

// Unknown says why no report was read.
type Unknown struct{ Why string }

func (u Unknown) Error() string { return u.Why }

// Reports reads all reports of a file.
func Reports(text layout.Text, rules Rules) ([]Report, error) {
	if len(text.Sheets) == 0 || words(text.Sheets) < 100 {
		return nil, Unknown{"its pages hold hardly any words: they may be pictures, which cannot be read"}
	}
	parts := parted(text)
	var reports []Report
	for _, part := range parts {
		report, err := one(part, rules)
		if err != nil {
			return nil, err
		}
		reports = append(reports, report)
	}
	return reports, nil
}

func words(sheets []layout.Sheet) (count int) {
	for _, sheet := range sheets {
		for _, line := range sheet.Lines {
			count += len(strings.Fields(line.Text()))
		}
	}
	return count
}

// parted gives each report of a file its sheets: another begins with another
// front page.
func parted(text layout.Text) (parts []layout.Text) {
	starts := []int{0}
	for i := 1; i < len(text.Sheets); i++ {
		if isFront(text.Sheets[i], text.Size) {
			starts = append(starts, i)
		}
	}
	for i, start := range starts {
		end := len(text.Sheets)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		part := layout.Text{Size: text.Size, Sheets: text.Sheets[start:end]}
		first, last := part.Sheets[0].Number, part.Sheets[len(part.Sheets)-1].Number
		for _, note := range text.Notes {
			if note.Page >= first && note.Page <= last {
				part.Notes = append(part.Notes, note)
			}
		}
		for _, remark := range text.Remarks {
			if remark.Page >= first && remark.Page <= last {
				part.Remarks = append(part.Remarks, remark)
			}
		}
		parts = append(parts, part)
	}
	return parts
}

// isFront tells whether a sheet is the first of a report: large words name a
// kind of report, and others say when it was.
func isFront(sheet layout.Sheet, usual float64) bool {
	large, dated := false, false
	for _, line := range sheet.Lines {
		large = large || line.Size > 1.5*usual
		dated = dated || inspectionDates.MatchString(line.Text())
	}
	_, known := kindOf(headOf(sheet, usual))
	return large && dated && known
}

func sheetWords(sheet layout.Sheet) string {
	lines := make([]string, len(sheet.Lines))
	for i, line := range sheet.Lines {
		lines[i] = strings.ReplaceAll(line.Text(), "\t", " ")
	}
	return strings.Join(lines, "\n")
}

// headOf is the words of a front page down to the dates, or those in large type
// where there are none.
func headOf(sheet layout.Sheet, usual float64) string {
	var head, large []string
	for _, line := range sheet.Lines {
		words := strings.ReplaceAll(line.Text(), "\t", " ")
		if inspectionDates.MatchString(words) {
			return strings.Join(head, " ")
		}
		head = append(head, words)
		if line.Size > usual+1 {
			large = append(large, words)
		}
	}
	return strings.Join(large, " ")
}

func one(text layout.Text, rules Rules) (Report, error) {
	kind, known := kindOf(headOf(text.Sheets[0], text.Size))
	if !known {
		if kind, known = kindOf(sheetWords(text.Sheets[0])); known && !kind.letter && kind.Framework != "jtai" {
			known = false
		}
	}
	if !known {
		return Report{}, Unknown{fmt.Sprintf("page %d is the front page of none of the reports that can be read here: %s",
			text.Sheets[0].Number, kindNames())}
	}
	report := Report{Kind: kind, Framework: kind.Framework, First: text.Sheets[0].Number, Last: text.Sheets[len(text.Sheets)-1].Number}
	front := newFront(text, kind, rules)
	front.read(&report)
	report.settle(rules)
	front.grades(&report, rules)
	skip := front.skip()
	closing := front.closing(&report)
	whole := func(page int, y float64) bool { return skip(page, y) || closing(page, y) }
	report.Words = wordsOf(text, whole)
	report.Blocks = text.Blocks(whole)
	report.Notes, report.Remarks = text.Notes, append(report.Remarks, text.Remarks...)
	report.tidy(rules)
	report.crossCheck(rules)
	slices.SortStableFunc(report.Remarks, func(a, b layout.Remark) int { return a.Page - b.Page })
	return report, nil
}

// settle finds the framework's edition in force on the first day.
func (r *Report) settle(rules Rules) {
	day := r.Spans.First()
	for _, known := range rules.Frameworks {
		if known.ID != r.Framework {
			continue
		}
		if edition, found := known.On(day); found && day.Known() {
			r.Edition = edition
		} else if day.Known() {
			r.Faults = append(r.Faults, Fault{fmt.Sprintf("the report is of the kind “%s”, and no edition of that framework was in force on %s", r.Kind.Name, day), r.First, r.Inspected.Page})
		}
	}
	r.lengthFromDates()
}

// lengthFromDates: a graded inspection of one week is a short one and of two
// weeks a standard one, where the framework knows both.
func (r *Report) lengthFromDates() {
	if r.Framework != "ilacs" || r.Kind.Activity != "inspection" || len(r.Spans) != 1 || r.Inspected.Doubt != "" {
		return
	}
	days := r.Spans[0].Last.Number() - r.Spans[0].First.Number() + 1
	switch {
	case days >= 4 && days <= 5:
		r.Length = Field{Value: "short", Page: r.Inspected.Page}
	case days >= 10 && days <= 14:
		r.Length = Field{Value: "standard", Page: r.Inspected.Page}
	}
}

// wordsOf lists the words of the lines that are part of the text.
func wordsOf(text layout.Text, skip layout.Skip) (all []string) {
	for _, sheet := range text.Sheets {
		for _, line := range sheet.Lines {
			if !skip(sheet.Number, line.Y) {
				all = append(all, strings.Fields(strings.ReplaceAll(line.Text(), "\t", " "))...)
			}
		}
	}
	return all
}
