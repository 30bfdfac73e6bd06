package plan

import (
	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/domain/document"
	"plainsight/generator/domain/finding"
	"plainsight/generator/domain/thread"
)

// A Frame is what every page has round its matter. It is part of every view.
type Frame struct {
	Site Site
	// Kind and Address are the page's; an edition has those of the page that it
	// is an edition of, since that is what it is cited by.
	Kind    string
	Address address.Page
	// Short is its short address, "" for none. Coded tells that it is printed
	// with a code that leads there, or to Address.
	Short address.Page
	Coded bool
	// Letter is the page as a piece for newsletters, nil for none.
	Letter *LetterView
	// Embedded tells that it stands in a frame of another site. Frames is the
	// address of what does so, "" for none.
	Embedded bool
	Frames   string
	// Card tells that a picture stands for the page where it is shared.
	Card bool
	// Edition is the form for paper that the page is made in, one of Forms, ""
	// for the page itself. Editions are all that it has.
	Edition  string
	Editions []Edition
	// Root stands before the address in all languages but the first, "/cy": the
	// links of the page lead to pages below it.
	Root string
	// Lang is the language of the page as a BCP 47 tag, "en-GB", and TextLang
	// that of its Body where it is another.
	Lang, TextLang string
	// Versions are the page in all languages of the site, its own among them;
	// there are none where the site has one language.
	Versions []Version
	// Title is the heading of the page, Description a sentence for searchers.
	// Where they are "" the theme has words for them, called "KIND.title" and
	// "KIND.description" after the kind of the page.
	Title, Description string
	// About is the name that the theme's words for the heading speak of, "" as a
	// rule.
	About string
	// Elsewhere tells that it is about authorities whose region is not known: the
	// theme's words for the heading are called "KIND.elsewhere" then.
	Elsewhere bool
	// Subject is the time that the theme's words for the heading speak of, as
	// a rule none.
	Subject date.Spans
	// Authority is the name of the one that the page is about, on a site of
	// several; Own is the way among its pages where it is not the home.
	Authority string
	Own       []Link
	// Trail is the way here from the home page, which comes first; the page
	// itself is not in it. It is empty on the home page.
	Trail []Link
	// Body is the page's own Markdown; it is nil where there is none. Charts
	// and Embeds are those that stand in it, by their anchors.
	Body   *document.Body
	Charts map[string]Chart
	Embeds map[string]Embed
	// Feed is the address of the news of the page's authority, as Atom, "" for
	// none; FeedJSON is that of the same as a JSON Feed.
	Feed, FeedJSON string
	// Corrections are those of the page, the newest first.
	Corrections []document.Correction
	// Former are places that stood on the page, with where their words are now.
	Former []Former
	// Charted is set where the page has a picture of numbers, in its text or
	// beside it.
	Charted bool
}

// Framed is the frame of any view.
func (f Frame) Framed() Frame { return f }

// A Version is a page in one language of the site.
type Version struct {
	Lang    string
	Address address.Page
}

// A Link is an address below the root with its words.
type Link struct {
	Target string // "/inspections/2022-02-ilacs/#p33"
	// Words are the words of the link; where they are "" the theme has words,
	// called by Word.
	Words, Word string
	// When is the days of the inspection that the link leads to; other links
	// have none. Whose is its authority, where several are on the page.
	When  date.Spans
	Whose string
}

// A Site is the settings that pages show.
type Site struct {
	Title string
	// Publisher is the body that answers for the site, a council as a rule.
	Publisher, PublisherLink string
	// BaseURL is the address of the root with its closing slash.
	BaseURL string
	// Contact is whom to ask about the site and for other formats.
	Contact Contact
	// Worried says whom to tell about a child at risk, Complain how to
	// complain about a service. Each is shown in the footer of every page.
	Worried, Complain Help
	// Menu is the main navigation, More the pages about the record at the foot.
	Menu, More []Link
	// Forms are the editions for paper that the site makes, of Forms.
	Forms []string
}

// A Contact is how to reach the publisher; each part may be "".
type Contact struct {
	Name, Email, Phone, Post string
	// Reply is within how many working days an answer comes, 0 for not said.
	Reply int
}

// A Help is a short text in the footer with numbers to ring and one link.
type Help struct {
	Words  string
	Phones []Phone
	Link   Link // its Target is an address of the web
}

// A Phone is a number and when or for what to ring it.
type Phone struct{ Label, Number string }

