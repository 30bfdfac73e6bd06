package program

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"sync/atomic"
)

// fields is what stands in a value under a name, in what stands there under the
// next, and so on.
func (m *Maker) fields(of expression, names []string) expression {
	if len(names) == 0 {
		return of
	}
	sites := make([]site, len(names))
	for i, name := range names {
		sites[i].name, sites[i].maker = name, m
	}
	return func(s *state, dot reflect.Value) reflect.Value {
		value := of(s, dot)
		for i := range sites {
			value = sites[i].in(value)
		}
		return value
	}
}

// A site is a place of a template that asks for what has a name. It knows where
// that lies in the values that it met last.
type site struct {
	name  string
	maker *Maker
	last  atomic.Pointer[lies]
}

// lies is where what has a name lies in all values of one type: it is what a method
// gives, stands under a key or in a field, which index leads to, or nowhere.
type lies struct {
	shape
	method       *function
	key, nowhere bool
	index        []int
}

// A shape is a type of values, and whether they have an address, so that they have
// the methods of pointers as well.
type shape struct {
	of        reflect.Type
	addressed bool
}

func (at *site) in(value reflect.Value) reflect.Value {
	if !value.IsValid() {
		return value
	}
	value, _ = indirect(value)
	in := shape{value.Type(), value.CanAddr()}
	found := at.last.Load()
	if found == nil || found.shape != in {
		found = at.maker.find(in, at.name)
		at.last.Store(found)
	}
	switch {
	case len(found.index) == 1:
		return value.Field(found.index[0])
	case found.index != nil:
		field, err := value.FieldByIndexErr(found.index)
		if err != nil {
			fail()
		}
		return field
	case found.key:
		return value.MapIndex(reflect.ValueOf(at.name))
	case found.nowhere:
		fail()
	case in.addressed && in.of.Kind() != reflect.Pointer:
		value = value.Addr()
	}
	return found.method.call([]reflect.Value{value})
}

// find looks a name up in a type, once for all sites.
func (m *Maker) find(in shape, name string) *lies {
	type asked struct {
		shape
		name string
	}
	if known, is := m.known.Load(asked{in, name}); is {
		return known.(*lies)
	}
	found := m.look(in, name)
	m.known.Store(asked{in, name}, found)
	return found
}

func (m *Maker) look(in shape, name string) *lies {
	receiver := in.of
	if in.addressed && receiver.Kind() != reflect.Pointer && receiver.Kind() != reflect.Interface {
		receiver = reflect.PointerTo(receiver)
	}
	found := &lies{shape: in, nowhere: true}
	if method, is := receiver.MethodByName(name); is {
		// of an interface there is none here but nil, which has no methods to call
		if receiver.Kind() != reflect.Interface && method.Type.NumIn() == 1 && gives(method.Type) {
			found.method, found.nowhere = m.prepared(method.Func), false
		}
		return found
	}
	switch in.of.Kind() {
	case reflect.Struct:
		if field, is := in.of.FieldByName(name); is && field.IsExported() {
			found.index, found.nowhere = field.Index, false
		}
	case reflect.Map:
		found.key = reflect.TypeFor[string]().AssignableTo(in.of.Key())
		found.nowhere = !found.key
	}
	return found
}

// indirect is what pointers and interfaces lead to, or the one that leads nowhere.
func indirect(value reflect.Value) (_ reflect.Value, isNil bool) {
	for ; value.Kind() == reflect.Pointer || value.Kind() == reflect.Interface; value = value.Elem() {
		if value.IsNil() {
			return value, true
		}
	}
	return value, false
}

// inside is what an interface holds, and any other value itself.
func inside(value reflect.Value) reflect.Value {
	if value.Kind() == reflect.Interface {
		return value.Elem()
	}
	return value
}

// held is a value as any.
func held(value reflect.Value) any {
	if !value.IsValid() {
		return nil
	}
	return value.Interface()
}

// truth tells whether a value is more than that of nothing.
func truth(value reflect.Value) bool {
	switch value = inside(value); value.Kind() {
	case reflect.Invalid:
		return false
	case reflect.Bool:
		return value.Bool()
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return value.Len() > 0
	case reflect.Struct:
		return true
	case reflect.Chan, reflect.Func, reflect.Pointer, reflect.UnsafePointer:
		return !value.IsNil()
	}
	return !value.IsZero()
}

// print writes a value as fmt does.
func (s *state) print(value reflect.Value) {
	if value.Kind() == reflect.Pointer {
		value, _ = indirect(value)
	}
	if !value.IsValid() {
		s.out = append(s.out, "<no value>"...)
		return
	}
	switch value.Type() {
	case reflect.TypeFor[string]():
		s.out = append(s.out, value.String()...)
		return
	case reflect.TypeFor[int]():
		s.out = strconv.AppendInt(s.out, value.Int(), 10)
		return
	}
	if !speaks(value.Type()) {
		switch kind := value.Kind(); {
		case value.CanAddr() && speaks(reflect.PointerTo(value.Type())):
			value = value.Addr()
		case kind == reflect.Chan || kind == reflect.Func:
			fail()
		}
	}
	s.out = fmt.Append(s.out, value.Interface())
}

// speaks tells whether values of a type say themselves how they are written.
func speaks(of reflect.Type) bool {
	return of.Implements(reflect.TypeFor[error]()) || of.Implements(reflect.TypeFor[fmt.Stringer]())
}

// elements gives what a range goes through, as long as more is wanted. What can be
// gone through only once is left to html/template.
func elements(of reflect.Value, variables int, more func(index, element reflect.Value) bool) {
	switch kind := of.Kind(); {
	case kind == reflect.Invalid:
	case kind == reflect.Slice || kind == reflect.Array:
		for i := range of.Len() {
			var index reflect.Value
			if variables == 2 {
				index = reflect.ValueOf(i)
			}
			if !more(index, of.Index(i)) {
				return
			}
		}
	case kind == reflect.Map:
		for _, key := range sorted(of.MapKeys()) {
			if !more(key, of.MapIndex(key)) {
				return
			}
		}
	case (of.CanInt() || of.CanUint()) && variables < 2:
		for element := range of.Seq() {
			if !more(reflect.Value{}, element) {
				return
			}
		}
	default:
		fail()
	}
}

// sorted are the keys of a map in the order of templates.
func sorted(keys []reflect.Value) []reflect.Value {
	slices.SortFunc(keys, func(a, b reflect.Value) int {
		switch {
		case a.Kind() == reflect.String:
			return cmp.Compare(a.String(), b.String())
		case a.CanInt():
			return cmp.Compare(a.Int(), b.Int())
		case a.CanUint():
			return cmp.Compare(a.Uint(), b.Uint())
		}
		fail()
		return 0
	})
	return keys
}

// gives tells whether templates may call functions of a type for what they give. One
// that deals in reflect.Value sees values as they are.
func gives(function reflect.Type) bool {
	for of := range function.Ins() {
		if of == reflect.TypeFor[reflect.Value]() {
			return false
		}
	}
	outs := function.NumOut()
	return (outs == 1 || outs == 2 && function.Out(1) == reflect.TypeFor[error]()) && function.Out(0) != reflect.TypeFor[reflect.Value]()
}
