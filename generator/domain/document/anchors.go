package document

import (
	"iter"
	"slices"
	"strings"
)

// Anchors are the names of places of a page in order. They lie in one text, since
// the reports of a country have hundreds of thousands, and hardly one is ever
// asked for.
type Anchors string

// after stands behind each name; no anchor has it.
const after = "\x00"

// AnchorsOf are some names.
func AnchorsOf(names ...string) Anchors { return Anchors("").And(names...) }

// And is the anchors with some names after them.
func (a Anchors) And(names ...string) Anchors {
	if len(names) == 0 {
		return a
	}
	return a + Anchors(strings.Join(names, after)+after)
}

// All gives them in order.
func (a Anchors) All() iter.Seq[string] {
	return func(yield func(string) bool) {
		for rest := string(a); rest != ""; {
			var name string
			name, rest, _ = strings.Cut(rest, after)
			if !yield(name) {
				return
			}
		}
	}
}

// List is all of them.
func (a Anchors) List() []string { return slices.Collect(a.All()) }

// Has tells whether a name is among them.
func (a Anchors) Has(name string) bool {
	for one := range a.All() {
		if one == name {
			return true
		}
	}
	return false
}
