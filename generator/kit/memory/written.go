package memory

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"
	"unsafe"
)

// Made gives the value of a sum, as Once does, but of any type that SumOf takes
// without what may be anything; and of moments, which come back in the time of
// Greenwich. Nothing of a value that is given may be written into: its words lie
// in what was recalled, and hold nothing else of what it was made from.
func Made[V any](m *Memory, sum Sum, make func() (V, error)) (V, error) {
	return Shared(m, nil, sum, make)
}

// Shared is Made for a value that stays, beside many that say the same words and
// point to the same: these lie among some words, and nothing else of what was
// recalled is held.
func Shared[V any](m *Memory, words *Words, sum Sum, make func() (V, error)) (value V, err error) {
	if m == nil {
		return make()
	}
	if written, known := m.Recall(sum); known {
		if value, err := read[V](written, words); err == nil {
			return value, nil
		}
	}
	if value, err = make(); err != nil {
		return value, err
	}
	w := written(&value)
	defer writers.Put(w)
	m.Keep(sum, w.out)
	if words != nil {
		return read[V](w.out, words)
	}
	return read[V](bytes.Clone(w.out), nil)
}

// Keep is Memory.Keep of a value that Made gives back.
func Keep[V any](m *Memory, sum Sum, value *V) {
	if m != nil {
		w := written(value)
		defer writers.Put(w)
		m.Keep(sum, w.out)
	}
}

// written gives what is pointed to as bytes, which this very program can read, in
// a writer whose memory can be used again. As with SumOf, a value that has none is
// our own mistake.
func written(value any) *writer {
	w := writers.Get().(*writer)
	w.out, w.last = w.out[:0], ""
	w.value(reflect.ValueOf(value).Elem())
	return w
}

// writers are those whose memory can be used again.
var writers = sync.Pool{New: func() any { return &writer{} }}

// read gives the value that was written, with its words among others where there are
// such; the error says that it was not, or not of this type.
func read[V any](written []byte, words *Words) (value V, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			cut, is := fault.(cutShort)
			if !is {
				panic(fault)
			}
			err = cut
		}
	}()
	r := reader{in: unsafe.String(unsafe.SliceData(written), len(written)), words: words} // no value is ever written into
	r.value(reflect.ValueOf(&value).Elem())
	if r.in != "" {
		err = errors.New("a value is followed by another")
	}
	return value, err
}

// A writer writes one value after another. last is the last text that was
// written whole: words that stand in the text before them, as the plain words
// of a paragraph in its HTML, are written as a place in it, and lie in it when
// they are read.
type writer struct {
	out  []byte
	last string
}

// brief is how many bytes a text has that is always written whole.
const brief = 16

func (w *writer) number(n uint64) { w.out = binary.AppendUvarint(w.out, n) }

func (w *writer) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Bool:
		w.yes(v.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		w.out = binary.AppendVarint(w.out, v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		w.number(v.Uint())
	case reflect.Float32, reflect.Float64:
		w.number(math.Float64bits(v.Float()))
	case reflect.String:
		w.text(v.String())
	case reflect.Struct:
		w.fields(v)
	case reflect.Array:
		w.items(v)
	case reflect.Slice:
		if w.length(v) {
			w.items(v)
		}
	case reflect.Map:
		if w.length(v) {
			w.entries(v)
		}
	case reflect.Pointer:
		if w.yes(!v.IsNil()); !v.IsNil() {
			w.value(v.Elem())
		}
	default:
		panic(fmt.Sprintf("memory: a %s cannot be written", v.Type()))
	}
}

func (w *writer) yes(yes bool) {
	if yes {
		w.number(1)
	} else {
		w.number(0)
	}
}

// length writes how many there are and one more, or 0 for nil.
func (w *writer) length(v reflect.Value) (there bool) {
	if v.IsNil() {
		w.number(0)
		return false
	}
	w.number(uint64(v.Len()) + 1)
	return true
}

func (w *writer) items(v reflect.Value) {
	for i := range v.Len() {
		w.value(v.Index(i))
	}
}

// entries writes a map, in the order of what is written of its entries.
func (w *writer) entries(v reflect.Value) {
	entries := make([]string, 0, v.Len())
	for entry := v.MapRange(); entry.Next(); {
		one := writer{}
		one.value(placed(entry.Key()))
		one.value(placed(entry.Value()))
		entries = append(entries, string(one.out))
	}
	slices.Sort(entries)
	w.out = append(w.out, strings.Join(entries, "")...)
}

