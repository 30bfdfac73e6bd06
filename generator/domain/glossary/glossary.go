// Package glossary holds the terms of the field with their meaning in plain
// words, and finds where a text uses them.
package glossary

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Term is one term with its meaning in our words.
type Term struct {
	ID, Term string
	// Also are the other forms in which documents use it: abbreviations,
	// plurals, older names.
	Also    []string
	Meaning string
	// See are the IDs of related terms.
	See []string
	// Forms are what a text is searched for where that is more than Term and
	// Also, since the term is said in another language than the text.
	Forms []string
}

// In gives the terms that a text uses, in the order of the terms. A form with
// a capital inside is looked for as it is written ("PA" is not "pa"); others
// without regard to case. Only whole words count.
func In(text string, terms []Term) (used []Term) {
	folded := strings.ToLower(text)
	for _, term := range terms {
		forms := term.Forms
		if len(forms) == 0 {
			forms = append([]string{term.Term}, term.Also...)
		}
		if slices.ContainsFunc(forms, func(form string) bool { return uses(text, folded, form) }) {
			used = append(used, term)
		}
	}
	return used
}

func uses(text, folded, form string) bool {
	if form == "" {
		return false
	}
	if !exact(form) {
		text, form = folded, strings.ToLower(form)
	}
	for from := 0; ; {
		at := strings.Index(text[from:], form)
		if at < 0 {
			return false
		}
		at += from
		if apart(text[:at], text[at+len(form):]) {
			return true
		}
		from = at + len(form)
	}
}

// exact tells whether the capitals of a form matter: they do where one stands
// after its first letter.
func exact(form string) bool {
	_, first := utf8.DecodeRuneInString(form)
	return strings.ContainsFunc(form[first:], unicode.IsUpper)
}

// apart tells whether what stands before and after a form ends the word.
func apart(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	return (before == "" || !ofWord(last)) && (after == "" || !ofWord(next))
}

func ofWord(letter rune) bool { return unicode.IsLetter(letter) || unicode.IsDigit(letter) }
