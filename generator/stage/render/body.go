package render

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"plainsight/generator/domain/document"
	"plainsight/generator/kit/html"
	"plainsight/generator/kit/language"
	"plainsight/generator/stage/plan"
)

// deepest is the last level that HTML has for headings.
const deepest = 6

// body is the words of a document as HTML.
func body(words *language.Words, embeds *embeds, frame plan.Frame, level int, sections []plan.SectionTerms, placed bool) (said template.HTML, err error) {
	return template.HTML(piece(func(out []byte) []byte { // made of escaped words and of HTML that document.Body promises to be safe
		out, err = appendBody(out, words, embeds, frame, level, sections, placed)
		return out
	})), err
}

// appendBody writes the words of a document. Its headings of the second level
// become headings of the given level, so that they stand below what the page
// has above them.
//
// The terms of each section are explained at its end, and charts, timelines and
// the like stand where they were written. Of a text that is placed each piece
// has a link to itself.
func appendBody(out []byte, words *language.Words, embeds *embeds, frame plan.Frame, level int, sections []plan.SectionTerms, placed bool) ([]byte, error) {
	b := frame.Body
	if b == nil {
		return out, nil
	}
	drawn, err := embeds.drawn(frame)
	if err != nil {
		return out, err
	}
	w := writer{out: out, words: words, level: level, drawn: drawn, sections: sections, explained: map[string]bool{}, placed: placed && frame.Edition == "", named: map[string]int{}}
	if frame.TextLang != "" {
		w.lang = langOf(frame.TextLang)
	}
	for _, block := range b.Blocks {
		if block.Kind == document.Heading && block.Level == 2 || block.Kind == document.Break {
			w.section()
		}
		w.block(block)
		w.earlier(block, frame.Corrections)
		w.before = block
	}
	w.section()
	if len(b.Figures) == 0 {
		return w.out, nil
	}
	return append(w.out[:len(out)], speaker{words}.withFigures(w.out[len(out):], b.Figures)...), nil
}

type writer struct {
	words *language.Words
	level int
	// lang is the language of the text as attributes, where it is not that of
	// the page: each piece has it, since words of the page stand between them.
	lang string
	// drawn is what stands in the midst of the text, by its anchors.
	drawn map[string]string
	// sections are those that are still to be written, each with its terms;
	// explained are the IDs of the terms that were explained before.
	sections  []plan.SectionTerms
	explained map[string]bool
	// placed has a link beside each place to itself; named counts the links that
	// are called alike.
	placed bool
	pieces int
	named  map[string]int
	// before is the block before the one that is written, tables how many
	// tables were.
	before document.Block
	tables int
	out    []byte
}

func (w *writer) block(b document.Block) {
	switch b.Kind {
	case document.Heading:
		w.spot(b, func() { w.element(fmt.Sprintf("h%d", min(b.Level-2+w.level, deepest)), b.ID, b.HTML) })
	case document.Paragraph:
		w.spot(b, func() { w.element("p", b.ID, b.HTML) })
	case document.Numbered:
		w.numbered(b)
	case document.List:
		w.list(b)
	case document.Quote:
		w.element("blockquote", b.ID, b.HTML)
	case document.Embed:
		w.add(w.drawn[b.ID], "\n")
	case document.Note:
		w.note(b)
	case document.Passage:
		w.add(`<div class="passage"`, langOf(b.Lang)).id(b.ID).add(">", b.HTML, "</div>\n")
	case document.Table:
		w.spot(b, func() { w.table(b) })
	case document.Code:
		w.add(`<div class="code"`).id(b.ID).add(">", b.HTML, "</div>\n")
	case document.Break:
		w.add("<hr>\n")
	}
}

// earlier writes the words that stood where a block stands, and until when.
func (w *writer) earlier(b document.Block, corrections []document.Correction) {
	for _, one := range corrections {
		here := one.Place == b.ID || slices.ContainsFunc(b.Items, func(item document.Block) bool { return item.ID == one.Place })
		if one.Was == "" || !here {
			continue
		}
		until := w.words.Word("corrections.wording", "Date", w.words.Date(one.Date))
		w.add(`<details class="terms earlier"><summary>`, template.HTMLEscapeString(until), "</summary>\n")
		w.add("<blockquote", w.lang, ">", template.HTMLEscapeString(one.Was), "</blockquote>\n</details>\n")
	}
}

func (w *writer) add(texts ...string) *writer {
	for _, text := range texts {
		w.out = append(w.out, text...)
	}
	return w
}

func (w *writer) id(id string) *writer {
	if id == "" {
		return w
	}
	return w.add(` id="`, template.HTMLEscapeString(id), `"`)
}

func (w *writer) element(name, id, html string) {
	w.add("<", name, w.lang).id(id).add(">", html, "</", name, ">\n")
}

