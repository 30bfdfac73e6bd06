package picture

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// SVG gives the drawing as a file that needs nothing else.
func (d Drawing) SVG() []byte {
	var out strings.Builder
	lang := ""
	if d.Lang != "" {
		lang = fmt.Sprintf(` lang="%[1]s" xml:lang="%[1]s"`, Escape(d.Lang))
	}
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg"%s width="%d" height="%d" viewBox="0 0 %d %d" role="img" aria-labelledby="t" aria-describedby="d" font-family="'Atkinson Hyperlegible',Arial,'Liberation Sans',Helvetica,sans-serif">`,
		lang, d.Width, d.Height, d.Width, d.Height)
	fmt.Fprintf(&out, "\n<title id=\"t\">%s</title>\n<desc id=\"d\">%s</desc>\n", Escape(d.Title), Escape(d.Description))
	fmt.Fprintf(&out, "<rect width=\"%d\" height=\"%d\" fill=\"%s\"/>\n", d.Width, d.Height, d.Paper)
	for _, shape := range d.Shapes {
		shape.write(&out)
	}
	for _, text := range d.Texts {
		text.write(&out)
	}
	out.WriteString("</svg>\n")
	return []byte(out.String())
}

func (s Shape) write(out *strings.Builder) {
	if len(s.Points) == 0 {
		return
	}
	out.WriteString(`<path d="`)
	for i, point := range s.Points {
		out.WriteString([]string{"M", "L"}[min(i, 1)] + pixels(point.X) + " " + pixels(point.Y))
	}
	fill := s.Fill
	if fill == "" {
		fill = "none"
	} else {
		out.WriteByte('Z')
	}
	fmt.Fprintf(out, `" fill="%s"`, fill)
	if s.Stroke != "" {
		fmt.Fprintf(out, ` stroke="%s" stroke-width="%s" stroke-linejoin="round"`, s.Stroke, pixels(s.Width))
	}
	if len(s.Dash) > 0 {
		dashes := make([]string, len(s.Dash))
		for i, length := range s.Dash {
			dashes[i] = pixels(length)
		}
		fmt.Fprintf(out, ` stroke-dasharray="%s"`, strings.Join(dashes, " "))
	}
	out.WriteString("/>\n")
}

func (t Text) write(out *strings.Builder) {
	fmt.Fprintf(out, `<text x="%s" y="%s" font-size="%s" fill="%s"`, pixels(t.X), pixels(t.Y), pixels(t.Size), t.Ink)
	if t.Anchor != Start {
		fmt.Fprintf(out, ` text-anchor="%s"`, []string{"start", "middle", "end"}[t.Anchor])
	}
	if t.Bold {
		out.WriteString(` font-weight="700"`)
	}
	fmt.Fprintf(out, ">%s</text>\n", Escape(t.Words))
}

// pixels writes a length to a tenth.
func pixels(length float64) string {
	written := strconv.FormatFloat(length, 'f', 1, 64)
	if written = strings.TrimSuffix(written, ".0"); written == "-0" {
		return "0"
	}
	return written
}

// Escape writes words for XML and for HTML; what XML cannot hold, such as the
// sign of a bell, is left out.
func Escape(words string) string {
	plain := true
	for i := 0; i < len(words) && plain; i++ {
		c := words[i]
		plain = c >= ' ' && c < utf8.RuneSelf && c != '&' && c != '<' && c != '>' && c != '"'
	}
	if plain {
		return words
	}
	var out strings.Builder
	for _, letter := range words {
		switch {
		case letter == '&':
			out.WriteString("&amp;")
		case letter == '<':
			out.WriteString("&lt;")
		case letter == '>':
			out.WriteString("&gt;")
		case letter == '"':
			out.WriteString("&#34;")
		case letter == '\n' || letter == '\t' || letter == '\r':
			out.WriteByte(' ')
		case letter >= ' ' && letter != 0xFFFE && letter != 0xFFFF:
			out.WriteRune(letter)
		}
	}
	return out.String()
}
