package plot_test

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"flag"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"plainsight/generator/domain/metric"
	"plainsight/generator/kit/language"
	"plainsight/generator/kit/picture"
	"plainsight/generator/kit/plot"
	"plainsight/generator/kit/prose"
	"plainsight/generator/kit/scene"
	"plainsight/generator/kit/sheet"
	"plainsight/generator/kit/svg"
	"plainsight/generator/kit/table"
	"plainsight/generator/kit/zoom"
)

var face *picture.Typeface // the Go fonts

// TestWidthsAreEnough compares the widths that words are given with those of
// the fonts.
func TestWidthsAreEnough(t *testing.T) {
	const em = 26 // of a sheet
	c := sheet.Drawing(sixByThree(t), nil, english())
	for _, text := range c.Texts {
		if text.Size != em || text.Bold {
			continue
		}
		if real := face.Width(text.Words, 1000, false) / 1000; real > scene.Width(text.Words)*1.04 {
			t.Errorf("%q is %.2f em long, and %.2f are given to it", text.Words, real, scene.Width(text.Words))
		}
	}
	for _, words := range []string{"WWWWWW", "MOMENT", "Æ—…", "\x15\x15", "mmm%%%", "漢字", "aeonou", "0123456789"} {
		if real := face.Width(words, 1000, false) / 1000; real > scene.Width(words)*1.04 {
			t.Errorf("%q is %.2f em long, and %.2f are given to it", words, real, scene.Width(words))
		}
	}
}

var update = flag.Bool("update", false, "write the golden files anew; read the difference")

// golden are all outputs of a chart in words, one after the other.
func golden(t testing.TB, c plot.Chart) string {
	t.Helper()
	w := english()
	option, err := zoom.Option(c, w)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, part := range []struct{ name, text string }{
		{"sentence", prose.Sentence(c, w)}, {"table", tableText(table.Of(c, w))}, {"csv", string(table.CSV(c))},
		{"page", strings.ReplaceAll(svg.Draw(c, w), "><", ">\n<")}, {"option", strings.ReplaceAll(string(option), `,{`, ",\n{")},
	} {
		fmt.Fprintf(&out, "-- %s --\n%s\n", part.name, strings.TrimSuffix(part.text, "\n"))
	}
	return out.String()
}

func tableText(g table.Grid) string {
	var out strings.Builder
	out.WriteString(g.Caption + "\n")
	for _, row := range append([]table.Row{{Cells: g.Head}}, g.Rows...) {
		for i, cell := range row.Cells {
			if i > 0 {
				out.WriteString(" | ")
			}
			out.WriteString(cell.Text)
		}
		out.WriteString("\n")
	}
	return out.String()
}

func TestExamples(t *testing.T) {
	for _, c := range examples(t) {
		file, got := "testdata/"+c.ID+".txt", golden(t, c)
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil || got != string(want) {
			t.Errorf("%s is not what comes out (go test -update writes it anew): %v", file, err)
		}
	}
	if missing := english().Missing(); len(missing) > 0 {
		t.Errorf("words are missing: %v", missing)
	}
}

func TestWords(t *testing.T) {
	for _, fault := range plot.CheckWords(english()) {
		t.Error(fault)
	}
	for _, id := range english().IDs() {
		if strings.HasPrefix(id, "chart.") && !slices.Contains(plot.WordIDs, id) {
			t.Errorf("nothing says %s", id)
		}
	}
}

// TestDrawn shows which charts are drawn in another way than asked.
func TestDrawn(t *testing.T) {
	many := func(n int) (all []plot.Series) {
		for i := range n {
			all = append(all, seriesOf(strconv.Itoa(i), "2016/17 1\n2017/18 2"))
		}
		return all
	}
	withLabels := seriesOf("Merton", "2016/17 1|a\n2016/17 2|b\n2016/17 3|c")
	for _, c := range []struct {
		kind   plot.Kind
		series []plot.Series
		want   plot.Kind
	}{
		{"line", many(1), "table"},
		{"line", many(2), "line"},
		{"line", many(5), "line"},
		{"line", many(6), "multiples"},
		{"line", many(13), "table"},
		{"bar", []plot.Series{withLabels}, "bar"},
		{"bar", []plot.Series{withLabels, withLabels}, "grouped-bar"},
		{"dot", many(6), "table"},
		{"pie", many(2), "table"},
		{"line", []plot.Series{seriesOf("", "2016/17 1e300\n2017/18 2\n2018/19 3")}, "table"},
	} {
		chart := plot.Chart{ID: "c", Kind: c.kind, Series: c.series}
		if got := chart.Drawn(); got != c.want {
			t.Errorf("%d series as %s are drawn as %s, not %s", len(c.series), c.kind, got, c.want)
		}
		if svg := svg.Draw(chart, english()); (svg == "") != (c.want == "table") {
			t.Errorf("%s: a table has a picture, or a picture has none", c.want)
		}
	}
}

