package memory

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"math"
	"reflect"
	"slices"
	"sync"
	"time"
	"unsafe"
)

// A Sum stands for everything that a value is made from.
type Sum [sha256.Size]byte

// SumOf gives two lists of values the same sum if they are the same: of the
// same types, with the same content, behind pointers too and in fields that
// are not exported. It takes numbers, words, and structs, lists, maps and
// pointers of these, and what is Whole. A function, a channel, a moment or a circle
// has no sum, and that somebody asks for one is our own mistake.
func SumOf(values ...any) Sum {
	s := summing()
	defer summers.Put(s)
	for i := range values {
		s.anything(reflect.ValueOf(&values[i]).Elem(), 0)
	}
	return s.sum()
}

// A Whole stands for more than it holds, and says the sum of that itself.
type Whole interface{ Stands() Sum }

var wholes = reflect.TypeFor[Whole]()

var summers = sync.Pool{New: func() any { return &summer{hash: sha256.New()} }}

func summing() *summer {
	s := summers.Get().(*summer)
	s.again()
	return s
}

func (s *summer) again() {
	s.hash.Reset()
	s.buffer = s.buffer[:0]
}

// A summer writes values in a form that can be told apart.
type summer struct {
	hash   hash.Hash
	buffer []byte
}

// full is when the buffer goes to the hash.
const full = 4096

// sum gives the sum, and begins again.
func (s *summer) sum() (sum Sum) {
	s.hash.Write(s.buffer)
	s.hash.Sum(sum[:0])
	s.again()
	return sum
}

func (s *summer) number(n uint64) {
	if len(s.buffer) > full {
		s.hash.Write(s.buffer)
		s.buffer = s.buffer[:0]
	}
	s.buffer = binary.AppendUvarint(s.buffer, n)
}

func (s *summer) text(text string) {
	s.number(uint64(len(text)))
	s.buffer = append(s.buffer, text...)
}

func (s *summer) yes(yes bool) {
	if yes {
		s.number(1)
	} else {
		s.number(0)
	}
}

// deepest is beyond all that is not a circle.
const deepest = 1000

// A way sums the value of one type that lies at an address. What a type is made
// of is looked up once, since views of pages have hundreds of thousands of
// fields.
type way func(s *summer, at unsafe.Pointer, depth int)

var ways sync.Map // of ways by their reflect.Type

func wayOf(of reflect.Type) way {
	if known, is := ways.Load(of); is {
		return known.(way)
	}
	found := newWay(of)
	ways.Store(of, found)
	return found
}

// later is the way of a type that may hold the type that it is found for.
func later(of reflect.Type) func() way { return sync.OnceValue(func() way { return wayOf(of) }) }

// moment has inner parts that change although it stays the same.
var moment = reflect.TypeFor[time.Time]()

func newWay(of reflect.Type) way {
	if of.Kind() == reflect.Struct && of.Implements(wholes) {
		return func(s *summer, at unsafe.Pointer, _ int) {
			sum := reflect.NewAt(of, at).Elem().Interface().(Whole).Stands()
			s.buffer = append(s.buffer, sum[:]...)
		}
	}
	switch of.Kind() {
	case reflect.Bool:
		return func(s *summer, at unsafe.Pointer, _ int) { s.yes(*(*bool)(at)) }
	case reflect.Int:
		return func(s *summer, at unsafe.Pointer, _ int) { s.number(uint64(*(*int)(at))) }
	case reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return func(s *summer, at unsafe.Pointer, _ int) { s.number(uint64(reflect.NewAt(of, at).Elem().Int())) }
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return func(s *summer, at unsafe.Pointer, _ int) { s.number(reflect.NewAt(of, at).Elem().Uint()) }
	case reflect.Float32, reflect.Float64:
		return func(s *summer, at unsafe.Pointer, _ int) {
			s.number(math.Float64bits(reflect.NewAt(of, at).Elem().Float()))
		}
	case reflect.String:
		return func(s *summer, at unsafe.Pointer, _ int) { s.text(*(*string)(at)) }
	case reflect.Struct:
		if of != moment {
			return fieldsOf(of)
		}
	case reflect.Array:
		items := itemsOf(of.Elem())
		return func(s *summer, at unsafe.Pointer, depth int) { items(s, at, of.Len(), depth) }
	case reflect.Slice:
		return listOf(of)
	case reflect.Map:
		return func(s *summer, at unsafe.Pointer, depth int) {
			if v := reflect.NewAt(of, at).Elem(); s.there(v) {
				s.deeper(depth, of)
				s.entries(v, depth)
			}
		}
	case reflect.Pointer:
		to := later(of.Elem())
		return func(s *summer, at unsafe.Pointer, depth int) {
			target := *(*unsafe.Pointer)(at)
			if s.yes(target != nil); target != nil {
				s.deeper(depth, of)
				to()(s, target, depth+1)
			}
		}
	case reflect.Interface:
		return func(s *summer, at unsafe.Pointer, depth int) { s.anything(reflect.NewAt(of, at).Elem(), depth) }
	}
	panic(fmt.Sprintf("memory: a %s has no sum", of))
}

