package decode

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"plainsight/generator/kit/diag"
)

// A sheet is a file of comma-separated values while it is read: the names of
// the columns in its first row, then one row after another. Columns are found
// by their names; their order does not matter. A sheet knows places in
// characters and keeps the problems of its file.
type sheet struct {
	file     string
	bytes    []byte
	rows     *csv.Reader
	header   []string
	columns  map[string]int
	row      []string
	problems []diag.Problem
	// starts are the bytes at which the lines begin, once a place was needed.
	starts []int
	// uneven is the problem of the first row that is too long or too short,
	// and others are the lines of the further ones.
	uneven *diag.Problem
	others []int
	// unshown counts the problems beyond the most that help anybody.
	unshown int
}

// mostProblems is how many problems of one file are shown: a column that was
// filled in wrongly has as many as the file has rows.
const mostProblems = 50

// openSheet reads the first row. The sheet is nil where the file cannot be
// read as a table; begin is a row that such a file begins with, for the hint.
func openSheet(file source, begin string) (*sheet, []diag.Problem) {
	text, problem := asText(file.name, file.bytes)
	if problem != nil {
		return nil, []diag.Problem{*problem}
	}
	s := &sheet{file: file.name, bytes: text, rows: csv.NewReader(bytes.NewReader(text)), columns: map[string]int{}}
	header, err := s.rows.Read()
	switch {
	case errors.Is(err, io.EOF):
		return nil, []diag.Problem{badTable.At(diag.Place{File: file.name}, "the file is empty").Try("Begin with the row “%s”.", begin)}
	case err != nil:
		s.unreadable(err)
		return nil, s.problems
	case len(header) == 1 && strings.ContainsAny(header[0], ";\t"):
		return nil, []diag.Problem{badTable.At(diag.Place{File: file.name, Line: 1}, "the columns are not parted by commas").Try("%s", saveAgain)}
	}
	s.takeHeader(header)
	if len(s.problems) > 0 {
		return nil, s.problems
	}
	s.rows.ReuseRecord = true
	return s, nil
}

func (s *sheet) takeHeader(header []string) {
	s.row = header
	for i, name := range header {
		name = strings.TrimSpace(name)
		switch _, twice := s.columns[name]; {
		case name == "":
			s.report(badTable.At(s.place(i), "column %d has no name in the first row", i+1).
				Try("Name it; or, where there is nothing in it, delete the column in the spreadsheet."))
			return
		case twice:
			s.report(badTable.At(s.place(i), "the column “%s” is there twice", name).Try("Give every column a name of its own."))
			return
		}
		s.columns[name] = i
		s.header = append(s.header, name)
	}
}

// next reads the next row that has anything in it; it is false at the end.
func (s *sheet) next() bool {
	for {
		row, err := s.rows.Read()
		s.row = row
		switch {
		case errors.Is(err, io.EOF):
			return false
		case errors.Is(err, csv.ErrFieldCount):
			s.unequal(row)
		case err != nil:
			s.unreadable(err)
			return false
		case slices.ContainsFunc(row, func(cell string) bool { return cell != "" }):
			return true
		}
	}
}

func (s *sheet) unequal(row []string) {
	if s.uneven != nil {
		s.others = append(s.others, s.line())
		return
	}
	place := s.place(0)
	if len(row) > len(s.header) {
		place = s.place(len(s.header))
	}
	problem := badTable.At(place, "this row has %s, and the first row has %d", counted(len(row), "column"), len(s.header))
	s.uneven = &problem
}

func counted(number int, noun string) string {
	if number == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", number, noun)
}

func (s *sheet) unreadable(err error) {
	var fault *csv.ParseError
	if errors.As(err, &fault) {
		s.report(badTable.At(s.placeOf(fault.Line, fault.Column), "a quotation mark stands where it cannot be read").
			Try("Put the whole cell between quotation marks, and write a mark inside it twice."))
		return
	}
	s.report(badTable.At(diag.Place{File: s.file}, "this cannot be read as a table"))
}

// cell is what stands in a column of the row, without space round it.
func (s *sheet) cell(column int) string { return strings.TrimSpace(s.row[column]) }

// named is the cell of a column that may be missing.
func (s *sheet) named(name string) string {
	if column, there := s.columns[name]; there {
		return s.cell(column)
	}
	return ""
}

// line is the line of the row.
func (s *sheet) line() int {
	line, _ := s.rows.FieldPos(0)
	return line
}

// place is where a cell of the row stands.
func (s *sheet) place(column int) diag.Place { return s.placeOf(s.rows.FieldPos(column)) }

// at is the place of a cell by the name of its column, or the row.
func (s *sheet) at(name string) diag.Place {
	if column, there := s.columns[name]; there {
		return s.place(column)
	}
	return diag.Place{File: s.file, Line: s.line()}
}

// placeOf turns a line and a column of bytes into one of characters.
func (s *sheet) placeOf(line, column int) diag.Place {
	if s.starts == nil {
		s.starts = []int{0}
		for i, letter := range s.bytes {
			if letter == '\n' {
				s.starts = append(s.starts, i+1)
			}
		}
	}
	line = min(line, len(s.starts))
	start, end := s.starts[line-1], len(s.bytes)
	if line < len(s.starts) {
		end = s.starts[line] - 1
	}
	end = min(end, start+column-1)
	return diag.Place{File: s.file, Line: line, Column: 1 + utf8.RuneCount(s.bytes[start:end])}
}

func (s *sheet) report(problem diag.Problem) {
	if len(s.problems) == mostProblems {
		s.unshown++
		return
	}
	s.problems = append(s.problems, problem)
}

// missing reports that a column is not there.
func (s *sheet) missing(name string, all []string) {
	problem := badTable.At(diag.Place{File: s.file, Line: 1, Column: 1}, "the column “%s” is missing", name)
	if near := diag.Near(name, s.header); near != "" && !slices.Contains(all, near) {
		s.report(problem.Try("Is “%s” meant? The columns are %s.", near, strings.Join(all, ", ")))
		return
	}
	s.report(problem.Try("The columns are %s.", strings.Join(all, ", ")))
}

// close gives the problems of the file once it was read to its end.
func (s *sheet) close() []diag.Problem {
	if s.uneven != nil {
		problem := *s.uneven
		if len(s.others) > 0 {
			problem.Message += "; so it is in " + linesIn(s.others)
		}
		s.problems = append(s.problems, problem.Try("Put words that hold a comma between quotation marks, and take out cells that no column has."))
	}
	if s.unshown > 0 {
		s.problems = append(s.problems, badTable.At(diag.Place{File: s.file}, "%s more", counted(s.unshown, "problem")).
			Try("Mend those that are shown, and build again."))
	}
	return s.problems
}

// linesIn names a few lines: "lines 4, 5 and 12 more".
func linesIn(lines []int) string {
	if len(lines) == 1 {
		return fmt.Sprintf("line %d", lines[0])
	}
	const few = 5
	var words []string
	for _, line := range lines[:min(few, len(lines))] {
		words = append(words, fmt.Sprint(line))
	}
	if more := len(lines) - few; more > 0 {
		return fmt.Sprintf("lines %s and %d more", strings.Join(words, ", "), more)
	}
	last := len(words) - 1
	return "lines " + strings.Join(words[:last], ", ") + " and " + words[last]
}
