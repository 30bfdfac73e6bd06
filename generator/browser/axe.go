package browser

import (
	"fmt"
	"os"
	"slices"
	"sync"
)

// axe is what a program can tell of WCAG 2.2 at level AAA, in every
// appearance of the site, and in print. Where nothing but colours has changed
// since a page was last looked at, only the rules of colours are tried again.
var axe = Check{
	Name:    "axe",
	Doc:     "axe-core finds nothing against WCAG 2.2, levels A to AAA, nor against its best practices.",
	Modes:   []Mode{phone},
	Further: slices.Concat(appearances(phone), []Mode{screen}, appearances(screen), []Mode{{Width: 700, Dark: true, Print: true}}),
	Run: func(t *Tab) ([]Fault, error) {
		moved, err := Ask[bool](t, "(() => {"+pageScript+"\nreturn moved()})()")
		if err != nil {
			return nil, err
		}
		if moved {
			return runAxe(t, "")
		}
		return runAxe(t, rulesOfColours)
	},
}

// rulesOfColours are those whose answer may be another where everything on a page
// says the same in the same place.
const rulesOfColours = `["color-contrast", "color-contrast-enhanced", "link-in-text-block"]`

// colours: what axe-core can tell of colours, in those that a reader can choose
// and no device has.
var colours = Check{
	Name: "colours",
	Doc:  "In the colours that a reader can choose, words are told from their ground as well as level AAA asks.",
	Further: []Mode{
		{Width: 320, Dark: true, Chosen: "colours=cream"},
		{Width: 1280, Contrast: true, Chosen: "colours=cream"},
		{Width: 320, Chosen: "colours=black-on-yellow"},
		{Width: 1280, Dark: true, Chosen: "colours=yellow-on-black"},
	},
	Run: func(t *Tab) ([]Fault, error) { return runAxe(t, rulesOfColours) },
}

// axeSource is read from where npm puts it, beside this file.
var axeSource = sync.OnceValues(func() (string, error) {
	source, err := os.ReadFile("node_modules/axe-core/axe.min.js")
	if err != nil {
		return "", fmt.Errorf("axe-core is missing: type npm ci --ignore-scripts in generator/browser: %w", err)
	}
	return string(source), nil
})

// Some rules, such as those of AAA, are off in axe-core until named. The rule
// hidden-content is left out: it says no more than that something is hidden.
const axeScript = `(async (only) => {
	const tags = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
	const named = axe.getRules(tags).filter((rule) => !rule.tags.includes("deprecated") &&
		rule.ruleId !== "hidden-content" && (!only || only.includes(rule.ruleId)));
	const found = await axe.run(document, {
		runOnly: {type: "rule", values: named.map((rule) => rule.ruleId)}, resultTypes: ["violations", "incomplete"],
	});
	const faults = (results, Doubt) => results.flatMap((result) => result.nodes.map((node) => ({
		Rule: result.id,
		Place: node.target.flat().join(" "),
		Words: (node.failureSummary ?? result.help).replace(/\s+/g, " ") + " (" + result.help + ")",
		Doubt,
	})));
	return {
		Rules: named.map((rule) => rule.ruleId),
		Faults: faults(found.violations, false).concat(faults(found.incomplete, true)),
	};
})(%s)`

// runAxe runs the rules in a list that is written in JavaScript, or all.
func runAxe(t *Tab, only string) ([]Fault, error) {
	source, err := axeSource()
	if err != nil {
		return nil, err
	}
	if there, err := Ask[bool](t, `window.axe?.run instanceof Function`); err != nil {
		return nil, err
	} else if !there {
		if _, err := Ask[bool](t, source+";true"); err != nil {
			return nil, err
		}
	}
	found, err := Ask[struct {
		Rules  []string
		Faults []Fault
	}](t, fmt.Sprintf(axeScript, only))
	if len(found.Rules) > len(t.rules) {
		t.rules = found.Rules
	}
	return found.Faults, err
}
