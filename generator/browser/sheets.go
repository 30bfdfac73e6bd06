package browser

import (
	"bytes"
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode"

	"github.com/ledongthuc/pdf"
)

// A paperForm is what a page promises of its sheets: A4, letters of so many
// points and more, and margins in points that only title, number and address
// of the sheet stand in.
type paperForm struct{ points, top, bottom, side float64 }

const millimetre = 72 / 25.4

// paperForms are the forms of paper by the edition that a page is, "" for
// none. The margins are those of the theme.
var paperForms = map[string]paperForm{
	"":            {16, 28 * millimetre, 26 * millimetre, 20 * millimetre},
	"large-print": {18, 34 * millimetre, 32 * millimetre, 25 * millimetre},
	"giant-print": {24, 40 * millimetre, 30 * millimetre, 25 * millimetre},
}

// sheets reads what Chromium prints: a style may promise what paper does not
// keep, and what stands in the margins is in no element of the page.
var sheets = Check{
	Name:    "sheets",
	Doc:     "Printed, every letter is large enough, nothing lies outside the margins or is lost, no heading stands alone or over nothing, and each sheet has number, title and address.",
	Further: []Mode{sheet},
	Run:     readSheets,
}

func readSheets(t *Tab) ([]Fault, error) {
	said, err := Ask[struct {
		Edition, Title, Address string
		Words, Headings, Bare   []string
	}](t, "(() => {"+pageScript+"\nreturn onSheets()})()")
	if err != nil {
		return nil, err
	}
	document, err := t.PDF()
	if err != nil {
		return nil, err
	}
	printed, err := read(document)
	if err != nil {
		return nil, err
	}
	form, known := paperForms[said.Edition]
	if !known {
		return nil, fmt.Errorf("nothing is known of paper for %q", said.Edition)
	}
	var faults []Fault
	for i, one := range printed {
		faults = append(faults, one.faults(form, i+1, len(printed), said.Title, said.Address)...)
		if i < len(printed)-1 {
			faults = append(faults, one.end(form, fmt.Sprintf("sheet %d", i+1), said.Headings)...)
		}
	}
	for _, heading := range said.Bare {
		faults = append(faults, Fault{Rule: "heading over nothing", Place: "PDF", Words: fmt.Sprintf("nothing is printed under %q", heading)})
	}
	return append(faults, lost(said.Words, printed, form)...), nil
}

// A printedSheet is one sheet with its letters, in the order in which they
// are drawn.
type printedSheet struct {
	width, height float64
	letters       []pdf.Text
}

func read(document []byte) (printed []printedSheet, err error) {
	reader, err := pdf.NewReader(bytes.NewReader(document), int64(len(document)))
	if err != nil {
		return nil, err
	}
	for i := range reader.NumPage() {
		page := reader.Page(i + 1)
		box := page.V.Key("MediaBox")
		one := printedSheet{width: box.Index(2).Float64(), height: box.Index(3).Float64()}
		for _, letter := range page.Content().Text {
			if strings.TrimSpace(letter.S) != "" {
				one.letters = append(one.letters, letter)
			}
		}
		printed = append(printed, one)
	}
	return printed, nil
}

// faults looks at one sheet of several.
func (s printedSheet) faults(form paperForm, number, of int, title, address string) (faults []Fault) {
	where := fmt.Sprintf("sheet %d", number)
	add := func(rule, words string, values ...any) {
		faults = append(faults, Fault{Rule: rule, Place: where, Words: fmt.Sprintf(words, values...)})
	}
	if small := s.first(func(l pdf.Text) bool { return l.FontSize < form.points-0.1 }); small != "" {
		add("small print", "%q is smaller than %g pt", small, form.points)
	}
	if slanted := s.first(func(l pdf.Text) bool {
		return strings.Contains(l.Font, "Italic") || strings.Contains(l.Font, "Oblique")
	}); slanted != "" {
		add("slanted print", "%q is in italics", slanted)
	}
	if outside := s.first(func(l pdf.Text) bool {
		return l.X < form.side-1 || l.X > s.width-form.side || l.Y < 0 || l.Y > s.height
	}); outside != "" {
		add("outside the margins", "%q stands in the margin at the side", outside)
	}
	head, foot := s.words(s.height-form.top, s.height), s.words(0, form.bottom)
	if page := fmt.Sprintf("%d/%d", number, of); !strings.Contains(head, page) {
		add("no number", "the sheet does not say that it is %s", page)
	}
	if !strings.Contains(head, bare(title)) || title == "" {
		add("no title", "the sheet says %q, not its title %q", head, title)
	}
	if !strings.Contains(foot, bare(address)) || address == "" {
		add("no address", "the sheet says %q, not its address %q", foot, address)
	}
	return faults
}