// TestLinesEnd shows where a line is not drawn on.
func TestLinesEnd(t *testing.T) {
	for written, want := range map[string]int{
		"2006/07 1\n2007/08 2\n2008/09 3":                                1,
		"2006/07 1\n2007/08 - suppressed\n2008/09 3\n2009/10 4":          1, // and the first alone
		"2006/07 1\n2007/08 2\n2009/10 3\n2010/11 4":                     2, // a year is not there
		"2006/07 1\n2007/08 2\n2008/09 3 predicted":                      2, // joined, drawn apart
		"2006/07 1\n2007/08 2\n2008-04/2008-09 3\n2008-10/2009-03 4":     2, // a half year is no year
		"2017-03-31 1\n2018-03-31 - not-available\n2019-03-31 3\n2020 4": 0,
	} {
		c := plot.Chart{ID: "c", Kind: "line", Series: []plot.Series{seriesOf("", written)}}
		if got := strings.Count(svg.Draw(c, english()), "<path class=\"l "); got != want {
			t.Errorf("%q has %d lines, not %d", written, got, want)
		}
	}
}

func TestDigitsStay(t *testing.T) {
	for _, c := range []struct{ printed, unit, want string }{
		{"37.00", "pounds", "£37.00"},
		{"619535", "pounds", "£619,535"},
		{"-1200.50", "pounds", "-£1,200.50"},
		{"5155", "contacts", "5,155"}, {"-999.5", "contacts", "-999.5"},
		{"1234567.80", "contacts", "1,234,567.80"},
		{"18.2", "per cent", "18.2%"},
		{"0.6", "ratio", "0.6"},
	} {
		if got := plot.Figure(metric.Value{Printed: c.printed}, c.unit, english()); got != c.want {
			t.Errorf("%s %s is said as %q, not %q", c.printed, c.unit, got, c.want)
		}
	}
	for _, c := range [][3]string{{"37.00", "40.5", "3.50"}, {"0.6", "0.3", "0.3"}, {"15.7", "37", "21.3"}} {
		a, _ := strconv.ParseFloat(c[0], 64)
		b, _ := strconv.ParseFloat(c[1], 64)
		if got := plot.Difference(metric.Value{Printed: c[0], Number: a}, metric.Value{Printed: c[1], Number: b}); got != c[2] {
			t.Errorf("%s and %s are %s apart, not %s", c[0], c[1], got, c[2])
		}
	}
}

