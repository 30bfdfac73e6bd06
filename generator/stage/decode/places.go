package decode

import (
	"encoding/binary"
	"iter"
	"slices"

	"plainsight/generator/kit/diag"
)

// From says where a record was read: its file, and the places of its keys and
// of the entries of its lists, named "sources" and "sources/0".
type From struct {
	File   string
	places places
}

// At is the place of a key, or the file where the key is not there.
func (f From) At(key string) diag.Place {
	if place, written := f.Find(key); written {
		return place
	}
	return diag.Place{File: f.File}
}

// Find is the place of a key, if it is there.
func (f From) Find(key string) (place diag.Place, written bool) {
	for name, line := range f.places.all() {
		if name == key {
			place, written = diag.Place{File: f.File, Line: line.line, Column: line.column}, true
		}
	}
	return place, written
}

// Has tells whether a key is there.
func (f From) Has(key string) bool { _, written := f.Find(key); return written }

// Keys are all that are there, in the order of their names.
func (f From) Keys() (keys []string) {
	for name := range f.places.all() {
		keys = append(keys, name)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// places are names with their lines and columns, one after another; of two with
// one name the later counts. They are one text, since a large site has hundreds
// of thousands, and hardly one is ever asked for.
type places string

type spot struct{ line, column int }

func (p places) all() iter.Seq2[string, spot] {
	return func(yield func(string, spot) bool) {
		for rest := string(p); rest != ""; {
			var size, line, column int
			size, rest = cut(rest)
			name := rest[:size]
			line, rest = cut(rest[size:])
			column, rest = cut(rest)
			if !yield(name, spot{line, column}) {
				return
			}
		}
	}
}

// placed adds a place to others.
func placed(others []byte, name string, at diag.Place) []byte {
	others = binary.AppendUvarint(others, uint64(len(name)))
	others = append(others, name...)
	others = binary.AppendUvarint(others, uint64(at.Line))
	return binary.AppendUvarint(others, uint64(at.Column))
}

// cut reads a number at the start of a text.
func cut(text string) (number int, rest string) {
	n, size := binary.Uvarint([]byte(text[:min(len(text), binary.MaxVarintLen64)]))
	return int(n), text[size:]
}