// placed is a copy of an entry of a map that has an address.
func placed(v reflect.Value) reflect.Value {
	copied := reflect.New(v.Type()).Elem()
	copied.Set(v)
	return copied
}

func (w *writer) fields(v reflect.Value) {
	if v.Type() == moment {
		w.moment(v.Interface().(time.Time))
		return
	}
	for i := range v.NumField() {
		w.value(opened(v.Field(i)))
	}
}

// opened gives a field, also one that is not exported, to be read and set.
func opened(field reflect.Value) reflect.Value {
	if field.CanSet() {
		return field
	}
	return reflect.NewAt(field.Type(), field.Addr().UnsafePointer()).Elem()
}

// moment writes a moment as an instant, of any clock.
func (w *writer) moment(at time.Time) {
	w.out = binary.AppendVarint(binary.AppendVarint(w.out, at.Unix()), int64(at.Nanosecond()))
}

// text writes twice its length, and one more for a place in the last text.
func (w *writer) text(text string) {
	size := uint64(len(text)) << 1
	if len(text) > brief {
		if at := strings.Index(w.last, text); at >= 0 {
			w.number(size | 1)
			w.number(uint64(at))
			return
		}
		w.last = text
	}
	w.number(size)
	w.out = append(w.out, text...)
}

// cutShort is what stops the reading of bytes that end too soon, or say what no
// value can be.
type cutShort string

func (c cutShort) Error() string { return "a value is cut short at " + string(c) }

type reader struct {
	in, last string
	words    *Words
}

func (r *reader) number() (n uint64) {
	for shift := 0; shift < 64; shift += 7 {
		if r.in == "" {
			break
		}
		b := r.in[0]
		r.in = r.in[1:]
		if n |= uint64(b&0x7f) << shift; b < 0x80 {
			return n
		}
	}
	panic(cutShort("a number"))
}

func (r *reader) signed() int64 {
	n := r.number()
	if n&1 != 0 {
		return ^int64(n >> 1)
	}
	return int64(n >> 1)
}

func (r *reader) text() (text string) {
	header := r.number()
	size := header >> 1
	if header&1 != 0 {
		at := r.number()
		if size > uint64(len(r.last)) || at > uint64(len(r.last))-size {
			panic(cutShort("a place in words"))
		}
		return r.last[at : at+size]
	}
	if size > uint64(len(r.in)) {
		panic(cutShort("words"))
	}
	text, r.in = r.in[:size], r.in[size:]
	if size > brief {
		r.last = text
	}
	return text
}

func (r *reader) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(r.number() == 1)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(r.signed())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(r.number())
	case reflect.Float32, reflect.Float64:
		v.SetFloat(math.Float64frombits(r.number()))
	case reflect.String:
		v.SetString(r.words.own(r.text()))
	case reflect.Struct:
		r.fields(v)
	case reflect.Array:
		r.items(v)
	case reflect.Slice:
		if size, there := r.length(); there {
			v.Set(reflect.MakeSlice(v.Type(), size, size))
			r.items(v)
		}
	case reflect.Map:
		if size, there := r.length(); there {
			r.entries(v, size)
		}
	case reflect.Pointer:
		if r.number() == 1 {
			to := reflect.New(v.Type().Elem())
			r.value(to.Elem())
			v.Set(r.words.thing(to))
		}
	default:
		panic(cutShort("a " + v.Type().String()))
	}
}

// length reads how many there are. No value has more items than bytes: one that
// has nothing in it is never written as a list.
func (r *reader) length() (size int, there bool) {
	n := r.number()
	if n > uint64(len(r.in))+1 {
		panic(cutShort("a list"))
	}
	return int(n) - 1, n > 0
}

func (r *reader) items(v reflect.Value) {
	for i := range v.Len() {
		r.value(v.Index(i))
	}
}

func (r *reader) entries(v reflect.Value, size int) {
	of, before := v.Type(), r.last // each entry was written by itself
	v.Set(reflect.MakeMapWithSize(of, size))
	for range size {
		key, value := reflect.New(of.Key()).Elem(), reflect.New(of.Elem()).Elem()
		r.value(key)
		r.value(value)
		v.SetMapIndex(key, value)
	}
	r.last = before
}

func (r *reader) fields(v reflect.Value) {
	if v.Type() == moment {
		v.Set(reflect.ValueOf(time.Unix(r.signed(), r.signed()).UTC()))
		return
	}
	for i := range v.NumField() {
		r.value(opened(v.Field(i)))
	}
}
