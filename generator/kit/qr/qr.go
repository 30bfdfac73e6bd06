// Package qr writes an address as a QR code, for the cameras of telephones.
//
// It takes a text and gives a Code, which is drawn as a path for pictures in
// pages and as a file of its own. The paper round it has four units on each
// side, as readers of such codes need. Of several ways to write a text it takes the
// one that mends a quarter of what is soiled or torn, since codes are printed.
package qr

import (
	"fmt"
	"math/bits"
	"strconv"

	code "github.com/piglig/go-qr"

	"plainsight/generator/kit/picture"
)

// quiet is how many units of paper lie round a code.
const quiet = 4

// A Code is a square of dark and light units.
type Code struct {
	// Size is how many units a side has, with the paper round it.
	Size int
	dark func(x, y int) bool
	rows *square // nil where the library wrote it
}

// Of writes a text as a code. The error is for texts that are too long, which
// no address is.
func Of(text string) (Code, error) {
	first, size := encoded(text)
	if size == 0 {
		return byLibrary(text)
	}
	rows := lightest(&first, size)
	return Code{size + 2*quiet, func(x, y int) bool { return rows[y-quiet]>>(x-quiet)&1 == 1 }, &rows}, nil
}

// byLibrary writes any text.
func byLibrary(text string) (Code, error) {
	made, err := code.EncodeText(text, code.Quartile)
	if err != nil {
		return Code{}, fmt.Errorf("a QR code of %q: %w", text, err)
	}
	return Code{made.Size() + 2*quiet, func(x, y int) bool { return made.Module(x-quiet, y-quiet) }, nil}, nil
}

// Dark tells whether a unit is dark; the paper round the code is light.
func (c Code) Dark(x, y int) bool {
	if x < quiet || y < quiet || x >= c.Size-quiet || y >= c.Size-quiet {
		return false
	}
	return c.dark(x, y)
}

// Path is the dark units as lines of a width of one unit, row by row, for the
// attribute d of a path.
func (c Code) Path() string { return string(c.AppendPath(make([]byte, 0, c.Size*c.Size*2))) }

// AppendPath writes the path behind what is written.
func (c Code) AppendPath(out []byte) []byte {
	atX, atY := 0, 0
	for y := quiet; y < c.Size-quiet; y++ {
		for start, end := c.run(quiet, y); start < end; start, end = c.run(end, y) {
			if atY == 0 {
				out = append(step(step(out, 'M', start), ' ', y), ".5"...) // the middle of the row
			} else {
				out = step(step(out, 'm', start-atX), ' ', y-atY)
			}
			out = step(out, 'h', end-start)
			atX, atY = end, y
		}
	}
	return out
}

// step writes a letter and a number, most of which are short.
func step(out []byte, letter byte, n int) []byte {
	if 0 <= n && n < 10 {
		return append(out, letter, '0'+byte(n))
	}
	return strconv.AppendInt(append(out, letter), int64(n), 10)
}

// run is where the next dark units of a row begin and end, from x on; it is empty
// where there are none.
func (c Code) run(x, y int) (start, end int) {
	if c.rows != nil {
		rest := c.rows[y-quiet] >> (x - quiet)
		start = x + bits.TrailingZeros64(rest)
		return start, start + bits.TrailingZeros64(^(rest >> (start - x)))
	}
	for start = x; start < c.Size-quiet && !c.dark(start, y); {
		start++
	}
	for end = start; c.Dark(end, y); {
		end++
	}
	return start, end
}

// SVG is the code as a file of its own, which says what it leads to.
func (c Code) SVG(title string) []byte {
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" width="%[2]d" height="%[2]d" viewBox="0 0 %[1]d %[1]d" role="img" aria-labelledby="t" shape-rendering="crispEdges">`+
		"\n<title id=\"t\">%[3]s</title>\n<path fill=\"#fff\" d=\"M0 0h%[1]dv%[1]dH0z\"/>\n<path stroke=\"#000\" d=\"%[4]s\"/>\n</svg>\n",
		c.Size, c.Size*8, picture.Escape(title), c.Path())
}
