// Package table gives the numbers of charts as tables, as CSV files, and with the
// description of such a file that programs read. It takes charts of package
// plot, and leaves no number out.
package table

import (
	"bytes"
	"encoding/csv"
	"io"
	"iter"
	"strings"
	"sync"
	"unicode/utf8"

	"plainsight/generator/domain/metric"
	"plainsight/generator/kit/language"
	"plainsight/generator/kit/plot"
)

// A Grid is a table: its head, and rows that each begin with a header.
type Grid struct {
	Caption string
	Head    []Cell
	Rows    []Row
}

// A Row holds cells. Kind is "" for numbers, "event" for an inspection and
// "break" for a break in series; these two have one cell after their header,
// which spans the rest.
type Row struct {
	Kind  string
	Cells []Cell
}

// A Cell holds words. Scope is "col" or "row" for headers, "" for the rest.
type Cell struct {
	Text, Scope string
	// Number is set for a cell with a number; Reason for one that says why
	// there is none.
	Number, Reason bool
	// Value is the number as printed, for programs; "" where there is none.
	Value string
	// Span is how many columns it takes; 0 is one.
	Span int
	// Target is an address that the words lead to, or "".
	Target string
	// Note is what is said of the number, as written.
	Note string
}

// Of gives the numbers of a chart as a table, with inspections and breaks
// in their places in time.
func Of(chart plot.Chart, w *language.Words) Grid {
	c := columns{chart.Placed()}
	grid := Grid{Caption: c.caption(w)}
	if c.OverTime() {
		c.tableOver(&grid, w)
	} else {
		c.tableByGroup(&grid, w)
	}
	return grid
}

// columns are the series of a chart, side by side.
type columns struct{ plot.Chart }

// caption is the title with the unit, where the title is not the unit.
func (c columns) caption(w *language.Words) string {
	unit := c.UnitName(w)
	switch {
	case unit == "" || strings.EqualFold(unit, c.Title):
		return c.Title
	case c.Unit == "ratio" || strings.HasPrefix(c.Unit, "per ") && c.Unit != "per cent":
		return w.Word("chart.caption-rate", "Title", c.Title, "Unit", unit)
	}
	return w.Word("chart.caption", "Title", c.Title, "Unit", unit)
}

// head names the columns: what the rows are, and the series.
func (c columns) head(first string, w *language.Words) []Cell {
	head := []Cell{{Text: w.Word(first), Scope: "col"}}
	for _, series := range c.Series {
		name := series.Name
		if name == "" || len(c.Series) == 1 {
			name = w.Word("chart.number")
		}
		head = append(head, Cell{Text: name, Scope: "col", Number: true})
	}
	return head
}

func (c columns) tableOver(grid *Grid, w *language.Words) {
	grid.Head = c.head("chart.period", w)
	all := plot.Filled(c.Series)
	events, breaks := c.Inside(), c.Breaks
	for _, p := range plot.PeriodsOf(all) {
		e, _ := plot.ExtentOf(p.Span)
		for len(events) > 0 && startOf(events[0]) < e.Middle() {
			grid.Rows = append(grid.Rows, c.eventRow(events[0], w))
			events = events[1:]
		}
		for len(breaks) > 0 && breakAt(breaks[0]) <= e.Middle() {
			if c.Holds(breaks[0]) {
				grid.Rows = append(grid.Rows, c.wideRow("break", w.Word("chart.broken"), Cell{Text: plot.BrokenAt(breaks[0], w)}))
			}
			breaks = breaks[1:]
		}
		c.addPeriod(grid, p, all, w)
	}
	for _, event := range events {
		grid.Rows = append(grid.Rows, c.eventRow(event, w))
	}
}

func startOf(event plot.Event) float64 {
	e, _ := plot.ExtentOf(event.Span)
	return e.From
}

func breakAt(point plot.Break) float64 {
	e, _ := plot.ExtentOf(point.At.Span)
	return e.From
}

func (c columns) eventRow(event plot.Event, w *language.Words) Row {
	return c.wideRow("event", w.Word("chart.flag", "Letter", event.Letter), Cell{Text: event.Words, Target: event.Target})
}

func (c columns) wideRow(kind, header string, cell Cell) Row {
	cell.Span = len(c.Series)
	return Row{Kind: kind, Cells: []Cell{{Text: header, Scope: "row"}, cell}}
}

// addPeriod adds the row of a period, or more of them where a series has
// several numbers for it.
func (c columns) addPeriod(grid *Grid, p metric.Period, all []plot.Series, w *language.Words) {
	columns, most := make([][]*plot.Point, len(all)), 0
	for i, series := range all {
		for n := range series.Points {
			if point := &series.Points[n]; point.Period.Span == p.Span {
				columns[i] = append(columns[i], point)
			}
		}
		most = max(most, len(columns[i]))
	}
	for n := range most {
		row := Row{Cells: append(make([]Cell, 0, 1+len(columns)), Cell{Text: plot.PeriodWords(p, w), Scope: "row"})}
		for _, column := range columns {
			if n < len(column) {
				row.Cells = append(row.Cells, c.cell(*column[n], w))
			} else {
				row.Cells = append(row.Cells, c.cell(plot.Point{Period: p}, w))
			}
		}
		grid.Rows = append(grid.Rows, row)
	}
}

