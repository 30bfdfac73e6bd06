package plot

import (
	"cmp"
	"strings"

	"plainsight/generator/domain/metric"
	"plainsight/generator/kit/language"
)

// Number says a number, with its status where not all share it.
func (c Chart) Number(p Point, w *language.Words) string {
	if c.Common() != "" && p.Shown() {
		return Figure(p.Value, c.Unit, w)
	}
	return NumberOf(p, c.Unit, w)
}

// Whereabouts is what a number is for: its group, or its period.
func Whereabouts(p Point, w *language.Words) string {
	if p.Label != "" {
		return p.Label
	}
	return PeriodWords(p.Period, w)
}

// messages lists those of the language file that charts are made of, each
// with the names of the values that are given to it.
var messages = []struct {
	id     string
	values []string
}{
	{"chart.unit.pounds", []string{"Number"}},
	{"chart.unit.per-cent", []string{"Number"}},
	{"chart.unit.points", []string{"Number"}},
	{"chart.unit.name-pounds", nil},
	{"chart.unit.name-per-cent", nil},
	{"chart.unit.name-ratio", nil},
	{"chart.status.actual", nil},
	{"chart.status.predicted", nil},
	{"chart.status.provisional", nil},
	{"chart.status.revised", nil},
	{"chart.status.estimated", nil},
	{"chart.reason.suppressed", nil},
	{"chart.reason.not-applicable", nil},
	{"chart.reason.not-available", nil},
	{"chart.reason.rounds-to-zero", nil},
	{"chart.reason.low-reliability", nil},
	{"chart.reason.none", nil},
	{"chart.with-status", []string{"Number", "Status"}},
	{"chart.in", []string{"Period"}},
	{"chart.on", []string{"Period"}},
	{"chart.from", []string{"Period"}},
	{"chart.number-at", []string{"Number", "Period"}},
	{"chart.number-of", []string{"Number", "Name"}},
	{"chart.named", []string{"Name", "Words"}},
	{"chart.start-end", []string{"Start", "End"}},
	{"chart.rose", []string{"Change"}},
	{"chart.rose-double", []string{"Change"}},
	{"chart.fell", []string{"Change"}},
	{"chart.fell-half", []string{"Change"}},
	{"chart.same", nil},
	{"chart.rise-predicted", []string{"Change"}},
	{"chart.fall-predicted", []string{"Change"}},
	{"chart.same-predicted", nil},
	{"chart.highest-lowest", []string{"Highest", "Lowest"}},
	{"chart.lowest-first", nil},
	{"chart.highest-first", nil},
	{"chart.largest-smallest", []string{"Largest", "Smallest"}},
	{"chart.counts", []string{"Unit"}},
	{"chart.rates", []string{"Unit"}},
	{"chart.all-are", []string{"Status"}},
	{"chart.all-for", []string{"Period"}},
	{"chart.missing", []string{"Where", "Reason"}},
	{"chart.missing-name", []string{"Where", "Name", "Reason"}},
	{"chart.nothing", nil},
	{"chart.break", []string{"Period", "Why"}},
	{"chart.around", []string{"Events", "Words"}},
	{"chart.event-named", []string{"Letter", "Event"}},
	{"chart.event-words", []string{"Letter", "Words"}},
	{"chart.before", []string{"Count", "Number"}},
	{"chart.during", []string{"Number"}},
	{"chart.after", []string{"Count", "Number"}},
	{"chart.none-after", []string{"Count"}},
	{"chart.none-before", []string{"Count"}},
	{"chart.flag", []string{"Letter"}},
	{"chart.list-and", []string{"First", "Last"}},
	{"chart.caption", []string{"Title", "Unit"}},
	{"chart.caption-rate", []string{"Title", "Unit"}},
	{"chart.broken", nil},
	{"chart.period", nil},
	{"chart.group", nil},
	{"chart.place", nil},
	{"chart.number", nil},
	{"chart.scale-start", []string{"Number"}},
	{"chart.counted-on", []string{"Day"}},
	{"chart.years-end", []string{"Day"}},
	{"chart.open-marks", []string{"Statuses"}},
	{"chart.spans", nil},
	{"chart.reach", []string{"First", "Last", "Low", "High"}},
	{"chart.source", []string{"Source"}},
	{"chart.direction", nil},
	{"period.years", []string{"First", "Last"}},
	{"unit.per", []string{"Number"}},
}

// WordIDs are the messages that charts need, beside those of dates.
var WordIDs = func() []string {
	ids := make([]string, len(messages))
	for i, message := range messages {
		ids[i] = message.id
	}
	return ids
}()

// CheckWords gives an error for each message that the language lacks or that
// asks for a value that charts do not have. Errors are those of
// language.Words.Check.
func CheckWords(w *language.Words) (faults []error) {
	for _, message := range messages {
		if err := w.Check(message.id, message.values...); err != nil {
			faults = append(faults, err)
		}
	}
	return faults
}

// StatusWord says the status of a number.
func StatusWord(status string, w *language.Words) string {
	for _, known := range metric.Statuses {
		if status == known {
			return w.Word("chart.status." + status)
		}
	}
	return w.Word("chart.status.actual")
}

// ReasonWord says in a word why there is no number.
func ReasonWord(status string, w *language.Words) string {
	for _, known := range metric.Reasons {
		if status == known {
			return w.Word("chart.reason." + status)
		}
	}
	return w.Word("chart.reason.none")
}

// NumberOf says what a point has: a number with its status where that is not
// the plain one, or the reason why there is none.
func NumberOf(p Point, unit string, w *language.Words) string {
	if !p.Shown() {
		return ReasonWord(p.Status, w)
	}
	number := Figure(p.Value, unit, w)
	if !p.Uncertain() && p.Status != "revised" {
		return number
	}
	return w.Word("chart.with-status", "Number", number, "Status", StatusWord(p.Status, w))
}

// List says words in a row: "a, b and c".
func List(words []string, w *language.Words) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	all := words[0]
	for _, word := range words[1 : len(words)-1] {
		all += w.Word("date.comma") + " " + word
	}
	return w.Word("chart.list-and", "First", all, "Last", words[len(words)-1])
}

// UnitName names the unit for a reader: pounds, per cent, per 10,000, or as it
// is.
func (c Chart) UnitName(w *language.Words) string {
	switch c.Unit {
	case "pounds":
		return w.Word("chart.unit.name-pounds")
	case "per cent":
		return w.Word("chart.unit.name-per-cent")
	case "ratio":
		return w.Word("chart.unit.name-ratio")
	}
	if number, rate := strings.CutPrefix(c.Unit, "per "); rate {
		return w.Word("unit.per", "Number", number)
	}
	return cmp.Or(c.UnitWords, c.Unit)
}
