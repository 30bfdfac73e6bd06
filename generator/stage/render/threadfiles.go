package render

import (
	"plainsight/generator/stage/plan"
)

// days says when a quotation is of, as a program reads it and in words.
func (s speaker) days(q plan.Quotation) (dates, words string) {
	if len(q.When) > 0 {
		return q.When.String(), s.words.Spans(q.When)
	}
	return q.Date.String(), s.words.Date(q.Date)
}

// threadRows are the places of all threads, the first finding of each first and
// the council's words last.
func (s speaker) threadRows(v plan.RecordView) [][]string {
	all := [][]string{{"thread", "title", "address", "status", "status_words", "place", "date", "when", "of", "place_address", "paragraph", "whose_words",
		"words", "relation", "relation_words", "bear_in_mind", "known_here"}}
	for _, t := range v.Threads {
		head := []string{t.ID, t.Title, absolute(v, t.Target), string(t.Status), s.words.Word("status-of." + string(t.Status))}
		row := func(cells ...string) { all = append(all, append(head[:len(head):len(head)], cells...)) }
		dates, when := s.days(t.First)
		row("first", dates, when, t.First.Of, absolute(v, t.First.Target), t.First.Number, s.voice(t.First.Voice), t.First.Words, "", "", "", "")
		for _, step := range t.Steps {
			relation := []string{string(step.Relation), s.words.Word("said." + string(step.Relation)), step.Caveat, s.stepHeld(step)}
			switch {
			case step.Quotation != nil:
				q := *step.Quotation
				dates, when := s.days(q)
				row(append([]string{"later", dates, when, q.Of, absolute(v, q.Target), q.Number, s.voice(q.Voice), q.Words}, relation...)...)
			case step.Silent != nil:
				row(append([]string{"later", step.Silent.When.String(), s.words.Spans(step.Silent.When), step.Silent.Words,
					absolute(v, step.Silent.Target), "", "", ""}, relation...)...)
			}
		}
		for _, reply := range t.Council {
			row("council", reply.Date.String(), s.words.Date(reply.Date), reply.Source.Words, absolute(v, reply.Source.Target), "",
				s.voice(plan.Council), reply.Says, "", "", s.words.Word("thread.council-care"), "")
		}
	}
	return all
}

func (s speaker) voice(voice plan.Voice) string { return s.words.Word("voice." + string(voice)) }

func (s speaker) stepHeld(step plan.ThreadStep) string {
	if step.Held {
		return ""
	}
	return s.words.Word("thread.not-held")
}

type quotationObject struct {
	Address   string  `json:"address"`
	Of        string  `json:"of"`
	Date      string  `json:"date"`
	When      string  `json:"when"`
	Paragraph string  `json:"paragraph,omitempty"`
	Whose     wording `json:"whose_words"`
	Words     string  `json:"words"`
}

type stepObject struct {
	Relation  wording          `json:"relation"`
	Said      string           `json:"what_it_says_of_the_first"`
	Quotation *quotationObject `json:"quotation,omitempty"`
	Silent    *silentObject    `json:"silent,omitempty"`
	KnownHere string           `json:"known_here,omitempty"`
	Caveat    string           `json:"bear_in_mind,omitempty"`
}

type silentObject struct {
	Address string `json:"address"`
	Title   string `json:"title"`
	Date    string `json:"date"`
	When    string `json:"when"`
}

type replyObject struct {
	Date    string `json:"date"`
	When    string `json:"when"`
	Says    string `json:"says"`
	Source  string `json:"source"`
	Address string `json:"source_address,omitempty"`
}

type clockObject struct {
	Published string `json:"published"`
	Report    string `json:"report_within_the_law"`
	Plan      string `json:"plan_within_the_law"`
	Words     string `json:"words"`
}

type threadObject struct {
	ID          string          `json:"id"`
	Address     string          `json:"address"`
	Title       string          `json:"title"`
	Summary     string          `json:"summary_in_our_words,omitempty"`
	Status      wording         `json:"status"`
	StatusWords string          `json:"what_was_said_last"`
	First       quotationObject `json:"first"`
	Clock       *clockObject    `json:"time_in_the_law,omitempty"`
	Later       []stepObject    `json:"later"`
	Council     []replyObject   `json:"the_council_says"`
}

func (s speaker) threadsObject(v plan.RecordView) any {
	whole := struct {
		about
		Threads []threadObject `json:"threads"`
	}{s.about(v, "threads.care"), []threadObject{}}
	for _, t := range v.Threads {
		whole.Threads = append(whole.Threads, s.threadObject(v, t))
	}
	return whole
}

func (s speaker) threadObject(v plan.RecordView, t plan.ThreadRecord) threadObject {
	one := threadObject{
		ID: t.ID, Address: absolute(v, t.Target), Title: t.Title, Summary: t.Summary,
		Status:      wording{string(t.Status), s.words.Word("relation." + string(t.Status))},
		StatusWords: s.words.Word("status-of." + string(t.Status)), First: s.quotationObject(v, t.First),
		Later: []stepObject{}, Council: []replyObject{},
	}
	for _, step := range t.Steps {
		one.Later = append(one.Later, s.stepObject(v, step))
	}
	for _, reply := range t.Council {
		one.Council = append(one.Council, replyObject{reply.Date.String(), s.words.Date(reply.Date), reply.Says, reply.Source.Words, absolute(v, reply.Source.Target)})
	}
	if c := t.Clock; c != nil {
		one.Clock = &clockObject{c.Published.String(), c.Report.String(), c.Plan.String(), s.words.Word("thread.clock", "Published", s.words.Date(c.Published),
			"ReportDays", c.ReportDays, "PlanDays", c.PlanDays, "Report", s.words.Date(c.Report), "Plan", s.words.Date(c.Plan))}
	}
	return one
}

func (s speaker) quotationObject(v plan.RecordView, q plan.Quotation) quotationObject {
	dates, when := s.days(q)
	return quotationObject{absolute(v, q.Target), q.Of, dates, when, q.Number, wording{string(q.Voice), s.voice(q.Voice)}, q.Words}
}

func (s speaker) stepObject(v plan.RecordView, step plan.ThreadStep) stepObject {
	one := stepObject{
		Relation: wording{string(step.Relation), s.words.Word("relation." + string(step.Relation))},
		Said:     s.words.Word("said." + string(step.Relation)), KnownHere: s.stepHeld(step), Caveat: step.Caveat,
	}
	if step.Quotation != nil {
		quotation := s.quotationObject(v, *step.Quotation)
		one.Quotation = &quotation
	}
	if step.Silent != nil {
		one.Silent = &silentObject{absolute(v, step.Silent.Target), step.Silent.Words, step.Silent.When.String(), s.words.Spans(step.Silent.When)}
	}
	return one
}