// A Record is one inspection as lists, the home page and its own page show it.
type Record struct {
	ID      string
	Address address.Page
	Title   string
	// Authority, Framework and Inspectorate are names, not IDs. Whose is the
	// authority once more, where several are on the page.
	Authority, Framework, Inspectorate string
	Whose                              string
	Activity, Length                   string
	Inspected                          date.Spans
	Published                          date.Date
	LeadInspector                      string
	Grades                             []Grade
	// Key explains each grade among Grades once, the best first.
	Key     []Explained
	Outcome string
	// Held is false where only the outcome is known here; what stands on the
	// page is then ours, and Voice says so.
	Held    bool
	Voice   Voice
	Summary string
	// EasyRead and Signed are where the report is to be had in Easy Read and in
	// British Sign Language; they may be "".
	EasyRead, Signed string
	// Asks is how many findings ask the council to do something.
	Asks int
	// Paragraphs is how many numbered paragraphs the report has here.
	Paragraphs int
}

// An Explained grade is one of the scale with what it means, in our words.
type Explained struct {
	Word, Meaning string
	Step, Steps   int
}

// A Grade is one judgement with what explains it.
type Grade struct {
	Area, Name string
	// Short is a shorter name of ours; it may be "".
	Short string
	// Body is the body that was judged where it is another than the council.
	Body string
	// Target is the section of the report on the area, "" where there is none.
	Target string
	// Printed is the grade as the report has it, Word the grade in full, and
	// Meaning what it means in our words. Word is "" for "Not judged".
	Printed, Word, Meaning string
	// Step of Steps is its place on an ordered scale, 1 the best; 0 of 0
	// where it has none.
	Step, Steps int
	// Overall marks the grade for the services as a whole.
	Overall bool
}

// A HomeView is the first page.
type HomeView struct {
	Frame
	// At are the addresses of its lists.
	At Places
	// Outcome is the most recent outcome on this site and Report the most
	// recent report held; they may be the same inspection, or nil.
	Outcome, Report *Record
	// Asks are the findings of Report that ask for something, word for word.
	Asks []Finding
	// Record are all inspections, the newest first.
	Record []Record
	// Topics and Papers are what else the site has, Metrics how many there
	// are; each may be empty.
	Topics  []TopicEntry
	Metrics int
	Papers  []Paper
	// Timeline is a small timeline, nil where nothing was graded; Threads are
	// up to three matters across inspections of all that are Followed, of which
	// Counts are how many have each status.
	Timeline *Timeline
	Threads  []ThreadEntry
	Followed int
	Counts   []thread.Count
	// Front are the charts of the first page.
	Front []Chart
	// NotHeld is set where the site has a page on what it lacks, Data where its
	// data can be taken away.
	NotHeld, Data bool
}

// Places are where the lists of an authority stand.
type Places struct{ Inspections, Timeline, Threads, Metrics string }

// A Finding is one listed finding, in the inspectors' words.
type Finding struct {
	Kind   finding.Kind
	Target string
	Words  string
	// When is the days of its inspection: another may have found the same in
	// the same words.
	When date.Spans
}

// An InspectionsView is the list of inspections, newest first. Those of many
// authorities are parted by years, or lead to the pages of these where they are too
// many for one.
type InspectionsView struct {
	Frame
	Inspections []Record
	Years       []YearPart
	Periods     []PeriodEntry
}

// A YearPart is the inspections that began in a year.
type YearPart struct {
	Anchor      string
	Year        int
	Inspections []Record
}

// A PeriodView is the inspections of all authorities that began in a year or a month,
// newest first. A year of too many leads to its months, and lists only those of which
// no month is known.
type PeriodView struct {
	Frame
	Count       int
	Months      []PeriodEntry
	Inspections []Record
	// Before and After are the neighbours in time; they may be nil.
	Before, After *PeriodEntry
}

// A PeriodEntry is a year or a month, with how many inspections began then.
type PeriodEntry struct {
	Anchor, Target string
	In             date.Spans
	Count          int
}

// An InspectionView is one inspection.
type InspectionView struct {
	Frame
	Record Record
	// Newest is set where nothing more recent is on this site; Newer is the
	// most recent inspection otherwise.
	Newest bool
	Newer  *Link
	// Before and After are the neighbours in time; they may be nil.
	Before, After *Link
	// Since is what changed since the one before it, nil where there is none.
	Since *Compared
	// Asks are the findings that ask for something, word for word.
	Asks []Finding
	// Contents are the headings of the report.
	Contents []Entry
	// Cite is the address to cite the page by, with the site's host.
	Cite    string
	Sources []document.Source
	// Threads have a place in this inspection.
	Threads []Link
	// Documents speak of this inspection, Sections are the terms that the
	// report uses.
	Documents []Paper
	Sections  []SectionTerms
}

// An Entry is one line of a list of contents.
type Entry struct {
	Target, Words string
	// First and Last are the printed numbers of the paragraphs under it, ""
	// where there are none.
	First, Last string
	Entries     []Entry
}

// A PageView is a page of the site's own words: about, privacy, reading and any
// other. Its Body is in the Frame.
type PageView struct {
	Frame
}
