package plan

import (
	"plainsight/generator/domain/date"
	"plainsight/generator/domain/thread"
	"plainsight/generator/domain/timeline"
)

// A Timeline is a picture of lanes on one axis of time, and the same as a list
// of moments, the oldest first.
type Timeline struct {
	// ID is the anchor of the picture where it stands in a text, "" elsewhere.
	ID string
	// First and Last are the years with which the axis begins and ends.
	First, Last int
	Rows        []TimelineRow
	Breaks      []TimelineBreak
	// Events happened around the inspections, in order of time.
	Events  []Happening
	Moments []Moment
}

// A TimelineRow is one lane of the picture. The row without a Link is that of
// all inspections and visits.
type TimelineRow struct {
	Link  Link
	Marks []TimelineMark
}

// A TimelineMark is one inspection in a row.
type TimelineMark struct {
	When  date.Spans
	State timeline.State
	// Printed is the grade as the report has it, of a graded one.
	Printed     string
	Step, Steps int
	// Band is the time in which the areas were judged together.
	Band date.Span
}

// A TimelineBreak is a change of the rules between two inspections.
type TimelineBreak struct {
	// Number is its number on the page, from 1.
	Number int
	// At is the first day of the new rules; where it is not known the change
	// lies somewhere in Between.
	At      date.Date
	Between date.Span
	// Framework is the new one, "" where it is not known. Inside tells that it
	// is the old one in a new edition.
	Framework string
	Inside    bool
	// Gained and Lost are the areas that only one of two editions judges.
	Gained, Lost []string
	// Scale is set where the grades are others.
	Scale bool
}

// A Moment is one entry of the list: an inspection, an event or a break.
type Moment struct {
	Record *Record
	// Others are lanes without a grade of their own, those that were judged
	// together with another area for instance.
	Others []Stand
	Event  *Happening
	Break  *TimelineBreak
}

// A Happening is an event beside the inspections, with where it is known from.
type Happening struct {
	Date   date.Date
	Title  string
	Source *Link
}

// A Stand is how one inspection stands in a lane.
type Stand struct {
	Lane  Link
	State timeline.State
	Grade Grade
	// With is the area that was judged for both, of what was judged together.
	With string
}

// A TimelineView is the page of all lanes.
type TimelineView struct {
	Frame
	Timeline Timeline
	Lanes    []Link
	// Pairs are the pages on which two inspections stand side by side.
	Pairs []PairLink
	// Files are what the page is made from, for spreadsheets and programs.
	Files []RecordFile
}

// A PairLink leads to two inspections side by side.
type PairLink struct {
	Target    string
	Then, Now Link
}

// A LaneView is one lane across all inspections.
type LaneView struct {
	Frame
	// Framework is the one whose area stands in no lane that people wrote, ""
	// as a rule.
	Framework               string
	Timeline                Timeline
	Stops                   []Stop
	Topics, Threads, Metric []Link
}

// A Stop is one inspection in a lane.
type Stop struct {
	Record Record
	Stand  Stand
	Note   string
	// Break stands before the inspection, nil for none.
	Break *TimelineBreak
	// Before is what it compares with, nil for none; Closeness and Why say how.
	Before    *Link
	Closeness timeline.Closeness
	Why       []string
	// Section is what the report says of the area, and Asks the findings in it;
	// Whole are findings that the report lists for no area alone.
	Section     *Entry
	Asks, Whole []Finding
}

// A Compared is two inspections side by side, the earlier one first.
type Compared struct {
	// Target is the page of the two.
	Target        string
	Before, After Link
	Degrees       []Degree
}

// A Degree are the lanes of two inspections that compare equally well.
type Degree struct {
	Closeness timeline.Closeness
	Areas     []ComparedArea
}

// A ComparedArea is one lane of two inspections.
type ComparedArea struct {
	Lane      Link
	Then, Now Stand
	Notes     []string
}

// A CompareView is the page of two inspections.
type CompareView struct {
	Frame
	Compared Compared
	// Why is what people wrote on the two, "" for nothing.
	Why string
	// Then and Now are the two, with what each asks for.
	Then, Now         Record
	AsksThen, AsksNow []Finding
	// Threads lead from the earlier one to the later one.
	Threads []ThreadEntry
}

// A ThreadsView is the list of threads by their titles, with how many have
// each status.
type ThreadsView struct {
	Frame
	Threads []ThreadEntry
	Counts  []thread.Count
	// Files are what the pages of threads are made from.
	Files []RecordFile
}

// A ThreadEntry is a thread in a list.
type ThreadEntry struct {
	Target, Title, Summary string
	Status                 thread.Relation
	// First is the first finding.
	First Quotation
	// Later is how many later places there are.
	Later int
}

// A ThreadView is one thread.
type ThreadView struct {
	Frame
	Summary string
	Status  thread.Relation
	First   Quotation
	Steps   []ThreadStep
	Council []Reply
	// Clock is the time that the law gave, nil where it cannot be told.
	Clock           *Clock
	Topics, Metrics []Link
}

// A ThreadStep is what a later place says, or the inspection that is silent.
type ThreadStep struct {
	Relation  thread.Relation
	Caveat    string
	Quotation *Quotation
	Silent    *Link
	// Held is false where the report of the inspection is not on this site.
	Held bool
}

// A Reply is the council's words of a day.
type Reply struct {
	Date   date.Date
	Says   string
	Source Link
}

// A Clock is the working days in which a council has to publish a report and
// what it will do, counted from the publication of the report.
type Clock struct {
	Published, Report, Plan date.Date
	ReportDays, PlanDays    int
}
