package program

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io"
	"maps"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"text/template/parse"
)

// What stands in the views of these tests.

type name string

type grade int

func (g grade) String() string { return fmt.Sprintf("<%d>", int(g)) }

type frame struct {
	Address name
	Trail   []string
}

func (f frame) Long() bool { return len(f.Trail) > 1 }

// Pointed is a method of a pointer: it can be called only on what has an address.
func (f *frame) Pointed() string { return "to " + string(f.Address) }

// Risky fails on some.
func (f frame) Risky() (string, error) {
	if f.Address == "" {
		return "", errors.New("no address")
	}
	return string(f.Address), nil
}

func (f frame) With(word string) string { return word + string(f.Address) }

// Safe may be called on nothing.
func (f *frame) Safe() bool { return f != nil }

type pointed struct{ text string }

func (p *pointed) String() string { return "*" + p.text }

type base struct{ Below string }

type view struct {
	frame
	*base
	Title    string
	HTML     template.HTML
	Address2 any
	Grade    grade
	Number   int
	Unsigned uint8
	Ratio    float64
	Yes      bool
	Words    []string
	Frames   []frame
	Next     *view
	Any      any
	Error    error
	Stringer fmt.Stringer
	Of       map[string]int
	By       map[name]string
	ByAny    map[any]string
	ByGrade  map[grade]string
	ByYes    map[bool]int
	Nested   map[string][]frame
	Pointed  []pointed
	Array    [2]string
	Func     func() string
	Complex  complex128
	hidden   string
}

// views are odd ones, by their names.
func views() map[string]any {
	full := view{
		frame: frame{"/a b/", []string{"x", "<y>"}}, base: &base{"under"}, Title: `It's "a" <b> & c`, HTML: "<b>bold</b>", Address2: name("javascript:x"),
		Grade: 2, Number: -7, Unsigned: 7, Ratio: 0.5, Yes: true, Words: []string{"one", "", "<two>"}, Frames: []frame{{"/1/", nil}, {"", []string{"z", "w"}}},
		Any: []int{1, 2}, Error: errors.New("<bad>"), Stringer: grade(3), Of: map[string]int{"b": 2, "a": 1, "Title": 5}, By: map[name]string{"k": "v"},
		ByAny: map[any]string{"Title": "t", 1: "one"}, ByGrade: map[grade]string{3: "three", 1: "one"}, ByYes: map[bool]int{true: 1, false: 0},
		Nested: map[string][]frame{"n": {{"/n/", nil}}}, Pointed: []pointed{{"<p>"}}, Array: [2]string{"l", "r"}, Func: func() string { return "called" },
		Complex: 1i, hidden: "never",
	}
	next := full
	next.Title, next.Frames, next.Any = "next", nil, nil
	full.Next = &next
	var nothing *view
	var noError error
	return map[string]any{
		"full": full, "pointer": &full, "zero": view{}, "pointer to zero": &view{}, "nil": nil, "nil pointer": nothing, "pointer to nil": &nothing,
		"nil error": &noError, "text": "<text>", "name": name("n"), "HTML": template.HTML("<i>"), "number": 3, "zero number": 0, "ratio": math.Copysign(0, -1), "yes": true,
		"grade": grade(1), "list": []any{1, "two", nil, full, grade(4)}, "views": []view{full, {}}, "pointers": []*view{&full, nil},
		"map": map[string]any{"Title": "t", "Words": []string{"m"}, "Next": map[string]any{"Title": nil}, "Any": nil}, "map of texts": map[string]string{"Title": "<t>"},
		"map of numbers": map[int]string{2: "b", 1: "a"}, "pointed": []pointed{{"q"}}, "pointer to pointed": &pointed{"r"}, "reflected": reflect.ValueOf("r"),
		"unsigned": uint(4), "url": template.URL("/u?a=b&c"), "attribute": template.HTMLAttr(`a="b"`), "array": [2]view{full, {}}, "func": func() string { return "f" },
	}
}

