package pdf

import (
	"strconv"
)

// A token is a piece of what a page draws: a number, the bytes of a string, a
// name, an operator, or a list of these.
type token struct {
	kind   byte // n number, s string, / name, o operator, [ list, 0 the end
	number float64
	text   string
	list   []token
}

// A scanner takes a stream of drawing apart. It gives something for any bytes.
type scanner struct {
	bytes []byte
	at    int
}

const maxNested = 20

func (s *scanner) next(depth int) token {
	s.space()
	if s.at >= len(s.bytes) {
		return token{}
	}
	switch c := s.bytes[s.at]; {
	case c == '(':
		return token{kind: 's', text: s.literal()}
	case c == '<' && s.peek(1) == '<', c == '>' && s.peek(1) == '>':
		s.at += 2
		return token{kind: 'o', text: string([]byte{c, c})}
	case c == '<':
		return token{kind: 's', text: s.hexadecimal()}
	case c == '/':
		s.at++
		return token{kind: '/', text: s.name()}
	case c == '[' && depth < maxNested:
		s.at++
		return token{kind: '[', list: s.until(']', depth)}
	case isDelimiter(c):
		s.at++
		return token{kind: 'o', text: string(c)}
	}
	return s.word()
}

func (s *scanner) until(end byte, depth int) (list []token) {
	for {
		one := s.next(depth + 1)
		if one.kind == 0 || one.kind == 'o' && one.text == string(end) {
			return list
		}
		list = append(list, one)
	}
}

func (s *scanner) peek(ahead int) byte {
	if s.at+ahead < len(s.bytes) {
		return s.bytes[s.at+ahead]
	}
	return 0
}

func (s *scanner) space() {
	for s.at < len(s.bytes) {
		switch c := s.bytes[s.at]; {
		case isSpace(c):
			s.at++
		case c == '%':
			for s.at < len(s.bytes) && s.bytes[s.at] != '\n' && s.bytes[s.at] != '\r' {
				s.at++
			}
		default:
			return
		}
	}
}

func (s *scanner) word() token {
	start := s.at
	for s.at < len(s.bytes) && !isSpace(s.bytes[s.at]) && !isDelimiter(s.bytes[s.at]) {
		s.at++
	}
	text := string(s.bytes[start:s.at])
	if number, err := strconv.ParseFloat(text, 64); err == nil {
		return token{kind: 'n', number: number}
	}
	return token{kind: 'o', text: text}
}

func (s *scanner) name() string {
	start := s.at
	for s.at < len(s.bytes) && !isSpace(s.bytes[s.at]) && !isDelimiter(s.bytes[s.at]) {
		s.at++
	}
	return string(s.bytes[start:s.at])
}

func (s *scanner) literal() string {
	var text []byte
	open := 0
	for ; s.at < len(s.bytes); s.at++ {
		c := s.bytes[s.at]
		switch c {
		case '(':
			if open++; open == 1 {
				continue
			}
		case ')':
			if open--; open == 0 {
				s.at++
				return string(text)
			}
		case '\\':
			text = s.escaped(text)
			continue
		}
		text = append(text, c)
	}
	return string(text)
}

// escaped takes the backslash and what it escapes, but for the last byte.
func (s *scanner) escaped(text []byte) []byte {
	s.at++
	c := s.peek(0)
	switch c {
	case 'n':
		return append(text, '\n')
	case 'r':
		return append(text, '\r')
	case 't':
		return append(text, '\t')
	case 'b', 'f':
		return text
	case '\n':
		return text
	case '\r':
		if s.peek(1) == '\n' {
			s.at++
		}
		return text
	}
	if c < '0' || c > '7' {
		return append(text, c)
	}
	code := 0
	for i := 0; i < 3 && s.peek(0) >= '0' && s.peek(0) <= '7'; i++ {
		code = code<<3 | int(s.peek(0)-'0')
		s.at++
	}
	s.at--
	return append(text, byte(code))
}

func (s *scanner) hexadecimal() string {
	var text []byte
	high, half := 0, false
	for s.at++; s.at < len(s.bytes); s.at++ {
		c := s.bytes[s.at]
		if c == '>' {
			s.at++
			break
		}
		digit := digitOf(c)
		switch {
		case digit < 0:
		case half:
			text, half = append(text, byte(high<<4|digit)), false
		default:
			high, half = digit, true
		}
	}
	if half {
		text = append(text, byte(high<<4))
	}
	return string(text)
}

func digitOf(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// picture passes over the bytes of a picture that is drawn in the line.
func (s *scanner) picture() {
	for ; s.at+2 < len(s.bytes); s.at++ {
		if isSpace(s.bytes[s.at]) && s.bytes[s.at+1] == 'E' && s.bytes[s.at+2] == 'I' && (s.at+3 >= len(s.bytes) || isSpace(s.bytes[s.at+3])) {
			s.at += 3
			return
		}
	}
	s.at = len(s.bytes)
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}
