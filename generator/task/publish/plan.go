package publish

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"plainsight/generator/domain/date"
	"plainsight/generator/stage/render"
	"plainsight/generator/stage/write"
	"plainsight/generator/task/build"
)

// A Plan is what publishing would change.
type Plan struct {
	Survey build.Survey
	// Added, Changed, Withdrawn and Gone are addresses of pages and files, in
	// order. What is gone has no page that says so.
	Added, Changed, Withdrawn, Gone []string
	// Leads are addresses that lead elsewhere from now on, and where to.
	Leads []string
	// Theme and Search are how many files of the theme and of the search change.
	Theme, Search int
	// Numbers say, a line a table, which numbers change.
	Numbers []string
	// Before and After are how many bytes the site has, Heavier the files that
	// grow most.
	Before, After int
	Heavier       []string
	// Ever is how many addresses of pages and places are recorded.
	Ever int
}

// Against plans the site as it would be, against what is published in a folder
// or listed in a manifest.
func Against(o build.Options, at string) (p Plan, err error) {
	before, err := write.Published(at)
	if err != nil {
		return p, err
	}
	if p.Survey, err = build.Surveyed(o); err != nil {
		return p, err
	}
	p.compare(before)
	for _, file := range slices.Sorted(keys(p.Survey.Tables)) {
		// A manifest alone has no numbers to compare.
		if text, err := os.ReadFile(filepath.Join(at, filepath.FromSlash(file))); err == nil {
			if line := numbers(text, p.Survey.Tables[file]); line != "" {
				p.Numbers = append(p.Numbers, addressOf(file)+": "+line)
			}
		}
	}
	for _, page := range p.Survey.Ledger {
		p.Ever += 1 + len(page.Also) + len(page.Places)
	}
	return p, nil
}

func keys[V any](m map[string]V) func(func(string) bool) {
	return func(yield func(string) bool) {
		for key := range m {
			if !yield(key) {
				return
			}
		}
	}
}

// addressOf is the address of a file of the site.
func addressOf(file string) string { return "/" + strings.TrimSuffix(file, "index.html") }

func (p *Plan) compare(before []write.Listed) {
	was := map[string]write.Listed{}
	for _, file := range before {
		was[file.Path] = file
		p.Before += file.Size
	}
	type growth struct {
		file string
		by   int
	}
	var grown []growth
	now := map[string]bool{}
	for _, file := range p.Survey.Files {
		now[file.Path] = true
		p.After += file.Size
		old, there := was[file.Path]
		if there && old.SHA256 == file.SHA256 {
			continue
		}
		if by := file.Size - old.Size; by > 0 && !strings.HasPrefix(file.Path, render.SearchFolder) {
			grown = append(grown, growth{file.Path, by})
		}
		at := addressOf(file.Path)
		switch to, leads := p.Survey.Leads[file.Path]; {
		case leads:
			p.Leads = append(p.Leads, at+" to "+to)
		case p.Survey.Withdrawn[file.Path]:
			p.Withdrawn = append(p.Withdrawn, at)
		case p.madeFile(file.Path):
		case there:
			p.Changed = append(p.Changed, at)
		default:
			p.Added = append(p.Added, at)
		}
	}
	for _, file := range before {
		switch at := addressOf(file.Path); {
		case now[file.Path]:
		case p.madeFile(file.Path):
		case p.Survey.Withdrawn[file.Path]:
			p.Withdrawn = append(p.Withdrawn, at)
		default:
			p.Gone = append(p.Gone, at)
		}
	}
	for _, list := range [][]string{p.Added, p.Changed, p.Withdrawn, p.Gone, p.Leads} {
		slices.Sort(list)
	}
	slices.SortStableFunc(grown, func(a, b growth) int { return cmp.Or(b.by-a.by, cmp.Compare(a.file, b.file)) })
	for _, one := range grown[:min(3, len(grown))] {
		p.Heavier = append(p.Heavier, fmt.Sprintf("%s by %s", addressOf(one.file), size(one.by)))
	}
}

// madeFile counts a file that nobody links to and that has another name when
// its content changes: one of the theme or of the search.
func (p *Plan) madeFile(path string) (is bool) {
	switch {
	case strings.HasPrefix(path, "assets/"):
		p.Theme++
	case strings.HasPrefix(path, render.SearchFolder):
		p.Search++
	default:
		return false
	}
	return true
}

