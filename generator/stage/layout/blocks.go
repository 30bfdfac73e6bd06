package layout

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"plainsight/generator/kit/pdf"
)

// A Kind is what a block is.
type Kind string

// Kinds of blocks.
const (
	Heading   Kind = "heading"
	Paragraph Kind = "paragraph"
	Numbered  Kind = "numbered"
	Item      Kind = "item"
	Table     Kind = "table"
)

// A Block is a piece of the text. Page is where it begins, and Last where it
// ends.
type Block struct {
	Kind Kind
	Text string
	// Number is the printed number of a numbered paragraph. Odd is set where no
	// full stop follows it.
	Number int
	Odd    bool
	// Inside is set for an item that is set in below a numbered paragraph.
	Inside bool
	// Level is that of an item of a list, from 0, or of a heading, from 2.
	Level      int
	Page, Last int
	Size       float64
	Bold       bool
	// Rows are those of a table. Beside is what stands in a column beside a
	// heading: its grade.
	Rows   [][]string
	Beside string
	// Marks are those of the notes that its words refer to.
	Marks []string

	lines        []line
	x, hang, low float64
}

// A line is one of a sheet, with what it begins with.
type line struct {
	pdf.Line
	page   int
	text   string
	marks  []string
	bullet rune
	number int
	// digits is set where a number stands before the words of the line.
	digits bool
	x      float64
	bold   bool
	part   int
}

// Bullets of all kinds that were met. Those of the second row stand for a list
// inside of a list where they are set in, and are a dash elsewhere.
const (
	bullets = "◼■▪•●○◦\uf06e\uf0a7\uf0b7\uf0d8\uf0fc\uf076\uf0be\u25fc"
	dashes  = "\uf02d−─―–-\u0336"
)

// IsBullet tells whether a letter stands for an item of a list and for nothing
// else.
func IsBullet(letter rune) bool {
	return strings.ContainsRune(bullets, letter) || letter == '\uf02d' || letter == '\u0336'
}

// Skip tells which lines of a sheet are no part of the text, by their places.
type Skip func(page int, y float64) bool

// Blocks reads the lines that are not skipped.
func (t *Text) Blocks(skip Skip) []Block {
	b := &builder{text: t, leading: t.leading()}
	for _, sheet := range t.Sheets {
		b.sheet(sheet, skip)
	}
	b.close()
	b.headings()
	return b.blocks
}

type builder struct {
	text    *Text
	leading float64
	blocks  []Block
	open    *Block
	// last is the number of the last numbered paragraph.
	last int
	// turned is set for the first line of a sheet.
	turned bool
	right  float64
}

func (b *builder) sheet(sheet Sheet, skip Skip) {
	var lines []pdf.Line
	for _, line := range sheet.Lines {
		if skip == nil || !skip(sheet.Number, line.Y) {
			lines = append(lines, line)
		}
	}
	b.turned = true
	regions := columns(lines, sheet, b.leading)
	for i := 0; i < len(lines); {
		if region := at(regions, i); region != nil {
			b.table(lines[region.from:region.to], sheet, *region)
			i = region.to
			continue
		}
		b.add(b.lineOf(lines[i], sheet.Number))
		i++
	}
	b.right = sheet.right()
}

func at(regions []region, i int) *region {
	for j := range regions {
		if regions[j].from == i {
			return &regions[j]
		}
	}
	return nil
}

var printedNumber = regexp.MustCompile(`^(\d{1,3})(\.\s*|\s+)(\S.*)?$`)

// lineOf reads what a line begins with. Marks of notes are taken out of its
// words.
func (b *builder) lineOf(from pdf.Line, page int) line {
	l := line{Line: from, page: page, x: from.Cells[0].X, bold: true}
	var text strings.Builder
	for i, cell := range from.Cells {
		if i > 0 {
			text.WriteString(" ")
		}
		l.bold = l.bold && (cell.Bold || len([]rune(cell.Text)) == 1)
		for j, run := range cell.Runs {
			if mark := b.noteMark(cell, j); mark != "" {
				l.marks = append(l.marks, mark)
				text.WriteString(sign(mark))
				continue
			}
			text.WriteString(run.Text)
			if l.part == 0 {
				l.part = run.Part
			}
		}
	}
	l.text = strings.Join(strings.Fields(text.String()), " ")
	first, rest := []rune(l.text + " ")[0], strings.TrimSpace(string([]rune(l.text + " ")[1:]))
	switch {
	case IsBullet(first):
		l.bullet, l.text = first, rest
	case strings.ContainsRune(dashes, first) && strings.HasPrefix(l.text[len(string(first)):], " "):
		l.bullet = first
	default:
		if found := printedNumber.FindStringSubmatch(l.text); found != nil {
			l.number, _ = strconv.Atoi(found[1])
			l.digits = true
		}
	}
	return l
}

