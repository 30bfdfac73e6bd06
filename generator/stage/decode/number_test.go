package decode

import (
	"strconv"
	"strings"
	"testing"

	"plainsight/generator/domain/metric"
)

// of is a metric with a unit.
func of(unit string) metric.Metric { return metric.Metric{Unit: unit} }

func TestNumbersAsPeopleWriteThem(t *testing.T) {
	for _, c := range []struct{ written, unit, printed string }{
		{"1901", "referrals", "1901"},
		{"0", "referrals", "0"},
		{"0.0", "referrals", "0.0"},
		{"15.70", "per cent", "15.70"},
		{"-3", "referrals", "-3"},
		{"−3", "referrals", "-3"},
		{"1,901", "referrals", "1901"},
		{"1,234,567.5", "referrals", "1234567.5"},
		{"£1,234.50", "pounds", "1234.50"},
		{"-£5", "pounds", "-5"},
		{"(1,234)", "pounds", "-1234"},
		{"(£1,234)", "pounds", "-1234"},
		{"12.5%", "per cent", "12.5"},
		{"12.5 %", "per cent", "12.5"},
		{"-2%", "per cent", "-2"},
	} {
		value, fault := numberIn(c.written, of(c.unit))
		if fault != nil || value.Printed != c.printed {
			t.Errorf("%s (%s) is %q, %+v; it should be %s", c.written, c.unit, value.Printed, fault, c.printed)
		}
		if number, _ := strconv.ParseFloat(c.printed, 64); value.Number != number {
			t.Errorf("%s is %g", c.written, value.Number)
		}
	}
}

func TestNumbersThatCouldMeanTwoThings(t *testing.T) {
	const plain = "Write digits alone, with a point for decimals: 1901 or 15.7. The unit stands in the metric's own file."
	for _, c := range []struct{ written, unit, message, hint string }{
		{"1.2k", "referrals", "“1.2k” is not a number", "Write it out, 1200, and say in the note how it is printed."},
		{"£1.1m", "pounds", "“£1.1m” is not a number", "Write it out, 1100000, and say in the note how it is printed."},
		{"-0.5 bn", "pounds", "“-0.5 bn” is not a number", "Write it out, -500000000, and say in the note how it is printed."},
		{"1.23456k", "referrals", "“1.23456k” is not a number", "Write it out, 1234.56, and say in the note how it is printed."},
		{"£884k", "referrals", "“£884k” is in pounds, and the unit of the metric is “referrals”", "Take the sign away, or write “unit: pounds” in the metric's own file."},
		{"12%", "referrals", "“12%” is in per cent, and the unit of the metric is “referrals”", "Take the sign away, or write “unit: per cent” in the metric's own file."},
		{"(12)", "referrals", "“(12)” could be below zero, or marked as doubtful", "Write it without brackets, with a minus where it is below zero."},
		{"0,123", "referrals", "“0,123” is not a number", "Write 0.123 if the comma marks decimals."},
		{"15,7", "referrals", "“15,7” is not a number", "Write 15.7 if the comma marks decimals, and 157 if it parts thousands."},
		{"-1234,567", "referrals", "“-1234,567” is not a number", "Write -1234.567 if the comma marks decimals, and -1234567 if it parts thousands."},
		{"c", "referrals", "“c” is not a number", "Leave the value empty and write “suppressed” as its status."},
		{"~", "referrals", "“~” is not a number", "Leave the value empty and write “rounds-to-zero” as its status."},
	} {
		value, fault := numberIn(c.written, of(c.unit))
		if fault == nil {
			t.Errorf("%s is read as %s", c.written, value.Printed)
		} else if fault.message != c.message || fault.hint != c.hint {
			t.Errorf("%s: %s %s", c.written, fault.message, fault.hint)
		}
	}
	for _, written := range []string{"1e3", ".5", "5.", "007", "+5", "--5", "-(5)", "(-5)", "1 901", "1.234,5", "1,,234", "12,34,567", ",123", "1234,567.5",
		"£-5", "££5", "5£", "5%%", "0x10", "Inf", "NaN", "1_000", "½", "٣", "-", "£", "%", "()", "..", "*", strings.Repeat("9", 400)} {
		for _, unit := range []string{"pounds", "per cent"} {
			if value, fault := numberIn(written, of(unit)); fault == nil {
				t.Errorf("%s (%s) is read as %s", written, unit, value.Printed)
			} else if fault.hint == "" {
				t.Errorf("%s has no hint", written)
			}
		}
	}
	if _, fault := numberIn("five", of("referrals")); fault == nil || fault.hint != plain {
		t.Error(fault)
	}
}

// FuzzNumber: what is read is made of the digits that were written, in their
// order, and is the number that those digits are.
func FuzzNumber(f *testing.F) {
	for _, written := range []string{"1,901", "£1,234.50", "(5)", "12.5%", "1.2k", "−3", "0,123", "c"} {
		f.Add(written, "pounds")
		f.Add(written, "per cent")
	}
	f.Fuzz(func(t *testing.T, written, unit string) {
		value, fault := numberIn(written, of(unit))
		if fault != nil {
			if fault.message == "" || fault.hint == "" {
				t.Errorf("%q has no message or no hint", written)
			}
			return
		}
		number, err := strconv.ParseFloat(value.Printed, 64)
		if err != nil || number != value.Number {
			t.Errorf("%q: %s and %g", written, value.Printed, value.Number)
		}
		digits := func(text string) string {
			return strings.Map(func(letter rune) rune {
				if letter == '.' || letter >= '0' && letter <= '9' {
					return letter
				}
				return -1
			}, text)
		}
		if digits(written) != digits(value.Printed) {
			t.Errorf("%q is read as %s", written, value.Printed)
		}
	})
}
