package plot

import (
	"strconv"
	"strings"

	"plainsight/generator/domain/metric"
	"plainsight/generator/kit/language"
)

// Figure says a number with the unit that is written with it. Its digits stay
// as printed; thousands are parted, as the texts of the site part them.
func Figure(v metric.Value, unit string, w *language.Words) string {
	return WithUnit(Parted(v.Printed), unit, w)
}

// Figures is Figure for many numbers of one unit.
func Figures(unit string, w *language.Words) func(metric.Value) string {
	const number = "0"
	before, after, simple := strings.Cut(WithUnit(number, unit, w), number)
	return func(v metric.Value) string {
		if printed := Parted(v.Printed); simple && !strings.HasPrefix(printed, "-") {
			return before + printed + after
		}
		return Figure(v, unit, w)
	}
}

func WithUnit(number, unit string, w *language.Words) string {
	return w.Isolate(signed(number, unit, w))
}

// signed is a number with the sign of its unit.
func signed(number, unit string, w *language.Words) string {
	switch unit {
	case "pounds":
		if rest, negative := strings.CutPrefix(number, "-"); negative {
			return "-" + w.Word("chart.unit.pounds", "Number", rest)
		}
		return w.Word("chart.unit.pounds", "Number", number)
	case "per cent":
		return w.Word("chart.unit.per-cent", "Number", number)
	}
	return number
}

// Parted puts a comma between thousands where there are four digits or more
// before the point; what is not plain digits stays as it is.
func Parted(printed string) string {
	number, sign := printed, ""
	if strings.HasPrefix(number, "-") {
		number, sign = number[1:], "-"
	}
	whole, rest, point := strings.Cut(number, ".")
	if !digits(whole) || point && !digits(rest) || len(whole) < 4 {
		return printed
	}
	var out strings.Builder
	out.WriteString(sign)
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			out.WriteByte(',')
		}
		out.WriteRune(digit)
	}
	if point {
		out.WriteString("." + rest)
	}
	return out.String()
}

func digits(text string) bool {
	for _, r := range text {
		if r < '0' || r > '9' {
			return false
		}
	}
	return text != ""
}

// places is how many digits a number has after the point.
func places(printed string) int {
	_, rest, _ := strings.Cut(printed, ".")
	return len(rest)
}

// Difference is how far two numbers are apart, without a sign, with as many
// digits after the point as the one that has more of them.
func Difference(a, b metric.Value) string {
	apart := b.Number - a.Number
	if apart < 0 {
		apart = -apart
	}
	return strconv.FormatFloat(apart, 'f', min(max(places(a.Printed), places(b.Printed)), 15), 64)
}

// IsNumber tells whether a cell is plain digits, with a sign and a point.
func IsNumber(cell string) bool {
	whole, rest, point := strings.Cut(strings.TrimPrefix(cell, "-"), ".")
	return digits(whole) && (!point || digits(rest))
}