func functions() template.FuncMap {
	return template.FuncMap{
		"asText": func(said any) string { return template.HTMLEscapeString(fmt.Sprint(said)) },
		"word": func(id string, values ...any) (template.HTML, error) {
			if id == "" {
				return "", errors.New("no word")
			}
			return template.HTML(template.HTMLEscapeString(id) + fmt.Sprint(values...)), nil
		},
		"count": func(id string, n int, more ...any) (template.HTML, error) {
			return template.HTML(fmt.Sprint(id, n, more)), nil
		},
		"title":  func(f frame) string { return "of " + string(f.Address) },
		"risky":  func(f frame) (string, error) { return f.Risky() },
		"taken":  func(f *frame) string { return string(f.Address) },
		"any":    func(values ...any) any { return values },
		"same":   func(value any) any { return value },
		"none":   func() any { return nil },
		"list":   func() []string { return []string{"f", "g"} },
		"named":  func(n name) string { return string(n) },
		"beside": func(a, b any) template.HTML { return template.HTML(fmt.Sprint(a, "-", b)) },
		"two":    func(a, b string) (template.HTML, error) { return template.HTML(a + "+" + b), nil },
		"three": func(a string, b int, c []string) (template.HTML, error) {
			if b == 0 {
				return "", errors.New("none")
			}
			return template.HTML(fmt.Sprint(a, b, c)), nil
		},
		"add":    func(a, b int) int { return a + b },
		"panics": func() string { panic("no") },
		"lines":  strings.Fields, "html2": func(h template.HTML) string { return string(h) },
		"float": func(f float64) float64 { return f },
	}
}

