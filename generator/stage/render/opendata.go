package render

import (
	"encoding/hex"
	"encoding/json"
	"html/template"
	"iter"
	"slices"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/kit/language"
	"plainsight/generator/kit/memory"
	"plainsight/generator/stage/plan"
)

// openFile makes a file of open data.
func (s speaker) openFile(remembered *memory.Memory, f plan.DataFile) ([]byte, error) {
	switch f.Form {
	case plan.DataInspection:
		return s.inspectionData(f).file()
	case plan.DataIndex:
		return s.dataIndex(f).file()
	case plan.DataPackage, plan.DataAll:
		parcels, err := s.parcels(remembered, f.DataFiles)
		if err != nil {
			return nil, err
		}
		if f.Form == plan.DataAll {
			return s.dataAll(f, parcels)
		}
		return s.dataPackage(f, parcels).file()
	}
	parcel, err := s.parcel(remembered, f)
	if err != nil {
		return nil, err
	}
	return parcel.open()
}

// dataRecord is a file of one dataset that is no table.
func (s speaker) dataRecord(f plan.DataFile, set plan.Dataset) ordered {
	switch f.Form {
	case plan.DataRows:
		return s.dataRows(f, set)
	case plan.DataSchema:
		return s.dataSchema(f, set)
	}
	return s.dataDescription(f, set)
}

// cellsOf are the names of the columns, and the rows without the marks of
// passages, which would keep a formula from being seen.
func cellsOf(set plan.Dataset) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		var cells []string
		for _, column := range set.Columns {
			cells = append(cells, column.Name)
		}
		if !yield(cells) {
			return
		}
		for row := range set.Rows.All() {
			for i, cell := range row {
				cells[i] = plainCell(cell)
			}
			if !yield(cells) {
				return
			}
		}
	}
}

func plainCell(cell string) string { return strings.TrimSpace(language.Unmarked(cell)) }

// appendCells adds the cells of a row as programs read them: what is not known is
// null.
func appendCells(object ordered, set plan.Dataset, row []string) ordered {
	for i, column := range set.Columns {
		object = append(object, member{column.Name, cellValue(column, plainCell(row[i]))})
	}
	return object
}

func cellValue(column plan.Column, cell string) any {
	switch {
	case cell == "":
		return nil
	case column.Type == "integer" || column.Type == "number":
		return json.Number(cell)
	case column.Type == "boolean":
		return cell == "true"
	}
	return cell
}

// dataHead is what each file of JSON begins with.
func (s speaker) dataHead(f plan.DataFiles, title string) ordered {
	return ordered{
		{"version", "v1"}, {"title", title}, {"attribution", s.attribution(f)}, {"licence", s.words.Word("data.licence-line")}, {"language", f.Lang},
	}
}

// attribution is the line with which the data may be used.
func (s speaker) attribution(f plan.DataFiles) string {
	return s.words.Word("data.attribution", "Title", f.Site.Title, "Publisher", f.Site.Publisher, "Address", onSite(f, plan.DataAddress))
}

func onSite(f plan.DataFiles, at address.Page) string {
	return strings.TrimSuffix(f.Site.BaseURL, "/") + string(at)
}

func (s speaker) dataRows(f plan.DataFile, set plan.Dataset) ordered {
	file := append(s.dataHead(f.DataFiles, s.dataName(set)), member{"schema", set.ID + ".schema.json"})
	if date := set.Date.String(); date != "" {
		file = append(file, member{"data_up_to", date})
	}
	return append(file, member{"rows", set})
}

// inspectionData is one inspection with all that the datasets have of it.
func (s speaker) inspectionData(f plan.DataFile) ordered {
	var title string
	var itself ordered
	set := f.In("inspections")
	for row := range set.Rows.All() {
		title, itself = row[set.At("title")], appendCells(itself, set, row)
	}
	return append(s.dataHead(f.DataFiles, title), ordered{
		{"inspection", itself}, {"judgements", f.In("judgements")}, {"findings", f.In("findings")}, {"paragraphs", f.In("paragraphs")},
	}...)
}

// The same columns, as four standards describe them.
var (
	schemaTypes  = map[string]string{"uri": "string", "date": "string"}
	csvwTypes    = map[string]string{"uri": "anyURI"}
	packageTypes = map[string]string{"uri": "string"}
)

func typeIn(types map[string]string, column plan.Column) string {
	if known := types[column.Type]; known != "" {
		return known
	}
	return column.Type
}

