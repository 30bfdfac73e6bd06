package plan

import (
	"slices"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/domain/document"
	"plainsight/generator/domain/inspection"
	"plainsight/generator/domain/metric"
	"plainsight/generator/stage/link"
)

// The addresses of the open data. Those of a version stay as they are; what
// would change the meaning of a column gets a version of its own.
const (
	DataAddress    address.Page = "/data/"
	VersionAddress address.Page = "/data/v1/"
)

// A Dataset is one table of the record.
type Dataset struct {
	ID      string
	Columns []Column
	Rows    Rows
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

// A DataFile is one file of open data: of one dataset, of one inspection with its
// own rows alone, or of all.
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
	file := func(form, of string, files func() DataFiles) {
		at := DataFile{Form: form, Of: of}.Address()
		pages = append(pages, Page{Kind: "data-file", Address: at, view: func(Page) any { return DataFile{files(), form, of} }})
	}
	for _, set := range DatasetIDs {
		for _, form := range SetForms {
			file(form, set, func() DataFiles { return p.dataFiles().only(set) })
		}
	}
	for _, one := range p.Inspections {
		file(DataInspection, p.dataID(one), func() DataFiles { return p.dataOf(one) })
	}
	for _, form := range WholeForms {
		file(form, "", p.dataFiles)
	}
	return pages
}

// only is one dataset alone.
func (f DataFiles) only(id string) DataFiles {
	f.Sets = []Dataset{f.In(id)}
	return f
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
