// Package picture makes pictures of a fixed size. It takes a drawing, which
// is lines, areas and words at places in pixels, and gives it as a PNG or as
// an SVG file of its own. It knows nothing of charts.
//
// The same drawing gives the same bytes. A picture has few inks: a PNG holds
// each of them in 31 steps towards the colour of the paper, so that it is small and drawn
// without a picture in full colour in between.
package picture

import "plainsight/generator/kit/memory"

// A Drawing is what stands on the paper. Shapes are drawn in their order and
// the words over them.
type Drawing struct {
	Width, Height int
	Paper         Ink
	// Lang is the language of the words as a BCP 47 tag, "" for none.
	Lang string
	// Title and Description say the picture in words, in the SVG.
	Title, Description string
	Shapes             []Shape
	Texts              []Text
}

// An Ink is a colour such as "#15191e". A drawing has eight at most beside
// its paper; more are drawn in the last of them.
type Ink string

// A Shape is a line or, where it is filled, an area.
type Shape struct {
	Points []Point
	// Fill is "" for a line alone; Stroke "" for an area alone.
	Fill, Stroke Ink
	// Width of the line, in pixels.
	Width float64
	// Dash is how long the line is seen and not seen in turn.
	Dash []float64
}

// A Point is a place in pixels from the upper left corner.
type Point struct{ X, Y float64 }

// A Text is one line of words; its place is on the line that letters stand on.
type Text struct {
	Point
	Size   float64
	Bold   bool
	Anchor Anchor
	Ink    Ink
	Words  string
}

// An Anchor says which part of the words stands at their place.
type Anchor int

// Words begin at their place, have it in their middle, or end there.
const (
	Start Anchor = iota
	Middle
	End
)

// Painted is what PNG gives, made only where it is not remembered.
func (d Drawing) Painted(typeface *Typeface, remembered *memory.Memory) ([]byte, error) {
	return remembered.Once(d.sum(typeface), func() ([]byte, error) { return d.PNG(typeface) })
}

// sum is of all that can be seen in a PNG. The fonts of the generator are a
// part of the program.
func (d Drawing) sum(typeface *Typeface) memory.Sum {
	fonts := memory.Sum{}
	if typeface != nil {
		fonts = typeface.sum
	}
	d.Title, d.Description = "", "" // only said
	return memory.SumOf("PNG", d, fonts)
}
