package render

import (
	"html/template"
	"math"
	"slices"
	"strconv"
	"strings"

	"plainsight/generator/domain/date"
	"plainsight/generator/domain/timeline"
	"plainsight/generator/kit/language"
	"plainsight/generator/kit/scene"
	"plainsight/generator/stage/plan"
)

// The picture of a timeline is drawn in units of a sixteenth of the size of
// the reader's type, so that its words are as large as the small words of the
// page. Names of rows stand in the margin column, marks beside it.
const (
	pictureWidth = 992
	nameWidth    = 176
	axisEnd      = 900 // what is left is for the words of the last marks
	letterWidth  = 9   // of a figure
	letterSize   = 16  // of which scene.Width counts so many
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
	return template.HTML(piece(func(out []byte) []byte { return s.appendPicture(out, t) })) // numbers and escaped words
}

func (s speaker) appendPicture(out []byte, t plan.Timeline) []byte {
	d := drawing{speaker: s, hatch: "hatch", from: date.Of(t.First, 0, 0).Number(), to: date.Of(t.Last+1, 0, 0).Number(), years: [2]int{t.First, t.Last}}
	described := ""
	if id := template.HTMLEscapeString(t.ID); id != "" {
		d.hatch, described = id+"-hatch", ` aria-describedby="`+id+`-sentence"`
	}
	buffer := buffers.Get().(*[]byte)
	defer buffers.Put(buffer)
	d.out = (*buffer)[:0]
	d.breaks(t.Breaks)
	for _, row := range t.Rows {
		d.row(row)
	}
	d.events(t.Events)
	d.axis()
	*buffer = d.out
	out = written(out, `<svg class="timeline-picture" role="img" aria-label="%s"%s width="%d" height="%d" viewBox="0 0 %d %d">`,
		template.HTMLEscapeString(s.words.Word("timeline.picture")), described, pictureWidth, d.y, pictureWidth, d.y)
	if d.hatched {
		out = written(out, `<defs><pattern id="%s" width="8" height="8" patternUnits="userSpaceOnUse"><path class="hatch" d="M-2 2L2 -2M0 8L8 0M6 10L10 6"/></pattern></defs>`, d.hatch)
	}
	return append(append(d.changes(out, t.Breaks), d.out...), "</svg>"...)
}

// A drawing grows downwards; y is where the next row begins.
type drawing struct {
	speaker
	// hatch is the name of the pattern, once on a page; hatched tells whether it is
	// used.
	hatch    string
	hatched  bool
	from, to int
	years    [2]int
	y, top   int
	out      []byte
	// at are the places of the changes of the rules.
	at []int
}

func (d *drawing) add(format string, values ...any) { d.out = written(d.out, format, values...) }

// written writes numbers and texts where a format has %d and %s, as package fmt
// does.
func written(out []byte, format string, values ...any) []byte {
	for _, value := range values {
		at := strings.IndexByte(format, '%')
		out = append(out, format[:at]...)
		switch value := value.(type) {
		case int:
			out = strconv.AppendInt(out, int64(value), 10)
		case string:
			out = append(out, value...)
		}
		format = format[at+len("%d"):]
	}
	return append(out, format...)
}

// x is the place of a day on the axis.
func (d *drawing) x(day int) int {
	return nameWidth + (day-d.from)*(axisEnd-nameWidth)/(d.to-d.from)
}

// strip is where a span of time begins and ends, as exactly as it is known.
func (d *drawing) strip(span date.Span) (left, right int) {
	left = max(d.x(span.First.Number()), nameWidth)
	right = axisEnd
	if span.Last.Known() {
		right = min(d.x(span.Last.Last().Number()+1), axisEnd)
	}
	return min(left, axisEnd-least), max(right, left+least)
}

func (d *drawing) text(class string, x, y int, lines []string) {
	d.anchored(class, "", x, y, lines)
}

func (d *drawing) anchored(class, anchor string, x, y int, lines []string) {
	for i, line := range lines {
		d.add(`<text class="%s"%s x="%d" y="%d">%s</text>`, class, anchor, x, y+i*lineHeight+16, template.HTMLEscapeString(line))
	}
}

// box is a rectangle as part of a path. One path for what looks alike is shorter
// than an element for each.
func box(path []byte, x, y, width, height int) []byte {
	return written(path, "M%d %dh%dv%dh-%dz", x, y, width, height, width)
}

func (d *drawing) path(class string, drawn []byte) {
	if len(drawn) > 0 {
		d.add(`<path class="%s" d="`, class)
		d.out = append(append(d.out, drawn...), `"/>`...)
	}
}

// A placed mark waits to be drawn: its words, how wide they are, and the time.
type placed struct {
	plan.TimelineMark
	lines              []string
	left, width        int
	stripFrom, stripTo int
	level              int
	leftward           bool
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
	d.text("lane", 0, d.y, names)
	marks := d.marks(row)
	tops := d.levels(marks, func(m placed) int { return d.height(row, m) })
	d.stems(marks, tops)
	for _, m := range marks {
		d.mark(row, m, tops[m.level], tops[m.level+1]-markGap-tops[m.level])
	}
	d.end(tops, names)
}

