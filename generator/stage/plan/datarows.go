package plan

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/domain/document"
	"plainsight/generator/domain/metric"
	"plainsight/generator/domain/thread"
	"plainsight/generator/kit/memory"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
)

// Rows are the rows of a dataset, each in the order of its columns; a cell that is
// "" is not known or does not apply. They have the words of all reports, so they
// are never all there at once: they are made, one after the other, for who asks.
type Rows struct {
	// Count is how many there are.
	Count int
	sum   memory.Sum
	all   iter.Seq[[]string]
}

// RowsOf are rows that are the same whenever they are asked for.
func RowsOf(all iter.Seq[[]string]) Rows {
	rows := Rows{all: all}
	for row := range all {
		rows.Count++
		rows.sum = memory.SumOf(rows.sum, row)
	}
	return rows
}

// All gives the rows in their order.
func (r Rows) All() iter.Seq[[]string] { return r.all }

// First is the key of the first row, "" where there is none.
func (r Rows) First() string {
	for row := range r.all {
		return row[0]
	}
	return ""
}

// Counted are the same rows, and count how many are given: fewer where the words of a
// report were lost meanwhile.
func (r Rows) Counted(given *int) Rows {
	counted := r
	counted.all = func(yield func([]string) bool) {
		for row := range r.all {
			if *given++; !yield(row) {
				return
			}
		}
	}
	return counted
}

// Stands gives the sum of all rows.
func (r Rows) Stands() memory.Sum { return r.sum }

// allData gives all datasets, which many files are made from.
func (p *planner) allData() DataFiles {
	return DataFiles{*p.site, p.Root, p.Lang, []Dataset{
		p.inspected("inspections"), p.inspected("judgements"), p.inspected("findings"), p.paragraphsData(), p.threadsData(), p.metricsData(), p.sourcesData(),
	}}
}

// dataOf gives what the datasets have of one inspection.
func (p *planner) dataOf(one *link.Inspection) DataFiles {
	its := DataFiles{Site: *p.site, Root: p.Root, Lang: p.Lang}
	for _, id := range DatasetIDs {
		if rows := ofInspections[id]; rows != nil {
			its.Sets = append(its.Sets, Dataset{ID: id, Columns: columns[id], Rows: RowsOf(rows(p, one))})
		}
	}
	return its
}

// ofInspections are the rows that datasets have of an inspection.
var ofInspections = map[string]func(*planner, *link.Inspection) iter.Seq[[]string]{
	"inspections": (*planner).inspectionRows,
	"judgements":  (*planner).judgementRows,
	"findings":    (*planner).findingRows,
	"paragraphs":  (*planner).paragraphRows,
}

// inspected is a dataset of all inspections.
func (p *planner) inspected(id string) Dataset {
	return Dataset{ID: id, Columns: columns[id], Rows: RowsOf(p.inspectedRows(id)), Date: p.lastPublished()}
}

func (p *planner) inspectedRows(id string) iter.Seq[[]string] {
	return each(p.Inspections, func(one *link.Inspection) iter.Seq[[]string] { return ofInspections[id](p, one) })
}

func (p *planner) lastPublished() (last date.Date) {
	for _, one := range p.Inspections {
		last = later(last, published(one))
	}
	return last
}

// each gives the rows of many, one after the other.
func each[T any](many []T, rows func(T) iter.Seq[[]string]) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for _, one := range many {
			for row := range rows(one) {
				if !yield(row) {
					return
				}
			}
		}
	}
}

func (p *planner) inspectionRows(one *link.Inspection) iter.Seq[[]string] {
	return slices.Values([][]string{{
		p.dataID(one), p.web(string(one.Address)), one.Title, one.Authority.ID, one.Authority.Name, one.Inspected.String(),
		exact(one.Inspected.First().First()), exact(one.Inspected.Last().Last()), one.Published.String(), one.Framework.Inspectorate,
		one.Framework.ID, one.Framework.Name, one.Edition.ID, one.Activity, one.Length, one.LeadInspector,
		strconv.FormatBool(one.ReportHeld()), one.Outcome, strings.Join(one.Sources, " "),
	}})
}

func (p *planner) judgementRows(one *link.Inspection) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for _, judgement := range one.Judgements {
			g := grade(one, judgement)
			target := g.Target
			if target == "" {
				target = string(one.Address) + "#grades"
			}
			if !yield([]string{
				p.dataID(one) + "#" + g.Area, p.dataID(one), g.Area, g.Name, g.Body, g.Printed, g.Word, count(g.Step), count(g.Steps), p.web(target),
			}) {
				return
			}
		}
	}
}

func (p *planner) findingRows(one *link.Inspection) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for _, block := range one.Text.Body().Blocks {
			if block.Finding == "" {
				continue
			}
			for _, part := range partsOf(block) {
				if !yield([]string{
					p.dataID(one) + "#" + part.ID, p.dataID(one), block.Finding, part.Words, p.web(string(one.Address) + "#" + part.ID),
				}) {
					return
				}
			}
		}
	}
}

// partsOf are the pieces of a block that have places of their own.
func partsOf(block document.Block) []document.Block {
	switch block.Kind {
	case document.List:
		return slices.DeleteFunc(slices.Clone(block.Items), func(item document.Block) bool { return item.ID == "" })
	case document.Numbered, document.Paragraph, document.Quote, document.Note:
		if block.ID != "" {
			return []document.Block{block}
		}
	}
	return nil
}

// A told is a text whose paragraphs are rows.
type told struct {
	kind, id, title string
	at              address.Page
	text            decode.Text
	voice           Voice
}

