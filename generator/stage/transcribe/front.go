package transcribe

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"plainsight/generator/domain/date"
	"plainsight/generator/kit/pdf"
	"plainsight/generator/stage/layout"
)

var (
	inspectionDates = regexp.MustCompile(`(?i)^\s*(?:re-?)?inspection (?:dates?|took place)\s*:?|^\s*dates? of inspection\s*:?`)
	publishedLine   = regexp.MustCompile(`(?i)^\s*(?:report )?published\s*:?\s*(\d.*)$`)
	leadLine        = regexp.MustCompile(`(?i)^\s*(?:lead|reporting) inspector\s*:?\s*(.*)$`)
	majesty         = regexp.MustCompile(`(?i)^(?:,\s*)?(?:her|his) majesty.s inspector\.?$`)
	hmi             = regexp.MustCompile(`(?:,)?\s*\b(?:Ofsted\s+)?(?:HMI|HMIs)\b.*$|,\s*(?:Ofsted|Her Majesty|His Majesty).*$`)
)

// A front is the first sheet of a report while it is read. What was read as a
// field is no part of the text.
type front struct {
	text  layout.Text
	kind  Kind
	rules Rules
	lines []pdf.Line
	page  int
	// taken are the places of the lines that are fields, by page.
	taken map[int][]float64
	// top is where the title ends.
	top int
}

func newFront(text layout.Text, kind Kind, rules Rules) *front {
	if kind.Framework == "jtai" && !slices.ContainsFunc(text.Sheets[0].Lines, func(l pdf.Line) bool { return inspectionDates.MatchString(flat(l)) }) {
		kind.letter = true // they were letters at first
	}
	return &front{text: text, kind: kind, rules: rules, lines: text.Sheets[0].Lines, page: text.Sheets[0].Number, taken: map[int][]float64{}}
}

func (f *front) take(page int, y float64) { f.taken[page] = append(f.taken[page], y) }

// skip passes over the lines that were taken.
func (f *front) skip() layout.Skip {
	return func(page int, y float64) bool {
		return slices.ContainsFunc(f.taken[page], func(taken float64) bool { return math.Abs(taken-y) < 0.05 })
	}
}

func flat(line pdf.Line) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(line.Text(), "\t", " ")), " ")
}

func (f *front) read(r *Report) {
	f.readTitle(r)
	f.readDates(r)
	f.readPublished(r)
	f.readLead(r)
	f.agree(r)
}

// readTitle takes the large lines at the top, and those below up to the dates
// that name the kind of report.
func (f *front) readTitle(r *Report) {
	if f.kind.letter {
		f.readLetter(r)
		return
	}
	end := slices.IndexFunc(f.lines, func(l pdf.Line) bool { return inspectionDates.MatchString(flat(l)) })
	if end < 0 || end > 25 {
		end = slices.IndexFunc(f.lines, func(l pdf.Line) bool { return l.Size <= f.text.Size })
	}
	large, other := "", ""
	biggest := 0.0
	for _, line := range f.lines[:max(end, 0)] {
		biggest = max(biggest, line.Size)
	}
	for _, line := range f.lines[:max(end, 0)] {
		words := unmarked(line)
		if leadLine.MatchString(words) || publishedLine.MatchString(words) || strings.EqualFold(words, "Local area partnership report") {
			continue
		}
		f.take(f.page, line.Y)
		if line.Size > biggest-2 {
			large = strings.TrimSpace(large + " " + words)
		} else {
			other = strings.TrimSpace(other + " " + words)
		}
	}
	f.top = max(end, 0)
	name := authorityIn(f.kind, large, other)
	r.Title = Field{Value: titleOf(large, other), Printed: strings.TrimSpace(large + " " + other), Page: f.page}
	if r.Title.Value == "" {
		r.Title.Doubt = "no title was found on the front page"
	}
	r.setAuthority(name, f.page)
}

// unmarked is a line without the marks of notes, which are small.
func unmarked(line pdf.Line) string {
	var words strings.Builder
	for _, cell := range line.Cells {
		for i, run := range cell.Runs {
			if i > 0 && run.Size < 0.8*cell.Size && strings.Trim(run.Text, "0123456789 ") == "" {
				continue
			}
			words.WriteString(run.Text)
		}
		words.WriteString(" ")
	}
	return strings.Join(strings.Fields(words.String()), " ")
}

