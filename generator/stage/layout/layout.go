// Package layout finds the paragraphs, headings, lists, tables and notes of a
// report in the lines of its pages.
//
// It takes pages as kit/pdf reads them, or as a text with the look of pages, and
// gives blocks in the order of reading, each with its page. What belongs to the
// sheet and not to the text (running heads, page numbers) is put aside and told,
// and so is each paragraph that was joined across two pages. It knows nothing of
// frameworks, and refuses nothing: what it cannot tell apart stays words.
package layout

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"plainsight/generator/kit/pdf"
)

// A Sheet is a page without what belongs to the sheet alone.
type Sheet struct {
	Number        int
	Width, Height float64
	Lines         []pdf.Line
}

// A Remark tells what was done with words of a page.
type Remark struct {
	Page int
	// What is one of the kinds below.
	What, Text string
}

// Kinds of remarks.
const (
	Running = "running" // a running head or foot, or a page number
	Joined  = "joined"  // a paragraph that goes on on the next page
	Parted  = "parted"  // a paragraph that may go on on the next page
	Tabled  = "tabled"  // words in columns
	Listed  = "listed"  // a line of the list of contents
)

// A Note is a note at the foot of a page, with its printed mark.
type Note struct {
	Mark, Text string
	Page       int
}

// A Text is the sheets of a report, and what stands beside its text.
type Text struct {
	Sheets  []Sheet
	Notes   []Note
	Remarks []Remark
	// Size is that of most letters.
	Size float64
}

// Read takes the sheets out of pages.
func Read(pages []pdf.Page) Text {
	t := Text{Size: usualSize(pages)}
	repeated := repeatedOf(pages)
	for _, page := range pages {
		sheet := Sheet{Number: page.Number, Width: page.Width, Height: page.Height}
		for _, line := range page.Lines {
			if isRunning(line, page, repeated, t.Size) {
				t.Remarks = append(t.Remarks, Remark{page.Number, Running, line.Text()})
				continue
			}
			sheet.Lines = append(sheet.Lines, line)
		}
		t.takeNotes(&sheet)
		t.takeContents(&sheet)
		t.Sheets = append(t.Sheets, sheet)
	}
	return t
}

func usualSize(pages []pdf.Page) (usual float64) {
	letters, most := map[float64]int{}, 0
	for _, page := range pages {
		for _, line := range page.Lines {
			for _, cell := range line.Cells {
				letters[cell.Size] += len(cell.Text)
				if n := letters[cell.Size]; n > most || n == most && cell.Size > usual {
					most, usual = n, cell.Size
				}
			}
		}
	}
	return usual
}

// Running heads and feet stand near the edge of many pages, but for their
// numbers, or in very small letters; or the program that made the file marked
// them.

const edge = 0.09

func nearEdge(line pdf.Line, page pdf.Page) bool {
	return line.Y < edge*page.Height || line.Y > (1-edge)*page.Height
}

var digits = regexp.MustCompile(`\d+`)

func withoutNumbers(text string) string {
	return digits.ReplaceAllString(strings.Join(strings.Fields(text), " "), "#")
}

func repeatedOf(pages []pdf.Page) map[string]int {
	count := map[string]int{}
	for _, page := range pages {
		seen := map[string]bool{}
		for _, line := range page.Lines {
			if text := withoutNumbers(line.Text()); nearEdge(line, page) && !seen[text] {
				seen[text] = true
				count[text]++
			}
		}
	}
	return count
}

var pageNumber = regexp.MustCompile(`^(Page )?\d{1,3}( of \d{1,3})?$`)

func isRunning(line pdf.Line, page pdf.Page, repeated map[string]int, usual float64) bool {
	if line.Cells[0].Runs[0].Aside {
		return true
	}
	if !nearEdge(line, page) {
		return false
	}
	text := line.Text()
	outermost := line.Y < page.Lines[0].Y+12 || line.Y > page.Lines[len(page.Lines)-1].Y-12
	if pageNumber.MatchString(strings.TrimSpace(text)) {
		return outermost
	}
	small := line.Size < 0.75*usual && strings.ContainsFunc(text, unicode.IsLetter)
	return small || repeated[withoutNumbers(text)] >= 3 && len(text) < 160
}

