// Package build makes the site: from the files that people wrote to the
// folder that the public sees.
//
// Read Build first. It is the stages in a row, and the decision whether
// problems stop the writing: then the public folder stays as it was.
package build

import (
	"errors"
	"io/fs"
	"iter"
	"path"
	"slices"
	"time"

	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/memory"
	"plainsight/generator/kit/progress"
	"plainsight/generator/kit/readability"
	"plainsight/generator/stage/collect"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
	"plainsight/generator/stage/lint"
	"plainsight/generator/stage/plan"
	"plainsight/generator/stage/reconcile"
	"plainsight/generator/stage/render"
	"plainsight/generator/stage/write"
	"plainsight/generator/task/audit"
)

// Options say what to build, as of when, and where to.
type Options struct {
	// Source holds the folders content, data and themes, and ends there.
	Source fs.FS
	// Folder is where Source lies on this machine, for the programs that were
	// fetched into it; where it is "" none is called.
	Folder string
	// Output is the folder that the public sees.
	Output string
	// Now is the moment of the build: what is under embargo then is left out.
	Now time.Time
	// Clock tells how long a part of the build took; nil tells nothing.
	Clock func() time.Time
	// Strict lets warnings stop the writing too.
	Strict bool
	// Memory holds what earlier builds made; nil holds nothing.
	Memory *memory.Memory
	// Progress shows how far the build is; nil shows nothing.
	Progress *progress.Line
}

// A Result says what was made, what was held back and what is wrong.
type Result struct {
	Pages    int
	Held     link.Held
	Problems []diag.Problem
	// Published is false where problems kept the site from being written.
	Published bool
	// Changes are those of the public folder; they are empty where the build saw
	// at once that there was nothing to do.
	Changes write.Changes
	// Audit is what the gate measured on the finished pages, editions among
	// them. Where the site was published it is what audit.Planned says of them.
	Audit audit.Report
	// Search is what the index of the search took.
	Search Searched
	// LeftOut names the extras of the theme that are not there.
	LeftOut []string
	// Reading counts the words of our own.
	Reading readability.Text
	// Disclosed are the decisions to publish small numbers of people.
	Disclosed []Disclosed
	// Allowed is what looks personal and is published on purpose.
	Allowed []decode.Allowance
}

// Disclosed is the reason that a metric's own file gives for publishing small
// numbers of people.
type Disclosed struct{ File, Why string }

// Build makes the site and publishes it all at once, or leaves what is
// published as it is. The error is the machine's; what people wrote wrong is
// in the result.
func Build(o Options) (Result, error) {
	since := o.compared()
	if o.unchanged(since) {
		return since.Result, nil
	}
	result, err := made(o, since)
	if errors.Is(err, collect.ErrChanged) { // the next build goes by nothing that is known of files
		o.forget()
	}
	return result, err
}

// made makes the site where there is something to do.
func made(o Options, since compared) (Result, error) {
	seen := o.witnessed()
	site, err := prepare(o, &Kept{found: o.finder(since, seen), once: true})
	if err != nil || site.stopped {
		return site.result, err
	}
	o.Progress.Stage("render and write", len(site.pages), "file")
	past := site.pastOf(o)
	staged, problems, err := write.StageOver(o.Output, o.stood, func(left write.Left) iter.Seq2[render.Artifact, error] {
		return past.gate.Watch(indexed(o, &site, counted(o, past.rendered(site.pages, left))))
	})
	past.end(err == nil)
	settle()
	if err != nil {
		err = site.fault(o, err)
		return site.result, err
	}
	if lost := site.docs.Lost(); lost != nil {
		return site.result, errors.Join(lost, staged.Discard())
	}
	site.add(o, problems)
	site.pass(o, past.gate)
	if site.stopped {
		return site.result, staged.Discard()
	}
	o.Memory.Finish()
	servers := site.forServers()
	site.pages, site.docs = nil, decode.Documents{} // what follows takes room of its own
	site.result.Changes, err = staged.Swap()
	if err == nil {
		err = write.Settings(o.Output, servers)
	}
	if site.result.Published = err == nil; site.result.Published {
		o.keep(seen, &site, staged)
	}
	return site.result, err
}

