package browser

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// openData is the folder of the open data of the built site.
func openData() string { return filepath.Join(os.Getenv(siteVariable), "data", "v1") }

func fileOfData(t *testing.T, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(openData(), filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func jsonOf[T any](t *testing.T, name string) (read T) {
	t.Helper()
	if err := json.Unmarshal(fileOfData(t, name), &read); err != nil {
		t.Fatal(name, err)
	}
	return read
}

// rowsOf are the rows of a table by the names of its columns, in order.
func rowsOf(t *testing.T, id string) (names []string, rows []map[string]string) {
	t.Helper()
	all, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(fileOfData(t, id+".csv"), []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(id, err)
	}
	for _, cells := range all[1:] {
		row := map[string]string{}
		for i, name := range all[0] {
			row[name] = cells[i]
		}
		rows = append(rows, row)
	}
	return all[0], rows
}

type dataIndex struct {
	Datasets []struct {
		ID   string
		Rows int
	}
	Inspections []struct{ ID, JSON string }
}

// TestTheJSONIsAsItsSchemaSays validates each dataset by a reader that knows
// nothing of ours, and shows that it would find a fault.
func TestTheJSONIsAsItsSchemaSays(t *testing.T) {
	for _, set := range jsonOf[dataIndex](t, "index.json").Datasets {
		compiler := jsonschema.NewCompiler()
		compiler.AssertFormat()
		written, err := jsonschema.UnmarshalJSON(bytes.NewReader(fileOfData(t, set.ID+".schema.json")))
		if err == nil {
			err = compiler.AddResource("schema.json", written)
		}
		if err != nil {
			t.Fatal(set.ID, err)
		}
		schema, err := compiler.Compile("schema.json")
		if err != nil {
			t.Fatal(set.ID, err)
		}
		data, err := jsonschema.UnmarshalJSON(bytes.NewReader(fileOfData(t, set.ID+".json")))
		if err != nil {
			t.Fatal(set.ID, err)
		}
		if err := schema.Validate(data); err != nil {
			t.Error(set.ID, err)
		}
		rows := data.(map[string]any)["rows"].([]any)
		if len(rows) != set.Rows || len(rows) == 0 {
			t.Errorf("%s has %d rows, and the index says %d", set.ID, len(rows), set.Rows)
		}
		delete(rows[0].(map[string]any), "id")
		if schema.Validate(data) == nil {
			t.Errorf("the schema of %s takes a row without its id", set.ID)
		}
	}
}

type described struct {
	URL         string
	TableSchema struct {
		Columns []struct {
			Name     string
			Datatype json.RawMessage
			Required bool
		}
		PrimaryKey  string
		ForeignKeys []struct {
			ColumnReference string
			Reference       struct{ Resource, ColumnReference string }
		}
	}
}

// TestTheTablesAreAsTheirDescriptionsSay reads each table as CSV on the Web
// describes it: its columns, the kinds of its cells, its key, and the keys of
// other tables in it.
func TestTheTablesAreAsTheirDescriptionsSay(t *testing.T) {
	keys := map[string]map[string]bool{}
	for _, set := range jsonOf[dataIndex](t, "index.json").Datasets {
		said := jsonOf[described](t, set.ID+".csv-metadata.json")
		names, rows := rowsOf(t, set.ID)
		if said.URL != set.ID+".csv" || len(rows) != set.Rows {
			t.Errorf("%s is described as %s, and has %d rows of %d", set.ID, said.URL, len(rows), set.Rows)
		}
		keys[said.URL] = map[string]bool{}
		for i, column := range said.TableSchema.Columns {
			if names[i] != column.Name {
				t.Fatalf("%s has the column %s where %s is described", set.ID, names[i], column.Name)
			}
			for _, row := range rows {
				if cell := row[column.Name]; !fits(string(column.Datatype), cell, column.Required) {
					t.Errorf("%s: %q in the column %s is not %s", row["id"], cell, column.Name, column.Datatype)
				}
			}
		}
		for _, row := range rows {
			key := row[said.TableSchema.PrimaryKey]
			if keys[said.URL][key] {
				t.Errorf("%s has the id %s twice", set.ID, key)
			}
			keys[said.URL][key] = true
		}
	}
	for _, set := range jsonOf[dataIndex](t, "index.json").Datasets {
		_, rows := rowsOf(t, set.ID)
		for _, foreign := range jsonOf[described](t, set.ID+".csv-metadata.json").TableSchema.ForeignKeys {
			for _, row := range rows {
				if !keys[foreign.Reference.Resource][row[foreign.ColumnReference]] {
					t.Errorf("%s names %q, which is not in %s", row["id"], row[foreign.ColumnReference], foreign.Reference.Resource)
				}
			}
		}
	}
}

// fits tells whether a cell is of a type of CSV on the Web.
func fits(kind, cell string, required bool) bool {
	if cell == "" {
		return !required
	}
	var err error
	switch kind {
	case `"string"`:
	case `"anyURI"`:
		var address *url.URL
		if address, err = url.Parse(cell); err == nil && address.Host == "" {
			return false
		}
	case `"date"`:
		_, err = time.Parse(time.DateOnly, cell)
	case `"integer"`:
		_, err = strconv.Atoi(cell)
	case `"number"`:
		_, err = strconv.ParseFloat(cell, 64)
	case `"boolean"`:
		return cell == "true" || cell == "false"
	default:
		var of struct{ Base, Format string }
		if err = json.Unmarshal([]byte(kind), &of); err == nil {
			return of.Base == "string" && regexp.MustCompile("^(?:"+of.Format+")$").MatchString(cell)
		}
	}
	return err == nil
}

// TestThePackageIsWhole holds the Data Package and the one file of everything
// against the files beside them.
func TestThePackageIsWhole(t *testing.T) {
	said := jsonOf[struct {
		Profile   string
		Resources []struct {
			Profile, Name, Path, Hash string
			Bytes                     int
			Schema                    struct {
				Fields     []struct{ Name, Type string }
				PrimaryKey string
			}
		}
	}](t, "datapackage.json")
	if len(said.Resources) != 7 || said.Profile != "tabular-data-package" {
		t.Errorf("it is a %s of %d tables", said.Profile, len(said.Resources))
	}
	for _, one := range said.Resources {
		content := fileOfData(t, one.Path)
		sum := sha256.Sum256(content)
		if one.Bytes != len(content) || one.Hash != "sha256:"+hex.EncodeToString(sum[:]) || one.Schema.PrimaryKey != "id" || one.Profile != "tabular-data-resource" {
			t.Errorf("%s is not as it is described", one.Path)
		}
		names, _ := rowsOf(t, one.Name)
		for i, field := range one.Schema.Fields {
			if i >= len(names) || field.Name != names[i] || !slices.Contains([]string{"string", "date", "integer", "number", "boolean"}, field.Type) {
				t.Errorf("%s has no column %s (%s) there", one.Path, field.Name, field.Type)
			}
		}
	}
	packed, err := zip.NewReader(bytes.NewReader(fileOfData(t, "all.zip")), int64(len(fileOfData(t, "all.zip"))))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range packed.File {
		opened, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(opened)
		if err != nil || path.Ext(file.Name) != ".txt" && !bytes.Equal(content, fileOfData(t, file.Name)) {
			t.Errorf("%s in the file of everything is another: %v", file.Name, err)
		}
		if !file.Modified.IsZero() && file.Modified.Year() > 1980 {
			t.Errorf("%s says when it was packed", file.Name)
		}
	}
	if len(packed.File) != 2+4*len(said.Resources) {
		t.Errorf("it holds %d files", len(packed.File))
	}
}

// TestAnotherReaderTakesTheTables: the library of those who wrote Table Schema
// reads each table as it is described, with its kinds of cells, what they must
// hold, its key and the keys of others in it. It refuses each table that was
// harmed in one of these.
func TestAnotherReaderTakesTheTables(t *testing.T) {
	t.Parallel()
	harmed := []struct{ table, column, cell, want string }{
		{"judgements", "grade", "", "required"},
		{"judgements", "place", "second", "integer"},
		{"judgements", "inspection_id", "2000-01-none", "oreign key"},
		{"inspections", "first_day", "28 February 2022", "date"},
		{"paragraphs", "id", "", "required"},
		{"metrics", "id", twice, "nique"},
		{"sources", "kind", "rumour", "enum"},
	}
	folders := []string{openData()}
	for _, one := range harmed {
		folder := t.TempDir()
		if err := os.CopyFS(folder, os.DirFS(openData())); err != nil {
			t.Fatal(err)
		}
		harm(t, filepath.Join(folder, one.table+".csv"), one.column, one.cell)
		folders = append(folders, folder)
	}
	out, err := exec.Command("node", append([]string{"tables.cjs"}, folders...)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	var said []map[string]string
	if err := json.Unmarshal(out, &said); err != nil || len(said) != len(folders) {
		t.Fatalf("it says %s, %v", out, err)
	}
	for _, set := range jsonOf[dataIndex](t, "index.json").Datasets {
		if said[0][set.ID] != strconv.Itoa(set.Rows) {
			t.Errorf("of %s, which has %d rows, it says %s", set.ID, set.Rows, said[0][set.ID])
		}
	}
	for i, one := range harmed {
		if got := said[i+1][one.table]; !strings.Contains(got, one.want) {
			t.Errorf("with %q as %s in %s it says %s", one.cell, one.column, one.table, got)
		}
	}
}

// twice stands for what the row before has.
const twice = "*"

// harm puts another cell into the second row of a table.
func harm(t *testing.T, file, column, cell string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := slices.Index(rows[0], column)
	if cell == twice {
		cell = rows[1][at]
	}
	rows[2][at] = cell
	var written bytes.Buffer
	if err := csv.NewWriter(&written).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, written.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
}

// TestTheDataCountsWhatThePagesShow: the lists of the site and its data have
// the same in them.
func TestTheDataCountsWhatThePagesShow(t *testing.T) {
	page := func(address, pattern string) int {
		content, err := os.ReadFile(filepath.Join(os.Getenv(siteVariable), filepath.FromSlash(fileOf(address))))
		if err != nil {
			t.Fatal(err)
		}
		return len(regexp.MustCompile(pattern).FindAll(content, -1))
	}
	counted := func(id, column, value string) (n int) {
		_, rows := rowsOf(t, id)
		seen := map[string]bool{}
		for _, row := range rows {
			if value == "" && !seen[row[column]] || value != "" && row[column] == value {
				n++
			}
			seen[row[column]] = true
		}
		return n
	}
	equal := func(what string, data, shown int) {
		t.Helper()
		if data != shown || data == 0 {
			t.Errorf("%s: the data has %d, and the pages %d", what, data, shown)
		}
	}
	equal("inspections", counted("inspections", "id", ""), page("/inspections/", `<li class="record">`))
	equal("threads", counted("threads", "thread_id", ""), page("/threads/", `<li class="record">`))
	equal("metrics", counted("metrics", "metric_id", ""), page("/metrics/", `<h3><a href="\./?[^"]*/"|<h3><a href="[a-z0-9-]+/"`))
	const report = "2022-02-ilacs"
	_, rows := rowsOf(t, "paragraphs")
	numbered := 0
	for _, row := range rows {
		if row["part_of_id"] == report && row["number"] != "" {
			numbered++
		}
	}
	equal("numbered paragraphs of 2022", numbered, page("/inspections/"+report+"/", `<[a-z]+ [^>]*id="p\d+"`))
	one := jsonOf[struct{ Judgements, Findings, Paragraphs []map[string]any }](t, "inspections/"+report+".json")
	equal("judgements of 2022", len(one.Judgements), counted("judgements", "inspection_id", report))
	equal("findings of 2022", len(one.Findings), counted("findings", "inspection_id", report))
	equal("paragraphs of 2022", len(one.Paragraphs), counted("paragraphs", "part_of_id", report))
	for _, row := range rows {
		if row["id"] == report+"#p15" && !strings.HasPrefix(row["words"], "Management oversight of frontline practice is strong") {
			t.Errorf("paragraph 15 of 2022 is %q", row["words"])
		}
	}
}