// stems lead from the time of a mark, on the first line of its row, down to
// the mark. A mark stands lower only for want of room, and the stem says so.
func (d *drawing) stems(marks []placed, tops []int) {
	var strips, lines []byte
	for _, m := range marks {
		if m.State == timeline.Together {
			continue
		}
		strips = box(strips, m.stripFrom, d.y, m.stripTo-m.stripFrom, stripHeight)
		if m.level > 0 {
			lines = written(lines, "M%d %dV%d", m.stem(), d.y, tops[m.level]+stripHeight)
		}
	}
	d.path("time", strips)
	d.path("stem", lines)
}

// stem is where the stem of a mark stands.
func (m placed) stem() int {
	if m.leftward {
		return m.stripTo - least/2 - 1
	}
	return max(m.stripFrom, m.left) + least/2
}

// beside writes the words of a mark that has no box, from a place on.
func (d *drawing) beside(m placed, x, y int) {
	if m.leftward {
		d.anchored("when", ` text-anchor="end"`, m.stripTo-x, y, m.lines)
		return
	}
	d.text("when", m.left-x, y, m.lines)
}

// levels gives the top of each level of marks, and where the last one ends.
func (d *drawing) levels(marks []placed, height func(placed) int) []int {
	tops := []int{d.y}
	for level := 0; slices.ContainsFunc(marks, func(m placed) bool { return m.level == level }); level++ {
		highest := 0
		for _, m := range marks {
			if m.level == level {
				highest = max(highest, height(m))
			}
		}
		tops = append(tops, tops[level]+highest+markGap)
	}
	return tops
}

// end closes a row under its marks or its name, whichever is longer.
func (d *drawing) end(tops []int, names []string) {
	d.y = max(tops[len(tops)-1], d.y+len(names)*lineHeight) + rowGap
	d.add(`<path class="hair" d="M0 %dH%d"/>`, d.y, pictureWidth)
}

// events draws what happened around the inspections, in a row of its own.
func (d *drawing) events(events []plan.Happening) {
	if len(events) == 0 {
		return
	}
	d.y += rowGap
	names := wrapped(d.words.Word("timeline.around"), nameLetters)
	d.text("lane", 0, d.y, names)
	var marks []placed
	var ends []int
	for _, event := range events {
		m := placed{lines: wrapped(event.Title, nameLetters)}
		m.stripFrom, m.stripTo = d.strip(date.Span{First: event.Date, Last: event.Date})
		marks = append(marks, d.on(m, &ends))
	}
	tops := d.levels(marks, func(m placed) int { return stripHeight + len(m.lines)*lineHeight + 4 })
	d.stems(marks, tops)
	for _, m := range marks {
		d.beside(m, 0, tops[m.level]+stripHeight)
	}
	d.end(tops, names)
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
		marks = append(marks, d.on(m, &ends))
	}
	return marks
}

// on puts a mark beside its time, on the first level on which none before it
// stands in its way. It stands to the right, or to the left where it would
// reach over a change of the rules otherwise. Ends are where each level ends
// so far.
func (d *drawing) on(m placed, ends *[]int) placed {
	m.width = max(widest(m.lines), m.Steps*(squareSize+squareGap)) + 2*markGap
	right, left := m, m
	right.left = max(min(m.stripFrom, pictureWidth-m.width-2), nameWidth)
	left.left, left.leftward = m.stripTo-m.width, true
	right.level, left.level = free(*ends, right.left), free(*ends, left.left)
	m = right
	if d.crossed(right) && !d.crossed(left) && left.left >= nameWidth && left.level <= right.level {
		m = left
	}
	if m.level == len(*ends) {
		*ends = append(*ends, 0)
	}
	(*ends)[m.level] = max(m.left+m.width, m.stripTo)
	return m
}

// free is the first level that ends before a place, a new one where none does.
func free(ends []int, at int) int {
	if level := slices.IndexFunc(ends, func(end int) bool { return end+markGap <= at }); level >= 0 {
		return level
	}
	return len(ends)
}

// crossed tells whether a mark reaches over a change of the rules.
func (d *drawing) crossed(m placed) bool {
	return slices.ContainsFunc(d.at, func(x int) bool { return m.left < x && x < m.left+m.width })
}

// wordsOf are the lines in a mark: the grade, or in the row of all inspections
// the time and what it was.
func (d *drawing) wordsOf(row plan.TimelineRow, m plan.TimelineMark) []string {
	switch {
	case row.Link.Target == "":
		first := m.When.First()
		return []string{d.words.Date(first.InMonth()), d.words.Word("mark." + string(m.State))}
	case m.State == timeline.Graded:
		return wrapped(m.Printed, lineLetters)
	}
	return wrapped(d.words.Word("mark."+string(m.State)), lineLetters)
}

