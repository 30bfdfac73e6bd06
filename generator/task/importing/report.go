package importing

import (
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"plainsight/generator/stage/layout"
	"plainsight/generator/stage/transcribe"
	"plainsight/generator/task/build"
)

// Tell writes what became of each report: all of it for one file, a line for
// each of many.
func Tell(w io.Writer, results []Result) {
	if len(results) == 1 {
		for _, one := range results[0].Reports {
			tellWhole(w, results[0].File, one)
		}
		return
	}
	tellTable(w, results)
}

func tellWhole(w io.Writer, file string, o Outcome) {
	r := o.Report
	switch o.State {
	case Written:
		fmt.Fprintf(w, "Written: %s\n", o.Path)
		for _, also := range o.Also {
			fmt.Fprintf(w, "Written: %s\n", also)
		}
	case Same:
		fmt.Fprintf(w, "Unchanged: %s has the same words\n", o.Path)
	case Again:
		fmt.Fprintf(w, "Not written: %s has the same words, from the file %s\n", o.Path, o.Twin)
	case Differs:
		fmt.Fprintf(w, "Not written: %s is there already, with other words. [-…-] stands there, {+…+} is in the report as it was read now:\n", o.Path)
		for _, line := range o.Difference {
			fmt.Fprintf(w, "  %s\n", line)
		}
	}
	fmt.Fprintf(w, "It is a report of the kind “%s”, on pages %d to %d of %s.\n", r.Kind.Name, r.First, r.Last, filepath.Base(file))
	fmt.Fprintf(w, "  authority: %s (page %d)\n", cmp.Or(r.Authority.Value, r.Authority.Printed), r.Authority.Page)
	fmt.Fprintf(w, "  inspected: %s (page %d)\n", orUnknown(r.Inspected.Value), r.Inspected.Page)
	if r.Published.Value != "" {
		fmt.Fprintf(w, "  published: %s (page %d)\n", r.Published.Value, r.Published.Page)
	}
	if r.Lead.Value != "" {
		fmt.Fprintf(w, "  lead inspector: %s (page %d)\n", r.Lead.Value, r.Lead.Page)
	}
	for _, judgement := range r.Judgements {
		fmt.Fprintf(w, "  %s: %s (page %d)\n", judgement.Area, orUnknown(judgement.Value), judgement.Page)
	}
	fmt.Fprintf(w, "  text: %s; %.1f of 100 words kept in their order\n", counted(r), 100*o.Kept)
	tellRemarks(w, r.Remarks)
	if o.Allowed {
		fmt.Fprintln(w, "  data/allowed.yaml: a line for the postcode of a public office, which the report prints; look whether that is right")
	}
	if len(o.Doubt) == 0 {
		fmt.Fprintln(w, "Nothing is doubtful.")
		return
	}
	fmt.Fprintln(w, "To be confirmed; the draft lists it, and is not published before:")
	for _, doubt := range o.Doubt {
		fmt.Fprintf(w, "  %s (page %d): %s\n", doubt.Field, doubt.Page, doubt.Why)
	}
}

func orUnknown(value string) string {
	if value == "" {
		return "not found"
	}
	return value
}

// counted says how much text there is.
func counted(r transcribe.Report) string {
	count := map[layout.Kind]int{}
	for _, block := range r.Blocks {
		count[block.Kind]++
	}
	return fmt.Sprintf("%d headings, %d numbered paragraphs, %d other paragraphs, %d items of lists, %d tables, %d notes",
		count[layout.Heading], count[layout.Numbered], count[layout.Paragraph], count[layout.Item], count[layout.Table], len(r.Notes))
}

// saying is what each kind of remark says.
var saying = []struct{ what, says string }{
	{layout.Joined, "joined across two pages"},
	{layout.Parted, "begins a paragraph on a new page; it may belong to the one before"},
	{layout.Tabled, "words in columns, set as a table"},
	{transcribe.Headed, "a table with a heading and its grade, set as a heading; the words above it left out"},
	{layout.Listed, "list of contents, left out"},
	{transcribe.Closing, "closing page of the inspectorate, left out from here"},
	{layout.Running, "head or foot of the page, left out"},
}

func tellRemarks(w io.Writer, remarks []layout.Remark) {
	for _, kind := range saying {
		var pages []string
		for _, remark := range remarks {
			if remark.What != kind.what {
				continue
			}
			switch kind.what {
			case layout.Running, layout.Listed:
				if page := fmt.Sprint(remark.Page); len(pages) == 0 || pages[len(pages)-1] != page {
					pages = append(pages, page)
				}
			default:
				pages = append(pages, fmt.Sprintf("%d “%s”", remark.Page, strings.ReplaceAll(remark.Text, "\t", " ")))
			}
		}
		if len(pages) > 0 {
			fmt.Fprintf(w, "  %s: page %s\n", kind.says, strings.Join(pages, ", "))
		}
	}
}

// tellTable writes a line a report, and the sums.
func tellTable(w io.Writer, results []Result) {
	sums := map[string]int{}
	reports, doubts := 0, 0
	fmt.Fprintf(w, "%-28s %-10s %-34s %-9s %s\n", "file", "", "draft", "words", "to be confirmed")
	for _, result := range results {
		if result.Refused() {
			sums["refused"]++
			fmt.Fprintf(w, "%-28s %-10s\n", filepath.Base(result.File), "refused")
			continue
		}
		for _, one := range result.Reports {
			reports++
			sums[one.State]++
			fields := make([]string, len(one.Doubt))
			for i, doubt := range one.Doubt {
				fields[i] = doubt.Field
			}
			if len(fields) > 0 {
				doubts++
			}
			if one.State == Held {
				fmt.Fprintf(w, "%-28s %-10s %s\n", filepath.Base(result.File), one.State, strings.TrimPrefix(one.Path, "content/inspections/"))
				continue
			}
			if one.State == Again {
				fields = []string{"as " + one.Twin}
			}
			fmt.Fprintf(w, "%-28s %-10s %-34s %6.1f %%  %s\n", filepath.Base(result.File), one.State, strings.TrimPrefix(one.Path, "content/inspections/"), 100*one.Kept, strings.Join(fields, ", "))
		}
	}
	fmt.Fprintf(w, "\n%s with %s: %d written, %d held already, %d unchanged, %d again from other files, %d there already with other words; %s refused. %s something to confirm.\n",
		build.Count(len(results), "file", "files"), build.Count(reports, "report", "reports"), sums[Written], sums[Held], sums[Same], sums[Again], sums[Differs],
		build.Count(sums["refused"], "file", "files"), build.Count(doubts, "report has", "reports have"))
}
