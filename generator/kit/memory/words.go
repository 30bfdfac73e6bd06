package memory

import (
	"reflect"
	"strings"
	"sync"
)

// Words are texts that many values have, each held once, and what many values point
// to. They may be used by many at once; the nil Words hold nothing.
type Words struct {
	mutex  sync.Mutex
	known  map[string]string
	things map[any]reflect.Value
}

// Once gives a text as it is held. One that is not is held from then on, as it is.
func (w *Words) Once(text string) string {
	return w.once(text, func(text string) string { return text })
}

// own is Once for a text that lies in something larger, which it then lets go.
func (w *Words) own(text string) string {
	return w.once(text, strings.Clone)
}

func (w *Words) once(text string, kept func(text string) string) string {
	if w == nil {
		return text
	}
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if known, is := w.known[text]; is {
		return known
	}
	if w.known == nil {
		w.known = map[string]string{}
	}
	text = kept(text)
	w.known[text] = text
	return text
}

// thing gives, for a pointer, the one to the same that was given before.
func (w *Words) thing(pointer reflect.Value) reflect.Value {
	if w == nil || !pointer.Elem().Comparable() {
		return pointer
	}
	w.mutex.Lock()
	defer w.mutex.Unlock()
	what := pointer.Elem().Interface()
	if known, is := w.things[what]; is {
		return known
	}
	if w.things == nil {
		w.things = map[any]reflect.Value{}
	}
	w.things[what] = pointer
	return pointer
}
