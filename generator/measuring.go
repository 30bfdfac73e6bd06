package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/spf13/cobra"

	"plainsight/generator/task/measure"
)

// measureCommand is for those who work on the generator.
func (f *flags) measureCommand() *cobra.Command {
	o := measure.Options{Clock: f.wall}
	command := &cobra.Command{
		Use: "measure", Short: "Build sites of invented reports, and say how long it took", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return f.measure(o) },
	}
	command.Flags().IntSliceVar(&o.Reports, "reports", []int{100, 1000}, "how many reports each site has")
	command.Flags().StringSliceVar(&o.Profiles, "profiles", measure.Profiles(), "which forms of the site are built: common is what any generator makes")
	command.Flags().IntVar(&o.Rounds, "rounds", 3, "how often each is built; the median counts")
	command.Flags().StringVar(&o.Into, "into", filepath.Join("bin", "measured"), "the folder for the sites, which is emptied")
	command.Flags().StringVar(&o.Hugo, "hugo", "hugo", "Hugo's program, for comparison; it is left out where there is none")
	command.AddCommand(&cobra.Command{
		Use: "floor FOLDER INTO", Short: "Read the files of a built site and write what was made of them, and do nothing else", Args: cobra.ExactArgs(2), Hidden: true,
		RunE: func(_ *cobra.Command, args []string) error { return measure.Floor(args[0], args[1]) },
	})
	return command
}

func (f *flags) measure(o measure.Options) (err error) {
	if o.Program, err = os.Executable(); err != nil {
		return err
	}
	if _, err := exec.LookPath(o.Hugo); err != nil {
		fmt.Fprintf(f.aside, "There is no program %s: ours is measured alone.\n", o.Hugo)
		o.Hugo = ""
	}
	root, err := os.OpenRoot(f.source)
	if err != nil {
		return err
	}
	defer root.Close()
	o.Real, o.Out = root.FS(), f.out
	return measure.Measure(o)
}