func TestFormulasAreNeutral(t *testing.T) {
	series := seriesOf("=1+1", "2006/07 -5\n2007/08 6")
	series.Points[0].Note, series.Points[1].Note = "@x", "-2+3"
	got := string(table.CSV(plot.Chart{Unit: "+cases", Series: []plot.Series{series}}))
	for _, want := range []string{",'=1+1,", ",-5,", ",'@x", ",'-2+3", ",'+cases,"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
}

var statuses = slices.Concat(metric.Statuses, []string{"actual", "actual", "actual", "actual"})

// random makes a chart of made-up numbers.
func random(r *rand.Rand) plot.Chart {
	kinds := []plot.Kind{"line", "bar", "grouped-bar", "dot", "multiples"}
	c := plot.Chart{
		ID: "c", Kind: kinds[r.IntN(len(kinds))], Title: "Numbers", Source: "A source",
		Unit: []string{"pounds", "per cent", "per 10,000", "ratio", "children"}[r.IntN(5)],
	}
	byGroup := c.Kind != "line" && c.Kind != "multiples"
	top, decimals := math.Pow(10, float64(r.IntN(7))), r.IntN(3)
	from, length := 2000+r.IntN(10), 3+r.IntN(7)
	for i := range 1 + r.IntN(4) {
		var written strings.Builder
		for j := range length {
			number := strconv.FormatFloat((r.Float64()-0.1)*top, 'f', decimals, 64)
			status := statuses[r.IntN(len(statuses))]
			if r.IntN(6) == 0 {
				number, status = "-", metric.Reasons[r.IntN(len(metric.Reasons))]
			}
			at := from + j
			group := ""
			if byGroup {
				at, group = from, "| group "+string(rune('a'+j))
			}
			fmt.Fprintf(&written, "%d/%02d %s %s %s\n", at, (at+1)%100, number, status, group)
		}
		c.Series = append(c.Series, seriesOf("Place "+string(rune('A'+i)), written.String()))
	}
	c.Events = []plot.Event{{Span: span(fmt.Sprintf("%d-11-01", from+1)), Letter: "A", Words: "A visit"}}
	return c
}

// TestEveryOutputSaysTheSame makes charts of random numbers and reads the
// numbers back from all that was made of them.
func TestEveryOutputSaysTheSame(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	w := english()
	for range 400 {
		if c := random(r); c.Drawn() != "table" {
			sameEverywhere(t, c, w)
		}
	}
	for _, c := range examples(t) {
		sameEverywhere(t, c, w)
	}
	if missing := w.Missing(); len(missing) > 0 {
		t.Errorf("words are missing: %v", missing)
	}
}

func sameEverywhere(t *testing.T, c plot.Chart, w *language.Words) {
	t.Helper()
	known, words := map[string]int{}, []string{}
	for _, series := range c.Series {
		for _, point := range series.Points {
			words = append(words, plot.NumberOf(point, c.Unit, w))
			if point.Shown() {
				known[plot.Figure(point.Value, c.Unit, w)]++
			}
		}
	}
	sameInTable(t, c, words, w)
	sameInCSV(t, c)
	sameInOption(t, c, w)
	sameInSentence(t, c, known, w)
	samePicture(t, c, known, w)
	sameFixed(t, c, known, w)
}

func sorted(words []string) []string { slices.Sort(words); return words }

func sameInTable(t *testing.T, c plot.Chart, words []string, w *language.Words) {
	t.Helper()
	var cells []string
	for _, row := range table.Of(c, w).Rows {
		for _, cell := range row.Cells {
			if row.Kind == "" && cell.Scope == "" {
				cells = append(cells, cell.Text)
			}
		}
	}
	if all := sorted(slices.Clone(words)); !slices.Equal(sorted(cells), all) {
		t.Errorf("%s: the table says %q, the chart has %q", c.ID, cells, all)
	}
}

func sameInCSV(t *testing.T, c plot.Chart) {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(table.CSV(c))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows = rows[1:]
	for _, series := range c.Series {
		for _, point := range series.Points {
			row := rows[0]
			rows = rows[1:]
			if row[0] != point.Period.Printed || row[3] != series.Name || row[4] != point.Label || row[5] != point.Value.Printed || row[7] != point.Status {
				t.Errorf("%s: the file says %q for %+v", c.ID, row, point)
			}
		}
	}
}

func sameInOption(t *testing.T, c plot.Chart, w *language.Words) {
	t.Helper()
	source, err := zoom.Option(c, w)
	if err != nil {
		t.Fatal(err)
	}
	var option struct {
		Aria   struct{ Label struct{ Description string } }
		Series []struct {
			Data []struct {
				Name  string
				Value json.RawMessage
			}
		}
	}
	if err := json.Unmarshal(source, &option); err != nil {
		t.Fatal(err)
	}
	if option.Aria.Label.Description != prose.Sentence(c, w) {
		t.Errorf("%s: the interactive chart describes itself otherwise", c.ID)
	}
	for i, series := range plot.Filled(c.Placed().Series) {
		for _, point := range series.Points {
			if i >= len(option.Series) || !point.Shown() {
				continue
			}
			name := w.Word("chart.named", "Name", plot.Whereabouts(point, w), "Words", plot.NumberOf(point, c.Unit, w))
			if !slices.ContainsFunc(option.Series[i].Data, func(one struct {
				Name  string
				Value json.RawMessage
			}) bool {
				value := string(one.Value)
				return one.Name == name && (value == point.Value.Printed || strings.HasSuffix(value, ","+point.Value.Printed+"]"))
			}) {
				t.Errorf("%s: %s with %s is not in the options", c.ID, name, point.Value.Printed)
			}
		}
	}
}

var numeral = regexp.MustCompile(`-?£?-?\d[\d,]*(\.\d+)?%?`)

// sameInSentence allows the numbers of the chart, their differences, and what
// periods, names and words have.
func sameInSentence(t *testing.T, c plot.Chart, known map[string]int, w *language.Words) {
	t.Helper()
	rest := prose.Sentence(c, w)
	var others []string
	for _, series := range c.Series {
		others = append(others, series.Name)
		for i, a := range series.Points {
			others = append(others, plot.PeriodWords(a.Period, w), a.Label)
			for _, b := range series.Points[i:] {
				if a.Shown() && b.Shown() {
					others = append(others, apart(a, b, c.Unit, w))
				}
			}
		}
	}
	others = append(others, c.Unit)
	for _, event := range c.Events {
		others = append(others, event.Words)
	}
	for _, point := range c.Breaks {
		others = append(others, plot.PeriodWords(point.At, w), point.Why)
	}
	slices.SortFunc(others, func(a, b string) int { return len(b) - len(a) })
	for _, other := range others {
		if other != "" && numeral.FindString(other) != other { // 5 is no part of 5,155
			rest = regexp.MustCompile(`\b`+regexp.QuoteMeta(other)+`\b`).ReplaceAllString(rest, "…")
		}
	}
	for _, number := range numeral.FindAllString(rest, -1) {
		number = strings.TrimRight(number, ",")
		if known[number] == 0 && !slices.Contains(others, number) && !slices.Contains(others, strings.TrimSuffix(number, "%")) {
			t.Errorf("%s: the sentence says %q, which the chart does not have:\n%s", c.ID, number, prose.Sentence(c, w))
		}
	}
}

// element is what the test reads of a picture.
type element struct {
	name, class, words string
	attributes         map[string]string
}

func elements(t testing.TB, source string) (all []element) {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(source))
	var open []int
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, source)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := element{name: token.Name.Local, attributes: map[string]string{}}
			for _, a := range token.Attr {
				e.attributes[a.Name.Local] = a.Value
			}
			e.class = e.attributes["class"]
			open = append(open, len(all))
			all = append(all, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				all[open[len(open)-1]].words += string(token)
			}
		}
	}
}