// Check goes through every stage and writes nothing. It looks at what is held
// back too, which has to be right when its time comes.
func Check(o Options) (Result, error) {
	site, err := prepare(o, &Kept{})
	site.checkHeldBack(o)
	if err != nil || site.stopped {
		return site.result, err
	}
	o.Progress.Stage("render", len(site.pages), "file")
	gate := audit.Begin(site.pages, site.base, site.styles)
	for _, err := range gate.Watch(counted(o, render.Pages(site.pages, site.theme))) {
		if err != nil {
			err = site.fault(o, err)
			return site.result, err
		}
	}
	site.pass(o, gate)
	return site.result, site.docs.Lost()
}

// A site is what is known before a page is rendered.
type site struct {
	pages []plan.Page
	// redirects and recorded are what became of addresses, and the ledger.
	redirects []plan.Redirect
	recorded  []decode.Recorded
	theme     *render.Theme
	// found are the files that it is made from, where each changes only where it lies.
	found   []collect.File
	docs    decode.Documents
	base    string // the address of the home page
	styles  fs.FS  // the folder of the theme
	result  Result
	stopped bool
}

// pass takes what the gate found on the pages that went through it.
func (s *site) pass(o Options, gate *audit.Audit) {
	report, problems := gate.End()
	s.result.Audit = report
	s.add(o, problems)
}

// checkHeldBack adds the problems of what the public does not see yet.
func (s *site) checkHeldBack(o Options) {
	if s.result.Held.Drafts+s.result.Held.Embargoed > 0 {
		s.add(o, besides(outlineFor(s.docs, o.Now, link.Preview, lint.Register).problems, s.result.Problems))
	}
}

// besides are the problems that were not told yet. The same problem may have
// another hint for another audience, which knows more names.
func besides(problems, told []diag.Problem) []diag.Problem {
	type same struct {
		place         diag.Place
		code, message string
	}
	known := map[same]bool{}
	for _, one := range told {
		known[same{one.Place, one.Code, one.Message}] = true
	}
	return slices.DeleteFunc(problems, func(one diag.Problem) bool { return known[same{one.Place, one.Code, one.Message}] })
}

// fault takes what a template of the theme is to blame for; any other error is
// the machine's.
func (s *site) fault(o Options, err error) error {
	if lost := s.docs.Lost(); lost != nil {
		return lost
	}
	var fault *render.Fault
	if !errors.As(err, &fault) {
		return err
	}
	s.add(o, []diag.Problem{fault.OnPage()})
	return nil
}

// add shows problems together with those that are told already: a line that one of
// them keeps private is shown for none.
func (s *site) add(o Options, problems []diag.Problem) {
	s.result.Problems = diag.Sort(diag.Show(slices.Concat(s.result.Problems, problems), func(name string) []byte {
		bytes, _ := fs.ReadFile(o.Source, name) // a problem may lie in the output, which has no line to show
		return bytes
	}))
	s.stopped = diag.Stop(s.result.Problems, o.Strict)
}

// prepare takes the files as far as planned pages and a theme to render them
// with, and gathers the problems of all stages, so that one run names them
// all.
func prepare(o Options, kept *Kept) (site, error) {
	s := site{}
	docs, problems, err := decoded(o, kept)
	if err != nil {
		return s, err
	}
	o.Progress.Stage("link", len(docs.Inspections), "inspection")
	documents := docs
	if kept.once {
		docs.Inspections = nil
		spare(len(kept.files), true)
	}
	planned := outlineBy(documents, o.Now, link.Public, lint.Register, func(register *link.Register) []plan.Page {
		settle()
		return plan.From(register, kept.files)
	})
	if err := docs.Lost(); err != nil {
		return s, err
	}
	problems = append(problems, planned.problems...)

	settle()
	theme, more, err := kept.themed(o, docs.Settings)
	settle()
	problems = append(problems, more...)
	if theme != nil {
		s.result.LeftOut = theme.Lacking()
	}

	s.docs, s.found = docs, kept.lasting
	s.styles, _ = collect.Theme(o.Source, docs.Settings.Themes, docs.Settings.ThemePlace) // its problems are told above
	s.pages, s.theme, s.base = planned.pages, theme, docs.Settings.BaseURL
	s.redirects, s.recorded = plan.Redirects(planned.register), docs.Ledger
	s.result.Pages, s.result.Held = readable(s.pages), planned.held
	s.result.Allowed = docs.Allowed
	s.result.Disclosed, s.result.Reading = disclosed(planned.register), lint.Reading(planned.register)
	s.add(o, problems)
	return s, err
}

