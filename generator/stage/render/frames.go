package render

import (
	"fmt"
	"html"
	"html/template"
	"math"
	"regexp"
	"strings"

	"plainsight/generator/kit/language"
	"plainsight/generator/kit/svg"
	"plainsight/generator/stage/plan"
)

// The size of a frame in pixels is that of its page on a telephone, where words
// have the most lines; a table that a reader unfolds there moves within.
const (
	framedWidth = 288.0 // 320 without the edges
	framedEdges = 56
	folded      = 44 + 20 // what can be unfolded, and the room below
)

// frameCode is what another site writes to show a chart or a timeline.
func (s speaker) frameCode(assets assets, v any) (string, error) {
	frame := v.(interface{ Framed() plan.Frame }).Framed()
	title, err := s.title(frame)
	if err != nil {
		return "", err
	}
	name, height := language.Unmarked(html.UnescapeString(string(title))), framedEdges
	switch v := v.(type) {
	case plan.MetricView:
		height += s.chartHeight(assets, v.Chart)
	case plan.TimelineView:
		height += s.timelineHeight(assets, v.Timeline)
	}
	height += lined(assets, s.words.Word("frame.see", "Title", name, "Name", frame.Site.Title), 20, 32, true)
	return fmt.Sprintf(`<iframe src="%s" title="%s" width="100%%" height="%d" loading="lazy" style="border:0"></iframe>`,
		template.HTMLEscapeString(onHost(frame, frame.Root+frame.Frames)), template.HTMLEscapeString(name), (height+9)/10*10), nil
}

// lined is how high words of a size are in lines of so many pixels.
func lined(assets assets, words string, size, line float64, bold bool) int {
	const ragged = 1.12 // lines end before their end
	wide := assets.typeface.Width(language.Unmarked(words), size, bold) * ragged
	return int(math.Ceil(wide/framedWidth) * line)
}

// The heights of what is drawn, as styles/charts.css has them: a plot with its
// scale, one of several small plots, a row of bars with its name above.
const (
	plotHigh  = 255 + 130
	panelHigh = 119 + 90
	barHigh   = 72
)

func (s speaker) chartHeight(assets assets, c plan.Chart) int {
	m := s.model(c)
	height := lined(assets, m.Heading(), 24, 33, true) + lined(assets, m.Subtitle, 17, 27.2, false) + folded
	points := 0
	for _, series := range m.Series {
		points += len(series.Points)
	}
	switch drawn := m.Drawn(); {
	case drawn == "multiples":
		height += len(m.Series) * panelHigh
	case drawn != "line":
		height += points * barHigh
	default:
		height += plotHigh
	}
	for _, words := range belowPlot.FindAllStringSubmatch(svg.Draw(m, s.words), -1) {
		height += lined(assets, html.UnescapeString(anyTag.ReplaceAllString(words[1], "")), 17, 22.1, false) + 6
	}
	return height
}

// belowPlot are the words below a plot, a line or more each.
var (
	belowPlot = regexp.MustCompile(`<(?:li|p)[^>]*>(.*?)</(?:li|p)>`)
	anyTag    = regexp.MustCompile(`<[^>]*>`)
)

func (s speaker) timelineHeight(assets assets, t plan.Timeline) int {
	_, rest, _ := strings.Cut(string(s.picture(t)), ` height="`)
	var high int
	fmt.Sscanf(rest, "%d", &high)
	return high + lined(assets, s.words.Word("timeline.legend"), 17, 27.2, false) + folded + 60
}
