package program

import (
	"fmt"
	"reflect"
	"slices"
	"text/template"
	"text/template/parse"
)

// The functions that Go's templates bring along. Those that are not here, and
// comparisons of what is neither a text, a number nor a truth, are left to
// html/template.

var said = template.FuncMap{
	"print": fmt.Sprint, "println": fmt.Sprintln, "html": template.HTMLEscaper, "js": template.JSEscaper, "urlquery": template.URLQueryEscaper,
}

// A builtin takes values as they are; most takes at the most so many, -1 any number.
type builtin struct {
	least, most int
	call        func(values []reflect.Value) reflect.Value
}

var builtins = map[string]builtin{
	"len": {1, 1, func(values []reflect.Value) reflect.Value { return reflect.ValueOf(length(values[0])) }},
	"not": {1, 1, func(values []reflect.Value) reflect.Value { return reflect.ValueOf(!truth(values[0])) }},
	"eq":  {2, -1, func(values []reflect.Value) reflect.Value { return reflect.ValueOf(equalsAny(values[0], values[1:])) }},
	"ne":  {2, 2, func(values []reflect.Value) reflect.Value { return reflect.ValueOf(!equal(values[0], values[1])) }},
	"lt":  {2, 2, func(values []reflect.Value) reflect.Value { return reflect.ValueOf(less(values[0], values[1])) }},
	"ge":  {2, 2, func(values []reflect.Value) reflect.Value { return reflect.ValueOf(!less(values[0], values[1])) }},
	"le": {2, 2, func(values []reflect.Value) reflect.Value {
		return reflect.ValueOf(less(values[0], values[1]) || equal(values[0], values[1]))
	}},
	"gt": {2, 2, func(values []reflect.Value) reflect.Value {
		return reflect.ValueOf(!less(values[0], values[1]) && !equal(values[0], values[1]))
	}},
	"index": {1, -1, func(values []reflect.Value) reflect.Value { return index(values[0], values[1:]) }},
}

func (r *reader) builtin(name string, nodes []parse.Node, before expression) expression {
	if function, is := said[name]; is {
		var arguments []expression
		for _, node := range nodes {
			arguments = append(arguments, r.argument(node, reflect.TypeFor[any]()))
		}
		if before != nil {
			arguments = append(arguments, fitting(before, reflect.TypeFor[any]()))
		}
		return with(arguments, r.maker.prepared(reflect.ValueOf(function)).call)
	}
	var values []expression
	for _, node := range nodes {
		if node.Type() == parse.NodeNil {
			panic(unknown{})
		}
		values = append(values, r.operand(node))
	}
	if before != nil {
		values = append(values, before)
	}
	if name == "and" || name == "or" {
		return junction(values, name == "or")
	}
	function, known := builtins[name]
	if !known || len(values) < function.least || function.most >= 0 && len(values) > function.most {
		panic(unknown{})
	}
	return with(values, function.call)
}

// junction is the first value that decides, or the last.
func junction(values []expression, by bool) expression {
	if len(values) == 0 {
		panic(unknown{})
	}
	return func(s *state, dot reflect.Value) (value reflect.Value) {
		for _, one := range values {
			if value = one(s, dot); truth(value) == by {
				break
			}
		}
		return value
	}
}

func length(of reflect.Value) int {
	of, isNil := indirect(of)
	if isNil {
		fail()
	}
	return of.Len() // panics for what has none
}

func equalsAny(value reflect.Value, others []reflect.Value) bool {
	return slices.ContainsFunc(others, func(other reflect.Value) bool { return equal(value, other) })
}

func equal(a, b reflect.Value) bool {
	a, b = inside(a), inside(b)
	switch {
	case !a.IsValid() && !b.IsValid():
		return true
	case !a.IsValid() && plain(b), !b.IsValid() && plain(a):
		return false
	case a.Kind() == reflect.String && b.Kind() == reflect.String:
		return a.String() == b.String()
	case a.Kind() == reflect.Bool && b.Kind() == reflect.Bool:
		return a.Bool() == b.Bool()
	case a.CanInt() && b.CanInt():
		return a.Int() == b.Int()
	case a.CanUint() && b.CanUint():
		return a.Uint() == b.Uint()
	case a.CanFloat() && b.CanFloat():
		return a.Float() == b.Float()
	}
	fail()
	return false
}

// plain tells that a value is never nil.
func plain(value reflect.Value) bool {
	return value.Kind() == reflect.String || value.Kind() == reflect.Bool || value.CanInt() || value.CanUint() || value.CanFloat()
}

func less(a, b reflect.Value) bool {
	a, b = inside(a), inside(b)
	switch {
	case a.Kind() == reflect.String && b.Kind() == reflect.String:
		return a.String() < b.String()
	case a.CanInt() && b.CanInt():
		return a.Int() < b.Int()
	case a.CanUint() && b.CanUint():
		return a.Uint() < b.Uint()
	case a.CanFloat() && b.CanFloat():
		return a.Float() < b.Float()
	}
	fail()
	return false
}

// index is what stands in a list or a map at a place, in that at the next, and so
// on.
func index(of reflect.Value, places []reflect.Value) reflect.Value {
	if of = inside(of); !of.IsValid() {
		fail()
	}
	for _, place := range places {
		place = inside(place)
		switch of, _ = indirect(of); {
		case of.Kind() == reflect.Map && place.IsValid() && place.Type().AssignableTo(of.Type().Key()):
			found := of.MapIndex(place)
			if !found.IsValid() {
				found = reflect.Zero(of.Type().Elem())
			}
			of = found
		case of.Kind() != reflect.Map && place.CanInt():
			of = of.Index(int(place.Int())) // panics for what has no such place
		default:
			fail()
		}
	}
	return of
}
