package render

import (
	"cmp"
	"fmt"
	"html"
	"html/template"
	"maps"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/domain/glossary"
	"plainsight/generator/domain/metric"
	"plainsight/generator/kit/language"
	"plainsight/generator/kit/memory"
	"plainsight/generator/kit/plot"
	"plainsight/generator/kit/prose"
	"plainsight/generator/kit/qr"
	"plainsight/generator/kit/svg"
	"plainsight/generator/stage/plan"
)

// functions are what templates may call, beside those of Go's templates.
func functions(words *language.Words, spoken map[string]*language.Words, assets assets, embeds *embeds) template.FuncMap {
	say, sizes := speaker{words}, &memory.Lately[memory.Sum, int]{}
	functions := template.FuncMap{
		// Words.
		"word":        say.word,
		"count":       say.count,
		"number":      words.Number,
		"date":        say.date,
		"span":        say.span,
		"days":        words.Spans,
		"label":       say.label,
		"title":       say.title,
		"description": say.description,
		// Languages.
		"dir":       language.Direction,
		"in":        in,
		"foreign":   foreign,
		"tongue":    func(tag string) string { return spoken[tag].Word("language.name") },
		"elsewhere": elsewhere,
		"version":   func(f plan.Frame, v plan.Version) string { return onHost(f, string(v.Address)) },
		// Links.
		"anchor":       anchor,
		"canonical":    canonical,
		"onSheets":     onSheets,
		"typed":        typed,
		"frameCode":    func(view any) (string, error) { return say.frameCode(assets, view) },
		"kit":          say.kit,
		"pictured":     say.pictured,
		"locale":       func(tag string) string { return strings.ReplaceAll(tag, "-", "_") },
		"linkedData":   say.linkedData,
		"coded":        coded,
		"brief":        say.brief,
		"tel":          tel,
		"asset":        assets.address,
		"styles":       func() []string { return assets.styles },
		"paperStyles":  func() []string { return assets.paper },
		"early":        func() []string { return assets.early },
		"scripts":      func() []string { return assets.scripts },
		"firstScripts": func() []string { return assets.first },
		"notes":        func() template.HTML { return notesHere },
		// Charts.
		"chartScript": func() template.HTML { return chartScript(assets) },
		"wordsScript": func(frame plan.Frame) template.HTML { return wordsScript(frame, words.Tag(), assets) },
		"interactive": assets.interactive,
		"searching":   func(frame plan.Frame) bool { return frame.Kind == "search" && assets.searchable() },
		// What a reader chooses of how pages look.
		"settings":    func() []setting { return settings },
		"chosenStyle": assets.chosenStyle,
		// Parts.
		"body": func(frame plan.Frame, level int) (template.HTML, error) {
			return body(words, embeds, frame, level, nil, false)
		},
		"read": func(frame plan.Frame, level int, sections []plan.SectionTerms) (template.HTML, error) {
			return body(words, embeds, frame, level, sections, true)
		},
		"period":   say.period,
		"draw":     func(c plan.Chart) (drawn, error) { return say.draw(c, assets.interactive()) },
		"recent":   func(c plan.Chart) string { return prose.Recent(say.model(c), words) },
		"sentence": func(c plan.Chart) string { return prose.Sentence(say.model(c), words) },
		"reach":    say.reach,
		"gridRows": gridRows,
		"thumbnail": func(c plan.Chart) template.HTML {
			return template.HTML(svg.Thumbnail(say.model(c))) // numbers alone
		},
		"size":    func(d plan.Download) (template.HTML, error) { return say.size(assets, sizes, d) },
		"weight":  say.weight,
		"copying": copying,
		"within":  within,
		"place":   say.place,
		"mapped":  say.mapped,
		"figure":  say.figure,
		"unit":    func(m metric.Metric) string { return say.unit(m.Unit, m.UnitWords) },
		"tabled":  func(m metric.Metric, s plan.Series) tabled { return tabled{m, s} },
		"capital": capital,
		"columns": columns,
		"rows":    say.numberRows,
		"term":    termOf,
		"begins":  begins,
		"table":   quotedTable,
		// Open data.
		"dataLinks": func(files plan.DataFiles, of string) ([]dataLink, error) {
			return say.dataLinks(assets.remembered, files, of)
		},
		"columnKind":  say.columnKind,
		"attribution": say.attribution,
		"onSite":      onSite,
		"terms": func(terms []glossary.Term) template.HTML {
			return template.HTML(appendTerms(nil, words, terms, map[string]bool{}))
		},
		"mark":   mark,
		"noMark": noMark,
		"lines":  lines,
		"listed": func(words []string) string { return strings.Join(words, ", ") },
		"ogl":    ogl,
		// The timeline.
		"picture":     say.picture,
		"headed":      func(word string, links []plan.Link) headed { return headed{word, links} },
		"tabledSides": func(c plan.Compared, d plan.Degree) sides { return sides{c, d, false} },
		"captioned":   func(c plan.Compared, d plan.Degree) sides { return sides{c, d, true} },
		// Several authorities.
		"whose":   say.whose,
		"gridded": func(areas []plan.GridArea, p plan.GridPart) gridded { return gridded{areas, p} },
		"rowed":   func(areas []plan.GridArea, r plan.GridRow) rowed { return rowed{areas, r} },
		"asked":   func(r plan.Record, asks []plan.Finding) asked { return asked{r, asks} },
	}
	maps.Copy(functions, escapers) // templates do not ask for these: see fold
	return functions
}

