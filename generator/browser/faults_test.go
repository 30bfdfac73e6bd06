package browser

import (
	"slices"
	"testing"
)

// Each page in testdata/faulty has one fault, and this is the check that must
// find it, the rule that it must name and the mode in which readers meet it.
var seeded = []struct {
	page  string
	check Check
	rule  string
	mode  Mode
	doubt bool
}{
	{page: "alt", check: axe, rule: "image-alt", mode: phone},
	{page: "contrast", check: axe, rule: "color-contrast-enhanced", mode: phone},
	{page: "dark", check: axe, rule: "color-contrast", mode: Mode{Width: 320, Dark: true}},
	{page: "yellow", check: colours, rule: "color-contrast-enhanced", mode: Mode{Width: 320, Chosen: "colours=black-on-yellow"}},
	{page: "target", check: axe, rule: "target-size", mode: phone},
	{page: "target", check: targets, rule: "under 44 pixels", mode: phone},
	{page: "inline-script", check: quiet, rule: "browser error", mode: phone},
	{page: "no-policy", check: policy, rule: "no policy", mode: phone},
	{page: "lax-policy", check: policy, rule: "lax policy", mode: phone},
	{page: "other-host", check: quiet, rule: "another host", mode: phone},
	{page: "missing-file", check: quiet, rule: "browser error", mode: phone},
	{page: "console", check: quiet, rule: "console error", mode: phone},
	{page: "throws", check: quiet, rule: "script error", mode: phone},
	{page: "keeps", check: quiet, rule: "something kept", mode: phone},
	{page: "overflow", check: reflow, rule: "sideways", mode: phone},
	{page: "clipped", check: reflow, rule: "cut off", mode: phone},
	{page: "broken-number", check: reflow, rule: "broken number", mode: phone},
	{page: "spacing", check: spacing, rule: "sideways", mode: phone},
	{page: "fixed", check: zoom, rule: "does not grow", mode: Mode{Width: 640}},
	{page: "no-title", check: title, rule: "no title", mode: phone},
	{page: "two-headings", check: title, rule: "first heading", mode: phone},
	{page: "ring", check: keyboard, rule: "no focus ring", mode: phone},
	{page: "covered", check: keyboard, rule: "focus covered", mode: phone},
	{page: "trap", check: keyboard, rule: "out of reach", mode: phone},
	{page: "scripted", check: unscripted, rule: "words differ", mode: phone},
	{page: "print", check: paper, rule: "small print", mode: sheet},
	{page: "ornate", check: paper, rule: "ornate print", mode: sheet},
	{page: "sheet-small", check: sheets, rule: "small print", mode: sheet},
	{page: "sheet-number", check: sheets, rule: "no number", mode: sheet},
	{page: "sheet-title", check: sheets, rule: "no title", mode: sheet},
	{page: "sheet-title", check: sheets, rule: "no address", mode: sheet},
	{page: "sheet-alone", check: sheets, rule: "heading alone", mode: sheet},
	{page: "sheet-alone", check: sheets, rule: "half a sheet", mode: sheet, doubt: true},
	{page: "sheet-bare", check: sheets, rule: "heading over nothing", mode: sheet},
	{page: "sheet-moved", check: sheets, rule: "outside the margins", mode: sheet},
	{page: "sheet-lost", check: sheets, rule: "words lost", mode: sheet},
	{page: "sheet-slanted", check: sheets, rule: "slanted print", mode: sheet},
	{page: "no-skip", check: skip, rule: "dead skip link", mode: phone},
}

func TestSeededFaultsAreFound(t *testing.T) {
	site := serve(t, "testdata/faulty")
	for _, seed := range seeded {
		t.Run(seed.page+" "+seed.check.Name, func(t *testing.T) {
			t.Parallel()
			with(tabs, func(tab *Tab) {
				faults := look(t, tab, seed.check, site.Root+"/"+seed.page+".html", seed.mode)
				found := slices.ContainsFunc(faults, func(f Fault) bool { return f.Rule == seed.rule && f.Doubt == seed.doubt })
				if !found {
					t.Errorf("%s did not name %q; it found %v", seed.check.Name, seed.rule, faults)
				}
			})
		})
	}
}

// A check that has never been seen to find anything proves nothing.
func TestEveryCheckHasASeededFault(t *testing.T) {
	for _, check := range Checks {
		seen := false
		for _, seed := range seeded {
			seen = seen || seed.check.Name == check.Name
		}
		if !seen {
			t.Errorf("no page in testdata/faulty has a fault for %s", check.Name)
		}
	}
}
