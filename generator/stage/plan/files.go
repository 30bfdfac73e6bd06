package plan

import (
	"slices"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/domain/thread"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
)

// Files of the record: the timeline and the threads of an authority for
// spreadsheets and for programs, and what is new as a feed.
const (
	TimelineTable = "timeline.csv"
	TimelineData  = "timeline.json"
	ThreadsTable  = "threads.csv"
	ThreadsData   = "threads.json"
	NewsFeed      = "feed.xml"
	NewsJSON      = "feed.json"
	ChangesFeed   = "changes.xml"
	ChangesJSON   = "changes.json"
)

// RecordFiles lists the kinds of files of the record.
var RecordFiles = []string{TimelineTable, TimelineData, ThreadsTable, ThreadsData, NewsFeed, NewsJSON, ChangesFeed, ChangesJSON}

// formatOf is the format in the settings that asks for a file of the record.
var formatOf = map[string]string{
	TimelineTable: "csv", TimelineData: "json", ThreadsTable: "csv", ThreadsData: "json", NewsFeed: "atom", NewsJSON: "json-feed", ChangesFeed: "atom", ChangesJSON: "json-feed",
}

// newsFeeds are the forms in which news can be followed.
var newsFeeds = []string{NewsFeed, NewsJSON}

func isFeed(kind string) bool { return slices.Contains(newsFeeds, kind) }

// A RecordView is what a file of the record is made from: moments and lanes, or
// threads, or news.
type RecordView struct {
	Site       Site
	Root, Lang string
	// Authority is the name of whose record it is, "" for that of the whole site.
	// AuthorityID is the word for it, which does not change.
	Authority, AuthorityID string
	// Address is that of the file, and Page that of the page that it belongs to.
	Address, Page address.Page
	Moments       []Moment
	Lanes         []LaneStops
	Threads       []ThreadRecord
	News          []News
}

// LaneStops are all inspections in one lane.
type LaneStops struct {
	Link  Link
	Stops []Stop
}

// A ThreadRecord is one thread, whole.
type ThreadRecord struct {
	ID, Target, Title, Summary string
	Status                     thread.Relation
	First                      Quotation
	Steps                      []ThreadStep
	Council                    []Reply
	Clock                      *Clock
}

// News is an inspection, a thread or an update as a feed has it.
type News struct {
	// Kind is "inspection", "thread" or "update".
	Kind, Target, Title string
	// Updated is when it was published, or when something was last added.
	Updated date.Date
	// When is the days of an inspection, Status that of a thread.
	When   date.Spans
	Status thread.Relation
	// Ours are our words on it, and Quotations those of others.
	Ours       []string
	Quotations []Quotation
	// Caveats are what a reader of the quotations has to bear in mind.
	Caveats []string
	Grades  []Grade
}

// A RecordFile is a link to a file with what it is made from, which says how
// large it is. The kind of the file is the word of the link. Where the file is
// that of another language its View is empty.
type RecordFile struct {
	Link Link
	View RecordView
}

// recordFile is one file of an authority.
func (p *planner) recordFile(a *authority, kind string) RecordFile {
	at := a.fileAt(kind)
	view := RecordView{Address: at}
	if isFeed(kind) || p.Root == "" {
		view = RecordView{
			Site: *p.site, Root: p.Root, Lang: p.Lang, Authority: a.Name, AuthorityID: a.ID, Address: at, Page: a.at(pageOf(kind)),
		}
		p.fill(&view, kind, a)
	}
	return RecordFile{Link{Target: string(at), Word: kind}, view}
}

// fill gives a file of the record its content.
func (p *planner) fill(view *RecordView, kind string, a *authority) {
	switch kind {
	case TimelineTable, TimelineData:
		view.Moments = moments(a, p.happenings())
		for _, lane := range a.timeline().Lanes {
			stops := LaneStops{Link: a.laneLink(lane)}
			for i := range a.timeline().Entries {
				stops.Stops = append(stops.Stops, stopOf(a, lane, i))
			}
			view.Lanes = append(view.Lanes, stops)
		}
	case ThreadsTable, ThreadsData:
		for _, one := range a.threads {
			view.Threads = append(view.Threads, p.threadRecord(one))
		}
	case NewsFeed, NewsJSON:
		view.News = p.news(a)
	}
}

// fileAt is the address of a file of the record of an authority.
func (a *authority) fileAt(kind string) address.Page {
	if isFeed(kind) {
		return a.feedAt(kind)
	}
	return address.Page(string(a.root) + "data/" + kind)
}

func (a *authority) feedAt(kind string) address.Page { return address.Page(string(a.root) + kind) }

// A filing is a page of an authority with the kinds of its files.
type filing struct {
	page  string
	kinds []string
}

var (
	timelineFiles = filing{"timeline", []string{TimelineTable, TimelineData}}
	threadFiles   = filing{"threads", []string{ThreadsTable, ThreadsData}}
)

// pageOf is the page that a kind of file belongs to, "" for the first one of its
// authority.
func pageOf(kind string) string {
	for _, of := range []filing{timelineFiles, threadFiles} {
		if slices.Contains(of.kinds, kind) {
			return of.page
		}
	}
	return ""
}

