package plan

import (
	"slices"
	"strconv"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/domain/document"
	"plainsight/generator/domain/inspection"
	"plainsight/generator/domain/metric"
	"plainsight/generator/domain/thread"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
)

// The addresses of the open data. Those of a version stay as they are; what
// would change the meaning of a column gets a version of its own.
const (
	DataAddress    address.Page = "/data/"
	VersionAddress address.Page = "/data/v1/"
)

// A Dataset is one table of the record. Rows are in the order of Columns, and a
// cell that is "" is not known or does not apply.
type Dataset struct {
	ID      string
	Columns []Column
	Rows    [][]string
	// Date is the latest day that the rows speak of.
	Date date.Date
}

// A Column is one column, the same in every form. The first of a dataset is its
// key.
type Column struct {
	// Name is its name in all languages, Type one of ColumnTypes.
	Name, Type string
	Required   bool
	// OneOf are the only words that it has, none for any.
	OneOf []string
	// Refers is the dataset whose key the column has, "" for none.
	Refers string
}

// ColumnTypes are the kinds of cells: words, an address of the web, a day, a
// whole number, a number, true or false.
var ColumnTypes = []string{"string", "uri", "date", "integer", "number", "boolean"}

// A DataView lists the datasets with their files, and documents them.
type DataView struct {
	Frame
	Files DataFiles
}

// DataFiles are all datasets of a site, which its files are made from.
type DataFiles struct {
	Site       Site
	Root, Lang string
	Sets       []Dataset
}

// A DataFile is one file of open data: of one dataset, of one inspection, or of
// all.
type DataFile struct {
	DataFiles
	// Form is one of DataForms, Of the dataset or the inspection.
	Form, Of string
}

// The forms of files of open data.
const (
	DataTable       = "csv"
	DataRows        = "json"
	DataSchema      = "schema.json"
	DataDescription = "csv-metadata.json"
	DataPackage     = "datapackage.json"
	DataIndex       = "index.json"
	DataAll         = "all.zip"
	DataInspection  = "inspection.json"
)

// Address is where a file of open data is.
func (f DataFile) Address() address.Page {
	switch f.Form {
	case DataTable, DataRows:
		return VersionAddress + address.Page(f.Of+"."+f.Form)
	case DataSchema:
		return VersionAddress + address.Page(f.Of+".schema.json")
	case DataDescription:
		return VersionAddress + address.Page(f.Of+".csv-metadata.json")
	case DataInspection:
		return VersionAddress + address.Page("inspections/"+f.Of+".json")
	}
	return VersionAddress + address.Page(f.Form)
}

// In finds a dataset by its ID.
func (f DataFiles) In(id string) Dataset {
	return f.Sets[slices.IndexFunc(f.Sets, func(s Dataset) bool { return s.ID == id })]
}

// At is the place of a column in the rows of a dataset.
func (d Dataset) At(column string) int {
	return slices.IndexFunc(d.Columns, func(c Column) bool { return c.Name == column })
}

// SetForms are the forms of each dataset, WholeForms those of all together.
var (
	SetForms   = []string{DataTable, DataRows, DataDescription, DataSchema}
	WholeForms = []string{DataAll, DataPackage, DataIndex}
)

// hasData tells whether a site gives its data away.
func (p *planner) hasData() bool {
	return slices.Contains(p.Settings.Formats, "csv") && slices.Contains(p.Settings.Formats, "json")
}

