package render

import (
	"html/template"
	"regexp"
	"strconv"

	"plainsight/generator/domain/document"
	"plainsight/generator/domain/metric"
)

// boundNumber is where a number that is bound to a metric stands in the HTML
// of a body.
var boundNumber = regexp.MustCompile(`<data value="(\d+)"></data>`)

// withFigures is a body with its numbers in their places, each as it is said
// and as programs read it.
func (s speaker) withFigures(body []byte, figures []document.Figure) []byte {
	return boundNumber.ReplaceAllFunc(body, func(place []byte) []byte {
		index, _ := strconv.Atoi(string(boundNumber.FindSubmatch(place)[1]))
		if index >= len(figures) {
			return nil
		}
		f := figures[index]
		number, _ := strconv.ParseFloat(f.Printed, 64) // checked when the metric was read
		said := s.figure(metric.Value{Printed: f.Printed, Number: number}, f.Unit)
		return []byte(`<data value="` + template.HTMLEscapeString(f.Printed) + `">` + template.HTMLEscapeString(said) + `</data>`)
	})
}
