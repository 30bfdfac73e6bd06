package lint

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"plainsight/generator/kit/diag"
)

var turnedLetter = diag.Code{
	ID: "stray-direction", Severity: diag.Error, Title: "A mark that turns the direction of letters",
	Text: "Marks that are not seen can turn the direction in which letters are shown, so that a text reads otherwise than " +
		"it is. They belong into lines with letters of Arabic, Hebrew and their like alone. They come along when a text is copied.",
	Example: "Select the words around the place, and type them anew.",
}

var unseenLetter = diag.Code{
	ID: "unseen-letter", Severity: diag.Warning, Title: "A sign that nobody can see",
	Text: "A space of no width, or a hyphen that only shows at the end of a line, came along when the text was copied. " +
		"Nobody sees it, and whoever searches for the word does not find it.",
	Example: "Select the word, and type it anew.",
}

var lookalike = diag.Code{
	ID: "lookalike", Severity: diag.Error, Title: "A letter that only looks like another",
	Text: "A word mixes letters of the Latin alphabet with Greek or Cyrillic ones that look the same. It cannot be found " +
		"by searching, is read out wrongly, and as a part of an address it leads elsewhere. It may have been put there on purpose.",
	Example: "Select the word, and type it anew.",
}

// oddLetters reports, once a line and kind, letters that are not what they
// seem. Most lines have only letters that are, and are passed over.
func oddLetters(file string, lines []string) (problems []diag.Problem) {
	for i, line := range lines {
		if !odd(line) {
			continue
		}
		report := func(at int, code diag.Code, words string, values ...any) {
			place := diag.Place{File: file, Line: i + 1, Column: 1 + utf8.RuneCountInString(line[:at])}
			problems = append(problems, code.At(place, words, values...).Try("Select the words around it, and type them anew."))
		}
		if at := strings.IndexFunc(line, isTurning); at >= 0 && strings.IndexFunc(line, fromRightToLeft) < 0 {
			report(at, turnedLetter, "here stands a mark, not to be seen, that turns the direction of the letters behind it")
		}
		if at := strings.IndexFunc(line, isUnseen); at >= 0 {
			report(at, unseenLetter, "here stands a sign that nobody can see")
		}
		if at, word := mixed(line); word != "" {
			report(at, lookalike, "“%s” has letters of two alphabets that look alike", word)
		}
	}
	return problems
}

// odd tells whether a line has anything but Latin letters and the marks that
// English and Welsh are printed with, which are all that most lines have.
func odd(line string) bool {
	for i := 0; i < len(line); i++ {
		if line[i] < utf8.RuneSelf {
			continue
		}
		letter, size := utf8.DecodeRuneInString(line[i:])
		if !printed(letter) {
			return true
		}
		i += size - 1
	}
	return false
}

func printed(letter rune) bool {
	return letter >= 0xA0 && letter <= 0x17F && letter != 0xAD || letter >= 0x2010 && letter <= 0x2027
}

// isTurning: the marks, embeddings, overrides and isolates of the Unicode
// algorithm for two directions (UAX 9).
func isTurning(letter rune) bool {
	return letter == 0x061C || letter == 0x200E || letter == 0x200F || letter >= 0x202A && letter <= 0x202E || letter >= 0x2066 && letter <= 0x2069
}

func fromRightToLeft(letter rune) bool {
	return unicode.In(letter, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko) && !isTurning(letter)
}

// isUnseen: the joiners of letters are left out, which some scripts need.
func isUnseen(letter rune) bool {
	return letter == 0x00AD || letter == 0x200B || letter == 0x2060 || letter == 0xFEFF || letter == 0x180E
}

// mixed gives the first word that has Latin letters and others that look like
// them.
func mixed(line string) (at int, word string) {
	if strings.IndexFunc(line, looksLatin) < 0 {
		return 0, ""
	}
	start := -1
	latin, other := false, false
	for i, letter := range line + " " {
		if unicode.IsLetter(letter) || unicode.IsMark(letter) {
			if start < 0 {
				start, latin, other = i, false, false
			}
			latin = latin || unicode.Is(unicode.Latin, letter)
			other = other || looksLatin(letter)
			continue
		}
		if start >= 0 && latin && other {
			return start, line[start:i]
		}
		start = -1
	}
	return 0, ""
}

// looksLatin tells letters of the alphabets that look like Latin ones, of which
// the Greek is the first.
func looksLatin(letter rune) bool {
	return letter >= 0x0370 && unicode.In(letter, unicode.Greek, unicode.Cyrillic)
}
