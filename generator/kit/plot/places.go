package plot

// placed turns dots of several places, each with one number for the same time,
// into one series with the names of the places for its groups: us first, and
// then those that we are set beside. All other charts stay as they are.
func (c Chart) placed() Chart {
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

// leads tells whether a number is that of the place that all others are set
// beside.
func (c Chart) leads(p Point) bool { return c.at != nil && !p.other }

// markOf is the mark of a number: that of its series, or, where places are set
// beside each other, one for us and another for all others.
func (b bar) markOf() int {
	if b.point.other {
		return 1
	}
	return b.series
}
