package build

import (
	"fmt"
	"io"
	"path"
	"strings"

	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/write"
)

// A Return is what going back to the site before the last build changed.
type Return struct {
	write.Changes
	// Rules tells that the settings of servers were brought back with it.
	Rules bool
}

// Rollback publishes the site again that was public before the last build. It
// reads nothing of what people write, so it works while that has faults. The
// ledger stays: what was published once is promised.
func Rollback(output string) (done Return, problems []diag.Problem, err error) {
	staged, problems, err := write.Rollback(output)
	if err != nil || len(problems) > 0 {
		return done, problems, err
	}
	if done.Changes, err = staged.Swap(); err != nil {
		return done, nil, err
	}
	done.Rules, err = write.SettingsBack(output)
	return done, nil, err
}

// BroughtBack writes the closing lines of a rollback.
func BroughtBack(w io.Writer, output string, r Return) {
	if !r.Any() {
		fmt.Fprintf(w, "The site before is the same as the one in %s. Nothing was changed.\n", output)
		return
	}
	fmt.Fprintf(w, "%s holds the site before the last build again: %s added, %d changed, %d removed, %d the same.\n",
		output, Count(len(r.Added), "file", "files"), len(r.Changed), len(r.Removed), len(r.Same))
	if gone := pagesAmong(r.Removed); len(gone) > 0 {
		more := ""
		if len(gone) > 5 {
			more = fmt.Sprintf(" and %d more", len(gone)-5)
		}
		fmt.Fprintf(w, "Until it is published again, nothing stands at %s%s.\n", strings.Join(gone[:min(5, len(gone))], ", "), more)
	}
	rules := "Its rules for servers are back too, in"
	if !r.Rules {
		rules = "Its rules for servers were not kept. Until the next build those of the last one are in"
	}
	fmt.Fprintf(w, "%s %s.\n", rules, path.Clean(write.Beside(output)))
	fmt.Fprintln(w, "The ledger stays as it is: what was published once is promised, and the next build is held against it.")
	fmt.Fprintln(w, "The next build replaces this site, so mend what was wrong first. To undo this, type the same again.")
}

// pagesAmong are the addresses of the pages among files.
func pagesAmong(files []string) (pages []string) {
	for _, file := range files {
		if path.Ext(file) == ".html" {
			pages = append(pages, "/"+strings.TrimSuffix(file, "index.html"))
		}
	}
	return pages
}
