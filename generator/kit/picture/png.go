package picture

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"slices"
	"strconv"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// PNG draws the drawing with a typeface; nil is the Go fonts.
func (d Drawing) PNG(typeface *Typeface) ([]byte, error) {
	if d.Width < 1 || d.Height < 1 || d.Width*d.Height > 1<<24 {
		return nil, fmt.Errorf("a picture of %d by %d pixels is not drawn", d.Width, d.Height)
	}
	inks, err := d.inks()
	if err != nil {
		return nil, err
	}
	s := sheets.Get().(*sheet)
	defer sheets.Put(s)
	s.clean(d.Width, d.Height, inks, typeface)
	for _, shape := range d.Shapes {
		s.draw(shape)
	}
	for _, text := range d.Texts {
		s.write(text)
	}
	var out bytes.Buffer
	// Packed harder, it is a tenth smaller and takes three times as long.
	err = (&png.Encoder{CompressionLevel: png.BestSpeed, BufferPool: &packers}).Encode(&out, &s.pixels)
	return out.Bytes(), err
}

// steps is how many tones each ink has; the last is the ink itself.
const (
	steps    = 31
	mostInks = 8
)

// inks lists the inks of a drawing, the paper before all.
func (d Drawing) inks() (inks []Ink, err error) {
	inks = []Ink{d.Paper}
	add := func(ink Ink) {
		if ink != "" && !slices.Contains(inks, ink) && len(inks) <= mostInks {
			inks = append(inks, ink)
		}
	}
	for _, shape := range d.Shapes {
		add(shape.Fill)
		add(shape.Stroke)
	}
	for _, text := range d.Texts {
		add(text.Ink)
	}
	for _, ink := range inks {
		if _, err := ink.colour(); err != nil {
			return nil, err
		}
	}
	return inks, nil
}

func (i Ink) colour() (color.RGBA, error) {
	value, err := strconv.ParseUint(string(i[min(1, len(i)):]), 16, 24)
	if len(i) != 7 || i[0] != '#' || err != nil {
		return color.RGBA{}, fmt.Errorf("%q is not an ink", string(i))
	}
	return color.RGBA{uint8(value >> 16), uint8(value >> 8), uint8(value), 255}, nil
}

// palette is the paper and after it the steps of each ink.
func palette(inks []Ink) color.Palette {
	paper, _ := inks[0].colour()
	colours := color.Palette{paper}
	for _, ink := range inks[1:] {
		full, _ := ink.colour()
		for step := 1; step <= steps; step++ {
			mix := func(from, to uint8) uint8 {
				return uint8((int(from)*(steps-step) + int(to)*step + steps/2) / steps)
			}
			colours = append(colours, color.RGBA{mix(paper.R, full.R), mix(paper.G, full.G), mix(paper.B, full.B), 255})
		}
	}
	return colours
}

// A sheet is being drawn on. It is used again for the next picture, and so is what
// packs it: both are large.
type sheet struct {
	inks     []Ink
	pixels   image.Paletted
	typeface *Typeface
	faces    map[faceKey]font.Face
	raster   vector.Rasterizer
	mask     image.Alpha
	buffer   sfnt.Buffer
}

var sheets = sync.Pool{New: func() any { return &sheet{faces: map[faceKey]font.Face{}} }}

// clean makes a sheet of paper of it, without a line.
func (s *sheet) clean(width, height int, inks []Ink, typeface *Typeface) {
	if size := width * height; cap(s.pixels.Pix) < size {
		s.pixels.Pix = make([]uint8, size)
	} else {
		s.pixels.Pix = s.pixels.Pix[:size]
		clear(s.pixels.Pix)
	}
	s.pixels.Stride, s.pixels.Rect, s.pixels.Palette = width, image.Rect(0, 0, width, height), palette(inks)
	if s.typeface != typeface {
		clear(s.faces)
	}
	s.inks, s.typeface = inks, typeface
}

// packing keeps what packs pictures.
type packing struct{ sync.Pool }

var packers packing