// openData plans the list of datasets, the page that documents them, and their
// files.
func openData(p *planner) []Page {
	if !p.hasData() {
		return nil
	}
	pages := []Page{
		{Kind: "data", Address: DataAddress, facts: placed(document.AnchorsOf(DatasetIDs...)), view: func(Page) any { return DataView{p.frame("data", DataAddress), p.dataFiles()} }},
		{Kind: "data-v1", Address: VersionAddress, facts: placed(document.AnchorsOf(DatasetIDs...)), view: func(Page) any {
			return DataView{p.frame("data-v1", VersionAddress, Link{Target: string(DataAddress), Word: "data.title"}), p.dataFiles()}
		}},
	}
	file := func(form, of string) {
		at := DataFile{Form: form, Of: of}.Address()
		pages = append(pages, Page{Kind: "data-file", Address: at, view: func(Page) any {
			switch {
			case form == DataInspection:
				return DataFile{p.dataOf()[of], form, of}
			case of != "":
				return DataFile{p.dataFiles().only(of), form, of}
			}
			return DataFile{p.dataFiles(), form, of}
		}})
	}
	for _, set := range DatasetIDs {
		for _, form := range SetForms {
			file(form, set)
		}
	}
	for _, one := range p.Inspections {
		file(DataInspection, p.dataID(one))
	}
	for _, form := range WholeForms {
		file(form, "")
	}
	return pages
}

// naming are the columns in which datasets name the inspection that they speak of.
var naming = map[string]string{"inspections": "id", "judgements": "inspection_id", "findings": "inspection_id", "paragraphs": "part_of_id"}

// byInspection are the datasets that speak of inspections, with the rows of each
// alone.
func (f DataFiles) byInspection() map[string]DataFiles {
	parts := map[string]DataFiles{}
	for _, set := range f.Sets {
		if naming[set.ID] == "" {
			continue
		}
		at := set.At(naming[set.ID])
		for _, row := range set.Rows {
			part, begun := parts[row[at]]
			if !begun {
				part = f.withoutRows()
				parts[row[at]] = part
			}
			its := slices.IndexFunc(part.Sets, func(one Dataset) bool { return one.ID == set.ID })
			part.Sets[its].Rows = append(part.Sets[its].Rows, row)
		}
	}
	return parts
}

// only is one dataset alone.
func (f DataFiles) only(id string) DataFiles {
	f.Sets = []Dataset{f.In(id)}
	return f
}

func (f DataFiles) withoutRows() DataFiles {
	empty := DataFiles{Site: f.Site, Root: f.Root, Lang: f.Lang}
	for _, set := range f.Sets {
		if naming[set.ID] != "" {
			empty.Sets = append(empty.Sets, begun(set.ID))
		}
	}
	return empty
}

// allData gives all datasets, which many files are made from.
func (p *planner) allData() DataFiles {
	return DataFiles{*p.site, p.Root, p.Lang, []Dataset{
		p.inspectionsData(), p.judgementsData(), p.findingsData(), p.paragraphsData(), p.threadsData(), p.metricsData(), p.sourcesData(),
	}}
}

// web is an address with the host of the site.
func (p *planner) web(target string) string {
	return strings.TrimSuffix(p.Settings.BaseURL, "/") + p.Root + target
}

// dataID is the name of an inspection, as references call it.
func (p *planner) dataID(one *link.Inspection) string {
	if one.Authority.ID == p.Home.ID {
		return one.ID
	}
	return one.Authority.ID + "/" + one.ID
}

// text, needed and such are columns in brief.
func text(name string) Column   { return Column{Name: name, Type: "string"} }
func needed(name string) Column { return Column{Name: name, Type: "string", Required: true} }
func typed(name, kind string) Column {
	return Column{Name: name, Type: kind}
}
func oneOf(name string, words ...string) Column {
	return Column{Name: name, Type: "string", Required: true, OneOf: words}
}
func refers(name, to string) Column {
	return Column{Name: name, Type: "string", Required: true, Refers: to}
}

var addressColumn = Column{Name: "address", Type: "uri", Required: true}

// DatasetIDs are the datasets in their order.
var DatasetIDs = []string{"inspections", "judgements", "findings", "paragraphs", "threads", "metrics", "sources"}

