package audit

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"plainsight/generator/kit/colour"
	"plainsight/generator/kit/diag"
)

var contrast = diag.Code{
	ID: "contrast", Severity: diag.Error, Title: "A colour is hard to tell from its ground",
	Text: "The contrast of every colour for words with every ground is at least 7 to 1, and that of every line or shape at least 3 " +
		"to 1, in each setting: light, dark, more contrast, the colours that a reader can choose, paper. The colours have names " +
		"in styles/tokens.css of the theme, those that can be chosen in styles/chosen.css, those of paper in styles/paper.css; the " +
		"other styles use these names, so that nothing is left out. A rule that gives its " +
		"words a ground of their own names both. --hair and --band only adorn, and may be faint.",
	Example: "--quiet: #3b4148;\n…\n.note { color: var(--quiet); }",
}

// The contrasts that WCAG asks for, of words at level AAA.
const (
	ofWords = 7
	ofMarks = 3
)

// tokensFile is that of the colours that every page has.
var tokensFile = colour.Files[0]

// adorning are colours that say nothing.
var adorning = setOf("hair band")

// coloursTold computes the contrast of what the styles of the theme paint.
func coloursTold(s *site, report func(finding)) {
	if s.theme == nil {
		return
	}
	var all string
	for _, file := range colour.Files {
		text, err := fs.ReadFile(s.theme, file)
		if err != nil && file == tokensFile {
			report(finding{place: s.style(file, 0), address: file, wrong: "the theme names no colours", try: "Write its colours into this file.", pages: 1})
			return
		}
		if _, err := colour.Read(string(text)); err != nil {
			report(finding{place: s.style(file, 0), address: file, wrong: "the colours cannot be read: " + err.Error(), try: "Write each as --name: #0b4a4f.", pages: 1})
			return
		}
		all += string(text)
	}
	style, _ := colour.Read(all) // as each of them could be
	painted := paintedBy(s, report)
	seen := settingsOf(style)
	for _, two := range painted.pairs() {
		two.look(s, seen, all, report)
	}
}

// style is a place in a file of the theme.
func (s *site) style(file string, line int) diag.Place {
	if layered, ok := s.theme.(interface{ Where(name string) string }); ok {
		file = layered.Where(file)
	}
	return diag.Place{File: file, Line: line}
}

// painted is what the styles paint, by the names of colours.
type painted struct {
	words, grounds, marks map[string]bool
	// apart are words with a ground of their own, rings the outlines of what has
	// the focus.
	apart []pair
	rings [][]string
	// called are further names of colours.
	called map[string][]string
}

// paintedBy gathers what all styles of the theme paint, and reports colours
// that have no name.
func paintedBy(s *site, report func(finding)) painted {
	p := painted{words: map[string]bool{}, grounds: map[string]bool{}, marks: map[string]bool{}, called: map[string][]string{}}
	files, _ := fs.Glob(s.theme, "styles/*.css") // the pattern is right
	for _, file := range files {
		if slices.Contains(colour.Files, file) {
			continue
		}
		text, err := fs.ReadFile(s.theme, file)
		if err != nil {
			continue // what cannot be read was reported when the theme was loaded
		}
		for _, use := range colour.Uses(string(text)) {
			p.add(use)
			for _, bare := range use.Bare {
				report(finding{
					place: s.style(file, use.Line), address: use.Selector, pages: 1,
					wrong: fmt.Sprintf("a colour stands here without a name, %s", bare), try: "Give it a name in " + tokensFile + ", one for each setting.",
				})
			}
		}
	}
	return p
}

func (p *painted) add(use colour.Use) {
	for name, colours := range use.Named {
		p.called[name] = append(p.called[name], colours...)
	}
	if len(use.Words) > 0 && len(use.Grounds) > 0 {
		p.apart = append(p.apart, pair{use.Words, use.Grounds, ofWords})
	} else {
		put(p.words, use.Words)
	}
	if len(use.Words) == 0 || len(use.Grounds) == 0 {
		put(p.grounds, use.Grounds)
	}
	put(p.marks, use.Marks)
	if len(use.Ring) > 0 {
		p.rings = append(p.rings, use.Ring)
	}
}