// noteMark gives the mark of a note: small digits that are glued to a word, or
// follow it.
func (b *builder) noteMark(cell pdf.Cell, i int) string {
	run := cell.Runs[i]
	word := strings.TrimSpace(run.Text)
	if i == 0 || run.Size > 0.8*cell.Size || !leadingMark.MatchString(word) || run.Y > cell.Y {
		return ""
	}
	return word
}

var raised = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")

// sign is the mark of a note as letters that are raised themselves.
func sign(mark string) string { return raised.Replace(mark) }

// Unsigned gives words without marks of notes.
func Unsigned(words string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("⁰¹²³⁴⁵⁶⁷⁸⁹†‡", r) {
			return -1
		}
		return r
	}, words)
}

func (b *builder) add(l line) {
	if l.text == "" && l.bullet == 0 {
		return
	}
	begins := b.begins(l)
	turned := b.turned
	b.turned = false
	if !begins {
		if turned {
			b.text.Remarks = append(b.text.Remarks, Remark{l.page, Joined, firstWords(l.text)})
		}
		b.append(l)
		return
	}
	b.close()
	b.start(l)
}

func firstWords(text string) string {
	words := strings.Fields(text)
	if len(words) > 8 {
		return strings.Join(words[:8], " ") + " …"
	}
	return strings.Join(words, " ")
}

// begins tells whether a line opens a block.
func (b *builder) begins(l line) bool {
	open := b.open
	if open == nil {
		return true
	}
	before := open.lines[len(open.lines)-1]
	tied := !b.turned && l.part != 0 && l.part == before.part
	switch {
	case l.bullet != 0 && IsBullet(l.bullet):
		return true
	case l.bullet != 0 && !tied && l.x > b.margin()+8 && math.Abs(l.x-before.x) > 4 && b.parted(l, before):
		return true
	case b.numbers(l):
		return !tied || l.x < before.x-4
	case tied:
		return false
	case !sameStyle(l, before):
		return true
	case b.turned:
		return b.newOnTurn(l)
	}
	return b.parted(l, before) || l.x < open.hang-6 && len(open.lines) > 1 || open.Kind == Paragraph && len(open.lines) == 1 && math.Abs(l.x-open.x) > 12
}

// parted tells whether there is more than the usual room between two lines.
func (b *builder) parted(l, before line) bool {
	gap := l.Y - before.Y
	usual := b.leading * max(l.Size, before.Size) / b.text.Size
	return gap > usual+0.21*b.text.Size || gap < 0.5*usual
}

func (b *builder) margin() float64 {
	margin := math.Inf(1)
	for _, sheet := range b.text.Sheets[:min(4, len(b.text.Sheets))] {
		for _, line := range sheet.Lines {
			margin = min(margin, line.Cells[0].X)
		}
	}
	return margin
}

func sameStyle(a, b line) bool {
	return math.Abs(a.Size-b.Size) < 0.6 && (a.bold == b.bold || mixed(a) || mixed(b))
}

// mixed tells whether a line has both bold and other words, as at the end of a
// bold beginning.
func mixed(l line) bool {
	bold, plain := false, false
	for _, cell := range l.Cells {
		for _, run := range cell.Runs {
			if strings.TrimSpace(run.Text) != "" && strings.IndexFunc(run.Text, unicode.IsLetter) >= 0 {
				bold, plain = bold || run.Bold, plain || !run.Bold
			}
		}
	}
	return bold && plain
}

// numbers tells whether the number of a line opens a paragraph: it is the next
// one, or one of the two after it, or a new 1, and does not stand among the
// lines of a paragraph.
func (b *builder) numbers(l line) bool {
	if !l.digits || l.Size > 1.3*b.text.Size {
		return false
	}
	found := printedNumber.FindStringSubmatch(l.text)
	stop := strings.HasPrefix(found[2], ".")
	opens := found[3] == "" || opensSentence(found[3])
	next := l.number == b.last+1
	if !next && !(stop && opens && (l.number == 1 || l.number > b.last && l.number <= b.last+3)) {
		return false
	}
	if !stop && !(opens && capital(found[3])) {
		return false
	}
	if b.open == nil {
		return true
	}
	before := b.open.lines[len(b.open.lines)-1]
	if !b.turned && !b.parted(l, before) && l.x > b.open.x+4 && b.open.Kind == Numbered {
		return false
	}
	return stop || b.turned || b.parted(l, before) || l.x < before.x-4
}

func opensSentence(words string) bool {
	first := []rune(words)[0]
	return unicode.IsUpper(first) || unicode.IsDigit(first) || strings.ContainsRune("‘’“”'\"(£", first) || unicode.IsLower(first)
}

