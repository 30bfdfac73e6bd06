package build

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"plainsight/generator/kit/diag"
)

// TestACheckTellsTheReadingAge checks the small site with a page that is hard
// to read: the check tells the age and the text, strict or not, and publishes
// all the same.
func TestACheckTellsTheReadingAge(t *testing.T) {
	t.Parallel()
	hard := strings.Repeat("Comprehensive consideration of individual circumstances demonstrates prioritisation. ", 20)
	site := siteOf(t, txtar.Parse([]byte("-- content/pages/hard.md --\n---\ntitle: Hard\n---\n\n"+hard+"\n")))
	result, err := Check(Options{Source: site, Now: now, Strict: true})
	if err != nil || len(result.Problems) != 1 || result.Problems[0].Code != "hard-to-read" || diag.Stop(result.Problems, true) {
		t.Fatalf("%v %s", err, shown(result.Problems))
	}
	var said strings.Builder
	result.Checked(&said, time.Second)
	for _, want := range []string{"Our own words: reading age ", "the aim is 9.", "To read again: 1 place, shown above.\n"} {
		if !strings.Contains(said.String(), want) {
			t.Errorf("the summary has no %q:\n%s", want, said.String())
		}
	}
}

// TestOtherLanguagesHaveNoReadingAge: the formula was made for English.
func TestOtherLanguagesHaveNoReadingAge(t *testing.T) {
	site := siteOf(t, &txtar.Archive{})
	site["data/site.yaml"] = file(strings.Replace(string(site["data/site.yaml"].Data), "en-GB", "cy", 1))
	site["themes/clearprint/languages/cy.yaml"] = site["themes/clearprint/languages/en.yaml"]
	result, err := Check(Options{Source: site, Now: now})
	if err != nil || result.Reading.Words != 0 {
		t.Errorf("%v, %d words were counted", err, result.Reading.Words)
	}
}

// TestWhySmallNumbersArePublished shows a decision at each build, whether or
// not anything else is to be said, and none that is held back.
func TestWhySmallNumbersArePublished(t *testing.T) {
	t.Parallel()
	site := siteOf(t, &txtar.Archive{})
	metric := "title: Young people\ndefinition: Who stayed.\nunit: young people\nkind: stock\nyear: calendar\nsource: ofsted-2022\n" +
		"disclosure: The council said it at a public meeting.\n"
	numbers := "period,place,value,status,note\n2021,plainton,5,actual,\n"
	site["data/metrics/stayed.yaml"], site["data/metrics/stayed.csv"] = file(metric), file(numbers)
	site["data/metrics/later.yaml"], site["data/metrics/later.csv"] = file(metric+"draft: true\n"), file(numbers)
	result, _ := checked(t, site)
	if len(result.Problems) > 0 {
		t.Error(shown(result.Problems))
	}
	var checked, built bytes.Buffer
	result.Checked(&checked, time.Second)
	result.Summary(&built, "public", time.Second)
	const want = "Small numbers published on purpose: 1 metric.\n  data/metrics/stayed.yaml: The council said it at a public meeting.\n"
	for _, said := range []string{checked.String(), built.String()} {
		if !strings.Contains(said, want) || strings.Contains(said, "later") {
			t.Errorf("%s does not say %q, or says more", said, want)
		}
	}
}
