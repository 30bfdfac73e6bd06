package build

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// numbersSite is the small site with a metric of four years, a chart of it in
// a text, and a number of it in a sentence.
const numbersSite = `
-- data/sources/panel.yaml --
title: Report to the panel
publisher: Plainton Council
kind: council-report
licence: not stated
held: part
-- data/metrics/referrals.yaml --
title: Referrals
definition: Requests for services for a child.
unit: referrals
kind: flow
year: financial
source: panel
-- data/metrics/referrals.csv --
period,place,value,status,note
2006/07,plainton,2116,actual,
2007/08,plainton,1865,actual,
2008/09,plainton,3942,actual,
2009/10,plainton,1549,actual,
-- content/topics/referrals.md --
---
title: Referrals
says: [2022-02-ilacs#p1]
---

There were {figure referrals 2008/09} of them.

` + "```chart\nid: referrals\nmetric: referrals\n```\n"

// TestACellChangesWhatIsMadeFromIt changes one cell of a metric: sentence,
// prose, picture, table and files have the new number and not the old one, and
// no other page changes. The list of numbers has the line in small, and says the
// last number alone.
func TestACellChangesWhatIsMadeFromIt(t *testing.T) {
	site := siteOf(t, txtar.Parse([]byte(numbersSite)))
	site["data/site.yaml"] = file(string(site["data/site.yaml"].Data) + "formats: [html, csv, svg, png]\n")
	output := filepath.Join(t.TempDir(), "public")
	before := built(t, site, output)

	numbers := string(site["data/metrics/referrals.csv"].Data)
	site["data/metrics/referrals.csv"] = file(strings.Replace(numbers, "3942", "3777", 1))
	after := built(t, site, output)

	want := []string{
		"data/metrics/referrals.csv", "manifest.json", "metrics/index.html", "metrics/referrals/index.html",
		"metrics/referrals/referrals.png", "metrics/referrals/referrals.svg", "topics/referrals/index.html",
	}
	if changed := differing(before, after); !slices.Equal(changed, want) {
		t.Errorf("changed: %v, want %v", changed, want)
	}
	for _, name := range want {
		if filepath.Ext(name) == ".png" || name == "manifest.json" || name == "metrics/index.html" {
			continue
		}
		text, err := fs.ReadFile(os.DirFS(output), name)
		if err != nil {
			t.Fatal(err)
		}
		plain := strings.ReplaceAll(string(text), ",", "") // which people read between thousands
		if !strings.Contains(plain, "3777") || strings.Contains(plain, "3942") {
			t.Errorf("%s does not have the new number alone", name)
		}
	}
}
