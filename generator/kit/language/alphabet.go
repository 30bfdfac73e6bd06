package language

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// An Alphabet has the letters of a language in its own order: in Welsh ch is a
// letter that comes after all of c, and ng comes after g. It may be asked by
// many at once.
type Alphabet struct {
	mutex sync.Mutex
	// exact tells all words apart, and letters only whether they are spelled
	// with the same letters.
	exact, letters *collate.Collator
	// known are the letters of words by their first two.
	known map[[2]rune]string
}

// AlphabetOf takes a BCP 47 tag. What is no tag has the order that is common
// to most languages.
func AlphabetOf(tag string) *Alphabet {
	of := language.Make(tag)
	return &Alphabet{exact: collate.New(of, collate.Numeric), letters: collate.New(of, collate.Loose), known: map[[2]rune]string{}}
}

// Compare orders words as a list from A to Z has them: quotation marks before
// them, capitals and the marks of passages do not count.
func (a *Alphabet) Compare(one, other string) int {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	first, second := begun(one), begun(other)
	if order := a.exact.CompareString(first, second); order != 0 {
		return order
	}
	return strings.Compare(one, other)
}

// parting stands between two letters that are to be read as two.
const parting = "\u034f"

// Letter is the letter under which words stand in a list, "" where they begin
// with none. A letter with an accent that does not make it another stands under
// the plain one.
func (a *Alphabet) Letter(words string) string {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	words = begun(words)
	first, size := utf8.DecodeRuneInString(words)
	if !unicode.IsLetter(first) {
		return ""
	}
	second, _ := utf8.DecodeRuneInString(words[size:])
	letter, known := a.known[[2]rune{first, second}]
	if !known {
		letter = a.letter(first, second)
		a.known[[2]rune{first, second}] = letter
	}
	return letter
}

// letter is that of words by their first two runes, of which the second may be
// no letter.
func (a *Alphabet) letter(first, second rune) string {
	if unicode.IsLetter(second) {
		one, other := string(unicode.ToLower(first)), string(unicode.ToLower(second))
		if a.letters.CompareString(one+other, one+parting+other) != 0 {
			return strings.ToUpper(one) + other
		}
	}
	for plain := 'A'; plain <= 'Z'; plain++ {
		if a.letters.CompareString(string(plain), string(first)) == 0 {
			return string(plain)
		}
	}
	return string(unicode.ToUpper(first))
}

// begun are words from their first letter or digit on.
func begun(words string) string {
	return strings.TrimLeftFunc(Unmarked(words), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
