package audit

import (
	"fmt"
	"strconv"

	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/html"
)

var tableHeaders = diag.Code{
	ID: "table-headers", Severity: diag.Error, Title: "A table cannot be read cell by cell",
	Text: "A screen reader says for each cell of which row and column it is. For that a table has a caption, its heads are th " +
		"with a scope, none of them is empty, and every cell has one in its row or column. A table in a text gets all that by " +
		"itself when its first row are its heads.",
	Example: "| Year | Visits |\n| --- | --- |\n| 2022 | 14 |",
}

// A cell lies in a row and a column, or in several.
type cell struct {
	part                     int
	row, column, rows, width int
}

func tablesHeaded(p *page, report report) {
	for i, part := range p.parts(ofTables) {
		if part.Name != "table" || p.hidden[i] {
			continue
		}
		if own := role(part); own == "presentation" || own == "none" {
			report(i, "a table lays out the page", "Lay the page out with styles.")
			continue
		}
		if p.name(i) == "" {
			report(i, "a table has no caption", "Write what it shows into its caption.")
		}
		p.heads(i, report)
	}
}

// heads looks at the cells of a table.
func (p *page) heads(table int, report report) {
	cells := p.cells(table)
	rows, columns := map[int]bool{}, map[int]bool{}
	for _, c := range cells {
		if p.Parts[c.part].Name != "th" {
			continue
		}
		switch scope := value(&p.Parts[c.part], "scope"); scope {
		case "row", "rowgroup":
			mark(rows, c.row, c.rows)
		case "col", "colgroup":
			mark(columns, c.column, c.width)
		default:
			report(c.part, "the head of a row or column does not say which", `Write scope="col" or scope="row".`)
			mark(rows, c.row, c.rows)
			mark(columns, c.column, c.width)
		}
		if p.words(c.part) == "" {
			report(c.part, "the head of a row or column is empty", "Write its words, or make it a td.")
		}
	}
	for _, c := range cells {
		part := &p.Parts[c.part]
		if part.Name != "td" {
			continue
		}
		if _, has := part.Attr("scope"); has {
			report(c.part, "a cell that is no head has a scope", "Make it a th, or take the scope out.")
		}
		if !any(rows, c.row, c.rows) && !any(columns, c.column, c.width) && p.words(c.part) != "" {
			report(c.part, fmt.Sprintf("no head says of what row or column “%s” is", short(p.words(c.part))), "Make the first cells of the table its heads.")
		}
	}
}

func mark(places map[int]bool, from, n int) {
	for i := from; i < from+n; i++ {
		places[i] = true
	}
}

func any(places map[int]bool, from, n int) bool {
	for i := from; i < from+n; i++ {
		if places[i] {
			return true
		}
	}
	return false
}

// cells are those of a table with their places, where cells span others.
// They stand until those of another table are asked for.
func (p *page) cells(table int) []cell {
	cells := p.grid[:0]
	var taken map[[2]int]bool // few tables have cells that span others
	row, column := -1, 0
	for i := table + 1; i < p.Parts[table].End; i++ {
		switch part := &p.Parts[i]; part.Name {
		case "table":
			i = part.End - 1 // it is looked at by itself
		case "tr":
			row, column = row+1, 0
		case "td", "th":
			for taken[[2]int{row, column}] {
				column++
			}
			c := cell{i, row, column, span(part, "rowspan"), span(part, "colspan")}
			for r := 1; r < c.rows; r++ { // its own row goes on behind it
				for w := range c.width {
					if taken == nil {
						taken = map[[2]int]bool{}
					}
					taken[[2]int{row + r, column + w}] = true
				}
			}
			column += c.width
			cells = append(cells, c)
		}
	}
	p.grid = cells
	return cells
}

// span is how many rows or columns a cell takes; browsers stop at 1000.
func span(part *html.Part, name string) int {
	written, has := part.Attr(name)
	if !has {
		return 1
	}
	n, err := strconv.Atoi(written)
	if err != nil || n < 1 || n > 1000 {
		return 1
	}
	return n
}
