package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	tables "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// Cells are rendered here since goldmark aligns them with a style attribute,
// which our content security policy forbids, and says of no heading what it
// is the heading of.
func registerTables(register renderer.NodeRendererFuncRegisterer) {
	register.Register(tables.KindTableCell, renderCell)
}

func renderCell(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	cell := node.(*tables.TableCell)
	scope := scopeOf(cell)
	if !entering {
		if scope != "" {
			_, _ = w.WriteString("</th>\n")
		} else {
			_, _ = w.WriteString("</td>\n")
		}
		return ast.WalkContinue, nil
	}
	if scope != "" {
		_, _ = w.WriteString(`<th scope="` + scope + `"`)
	} else {
		_, _ = w.WriteString("<td")
	}
	if cell.Alignment != tables.AlignNone {
		_, _ = w.WriteString(` class="align-` + cell.Alignment.String() + `"`)
	}
	_ = w.WriteByte('>')
	return ast.WalkContinue, nil
}

// scopeOf says what a cell is the heading of: a column, a row, or "" for
// nothing. An empty corner is the heading of nothing, and says that the first
// cell of each row is the heading of the row.
func scopeOf(cell *tables.TableCell) string {
	row := cell.Parent()
	switch {
	case row.Kind() == tables.KindTableHeader && cell.HasChildren():
		return "col"
	case row.Kind() == tables.KindTableRow && row.FirstChild() == cell && cell.HasChildren() && !row.Parent().FirstChild().FirstChild().HasChildren():
		return "row"
	}
	return ""
}

// checkRow tells of cells that would be lost: goldmark leaves out those for
// which the head has no column.
func (r *reading) checkRow(row *tables.TableRow) {
	first := row.FirstChild()
	if first == nil || first.Lines().Len() == 0 {
		return
	}
	start := first.Lines().At(0).Start
	line := r.source[bytes.LastIndexByte(r.source[:start], '\n')+1:]
	if end := bytes.IndexByte(line, '\n'); end >= 0 {
		line = line[:end]
	}
	if cells, columns := cellsIn(line), len(row.Alignments); cells > columns {
		r.tell(start, rowTooLong, "add a column to the head, or write \\| for a line that is meant to be read",
			"this row has %d cells, and the head of the table has %d", cells, columns)
	}
}

// cellsIn counts the cells of a row: what stands between upright lines that
// have no backslash before them.
func cellsIn(line []byte) int {
	line = bytes.TrimSpace(bytes.TrimLeft(line, " \t>"))
	line = bytes.TrimPrefix(line, []byte("|"))
	cells := 1
	for i, c := range line {
		if c == '|' && (i == 0 || line[i-1] != '\\') && i < len(line)-1 {
			cells++
		}
	}
	return cells
}

// markInHead takes the mark at the end of the last heading of a table.
func markInHead(table ast.Node) *mark {
	head := table.FirstChild()
	if head == nil || head.LastChild() == nil {
		return nil
	}
	m, is := head.LastChild().LastChild().(*mark)
	if !is {
		return nil
	}
	m.taken = true
	return m
}

// tableStart is where a table begins. goldmark gives a table the place of the
// paragraph that it was cut from.
func tableStart(table ast.Node) int {
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			if cell.Lines().Len() > 0 {
				return cell.Lines().At(0).Start
			}
		}
	}
	return table.Pos()
}
