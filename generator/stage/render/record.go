package render

import (
	"bytes"
	"encoding/json"
	"html/template"
	"path"
	"strconv"
	"strings"

	"plainsight/generator/domain/timeline"
	"plainsight/generator/kit/feed"
	"plainsight/generator/kit/language"
	"plainsight/generator/kit/table"
	"plainsight/generator/stage/plan"
)

// records are the files of the record, by the kind of page that plans them.
// They say what the pages say, in the same words.
var records = map[string]func(speaker, plan.RecordView) ([]byte, error){
	plan.TimelineTable: func(s speaker, v plan.RecordView) ([]byte, error) { return rows(s.timelineRows(v)), nil },
	plan.TimelineData:  func(s speaker, v plan.RecordView) ([]byte, error) { return object(s.timelineObject(v)) },
	plan.ThreadsTable:  func(s speaker, v plan.RecordView) ([]byte, error) { return rows(s.threadRows(v)), nil },
	plan.ThreadsData:   func(s speaker, v plan.RecordView) ([]byte, error) { return object(s.threadsObject(v)) },
	plan.NewsFeed:      func(s speaker, v plan.RecordView) ([]byte, error) { return feed.Write(s.feed(v)) },
	plan.NewsJSON:      func(s speaker, v plan.RecordView) ([]byte, error) { return feed.JSON(s.feed(v)) },
	plan.ChangesFeed:   func(s speaker, v plan.RecordView) ([]byte, error) { return feed.Write(s.feed(v)) },
	plan.ChangesJSON:   func(s speaker, v plan.RecordView) ([]byte, error) { return feed.JSON(s.feed(v)) },
}

// weight says how large a file of the record is; nothing of one that is made
// in another language.
func (s speaker) weight(file plan.RecordFile) (template.HTML, error) {
	if file.View.Lang == "" {
		return "", nil
	}
	bytes, err := records[file.Link.Word](s, file.View)
	if err != nil {
		return "", err
	}
	return s.word("metric.size", "Size", s.words.Number(max(1, (len(bytes)+500)/1000)))
}

// rows are a table without the marks of passages, which would keep a formula
// from being seen.
func rows(all [][]string) []byte {
	for _, row := range all {
		for i, cell := range row {
			row[i] = strings.TrimSpace(language.Unmarked(cell))
		}
	}
	return table.Rows(all)
}

// object is JSON that people can read too.
func object(value any) ([]byte, error) {
	var out bytes.Buffer
	write := json.NewEncoder(&out)
	write.SetEscapeHTML(false)
	write.SetIndent("", "  ")
	err := write.Encode(value)
	return []byte(language.Unmarked(out.String())), err
}

// absolute is an address of the site with its host; one of the web stays.
func absolute(v plan.RecordView, target string) string {
	if !strings.HasPrefix(target, "/") {
		return target
	}
	root := v.Root
	if plan.Shared(target) {
		root = ""
	}
	return strings.TrimSuffix(v.Site.BaseURL, "/") + root + target
}

// state is how an inspection stands in a lane, in the words of its page.
func (s speaker) state(stand plan.Stand) string {
	switch stand.State {
	case timeline.Graded, timeline.NotJudged:
		return s.words.Word("mark." + string(stand.State))
	case timeline.Together:
		return s.words.Word("stand.judged-together", "With", stand.With)
	}
	return s.words.Word("stand." + string(stand.State))
}

// held says whether the report of an inspection is on the site.
func (s speaker) held(r plan.Record) string {
	if r.Held {
		return ""
	}
	return s.words.Word("inspection.outcome-only")
}

// kindOf says what kind of work an inspection was.
func (s speaker) kindOf(r plan.Record) string {
	kind := s.words.Word("activity." + r.Activity)
	if r.Length != "" {
		kind += ", " + s.words.Word("length."+r.Length)
	}
	return kind
}

func (s speaker) frameworkOf(r plan.Record) string {
	if r.Framework == "" {
		return s.words.Word("kind.unknown")
	}
	return r.Framework
}

// change says what changed in the rules, sentence by sentence as on the page.
func (s speaker) change(b plan.TimelineBreak) string {
	var said []string
	add := func(id string, values ...any) { said = append(said, s.words.Word(id, values...)) }
	switch {
	case b.Inside:
		add("break.edition")
	case b.Framework != "":
		add("break.framework", "Framework", b.Framework)
	default:
		add("break.unknown")
	}
	if len(b.Gained) > 0 {
		said = append(said, s.words.Word("break.gained")+" "+strings.Join(b.Gained, "; ")+".")
	}
	if len(b.Lost) > 0 {
		said = append(said, s.words.Word("break.lost")+" "+strings.Join(b.Lost, "; ")+".")
	}
	if b.Scale && b.Framework != "" {
		add("break.scale")
	}
	add("break.care")
	return strings.Join(said, " ")
}