func (d *drawing) height(row plan.TimelineRow, m placed) int {
	height := stripHeight + len(m.lines)*lineHeight + 8
	if row.Link.Target == "" {
		return height + 3*stripHeight
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
	class, tall := string(m.State), height-stripHeight
	if m.State == timeline.Together {
		d.hatched = true
		d.add(`<rect class="band" fill="url(#%s)" x="%d" y="%d" width="%d" height="%d"/>`, d.hatch, m.stripFrom, y, m.stripTo-m.stripFrom, height)
		m.left += (m.stripTo - m.stripFrom - m.width) / 2
		m.left = max(min(m.left, pictureWidth-m.width), nameWidth)
		class, tall = "ground", height-2*stripHeight
	}
	// It is drawn from a corner of its own, as a visit is from its middle: marks that
	// say the same are written the same, which takes no room when the page is sent.
	d.add(`<g transform="translate(%d %d)"><rect class="%s" width="%d" height="%d"/>`, m.left, y+stripHeight, class, m.width, tall)
	d.text("grade", markGap, 2, m.lines)
	var filled, empty []byte
	for i := range m.Steps {
		squares := &empty
		if i <= m.Steps-m.Step {
			squares = &filled
		}
		*squares = box(*squares, markGap+i*(squareSize+squareGap), 6+len(m.lines)*lineHeight, squareSize, squareSize)
	}
	d.path("filled", filled)
	d.path("empty", empty)
	d.add("</g>")
}

// visit draws an inspection in the row of all: a disc where there are grades,
// an open ring where there are none.
func (d *drawing) visit(m placed, y int) {
	const radius = stripHeight
	d.add(`<g transform="translate(%d %d)"><circle class="dot %s" r="%d"/>`, m.stem(), y+2*radius, string(m.State), radius)
	d.beside(m, m.stem(), radius+4)
	d.add("</g>")
}

// breaks gives the changes of rules a line of their own, with their numbers.
func (d *drawing) breaks(breaks []plan.TimelineBreak) {
	if len(breaks) == 0 {
		return
	}
	for _, b := range breaks {
		x := (d.x(b.Between.First.Number()) + d.x(b.Between.Last.Last().Number())) / 2
		if b.At.Known() {
			x = d.x(b.At.Number())
		}
		d.at = append(d.at, x)
	}
	names := wrapped(d.words.Word("timeline.changes"), nameLetters)
	d.text("lane", 0, 0, names)
	d.y = len(names)*lineHeight + rowGap
	d.add(`<path class="hair" d="M0 %dH%d"/>`, d.y, pictureWidth)
}

// changes draws the line of each change from its number to the axis, behind
// everything else.
func (d *drawing) changes(out []byte, breaks []plan.TimelineBreak) []byte {
	if len(d.at) == 0 {
		return out
	}
	out = append(out, `<path class="change" d="`...)
	for _, x := range d.at {
		out = written(out, "M%d %dv%dm4-%dv%d", x-2, lineHeight, d.y-3*lineHeight, d.y-3*lineHeight, d.y-3*lineHeight)
	}
	out = append(out, `"/>`...)
	last := 0
	for i, x := range d.at {
		at := max(x-5, last+2*letterWidth)
		last = at
		out = written(out, `<text class="change-number" x="%d" y="16">%d</text>`, at, breaks[i].Number)
	}
	return out
}

// axis draws the years, as many as there is room for.
func (d *drawing) axis() {
	all := d.years[1] - d.years[0] + 1
	every := 1
	for (axisEnd-nameWidth)*every/all < 6*letterWidth {
		every++
	}
	var ticks []byte
	for year := d.years[0]; year <= d.years[1]; year += every {
		x := d.x(date.Of(year, 0, 0).Number())
		ticks = written(ticks, "M%d %dv8", x, d.y)
		d.add(`<text class="year" x="%d" y="%d">%d</text>`, x, d.y+26, year)
	}
	d.path("tick", ticks)
	d.y += 2 * lineHeight
}

// wrapped parts words into lines of so many letters; a longer word has a line
// of its own. Each line of a passage is one.
func wrapped(words string, letters int) (lines []string) {
	tag, words := language.Split(words)
	for _, word := range strings.Fields(words) {
		last := len(lines) - 1
		if last >= 0 && len([]rune(lines[last]))+1+len([]rune(word)) <= letters {
			lines[last] += " " + word
			continue
		}
		lines = append(lines, word)
	}
	for i := range lines {
		if tag != "" {
			lines[i] = language.Passage(tag, lines[i])
		}
	}
	return lines
}

// widest is how wide the longest of some lines may get in bold type.
func widest(lines []string) (width int) {
	for _, line := range lines {
		width = max(width, int(math.Ceil(scene.Width(line)*letterSize)))
	}
	return width
}
