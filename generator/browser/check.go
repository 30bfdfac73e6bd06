package browser

import (
	_ "embed"
	"fmt"
	"slices"
)

// A Fault is something on a page that a reader would stumble over.
type Fault struct {
	Rule  string // what was broken, in a word or two
	Place string // where: a selector or an address
	Words string // what is wrong and, where known, what would be right
	// Doubt marks what a program cannot decide: a person has to look.
	Doubt bool
}

// String is the fault in one line.
func (f Fault) String() string {
	return fmt.Sprintf("%s: %s: %s", f.Rule, f.Place, f.Words)
}

// A Check looks for one family of faults.
type Check struct {
	Name string
	Doc  string // what the reader is promised
	// Modes are those in which it looks at every page, Typical those in which
	// it looks at the first and the largest page of each kind, and Further those
	// in which it looks at the first.
	Modes, Typical, Further []Mode
	// Disturbs is set where the page is not as it was after the check, and Loads
	// where it looks for what happens as a page is opened in the mode.
	Disturbs, Loads bool
	// Run looks at the page that is open in the tab.
	Run func(*Tab) ([]Fault, error)
}

// Checks is every check, in the order in which they run.
var Checks = []Check{
	axe,
	colours,
	keyboard,
	paper,
	policy,
	quiet,
	reflow,
	sheets,
	skip,
	spacing,
	targets,
	title,
	unscripted,
	zoom,
}

var (
	phone  = Mode{Width: 320}
	screen = Mode{Width: 1280}
	// zoomed is a screen of 1280 by 1024 at 400 %.
	zoomed = Mode{Width: 320, Zoomed: true}
	// sheet is as wide as A4 between its margins.
	sheet = Mode{Width: 642, Print: true}
)

// appearances are the settings of screens that the theme answers to.
func appearances(base Mode) []Mode {
	dark, contrast, darkContrast, forced, darkForced := base, base, base, base, base
	dark.Dark = true
	contrast.Contrast = true
	darkContrast.Dark, darkContrast.Contrast = true, true
	forced.Forced = true
	darkForced.Dark, darkForced.Forced = true, true
	return []Mode{dark, contrast, darkContrast, forced, darkForced}
}

// widest are the choices of a reader that need most room, on screens that have
// little of it, and on those where a page changes its form.
var widest = []Mode{
	{Width: 320, Chosen: "size=giant+spacing=wide+typeface=own"},
	{Width: 768, Chosen: "size=giant+spacing=wide+typeface=serif"},
	{Width: 1280, Chosen: "size=giant"},
}

//go:embed page.js
var pageScript string

// faults evaluates an expression that gives a list of faults; page.js is at
// hand in it.
func (t *Tab) faults(expression string) ([]Fault, error) {
	return Ask[[]Fault](t, "(() => {"+pageScript+"\nreturn "+expression+"})()")
}

// title: a page can be found again among open tabs and in a list of results.
var title = Check{
	Name:  "title",
	Doc:   "The page has a title and one first heading.",
	Modes: []Mode{phone},
	Run:   func(t *Tab) ([]Fault, error) { return t.faults(`untitled()`) },
}

var reflow = Check{
	Name:    "reflow",
	Doc:     "On a screen of 320 pixels, or of 1280 at 400 %, nothing has to be scrolled sideways, nothing is cut off and no number of a table is broken.",
	Modes:   []Mode{phone},
	Further: slices.Concat([]Mode{screen, zoomed, {Width: 320, NoScript: true}}, widest),
	Run:     func(t *Tab) ([]Fault, error) { return t.faults(`overflow()`) },
}

// targets: axe demands 24 pixels, as level AA does; this is level AAA.
var targets = Check{
	Name:    "targets",
	Doc:     "What is there to be tapped is 44 pixels high and wide, unless it stands in a sentence or a larger link leads to the same place.",
	Modes:   []Mode{phone},
	Further: []Mode{screen},
	Run:     func(t *Tab) ([]Fault, error) { return t.faults(`tiny(44)`) },
}

var spacing = Check{
	Name:     "spacing",
	Doc:      "With letters, words, lines and paragraphs set wide (WCAG 1.4.12) nothing is cut off.",
	Modes:    []Mode{phone},
	Further:  []Mode{screen},
	Disturbs: true,
	Run:      func(t *Tab) ([]Fault, error) { return t.faults(`spaced()`) },
}

var zoom = Check{
	Name:     "zoom",
	Doc:      "With text at 200 % all text is twice as large and nothing is cut off.",
	Typical:  []Mode{{Width: 640}},
	Further:  []Mode{screen},
	Disturbs: true,
	Run:      func(t *Tab) ([]Fault, error) { return t.faults(`enlarged()`) },
}

var policy = Check{
	Name:  "policy",
	Doc:   "The content security policy of the page allows this site only, and nothing written in line.",
	Modes: []Mode{phone},
	Run:   func(t *Tab) ([]Fault, error) { return t.faults(`lax()`) },
}

// quiet: a reader's visit is known to nobody but the host of the site, and a
// policy that blocks something shows as an error here.
var quiet = Check{
	Name:    "quiet",
	Doc:     "The page asks no other host for anything, keeps nothing but a reader's choices, and the browser has nothing to complain about.",
	Modes:   []Mode{phone},
	Further: []Mode{{Width: 1280, Dark: true}},
	Loads:   true,
	Run:     (*Tab).complaints,
}

var unscripted = Check{
	Name:     "unscripted",
	Doc:      "Without scripts the main part of the page has the same words.",
	Typical:  []Mode{phone},
	Disturbs: true,
	Run:      sameWords,
}

func sameWords(t *Tab) ([]Fault, error) {
	const words = "(() => {" + "%s" + "\nreturn words()})()"
	script := fmt.Sprintf(words, pageScript)
	scripted, err := Ask[[]string](t, script)
	if err != nil {
		return nil, err
	}
	without := t.mode
	without.NoScript = true
	if err := t.Open(t.address, without); err != nil {
		return nil, err
	}
	plain, err := Ask[[]string](t, script)
	if err != nil {
		return nil, err
	}
	if place, one, other, differ := firstDifference(scripted, plain); differ {
		return []Fault{{Rule: "words differ", Place: place,
			Words: fmt.Sprintf("with scripts “%s”, without “%s”", one, other)}}, nil
	}
	return nil, nil
}

func firstDifference(scripted, plain []string) (place, one, other string, differ bool) {
	at := func(list []string, i int) string {
		if i < len(list) {
			return list[i]
		}
		return ""
	}
	for i := range max(len(scripted), len(plain)) {
		if one, other := at(scripted, i), at(plain, i); one != other {
			return fmt.Sprintf("text %d of main", i+1), one, other, true
		}
	}
	return "", "", "", false
}

var paper = Check{
	Name:    "paper",
	Doc:     "Printed text is 16 pt or larger, in large print 18 and in giant print 24, and plain: upright, left-aligned, in small letters, and not underlined in editions.",
	Further: []Mode{sheet},
	Run:     func(t *Tab) ([]Fault, error) { return t.faults(`small().concat(ornate())`) },
}
