package importing

import (
	"bytes"
	"fmt"
	"strings"
)

// A press sets a report as Word does: the lines of a small language, one a
// piece, broken to the width of the page, with feet, notes and page breaks.
//
//	title …       large, over as many lines as it takes
//	large …       as large, but bold and smaller
//	high …        a heading that is larger than others
//	graded a | b  a heading with its grade halfway down in the column beside
//	head …        a heading; head2 … one in the size of the text
//	p …           a paragraph
//	bold …        a bold paragraph
//	n 12. …       a numbered paragraph, its number in the margin
//	item …, sub … an item of a list, or one set in; inner … one below a number
//	row a | b     a row of two columns; tall a | b has b halfway down a's lines
//	foot …        a foot for this and all later pages
//	note 1 …      a note at the foot of this page; ^1 in a piece is its mark
//	page          another page
type press struct {
	pages []string
	draw  strings.Builder
	y     float64
	foots []string
	notes []string
}

const (
	pageHeight = 842.0
	margin     = 71.0
	hang       = 99.0
	right      = 525.0
	lowest     = 745.0
	glyph      = 0.5 // how wide a letter is, in its size
	lead       = 14.5
)

// winAnsi has the bytes of letters that are not their own.
var winAnsi = strings.NewReplacer("’", "\x92", "‘", "\x91", "“", "\x93", "”", "\x94", "–", "\x96", "—", "\x97", "•", "\x95", "£", "\xa3", "é", "\xe9")

func (p *press) word(x, y, size float64, font, words string) {
	text := strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(winAnsi.Replace(words))
	fmt.Fprintf(&p.draw, "BT /%s %g Tf %g %g Td (%s) Tj ET\n", font, size, x, pageHeight-y, text)
}

// line sets words with the small raised marks of notes in them.
func (p *press) line(x, y, size float64, font, words string) {
	for i, part := range strings.Split(words, "^") {
		if i > 0 && part != "" {
			p.word(x, y-4, 0.5*size, font, part[:1])
			x += glyph * 0.5 * size
			part = part[1:]
		}
		p.word(x, y, size, font, part)
		x += glyph * size * float64(len([]rune(part)))
	}
}

func broken(words string, width, size float64) (lines []string) {
	most := int(width / (glyph * size))
	line := ""
	for _, word := range strings.Fields(words) {
		if line != "" && len([]rune(line))+1+len([]rune(word)) > most {
			// A word with a hyphen is broken behind it, if its beginning fits.
			if before, after, found := strings.Cut(word, "-"); found && len([]rune(line))+2+len([]rune(before)) <= most {
				lines, line = append(lines, line+" "+before+"-"), after
				continue
			}
			lines, line = append(lines, line), word
			continue
		}
		line = strings.TrimSpace(line + " " + word)
	}
	return append(lines, line)
}

// piece sets words from x, their later lines from then, and turns the page
// where it is full.
func (p *press) piece(words string, x, then, size float64, font string, gap float64) {
	p.y += gap
	for i, line := range broken(words, right-then, size) {
		if p.y > lowest-lead*float64(2*len(p.notes)) {
			p.turn()
		}
		if i > 0 {
			x = then
		}
		p.line(x, p.y, size, font, line)
		p.y += lead * size / 12
	}
}

func (p *press) turn() {
	at := lowest + lead
	for _, note := range p.notes {
		mark, words, _ := strings.Cut(note, " ")
		p.word(margin, at-3, 6.5, "F1", mark)
		for i, line := range broken(words, right-margin, 10) {
			p.word(margin+3.5*float64(1-min(i, 1)), at+12*float64(i), 10, "F1", line)
		}
		at += 26
	}
	for i, foot := range p.foots {
		p.word(margin, 802+10*float64(i), 8, "F1", foot)
	}
	p.word(510, 815, 20, "F1", fmt.Sprint(len(p.pages)+1))
	p.pages = append(p.pages, p.draw.String())
	p.draw.Reset()
	p.notes, p.y = nil, 110
}

