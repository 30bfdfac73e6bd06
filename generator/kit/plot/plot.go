// Package plot holds charts before they have a form: one model, and what every
// form of it says alike.
//
// It takes numbers with their periods as they were printed and words from the
// language file, and gives the words for numbers, periods, statuses and reasons,
// and what compares with what. It refuses to know where numbers come from, which
// page a chart stands on, and what a metric means: titles come in as words.
//
// The forms are made by the packages prose (sentences), scene (where everything
// stands in a picture over time), sheet (pictures of a fixed size), svg (pictures
// for pages), table (tables and files of numbers) and zoom (the interactive view).
//
// Rules that all forms keep: a number has the digits it was printed with; a
// number that is not there has a reason in words and is never zero; a line is
// never drawn across a missing number, a break in series, or periods of
// different length; what is predicted looks predicted and says so.
package plot

import (
	"math"
	"slices"

	"plainsight/generator/domain/date"
	"plainsight/generator/domain/metric"
)

// A Kind is a way to draw.
type Kind string

// Kinds are the ways to draw; "table" is not to draw.
var Kinds = []Kind{"line", "bar", "grouped-bar", "dot", "multiples", "table"}

// A Chart is numbers that are shown together.
type Chart struct {
	// ID is the anchor and the name of the files, "re-referrals-peak".
	ID   string
	Kind Kind
	// Headline is the message in about ten words, or "".
	Headline string
	// Title is the title of the metric.
	Title string
	// Subtitle is measure, place and period in words.
	Subtitle string
	// Unit is as in metric.Metric: "per cent", "pounds", "per 10,000",
	// "ratio" or a noun.
	Unit string
	// UnitWords are a unit that is a noun as it is said, "" where that is Unit.
	UnitWords string
	// Source is where the numbers come from, in words.
	Source string
	Series []Series
	// Events are inspections, in order of time.
	Events []Event
	Breaks []Break
	// at is the time of all numbers where places stand for the series.
	at *metric.Period
}

// A Series is numbers of one place or of one group, in order of time.
type Series struct {
	Name   string
	Points []Point
}

// A Point is one number, or the reason why there is none.
type Point struct {
	Period metric.Period
	// Label is the group that a bar or a dot stands for, or "" where it
	// stands for the period.
	Label string
	Value metric.Value
	// Status is one of metric.Statuses or of metric.Reasons.
	Status string
	Note   string
	// other is set where places stand for the series, and this is not the
	// first.
	other bool
}

// An Event is an inspection that is marked in a chart over time.
type Event struct {
	Span date.Span
	// Letter stands on the flag: "A".
	Letter string
	// Words name it: "Ofsted inspection, 2022".
	Words string
	// Target is its address, for the table.
	Target string
}

// A Break is where the numbers before and from there on do not compare.
type Break struct {
	At  metric.Period
	Why string
}

// Heading is the headline, or the title where there is none.
func (c Chart) Heading() string {
	if c.Headline != "" {
		return c.Headline
	}
	return c.Title
}

// Limits of what a picture can show.
const (
	MostLines  = 5
	mostPanels = 12
	mostRows   = 40
	fewest     = 3
	greatest   = 1e15
)

// Drawn is how the chart is really drawn: more than five lines become small
// multiples, more than a picture can hold and fewer than three numbers become
// a table.
func (c Chart) Drawn() Kind {
	c = c.Placed()
	known, points := 0, 0
	for _, series := range c.Series {
		points += len(series.Points)
		for _, point := range series.Points {
			if point.Value.Known() {
				known++
			}
			if point.Value.Known() && !(math.Abs(point.Value.Number) < greatest) {
				return "table"
			}
		}
	}
	overTime := c.Kind == "line" || c.Kind == "multiples"
	switch {
	case known < fewest || !slices.Contains(Kinds, c.Kind):
		return "table"
	case overTime && !c.hasTimes():
		return "table"
	case overTime && len(c.Series) > mostPanels:
		return "table"
	case c.Kind == "line" && len(c.Series) > MostLines:
		return "multiples"
	case !overTime && points > mostRows:
		return "table"
	case c.Kind == "bar" && len(c.Series) > 1:
		return "grouped-bar"
	case (c.Kind == "grouped-bar" || c.Kind == "dot") && len(c.Series) > MostLines:
		return "table"
	}
	return c.Kind
}

// hasTimes tells whether every point can be placed in time.
func (c Chart) hasTimes() bool {
	for _, series := range c.Series {
		for _, point := range series.Points {
			if _, ok := ExtentOf(point.Period.Span); !ok {
				return false
			}
		}
	}
	return true
}

// Shown tells whether a point has a number.
func (p Point) Shown() bool { return p.Value.Known() }

// Uncertain tells whether a number is not simply what was counted.
func (p Point) Uncertain() bool {
	return p.Shown() && (p.Status == "predicted" || p.Status == "provisional" || p.Status == "estimated")
}

// Common is the status that all numbers of the chart share, where it is an
// uncertain one: it is then said once and not at each number.
func (c Chart) Common() string {
	status := ""
	for _, series := range c.Series {
		for _, point := range series.Points {
			switch {
			case !point.Shown():
			case !point.Uncertain(), status != "" && status != point.Status:
				return ""
			default:
				status = point.Status
			}
		}
	}
	return status
}
