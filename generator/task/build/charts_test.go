package build

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"plainsight/generator/kit/html"
)

// TestEveryChartSaysTheSameNumbers reads every metric of the real site back:
// each number of its file stands in the tables of its page and, where the theme
// has its extras, in the options of the interactive view.
func TestEveryChartSaysTheSameNumbers(t *testing.T) {
	t.Parallel()
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

// TestEveryPictureSaysItsTable reads every chart that is drawn on the real
// site, wherever it stands: what is written in the picture is in its table, the
// sentence has the highest and the lowest number, the options of the interactive
// view have all, and a picture to download has the sentence for its alternative
// text and no number of its own.
func TestEveryPictureSaysItsTable(t *testing.T) {
	t.Parallel()
	public := realSite(t)
	pictures, labels, files := 0, 0, 0
	for _, name := range filesOf(t, public) {
		if path.Ext(name) != ".html" {
			continue
		}
		page := read(t, public, name)
		for _, figure := range page.Find(classed("chart-figure")) {
			cells, written := numbersIn(figure), labelsIn(figure)
			if len(written) == 0 {
				continue
			}
			if len(cells) == 0 { // for paper the numbers stand below alone
				cells = numbersOn(page)
			}
			pictures++
			labels += len(written)
			for _, label := range written {
				if !slices.ContainsFunc(cells, func(c tabled) bool { return c.shown == label }) && strings.ContainsAny(label, "0123456789") {
					t.Errorf("%s: the picture says %q, and the table does not", name, label)
				}
			}
			sentence := figure.Find(classed("sentence"))[0].Text()
			byNumber := func(a, b tabled) int { return cmp.Compare(a.number, b.number) }
			for _, end := range []tabled{slices.MinFunc(cells, byNumber), slices.MaxFunc(cells, byNumber)} {
				if !strings.Contains(sentence, end.shown) {
					t.Errorf("%s: the sentence does not say %q: %s", name, end.shown, sentence)
				}
			}
			id, _ := figure.Attr("id")
			if id == "chart" && path.Base(path.Dir(path.Dir(name))) == "metrics" {
				files++
				fixedSays(t, public, path.Join(path.Dir(name), path.Base(path.Dir(name))+".svg"), cells, sentence)
			}
		}
	}
	if pictures < 12 || labels < 50 || files < 8 {
		t.Errorf("only %d pictures with %d numbers, and %d files, were read", pictures, labels, files)
	}
	t.Logf("%d pictures with %d numbers in them, and %d files, were read", pictures, labels, files)
}

// fixedSays reads a picture to download. Its scale and its periods are no
// numbers of the table; they stand at places of their own.
func fixedSays(t *testing.T, public fs.FS, name string, cells []tabled, sentence string) {
	t.Helper()
	picture := read(t, public, name)
	if told := picture.Find(func(n *html.Node) bool { return n.Name() == "desc" }); len(told) != 1 || told[0].Text() != sentence {
		t.Errorf("%s is not described by the sentence of the page", name)
	}
	var words []string
	for _, text := range picture.Find(func(n *html.Node) bool { return n.Name() == "text" }) {
		shown, _, _ := strings.Cut(text.Text(), " (")
		words = append(words, shown)
	}
	for _, end := range []int{0, len(cells) - 1} {
		if !slices.Contains(words, cells[end].shown) {
			t.Errorf("%s does not say %s", name, cells[end].shown)
		}
	}
}

// tabled is a number of a table, as it is shown and what it is.
type tabled struct {
	shown  string
	number float64
}

// numbersIn are the numbers of the table of a figure.
func numbersIn(figure *html.Node) (cells []tabled) {
	for _, cell := range figure.Find(func(n *html.Node) bool { return n.Name() == "data" }) {
		value, _ := cell.Attr("value")
		number, _ := strconv.ParseFloat(value, 64)
		shown, _, _ := strings.Cut(cell.Text(), " (") // a status stands in brackets
		cells = append(cells, tabled{shown, number})
	}
	return cells
}

// numbersOn are the numbers of the tables of a page, or of the lists that stand
// for them where letters are very large.
func numbersOn(page *html.Node) (cells []tabled) {
	for _, cell := range page.Find(func(n *html.Node) bool { return n.Name() == "td" && classed("figure")(n) || n.Name() == "p" }) {
		shown := strings.TrimPrefix(cell.Text(), "Number: ")
		if number, err := strconv.ParseFloat(bareFigure(shown), 64); err == nil {
			cells = append(cells, tabled{shown, number})
		}
	}
	return cells
}

// labelsIn are the numbers that are written in the picture of a figure: beside
// marks, or beside bars and dots.
func labelsIn(figure *html.Node) (written []string) {
	for _, picture := range figure.Find(classed("picture")) {
		for _, label := range picture.Find(func(n *html.Node) bool {
			class, _ := n.Attr("class")
			return n.Name() == "b" || n.Name() == "text" && strings.HasPrefix(class+" ", "n ")
		}) {
			shown, _, _ := strings.Cut(label.Text(), " (")
			written = append(written, shown)
		}
	}
	return written
}

func classed(name string) func(*html.Node) bool {
	return func(n *html.Node) bool {
		class, _ := n.Attr("class")
		return slices.Contains(strings.Fields(class), name)
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
