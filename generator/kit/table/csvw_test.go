package table

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"testing"

	"plainsight/generator/kit/plot"
)

// TestDescriptionNamesTheColumnsOfTheFile reads both back: what is described
// is what is there, in its order.
func TestDescriptionNamesTheColumnsOfTheFile(t *testing.T) {
	head, err := csv.NewReader(bytes.NewReader(CSV(plot.Chart{}))).Read()
	if err != nil {
		t.Fatal(err)
	}
	text, err := Description(plot.Chart{Title: "Referrals", Source: "A report"}, "Requests.", "referrals.csv")
	if err != nil {
		t.Fatal(err)
	}
	var described struct {
		URL    string
		Title  string `json:"dc:title"`
		Schema struct {
			Columns []struct{ Name string }
		} `json:"tableSchema"`
	}
	if err := json.Unmarshal(text, &described); err != nil {
		t.Fatal(err)
	}
	if described.URL != "referrals.csv" || described.Title != "Referrals" || len(described.Schema.Columns) != len(head) {
		t.Fatalf("%+v and the columns %v", described, head)
	}
	for i, name := range head {
		if described.Schema.Columns[i].Name != name {
			t.Errorf("column %d is %s and is described as %s", i, name, described.Schema.Columns[i].Name)
		}
	}
}
