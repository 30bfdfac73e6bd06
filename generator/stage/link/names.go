package link

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/framework"
	"plainsight/generator/domain/inspection"
	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/decode"
)

// named puts things under their names; a name given twice is a problem.
func named[T any](l *linker, things []T, name func(T) (string, diag.Place)) map[string]T {
	byName, seen := make(map[string]T, len(things)), map[string]bool{}
	for _, thing := range things {
		id, place := name(thing)
		l.once(seen, id, place)
		if _, taken := byName[id]; id != "" && !taken {
			byName[id] = thing
		}
	}
	return byName
}

// once notes a name, and reports one that was seen before. What has no name
// was reported by stage/decode.
func (l *linker) once(seen map[string]bool, name string, place diag.Place) {
	switch {
	case name == "":
	case seen[name]:
		l.report(nameTwice.At(place, "the name “%s” is given twice", name).Try("Give one of the two another name."))
	default:
		seen[name] = true
	}
}

// mostNames is how many names a hint lists; more would hide the rest.
const mostNames = 12

// unknown is the problem of a name that stands for nothing. Where the file
// that would say what it stands for could not be read, there is nothing to
// add to the problem of that file.
func (l *linker) unknown(place diag.Place, what, written, file string, known []string) {
	for _, broken := range l.register.Broken {
		if broken == file || strings.HasPrefix(broken, strings.TrimSuffix(file, "*")) && strings.HasSuffix(file, "*") {
			return
		}
	}
	problem := unknownName.At(place, "there is no %s “%s”", what, written)
	hint := fmt.Sprintf("The names are %s; they stand in %s.", diag.Or(known), file)
	switch {
	case len(known) == 0:
		hint = fmt.Sprintf("Names stand in %s, and there is none yet.", file)
	case len(known) > mostNames:
		hint = fmt.Sprintf("The %d names stand in %s.", len(known), file)
	}
	if near := diag.Near(written, known); near != "" {
		hint = fmt.Sprintf("Did you mean “%s”? %s", near, hint)
	}
	l.report(problem.Try("%s", hint))
}

func names[T any](things map[string]T) []string { return slices.Sorted(maps.Keys(things)) }

func (l *linker) sources(one *decode.Inspection) {
	for i, id := range one.Sources {
		if _, found := l.register.Sources[id]; !found {
			l.unknown(one.From.At(listed(one.From, "sources", i)), "source", id, "data/sources/*", names(l.register.Sources))
		}
	}
}

// listed names the place of an entry of a list, which may stand alone without
// a list round it.
func listed(from decode.From, key string, i int) string {
	if item := fmt.Sprintf("%s/%d", key, i); from.At(item).Line > 0 {
		return item
	}
	return key
}

// isBroken tells whether the file of a name could not be read.
func (l *linker) isBroken(id string) bool {
	return slices.ContainsFunc(l.register.Broken, func(file string) bool {
		return strings.HasSuffix("/"+strings.TrimSuffix(file, path.Ext(file)), "/"+id)
	})
}

// metric checks the names that a metric and its numbers use.
func (l *linker) metric(one decode.Metric) {
	if _, found := l.register.Sources[one.Source]; !found && one.Source != "" {
		l.unknown(one.From.At("source"), "source", one.Source, "data/sources/*", names(l.register.Sources))
	}
	if one.Numbers == "" && !l.isBroken(one.ID) {
		l.report(without(one))
	}
	if !l.kept.placed[one.From.File] {
		reported := len(l.problems)
		l.places(one)
		l.kept.placed[one.From.File] = len(l.problems) == reported
	}
	page := address.Of("metrics", one.ID)
	if !l.heldBack(page, one.Release) {
		l.register.Metrics = append(l.register.Metrics, one)
	}
	if l.held.Has(page) {
		for _, place := range one.Observations.Places() {
			l.held.pages[l.register.At(place, "metrics", one.ID)] = one.Release
		}
	}
}

