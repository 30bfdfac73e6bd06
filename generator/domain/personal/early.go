package personal

import "strings"

// What is looked for is rare, and the expressions that find it are dear. So
// each line is first asked in passing whether it can hold any of it at all;
// the property of these questions is that they never say no to a find.

// mayNumber tells whether a line has ten digits with nothing between them but
// what stands in numbers.
func mayNumber(line string) bool {
	count := 0
	for i := range len(line) {
		switch c := line[i]; {
		case '0' <= c && c <= '9':
			if count++; count == 10 {
				return true
			}
		case c == ' ', c == '(', c == ')', c == '-', c == 0xc2, c == 0xa0: // the last two are a space that does not break
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
		if line[at]|0x20 != 'b' {
			continue
		}
		before, after := line[:at], line[at+1:]
		if begins(after, "irth") || begins(after, "orn") {
			return true
		}
		if before = withoutStop(before); endsIn(before, 'o') && endsIn(withoutStop(before[:len(before)-1]), 'd') {
			return true
		}
	}
	return false
}

func begins(text, word string) bool {
	return len(text) >= len(word) && strings.EqualFold(text[:len(word)], word)
}

func withoutStop(text string) string { return strings.TrimSuffix(text, ".") }

func endsIn(text string, letter byte) bool { return text != "" && text[len(text)-1]|0x20 == letter }
