package yaml

import (
	"slices"
	"strings"

	"plainsight/generator/kit/diag"
)

// A survey goes through the lines once, before the parser. It knows just so
// much of YAML as is needed to tell names, values and their ends apart.
//
// It mends what it finds in its own copy of the lines, and changes nothing
// before the fault, so that the places which the parser gives stay true.
type survey struct {
	file  string
	first int
	lines [][]rune
	// at is the line in hand, from 0.
	at int
	// levels are the columns of the names and hyphens that the line in hand
	// belongs to, outermost first.
	levels []int
	// begun is set when something was written, running while lines that are
	// indented deeper than owner go on with a plain text.
	begun, running bool
	owner          int
	// broken is set where the lines cannot be mended for the parser, stopped
	// where the survey itself cannot go on.
	broken, stopped bool
	problems        []diag.Problem
}

// A spot is a line and a column of a survey, both from 0.
type spot struct{ line, column int }

func surveyOf(file, text string, first int) *survey {
	s := &survey{file: file, first: first, owner: -1}
	for _, line := range strings.Split(text, "\n") {
		s.lines = append(s.lines, []rune(line))
	}
	for s.at < len(s.lines) && !s.stopped {
		s.readLine()
	}
	return s
}

func (s *survey) mended() string {
	var text strings.Builder
	for i, line := range s.lines {
		if i > 0 {
			text.WriteByte('\n')
		}
		text.WriteString(string(line))
	}
	return text.String()
}

func (s *survey) report(code diag.Code, at spot, hint, format string, values ...any) {
	place := diag.Place{File: s.file, Line: s.line(at), Column: at.column + 1}
	s.problems = append(s.problems, code.At(place, format, values...).Try("%s", hint))
}

// line is a spot's line in the file.
func (s *survey) line(at spot) int { return s.first + at.line }

func (s *survey) readLine() {
	if isEmpty(s.lines[s.at], 0) {
		s.at++
		return
	}
	s.untab()
	line := s.lines[s.at]
	indent := indentOf(line)
	switch {
	case s.running && indent > s.owner:
		s.continuation(spot{s.at, indent})
	case s.isMark(line):
		s.mark()
	default:
		s.running = false
		s.begun = true
		s.entry(s.hyphens(indent))
	}
}

// untab reports a tab before the first letter of the line in hand and puts a
// space in its stead.
func (s *survey) untab() {
	line := s.lines[s.at]
	reported := false
	for i, letter := range line {
		switch letter {
		case '\t':
			if !reported {
				s.report(tab, spot{s.at, i}, "Delete the tab and type spaces, two for each step.",
					"the line begins with a tab, where only spaces can stand")
			}
			reported = true
			line[i] = ' '
		case ' ':
		default:
			return
		}
	}
}

// isMark tells whether the line begins or ends a document of YAML or speaks to
// its parser.
func (s *survey) isMark(line []rune) bool {
	for _, mark := range []string{"---", "..."} {
		if strings.HasPrefix(string(line), mark) && (len(line) == 3 || isBlank(line[3])) {
			return true
		}
	}
	return line[0] == '%'
}

// mark lets one line of hyphens through, before everything else, and cuts off
// what follows any other mark.
func (s *survey) mark() {
	line := s.lines[s.at]
	here := spot{s.at, 0}
	switch {
	case line[0] == '-' && !s.begun && isEmpty(line, 3):
		s.begun = true
		s.at++
		return
	case line[0] == '-' && s.begun:
		s.report(notUsed, here, "Delete this line, or move what follows it to a file of its own.",
			"a line --- begins a second document here; one file holds one")
	case line[0] == '%':
		s.report(notUsed, here, "Delete this line, or put the text between quotation marks.",
			"a line that begins with %% speaks to the parser of YAML, which is not used here")
	default:
		s.report(notUsed, here, "Delete this sign, or put the text between quotation marks.",
			"“%s” at the start of a line ends or begins a document of YAML, which is not used here", string(line[:3]))
	}
	s.lines = s.lines[:s.at]
}

// continuation is a further line of a plain text.
func (s *survey) continuation(at spot) {
	if end := colonIn(s.lines[at.line], at.column); end >= 0 {
		s.report(colon, spot{at.line, end},
			"If this is a name, begin it as far left as the name above. If it is part of the text, put the whole text between quotation marks.",
			"the text that began on a line above goes on here, and has a colon in it")
		s.lines[at.line][end] = '.' // any letter that means nothing
	}
	s.at++
}

// hyphens passes the hyphens before an item and gives the column after them.
func (s *survey) hyphens(column int) int {
	line := s.lines[s.at]
	for column < len(line) && (line[column] == '-' || line[column] == '?') && endsWord(line, column+1) {
		if line[column] == '?' {
			s.report(notUsed, spot{s.at, column}, "Delete the question mark, or put the text between quotation marks.",
				"a question mark with a space after it, at the start of a name, is not used here")
			s.stopped = true
		}
		s.level(column)
		s.owner = column
		column = skipBlanks(line, column+1)
	}
	return column
}

