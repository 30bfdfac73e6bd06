package plot

import "plainsight/generator/kit/language"

// Thumbnail is a small picture of a line for lists, without words; the words
// beside it are Recent. A chart of anything but one line gives "".
func Thumbnail(c Chart) string {
	if c.Drawn() != "line" || len(c.Series) != 1 {
		return ""
	}
	v := view{series: c.Series, scale: scaleOf(c.Series), height: lineTall}
	v.takeTime(c.Series)
	v.addLine(c, 0, c.Series[0], pacesOf(c.Series))
	p := page{chart: c}
	p.add(`<svg class="thumb" aria-hidden="true">`)
	if v.scale.fromZero() {
		p.add(`<line class="base" x2="100%"`)
		p.percent("y1", 1-v.scale.part(0))
		p.percent("y2", 1-v.scale.part(0))
		p.add(`/>`)
	}
	p.strokes(v)
	p.add(`<svg viewBox="0 0 100 100" preserveAspectRatio="none"><path class="dot s1" d="`)
	for _, m := range v.marks {
		p.add("M")
		p.out = appendPart(p.out, m.x)
		p.add(" ")
		p.out = appendPart(p.out, m.y)
		p.add("h0")
	}
	p.add(`"/></svg></svg>`)
	return string(p.out)
}

// Recent says the last number of the first place of a chart, with its period
// and status; "" where there is none, or where numbers are told apart by more
// than time.
func Recent(c Chart, w *language.Words) string {
	if len(c.Series) == 0 || !c.overTime() {
		return ""
	}
	points := c.Series[0].Points
	for i := len(points) - 1; i >= 0; i-- {
		if points[i].shown() {
			return w.Word("chart.number-at", "Number", numberOf(points[i], c.Unit, w), "Period", within(points[i].Period, w))
		}
	}
	return ""
}