// compares says how closely a stop compares with the one before it, and why.
func (s speaker) compares(stop plan.Stop) string {
	if stop.Before == nil {
		return stop.Note
	}
	said := append([]string{s.words.Word("degree-of."+string(stop.Closeness), "Before", s.words.Spans(stop.Before.When))}, stop.Why...)
	return strings.Join(said, " ")
}

// placeOf is the place of a grade on its scale and how many there are, in two
// cells: a spreadsheet takes 2/4 for a day in April.
func placeOf(g plan.Grade) (place, of string) {
	if g.Steps == 0 {
		return "", ""
	}
	return strconv.Itoa(g.Step), strconv.Itoa(g.Steps)
}

// idOf is the last word of an address, by which a thing is known.
func idOf(target string) string { return path.Base(target) }

// timelineRows are the moments of a timeline, an inspection with grades on one
// row for each lane.
func (s speaker) timelineRows(v plan.RecordView) [][]string {
	all := [][]string{{"kind", "date", "when", "id", "title", "address", "inspectorate", "framework", "activity", "known_here", "lane", "lane_name",
		"area", "state", "grade", "place", "of_places", "note"}}
	i := 0
	for _, m := range v.Moments {
		switch {
		case m.Event != nil:
			note := ""
			if m.Event.Source != nil {
				note = s.words.Word("timeline.known", "Source", m.Event.Source.Words)
			}
			all = append(all, []string{"event", m.Event.Date.String(), s.words.Date(m.Event.Date), "", m.Event.Title, "", "", "", "", "", "", "", "", "", "", "", "", note})
		case m.Break != nil:
			all = append(all, []string{"change-of-rules", m.Break.At.String(), s.words.Date(m.Break.At), "",
				s.words.Word("break.number", "Number", m.Break.Number), "", "", m.Break.Framework, "", "", "", "", "", "", "", "", "", s.change(*m.Break)})
		default:
			all = append(all, s.recordRows(v, *m.Record, i)...)
			i++
		}
	}
	return all
}

func (s speaker) recordRows(v plan.RecordView, r plan.Record, i int) (all [][]string) {
	head := []string{"inspection", r.Inspected.String(), s.words.Spans(r.Inspected), r.ID, r.Title, absolute(v, string(r.Address)),
		r.Inspectorate, s.frameworkOf(r), s.kindOf(r), s.held(r)}
	row := func(cells ...string) { all = append(all, append(head[:len(head):len(head)], cells...)) }
	if len(r.Grades) == 0 {
		said := r.Outcome
		if said == "" {
			said = s.words.Word("grades.none")
		}
		row("", "", "", said, "", "", "", "")
		return all
	}
	for _, lane := range v.Lanes {
		stop := lane.Stops[i]
		place, of := placeOf(stop.Stand.Grade)
		row(idOf(lane.Link.Target), lane.Link.Words, stop.Stand.Grade.Name, s.state(stop.Stand), stop.Stand.Grade.Printed, place, of, s.compares(stop))
	}
	return all
}

// A said value of JSON has the word by which programs know it and the words in
// which the page says it.
type wording struct {
	ID    string `json:"id"`
	Words string `json:"words"`
}

// about is what every file of JSON begins with.
type about struct {
	Site      string `json:"site"`
	Publisher string `json:"publisher"`
	Authority string `json:"authority"`
	ID        string `json:"authority_id"`
	Page      string `json:"page"`
	Language  string `json:"language"`
	Care      string `json:"bear_in_mind"`
}

func (s speaker) about(v plan.RecordView, care string) about {
	return about{v.Site.Title, v.Site.Publisher, v.Authority, v.AuthorityID, absolute(v, string(v.Page)), v.Lang, s.words.Word(care)}
}

type inspectionObject struct {
	ID           string        `json:"id"`
	Address      string        `json:"address"`
	Title        string        `json:"title"`
	Inspected    string        `json:"inspected"`
	When         string        `json:"when"`
	Published    string        `json:"published,omitempty"`
	Inspectorate string        `json:"inspectorate,omitempty"`
	Framework    string        `json:"framework"`
	Activity     wording       `json:"activity"`
	KnownHere    string        `json:"known_here,omitempty"`
	Outcome      string        `json:"outcome,omitempty"`
	Grades       []gradeObject `json:"grades"`
	Lanes        []laneObject  `json:"lanes"`
}

