package build

import (
	"fmt"
	"io"
	"slices"
	"time"

	"plainsight/generator/domain/date"
	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
	"plainsight/generator/stage/lint"
)

// Next is what changes by itself, with no edit: embargoes end, and periods
// before elections begin, in which councils publish with care.
type Next struct {
	// Now is the moment from which it looks ahead.
	Now time.Time
	// Ends are the ends of embargoes that are to come, in order of time.
	Ends []link.End
	// Periods are those that are not over yet, in order of time.
	Periods  []decode.PreElection
	Drafts   int
	Problems []diag.Problem
}

// Ahead looks ahead from the moment of the options and writes nothing. The
// error is the machine's.
func Ahead(o Options) (Next, error) {
	docs, problems, err := decoded(o, &Kept{})
	if err != nil {
		return Next{}, err
	}
	planned := outlineFor(docs, o.Now, link.Public, lint.Graver)
	if err := docs.Lost(); err != nil {
		return Next{}, err
	}
	shown := site{}
	shown.add(o, append(problems, planned.problems...))
	n := Next{Now: o.Now, Ends: planned.held.Ends(), Drafts: planned.held.Drafts, Problems: shown.result.Problems}
	for _, period := range docs.Settings.PreElection {
		if date.On(o.Now).Compare(period.To.Last()) <= 0 {
			n.Periods = append(n.Periods, period)
		}
	}
	slices.SortStableFunc(n.Periods, func(a, b decode.PreElection) int { return a.From.Compare(b.From) })
	return n, nil
}

// Write says what changes when. Pages are named only where asked for: what is
// written here may end in a log that others read.
func (n Next) Write(w io.Writer, names bool) {
	ends := slices.Clone(n.Ends)
	for _, period := range n.Periods {
		first := start(period.From.First())
		ends = n.endsBefore(w, ends, first, names)
		n.period(w, period)
	}
	n.endsBefore(w, ends, time.Time{}, names)
	if len(n.Ends)+len(n.Periods) == 0 {
		fmt.Fprintln(w, "Nothing changes by itself: nothing is under embargo.")
	}
	if n.Drafts > 0 {
		fmt.Fprintf(w, "Held back for as long as you like: %s.\n", Count(n.Drafts, "draft", "drafts"))
	}
}

// endsBefore writes the ends of embargoes before a moment, or all for the zero
// moment, and gives the others.
func (n Next) endsBefore(w io.Writer, ends []link.End, moment time.Time, names bool) []link.End {
	for len(ends) > 0 && (moment.IsZero() || ends[0].When.Before(moment)) {
		same := 1
		for same < len(ends) && ends[same].When.Equal(ends[0].When) {
			same++
		}
		fmt.Fprintf(w, "%s: %s out of embargo. Run “make site” then.\n", clock(ends[0].When), comes(same))
		for _, end := range ends[:same] {
			if names {
				fmt.Fprintf(w, "    %s\n", end.Page)
			}
		}
		n.careful(w, ends[0].When)
		ends = ends[same:]
	}
	return ends
}

func comes(pages int) string {
	if pages == 1 {
		return "1 page comes"
	}
	return fmt.Sprintf("%d pages come", pages)
}

// careful warns of an embargo that ends before an election.
func (n Next) careful(w io.Writer, when time.Time) {
	day := date.On(when)
	for _, period := range n.Periods {
		if day.Compare(period.From.First()) >= 0 && day.Compare(period.To.Last()) <= 0 {
			fmt.Fprintf(w, "    That is in the pre-election period of %s. Ask who decides on publishing then.\n", period.Election)
		}
	}
}

func (n Next) period(w io.Writer, period decode.PreElection) {
	if date.On(n.Now).Compare(period.From.First()) >= 0 {
		fmt.Fprintf(w, "Now: the pre-election period of %s, until the end of %s.\n", period.Election, dayOf(period.To.Last()))
		return
	}
	fmt.Fprintf(w, "%s: the pre-election period of %s begins. It ends with %s.\n", dayOf(period.From.First()), period.Election, dayOf(period.To.Last()))
}

// start is the first minute of a day in London.
func start(day date.Date) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, date.London)
}

func clock(when time.Time) string { return when.In(date.London).Format("2 January 2006, 15:04") }

func dayOf(day date.Date) string { return start(day).Format("2 January 2006") }
