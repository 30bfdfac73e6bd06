package yaml

import "strings"

// flow reads a list or map between brackets, over several lines where it has
// them.
func (s *survey) flow(at spot) {
	f := flow{survey: s}
	end, closed := f.read(at)
	if !closed {
		s.broken = true
		s.skip(at.line + 1)
		return
	}
	s.at = end.line + 1
	if isEmpty(s.lines[end.line], end.column) {
		return
	}
	text := plainText(s.lines[at.line], at.column)
	s.report(bracket, spot{end.line, skipBlanks(s.lines[end.line], end.column)},
		"If this is a text, put the whole of it between quotation marks: "+quotedText(text)+". If it is a list, delete what follows the bracket.",
		"nothing may follow the closing bracket of a list or map")
	if at.line == end.line {
		s.requote(at, text)
	} else {
		s.lines[end.line] = s.lines[end.line][:end.column]
	}
}

// skip goes on at the first line from one on that does not belong to the
// value in hand.
func (s *survey) skip(line int) {
	for line < len(s.lines) && (isEmpty(s.lines[line], 0) || indentOf(s.lines[line]) > s.owner) {
		line++
	}
	s.at = line
}

// A flow is a value between brackets while it is read.
type flow struct {
	*survey
	// open are the brackets that wait for their partners.
	open []spot
	// start is set where an item, a name or a value can begin.
	start bool
	// colons counts those of the item in hand.
	colons int
}

// read gives the spot after the last bracket; it is false where the value is
// faulty in a way that cannot be mended.
func (f *flow) read(at spot) (spot, bool) {
	for ; at.line < len(f.lines); at = (spot{at.line + 1, 0}) {
		if f.isOpen() && f.leaves(at.line) {
			break
		}
		for at.column < len(f.lines[at.line]) && !isComment(f.lines[at.line], at.column) {
			next, ok := f.step(at)
			if !ok || !f.isOpen() {
				return next, ok
			}
			if at = next; at.column >= len(f.lines[at.line]) {
				break
			}
		}
	}
	opened := f.open[len(f.open)-1]
	mark := f.lines[opened.line][opened.column]
	f.report(bracket, opened, "Type "+string(partner(mark))+" at the end of it, or put the whole value between quotation marks.",
		"the bracket %c that opens here, on line %d, is never closed", mark, f.line(opened))
	return f.closeAll(at.line), true
}

// closeAll types the missing brackets at the end of the line before one.
func (f *flow) closeAll(before int) spot {
	line := before - 1
	text := plainText(f.lines[line], 0)
	for f.isOpen() {
		opened := f.open[len(f.open)-1]
		text += string(partner(f.lines[opened.line][opened.column]))
		f.open = f.open[:len(f.open)-1]
	}
	f.lines[line] = []rune(text)
	return spot{line, len(f.lines[line])}
}

func (f *flow) isOpen() bool { return len(f.open) > 0 }

// leaves tells whether a line stands too far left to belong to the value. A
// line of closing brackets may stand there.
func (f *flow) leaves(line int) bool {
	letters := f.lines[line]
	indent := skipBlanks(letters, 0)
	if indent < len(letters) && f.isMark(letters) {
		return true
	}
	return line > f.open[0].line && indent < len(letters) && !isComment(letters, indent) &&
		indent <= f.owner && letters[indent] != ']' && letters[indent] != '}'
}

// step reads one letter, or one quoted text, and gives the spot after it.
func (f *flow) step(at spot) (spot, bool) {
	line := f.lines[at.line]
	next := spot{at.line, at.column + 1}
	switch letter := line[at.column]; {
	case letter == '[' || letter == '{':
		f.open = append(f.open, at)
		f.deep(at, len(f.levels)+len(f.open))
		f.begin()
		return next, !f.stopped
	case letter == ']' || letter == '}':
		return next, f.close(at, letter)
	case letter == ',':
		f.begin()
	case isBlank(letter):
	case letter == ':' && f.endsName(at):
		f.start = true
		f.colons++
		if f.colons > 1 {
			f.report(colon, at, "Put the whole value between quotation marks.", "there is a second colon in this item")
			return at, false
		}
	case f.start:
		return f.word(at, letter)
	}
	return next, true
}

// begin makes ready for a new item.
func (f *flow) begin() { f.start, f.colons = true, 0 }

// endsName tells whether a colon stands between a name and its value.
func (f *flow) endsName(at spot) bool {
	line := f.lines[at.line]
	return endsWord(line, at.column+1) || strings.ContainsRune(",[]{}", line[at.column+1]) ||
		at.column > 0 && strings.ContainsRune(`"'`, line[at.column-1])
}

// word begins a plain or quoted text.
func (f *flow) word(at spot, first rune) (spot, bool) {
	f.start = false
	if first == '"' || first == '\'' {
		return f.quotedItem(at)
	}
	line := f.lines[at.line]
	if strings.ContainsRune("&*!@%`|>", first) || (first == '-' || first == '?') && endsWord(line, at.column+1) {
		f.report(notUsed, at, "Put the text between quotation marks.", "a text between brackets cannot begin with %c", first)
		return at, false
	}
	return spot{at.line, at.column + 1}, true
}

// quotedItem reads a quoted text, after which only a comma, a colon or a
// closing bracket makes sense.
func (f *flow) quotedItem(at spot) (spot, bool) {
	end, closed := f.closing(at)
	if !closed {
		f.notClosed(at)
		return at, false
	}
	line := f.lines[end.line]
	after := skipBlanks(line, end.column)
	if after < len(line) && !isComment(line, after) && !strings.ContainsRune(",:]}", line[after]) {
		f.closedEarly(at, end)
		return at, false
	}
	return end, true
}

// close takes a bracket away from the open ones.
func (f *flow) close(at spot, mark rune) bool {
	opened := f.open[len(f.open)-1]
	opening := f.lines[opened.line][opened.column]
	if partner(opening) != mark {
		f.report(bracket, at, "Type "+string(partner(opening))+" in its place.",
			"%c cannot close the %c that opens on line %d", mark, opening, f.line(opened))
		return false
	}
	f.open = f.open[:len(f.open)-1]
	f.start, f.colons = false, 0
	return true
}

func partner(opening rune) rune {
	if opening == '[' {
		return ']'
	}
	return '}'
}