// level notes that a name or hyphen begins at a column.
func (s *survey) level(column int) {
	for len(s.levels) > 0 && s.levels[len(s.levels)-1] >= column {
		s.levels = s.levels[:len(s.levels)-1]
	}
	s.levels = append(s.levels, column)
	s.deep(spot{s.at, column}, len(s.levels))
}

func (s *survey) deep(at spot, depth int) {
	if depth > maxDepth && !s.stopped {
		s.report(tooDeep, at, tooDeepHint, "this is nested more than %d levels deep", maxDepth)
		s.stopped = true
	}
}

// entry reads what begins at a column of the line in hand: a name with its
// value, or an item's value alone.
func (s *survey) entry(column int) {
	line := s.lines[s.at]
	if s.stopped || isEmpty(line, column) {
		s.at++
		return
	}
	end := nameEnd(line, column)
	if end == column {
		s.report(syntax, spot{s.at, column}, "Write the entry as “name: value”, for example “title: Inspection of Merton”.",
			"there is no name before the colon")
		s.lines[s.at] = nil
		s.at++
		return
	}
	if end > column {
		s.level(column)
		s.owner = column
		s.value(spot{s.at, skipBlanks(line, end+1)})
		return
	}
	here := spot{s.at, column}
	if isHyphened := skipBlanks(line, 0) < column; isHyphened || !s.isEntry(here) {
		s.value(here)
		return
	}
	s.noColon(here)
	s.at++
}

// isEntry tells whether what begins at a spot should be a name with a value.
func (s *survey) isEntry(at spot) bool {
	return s.namesAt(at.column) && !strings.ContainsRune("\"'[{|>&*!@%`", s.lines[at.line][at.column])
}

// noColon reports a line that should be an entry but has no colon with a
// space. It sets the space where that is all, and takes the line out if not.
func (s *survey) noColon(at spot) {
	written := plainText(s.lines[at.line], at.column)
	name, value, found := strings.Cut(written, ":")
	if !found || name == "" || strings.ContainsAny(name, " \t") || strings.HasPrefix(value, "//") {
		s.report(syntax, at, "Write the entry as “name: value”. If the line goes on with the text above, begin it two spaces further in.",
			"this line has no name with a colon")
		s.lines[at.line] = nil
		return
	}
	colon := at.column + len([]rune(name))
	s.report(syntax, spot{at.line, colon}, "Type “"+name+": "+value+"”.", "there is no space after the colon")
	s.lines[at.line] = slices.Insert(slices.Clone(s.lines[at.line]), colon+1, ' ')
	s.level(at.column)
}

// namesAt tells whether names stand at a column: above the line in hand, or
// below it where it is the first.
func (s *survey) namesAt(column int) bool {
	if len(s.levels) > 0 {
		return slices.Contains(s.levels, column)
	}
	return slices.ContainsFunc(s.lines[s.at+1:], func(line []rune) bool {
		return indentOf(line) == column && !isEmpty(line, column) && nameEnd(line, column) > 0
	})
}

// value reads a value that begins at a spot of the line in hand, and moves on
// to the line after it.
func (s *survey) value(at spot) {
	line := s.lines[at.line]
	if isEmpty(line, at.column) {
		s.at++
		return
	}
	switch first := line[at.column]; {
	case first == '"' || first == '\'':
		s.quoted(at)
	case first == '[' || first == '{':
		s.flow(at)
	case first == '|' || first == '>':
		s.block()
	case strings.ContainsRune("&*!@%`", first),
		(first == '-' || first == '?') && endsWord(line, at.column+1):
		s.report(notUsed, at, "Put the whole value between quotation marks: "+quotedText(plainText(line, at.column)),
			"a value cannot begin with %c", first)
		s.requote(at, string(line[at.column:]))
		s.at++
	default:
		s.plain(at)
	}
}

// plain reads a value without quotation marks.
func (s *survey) plain(at spot) {
	line := s.lines[at.line]
	s.running = true
	s.at++
	if end := colonIn(line, at.column); end >= 0 {
		text := plainText(line, at.column)
		s.report(colon, spot{at.line, end}, "Put the whole value between quotation marks: "+quotedText(text),
			"there is a colon inside the value, which begins at column %d", at.column+1)
		s.requote(at, text)
		s.running = false
	}
}

// block passes the lines of a text after > or |.
func (s *survey) block() {
	for s.at++; s.at < len(s.lines); s.at++ {
		line := s.lines[s.at]
		if isEmpty(line, 0) && len(line) == skipBlanks(line, 0) {
			continue
		}
		if indent := indentOf(line); indent <= s.owner && line[indent] == '\t' {
			s.untab()
		}
		if indentOf(s.lines[s.at]) <= s.owner {
			return
		}
	}
}

// quoted reads a value between quotation marks.
func (s *survey) quoted(at spot) {
	end, closed := s.closing(at)
	switch {
	case !closed:
		s.notClosed(at)
		s.at = at.line + 1
	case !isEmpty(s.lines[end.line], end.column):
		s.closedEarly(at, end)
	default:
		s.at = end.line + 1
	}
}

