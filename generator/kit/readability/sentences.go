package readability

import (
	"slices"
	"strings"
	"unicode"
)

// sentences parts a text after each mark that ends a sentence and at the end
// of each line. A full stop inside a number, after a single capital or after
// one of the abbreviations ends none.
func sentences(text string) (all []string) {
	add := func(sentence string) {
		if sentence = strings.TrimSpace(sentence); sentence != "" {
			all = append(all, sentence)
		}
	}
	for line := range strings.Lines(text) {
		letters := []rune(line)
		from, inside := 0, false
		for i, letter := range letters {
			inside = quotes(letter, inside)
			if !inside && ends(letters, i) {
				add(string(letters[from : i+1]))
				from = i + 1
			}
		}
		add(string(letters[from:]))
	}
	return all
}

// quotes tells whether a letter stands between double quotation marks: a full
// stop there is somebody else's.
func quotes(letter rune, inside bool) bool {
	switch letter {
	case '“':
		return true
	case '”':
		return false
	case '"':
		return !inside
	}
	return inside
}

// ends tells whether a sentence ends with a letter: what comes next is space,
// the end, or a closing mark.
func ends(letters []rune, i int) bool {
	switch letters[i] {
	case '?', '!':
	case '.':
		if abbreviated(letters[:i], letters[i+1:]) {
			return false
		}
	case '”', '"':
		// The quoted sentence may end that of the text too.
		return i > 0 && strings.ContainsRune(".?!", letters[i-1]) && startsNext(letters[i+1:])
	default:
		return false
	}
	return i+1 == len(letters) || unicode.IsSpace(letters[i+1]) || strings.ContainsRune(")]’'", letters[i+1])
}

// startsNext tells whether what follows is the end or begins with a capital.
func startsNext(rest []rune) bool {
	for _, letter := range rest {
		if !unicode.IsSpace(letter) {
			return unicode.IsUpper(letter)
		}
	}
	return true
}

var abbreviations = []string{"e.g", "i.e", "etc", "mr", "mrs", "ms", "dr", "st", "vs", "approx"}

const longestAbbreviation = len("approx")

// abbreviated tells whether the full stop after a word is a part of it: "No."
// is short for number before a number alone.
func abbreviated(before, after []rune) bool {
	start := len(before)
	for start > 0 && !unicode.IsSpace(before[start-1]) && before[start-1] != '(' {
		if start--; len(before)-start > longestAbbreviation {
			return false
		}
	}
	switch word := string(before[start:]); {
	case len(before)-start == 1:
		return unicode.IsUpper(before[start])
	case word == "No":
		next := slices.IndexFunc(after, func(letter rune) bool { return !unicode.IsSpace(letter) })
		return next >= 0 && unicode.IsDigit(after[next])
	default:
		return slices.Contains(abbreviations, strings.ToLower(word))
	}
}