func put(set map[string]bool, names []string) {
	for _, name := range names {
		set[name] = true
	}
}

// A setting is what a reader sees, with the colours by their names; there are
// none where they cannot be told.
type setting struct {
	screen  colour.Screen
	palette map[string]string
}

func settingsOf(style colour.Style) (all []setting) {
	for _, screen := range style.Screens() {
		palette, err := style.Palette(screen)
		if err != nil {
			palette = nil
		}
		all = append(all, setting{screen, palette})
	}
	return all
}

// A pair is colours of which at least one has to be told from each of the
// grounds.
type pair struct {
	colours, grounds []string
	least            float64
}

// pairs are all pairs that the styles paint.
func (p *painted) pairs() (all []pair) {
	grounds := p.plain(slices.Sorted(maps.Keys(p.grounds)))
	for _, one := range p.apart {
		for _, colour := range p.plain(one.colours) {
			all = append(all, pair{[]string{colour}, p.plain(one.grounds), one.least})
		}
	}
	for _, name := range p.plain(slices.Sorted(maps.Keys(p.words))) {
		all = append(all, pair{[]string{name}, grounds, ofWords})
	}
	for _, name := range p.plain(slices.Sorted(maps.Keys(p.marks))) {
		if !adorning[name] && !slices.Contains(grounds, name) {
			all = append(all, pair{[]string{name}, grounds, ofMarks})
		}
	}
	for _, ring := range p.rings {
		all = append(all, pair{p.plain(ring), grounds, ofMarks})
	}
	return all
}

// plain gives the names of colours for further names that they were given.
func (p *painted) plain(names []string) (plain []string) {
	for _, name := range names {
		if meant, further := p.called[name]; further {
			plain = append(plain, meant...)
		} else {
			plain = append(plain, name)
		}
	}
	slices.Sort(plain)
	return slices.Compact(plain)
}

// look reports where a pair has too little contrast: once, in the setting in
// which it has least.
func (two pair) look(s *site, seen []setting, tokens string, report func(finding)) {
	for _, ground := range two.grounds {
		worst, where, settings := two.least, "", 0
		for _, one := range seen {
			best := two.best(one.palette, ground)
			if best < two.least {
				settings++
			}
			if best < worst {
				worst, where = best, one.screen.String()
			}
		}
		if settings == 0 {
			continue
		}
		if worst == 0 {
			report(finding{
				place: s.style(tokensFile, 0), address: tokensFile, pages: 1,
				wrong: fmt.Sprintf("%s or %s has no colour", strings.Join(two.colours, ", "), ground), try: "Give it one in each setting.",
			})
			continue
		}
		address := "in the setting " + where
		if settings > 1 {
			address += fmt.Sprintf(" and in %d more", settings-1)
		}
		report(finding{
			place: s.style(tokensFile, lineOf(tokens, two.colours[0])), address: address, pages: 1,
			wrong: fmt.Sprintf("the contrast of %s with %s is %.2f, and has to be %.0f", strings.Join(two.colours, " or "), ground, worst, two.least),
			try:   "Choose a darker or lighter colour for this setting.",
		})
	}
}

// best is the most contrast that one of the colours has with a ground; where a
// colour is not known it is 0.
func (two pair) best(palette map[string]string, ground string) (best float64) {
	for _, name := range two.colours {
		if found, err := colour.Contrast(palette[name], palette[ground]); err == nil {
			best = max(best, found)
		}
	}
	return best
}

// lineOf is the line on which a colour is first given a value.
func lineOf(style, name string) int {
	before, _, found := strings.Cut(style, "--"+name+":")
	if !found {
		return 0
	}
	return 1 + strings.Count(before, "\n")
}
