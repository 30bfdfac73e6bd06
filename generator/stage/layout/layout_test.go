package layout

import (
	"fmt"
	"strings"
	"testing"

	"plainsight/generator/kit/pdf"
)

// cell sets words at a place, in letters half as wide as they are high.
func cell(x, y, size float64, bold bool, text string) pdf.Cell {
	width := 0.5 * size * float64(len([]rune(text)))
	run := pdf.Run{X: x, Y: y, Width: width, Size: size, Bold: bold, Text: text}
	return pdf.Cell{X: x, Right: x + width, Y: y, Size: size, Bold: bold, Runs: []pdf.Run{run}, Text: text}
}

func row(cells ...pdf.Cell) pdf.Line {
	line := pdf.Line{Y: cells[0].Y, Cells: cells}
	for _, cell := range cells {
		line.Size = max(line.Size, cell.Size)
	}
	return line
}

// marked glues the small mark of a note to words.
func marked(line pdf.Line, mark string) pdf.Line {
	last := &line.Cells[len(line.Cells)-1]
	last.Runs = append(last.Runs, pdf.Run{X: last.Right, Y: last.Y - 5, Width: 3, Size: 6, Text: mark})
	last.Text += mark
	return line
}

func plain(x, y float64, text string) pdf.Line { return row(cell(x, y, 12, false, text)) }

func sheet(number int, lines ...pdf.Line) pdf.Page {
	return pdf.Page{Number: number, Width: 600, Height: 840, Lines: lines}
}

const full = "the words of a line that reaches to the right edge of its column, as far as"

// report is three pages with what reports have.
func report() []pdf.Page {
	foot := func(page string) pdf.Line {
		return row(cell(70, 800, 8, false, "Inspection of Plainton children’s services"), cell(520, 800, 8, false, page))
	}
	return []pdf.Page{
		sheet(1,
			row(cell(70, 100, 14, true, "The experiences and progress of")),
			row(cell(360, 108, 14, true, "Requires improvement")),
			row(cell(70, 117, 14, true, "children who need help")),
			row(cell(360, 125, 14, true, "to be good")),
			row(cell(70, 134, 14, true, "and protection")),
			plain(70, 170, "1."+full),
			plain(98, 184.5, "2017. was a year of change, and 10 teams became"),
			marked(plain(98, 199, "12. That was much"), "1"),
			plain(70, 220, "2.The second paragraph is well-"),
			plain(98, 234.5, "made, for pre-"),
			plain(98, 249, "and post-natal care:"),
			plain(98, 270, "\uf0b7 first, which goes on"),
			plain(116, 284.5, "on a second line"),
			plain(116, 305, "− within it"),
			plain(98, 326, "\uf0b7 second"),
			plain(70, 347, "3. 16- and 17-year-olds, of whom there are more than could be counted on one page"),
			row(cell(70, 760, 6, false, "1"), cell(76, 760, 9, false, "A note at the foot")),
			row(cell(70, 770, 9, false, "of the page.")),
			foot("1")),
		sheet(2,
			plain(98, 100, "alone, have a home."),
			plain(70, 121, "34 Most of this is no number, for it is not the next."),
			row(cell(70, 150, 12, true, "A bold paragraph is no heading, since it ends as a sentence does.")),
			row(cell(70, 180, 12, true, "What needs to improve?")),
			plain(70, 200, "◼ One thing."),
			plain(70, 220, "◼ Another thing – and"),
			plain(88, 234.5, "– its end."),
			foot("2")),
		sheet(3,
			row(cell(70, 100, 12, true, "Responsible body"), cell(300, 100, 12, true, "Areas for action")),
			row(cell(70, 130, 12, false, "The board"), cell(300, 130, 12, false, "should write down")),
			row(cell(300, 144.5, 12, false, "what it does.")),
			row(cell(70, 170, 12, false, "The council"), cell(300, 170, 12, false, "should listen.")),
			foot("3")),
	}
}

