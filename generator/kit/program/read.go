package program

import (
	"html/template"
	"io"
	"reflect"
	"strings"
	"text/template/parse"
)

// part makes a part of a template once, however many call it.
func (m *Maker) part(page *template.Template) *part {
	if made, is := m.parts[page.Tree]; is {
		return made
	}
	made := &part{}
	m.parts[page.Tree] = made
	r := reader{maker: m, page: page, part: made}
	if made.do = r.whole(); made.do == nil {
		made.do, made.variables = byItself(page), 1
		m.left = append(m.left, page.Name())
	}
	return made
}

// A reader makes steps of one part. The names of the variables that are there at a
// place of it stand in the order in which they were declared.
type reader struct {
	maker *Maker
	page  *template.Template
	part  *part
	names []string
}

// unknown is what ends the reading of a part that uses what is not known here.
type unknown struct{}

// whole is the part as one step, nil where html/template has to execute it.
func (r *reader) whole() (do step) {
	defer func() {
		if cause := recover(); cause != nil && cause != (unknown{}) {
			panic(cause)
		}
	}()
	r.declare("$")
	return r.list(r.page.Tree.Root)
}

func (r *reader) declare(name string) (place int) {
	r.names = append(r.names, name)
	r.part.variables = max(r.part.variables, len(r.names))
	return len(r.names) - 1
}

// variable is the place of the last variable with a name.
func (r *reader) variable(name string) int {
	for place := len(r.names) - 1; place >= 0; place-- {
		if r.names[place] == name {
			return place
		}
	}
	panic(unknown{})
}

// within reads what stands in a block, whose variables are there in it alone.
func (r *reader) within(list *parse.ListNode) step {
	outside := r.names
	defer func() { r.names = outside }()
	return r.list(list)
}

func (r *reader) list(list *parse.ListNode) step {
	var steps []step
	if list != nil {
		for _, node := range list.Nodes {
			if do := r.node(node); do != nil {
				steps = append(steps, do)
			}
		}
	}
	if len(steps) == 1 {
		return steps[0]
	}
	return func(s *state, dot reflect.Value) way {
		for _, do := range steps {
			if way := do(s, dot); way != on {
				return way
			}
		}
		return on
	}
}

func (r *reader) node(node parse.Node) step {
	switch node := node.(type) {
	case *parse.TextNode:
		return func(s *state, _ reflect.Value) way {
			s.out = append(s.out, node.Text...)
			return on
		}
	case *parse.ActionNode:
		return r.action(node)
	case *parse.IfNode:
		return r.branch(&node.BranchNode, false)
	case *parse.WithNode:
		return r.branch(&node.BranchNode, true)
	case *parse.RangeNode:
		return r.loop(node)
	case *parse.TemplateNode:
		return r.call(node)
	case *parse.ListNode:
		return r.list(node)
	case *parse.BreakNode:
		return func(*state, reflect.Value) way { return leave }
	case *parse.ContinueNode:
		return func(*state, reflect.Value) way { return next }
	case *parse.CommentNode:
		return nil
	}
	panic(unknown{})
}

func (r *reader) action(node *parse.ActionNode) step {
	if len(node.Pipe.Decl) > 0 {
		set := r.pipe(node.Pipe)
		return func(s *state, dot reflect.Value) way {
			set(s, dot)
			return on
		}
	}
	commands, escapers := parted(node.Pipe.Cmds)
	if len(escapers) > 0 {
		said, escaped := r.commands(commands), escaping(escapers)
		return func(s *state, dot reflect.Value) way { return escaped(s, said(s, dot)) }
	}
	if do := r.text(commands); do != nil {
		return do
	}
	said := r.commands(commands)
	return func(s *state, dot reflect.Value) way {
		s.print(said(s, dot))
		return on
	}
}

// text writes what the last of some commands makes a text of, without a detour, nil
// where it is not of this kind.
func (r *reader) text(commands []*parse.CommandNode) step {
	before, last := commands[:len(commands)-1], commands[len(commands)-1]
	name, is := last.Args[0].(*parse.IdentifierNode)
	if !is || len(last.Args) > 1 || len(before) == 0 {
		return nil
	}
	text, is := r.maker.functions[name.Ident].(func(any) string)
	if !is {
		return nil
	}
	said, ofText := r.commands(before), r.maker.Texts[name.Ident]
	do := func(s *state, dot reflect.Value) way {
		value := said(s, dot)
		if ofText != nil && value.Kind() == reflect.String && value.Type() == reflect.TypeFor[string]() {
			s.out = append(s.out, ofText(value.String())...)
		} else {
			s.out = append(s.out, text(held(value))...)
		}
		return on
	}
	if len(before) == 1 {
		if write := r.writing(before[0], name.Ident, do); write != nil {
			return write
		}
	}
	return do
}

// parted gives the commands of a pipe, and those that html/template appended.
func parted(commands []*parse.CommandNode) (own, escapers []*parse.CommandNode) {
	first := len(commands)
	for first > 1 && strings.HasPrefix(commands[first-1].String(), "_html_template_") {
		first--
	}
	return commands[:first], commands[first:]
}

// escaping has html/template escape a value, which only it can.
func escaping(escapers []*parse.CommandNode) step {
	page := template.Must(template.New("escaping").Parse("{{.}}"))
	_ = page.Execute(io.Discard, nil) // from now on it is not changed
	pipe := page.Tree.Root.Nodes[0].(*parse.ActionNode).Pipe
	pipe.Cmds = append(pipe.Cmds[:1:1], escapers...)
	return byItself(page)
}

