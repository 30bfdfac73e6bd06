package render

import "html/template"

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
	switch {
	case step < 1 || step > steps:
		return ""
	case steps < len(marks):
		return marks[steps][step]
	}
	return drawnMark(step, steps)
}

// marks are those of scales as short as most are.
var marks = func() (all [8][8]template.HTML) {
	for steps := range all {
		for step := 1; step <= steps; step++ {
			all[steps][step] = drawnMark(step, steps)
		}
	}
	return all
}()

func drawnMark(step, steps int) template.HTML {
	drawn := open(steps)
	filled := steps - step + 1
	for i := range steps {
		switch i {
		case 0:
			drawn = append(drawn, `<path class="filled" d="`...)
		case filled:
			drawn = append(drawn, `"/><path class="empty" d="`...)
		}
		drawn = box(drawn, 1+i*(stepSize+stepGap), 1, stepSize, stepSize)
	}
	return template.HTML(append(drawn, `"/></svg>`...)) // numbers alone
}

// noMark is the open dashed mark of an area that was not judged, as wide as a
// scale of four.
func noMark() template.HTML {
	return template.HTML(written(open(4), `<rect class="none" x="1" y="1" width="%d" height="%d"/></svg>`, 4*stepSize+3*stepGap, stepSize)) // numbers alone
}

func open(steps int) []byte {
	width, height := steps*(stepSize+stepGap)-stepGap+2, stepSize+2
	return written(nil, `<svg class="mark" aria-hidden="true" width="%d" height="%d" viewBox="0 0 %d %d">`, width, height, width, height)
}
