// Package program executes templates several times faster than Go's own packages
// do.
//
// It takes a template that html/template has read and escaped, and makes a program
// of it once: where a field lies in a value, which function is called and where a
// variable stands is found out then and not each time. What a program says is what
// the template would have said, to the byte. It refuses nothing: a part that uses
// what is not known here is executed by html/template, and so is a whole page on
// which something fails, so that its error is the one that html/template tells.
// What templates call may therefore be called twice.
package program

import (
	"bytes"
	"errors"
	"html/template"
	"io"
	"reflect"
	"sync"
	"text/template/parse"
)

// A Maker makes programs of templates that call the same functions.
type Maker struct {
	// Texts are what functions of any value give for a text, by their names.
	Texts map[string]func(string) string
	// Writings write what functions give behind what is written, by their names and
	// those of the functions that it would go through: "shown | asText".
	Writings   map[string]Writing
	functions  template.FuncMap
	signatures []Signature
	parts      map[*parse.Tree]*part
	left       []string
	// known is where names lie in types, as the templates met them.
	known sync.Map
}

// Left names the parts that html/template executes.
func (m *Maker) Left() []string { return m.left }

// NewMaker begins programs that call functions by their names, without reflection
// those of the signatures.
func NewMaker(functions template.FuncMap, signatures ...Signature) *Maker {
	return &Maker{functions: functions, signatures: append(signatures, usual...), parts: map[*parse.Tree]*part{}}
}

// A Program is a template that is executed fast. It may be used by many at once.
type Program struct {
	template *template.Template
	part     *part // nil where html/template executes it
}

// Of makes the program of a template, to which nothing may be added from then on.
// Its option for missing keys must be the usual one.
func (m *Maker) Of(page *template.Template) *Program {
	var fault *template.Error
	if err := page.Execute(io.Discard, nil); errors.As(err, &fault) { // it is not escaped
		return &Program{template: page}
	}
	return &Program{page, m.part(page)}
}

// Append writes what the template says of a view behind what is written. With an
// error it gives nothing.
func (p *Program) Append(written []byte, view any) ([]byte, error) {
	if p.part != nil {
		if said, done := p.part.execute(written, valueOf(view)); done {
			return said, nil
		}
	}
	out := bytes.NewBuffer(written)
	if err := p.template.Execute(out, view); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// valueOf is a view as a value, which it may be already.
func valueOf(view any) reflect.Value {
	if value, is := view.(reflect.Value); is {
		return value
	}
	return reflect.ValueOf(view)
}

// A part is a template that others call. What it does is known only when it is
// used, because parts may call themselves.
type part struct {
	do step
	// variables is how many it has at once, with the one that is called $.
	variables int
}

// A step is a piece of a template: it writes, and tells how to go on.
type step func(s *state, dot reflect.Value) way

// A way is how a template goes on after a piece of it.
type way int

const (
	on way = iota
	leave
	next
)

// A state is where the execution of a program stands.
type state struct {
	out []byte
	// variables are those of all parts that are being executed; those of the
	// innermost begin at first. arguments are those of calls.
	variables []reflect.Value
	first     int
	arguments []reflect.Value
	depth     int
}

var states = sync.Pool{New: func() any { return &state{} }}

// deepest is how many parts may stand in each other; html/template allows more.
const deepest = 1000

// failed is what ends an execution that html/template has to do again.
type failed struct{}

func fail() { panic(failed{}) }

func (p *part) execute(written []byte, view reflect.Value) (said []byte, done bool) {
	s := states.Get().(*state)
	defer func() {
		if recover() != nil { // whatever it is, html/template tells it
			said, done = nil, false
			return
		}
		clear(s.variables)
		clear(s.arguments[:cap(s.arguments)])
		*s = state{variables: s.variables[:0], arguments: s.arguments[:0]}
		states.Put(s)
	}()
	s.out = written
	s.enter(p, view, 0)
	return s.out, true
}

// enter executes a part, whose variables stand behind the given number of the one
// that calls it.
func (s *state) enter(p *part, dot reflect.Value, behind int) {
	if s.depth++; s.depth > deepest {
		fail()
	}
	s.first += behind
	for len(s.variables) < s.first+p.variables {
		s.variables = append(s.variables, reflect.Value{})
	}
	s.variables[s.first] = dot
	p.do(s, dot)
	s.first -= behind
	s.depth--
}

// Write is for what html/template executes in the midst of a program.
func (s *state) Write(said []byte) (int, error) {
	s.out = append(s.out, said...)
	return len(said), nil
}

// byItself executes a part by html/template.
func byItself(page *template.Template) step {
	return func(s *state, dot reflect.Value) way {
		if err := page.Execute(s, dot); err != nil { // of a reflect.Value it takes what it holds
			fail()
		}
		return on
	}
}
