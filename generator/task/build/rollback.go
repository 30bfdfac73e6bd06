package build

import (
	"fmt"
	"io"

	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/write"
)

// Rollback publishes the site again that was public before the last build. It
// reads nothing of what people write, so it works while that has faults.
func Rollback(output string) (changes write.Changes, problems []diag.Problem, err error) {
	staged, problems, err := write.Rollback(output)
	if err != nil || len(problems) > 0 {
		return changes, problems, err
	}
	changes, err = staged.Swap()
	return changes, nil, err
}

// BroughtBack writes the closing lines of a rollback.
func BroughtBack(w io.Writer, output string, c write.Changes) {
	if !c.Any() {
		fmt.Fprintf(w, "The site before is the same as the one in %s. Nothing was changed.\n", output)
		return
	}
	fmt.Fprintf(w, "%s holds the site before the last build again: %d files added, %d changed, %d removed, %d the same.\n",
		output, len(c.Added), len(c.Changed), len(c.Removed), len(c.Same))
	fmt.Fprintln(w, "The next build replaces it, so mend what was wrong first. To undo this, type the same again.")
}
