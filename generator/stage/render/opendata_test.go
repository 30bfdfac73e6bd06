package render

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"testing"

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
	if packed, err := zip.NewReader(bytes.NewReader(all), int64(len(all))); err != nil || len(packed.File) != 2+4*4 {
		t.Errorf("the file of everything has %d files, %v", len(packed.File), err)
	}
	if !bytes.Equal(all, made(plan.DataAll, "")) {
		t.Error("it is another each time")
	}
}
