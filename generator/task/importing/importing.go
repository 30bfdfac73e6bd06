// Package importing makes drafts of inspections from the reports that
// inspectorates publish, PDFs or the text of one.
//
// It takes files, and the frameworks and authorities of a site. For each report
// it writes an inspection, its source and, where it is new, a line for its
// authority. Each draft is held back until somebody has looked at it: what can
// be read in two ways is listed in it and stops its publication. It refuses a
// file that is no report it knows, with the reason, and writes nothing of it. It
// never writes over a file: where there is one already, it says in which words
// the two differ.
package importing

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"time"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/framework"
	"plainsight/generator/domain/personal"
	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/disk"
	"plainsight/generator/kit/pdf"
	"plainsight/generator/kit/progress"
	"plainsight/generator/stage/collect"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/layout"
	"plainsight/generator/stage/transcribe"
)

// patience is how long one file may take.
const patience = 20 * time.Second

// Options say what is imported and where to.
type Options struct {
	// Source is the site whose frameworks, scales and authorities count.
	Source fs.FS
	// Out is the folder into which drafts are written: that of the site, or one
	// of its own.
	Out string
	// Files are PDFs, texts or folders of them.
	Files []string
	// Certain writes reports of which everything is certain without "draft".
	Certain bool
	Clock   func() time.Time
	// Progress shows how far the work is; it may be nil.
	Progress *progress.Line
}

// A Result is what became of one file.
type Result struct {
	File    string
	Reports []Outcome
	// Problem says why nothing was read, with no message where it was.
	Problem diag.Problem
}

// Refused tells whether nothing was read from the file.
func (r Result) Refused() bool { return r.Problem.Message != "" }

// States of an outcome.
const (
	Written = "written"
	Same    = "unchanged"
	Differs = "differs"
	Held    = "held"  // imported before, and not read again
	Again   = "again" // the same report as in another file
)

// An Outcome is what became of one report.
type Outcome struct {
	Report transcribe.Report
	// Path is that of the draft, and State one of the above.
	Path, State string
	// Also are the other files that were written, and Twin is the file that the
	// same report was imported from.
	Also []string
	Twin string
	// Kept is the share of the report's words that the draft has in their order.
	Kept  float64
	Lost  []string
	Doubt []Doubt
	// Allowed tells that the postcode of a public office was listed as one that
	// may be published.
	Allowed bool
	// Difference shows how a file that is there differs, word by word.
	Difference []string
}

// A site is what the drafts are held against.
type site struct {
	rules       transcribe.Rules
	frameworks  []decode.Framework
	scales      []framework.Scale
	authorities []decode.Authority
	home        string
	inspector   map[string]string
	allowed     []decode.Allowance
	// held are the drafts of files by the sums of these.
	held map[string]string
}

func siteOf(source fs.FS) (site, error) {
	files, _ := collect.Files(source) // what is wrong elsewhere does not keep anybody from importing
	docs, _, err := decode.Files(files)
	if err != nil {
		return site{}, err
	}
	s := site{frameworks: docs.Frameworks, scales: docs.Scales, authorities: docs.Authorities, home: docs.Settings.Home, inspector: map[string]string{}}
	s.rules.Scales = docs.Scales
	for _, one := range docs.Frameworks {
		s.rules.Frameworks = append(s.rules.Frameworks, one.Framework)
		s.inspector[one.ID] = one.Inspectorate
	}
	if len(s.rules.Frameworks) == 0 {
		return s, errors.New("the site has no frameworks in data/frameworks, by which reports are read")
	}
	return s, nil
}

// Run imports all files, several at a time. One bad file does not stop the rest.
// The error is the machine's.
func Run(o Options) ([]Result, error) {
	known, err := siteOf(o.Source)
	if err != nil {
		return nil, err
	}
	names, err := listed(o.Files)
	if err != nil {
		return nil, err
	}
	own, err := siteIn(o.Out)
	if err != nil {
		return nil, err
	}
	known.home, known.authorities, known.allowed = own.home, own.authorities, own.allowed
	w := &writer{options: o, out: o.Out, site: known, certain: o.Certain, authorities: own.authorities}
	return w.all(names, own.held, o)
}

