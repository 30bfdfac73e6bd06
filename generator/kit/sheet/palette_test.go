package sheet

import (
	"os"
	"strconv"
	"testing"

	"plainsight/generator/kit/colour"
	"plainsight/generator/kit/plot"
)

// palettes are the colours of the theme for each setting of a reader, and
// those of pictures of a fixed size.
func palettes(t *testing.T) map[string]map[string]string {
	t.Helper()
	var source []byte
	for _, file := range colour.Files {
		text, err := os.ReadFile("../../../themes/clearprint/" + file)
		if err != nil {
			t.Fatal(err)
		}
		source = append(source, text...)
	}
	style, err := colour.Read(string(source))
	if err != nil {
		t.Fatal(err)
	}
	fixed := map[string]string{"paper": string(paper), "tint": string(paper), "ink": string(ink), "quiet": string(quiet), "rule": string(quiet)}
	for i, ink := range inks {
		fixed["series-"+strconv.Itoa(i+1)] = string(ink)
	}
	all := map[string]map[string]string{"a fixed picture": fixed}
	for _, screen := range style.Screens() {
		if all[screen.String()], err = style.Palette(screen); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// TestContrast computes the contrast of marks and words with what they touch,
// which is paper alone: marks and numbers have a rim of paper.
func TestContrast(t *testing.T) {
	for setting, colours := range palettes(t) {
		marks := map[string]float64{"ink": 7, "quiet": 7, "rule": 3}
		for i := range plot.MostLines {
			marks["series-"+strconv.Itoa(i+1)] = 3
		}
		for mark, least := range marks {
			for _, ground := range []string{"paper", "tint"} {
				if got, err := colour.Contrast(colours[mark], colours[ground]); err != nil || got < least {
					t.Errorf("%s: %s on %s has %.2f, not %.0f (%v)", setting, mark, ground, got, least, err)
				}
			}
		}
	}
}
