package plan

import (
	"path"
	"strings"
)

// A Shown is what stands at a place that has no words of a text: a chart or
// another part of the record. Subject names what it shows by names that stay when
// words change, and Words are its own. Own tells that every page of its kind has it,
// so that it shows what the page is about; Kind is "chart" or "table" then.
type Shown struct {
	Subject, Words string
	Own            bool
	Kind           string
}

// ShownOn are the parts of the record on a page, by their places.
func ShownOn(page Page) map[string]Shown {
	shown, seen := map[string]Shown{}, page.View()
	frame := FrameOf(seen)
	for id, chart := range frame.Charts {
		shown[id] = chart.shown()
	}
	for id, embed := range frame.Embeds {
		shown[id] = embed.shown()
	}
	switch view := seen.(type) {
	case MetricView:
		shown[ChartPlace], shown["numbers"] = view.Chart.shown().own("chart"), view.Chart.shown().own("table")
	case InspectionView:
		shown["grades"] = view.Record.shown().own("table")
	}
	return shown
}

func (s Shown) own(kind string) Shown {
	s.Own, s.Kind = true, kind
	return s
}

func (c Chart) shown() Shown {
	var names []string
	for _, one := range c.Metrics {
		names = append(names, path.Base(one.Target))
	}
	return Shown{Subject: strings.Join(names, ", "), Words: strings.TrimPrefix(c.Headline+". "+c.Title, ". ")}
}

func (r Record) shown() Shown {
	var grades []string
	for _, grade := range r.Grades {
		grades = append(grades, grade.Name+" "+grade.Printed)
	}
	return Shown{Subject: r.ID, Words: strings.Join(append(grades, r.Title), ". ")}
}

func (e Embed) shown() Shown {
	switch {
	case e.Timeline != nil:
		return Shown{Subject: e.Timeline.Authority, Words: strings.Join(append([]string{e.Timeline.Authority}, e.Timeline.Lanes...), ", ")}
	case e.Grades != nil:
		return e.Grades.Record.shown()
	case e.Compare != nil:
		before, after := e.Compare.Compared.Before, e.Compare.Compared.After
		return Shown{Subject: path.Base(before.Target) + ", " + path.Base(after.Target), Words: before.Words + ". " + after.Words}
	case e.Thread != nil:
		return Shown{Subject: path.Base(e.Thread.Entry.Target), Words: e.Thread.Entry.Title}
	}
	return Shown{}
}
