// Package letter writes a piece for newsletters in the three forms in which
// people put such pieces together: HTML for e-mail, plain text, and Markdown.
//
// It takes words, quotations, a table and a picture, and gives files. Mail
// programs take scripts, style sheets, classes, names and drawings out, so the
// HTML has none of these: it is made of the elements in Elements with styles on
// the elements themselves, and says the same without them. All addresses are
// whole, since a letter is read elsewhere.
package letter

import (
	"fmt"
	"html"
	"slices"
	"strings"
)

// A Letter is one piece from the top down. What is "" or nil is left out.
type Letter struct {
	Lang, Direction string
	Title           string
	Parts           []Part
	Rows            Table
	Picture         Picture
	// AsAt says of what day the words are, Read where to read more, and Address
	// that place; Licence whose words may be used how.
	AsAt, Read, Address, Licence string
}

// A Part is words with a label that says whose they are; Address is the place
// of a quotation.
type Part struct {
	Label, Words, Address string
	Quoted                bool
}

// A Table has a caption, two heads and rows of two cells.
type Table struct {
	Caption string
	Heads   [2]string
	Rows    [][2]string
}

// A Picture has its alternative words; Width and Height are in pixels.
type Picture struct {
	Address, Words string
	Width, Height  int
}

// Elements are all elements that a letter may have beside those of every HTML
// file, which a mail program drops.
var Elements = strings.Fields("h1 p strong a blockquote img table caption thead tbody tr th td br")

const (
	ink    = "#15191e"
	link   = "#0a3f8f"
	rule   = "#747a80"
	family = "Arial,Helvetica,sans-serif"
	// shown is how wide a picture is at most: columns of mails are 600 pixels.
	shown = 600
)

// HTML gives the letter for e-mail, as a file that a browser opens to be copied.
func (l Letter) HTML() []byte {
	w := mail{}
	w.add(`<!DOCTYPE html>`, "\n", `<html lang="`, l.Lang, `" dir="`, l.Direction, `">`, "\n<head>\n", `<meta charset="utf-8">`, "\n",
		`<meta name="robots" content="noindex">`, "\n", `<meta name="viewport" content="width=device-width, initial-scale=1">`, "\n<title>").
		say(l.Title).add("</title>\n</head>\n", `<body style="margin:16px;max-width:600px;background:#ffffff;color:`, ink, `">`, "\n")
	w.open("h1", "font-size:24px;line-height:1.25;margin:0 0 16px").say(l.Title).add("</h1>\n")
	for _, part := range l.Parts {
		w.part(part)
	}
	w.table(l.Rows)
	w.picture(l.Picture)
	w.end(l)
	w.add("</body>\n</html>\n")
	return []byte(w.out.String())
}

type mail struct{ out strings.Builder }

func (w *mail) add(pieces ...string) *mail {
	for _, piece := range pieces {
		w.out.WriteString(piece)
	}
	return w
}

func (w *mail) say(words string) *mail { return w.add(html.EscapeString(words)) }

// open opens an element with its own styles; each has the type of letters, which
// some mail programs do not hand down.
func (w *mail) open(name, style string) *mail {
	return w.add("<", name, ` style="font-family:`, family, ";color:", ink, ";", style, `">`)
}

const running = "font-size:18px;line-height:1.5;margin:0 0 16px"

func (w *mail) anchor(address, words string) *mail {
	return w.add(`<a href="`, html.EscapeString(address), `" style="color:`, link, `;overflow-wrap:anywhere">`).say(words).add("</a>")
}

func (w *mail) part(p Part) {
	if p.Label != "" {
		w.open("p", "font-size:16px;line-height:1.4;margin:0 0 4px").add("<strong>")
		if p.Address != "" {
			w.anchor(p.Address, p.Label)
		} else {
			w.say(p.Label)
		}
		w.add("</strong></p>\n")
	}
	if p.Quoted {
		w.open("blockquote", running+";padding:0 0 0 16px;border-left:3px solid "+rule).say(quoted(p.Words)).add("</blockquote>\n")
		return
	}
	w.open("p", running).say(p.Words).add("</p>\n")
}

func (w *mail) table(t Table) {
	if len(t.Rows) == 0 {
		return
	}
	const cell = "font-size:18px;line-height:1.4;padding:6px 12px 6px 0;border-top:1px solid " + rule + ";text-align:left;vertical-align:top"
	w.add(`<table cellspacing="0" cellpadding="6" border="0" style="border-collapse:collapse;margin:0 0 16px">`, "\n")
	w.open("caption", "font-size:16px;font-weight:bold;text-align:left;padding:0 0 6px").say(t.Caption).add("</caption>\n<thead><tr>")
	for _, head := range t.Heads {
		w.add(`<th scope="col" align="left" style="font-family:`, family, ";color:", ink, ";", cell, `">`).say(head).add("</th>")
	}
	w.add("</tr></thead>\n<tbody>\n")
	for _, row := range t.Rows {
		w.add(`<tr><th scope="row" align="left" style="font-family:`, family, ";color:", ink, ";font-weight:normal;", cell, `">`).say(row[0]).add("</th>")
		w.open("td", "font-weight:bold;"+cell).say(row[1]).add("</td></tr>\n")
	}
	w.add("</tbody>\n</table>\n")
}

