package render

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"plainsight/generator/kit/memory"
	"plainsight/generator/stage/plan"
)

// TestADatasetIsTheSameInEveryForm reads the forms of one small dataset.
func TestADatasetIsTheSameInEveryForm(t *testing.T) {
	theme := load(t)
	made := func(form, of string) []byte {
		t.Helper()
		view := plan.DataFile{DataFiles: dataPages()[0].View().(plan.DataView).Files, Form: form, Of: of}
		artifact, err := theme.Page(plan.Shows("data-file", view.Address(), view))
		if err != nil {
			t.Fatal(err)
		}
		return artifact.Bytes
	}
	// A spreadsheet would take the title for a formula, a program would not.
	if got, want := string(made(plan.DataTable, "inspections")), "id,report_held,title\n2022-02-ilacs,true,'=Inspection\n"; got != want {
		t.Errorf("the table is %q and should be %q", got, want)
	}
	var read struct {
		Rows []map[string]any
		Date string `json:"data_up_to"`
	}
	if err := json.Unmarshal(made(plan.DataRows, "inspections"), &read); err != nil {
		t.Fatal(err)
	}
	if row := read.Rows[0]; row["report_held"] != true || row["title"] != "=Inspection" || read.Date != "2022-05-09" {
		t.Errorf("the JSON is %+v", read)
	}
	if err := json.Unmarshal(made(plan.DataRows, "judgements"), &read); err != nil {
		t.Fatal(err)
	}
	if read.Rows[0]["place"] != 1.0 || read.Rows[1]["place"] != nil {
		t.Errorf("a number is a number, and what is not known is null: %+v", read.Rows)
	}
	var one struct{ Judgements, Findings []map[string]any }
	if err := json.Unmarshal(made(plan.DataInspection, "2022-02-ilacs"), &one); err != nil || len(one.Judgements) != 2 || one.Findings == nil {
		t.Errorf("the inspection has %+v, %v", one, err)
	}
	all := made(plan.DataAll, "")
	packed, err := zip.NewReader(bytes.NewReader(all), int64(len(all)))
	if err != nil || len(packed.File) != 2+4*4 {
		t.Fatalf("the file of everything has %d files, %v", len(packed.File), err)
	}
	for _, name := range []string{"inspections.csv", "inspections.json", "judgements.schema.json", "findings.csv-metadata.json"} {
		of, form, _ := strings.Cut(name, ".")
		file, err := packed.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(file); err != nil || !bytes.Equal(got, made(form, of)) { // its sum is checked too
			t.Errorf("%s is another in the file of everything, %v", name, err)
		}
	}
	if !bytes.Equal(all, made(plan.DataAll, "")) {
		t.Error("it is another each time")
	}
}

// TestADatasetIsMadeOnceForAll: the list with its sizes, the files themselves, the
// description and the file of everything go through the rows once for each form.
func TestADatasetIsMadeOnceForAll(t *testing.T) {
	passes := 0
	set := plan.Dataset{ID: "sources", Columns: []plan.Column{{Name: "id", Type: "string", Required: true}}}
	set.Rows = plan.RowsOf(func(yield func([]string) bool) {
		passes++
		for i := range 5000 {
			if !yield([]string{strings.Repeat("words ", 5) + strconv.Itoa(i)}) {
				return
			}
		}
	})
	say := speaker{load(t).in("en-GB").words}
	remembered := memory.Open("")
	files := plan.DataFiles{Lang: "en-GB", Sets: []plan.Dataset{set}}
	passes = 0
	if _, err := say.dataLinks(remembered, files, "sources"); err != nil {
		t.Fatal(err)
	}
	for _, form := range slices.Concat(plan.SetForms, []string{plan.DataPackage, plan.DataAll}) {
		f := plan.DataFile{DataFiles: files, Form: form, Of: "sources"}
		got, err := say.openFile(remembered, f)
		if err != nil {
			t.Fatal(err)
		}
		if form == plan.DataRows {
			if whole, err := say.dataRows(f, set).file(); err != nil || !bytes.Equal(got, whole) {
				t.Errorf("written by pieces it is another, %v", err)
			}
			passes--
		}
	}
	if passes != 2 {
		t.Errorf("the rows were made %d times, for a table and for JSON", passes)
	}
}

// TestRowsThatAreLostAreNotRemembered: where the words of a report are not to be had
// while a file is written, that is an error, and the next who asks gets all.
func TestRowsThatAreLostAreNotRemembered(t *testing.T) {
	lost := false
	set := plan.Dataset{ID: "paragraphs", Columns: []plan.Column{{Name: "id", Type: "string", Required: true}}}
	set.Rows = plan.RowsOf(func(yield func([]string) bool) {
		for _, id := range []string{"a#p1", "b#p1"} {
			if lost && id[0] == 'b' || !yield([]string{id}) {
				return
			}
		}
	})
	say, remembered := speaker{load(t).in("en-GB").words}, memory.Open("")
	for _, form := range []string{plan.DataTable, plan.DataRows} {
		f := plan.DataFile{DataFiles: plan.DataFiles{Lang: "en-GB", Sets: []plan.Dataset{set}}, Form: form, Of: set.ID}
		lost = true
		if got, err := say.openFile(remembered, f); err == nil {
			t.Errorf("%s without a row is %s", form, got)
		}
		lost = false
		if got, err := say.openFile(remembered, f); err != nil || !bytes.Contains(got, []byte("b#p1")) {
			t.Errorf("%s is %s, %v", form, got, err)
		}
	}
}
