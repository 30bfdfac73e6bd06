package plot

import "slices"

// A Group is what stands together in a chart of bars or dots: one name with
// the numbers of one series, or of several.
type Group struct {
	Name string
	Bars []Bar
}

// A Bar is one number of a group, or of the group's only series.
type Bar struct {
	Name   string
	Series int
	Point  Point
}

// Groups puts the points of all series together by their labels, or by their
// periods where they have none, in the order in which they come. Where every
// series has a single point, or there is one series, names are not said twice.
func (c Chart) Groups(period func(Point) string) (all []Group) {
	place := map[string]int{}
	for i, series := range c.Series {
		for _, point := range series.Points {
			name := point.Label
			if name == "" {
				name = period(point)
			}
			at, known := place[name]
			if !known || len(c.Series) == 1 || all[at].has(i) {
				at = len(all)
				place[name] = at
				all = append(all, Group{Name: name})
			}
			all[at].Bars = append(all[at].Bars, Bar{series.Name, i, point})
		}
	}
	return all
}

// has tells whether a group has a number of a series already.
func (g Group) has(series int) bool {
	return slices.ContainsFunc(g.Bars, func(b Bar) bool { return b.Series == series })
}
