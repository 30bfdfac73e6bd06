package render

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"plainsight/generator/domain/date"
	"plainsight/generator/domain/timeline"
	"plainsight/generator/stage/plan"
)

// The picture of a timeline is drawn in units of a sixteenth of the size of
// the reader's type, so that its words are as large as the small words of the
// page. Names of rows stand in the margin column, marks beside it.
const (
	pictureWidth = 784
	nameWidth    = 176
	letterWidth  = 10 // of bold type, a little more than it needs
	lineHeight   = 21
	lineLetters  = 15 // in a mark, before a word goes to the next line
	nameLetters  = 17
	stripHeight  = 7 // shows the time, over the words of a mark
	least        = 7 // width of a single day
	markGap      = 8
	rowGap       = 14
	squareSize   = 9
	squareGap    = 4
)

// picture draws a timeline. It says what the list beside it says, so screen
// readers get its name alone.
func (s speaker) picture(t plan.Timeline) template.HTML {
	d := drawing{speaker: s, from: date.Date{Year: t.First}.Number(), to: date.Date{Year: t.Last + 1}.Number(), years: [2]int{t.First, t.Last}}
	d.breaks(t.Breaks)
	for _, row := range t.Rows {
		d.row(row)
	}
	d.axis()
	head := fmt.Sprintf(`<svg class="timeline-picture" role="img" aria-label="%s" width="%d" height="%d" viewBox="0 0 %d %d">`,
		template.HTMLEscapeString(s.words.Word("timeline.picture")), pictureWidth, d.y, pictureWidth, d.y)
	const hatch = `<defs><pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse"><path class="hatch" d="M-2 2L2 -2M0 8L8 0M6 10L10 6"/></pattern></defs>`
	return template.HTML(head + hatch + d.changes(t.Breaks) + d.out.String() + "</svg>") // numbers and escaped words
}

// A drawing grows downwards; y is where the next row begins.
type drawing struct {
	speaker
	from, to int
	years    [2]int
	y, top   int
	out      strings.Builder
}

func (d *drawing) add(format string, values ...any) { fmt.Fprintf(&d.out, format, values...) }

// x is the place of a day on the axis.
func (d *drawing) x(day int) int {
	return nameWidth + (day-d.from)*(pictureWidth-nameWidth)/(d.to-d.from)
}

// strip is where a span of time begins and ends, as exactly as it is known.
func (d *drawing) strip(span date.Span) (left, right int) {
	left = max(d.x(span.First.Number()), nameWidth)
	right = pictureWidth
	if span.Last.Known() {
		right = min(d.x(span.Last.Last().Number()+1), pictureWidth)
	}
	return min(left, pictureWidth-least), max(right, left+least)
}

func (d *drawing) text(class string, x, y int, lines []string) {
	for i, line := range lines {
		d.add(`<text class="%s" x="%d" y="%d">%s</text>`, class, x, y+i*lineHeight+16, template.HTMLEscapeString(line))
	}
}

// A placed mark waits to be drawn: its words, how wide they are, and the time.
type placed struct {
	plan.TimelineMark
	lines              []string
	left, width        int
	stripFrom, stripTo int
	level              int
}

func (d *drawing) row(row plan.TimelineRow) {
	if d.top == 0 {
		d.top = d.y
	}
	d.y += rowGap
	name := row.Link.Words
	if name == "" {
		name = d.words.Word("timeline.all")
	}
	names := wrapped(name, nameLetters)
	d.text("name", 0, d.y, names)
	marks := d.marks(row)
	tops := []int{d.y}
	for level := 0; slices.ContainsFunc(marks, func(m placed) bool { return m.level == level }); level++ {
		height := 0
		for _, m := range marks {
			if m.level == level {
				height = max(height, d.height(row, m))
			}
		}
		tops = append(tops, tops[level]+height+markGap)
	}
	for _, m := range marks {
		d.mark(row, m, tops[m.level], tops[m.level+1]-markGap-tops[m.level])
	}
	d.y = max(tops[len(tops)-1], d.y+len(names)*lineHeight) + rowGap
	d.add(`<path class="hair" d="M0 %dH%d"/>`, d.y, pictureWidth)
}

// marks lays the marks of a row out: from left to right, each on the first
// level on which no other stands in its way.
func (d *drawing) marks(row plan.TimelineRow) (marks []placed) {
	var ends []int
	for _, given := range row.Marks {
		m := placed{TimelineMark: given, lines: d.wordsOf(row, given)}
		span := date.Span{First: given.When.First(), Last: given.When.Last()}
		if given.State == timeline.Together {
			span = given.Band
		}
		m.stripFrom, m.stripTo = d.strip(span)
		m.width = widest(m.lines)*letterWidth + 2*markGap
		m.left = max(min(m.stripFrom, pictureWidth-m.width), nameWidth)
		m.level = slices.IndexFunc(ends, func(end int) bool { return end+markGap <= m.left })
		if m.level < 0 {
			m.level = len(ends)
			ends = append(ends, 0)
		}
		ends[m.level] = max(m.left+m.width, m.stripTo)
		marks = append(marks, m)
	}
	return marks
}

