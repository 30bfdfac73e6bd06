// Package sheet draws charts as pictures of a fixed size, 1200 pixels wide, which
// travel alone: in newsletters, in papers of committees, as files. It takes
// charts of package plot and gives SVG files and PNGs.
package sheet

import (
	"math"
	"strings"

	"plainsight/generator/kit/language"
	"plainsight/generator/kit/memory"
	"plainsight/generator/kit/picture"
	"plainsight/generator/kit/plot"
	"plainsight/generator/kit/prose"
	"plainsight/generator/kit/scene"
)

// Fixed gives the chart as an SVG file, 1200 pixels wide, that holds all that
// a reader needs away from the page: heading, measure, place and period, and
// source. A chart that is a table alone gives nil.
func Fixed(c plot.Chart, w *language.Words) []byte {
	if c.Drawn() == "table" {
		return nil
	}
	return Drawing(c, nil, w).SVG()
}

// PNG gives the same picture as Fixed in pixels, in a typeface; nil is the Go
// fonts. It is painted only where it is not remembered. Its alternative text
// is Sentence. A chart that is a table alone gives nil.
func PNG(c plot.Chart, typeface *picture.Typeface, w *language.Words, remembered *memory.Memory) ([]byte, error) {
	if c.Drawn() == "table" {
		return nil, nil
	}
	return Drawing(c, typeface, w).Painted(typeface, remembered)
}

// Sizes of a fixed picture in pixels. Its letters are as wide for their em as
// those of pages, so it is laid out as a wide picture of a page.
const (
	sheetWidth = 1200.0
	edge       = 48.0
	inner      = sheetWidth - 2*edge
	letter     = 26.0 // one em
	titleSize  = 42.0
)

// A canvas is a drawing being made, from the top down.
type canvas struct {
	picture.Drawing
	chart    plot.Chart
	words    *language.Words
	typeface *picture.Typeface
	y        float64
}

// Drawing gives that picture itself.
func Drawing(c plot.Chart, typeface *picture.Typeface, w *language.Words) picture.Drawing {
	c = c.Placed()
	s := &canvas{chart: c, words: w, typeface: typeface, y: edge}
	s.Lang, s.Paper, s.Title, s.Description = w.Tag(), paper, c.Heading(), prose.Sentence(c, w)
	s.paragraph(c.Heading(), titleSize, true, ink)
	s.y += 6
	s.paragraph(c.Subtitle, letter, false, quiet)
	s.y += 20
	switch c.Drawn() {
	case "line":
		s.lines()
	case "multiples":
		s.panels()
	default:
		s.rows()
	}
	s.y += 14
	if c.Source != "" {
		s.paragraph(w.Word("chart.source", "Source", c.Source), letter*0.9, false, quiet)
	}
	s.Width, s.Height = sheetWidth, int(math.Ceil(s.y+edge-10))
	return s.Drawing
}

// paragraph writes words over the whole width, in as many lines as they need.
func (s *canvas) paragraph(words string, size float64, bold bool, colour picture.Ink) {
	x, anchor := edge, picture.Start
	if s.words.Direction() == "rtl" {
		x, anchor = sheetWidth-edge, picture.End
	}
	for _, line := range s.wrap(words, size, bold, inner) {
		s.y += size * 1.25
		s.write(x, s.y-size*0.28, size, bold, anchor, colour, s.words.Line(line))
	}
}

// roomier is how much wider than the typeface by which they are measured the
// letters may be of which an SVG file is shown: it holds no typeface, and takes
// what the machine has.
const roomier = 1.3

// long is how long words are, in pixels, or may be where the typeface is not
// known.
func (s *canvas) long(words string, size float64, bold bool) float64 {
	long := s.typeface.Width(words, size, bold)
	if s.typeface == nil {
		long *= roomier
	}
	return long
}

// mostLinesOfText keeps a picture from growing without end.
const mostLinesOfText = 12

