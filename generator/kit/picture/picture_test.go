package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/xml"
	"image/png"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/gomonobold"
	"golang.org/x/image/font/gofont/goregular"

	"plainsight/generator/kit/memory"
)

var drawing = Drawing{
	Width: 120, Height: 60, Paper: "#ffffff", Title: "A & B", Description: "Words < more",
	Shapes: []Shape{
		{Points: []Point{{10, 30}, {110, 30}}, Stroke: "#0b4a4f", Width: 4},
		{Points: []Point{{20, 40}, {40, 40}, {40, 55}, {20, 55}}, Fill: "#b34a12"},
		{Points: []Point{{60, 50}, {110, 50}}, Stroke: "#15191e", Width: 4, Dash: []float64{10, 10}},
	},
	Texts: []Text{{Point: Point{60, 20}, Size: 16, Anchor: Middle, Ink: "#15191e", Words: "Äpfel & <b>"}},
}

// TestPNG looks at pixels: on the line, in the area, on and between dashes,
// and on paper.
func TestPNG(t *testing.T) {
	source, err := drawing.PNG(nil)
	if err != nil {
		t.Fatal(err)
	}
	image, err := png.Decode(bytes.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
	for at, want := range map[[2]int]Ink{
		{50, 30}: "#0b4a4f", {30, 48}: "#b34a12", {65, 50}: "#15191e", {75, 50}: "#ffffff", {3, 3}: "#ffffff",
	} {
		colour, _ := want.colour()
		r, g, b, _ := image.At(at[0], at[1]).RGBA()
		if uint8(r>>8) != colour.R || uint8(g>>8) != colour.G || uint8(b>>8) != colour.B {
			t.Errorf("at %v is %x %x %x, not %s", at, r>>8, g>>8, b>>8, want)
		}
	}
	larger := Drawing{Width: 300, Height: 90, Paper: "#0b4a4f", Shapes: []Shape{{Points: []Point{{0, 0}, {300, 0}, {300, 90}, {0, 90}}, Fill: "#15191e"}}}
	for range 2 { // on sheets that were drawn on
		if _, err := larger.PNG(nil); err != nil {
			t.Fatal(err)
		}
		if again, _ := drawing.PNG(nil); !bytes.Equal(source, again) {
			t.Error("the same drawing gives other bytes")
		}
	}
}

// TestPaintedIsPNG asks one memory for drawings that differ in a little each,
// and for the same in other fonts.
func TestPaintedIsPNG(t *testing.T) {
	mono, err := NewTypeface(gomono.TTF, gomonobold.TTF)
	if err != nil {
		t.Fatal(err)
	}
	remembered := memory.Open(t.TempDir())
	defer remembered.Close()
	seen := map[string]bool{}
	for _, change := range []func(d *Drawing){
		func(d *Drawing) {},
		func(d *Drawing) { d.Height++ },
		func(d *Drawing) { d.Paper = "#eeeeee" },
		func(d *Drawing) { d.Shapes[0].Width = 6 },
		func(d *Drawing) { d.Shapes[2].Dash = []float64{5, 5} },
		func(d *Drawing) { d.Shapes[1].Points[0].X = 25 },
		func(d *Drawing) { d.Texts[0].Words = "Apfel" },
		func(d *Drawing) { d.Texts[0].Bold = true },
		func(d *Drawing) { d.Texts[0].Anchor = End },
	} {
		changed := drawing
		changed.Shapes, changed.Texts = slices.Clone(drawing.Shapes), slices.Clone(drawing.Texts)
		changed.Shapes[1].Points = slices.Clone(drawing.Shapes[1].Points)
		change(&changed)
		for _, typeface := range []*Typeface{nil, mono} {
			want, err := changed.PNG(typeface)
			if err != nil {
				t.Fatal(err)
			}
			if seen[string(want)] {
				t.Error("two of the drawings look alike")
			}
			seen[string(want)] = true
			for range 2 {
				if got, err := changed.Painted(typeface, remembered); err != nil || !bytes.Equal(got, want) {
					t.Errorf("painted other bytes, %v", err)
				}
			}
		}
	}
}

// TestPaintedOnce puts another picture in the place of the remembered one.
func TestPaintedOnce(t *testing.T) {
	remembered := memory.Open("")
	if _, err := drawing.Painted(nil, remembered); err != nil {
		t.Fatal(err)
	}
	remembered.Keep(drawing.sum(nil), []byte("another"))
	renamed := drawing
	renamed.Title = "which is only said"
	if got, err := renamed.Painted(nil, remembered); err != nil || string(got) != "another" {
		t.Errorf("it was painted again: %v", err)
	}
}

func TestSVG(t *testing.T) {
	source := string(drawing.SVG())
	if err := xml.Unmarshal([]byte(source), new(struct{})); err != nil {
		t.Fatal(err, source)
	}
	for _, want := range []string{`<title id="t">A &amp; B</title>`, `<desc id="d">Words &lt; more</desc>`, `text-anchor="middle">Äpfel &amp; &lt;b&gt;</text>`, `stroke-dasharray="10 10"`} {
		if !strings.Contains(source, want) {
			t.Errorf("%s is not in\n%s", want, source)
		}
	}
}

func TestFaults(t *testing.T) {
	for _, d := range []Drawing{
		{},
		{Width: 1e6, Height: 1e6, Paper: "#ffffff"},
		{Width: 10, Height: 10, Paper: "white"},
		{Width: 10, Height: 10, Paper: "#ffffff", Texts: []Text{{Ink: "#12345"}}},
	} {
		if _, err := d.PNG(nil); err == nil {
			t.Errorf("%+v was drawn", d)
		}
	}
}

func TestEscape(t *testing.T) {
	for words, want := range map[string]string{
		"plain":            "plain",
		"a\x00b\x07c\nd":   "abc d",
		"\xff\uFFFE<&>\"":  "\uFFFD&lt;&amp;&gt;&#34;",
		"</script> 10 000": "&lt;/script&gt; 10 000",
	} {
		if got := Escape(words); got != want {
			t.Errorf("%q becomes %q, not %q", words, got, want)
		}
	}
}

// packed makes a WOFF of a font, as the format describes it.
func packed(font []byte) []byte {
	tables := int(binary.BigEndian.Uint16(font[4:]))
	head := make([]byte, 44+20*tables)
	copy(head, "wOFF")
	copy(head[4:], font[:4])
	binary.BigEndian.PutUint16(head[12:], uint16(tables))
	out := head
	for i := range tables {
		entry := font[12+16*i:]
		offset, size := binary.BigEndian.Uint32(entry[8:]), binary.BigEndian.Uint32(entry[12:])
		var zipped bytes.Buffer
		writer := zlib.NewWriter(&zipped)
		writer.Write(font[offset : offset+size])
		writer.Close()
		table := zipped.Bytes()
		if len(table) >= int(size) {
			table = font[offset : offset+size]
		}
		to := out[44+20*i:]
		copy(to, entry[:4])
		binary.BigEndian.PutUint32(to[4:], uint32(len(out)))
		binary.BigEndian.PutUint32(to[8:], uint32(len(table)))
		binary.BigEndian.PutUint32(to[12:], size)
		copy(to[16:], entry[4:8])
		out = append(out, table...)
	}
	return out
}

func TestTypefaces(t *testing.T) {
	unpacked, err := NewTypeface(packed(goregular.TTF), packed(gobold.TTF))
	if err != nil {
		t.Fatal(err)
	}
	var gofont *Typeface
	for _, bold := range []bool{false, true} {
		if got, want := unpacked.Width("Inspection 2022", 26, bold), gofont.Width("Inspection 2022", 26, bold); got != want || got < 100 {
			t.Errorf("the words are %v wide, not %v", got, want)
		}
	}
	for _, broken := range [][]byte{nil, []byte("wOFF"), []byte("wOF2 and more"), packed(goregular.TTF)[:500]} {
		if _, err := NewTypeface(broken, gobold.TTF); err == nil {
			t.Errorf("%.10q was taken for a font", broken)
		}
	}
}

// FuzzWOFF unpacks whatever comes: it may complain, never panic.
func FuzzWOFF(f *testing.F) {
	f.Add(packed(goregular.TTF)[:300])
	f.Add([]byte("wOFF\x00\x01\x00\x00"))
	f.Fuzz(func(t *testing.T, source []byte) {
		unpacked, err := unpackWOFF(source)
		if err == nil && len(unpacked) > mostBytes+4 {
			t.Fatal("a font beyond the limit")
		}
	})
}
