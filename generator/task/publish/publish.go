// Package publish shows what publishing would change, publishes, and records
// what is public from then on.
//
// It takes the options of a build and the source folder, and gives a Plan:
// what is added, changed, withdrawn and led elsewhere, the numbers that
// changed, and the weight, against a site that is public or its manifest. What
// is held back is counted and never named. It refuses to record a site whose
// address leads nowhere, since what is recorded is promised for ever.
package publish

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/disk"
	"plainsight/generator/stage/write"
	"plainsight/generator/task/build"
)

// Published is what was done.
type Published struct {
	Plan   Plan
	Result build.Result
	// Recorded are the files of the ledger that were written, and New how many
	// addresses they have now that were never published before.
	Recorded []string
}

// Publish builds the site, publishes it all at once, and records it in the
// ledger below the source folder. show is called with the plan before anything
// is written. The error is the machine's; problems are in the result.
func Publish(o build.Options, source string, show func(Plan)) (done Published, err error) {
	done.Plan, err = Against(o, o.Output)
	done.Result = done.Plan.Survey.Result
	if err != nil || diag.Stop(done.Result.Problems, o.Strict) {
		return done, err
	}
	if problem, nowhere := done.Plan.Survey.LeadsNowhere(); nowhere {
		done.Result.Problems = append(done.Result.Problems, problem)
		return done, nil
	}
	show(done.Plan)
	done.Result, err = build.Build(o)
	if err != nil || !done.Result.Published {
		return done, err
	}
	if err := planned(done.Plan, o.Output); err != nil {
		return done, err
	}
	for _, name := range slices.Sorted(maps.Keys(done.Plan.Survey.Ledger)) {
		page := done.Plan.Survey.Ledger[name]
		if err := disk.Replace(filepath.Join(source, filepath.FromSlash(name)), page.Text()); err != nil {
			return done, err
		}
		done.Recorded = append(done.Recorded, name)
	}
	return done, nil
}

// planned tells whether the site in the output is the one that was planned: somebody
// may have saved a text in between.
func planned(plan Plan, output string) error {
	public, err := write.Published(output)
	if err != nil {
		return err
	}
	files := slices.SortedFunc(slices.Values(plan.Survey.Files), func(a, b write.Listed) int { return strings.Compare(a.Path, b.Path) })
	if !slices.Equal(files, public) {
		return fmt.Errorf("files were changed while the site was being published: the site in %s is the new one, and nothing of it is recorded yet; publish again", filepath.ToSlash(output))
	}
	return nil
}