// A speaker says words as HTML.
type speaker struct{ words *language.Words }

// word says a message; its values are pairs of a name and what stands in its
// place, which may be HTML such as an anchor.
func (s speaker) word(id string, values ...any) (template.HTML, error) {
	if said, plain := s.words.Plain(id); plain && len(values) == 0 {
		return template.HTML(template.HTMLEscapeString(said)), nil
	}
	if err := s.check(id, values); err != nil {
		return "", err
	}
	plain, marked := s.hide(values)
	return show(s.words.Word(id, plain...), marked), nil
}

// count says a message in the plural form of a number.
func (s speaker) count(id string, n int, values ...any) (template.HTML, error) {
	if err := s.check(id, append([]any{"Count", n}, values...)); err != nil {
		return "", err
	}
	plain, marked := s.hide(values)
	return show(s.words.Count(id, n, plain...), marked), nil
}

func (s speaker) check(id string, values []any) error {
	if len(values)%2 != 0 {
		return fmt.Errorf("the values of “%s” must be pairs of a name and a value", id)
	}
	names := make([]string, 0, 8)
	for i := 0; i < len(values); i += 2 {
		name, is := values[i].(string)
		if !is {
			name = fmt.Sprint(values[i])
		}
		names = append(names, name)
	}
	return s.words.Check(id, names...)
}

// held stands in a message for the first value that is HTML, the next letter
// for the second. It is a letter for private use, which no word has.
const held = '\uE000'

// hide puts a letter in the place of each value that is HTML.
func (s speaker) hide(values []any) (plain []any, marked []template.HTML) {
	plain = append(make([]any, 0, len(values)), values...)
	for i, value := range values {
		switch value := value.(type) {
		case template.HTML:
			plain[i] = string(held + rune(len(marked)))
			marked = append(marked, s.isolated(value))
		case string:
			if kept := strings.Map(public, value); kept != value {
				plain[i] = kept
			}
		}
	}
	return plain, marked
}

// public drops letters for private use, so that a value cannot pretend to be
// the place of another; the marks of passages stay.
func public(letter rune) rune {
	if letter >= held && unicode.Is(unicode.Co, letter) && !language.IsMark(letter) {
		return -1
	}
	return letter
}

// show escapes what was said and puts the values that are HTML in.
func show(said string, marked []template.HTML) template.HTML {
	escaped := template.HTMLEscapeString(said)
	for i, html := range marked {
		escaped = strings.ReplaceAll(escaped, string(held+rune(i)), string(html))
	}
	return template.HTML(escaped)
}

// date says a date for eyes and for machines; of an unknown one nothing.
func (s speaker) date(d date.Date) template.HTML {
	return template.HTML(s.appendDate(nil, d))
}

func (s speaker) appendDate(said []byte, d date.Date) []byte {
	return appendTimed(said, language.Piece{Words: s.words.Date(d), Date: d})
}

// span says spans with each of their dates for eyes and for machines.
func (s speaker) span(spans date.Spans) template.HTML {
	return template.HTML(piece(func(said []byte) []byte { return s.appendSpan(said, spans) })) // escaped words
}

func (s speaker) appendSpan(said []byte, spans date.Spans) []byte {
	for one := range s.words.Pieces(spans) {
		said = appendTimed(said, one)
	}
	return said
}

func appendTimed(said []byte, piece language.Piece) []byte {
	words := template.HTMLEscapeString(piece.Words)
	if !piece.Date.Known() {
		return append(said, words...)
	}
	said = append(piece.Date.Append(append(said, `<time datetime="`...)), `">`...)
	if day, rest, parted := strings.Cut(words, " "); parted && piece.Date.Exact() && len(day) <= len("31") {
		said = append(append(said, day...), noBreak...)
		words = rest
	}
	return append(append(said, words...), "</time>"...)
}

// noBreak is a space that keeps a day and its month on one line.
const noBreak = "\u00a0"

