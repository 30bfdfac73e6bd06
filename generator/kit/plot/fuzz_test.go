package plot_test

import (
	"encoding/json"
	"math"
	"regexp"
	"strings"
	"testing"
	"time"

	"plainsight/generator/domain/date"
	"plainsight/generator/domain/metric"
	"plainsight/generator/kit/picture"
	"plainsight/generator/kit/plot"
	"plainsight/generator/kit/prose"
	"plainsight/generator/kit/sheet"
	"plainsight/generator/kit/svg"
	"plainsight/generator/kit/table"
	"plainsight/generator/kit/zoom"
)

// A seed is bytes that a chart is made of.
type seed struct{ bytes []byte }

func (s *seed) next() int {
	if len(s.bytes) == 0 {
		return 0
	}
	b := s.bytes[0]
	s.bytes = s.bytes[1:]
	return int(b)
}

// words takes a few letters, whatever they are.
func (s *seed) words() string {
	n := min(s.next()%24, len(s.bytes))
	taken := string(s.bytes[:n])
	s.bytes = s.bytes[n:]
	return taken
}

func (s *seed) period() metric.Period {
	year := 1990 + s.next()%60
	first := date.Of(year, time.Month(s.next()%14), s.next()%33)
	last := first
	switch s.next() % 4 {
	case 0:
		last = date.Of(last.Year()+s.next()%3, last.Month(), last.Day())
	case 1:
		first, last = date.Of(year, 4, 1), date.Of(year+1, 3, 31)
		return metric.Period{Printed: "p", Years: true, Span: date.Span{First: first, Last: last}}
	case 2:
		last = date.Of(s.next()*s.next(), 0, 0)
	}
	return metric.Period{Printed: s.words(), Span: date.Span{First: first, Last: last}}
}

func (s *seed) value() metric.Value {
	number := (float64(s.next()) - 100) * math.Pow(10, float64(s.next()%12)-5)
	switch s.next() % 12 {
	case 0:
		number = math.NaN()
	case 1:
		number = math.Inf(1)
	case 2:
		return metric.Value{}
	case 3:
		return metric.Value{Printed: s.words(), Number: number}
	}
	return metric.Value{Printed: strings.TrimSpace(json.Number(jsonNumber(number)).String()), Number: number}
}

func jsonNumber(number float64) string {
	written, err := json.Marshal(number)
	if err != nil {
		return "0"
	}
	return string(written)
}

func (s *seed) chart() plot.Chart {
	all := append(append([]string{"", "odd"}, metric.Statuses...), metric.Reasons...)
	c := plot.Chart{
		ID: s.words(), Kind: plot.Kinds[s.next()%len(plot.Kinds)], Headline: s.words(), Title: s.words(), Subtitle: s.words(),
		Unit: []string{"pounds", "per cent", "ratio", "per 10,000", "cases", ""}[s.next()%6], Source: s.words(),
	}
	for range s.next() % 7 {
		series := plot.Series{Name: s.words()}
		for range s.next() % 12 {
			point := plot.Point{Period: s.period(), Value: s.value(), Status: all[s.next()%len(all)]}
			if s.next()%3 == 0 {
				point.Label = s.words()
			}
			series.Points = append(series.Points, point)
		}
		c.Series = append(c.Series, series)
	}
	for range s.next() % 4 {
		c.Events = append(c.Events, plot.Event{Span: s.period().Span, Letter: s.words(), Words: s.words()})
		c.Breaks = append(c.Breaks, plot.Break{At: s.period(), Why: s.words()})
	}
	return c
}

var notANumber = regexp.MustCompile(`="[^"]*(NaN|Inf)`)

// sixYears is the bytes of a chart of a kind with three series of six years.
func sixYears(kind int) []byte {
	words := func(s string) []byte { return append([]byte{byte(len(s))}, s...) }
	out := append(words("c"), byte(kind))
	for _, word := range []string{"Headline", "Title", "Subtitle"} {
		out = append(out, words(word)...)
	}
	out = append(append(out, 1), words("Source")...)
	out = append(out, 3)
	for series := range 3 {
		out = append(append(out, words("Place")...), 6)
		for year := range 6 {
			out = append(out, byte(10+year), 3, 1, 1)                            // a financial year
			out = append(out, byte(100+10*year+series), 5, 4, byte(2+year%7), 1) // a number, its status, no label
		}
	}
	out = append(out, 1, 12, 3, 1, 1)
	out = append(append(out, words("A")...), words("A visit")...)
	return append(append(out, 13, 3, 1, 1), words("Why")...)
}

func FuzzChart(f *testing.F) {
	for kind := range plot.Kinds {
		f.Add(sixYears(kind))
	}
	f.Add([]byte("a chart of some letters, which are as good as any other letters to begin with"))
	f.Add([]byte(strings.Repeat("\x05ab<&>\x02\x11\x30\x07\x04\x19\x01\x60\x09\x05\x02", 30)))
	w := english()
	f.Fuzz(func(t *testing.T, bytes []byte) {
		s := seed{bytes}
		c := s.chart()
		prose.Sentence(c, w)
		table.Of(c, w)
		if size, file := table.Size(c), table.CSV(c); size != len(file) {
			t.Fatalf("a file of %d bytes is said to have %d", len(file), size)
		}
		option, err := zoom.Option(c, w)
		if err != nil || option != nil && !json.Valid(option) {
			t.Fatal(err, string(option))
		}
		svg := svg.Draw(c, w)
		// A name that says NaN is a name, and no number that went wrong.
		if !notANumber.MatchString(picture.Escape(c.ID)) && notANumber.MatchString(svg) {
			t.Fatal("not a number in\n" + svg)
		}
		for _, e := range elements(t, svg) {
			inPlot(t, e)
		}
		if c.Drawn() != "table" {
			onSheet(t, sheet.Drawing(c, nil, w))
		}
	})
}

// inPlot fails a test where something is placed outside of the plot.
func inPlot(t *testing.T, e element) {
	t.Helper()
	for _, name := range []string{"x", "y", "x1", "x2", "y1", "y2"} {
		written, isPart := strings.CutSuffix(e.attributes[name], "%")
		var part float64
		if isPart && json.Unmarshal([]byte(written), &part) != nil || part < 0 || part > 100 {
			t.Fatalf("%s of %+v lies outside", name, e)
		}
	}
}

// onSheet fails a test where words leave the paper.
func onSheet(t *testing.T, d picture.Drawing) {
	t.Helper()
	var typeface *picture.Typeface
	for _, text := range d.Texts {
		wide := typeface.Width(text.Words, text.Size, text.Bold)
		left := text.X - []float64{0, 0.5, 1}[text.Anchor]*wide
		if left < -1 || left+wide > float64(d.Width)+1 || text.Y-text.Size < -1 || text.Y > float64(d.Height) {
			t.Fatalf("%q stands at %.0f to %.0f, %.0f of %d by %d", text.Words, left, left+wide, text.Y, d.Width, d.Height)
		}
	}
}
