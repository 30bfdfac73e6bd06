package date

import (
	"fmt"
	"testing"
	"time"
)

func TestParseKeepsWhatIsKnown(t *testing.T) {
	for _, written := range []string{"2022", "2022-02", "2022-02-28", "2024-02-29"} {
		d, err := Parse(written)
		if err != nil || d.String() != written {
			t.Errorf("%s came back as %s, %v", written, d, err)
		}
	}
}

func TestParseRefusesWithAReason(t *testing.T) {
	for written, want := range map[string]string{
		"2022-02-30":   "there is no day 30 in February 2022",
		"2023-02-29":   "there is no day 29 in February 2023",
		"2022-13":      "there is no month 13 in “2022-13”",
		"2022-00-01":   "there is no month 00 in “2022-00-01”",
		"28/02/2022":   "“28/02/2022” is not a date",
		"2022-2-28":    "“2022-2-28” is not a date",
		"2022-02-28-1": "“2022-02-28-1” is not a date",
		"":             "“” is not a date",
		"0000":         "“0000” is not a date",
		"-022":         "“-022” is not a date",
	} {
		if _, err := Parse(written); err == nil || err.Error() != want {
			t.Errorf("Parse(%q): %v, want %s", written, err, want)
		}
	}
}

func TestSpans(t *testing.T) {
	span, err := ParseSpan("2022-02-28/2022-03-04")
	if err != nil || span.String() != "2022-02-28/2022-03-04" {
		t.Fatal(span, err)
	}
	if _, err := ParseSpan("2022-03-04/2022-02-28"); err == nil {
		t.Error("a span that ends before it begins was taken")
	}
	if single, err := ParseSpan("2020-10"); err != nil || single.String() != "2020-10" {
		t.Error(single, err)
	}
	open := Span{First: Date{2023, 1, 1}}
	for written, want := range map[string]bool{"2022-12-31": false, "2023": true, "2022": false, "2031-01-01": true} {
		d, _ := Parse(written)
		if open.Holds(d) != want {
			t.Errorf("Holds(%s) is not %t", written, want)
		}
	}
}

func TestMomentsAreLondons(t *testing.T) {
	for written, utc := range map[string]string{
		"2022-05-09T00:01": "2022-05-08T23:01:00Z", // summer time
		"2022-12-09T00:01": "2022-12-09T00:01:00Z",
		"2022-05-09":       "2022-05-08T23:00:00Z",
	} {
		moment, err := ParseMoment(written)
		if err != nil || moment.UTC().Format(time.RFC3339) != utc {
			t.Errorf("%s is %s, %v; want %s", written, moment.UTC().Format(time.RFC3339), err, utc)
		}
	}
	if _, err := ParseMoment("9 May"); err == nil {
		t.Error("“9 May” was taken for a moment")
	}
	late := time.Date(2022, 5, 8, 23, 30, 0, 0, time.UTC)
	if got := On(late).String(); got != "2022-05-09" {
		t.Errorf("a late evening in UTC is %s in London", got)
	}
}

func TestFirstAndLast(t *testing.T) {
	for written, want := range map[string][2]string{
		"2024":       {"2024-01-01", "2024-12-31"},
		"2024-02":    {"2024-02-01", "2024-02-29"},
		"2024-02-03": {"2024-02-03", "2024-02-03"},
	} {
		d, _ := Parse(written)
		if d.First().String() != want[0] || d.Last().String() != want[1] {
			t.Errorf("%s runs from %s to %s", written, d.First(), d.Last())
		}
	}
}

func FuzzParseSpan(f *testing.F) {
	for _, seed := range []string{"2022-02-28/2022-03-04", "2022", "2022-02", "/", "2022/2021"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, written string) {
		span, err := ParseSpan(written)
		if err != nil {
			return
		}
		again, err := ParseSpan(span.String())
		if err != nil || again != span {
			t.Errorf("%q is %v, which reads back as %v, %v", written, span, again, err)
		}
	})
}

func TestDatesAreWrittenWithAllTheirDigits(t *testing.T) {
	for year := 1; year < 12000; year += 7 {
		d := Of(year, time.Month(year%12+1), year%31+1)
		for _, c := range []struct {
			date Date
			want string
		}{
			{d, fmt.Sprintf("%04d-%02d-%02d", d.Year(), int(d.Month()), d.Day())},
			{d.InMonth(), fmt.Sprintf("%04d-%02d", d.Year(), int(d.Month()))},
			{d.InYear(), fmt.Sprintf("%04d", d.Year())},
		} {
			if got := c.date.String(); got != c.want {
				t.Fatalf("%s is written as %s", c.want, got)
			}
		}
	}
}
