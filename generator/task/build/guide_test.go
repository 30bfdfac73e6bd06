package build

import (
	"maps"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/tools/txtar"

	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/link"
)

// An example of the guide is a file, or a slip in one with what is then said.
var example = regexp.MustCompile("(?ms)^\\*\\*`([^`]+)`(?:, [^`]*: `([^`]+)` → `([^`]+)`)?\\*\\*\n\n(?:````[a-z]*\n(.*?)^````$|```[a-z]*\n(.*?)^```$)")

func examples(t *testing.T) (files map[string]string, slips [][]string) {
	t.Helper()
	guide, err := os.ReadFile("../../../content/README.md")
	if err != nil {
		t.Fatal(err)
	}
	files = map[string]string{}
	for _, found := range example.FindAllStringSubmatch(string(guide), -1) {
		if found[2] != "" {
			slips = append(slips, found)
			continue
		}
		files[found[1]] = found[4] + found[5] // one of them is empty
	}
	return files, slips
}

func guided(t *testing.T, files map[string]string) fstest.MapFS {
	t.Helper()
	site := siteOf(t, &txtar.Archive{})
	for name, text := range files {
		site[name] = file(text)
	}
	return site
}

// TestTheGuideBuilds lays all examples of the guide over the small council's
// site: before the embargo nothing of them is seen, and after it all is there,
// with no problem and no warning.
func TestTheGuideBuilds(t *testing.T) {
	t.Parallel()
	files, _ := examples(t)
	if len(files) < 9 {
		t.Fatalf("only %d examples were found", len(files))
	}
	site := guided(t, files)
	before, err := Check(Options{Source: site, Now: time.Date(2026, 5, 8, 8, 29, 0, 0, time.UTC)})
	if err != nil || len(diag.Graver(before.Problems)) > 0 || before.Held.Embargoed != 7 {
		t.Errorf("before: %v, %d under embargo\n%s", err, before.Held.Embargoed, shown(diag.Graver(before.Problems)))
	}
	after, err := Check(Options{Source: site, Now: time.Date(2026, 5, 8, 8, 30, 0, 0, time.UTC)}) // 09:30 in London
	if err != nil || len(diag.Graver(after.Problems)) > 0 || after.Held.Embargoed != 0 {
		t.Errorf("after: %v\n%s", err, shown(diag.Graver(after.Problems)))
	}
	docs, _, err := decoded(Options{Source: site}, &Kept{})
	if err != nil {
		t.Fatal(err)
	}
	register, _, _ := link.Documents(docs, now, link.Preview)
	if one, found := register.Inspection("2026-03-ilacs"); !found || len(one.Judgements) != 4 {
		t.Errorf("the inspection of the guide was not read: %+v", one)
	}
}

// TestTheGuideTellsTheTruth makes each slip of the guide, and looks for the
// words that it promises.
func TestTheGuideTellsTheTruth(t *testing.T) {
	t.Parallel()
	files, slips := examples(t)
	if len(slips) < 3 {
		t.Fatalf("only %d slips were found", len(slips))
	}
	for _, slip := range slips {
		broken := maps.Clone(files)
		if !strings.Contains(broken[slip[1]], slip[2]) {
			t.Errorf("%s does not say %q", slip[1], slip[2])
		}
		broken[slip[1]] = strings.Replace(broken[slip[1]], slip[2], slip[3], 1)
		result, err := Check(Options{Source: guided(t, broken), Now: now})
		if err != nil {
			t.Fatal(err)
		}
		if said := shown(result.Problems); !strings.Contains(said, strings.TrimSpace(slip[5])) {
			t.Errorf("%s gives\n%s\nand the guide promises\n%s", slip[3], said, slip[5])
		}
	}
}
