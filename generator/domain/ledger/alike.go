package ledger

import (
	"strings"
	"unicode"
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
	folded := fold(words)
	if len(folded) == 0 {
		return 0
	}
	sum := start
	for _, word := range folded {
		sum = step(sum, word)
		sum = (sum ^ ' ') * prime
	}
	sum = mixed(sum) >> 16
	if sum == 0 {
		return 1
	}
	return sum
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
	return strings.FieldsFunc(strings.ToLower(words), func(letter rune) bool {
		return !unicode.IsLetter(letter) && !unicode.IsDigit(letter) && !unicode.IsMark(letter)
	})
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