func capital(words string) bool {
	first := []rune(strings.TrimLeft(words, "‘’“”'\"("))
	return len(first) > 0 && unicode.IsUpper(first[0])
}

// newOnTurn tells whether the first line of a sheet begins a paragraph, where
// neither a bullet nor a number says so.
func (b *builder) newOnTurn(l line) bool {
	open := b.open
	before := open.lines[len(open.lines)-1]
	if open.Kind == Heading || isHeading(open, b.text.Size) {
		return true
	}
	if !endsSentence(open.Text) {
		return false
	}
	if first := []rune(l.text)[0]; unicode.IsLower(first) {
		return false
	}
	if open.Kind == Numbered || open.Kind == Item {
		return math.Abs(l.x-open.hang) > 3 || len(open.lines) == 1 && l.x <= open.x+3
	}
	if math.Abs(l.x-open.x) > 3 {
		return true
	}
	word, _, _ := strings.Cut(l.text, " ")
	if before.Cells[len(before.Cells)-1].Right+(float64(len(word))+1)*0.5*l.Size < b.right {
		return true
	}
	b.text.Remarks = append(b.text.Remarks, Remark{l.page, Parted, firstWords(l.text)})
	return true
}

var sentenceEnd = regexp.MustCompile(`[.!?:][’”')\]]*[⁰¹²³⁴⁵⁶⁷⁸⁹]*$`)

func endsSentence(text string) bool { return sentenceEnd.MatchString(strings.TrimSpace(text)) }

func (b *builder) start(l line) {
	block := Block{Kind: Paragraph, Page: l.page, Last: l.page, Size: l.Size, Bold: l.bold, x: l.x, hang: l.x}
	switch {
	case l.bullet != 0 && (IsBullet(l.bullet) || l.x > b.margin()+8):
		block.Kind = Item
		if !IsBullet(l.bullet) {
			l.text = strings.TrimSpace(strings.TrimPrefix(l.text, string(l.bullet)))
		}
	case b.numbers(l):
		found := printedNumber.FindStringSubmatch(l.text)
		block.Kind, block.Number, l.text = Numbered, l.number, found[3]
		block.Odd = !strings.HasPrefix(found[2], ".")
		b.last = l.number
	}
	b.open = &block
	b.append(l)
}

func (b *builder) append(l line) {
	open := b.open
	if len(open.lines) == 1 {
		open.hang = l.x
	}
	open.lines = append(open.lines, l)
	open.Text = join(open.Text, l.text)
	open.Marks = append(open.Marks, l.marks...)
	open.Bold = open.Bold && l.bold
	open.Last, open.low = l.page, l.Y
}

func (b *builder) close() {
	if b.open == nil {
		return
	}
	if b.open.Kind == Paragraph && isHeading(b.open, b.text.Size) {
		b.open.Kind = Heading
	}
	b.open.lines = nil
	b.blocks = append(b.blocks, *b.open)
	b.open = nil
}

// isHeading tells whether a block is set as a heading: larger than the text, or
// bold and no sentence.
func isHeading(block *Block, usual float64) bool {
	words := len(strings.Fields(block.Text))
	switch {
	case block.Kind != Paragraph || words == 0 || words > 45:
		return false
	case block.Size > usual+1:
		return true
	}
	return block.Bold && block.Size > usual-0.6 && !strings.HasSuffix(block.Text, ".") && !strings.HasSuffix(block.Text, ";")
}

// headings gives each heading its level, by its size, and none is deeper by
// more than one than that before it. Items get theirs by how far they are set
// in.
func (b *builder) headings() {
	var sizes []float64
	for _, block := range b.blocks {
		if size := math.Round(block.Size); block.Kind == Heading && !slices.Contains(sizes, size) {
			sizes = append(sizes, size)
		}
	}
	slices.Sort(sizes)
	slices.Reverse(sizes)
	before := 1
	var levels []float64
	var above *Block
	for i := range b.blocks {
		block := &b.blocks[i]
		if block.Kind != Item {
			levels, above = nil, block
		}
		block.Inside = block.Kind == Item && above != nil && above.Kind == Numbered && block.x > above.x+6
		switch block.Kind {
		case Heading:
			block.Level = min(2+slices.Index(sizes, math.Round(block.Size)), before+1, 6)
			before = block.Level
		case Item:
			for len(levels) > 0 && block.x < levels[len(levels)-1]-4 {
				levels = levels[:len(levels)-1]
			}
			if len(levels) == 0 || block.x > levels[len(levels)-1]+4 {
				levels = append(levels, block.x)
			}
			block.Level = len(levels) - 1
		}
	}
}