// end looks at where a sheet ends that is not the last.
func (s printedSheet) end(form paperForm, where string, headings []string) (faults []Fault) {
	lines := s.lines(form)
	if len(lines) == 0 {
		return []Fault{{Rule: "empty sheet", Place: where, Words: "there is nothing on it"}}
	}
	end := lines[len(lines)-1]
	if end.bold && end.size > form.points*1.05 && slices.ContainsFunc(headings, func(heading string) bool { return strings.HasSuffix(bare(heading), bare(end.words)) }) {
		faults = append(faults, Fault{Rule: "heading alone", Place: where, Words: fmt.Sprintf("%q ends the sheet", end.words)})
	}
	if middle := (form.bottom + s.height - form.top) / 2; end.y > middle {
		faults = append(faults, Fault{Rule: "half a sheet", Place: where, Words: fmt.Sprintf("it ends with %q, in its upper half", end.words), Doubt: true})
	}
	return faults
}

// first is the first piece of words whose letters are so, "" for none.
func (s printedSheet) first(so func(pdf.Text) bool) string {
	begin := slices.IndexFunc(s.letters, so)
	if begin < 0 {
		return ""
	}
	var words strings.Builder
	for _, letter := range s.letters[begin:min(begin+20, len(s.letters))] {
		words.WriteString(letter.S)
	}
	return words.String()
}

// words are those between two heights of the sheet, without spaces.
func (s printedSheet) words(from, to float64) string {
	var words strings.Builder
	for _, letter := range s.letters {
		if letter.Y >= from && letter.Y < to {
			words.WriteString(letter.S)
		}
	}
	return bare(words.String())
}

// body are the words between the margins.
func (s printedSheet) body(form paperForm) string { return s.words(form.bottom, s.height-form.top) }

// A line is the letters on one height.
type line struct {
	y, size float64
	bold    bool // all of it
	words   string
}

// lines are those between the margins, from top to bottom.
func (s printedSheet) lines(form paperForm) (lines []line) {
	for _, letter := range s.letters {
		if letter.Y < form.bottom || letter.Y > s.height-form.top {
			continue
		}
		at := slices.IndexFunc(lines, func(l line) bool { return l.y-letter.Y < 2 && letter.Y-l.y < 2 })
		if at < 0 {
			at = len(lines)
			lines = append(lines, line{y: letter.Y, size: letter.FontSize, bold: true})
		}
		lines[at].words += letter.S
		lines[at].bold = lines[at].bold && strings.Contains(letter.Font, "Bold")
	}
	slices.SortFunc(lines, func(a, b line) int { return int(b.y - a.y) })
	return lines
}

// lost lists pieces of text of the page that are on no sheet.
func lost(words []string, printed []printedSheet, form paperForm) (faults []Fault) {
	var bodies []string
	for _, one := range printed {
		bodies = append(bodies, one.body(form))
	}
	for _, piece := range words {
		if !anywhere(bare(piece), bodies) {
			faults = append(faults, Fault{Rule: "words lost", Place: "PDF", Words: fmt.Sprintf("no sheet has “%s”", strings.Join(strings.Fields(piece), " "))})
		}
	}
	return faults
}

// anywhere tells whether a piece stands on a sheet, or begins on one and goes
// on on the next.
func anywhere(piece string, bodies []string) bool {
	within := slices.ContainsFunc(bodies, func(body string) bool { return strings.Contains(body, piece) })
	for i := 0; i < len(bodies) && !within; i++ {
		within = goesOn(piece, bodies[i], bodies[i+1:])
	}
	return within
}

func goesOn(piece, body string, next []string) bool {
	if len(next) == 0 {
		return false
	}
	letters := []rune(piece)
	// A sheet that has the beginning of a piece has each shorter beginning too.
	cut := sort.Search(len(letters)-1, func(i int) bool { return !strings.Contains(body, string(letters[:i+1])) })
	if cut == 0 {
		return false
	}
	rest := string(letters[cut:])
	return strings.Contains(next[0], rest) || goesOn(rest, next[0], next[1:])
}

// bare are words without spaces and without what shows nothing, which paper
// does not keep, and with letters that are cast together taken apart.
func bare(words string) string {
	return ligatures.Replace(strings.Map(func(letter rune) rune {
		if unicode.IsSpace(letter) || unicode.Is(unicode.Cf, letter) {
			return -1
		}
		return letter
	}, words))
}

var ligatures = strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl")
