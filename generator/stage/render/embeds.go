package render

import (
	"html/template"
	"strings"

	"plainsight/generator/stage/plan"
)

// embedName is the part of a theme that shows a chart in the midst of a text.
const embedName = "embed"

// embeds draws the charts that stand in texts. Texts are written by appends,
// and charts by a template of their own, so it is known only when all
// templates are.
type embeds struct{ chart *template.Template }

// take finds the template among the parts. It has them for itself, since a
// template that was used cannot be copied any more.
func (e *embeds) take(base *template.Template) error {
	own, err := base.Clone()
	if err != nil {
		return err
	}
	e.chart = own.Lookup(embedName)
	return nil
}

// drawn gives each chart as HTML, by its anchor.
func (e *embeds) drawn(charts map[string]plan.Chart) (map[string]string, error) {
	done := map[string]string{}
	if e.chart == nil {
		return done, nil
	}
	for id, chart := range charts {
		var out strings.Builder
		if err := e.chart.Execute(&out, chart); err != nil {
			return nil, err
		}
		done[id] = out.String()
	}
	return done, nil
}