// made are the kinds of files that the site makes.
func (p *planner) made(kinds []string) (made []string) {
	for _, kind := range kinds {
		if slices.Contains(p.Settings.Formats, formatOf[kind]) {
			made = append(made, kind)
		}
	}
	return made
}

// recordFiles are the files of a page, and the feeds after them.
func (p *planner) recordFiles(a *authority, of filing) (files []RecordFile) {
	for _, kind := range p.made(of.kinds) {
		files = append(files, p.recordFile(a, kind))
	}
	for _, kind := range p.feedsOf(a) {
		files = append(files, p.recordFile(a, kind))
	}
	return files
}

// filePages plans the files of a page; feeds are planned by themselves.
func (p *planner) filePages(a *authority, of filing) (pages []Page) {
	for _, kind := range p.made(of.kinds) {
		pages = append(pages, Page{Kind: kind, Address: a.fileAt(kind), view: viewOfRecord})
	}
	return pages
}

// feeds plans the feeds of an authority.
func feeds(p *planner, a *authority) (pages []Page) {
	for _, kind := range p.feedsOf(a) {
		pages = append(pages, Page{Kind: kind, Address: a.fileAt(kind), view: viewOfRecord})
	}
	return pages
}

func viewOfRecord(page Page) any {
	return page.sight.planner().recordFile(page.sight.authority, page.Kind).View
}

// feedsOf are the forms in which the news of an authority can be followed.
func (p *planner) feedsOf(a *authority) []string {
	return slices.DeleteFunc(slices.Clone(newsFeeds), func(kind string) bool { return p.feedOf(a, kind) == "" })
}

// feedOf is the address of a feed of an authority, "" where there is none.
func (p *planner) feedOf(a *authority, kind string) string {
	if len(a.inspections) == 0 || !slices.Contains(p.Settings.Formats, formatOf[kind]) {
		return ""
	}
	return string(a.feedAt(kind))
}

// news are the inspections and the threads of an authority; the home authority
// has the updates of the site beside them.
func (p *planner) news(a *authority) (all []News) {
	for i, one := range a.inspections {
		all = append(all, newsOf(one, a.records()[i]))
	}
	for _, one := range a.threads {
		all = append(all, p.newsOfThread(one))
	}
	if !a.atHome() {
		return all
	}
	for _, one := range p.Updates {
		all = append(all, News{
			Kind: "update", Target: string(address.Of("updates", one.ID)), Title: one.Title,
			Updated: one.Date, Ours: said(one.Summary),
		})
	}
	return all
}

// newsOf is an inspection as a feed has it. It was new on the day on which it
// was published, or else when inspectors had been at work, and once more when
// its page was corrected.
func newsOf(one *link.Inspection, record Record) News {
	updated := published(one)
	for _, correction := range one.Corrections {
		updated = later(updated, correction.Date)
	}
	news := News{
		Kind: "inspection", Target: string(one.Address), Title: one.Title, Updated: updated, When: one.Inspected,
		Ours: said(record.Summary, record.Outcome), Grades: record.Grades,
	}
	for _, found := range asks(one) {
		if record.Held {
			news.Quotations = append(news.Quotations, Quotation{
				Target: found.Target, Words: found.Words, Voice: record.Voice, Of: one.Title, Date: one.Inspected.First(), When: one.Inspected,
			})
		}
	}
	return news
}

// published is when an inspection became known, as far as the record tells.
func published(one *link.Inspection) date.Date {
	if one.Published.Known() {
		return one.Published
	}
	return one.Inspected.Last()
}

func later(one, other date.Date) date.Date {
	if other.Known() && (!one.Known() || other.Last().Compare(one.Last()) > 0) {
		return other
	}
	return one
}

// newsOfThread is a thread as a feed has it: what was first found and what was
// said last. It is new on the day of what was added last.
func (p *planner) newsOfThread(one link.Thread) News {
	record := p.threadRecord(one)
	updated := p.knownSince(one.Starts)
	for _, step := range one.Steps {
		updated = later(updated, p.knownSince(step.At))
	}
	for _, reply := range one.Council {
		updated = later(updated, reply.Date)
	}
	news := News{
		Kind: "thread", Target: record.Target, Title: record.Title, Updated: updated, Status: record.Status,
		Ours: said(record.Summary), Quotations: []Quotation{record.First},
	}
	for _, step := range record.Steps {
		if step.Quotation != nil {
			news.Quotations = append(news.Quotations, *step.Quotation)
		}
		news.Caveats = append(news.Caveats, said(step.Caveat)...)
	}
	return news
}

// knownSince is when the words of a reference became known.
func (p *planner) knownSince(reference decode.Reference) date.Date {
	if one, found := p.Register.Inspection(reference.ID); found {
		return published(one)
	}
	one, _ := p.Document(reference.ID)
	return one.Source.Date
}

func said(words ...string) []string {
	return slices.DeleteFunc(words, func(one string) bool { return strings.TrimSpace(one) == "" })
}

func (p *planner) threadRecord(one link.Thread) ThreadRecord {
	record := ThreadRecord{
		ID: one.ID, Target: string(one.Address), Title: one.Title, Summary: one.Summary,
		Status: statusOf(one), Steps: p.steps(one), Council: p.replies(one), Clock: p.clock(one.Starts),
	}
	record.First, _ = p.quotation(one.Starts)
	return record
}
