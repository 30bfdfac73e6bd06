package metric

import "testing"

func TestParsePeriod(t *testing.T) {
	for _, c := range []struct{ written, year, span string }{
		{"2006/07", "financial", "2006-04-01/2007-03-31"},
		{"1999/00", "financial", "1999-04-01/2000-03-31"},
		{"2006/07", "academic", "2006-09-01/2007-08-31"},
		{"2006/07", "september", "2006-10-01/2007-09-30"},
		{"2017", "calendar", "2017"},
		{"2017-03-31", "financial", "2017-03-31"},
		{"2010-07/2010-12", "financial", "2010-07/2010-12"},
	} {
		period, err := ParsePeriod(c.written, c.year)
		if err != nil || period.Span.String() != c.span || period.Printed != c.written {
			t.Errorf("%s (%s) is %+v, %v; want %s", c.written, c.year, period, err, c.span)
		}
	}
}

func TestParsePeriodRefusesWithAReason(t *testing.T) {
	for written, want := range map[string]string{
		"2006-07":         "“2006-07” could be a month or two years",
		"2006/08":         "“2006/08” are not two years that follow each other",
		"2006/7":          "“2006/7” is not a period",
		"0000/01":         "“0000/01” are not two years that follow each other",
		"2010-12/2010-07": "“2010-12/2010-07” is not a period",
		"last year":       "“last year” is not a period",
		"":                "“” is not a period",
	} {
		if _, err := ParsePeriod(written, "financial"); err == nil || err.Error() != want {
			t.Errorf("ParsePeriod(%q): %v, want %s", written, err, want)
		}
	}
	const want = "“2006/07” spans two years, and here a year is the calendar's"
	if _, err := ParsePeriod("2006/07", "calendar"); err == nil || err.Error() != want {
		t.Errorf("a year over two was taken for a calendar year: %v", err)
	}
}

func TestPeriodsInOrder(t *testing.T) {
	inOrder := []string{"2005/06", "2006", "2006/07", "2010-07/2010-09", "2010-07/2010-12", "2017-03-31"}
	for i := 1; i < len(inOrder); i++ {
		a, _ := ParsePeriod(inOrder[i-1], "financial")
		b, _ := ParsePeriod(inOrder[i], "financial")
		if a.Compare(b) >= 0 || b.Compare(a) <= 0 || a.Compare(a) != 0 {
			t.Errorf("%s does not stand before %s", a.Printed, b.Printed)
		}
	}
}

func FuzzParsePeriod(f *testing.F) {
	for _, seed := range []string{"2006/07", "2017", "2017-03-31", "2010-07/2010-12", "2006-07", "1999/00"} {
		f.Add(seed, "financial")
	}
	f.Fuzz(func(t *testing.T, written, year string) {
		period, err := ParsePeriod(written, year)
		if err == nil && (!period.Span.Known() || period.Span.Last.Last().Compare(period.Span.First.First()) < 0) {
			t.Errorf("%q is %+v", written, period)
		}
	})
}
