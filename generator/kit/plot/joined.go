package plot

import "slices"

// Holds tells whether a break lies within the numbers of a chart.
func (c Chart) Holds(point Break) bool {
	for _, series := range c.Series {
		for i := 1; i < len(series.Points); i++ {
			if Parts([]Break{point}, series.Points[i-1], series.Points[i]) {
				return true
			}
		}
	}
	return false
}

// A Pace is how far neighbours in time are apart, in days, among numbers that
// stand for as much time.
type Pace struct {
	of   Extent
	step float64
}

// PacesOf finds the smallest distance for each length of time.
func PacesOf(all []Series) (paces []Pace) {
	for _, series := range all {
		for i := 1; i < len(series.Points); i++ {
			before, _ := ExtentOf(series.Points[i-1].Period.Span)
			after, _ := ExtentOf(series.Points[i].Period.Span)
			apart := after.Middle() - before.Middle()
			if apart <= 0 || !Alike(before, after) {
				continue
			}
			if known := paceOf(paces, after); known != nil {
				known.step = min(known.step, apart)
			} else {
				paces = append(paces, Pace{after, apart})
			}
		}
	}
	return paces
}

func paceOf(paces []Pace, e Extent) *Pace {
	for i := range paces {
		if Alike(paces[i].of, e) {
			return &paces[i]
		}
	}
	return nil
}

// Joined tells whether a line may be drawn from one point to the next: both
// are there, no period is missing between them, they stand for as much time,
// and no break lies between them.
func Joined(before, after Point, breaks []Break, paces []Pace) bool {
	a, _ := ExtentOf(before.Period.Span)
	b, _ := ExtentOf(after.Period.Span)
	apart := b.Middle() - a.Middle()
	if !before.Shown() || !after.Shown() || apart <= 0 || !Alike(a, b) {
		return false
	}
	if usual := paceOf(paces, b); usual != nil && apart > 1.5*usual.step {
		return false
	}
	return !Parts(breaks, before, after)
}

// Parts tells whether a break lies between two points.
func Parts(breaks []Break, before, after Point) bool {
	a, _ := ExtentOf(before.Period.Span)
	b, _ := ExtentOf(after.Period.Span)
	return slices.ContainsFunc(breaks, func(point Break) bool {
		e, ok := ExtentOf(point.At.Span)
		return ok && a.Middle() < e.From && e.From <= b.Middle()
	})
}
