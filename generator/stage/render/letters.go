package render

import (
	"errors"
	"html"
	"path"
	"strconv"
	"strings"

	"plainsight/generator/domain/document"
	"plainsight/generator/kit/language"
	"plainsight/generator/kit/letter"
	"plainsight/generator/kit/plot"
	"plainsight/generator/kit/prose"
	"plainsight/generator/kit/qr"
	"plainsight/generator/kit/sheet"
	"plainsight/generator/kit/table"
	"plainsight/generator/stage/plan"
)

// letters are the files for newsletters, by the kind of page that plans them.
var letters = map[string]func(speaker, plan.LetterView) ([]byte, error){
	plan.LetterMail: func(s speaker, v plan.LetterView) ([]byte, error) {
		l, err := s.letter(v)
		return passages(l.HTML()), err
	},
	plan.LetterText: func(s speaker, v plan.LetterView) ([]byte, error) {
		l, err := s.letter(v)
		return unmarkedText(l.Text()), err
	},
	plan.LetterMarkdown: func(s speaker, v plan.LetterView) ([]byte, error) {
		l, err := s.letter(v)
		return unmarkedText(l.Markdown()), err
	},
	plan.LetterCode: speaker.codeFile,
}

func (s speaker) codeFile(v plan.LetterView) ([]byte, error) {
	at := readAt(v)
	code, err := qr.Of(at)
	return code.SVG(strings.TrimPrefix(at, "https://")), err
}

// readAt is where to read more than a piece has.
func readAt(v plan.LetterView) string {
	if v.Place == "" {
		return lasting(v.Frame)
	}
	return lasting(v.Frame) + "#" + v.Place
}

// letter is a page as a piece for newsletters: what we say and what others said,
// told apart, the day of which it is true, and where to read the rest.
func (s speaker) letter(v plan.LetterView) (letter.Letter, error) {
	title, err := s.title(v.Frame)
	if err != nil {
		return letter.Letter{}, err
	}
	n := v.News
	l := letter.Letter{
		Lang: s.words.Tag(), Direction: s.words.Direction(), Title: html.UnescapeString(string(title)),
		Read: s.words.Word("letter.read"), Address: readAt(v), Licence: s.licences(v.Licences),
	}
	if v.Heading != "" {
		l.Title = v.Heading
	}
	if len(n.When) > 0 {
		l.Title += ", " + s.words.Spans(n.When)
	}
	if n.Updated.Known() {
		l.AsAt = s.words.Word("letter.as-at", "When", s.words.Date(n.Updated))
	}
	if newer := v.Newer; newer != nil {
		l.Parts = append(l.Parts, letter.Part{
			Label: s.words.Word("letter.newer"), Words: newer.Words + ", " + s.words.Spans(newer.When) + ".", Address: s.placeOf(v, newer.Target),
		})
	}
	ours := n.Ours
	if n.Status != "" {
		ours = append([]string{s.words.Word("status-of." + string(n.Status))}, ours...)
	}
	for i, words := range ours {
		l.Parts = append(l.Parts, letter.Part{Label: labelOnce(i, s.voice(plan.Ours)), Words: words})
	}
	for _, q := range n.Quotations {
		_, when := s.days(q)
		part := letter.Part{Label: joined(s.voice(q.Voice), q.Of, when, s.numberOf(q)), Words: q.Words, Quoted: q.Voice != plan.Ours}
		if v.Place == "" { // else the piece ends with its address
			part.Address = s.placeOf(v, q.Target)
		}
		l.Parts = append(l.Parts, part)
	}
	for i, words := range n.Caveats {
		l.Parts = append(l.Parts, letter.Part{Label: labelOnce(i, s.words.Word("thread.caveat")), Words: words})
	}
	for _, g := range n.Grades {
		l.Rows.Rows = append(l.Rows.Rows, [2]string{g.Name, g.Printed})
	}
	l.Rows.Caption = s.words.Word("grades.title")
	l.Rows.Heads = [2]string{s.words.Word("letter.area"), s.words.Word("letter.grade")}
	if v.Chart != nil {
		s.chartIn(&l, v)
	}
	return l, nil
}

// numberOf is the number of a quotation as it is cited, "" where it has none.
func (s speaker) numberOf(q plan.Quotation) string {
	if q.Number == "" {
		return ""
	}
	return s.words.Word("contents.paragraph", "Number", q.Number)
}

