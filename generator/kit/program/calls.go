package program

import (
	"reflect"
	"text/template/parse"
)

// A Signature makes calls of functions of one type without reflection, and of
// others none.
type Signature func(function any) Quick

// A Quick calls a function, if all its arguments are of the types that it takes.
type Quick func(arguments []reflect.Value) (given reflect.Value, called bool)

// A Writing writes what a function would give behind what is written, if all its
// arguments are of the types that it takes. So what is long is written once.
type Writing func(written []byte, arguments []reflect.Value) (said []byte, done bool)

// WritingOf is the writing of functions that take one thing, WritingOfTwo and
// WritingOfThree of those that take as many.
func WritingOf[A any](write func([]byte, A) ([]byte, error)) Writing {
	return func(written []byte, arguments []reflect.Value) ([]byte, bool) {
		a, is := taken[A](arguments[0])
		if !is {
			return nil, false
		}
		return soundly(write(written, a))
	}
}

func WritingOfTwo[A, B any](write func([]byte, A, B) ([]byte, error)) Writing {
	return func(written []byte, arguments []reflect.Value) ([]byte, bool) {
		a, isA := taken[A](arguments[0])
		b, isB := taken[B](arguments[1])
		if !isA || !isB {
			return nil, false
		}
		return soundly(write(written, a, b))
	}
}

func WritingOfThree[A, B, C any](write func([]byte, A, B, C) ([]byte, error)) Writing {
	return func(written []byte, arguments []reflect.Value) ([]byte, bool) {
		a, isA := taken[A](arguments[0])
		b, isB := taken[B](arguments[1])
		c, isC := taken[C](arguments[2])
		if !isA || !isB || !isC {
			return nil, false
		}
		return soundly(write(written, a, b, c))
	}
}

func soundly(said []byte, err error) ([]byte, bool) {
	if err != nil {
		fail()
	}
	return said, true
}

// None is the signature of functions that take nothing.
func None[R any](function any) Quick {
	f, is := function.(func() R)
	if !is || isInterface[R]() {
		return nil
	}
	return func([]reflect.Value) (reflect.Value, bool) { return reflect.ValueOf(f()), true }
}

// One is the signature of functions that take one thing, and OneOr of those that
// may give an error.
func One[A, R any](function any) Quick {
	f, is := function.(func(A) R)
	if !is {
		return nil
	}
	return OneOr[A, R](func(a A) (R, error) { return f(a), nil })
}

func OneOr[A, R any](function any) Quick {
	f, is := function.(func(A) (R, error))
	if !is || isInterface[R]() {
		return nil
	}
	return func(arguments []reflect.Value) (reflect.Value, bool) {
		a, is := taken[A](arguments[0])
		if !is {
			return reflect.Value{}, false
		}
		return sound(f(a))
	}
}

// Two is the signature of functions that take two things, and TwoOr of those that
// may give an error.
func Two[A, B, R any](function any) Quick {
	f, is := function.(func(A, B) R)
	if !is {
		return nil
	}
	return TwoOr[A, B, R](func(a A, b B) (R, error) { return f(a, b), nil })
}

func TwoOr[A, B, R any](function any) Quick {
	f, is := function.(func(A, B) (R, error))
	if !is || isInterface[R]() {
		return nil
	}
	return func(arguments []reflect.Value) (reflect.Value, bool) {
		a, isA := taken[A](arguments[0])
		b, isB := taken[B](arguments[1])
		if !isA || !isB {
			return reflect.Value{}, false
		}
		return sound(f(a, b))
	}
}

// ThreeOr is the signature of functions that take three things, and may give an error.
func ThreeOr[A, B, C, R any](function any) Quick {
	f, is := function.(func(A, B, C) (R, error))
	if !is || isInterface[R]() {
		return nil
	}
	return func(arguments []reflect.Value) (reflect.Value, bool) {
		a, isA := taken[A](arguments[0])
		b, isB := taken[B](arguments[1])
		c, isC := taken[C](arguments[2])
		if !isA || !isB || !isC {
			return reflect.Value{}, false
		}
		return sound(f(a, b, c))
	}
}

