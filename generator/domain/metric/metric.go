// Package metric holds numbers about services as they were published: each
// with its period, its place, and whether it is actual, predicted or withheld.
//
// A value that is not there has a reason, and a reason is never zero. Numbers
// keep the digits they were printed with.
package metric

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"plainsight/generator/domain/date"
)

// A Metric is what one measure is, without its observations.
type Metric struct {
	ID, Title, Definition string
	// Unit is a noun, "referrals", or one of the units that are written with
	// the number: "per cent", "pounds", "per 10,000", "ratio".
	Unit string
	// UnitWords are the unit as it is said where that is not as it is written,
	// in another language for instance.
	UnitWords string
	// Kind is one of Kinds, Year one of Years.
	Kind, Year string
	// Source is the ID of a source that all observations come from unless
	// their note says otherwise.
	Source string
	// Chart is how it is drawn, "" for what suits the numbers.
	Chart string
	// Headline is the message of its chart in about ten words; it may be "".
	Headline string
	// Caveat says in our words what a reader has to know before using it.
	Caveat string
	// People is true where children or other people are counted whom a small
	// number could point at.
	People bool
	// Disclosure says why small numbers of people may be published; it is ""
	// where nobody has decided that they may.
	Disclosure string
	// Groups are the names of the columns that split the numbers further.
	Groups []string
	Topics []string
	Breaks []Break
}

// A Break is where the numbers before and after do not compare.
type Break struct {
	At  Period
	Why string
}

// An Observation is one number, or the reason why there is none.
type Observation struct {
	Period Period
	// Place is the ID of an authority.
	Place string
	Value Value
	// Status is one of Statuses.
	Status string
	Note   string
	// Groups are the values of the metric's group columns, in their order.
	Groups []string
	// Line is the line of the file.
	Line int
}

// A Value is a number as printed, without thousands separators, or nothing
// where Status gives a reason.
type Value struct {
	Printed string
	Number  float64
}

// Known is false where there is a reason in place of a number.
func (v Value) Known() bool { return v.Printed != "" }

// Kinds of metrics: a flow during a period, a stock at a date, a rate or
// share, an amount of money.
var Kinds = []string{"flow", "stock", "rate", "money"}

// Years say what a year such as 2006/07 is: to 31 March, from September to
// August, the calendar's, or counted at 30 September.
var Years = []string{"financial", "academic", "calendar", "september"}

// Statuses of a number, and after them the reasons for having none.
var (
	Statuses = []string{"actual", "predicted", "provisional", "revised", "estimated"}
	Reasons  = []string{"suppressed", "not-applicable", "not-available", "rounds-to-zero", "low-reliability"}
)

// A Period is the time that a number is for. Printed is how it was written:
// "2006/07", "2017", "2017-03-31", "2010-07/2010-12".
type Period struct {
	Printed string
	// Years is set for a year that spans two calendar years, "2006/07".
	Years bool
	Span  date.Span
}

var twoYears = regexp.MustCompile(`^(\d{4})/(\d{2})$`)

// ParsePeriod reads a period. The error is a sentence for the person who
// wrote it: "2006-07" is refused, since it could be July.
func ParsePeriod(written, year string) (Period, error) {
	if parts := twoYears.FindStringSubmatch(written); parts != nil {
		if year == "calendar" {
			return Period{}, fmt.Errorf("“%s” spans two years, and here a year is the calendar's", written)
		}
		return yearPeriod(written, parts[1], parts[2], year)
	}
	if strings.Count(written, "-") == 1 && !strings.Contains(written, "/") {
		return Period{}, fmt.Errorf("“%s” could be a month or two years", written)
	}
	span, err := date.ParseSpan(written)
	if err != nil {
		return Period{}, fmt.Errorf("“%s” is not a period", written)
	}
	return Period{Printed: written, Span: span}, nil
}

func yearPeriod(written, first, second, year string) (Period, error) {
	from, _ := strconv.Atoi(first)
	to, _ := strconv.Atoi(second)
	if from == 0 || (from+1)%100 != to {
		return Period{}, fmt.Errorf("“%s” are not two years that follow each other", written)
	}
	start := date.Of(from, time.April, 1)
	end := date.Of(from+1, time.March, 31)
	switch year {
	case "academic":
		start, end = date.Of(from, time.September, 1), date.Of(from+1, time.August, 31)
	case "september":
		start, end = date.Of(from, time.October, 1), date.Of(from+1, time.September, 30)
	}
	return Period{Printed: written, Years: true, Span: date.Span{First: start, Last: end}}, nil
}

// Compare orders periods by their first day, the shorter first.
func (p Period) Compare(other Period) int {
	if order := p.Span.First.First().Compare(other.Span.First.First()); order != 0 {
		return order
	}
	return p.Span.Last.Last().Compare(other.Span.Last.Last())
}

// YearTo is the year that ends in a calendar year, "2018": 2017/18, or 2018
// itself where years are the calendar's.
func YearTo(digits, year string) (Period, error) {
	end, err := strconv.Atoi(digits)
	if err != nil || year == "calendar" {
		return ParsePeriod(digits, year)
	}
	if end < 2 {
		return Period{}, fmt.Errorf("“%s” is not a year", digits)
	}
	return ParsePeriod(fmt.Sprintf("%04d/%02d", end-1, end%100), year)
}

// LastDay is the last day of the year that ends in a calendar year, "2018":
// 2018-03-31 where years are financial.
func LastDay(digits, year string) (Period, error) {
	whole, err := YearTo(digits, year)
	if err != nil {
		return Period{}, err
	}
	return ParsePeriod(whole.Span.Last.Last().String(), year)
}
