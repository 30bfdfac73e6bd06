package svg

import (
	"plainsight/generator/kit/plot"
	"plainsight/generator/kit/scene"
)

// Thumbnail is a small picture of a line for lists, without words; the words
// beside it are Recent. A chart of anything but one line gives "".
func Thumbnail(c plot.Chart) string {
	if c.Drawn() != "line" || len(c.Series) != 1 {
		return ""
	}
	v := scene.Line(c, scene.LineTall)
	p := page{chart: c}
	p.add(`<svg class="thumb" aria-hidden="true">`)
	if v.Scale.FromZero() {
		p.add(`<line class="base" x2="100%"`)
		p.percent("y1", 1-v.Scale.Part(0))
		p.percent("y2", 1-v.Scale.Part(0))
		p.add(`/>`)
	}
	p.strokes(v)
	p.add(`<svg viewBox="0 0 100 100" preserveAspectRatio="none"><path class="dot s1" d="`)
	for _, m := range v.Marks {
		p.add("M")
		p.out = appendPart(p.out, m.X)
		p.add(" ")
		p.out = appendPart(p.out, m.Y)
		p.add("h0")
	}
	p.add(`"/></svg></svg>`)
	return string(p.out)
}
