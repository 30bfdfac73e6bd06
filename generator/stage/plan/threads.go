package plan

import (
	"slices"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/document"
	"plainsight/generator/domain/thread"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
)

// threads plans the list of threads of an authority and a page for each.
func threads(p *planner, a *authority) []Page {
	if len(a.threads) == 0 {
		return nil
	}
	pages := []Page{{Kind: "threads", Address: a.at("threads"), view: func(Page) any { return p.threadsView(a) }}}
	pages = append(pages, p.filePages(a, threadFiles)...)
	for i := range a.threads {
		pages = append(pages, p.threadPage(a, &a.threads[i]))
	}
	return pages
}

func (p *planner) threadsView(a *authority) ThreadsView {
	list := ThreadsView{Frame: p.frameOf(a, "threads", a.at("threads")), Threads: p.threadEntries(a)}
	list.Counts = counts(list.Threads)
	list.Files = p.recordFiles(a, threadFiles)
	return list
}

func (p *planner) threadEntries(a *authority) (entries []ThreadEntry) {
	for _, one := range a.threads {
		entries = append(entries, p.threadEntry(one))
	}
	slices.SortFunc(entries, func(a, b ThreadEntry) int { return p.alphabet.Compare(a.Title, b.Title) })
	return entries
}

// counts are how many threads have each status.
func counts(entries []ThreadEntry) []thread.Count {
	var statuses []thread.Relation
	for _, entry := range entries {
		statuses = append(statuses, entry.Status)
	}
	return thread.Tally(statuses)
}

func (p *planner) threadEntry(one link.Thread) ThreadEntry {
	entry := ThreadEntry{
		Target: string(one.Address), Title: one.Title, Summary: one.Summary,
		Status: statusOf(one),
	}
	entry.First, _ = p.quotation(one.Starts)
	for _, step := range p.steps(one) {
		if step.Quotation != nil {
			entry.Later++
		}
	}
	return entry
}

// statusOf is what the last inspection or document says.
func statusOf(one link.Thread) thread.Relation {
	var last []thread.Relation
	for _, step := range slices.Backward(one.Steps) {
		if step.At.ID != one.Steps[len(one.Steps)-1].At.ID {
			break
		}
		last = append(last, step.Relation)
	}
	return thread.Status(last)
}

// threadAnchors are the places that every page of a thread has.
var threadAnchors = []string{"first", "later"}

func (p *planner) threadPage(a *authority, one *link.Thread) Page {
	page := Page{Kind: "thread", Address: one.Address, facts: &facts{anchors: document.AnchorsOf(threadAnchors...), file: one.From.File}, view: func(Page) any { return p.threadView(a, one) }}
	if len(p.replies(*one)) > 0 {
		page.and("council")
	}
	if p.hasLetters() {
		page.having(func(has *rare) { has.letter = func() *LetterView { return p.threadLetter(a, one) } })
	}
	return page
}

func (p *planner) threadFrame(a *authority, one *link.Thread) Frame {
	frame := p.frameOf(a, "thread", one.Address, Link{Target: string(a.at("threads")), Word: "threads.title"})
	frame.Title, frame.Description = one.Title, one.Summary
	return frame
}

func (p *planner) threadView(a *authority, one *link.Thread) ThreadView {
	view := ThreadView{
		Frame:   p.threadFrame(a, one),
		Summary: one.Summary, Status: statusOf(*one), Steps: p.steps(*one), Council: p.replies(*one), Clock: p.clock(one.Starts),
	}
	view.First, _ = p.quotation(one.Starts)
	view.Letter = p.threadLetter(a, one)
	for _, topic := range p.Topics {
		if slices.Contains(one.Topics, topic.ID) {
			view.Topics = append(view.Topics, Link{Target: string(address.Of("topics", topic.ID)), Words: topic.Title})
		}
	}
	for _, id := range one.Metrics {
		if metric, found := p.Metric(id); found {
			view.Metrics = append(view.Metrics, p.metricLink(metric, a))
		}
	}
	return view
}

// threadLetter is the piece on a thread, nil where the site makes none.
func (p *planner) threadLetter(a *authority, one *link.Thread) *LetterView {
	if !p.hasLetters() {
		return nil
	}
	letter := letter(p.threadFrame(a, one), p.newsOfThread(*one), p.sourcesOf(*one)...)
	letter.News.Quotations = append(letter.News.Quotations, quotationsOf(p.replies(*one))...)
	return letter
}

// threadLinks lead to the threads of which something is true, by their titles.
func (p *planner) threadLinks(of func(link.Thread) bool) (links []Link) {
	for _, one := range p.Threads {
		if of(one) {
			to := Link{Target: string(one.Address), Words: one.Title}
			if p.several {
				to.Whose = one.Authority.Name
			}
			links = append(links, to)
		}
	}
	slices.SortStableFunc(links, func(a, b Link) int { return p.alphabet.Compare(a.Words, b.Words) })
	return links
}

// speaksOf tells whether a thread has a place in an inspection.
func speaksOf(one link.Thread, inspection string) bool {
	return one.Starts.ID == inspection || slices.ContainsFunc(one.Steps, func(step decode.Step) bool { return step.At.ID == inspection })
}

func (p *planner) steps(one link.Thread) (steps []ThreadStep) {
	for _, written := range one.Steps {
		step := ThreadStep{Relation: written.Relation, Caveat: written.Caveat, Held: true}
		inspection, isInspection := p.Register.Inspection(written.At.ID)
		if isInspection {
			step.Held = inspection.ReportHeld()
		}
		if quotation, found := p.quotation(written.At); found {
			step.Quotation = &quotation
		} else if isInspection {
			step.Silent = linkTo(inspection)
		}
		steps = append(steps, step)
	}
	return steps
}

func (p *planner) replies(one link.Thread) (replies []Reply) {
	for _, reply := range one.Council {
		if source := p.sourceLink(reply.Source); source != nil {
			replies = append(replies, Reply{reply.Date, reply.Says, *source})
		}
	}
	return replies
}

// clock counts the working days that the council had to answer the inspection
// of the first finding.
func (p *planner) clock(first decode.Reference) *Clock {
	one, found := p.Register.Inspection(first.ID)
	if !found || one.Activity != "inspection" {
		return nil
	}
	report, _ := p.Holidays.After(one.Published, thread.ReportWithin)
	plan, known := p.Holidays.After(one.Published, thread.PlanWithin)
	if !known {
		return nil
	}
	return &Clock{one.Published, report, plan, thread.ReportWithin, thread.PlanWithin}
}

// few are up to three threads for the home page: the first of each status, and
// then the rest in their order, so that no answer is picked out.
func few(entries []ThreadEntry) (chosen []ThreadEntry) {
	var rest []ThreadEntry
	for _, status := range append(slices.Clone(thread.Relations), thread.NothingLater) {
		first := true
		for _, entry := range entries {
			if entry.Status != status {
				continue
			}
			if first {
				chosen = append(chosen, entry)
			} else {
				rest = append(rest, entry)
			}
			first = false
		}
	}
	chosen = append(chosen, rest...)
	return chosen[:min(len(chosen), 3)]
}
