package decode

import (
	"slices"

	"plainsight/generator/domain/date"
)

// A Statement is what people have to say in the accessibility statement.
type Statement struct {
	Prepared, Reviewed date.Date
	// Compliance is one of Compliances, "" where nobody has decided yet.
	Compliance string
	// Tested, TestedBy and TestedHow say when people tried the site, who they
	// were and what they did; they are empty until then.
	Tested              date.Date
	TestedBy, TestedHow string
	Barriers            []Barrier
}

// A Barrier is something on the site that is not accessible.
type Barrier struct {
	What string
	// Why is one of Reasons.
	Why string
	// Criterion of WCAG 2.2, and Plan for what is done about it, may be "".
	Criterion, Plan string
}

// Compliances say how far a site meets WCAG 2.2 at level AA. Reasons are those
// that the regulations know for what does not.
var (
	Compliances = []string{"full", "part", "none"}
	Reasons     = []string{NonCompliance, Burden, OutsideScope}
)

const (
	NonCompliance = "non-compliance"
	Burden        = "disproportionate-burden"
	OutsideScope  = "outside-scope"
)

var (
	statementKeys = []key{
		{name: "prepared", form: day, required: true, doc: "The day on which the statement was prepared."},
		{name: "reviewed", form: day, doc: "The day on which somebody last went through it."},
		{name: "compliance", form: word, allowed: Compliances, doc: "How far the site meets WCAG 2.2 at level AA; “full” only after people tried it."},
		{name: "tested_by", form: text, doc: "Who tried the site."},
		{name: "tested", form: day, doc: "When they did."},
		{name: "tested_how", form: text, doc: "What they did, in a sentence."},
		{name: "barriers", form: list, within: barrierKeys, doc: "What on the site is not accessible."},
	}
	barrierKeys = []key{
		{name: "what", form: text, required: true, doc: "What it is, for whom it is a barrier, and what they can do instead."},
		{name: "why", form: word, required: true, allowed: Reasons, doc: "The reason, as the regulations name it."},
		{name: "criterion", form: text, doc: "The success criterion of WCAG 2.2 that it fails, such as 2.1.1 Keyboard."},
		{name: "plan", form: text, doc: "What is done about it, and by when."},
	}
)

func (f *fields) statement() Statement {
	s := Statement{
		Prepared: f.date("prepared"), Reviewed: f.date("reviewed"), Compliance: f.text("compliance"),
		Tested: f.date("tested"), TestedBy: f.text("tested_by"), TestedHow: f.text("tested_how"),
	}
	f.maps("barriers", barrierKeys, func(b *fields) {
		s.Barriers = append(s.Barriers, Barrier{b.text("what"), b.text("why"), b.text("criterion"), b.text("plan")})
	})
	f.tried(s)
	f.claimed(s)
	if s.Reviewed.Known() && s.Prepared.Known() && s.Reviewed.Compare(s.Prepared) < 0 {
		f.report(badStatement.At(f.from.At("reviewed"), "the statement was reviewed before it was prepared").
			Try("Write the later day behind “reviewed:”, or take the line out."))
	}
	return s
}

// tried holds who tried the site and when against each other. A date that
// could not be read was reported.
func (f *fields) tried(s Statement) {
	dated, named, told := f.from.Has("tested"), f.from.Has("tested_by"), f.from.Has("tested_how")
	switch {
	case named && !dated:
		f.report(badStatement.At(f.from.At("tested_by"), "it is said who tried the site, but not when").Try("Add the day: “tested: 2027-01-31”."))
	case dated && !named:
		f.report(badStatement.At(f.from.At("tested"), "it is said when the site was tried, but not by whom").Try("Add who did: “tested_by: six people of our disability forum”."))
	case told && !named:
		f.report(badStatement.At(f.from.At("tested_how"), "it is said how the site was tried, but not by whom and when").Try("Add “tested_by:” and “tested:”."))
	}
}

// claimed refuses a claim that the rest of the statement contradicts.
func (f *fields) claimed(s Statement) {
	if s.Compliance != "full" {
		return
	}
	if s.TestedBy == "" {
		f.report(badStatement.At(f.from.At("compliance"), "“full” is claimed, but no people tried the site").
			Try("Write “compliance: part”, or say who tried the site and when: “tested_by:” and “tested:”."))
	}
	if slices.ContainsFunc(s.Barriers, func(b Barrier) bool { return b.Why == NonCompliance }) {
		f.report(badStatement.At(f.from.At("compliance"), "“full” is claimed, but “barriers:” lists something that does not meet the standard").
			Try("Write “compliance: part”."))
	}
}
