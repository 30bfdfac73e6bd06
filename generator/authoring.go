package main

// The commands for those who write: serve, next, new, import and schemas.

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"slices"
	"syscall"

	"github.com/spf13/cobra"

	"plainsight/generator/domain/date"
	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/disk"
	"plainsight/generator/kit/progress"
	"plainsight/generator/stage/decode"
	"plainsight/generator/task/build"
	"plainsight/generator/task/importing"
	"plainsight/generator/task/scaffold"
	"plainsight/generator/task/serve"
)

func (f *flags) serveCommand() *cobra.Command {
	port := 0
	command := &cobra.Command{
		Use: "serve", Short: "Show the site on this computer while you write it", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return f.serve(port) },
	}
	command.Flags().IntVar(&port, "port", 1313, "the port of this computer; 0 takes one that is free")
	return command
}

func (f *flags) nextCommand() *cobra.Command {
	names := false
	command := &cobra.Command{
		Use: "next", Short: "Say what changes by itself, and when", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return f.next(names) },
	}
	command.Flags().BoolVar(&names, "names", false, "name the pages that are under embargo; not for logs that others read")
	return command
}

func (f *flags) whyCommand() *cobra.Command {
	return &cobra.Command{
		Use: "why PAGE", Short: "Say which files a page is made from, and which of them changed since the last build", Args: cobra.ExactArgs(1),
		Example: "plainsight why /metrics/re-referrals/",
		RunE:    func(_ *cobra.Command, pages []string) error { return f.why(pages[0]) },
	}
}

// why says what a page is made from.
func (f *flags) why(page string) error {
	o, end, err := f.options()
	if err != nil {
		return err
	}
	defer end()
	why, found, like, err := build.Because(o, page)
	if err != nil {
		return err
	}
	o.Progress.Done()
	if !found {
		fmt.Fprintf(f.aside, "The public site has no page %s.\n", page)
		for _, one := range like {
			fmt.Fprintf(f.aside, "Did you mean %s?\n", one)
		}
		return errToMend
	}
	why.Write(f.out)
	return nil
}

func (f *flags) newCommand() *cobra.Command {
	var names []string
	command := &cobra.Command{
		Use: "new", Short: "Begin a file: it asks, or takes the answers from flags",
		RunE: func(typed *cobra.Command, words []string) error {
			if len(words) == 0 {
				return typed.Help()
			}
			wrong := fmt.Sprintf("“%s” cannot be begun, but %s can", words[0], diag.Or(names))
			if near := diag.Near(words[0], names); near != "" {
				wrong += "; did you mean “" + near + "”?"
			}
			return errors.New(wrong)
		},
	}
	for _, kind := range scaffold.Kinds {
		names = append(names, kind.Name)
		given := map[string]*string{}
		one := &cobra.Command{
			Use: kind.Name, Short: kind.About, Args: cobra.NoArgs,
			RunE: func(typed *cobra.Command, _ []string) error {
				answers := scaffold.Answers{}
				for name, answer := range given {
					if typed.Flags().Changed(name) {
						answers[name] = *answer
					}
				}
				return f.begin(kind, answers)
			},
		}
		for _, question := range kind.Questions {
			given[question.Name] = one.Flags().String(question.Name, "", question.Ask)
		}
		command.AddCommand(one)
	}
	return command
}

// begin writes new files and says what is left to do.
func (f *flags) begin(kind scaffold.Kind, given scaffold.Answers) error {
	o, end, err := f.options()
	if err != nil {
		if slices.ContainsFunc(kind.Questions, func(one scaffold.Question) bool { return one.Name == "from" }) {
			err = fmt.Errorf("%w; --source is the folder of the site, and the source of the numbers is named with --from", err)
		}
		return err
	}
	defer end()
	options := scaffold.Options{Source: o.Source, Folder: f.source, Today: date.On(o.Now), Given: given}
	if progress.Terminal(os.Stdin) {
		typed := bufio.NewReader(os.Stdin)
		options.Ask = func(question, usual string) (string, error) {
			if usual != "" {
				question += " [" + usual + "]"
			}
			fmt.Fprintf(f.aside, "%s: ", question)
			return typed.ReadString('\n')
		}
	}
	written, err := scaffold.Begin(kind, options)
	if err != nil {
		return err
	}
	for _, name := range written.Files {
		fmt.Fprintf(f.out, "Written: %s\n", name)
	}
	fmt.Fprintln(f.out, "It is a draft, so the public does not see it. To fill in:")
	for _, what := range written.ToFill {
		fmt.Fprintf(f.out, "  - %s\n", what)
	}
	fmt.Fprintln(f.out, "Look at it with “make serve”. When it is right, take the line “draft: true” out.")
	return nil
}

func (f *flags) importCommand() *cobra.Command {
	out, certain := "", false
	command := &cobra.Command{
		Use: "import FILE…", Short: "Make drafts of inspections from the inspectorate's reports: PDFs, or folders of them", Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, files []string) error { return f.importFiles(files, out, certain) },
	}
	command.Flags().StringVar(&out, "out", "", "the folder of the site that the drafts are for (default SOURCE)")
	command.Flags().BoolVar(&certain, "certain", false, "write reports in which nothing is doubtful without “draft: true”")
	return command
}

// importFiles writes drafts, and says what became of each file.
func (f *flags) importFiles(files []string, out string, certain bool) error {
	o, end, err := f.options()
	if err != nil {
		return err
	}
	defer end()
	if out == "" {
		out = f.source
	}
	results, err := importing.Run(importing.Options{
		Source: o.Source, Out: out, Files: files, Certain: certain, Clock: f.wall, Progress: o.Progress,
	})
	o.Progress.Done()
	problems := importing.Problems(results)
	return f.report(build.Result{Problems: problems}, problems, err, func() { importing.Tell(f.out, results) })
}

func (f *flags) schemasCommand() *cobra.Command {
	out := ""
	command := &cobra.Command{
		Use: "schemas", Short: "Write JSON Schemas, by which editors complete keys", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return f.schemas(out) },
	}
	command.Flags().StringVar(&out, "out", filepath.Join("bin", "schemas"), "the folder for them")
	return command
}

// schemas writes each schema, and what an editor has to be told.
func (f *flags) schemas(out string) error {
	settings := map[string]string{}
	for _, schema := range decode.Schemas {
		text, err := schema.JSON()
		if err != nil {
			return err
		}
		name := filepath.Join(out, schema.Name+".json")
		if err := disk.Remove(name); err != nil {
			return err
		}
		if err := disk.Write(name, text); err != nil {
			return err
		}
		if !schema.Front {
			settings["./"+filepath.ToSlash(name)] = schema.Files
		}
	}
	told, err := json.MarshalIndent(map[string]any{"yaml.schemas": settings}, "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(f.out, "%s\n", told)
	return err
}

func (f *flags) next(names bool) error {
	o, end, err := f.options()
	if err != nil {
		return err
	}
	defer end()
	next, err := build.Ahead(o)
	return f.report(build.Result{Problems: next.Problems}, diag.Graver(next.Problems), err, func() { next.Write(f.out, names) })
}

func (f *flags) serve(port int) error {
	o, end, err := f.options()
	if err != nil {
		return err
	}
	defer end()
	o.Progress = nil
	debug.SetGCPercent(300) // a preview holds little, and is to be quick
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return serve.Serve(ctx, serve.Options{
		Build: o, Folder: f.source, Port: port, Out: f.aside, Colour: progress.Colour(f.aside),
		Clock: f.clock,
	})
}