// wrap cuts words into lines of a width; a word that is longer than a line is
// cut too.
func (s *canvas) wrap(words string, size float64, bold bool, wide float64) (lines []string) {
	line := ""
	for _, word := range strings.Fields(words) {
		longer := strings.TrimPrefix(line+" "+word, " ")
		if s.long(longer, size, bold) <= wide {
			line = longer
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for line = word; s.long(line, size, bold) > wide; {
			head := s.head(line, size, bold, wide)
			lines, line = append(lines, line[:head]), line[head:]
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	if len(lines) > mostLinesOfText {
		lines = lines[:mostLinesOfText]
		lines[mostLinesOfText-1] = "…"
	}
	return lines
}

// head is how much of a word fits, one letter at least.
func (s *canvas) head(word string, size float64, bold bool, wide float64) int {
	fits := 0
	for i := range word {
		if i > 0 && s.long(word[:i], size, bold) > wide {
			break
		}
		fits = i
	}
	if fits == 0 {
		for i := range word {
			if i > 0 {
				return i
			}
		}
		return len(word)
	}
	return fits
}

func (s *canvas) write(x, y, size float64, bold bool, anchor picture.Anchor, colour picture.Ink, words string) {
	s.Texts = append(s.Texts, picture.Text{Point: picture.Point{X: x, Y: y}, Size: size, Bold: bold, Anchor: anchor, Ink: colour, Words: words})
}

func (s *canvas) line(colour picture.Ink, wide float64, dash []float64, points ...picture.Point) {
	s.Shapes = append(s.Shapes, picture.Shape{Points: points, Stroke: colour, Width: wide, Dash: dash})
}

// A field is where a plot lies on the sheet.
type field struct{ left, top, wide, tall float64 }

func (f field) at(x, y float64) picture.Point {
	return picture.Point{X: f.left + x*f.wide, Y: f.top + y*f.tall}
}

func (s *canvas) lines() {
	all := plot.Filled(s.chart.Series)
	v := scene.Of(s.chart, all, all, scene.LineTall, scene.Fixed(inner/letter), s.words)
	if len(all) > 1 && v.Right == 0 {
		s.key(all)
	}
	s.plot(v, edge, inner)
	s.explain(v)
}

// key names the series over the plot where they have no room at the right.
func (s *canvas) key(all []plot.Series) {
	for i, series := range all {
		lines := s.wrap(series.Name, letter, false, inner-100)
		for n, line := range lines {
			s.y += letter * 1.3
			s.write(edge+90, s.y-letter*0.28, letter, false, picture.Start, ink, line)
			if n == 0 {
				y := s.y - letter*0.6
				s.line(inks[i], 5, dashes[i], picture.Point{X: edge, Y: y}, picture.Point{X: edge + 76, Y: y})
				s.mark(i, false, picture.Point{X: edge + 38, Y: y})
			}
		}
	}
	s.y += 10
}

// plot draws a view between two edges.
func (s *canvas) plot(v scene.View, left, wide float64) {
	s.y += letter * (1.3 + scene.FlagTall*float64(v.FlagRows))
	f := field{left + v.Left*letter, s.y, wide - (v.Left+max(v.Right, scene.RightRoom))*letter, v.Height * letter}
	s.grid(v, f)
	s.standing(v, f)
	for _, r := range v.Runs {
		points := make([]picture.Point, len(r.Places))
		for i, at := range r.Places {
			points[i] = f.at(at.X, at.Y)
		}
		if r.Predicted {
			s.line(inks[r.Series%plot.MostLines], 5, predicted, points...)
		} else {
			s.line(inks[r.Series%plot.MostLines], 5, dashes[r.Series%plot.MostLines], points...)
		}
	}
	for _, m := range v.Marks {
		if m.First != m.End {
			s.line(inks[m.Series%plot.MostLines], 5, nil, f.at(m.First, m.Y), f.at(m.End, m.Y))
		}
	}
	for _, m := range v.Marks {
		s.scaledMark(m.Series, m.Open, f.at(m.X, m.Y), map[bool]float64{false: 1, true: 0.55}[m.Small])
	}
	s.labels(v, f)
	s.y = f.top + f.tall + letter*(2.3+scene.GapHeight*float64(len(v.GapRows)))
}

func (s *canvas) grid(v scene.View, f field) {
	for i, tick := range v.Scale.Ticks {
		at := f.at(0, 1-v.Scale.Part(tick.Number))
		colour, wide := hair, 2.0
		if tick.Number == 0 {
			colour, wide = quiet, 3
		}
		s.line(colour, wide, nil, at, picture.Point{X: f.left + f.wide, Y: at.Y})
		s.write(at.X-letter*0.5, at.Y+letter*0.35, letter, false, picture.End, ink, v.Numbers[i])
	}
}

func (s *canvas) standing(v scene.View, f field) {
	for _, one := range v.Flags {
		top := f.at(one.X, 0)
		top.Y -= letter * scene.FlagTall * float64(one.Row)
		s.line(ink, 2.5, nil, top, f.at(one.X, 1))
	}
	for _, one := range v.Flags {
		s.flagLetter(one, f)
	}
	for _, x := range v.Breaks {
		s.line(paper, 10, nil, f.at(x, 0), f.at(x, 1))
		for _, side := range []float64{-5, 5} {
			top, bottom := f.at(x, 0), f.at(x, 1)
			top.X, bottom.X = top.X+side, bottom.X+side
			s.line(ink, 2.5, nil, top, bottom)
		}
	}
}

// flagLetter writes a letter on paper, so that no other flag runs through it.
func (s *canvas) flagLetter(one scene.Pennant, f field) {
	at := f.at(one.X, 0)
	at.Y -= letter * (0.5 + scene.FlagTall*float64(one.Row))
	half := s.long(one.Letter, letter, true)/2 + 3
	s.blank(at.X-half, at.Y-letter*0.8, at.X+half, at.Y+letter*0.1)
	s.write(at.X, at.Y, letter, true, picture.Middle, ink, one.Letter)
}

// outlines are the marks of the series, round their middle.
var outlines = [plot.MostLines][]picture.Point{
	picture.Disc(picture.Point{}, 11),
	{{X: -9, Y: -9}, {X: 9, Y: -9}, {X: 9, Y: 9}, {X: -9, Y: 9}},
	{{X: 0, Y: -12}, {X: 11, Y: 9}, {X: -11, Y: 9}},
	{{X: 0, Y: -13}, {X: 11, Y: 0}, {X: 0, Y: 13}, {X: -11, Y: 0}},
	{{X: -11, Y: -9}, {X: 11, Y: -9}, {X: 0, Y: 12}},
}

func (s *canvas) mark(series int, open bool, at picture.Point) {
	s.scaledMark(series, open, at, 1)
}

func (s *canvas) scaledMark(series int, open bool, at picture.Point, size float64) {
	outline := outlines[series%plot.MostLines]
	points := make([]picture.Point, len(outline))
	for i, p := range outline {
		points[i] = picture.Point{X: at.X + p.X*size, Y: at.Y + p.Y*size}
	}
	shape := picture.Shape{Points: points, Fill: inks[series%plot.MostLines], Stroke: paper, Width: 3}
	if open {
		shape.Fill, shape.Stroke, shape.Width = paper, inks[series%plot.MostLines], 4
	}
	s.Shapes = append(s.Shapes, shape)
}

// sideOf is the anchor of a label.
func sideOf(l scene.Label) picture.Anchor {
	return [...]picture.Anchor{picture.Start, picture.Middle, picture.End}[l.Anchor+1]
}

func (s *canvas) labels(v scene.View, f field) {
	under := func(l scene.Label, down float64) {
		if l.From != scene.Never {
			at := f.at(l.X, l.Y)
			s.write(at.X+l.Shift()*letter, at.Y+down*letter, letter, false, sideOf(l), ink, l.Words)
		}
	}
	for _, l := range v.Labels {
		s.clear(v, l, f)
		near, far := -0.75, -1.9
		if !l.Up {
			near, far = 1.4, 2.55
		}
		under(l, near)
		if l.Status != "" && l.StatusFrom != scene.Never {
			l.Words = l.Status
			under(l, far)
		}
	}
	for _, tick := range v.Ticks {
		under(tick, 1.4+scene.GapHeight*float64(len(v.GapRows)))
	}
	for _, g := range v.Gaps {
		under(g.Label, 1.4+scene.GapHeight*float64(g.Row))
	}
	if len(v.Series) > 1 {
		for row, index := range v.GapRows {
			s.mark(index, false, picture.Point{X: f.left - letter*0.9, Y: f.top + f.tall + letter*(1.05+scene.GapHeight*float64(row))})
		}
	}
	for _, e := range v.Ends {
		at := f.at(1, e.Y)
		s.mark(e.Series, false, picture.Point{X: at.X + letter*0.8, Y: at.Y})
		s.write(at.X+letter*1.5, at.Y+letter*0.35, letter, false, picture.Start, ink, v.Series[e.Series].Name)
	}
}

// clear lays paper under a number, so that no line of the scale runs through
// it.
func (s *canvas) clear(v scene.View, l scene.Label, f field) {
	a := v.Area(l, f.wide/letter, l.Status != "" && l.StatusFrom != scene.Never)
	s.blank(f.left+a.Left*letter, f.top+a.Top*letter+3, f.left+a.Right*letter, f.top+a.Bottom*letter-3)
}

// blank lays paper over what was drawn before.
func (s *canvas) blank(left, top, right, bottom float64) {
	s.Shapes = append(s.Shapes, picture.Shape{Fill: paper, Points: []picture.Point{{X: left, Y: top}, {X: right, Y: top}, {X: right, Y: bottom}, {X: left, Y: bottom}}})
}

// explain writes the letters, the breaks and the notes of a plot.
func (s *canvas) explain(v scene.View) {
	for _, event := range s.chart.Inside() {
		s.paragraph(plot.Flagged(event, s.words), letter, false, quiet)
	}
	for _, point := range v.Broken(s.chart) {
		s.paragraph(plot.BrokenAt(point, s.words), letter, false, quiet)
	}
	s.paragraph(strings.Join(v.Notes(s.chart, s.words), " "), letter, false, quiet)
}

// panels draws small multiples, two beside each other.
func (s *canvas) panels() {
	const apart = 40.0
	wide := (inner - apart) / 2
	all := plot.Filled(s.chart.Series)
	var last scene.View
	top, bottom := s.y, s.y
	for i := range all {
		left := edge
		if i%2 == 1 {
			left += wide + apart
		} else {
			top = bottom
		}
		s.y = top
		for _, line := range s.wrap(all[i].Name, letter, true, wide) {
			s.y += letter * 1.3
			s.write(left, s.y-letter*0.28, letter, true, picture.Start, ink, line)
		}
		last = scene.Of(s.chart, all[i:i+1], all, scene.PanelTall, scene.Fixed(wide/letter), s.words)
		s.plot(last, left, wide)
		bottom = max(bottom, s.y)
	}
	s.y = bottom
	s.explain(last)
}

// rows draws bars and dots, each with its name before it and its number
// behind.
func (s *canvas) rows() {
	const name, thick = 380.0, 30.0
	c, scale := s.chart, scene.RowScale(s.chart.Series)
	groups := c.Groups(func(p plot.Point) string { return plot.PeriodWords(p.Period, s.words) })
	number := 0.0
	for _, g := range groups {
		for _, b := range g.Bars {
			number = max(number, s.long(c.Number(b.Point, s.words), letter, true))
		}
	}
	f := field{left: edge + name + 20, wide: max(inner-name-number-60, 120), tall: thick}
	several := len(c.Series) > 1
	for _, g := range groups {
		if several && len(groups) > 1 {
			s.y += 10
			s.paragraph(g.Name, letter, true, ink)
		}
		for _, b := range g.Bars {
			words := g.Name
			if several {
				words = b.Name
			}
			s.row(words, name, b, f, scale)
		}
	}
	s.y += 8
	s.paragraph(strings.Join(c.OpenNotes(s.words), " "), letter, false, quiet)
}

func (s *canvas) row(words string, name float64, b plot.Bar, f field, scale scene.Scale) {
	lines := s.wrap(words, letter, false, name)
	tall := max(float64(len(lines))*letter*1.2, f.tall) + 14
	middle := s.y + tall/2
	for i, line := range lines {
		s.write(edge, middle+letter*(0.35+1.2*(float64(i)-float64(len(lines)-1)/2)), letter, s.chart.Leads(b.Point), picture.Start, ink, line)
	}
	f.top = middle - f.tall/2
	zero := scale.Part(0)
	if b.Point.Shown() {
		s.figure(b, f, zero, scale.Part(b.Point.Value.Number))
	}
	s.line(quiet, 3, nil, f.at(zero, -0.25), f.at(zero, 1.25))
	s.write(sheetWidth-edge, middle+letter*0.35, letter, true, picture.End, ink, s.chart.Number(b.Point, s.words))
	s.y += tall
}

// figure draws the bar or the dot of a number.
func (s *canvas) figure(b plot.Bar, f field, zero, at float64) {
	if s.chart.Drawn() == "dot" {
		s.line(hair, 2, nil, f.at(0, 0.5), f.at(1, 0.5))
		s.mark(b.MarkOf(), b.Point.Uncertain(), f.at(at, 0.5))
		return
	}
	shape := picture.Shape{Points: []picture.Point{f.at(zero, 0), f.at(at, 0), f.at(at, 1), f.at(zero, 1)}}
	shape.Fill = inks[b.Series%plot.MostLines]
	if b.Point.Uncertain() {
		shape.Fill, shape.Stroke, shape.Width = paper, shape.Fill, 4
	}
	s.Shapes = append(s.Shapes, shape)
}