// numbers says which numbers of a table change, "" for none.
func numbers(before, after []byte) string {
	was, now := cells(before), cells(after)
	var changed []string
	added, gone := 0, 0
	for _, key := range slices.Sorted(keys(now)) {
		switch old, there := was[key]; {
		case !there:
			added++
		case old != now[key]:
			changed = append(changed, fmt.Sprintf("%s %s, was %s", called(key), shown(now[key]), shown(old)))
		}
	}
	for key := range was {
		if _, there := now[key]; !there {
			gone++
		}
	}
	var said []string
	if len(changed) > 0 {
		more := ""
		if len(changed) > 5 {
			more = fmt.Sprintf(" and %d more", len(changed)-5)
		}
		said = append(said, build.Count(len(changed), "number changes", "numbers change")+" ("+strings.Join(changed[:min(5, len(changed))], "; ")+more+")")
	}
	if added > 0 {
		said = append(said, fmt.Sprintf("%d new", added))
	}
	if gone > 0 {
		said = append(said, fmt.Sprintf("%d gone", gone))
	}
	return strings.Join(said, ", ")
}

func shown(value string) string {
	if value == "" {
		return "without a value"
	}
	return value
}

// cells are the values of a table by what they are of: all that stands before
// the column of the value.
func cells(text []byte) map[string]string {
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\uFEFF")))).ReadAll()
	if err != nil || len(rows) == 0 {
		return nil
	}
	at := slices.IndexFunc(rows[0], func(name string) bool { return strings.EqualFold(name, "value") })
	found := map[string]string{}
	for _, row := range rows[1:] {
		if at >= 0 && at < len(row) {
			found[strings.Join(row[:at], "\t")] = row[at]
		}
	}
	return found
}

// called is what a value is of, in short: without the days on which its period
// begins and ends.
func called(key string) string {
	var parts []string
	for i, part := range strings.Split(key, "\t") {
		if _, err := time.Parse(time.DateOnly, part); part != "" && (i == 0 || err != nil) {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " ")
}

// size is a number of bytes as people say it.
func size(bytes int) string {
	switch {
	case bytes >= 1e6:
		return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
	case bytes >= 1e3:
		return fmt.Sprintf("%.0f kB", float64(bytes)/1e3)
	}
	return build.Count(bytes, "byte", "bytes")
}

// most is how many addresses of a list are shown.
const most = 20

// Write shows the plan. shown names what it was made against.
func (p Plan) Write(w io.Writer, against string, now time.Time) {
	fmt.Fprintf(w, "As of %s, London time, against %s:\n", now.In(date.London).Format("2 January 2006, 15:04"), against)
	for _, one := range []struct {
		what string
		list []string
	}{
		{"Added", p.Added}, {"Changed", p.Changed}, {"Leads elsewhere", p.Leads}, {"Withdrawn, with a note", p.Withdrawn}, {"Gone, without a note", p.Gone}, {"Numbers", p.Numbers},
	} {
		if len(one.list) == 0 {
			continue
		}
		fmt.Fprintf(w, "%s: %d\n", one.what, len(one.list))
		for _, line := range one.list[:min(most, len(one.list))] {
			fmt.Fprintf(w, "  %s\n", line)
		}
		if more := len(one.list) - most; more > 0 {
			fmt.Fprintf(w, "  and %d more\n", more)
		}
	}
	if p.Theme > 0 {
		fmt.Fprintf(w, "Files of the theme: %d\n", p.Theme)
	}
	if p.Search > 0 {
		fmt.Fprintf(w, "Files of the search: %d\n", p.Search)
	}
	if len(p.Added)+len(p.Changed)+len(p.Leads)+len(p.Withdrawn)+len(p.Gone)+p.Theme+p.Search == 0 {
		fmt.Fprintln(w, "Nothing changes.")
	}
	p.Survey.HeldBack(w)
	fmt.Fprintf(w, "Weight: %s in %s", size(p.After), build.Count(len(p.Survey.Files), "file", "files"))
	if change := p.After - p.Before; p.Before > 0 && change != 0 {
		more := "more"
		if change < 0 {
			change, more = -change, "less"
		}
		fmt.Fprintf(w, ", %s %s than before", size(change), more)
	}
	fmt.Fprintln(w, ".")
	if p.Before > 0 && len(p.Heavier) > 0 {
		fmt.Fprintf(w, "Grow most: %s.\n", strings.Join(p.Heavier, ", "))
	}
}

// Recording writes the closing line on the ledger.
func (p Published) Recording(w io.Writer) {
	fmt.Fprintf(w, "Recorded in data/ledger: %s of pages and places, in %s. Keep the folder under version control.\n",
		build.Count(p.Plan.Ever, "address", "addresses"), build.Count(len(p.Recorded), "file", "files"))
}
