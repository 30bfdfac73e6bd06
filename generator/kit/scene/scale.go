package scene

import (
	"math"
	"strconv"

	"plainsight/generator/domain/metric"
	"plainsight/generator/kit/plot"
)

// A Scale is what the height or the length of a picture stands for.
type Scale struct {
	low, high float64
	Ticks     []metric.Value
}

// Part is the place of a number on the scale, from 0 to 1.
func (s Scale) Part(number float64) float64 {
	return min(max((number-s.low)/(s.high-s.low), 0), 1)
}

// FromZero tells whether the scale holds zero.
func (s Scale) FromZero() bool { return s.low <= 0 && s.high >= 0 }

// headroom is the part of a scale that is left free above its greatest number,
// so that the number can be written there, and below the smallest of a scale
// that does not begin at zero.
const headroom = 0.1

// ScaleOf chooses a scale for the numbers of a chart, with ticks at round
// numbers. It begins at zero unless the numbers all lie in the upper third
// of it.
func ScaleOf(all []plot.Series) Scale {
	low, high := bounds(all)
	if low <= 0 || low < high*2/3 || low == high {
		low, high = min(low, 0), max(high, 0)
	}
	if low == high {
		high = low + 1
	}
	foot := low
	if low > 0 {
		foot = max(low-(high-low)*headroom, 0)
	}
	s := ticked(foot, high)
	s.high = max(s.high, high+(high-low)*headroom)
	return s
}

// RowScale is the scale of bars and dots: it begins at zero, always, and ends
// at the greatest number.
func RowScale(all []plot.Series) Scale {
	low, high := bounds(all)
	s := Scale{low: min(low, 0), high: max(high, 0)}
	if s.low == s.high {
		s.high = 1
	}
	return s
}

// bounds are the smallest and the greatest number.
func bounds(all []plot.Series) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, series := range all {
		for _, point := range series.Points {
			if point.Shown() {
				low, high = min(low, point.Value.Number), max(high, point.Value.Number)
			}
		}
	}
	if low > high {
		return 0, 0
	}
	return low, high
}

// ticked rounds a scale out to ticks, four to six of them.
func ticked(low, high float64) Scale {
	rough := (high - low) / 4
	power := math.Pow(10, math.Floor(math.Log10(rough)))
	step := 10 * power
	for _, factor := range []float64{1, 2, 2.5, 5} {
		if factor*power >= rough {
			step = factor * power
			break
		}
	}
	s := Scale{low: math.Floor(low/step+1e-9) * step, high: math.Ceil(high/step-1e-9) * step}
	digits := max(0, -int(math.Floor(math.Log10(step)+1e-9)))
	if step == 2.5*power {
		digits = max(0, 1-int(math.Round(math.Log10(power))))
	}
	for i := 0; i < 9; i++ {
		number := s.low + float64(i)*step
		if number > s.high+step/2 {
			break
		}
		printed := strconv.FormatFloat(number, 'f', digits, 64)
		if number == 0 {
			printed = "0"
		}
		s.Ticks = append(s.Ticks, metric.Value{Printed: printed, Number: number})
	}
	return s
}