// placeOf is the address of a quotation; a place on the page itself has the
// short address of the page.
func (s speaker) placeOf(v plan.LetterView, target string) string {
	if place, own := strings.CutPrefix(target, string(v.Address)+"#"); own {
		return lasting(v.Frame) + "#" + place
	}
	if !strings.HasPrefix(target, "/") {
		return target // of the web
	}
	return onHost(v.Frame, v.Root+target)
}

// chartIn adds the message of a chart, its picture where there is one, and the
// sentence that says the same.
func (s speaker) chartIn(l *letter.Letter, v plan.LetterView) {
	m := s.model(*v.Chart)
	l.Parts = append([]letter.Part{{Label: m.Headline, Words: m.Subtitle + "."}, {Words: prose.Sentence(m, s.words)}}, l.Parts...)
	l.Licence = strings.TrimSpace(s.words.Word("chart.source", "Source", s.origin(v.Chart.Source)) + ". " + l.Licence)
	if v.Chart.Kind == "table" {
		l.Rows = s.rowsOf(m)
	}
	if v.Painted != "" {
		drawing := sheet.Drawing(s.model(unmarked(*v.Chart)), nil, s.words)
		said := prose.Sentence(m, s.words)
		if strings.ContainsRune(said, language.Opens) {
			said = m.Heading() // words for a picture have one language; the sentence stands beside it
		}
		l.Picture = letter.Picture{Address: onHost(v.Frame, rooted(v.Root, v.Painted)), Words: said, Width: drawing.Width, Height: drawing.Height}
	}
}

// rowsOf are the numbers of a chart in two columns: what a row is of, and its
// numbers, each with its series where there are several.
func (s speaker) rowsOf(m plot.Chart) letter.Table {
	grid := table.Of(m, s.words)
	rows := letter.Table{Caption: grid.Caption, Heads: [2]string{grid.Head[0].Text, s.words.Word("chart.number")}}
	for _, row := range grid.Rows {
		var said []string
		for i, cell := range row.Cells[1:] {
			words := cell.Text
			if len(grid.Head) > 2 && row.Kind == "" && words != "" {
				words = grid.Head[i+1].Text + " " + words
			}
			said = append(said, words)
		}
		rows.Rows = append(rows.Rows, [2]string{row.Cells[0].Text, joined(said...)})
	}
	return rows
}

// licences says under which licence words may be used, each once.
func (s speaker) licences(sources []document.Source) string {
	var said []string
	for _, source := range sources {
		words := ""
		switch {
		case ogl(source.Licence):
			words = s.words.Word("licence.ogl", "Licence", s.words.Word("licence.ogl-name"))
		case source.Licence != "":
			words = s.words.Word("licence.named", "Licence", strings.TrimSuffix(source.Licence, ".")) + "."
		}
		if words != "" && (len(said) == 0 || said[len(said)-1] != words) {
			said = append(said, words)
		}
	}
	return strings.Join(said, " ")
}

func unmarkedText(text []byte) []byte { return []byte(language.Unmarked(string(text))) }

// A kit is what a page offers to those who write newsletters: the words, and
// files with their names. Name is set for the kit of one finding.
type kit struct {
	Words, Name string
	Files       []plan.Link
	Findings    []kit
}

func (s speaker) kit(v plan.LetterView) (kit, error) {
	made, err := s.kitOf(v)
	for i, one := range v.Findings {
		single, wrong := s.kitOf(one)
		if single.Name = begins(one.News.Quotations[0].Words); strings.ContainsRune(single.Name, language.Opens) {
			single.Name = s.words.Word("place.piece", "Number", strconv.Itoa(i+1)) // a name has one language
		}
		made.Findings, err = append(made.Findings, single), errors.Join(err, wrong)
	}
	return made, err
}

func (s speaker) kitOf(v plan.LetterView) (kit, error) {
	l, err := s.letter(v)
	made := kit{Words: strings.TrimSpace(string(l.Text()))}
	for _, kind := range plan.LetterFiles {
		made.Files = append(made.Files, plan.Link{Target: v.Folder() + kind, Word: "letter." + path.Base(kind)})
	}
	if v.Card {
		made.Files = append(made.Files, plan.Link{Target: string(v.Address) + plan.CardFile, Word: "letter." + plan.CardFile})
	}
	if v.Painted != "" {
		made.Files = append(made.Files, plan.Link{Target: v.Painted, Word: "letter.chart"})
	}
	return made, err
}

// wordsOfKit are the names of the files of a kit.
var wordsOfKit = append(plan.LetterFiles, plan.CardFile, "chart", "read", "as-at", "newer", "area", "grade", "findings")
