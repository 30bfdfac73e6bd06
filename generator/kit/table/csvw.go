package table

import (
	"encoding/json"

	"plainsight/generator/kit/plot"
)

// described are the columns of CSV in order, each with its type and what it holds.
var described = []column{
	{"period", "string", "The time that the number is for, as it is printed."},
	{"first_day", "date", "The first day of that time."},
	{"last_day", "date", "The last day of that time."},
	{"series", "string", "The council or area."},
	{"group", "string", "What the number is split by; empty where it is not."},
	{"value", "decimal", "The number; empty where there is none."},
	{"unit", "string", "What is counted."},
	{"status", "string", "Whether it was counted or predicted, or why there is none."},
	{"note", "string", "Where it stands in its source."},
}

type column struct{ name, datatype, description string }

// Description describes the CSV file of a chart as the W3C's CSV on the Web
// asks: title, definition, source, and the type of each column. The file is
// named as it is called from beside it.
func Description(c plot.Chart, definition, file string) ([]byte, error) {
	type field struct {
		Name        string `json:"name"`
		Titles      string `json:"titles"`
		Datatype    string `json:"datatype"`
		Description string `json:"dc:description"`
	}
	fields := make([]field, len(described))
	for i, column := range described {
		fields[i] = field{column.name, column.name, column.datatype, column.description}
	}
	text, err := json.MarshalIndent(struct {
		Context     string `json:"@context"`
		URL         string `json:"url"`
		Title       string `json:"dc:title"`
		Description string `json:"dc:description"`
		Source      string `json:"dc:source"`
		Schema      any    `json:"tableSchema"`
	}{"http://www.w3.org/ns/csvw", file, c.Title, definition, c.Source, map[string]any{"columns": fields}}, "", "  ")
	return append(text, '\n'), err
}