func (r *reader) branch(node *parse.BranchNode, with bool) step {
	outside := r.names
	defer func() { r.names = outside }()
	about, then, otherwise := r.pipe(node.Pipe), r.within(node.List), r.within(node.ElseList)
	return func(s *state, dot reflect.Value) way {
		value := about(s, dot)
		switch {
		case !truth(value):
			return otherwise(s, dot)
		case with:
			return then(s, value)
		}
		return then(s, dot)
	}
}

// call executes another part.
func (r *reader) call(node *parse.TemplateNode) step {
	about := always(reflect.Value{})
	if node.Pipe != nil {
		about = r.pipe(node.Pipe)
	}
	called, own := r.called(node.Name), r.part
	return func(s *state, dot reflect.Value) way {
		s.enter(called, about(s, dot), own.variables)
		return on
	}
}

func (r *reader) called(name string) *part {
	if page := r.page.Lookup(name); page != nil && page.Tree != nil {
		return r.maker.part(page)
	}
	if page := derived(r.page, name); page != nil {
		return &part{byItself(page), 1}
	}
	panic(unknown{})
}

// loop goes through what a range is over.
func (r *reader) loop(node *parse.RangeNode) step {
	outside := r.names
	defer func() { r.names = outside }()
	over := r.pipe(node.Pipe)
	var places []int // of the variables
	for _, declared := range node.Pipe.Decl {
		places = append(places, r.variable(declared.Ident[0]))
	}
	each, otherwise := r.within(node.List), r.within(node.ElseList)
	return func(s *state, dot reflect.Value) way {
		value, isNil := indirect(over(s, dot))
		if isNil {
			fail()
		}
		some := false
		elements(value, len(places), func(index, element reflect.Value) bool {
			some = true
			switch len(places) {
			case 1:
				s.variables[s.first+places[0]] = element
			case 2:
				s.variables[s.first+places[0]], s.variables[s.first+places[1]] = index, element
			}
			return each(s, element) != leave
		})
		if !some {
			return otherwise(s, dot)
		}
		return on
	}
}

// An expression is what a pipe, a command or an argument of one is about.
type expression func(s *state, dot reflect.Value) reflect.Value

// pipe is what a pipe gives. Its variables are there from then on.
func (r *reader) pipe(pipe *parse.PipeNode) expression {
	value := r.commands(pipe.Cmds)
	var places []int
	for _, declared := range pipe.Decl {
		if pipe.IsAssign {
			places = append(places, r.variable(declared.Ident[0]))
		} else {
			places = append(places, r.declare(declared.Ident[0]))
		}
	}
	if len(places) == 0 {
		return value
	}
	return func(s *state, dot reflect.Value) reflect.Value {
		given := value(s, dot)
		for _, place := range places {
			s.variables[s.first+place] = given
		}
		return given
	}
}

func (r *reader) commands(commands []*parse.CommandNode) (value expression) {
	for _, command := range commands {
		value = opened(r.command(command, value))
	}
	return value
}

// opened is an expression whose value is what an empty interface holds.
func opened(value expression) expression {
	return func(s *state, dot reflect.Value) reflect.Value {
		given := value(s, dot)
		if given.Kind() == reflect.Interface && given.NumMethod() == 0 {
			return given.Elem()
		}
		return given
	}
}

// command is what a command gives, whose last argument is what the one before gave,
// if there is one.
func (r *reader) command(command *parse.CommandNode, before expression) expression {
	name, isCall := command.Args[0].(*parse.IdentifierNode)
	switch {
	case isCall:
		return r.function(name.Ident, command.Args[1:], before)
	case len(command.Args) > 1 || before != nil: // a method with arguments, or a fault
		panic(unknown{})
	}
	return r.operand(command.Args[0])
}

// operand is what stands for one value.
func (r *reader) operand(node parse.Node) expression {
	switch node := node.(type) {
	case *parse.DotNode:
		return func(_ *state, dot reflect.Value) reflect.Value { return dot }
	case *parse.FieldNode:
		return r.maker.fields(func(_ *state, dot reflect.Value) reflect.Value { return dot }, node.Ident)
	case *parse.VariableNode:
		place := r.variable(node.Ident[0])
		return r.maker.fields(func(s *state, _ reflect.Value) reflect.Value { return s.variables[s.first+place] }, node.Ident[1:])
	case *parse.ChainNode:
		return r.maker.fields(r.operand(node.Node), node.Field)
	case *parse.PipeNode:
		if len(node.Decl) > 0 {
			panic(unknown{})
		}
		return r.pipe(node)
	case *parse.IdentifierNode:
		return r.function(node.Ident, nil, nil)
	case *parse.BoolNode:
		return always(reflect.ValueOf(node.True))
	case *parse.StringNode:
		return always(reflect.ValueOf(node.Text))
	case *parse.NumberNode:
		return always(number(node))
	}
	panic(unknown{})
}

func always(value reflect.Value) expression {
	return func(*state, reflect.Value) reflect.Value { return value }
}

// number is what a number is where no type is asked for.
func number(node *parse.NumberNode) reflect.Value {
	if !node.IsInt || strings.ContainsAny(node.Text, ".eEpPxXi'") || int64(int(node.Int64)) != node.Int64 {
		panic(unknown{})
	}
	return reflect.ValueOf(int(node.Int64))
}
