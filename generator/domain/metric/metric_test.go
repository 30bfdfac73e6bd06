package metric

import "testing"

func TestPeriodsAsPeopleWriteThem(t *testing.T) {
	for _, c := range []struct{ written, year, span string }{
		{"2006/07", "financial", "2006-04-01/2007-03-31"},
		{"1999/00", "financial", "1999-04-01/2000-03-31"},
		{"2006/07", "academic", "2006-09-01/2007-08-31"},
		{"2020/21", "september", "2020-10-01/2021-09-30"},
		{"2017", "calendar", "2017"},
		{"2017-03-31", "financial", "2017-03-31"},
		{"2010-07/2010-12", "financial", "2010-07/2010-12"},
	} {
		period, err := ParsePeriod(c.written, c.year)
		if err != nil || period.Span.String() != c.span || period.Printed != c.written {
			t.Errorf("%s (%s) is %s, %v, and should be %s", c.written, c.year, period.Span, err, c.span)
		}
	}
	for written, want := range map[string]string{
		"2006-07":   "“2006-07” could be a month or two years",
		"2006/08":   "“2006/08” are not two years that follow each other",
		"last year": "“last year” is not a period",
		"":          "“” is not a period",
	} {
		if _, err := ParsePeriod(written, "financial"); err == nil || err.Error() != want {
			t.Errorf("%q gives %v, want %s", written, err, want)
		}
	}
}

func TestWhatIsACount(t *testing.T) {
	for _, c := range []struct {
		unit, kind string
		count      bool
	}{
		{"children", "stock", true},
		{"referrals", "flow", true},
		{"children a month", "rate", false},
		{"per cent", "stock", false},
		{"per 10,000", "flow", false},
		{"pounds", "money", false},
		{"pounds", "flow", false},
		{"ratio", "flow", false},
	} {
		if got := (Metric{Unit: c.unit, Kind: c.kind}).IsCount(); got != c.count {
			t.Errorf("%s, a %s: count is %v", c.unit, c.kind, got)
		}
	}
}

func TestUnitsThatAreChildren(t *testing.T) {
	for unit, want := range map[string]bool{
		"children": true, "looked after children": true, "Young people": true, "care leavers": true, "pupils": true,
		"referrals": false, "people": false, "childminders": false, "": false,
	} {
		if OfChildren(unit) != want {
			t.Errorf("%q: %v", unit, !want)
		}
	}
}
