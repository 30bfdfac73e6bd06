package plan

import (
	"slices"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/document"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
)

// topics plans the list of topics and a page for each.
func topics(p *planner) []Page {
	if len(p.Topics) == 0 {
		return nil
	}
	pages := []Page{{Kind: "topics", Address: "/topics/", view: func(Page) any {
		return TopicsView{Frame: p.frame("topics", "/topics/"), Topics: p.topicEntries()}
	}}}
	for i := range p.Topics {
		pages = append(pages, p.topicPage(&p.Topics[i]))
	}
	return pages
}

func (p *planner) topicEntries() (entries []TopicEntry) {
	for _, topic := range p.Topics {
		target := string(address.Of("topics", topic.ID))
		entries = append(entries, TopicEntry{target, topic.Title, topic.Summary, len(topic.Says)})
	}
	slices.SortFunc(entries, func(a, b TopicEntry) int { return p.alphabet.Compare(a.Title, b.Title) })
	return entries
}

func (p *planner) topicPage(topic *decode.Topic) Page {
	page := Page{Kind: "topic", Address: address.Of("topics", topic.ID), facts: placed(document.AnchorsOf("places"))}
	page, fill := p.written(p.home, page, topic.From.File, &topic.Text, topic.Corrections)
	page.view = func(Page) any {
		view := p.topicView(topic)
		fill(&view.Frame)
		return view
	}
	return page
}

func (p *planner) topicView(topic *decode.Topic) TopicView {
	view := TopicView{Frame: p.frame("topic", address.Of("topics", topic.ID), Link{Target: "/topics/", Word: "topics.title"})}
	view.Title, view.Description = topic.Title, topic.Summary
	for _, reference := range topic.Says {
		if quotation, found := p.quotation(reference); found {
			view.Quotations = append(view.Quotations, quotation)
		}
	}
	slices.SortStableFunc(view.Quotations, func(a, b Quotation) int { return a.Date.Compare(b.Date) })
	for _, one := range p.Metrics {
		if slices.Contains(one.Topics, topic.ID) {
			view.Metrics = append(view.Metrics, p.metricEntry(one, p.home))
		}
	}
	view.Threads = p.threadLinks(func(one link.Thread) bool { return slices.Contains(one.Topics, topic.ID) })
	return view
}

// quotation gives the words that a reference names, and whose they are. What
// stands on the page of an inspection whose report is not held is ours.
func (p *planner) quotation(reference decode.Reference) (Quotation, bool) {
	place, found := p.Place(reference)
	if !found {
		return Quotation{}, false
	}
	q := Quotation{Target: place.Target, Number: place.Block.Number, Words: place.Block.Words, Table: place.Table}
	if one, isInspection := p.Register.Inspection(reference.ID); isInspection {
		q.Of, q.Date, q.When, q.Voice = one.Title, one.Inspected.First(), one.Inspected, voiceOf(one)
		q.Whose = p.whose(one)
		return q, true
	}
	one, _ := p.Document(reference.ID)
	q.Of, q.Date, q.Voice = one.Title, one.Source.Date, voices[one.Source.Kind]
	return q, true
}