type gradeObject struct {
	Area    string `json:"area"`
	Grade   string `json:"grade"`
	Place   int    `json:"place,omitempty"`
	Of      int    `json:"of,omitempty"`
	Body    string `json:"other_body,omitempty"`
	Meaning string `json:"meaning_in_our_words,omitempty"`
}

type laneObject struct {
	ID       string         `json:"id"`
	Name     string         `json:"name"`
	State    wording        `json:"state"`
	Grade    string         `json:"grade,omitempty"`
	Note     string         `json:"note,omitempty"`
	Compares *compareObject `json:"compares,omitempty"`
}

type compareObject struct {
	With    string   `json:"with"`
	Closely wording  `json:"how_closely"`
	Why     []string `json:"why,omitempty"`
}

type changeObject struct {
	Number int    `json:"number"`
	Date   string `json:"date,omitempty"`
	After  string `json:"after"`
	Words  string `json:"words"`
}

type eventObject struct {
	Date   string `json:"date"`
	When   string `json:"when"`
	Title  string `json:"title"`
	Source string `json:"source,omitempty"`
	Link   string `json:"source_address,omitempty"`
}

func (s speaker) timelineObject(v plan.RecordView) any {
	whole := struct {
		about
		Inspections []inspectionObject `json:"inspections"`
		Changes     []changeObject     `json:"changes_of_rules"`
		Events      []eventObject      `json:"events"`
	}{s.about(v, "timeline.intro"), []inspectionObject{}, []changeObject{}, []eventObject{}}
	for _, m := range v.Moments {
		switch {
		case m.Event != nil:
			event := eventObject{Date: m.Event.Date.String(), When: s.words.Date(m.Event.Date), Title: m.Event.Title}
			if m.Event.Source != nil {
				event.Source, event.Link = m.Event.Source.Words, absolute(v, m.Event.Source.Target)
			}
			whole.Events = append(whole.Events, event)
		case m.Break != nil:
			after := whole.Inspections[len(whole.Inspections)-1].ID
			whole.Changes = append(whole.Changes, changeObject{m.Break.Number, m.Break.At.String(), after, s.change(*m.Break)})
		default:
			whole.Inspections = append(whole.Inspections, s.inspectionObject(v, *m.Record, len(whole.Inspections)))
		}
	}
	return whole
}

func (s speaker) inspectionObject(v plan.RecordView, r plan.Record, i int) inspectionObject {
	one := inspectionObject{
		ID: r.ID, Address: absolute(v, string(r.Address)), Title: r.Title, Inspected: r.Inspected.String(), When: s.words.Spans(r.Inspected),
		Published: r.Published.String(), Inspectorate: r.Inspectorate, Framework: s.frameworkOf(r),
		Activity: wording{r.Activity, s.kindOf(r)}, KnownHere: s.held(r), Outcome: r.Outcome,
		Grades: []gradeObject{}, Lanes: []laneObject{},
	}
	for _, g := range r.Grades {
		one.Grades = append(one.Grades, gradeObject{g.Name, g.Printed, g.Step, g.Steps, g.Body, g.Meaning})
	}
	for _, lane := range v.Lanes {
		one.Lanes = append(one.Lanes, s.laneObject(lane.Link, lane.Stops[i]))
	}
	return one
}

func (s speaker) laneObject(lane plan.Link, stop plan.Stop) laneObject {
	one := laneObject{
		ID: idOf(lane.Target), Name: lane.Words, State: wording{string(stop.Stand.State), s.state(stop.Stand)},
		Grade: stop.Stand.Grade.Printed, Note: stop.Note,
	}
	if stop.Before != nil {
		one.Compares = &compareObject{idOf(stop.Before.Target), wording{string(stop.Closeness),
			s.words.Word("degree-of."+string(stop.Closeness), "Before", s.words.Spans(stop.Before.When))}, stop.Why}
	}
	return one
}

// recordIDs are the words that files of the record need beside those of pages.
var recordIDs = append([]string{"timeline.intro", "timeline.known", "threads.care", "thread.silent", "thread.not-held", "thread.none", "thread.clock", "thread.caveat", "thread.council-care",
	"inspection.outcome-only", "kind.unknown", "grades.none", "break.framework", "break.edition", "break.unknown", "break.gained", "break.lost",
	"break.scale", "break.care", "break.number", "voice.ours", "grades.title", "feed.title", "feed.rights", "feed.grade"},
	append(plan.RecordFiles, below("feed.kind", []string{"inspection", "thread", "update", "correction"})...)...)
