package decode

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"plainsight/generator/domain/metric"
)

// A fault is a problem whose place is known elsewhere: what is wrong, and what
// to type. Unit is true where it is the unit of the metric that may be wrong.
type fault struct {
	message, hint string
	unit          bool
}

// numberIn reads a number as people and spreadsheets write it, for a metric
// whose unit says what its signs mean. What could mean two things is refused.
//
//	1901, 15.7, -3        read; the minus sign of typesetters is one too
//	1,901 and 1,234.50    read, the commas before three digits taken away
//	£1,234.50, -£5        read where the unit is pounds, else refused
//	12.5%, 12.5 %         read where the unit is per cent, else refused
//	(1,234)               below zero where the unit is pounds; else refused,
//	                      since statistics mark doubtful numbers so
//	1.2k, £1.1m           refused: how many digits are known is for a person to
//	                      say; the hint has the number written out
//	0,123 and 12,34       refused: the comma could mark decimals
//	1e3, .5, 5., 007, +5  refused
func numberIn(written string, m metric.Metric) (metric.Value, *fault) {
	text, negative := strings.Replace(written, "−", "-", 1), false
	if inner, bracketed := between(text, "(", ")"); bracketed {
		if m.Unit != metric.Pounds {
			return metric.Value{}, &fault{message: fmt.Sprintf("“%s” could be below zero, or marked as doubtful", written),
				hint: "Write it without brackets, with a minus where it is below zero."}
		}
		text, negative = inner, true
	} else if rest, minus := strings.CutPrefix(text, "-"); minus {
		text, negative = rest, true
	}
	text, refused := withoutSigns(written, text, m.Unit)
	if refused != nil {
		return metric.Value{}, refused
	}
	digits, read := plainDigits(text)
	if !read {
		return metric.Value{}, notANumber(written, text, negative)
	}
	if negative {
		digits = "-" + digits
	}
	number, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		return metric.Value{}, notANumber(written, text, negative)
	}
	return metric.Value{Printed: digits, Number: number}, nil
}

func between(text, open, shut string) (string, bool) {
	inner, opened := strings.CutPrefix(text, open)
	inner, closed := strings.CutSuffix(inner, shut)
	return strings.TrimSpace(inner), opened && closed
}

// withoutSigns takes away the sign of a unit, where the metric has that unit.
func withoutSigns(written, text, unit string) (string, *fault) {
	if rest, pounds := strings.CutPrefix(text, "£"); pounds {
		if unit != metric.Pounds {
			return text, otherSign(written, metric.Pounds, unit)
		}
		text = rest
	}
	if rest, percent := strings.CutSuffix(text, "%"); percent {
		if unit != metric.PerCent {
			return text, otherSign(written, metric.PerCent, unit)
		}
		text = strings.TrimSpace(rest)
	}
	return text, nil
}

func otherSign(written, sign, unit string) *fault {
	return &fault{fmt.Sprintf("“%s” is in %s, and the unit of the metric is “%s”", written, sign, unit),
		fmt.Sprintf("Take the sign away, or write “unit: %s” in the metric's own file.", sign), true}
}

// plainDigits takes the commas out of a number, and refuses all but digits
// with a point for decimals.
func plainDigits(text string) (digits string, read bool) {
	whole, decimals, pointed := strings.Cut(text, ".")
	groups := strings.Split(whole, ",")
	for i, group := range groups {
		if !isDigits(group) || i > 0 && len(group) != 3 || i == 0 && len(groups) > 1 && len(group) > 3 {
			return "", false
		}
	}
	whole = strings.Join(groups, "")
	if len(whole) > 1 && whole[0] == '0' {
		return "", false
	}
	if !pointed {
		return whole, true
	}
	return whole + "." + decimals, isDigits(decimals)
}

func isDigits(text string) bool {
	for _, letter := range []byte(text) {
		if letter < '0' || letter > '9' {
			return false
		}
	}
	return text != ""
}

var shortened = regexp.MustCompile(`^([0-9.,]+) ?(k|K|m|M|mn|bn)$`)

// notANumber is the fault of anything else; where it can be told what may be
// meant, the hint writes that out.
func notANumber(written, text string, negative bool) *fault {
	f := &fault{message: fmt.Sprintf("“%s” is not a number", written),
		hint: "Write digits alone, with a point for decimals: 1901 or 15.7. The unit stands in the metric's own file."}
	if parts := shortened.FindStringSubmatch(text); parts != nil {
		if digits, read := plainDigits(parts[1]); read {
			zeros := map[string]int{"k": 3, "m": 6, "mn": 6, "bn": 9}[strings.ToLower(parts[2])]
			f.hint = fmt.Sprintf("Write it out, %s, and say in the note how it is printed.", signed(shifted(digits, zeros), negative))
		}
		return f
	}
	if whole, decimals, comma := strings.Cut(text, ","); comma && isDigits(whole) && isDigits(decimals) {
		f.hint = fmt.Sprintf("Write %s if the comma marks decimals", signed(whole+"."+decimals, negative))
		if whole[0] != '0' {
			f.hint += fmt.Sprintf(", and %s if it parts thousands", signed(whole+decimals, negative))
		}
		f.hint += "."
	}
	if reason, symbol := symbols[text]; symbol {
		f.hint = fmt.Sprintf("Leave the value empty and write “%s” as its status.", reason)
	}
	return f
}

func signed(digits string, negative bool) string {
	if negative {
		return "-" + digits
	}
	return digits
}

// shifted moves the point of a number to the right.
func shifted(digits string, places int) string {
	whole, decimals, _ := strings.Cut(digits, ".")
	decimals += strings.Repeat("0", max(0, places-len(decimals)))
	whole = strings.TrimLeft(whole+decimals[:places], "0")
	if whole == "" {
		whole = "0"
	}
	if rest := strings.TrimRight(decimals[places:], "0"); rest != "" {
		return whole + "." + rest
	}
	return whole
}

// symbols stand in official files in place of numbers, each for a reason.
var symbols = map[string]string{
	"c":   "suppressed",
	"z":   "not-applicable",
	"x":   "not-available",
	":":   "not-available",
	"low": "rounds-to-zero",
	"~":   "rounds-to-zero",
	"k":   "rounds-to-zero",
	"u":   "low-reliability",
}