// Many is the signature of functions that take a thing and any number of others,
// and may give an error.
func Many[A, R any](function any) Quick {
	f, is := function.(func(A, ...any) (R, error))
	if !is || isInterface[R]() {
		return nil
	}
	return func(arguments []reflect.Value) (reflect.Value, bool) {
		a, is := taken[A](arguments[0])
		if !is {
			return reflect.Value{}, false
		}
		return sound(f(a, all(arguments[1:])...))
	}
}

// ManyOfTwo is the signature of functions that take two things and any number of
// others, and may give an error.
func ManyOfTwo[A, B, R any](function any) Quick {
	f, is := function.(func(A, B, ...any) (R, error))
	if !is || isInterface[R]() {
		return nil
	}
	return func(arguments []reflect.Value) (reflect.Value, bool) {
		a, isA := taken[A](arguments[0])
		b, isB := taken[B](arguments[1])
		if !isA || !isB {
			return reflect.Value{}, false
		}
		return sound(f(a, b, all(arguments[2:])...))
	}
}

// anything is the signature of print and its like.
func anything(function any) Quick {
	f, is := function.(func(...any) string)
	if !is {
		return nil
	}
	return func(arguments []reflect.Value) (reflect.Value, bool) {
		return reflect.ValueOf(f(all(arguments)...)), true
	}
}

// usual are the signatures that functions have anywhere.
var usual = []Signature{
	anything, None[string], None[bool], None[[]string], One[any, string], One[string, string], One[int, string], Two[any, any, string],
}

// isInterface tells whether a type is an interface: what is given as one is not
// what reflection makes of it.
func isInterface[R any]() bool { return reflect.TypeFor[R]().Kind() == reflect.Interface }

// taken is an argument as the type that a function takes.
func taken[A any](argument reflect.Value) (a A, is bool) {
	if !argument.IsValid() {
		return a, false
	}
	return reflect.TypeAssert[A](argument)
}

func all(arguments []reflect.Value) []any {
	values := make([]any, len(arguments))
	for i, argument := range arguments {
		values[i] = held(argument)
	}
	return values
}

func sound[R any](given R, err error) (reflect.Value, bool) {
	if err != nil {
		fail()
	}
	return reflect.ValueOf(given), true
}

// A function is what templates call.
type function struct {
	value reflect.Value
	quick Quick
}

// prepared finds the quickest way to call a function.
func (m *Maker) prepared(value reflect.Value) *function {
	for _, signature := range m.signatures {
		if quick := signature(value.Interface()); quick != nil {
			return &function{value, quick}
		}
	}
	return &function{value: value}
}

func (f *function) call(arguments []reflect.Value) reflect.Value {
	if f.quick != nil {
		if given, called := f.quick(arguments); called {
			return given
		}
	}
	given := f.value.Call(arguments)
	if len(given) == 2 && !given[1].IsNil() {
		fail()
	}
	return given[0]
}

// function is what a function gives, whose last argument is what the command before
// gave, if there is one.
func (r *reader) function(name string, nodes []parse.Node, before expression) expression {
	value, known := r.maker.functions[name]
	if !known {
		return r.builtin(name, nodes, before)
	}
	function := r.maker.prepared(reflect.ValueOf(value))
	return with(r.arguments(function.value.Type(), nodes, before), function.call)
}

// arguments are those of a function of a type.
func (r *reader) arguments(of reflect.Type, nodes []parse.Node, before expression) (arguments []expression) {
	count := len(nodes)
	if before != nil {
		count++
	}
	if !gives(of) || count < of.NumIn() && !(of.IsVariadic() && count == of.NumIn()-1) || count > of.NumIn() && !of.IsVariadic() {
		panic(unknown{})
	}
	takes := func(i int) reflect.Type {
		if of.IsVariadic() && i >= of.NumIn()-1 {
			return of.In(of.NumIn() - 1).Elem()
		}
		return of.In(i)
	}
	for i, node := range nodes {
		arguments = append(arguments, r.argument(node, takes(i)))
	}
	if before != nil {
		arguments = append(arguments, fitting(before, takes(len(nodes))))
	}
	return arguments
}

