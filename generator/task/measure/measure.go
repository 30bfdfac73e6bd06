// Package measure says how long builds take. It makes sites of invented
// reports of the size and shape of real ones, builds them with a program of
// ours, and with Hugo where it is installed, each build in a process of its
// own, and writes what each took.
//
// Builds that are compared run one after the other in the same round, so that
// a busy machine is as busy for both; of several rounds the median counts.
package measure

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"plainsight/generator/kit/disk"
)

// Options say what to measure.
type Options struct {
	// Real is the folder of a site whose frameworks and themes are used.
	Real fs.FS
	// Into is a folder for the invented sites, which is left there.
	Into string
	// Program is ours. Hugo is the peer, "" where there is none.
	Program, Hugo string
	Reports       []int
	// Profiles are the names of those that are measured.
	Profiles []string
	Rounds   int
	Clock    func() time.Time
	Out      io.Writer
}

// Profiles are the formats that are made. The common one is what any generator
// makes: pages, lists, a feed, charts and tables.
var profiles = []struct {
	name    string
	formats []string
}{
	{"common", []string{"html", "csv", "atom"}},
	{"full", []string{"html", "csv", "json", "svg", "png", "atom", "large-print", "giant-print"}},
}

// Profiles are the names of what can be measured.
func Profiles() (names []string) {
	for _, one := range profiles {
		names = append(names, one.name)
	}
	return names
}

// Measure builds sites of each size and writes a table of what it took.
func Measure(o Options) error {
	for _, name := range o.Profiles {
		if !slices.Contains(Profiles(), name) {
			return fmt.Errorf("there is no profile “%s”; there are %s", name, strings.Join(Profiles(), " and "))
		}
	}
	fmt.Fprintf(o.Out, "%8s  %-7s %-16s %8s %8s %8s %9s %8s %7s %8s %9s %8s\n", "reports", "profile", "build", "wall s", "CPU s", "system", "peak MiB", "files", "pages", "MB", "ms/report", "ms/file")
	for _, reports := range o.Reports {
		for _, profile := range profiles {
			if !slices.Contains(o.Profiles, profile.name) {
				continue
			}
			if err := o.profile(ShapeOf(reports, profile.formats), profile.name); err != nil {
				return err
			}
		}
	}
	return disk.Remove(o.gone())
}

// profile measures the builds of one site, and those of the peer beside the
// common one.
func (o Options) profile(shape Shape, name string) error {
	folder := filepath.Join(o.Into, fmt.Sprintf("%d-%s", shape.Reports, name))
	edited, err := o.make(shape, folder)
	if err != nil {
		return err
	}
	beside := map[string]string{} // the folder of each peer
	if o.Hugo != "" && name == "common" {
		for _, one := range peers {
			beside[one.name] = filepath.Join(o.Into, fmt.Sprintf("%d-%s", shape.Reports, path.Base(one.folder)))
			if err := o.aside(beside[one.name]); err != nil {
				return err
			}
			if err := fill(beside[one.name], one.of(shape)); err != nil {
				return err
			}
		}
	}
	runs := map[string][]run{}
	for range o.Rounds {
		if err := o.round(folder, beside, edited, runs); err != nil {
			return err
		}
	}
	o.print(shape, name, folder, beside, runs)
	return nil
}

// The builds of a round, in their order. From the fourth different one on there is
// a spare of which the next site is made: a later edit makes few folders.
const (
	clean     = "clean"
	unchanged = "unchanged"
	oneEdit   = "one edit"
	between   = "the edit between"
	laterEdit = "a later edit"
	floor     = "the files alone"
)

// ours are those that are told, and then what stays below all of them.
var ours = []string{clean, unchanged, oneEdit, laterEdit}

func (o Options) round(folder string, beside map[string]string, edited string, runs map[string][]run) error {
	for _, made := range []string{"public", ".cache"} {
		if err := o.aside(filepath.Join(folder, made)); err != nil {
			return err
		}
	}
	for i, kind := range []string{clean, unchanged, oneEdit, between, laterEdit} {
		if kind != clean && kind != unchanged {
			if err := edit(edited, len(runs[clean])*10+i); err != nil {
				return err
			}
		}
		if err := o.timed(runs, kind, o.Program, "build", "--source", folder, "--now", "2026-06-01T09:00:00Z"); err != nil {
			return err
		}
	}
	again := filepath.Join(folder, "again")
	if err := o.timed(runs, floor, o.Program, "measure", "floor", folder, again); err != nil {
		return err
	}
	if err := o.aside(again); err != nil {
		return err
	}
	for _, one := range peers {
		theirs, measured := beside[one.name]
		if !measured {
			continue
		}
		for _, made := range []string{"public", "resources"} {
			if err := o.aside(filepath.Join(theirs, made)); err != nil {
				return err
			}
		}
		if err := o.timed(runs, one.name, o.Hugo, "--source", theirs, "--logLevel", "error", "--panicOnWarning"); err != nil {
			return err
		}
	}
	return nil
}

