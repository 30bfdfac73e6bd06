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
	style, err := os.ReadFile("../../../themes/clearprint/styles/charts.css")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for i := range plot.MostLines {
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