// dataSchema describes the file of JSON, as JSON Schema does.
func (s speaker) dataSchema(f plan.DataFile, set plan.Dataset) ordered {
	properties, required := ordered{}, []string{}
	for _, column := range set.Columns {
		required = append(required, column.Name)
		property := ordered{{"description", s.columnWords(column)}}
		kinds := []string{typeIn(schemaTypes, column)}
		if !column.Required {
			kinds = append(kinds, "null")
		}
		property = append(property, member{"type", kinds})
		if column.Type == "uri" || column.Type == "date" {
			property = append(property, member{"format", column.Type})
		}
		if len(column.OneOf) > 0 {
			property = append(property, member{"enum", column.OneOf})
		}
		properties = append(properties, member{column.Name, property})
	}
	row := ordered{{"type", "object"}, {"properties", properties}, {"required", required}, {"additionalProperties", false}}
	word := ordered{{"type", "string"}}
	return ordered{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"$id", onSite(f.DataFiles, f.Address())},
		{"title", s.dataName(set)}, {"description", s.words.Word("data.about." + set.ID)}, {"type", "object"},
		{"properties", ordered{
			{"version", ordered{{"const", "v1"}}}, {"title", word}, {"attribution", word}, {"licence", word}, {"language", word}, {"schema", word},
			{"data_up_to", word}, {"rows", ordered{{"type", "array"}, {"items", row}}},
		}},
		{"required", []string{"version", "title", "attribution", "licence", "language", "schema", "rows"}}, {"additionalProperties", false},
	}
}

// dataDescription describes the table, as CSV on the Web does.
func (s speaker) dataDescription(f plan.DataFile, set plan.Dataset) ordered {
	columns, foreign := []ordered{}, []ordered{}
	for _, column := range set.Columns {
		kind := any(typeIn(csvwTypes, column))
		if len(column.OneOf) > 0 {
			kind = ordered{{"base", "string"}, {"format", strings.Join(column.OneOf, "|")}}
		}
		columns = append(columns, ordered{
			{"name", column.Name}, {"titles", column.Name}, {"dc:description", s.columnWords(column)}, {"datatype", kind}, {"required", column.Required},
		})
		if column.Refers != "" {
			foreign = append(foreign, ordered{
				{"columnReference", column.Name}, {"reference", ordered{{"resource", column.Refers + ".csv"}, {"columnReference", "id"}}},
			})
		}
	}
	schema := ordered{{"columns", columns}, {"primaryKey", "id"}}
	if len(foreign) > 0 {
		schema = append(schema, member{"foreignKeys", foreign})
	}
	return ordered{
		{"@context", "http://www.w3.org/ns/csvw"}, {"url", set.ID + ".csv"}, {"dc:title", s.dataName(set)},
		{"dc:description", s.words.Word("data.about." + set.ID)}, {"dc:source", s.attribution(f.DataFiles)}, {"dc:rights", s.words.Word("data.licence-line")},
		{"tableSchema", schema},
	}
}

// dataPackage describes all tables, as Data Package does.
func (s speaker) dataPackage(f plan.DataFile, parcels []parcel) ordered {
	resources := []ordered{}
	for i, set := range f.Sets {
		table := parcels[i*len(plan.SetForms)+slices.Index(plan.SetForms, plan.DataTable)]
		resources = append(resources, ordered{
			{"profile", "tabular-data-resource"}, {"name", set.ID}, {"title", s.dataName(set)},
			{"description", s.words.Word("data.about." + set.ID)}, {"path", set.ID + ".csv"},
			{"format", "csv"}, {"mediatype", "text/csv"}, {"encoding", "utf-8"}, {"bytes", table.size()}, {"hash", "sha256:" + hex.EncodeToString(table.sha256())},
			{"schema", s.tableSchema(set)},
		})
	}
	return ordered{
		{"profile", "tabular-data-package"}, {"name", "inspections"}, {"id", onSite(f.DataFiles, f.Address())}, {"title", f.Site.Title},
		{"description", s.attribution(f.DataFiles) + " " + s.words.Word("data.licence-line")}, {"homepage", onSite(f.DataFiles, plan.DataAddress)},
		{"version", "1"}, {"resources", resources},
	}
}

