package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"io"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"plainsight/generator/kit/memory"
)

// A Typeface is what words are drawn with, in two weights. Letters that it
// does not have are drawn in the Go fonts. The nil Typeface is the Go fonts.
type Typeface struct {
	regular, bold *sfnt.Font
	// sum is of the bytes that both were read from.
	sum memory.Sum
}

// Sum is that of all that the typeface is.
func (t *Typeface) Sum() memory.Sum {
	if t == nil {
		return fallback.sum
	}
	return t.sum
}

// NewTypeface reads two weights of a font, each as TrueType, OpenType or
// WOFF (the first form, not WOFF2). The error is for a machine: the bytes are
// those of the theme and not of a person.
func NewTypeface(regular, bold []byte) (*Typeface, error) {
	typeface := Typeface{sum: memory.SumOf(regular, bold)}
	for _, weight := range []struct {
		source []byte
		into   **sfnt.Font
	}{{regular, &typeface.regular}, {bold, &typeface.bold}} {
		parsed, err := parseFont(weight.source)
		if err != nil {
			return nil, fmt.Errorf("reading a font: %w", err)
		}
		*weight.into = parsed
	}
	return &typeface, nil
}

var fallback = mustTypeface(goregular.TTF, gobold.TTF)

func mustTypeface(regular, bold []byte) *Typeface {
	typeface, err := NewTypeface(regular, bold)
	if err != nil {
		panic(err) // the fonts are linked into the program
	}
	return typeface
}

func parseFont(source []byte) (*sfnt.Font, error) {
	if bytes.HasPrefix(source, []byte("wOFF")) {
		unpacked, err := unpackWOFF(source)
		if err != nil {
			return nil, err
		}
		source = unpacked
	}
	return opentype.Parse(source)
}

// mostTables and mostBytes are beyond every font for the web.
const (
	mostTables = 100
	mostBytes  = 4 << 20
)

// unpackWOFF makes a font of its packed form: a header, the table of tables
// with their packed lengths, and the tables.
func unpackWOFF(source []byte) ([]byte, error) {
	const head, entry = 44, 20
	if len(source) < head {
		return nil, fmt.Errorf("the WOFF file is cut short")
	}
	tables := int(binary.BigEndian.Uint16(source[12:]))
	if tables == 0 || tables > mostTables || len(source) < head+tables*entry {
		return nil, fmt.Errorf("the WOFF file has %d tables", tables)
	}
	unpacked := make([]byte, 12+16*tables)
	copy(unpacked, source[4:8])
	binary.BigEndian.PutUint16(unpacked[4:], uint16(tables))
	for i := range tables {
		in := source[head+i*entry:]
		offset, packed, size := int(binary.BigEndian.Uint32(in[4:])), int(binary.BigEndian.Uint32(in[8:])), int(binary.BigEndian.Uint32(in[12:]))
		if offset+packed > len(source) || packed > size || len(unpacked)+size > mostBytes {
			return nil, fmt.Errorf("a table of the WOFF file lies outside of it")
		}
		table, err := unpackTable(source[offset:offset+packed], size)
		if err != nil {
			return nil, err
		}
		out := unpacked[12+16*i:]
		copy(out, in[:4])
		copy(out[4:], in[16:20])
		binary.BigEndian.PutUint32(out[8:], uint32(len(unpacked)))
		binary.BigEndian.PutUint32(out[12:], uint32(size))
		unpacked = append(unpacked, table...)
		unpacked = append(unpacked, make([]byte, (4-len(unpacked)%4)%4)...)
	}
	return unpacked, nil
}

func unpackTable(packed []byte, size int) ([]byte, error) {
	if len(packed) == size {
		return packed, nil
	}
	reader, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	table := make([]byte, size)
	_, err = io.ReadFull(reader, table)
	return table, err
}

// Width is how long words are in pixels.
func (t *Typeface) Width(words string, size float64, bold bool) float64 {
	var buffer sfnt.Buffer
	scale, sum := fixed.Int26_6(size*64), fixed.Int26_6(0)
	for _, letter := range words {
		face, index := t.glyph(&buffer, letter, bold)
		if advance, err := face.GlyphAdvance(&buffer, index, scale, font.HintingNone); err == nil {
			sum += advance
		}
	}
	return float64(sum) / 64
}

// glyph finds a letter in the typeface, else in the Go fonts.
func (t *Typeface) glyph(buffer *sfnt.Buffer, letter rune, bold bool) (*sfnt.Font, sfnt.GlyphIndex) {
	if t != nil {
		if index, err := t.weight(bold).GlyphIndex(buffer, letter); err == nil && index != 0 {
			return t.weight(bold), index
		}
	}
	index, _ := fallback.weight(bold).GlyphIndex(buffer, letter)
	return fallback.weight(bold), index
}

func (t *Typeface) weight(bold bool) *sfnt.Font {
	if bold {
		return t.bold
	}
	return t.regular
}
