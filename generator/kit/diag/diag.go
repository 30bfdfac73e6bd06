// Package diag holds problems: what is wrong in what people wrote, where, and
// what to type instead. A problem is for the person who wrote the text; an
// error of Go is for the machine.
//
// Every problem has a Code. The package that can find a problem declares its
// codes in one table, with a paragraph and an example for the command
// "explain". The sentence of a problem names the thing that is wrong; the hint
// says what to type. Neither may repeat personal data: a problem about it
// comes from a code with Private set, and the line is not shown either.
package diag

import (
	"cmp"
	"fmt"
	"slices"
)

// A Severity says whether a problem stops the publishing.
type Severity string

// An Error stops the publishing; a Warning does so with --strict alone; a Note
// stops nothing.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Note    Severity = "note"
)

// A Place is where in the source folder something stands. Line and Column
// count from 1, Column in characters; 0 means the file, or the line, as a
// whole. File has slashes on every system.
type Place struct {
	File         string
	Line, Column int
}

// String is the form that editors and terminals turn into a link.
func (p Place) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// toGo is the place to go to: a line as a whole begins in its first column.
func (p Place) toGo() Place {
	if p.Line > 0 {
		p.Column = max(p.Column, 1)
	}
	return p
}

// A Code is a kind of problem.
type Code struct {
	// ID is what people type after "explain", such as "unknown-grade".
	ID       string
	Severity Severity
	// Title is the kind of problem in a few words.
	Title string
	// Text explains it in a paragraph, and Example shows how it is written
	// rightly.
	Text, Example string
	// Private marks problems whose line must not be shown.
	Private bool
}

// A Problem is something that a person has to mend.
type Problem struct {
	Severity Severity
	Code     string
	Place    Place
	// Message says in a sentence what is wrong, Hint what to type.
	Message, Hint string
	// Write is the very lines to add, "" for none.
	Write string
	// Line is the line itself, "" where there is none or it is private.
	Line string
	// Private is the Code's.
	Private bool
}

// At makes a problem of the code. The message is a format and its values.
func (c Code) At(place Place, format string, values ...any) Problem {
	return Problem{
		Severity: c.Severity,
		Code:     c.ID,
		Place:    place,
		Message:  fmt.Sprintf(format, values...),
		Private:  c.Private,
	}
}

// Try gives the problem with a hint that says what to type.
func (p Problem) Try(format string, values ...any) Problem {
	p.Hint = fmt.Sprintf(format, values...)
	return p
}

// Writing gives the problem with the very lines to add; its hint says where.
func (p Problem) Writing(format string, values ...any) Problem {
	p.Write = fmt.Sprintf(format, values...)
	return p
}

// Sort orders problems by place, then by code and message, and drops what
// was found twice.
func Sort(problems []Problem) []Problem {
	slices.SortStableFunc(problems, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.Place.File, b.Place.File),
			cmp.Compare(a.Place.Line, b.Place.Line),
			cmp.Compare(a.Place.Column, b.Place.Column),
			cmp.Compare(a.Code, b.Code),
			cmp.Compare(a.Message, b.Message),
		)
	})
	return slices.Compact(problems)
}

// Stop tells whether the problems keep the site from being published: an
// error always does, a warning where strict, a note never.
func Stop(problems []Problem, strict bool) bool {
	return slices.ContainsFunc(problems, func(p Problem) bool {
		return p.Severity == Error || strict && p.Severity == Warning
	})
}

// Graver gives the problems without the notes, for who has not asked for them.
func Graver(problems []Problem) []Problem {
	return slices.DeleteFunc(slices.Clone(problems), func(p Problem) bool { return p.Severity == Note })
}