// without is the problem of a metric whose numbers are not there.
func without(one decode.Metric) diag.Problem {
	if one.File == "" {
		return noNumbers.At(diag.Place{File: one.From.File}, "there are no numbers for “%s”", one.ID).
			Try("Put them into data/metrics/%s.csv, under the row “period,place,value,status,note”.", one.ID)
	}
	return noNumbers.At(one.From.At("file"), "there is no file data/official/%s", one.File).
		Try("Put it there as it was downloaded, with its description, and write its name alone: “file: NAME.csv”.")
}

// places checks the authorities that numbers are for, each once: where the
// metric names it or, failing that, on the first row.
func (l *linker) places(one decode.Metric) {
	known := map[string]bool{}
	check := func(id string, place diag.Place) {
		if _, found := l.register.Authorities[id]; !found && !known[id] {
			l.unknown(place, "authority", id, "data/authorities.yaml", names(l.register.Authorities))
		}
		known[id] = true
	}
	for _, place := range one.Chosen() {
		check(place, one.From.At("places/"+place))
	}
	last, first := "", true
	for observation := range one.Observations.All() {
		if first || observation.Place != last {
			last, first = observation.Place, false
			check(last, diag.Place{File: one.Numbers, Line: observation.Line})
		}
	}
}

// unknownFramework is the word for a framework that nobody has recorded; it
// is allowed where only the outcome is known.
const unknownFramework = "unknown"

func (l *linker) framework(one *decode.Inspection) framework.Framework {
	id := one.Inspection.Framework
	found, known := l.register.Frameworks[id]
	switch {
	case known, id == "":
	case id != unknownFramework:
		l.unknown(one.From.At("framework"), "framework", id, "data/frameworks/*", names(l.register.Frameworks))
	case one.ReportHeld():
		l.report(frameworkNeeded.At(one.From.At("framework"), "the framework may be unknown only where the report is not held").
			Try("Write the framework that the report names, or add “held: outcome”."))
	}
	return found
}

// edition finds the edition in force on the first day, with its scale.
func (l *linker) edition(one *decode.Inspection, f framework.Framework) (framework.Edition, framework.Scale) {
	first := one.Inspected.First()
	if f.ID == "" || !first.Known() {
		return framework.Edition{}, framework.Scale{}
	}
	edition, found := f.On(first)
	if !found {
		l.report(notInForce.At(one.From.At("inspected"), "%s was not in force on %s", f.Name, first).
			Try("Its editions: %s. Check the date and the framework.", forces(f)))
	}
	return edition, l.register.Scales[edition.Scale]
}

func forces(f framework.Framework) string {
	var editions []string
	for _, edition := range f.Editions {
		editions = append(editions, force(edition))
	}
	return strings.Join(editions, "; ")
}

func force(edition framework.Edition) string {
	last := "today"
	if edition.Force.Last.Known() {
		last = edition.Force.Last.String()
	}
	return fmt.Sprintf("%s from %s to %s", edition.ID, edition.Force.First, last)
}

// A said is what an inspection says of its grades, and by which rules.
type said struct {
	rules *Rules
	words string
}

// judgements finds the grades of an inspection on the scale of its edition,
// and puts them into the order of the edition's areas. Those of inspections that
// say the same are the same ones.
func (l *linker) judgements(one *decode.Inspection, rules *Rules) []inspection.Judgement {
	if rules.Edition.ID == "" {
		l.uncheckable(one, rules.Framework)
		return nil
	}
	var words []byte
	for _, judgement := range one.Judgements {
		words = append(append(append(append(words, judgement.Area...), 0), judgement.Printed...), 0)
	}
	judged, known := l.judged[said{rules, string(words)}]
	if known {
		return judged
	}
	reported := len(l.problems)
	for _, judgement := range one.Judgements {
		if _, found := rules.Edition.Area(judgement.Area); !found {
			l.report(l.unknownArea(one, judgement, rules.Framework, rules.Edition))
			continue
		}
		judged = append(judged, l.graded(one, judgement, rules.Edition, rules.Scale))
	}
	ids := rules.Edition.AreaIDs()
	slices.SortStableFunc(judged, func(a, b inspection.Judgement) int {
		return slices.Index(ids, a.Area) - slices.Index(ids, b.Area)
	})
	if len(l.problems) == reported {
		l.judged[said{rules, string(words)}] = judged
	}
	return judged
}