// cell says a number with its status, or why there is none.
func (c columns) cell(p plot.Point, w *language.Words) Cell {
	cell := Cell{Text: plot.NumberOf(p, c.Unit, w), Number: p.Shown(), Reason: !p.Shown(), Note: p.Note}
	if cell.Number {
		cell.Value = p.Value.Printed
	}
	return cell
}

func (c columns) tableByGroup(grid *Grid, w *language.Words) {
	grid.Head = c.head("chart.group", w)
	if c.ForAll() != nil {
		grid.Head = c.head("chart.place", w)
	}
	for _, g := range c.Groups(func(p plot.Point) string { return plot.PeriodWords(p.Period, w) }) {
		row := Row{Cells: []Cell{{Text: g.Name, Scope: "row"}}}
		for i := range c.Series {
			cell := c.cell(plot.Point{}, w)
			for _, b := range g.Bars {
				if b.Series == i {
					cell = c.cell(b.Point, w)
				}
			}
			row.Cells = append(row.Cells, cell)
		}
		grid.Rows = append(grid.Rows, row)
	}
}

// CSV gives the numbers of a chart as a file in UTF-8, a row for each number
// and for each that is not there. Numbers are as printed, without units; a
// cell that a spreadsheet would take for a formula begins with an apostrophe.
func CSV(c plot.Chart) []byte {
	rows, points := spare.Get().(*rows), 0
	for _, series := range c.Series {
		points += len(series.Points)
	}
	rows.out.Grow(points * rowSize) // there may be hundreds of thousands
	for range rows.chart(c) {
	}
	return rows.bytes()
}

// Size is how many bytes the file of CSV has; never more than a series is held for it.
func Size(c plot.Chart) (size int) {
	rows := spare.Get().(*rows)
	for range rows.chart(c) {
		rows.file.Flush()
		size += rows.out.Len()
		rows.out.Reset()
	}
	clear(rows.cells)
	spare.Put(rows)
	return size
}

// chart adds the numbers of a chart, and stops for a moment after the names of the
// columns and after each series.
func (r *rows) chart(c plot.Chart) iter.Seq[struct{}] {
	return func(yield func(struct{}) bool) {
		days := map[metric.Period][2]string{}
		r.add("period", "first_day", "last_day", "series", "group", "value", "unit", "status", "note")
		for _, series := range c.Series {
			if !yield(struct{}{}) {
				return
			}
			for i := range series.Points {
				r.point(c.Unit, series.Name, &series.Points[i], days)
			}
		}
		yield(struct{}{})
	}
}

func (r *rows) point(unit, series string, p *plot.Point, days map[metric.Period][2]string) {
	status := p.Status
	if status == "" {
		status = map[bool]string{true: "actual", false: "not-available"}[p.Shown()]
	}
	in, known := days[p.Period]
	if !known {
		in = [2]string{day(p.Period, false), day(p.Period, true)}
		days[p.Period] = in
	}
	r.add(p.Period.Printed, in[0], in[1], series, p.Label, p.Value.Printed, unit, status, p.Note)
}

// rowSize is how many bytes the row of a number has, about.
const rowSize = 72

// Rows gives rows of cells as a file of comma-separated values, in which no
// cell is taken for a formula.
func Rows(all [][]string) []byte {
	rows := spare.Get().(*rows)
	for _, row := range all {
		rows.add(row...)
	}
	return rows.bytes()
}

// WriteRows writes such a file row by row.
func WriteRows(to io.Writer, all iter.Seq[[]string]) error {
	rows := rows{file: csv.NewWriter(to)}
	for row := range all {
		rows.add(row...)
	}
	rows.file.Flush()
	return rows.file.Error()
}

// A rows is a file of rows while it is written, one at a time.
type rows struct {
	out   bytes.Buffer
	file  *csv.Writer
	cells []string
}

// spare are those of which the file is written.
var spare = sync.Pool{New: func() any {
	r := &rows{}
	r.file = csv.NewWriter(&r.out)
	return r
}}

func (r *rows) add(cells ...string) {
	r.cells = r.cells[:0]
	for _, cell := range cells {
		r.cells = append(r.cells, harmless(cell))
	}
	_ = r.file.Write(r.cells) // into memory
}

// bytes gives the file. The memory of a large one is not kept for the next.
func (r *rows) bytes() []byte {
	r.file.Flush()
	if r.out.Len() > large {
		return r.out.Bytes()
	}
	file := bytes.Clone(r.out.Bytes())
	r.out.Reset()
	clear(r.cells)
	spare.Put(r)
	return file
}

// large is a file as few charts have it.
const large = 1 << 16

// day is the first or the last day of a period, "2006-04-01".
func day(p metric.Period, last bool) string {
	if _, ok := plot.ExtentOf(p.Span); !ok {
		return ""
	}
	switch {
	case last && p.Span.Last.Known():
		return p.Span.Last.Last().String()
	case last:
		return p.Span.First.Last().String()
	}
	return p.Span.First.First().String()
}

// harmless keeps a cell from being taken for a formula. Some spreadsheets pass
// over spaces before it, and take the wide signs of East Asia for the plain ones.
func harmless(cell string) string {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(cell, " \u00a0\u3000"))
	if cell == "" || !strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) || plot.IsNumber(cell) {
		return cell
	}
	return "'" + cell
}
