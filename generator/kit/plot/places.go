package plot

import "plainsight/generator/domain/metric"

// Placed turns dots of several places, each with one number for the same time,
// into one series with the names of the places for its groups: us first, and
// then those that we are set beside. All other charts stay as they are.
func (c Chart) Placed() Chart {
	if c.Kind != "dot" || len(c.Series) < 2 || len(c.Series[0].Points) != 1 {
		return c
	}
	at := c.Series[0].Points[0].Period
	var one Series
	for i, series := range c.Series {
		if len(series.Points) != 1 || series.Points[0].Label != "" || series.Points[0].Period.Span != at.Span {
			return c
		}
		point := series.Points[0]
		point.Label, point.other = series.Name, i > 0
		one.Points = append(one.Points, point)
	}
	c.Series, c.at = []Series{one}, &at
	return c
}

// ForAll is the time that all numbers are for, where it is not said with each
// of them.
func (c Chart) ForAll() *metric.Period { return c.at }

// Leads tells whether a number is that of the place that all others are set
// beside.
func (c Chart) Leads(p Point) bool { return c.at != nil && !p.other }

// MarkOf is the mark of a number: that of its series, or, where places are set
// beside each other, one for us and another for all others.
func (b Bar) MarkOf() int {
	if b.Point.other {
		return 1
	}
	return b.Series
}
