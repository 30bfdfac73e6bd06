package layout

import (
	"math"
	"slices"
	"strings"

	"plainsight/generator/kit/pdf"
)

// A region is lines of a sheet that stand in two columns; split is where the
// second begins.
type region struct {
	from, to int
	split    float64
}

// columns finds regions of lines with a second cell, that go on while lines
// stand close below each other.
func columns(lines []pdf.Line, sheet Sheet, leading float64) (regions []region) {
	for i := 0; i < len(lines); i++ {
		split, found := secondColumn(lines[i], sheet)
		if !found {
			split, found = between(lines, i, sheet, leading)
		}
		if !found {
			continue
		}
		r := region{from: i, to: i + 1, split: split}
		low := 0
		if n := len(regions); n > 0 {
			low = regions[n-1].to
		}
		r.reachUp(lines, low, leading)
		for r.to < len(lines) && (r.holds(lines[r.to], lines[r.to-1], leading) || r.goesOn(lines, sheet, leading)) {
			r.to++
		}
		regions = append(regions, r)
		i = r.to - 1
	}
	return regions
}

// reachUp takes lines above the first with two columns: rows like it, and lines
// of the first column alone that belong to its words, as where the second column
// stands halfway down. Such are two at most, set alike, with room above them.
func (r *region) reachUp(lines []pdf.Line, low int, leading float64) {
	for r.from > low && len(lines[r.from-1].Cells) > 1 && r.holds(lines[r.from-1], lines[r.from], leading) {
		r.from--
	}
	top := r.from
	for top > low && r.from-top < 3 && r.holds(lines[top-1], lines[top], leading) && alike(lines[top-1], lines[r.from]) {
		top--
	}
	near := top < r.from && lines[r.from].Y-lines[r.from-1].Y < 0.8*leading
	bounded := top == low || lines[top].Y-lines[top-1].Y > 1.3*leading || !alike(lines[top-1], lines[r.from])
	if near || bounded && r.from-top < 3 {
		r.from = top
	}
}

// alike tells whether the first cells of two lines are set in one way, and
// neither begins a list.
func alike(a, b pdf.Line) bool {
	first, second := a.Cells[0], b.Cells[0]
	return math.Abs(first.Size-second.Size) < 0.6 && (first.Bold == second.Bold || first.X > second.X+100) &&
		!IsBullet([]rune(first.Text)[0])
}

// secondColumn tells where the second column of a line begins. A number or a
// bullet before the words is no column.
func secondColumn(line pdf.Line, sheet Sheet) (float64, bool) {
	if len(line.Cells) < 2 {
		return 0, false
	}
	first := line.Cells[0].Text
	if len([]rune(first)) < 5 && line.Cells[1].X-line.Cells[0].X < 60 {
		return 0, false
	}
	split := line.Cells[len(line.Cells)-1].X
	return split, split > 0.3*sheet.Width
}

// between tells where the second column begins for a line that stands in it
// alone, between two lines of the first or beside one, nearer than lines of one
// column do.
func between(lines []pdf.Line, i int, sheet Sheet, leading float64) (float64, bool) {
	x := lines[i].Cells[0].X
	if len(lines[i].Cells) > 1 || x < 0.4*sheet.Width {
		return 0, false
	}
	for _, beside := range []int{i - 1, i + 1} {
		if beside < 0 || beside >= len(lines) || math.Abs(lines[beside].Y-lines[i].Y) > 0.8*leading {
			continue
		}
		if cells := lines[beside].Cells; cells[len(cells)-1].Right < x {
			return x, true
		}
	}
	return 0, false
}

// holds tells whether a line close to another of the region belongs to it: it
// has both columns, or lies in one alone.
func (r region) holds(line, beside pdf.Line, leading float64) bool {
	left, right := r.parts(line)
	if gap := math.Abs(line.Y - beside.Y); gap > 1.3*leading {
		return gap < 2.2*leading && len(left) > 0 && len(right) > 0 && math.Abs(right[0].X-r.split) < 3
	}
	switch {
	case len(left) > 0 && len(right) > 0:
		return true
	case len(right) > 0:
		return right[0].X >= r.split-12
	}
	return len(left) > 0 && left[len(left)-1].Right < r.split-4
}

// goesOn tells whether a row of both columns follows a wider gap.
func (r region) goesOn(lines []pdf.Line, sheet Sheet, leading float64) bool {
	if lines[r.to].Y-lines[r.to-1].Y > 3.2*leading {
		return false
	}
	for i := r.to; i < min(r.to+3, len(lines)); i++ {
		if split, found := secondColumn(lines[i], sheet); found && math.Abs(split-r.split) < 3 {
			return true
		}
		left, right := r.parts(lines[i])
		if len(left) > 0 && left[len(left)-1].Right > r.split || len(right) > 0 && math.Abs(right[0].X-r.split) > 3 {
			return false
		}
		if len(right) > 0 {
			return true
		}
	}
	return false
}