func (p *planner) rowsIn(of told) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		heading := ""
		for _, block := range of.text.Body().Blocks {
			if block.Kind == document.Heading {
				heading = block.Words
			}
			for _, part := range partsOf(block) {
				whose := of.voice
				if block.Kind == document.Note {
					whose = Ours
				}
				if part.Words != "" && !yield([]string{
					of.id + "#" + part.ID, of.kind, of.id, of.title, part.Number, heading, string(whose), part.Words, p.web(string(of.at) + "#" + part.ID),
				}) {
					return
				}
			}
		}
	}
}

func (p *planner) paragraphRows(one *link.Inspection) iter.Seq[[]string] {
	return p.rowsIn(told{"inspection", p.dataID(one), one.Title, one.Address, one.Text, voiceOf(one)})
}

func (p *planner) paragraphsData() Dataset {
	papers := each(p.Documents, func(one link.Document) iter.Seq[[]string] {
		return p.rowsIn(told{"document", one.ID, one.Title, one.Address, one.Text, voices[one.Source.Kind]})
	})
	all := []iter.Seq[[]string]{p.inspectedRows("paragraphs"), papers}
	set := Dataset{ID: "paragraphs", Columns: columns["paragraphs"], Date: p.lastPublished()}
	set.Rows = RowsOf(each(all, func(rows iter.Seq[[]string]) iter.Seq[[]string] { return rows }))
	for _, one := range p.Documents {
		set.Date = later(set.Date, one.Source.Date)
	}
	return set
}

func (p *planner) threadsData() Dataset {
	set := Dataset{ID: "threads", Columns: columns["threads"]}
	var rows [][]string
	for _, one := range p.Threads {
		name, steps := one.ID, 0
		if one.Authority.ID != p.Home.ID {
			name = one.Authority.ID + "/" + one.ID
		}
		row := func(at decode.Reference, place, relation, caveat string) {
			words, target := "", string(one.Address)
			if quotation, found := p.quotation(at); found {
				words, target = quotation.Words, quotation.Target
			} else if inspected, found := p.Register.Inspection(at.ID); found {
				target = string(inspected.Address)
			}
			id := at.ID
			if at.Anchor != "" {
				id += "#" + at.Anchor
			}
			rows = append(rows, []string{
				name + "/" + strconv.Itoa(steps), name, one.Title, string(statusOf(one)), place, relation, id, words, caveat, p.web(target),
			})
			steps++
			set.Date = later(set.Date, p.knownSince(at))
		}
		row(one.Starts, "first", "", "")
		for _, step := range one.Steps {
			row(step.At, "later", string(step.Relation), step.Caveat)
		}
	}
	set.Rows = RowsOf(slices.Values(rows))
	return set
}

func relationIDs() (ids []string) {
	for _, relation := range append(thread.Relations[:len(thread.Relations):len(thread.Relations)], thread.NothingLater) {
		ids = append(ids, string(relation))
	}
	return ids
}

func (p *planner) metricsData() Dataset {
	set := Dataset{ID: "metrics", Columns: columns["metrics"], Rows: RowsOf(each(p.Metrics, p.observationRows))}
	for _, one := range p.Metrics {
		for observation := range one.Observations.All() {
			set.Date = later(set.Date, lastOf(observation.Period.Span))
		}
	}
	return set
}

func (p *planner) observationRows(one decode.Metric) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		seen := map[string]int{}
		for observation := range one.Observations.All() {
			id := strings.Join(append([]string{one.ID, observation.Place, observation.Period.Printed}, observation.Groups...), "/")
			if seen[id]++; seen[id] > 1 {
				id += "/" + strconv.Itoa(seen[id])
			}
			span := observation.Period.Span
			if !yield([]string{
				id, one.ID, one.Title, observation.Place, p.Authorities[observation.Place].Name, groupsOf(one, observation), observation.Period.Printed,
				exact(span.First.First()), exact(lastOf(span)), observation.Value.Printed, one.Unit, one.Kind, one.Year, observation.Status,
				observation.Note, one.Source, p.web(p.metricLink(one, p.placeOf(observation.Place)).Target),
			}) {
				return
			}
		}
	}
}

// placeOf is the authority that numbers are for, the home where it has no pages.
func (p *planner) placeOf(id string) *authority {
	if a, found := p.of(id); found {
		return a
	}
	return p.home
}

func groupsOf(one decode.Metric, observation metric.Observation) string {
	var said []string
	for i, group := range observation.Groups {
		said = append(said, one.Groups[i]+": "+group)
	}
	return strings.Join(said, "; ")
}

func lastOf(span date.Span) date.Date {
	if span.Last.Known() {
		return span.Last.Last()
	}
	return span.First.Last()
}

func (p *planner) sourcesData() Dataset {
	set := Dataset{ID: "sources", Columns: columns["sources"]}
	var rows [][]string
	for _, id := range p.named() {
		one, known := p.Sources[id]
		if !known {
			continue
		}
		rows = append(rows, []string{
			one.ID, one.Title, one.Publisher, one.Kind, one.Date.String(), one.Licence, one.LicenceLink, one.Link, one.Held,
		})
		set.Date = later(set.Date, one.Date)
	}
	set.Rows = RowsOf(slices.Values(rows))
	return set
}

// named are the sources that something on the site names: that of a report
// which is held back is no matter of the public either.
func (p *planner) named() (ids []string) {
	for _, one := range p.Inspections {
		ids = append(ids, one.Sources...)
	}
	for _, one := range p.Documents {
		ids = append(ids, one.Document.Source)
	}
	for _, one := range p.Metrics {
		ids = append(ids, one.Source)
	}
	for _, one := range p.Threads {
		for _, reply := range one.Council {
			ids = append(ids, reply.Source.ID)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// exact is a day, "" for less.
func exact(d date.Date) string {
	if !d.Exact() {
		return ""
	}
	return d.String()
}

// count is a number that nought stands for nothing in.
func count(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