// all reads files side by side and writes in the order of their names, so that
// the same folder gives the same drafts. Of many, those that the site holds
// already are passed over: what was interrupted goes on where it ended.
func (w *writer) all(names []string, held map[string]string, o Options) (results []Result, err error) {
	if len(names) == 1 {
		held = nil
	}
	o.Progress.Stage("import", len(names), "file")
	read := make([]chan reading, len(names))
	for i := range names {
		read[i] = make(chan reading, 1)
	}
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	stop := make(chan struct{})
	defer close(stop)
	go func() {
		for i, name := range names {
			select {
			case free <- struct{}{}:
			case <-stop:
				return
			}
			go func() { read[i] <- readFile(name, held, w.site.rules, o.Clock) }()
		}
	}()
	for i, name := range names {
		one := <-read[i]
		result, err := w.write(name, one)
		if err != nil {
			return results, err
		}
		if len(names) > 1 {
			result.slim()
		}
		results = append(results, result)
		o.Progress.Step(1)
		<-free
	}
	return results, nil
}

// slim keeps of many reports only what is told in the end: else each would keep
// its pages.
func (r *Result) slim() {
	for i := range r.Reports {
		one := &r.Reports[i]
		one.Report, one.Lost, one.Difference = transcribe.Report{Faults: one.Report.Faults}, nil, nil
	}
}

// siteIn reads what the folder for the drafts has already.
func siteIn(out string) (site, error) {
	files, _ := collect.Files(os.DirFS(out))
	docs, _, err := decode.Files(files)
	held := map[string]string{}
	for _, one := range docs.Inspections {
		if one.Imported.Sum != "" {
			held[one.Imported.Sum] = one.From.File
		}
	}
	return site{authorities: docs.Authorities, home: docs.Settings.Home, allowed: docs.Allowed, held: held}, err
}

