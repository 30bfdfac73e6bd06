package diag

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
)

// Show gives the problems with the lines that they are about, read from the
// files; private ones stay without.
func Show(problems []Problem, source func(file string) []byte) []Problem {
	shown := slices.Clone(problems)
	lines := map[string][][]byte{}
	for i, problem := range shown {
		if problem.Private || problem.Place.Line == 0 {
			continue
		}
		file := problem.Place.File
		if _, read := lines[file]; !read {
			lines[file] = bytes.Split(source(file), []byte("\n"))
		}
		if line := problem.Place.Line; line <= len(lines[file]) {
			shown[i].Line = strings.TrimRight(string(lines[file][line-1]), "\r")
		}
	}
	return shown
}

// Text writes problems for people: place, sentence, the line with a mark
// under the column, what to type. At the end it says how to learn more.
func Text(w io.Writer, problems []Problem, colour bool) {
	paint := painter(colour)
	for _, problem := range problems {
		fmt.Fprintf(w, "%s: %s\n", paint(bold, harmless(problem.Place.String())), paint(severityColour(problem), string(problem.Severity))+": "+harmless(problem.Message))
		if problem.Line != "" {
			line, mark := excerpt(problem.Line, problem.Place.Column)
			fmt.Fprintf(w, "    | %s\n", line)
			if mark > 0 {
				fmt.Fprintf(w, "    | %s%s\n", strings.Repeat(" ", mark-1), paint(severityColour(problem), "^"))
			}
		}
		if problem.Hint != "" {
			fmt.Fprintf(w, "    %s\n", harmless(problem.Hint))
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
	if problem.Severity == Warning {
		return yellow
	}
	return red
}

// excerptWidth is how many letters of a long line are shown.
const excerptWidth = 90

// excerpt cuts a long line round a column, and says under which letter of the
// excerpt the mark stands, 0 for none. Columns count characters from 1.
func excerpt(line string, column int) (string, int) {
	letters := []rune(harmless(line))
	if column > len(letters)+1 {
		column = 0
	}
	if len(letters) <= excerptWidth {
		return string(letters), column
	}
	from := min(max(0, column-1-excerptWidth/2), len(letters)-excerptWidth)
	cut := letters[from : from+excerptWidth]
	before, after := "", ""
	if from > 0 {
		before = "… "
	}
	if from+excerptWidth < len(letters) {
		after = " …"
	}
	if column > 0 {
		column += len([]rune(before)) - from
	}
	return before + string(cut) + after, column
}

// harmless shows letters that would act on a terminal, or turn the direction
// of the line, as one sign each, so that columns stay right.
func harmless(text string) string {
	return strings.Map(func(letter rune) rune {
		switch {
		case letter == '\t':
			return ' '
		case unicode.IsControl(letter), unicode.Is(unicode.Bidi_Control, letter):
			return '␦'
		}
		return letter
	}, text)
}
