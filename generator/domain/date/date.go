// Package date holds the dates of the record, each as exact as it is known:
// a day, a month or a year. An unknown part is unknown, never 1 January.
//
// Written dates follow ISO 8601: "2022-02-28", "2022-02", "2022", the
// interval "2022-02-28/2022-03-04". Anything else is refused with a sentence
// that says what to write.
package date

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // a Windows machine has no table of time zones
)

// A Date is a day, a month (Day is 0) or a year (Month is 0 too) of the
// Gregorian calendar. The zero Date is "not known". It is as small as it can be,
// since every number of the record has two.
type Date struct {
	year       int16
	month, day uint8
}

// Of is a day, a month or a year. The year has four digits at most.
func Of(year int, month time.Month, day int) Date { return Date{int16(year), uint8(month), uint8(day)} }

// Year, Month and Day are the parts of a date, 0 where they are not known.
func (d Date) Year() int         { return int(d.year) }
func (d Date) Month() time.Month { return time.Month(d.month) }
func (d Date) Day() int          { return int(d.day) }

// InMonth and InYear are the month and the year of a date, as far as they are known.
func (d Date) InMonth() Date { return Date{year: d.year, month: d.month} }
func (d Date) InYear() Date  { return Date{year: d.year} }

// Known is false for the zero Date.
func (d Date) Known() bool { return d.year != 0 }

// Exact tells whether the day is known.
func (d Date) Exact() bool { return d.day != 0 }

// String writes the date as ISO 8601, as exactly as it is known, which is
// also the value of the datetime attribute of HTML.
func (d Date) String() string {
	if !d.Known() {
		return ""
	}
	return string(d.Append(make([]byte, 0, len("2022-02-28"))))
}

// Append writes a date that is known as String does.
func (d Date) Append(written []byte) []byte {
	written = padded(written, d.Year(), 1000)
	if d.month != 0 {
		written = padded(append(written, '-'), int(d.month), 10)
	}
	if d.month != 0 && d.day != 0 {
		written = padded(append(written, '-'), d.Day(), 10)
	}
	return written
}

// padded writes a number with as many digits as another has.
func padded(written []byte, number, wide int) []byte {
	for ; number < wide && wide > 1; wide /= 10 {
		written = append(written, '0')
	}
	return strconv.AppendInt(written, int64(number), 10)
}

// First is the earliest day that the date can mean.
func (d Date) First() Date {
	return Date{d.year, max(d.month, 1), max(d.day, 1)}
}

// Last is the latest day that the date can mean.
func (d Date) Last() Date {
	switch {
	case d.month == 0:
		return Date{d.year, 12, 31}
	case d.day == 0:
		return Of(d.Year(), d.Month(), daysIn(d.Year(), d.Month()))
	}
	return d
}

// Compare orders dates by their first day, and the less exact one first
// where these are the same. Unknown stands before all.
func (d Date) Compare(other Date) int {
	return cmp.Or(d.Year()-other.Year(), int(d.month)-int(other.month), d.Day()-other.Day())
}

func daysIn(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// Parse reads a day, a month or a year. The error is a sentence for the
// person who wrote it.
func Parse(written string) (Date, error) {
	parts := strings.Split(written, "-")
	lengths := []int{4, 2, 2}
	if len(parts) > len(lengths) {
		return Date{}, notADate(written)
	}
	var numbers [3]int
	for i, part := range parts {
		number, err := strconv.Atoi(part)
		if err != nil || len(part) != lengths[i] || number < 0 {
			return Date{}, notADate(written)
		}
		numbers[i] = number
	}
	d := Of(numbers[0], time.Month(numbers[1]), numbers[2])
	switch {
	case !d.Known():
		return Date{}, notADate(written)
	case len(parts) > 1 && (d.month < 1 || d.month > 12):
		return Date{}, fmt.Errorf("there is no month %s in “%s”", parts[1], written)
	case len(parts) > 2 && (d.day < 1 || d.Day() > daysIn(d.Year(), d.Month())):
		return Date{}, fmt.Errorf("there is no day %s in %s %d", parts[2], d.Month(), d.Year())
	}
	return d, nil
}

func notADate(written string) error {
	return fmt.Errorf("“%s” is not a date", written)
}

// A Span is what lies between two dates, both included. A single date is a
// Span with the same First and Last.
type Span struct{ First, Last Date }

// String writes the span as ISO 8601: one date, or two with a slash.
func (s Span) String() string {
	if s.First == s.Last {
		return s.First.String()
	}
	return s.First.String() + "/" + s.Last.String()
}

// Known is false for the zero Span.
func (s Span) Known() bool { return s.First.Known() }

// Holds tells whether some day that the date can mean lies in the span; a
// span without a Last is open.
func (s Span) Holds(d Date) bool {
	if d.Last().Compare(s.First.First()) < 0 {
		return false
	}
	return !s.Last.Known() || d.First().Compare(s.Last.Last()) <= 0
}

// ParseSpan reads a date or an interval of two dates with a slash between
// them. The error is a sentence for the person who wrote it.
func ParseSpan(written string) (Span, error) {
	from, to, interval := strings.Cut(written, "/")
	first, err := Parse(from)
	if err != nil || !interval {
		return Span{first, first}, err
	}
	last, err := Parse(to)
	if err != nil {
		return Span{}, err
	}
	if last.Last().Compare(first.First()) < 0 {
		return Span{}, fmt.Errorf("%s ends before it begins", written)
	}
	return Span{first, last}, nil
}

// Spans is one or more spans in order of time, such as the days on which
// inspectors were present.
type Spans []Span

// First is the date on which the first span begins; it may be unknown.
func (s Spans) First() Date {
	if len(s) == 0 {
		return Date{}
	}
	return s[0].First
}

// Last is the date on which the last span ends; it may be unknown.
func (s Spans) Last() Date {
	if len(s) == 0 {
		return Date{}
	}
	return s[len(s)-1].Last
}

// String is the spans as ISO 8601 has them: "2012", "2017-04-25/2017-05-18, 2017-06-01".
func (s Spans) String() string {
	said := make([]string, len(s))
	for i, span := range s {
		said[i] = span.String()
	}
	return strings.Join(said, ", ")
}

// London is the place whose clock decides when something is published.
var London = mustLoad("Europe/London")

func mustLoad(name string) *time.Location {
	place, err := time.LoadLocation(name)
	if err != nil {
		panic(err) // time/tzdata is linked into the program
	}
	return place
}

// ParseMoment reads a day with or without a time of day, "2022-05-09T00:01",
// as shown by a clock in London, and gives the moment in the time of
// Greenwich; a day alone means its first minute.
func ParseMoment(written string) (time.Time, error) {
	for _, layout := range []string{"2006-01-02T15:04", "2006-01-02T15:04:05", time.DateOnly} {
		if moment, err := time.ParseInLocation(layout, written, London); err == nil {
			return moment.UTC(), nil
		}
	}
	return time.Time{}, fmt.Errorf("“%s” is not a day with a time", written)
}

// On is the day that a clock in London shows at a moment.
func On(moment time.Time) Date {
	year, month, day := moment.In(London).Date()
	return Of(year, month, day)
}
