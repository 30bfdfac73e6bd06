package ledger

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Sketch is a short likeness of a text: for each of 32 ways to put its words
// and pairs of words into an order, a trace of the one that comes first. Texts
// that share many words share many traces.
type Sketch [orders / 2]byte

const orders = 32

// PrintOf is the fingerprint of words, with a Sum of 0 where there are none.
func PrintOf(words string) Print { return Print{SumOf(words), SketchOf(words)} }

// SumOf is the sum of words in 48 bits. Capitals, marks and spaces do not count.
func SumOf(words string) uint64 {
	sum, within, any := start, false, false
	for _, letter := range words {
		lower, counts := folded(letter)
		switch {
		case counts && lower < utf8.RuneSelf:
			sum = (sum ^ uint64(lower)) * prime
		case counts:
			var bytes [utf8.UTFMax]byte
			sum = step(sum, string(bytes[:utf8.EncodeRune(bytes[:], lower)]))
		case within:
			sum = (sum ^ ' ') * prime
		}
		within, any = counts, any || counts
	}
	if !any {
		return 0
	}
	if within {
		sum = (sum ^ ' ') * prime
	}
	return max(mixed(sum)>>16, 1)
}

// folded is a letter without its capital, and whether it counts at all.
func folded(letter rune) (lower rune, counts bool) {
	switch {
	case 'a' <= letter && letter <= 'z' || '0' <= letter && letter <= '9':
		return letter, true
	case 'A' <= letter && letter <= 'Z':
		return letter + 'a' - 'A', true
	case letter < utf8.RuneSelf:
		return letter, false
	}
	lower = unicode.ToLower(letter)
	return lower, unicode.IsLetter(lower) || unicode.IsDigit(lower) || unicode.IsMark(lower)
}

// SketchOf is the likeness of words.
func SketchOf(words string) (s Sketch) {
	var least [orders]uint64
	for i := range least {
		least[i] = 1<<64 - 1
	}
	folded, before := fold(words), uint64(0)
	for i, word := range folded {
		sum := step(start, word)
		take(&least, sum)
		if i > 0 {
			take(&least, before*prime^sum)
		}
		before = sum
	}
	for i, one := range least {
		s[i/2] |= byte(one>>60) << (4 * (1 - i%2))
	}
	return s
}

func take(least *[orders]uint64, sum uint64) {
	for i := range least {
		// The least of the low bits comes first; the trace is of other bits.
		if order := mixed(sum + uint64(i)*0x9e3779b97f4a7c15); order<<4 < least[i]<<4 {
			least[i] = order
		}
	}
}

// Like is how much alike two texts are, from 0 to 1: about the part that their
// words and pairs of words share of all that either has.
func (s Sketch) Like(other Sketch) float64 {
	shared := 0
	for i := range s {
		same := s[i] ^ other[i]
		if same>>4 == 0 {
			shared++
		}
		if same&15 == 0 {
			shared++
		}
	}
	const chance = 1.0 / 16
	return max(0, (float64(shared)/orders-chance)/(1-chance))
}

// Begin tells whether two texts begin alike: the words of the shorter, three at
// least, are the first of the longer. Where words were left out at the end of
// an excerpt, only those before count.
func Begin(one, other string) bool {
	a, b := fold(one), fold(other)
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 3 {
		return len(a) > 0 && strings.Join(a, " ") == strings.Join(b, " ")
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// fold are the words of a text without capitals and marks.
func fold(words string) []string {
	return strings.FieldsFunc(strings.Map(lowered, words), func(letter rune) bool { return letter == ' ' })
}

// lowered is a letter as it counts, or a space.
func lowered(letter rune) rune {
	if lower, counts := folded(letter); counts {
		return lower
	}
	return ' '
}

const (
	start = uint64(0xcbf29ce484222325)
	prime = uint64(0x100000001b3)
)

func step(sum uint64, word string) uint64 {
	for i := range len(word) {
		sum = (sum ^ uint64(word[i])) * prime
	}
	return sum
}

// mixed spreads every bit over all others.
func mixed(n uint64) uint64 {
	n = (n ^ n>>30) * 0xbf58476d1ce4e5b9
	n = (n ^ n>>27) * 0x94d049bb133111eb
	return n ^ n>>31
}
