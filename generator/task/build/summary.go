package build

import (
	"fmt"
	"io"
	"time"

	"plainsight/generator/domain/date"
	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/lint"
)

// Summary writes the closing lines of a build: how many pages, what was held
// back, what is wrong, how long it took, and where to look.
func (r Result) Summary(w io.Writer, output string, took time.Duration) {
	if r.Published {
		fmt.Fprintf(w, "%s in %s: %s.\n", Count(r.Pages, "page", "pages"), took.Round(time.Millisecond), r.changes())
	} else {
		fmt.Fprintf(w, "Nothing was published. %s stays as it was.\n", output)
	}
	r.audited(w)
	r.searched(w)
	r.HeldBack(w)
	r.disclosed(w)
	r.allowed(w)
	r.problems(w, "as “plainsight check” shows")
	for _, extra := range r.LeftOut {
		fmt.Fprintf(w, "Left out: %s.\n", extra)
	}
	if r.Published {
		fmt.Fprintf(w, "Open %s/index.html to look at it.\n", output)
	}
}

func (r Result) changes() string {
	c := r.Changes
	if len(c.Added)+len(c.Changed)+len(c.Removed) == 0 {
		return "nothing changed"
	}
	return fmt.Sprintf("%s added, %d changed, %d removed, %d the same", Count(len(c.Added), "file", "files"), len(c.Changed), len(c.Removed), len(c.Same))
}

// audited says what the gate measured, where pages came as far as the gate. It
// read each edition of a page too, so its number is not the one of Pages.
func (r Result) audited(w io.Writer) {
	if r.Audit.Pages == 0 {
		return
	}
	found := "nothing found"
	if n := r.Audit.Found(); n > 0 {
		found = Count(n, "finding", "findings")
	}
	fmt.Fprintf(w, "Audit: %s, %s, %s.\n", Count(r.Audit.Pages, "HTML file", "HTML files (those for paper too)"), Count(len(r.Audit.Rules), "rule", "rules"), found)
}

// HeldBack says how many, and until when, and never what.
func (r Result) HeldBack(w io.Writer) {
	if r.Held.Drafts > 0 {
		fmt.Fprintf(w, "Held back: %s.\n", Count(r.Held.Drafts, "draft", "drafts"))
	}
	if r.Held.Embargoed > 0 {
		next := r.Held.Until[0].In(date.London)
		fmt.Fprintf(w, "Held back: %s under embargo, the next until %s.\n",
			Count(r.Held.Embargoed, "page", "pages"), next.Format("2 January 2006, 15:04"))
	}
}

func (r Result) problems(w io.Writer, notesAre string) {
	found := map[diag.Severity]int{}
	for _, problem := range r.Problems {
		found[problem.Severity]++
	}
	if errors := found[diag.Error]; errors > 0 {
		fmt.Fprintf(w, "To mend: %s.\n", Count(errors, "problem", "problems"))
	}
	if warnings := found[diag.Warning]; warnings > 0 {
		fmt.Fprintf(w, "To look at: %s.\n", Count(warnings, "warning", "warnings"))
	}
	if notes := found[diag.Note]; notes > 0 {
		fmt.Fprintf(w, "To read again: %s, %s.\n", Count(notes, "place", "places"), notesAre)
	}
}

// Told are the problems that a check tells people: errors first, and the notes
// only when these are mended, since nobody would find the errors among them.
func (r Result) Told() []diag.Problem {
	if diag.Stop(r.Problems, false) {
		return diag.Graver(r.Problems)
	}
	return r.Problems
}

func (r Result) toldNotes() string {
	if diag.Stop(r.Problems, false) {
		return "shown when the problems are mended"
	}
	return "shown above"
}

// Count says a number with its noun.
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// Checked writes the closing lines of a check.
func (r Result) Checked(w io.Writer, took time.Duration) {
	fmt.Fprintf(w, "%s looked at in %s. Nothing was written.\n", Count(r.Pages, "page", "pages"), took.Round(time.Millisecond))
	if r.Reading.Words > 0 {
		fmt.Fprintf(w, "Our own words: reading age %.1f by the formula of Flesch and Kincaid; the aim is %d.\n", r.Reading.Age(), lint.ReadingAim)
	}
	r.audited(w)
	r.HeldBack(w)
	r.disclosed(w)
	r.allowed(w)
	r.problems(w, r.toldNotes())
}

// disclosed lists why small numbers of people are published, so that whoever
// answers for the site sees it at each build.
func (r Result) disclosed(w io.Writer) {
	if len(r.Disclosed) == 0 {
		return
	}
	fmt.Fprintf(w, "Small numbers published on purpose: %s.\n", Count(len(r.Disclosed), "metric", "metrics"))
	for _, one := range r.Disclosed {
		fmt.Fprintf(w, "  %s: %s\n", one.File, one.Why)
	}
}

// allowed lists why what looks personal is published, and not what it is.
func (r Result) allowed(w io.Writer) {
	if len(r.Allowed) == 0 {
		return
	}
	fmt.Fprintln(w, "Published on purpose, though it looks personal:")
	for _, one := range r.Allowed {
		fmt.Fprintf(w, "  %s (%s): %s\n", one.File, one.What, one.Reason)
	}
}
