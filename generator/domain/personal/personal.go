// Package personal knows what in a text may tell who somebody is or where she
// can be reached: numbers of the National Health Service, e-mail addresses,
// telephone numbers, postcodes beside a street, dates of birth.
//
// It takes lines and gives places in them, never the values: nothing that it
// returns may repeat what it found. What it finds may be public all the same,
// such as the telephone of a council; Plain makes values comparable with a list
// of those that were declared so.
//
// It finds what is written in the forms of the United Kingdom. It finds no
// names: a program cannot tell the name of a child from that of a street.
package personal

import (
	"regexp"
	"strings"
	"unicode"
)

// A Kind is what was found.
type Kind string

// Kinds are the kinds of finds, as they are named in data/allowed.yaml.
const (
	NHSNumber Kind = "nhs-number"
	Email     Kind = "email"
	Phone     Kind = "phone"
	Address   Kind = "address"
	Birth     Kind = "date-of-birth"
)

// Kinds in the order in which people read of them.
var Kinds = []Kind{NHSNumber, Email, Phone, Address, Birth}

// A Find is something in a line: its bytes from Start to End.
type Find struct {
	Kind       Kind
	Start, End int
}

// A Reader goes through the lines of a text in their order; what a line means
// may depend on the ones before it. The zero Reader is at the start of a text.
type Reader struct {
	streets [2]bool // whether the last lines had a street
	births  bool    // in a table with a column of dates of birth
}

var (
	email    = regexp.MustCompile(`[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`)
	digits   = regexp.MustCompile(`(?:\+44|\(?\d)[\d ()\x{00a0}-]{7,}\d`)
	postcode = regexp.MustCompile(`\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b`)
	street   = regexp.MustCompile(`\b[A-Z][A-Za-z'’-]+ (?:` + strings.Join(streets, "|") + `)\b`)
	birth    = regexp.MustCompile(`(?i)\b(?:d\.?o\.?b\b|date of birth|birth ?date|born)`)
	fullDate = regexp.MustCompile(`(?i)\b(?:\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d{2}|(?:19|20)\d{2}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]* (?:19|20)\d{2})\b`)
)

// Line gives what is in the next line of the text, in the order of the line.
func (r *Reader) Line(line string) (finds []Find) {
	if strings.Contains(line, "@") {
		for _, at := range email.FindAllStringIndex(line, -1) {
			finds = append(finds, Find{Email, at[0], at[1]})
		}
	}
	finds = append(finds, numbers(line)...)
	finds = append(finds, r.addresses(line)...)
	finds = append(finds, r.birthDates(line)...)
	return finds
}

// numbers finds telephone numbers and those of the health service.
func numbers(line string) (finds []Find) {
	if !mayNumber(line) {
		return nil
	}
	for _, at := range digits.FindAllStringIndex(line, -1) {
		if at[0] > 0 && joins(line[at[0]-1]) || goesOn(line[at[1]:]) {
			continue // a part of a longer number, of a code or of an address of the web
		}
		switch written := line[at[0]:at[1]]; {
		case isPhone(written):
			finds = append(finds, Find{Phone, at[0], at[1]})
		case isNHSNumber(written):
			finds = append(finds, Find{NHSNumber, at[0], at[1]})
		}
	}
	return finds
}

// joins tells whether a letter beside a number makes it part of something
// else.
func joins(letter byte) bool {
	return letter == '/' || letter == '.' || letter == '_' || letter == '=' || letter == '#' ||
		'a' <= letter|0x20 && letter|0x20 <= 'z' || '0' <= letter && letter <= '9'
}

// goesOn tells whether what stands behind a number makes it part of something
// else. A full stop does so only inside a word.
func goesOn(rest string) bool {
	if rest != "" && rest[0] == '.' {
		rest = rest[1:]
	}
	return rest != "" && joins(rest[0])
}

// isPhone tells whether digits are a telephone number: ten or eleven of them
// with a nought in front, in groups of at least two.
func isPhone(written string) bool {
	number := onlyDigits(written)
	if rest, abroad := strings.CutPrefix(written, "+44"); abroad {
		number = "0" + strings.TrimPrefix(onlyDigits(rest), "0")
	}
	if len(number) < 10 || len(number) > 11 || number[0] != '0' || number[1] == '0' {
		return false
	}
	for _, group := range strings.FieldsFunc(written, func(r rune) bool { return !unicode.IsDigit(r) }) {
		if len(group) < 2 {
			return false
		}
	}
	return true
}

// isNHSNumber tells whether ten digits, together or in groups of three, three
// and four, have the check digit of the National Health Service: the weighted
// sum of all is a multiple of 11.
func isNHSNumber(written string) bool {
	number := onlyDigits(written)
	groups := strings.FieldsFunc(written, func(r rune) bool { return !unicode.IsDigit(r) })
	if len(number) != 10 || len(groups) != 1 && (len(groups) != 3 || len(groups[0]) != 3 || len(groups[1]) != 3) {
		return false
	}
	sum, same := 0, true
	for i, digit := range number {
		sum += (10 - i) * int(digit-'0')
		same = same && number[i] == number[0]
	}
	// The last digit has the weight 1, so the sum includes it.
	return sum%11 == 0 && !same
}

// addresses finds postcodes that stand beside a street, in the line or in the
// two before it. A postcode alone is that of many.
func (r *Reader) addresses(line string) (finds []Find) {
	here := mayStreet(line) && street.MatchString(line)
	near := here || r.streets[0] || r.streets[1]
	r.streets[0], r.streets[1] = r.streets[1], here
	if !near {
		return nil
	}
	for _, at := range postcode.FindAllStringIndex(line, -1) {
		finds = append(finds, Find{Address, at[0], at[1]})
	}
	return finds
}

// nearBirth is how far, in bytes, a date may stand behind the words that make
// it one of birth.
const nearBirth = 40

// birthDates finds dates behind the words “date of birth”, “DOB” or “born”, and
// in a table below a heading of these words.
func (r *Reader) birthDates(line string) (finds []Find) {
	isRow := strings.ContainsAny(line, "|,\t")
	var said []int
	if mayBirth(line) {
		said = birth.FindStringIndex(line)
	}
	if !isRow {
		r.births = false
	}
	if said == nil && !r.births {
		return nil
	}
	for _, at := range fullDate.FindAllStringIndex(line, -1) {
		if r.births || at[0] >= said[1] && at[0]-said[1] <= nearBirth {
			finds = append(finds, Find{Birth, at[0], at[1]})
		}
	}
	if said != nil && isRow && len(finds) == 0 && strings.ToLower(line[said[0]:said[1]]) != "born" {
		r.births = true
	}
	return finds
}

func onlyDigits(written string) string {
	return strings.Map(func(letter rune) rune {
		if '0' <= letter && letter <= '9' {
			return letter
		}
		return -1
	}, written)
}

// Plain is a value in the form in which two are compared: small letters and
// digits alone.
func Plain(value string) string {
	if rest, abroad := strings.CutPrefix(strings.TrimSpace(value), "+44"); abroad {
		value = "0" + strings.TrimPrefix(strings.TrimLeft(rest, " ("), "0")
	}
	return strings.Map(func(letter rune) rune {
		if unicode.IsLetter(letter) || unicode.IsDigit(letter) || letter == '@' {
			return unicode.ToLower(letter)
		}
		return -1
	}, value)
}