// samePicture reads the numbers beside the marks, and what the marks
// themselves stand for.
func samePicture(t *testing.T, c plot.Chart, known map[string]int, w *language.Words) {
	t.Helper()
	var marks []float64
	said := 0
	overTime := c.Drawn() == "line" || c.Drawn() == "multiples"
	for _, e := range elements(t, svg.Draw(c, w)) {
		switch {
		case e.name == "text" && strings.HasPrefix(e.class, "n"):
			if known[e.words] == 0 && !isStatus(e.words, w) {
				t.Errorf("%s: the picture says %q", c.ID, e.words)
			}
		case e.name == "b":
			said++
			words, _, _ := strings.Cut(e.words, " (")
			if known[words] == 0 && !isReason(e.words, w) {
				t.Errorf("%s: the picture says %q", c.ID, e.words)
			}
		case e.name == "use" && overTime:
			y, _ := strconv.ParseFloat(strings.TrimSuffix(e.attributes["y"], "%"), 64)
			marks = append(marks, y)
		}
	}
	if !overTime {
		return
	}
	s := scene.ScaleOf(c.Series)
	for _, series := range c.Series {
		for _, point := range series.Points {
			y := 100 * (1 - s.Part(point.Value.Number))
			if point.Shown() && !slices.ContainsFunc(marks, func(mark float64) bool { return math.Abs(mark-y) < 0.06 }) {
				t.Errorf("%s: %s has no mark", c.ID, point.Value.Printed)
			}
		}
	}
}

func isStatus(words string, w *language.Words) bool {
	return slices.ContainsFunc(metric.Statuses, func(s string) bool { return plot.StatusWord(s, w) == words })
}

func isReason(words string, w *language.Words) bool {
	return slices.ContainsFunc(append([]string{""}, metric.Reasons...), func(s string) bool { return plot.ReasonWord(s, w) == words })
}

// sameFixed reads the picture of a fixed size: its description, which is the
// alternative text of the PNG, and its words.
func sameFixed(t *testing.T, c plot.Chart, known map[string]int, w *language.Words) {
	t.Helper()
	drawing := sheet.Drawing(c, nil, w)
	allowed := []string{c.Heading(), c.Subtitle}
	for _, tick := range scene.ScaleOf(c.Series).Ticks {
		allowed = append(allowed, plot.Figure(tick, c.Unit, w))
	}
	for _, p := range plot.PeriodsOf(c.Series) {
		allowed = append(allowed, p.Printed, strconv.Itoa(p.Span.First.Year()), plot.PeriodWords(p, w))
	}
	found := 0
	for _, text := range drawing.Texts {
		words, _, _ := strings.Cut(text.Words, " (")
		switch {
		case known[words] > 0:
			found++
		case numeral.FindString(words) == words && !slices.Contains(allowed, words):
			t.Errorf("%s: the picture says %q", c.ID, text.Words)
		}
	}
	if found == 0 {
		t.Errorf("%s: the picture says no number", c.ID)
	}
	if drawing.Description != prose.Sentence(c, w) {
		t.Errorf("%s: the picture is described otherwise", c.ID)
	}
	elements(t, string(drawing.SVG()))
}