func (w *mail) picture(p Picture) {
	if p.Address == "" || p.Width == 0 {
		return
	}
	height := (p.Height*shown + p.Width/2) / p.Width
	w.open("p", running).add(fmt.Sprintf(`<img src="%s" width="%d" height="%d" alt="%s" style="max-width:100%%;height:auto;border:0">`,
		html.EscapeString(p.Address), shown, height, html.EscapeString(p.Words))).add("</p>\n")
}

func (w *mail) end(l Letter) {
	w.open("p", running).add("<strong>").say(l.Read).add("</strong> ").anchor(l.Address, short(l.Address)).add("</p>\n")
	w.open("p", "font-size:16px;line-height:1.4;margin:0 0 8px").say(joined(l.AsAt, l.Licence)).add("</p>\n")
}

func joined(words ...string) string { return strings.TrimSpace(strings.Join(words, " ")) }

// short is an address as people write it.
func short(address string) string { return strings.TrimPrefix(address, "https://") }

// quoted puts words into quotation marks where they have none round them.
func quoted(words string) string { return "“" + words + "”" }

// Text gives the letter as plain text, a blank line between its paragraphs.
func (l Letter) Text() []byte {
	paragraphs := []string{l.Title}
	for _, part := range l.Parts {
		words := part.Words
		if part.Quoted {
			words = quoted(words)
		}
		paragraphs = append(paragraphs, lines(part.Label, words, part.Address))
	}
	if len(l.Rows.Rows) > 0 {
		rows := []string{l.Rows.Caption}
		for _, row := range l.Rows.Rows {
			rows = append(rows, row[0]+": "+row[1])
		}
		paragraphs = append(paragraphs, lines(rows...))
	}
	if words := l.Picture.Words; l.Picture.Address != "" {
		if slices.ContainsFunc(l.Parts, func(part Part) bool { return part.Words == words }) {
			words = "" // they were said
		}
		paragraphs = append(paragraphs, lines(words, l.Picture.Address))
	}
	paragraphs = append(paragraphs, lines(l.Read, l.Address), joined(l.AsAt, l.Licence))
	return []byte(strings.Join(some(paragraphs), "\n\n") + "\n")
}

// Markdown gives the letter in the marks that most programs know; what looks
// like a mark in the words is escaped.
func (l Letter) Markdown() []byte {
	paragraphs := []string{"# " + escaped(l.Title)}
	for _, part := range l.Parts {
		label := escaped(part.Label)
		if part.Address != "" && label != "" {
			label = "[" + label + "](<" + part.Address + ">)"
		}
		if label != "" {
			paragraphs = append(paragraphs, "**"+label+"**")
		}
		if part.Quoted {
			paragraphs = append(paragraphs, "> "+escaped(quoted(part.Words)))
		} else {
			paragraphs = append(paragraphs, escaped(part.Words))
		}
	}
	if len(l.Rows.Rows) > 0 {
		rows := []string{"| " + escaped(l.Rows.Heads[0]) + " | " + escaped(l.Rows.Heads[1]) + " |", "| --- | --- |"}
		for _, row := range l.Rows.Rows {
			rows = append(rows, "| "+escaped(row[0])+" | **"+escaped(row[1])+"** |")
		}
		paragraphs = append(paragraphs, "**"+escaped(l.Rows.Caption)+"**", lines(rows...))
	}
	if l.Picture.Address != "" {
		paragraphs = append(paragraphs, "!["+escaped(l.Picture.Words)+"](<"+l.Picture.Address+">)")
	}
	paragraphs = append(paragraphs, escaped(l.Read)+" <"+l.Address+">", escaped(joined(l.AsAt, l.Licence)))
	return []byte(strings.Join(some(paragraphs), "\n\n") + "\n")
}

var marks = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "|", `\|`, "~", `\~`)

// escaped also keeps a number with a full stop at the start from becoming the
// first entry of a list.
func escaped(words string) string {
	words = marks.Replace(strings.Join(strings.Fields(words), " "))
	digits := len(words) - len(strings.TrimLeft(words, "0123456789"))
	if rest := words[digits:]; digits > 0 && (strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, ")")) {
		return words[:digits] + `\` + rest
	}
	if strings.HasPrefix(words, "- ") || strings.HasPrefix(words, "+ ") {
		return `\` + words
	}
	return words
}

func lines(all ...string) string { return strings.Join(some(all), "\n") }

func some(all []string) (left []string) {
	for _, one := range all {
		if strings.TrimSpace(one) != "" {
			left = append(left, one)
		}
	}
	return left
}
