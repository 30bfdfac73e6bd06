package plot

import (
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"plainsight/generator/kit/colour"
	"plainsight/generator/kit/picture"
)

// palettes are the colours of the theme for each setting of a reader, and
// those of pictures of a fixed size.
func palettes(t *testing.T) map[string]map[string]string {
	t.Helper()
	source, err := os.ReadFile("../../../themes/clearprint/styles/tokens.css")
	if err != nil {
		t.Fatal(err)
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
		for i := range mostLines {
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

// TestSeriesDifferWithoutColour compares what tells the series apart in print:
// no two have the same dash or the same mark.
func TestSeriesDifferWithoutColour(t *testing.T) {
	style, err := os.ReadFile("../../../themes/clearprint/styles/charts.css")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for i := range mostLines {
		rule := regexp.MustCompile(`\.s` + strconv.Itoa(i+1) + ` \{([^}]*)\}`).FindStringSubmatch(string(style))
		if rule == nil {
			t.Fatalf("series %d has no style", i+1)
		}
		_, dash, _ := strings.Cut(rule[1], "stroke-dasharray:")
		if seen[dash] || seen[shapes[i]] {
			t.Errorf("series %d looks like another", i+1)
		}
		seen[dash], seen[shapes[i]] = true, true
	}
}

var face *picture.Typeface // the Go fonts

// TestWidthsAreEnough compares the widths that words are given with those of
// the fonts.
func TestWidthsAreEnough(t *testing.T) {
	c := drawingOf(sixByThree(t), nil, english())
	for _, text := range c.Texts {
		if text.Size != letter || text.Bold {
			continue
		}
		if real := face.Width(text.Words, 1000, false) / 1000; real > width(text.Words)*1.04 {
			t.Errorf("%q is %.2f em long, and %.2f are given to it", text.Words, real, width(text.Words))
		}
	}
	for _, words := range []string{"WWWWWW", "MOMENT", "Æ—…", "\x15\x15", "mmm%%%", "漢字", "aeonou", "0123456789"} {
		if real := face.Width(words, 1000, false) / 1000; real > width(words)*1.04 {
			t.Errorf("%q is %.2f em long, and %.2f are given to it", words, real, width(words))
		}
	}
}