// numbered writes a paragraph with its printed number, which is the link to
// itself. The line that is shown on arrival stands in the paragraph, because
// a screen reader begins to read there.
func (w *writer) numbered(b document.Block) {
	number := template.HTMLEscapeString(b.Number)
	link := template.HTMLEscapeString("#" + b.ID)
	w.add(`<div class="numbered"`).id(b.ID).add(">\n")
	w.add(`<p class="sent">`, w.say("paragraph.sent", b.Number), "</p>\n")
	w.add(`<a class="number" href="`, link, `" aria-label="`, w.say("paragraph.name", b.Number), `">`, number, "</a>\n")
	w.add(`<div class="words"`, w.lang, `>`, b.HTML, "</div>\n</div>\n")
}

// place is the link of a piece of a text to itself, "" for a piece that has no
// address. It is the control beside it for those who want to point there.
func (w *writer) place(b document.Block) string {
	if !w.placed || b.ID == "" {
		return ""
	}
	begin := begins(cmp.Or(b.Words, html.Words(b.HTML)))
	if w.lang != "" { // a name has one language, that of the page
		w.pieces++
		begin = w.words.Word("place.piece", "Number", strconv.Itoa(w.pieces))
	} else if b.Kind == document.Table {
		begin = w.words.Word("table.name", "Number", strconv.Itoa(w.tables))
	}
	name := w.words.Word("place.name", "Words", begin)
	sounds := heard(name)
	if w.named[sounds]++; w.named[sounds] > 1 {
		name = w.words.Word("place.again", "Words", begin, "Number", strconv.Itoa(w.named[sounds]))
	}
	link := placeLink(w.words, b.ID, name)
	if w.lang != "" {
		link = strings.Replace(link, "<a", "<a"+langOf(w.words.Tag()), 1)
	}
	return link
}

// heard are the letters and digits of a name, by which a listener tells it
// from another; capitals, marks of footnotes and full stops are not heard.
func heard(name string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}

// spot writes a piece and the link beside it: in the piece are the words of the
// text and nothing else.
func (w *writer) spot(b document.Block, piece func()) {
	if !w.placed || b.ID == "" {
		piece()
		return
	}
	w.add(`<div class="spot">`)
	piece()
	w.add(w.place(b), "</div>\n")
}

func (w *writer) item(item document.Block) {
	if !w.placed || item.ID == "" {
		w.add("<li").id(item.ID).add(">", item.HTML, "</li>\n")
		return
	}
	w.add(`<li class="spot"><div`).id(item.ID).add(">", item.HTML, "</div> ", w.place(item), "</li>\n")
}

// placeLink is a link to a place on the page itself.
func placeLink(words *language.Words, id, name string) string {
	return `<a class="place screen" href="#` + template.HTMLEscapeString(id) + `" aria-label="` + template.HTMLEscapeString(name) + `">` +
		template.HTMLEscapeString(words.Word("place.link")) + `</a>`
}

// note writes an editor's note, which is ours and says so.
func (w *writer) note(b document.Block) {
	w.add(`<div class="editors-note" role="note"`).id(b.ID).add(` aria-label="`, template.HTMLEscapeString(w.words.Word("note.name")), "\">\n")
	w.add(`<p class="label">`, template.HTMLEscapeString(w.words.Word("note.label")), "</p>\n")
	if w.lang != "" {
		w.add("<div", w.lang, ">", b.HTML, "</div>\n</div>\n")
		return
	}
	w.add(b.HTML, "\n</div>\n")
}

func (w *writer) say(id, number string) string {
	return template.HTMLEscapeString(w.words.Word(id, "Number", number))
}

func (w *writer) list(b document.Block) {
	name := "ul"
	if b.Ordered {
		name = "ol"
	}
	w.add("<", name, w.lang)
	if b.Finding != "" {
		w.add(` class="findings"`)
	}
	if b.Ordered && b.Start != 1 {
		w.add(` start="`, strconv.Itoa(b.Start), `"`)
	}
	w.add(">\n")
	for _, item := range b.Items {
		w.item(item)
	}
	w.add("</", name, ">\n")
}

// table lets a wide table be moved by itself; who has no mouse must be able
// to reach it, so it can be focused and has a name: the words of the piece
// before it, which is its title, or its number among the tables.
func (w *writer) table(b document.Block) {
	w.tables++
	name := ` aria-label="` + template.HTMLEscapeString(w.words.Word("table.name", "Number", strconv.Itoa(w.tables))) + `"`
	if w.before.ID != "" && w.before.Kind != document.Table {
		name = ` aria-labelledby="` + template.HTMLEscapeString(w.before.ID) + `"`
	}
	w.add(`<div class="table" role="region" tabindex="0"`, name).id(b.ID).add(">", tableCalled(w.spoken(b.HTML), name), "</div>\n")
}

// spoken gives the parts of a table the language of the text; its name may be in
// that of the page.
func (w *writer) spoken(table string) string {
	return strings.NewReplacer("<thead", "<thead"+w.lang, "<tbody", "<tbody"+w.lang).Replace(table)
}

// tableCalled gives a table of a text its name: the one of a region is not
// said in a list of tables.
func tableCalled(table, name string) string {
	return strings.Replace(table, "<table", "<table"+name, 1)
}