// parts gives the cells of the two columns; a cell that reaches over the split
// is cut where one of its runs begins there.
func (r region) parts(line pdf.Line) (left, right []pdf.Cell) { return Split(line, r.split) }

// Split gives the cells of a line to the left and to the right of a column's
// beginning.
func Split(line pdf.Line, at float64) (left, right []pdf.Cell) {
	for _, cell := range line.Cells {
		switch {
		case cell.X >= at-3:
			right = append(right, cell)
			continue
		case cell.Right <= at:
			left = append(left, cell)
			continue
		}
		i := slices.IndexFunc(cell.Runs, func(run pdf.Run) bool {
			return math.Abs(run.X-at) < 3 && strings.TrimSpace(run.Text) != ""
		})
		if i <= 0 {
			left = append(left, cell)
			continue
		}
		left, right = append(left, part(cell, cell.Runs[:i])), append(right, part(cell, cell.Runs[i:]))
	}
	return left, right
}

func part(cell pdf.Cell, runs []pdf.Run) pdf.Cell {
	var text strings.Builder
	for _, run := range runs {
		text.WriteString(run.Text)
	}
	last := runs[len(runs)-1]
	return pdf.Cell{X: runs[0].X, Right: last.X + last.Width, Y: cell.Y, Size: cell.Size, Bold: runs[0].Bold, Runs: runs, Text: strings.TrimSpace(text.String())}
}

// table makes a block of a region. A heading with one short cell beside it is a
// heading; anything else has rows.
func (b *builder) table(lines []pdf.Line, sheet Sheet, r region) {
	b.close()
	b.turned = false
	rows := b.rows(lines, r)
	if len(rows) == 0 {
		return
	}
	first := lines[0]
	if b.besideHeading(lines, rows, r) {
		var block Block
		for _, row := range rows {
			block.Text, block.Beside = join(block.Text, row[0]), join(block.Beside, row[1])
		}
		block.Kind, block.Page, block.Last, block.Size, block.Bold = Heading, sheet.Number, sheet.Number, first.Size, true
		b.blocks = append(b.blocks, block)
		return
	}
	b.text.Remarks = append(b.text.Remarks, Remark{sheet.Number, Tabled, firstWords(flat(first))})
	b.blocks = append(b.blocks, Block{Kind: Table, Rows: rows, Page: sheet.Number, Last: sheet.Number, Size: first.Size})
}

// besideHeading tells whether all words on the left are set as one heading and
// those on the right are few.
func (b *builder) besideHeading(lines []pdf.Line, rows [][]string, r region) bool {
	words := 0
	for _, line := range lines {
		left, right := r.parts(line)
		for _, cell := range left {
			if !cell.Bold || cell.Size < b.text.Size+1 {
				return false
			}
		}
		for _, cell := range right {
			words += len(strings.Fields(cell.Text))
		}
	}
	return words <= 5 && len(lines) <= 6
}

// rows groups the lines of a region. A row begins where both columns begin
// anew, or where one does after a gap.
func (b *builder) rows(lines []pdf.Line, r region) (rows [][]string) {
	var y float64
	for i, line := range lines {
		left, right := r.parts(line)
		l, g := textOf(left), textOf(right)
		both := l != "" && g != ""
		if i == 0 || both && !b.sameRow(lines[i-1], line, r) || line.Y-y > 1.25*b.leading {
			rows = append(rows, []string{l, g})
		} else {
			row := rows[len(rows)-1]
			row[0], row[1] = join(row[0], l), join(row[1], g)
		}
		y = line.Y
	}
	return rows
}

// sameRow tells whether a line of both columns goes on the cells above: the
// program that made the file says so, or there is no more room than between
// lines.
func (b *builder) sameRow(before, line pdf.Line, r region) bool {
	if line.Y-before.Y > 1.12*b.leading*line.Size/b.text.Size {
		return false
	}
	leftBefore, rightBefore := r.parts(before)
	left, right := r.parts(line)
	if len(leftBefore) > 0 && len(left) > 0 && leftBefore[0].Bold != left[0].Bold {
		return false // what follows the names of the columns
	}
	if len(leftBefore) > 0 && len(left) > 0 && partOf(left) != 0 {
		return partOf(leftBefore) == partOf(left) || len(rightBefore) > 0 && len(right) > 0 && partOf(rightBefore) == partOf(right)
	}
	return true
}

func partOf(cells []pdf.Cell) int { return cells[0].Runs[0].Part }

func textOf(cells []pdf.Cell) string {
	words := make([]string, len(cells))
	for i, cell := range cells {
		words[i] = cell.Text
	}
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}
