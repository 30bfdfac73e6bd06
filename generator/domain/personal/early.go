package personal

import "strings"

// What is looked for is rare, and the expressions that find it are dear. So
// each line is first asked in passing whether it can hold any of it at all;
// the property of these questions is that they never say no to a find.

// May tells whether the lines of a text can hold anything at all. Most texts cannot,
// and their lines need not be looked at.
func May(text string) bool {
	count := 0
	for at := range len(text) {
		switch telling[text[at]] {
		case inNumbers:
			continue
		case digit:
			if count++; count == 10 || mayPostcode(text[at+1:]) {
				return true
			}
			continue
		case address:
			return true
		case birthly:
			if birthAt(text, at) {
				return true
			}
		}
		count = 0
	}
	return false
}

// What a letter may be part of.
const (
	digit = 1 + iota
	inNumbers
	address
	birthly
)

var telling = func() (all [256]byte) {
	for c := '0'; c <= '9'; c++ {
		all[c] = digit
	}
	for _, c := range []byte(" ()-\xc2\xa0") { // the last two are a space that does not break
		all[c] = inNumbers
	}
	all['@'], all['b'], all['B'] = address, birthly, birthly
	return all
}()

// mayPostcode tells whether two capitals stand behind a digit.
func mayPostcode(behind string) bool {
	return len(behind) >= 2 && isCapital(behind[0]) && isCapital(behind[1])
}

func isCapital(letter byte) bool { return 'A' <= letter && letter <= 'Z' }

// mayNumber tells whether a line has ten digits with nothing between them but
// what stands in numbers.
func mayNumber(line string) bool {
	count := 0
	for i := range len(line) {
		switch telling[line[i]] {
		case digit:
			if count++; count == 10 {
				return true
			}
		case inNumbers:
		default:
			count = 0
		}
	}
	return false
}

// streets are the last words of the names of streets.
var streets = strings.Split("Road Street Lane Avenue Close Drive Way Gardens Court Crescent Terrace Place Grove Hill Mews Row Square Walk Rise Rd St Ave", " ")

// mayStreet tells whether a word of a line begins as the last word of a street.
func mayStreet(line string) bool {
	for {
		gap := strings.IndexByte(line, ' ')
		if gap < 0 || gap+1 == len(line) {
			return false
		}
		if line = line[gap+1:]; 'A' <= line[0] && line[0] <= 'Z' {
			for _, word := range streets {
				if strings.HasPrefix(line, word) {
					return true
				}
			}
		}
	}
}

// mayBirth tells whether a line has “birth”, “born” or “dob” in it.
func mayBirth(line string) bool {
	for at := range len(line) {
		if line[at]|0x20 == 'b' && birthAt(line, at) {
			return true
		}
	}
	return false
}

// birthAt tells whether a b begins or ends such a word.
func birthAt(line string, at int) bool {
	before, after := withoutStop(line[:at]), line[at+1:]
	return begins(after, "irth") || begins(after, "orn") ||
		endsIn(before, 'o') && endsIn(withoutStop(before[:len(before)-1]), 'd')
}

func begins(text, word string) bool {
	return len(text) >= len(word) && strings.EqualFold(text[:len(word)], word)
}

func withoutStop(text string) string { return strings.TrimSuffix(text, ".") }

func endsIn(text string, letter byte) bool { return text != "" && text[len(text)-1]|0x20 == letter }
