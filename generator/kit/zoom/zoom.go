// Package zoom gives charts as options of the interactive view, which a reader
// may open beside the picture. It takes charts of package plot and is the door
// of go-echarts, of which it uses the options alone.
package zoom

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"plainsight/generator/kit/language"
	"plainsight/generator/kit/plot"
	"plainsight/generator/kit/prose"
	"plainsight/generator/kit/scene"
)

// Option gives the options of the interactive chart as JSON, for a script
// element of type application/json: signs that could end the element are
// escaped. It holds data and no code, no address and no colour; the script
// that draws it takes colours from the page. A chart that is a table alone
// gives nil.
//
// Lines stand on a time axis, at the middle of their periods; a number that is
// not there is null, so that the line has a gap. The name of each point is
// all that a reader is told of it: its period, and its number with status.
func Option(c plot.Chart, w *language.Words) ([]byte, error) {
	c = c.Placed()
	switch c.Drawn() {
	case "line", "multiples":
		return optionOf(lineOption(c, w), c, w)
	case "bar", "grouped-bar", "dot":
		return optionOf(barOption(c, w), c, w)
	}
	return nil, nil
}

// A drawable is a chart of go-echarts.
type drawable interface {
	SetGlobalOptions(...charts.GlobalOpts) *charts.RectChart
	Accept(charts.ConfigurationVisitor)
	Validate()
	JSON() map[string]any
}

// A plain visitor takes out what go-echarts writes unasked.
type plain struct {
	charts.BaseConfigurationVisitor
}

// Visit sees the options last. What all charts have alike the script knows.
func (plain) Visit(options map[string]any) {
	for _, unasked := range []string{"animation", "toolbox", "title", "color", "legend", "tooltip"} {
		delete(options, unasked)
	}
}

// optionOf writes the JSON. Without Validate the categories would be missing.
func optionOf(chart drawable, c plot.Chart, w *language.Words) ([]byte, error) {
	chart.SetGlobalOptions(
		charts.WithInitializationOpts(opts.Initialization{ChartID: c.ID}),
		charts.WithAriaOpts(&opts.Aria{Label: &opts.AriaLabel{Description: prose.Sentence(c, w)}}),
	)
	chart.Accept(plain{})
	chart.Validate()
	return json.Marshal(chart.JSON())
}

// number is a value with the digits that it was printed with, if JSON takes
// them.
func number(p plot.Point) any {
	if !p.Shown() {
		return nil
	}
	if json.Valid([]byte(p.Value.Printed)) && plot.IsNumber(p.Value.Printed) {
		return json.Number(p.Value.Printed)
	}
	return json.Number(strconv.FormatFloat(p.Value.Number, 'f', -1, 64))
}

var symbols = [plot.MostLines]string{"circle", "rect", "triangle", "diamond", "arrow"}

// symbol is the mark of a series, open where the number is uncertain.
func symbol(series int, p plot.Point) string {
	name := symbols[series%plot.MostLines]
	if p.Uncertain() {
		return "empty" + strings.ToUpper(name[:1]) + name[1:]
	}
	return name
}

func lineOption(c plot.Chart, w *language.Words) drawable {
	line := charts.NewLine()
	s := scene.ScaleOf(c.Series)
	line.SetGlobalOptions(
		charts.WithXAxisOpts(opts.XAxis{Type: "time"}),
		charts.WithYAxisOpts(opts.YAxis{Type: "value", Scale: opts.Bool(!s.FromZero())}),
	)
	paces := plot.PacesOf(plot.Filled(c.Series))
	for i, series := range plot.Filled(c.Series) {
		var data []opts.LineData
		for j, p := range series.Points {
			if j > 0 && series.Points[j-1].Shown() && p.Shown() && !plot.Joined(series.Points[j-1], p, c.Breaks, paces) {
				data = append(data, opts.LineData{Value: []any{instant(p, series.Points[j-1]), nil}})
			}
			data = append(data, opts.LineData{
				Name:   pointName(p, c.Unit, w),
				Value:  []any{instant(p, p), number(p)},
				Symbol: symbol(i, p),
			})
		}
		line.AddSeries(series.Name, data,
			charts.WithMarkLineNameXAxisItemOpts(marksOf(c, i)...))
	}
	return line
}

// pointName says a period with its number: "2006 to 2007: 423".
func pointName(p plot.Point, unit string, w *language.Words) string {
	return w.Word("chart.named", "Name", plot.Whereabouts(p, w), "Words", plot.NumberOf(p, unit, w))
}

// instant is the day in the middle of two points, as a number that the time
// axis takes: milliseconds from 1970.
func instant(a, b plot.Point) any {
	first, _ := plot.ExtentOf(a.Period.Span)
	second, _ := plot.ExtentOf(b.Period.Span)
	return milliseconds((first.Middle() + second.Middle()) / 2)
}

// milliseconds of a day number of time.go from the first of January 1970.
func milliseconds(day float64) int64 {
	const first = 719469 // of the first of January 1970
	return int64((day - first) * 24 * 60 * 60 * 1000)
}

// marksOf are the flags of the events, which stand on the first series.
func marksOf(c plot.Chart, series int) (marks []opts.MarkLineNameXAxisItem) {
	if series > 0 {
		return nil
	}
	for _, event := range c.Inside() {
		e, _ := plot.ExtentOf(event.Span)
		marks = append(marks, opts.MarkLineNameXAxisItem{Name: event.Letter, XAxis: milliseconds(e.Middle())})
	}
	return marks
}

func barOption(c plot.Chart, w *language.Words) drawable {
	bar := charts.NewBar()
	groups := c.Groups(func(p plot.Point) string { return plot.PeriodWords(p.Period, w) })
	var names []string
	for _, g := range groups {
		names = append(names, g.Name)
	}
	bar.SetXAxis(names)
	bar.SetGlobalOptions(charts.WithXAxisOpts(opts.XAxis{Type: "category"}))
	for i, series := range c.Series {
		var data []opts.BarData
		for _, g := range groups {
			one := opts.BarData{Name: g.Name}
			for _, b := range g.Bars {
				if b.Series == i {
					one = opts.BarData{Name: pointName(b.Point, c.Unit, w), Value: number(b.Point)}
				}
			}
			data = append(data, one)
		}
		bar.AddSeries(series.Name, data)
	}
	return bar
}