// make writes a site anew and gives the path of a report in it.
func (o Options) make(shape Shape, folder string) (edited string, err error) {
	one := shape.report(shape.Reports / 2)
	edited = filepath.Join(folder, "content", "inspections", one.authority, one.id+".md")
	if err := o.aside(folder); err != nil {
		return "", err
	}
	return edited, fill(folder, shape.files(o.Real))
}

// aside takes what a build made out of the way. It is deleted when all is
// measured, for file systems are slow to make files where many were just deleted.
func (o Options) aside(folder string) error {
	if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err := disk.Folder(o.gone()); err != nil {
		return err
	}
	before, err := os.ReadDir(o.gone())
	if err != nil {
		return err
	}
	return disk.Move(folder, filepath.Join(o.gone(), strconv.Itoa(len(before))))
}

func (o Options) gone() string { return filepath.Join(o.Into, "gone") }

func fill(folder string, files func(yield func(file, error) bool)) error {
	for one, err := range files {
		if err != nil {
			return err
		}
		if err := disk.Write(filepath.Join(folder, filepath.FromSlash(one.path)), one.text); err != nil {
			return err
		}
	}
	return nil
}

// edit changes a paragraph of a report, to another one each time.
func edit(name string, time int) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	first, rest, _ := bytes.Cut(text, []byte("\n1. "))
	_, rest, _ = bytes.Cut(rest, []byte("\n2. "))
	changed := fmt.Appendf(nil, "%s\n1. These words are those of edit %d.\n\n2. %s", first, time, rest)
	if err := disk.Remove(name); err != nil {
		return err
	}
	return disk.Write(name, changed)
}

// A run is what one process took.
type run struct {
	wall, cpu time.Duration
	system    time.Duration // what of cpu was spent on files and memory by the system, more where many were just deleted
	peak      int64         // bytes
}

func (o Options) timed(runs map[string][]run, kind, program string, args ...string) error {
	command := exec.Command(program, args...)
	begun := o.Clock()
	said, err := command.CombinedOutput()
	if err != nil {
		return fmt.Errorf("%s: %w\n%s", command, err, said)
	}
	state := command.ProcessState
	runs[kind] = append(runs[kind], run{o.Clock().Sub(begun), state.UserTime() + state.SystemTime(), state.SystemTime(), peak(state)})
	return nil
}

// median is that of each quantity by itself.
func median(runs []run) run {
	middle := func(quantity func(run) int64) int64 {
		all := make([]int64, len(runs))
		for i, one := range runs {
			all[i] = quantity(one)
		}
		slices.Sort(all)
		return all[len(all)/2]
	}
	return run{
		time.Duration(middle(func(r run) int64 { return int64(r.wall) })),
		time.Duration(middle(func(r run) int64 { return int64(r.cpu) })),
		time.Duration(middle(func(r run) int64 { return int64(r.system) })),
		middle(func(r run) int64 { return r.peak }),
	}
}

func (o Options) print(shape Shape, profile, folder string, beside map[string]string, runs map[string][]run) {
	line := func(kind, folder string) {
		took, made := median(runs[kind]), madeIn(filepath.Join(folder, "public"))
		each := func(n int) float64 { return float64(took.cpu.Microseconds()) / 1000 / float64(max(1, n)) }
		fmt.Fprintf(o.Out, "%8d  %-7s %-16s %8.2f %8.2f %8.2f %9d %8d %7d %8.1f %9.2f %8.2f\n", shape.Reports, profile, kind, took.wall.Seconds(), took.cpu.Seconds(), took.system.Seconds(),
			took.peak>>20, made.files, made.pages, float64(made.bytes)/1e6, each(shape.Reports), each(made.files))
	}
	for _, kind := range append(ours, floor) {
		line(kind, folder)
	}
	for _, one := range peers {
		if theirs, measured := beside[one.name]; measured {
			line(one.name, theirs)
		}
	}
	for _, one := range peers {
		if _, measured := beside[one.name]; !measured {
			continue
		}
		hugo := median(runs[one.name]).cpu.Seconds()
		for _, kind := range ours {
			fmt.Fprintf(o.Out, "%8d  %s takes %.2f times our CPU for: %s\n", shape.Reports, one.name, hugo/median(runs[kind]).cpu.Seconds(), kind)
		}
	}
}

// What was made: files, those of them that are pages, and bytes.
type made struct {
	files, pages int
	bytes        int64
}

func madeIn(folder string) (all made) {
	filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return nil
		}
		all.files++
		if filepath.Ext(name) == ".html" {
			all.pages++
		}
		if info, err := entry.Info(); err == nil {
			all.bytes += info.Size()
		}
		return nil
	})
	return all
}
