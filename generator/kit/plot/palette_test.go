package plot

import (
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"plainsight/generator/kit/picture"
)

// settings are the colours of the theme for each setting of a reader, laid
// over each other as the style does.
func settings(t *testing.T) map[string]map[string]string {
	t.Helper()
	style, err := os.ReadFile("../../../themes/clearprint/styles/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	blocks := map[string]string{}
	for _, found := range regexp.MustCompile(`(?s)(?:@media ([^{]*)\{\s*)?:root \{(.*?)\}`).FindAllStringSubmatch(string(style), -1) {
		blocks[strings.TrimSpace(found[1])] += found[2]
	}
	const dark, contrast = "(prefers-color-scheme: dark)", "(prefers-contrast: more)"
	all := map[string]map[string]string{}
	for name, layers := range map[string][]string{
		"light": {""}, "dark": {"", dark}, "light, more contrast": {"", contrast},
		"dark, more contrast": {"", dark, contrast, contrast + " and " + dark},
		"print":               {"", dark, contrast, contrast + " and " + dark, "print"},
	} {
		all[name] = map[string]string{}
		for _, layer := range layers {
			for _, token := range regexp.MustCompile(`--([a-z0-9-]+):\s*(#[0-9a-f]{6})`).FindAllStringSubmatch(blocks[layer], -1) {
				all[name][token[1]] = token[2]
			}
		}
	}
	all["a fixed picture"] = map[string]string{"paper": string(paper), "tint": string(paper), "ink": string(ink), "quiet": string(quiet), "rule": string(quiet)}
	for i, ink := range inks {
		all["a fixed picture"]["series-"+strconv.Itoa(i+1)] = string(ink)
	}
	return all
}

// luminance of a colour such as "#0b4a4f", as the guidelines define it.
func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	if len(colour) != 7 {
		t.Fatalf("%q is not a colour", colour)
	}
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		part, err := strconv.ParseUint(colour[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(part) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

// TestContrast computes the contrast of marks and words with what they touch,
// which is paper alone: marks and numbers have a rim of paper.
func TestContrast(t *testing.T) {
	for setting, colours := range settings(t) {
		marks := map[string]float64{"ink": 7, "quiet": 7, "rule": 3}
		for i := range mostLines {
			marks["series-"+strconv.Itoa(i+1)] = 3
		}
		for mark, least := range marks {
			for _, ground := range []string{"paper", "tint"} {
				one, two := luminance(t, colours[mark]), luminance(t, colours[ground])
				if got := (max(one, two) + 0.05) / (min(one, two) + 0.05); got < least {
					t.Errorf("%s: %s on %s has %.2f, not %.0f", setting, mark, ground, got, least)
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