// deeper stops at what stands in a circle.
func (s *summer) deeper(depth int, of reflect.Type) {
	if depth > deepest {
		panic(fmt.Sprintf("memory: a %s stands in a circle", of))
	}
}

func fieldsOf(of reflect.Type) way {
	type field struct {
		offset uintptr
		way    way
	}
	fields := make([]field, of.NumField())
	for i := range fields {
		fields[i] = field{of.Field(i).Offset, wayOf(of.Field(i).Type)}
	}
	return func(s *summer, at unsafe.Pointer, depth int) {
		for i := range fields {
			fields[i].way(s, unsafe.Add(at, fields[i].offset), depth+1)
		}
	}
}

func listOf(of reflect.Type) way {
	items := itemsOf(of.Elem())
	return func(s *summer, at unsafe.Pointer, depth int) {
		list := *(*[]struct{})(at)
		if s.yes(list != nil); list != nil {
			s.number(uint64(len(list)))
			s.deeper(depth, of)
			items(s, unsafe.Pointer(unsafe.SliceData(list)), len(list), depth)
		}
	}
}

// itemsOf sums what lies one after the other.
func itemsOf(of reflect.Type) func(s *summer, at unsafe.Pointer, count, depth int) {
	if of.Kind() == reflect.Uint8 {
		return func(s *summer, at unsafe.Pointer, count, _ int) {
			s.buffer = append(s.buffer, unsafe.Slice((*byte)(at), count)...)
		}
	}
	one, size := later(of), of.Size()
	return func(s *summer, at unsafe.Pointer, count, depth int) {
		if count == 0 {
			return
		}
		for i := range count {
			one()(s, unsafe.Add(at, uintptr(i)*size), depth+1)
		}
	}
}

// anything sums the type of what is in an interface, and that.
func (s *summer) anything(v reflect.Value, depth int) {
	s.deeper(depth, v.Type())
	if !s.there(v) {
		return
	}
	s.text(v.Elem().Type().PkgPath())
	s.text(v.Elem().Type().String())
	s.value(v.Elem(), depth+1)
}

// value sums a value that has no address.
func (s *summer) value(v reflect.Value, depth int) {
	placed := reflect.New(v.Type())
	placed.Elem().Set(v)
	wayOf(v.Type())(s, placed.UnsafePointer(), depth)
}

// there tells nil from what is empty.
func (s *summer) there(v reflect.Value) bool {
	s.yes(!v.IsNil())
	return !v.IsNil()
}

// entries sums the entries of a map each by itself, since they have no order.
func (s *summer) entries(v reflect.Value, depth int) {
	sums := make([]Sum, 0, v.Len())
	key, value := reflect.New(v.Type().Key()), reflect.New(v.Type().Elem())
	ofKey, ofValue := wayOf(v.Type().Key()), wayOf(v.Type().Elem())
	one := summing()
	defer summers.Put(one)
	for entry := v.MapRange(); entry.Next(); {
		key.Elem().SetIterKey(entry)
		value.Elem().SetIterValue(entry)
		ofKey(one, key.UnsafePointer(), depth+1)
		ofValue(one, value.UnsafePointer(), depth+1)
		sums = append(sums, one.sum())
	}
	slices.SortFunc(sums, func(a, b Sum) int { return bytes.Compare(a[:], b[:]) })
	s.number(uint64(len(sums)))
	for _, sum := range sums {
		s.text(string(sum[:]))
	}
}
