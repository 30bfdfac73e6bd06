package render

import (
	"bytes"
	"html/template"

	"plainsight/generator/kit/html"
	"plainsight/generator/kit/language"
)

// relaid makes an edition for paper of a finished page: the same words in
// another form. Tables become lists, since letters of 18 points leave no room
// for columns; what is folded lies open; and what is there for screens alone
// is left out. All else stays as it is.
func relaid(page []byte, words *language.Words) []byte {
	begin, end := bytes.Index(page, []byte("<main")), bytes.Index(page, []byte("</main>"))
	if begin < 0 || end < begin {
		return page
	}
	e := edition{words, append(make([]byte, 0, len(page)), page[:begin]...)}
	e.lay(page[begin:end])
	return append(e.out, page[end:]...)
}

type edition struct {
	words *language.Words
	out   []byte
}

func (e *edition) add(pieces ...string) {
	for _, piece := range pieces {
		e.out = append(e.out, piece...)
	}
}

func (e *edition) lay(page []byte) {
	for {
		before, tag, rest := nextTag(page)
		e.out = append(e.out, before...)
		if tag == nil {
			return
		}
		whole := page[len(before):]
		switch name := nameIn(tag); {
		case name == "script" || classed(tag, "screen"):
			rest = whole[elementIn(whole):]
		case name == "table":
			rest = whole[elementIn(whole):]
			e.table(whole[:len(whole)-len(rest)])
		case name == "details":
			e.open("div", attributeIn(tag, "class"), attributeIn(tag, "id"))
		case name == "/details":
			e.add("</div>")
		case name == "summary":
			e.open("p", "label unfolded", "")
		case name == "/summary":
			e.add("</p>")
		case attributeIn(tag, "role") == "region": // in which a wide table was moved
			e.open(name, attributeIn(tag, "class"), attributeIn(tag, "id"), "lang", attributeIn(tag, "lang"), "dir", attributeIn(tag, "dir"))
		default:
			e.out = append(e.out, tag...)
		}
		page = rest
	}
}

// open opens an element whose class, id and further attributes are escaped
// already.
func (e *edition) open(name, class, id string, more ...string) {
	e.add("<", name)
	attributes := append([]string{"class", class, "id", id}, more...)
	for i := 0; i < len(attributes); i += 2 {
		if value := attributes[i+1]; value != "" {
			e.add(" ", attributes[i], `="`, value, `"`)
		}
	}
	e.add(">")
}

// table writes a table as a list: each row an entry that begins with its
// first cell, and names the column before each of the others.
func (e *edition) table(table []byte) {
	for caption := range elements(table, "caption") {
		if !classed(caption.tag, "aside") { // which says what the heading says
			e.add(`<p class="caption">`, string(caption.inside), "</p>\n")
		}
	}
	var columns []string
	class := "listed"
	_, tag, _ := nextTag(table)
	if own := attributeIn(tag, "class"); own != "" {
		class += " " + own + "-list"
	}
	for body := range elements(table, "tbody") {
		tag = body.tag
	}
	e.open("ul", class, "", "lang", attributeIn(tag, "lang"), "dir", attributeIn(tag, "dir"))
	for row := range elements(table, "tr") {
		var cells []element
		for cell := range elements(row.inside, "th", "td") {
			cells = append(cells, cell)
		}
		if names, are := columnsOf(cells); are && columns == nil {
			columns = names
			continue
		}
		e.entry(cells, columns)
	}
	e.add("</ul>")
}

// columnsOf gives the names of columns where a row consists of them. A corner
// may be empty.
func columnsOf(cells []element) (names []string, are bool) {
	for i, cell := range cells {
		name := html.Words(string(cell.inside))
		if attributeIn(cell.tag, "scope") != "col" && (i > 0 || name != "") {
			return nil, false
		}
		names = append(names, name)
	}
	return names, len(names) > 0
}

func (e *edition) entry(cells []element, columns []string) {
	e.add("<li>")
	for i, cell := range cells {
		words := withoutLabels(cell.inside)
		if len(bytes.TrimSpace(words)) == 0 {
			continue
		}
		class := ""
		if i == 0 && len(cells) > 1 {
			class = "entry"
		}
		e.open("p", class, "")
		named := attributeIn(cell.tag, "scope") != "row" && attributeIn(cell.tag, "colspan") == ""
		if named && i < len(columns) && columns[i] != "" {
			e.add(`<span class="column">`, template.HTMLEscapeString(e.words.Word("edition.column", "Name", columns[i])), "</span> ")
		}
		e.out = append(e.out, bytes.TrimSpace(words)...)
		e.add("</p>\n")
	}
	e.add("</li>\n")
}

// withoutLabels leaves the names of columns out that small screens show in
// the cells.
func withoutLabels(cell []byte) []byte {
	at := bytes.Index(cell, []byte(`<span class="in-list">`))
	if at < 0 {
		return cell
	}
	return append(cell[:at:at], cell[at+elementIn(cell[at:]):]...)
}
