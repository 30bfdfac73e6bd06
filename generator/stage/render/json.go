package render

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"unicode/utf8"

	"plainsight/generator/kit/language"
	"plainsight/generator/stage/plan"
)

// Files of open data are large and there are many of them, so that their JSON is
// written by appends, as package json would have written it.

// An ordered record of JSON keeps the order of its members.
type ordered []member

type member struct {
	name  string
	value any
}

// file is a record as people can read it too. Its words are no passages.
func (o ordered) file() ([]byte, error) {
	w := indented{}
	w.file(o)
	return withoutMarks(w.out), w.err
}

// write writes such a file, of which never more than a piece is in memory.
func (o ordered) write(to io.Writer) error {
	w := indented{to: to}
	w.file(o)
	w.flush()
	return w.err
}

func withoutMarks(out []byte) []byte {
	if bytes.ContainsRune(out, language.Opens) {
		return []byte(language.Unmarked(string(out)))
	}
	return out
}

// indented is JSON as far as it is written.
type indented struct {
	out []byte
	// to is where it goes between two rows, nil where all of it is kept.
	to  io.Writer
	err error
}

func (w *indented) file(o ordered) {
	w.value(o, "\n")
	w.out = append(w.out, '\n')
}

func (w *indented) flush() {
	_, err := w.to.Write(withoutMarks(w.out))
	if w.err == nil {
		w.err = err
	}
	w.out = w.out[:0]
}

// value writes a value; line is what begins a line of what it stands in.
func (w *indented) value(value any, line string) {
	switch value := value.(type) {
	case string:
		w.out = appendText(w.out, value, false)
	case ordered:
		w.items('{', '}', len(value), line, func(i int, line string) {
			w.out = append(appendText(w.out, value[i].name, false), ": "...)
			w.value(value[i].value, line)
		})
	case []ordered:
		w.items('[', ']', len(value), line, func(i int, line string) { w.value(value[i], line) })
	case plan.Dataset:
		w.rows(value, line)
	case []string:
		w.items('[', ']', len(value), line, func(i int, line string) { w.out = appendText(w.out, value[i], false) })
	default:
		written, err := json.Marshal(value)
		if w.err == nil {
			w.err = err
		}
		w.out = append(w.out, written...)
	}
}

func (w *indented) items(begin, end byte, count int, line string, item func(i int, line string)) {
	w.out = append(w.out, begin)
	inner := line + "  "
	for i := range count {
		if i > 0 {
			w.out = append(w.out, ',')
		}
		w.out = append(w.out, inner...)
		item(i, inner)
	}
	if count > 0 {
		w.out = append(w.out, line...)
	}
	w.out = append(w.out, end)
}

// appendText writes a text as JSON; within a page what could end a script is
// escaped too.
func appendText(out []byte, text string, within bool) []byte {
	if asItIs(text, within) {
		return append(append(append(out, '"'), text...), '"')
	}
	var escaped bytes.Buffer
	write := json.NewEncoder(&escaped)
	write.SetEscapeHTML(within)
	_ = write.Encode(text) // of a text it never fails
	return append(out, bytes.TrimSuffix(escaped.Bytes(), []byte("\n"))...)
}

// asItIs tells whether package json escapes nothing in a text.
func asItIs(text string, within bool) bool {
	for i := range len(text) {
		switch c := text[i]; {
		case c < ' ' || c == '"' || c == '\\', within && (c == '<' || c == '>' || c == '&'):
			return false
		}
	}
	return utf8.ValidString(text) && !strings.Contains(text, "\u2028") && !strings.Contains(text, "\u2029")
}

// pieceSize is how much is kept before it goes on.
const pieceSize = 64 << 10

// rows writes the rows of a dataset as objects.
func (w *indented) rows(set plan.Dataset, line string) {
	var object ordered
	end, inner := "]", line+"  "
	w.out = append(w.out, '[')
	for row := range set.Rows.All() {
		if end != "]" {
			w.out = append(w.out, ',')
		}
		end = line + "]"
		if w.to != nil && len(w.out) > pieceSize {
			w.flush()
		}
		w.out = append(w.out, inner...)
		object = appendCells(object[:0], set, row)
		w.value(object, inner)
	}
	w.out = append(w.out, end...)
}