// period says the period of a number: a year that spans two as it is printed,
// anything else as a date.
func (s speaker) period(p metric.Period) template.HTML {
	return template.HTML(piece(func(said []byte) []byte { return s.appendPeriod(said, p) })) // escaped words
}

func (s speaker) appendPeriod(said []byte, p metric.Period) []byte {
	if p.Years {
		return append(said, template.HTMLEscapeString(s.words.Word("period.years", "First", strconv.Itoa(p.Span.First.Year()), "Last", strconv.Itoa(p.Span.Last.Year())))...)
	}
	return s.appendSpan(said, date.Spans{p.Span})
}

// figure says a number with the unit that is written with it, as charts do.
func (s speaker) figure(value metric.Value, unit string) string {
	return plot.Figure(value, unit, s.words)
}

// begins are the first words of a quotation, by which it is told from others.
func begins(quotation string) string {
	const enough = 8
	return language.Inside(quotation, func(quotation string) string {
		words := strings.Fields(quotation)
		if len(words) <= enough {
			return quotation
		}
		return strings.Join(words[:enough], " ") + " …"
	})
}

// quotedTable is a table of a text, by the words that it is called.
func quotedTable(html, name string) template.HTML {
	return template.HTML(tableCalled(html, ` aria-label="`+template.HTMLEscapeString(name)+`"`)) // safe, as document.Body promises
}

// capital begins the name of a column with a capital.
func capital(name string) string {
	return language.Inside(name, func(name string) string {
		first, size := utf8.DecodeRuneInString(name)
		return string(unicode.ToUpper(first)) + name[size:]
	})
}

// columns is how many columns the table of a metric has.
func columns(m metric.Metric) int { return len(m.Groups) + 3 }

// tabled is a metric with the numbers of one place.
type tabled struct {
	Metric metric.Metric
	Series plan.Series
}

// headed are links under a heading, by the name of its words.
type headed struct {
	Word  string
	Links []plan.Link
}

// sides are the lanes of two inspections that compare equally well.
type sides struct {
	Compared plan.Compared
	Degree   plan.Degree
	// Captioned tells that no heading says how well.
	Captioned bool
}

// gridded is a part of a grid with the areas of its columns, and rowed a row.
type gridded struct {
	Areas []plan.GridArea
	Part  plan.GridPart
}

type rowed struct {
	Areas []plan.GridArea
	Row   plan.GridRow
}

// asked is an inspection with what it asks for.
type asked struct {
	Record plan.Record
	Asks   []plan.Finding
}

// termOf is the term with an ID, or the ID where there is none.
func termOf(terms []glossary.Term, id string) string {
	for _, term := range terms {
		if term.ID == id {
			return term.Term
		}
	}
	return id
}

// within tells whether a page lies below another that the menu leads to. All do
// below the first one, which says nothing.
func within(at address.Page, section string) bool {
	return section != "/" && strings.HasPrefix(string(at), section)
}

// copying marks the main part of a page that has something to copy, for the
// script that offers it.
func copying(frame plan.Frame) template.HTMLAttr {
	read := frame.Kind == "inspection" || frame.Kind == "document" || frame.Kind == "metric"
	if frame.Edition != "" || frame.Embedded || !read && !frame.Charted && frame.Letter == nil {
		return ""
	}
	return " data-copying"
}

// copyWords are the words of the script that copies.
var copyWords = []string{"copy", "copy-name", "copy-link", "copy-quotation", "link-copied", "quotation-copied", "copy-words", "words-copied", "not-copied", "quotation"}

// place is the link of a part of a page to itself.
func (s speaker) place(id string, words any) template.HTML {
	return template.HTML(placeLink(s.words, id, s.words.Word("place.name", "Words", html.UnescapeString(fmt.Sprint(words)))))
}

// label is the words of a link: its own, or the theme's.
func (s speaker) label(link plan.Link) (template.HTML, error) {
	if link.Words == "" && link.Word != "" {
		return s.word(link.Word)
	}
	return s.whose(link.Whose, link.Words)
}

// title is the heading of a page: its own, or the theme's for its kind. Where
// the site has several authorities it says whose page it is.
func (s speaker) title(frame plan.Frame) (template.HTML, error) {
	title := frame.Title
	switch {
	case title == "" && len(frame.Subject) > 0:
		title = s.words.Word(frame.Kind+".title", "Subject", s.words.Spans(frame.Subject))
	case title == "" && frame.Elsewhere:
		title = s.words.Word(frame.Kind+".elsewhere", "About", frame.About)
	case title == "":
		title = s.words.Word(frame.Kind+".title", "About", frame.About)
	}
	return s.whose(frame.Authority, title)
}

