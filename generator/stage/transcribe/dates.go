package transcribe

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"plainsight/generator/domain/date"
)

var monthNames = func() string {
	var names []string
	for m := time.January; m <= time.December; m++ {
		names = append(names, m.String())
	}
	return strings.Join(names, "|")
}()

var (
	slashed = regexp.MustCompile(`\b(\d{1,2})/(\d{1,2})/(\d{4})\b`)
	ordinal = regexp.MustCompile(`(?i)\b(\d{1,2})(st|nd|rd|th)\b`)
	// aDay is a day whose month and year may stand behind a later one.
	aDay    = regexp.MustCompile(`(?i)\b(\d{1,2})(?:\s+(` + monthNames + `))?(?:,?\s+(\d{4}))?\b`)
	dashes  = regexp.MustCompile(`\s*[–—─―‐‑-]\s*`)
	joining = regexp.MustCompile(`(?i)\s+and\s+|\s*;\s*`)
)

// spansOf reads printed days: "28 February to 4 March 2022", "5 to 9 December
// 2022 and 14 to 15 February 2023". It is false where a part of it has no day.
func spansOf(printed string) (spans date.Spans, read bool) {
	text := slashed.ReplaceAllStringFunc(printed, func(found string) string {
		parts := slashed.FindStringSubmatch(found)
		month, _ := strconv.Atoi(parts[2])
		if month < 1 || month > 12 {
			return found
		}
		return parts[1] + " " + time.Month(month).String() + " " + parts[3]
	})
	text = ordinal.ReplaceAllString(text, "$1")
	pieces := joining.Split(text, -1)
	month, year := time.Month(0), 0
	for i := len(pieces) - 1; i >= 0; i-- {
		days := daysOf(dashes.ReplaceAllString(pieces[i], " to "), &month, &year)
		if len(days) == 0 || len(days) > 2 {
			return nil, false
		}
		span := date.Span{First: days[0], Last: days[len(days)-1]}
		spans = append(date.Spans{span}, spans...)
	}
	return spans, len(spans) > 0
}

// daysOf reads the days of one span from the last to the first, since what is
// printed once stands behind the last.
func daysOf(text string, month *time.Month, year *int) (days []date.Date) {
	found := aDay.FindAllStringSubmatch(text, -1)
	for i := len(found) - 1; i >= 0; i-- {
		day, _ := strconv.Atoi(found[i][1])
		if found[i][2] != "" {
			*month = monthOf(found[i][2])
		}
		if found[i][3] != "" {
			*year, _ = strconv.Atoi(found[i][3])
		}
		one, err := date.Parse(date.Of(*year, *month, day).String())
		if err != nil || *year == 0 || *month == 0 {
			return nil
		}
		if len(days) > 0 && found[i][3] == "" && one.Compare(days[0]) > 0 && *month > days[0].Month() {
			*year--
			one = date.Of(*year, one.Month(), one.Day())
		}
		days = append([]date.Date{one}, days...)
	}
	return days
}

func monthOf(name string) time.Month {
	for m := time.January; m <= time.December; m++ {
		if strings.EqualFold(m.String(), name) {
			return m
		}
	}
	return 0
}

// dayOf reads one printed day.
func dayOf(printed string) (date.Date, bool) {
	spans, read := spansOf(printed)
	if !read || len(spans) != 1 || spans[0].First != spans[0].Last {
		return date.Date{}, false
	}
	return spans[0].First, true
}
