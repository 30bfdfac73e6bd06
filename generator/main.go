// Plainsight makes a site of published inspections: see README.md for how to
// use it, and generator/README.md for how it is built.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"plainsight/generator/domain/date"
	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/memory"
	"plainsight/generator/kit/progress"
	"plainsight/generator/stage/write"
	"plainsight/generator/task/build"
	"plainsight/generator/task/explain"
)

// version is the release, as CHANGELOG.md has it.
const version = "0.1.0"

// What the program ends with.
const (
	done     = 0
	toMend   = 1 // problems in what people wrote
	machines = 2 // the machine, or our own mistake
)

// errToMend ends the program with toMend; the problems were shown before.
var errToMend = errors.New("there are problems to mend")

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run does what was typed and gives what the program ends with. Results go to
// out; problems, progress and errors to aside.
func run(typed []string, out io.Writer, aside *os.File) int {
	root := commands(&flags{out: out, aside: aside})
	root.SetArgs(typed)
	root.SetOut(out)
	root.SetErr(aside)
	err := root.Execute()
	switch {
	case err == nil:
		return done
	case errors.Is(err, errToMend):
		return toMend
	}
	fmt.Fprintf(aside, "plainsight: %s\n", err)
	return machines
}

func commands(f *flags) *cobra.Command {
	root := &cobra.Command{
		Use:           "plainsight",
		Short:         "Makes a site of published inspections",
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.PersistentFlags().StringVar(&f.source, "source", ".", "the folder that holds content, data and themes")
	root.PersistentFlags().StringVar(&f.output, "output", "", "the folder that the public sees (default SOURCE/public)")
	root.PersistentFlags().StringVar(&f.now, "now", "", "build as of this moment, as in 2026-05-09T09:00:00Z (default the clock)")
	root.PersistentFlags().BoolVar(&f.strict, "strict", false, "let warnings stop the publishing too")
	root.PersistentFlags().BoolVar(&f.annotations, "annotations", false, "write problems as annotations of a service of continuous integration")
	root.PersistentFlags().BoolVar(&f.json, "json", false, "write problems as JSON, one a line")
	root.AddCommand(
		&cobra.Command{
			Use: "build", Short: "Make the site and publish it all at once", Args: cobra.NoArgs,
			RunE: func(*cobra.Command, []string) error { return f.build() },
		},
		&cobra.Command{
			Use: "check", Short: "Look for problems and write nothing", Args: cobra.NoArgs,
			RunE: func(*cobra.Command, []string) error { return f.check() },
		},
		&cobra.Command{
			Use: "rollback", Short: "Publish the site before the last build again", Args: cobra.NoArgs,
			RunE: func(*cobra.Command, []string) error { return f.rollback() },
		},
		f.planCommand(),
		f.publishCommand(),
		f.verifyCommand(),
		f.packCommand(),
		f.serveCommand(),
		f.nextCommand(),
		f.whyCommand(),
		f.newCommand(),
		f.importCommand(),
		f.schemasCommand(),
		f.measureCommand(),
		&cobra.Command{
			Use: "explain [CODE]", Short: "Say what the code of a problem means", Args: cobra.MaximumNArgs(1),
			RunE: func(_ *cobra.Command, codes []string) error { return f.explain(codes) },
		},
		&cobra.Command{
			Use: "version", Short: "Say which version this is", Args: cobra.NoArgs,
			RunE: func(*cobra.Command, []string) error {
				_, err := fmt.Fprintln(f.out, "plainsight", version)
				return err
			},
		},
	)
	root.SetFlagErrorFunc(func(typed *cobra.Command, err error) error {
		wrong, _, _ := strings.Cut(err.Error(), ": strconv.") // which says it for programmers
		return mistyped(typed, wrong)
	})
	tellMistyped(root.Commands())
	return root
}

// tellMistyped has commands say in words how they are typed.
func tellMistyped(commands []*cobra.Command) {
	for _, one := range commands {
		tellMistyped(one.Commands())
		if fit := one.Args; fit != nil {
			one.Args = func(typed *cobra.Command, names []string) error {
				switch {
				case fit(typed, names) == nil:
					return nil
				case len(names) == 0:
					return mistyped(typed, fmt.Sprintf("nothing stands behind “%s”", typed.CommandPath()))
				}
				return mistyped(typed, fmt.Sprintf("“%s” does not belong behind “%s”", strings.Join(names, " "), typed.CommandPath()))
			}
		}
	}
}

// mistyped is an error in what was typed, with what to type.
func mistyped(command *cobra.Command, wrong string) error {
	return fmt.Errorf("%s; it is typed: %s. What each flag does is said by: %s --help", wrong, command.UseLine(), command.CommandPath())
}

// flags are what people typed, and where answers go.
type flags struct {
	source, output, now string
	strict, json        bool
	annotations         bool
	out                 io.Writer
	aside               *os.File
}

func (f *flags) explain(codes []string) error {
	if len(codes) == 0 {
		explain.All(f.out)
		return nil
	}
	return explain.Code(f.out, codes[0])
}

func (f *flags) build() error {
	start := time.Now()
	o, end, err := f.remembering(memory.Open)
	if err != nil {
		return err
	}
	defer end()
	if o.Now.After(time.Now()) && f.toThePublic() {
		return errors.New("that moment is still to come: name another folder with --output, so that nothing under embargo is published")
	}
	if err := f.forward(o.Now); err != nil {
		return err
	}
	result, err := build.Build(o)
	return f.report(result, diag.Graver(result.Problems), err, func() { result.Summary(f.out, f.shownOutput(), time.Since(start)) })
}

func (f *flags) check() error {
	start := time.Now()
	o, end, err := f.options()
	if err != nil {
		return err
	}
	defer end()
	result, err := build.Check(o)
	shown := result.Problems
	if !f.json && !f.annotations {
		shown = result.Told()
	}
	return f.report(result, shown, err, func() { result.Checked(f.out, time.Since(start)) })
}

// leeway is how far two clocks may differ without one of them being wrong.
const leeway = time.Hour

// forward refuses to build by a clock that was set back: what came out of
// embargo since would vanish. Who names an earlier moment is told what it means.
func (f *flags) forward(now time.Time) error {
	last, public := write.ChangedAt(f.outputFolder())
	if !public || !now.Before(last.Add(-leeway)) {
		return nil
	}
	const form = "2 January 2006, 15:04"
	moment, changed := now.In(date.London).Format(form), last.In(date.London).Format(form)
	if f.now == "" && os.Getenv(epochVariable) == "" {
		return fmt.Errorf("the clock of this computer says %s, but %s was last changed on %s; set the clock, or name the moment of the build with --now",
			moment, f.shownOutput(), changed)
	}
	if !f.json {
		fmt.Fprintf(f.aside, "This build is as of %s, London time; %s was last changed on %s. What came out of embargo between the two is left out.\n",
			moment, f.shownOutput(), changed)
	}
	return nil
}

// rollback needs no sound source, since it is there for bad moments.
func (f *flags) rollback() error {
	if err := f.apart(); err != nil {
		return err
	}
	changes, problems, err := build.Rollback(f.outputFolder())
	return f.report(build.Result{Problems: problems}, problems, err, func() {
		if len(problems) == 0 {
			build.BroughtBack(f.out, f.shownOutput(), changes)
		}
	})
}

// report shows some of the problems, then the closing lines, and says how to
// end.
func (f *flags) report(result build.Result, shown []diag.Problem, err error, closing func()) error {
	switch {
	case f.json:
		err = errors.Join(err, diag.JSON(f.aside, shown))
	case f.annotations:
		err = errors.Join(err, diag.Annotations(f.aside, shown))
	default:
		diag.Text(f.aside, shown, progress.Colour(f.aside))
	}
	if err != nil {
		return err
	}
	if !f.json {
		closing()
	}
	if diag.Stop(result.Problems, f.strict) {
		return errToMend
	}
	return nil
}

// cacheFolder is where builds remember, below the source folder.
const cacheFolder = ".cache/plainsight"

// options opens the source folder and settles the moment, and writes nothing.
// end gives the folder and the terminal back.
func (f *flags) options() (o build.Options, end func(), err error) {
	return f.remembering(memory.Read)
}

// remembering is options with a memory of earlier builds that is opened as
// remember does it, for writing or for reading alone.
func (f *flags) remembering(remember func(folder string) *memory.Memory) (o build.Options, end func(), err error) {
	now, err := f.moment(time.Now())
	if err != nil {
		return o, nil, err
	}
	if err := f.apart(); err != nil {
		return o, nil, err
	}
	root, err := os.OpenRoot(f.source)
	if err != nil {
		return o, nil, fmt.Errorf("the folder %s cannot be opened: %w", f.source, errors.Unwrap(err))
	}
	line := progress.New(f.aside, progress.Terminal(f.aside))
	if f.json {
		line = nil
	}
	remembered := remember(filepath.Join(f.source, cacheFolder))
	o = build.Options{Source: root.FS(), Folder: f.source, Clock: time.Now, Output: f.outputFolder(), Now: now, Strict: f.strict, Memory: remembered, Progress: line}
	return o, func() { line.Done(); remembered.Close(); root.Close() }, nil
}

// clock is the moment of a command that goes on, which could be read when it
// began.
func (f *flags) clock() time.Time {
	now, _ := f.moment(time.Now())
	return now
}

// epochVariable names the moment of a build as a number of seconds, as tools
// that make builds reproducible agree.
const epochVariable = "SOURCE_DATE_EPOCH"

// wall is the clock on the wall, for what a command took.
func (f *flags) wall() time.Time { return time.Now() }

// moment is the moment of the build: what --now says, or SOURCE_DATE_EPOCH,
// or the clock.
func (f *flags) moment(clock time.Time) (time.Time, error) {
	now := clock
	switch epoch := os.Getenv(epochVariable); {
	case f.now != "":
		moment, err := time.Parse(time.RFC3339, f.now)
		if err != nil {
			return now, fmt.Errorf("--now %s is not a moment; write it as in --now 2026-05-09T09:00:00Z", f.now)
		}
		now = moment
	case epoch != "":
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil {
			return now, fmt.Errorf("SOURCE_DATE_EPOCH is “%s”, and should be a number of seconds", epoch)
		}
		now = time.Unix(seconds, 0)
	}
	return now, nil
}

// toThePublic tells whether the output is what the public sees of this source,
// or lies in it, by whichever name it was called.
func (f *flags) toThePublic() bool {
	public, err := resolved(filepath.Join(f.source, "public"))
	if err != nil {
		return true
	}
	output, err := resolved(f.outputFolder())
	if err != nil || within(output, public) {
		return true
	}
	a, errA := os.Stat(public)
	b, errB := os.Stat(output)
	return errA == nil && errB == nil && os.SameFile(a, b)
}

func (f *flags) outputFolder() string {
	if f.output != "" {
		return f.output
	}
	return filepath.Join(f.source, "public")
}

func (f *flags) shownOutput() string { return filepath.ToSlash(f.outputFolder()) }

// apart refuses an output folder in which the site itself would be lost.
func (f *flags) apart() error {
	output, err := resolved(f.outputFolder())
	if err != nil {
		return err
	}
	for _, one := range []struct{ part, what string }{
		{"content", "its own texts are"}, {"data", "its own data is"}, {"themes", "its theme is"},
		{"generator", "the program is"}, {".cache", "builds remember"}, {"", "its own texts are"},
	} {
		source, err := resolved(filepath.Join(f.source, one.part))
		if err != nil {
			return err
		}
		if within(source, output) || one.part != "" && within(output, source) {
			return fmt.Errorf("the site cannot be written to %s, where %s; name another folder with --output", f.shownOutput(), one.what)
		}
	}
	// What lies in a site is published with it, and stays there.
	for below, above := output, filepath.Dir(output); above != below; below, above = above, filepath.Dir(above) {
		if files, err := write.Published(above); err == nil && len(files) > 0 {
			return fmt.Errorf("the site cannot be written to %s, since that lies in the site in %s and would be published with it; name another folder with --output",
				f.shownOutput(), filepath.ToSlash(above))
		}
	}
	return nil
}

// resolved is a path without the links on its way, as far as it is there.
func resolved(path string) (string, error) {
	whole, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	for above, below := whole, ""; ; above, below = filepath.Dir(above), filepath.Join(filepath.Base(above), below) {
		if real, err := filepath.EvalSymlinks(above); err == nil {
			return filepath.Join(real, below), nil
		}
		if filepath.Dir(above) == above {
			return whole, nil
		}
	}
}

// within tells whether a path lies in a folder or is that folder.
func within(path, folder string) bool {
	way, err := filepath.Rel(folder, path)
	return err == nil && way != ".." && !strings.HasPrefix(way, ".."+string(filepath.Separator))
}
