package render

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
)

// physical are properties that name a side of the page instead of the start
// or the end of a line.
var physical = regexp.MustCompile(`(?m)(^|[{;\s])((margin|padding|border)-(left|right)[\w-]*|left|right|float: (left|right)|text-align: (left|right)|border-(top|bottom)-(left|right)-radius|(margin|padding|inset): [^\s;]+ [^\s;]+ [^\s;]+ [^\s;]+)\s*[:;]`)

// meant are the places where a side is meant: the margins of a sheet, and
// pictures over time, which run from left to right in every language.
var meant = regexp.MustCompile(`(?s)@page[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|\.plot \{[^}]*\}|/\*.*?\*/`)

// TestStylesSpeakOfStartAndEnd keeps the pages ready to be written from right
// to left.
func TestStylesSpeakOfStartAndEnd(t *testing.T) {
	styles, err := fs.Glob(clearprint, "styles/*.css")
	if err != nil || len(styles) < 10 {
		t.Fatal(styles, err)
	}
	for _, name := range styles {
		source, err := fs.ReadFile(clearprint, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range physical.FindAllString(meant.ReplaceAllString(string(source), ""), -1) {
			sides := strings.Fields(strings.Trim(found, "{; \n"))
			if len(sides) == 5 && sides[2] == strings.TrimSuffix(sides[4], ";") {
				continue // the same on both sides
			}
			t.Errorf("%s speaks of a side: %q", name, strings.TrimSpace(found))
		}
	}
	for _, wrong := range []string{"a { margin-left: 1rem; }", "a { padding: 0 1rem 0 0; }", "a { text-align: right; }", "a { float: left; }", "a{left: 0;}"} {
		if !physical.MatchString(wrong) {
			t.Errorf("%s is let pass", wrong)
		}
	}
}
