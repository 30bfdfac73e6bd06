package pdf

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	library "github.com/ledongthuc/pdf"
)

// A font says what the codes of strings mean, and how wide they are.
type font struct {
	name         string
	bold, italic bool
	// wide fonts have codes of two bytes.
	wide    bool
	words   map[int]string
	widths  map[int]float64
	usual   float64
	encoder library.TextEncoding
}

// fontOf reads a font once for all pages.
func (d *drawing) fontOf(resources library.Value, name string) *font {
	fonts := resources.Key("Font")
	key := name + " " + reference(fonts.String(), name)
	if known, read := d.fonts[key]; read {
		return known
	}
	if len(d.fonts) > 5000 {
		panic(faultf("it has too many typefaces"))
	}
	read := d.read(fonts.Key(name))
	d.fonts[key] = read
	return read
}

// reference finds what an entry of a printed map refers to.
func reference(printed, name string) string {
	_, after, found := strings.Cut(printed, "/"+name+" ")
	if !found {
		return printed
	}
	to, _, _ := strings.Cut(after, "/")
	if !strings.Contains(to, "R") {
		return printed
	}
	return to
}

func (d *drawing) read(value library.Value) *font {
	f := &font{words: map[int]string{}, widths: map[int]float64{}, name: value.Key("BaseFont").Name()}
	if _, after, subset := strings.Cut(f.name, "+"); subset {
		f.name = after
	}
	low := strings.ToLower(f.name)
	f.bold = strings.Contains(low, "bold") || strings.Contains(low, "black") || strings.Contains(low, "heavy")
	f.italic = strings.Contains(low, "italic") || strings.Contains(low, "oblique")
	if unicode := value.Key("ToUnicode"); unicode.Kind() == library.Stream {
		f.meanings(d.stream(unicode))
	}
	if value.Key("Subtype").Name() == "Type0" {
		f.wide = true
		f.readWide(value.Key("DescendantFonts").Index(0))
		return f
	}
	first, widths := int(value.Key("FirstChar").Int64()), value.Key("Widths")
	for i := range min(widths.Len(), 256) {
		f.widths[first+i] = widths.Index(i).Float64()
	}
	if f.usual = value.Key("FontDescriptor").Key("MissingWidth").Float64(); f.usual == 0 && len(f.widths) == 0 {
		f.usual = 500
	}
	own := library.Font{V: value}
	if value.Key("ToUnicode").Kind() != library.Stream || value.Key("Encoding").Kind() != library.Null {
		f.encoder = own.Encoder()
	}
	return f
}

// readWide reads the widths of a font with codes of two bytes: lists of "first
// [width …]" and "first last width".
func (f *font) readWide(value library.Value) {
	if f.usual = value.Key("DW").Float64(); value.Key("DW").Kind() == library.Null {
		f.usual = 1000
	}
	widths := value.Key("W")
	for i := 0; i+1 < widths.Len(); {
		first, then := int(widths.Index(i).Int64()), widths.Index(i+1)
		if then.Kind() == library.Array {
			for j := range min(then.Len(), 1<<16) {
				f.widths[first+j] = then.Index(j).Float64()
			}
			i += 2
			continue
		}
		width := widths.Index(i + 2).Float64()
		for code := first; code <= min(int(then.Int64()), 1<<16); code++ {
			f.widths[code] = width
		}
		i += 3
	}
}

// meanings reads the map from codes to letters.
func (f *font) meanings(stream []byte) {
	scan := scanner{bytes: stream}
	var before []token
	for {
		one := scan.next(0)
		switch {
		case one.kind == 0:
			return
		case one.kind != 'o':
			before = append(before, one)
			continue
		case one.text == "endbfchar":
			for i := 0; i+1 < len(before); i += 2 {
				f.words[codeOf(before[i].text)] = wordsOf(before[i+1].text)
			}
		case one.text == "endbfrange":
			for i := 0; i+2 < len(before); i += 3 {
				f.ranged(codeOf(before[i].text), codeOf(before[i+1].text), before[i+2])
			}
		}
		before = before[:0]
	}
}

func (f *font) ranged(first, last int, to token) {
	last = min(last, first+1<<16)
	if to.kind == '[' {
		for i, one := range to.list {
			if first+i <= last {
				f.words[first+i] = wordsOf(one.text)
			}
		}
		return
	}
	words := utf16.Encode([]rune(wordsOf(to.text)))
	if len(words) == 0 {
		return
	}
	for code := first; code <= last; code++ {
		f.words[code] = string(utf16.Decode(words))
		words[len(words)-1]++
	}
}

func codeOf(bytes string) (code int) {
	if len(bytes) > 4 {
		return -1
	}
	for i := range len(bytes) {
		code = code<<8 | int(bytes[i])
	}
	return code
}

func wordsOf(bytes string) string {
	if len(bytes) == 1 {
		return string(rune(bytes[0]))
	}
	units := make([]uint16, 0, len(bytes)/2)
	for i := 0; i+1 < len(bytes); i += 2 {
		units = append(units, uint16(bytes[i])<<8|uint16(bytes[i+1]))
	}
	return string(utf16.Decode(units))
}

// letters are what a code means, "" where nothing says it.
func (f *font) letters(code int) string {
	if known, read := f.words[code]; read {
		return known
	}
	letters := ""
	if f.encoder != nil && code < 256 {
		if letters = f.encoder.Decode(string([]byte{byte(code)})); !utf8.ValidString(letters) || letters == "\ufffd" {
			letters = ""
		}
	}
	f.words[code] = letters
	return letters
}

func (f *font) width(code int) float64 {
	if width, known := f.widths[code]; known {
		return width / 1000
	}
	return f.usual / 1000
}