// columns of the datasets, by their IDs.
var columns = map[string][]Column{
	"inspections": {
		needed("id"), addressColumn, needed("title"), needed("authority_id"), needed("authority"), needed("inspected"),
		typed("first_day", "date"), typed("last_day", "date"), text("published"), text("inspectorate"), text("framework_id"), text("framework"),
		text("edition"), oneOf("activity", inspection.Activities...), text("length"), text("lead_inspector"),
		{Name: "report_held", Type: "boolean", Required: true}, text("outcome"), text("source_ids"),
	},
	"judgements": {
		needed("id"), refers("inspection_id", "inspections"), needed("area_id"), needed("area"), text("other_body"), needed("grade"), text("grade_in_full"),
		typed("place", "integer"), typed("of", "integer"), addressColumn,
	},
	"findings": {
		needed("id"), refers("inspection_id", "inspections"), needed("kind"), needed("words"), addressColumn,
	},
	"paragraphs": {
		needed("id"), oneOf("part_of", "inspection", "document"), needed("part_of_id"), needed("title"), text("number"), text("heading"),
		oneOf("whose_words", string(Inspectors), string(Council), string(Press), string(Statistics), string(Ours)), needed("words"), addressColumn,
	},
	"threads": {
		needed("id"), needed("thread_id"), needed("title"), oneOf("status", relationIDs()...), oneOf("place", "first", "later"), text("relation"),
		needed("at_id"), text("words"), text("bear_in_mind"), addressColumn,
	},
	"metrics": {
		needed("id"), needed("metric_id"), needed("title"), needed("authority_id"), needed("authority"), text("group"), needed("period"),
		{Name: "first_day", Type: "date", Required: true}, {Name: "last_day", Type: "date", Required: true}, typed("value", "number"), needed("unit"),
		oneOf("counts", metric.Kinds...), oneOf("year", metric.Years...), oneOf("status", append(metric.Statuses[:len(metric.Statuses):len(metric.Statuses)], metric.Reasons...)...),
		text("note"), refers("source_id", "sources"), addressColumn,
	},
	"sources": {
		needed("id"), needed("title"), text("publisher"), oneOf("kind", document.SourceKinds...), text("date"), text("licence"),
		typed("licence_address", "uri"), typed("address_of_publisher", "uri"), text("held"),
	},
}

// begun is a dataset without rows.
func begun(id string) Dataset { return Dataset{ID: id, Columns: columns[id]} }

// ColumnNames are the names of all columns, each once.
func ColumnNames() (names []string) {
	for _, id := range DatasetIDs {
		for _, column := range columns[id] {
			if !slices.Contains(names, column.Name) {
				names = append(names, column.Name)
			}
		}
	}
	return names
}

func (p *planner) inspectionsData() Dataset {
	set := begun("inspections")
	for _, one := range p.Inspections {
		set.Rows = append(set.Rows, []string{
			p.dataID(one), p.web(string(one.Address)), one.Title, one.Authority.ID, one.Authority.Name, one.Inspected.String(),
			exact(one.Inspected.First().First()), exact(one.Inspected.Last().Last()), one.Published.String(), one.Framework.Inspectorate,
			one.Framework.ID, one.Framework.Name, one.Edition.ID, one.Activity, one.Length, one.LeadInspector,
			strconv.FormatBool(one.ReportHeld()), one.Outcome, strings.Join(one.Sources, " "),
		})
		set.Date = later(set.Date, published(one))
	}
	return set
}

func (p *planner) judgementsData() Dataset {
	set := begun("judgements")
	for _, one := range p.Inspections {
		for _, judgement := range one.Judgements {
			g := grade(one, judgement)
			target := g.Target
			if target == "" {
				target = string(one.Address) + "#grades"
			}
			set.Rows = append(set.Rows, []string{
				p.dataID(one) + "#" + g.Area, p.dataID(one), g.Area, g.Name, g.Body, g.Printed, g.Word, count(g.Step), count(g.Steps), p.web(target),
			})
		}
		set.Date = later(set.Date, published(one))
	}
	return set
}