// written are templates that programs know.
var written = []string{
	`plain <b>text</b>{{/* and a comment */}}`,
	`{{.}}`, `{{.Title}}`, `<p title="{{.Title}}">{{.HTML}}</p>`, `<a href="{{.Address}}">{{.Address2}}</a>`, `<a href="{{.Address2}}?x={{.Title}}">x</a>`,
	`{{.Grade}} {{.Number}} {{.Unsigned}} {{.Ratio}} {{.Yes}}`, `{{.Below}}`, `{{.Next.Title}}`, `{{.Next.Next.Title}}`, `{{.Error}}`, `{{.Stringer}}`,
	`{{.Of}}`, `{{.Of.a}} {{.Of.c}}`, `{{.By.k}}`, `{{.ByAny.Title}}`, `{{.hidden}}`, `{{.Nowhere}}`, `{{.Words}}`, `{{.Array}}`, `{{.Any}}`, `{{.Func}}`, `{{.Complex}}`,
	`{{.Long}}`, `{{.Pointed}}`, `{{.Risky}}`, `{{.Safe}}`, `{{.Next.Long}}`, `{{range .Frames}}{{.Pointed}}{{.Long}}{{.Risky}}{{end}}`, `{{.Trail}}{{.Next.Safe}}`,
	`{{if .Title}}yes{{else if .Yes}}so{{else}}no{{end}}`, `{{if .Any}}any{{end}}{{if .Ratio}}r{{end}}{{if .Next}}n{{end}}{{if .Grade}}g{{end}}{{if .Complex}}c{{end}}{{if .Func}}f{{end}}`,
	`{{with .Next}}{{.Title}}{{else with .Title}}{{.}}{{else}}none{{end}}`, `{{with $x := .Title}}{{$x}}{{.}}{{$.Title}}{{end}}`,
	`{{range .Words}}[{{.}}]{{else}}empty{{end}}`, `{{range $i, $w := .Words}}{{$i}}={{$w}};{{else}}{{$i}}{{end}}`, `{{range $w := .Frames}}{{$w.Address}}{{.Address}}{{$.Title}}{{end}}`,
	`{{range .Of}}{{.}}{{end}}`, `{{range $k, $v := .Of}}{{$k}}{{$v}}{{end}}`, `{{range $k, $v := .ByGrade}}{{$k}}{{$v}}{{end}}`, `{{range .Nested}}{{range .}}{{.Address}}{{end}}{{end}}`,
	`{{range .}}{{.}}{{end}}`, `{{range $i, $e := .}}{{$i}}{{$e}}{{end}}`, `{{range 3}}{{.}}{{end}}`, `{{range $i := 3}}{{$i}}{{end}}`, `{{range .Number}}x{{end}}{{range .Unsigned}}u{{.}}{{end}}`,
	`{{range .Words}}{{if not .}}{{continue}}{{end}}{{.}}{{if eq . "<two>"}}{{break}}{{end}}!{{end}}`, `{{range .Pointed}}{{.}}{{end}}`, `{{range .Array}}{{.}}{{end}}`,
	`{{$x := .Title}}{{if .Yes}}{{$x = "set"}}{{$y := "in"}}{{$y}}{{end}}{{$x}}`, `{{$n := 0}}{{range .Words}}{{$n = len .}}{{end}}{{$n}}`, `{{$x := 1}}{{$x := 2}}{{$x}}`,
	`{{$i := 9}}{{$e := 8}}{{range $i, $e = .Words}}{{end}}{{$i}}{{$e}}`, `{{$e := 8}}{{range $e = .Words}}{{$e}}{{end}}{{$e}}`, `{{$x := .}}{{with .Next}}{{$x.Title}}{{$x := .Title}}{{$x}}{{end}}`,
	`{{define "t"}}<{{.Title}}|{{$.Number}}>{{end}}{{template "t" .}}{{template "t" .Next}}`, `{{define "e"}}empty{{.}}{{end}}{{template "e"}}{{template "e" .Title}}`,
	`{{define "r"}}{{.Title}}{{with .Next}}{{template "r" .}}{{end}}{{end}}{{template "r" .}}`, `{{define "t"}}{{.Title}}{{end}}<p title="{{template "t" .}}"></p><title>{{template "t" .}}</title>{{template "t" .}}`,
	`{{define "t"}}<b>{{.}}</b>{{end}}<p title="{{template "t" .Title}}">{{template "t" .HTML}}</p>`, `{{define "u"}}{{.}}{{end}}<a href="/?q={{template "u" .Title}}" title='{{template "u" .Title}}'>`,
	`{{block "b" .Title}}block {{.}}{{end}}`, `{{$x := 1}}{{define "v"}}{{$y := .Title}}{{$y}}{{end}}{{template "v" .}}{{$x}}`, `{{template "t" $x := .Title}}{{$x}}{{define "t"}}{{.}}{{end}}`,
	`{{eq .Title "x" "next"}} {{ne .Number 3}} {{eq .Address "/a b/"}}`, `{{lt .Number 3}}{{le .Number -7}}{{gt .Ratio .Ratio}}{{ge .Title "b"}}{{lt .Unsigned .Unsigned}}`, `{{eq .Yes true}}{{eq .Grade .Grade}}{{eq .Ratio 0.5}}`,
	`{{and .Title .Yes .Next}}`, `{{or .Any .Title}}`, `{{and .Next .Next.Title}}`, `{{or .Yes .Next.Next.Title}}`, `{{not .Title}}{{not .Next}}`, `{{.Title | or .Any}}`, `{{.Yes | and .Any}}`,
	`{{len .Words}}{{len .Title}}{{len .Of}}{{len .Array}}`, `{{len .Number}}`, `{{len .Next}}`, `{{index .Words 1}}`, `{{index .Of "b"}}{{index .Of "zz"}}`, `{{index .Nested "n" 0}}`, `{{(index .Frames 0).Address}}`,
	`{{index .Words 9}}`, `{{index .Any 1}}`, `{{index .By "k"}}`, `{{index .ByGrade .Grade}}`, `{{index . 0}}`, `{{index .Title 0}}`, `{{index .Words}}`, `{{index .ByAny 1}}`, `{{0 | index .Words}}`,
	`{{print .Title .Number .Yes}} {{println .Grade}}{{print}}`, `{{print "a" | print "b"}}`, `{{html .Title}}`, `{{.Title | html}}`, `{{js .Title}}`, `<a href="/?{{urlquery .Title}}">{{.Title | urlquery}}</a>`,
	`{{word "id"}}`, `{{word "id" "Name" .Title "Grade" .Grade}}`, `{{word .Title}}`, `{{word .Address}}`, `{{word (print "a." .Grade)}}`, `{{.Title | word "id"}}`, `{{word ""}}`, `{{word .Any}}`, `{{word .Next}}`,
	`{{count "id" 3 .Any}}{{count "id" (len .Words)}}`, `{{title .frame}}`, `{{range .Frames}}{{title .}}{{risky .}}{{taken .}}{{end}}`, `{{title .Next.frame}}`, `{{any .Title nil .Any .Error}}`, `{{same .Next}}`, `{{(same .).Title}}`,
	`{{none}}{{if none}}x{{end}}{{with none}}y{{end}}`, `{{range list}}{{.}}{{end}}`, `{{named .Address}}{{named "c"}}`, `{{beside .Title nil}}{{beside .Next .Error}}`, `{{two .Title "b"}}`, `{{two .Title .Number}}`, `{{three .Title .Number .Words}}`, `{{three .Title 0 .Words}}`, `{{three .Title .Any .Words}}`, `{{three .Title 1 nil}}`, `{{add 1 2}}{{add .Number 1}}`,
	`{{panics}}`, `{{range lines .Title}}{{.}},{{end}}`, `{{html2 .HTML}}{{html2 "<c>"}}`, `{{html2 .Title}}`, `{{asText .Title | html2}}`, `{{.Title | asText}}`,
	`<script>var x = {{.Title}}, y = {{.Words}};</script><style>p { color: {{.Title}} }</style>`, `<p {{.Title}}="x" onclick="f({{.Number}})">`, `{{"const"}}{{1}}{{true}}`,
	`{{title .}}`, `{{taken .}}`, `{{named .}}`, `{{lines .}}`, `{{add . 1}}`, `{{beside . .}}`, `{{(word "a")}}`, `{{.Title.Nothing}}`, `{{(.Next).Title}}`, `{{$.Next.Title}}`, `{{range $.Frames}}{{with .Trail}}{{range .}}{{$.Title}}{{.}}{{end}}{{end}}{{end}}`,
}