// takeNotes takes the notes at the foot of a sheet: small letters that begin
// with a mark, below all others.
func (t *Text) takeNotes(sheet *Sheet) {
	first := len(sheet.Lines)
	for first > 0 && sheet.Lines[first-1].Size < 0.93*t.Size {
		first--
	}
	for first < len(sheet.Lines) && !isMark(sheet.Lines[first]) {
		first++
	}
	if first == 0 || first == len(sheet.Lines) {
		return
	}
	from := len(t.Notes)
	for _, line := range sheet.Lines[first:] {
		mark, rest := markOf(line)
		if mark == "" && len(t.Notes) > from {
			last := &t.Notes[len(t.Notes)-1]
			last.Text = join(last.Text, rest)
			continue
		}
		t.Notes = append(t.Notes, Note{Mark: mark, Text: rest, Page: sheet.Number})
	}
	sheet.Lines = sheet.Lines[:first]
}

// takeContents takes the list of contents: a heading, and lines below it most
// of which end with the number of a page.
func (t *Text) takeContents(sheet *Sheet) {
	first := slices.IndexFunc(sheet.Lines, func(l pdf.Line) bool {
		first, _, _ := strings.Cut(l.Text(), "\t")
		return strings.EqualFold(strings.TrimSpace(first), "Contents")
	})
	if first < 0 {
		return
	}
	ended, below := 0, sheet.Lines[first+1:]
	for _, line := range below {
		words := strings.Fields(line.Text())
		if pageNumber.MatchString(words[len(words)-1]) {
			ended++
		}
	}
	if 3*ended < len(below) || ended == 0 {
		return
	}
	for _, line := range sheet.Lines[first:] {
		t.Remarks = append(t.Remarks, Remark{sheet.Number, Listed, flat(line)})
	}
	sheet.Lines = sheet.Lines[:first]
}

var leadingMark = regexp.MustCompile(`^(\d{1,2}|\*+|[†‡])$`)

func isMark(line pdf.Line) bool {
	mark, _ := markOf(line)
	return mark != ""
}

// markOf parts the mark of a note, which is smaller than its words or stands on
// a line of its own above them.
func markOf(line pdf.Line) (mark, rest string) {
	run := line.Cells[0].Runs[0]
	word := strings.TrimSpace(run.Text)
	if leadingMark.MatchString(word) {
		other := line.Size
		for _, cell := range line.Cells {
			for _, run := range cell.Runs {
				if strings.TrimSpace(run.Text) != word {
					other = max(other, run.Size)
				}
			}
		}
		if run.Size < 0.8*other || line.Text() == word {
			return word, strings.TrimSpace(strings.TrimPrefix(flat(line), word))
		}
	}
	return "", flat(line)
}

// flat is the words of a line, from left to right.
func flat(line pdf.Line) string { return strings.ReplaceAll(line.Text(), "\t", " ") }

// join sets two lines together. A hyphen at the end of a line is a letter of its
// word, but for one that stands for a word: "pre- and post-natal".
func join(before, after string) string {
	before, after = strings.TrimRight(before, " "), strings.TrimLeft(after, " ")
	if before == "" || after == "" {
		return before + after
	}
	word, _, _ := strings.Cut(after, " ")
	last := []rune(before)[max(0, len([]rune(before))-2):]
	switch {
	case len(last) == 2 && (last[1] == '-' || last[1] == '‐' || last[1] == '‑') && (unicode.IsLetter(last[0]) || unicode.IsDigit(last[0])):
		if slices.Contains([]string{"and", "or", "to"}, strings.TrimRight(word, ",.")) {
			break
		}
		return before + after
	case len(last) == 2 && last[1] == '/' && !unicode.IsSpace(last[0]):
		return before + after
	case len(last) == 2 && last[1] == '–' && unicode.IsDigit(last[0]) && unicode.IsDigit([]rune(after)[0]):
		return before + after
	}
	return before + " " + after
}

// leading is the distance of most lines of the usual size from the next.
func (t Text) leading() float64 {
	count, usual, most := map[float64]int{}, 1.2*t.Size, 0
	for _, sheet := range t.Sheets {
		for i := 1; i < len(sheet.Lines); i++ {
			gap := math.Round((sheet.Lines[i].Y-sheet.Lines[i-1].Y)*2) / 2
			if sheet.Lines[i].Size != t.Size || sheet.Lines[i-1].Size != t.Size || gap < t.Size || gap > 1.7*t.Size {
				continue
			}
			if count[gap]++; count[gap] > most {
				most, usual = count[gap], gap
			}
		}
	}
	return usual
}

// right is how far the lines of a sheet's text reach.
func (s Sheet) right() (right float64) {
	ends := make([]float64, 0, len(s.Lines))
	for _, line := range s.Lines {
		ends = append(ends, line.Cells[len(line.Cells)-1].Right)
	}
	slices.SortFunc(ends, func(a, b float64) int { return cmp.Compare(b, a) })
	if len(ends) == 0 {
		return s.Width
	}
	return ends[0]
}
