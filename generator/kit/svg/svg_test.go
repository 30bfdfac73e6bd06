package svg

import (
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"plainsight/generator/kit/plot"
)

// TestSeriesDifferWithoutColour compares what tells the series apart in print:
// no two have the same dash or the same mark.
func TestSeriesDifferWithoutColour(t *testing.T) {
	var style string
	for _, file := range []string{"charts.css", "plots.css"} {
		text, err := os.ReadFile("../../../themes/clearprint/styles/" + file)
		if err != nil {
			t.Fatal(err)
		}
		style += string(text)
	}
	seen := map[string]bool{}
	for i := range plot.MostLines {
		rule := regexp.MustCompile(`\.s` + strconv.Itoa(i+1) + ` \{([^}]*)\}`).FindStringSubmatch(style)
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