// listed gives the files, those of folders by their names.
func listed(files []string) (names []string, err error) {
	for _, name := range files {
		info, err := os.Stat(name)
		if err != nil {
			return nil, fmt.Errorf("%s cannot be read: %w", name, errors.Unwrap(err))
		}
		if !info.IsDir() {
			names = append(names, name)
			continue
		}
		err = filepath.WalkDir(name, func(found string, entry fs.DirEntry, err error) error {
			if ending := strings.ToLower(filepath.Ext(found)); err == nil && !entry.IsDir() && (ending == ".pdf" || ending == ".txt") {
				names = append(names, found)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}

// A reading is what one file holds.
type reading struct {
	reports []transcribe.Report
	sum     string
	held    string // the draft that there is already
	why     string // it cannot be imported
}

func readFile(name string, held map[string]string, rules transcribe.Rules, clock func() time.Time) (r reading) {
	bytes, err := os.ReadFile(name)
	if err != nil {
		return reading{why: fmt.Sprintf("it cannot be read (%v)", errors.Unwrap(err))}
	}
	sum := sha256.Sum256(bytes)
	r.sum = hex.EncodeToString(sum[:])
	if r.held = held[r.sum]; r.held != "" {
		return r
	}
	// One file that is odd in a way that nobody thought of does not stop the rest.
	defer func() {
		if cause := recover(); cause != nil {
			r = reading{sum: r.sum, why: fmt.Sprintf("%s (%v)", unforeseen, cause)}
		}
	}()
	pages, err := pagesOf(name, bytes, clock)
	if err == nil {
		r.reports, err = transcribe.Reports(layout.Read(pages), rules)
	}
	if err != nil {
		r.why = err.Error()
	}
	for _, report := range r.reports {
		if lack := needed(report); lack != "" {
			r.why = lack
		}
	}
	return r
}

const unforeseen = "its pages are made in a way that was not foreseen"

// needed says what a report lacks without which it has no place in a record.
func needed(report transcribe.Report) string {
	switch {
	case report.Inspected.Value == "":
		return fmt.Sprintf("the days of the inspection were not found on the front page, which is page %d", report.First)
	case report.Authority.Printed == "":
		return fmt.Sprintf("no name of an authority was found on the front page, which is page %d", report.First)
	}
	return ""
}

func pagesOf(name string, bytes []byte, clock func() time.Time) ([]pdf.Page, error) {
	if pdf.Is(bytes) {
		return pdf.Read(bytes, clock, clock().Add(patience))
	}
	if strings.EqualFold(filepath.Ext(name), ".txt") {
		return layout.Pages(string(bytes))
	}
	return nil, pdf.Fault{Why: "it is not a PDF: it does not begin with %PDF-. It may be a web page that was saved under such a name"}
}

// refused is the problem of a file that holds no report.
func refused(name, why string) diag.Problem {
	return transcribe.NotImported.At(diag.Place{File: filepath.ToSlash(name)}, "nothing was imported: %s", why).
		Try("%s", hintFor(why))
}

func hintFor(why string) string {
	if strings.Contains(why, "cannot be read") {
		return "Look whether the file is there, and whether you may read it."
	}
	if strings.Contains(why, "front page") {
		return "Write it by hand: “plainsight new inspection” begins it."
	}
	return "Fetch the report again from the inspectorate's site, as a PDF."
}

// contradictions are the problems of a report with itself.
func contradictions(name string, report transcribe.Report) (problems []diag.Problem) {
	for _, fault := range report.Faults {
		pages := fmt.Sprintf("page %d", fault.Page)
		if fault.Other != fault.Page && fault.Other != 0 {
			pages = fmt.Sprintf("pages %d and %d", fault.Page, fault.Other)
		}
		problems = append(problems, transcribe.Contradiction.At(diag.Place{File: filepath.ToSlash(name)}, "%s: %s", pages, fault.What).
			Try("Look at these pages, and write into the draft what is right."))
	}
	return problems
}

// Problems are those of all results.
func Problems(results []Result) (problems []diag.Problem) {
	for _, result := range results {
		if result.Refused() {
			problems = append(problems, result.Problem)
		}
		for _, one := range result.Reports {
			problems = append(problems, contradictions(result.File, one.Report)...)
		}
	}
	return problems
}

// A writer writes drafts, and remembers what it wrote.
type writer struct {
	options     Options
	out         string
	site        site
	certain     bool
	authorities []decode.Authority
}

func (w *writer) write(name string, read reading) (Result, error) {
	result := Result{File: name}
	if read.why != "" {
		result.Problem = refused(name, read.why)
		return result, nil
	}
	if read.held != "" {
		result.Reports = []Outcome{{Path: read.held, State: Held, Kept: 1}}
	}
	for _, report := range read.reports {
		outcome, err := w.draft(name, read.sum, report)
		if err != nil {
			return result, err
		}
		result.Reports = append(result.Reports, outcome)
	}
	return result, nil
}

func (w *writer) draft(name, sum string, report transcribe.Report) (Outcome, error) {
	d := newDraft(report, w, filepath.Base(name), sum)
	outcome := Outcome{Report: report, Path: d.path(), Kept: d.kept, Lost: d.lost, Doubt: d.doubts}
	there, err := os.ReadFile(filepath.Join(w.out, filepath.FromSlash(d.path())))
	switch {
	case err == nil:
		outcome.heldAgainst(string(there), d.text)
		return outcome, nil
	case !errors.Is(err, fs.ErrNotExist):
		return outcome, err
	}
	outcome.State = Written
	if err := begin(w.options); err != nil {
		return outcome, err
	}
	if err := w.prepare(d, &outcome); err != nil {
		return outcome, err
	}
	for _, file := range []struct{ path, text string }{{d.sourcePath(), d.source()}, {d.path(), d.text}} {
		target := filepath.Join(w.out, filepath.FromSlash(file.path))
		if _, err := os.Stat(target); err == nil {
			continue // a source that somebody wrote
		}
		if err := disk.Replace(target, []byte(file.text)); err != nil {
			return outcome, err
		}
		if file.path != d.path() {
			outcome.Also = append(outcome.Also, file.path)
		}
	}
	return outcome, nil
}

// heldAgainst says how a draft that is there differs from the report as it was
// read now. The file that it came from may be another with the same words.
func (o *Outcome) heldAgainst(there, now string) {
	if there == now {
		o.State = Same
		return
	}
	if before, twin := fromFile(there); twin != "" {
		if rest, _ := fromFile(now); rest == before {
			o.State, o.Twin = Again, twin
			return
		}
	}
	o.State, o.Difference = Differs, difference(there, now)
}

// origin is the line of a draft that names its file.
var origin = regexp.MustCompile(`(?m)^imported: \{file: '(.*)', sha256: [0-9a-f]+\}\n`)

// fromFile gives a draft without the line that names its file, and that name.
func fromFile(draft string) (rest, file string) {
	at := origin.FindStringSubmatchIndex(draft)
	if at == nil {
		return draft, ""
	}
	return draft[:at[0]] + draft[at[1]:], strings.ReplaceAll(strings.Clone(draft[at[2]:at[3]]), "''", "'")
}

const authoritiesFile, allowedFile = "data/authorities.yaml", "data/allowed.yaml"

// prepare writes, before the draft, what the draft needs to be published: its
// authority, and a line for what looks personal although it may be published.
// So a run that is killed leaves no draft without these.
func (w *writer) prepare(d *draft, outcome *Outcome) error {
	known := slices.ContainsFunc(w.authorities, func(a decode.Authority) bool { return a.ID == d.authority.ID() })
	if !known {
		w.authorities = append(w.authorities, decode.Authority{ID: d.authority.ID()})
		if err := w.appended(authoritiesFile, w.regionOf(d.authority)+lineOf(d.authority)); err != nil {
			return err
		}
	}
	if !d.office || slices.ContainsFunc(w.site.allowed, func(a decode.Allowance) bool { return a.File == d.path() }) {
		return nil
	}
	outcome.Allowed = true
	return w.appended(allowedFile, fmt.Sprintf("\n- file: %s\n  what: %s\n  reason: %s\n", d.path(), personal.Address,
		quoted("The report prints it as the address of a council or of a public body of the health service.")))
}

// appended adds lines to a file; what was there is kept as it was typed.
func (w *writer) appended(name, lines string) error {
	target := filepath.Join(w.out, filepath.FromSlash(name))
	before, err := os.ReadFile(target)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	text := string(before)
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	return disk.Replace(target, []byte(strings.TrimLeft(text+lines, "\n")))
}

// regionOf is the region of an authority as the list of a site has it, "" where
// it has it already.
func (w *writer) regionOf(one transcribe.Authority) string {
	id := address.Slug(one.Region)
	if one.Region == "" || slices.ContainsFunc(w.authorities, func(a decode.Authority) bool { return a.ID == id }) {
		return ""
	}
	w.authorities = append(w.authorities, decode.Authority{ID: id})
	return fmt.Sprintf("\n- id: %s\n  name: %s\n  area: true\n  codes: {ons: %q}\n", id, quoted(one.Region), transcribe.Regions[one.Region])
}

// lineOf is an authority as the list of a site has it.
func lineOf(one transcribe.Authority) string {
	line := fmt.Sprintf("\n- id: %s\n  name: %s\n", one.ID(), quoted(one.Name))
	var codes []string
	for _, register := range []string{"ons", "old", "former"} {
		if code := one.Codes[register]; code != "" {
			codes = append(codes, fmt.Sprintf("%s: %q", register, code))
		}
	}
	if len(codes) > 0 {
		line += fmt.Sprintf("  codes: {%s}\n", strings.Join(codes, ", "))
	}
	if one.Region != "" {
		line += fmt.Sprintf("  region: %s\n", address.Slug(one.Region))
	}
	return line
}

func quoted(words string) string { return "'" + strings.ReplaceAll(words, "'", "''") + "'" }

// inspectionsOf is the folder of an authority's inspections.
func (w *writer) inspectionsOf(id string) string {
	if id == w.site.home && id != "" {
		return decode.InspectionsFolder
	}
	return path.Join(decode.InspectionsFolder, id)
}
