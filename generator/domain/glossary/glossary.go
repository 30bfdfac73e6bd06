// Package glossary holds the terms of the field with their meaning in plain
// words, and finds where a text uses them.
package glossary

import (
	"iter"
	"maps"
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

// A Finder finds terms in texts. It may be used by many at once.
type Finder struct {
	terms []Term
	// forms are all forms by their first words, since of many terms a text has
	// few: "" for a form without a word.
	forms map[string][]form
}

// A form is one way to write a term.
type form struct {
	term  int
	words string
	exact bool
}

// Find gives a Finder of terms.
func Find(terms []Term) Finder {
	f := Finder{terms, map[string][]form{}}
	for i, term := range terms {
		forms := term.Forms
		if len(forms) == 0 {
			forms = append([]string{term.Term}, term.Also...)
		}
		for _, words := range forms {
			if words == "" {
				continue
			}
			first, one := firstWord(words), form{i, words, exact(words)}
			if !one.exact {
				one.words = strings.ToLower(words)
			}
			f.forms[first] = append(f.forms[first], one)
		}
	}
	return f
}

// In gives the terms that pieces of text use, in their order. A form with a capital
// inside is looked for as it is written ("PA" is not "pa"); others without
// regard to case. Only whole words count.
func (f Finder) In(pieces ...string) (used []Term) {
	if len(f.terms) == 0 {
		return nil
	}
	text := strings.Join(pieces, "\n")
	folded := strings.ToLower(text)
	found := map[int]bool{}
	look := func(first string) {
		for _, form := range f.forms[first] {
			if !found[form.term] && form.isIn(text, folded) {
				found[form.term] = true
			}
		}
	}
	look("")
	looked := map[string]bool{}
	for word := range words(folded) {
		if !looked[word] {
			looked[word] = true
			look(word)
		}
	}
	for _, i := range slices.Sorted(maps.Keys(found)) {
		used = append(used, f.terms[i])
	}
	return used
}

func words(folded string) iter.Seq[string] {
	return strings.FieldsFuncSeq(folded, func(letter rune) bool { return !ofWord(letter) })
}

func firstWord(form string) string {
	for word := range words(strings.ToLower(form)) {
		return word
	}
	return ""
}

func (f form) isIn(text, folded string) bool {
	if !f.exact {
		text = folded
	}
	for from := 0; ; {
		at := strings.Index(text[from:], f.words)
		if at < 0 {
			return false
		}
		at += from
		if apart(text[:at], text[at+len(f.words):]) {
			return true
		}
		from = at + len(f.words)
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

func ofWord(letter rune) bool {
	if letter < utf8.RuneSelf {
		return 'a' <= letter|0x20 && letter|0x20 <= 'z' || '0' <= letter && letter <= '9'
	}
	return unicode.IsLetter(letter) || unicode.IsDigit(letter)
}
