package build

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"plainsight/generator/domain/date"
	"plainsight/generator/kit/memory"
	"plainsight/generator/kit/search"
	"plainsight/generator/kit/witness"
	"plainsight/generator/stage/collect"
	"plainsight/generator/stage/write"
)

// A last is the last build of an output, as far as the next one needs it in
// order to see that there is nothing to do.
type last struct {
	// From is the moment of the build; from Until on its pages may be different
	// without an edit.
	From, Until time.Time
	Strict      bool
	// Site is the name of the site that it left in the output, where others may have
	// lain before.
	Site string
	// Inputs are all that was read, and names that were not there.
	Inputs []witness.Mark
	// Found are the files of content and data, none where some may change
	// elsewhere than where they lie.
	Found  []collect.File
	Result Result
}

// remembers tells whether anything can be known of builds before. Without a
// clock nobody can tell a fresh file from an old one.
func (o Options) remembers() bool { return o.Memory != nil && o.Clock != nil && o.Folder != "" }

// witnessed notes what the build reads; nil where nobody will ask.
func (o *Options) witnessed() *witness.Witness {
	if !o.remembers() {
		return nil
	}
	seen := witness.Of(o.Source, o.Clock())
	o.Source = seen
	return seen
}

// underOutput is the sum under which something about an output is remembered.
func (o Options) underOutput(what string) memory.Sum { return memory.SumOf(what, absolute(o.Output)) }

const (
	lastBuild = "last build"
	lastStood = "how it stood"
)

// A compared is the last build of an output, held against what is there now.
type compared struct {
	last
	known bool
	// differs are the names that are not as they were.
	differs []string
}

// compared finds out what has changed since the last build.
func (o Options) compared() compared {
	if !o.remembers() {
		return compared{}
	}
	before, known := o.last()
	return compared{before, known, witness.Differs(o.Source, o.look, before.Inputs)}
}

// unchanged tells whether this build would write the same as the last one: the
// files that it read and the public folder stand as they did, and no moment has
// come at which pages change by themselves.
func (o Options) unchanged(since compared) bool {
	if !since.known || since.Strict != o.Strict || o.Now.Before(since.From) || !o.Now.Before(since.Until) {
		return false
	}
	return len(since.differs) == 0 && write.SiteIn(o.Output) == since.Site && o.stood(since.Site).Stands(o.Output)
}

// finder finds the files of content and data that are not as they were; of the others
// it is known what the last build found.
func (o Options) finder(since compared, seen *witness.Witness) *collect.Finder {
	if len(since.Found) == 0 || seen == nil {
		return nil
	}
	changed := slices.Clone(since.differs)
	var trusted []witness.Mark
	for _, mark := range since.Inputs {
		_, differs := slices.BinarySearch(since.differs, mark.Name)
		switch {
		case differs || !collect.Within(mark.Name):
		case mark.Sum != "": // from now on its time is enough
			changed = append(changed, mark.Name)
		default:
			trusted = append(trusted, mark)
		}
	}
	seen.Trust(trusted)
	return collect.Knows(since.Found, changed)
}

// look tells what a name of the source leads to. It opens nothing, so it need
// not keep within the folder.
func (o Options) look(name string) (fs.FileInfo, error) {
	return os.Stat(filepath.Join(o.Folder, filepath.FromSlash(name)))
}

func (o Options) last() (before last, known bool) {
	before, err := memory.Made(o.Memory, o.underOutput(lastBuild), func() (last, error) { return last{}, errNoBuild })
	return before, err == nil
}

// forget forgets the last build.
func (o Options) forget() { o.Memory.Keep(o.underOutput(lastBuild), nil) }

var errNoBuild = errors.New("no build of this output is known")

// stood is how a site stood that a build left in the output.
func (o Options) stood(site string) write.Standing {
	text, _ := o.Memory.Recall(underSite(absolute(o.Output), site))
	standing, err := write.StandingOf(text)
	if err != nil {
		return write.Standing{}
	}
	return standing
}

// underSite is the sum under which it is remembered how a site stood.
func underSite(output, site string) memory.Sum { return memory.SumOf(lastStood, output, site) }

// keep remembers a build that was published. That it cannot is nobody's
// problem: the next build is as if it were the first.
func (o Options) keep(seen *witness.Witness, s *site, staged *write.Staged) {
	if o.Memory == nil {
		return
	}
	if s.result.Search.Records > 0 { // it is a program, which the theme does not read
		if file, err := o.Source.Open(s.theme.Where(search.Program())); err == nil {
			_ = file.Close()
		}
	}
	result := s.result
	result.Changes, result.Search.Took = write.Changes{}, 0
	standing, err := staged.Stands()
	if err != nil {
		return
	}
	site := write.SiteIn(o.Output)
	o.Memory.Keep(underSite(absolute(o.Output), site), standing.Bytes())
	o.keepOutputs(site)
	if seen == nil {
		return
	}
	memory.Keep(o.Memory, o.underOutput(lastBuild), &last{o.Now, s.until(o.Now), o.Strict, site, seen.Marks(), s.found, result})
}

// until is the first moment after that of the build at which its pages may be
// different: something comes out of embargo, or the next day begins in London,
// with which a plan is overdue.
func (s *site) until(now time.Time) time.Time {
	day := now.In(date.London)
	until := time.Date(day.Year(), day.Month(), day.Day()+1, 0, 0, 0, 0, date.London)
	for _, end := range s.result.Held.Until {
		if end.After(now) && end.Before(until) {
			until = end
		}
	}
	return until
}