// wordsOf are the lines in a mark: the grade, or in the row of all inspections
// the time and what it was.
func (d *drawing) wordsOf(row plan.TimelineRow, m plan.TimelineMark) []string {
	switch {
	case row.Link.Target == "":
		first := m.When.First()
		return []string{d.words.Date(date.Date{Year: first.Year, Month: first.Month}), d.words.Word("mark." + string(m.State))}
	case m.State == timeline.Graded:
		return wrapped(m.Printed, lineLetters)
	}
	return wrapped(d.words.Word("mark."+string(m.State)), lineLetters)
}

func (d *drawing) height(row plan.TimelineRow, m placed) int {
	height := stripHeight + len(m.lines)*lineHeight + 8
	if row.Link.Target == "" {
		return height + 2*stripHeight
	}
	if m.Steps > 0 {
		height += squareSize + 6
	}
	return height
}

func (d *drawing) mark(row plan.TimelineRow, m placed, y, height int) {
	if row.Link.Target == "" {
		d.visit(m, y)
		return
	}
	if m.State == timeline.Together {
		d.add(`<rect class="band" fill="url(#hatch)" x="%d" y="%d" width="%d" height="%d"/>`, m.stripFrom, y, m.stripTo-m.stripFrom, height)
		m.left += (m.stripTo - m.stripFrom - m.width) / 2
		m.left = max(min(m.left, pictureWidth-m.width), nameWidth)
		d.add(`<rect class="ground" x="%d" y="%d" width="%d" height="%d"/>`, m.left, y+stripHeight, m.width, height-2*stripHeight)
	} else {
		d.add(`<rect class="%s" x="%d" y="%d" width="%d" height="%d"/>`, m.State, m.left, y+stripHeight, m.width, height-stripHeight)
		d.add(`<rect class="time" x="%d" y="%d" width="%d" height="%d"/>`, m.stripFrom, y, m.stripTo-m.stripFrom, stripHeight)
	}
	d.text("grade", m.left+markGap, y+stripHeight+2, m.lines)
	for i := range m.Steps {
		class := "empty"
		if i <= m.Steps-m.Step {
			class = "filled"
		}
		d.add(`<rect class="%s" x="%d" y="%d" width="%d" height="%d"/>`, class,
			m.left+markGap+i*(squareSize+squareGap), y+stripHeight+6+len(m.lines)*lineHeight, squareSize, squareSize)
	}
}

// visit draws an inspection in the row of all: a disc where there are grades,
// an open ring where there are none, on the strip of its time.
func (d *drawing) visit(m placed, y int) {
	const radius = stripHeight
	d.add(`<rect class="time" x="%d" y="%d" width="%d" height="2"/>`, m.stripFrom, y+radius-1, m.stripTo-m.stripFrom)
	d.add(`<circle class="dot %s" cx="%d" cy="%d" r="%d"/>`, m.State, max((m.stripFrom+m.stripTo)/2, m.stripFrom), y+radius, radius)
	d.text("when", m.left, y+2*radius+4, m.lines)
}

// breaks gives the changes of rules a line of their own, with their numbers.
func (d *drawing) breaks(breaks []plan.TimelineBreak) {
	if len(breaks) == 0 {
		return
	}
	d.text("name", 0, 0, wrapped(d.words.Word("timeline.changes"), nameLetters))
	d.y = lineHeight + rowGap
	d.add(`<path class="hair" d="M0 %dH%d"/>`, d.y, pictureWidth)
}

// changes draws the line of each change from its number to the axis, behind
// everything else.
func (d *drawing) changes(breaks []plan.TimelineBreak) string {
	var lines strings.Builder
	last := 0
	for _, b := range breaks {
		x := (d.x(b.Between.First.Number()) + d.x(b.Between.Last.Last().Number())) / 2
		if b.At.Known() {
			x = d.x(b.At.Number())
		}
		fmt.Fprintf(&lines, `<path class="change" d="M%d %dV%dM%d %dV%d"/>`, x-2, lineHeight, d.y-2*lineHeight, x+2, lineHeight, d.y-2*lineHeight)
		at := max(x-5, last+2*letterWidth)
		last = at
		fmt.Fprintf(&lines, `<text class="change-number" x="%d" y="16">%d</text>`, at, b.Number)
	}
	return lines.String()
}

// axis draws the years, as many as there is room for.
func (d *drawing) axis() {
	all := d.years[1] - d.years[0] + 1
	every := 1
	for (pictureWidth-nameWidth)*every/all < 6*letterWidth {
		every++
	}
	for year := d.years[0]; year <= d.years[1]; year += every {
		x := d.x(date.Date{Year: year}.Number())
		d.add(`<path class="tick" d="M%d %dv8"/>`, x, d.y)
		d.add(`<text class="year" x="%d" y="%d">%d</text>`, x, d.y+26, year)
	}
	d.y += 2 * lineHeight
}

// wrapped parts words into lines of so many letters; a longer word has a line
// of its own.
func wrapped(words string, letters int) (lines []string) {
	for _, word := range strings.Fields(words) {
		last := len(lines) - 1
		if last >= 0 && len([]rune(lines[last]))+1+len([]rune(word)) <= letters {
			lines[last] += " " + word
			continue
		}
		lines = append(lines, word)
	}
	return lines
}

func widest(lines []string) (letters int) {
	for _, line := range lines {
		letters = max(letters, len([]rune(line)))
	}
	return letters
}