// closing gives the spot after the mark that closes a quoted text. It is
// false where the text runs into a line that cannot belong to it.
func (s *survey) closing(at spot) (spot, bool) {
	mark := s.lines[at.line][at.column]
	column := at.column + 1
	for i := at.line; i < len(s.lines); i++ {
		line := s.lines[i]
		if i > at.line {
			column = skipBlanks(line, 0)
			if column < len(line) && (indentOf(line) <= s.owner || s.isMark(line)) {
				return spot{}, false
			}
		}
		if end := closingIn(line, column, mark); end >= 0 {
			return spot{i, end + 1}, true
		}
	}
	return spot{}, false
}

// closingIn gives the column of the closing mark, -1 for none.
func closingIn(line []rune, column int, mark rune) int {
	for ; column < len(line); column++ {
		switch {
		case line[column] == '\\' && mark == '"':
			column++
		case line[column] == mark && mark == '\'' && column+1 < len(line) && line[column+1] == mark:
			column++
		case line[column] == mark:
			return column
		}
	}
	return -1
}

func (s *survey) notClosed(at spot) {
	line := s.lines[at.line]
	mark := line[at.column]
	s.report(quote, at, "Type "+string(mark)+" at the end of the value, or delete the one at its start.",
		"the quotation mark that opens here, on line %d, is never closed", s.line(at))
	s.requote(at, string(line[at.column+1:]))
}

// closedEarly reports letters behind a closing mark.
func (s *survey) closedEarly(at, end spot) {
	line := s.lines[end.line]
	mark := string(s.lines[at.line][at.column])
	hint := "Type \\\" for each quotation mark inside the text, or delete what follows the closing mark."
	if mark == "'" {
		hint = "Type two of them ('') for an apostrophe inside the text, or put the text between double quotation marks."
	}
	s.report(quote, spot{end.line, skipBlanks(line, end.column)}, hint,
		"the text that opens with %s on line %d ends before this; nothing may follow the closing %s", mark, s.line(at), mark)
	s.at = end.line + 1
	if at.line == end.line {
		s.requote(at, strings.TrimSuffix(strings.TrimRight(string(line[at.column+1:]), " \t"), mark))
		return
	}
	s.lines[end.line] = line[:end.column]
}

// requote puts a text between single marks in the place of a faulty value, to
// the end of its line.
func (s *survey) requote(at spot, text string) {
	text = "'" + strings.ReplaceAll(strings.TrimRight(text, " \t"), "'", "''") + "'"
	s.lines[at.line] = append(slices.Clone(s.lines[at.line][:at.column]), []rune(text)...)
}

// quotedText shows how a text is typed between double quotation marks.
func quotedText(text string) string {
	const most = 60
	text = strings.ReplaceAll(strings.ReplaceAll(text, `\`, `\\`), `"`, `\"`)
	if letters := []rune(text); len(letters) > most {
		return `"` + strings.TrimRight(string(letters[:most]), ` \`) + ` …"`
	}
	return `"` + text + `"`
}

// nameEnd gives the column of the colon that ends a name, -1 for none.
func nameEnd(line []rune, column int) int {
	switch line[column] {
	case '[', '{', '|', '>', '&', '*', '!', '@', '%', '`', '#':
		return -1
	case '"', '\'':
		end := closingIn(line, column+1, line[column])
		if end < 0 {
			return -1
		}
		colon := skipBlanks(line, end+1)
		if colon < len(line) && line[colon] == ':' && endsWord(line, colon+1) {
			return colon
		}
		return -1
	}
	return colonIn(line, column)
}

// colonIn gives the column of the first colon that a blank or the end of the
// line follows, before any comment; -1 for none.
func colonIn(line []rune, column int) int {
	for ; column < len(line) && !isComment(line, column); column++ {
		if line[column] == ':' && endsWord(line, column+1) {
			return column
		}
	}
	return -1
}

// plainText is the text from a column to a comment or the end of the line.
func plainText(line []rune, column int) string {
	end := column
	for end < len(line) && !isComment(line, end) {
		end++
	}
	return strings.TrimRight(string(line[column:end]), " \t")
}

// isEmpty tells whether nothing but a comment stands from a column on.
func isEmpty(line []rune, column int) bool {
	column = skipBlanks(line, column)
	return column >= len(line) || isComment(line, column)
}

func isComment(line []rune, column int) bool {
	return line[column] == '#' && (column == 0 || isBlank(line[column-1]))
}

func endsWord(line []rune, column int) bool { return column >= len(line) || isBlank(line[column]) }

func isBlank(letter rune) bool { return letter == ' ' || letter == '\t' }

func skipBlanks(line []rune, column int) int {
	for column < len(line) && isBlank(line[column]) {
		column++
	}
	return column
}

func indentOf(line []rune) int {
	indent := 0
	for indent < len(line) && line[indent] == ' ' {
		indent++
	}
	return indent
}
