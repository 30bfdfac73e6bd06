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
	"time"
)

// A Sum stands for everything that a value is made from.
type Sum [sha256.Size]byte

// SumOf gives two lists of values the same sum if they are the same: of the
// same types, with the same content, behind pointers too and in fields that
// are not exported. It takes numbers, words, and structs, lists, maps and
// pointers of these. A function, a channel, a moment or a circle has no sum, and
// that somebody asks for one is our own mistake.
func SumOf(values ...any) Sum {
	s := summer{hash: sha256.New()}
	for i := range values {
		s.value(reflect.ValueOf(&values[i]).Elem(), 0)
	}
	return s.sum()
}

// A summer writes values in a form that can be told apart.
type summer struct {
	hash   hash.Hash
	buffer []byte
}

// full is when the buffer goes to the hash.
const full = 4096

func (s *summer) sum() (sum Sum) {
	s.hash.Write(s.buffer)
	s.hash.Sum(sum[:0])
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

// moment has inner parts that change although it stays the same.
var moment = reflect.TypeFor[time.Time]()

// deepest is beyond all that is not a circle.
const deepest = 1000

func (s *summer) value(v reflect.Value, depth int) {
	if depth > deepest || v.Kind() == reflect.Struct && v.Type() == moment {
		panic(fmt.Sprintf("memory: a %s has no sum, or stands in a circle", v.Type()))
	}
	switch v.Kind() {
	case reflect.Bool:
		s.yes(v.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		s.number(uint64(v.Int()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		s.number(v.Uint())
	case reflect.Float32, reflect.Float64:
		s.number(math.Float64bits(v.Float()))
	case reflect.String:
		s.text(v.String())
	case reflect.Struct:
		for i := range v.NumField() {
			s.value(v.Field(i), depth+1)
		}
	case reflect.Array:
		s.items(v, depth)
	case reflect.Slice:
		if s.there(v) {
			s.number(uint64(v.Len()))
			s.items(v, depth)
		}
	case reflect.Map:
		if s.there(v) {
			s.entries(v, depth)
		}
	case reflect.Pointer:
		if s.there(v) {
			s.value(v.Elem(), depth+1)
		}
	case reflect.Interface:
		if s.there(v) {
			s.text(v.Elem().Type().PkgPath())
			s.text(v.Elem().Type().String())
			s.value(v.Elem(), depth+1)
		}
	default:
		panic(fmt.Sprintf("memory: a %s has no sum", v.Type()))
	}
}

func (s *summer) yes(yes bool) {
	if yes {
		s.number(1)
	} else {
		s.number(0)
	}
}

// there tells nil from what is empty.
func (s *summer) there(v reflect.Value) bool {
	s.yes(!v.IsNil())
	return !v.IsNil()
}

func (s *summer) items(v reflect.Value, depth int) {
	if v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8 {
		s.buffer = append(s.buffer, v.Bytes()...)
		return
	}
	for i := range v.Len() {
		s.value(v.Index(i), depth+1)
	}
}

// entries sums the entries of a map each by itself, since they have no order.
func (s *summer) entries(v reflect.Value, depth int) {
	sums := make([]Sum, 0, v.Len())
	for entry := v.MapRange(); entry.Next(); {
		one := summer{hash: sha256.New()}
		one.value(entry.Key(), depth+1)
		one.value(entry.Value(), depth+1)
		sums = append(sums, one.sum())
	}
	slices.SortFunc(sums, func(a, b Sum) int { return bytes.Compare(a[:], b[:]) })
	s.number(uint64(len(sums)))
	for _, sum := range sums {
		s.text(string(sum[:]))
	}
}
