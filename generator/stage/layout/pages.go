package layout

import (
	"regexp"
	"strings"
	"unicode"

	"plainsight/generator/kit/pdf"
)

// Measures of a text that is set as a page, in points.
const (
	setLine   = 14.5
	setSize   = 12
	setMargin = 70
	setColumn = 400
	mostLines = 100_000
)

var (
	gaps   = regexp.MustCompile(`\t+| {3,}`)
	hyphen = regexp.MustCompile(`^- +`)
	aside  = regexp.MustCompile(`(?i)^(inspection dates?|lead inspector|report published|published)\b`)
)

// Pages sets the text of a report as pages, so that it can be read like one: a
// form feed ends a page, tabs or three spaces part columns, and a short line
// between empty ones is a heading.
func Pages(text string) ([]pdf.Page, error) {
	text = strings.ReplaceAll(strings.ReplaceAll(strings.TrimPrefix(text, "\ufeff"), "\r\n", "\n"), "\r", "\n")
	if strings.ContainsRune(text, 0) || strings.Count(text, "\n") > mostLines {
		return nil, pdf.Fault{Why: "it is no text of a report"}
	}
	var pages []pdf.Page
	for _, sheet := range strings.Split(text, "\f") {
		page := pdf.Page{Number: len(pages) + 1, Width: 600}
		lines := strings.Split(sheet, "\n")
		page.Height = 240 + setLine*float64(len(lines))
		for i, line := range lines {
			if words := strings.TrimSpace(line); words != "" {
				page.Lines = append(page.Lines, set(lines, i, 120+setLine*float64(i)))
			}
		}
		pages = append(pages, page)
	}
	return joinedPages(pages), nil
}

func set(lines []string, i int, y float64) pdf.Line {
	written := hyphen.ReplaceAllString(strings.TrimSpace(lines[i]), "• ")
	size, bold := float64(setSize), headingLine(lines, i)
	if bold {
		size += 2
	}
	line := pdf.Line{Y: y, Size: size}
	for j, words := range gaps.Split(written, -1) {
		if words == "" {
			continue
		}
		x := float64(setMargin)
		if j > 0 {
			x = setColumn + 60*float64(j-1)
		}
		width := min(250, float64(len(words)))
		run := pdf.Run{X: x, Y: y, Width: width, Size: size, Bold: bold, Text: words}
		line.Cells = append(line.Cells, pdf.Cell{X: x, Right: x + width, Y: y, Size: size, Bold: bold, Runs: []pdf.Run{run}, Text: words})
	}
	return line
}

// headingLine tells whether a line stands alone and is no sentence.
func headingLine(lines []string, i int) bool {
	words := strings.TrimSpace(lines[i])
	first := []rune(words)[0]
	blank := func(at int) bool { return at < 0 || at >= len(lines) || strings.TrimSpace(lines[at]) == "" }
	return blank(i-1) && blank(i+1) && len(strings.Fields(words)) <= 30 && !strings.ContainsRune(".;,", rune(words[len(words)-1])) &&
		unicode.IsUpper(first) && !gaps.MatchString(words) && !aside.MatchString(words)
}

// joinedPages moves a line that goes on in the midst of a sentence up to the
// one before, where an empty line stands between the two.
func joinedPages(pages []pdf.Page) []pdf.Page {
	for i := range pages {
		lines := pages[i].Lines
		for j := 1; j < len(lines); j++ {
			before, line := lines[j-1], &lines[j]
			first := []rune(line.Cells[0].Text)[0]
			gap := line.Y - before.Y
			if gap <= setLine || !unicode.IsLower(first) || endsSentence(before.Text()) {
				continue
			}
			for k := j; k < len(lines); k++ {
				lines[k].Y -= gap - setLine
				for c := range lines[k].Cells {
					lines[k].Cells[c].Y = lines[k].Y
				}
			}
		}
	}
	return pages
}