// left are templates that are left to html/template, in which a part may be known.
var left = []string{
	`{{printf "%s-%d" .Title .Number}}`, `{{slice .Words 1}}`, `{{call .Func}}`, `{{.With "a"}}`, `{{.Title | .With}}`, `{{float 1}}`, `{{1.5}}{{0x10}}{{'a'}}{{1i}}`, `{{eq .Any nil}}`,
	`{{if .Yes}}{{$x := 1}}{{else}}{{$x := 2}}{{$x}}{{end}}`, `{{$x := 1}}{{and .Yes ($x = 2)}}{{$x}}`, `{{define "t"}}{{printf "%v" .}}{{end}}{{.Number}}{{template "t" .Title}}`, `{{eq .Number .Unsigned}}`,
	`{{eq .Next .Next}}`, `{{range .ByYes}}{{.}}{{end}}`, `{{range .ByAny}}{{.}}{{end}}`, `{{lt .Unsigned 3}}`, `{{index .Words .Unsigned}}`, `{{html .Title .Number}}`,
}

// A pair is a template twice, for html/template and for a program.
type pair struct {
	text    string
	page    *template.Template
	program *Program
}

// paired reads a template, which may be none.
func paired(t *testing.T, text string) (p pair, is bool) {
	page, err := template.New("page").Funcs(functions()).Parse(text)
	if err != nil {
		return p, false
	}
	copied := template.Must(page.Clone())
	if err := Prepare(copied); err != nil {
		t.Fatal(err)
	}
	maker := NewMaker(functions(), One[frame, string], OneOr[frame, string], Many[string, template.HTML], ManyOfTwo[string, int, template.HTML],
		Two[any, any, template.HTML], TwoOr[string, string, template.HTML], ThreeOr[string, int, []string, template.HTML], One[frame, bool])
	return pair{text: text, page: page, program: maker.Of(copied)}, true
}

// holds compares what both say of a view, and tells whether it is no error.
func (p pair) holds(t *testing.T, called string, view any) bool {
	var wanted bytes.Buffer
	wantedErr := p.page.Execute(&wanted, view)
	if wantedErr != nil {
		wanted.Reset()
	}
	got, gotErr := p.program.Append([]byte("before "), view)
	if got = bytes.TrimPrefix(got, []byte("before ")); !bytes.Equal(wanted.Bytes(), got) || fmt.Sprint(wantedErr) != fmt.Sprint(gotErr) {
		t.Errorf("%s of %s says\n%s (%v), and not\n%s (%v)", p.text, called, got, gotErr, wanted.Bytes(), wantedErr)
	}
	return wantedErr == nil
}

// TestProgramsSayTheSame executes templates with views of all sorts. What is known
// and has no fault is said by the program itself.
func TestProgramsSayTheSame(t *testing.T) {
	views := views()
	for i, text := range slices.Concat(written, left) {
		p, is := paired(t, text)
		if !is {
			t.Errorf("%s is no template", text)
			continue
		}
		for _, called := range slices.Sorted(maps.Keys(views)) {
			if !p.holds(t, called, views[called]) || i >= len(written) {
				continue
			}
			if _, done := p.program.part.execute(nil, valueOf(views[called])); !done {
				t.Errorf("%s of %s is not done by the program", text, called)
			}
		}
	}
}

// TestAPartThatIsNotKnown is executed by itself, and the others are not.
func TestAPartThatIsNotKnown(t *testing.T) {
	page := template.Must(template.New("page").Funcs(functions()).Parse(`{{define "odd"}}{{printf "%q" .}}{{end}}{{define "plain"}}{{.}}{{end}}<p>{{template "plain" .}}{{template "odd" .}}`))
	maker := NewMaker(functions())
	said, err := maker.Of(page).Append(nil, "x")
	if string(said) != `<p>x&#34;x&#34;` || err != nil {
		t.Errorf("%s, %v", said, err)
	}
	for name, want := range map[string]bool{"page": true, "plain": true, "odd": false} {
		r := reader{maker: NewMaker(functions()), page: page.Lookup(name), part: &part{}}
		if made := r.whole() != nil; made != want {
			t.Errorf("%s is known: %v", name, made)
		}
	}
}

