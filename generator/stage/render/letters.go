package render

import (
	"html"
	"path"
	"strings"

	"plainsight/generator/domain/document"
	"plainsight/generator/kit/language"
	"plainsight/generator/kit/letter"
	"plainsight/generator/kit/prose"
	"plainsight/generator/kit/qr"
	"plainsight/generator/kit/sheet"
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
	code, err := qr.Of(lasting(v.Frame))
	return code.SVG(typed(v.Frame)), err
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
		Read: s.words.Word("letter.read"), Address: lasting(v.Frame), Licence: s.licences(v.Licences),
	}
	if len(n.When) > 0 {
		l.Title += ", " + s.words.Spans(n.When)
	}
	if n.Updated.Known() {
		l.AsAt = s.words.Word("letter.as-at", "When", s.words.Date(n.Updated))
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
		l.Parts = append(l.Parts, letter.Part{
			Label: joined(s.voice(q.Voice), q.Of, when, s.numberOf(q)), Words: q.Words, Quoted: q.Voice != plan.Ours, Address: s.placeOf(v, q.Target),
		})
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
	if v.Painted != "" {
		drawing := sheet.Drawing(s.model(unmarked(*v.Chart)), nil, s.words)
		said := prose.Sentence(m, s.words)
		if strings.ContainsRune(said, language.Opens) {
			said = m.Heading() // words for a picture have one language; the sentence stands beside it
		}
		l.Picture = letter.Picture{Address: onHost(v.Frame, rooted(v.Root, v.Painted)), Words: said, Width: drawing.Width, Height: drawing.Height}
	}
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
// files with their names.
type kit struct {
	Words string
	Files []plan.Link
}

func (s speaker) kit(v plan.LetterView) (kit, error) {
	l, err := s.letter(v)
	made := kit{Words: strings.TrimSpace(string(l.Text()))}
	for _, kind := range plan.LetterFiles {
		made.Files = append(made.Files, plan.Link{Target: string(v.Address) + kind, Word: "letter." + path.Base(kind)})
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
var wordsOfKit = append(plan.LetterFiles, plan.CardFile, "chart", "read", "as-at", "area", "grade")