func (s speaker) tableSchema(set plan.Dataset) ordered {
	fields, foreign := []ordered{}, []ordered{}
	for _, column := range set.Columns {
		field := ordered{{"name", column.Name}, {"type", typeIn(packageTypes, column)}, {"description", s.columnWords(column)}}
		if column.Type == "uri" {
			field = append(field, member{"format", "uri"})
		}
		limits := ordered{}
		if column.Required {
			limits = append(limits, member{"required", true})
		}
		if len(column.OneOf) > 0 {
			limits = append(limits, member{"enum", column.OneOf})
		}
		if len(limits) > 0 {
			field = append(field, member{"constraints", limits})
		}
		fields = append(fields, field)
		if column.Refers != "" {
			foreign = append(foreign, ordered{{"fields", column.Name}, {"reference", ordered{{"resource", column.Refers}, {"fields", "id"}}}})
		}
	}
	schema := ordered{{"fields", fields}, {"primaryKey", "id"}, {"missingValues", []string{""}}}
	if len(foreign) > 0 {
		schema = append(schema, member{"foreignKeys", foreign})
	}
	return schema
}

// dataIndex is where programs begin: every address of this version.
func (s speaker) dataIndex(f plan.DataFile) ordered {
	sets, inspections := []ordered{}, []ordered{}
	at := func(form, of string) string { return onSite(f.DataFiles, plan.DataFile{Form: form, Of: of}.Address()) }
	for _, set := range f.Sets {
		one := ordered{{"id", set.ID}, {"title", s.dataName(set)}, {"rows", set.Rows.Count}, {"data_up_to", set.Date.String()}}
		for _, form := range plan.SetForms {
			one = append(one, member{strings.NewReplacer(".json", "", "csv-metadata", "csvw").Replace(form), at(form, set.ID)})
		}
		sets = append(sets, one)
	}
	for row := range f.In("inspections").Rows.All() {
		inspections = append(inspections, ordered{{"id", row[0]}, {"json", at(plan.DataInspection, row[0])}})
	}
	return append(s.dataHead(f.DataFiles, f.Site.Title), ordered{
		{"documentation", onSite(f.DataFiles, plan.VersionAddress)}, {"datapackage", at(plan.DataPackage, "")}, {"all", at(plan.DataAll, "")},
		{"datasets", sets}, {"inspections", inspections},
	}...)
}

func (s speaker) dataName(set plan.Dataset) string { return s.words.Word("data.set." + set.ID) }

// columnWords say what a column holds.
func (s speaker) columnWords(column plan.Column) string {
	return s.words.Word("data.column." + column.Name)
}

// A dataLink is a file of open data as a page links to it.
type dataLink struct {
	Target string
	Words  template.HTML
}

// dataLinks are the files of a dataset, or those of all, each with its size.
// The files are those of the first language, in which alone they are made.
func (s speaker) dataLinks(remembered *memory.Memory, files plan.DataFiles, of string) (links []dataLink, err error) {
	forms := plan.SetForms
	if of == "" {
		forms = plan.WholeForms
	}
	for _, form := range forms {
		file := plan.DataFile{DataFiles: files, Form: form, Of: of}
		name := ""
		if of != "" {
			name = s.words.Word("data.set." + of)
		}
		words, err := s.word("data.file."+strings.ReplaceAll(form, ".", "-"), "Name", name)
		if err != nil {
			return nil, err
		}
		if files.Root == "" {
			bytes, err := s.openSize(remembered, file)
			if err != nil {
				return nil, err
			}
			size, err := s.word("metric.size", "Size", s.words.Number(max(1, (bytes+500)/1000)))
			if err != nil {
				return nil, err
			}
			words += ", " + size
		}
		links = append(links, dataLink{string(file.Address()), words})
	}
	return links, nil
}

// columnKind is what a column of the documentation says of its cells.
func (s speaker) columnKind(column plan.Column) (said template.HTML, err error) {
	switch {
	case len(column.OneOf) > 0:
		codes := template.HTML("<code>" + strings.Join(column.OneOf, "</code>, <code>") + "</code>") // words of ours
		said, err = s.word("data.one-of", "Words", codes)
	case column.Refers != "":
		said, err = s.word("data.refers", "Name", s.words.Word("data.set."+column.Refers))
	default:
		said, err = s.word("data.type." + column.Type)
	}
	if err != nil || column.Required {
		return said, err
	}
	return s.word("data.may-lack", "Kind", said)
}

// dataIDs are the words of open data that no template names.
var dataIDs = func() []string {
	ids := []string{"data.licence-line", "data.attribution", "data.one-of", "data.refers", "data.may-lack"}
	ids = append(ids, below("data.type", plan.ColumnTypes)...)
	for _, form := range slices.Concat(plan.SetForms, plan.WholeForms) {
		ids = append(ids, "data.file."+strings.ReplaceAll(form, ".", "-"))
	}
	ids = append(ids, below("data.set", plan.DatasetIDs)...)
	ids = append(ids, below("data.about", plan.DatasetIDs)...)
	return append(ids, below("data.column", plan.ColumnNames())...)
}()