// whose says whose something is, where its title does not.
func (s speaker) whose(authority, title string) (template.HTML, error) {
	if authority == "" || strings.Contains(title, authority) {
		return template.HTML(template.HTMLEscapeString(title)), nil
	}
	return s.word("whose.title", "Authority", authority, "Title", title)
}

// description is the sentence for searchers: the page's own, the theme's for
// its kind, or none.
func (s speaker) description(frame plan.Frame) string {
	said := frame.Description
	if id := frame.Kind + ".description"; said == "" && s.words.Check(id) == nil {
		said = s.words.Word(id)
		if frame.Authority != "" {
			return s.words.Word("whose.title", "Authority", frame.Authority, "Title", said)
		}
	}
	return said
}

// anchor is a link for the middle of a sentence. An address of a kind that
// does not belong on a page of words leaves the words alone.
func anchor(to, words any) template.HTML {
	target := fmt.Sprint(to)
	said, safe := words.(template.HTML)
	if !safe {
		said = template.HTML(template.HTMLEscapeString(fmt.Sprint(words)))
	}
	if !allowed(target) {
		return said
	}
	return `<a href="` + template.HTML(template.HTMLEscapeString(target)) + `">` + said + `</a>`
}

func allowed(target string) bool {
	for _, start := range []string{"https://", "http://", "mailto:", "tel:", "/", "#"} {
		if strings.HasPrefix(target, start) && target != start {
			return true
		}
	}
	return target == "/"
}

// canonical is the address of a page with the host of the site.
func canonical(frame plan.Frame) string {
	return onHost(frame, frame.Root+string(frame.Address))
}

func onHost(frame plan.Frame, address string) string {
	return strings.TrimSuffix(frame.Site.BaseURL, "/") + address
}

// elsewhere links to the page in another language, in the same form.
func elsewhere(frame plan.Frame, version plan.Version) string {
	target := asItStands + string(version.Address)
	if frame.Edition != "" {
		target += frame.Edition + "/"
	}
	return target
}

// longLine is how many letters of the address of a page a sheet of paper has
// room for in one line of large print.
const longLine = 40

// lasting is the address by which a page is printed and coded: its short one,
// or the one by which it is cited.
func lasting(frame plan.Frame) string {
	return onHost(frame, frame.Root+string(cmp.Or(frame.Short, frame.Address)))
}

// typed is an address as it is written on paper, and coded as it is for cameras.
func typed(frame plan.Frame) string { return strings.TrimPrefix(lasting(frame), "https://") }

func coded(frame plan.Frame) (said template.HTML, err error) {
	return template.HTML(piece(func(out []byte) []byte { // numbers alone
		out, err = appendCoded(out, frame)
		return out
	})), err
}

func appendCoded(out []byte, frame plan.Frame) ([]byte, error) {
	code, err := qr.Of(lasting(frame))
	if err != nil {
		return out, err
	}
	out = written(out, `<svg class="qr" viewBox="0 0 %d %d" aria-hidden="true" shape-rendering="crispEdges"><path d="`, code.Size, code.Size)
	return append(code.AppendPath(out), `"/></svg>`...), nil
}

// onSheets is the address of a page as it is printed on each sheet, to be typed: a
// long one has its host in a line of its own.
func onSheets(frame plan.Frame) string {
	address := strings.TrimPrefix(lasting(frame), "https://")
	if host, path, _ := strings.Cut(address, "/"); len(address) > longLine {
		return host + "/\n" + path
	}
	return address
}

// brief is the title of a page for the head of each sheet, where it has three
// lines: a longer one is cut behind a word. With the days of an inspection
// there is less room.
func (s speaker) brief(frame plan.Frame, dated bool) (string, error) {
	title, err := s.title(frame)
	whole, room := []rune(html.UnescapeString(string(title))), 115
	if frame.Edition == "giant-print" {
		room = 78
	}
	if dated {
		room -= 30
	}
	if len(whole) <= room {
		return string(whole), err
	}
	cut := string(whole[:room])
	if space := strings.LastIndexByte(cut, ' '); space > 0 {
		cut = cut[:space]
	}
	return strings.TrimRight(cut, " ,;:–") + " …", err
}

// tel is a telephone number as a link dials it.
func tel(number string) string {
	return strings.Map(func(letter rune) rune {
		if letter == '+' || unicode.IsDigit(letter) {
			return letter
		}
		return -1
	}, number)
}

// ogl tells whether a document names the Open Government Licence, which asks
// those who use it for a sentence with its version. Documents print the name
// with the version or without.
func ogl(licence string) bool {
	return strings.HasPrefix(language.Unmarked(licence), "Open Government Licence")
}

// lines are the lines of a postal address.
func lines(text string) []string { return strings.Split(strings.TrimSpace(text), "\n") }