// disclosed lists the metrics whose small numbers somebody decided to publish.
func disclosed(register *link.Register) (all []Disclosed) {
	for _, one := range register.Metrics {
		if one.Disclosure != "" {
			all = append(all, Disclosed{one.From.File, one.Disclosure})
		}
	}
	return all
}

// decoded takes the files as far as what they say. Of what looks personal and
// is allowed, it leaves what is really there.
func decoded(o Options, kept *Kept) (decode.Documents, []diag.Problem, error) {
	o.Progress.Stage("collect", -1, "")
	files, problems := kept.found.Files(o.Source)
	o.Progress.Stage("decode", len(files.Files), "file")
	if kept.once {
		spare(len(files.Files), false)
	}
	kept.files, kept.lasting = files.Files, files.Lasting()
	kept.reader.Memory = o.Memory
	docs, more, err := kept.reader.Files(files)
	problems = append(problems, more...)
	if err != nil {
		return docs, problems, err
	}
	more, docs.Allowed, err = lint.Texts(files, docs, kept.looked, o.Memory)
	return docs, append(problems, more...), err
}

// An outline is a site for an audience as far as its pages are planned.
type outline struct {
	register *link.Register
	held     link.Held
	pages    []plan.Page
	problems []diag.Problem
}

// outlineFor plans a site, and checks its register.
func outlineFor(docs decode.Documents, at time.Time, audience link.Audience, checked func(*link.Register) []diag.Problem) (o outline) {
	return outlineBy(docs, at, audience, checked, plan.Pages)
}

// outlineBy does the same with the pages as somebody plans them.
func outlineBy(docs decode.Documents, at time.Time, audience link.Audience, checked func(*link.Register) []diag.Problem, pages func(*link.Register) []plan.Page) (o outline) {
	o.register, o.held, o.problems = link.Documents(docs, at, audience)
	o.problems = append(o.problems, checked(o.register)...)
	o.pages = plan.Checked(pages(o.register), gated)
	o.problems = append(o.problems, reconcile.Pages(o.pages, against(o.register, o.held))...)
	return o
}

// against is what the pages of a register are held against.
func against(register *link.Register, held link.Held) reconcile.Against {
	return reconcile.Against{
		Redirects: plan.Redirects(register), Ledger: register.Ledger, Today: register.Day, Broken: register.Broken, Held: held.Shown,
	}
}

// gated is what the gate measures on so many pages of a site that it lets
// pass.
func gated(pages int) plan.Checks {
	report := audit.Planned(pages)
	return plan.Checks{Pages: report.Pages, Rules: len(report.Rules), Criteria: report.Criteria()}
}

// themed loads the theme that the settings name, nil where it has faults.
func themed(o Options, settings decode.Settings) (*render.Theme, []diag.Problem, error) {
	files, problems := collect.Theme(o.Source, settings.Themes, settings.ThemePlace)
	if len(problems) > 0 {
		return nil, problems, nil
	}
	return render.Load(files, settings.Languages, o.Memory)
}

// readable counts the pages that people read; the files beside them are none,
// and an edition is no page more.
func readable(pages []plan.Page) (n int) {
	for _, page := range pages {
		if path.Ext(page.Address.File()) == ".html" && page.Of() == "" && !page.Moved() {
			n++
		}
	}
	return n
}

// counted passes artifacts on and tells the progress line of each.
func counted(o Options, artifacts iter.Seq2[render.Artifact, error]) iter.Seq2[render.Artifact, error] {
	return func(yield func(render.Artifact, error) bool) {
		for artifact, err := range artifacts {
			o.Progress.Step(1)
			if !yield(artifact, err) {
				return
			}
		}
	}
}
