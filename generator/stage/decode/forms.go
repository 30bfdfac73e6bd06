package decode

import (
	"fmt"
	"strconv"
	"time"
)

func second[T any](_ T, err error) error { return err }

func itemName(name string, i int) string { return fmt.Sprintf("%s/%d", name, i) }

func wholeNumber(written string) (int, bool) {
	n, err := strconv.Atoi(written)
	return n, err == nil && n >= 0
}

// otherOrder gives the day that the same signs mean where the month comes
// first, or "" where they mean no other.
func otherOrder(written string) string {
	british, err := time.Parse("2/1/2006", written)
	american, other := time.Parse("1/2/2006", written)
	if err != nil || other != nil || british.Equal(american) {
		return ""
	}
	return american.Format(time.DateOnly)
}

// isoOf reads the ways in which people in Britain write a day and gives the
// form to type, or "". Day and month with slashes are taken in British order.
func isoOf(written string) string {
	for _, layout := range []string{"2 January 2006", "2 Jan 2006", "02/01/2006", "2/1/2006", "2.1.2006", "2-1-2006", "2006/1/2", "2006-1-2", "January 2, 2006"} {
		if day, err := time.Parse(layout, written); err == nil {
			return day.Format(time.DateOnly)
		}
	}
	if month, err := time.Parse("January 2006", written); err == nil {
		return month.Format("2006-01")
	}
	return ""
}