func (p *packing) Get() *png.EncoderBuffer {
	kept, _ := p.Pool.Get().(*png.EncoderBuffer)
	return kept
}

func (p *packing) Put(kept *png.EncoderBuffer) { p.Pool.Put(kept) }

func (s *sheet) draw(shape Shape) {
	if shape.Fill != "" && len(shape.Points) > 2 {
		s.fill(shape.Fill, [][]Point{shape.Points})
	}
	if shape.Stroke == "" || shape.Width <= 0 {
		return
	}
	line := shape.Points
	if shape.Fill != "" && len(line) > 0 {
		line = append(slices.Clone(line), line[0])
	}
	var areas [][]Point
	for _, piece := range dashed(line, shape.Dash) {
		areas = append(areas, stroked(piece, shape.Width/2)...)
	}
	s.fill(shape.Stroke, areas)
}

// fill lays an ink on areas that run round the same way.
func (s *sheet) fill(ink Ink, areas [][]Point) {
	box := image.Rectangle{}
	for _, area := range areas {
		for _, p := range area {
			box = box.Union(image.Rect(int(math.Floor(p.X)), int(math.Floor(p.Y)), int(math.Ceil(p.X))+1, int(math.Ceil(p.Y))+1))
		}
	}
	if box = box.Intersect(s.pixels.Rect); box.Empty() {
		return
	}
	s.raster.Reset(box.Dx(), box.Dy())
	s.raster.DrawOp = draw.Src
	for _, area := range areas {
		for i, p := range area {
			x, y := float32(p.X)-float32(box.Min.X), float32(p.Y)-float32(box.Min.Y)
			if i == 0 {
				s.raster.MoveTo(x, y)
			} else {
				s.raster.LineTo(x, y)
			}
		}
		s.raster.ClosePath()
	}
	if size := box.Dx() * box.Dy(); cap(s.mask.Pix) < size {
		s.mask.Pix = make([]uint8, size)
	}
	s.mask.Pix, s.mask.Stride = s.mask.Pix[:box.Dx()*box.Dy()], box.Dx()
	s.mask.Rect = image.Rect(0, 0, box.Dx(), box.Dy())
	s.raster.Draw(&s.mask, s.mask.Rect, image.Opaque, image.Point{})
	s.lay(ink, box, &s.mask, image.Point{})
}

// lay puts an ink where the mask has it. On paper and on the same ink the
// edge is smooth; on another ink the one that has more of a pixel gets it.
func (s *sheet) lay(ink Ink, box image.Rectangle, mask *image.Alpha, from image.Point) {
	clipped := box.Intersect(s.pixels.Rect)
	first := s.firstStep(ink)
	for y := clipped.Min.Y; y < clipped.Max.Y; y++ {
		covered := mask.Pix[mask.PixOffset(from.X+clipped.Min.X-box.Min.X, from.Y+y-box.Min.Y):]
		row := s.pixels.Pix[s.pixels.PixOffset(clipped.Min.X, y):]
		for x := 0; x < clipped.Dx(); x++ {
			if covered[x] == 0 { // as most are, beside a line that goes across the sheet
				x += bare(covered[x+1 : clipped.Dx()])
				continue
			}
			if step := (int(covered[x])*steps + 127) / 255; step > 0 {
				row[x] = over(int(row[x]), first, step)
			}
		}
	}
}

// bare is how many pixels at the beginning of a row have no ink, as far as they are
// seen eight at once.
func bare(covered []uint8) (pixels int) {
	for len(covered)-pixels >= 8 && binary.NativeEndian.Uint64(covered[pixels:]) == 0 {
		pixels += 8
	}
	return pixels
}

// firstStep is the place of an ink in the palette, 0 for the paper.
func (s *sheet) firstStep(ink Ink) int {
	i := slices.Index(s.inks, ink)
	if i < 0 {
		i = len(s.inks) - 1
	}
	if i == 0 {
		return 0
	}
	return 1 + (i-1)*steps
}