func titleOf(large, other string) string {
	if large == "" || other == "" {
		return large + other
	}
	if strings.HasPrefix(strings.ToLower(large), "inspection") {
		return other + ": " + large
	}
	return large + ": " + other
}

// authorityIn finds the name of the authority in the words of a title.
func authorityIn(kind Kind, large, other string) string {
	for _, title := range []string{large, strings.TrimSpace(large + " " + other)} {
		if kind.of == nil {
			break
		}
		if found := kind.of.FindStringSubmatch(title); found != nil {
			for _, group := range found[1:] {
				if group != "" && !strings.EqualFold(group, "local authority") {
					return strings.TrimSpace(group)
				}
			}
		}
	}
	for _, title := range []string{large, other} {
		if title != "" && !kind.says.MatchString(title) && !strings.HasPrefix(strings.ToLower(title), "inspection") {
			return title
		}
	}
	return ""
}

func (r *Report) setAuthority(printed string, page int) {
	r.Authority = Field{Printed: printed, Page: page}
	if printed == "" {
		r.Authority.Doubt = "no name of an authority was found in the title"
		return
	}
	known, found := Lookup(printed)
	switch {
	case found:
		r.Authority.Value, r.Codes = known.Name, known.Codes
	case !found && known.Name != "":
		r.Authority.Doubt = fmt.Sprintf("“%s” is not in the list of authorities; it may be %s", printed, known.Name)
	case !found:
		r.Authority.Doubt = fmt.Sprintf("“%s” is not in the list of authorities", printed)
	}
}

// readLetter reads the sentence of a letter that names the visit.
func (f *front) readLetter(r *Report) {
	for _, block := range (&layout.Text{Sheets: f.text.Sheets[:1], Size: f.text.Size}).Blocks(nil) {
		if !f.kind.says.MatchString(block.Text) || len(block.Text) > 250 {
			continue
		}
		r.Title = Field{Value: strings.TrimSuffix(block.Text, "."), Printed: block.Text, Page: block.Page}
		r.setAuthority(authorityIn(f.kind, strings.TrimSuffix(block.Text, "."), ""), block.Page)
		break
	}
	if r.Title.Value == "" {
		r.Title = Field{Value: strings.ToUpper(f.kind.Name[:1]) + f.kind.Name[1:], Page: f.page, Doubt: "the letter has no line that names the visit"}
		r.Authority = Field{Page: f.page, Doubt: "no name of an authority was found"}
	}
	for _, line := range f.lines {
		if day, read := dayOf(flat(line)); read && len(flat(line)) < 30 {
			r.Dated = Field{Value: day.String(), Printed: flat(line), Page: f.page}
			break
		}
	}
}

// readDates reads what follows "Inspection dates:", on one line or on two, or
// the sentence of a letter that says when inspectors came.
func (f *front) readDates(r *Report) {
	for i, line := range f.lines {
		words := flat(line)
		at := inspectionDates.FindStringIndex(words)
		if at == nil || strings.Contains(strings.ToLower(words), "previous") {
			continue
		}
		printed := strings.TrimSpace(words[at[1]:])
		f.take(f.page, line.Y)
		if spans, read := spansOf(printed); !read && i+1 < len(f.lines) || read && strings.HasSuffix(strings.ToLower(printed), " and") {
			longer := printed + " " + flat(f.lines[i+1])
			if _, both := spansOf(longer); both {
				f.take(f.page, f.lines[i+1].Y)
				printed = longer
			}
			_ = spans
		}
		r.setInspected(printed, f.page)
		return
	}
	if f.kind.letter {
		for _, sheet := range f.text.Sheets[:1] {
			if found := visited.FindStringSubmatch(strings.Join(strings.Fields(sheetWords(sheet)), " ")); found != nil {
				r.setInspected(found[1], f.page)
				return
			}
		}
	}
	r.Inspected = Field{Page: f.page, Doubt: "no dates of the inspection were found on the front page"}
}

var visited = regexp.MustCompile(`(?i)\b(?:took place|visit(?:ed)?|carried out|conducted|undertaken|inspection)\b[^.]{0,120}?\bon\s+(\d{1,2}(?:\s*(?:and|to|–|-)\s*\d{1,2})?\s+(?:` + monthNames + `)(?:\s+\d{4})?(?:\s*(?:and|to|–|-)\s*\d{1,2}\s+(?:` + monthNames + `))?\s+\d{4}|\d{1,2}(?:\s*(?:and|to|–|-)\s*\d{1,2})?\s+(?:` + monthNames + `)\s+\d{4})`)

