package diag

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Show gives the problems with the lines that they are about, read from the
// files. A line with a private problem is not shown for any other either, and
// what other problems quote of it is taken out.
func Show(problems []Problem, source func(file string) []byte) []Problem {
	shown := slices.Clone(problems)
	private := privateLines(problems)
	files, about := []string(nil), map[string][]int{}
	for i, problem := range shown {
		line, file := problem.Place.Line, problem.Place.File
		if problem.Private || line == 0 {
			continue
		}
		if private[Place{File: file, Line: line}] {
			shown[i].Message, shown[i].Hint, shown[i].Line = unquoted(problem.Message), unquoted(problem.Hint), ""
			continue
		}
		if about[file] == nil {
			files = append(files, file)
		}
		about[file] = append(about[file], i)
	}
	for _, file := range files { // no text is held longer than its problems are looked at
		lines, held := linesOf(string(source(file))), map[int]string{}
		for _, i := range about[file] {
			line := shown[i].Place.Line
			if line > len(lines) {
				continue
			}
			if _, is := held[line]; !is { // without the rest of the file, and once for all that is wrong with it
				held[line] = strings.Clone(lines[line-1])
			}
			shown[i].Line = held[line]
		}
	}
	return shown
}

func privateLines(problems []Problem) map[Place]bool {
	private := map[Place]bool{}
	for _, problem := range problems {
		if problem.Private {
			private[Place{File: problem.Place.File, Line: problem.Place.Line}] = true
		}
	}
	return private
}

var (
	quoted  = regexp.MustCompile(`“[^”]*”`)
	telling = regexp.MustCompile(`[^\s“”]*[@0-9][^\s“”]*`)
)

// unquoted takes what a sentence quotes out of it, and words that may be an address or
// a number: a sentence may also have them without quotation marks, as something to type.
func unquoted(sentence string) string {
	return telling.ReplaceAllString(quoted.ReplaceAllString(sentence, "“…”"), "…")
}

// linesOf splits a file as those who gave the places did: a mark of UTF-8 at
// its start is no character, and the line ends of every system count.
func linesOf(text string) []string {
	text = strings.TrimPrefix(text, "\uFEFF")
	return strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text), "\n")
}

// Text writes problems for people: place, sentence, the line with a mark
// under the column, what to type. At the end it says how to learn more.
func Text(w io.Writer, problems []Problem, colour bool) {
	paint := painter(colour)
	last, letters := "", []rune(nil) // a line that has many problems is read once
	for _, problem := range problems {
		fmt.Fprintf(w, "%s: %s\n", paint(bold, harmless(problem.Place.toGo().String())), paint(severityColour(problem), string(problem.Severity))+": "+harmless(problem.Message))
		if problem.Line != "" {
			if problem.Line != last {
				last, letters = problem.Line, lettersOf(problem.Line)
			}
			line, mark := excerpt(letters, problem.Place.Column)
			fmt.Fprintf(w, "    | %s\n", line)
			if mark > 0 {
				fmt.Fprintf(w, "    | %s%s\n", strings.Repeat(" ", mark-1), paint(severityColour(problem), "^"))
			}
		}
		if problem.Hint != "" {
			fmt.Fprintf(w, "    %s\n", harmless(problem.Hint))
		}
		for line := range strings.Lines(problem.Write) {
			fmt.Fprintf(w, "      %s\n", harmless(strings.TrimSuffix(line, "\n")))
		}
		fmt.Fprintln(w)
	}
	if len(problems) > 0 {
		fmt.Fprintf(w, "To learn more: plainsight explain %s\n", strings.Join(codesOf(problems), " | "))
	}
}

func codesOf(problems []Problem) (codes []string) {
	for _, problem := range problems {
		if !slices.Contains(codes, problem.Code) {
			codes = append(codes, problem.Code)
		}
	}
	slices.Sort(codes)
	return codes
}

const (
	bold   = "\x1b[1m"
	red    = "\x1b[31m"
	yellow = "\x1b[33m"
	blue   = "\x1b[34m"
	plain  = "\x1b[0m"
)

func painter(colour bool) func(how, words string) string {
	return func(how, words string) string {
		if !colour {
			return words
		}
		return how + words + plain
	}
}

func severityColour(problem Problem) string {
	switch problem.Severity {
	case Warning:
		return yellow
	case Note:
		return blue
	}
	return red
}

// excerptWidth is how many letters of a long line are shown.
const excerptWidth = 90

// lettersOf are the letters of a line as a terminal may see them.
func lettersOf(line string) []rune { return []rune(harmless(line)) }

// excerpt cuts a long line round a column, and says in which cell of the
// terminal the mark stands, from 1, or 0 for none. Columns count characters
// from 1; a character takes one cell, two or none.
func excerpt(letters []rune, column int) (string, int) {
	if column > len(letters)+1 {
		column = 0
	}
	from := min(max(0, column-1-excerptWidth/2), max(0, len(letters)-excerptWidth))
	to := min(from+excerptWidth, len(letters))
	before, after := "", ""
	if from > 0 {
		before = "… "
	}
	if to < len(letters) {
		after = " …"
	}
	mark := 0
	if column > 0 {
		mark = 1 + cells([]rune(before)) + cells(letters[from:column-1])
	}
	return before + string(letters[from:to]) + after, mark
}

// cells is how many cells of a terminal the letters take.
func cells(letters []rune) int {
	count := 0
	for _, letter := range letters {
		switch {
		case unicode.In(letter, unicode.Mn, unicode.Me):
		case isWide(letter):
			count += 2
		default:
			count++
		}
	}
	return count
}

// isWide tells whether terminals give a letter two cells: those of East Asian
// scripts, their full-width forms, and small pictures.
func isWide(letter rune) bool {
	return unicode.In(letter, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana) && (letter < 0xFF61 || letter > 0xFFDC) ||
		letter >= 0x3001 && letter <= 0x303E || letter >= 0xFF01 && letter <= 0xFF60 ||
		letter >= 0x1F300 && letter <= 0x1FAFF
}

// harmless shows letters that would act on a terminal, turn the direction of
// the line or not be seen at all as one sign each, so that columns stay right.
func harmless(text string) string {
	return strings.Map(func(letter rune) rune {
		switch {
		case letter == '\t':
			return ' '
		case unicode.IsControl(letter), unicode.In(letter, unicode.Cf, unicode.Zl, unicode.Zp):
			return '␦'
		}
		return letter
	}, text)
}