// TestATemplateThatCannotBeEscaped has the error that html/template gives each time.
func TestATemplateThatCannotBeEscaped(t *testing.T) {
	page := template.Must(template.New("page").Parse(`<p title="{{.}}`))
	program := NewMaker(nil).Of(page)
	for range 2 {
		if _, err := program.Append(nil, "x"); err == nil || !strings.Contains(err.Error(), "ends in a non-text context") {
			t.Error(err)
		}
	}
}

// TestWritings has what a function gives written where it stands: by the writing, by
// the function where the writing does not take the arguments, and not at all on an
// error.
func TestWritings(t *testing.T) {
	shown := func(out []byte, title string, number int) ([]byte, error) {
		if number < 0 {
			return out, errors.New("below nothing")
		}
		return fmt.Appendf(out, "<b>%s %d</b>", title, number), nil
	}
	functions := template.FuncMap{
		"shown": func(title any, number int) (template.HTML, error) {
			said, err := shown(nil, fmt.Sprint(title), number)
			return template.HTML(said), err
		},
		"asText": func(said any) string { return string(said.(template.HTML)) },
	}
	page := template.Must(template.New("page").Funcs(functions).Parse(`({{shown .Title .Number | asText}})`))
	_ = page.Execute(io.Discard, map[string]any{"Title": "", "Number": 0}) // from now on it is escaped
	pipe := page.Tree.Root.Nodes[1].(*parse.ActionNode).Pipe
	pipe.Cmds = pipe.Cmds[:2] // without what html/template appended
	maker, written := NewMaker(functions), 0
	maker.Writings = map[string]Writing{"shown | asText": WritingOfTwo(func(out []byte, title string, number int) ([]byte, error) {
		written++
		return shown(out, title, number)
	})}
	program := maker.Of(page)
	for i, c := range []struct {
		title   any
		number  int
		want    string
		written int
	}{
		{"one", 1, "before(<b>one 1</b>)", 1},
		{grade(2), 2, "before(<b><2> 2</b>)", 1},
		{"three", -1, "", 2},
	} {
		said, err := program.Append([]byte("before"), map[string]any{"Title": c.title, "Number": c.number})
		if string(said) != c.want || (err == nil) != (c.want != "") || written != c.written {
			t.Errorf("%d: it says %q (%v), and was written %d times", i, said, err, written)
		}
	}
}

// TestProgramsAreUsedByMany executes one program side by side with views of several
// types.
func TestProgramsAreUsedByMany(t *testing.T) {
	page := template.Must(template.New("page").Funcs(functions()).Parse(`{{range $i, $w := .Words}}{{$i}}{{template "t" .}}{{end}}{{define "t"}}{{$x := .}}[{{$x}}]{{end}}{{.Title}}`))
	program := NewMaker(functions()).Of(page)
	all := []any{view{Words: []string{"a", "b"}, Title: "one"}, &view{Title: "two"}, map[string]any{"Words": []int{1}, "Title": grade(3)}}
	wants := []string{"0[a]1[b]one", "two", "0[1]&lt;3&gt;"}
	done := make(chan string)
	for worker := range 4 {
		go func() {
			for i := range 300 {
				at := (i + worker) % len(all)
				if said, err := program.Append(nil, all[at]); err != nil || string(said) != wants[at] {
					done <- fmt.Sprintf("%s, %v", said, err)
					return
				}
			}
			done <- ""
		}()
	}
	for range 4 {
		if fault := <-done; fault != "" {
			t.Error(fault)
		}
	}
}

// endless are templates that take long in themselves.
var endless = regexp.MustCompile(`\d{4}|define|block|template`)

// FuzzProgram holds programs of any text against html/template.
func FuzzProgram(f *testing.F) {
	for i, text := range slices.Concat(written, left) {
		f.Add(text, i)
	}
	views := views()
	names := slices.Sorted(maps.Keys(views))
	f.Fuzz(func(t *testing.T, text string, at int) {
		if endless.MatchString(text) {
			t.Skip()
		}
		called := names[uint(at)%uint(len(names))]
		if p, is := paired(t, text); is {
			p.holds(t, called, views[called])
		}
	})
}