func over(old, first, step int) uint8 {
	own := old - first
	switch {
	case first == 0 && step*2 > steps:
		return 0
	case first == 0:
		return uint8(old)
	case old == 0:
		return uint8(first + step - 1)
	case own >= 0 && own < steps:
		return uint8(max(old, first+step-1))
	case step*2 > steps:
		return uint8(first + steps - 1)
	}
	return uint8(old)
}

// dashed cuts a line into the pieces that are seen.
func dashed(line []Point, dash []float64) [][]Point {
	sum := 0.0
	for _, length := range dash {
		sum += length
	}
	if len(dash) == 0 || sum < 1 {
		return [][]Point{line}
	}
	var pieces [][]Point
	var piece []Point
	turn, left := 0, dash[0]
	for i := 1; i < len(line); i++ {
		from, to := line[i-1], line[i]
		length := math.Hypot(to.X-from.X, to.Y-from.Y)
		for done := 0.0; done < length; {
			step := min(left, length-done)
			a, b := along(from, to, done/length), along(from, to, (done+step)/length)
			if turn%2 == 0 {
				if piece == nil {
					piece = []Point{a}
				}
				piece = append(piece, b)
			}
			done, left = done+step, left-step
			if left <= 0 {
				turn, piece, pieces = turn+1, nil, appendPiece(pieces, piece)
				left = max(dash[turn%len(dash)], 0.5)
			}
		}
	}
	return appendPiece(pieces, piece)
}

func appendPiece(pieces [][]Point, piece []Point) [][]Point {
	if piece == nil {
		return pieces
	}
	return append(pieces, piece)
}

func along(a, b Point, part float64) Point {
	return Point{a.X + (b.X-a.X)*part, a.Y + (b.Y-a.Y)*part}
}

// stroked makes areas of a line: an oblong for each part and a disc for each
// bend, all of them clockwise.
func stroked(line []Point, half float64) (areas [][]Point) {
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		length := math.Hypot(b.X-a.X, b.Y-a.Y)
		if length == 0 {
			continue
		}
		x, y := (b.Y-a.Y)/length*half, -(b.X-a.X)/length*half
		areas = append(areas, []Point{{a.X + x, a.Y + y}, {b.X + x, b.Y + y}, {b.X - x, b.Y - y}, {a.X - x, a.Y - y}})
		if i+1 < len(line) {
			areas = append(areas, Disc(b, half))
		}
	}
	return areas
}

// Disc is the outline of a disc.
func Disc(centre Point, radius float64) []Point {
	const corners = 24
	outline := make([]Point, corners)
	for i := range outline {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / corners)
		outline[i] = Point{centre.X + radius*cos, centre.Y + radius*sin}
	}
	return outline
}

// A faceKey is a font in a size.
type faceKey struct {
	font *sfnt.Font
	size float64
}

func (s *sheet) write(text Text) {
	x := text.X
	switch text.Anchor {
	case Middle:
		x -= s.typeface.Width(text.Words, text.Size, text.Bold) / 2
	case End:
		x -= s.typeface.Width(text.Words, text.Size, text.Bold)
	}
	dot := fixed.Point26_6{X: fixed.Int26_6(math.Round(x) * 64), Y: fixed.Int26_6(math.Round(text.Y) * 64)}
	for _, letter := range text.Words {
		source, _ := s.typeface.glyph(&s.buffer, letter, text.Bold)
		face := s.face(source, text.Size)
		if face == nil {
			continue
		}
		box, mask, from, advance, ok := face.Glyph(dot, letter)
		if alpha, isAlpha := mask.(*image.Alpha); ok && isAlpha && !box.Empty() {
			s.lay(text.Ink, box, alpha, from)
		}
		dot.X += advance
	}
}

func (s *sheet) face(source *sfnt.Font, size float64) font.Face {
	key := faceKey{source, size}
	if s.faces[key] == nil {
		face, err := opentype.NewFace(source, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
		if err != nil {
			return nil
		}
		s.faces[key] = face
	}
	return s.faces[key]
}