// uncheckable reports judgements that no framework explains. Where the
// framework or the date is wrong, that was reported; then only a grade is
// named that no edition has.
func (l *linker) uncheckable(one *decode.Inspection, f framework.Framework) {
	if one.Inspection.Framework == unknownFramework && len(one.Judgements) > 0 {
		l.report(frameworkNeeded.At(one.From.At("judgements"), "grades cannot be checked while the framework is unknown").
			Try("Write the framework, or say the outcome in words: “outcome: …”."))
	}
	if len(f.Editions) == 0 {
		return
	}
	newest := l.register.Scales[f.Editions[len(f.Editions)-1].Scale]
	for _, judgement := range one.Judgements {
		if len(newest.Grades) > 0 && !strings.EqualFold(judgement.Printed, framework.NotJudged) && !l.everAGrade(f, judgement.Printed) {
			l.report(l.unknownGrade(one, judgement, framework.Edition{ID: f.ID}, newest))
		}
	}
}

// everAGrade tells whether an edition of a framework has a grade, or one whose
// grades are not known.
func (l *linker) everAGrade(f framework.Framework, printed string) bool {
	return slices.ContainsFunc(f.Editions, func(edition framework.Edition) bool {
		scale := l.register.Scales[edition.Scale]
		_, _, found := scale.Grade(printed)
		return found || edition.Scale != "" && len(scale.Grades) == 0
	})
}

func (l *linker) unknownArea(one *decode.Inspection, judgement inspection.Judgement, f framework.Framework, edition framework.Edition) diag.Problem {
	ids := edition.AreaIDs()
	problem := unknownArea.At(one.From.At("judgements/"+judgement.Area), "“%s” is not an area of %s", judgement.Area, edition.ID)
	if len(ids) == 0 {
		return problem.Try("Nothing is graded under %s: leave the judgements out.", edition.ID)
	}
	for _, other := range slices.Backward(f.Editions) {
		if _, found := other.Area(judgement.Area); found {
			return problem.Try("It is one of %s, and this inspection began on %s. The areas here are %s.", force(other), one.Inspected.First(), diag.Or(ids))
		}
	}
	if near := diag.Near(judgement.Area, ids); near != "" {
		return problem.Try("Did you mean “%s”? The areas are %s.", near, diag.Or(ids))
	}
	return problem.Try("The areas are %s.", diag.Or(ids))
}

func (l *linker) graded(one *decode.Inspection, judgement inspection.Judgement, edition framework.Edition, scale framework.Scale) inspection.Judgement {
	if strings.EqualFold(judgement.Printed, framework.NotJudged) || edition.Scale != "" && len(scale.Grades) == 0 {
		return judgement // not judged, or by a scale that is not known, which was reported
	}
	grade, step, found := scale.Grade(judgement.Printed)
	if !found {
		l.report(l.unknownGrade(one, judgement, edition, scale))
		return judgement
	}
	judgement.Grade = grade.Word
	if scale.Ordered {
		judgement.Step, judgement.Steps = step, len(scale.Grades)
	}
	return judgement
}

func (l *linker) unknownGrade(one *decode.Inspection, judgement inspection.Judgement, edition framework.Edition, scale framework.Scale) diag.Problem {
	place := one.From.At("judgements/" + judgement.Area + "=")
	words := append(scale.Words(), framework.NotJudged)
	problem := unknownGrade.At(place, "“%s” is not a grade of %s", judgement.Printed, edition.ID)
	for _, id := range names(l.register.Frameworks) {
		for _, other := range l.register.Frameworks[id].Editions {
			if _, _, used := l.register.Scales[other.Scale].Grade(judgement.Printed); used {
				return problem.Try("It was a grade of %s. The grades here are %s.", other.ID, diag.Or(words))
			}
		}
	}
	if near := diag.Near(judgement.Printed, words); near != "" {
		return problem.Try("Did you mean “%s”? The grades are %s.", near, diag.Or(words))
	}
	return problem.Try("The grades are %s.", diag.Or(words))
}
