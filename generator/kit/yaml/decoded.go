package yaml

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"plainsight/generator/kit/diag"
)

const saveAgain = "Open the file in your editor, choose “Save as”, set the encoding to UTF-8 and save it again."

// decoded gives the text of a file without a mark at its start and with one
// kind of line end, or the problem that keeps it from being text. Most files are
// such a text, and are not copied.
func decoded(file string, source []byte, first int) ([]byte, []diag.Problem) {
	if bytes.HasPrefix(source, []byte{0xFF, 0xFE}) || bytes.HasPrefix(source, []byte{0xFE, 0xFF}) {
		place := diag.Place{File: file, Line: first, Column: 1}
		return nil, []diag.Problem{encoding.At(place, "the file is saved as UTF-16, which this site cannot read").
			Try("%s", saveAgain)}
	}
	text := bytes.TrimPrefix(source, []byte("\uFEFF"))
	if bytes.IndexByte(text, '\r') >= 0 {
		text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
		text = bytes.ReplaceAll(text, []byte("\r"), []byte("\n"))
	}
	if utf8.Valid(text) && bytes.IndexByte(text, 0) < 0 {
		return text, nil
	}
	problem, _ := strange(file, string(text), first)
	return nil, []diag.Problem{problem}
}

// strange finds the first byte that is not text.
func strange(file, text string, first int) (diag.Problem, bool) {
	line, column := first, 0
	for i, letter := range text {
		column++
		place := diag.Place{File: file, Line: line, Column: column}
		switch letter {
		case '\n':
			line, column = line+1, 0
		case 0:
			return encoding.At(place, "there is a NUL sign here, which no text has; the file may be saved as UTF-16 or not be a text file").
				Try("%s", saveAgain), true
		case utf8.RuneError:
			if strings.HasPrefix(text[i:], string(utf8.RuneError)) {
				continue // written as such, in good UTF-8
			}
			return encoding.At(place, "the letter here is not saved as UTF-8").Try("%s", saveAgain), true
		}
	}
	return diag.Problem{}, false
}

// tooLarge refuses what no person wrote as front matter or data.
func tooLarge(file, text string, first int) (diag.Problem, bool) {
	lines := strings.Count(text, "\n")
	if len(text) <= maxBytes && lines <= maxLines {
		return tooWide(file, text, first)
	}
	return size.At(diag.Place{File: file, Line: first, Column: 1},
		"this is %d lines (%d KiB) of front matter or data; the most that is read is %d lines (%d KiB)",
		lines, len(text)>>10, maxLines, maxBytes>>10).
		Try("%s", tooLargeHint), true
}

func tooWide(file, text string, first int) (diag.Problem, bool) {
	for line := range strings.SplitSeq(text, "\n") {
		if len(line) > maxWide {
			return size.At(diag.Place{File: file, Line: first, Column: 1},
				"this line of front matter or data is %d KiB long; the most that is read is %d KiB", len(line)>>10, maxWide>>10).
				Try("%s", tooLargeHint), true
		}
		first++
	}
	return diag.Problem{}, false
}

const tooLargeHint = "Move long texts to the body of a Markdown file, and numbers to a CSV file."