func (p *planner) findingsData() Dataset {
	set := begun("findings")
	for _, one := range p.Inspections {
		for _, block := range one.Text.Body().Blocks {
			if block.Finding == "" {
				continue
			}
			for _, part := range partsOf(block) {
				set.Rows = append(set.Rows, []string{
					p.dataID(one) + "#" + part.ID, p.dataID(one), block.Finding, part.Words, p.web(string(one.Address) + "#" + part.ID),
				})
			}
		}
		set.Date = later(set.Date, published(one))
	}
	return set
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

func (p *planner) paragraphsData() Dataset {
	set := begun("paragraphs")
	add := func(kind, id, title string, at address.Page, body document.Body, voice Voice) {
		heading := ""
		for _, block := range body.Blocks {
			if block.Kind == document.Heading {
				heading = block.Words
			}
			for _, part := range partsOf(block) {
				whose := voice
				if block.Kind == document.Note {
					whose = Ours
				}
				if part.Words != "" {
					set.Rows = append(set.Rows, []string{
						id + "#" + part.ID, kind, id, title, part.Number, heading, string(whose), part.Words, p.web(string(at) + "#" + part.ID),
					})
				}
			}
		}
	}
	for _, one := range p.Inspections {
		add("inspection", p.dataID(one), one.Title, one.Address, one.Text.Body(), voiceOf(one))
		set.Date = later(set.Date, published(one))
	}
	for _, one := range p.Documents {
		add("document", one.ID, one.Title, one.Address, one.Text.Body(), voices[one.Source.Kind])
		set.Date = later(set.Date, one.Source.Date)
	}
	return set
}

func (p *planner) threadsData() Dataset {
	set := begun("threads")
	for _, one := range p.Threads {
		name := one.ID
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
			set.Rows = append(set.Rows, []string{
				name + "/" + strconv.Itoa(len(set.Rows)), name, one.Title, string(statusOf(one)), place, relation, id, words, caveat, p.web(target),
			})
			set.Date = later(set.Date, p.knownSince(at))
		}
		begin := len(set.Rows)
		row(one.Starts, "first", "", "")
		for _, step := range one.Steps {
			row(step.At, "later", string(step.Relation), step.Caveat)
		}
		for i := range set.Rows[begin:] {
			set.Rows[begin+i][0] = name + "/" + strconv.Itoa(i)
		}
	}
	return set
}

func relationIDs() (ids []string) {
	for _, relation := range append(thread.Relations[:len(thread.Relations):len(thread.Relations)], thread.NothingLater) {
		ids = append(ids, string(relation))
	}
	return ids
}

func (p *planner) metricsData() Dataset {
	set := begun("metrics")
	for _, one := range p.Metrics {
		seen := map[string]int{}
		for observation := range one.Observations.All() {
			id := strings.Join(append([]string{one.ID, observation.Place, observation.Period.Printed}, observation.Groups...), "/")
			if seen[id]++; seen[id] > 1 {
				id += "/" + strconv.Itoa(seen[id])
			}
			span := observation.Period.Span
			set.Rows = append(set.Rows, []string{
				id, one.ID, one.Title, observation.Place, p.Authorities[observation.Place].Name, groupsOf(one, observation), observation.Period.Printed,
				exact(span.First.First()), exact(lastOf(span)), observation.Value.Printed, one.Unit, one.Kind, one.Year, observation.Status,
				observation.Note, one.Source, p.web(p.metricLink(one, p.placeOf(observation.Place)).Target),
			})
			set.Date = later(set.Date, lastOf(span))
		}
	}
	return set
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
	set := begun("sources")
	for _, id := range p.named() {
		one, known := p.Sources[id]
		if !known {
			continue
		}
		set.Rows = append(set.Rows, []string{
			one.ID, one.Title, one.Publisher, one.Kind, one.Date.String(), one.Licence, one.LicenceLink, one.Link, one.Held,
		})
		set.Date = later(set.Date, one.Date)
	}
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
