package lint

import (
	"slices"
	"strings"

	"plainsight/generator/domain/metric"
	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
)

var smallCount = diag.Code{
	ID: "small-count", Severity: diag.Warning, Title: "A count of children from 1 to 5", Private: true,
	Text: "Where few are counted, somebody who knows a little more could tell who they are. National statistics hold " +
		"back every count of children from 1 to 5. Do the same, or say in the metric's own file why the number may be " +
		"published: its publisher has done so, for instance, and nobody can be told from it.",
	Example: "2021-09-30,merton,,suppressed,\n\nor, in the metric's own file:\n\ndisclosure: The council itself gave the number at a public meeting.",
}

// countsAreLarge warns of small counts of children, by line alone: neither the
// number nor the row is repeated. A prediction counts nobody.
func countsAreLarge(register *link.Register, report func(diag.Problem)) {
	for _, one := range register.Metrics {
		if !one.People || !one.IsCount() || one.Disclosure != "" {
			continue
		}
		for o := range one.Observations.All() {
			if o.Value.Known() && o.Status != "predicted" && o.Value.Number > 0 && o.Value.Number <= 5 {
				report(withheld(smallCount, one, o.Line, "the count in this line is from 1 to 5, and people could be told from it"))
			}
		}
	}
}

var loneSuppressed = diag.Code{
	ID: "lone-suppressed", Severity: diag.Warning, Title: "A number that was held back can be worked out", Private: true,
	Text: "One number of a group is suppressed, and the total and all the others are there: whoever takes the others from " +
		"the total has it. Statisticians hold back a second number of the group, the smallest of the others as a rule.",
	Example: "2021/22,merton,40,actual,,Total\n2021/22,merton,,suppressed,,boys\n2021/22,merton,,suppressed,,girls",
}

// gapsAreSafe warns of a suppressed number that is alone in its group: the
// rows of one period and place that differ in one column, of which one is the
// total. The number is compared with nothing but zero, to know groups that are
// no parts of a whole, and is not kept.
func gapsAreSafe(register *link.Register, report func(diag.Problem)) {
	for _, one := range register.Metrics {
		if !one.IsCount() || one.Disclosure != "" {
			continue
		}
		var lines []int
		for column := range one.Groups {
			for _, group := range groupsAlong(one, column) {
				if line, lone := recoverable(group, column); lone && !slices.Contains(lines, line) {
					lines = append(lines, line)
					report(withheld(loneSuppressed, one, line, "the number that is held back in this line can be worked out from the total and the others"))
				}
			}
		}
	}
}

// withheld says what to type; in an official file nobody types.
func withheld(code diag.Code, one decode.Metric, line int, what string) diag.Problem {
	hint := "Leave the value empty and write “suppressed”"
	switch {
	case one.File != "":
		hint = "Choose another column, or other filters"
	case code.ID == loneSuppressed.ID:
		hint = "Suppress a second number of the same group"
	}
	return code.At(diag.Place{File: one.Numbers, Line: line}, "%s", what).
		Try("%s, or say in %s why it may be published: “disclosure: …”.", hint, one.From.File)
}

// groupsAlong parts the observations into groups that differ in one column
// alone, in the order of the file.
func groupsAlong(m decode.Metric, column int) (groups [][]metric.Observation) {
	at := map[string]int{}
	for o := range m.Observations.All() {
		key := o.Period.Printed + "\x00" + o.Place
		for i, value := range o.Groups {
			if i != column {
				key += "\x00" + value
			}
		}
		if _, begun := at[key]; !begun {
			at[key] = len(groups)
			groups = append(groups, nil)
		}
		groups[at[key]] = append(groups[at[key]], o)
	}
	return groups
}

// recoverable gives the line of the one suppressed number that the others of
// its group reveal: a part that the total and the other parts leave over, or a
// total that is the sum of its parts.
func recoverable(group []metric.Observation, column int) (line int, lone bool) {
	total, parts := 0.0, 0.0
	gaps, totals, members, gapInTotal := 0, 0, 0, false
	for _, o := range group {
		whole := isTotal(o.Groups[column])
		switch {
		case o.Status == "suppressed":
			gaps, line, gapInTotal = gaps+1, o.Line, whole
		case o.Status == "not-applicable":
			continue
		case !o.Value.Known() && o.Status != "rounds-to-zero":
			return 0, false // another number is not known either
		case whole:
			total = o.Value.Number
		default:
			parts += o.Value.Number
		}
		if whole {
			totals++
		} else {
			members++
		}
	}
	return line, gaps == 1 && totals == 1 && members > 1 && (gapInTotal || total >= parts)
}

// isTotal tells whether a value of a group stands for all of it.
func isTotal(value string) bool {
	value = strings.ToLower(value)
	return value == "total" || value == "all" || strings.HasPrefix(value, "all ") || strings.HasPrefix(value, "total ") || value == "both sexes"
}
