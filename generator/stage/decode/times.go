package decode

import (
	"fmt"
	"strings"

	"plainsight/generator/domain/metric"
	"plainsight/generator/kit/diag"
)

// timeIdentifiers are the kinds of time that can be read by themselves.
var timeIdentifiers = []string{"Calendar year", "Financial year", "Academic year", "Reporting year"}

// period is the period of a row: as the author declared it, or as the file
// writes it. It is not read where the author declares others, and where it
// has been reported.
func (c *chooser) period() (metric.Period, bool) {
	as := written{c.named("time_period"), c.named("time_identifier")}
	if len(c.metric.choice.periods) > 0 {
		if period, found := c.declared(as); found {
			return period, true
		}
	}
	if known, before := c.times[as]; before {
		return known.period, known.read
	}
	as = written{strings.Clone(as.period), strings.Clone(as.identifier)}
	period, problem := c.readPeriod(as)
	c.times[as] = meant{period, problem == nil}
	if problem != nil && problem.Code != "" && !c.told {
		c.told = true
		c.report(*problem)
	}
	return period, problem == nil
}

func (c *chooser) declared(as written) (metric.Period, bool) {
	words := strings.TrimSpace(as.period + " " + as.identifier)
	for _, one := range c.metric.choice.periods {
		if one.first == 0 && one.value == words || one.first > 0 && one.first <= c.line() && c.line() <= one.last {
			return one.period, true
		}
	}
	return metric.Period{}, false
}

// readPeriod reads four or six digits by what the identifier calls them. The
// empty problem stands for a row that the author passes over.
func (c *chooser) readPeriod(as written) (metric.Period, *diag.Problem) {
	m := c.metric
	var digits, year string
	switch strings.ToLower(as.identifier) {
	case "calendar year":
		digits, year = fourDigits(as.period), "calendar"
	case "financial year":
		digits, year = sixDigits(as.period), "financial"
	case "academic year":
		digits, year = sixDigits(as.period), "academic"
	case "reporting year":
		digits, year = fourDigits(as.period), m.Year
	default:
		return c.unreadTime(as)
	}
	switch {
	case digits == "":
		return c.wrongTime(as, fmt.Errorf("“%s” is not a %s", as.period, strings.ToLower(as.identifier)))
	case year != m.Year:
		problem := badPeriod.At(m.From.At("year"), "%s counts in %ss, and here the year is “%s”", c.file, strings.ToLower(as.identifier), m.Year).
			Try("Write “year: %s”, or choose another file.", year)
		return metric.Period{}, &problem
	case strings.EqualFold(as.identifier, "reporting year"):
		return c.reportingYear(as, digits)
	}
	period, err := metric.ParsePeriod(digits, year)
	if err != nil {
		return c.wrongTime(as, err)
	}
	return period, nil
}

func fourDigits(text string) string {
	if len(text) == 4 && isDigits(text) {
		return text
	}
	return ""
}

func sixDigits(text string) string {
	if len(text) == 6 && isDigits(text) {
		return text[:4] + "/" + text[4:]
	}
	return ""
}

// reportingYear reads a year that is named by the calendar year in which it
// ends. The file does not say when that is, nor whether the numbers are of its
// last day: the metric does.
func (c *chooser) reportingYear(as written, digits string) (metric.Period, *diag.Problem) {
	m, counted := c.metric, c.metric.choice.counted
	if counted == "" {
		counted = map[string]string{"stock": atEnd, "flow": inYear, "money": inYear}[m.Kind]
	}
	var period metric.Period
	var err error
	switch {
	case counted == "":
		problem := badPeriod.At(m.choice.place, "%s counts in reporting years, which can be whole years or their last days", c.file).
			Try("Add “counted: at-end” or “counted: in-year” under “columns”, as the publisher's notes have it.")
		return metric.Period{}, &problem
	case counted == atEnd:
		period, err = metric.LastDay(digits, m.Year)
	default:
		period, err = metric.YearTo(digits, m.Year)
	}
	if err != nil {
		return c.wrongTime(as, err)
	}
	return period, nil
}

func (c *chooser) wrongTime(as written, err error) (metric.Period, *diag.Problem) {
	problem := badPeriod.At(c.at("time_period"), "%s", err).
		Try("Official files write 2018 for a calendar year or a reporting year, and 201718 for a financial year or an academic year.")
	return metric.Period{}, &problem
}

func (c *chooser) unreadTime(as written) (metric.Period, *diag.Problem) {
	if len(c.metric.choice.periods) > 0 {
		return metric.Period{}, &diag.Problem{} // the author has chosen others
	}
	if as.identifier == "" {
		problem := badPeriod.At(c.at("time_identifier"), "nothing says which time this row is for").
			Try("Say it under “columns” in %s, with the lines of this file: “periods: {2018: lines 2-9}”.", c.metric.From.File)
		return metric.Period{}, &problem
	}
	problem := badPeriod.At(c.at("time_identifier"), "“%s” is not a kind of time that can be read by itself", as.identifier).
		Try("Those are %s. For others say under “columns” in %s what they mean: “periods: {…: %s %s}”, and for … a period such as 2017-03-31 or 2010-07/2010-12.",
			diag.Or(timeIdentifiers), c.metric.From.File, as.period, as.identifier)
	return metric.Period{}, &problem
}
