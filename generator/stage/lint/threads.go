package lint

import (
	"plainsight/generator/domain/date"
	"plainsight/generator/domain/document"
	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
)

var improvedByWhom = diag.Code{
	ID: "improved-by-whom", Severity: diag.Error, Title: "“Improved”, “praised” or “got worse” without words of inspectors",
	Text: "Only inspectors can say that something got better or worse, or is good, and only in words that a reader can look " +
		"up. The place has to stand in an inspection whose report is on this site. What the council says of itself belongs " +
		"under “council”. Praise without a comparison is “praised”: “improved” needs words such as “since the last inspection”.",
	Example: "steps:\n  - {at: 2022-02-ilacs#p15, relation: improved, caveat: …}",
}

// improvedByInspectors looks where something is said that inspectors alone can
// say. A place that is not
// there was reported before.
func improvedByInspectors(register *link.Register, report func(diag.Problem)) {
	for _, thread := range register.Threads {
		for _, step := range thread.Steps {
			place, found := register.Place(step.At)
			if !found || !step.Relation.NeedsInspectors() || inspectorsSay(register, step.At, place) {
				continue
			}
			report(improvedByWhom.At(step.From.At("at"), "“%s” rests on %s#%s, which are not inspectors' words", step.Relation, step.At.ID, step.At.Anchor).
				Try("Name a paragraph of a report that is on this site, or write another relation."))
		}
	}
}

// inspectorsSay tells whether a place is in a report that is held, and is no
// note of ours.
func inspectorsSay(register *link.Register, at decode.Reference, place link.Place) bool {
	one, isInspection := register.Inspection(at.ID)
	return isInspection && one.ReportHeld() && place.Block.Kind != document.Note
}

var threadElsewhere = diag.Code{
	ID: "thread-elsewhere", Severity: diag.Error, Title: "A thread goes over to another authority",
	Text: "A thread follows one matter at one authority, that of its first finding. What inspectors found elsewhere says " +
		"nothing of it. A topic can name places of all authorities.",
	Example: "starts: sutton/2017-06-sif#recommend-1\nsteps:\n  - {at: sutton/2022-02-ilacs#p15, relation: still-open}",
}

// threadsStay looks for steps that name an inspection of another authority.
func threadsStay(register *link.Register, report func(diag.Problem)) {
	for _, thread := range register.Threads {
		for _, step := range thread.Steps {
			one, found := register.Inspection(step.At.ID)
			if !found || thread.Authority.ID == "" || one.Authority.ID == thread.Authority.ID {
				continue
			}
			report(threadElsewhere.At(step.From.At("at"), "this thread is about %s, and %s is about %s", thread.Authority.Name, step.At.ID, one.Authority.Name).
				Try("Name an inspection of %s, or take the step out.", thread.Authority.Name))
		}
	}
}

var threadOrder = diag.Code{
	ID: "thread-order", Severity: diag.Error, Title: "The steps of a thread are not in order of time",
	Text: "A thread begins with the first finding and goes on in order of time, so that the last step is what was said " +
		"last. Here a step is older than the one before it, or than the beginning.",
	Example: "starts: 2010-12-ucra#develop-1\nsteps:\n  - {at: 2017-06-sif, relation: not-mentioned-again}\n  - {at: 2022-02-ilacs#p15, relation: still-open}",
}

// threadsInOrder compares each step with the one before it.
func threadsInOrder(register *link.Register, report func(diag.Problem)) {
	for _, thread := range register.Threads {
		before := dayOf(register, thread.Starts)
		for _, step := range thread.Steps {
			day := dayOf(register, step.At)
			if day.Known() && before.Known() && day.Last().Compare(before.First()) < 0 {
				report(threadOrder.At(step.From.At("at"), "%s is of %s, and what stands before it is of %s", step.At.ID, day, before).
					Try("Put the steps into order of time."))
			}
			before = day
		}
	}
}

// dayOf is the first day of the inspection, or the day of the document, that
// a reference names.
func dayOf(register *link.Register, reference decode.Reference) date.Date {
	if one, found := register.Inspection(reference.ID); found {
		return one.Inspected.First()
	}
	one, _ := register.Document(reference.ID)
	return one.Source.Date
}