func (p *press) row(words string, halfway bool) {
	a, b, _ := strings.Cut(words, " | ")
	left, cells := broken(a, 220, 12), broken(b, 110, 12)
	p.y += 12
	down := 0.0
	if halfway {
		down = lead * float64(len(left)-len(cells)) / 2
	}
	for i, line := range left {
		p.word(76, p.y+lead*float64(i), 12, "F1", line)
	}
	for i, line := range cells {
		p.word(320, p.y+down+lead*float64(i), 12, "F1", line)
	}
	p.y += lead * float64(max(len(left), len(cells)))
}

func (p *press) graded(words string) {
	a, b, _ := strings.Cut(words, " | ")
	left, cells := broken(a, 230, 14), broken(b, 150, 14)
	p.y += 20
	for i, line := range left {
		p.word(margin, p.y+17*float64(i), 14, "F2", line)
	}
	for i, line := range cells {
		p.word(340, p.y+17*float64(i)+17*float64(len(left)-len(cells))/2, 14, "F2", line)
	}
	p.y += 17 * float64(len(left))
}

// typeset gives the PDF of a report.
func typeset(report string) []byte {
	p := &press{y: 110}
	for _, line := range strings.Split(strings.TrimSpace(report), "\n") {
		what, words, _ := strings.Cut(line, " ")
		switch what {
		case "title":
			p.piece(words, margin, margin, 26, "F1", 10)
		case "large":
			p.piece(words, margin, margin, 14, "F2", 8)
		case "high":
			p.piece(words, margin, margin, 18, "F2", 20)
		case "graded":
			p.graded(words)
		case "head":
			p.piece(words, margin, margin, 14, "F2", 14)
		case "head2":
			p.piece(words, margin, margin, 12, "F2", 12)
		case "bold":
			p.piece(words, margin, margin, 12, "F2", 12)
		case "p":
			p.piece(words, margin, margin, 12, "F1", 12)
		case "n":
			number, rest, _ := strings.Cut(words, " ")
			p.y += 6
			p.piece(number+" "+rest, margin, hang, 12, "F1", 0)
		case "item":
			p.piece("• "+words, margin, margin+18, 12, "F1", 6)
		case "sub":
			p.piece("– "+words, margin+45, margin+62, 12, "F1", 6)
		case "inner":
			p.piece("• "+words, hang, hang+18, 12, "F1", 6)
		case "row", "tall":
			p.row(words, what == "tall")
		case "foot":
			p.foots = append(p.foots, words)
		case "note":
			p.notes = append(p.notes, words)
		case "page":
			p.turn()
			p.foots = p.foots[:len(p.foots):len(p.foots)]
		case "nofoot":
			p.foots = nil
		}
	}
	p.turn()
	return bound(p.pages)
}

// bound writes the pages as a file.
func bound(pages []string) []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.4\n")
	var places []int
	object := func(words string) {
		places = append(places, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", len(places), words)
	}
	object("<</Type /Catalog /Pages 2 0 R>>")
	kids := ""
	for i := range pages {
		kids += fmt.Sprintf("%d 0 R ", 5+2*i)
	}
	object(fmt.Sprintf("<</Type /Pages /Count %d /Kids [%s] /MediaBox [0 0 595 842] /Resources <</Font <</F1 3 0 R /F2 4 0 R>>>>>>", len(pages), kids))
	object("<</Type /Font /Subtype /TrueType /BaseFont /Plain /Encoding /WinAnsiEncoding>>")
	object("<</Type /Font /Subtype /TrueType /BaseFont /Plain-Bold /Encoding /WinAnsiEncoding>>")
	for i, page := range pages {
		object(fmt.Sprintf("<</Type /Page /Parent 2 0 R /Contents %d 0 R>>", 6+2*i))
		object(fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(page), page))
	}
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(places)+1)
	for _, place := range places {
		fmt.Fprintf(&out, "%010d 00000 n \n", place)
	}
	fmt.Fprintf(&out, "trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(places)+1, start)
	return out.Bytes()
}