// with calls what takes some arguments.
func with(arguments []expression, call func([]reflect.Value) reflect.Value) expression {
	return func(s *state, dot reflect.Value) reflect.Value {
		first := s.take(arguments, dot)
		given := call(s.arguments[first:])
		s.arguments = s.arguments[:first]
		return given
	}
}

// take puts arguments behind those that are there, and tells where they begin.
func (s *state) take(arguments []expression, dot reflect.Value) (first int) {
	first = len(s.arguments)
	for _, argument := range arguments {
		given := argument(s, dot)
		s.arguments = append(s.arguments, given)
	}
	return first
}

// writing writes what a function gives that goes through another, where there is a
// writing of both, and else does what it would otherwise; nil where there is none.
func (r *reader) writing(command *parse.CommandNode, through string, otherwise step) step {
	name, is := command.Args[0].(*parse.IdentifierNode)
	if !is {
		return nil
	}
	write, known := r.maker.Writings[name.Ident+" | "+through]
	if !known {
		return nil
	}
	arguments := r.arguments(reflect.TypeOf(r.maker.functions[name.Ident]), command.Args[1:], nil)
	return func(s *state, dot reflect.Value) way {
		first := s.take(arguments, dot)
		said, done := write(s.out, s.arguments[first:])
		s.arguments = s.arguments[:first]
		if !done {
			return otherwise(s, dot)
		}
		s.out = said
		return on
	}
}

// argument is what stands for one value of a type.
func (r *reader) argument(node parse.Node, of reflect.Type) expression {
	switch node := node.(type) {
	case *parse.NilNode:
		if canBeNil(of) {
			return always(reflect.Zero(of))
		}
		panic(unknown{})
	case *parse.BoolNode, *parse.StringNode, *parse.NumberNode:
		return constant(r.operand(node), of)
	}
	return fitting(r.operand(node), of)
}

// constant is a value that is written in a template, as the type that is asked for.
func constant(written expression, of reflect.Type) expression {
	value := written(nil, reflect.Value{})
	if of.Kind() == reflect.Interface && of.NumMethod() == 0 {
		return written
	}
	if of.Kind() != value.Kind() { // an int may be meant as another number
		panic(unknown{})
	}
	return always(value.Convert(of))
}

// fitting is a value of a type that a function takes.
func fitting(value expression, of reflect.Type) expression {
	if of == reflect.TypeFor[any]() {
		return func(s *state, dot reflect.Value) reflect.Value {
			if given := value(s, dot); given.IsValid() {
				return given
			}
			return reflect.Zero(of)
		}
	}
	return func(s *state, dot reflect.Value) reflect.Value {
		given := value(s, dot)
		if given.IsValid() && given.Type() == of {
			return given
		}
		return fitted(given, of)
	}
}

// fitted is a value as a type, as near as templates bring it.
func fitted(value reflect.Value, of reflect.Type) reflect.Value {
	if !value.IsValid() {
		if !canBeNil(of) {
			fail()
		}
		return reflect.Zero(of)
	}
	if value.Type().AssignableTo(of) {
		return value
	}
	if value.Kind() == reflect.Interface && !value.IsNil() {
		if value = value.Elem(); value.Type().AssignableTo(of) {
			return value
		}
	}
	switch {
	case value.Kind() == reflect.Pointer && value.Type().Elem().AssignableTo(of):
		if value = value.Elem(); value.IsValid() {
			return value
		}
	case reflect.PointerTo(value.Type()).AssignableTo(of) && value.CanAddr():
		return value.Addr()
	}
	fail()
	return value
}

func canBeNil(of reflect.Type) bool {
	switch of.Kind() {
	case reflect.Chan, reflect.Func, reflect.Interface, reflect.Map, reflect.Pointer, reflect.Slice:
		return true
	}
	return false
}