// TestPNG draws the examples and looks at what they cost.
func TestPNG(t *testing.T) {
	for _, c := range examples(t) {
		one, err := sheet.PNG(c, nil, english(), nil)
		if err != nil {
			t.Fatal(err)
		}
		two, _ := sheet.PNG(c, nil, english(), nil)
		if !bytes.Equal(one, two) {
			t.Errorf("%s is not the same twice", c.ID)
		}
		if len(one) > 60_000 {
			t.Errorf("%s has %d bytes", c.ID, len(one))
		}
	}
}

// sixByThree is the figure that the budget speaks of.
func sixByThree(t testing.TB) plot.Chart {
	for _, c := range examples(t) {
		if c.ID == "schools" {
			return c
		}
	}
	t.Fatal("the example is gone")
	return plot.Chart{}
}

// figureHTML is a whole figure as a page has it.
func figureHTML(c plot.Chart, w *language.Words) string {
	var out strings.Builder
	say := picture.Escape
	fmt.Fprintf(&out, `<figure id="%s"><h3 id="%s-title">%s</h3><p class="note">%s</p>%s<p id="%s-sentence">%s</p><table class="numbers"><caption>`, c.ID, c.ID, say(c.Heading()), say(c.Subtitle), svg.Draw(c, w), c.ID, say(prose.Sentence(c, w)))
	grid := table.Of(c, w)
	out.WriteString(say(grid.Caption) + "</caption><thead><tr>")
	for _, cell := range grid.Head {
		fmt.Fprintf(&out, `<th scope="col">%s</th>`, say(cell.Text))
	}
	out.WriteString("</tr></thead><tbody>")
	for _, row := range grid.Rows {
		out.WriteString("<tr>")
		for _, cell := range row.Cells {
			if cell.Scope != "" {
				fmt.Fprintf(&out, `<th scope="row">%s</th>`, say(cell.Text))
			} else {
				fmt.Fprintf(&out, `<td>%s</td>`, say(cell.Text))
			}
		}
		out.WriteString("</tr>")
	}
	out.WriteString("</tbody></table></figure>")
	return out.String()
}

func zipped(t testing.TB, text string) int {
	var out bytes.Buffer
	zip, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(zip, text)
	zip.Close()
	return out.Len()
}

func TestAFigureIsSmall(t *testing.T) {
	figure := figureHTML(sixByThree(t), english())
	if got := zipped(t, figure); got > 2000 {
		t.Errorf("a figure of 6 points by 3 series has %d bytes, zipped %d", len(figure), got)
	} else {
		t.Logf("a figure of 6 points by 3 series has %d bytes, zipped %d", len(figure), got)
	}
}

// TestThumbnails: a list shows a line with all its marks and gaps and nothing
// else, and says the last number that is there.
func TestThumbnails(t *testing.T) {
	one := plot.Chart{ID: "c", Kind: "line", Unit: "per cent", Series: []plot.Series{seriesOf("", "2006/07 10\n2007/08 - suppressed\n2008/09 20\n2009/10 30 predicted\n2010/11 - suppressed")}}
	small := svg.Thumbnail(one)
	for want, count := range map[string]int{"<svg class=\"thumb\" aria-hidden=\"true\">": 1, "h0": 3, "<text": 0, "class=\"l s1 p\"": 1, "class=\"base\"": 1} {
		if strings.Count(small, want) != count {
			t.Errorf("%s is in it %d times, not %d:\n%s", want, strings.Count(small, want), count, small)
		}
	}
	if got := prose.Recent(one, english()); got != "30% (predicted) in 2009 to 2010" {
		t.Errorf("the last number is said as %q", got)
	}
	labelled := plot.Chart{ID: "c", Kind: "bar", Series: []plot.Series{seriesOf("", "2006/07 10|a\n2006/07 10|b\n2006/07 10|c")}}
	none := plot.Chart{ID: "c", Kind: "table", Series: []plot.Series{seriesOf("", "2006/07 - suppressed")}}
	for _, c := range []plot.Chart{labelled, none, {}} {
		if svg.Thumbnail(c) != "" || prose.Recent(c, english()) != "" {
			t.Errorf("a chart without a line has %q and says %q", svg.Thumbnail(c), prose.Recent(c, english()))
		}
	}
}

// apart says how far two numbers are apart, as the sentence does.
func apart(a, b plot.Point, unit string, w *language.Words) string {
	by := plot.Parted(plot.Difference(a.Value, b.Value))
	if unit == "per cent" {
		return w.Word("chart.unit.points", "Number", by)
	}
	return plot.WithUnit(by, unit, w)
}
