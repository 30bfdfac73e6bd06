package build

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"

	"plainsight/generator/kit/html"
)

// TestEveryChartSaysTheSameNumbers reads every metric of the real site back:
// each number of its file stands in the tables of its page and, where the theme
// has its extras, in the options of the interactive view.
func TestEveryChartSaysTheSameNumbers(t *testing.T) {
	public := realSite(t)
	drawn, numbers := 0, 0
	for _, name := range filesOf(t, public) {
		if !strings.HasPrefix(name, "data/metrics/") || path.Ext(name) != ".csv" {
			continue
		}
		id := strings.TrimSuffix(path.Base(name), ".csv")
		file := path.Join("metrics", id, "index.html")
		page := read(t, public, file)
		shown, option := figuresOf(page), optionOf(t, public, file)
		if pictures := page.Find(func(n *html.Node) bool {
			class, _ := n.Attr("class")
			return class == "picture"
		}); len(pictures) > 0 {
			drawn++
		}
		for _, value := range valuesOf(t, public, name) {
			numbers++
			if !slices.Contains(shown, value) {
				t.Errorf("%s: %s is not in a table of the page", id, value)
			}
			if option != nil && !slices.Contains(option, value) {
				t.Errorf("%s: %s is not in the interactive view", id, value)
			}
		}
	}
	if drawn < 5 || numbers < 100 {
		t.Errorf("only %d charts with %d numbers were read", drawn, numbers)
	}
}

// valuesOf are the numbers of a file.
func valuesOf(t *testing.T, public fs.FS, name string) (values []string) {
	t.Helper()
	text, err := fs.ReadFile(public, name)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := slices.Index(rows[0], "value")
	for _, row := range rows[1:] {
		if row[at] != "" {
			values = append(values, row[at])
		}
	}
	return values
}

// figuresOf are the numbers in the tables of a page, without their units.
func figuresOf(page *html.Node) (figures []string) {
	for _, cell := range page.Find(func(n *html.Node) bool {
		class, _ := n.Attr("class")
		return n.Name() == "td" && class == "figure"
	}) {
		figures = append(figures, bareFigure(cell.Text()))
	}
	return figures
}

// optionOf are the numbers in the options of the interactive view, as they are
// written there; nil where there is none.
func optionOf(t *testing.T, public fs.FS, file string) (numbers []string) {
	t.Helper()
	text, err := fs.ReadFile(public, file)
	if err != nil {
		t.Fatal(err)
	}
	_, option, found := strings.Cut(string(text), `class="option">`)
	if !found {
		return nil
	}
	decoder := json.NewDecoder(strings.NewReader(option))
	decoder.UseNumber()
	var numberOrMore any
	if err := decoder.Decode(&numberOrMore); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	gather(numberOrMore, &numbers)
	return numbers
}

// gather collects the numbers in what was read from JSON.
func gather(value any, numbers *[]string) {
	switch value := value.(type) {
	case json.Number:
		*numbers = append(*numbers, value.String())
	case []any:
		for _, inner := range value {
			gather(inner, numbers)
		}
	case map[string]any:
		for _, inner := range value {
			gather(inner, numbers)
		}
	}
}
