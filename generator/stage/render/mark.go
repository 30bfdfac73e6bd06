package render

import (
	"fmt"
	"html/template"
	"strings"
)

// The mark of a grade is a row of steps, each a square in a grid of pixels.
const (
	stepSize = 16
	stepGap  = 7
)

// mark draws the place of a grade on its scale: as many steps as the scale
// has, filled from the left, all of them for the best grade. It says what the
// word beside it says, so it is hidden from screen readers. Where a scale is
// not ordered there is no place and no mark.
func mark(step, steps int) template.HTML {
	if steps < 1 || step < 1 || step > steps {
		return ""
	}
	var drawn strings.Builder
	open(&drawn, "mark", steps)
	filled := steps - step + 1
	for i := range steps {
		switch i {
		case 0:
			drawn.WriteString(`<path class="filled" d="`)
		case filled:
			drawn.WriteString(`"/><path class="empty" d="`)
		}
		drawn.WriteString(box(1+i*(stepSize+stepGap), 1, stepSize, stepSize))
	}
	drawn.WriteString(`"/></svg>`)
	return template.HTML(drawn.String()) // numbers alone
}

// noMark is the open dashed mark of an area that was not judged, as wide as a
// scale of four.
func noMark() template.HTML {
	var drawn strings.Builder
	open(&drawn, "mark", 4)
	fmt.Fprintf(&drawn, `<rect class="none" x="1" y="1" width="%d" height="%d"/></svg>`, 4*stepSize+3*stepGap, stepSize)
	return template.HTML(drawn.String()) // numbers alone
}

func open(drawn *strings.Builder, class string, steps int) {
	width, height := steps*(stepSize+stepGap)-stepGap+2, stepSize+2
	fmt.Fprintf(drawn, `<svg class="%s" aria-hidden="true" focusable="false" width="%d" height="%d" viewBox="0 0 %d %d">`,
		class, width, height, width, height)
}
