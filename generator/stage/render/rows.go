package render

import (
	"html/template"
	"strconv"

	"plainsight/generator/domain/metric"
	"plainsight/generator/kit/table"
	"plainsight/generator/stage/plan"
)

// The rows of tables of numbers are many and all alike, so that they are
// written by appends. What is said in them is escaped as templates escape it.

// numberRows are the rows of the table of a metric's numbers for one place.
func (s speaker) numberRows(m metric.Metric, series plan.Series) (template.HTML, error) {
	r := newRows(s)
	for _, row := range series.Rows {
		if row.Break != "" {
			r.add(`<tr role="row"><td role="cell" class="break" colspan="`, strconv.Itoa(columns(m)), `">`)
			r.word("series.break", "Why", row.Break)
			r.add("</td></tr>\n")
		}
		r.add("<tr role=\"row\">\n<th scope=\"row\" role=\"rowheader\">")
		r.out = s.appendPeriod(r.out, row.Period)
		r.add("</th>\n")
		for i, group := range row.Groups {
			r.add(`<td role="cell"><span class="in-list">`, asText(capital(m.Groups[i])), ": </span>", asText(group), "</td>\n")
		}
		r.add(`<td role="cell" class="figure">`)
		if row.Value.Known() {
			r.add(asText(s.figure(row.Value, m.Unit)))
		} else {
			r.word("number-status." + row.Status)
		}
		r.add("</td>\n<td role=\"cell\">")
		r.status(row)
		r.add("</td>\n</tr>\n")
	}
	return r.done()
}

// status says what kind of number it is, and where it was found.
func (r *tableRows) status(row plan.Row) {
	if row.Value.Known() {
		r.word("number-status." + row.Status)
		r.add(".")
	} else {
		r.word("series.none")
	}
	r.add(" ")
	if row.At != nil {
		r.add(`<a href="`, asLink(row.At.Target), `">`, asText(row.At.Of))
		if row.At.Number != "" {
			r.add(", ")
			r.word("series.paragraph", "Number", row.At.Number)
		}
		r.add("</a>")
		if row.Remark != "" {
			r.add(", ")
		}
	}
	r.add(asText(row.Remark))
}

// gridRows are the rows of the table of a chart.
func gridRows(grid table.Grid) template.HTML {
	r := newRows(speaker{})
	for _, row := range grid.Rows {
		r.add(`<tr role="row"`)
		if row.Kind != "" {
			r.add(` class="`, asText(row.Kind), `"`)
		}
		r.add(">\n")
		for _, cell := range row.Cells {
			switch {
			case cell.Scope == "row":
				r.add(`<th scope="row" role="rowheader">`, asText(cell.Text), "</th>\n")
				continue
			case cell.Span != 0:
				r.add(`<td role="cell" colspan="`, strconv.Itoa(cell.Span), `">`)
			default:
				r.add(`<td role="cell" class="figure">`)
			}
			r.cell(cell)
			r.add("</td>\n")
		}
		r.add("\n</tr>\n")
	}
	rows, _ := r.done() // they have no words
	return rows
}

func (r *tableRows) cell(cell table.Cell) {
	switch {
	case cell.Target != "":
		r.add(`<a href="`, asLink(cell.Target), `">`, asText(cell.Text), "</a>")
	case cell.Value != "":
		r.add(`<data value="`, asText(cell.Value), `">`, asText(cell.Text), "</data>")
	default:
		r.add(asText(cell.Text))
	}
}

// tableRows are rows of a table as far as they are written. The first word that
// cannot be said is the error of all.
type tableRows struct {
	speaker
	buffer *[]byte
	out    []byte
	err    error
}

func newRows(s speaker) *tableRows {
	buffer := buffers.Get().(*[]byte)
	return &tableRows{speaker: s, buffer: buffer, out: (*buffer)[:0]}
}

// done gives the rows, to which nothing can be added from then on.
func (r *tableRows) done() (template.HTML, error) {
	rows := template.HTML(r.out)
	*r.buffer = r.out
	buffers.Put(r.buffer)
	return rows, r.err
}

func (r *tableRows) add(pieces ...string) {
	for _, piece := range pieces {
		r.out = append(r.out, piece...)
	}
}

func (r *tableRows) word(id string, values ...any) {
	said, err := r.speaker.word(id, values...)
	if r.err == nil {
		r.err = err
	}
	r.out = append(r.out, said...)
}
