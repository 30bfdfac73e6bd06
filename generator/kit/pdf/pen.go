package pdf

import (
	"math"
	"slices"
	"strings"

	library "github.com/ledongthuc/pdf"
)

// A Run is letters of one type beside each other. Y is the line on which they
// stand.
type Run struct {
	X, Y, Width, Size float64
	Bold, Italic      bool
	Text              string
	// Part numbers the piece of the page's text to which it belongs, as the
	// program that made the file marked it; 0 where it did not. Aside is set
	// for what was marked as belonging to the sheet, and not to the text.
	Part  int
	Aside bool
}

func (r Run) right() float64 { return r.X + r.Width }

type matrix [6]float64

var unmoved = matrix{1, 0, 0, 1, 0, 0}

// after gives the matrix that does m first, and then n.
func (m matrix) after(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// A state is what q keeps and Q gives back.
type state struct {
	page                                       matrix
	font                                       *font
	size, spacing, wordSpacing, scale, led, up float64
	mode                                       int
}

// A marked piece is what stands between BDC and EMC.
type marked struct {
	part  int
	aside bool
}

// A pen follows the operators of one page.
type pen struct {
	drawing    *drawing
	state      state
	kept       []state
	text, line matrix
	marks      []marked
	parts      int
	runs       []Run
}

func newPen(d *drawing, _ library.Value) *pen {
	return &pen{drawing: d, state: state{page: unmoved, scale: 1}, text: unmoved, line: unmoved}
}

const maxOperands, maxKept = 500, 500

// draw follows the operators of a stream, those of drawings in the drawing too.
func (p *pen) draw(stream []byte, resources library.Value, depth int) {
	scan := scanner{bytes: stream}
	var before []token
	for count := 0; ; count++ {
		if count%4096 == 0 {
			p.drawing.source.look()
		}
		one := scan.next(0)
		if one.kind == 0 {
			return
		}
		if one.kind != 'o' || one.text == "<<" || one.text == ">>" {
			if len(before) < maxOperands {
				before = append(before, one)
			}
			continue
		}
		if one.text == "ID" {
			scan.picture()
		}
		p.do(one.text, before, resources, depth)
		before = before[:0]
	}
}

func (p *pen) do(operator string, operands []token, resources library.Value, depth int) {
	switch operator {
	case "q":
		if len(p.kept) < maxKept {
			p.kept = append(p.kept, p.state)
		}
	case "Q":
		if n := len(p.kept); n > 0 {
			p.state, p.kept = p.kept[n-1], p.kept[:n-1]
		}
	case "cm":
		p.state.page = matrixOf(operands).after(p.state.page)
	case "BT":
		p.text, p.line = unmoved, unmoved
	case "Tf":
		if len(operands) == 2 {
			p.state.font, p.state.size = p.drawing.fontOf(resources, operands[0].text), operands[1].number
		}
	case "BMC", "BDC":
		p.mark(operands)
	case "EMC":
		if n := len(p.marks); n > 0 {
			p.marks = p.marks[:n-1]
		}
	case "Do":
		p.drawInner(operands, resources, depth)
	default:
		p.place(operator, operands)
		p.show(operator, operands)
	}
}

// mark begins a piece of the text or of the sheet; a piece within one belongs
// to it unless it is marked itself.
func (p *pen) mark(operands []token) {
	var inner marked
	if n := len(p.marks); n > 0 {
		inner = p.marks[n-1]
	}
	if len(operands) > 0 && operands[0].text == "Artifact" {
		inner.aside = true
	}
	if slices.ContainsFunc(operands, func(t token) bool { return t.kind == '/' && t.text == "MCID" }) {
		p.parts++
		inner.part = p.parts
	}
	if len(p.marks) < maxKept {
		p.marks = append(p.marks, inner)
	}
}

func (p *pen) drawInner(operands []token, resources library.Value, depth int) {
	if len(operands) != 1 || depth > 8 {
		return
	}
	form := resources.Key("XObject").Key(operands[0].text)
	if form.Key("Subtype").Name() != "Form" {
		return
	}
	state, kept := p.state, p.kept
	p.kept = nil
	if own := form.Key("Matrix"); own.Len() == 6 {
		var m matrix
		for i := range m {
			m[i] = own.Index(i).Float64()
		}
		p.state.page = m.after(p.state.page)
	}
	if own := form.Key("Resources"); own.Kind() == library.Dict {
		resources = own
	}
	p.draw(p.drawing.stream(form), resources, depth+1)
	p.state, p.kept = state, kept
}

// place follows what moves the text or sets its measures.
func (p *pen) place(operator string, operands []token) {
	first := 0.0
	if len(operands) > 0 {
		first = operands[0].number
	}
	switch operator {
	case "Tc":
		p.state.spacing = first
	case "Tw":
		p.state.wordSpacing = first
	case "Tz":
		p.state.scale = first / 100
	case "TL":
		p.state.led = first
	case "Tr":
		p.state.mode = int(first)
	case "Ts":
		p.state.up = first
	case "Tm":
		p.text = matrixOf(operands)
		p.line = p.text
	case "T*", "'", "\"":
		p.move(0, -p.state.led)
	case "Td", "TD":
		if len(operands) == 2 {
			if operator == "TD" {
				p.state.led = -operands[1].number
			}
			p.move(first, operands[1].number)
		}
	}
}

func (p *pen) move(x, y float64) {
	p.line = matrix{1, 0, 0, 1, x, y}.after(p.line)
	p.text = p.line
}

func (p *pen) show(operator string, operands []token) {
	if len(operands) == 0 {
		return
	}
	last := operands[len(operands)-1]
	switch operator {
	case "\"":
		if len(operands) == 3 {
			p.state.wordSpacing, p.state.spacing = operands[0].number, operands[1].number
		}
		p.letters(last.text)
	case "Tj", "'":
		p.letters(last.text)
	case "TJ":
		for _, one := range last.list {
			if one.kind == 's' {
				p.letters(one.text)
			} else {
				p.forward(-one.number / 1000 * p.state.size * p.state.scale)
			}
		}
	}
}

func (p *pen) forward(x float64) { p.text = matrix{1, 0, 0, 1, x, 0}.after(p.text) }

// letters draws a string. Words that stand upright or upside down belong to
// pictures, and are passed over.
func (p *pen) letters(codes string) {
	f := p.state.font
	if f == nil {
		return
	}
	step := 1
	if f.wide {
		step = 2
	}
	for i := 0; i+step <= len(codes); i += step {
		if p.drawing.glyphs++; p.drawing.glyphs > maxGlyphs {
			panic(faultf("it has more than %d letters", maxGlyphs))
		}
		code := codeOf(codes[i : i+step])
		width := f.width(code)*p.state.size + p.state.spacing
		if step == 1 && code == ' ' {
			width += p.state.wordSpacing
		}
		p.letter(f, f.letters(code), f.width(code))
		p.forward(width * p.state.scale)
	}
}

func (p *pen) letter(f *font, letters string, width float64) {
	at := matrix{p.state.size * p.state.scale, 0, 0, p.state.size, 0, p.state.up}.after(p.text).after(p.state.page)
	size := math.Abs(at[3])
	if at[0] <= 0 || math.Abs(at[1]) > 0.2*at[0] || size == 0 || letters == "" || math.IsNaN(at[4]+at[5]) || math.IsInf(at[4]+at[5]+size, 0) {
		return
	}
	run := Run{X: at[4], Y: at[5], Width: width * at[0], Size: size, Bold: f.bold || p.state.mode == 2, Italic: f.italic, Text: clean(letters)}
	if n := len(p.marks); n > 0 {
		run.Part, run.Aside = p.marks[n-1].part, p.marks[n-1].aside
	}
	if n := len(p.runs); n > 0 && continues(p.runs[n-1], run) {
		before := &p.runs[n-1]
		before.Text += run.Text
		before.Width = run.right() - before.X
		return
	}
	p.runs = append(p.runs, run)
}

// continues tells whether a letter goes on where a run ends.
func continues(before, run Run) bool {
	gap := run.X - before.right()
	return before.Bold == run.Bold && before.Italic == run.Italic && before.Part == run.Part && before.Aside == run.Aside &&
		math.Abs(before.Size-run.Size) < 0.1 && math.Abs(before.Y-run.Y) < 0.1 && math.Abs(gap) < 0.12*run.Size && len(before.Text) < 4000
}

// clean takes out what is no letter: line breaks and control characters. A
// space of any width is a space.
func clean(letters string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u00a0' || r >= '\u2000' && r <= '\u200a' || r == '\u202f' || r == '\t' || r == '\n' || r == '\r':
			return ' '
		case r < ' ' || r == '\ufeff' || r == '\u200b' || r == '\ufffd':
			return -1
		}
		return r
	}, letters)
}

func matrixOf(operands []token) (m matrix) {
	if len(operands) != 6 {
		return unmoved
	}
	for i := range m {
		m[i] = operands[i].number
	}
	return m
}