func (r *Report) setInspected(printed string, page int) {
	r.Inspected = Field{Printed: printed, Page: page}
	spans, read := spansOf(printed)
	if r.Dated.Value != "" && len(spans) == 2 && spans[0].First == spans[0].Last && spans[1].First == spans[1].Last && spans[1].First.Number() == spans[0].First.Number()+1 {
		spans = date.Spans{{First: spans[0].First, Last: spans[1].First}} // "5 and 6 May"
	}
	if !read {
		r.Inspected.Doubt = fmt.Sprintf("“%s” could not be read as days", printed)
		return
	}
	r.Spans = spans
	written := make([]string, len(spans))
	for i, span := range spans {
		written[i] = span.String()
		length := span.Last.Number() - span.First.Number()
		if length < 0 {
			r.Faults = append(r.Faults, Fault{fmt.Sprintf("the inspection ends on %s, before it begins on %s", span.Last, span.First), page, page})
			r.Inspected.Doubt = "the last day stands before the first"
			written[i] = date.Span{First: span.Last, Last: span.First}.String()
			r.Spans[i] = date.Span{First: span.Last, Last: span.First}
		} else if length > 60 {
			r.Inspected.Doubt = fmt.Sprintf("the inspection would have lasted %d days", length+1)
		}
	}
	r.Inspected.Value = written[0]
	if len(written) > 1 {
		r.Inspected.Value = "[" + strings.Join(written, ", ") + "]"
	}
}

func (f *front) readPublished(r *Report) {
	for _, line := range f.lines {
		found := publishedLine.FindStringSubmatch(flat(line))
		if found == nil {
			continue
		}
		f.take(f.page, line.Y)
		r.Published = Field{Printed: found[1], Page: f.page}
		day, read := dayOf(found[1])
		if !read {
			r.Published.Doubt = fmt.Sprintf("“%s” could not be read as a day", found[1])
			return
		}
		r.Published.Value = day.String()
		if last := r.Spans.Last(); last.Known() && day.Compare(last) < 0 {
			r.Published.Doubt = "it was published before the inspection ended"
			r.Faults = append(r.Faults, Fault{fmt.Sprintf("it was published on %s, before the inspection ended on %s", day, last), f.page, r.Inspected.Page})
		}
		return
	}
}

// readLead reads the lead inspector on the front page, or in the list of the
// inspection's team.
func (f *front) readLead(r *Report) {
	for i, line := range f.lines {
		found := leadLine.FindStringSubmatch(flat(line))
		if found == nil || found[1] == "" {
			continue
		}
		f.take(f.page, line.Y)
		name := found[1]
		if i+1 < len(f.lines) && majesty.MatchString(flat(f.lines[i+1])) {
			name = strings.TrimSuffix(name, ",") + ", " + flat(f.lines[i+1])
			f.take(f.page, f.lines[i+1].Y)
		}
		r.Lead = Field{Value: name, Printed: name, Page: f.page}
		return
	}
	for i := len(f.text.Sheets) - 1; i >= 0; i-- {
		sheet := f.text.Sheets[i]
		for j, line := range sheet.Lines {
			if name := leadIn(sheet, j, line); name != "" {
				r.Lead = Field{Value: name, Printed: name, Page: sheet.Number}
				if len(strings.Fields(Name(name))) > 5 || len(strings.Fields(Name(name))) < 2 {
					r.Lead.Doubt = "this does not look like the name of one person"
				}
				return
			}
		}
	}
}

var leadAfter = regexp.MustCompile(`(?i)^(.{3,60}?)[,]?\s*\b(?:Ofsted\s+)?(?:HMI\s+)?lead inspector\b`)

// leadIn finds "Lead inspector: …" in a line, or a name with "lead inspector"
// behind it in the left column, where the title may stand on the next line.
func leadIn(sheet layout.Sheet, i int, line pdf.Line) string {
	left := line.Cells[0].Text
	if found := leadLine.FindStringSubmatch(left); found != nil {
		if found[1] == "" && len(line.Cells) > 1 {
			return line.Cells[1].Text
		}
		return strings.TrimSpace(found[1])
	}
	if line.Cells[0].X > 0.4*sheet.Width {
		return ""
	}
	tries := []string{left}
	if titled.MatchString(left) && len(line.Cells) < 3 {
		tries = append(tries, left+" "+nextLeft(sheet, i))
	}
	for _, words := range tries {
		found := leadAfter.FindStringSubmatch(words)
		if found != nil && !strings.Contains(strings.ToLower(found[1]), "deputy") && !strings.Contains(found[0], "CQC") && !strings.Contains(found[1], ":") && len(strings.Fields(found[1])) > 1 {
			return strings.TrimSpace(found[0])
		}
	}
	return ""
}

