package sheet

import (
	"plainsight/generator/kit/picture"
	"plainsight/generator/kit/plot"
)

// Inks of pictures of a fixed size, which lie on white paper and are printed
// in grey too: lines differ by dash and mark, and in their darkness. Those of
// pages are in the theme.
const (
	paper picture.Ink = "#ffffff"
	ink   picture.Ink = "#15191e"
	quiet picture.Ink = "#3b4148"
	hair  picture.Ink = "#d6d3ca"
)

var inks = [plot.MostLines]picture.Ink{"#0b4a4f", "#b34a12", "#5c1f7a", "#0a64a4", "#6b5f00"}

// dashes are those of the series, in pixels; a prediction has its own.
var (
	dashes    = [plot.MostLines][]float64{nil, {28, 10}, {14, 8}, {28, 8, 6, 8}, {20, 6, 6, 6, 6, 6}}
	predicted = []float64{5, 9}
)
