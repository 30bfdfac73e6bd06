package sheet

import (
	"testing"

	"plainsight/generator/domain/metric"
	"plainsight/generator/kit/language"
	"plainsight/generator/kit/picture"
	"plainsight/generator/kit/plot"
)

// TestWordsStayInTheFile: an SVG file is shown in the letters that a machine
// has, and some are much wider than those by which it was laid out.
func TestWordsStayInTheFile(t *testing.T) {
	const long = "The number of children and of young people who left the care of the council rose and fell and rose"
	period, err := metric.ParsePeriod("2010/11", "financial")
	if err != nil {
		t.Fatal(err)
	}
	c := plot.Chart{ID: "c", Kind: "bar", Headline: long, Title: "T", Subtitle: long + " and " + long, Unit: "pounds", Source: long + " " + long}
	for _, label := range []string{"children made the subject of a child protection plan", "child protection investigations", "a"} {
		point := plot.Point{Period: period, Label: label, Value: metric.Value{Printed: "1234567", Number: 1234567}, Status: "predicted"}
		if len(c.Series) == 0 {
			c.Series = []plot.Series{{Name: "Merton"}}
		}
		c.Series[0].Points = append(c.Series[0].Points, point)
	}
	words, err := language.New("en-GB", nil)
	if err != nil {
		t.Fatal(err)
	}
	drawing := Drawing(c, nil, words)
	var typeface *picture.Typeface
	lines := 0
	for _, text := range drawing.Texts {
		wide := typeface.Width(text.Words, text.Size, text.Bold) * roomier
		switch {
		case text.Anchor == picture.Start && text.X+wide > sheetWidth-edge+1:
			t.Errorf("%q may run over the edge", text.Words)
		case text.Anchor == picture.End && text.X-wide < 0:
			t.Errorf("%q may begin before the edge", text.Words)
		}
		lines++
	}
	if lines < 10 {
		t.Errorf("only %d lines were read", lines)
	}
}