// titled tells whether a line names somebody with the title of an inspector.
var titled = regexp.MustCompile(`(?i)^[^,:]{4,40}, .*\b(?:HMI|Ofsted|lead)\b`)

func nextLeft(sheet layout.Sheet, i int) string {
	if i+1 >= len(sheet.Lines) || sheet.Lines[i+1].Cells[0].X > 0.4*sheet.Width {
		return ""
	}
	return sheet.Lines[i+1].Cells[0].Text
}

// Name is the name in a printed line on an inspector, without what they are.
func Name(printed string) string {
	name := leadTitle.ReplaceAllString(printed, "")
	return strings.Trim(strings.TrimSpace(hmi.ReplaceAllString(name, "")), ", ")
}

var leadTitle = regexp.MustCompile(`(?i),?\s*(?:Ofsted\s*)?(?:HMI,?\s*)?lead inspector.*$`)

// agree holds the dates of the front page against those at the foot of the
// others.
func (f *front) agree(r *Report) {
	for _, remark := range f.text.Remarks {
		if remark.What != layout.Running || len(r.Spans) == 0 || len(remark.Text) > 120 {
			continue
		}
		words := strings.Split(remark.Text, "\t")[0]
		words = regexp.MustCompile(`^.*?:\s*|^.*?Partnership,\s*`).ReplaceAllString(words, "")
		spans, read := spansOf(words)
		if !read || !strings.Contains(words, " ") || !aDay.MatchString(words[:min(3, len(words))]) {
			continue
		}
		alone := spans.First() == spans.Last() // some have the first day only
		if spans.First() != r.Spans.First() || spans.Last() != r.Spans.Last() && !alone {
			r.Faults = append(r.Faults, Fault{fmt.Sprintf("the front page has “%s”, and the foot of page %d has “%s”", r.Inspected.Printed, remark.Page, words), f.page, remark.Page})
			r.Inspected.Doubt = "another page of the report has other dates"
			return
		}
	}
}

// Closing pages are what the inspectorate prints in all its reports.
var (
	closingLine = regexp.MustCompile(`(?i)^(The Office for Standards in Education, Children|Any complaints about the inspection|If you are not happy with the inspection|This document may be reproduced in whole)`)
	licenceLine = regexp.MustCompile(`(?i)(You may (?:re-?use|copy) [^.]*\.?[^.]*(?:Open Government Licence|in any way\.)|This document may be reproduced in whole[^.]*\.)`)
)

// closing finds where the closing page begins, and the licence on it.
func (f *front) closing(r *Report) layout.Skip {
	page, y := math.MaxInt, 0.0
	for i := max(0, len(f.text.Sheets)-3); i < len(f.text.Sheets); i++ {
		sheet := f.text.Sheets[i]
		for j, line := range sheet.Lines {
			if i == 0 && j < len(sheet.Lines)/2 {
				continue // a text has one sheet
			}
			if page == math.MaxInt && closingLine.MatchString(flat(line)) {
				page, y = sheet.Number, line.Y
				r.Remarks = append(r.Remarks, layout.Remark{Page: page, What: Closing, Text: flat(line)})
			}
		}
	}
	words := ""
	for _, sheet := range f.text.Sheets {
		if sheet.Number >= page {
			words += " " + sheetWords(sheet)
		}
	}
	for _, remark := range f.text.Remarks {
		if remark.What == layout.Running && remark.Page <= f.page+1 {
			words += " " + remark.Text
		}
	}
	words = strings.Join(strings.Fields(words), " ")
	if found := licenceLine.FindString(words); found != "" {
		r.Licence = Field{Value: found, Printed: found, Page: min(page, r.Last)}
		if strings.Contains(found, "Open Government Licence") {
			r.Licence.Value = "Open Government Licence"
		}
	}
	return func(on int, at float64) bool { return on > page || on == page && at >= y-0.05 }
}

// Kinds of remarks besides those of the layout.
const (
	Closing  = "closing"  // the inspectorate's closing page
	Headed   = "headed"   // a table that holds a heading and its grade
	Findings = "findings" // findings that were set as a list
)
