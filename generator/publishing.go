package main

// The commands for those who publish: plan, publish and verify.

import (
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/memory"
	"plainsight/generator/task/publish"
	"plainsight/generator/task/verify"
)

func (f *flags) planCommand() *cobra.Command {
	against := ""
	command := &cobra.Command{
		Use: "plan", Short: "Say what publishing would change, and write nothing", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return f.plan(against) },
	}
	command.Flags().StringVar(&against, "against", "", "the published folder, or a manifest.json (default the output folder)")
	return command
}

func (f *flags) publishCommand() *cobra.Command {
	return &cobra.Command{
		Use: "publish", Short: "Make the site, show what changes, publish it, and record every address", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return f.publish() },
	}
}

func (f *flags) verifyCommand() *cobra.Command {
	return &cobra.Command{
		Use: "verify [ADDRESS or FOLDER]", Short: "Say whether a published site is as it was written", Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, places []string) error {
			place := f.shownOutput()
			if len(places) > 0 {
				place = places[0]
			}
			report, err := verify.Site(place)
			if err != nil {
				return err
			}
			report.Write(f.out, place)
			if !report.Sound() {
				return errToMend
			}
			return nil
		},
	}
}

// plan shows what would change. It may look ahead.
func (f *flags) plan(against string) error {
	o, end, err := f.options()
	if err != nil {
		return err
	}
	defer end()
	if against == "" {
		against = f.outputFolder()
	}
	plan, err := publish.Against(o, against)
	o.Progress.Done()
	problems := plan.Survey.Problems
	return f.report(plan.Survey.Result, diag.Graver(problems), err, func() {
		if diag.Stop(problems, f.strict) {
			fmt.Fprintln(f.out, "Nothing could be published: there are problems to mend.")
			return
		}
		plan.Write(f.out, filepath.ToSlash(against), o.Now)
	})
}

func (f *flags) publish() error {
	start := time.Now()
	o, end, err := f.remembering(memory.Open)
	if err != nil {
		return err
	}
	defer end()
	if o.Now.After(time.Now()) {
		return errors.New("that moment is still to come: what is published is recorded for ever, so nothing can be published ahead of its day")
	}
	done, err := publish.Publish(o, f.source, func(plan publish.Plan) {
		o.Progress.Done()
		if !f.json {
			plan.Write(f.out, f.shownOutput(), o.Now)
		}
	})
	result := done.Result
	return f.report(result, diag.Graver(result.Problems), err, func() {
		result.Summary(f.out, f.shownOutput(), time.Since(start))
		if result.Published {
			done.Recording(f.out)
		}
	})
}
