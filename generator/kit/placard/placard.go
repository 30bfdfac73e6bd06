// Package placard draws the picture that stands for a page where somebody
// shares it: 1200 by 630 pixels, often shown at a quarter of that. So it has few
// words and large ones.
//
// It takes the words, and gives a drawing of package picture. It refuses
// nothing: words that find no room in large letters are set smaller, and the
// last are left out with a sign for it.
package placard

import (
	"strings"
	"unicode/utf8"

	"plainsight/generator/kit/picture"
)

// The size of a card, which the sites that show such pictures ask for.
const (
	Width  = 1200
	Height = 630
)

// A Card is what it says, from the top down; each may be "".
type Card struct {
	// Above says whose words it is about and when, Title what the page is.
	Above, Title string
	// Label says what Big is: a grade or a status in words.
	Label, Big string
	// Below is the name of the site.
	Below string
	Lang  string
	// Leftward is for languages that are written from right to left.
	Leftward bool
}

// Words are all words of the card, from the top down, as sentences.
func (c Card) Words() string {
	var said strings.Builder
	label := c.Label
	if label != "" && c.Big != "" {
		label = strings.TrimRight(label, ":") + ": "
	}
	for _, words := range []string{c.Above, c.Title, label + c.Big, c.Below} {
		if words == "" {
			continue
		}
		if said.Len() > 0 {
			said.WriteByte(' ')
		}
		said.WriteString(words)
		if last, _ := utf8.DecodeLastRuneInString(words); !strings.ContainsRune(".?!:…", last) {
			said.WriteByte('.')
		}
	}
	return said.String()
}

// Inks, and sizes in pixels. Letters of 40 pixels are still read at a quarter.
const (
	paper  picture.Ink = "#fffefa"
	ink    picture.Ink = "#15191e"
	quiet  picture.Ink = "#3b4148"
	accent picture.Ink = "#0b4a4f"

	edge  = 64.0
	inner = Width - 2*edge
	band  = 24.0
	small = 40.0
	foot  = 538.0 // where the line above the name of the site is
)

// Drawing draws the card with a typeface, nil for the Go fonts.
func (c Card) Drawing(typeface *picture.Typeface) picture.Drawing {
	d := drawn{typeface: typeface, leftward: c.Leftward}
	d.Width, d.Height, d.Paper, d.Lang, d.Title = Width, Height, paper, c.Lang, c.Title
	d.box(0, 0, Width, band, accent)
	y := d.lines(band+28, d.fit(c.Above, []float64{small}, 1), quiet)
	if c.Big == "" {
		y = d.lines(y+14, d.bold(c.Title, []float64{84, 72, 60}, 3), ink)
		d.lines(y+24, d.fit(c.Label, []float64{48, small}, 3), ink)
	} else {
		d.lines(y+14, d.bold(c.Title, []float64{60, 52, 46}, 3), ink)
		big := d.bold(c.Big, []float64{124, 104, 84, 64, 52}, 1)
		top := foot - 28 - big.height()
		d.lines(top, big, accent)
		d.lines(top-small*leading+6, d.fit(c.Label, []float64{small}, 1), quiet)
	}
	d.box(edge, foot, Width-edge, foot+3, quiet)
	d.lines(foot+16, d.fit(c.Below, []float64{small}, 1), ink)
	return d.Drawing
}

const leading = 1.2

type drawn struct {
	picture.Drawing
	typeface *picture.Typeface
	leftward bool
}

// A setting is words in lines, in a size.
type setting struct {
	lines []string
	size  float64
	bold  bool
}

func (s setting) height() float64 { return float64(len(s.lines)) * s.size * leading }

func (d *drawn) fit(words string, sizes []float64, most int) setting {
	return d.set(words, sizes, most, false)
}

func (d *drawn) bold(words string, sizes []float64, most int) setting {
	return d.set(words, sizes, most, true)
}

// set finds the first size in which words take so many lines at most.
func (d *drawn) set(words string, sizes []float64, most int, bold bool) setting {
	for i, size := range sizes {
		lines := d.wrap(words, size, bold)
		if len(lines) <= most && d.widest(lines, size, bold) <= inner {
			return setting{lines, size, bold}
		}
		if i == len(sizes)-1 {
			return setting{d.cut(lines, most, size, bold), size, bold}
		}
	}
	return setting{}
}

func (d *drawn) widest(lines []string, size float64, bold bool) (widest float64) {
	for _, line := range lines {
		widest = max(widest, d.typeface.Width(line, size, bold))
	}
	return widest
}

func (d *drawn) wrap(words string, size float64, bold bool) (lines []string) {
	line := ""
	for _, word := range strings.Fields(words) {
		longer := strings.TrimPrefix(line+" "+word, " ")
		if line != "" && d.typeface.Width(longer, size, bold) > inner {
			lines, longer = append(lines, line), word
		}
		line = longer
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// cut leaves out what has no room: lines beyond the last, and the end of a line
// that is too long.
func (d *drawn) cut(lines []string, most int, size float64, bold bool) []string {
	const sign = " …"
	kept := append([]string{}, lines[:min(most, len(lines))]...)
	for i, line := range kept {
		short := i == len(kept)-1 && len(lines) > most
		for letters := []rune(line); short && d.typeface.Width(line+sign, size, bold) > inner || d.typeface.Width(line, size, bold) > inner; {
			short, letters = true, letters[:len(letters)-1]
			line = strings.TrimRight(string(letters), " ,;:–")
		}
		if short {
			line += sign
		}
		kept[i] = line
	}
	return kept
}

// lines writes a setting from a place downwards, and gives the place below.
func (d *drawn) lines(y float64, s setting, colour picture.Ink) float64 {
	at, anchor := edge, picture.Start
	if d.leftward {
		at, anchor = Width-edge, picture.End
	}
	for _, line := range s.lines {
		d.Texts = append(d.Texts, picture.Text{
			Point: picture.Point{X: at, Y: y + s.size*0.95}, Size: s.size, Bold: s.bold, Anchor: anchor, Ink: colour, Words: line,
		})
		y += s.size * leading
	}
	return y
}

func (d *drawn) box(left, top, right, bottom float64, colour picture.Ink) {
	d.Shapes = append(d.Shapes, picture.Shape{Fill: colour, Points: []picture.Point{
		{X: left, Y: top}, {X: right, Y: top}, {X: right, Y: bottom}, {X: left, Y: bottom},
	}})
}
