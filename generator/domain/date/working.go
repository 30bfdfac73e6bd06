package date

import (
	"slices"
	"time"
)

// Number counts the days up to the first day that the date can mean, so that
// two dates can be set on one axis.
func (d Date) Number() int {
	first := d.First()
	return int(time.Date(first.Year(), first.Month(), first.Day(), 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}

// Holidays are the days beside Saturdays and Sundays on which nobody works,
// in order of time.
type Holidays []Date

// After counts working days from the day after a given one and gives the last
// of them. It is false where the day is not exact, and where a year that it
// counts through has no holidays in the list: every year has some, so the list
// does not reach so far.
func (h Holidays) After(start Date, workingDays int) (Date, bool) {
	if !start.Exact() || len(h) == 0 {
		return Date{}, false
	}
	at := time.Date(start.Year(), start.Month(), start.Day(), 0, 0, 0, 0, time.UTC)
	for counted := 0; counted < workingDays; {
		at = at.AddDate(0, 0, 1)
		day := Of(at.Date())
		if !h.reach(day.Year()) {
			return Date{}, false
		}
		if h.isWorkingDay(day, at.Weekday()) {
			counted++
		}
	}
	return Of(at.Date()), true
}

func (h Holidays) isWorkingDay(day Date, weekday time.Weekday) bool {
	return weekday != time.Saturday && weekday != time.Sunday && !slices.Contains(h, day)
}

func (h Holidays) reach(year int) bool {
	return slices.ContainsFunc(h, func(day Date) bool { return day.Year() == year })
}