func TestBlocks(t *testing.T) {
	text := Read(report())
	var got strings.Builder
	for _, block := range text.Blocks(nil) {
		fmt.Fprintf(&got, "%s", block.Kind)
		switch {
		case block.Kind == Numbered:
			fmt.Fprintf(&got, " %d", block.Number)
		case block.Kind == Item:
			fmt.Fprintf(&got, " %d inside %v", block.Level, block.Inside)
		}
		fmt.Fprintf(&got, ", %d-%d: %s", block.Page, block.Last, block.Text)
		if block.Beside != "" {
			fmt.Fprintf(&got, " | %s", block.Beside)
		}
		if block.Rows != nil {
			fmt.Fprintf(&got, "%q", block.Rows)
		}
		got.WriteString("\n")
	}
	want := `heading, 1-1: The experiences and progress of children who need help and protection | Requires improvement to be good
numbered 1, 1-1: the words of a line that reaches to the right edge of its column, as far as 2017. was a year of change, and 10 teams became 12. That was much¹
numbered 2, 1-1: The second paragraph is well-made, for pre- and post-natal care:
item 0 inside true, 1-1: first, which goes on on a second line
item 1 inside true, 1-1: within it
item 0 inside true, 1-1: second
numbered 3, 1-2: 16- and 17-year-olds, of whom there are more than could be counted on one page alone, have a home.
paragraph, 2-2: 34 Most of this is no number, for it is not the next.
paragraph, 2-2: A bold paragraph is no heading, since it ends as a sentence does.
heading, 2-2: What needs to improve?
item 0 inside false, 2-2: One thing.
item 0 inside false, 2-2: Another thing – and – its end.
table, 3-3: [["Responsible body" "Areas for action"] ["The board" "should write down what it does."] ["The council" "should listen."]]
`
	if got.String() != want {
		t.Errorf("it reads\n%s", got.String())
	}
	if len(text.Notes) != 1 || text.Notes[0] != (Note{"1", "A note at the foot of the page.", 1}) {
		t.Errorf("the notes are %v", text.Notes)
	}
	joined, running := 0, 0
	for _, remark := range text.Remarks {
		switch remark.What {
		case Joined:
			joined++
		case Running:
			running++
		}
	}
	if joined != 1 || running != 3 {
		t.Errorf("%d joined, %d running: %v", joined, running, text.Remarks)
	}
}

// TestNothingOfTheTextIsLost holds the words of all blocks against those of the
// lines.
func TestNothingOfTheTextIsLost(t *testing.T) {
	text := Read(report())
	count := map[string]int{}
	tell := func(words string, by int) {
		for _, word := range strings.FieldsFunc(Unsigned(words), func(r rune) bool { return strings.ContainsRune(" -.−", r) || IsBullet(r) }) {
			count[word] += by
		}
	}
	for _, sheet := range text.Sheets {
		for _, line := range sheet.Lines {
			tell(strings.ReplaceAll(flat(line), "much1", "much"), 1)
		}
	}
	for _, block := range text.Blocks(nil) {
		tell(block.Text+" "+block.Beside, -1)
		for _, row := range block.Rows {
			tell(strings.Join(row, " "), -1)
		}
		if block.Number > 0 {
			tell(fmt.Sprint(block.Number), -1)
		}
	}
	for word, left := range count {
		if left != 0 {
			t.Errorf("%q is there %d times too often in the pages", word, left)
		}
	}
}

func TestJoin(t *testing.T) {
	for _, c := range [][3]string{
		{"decision-", "making", "decision-making"},
		{"pre-", "and post-natal", "pre- and post-natal"},
		{"one –", "two", "one – two"},
		{"2016–", "2017", "2016–2017"},
		{"and/", "or", "and/or"},
		{"a", "b", "a b"},
		{"", "b", "b"},
	} {
		if got := join(c[0], c[1]); got != c[2] {
			t.Errorf("%q and %q give %q", c[0], c[1], got)
		}
	}
}

func TestTheListOfContentsIsPutAside(t *testing.T) {
	text := Read([]pdf.Page{sheet(1,
		row(cell(70, 100, 20, false, "Contents")),
		row(cell(70, 130, 12, false, "Summary"), cell(500, 130, 12, false, "2")),
		row(cell(70, 150, 12, false, "Findings that have a long")),
		row(cell(70, 165, 12, false, "name"), cell(500, 165, 12, false, "12"))),
		sheet(2, row(cell(70, 100, 14, true, "Summary")), plain(70, 130, full), plain(70, 144.5, "end."))})
	if blocks := text.Blocks(nil); len(blocks) != 2 || blocks[0].Text != "Summary" {
		t.Errorf("%v", blocks)
	}
}
