package render

import (
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"plainsight/generator/kit/colour"
	"plainsight/generator/kit/language"
	"plainsight/generator/kit/plot"
)

// The tests in this file read the theme clearprint itself.

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := fs.ReadFile(clearprint, file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

var (
	action    = regexp.MustCompile(`(?s)\{\{.*?\}\}`)
	tag       = regexp.MustCompile(`(?s)<[^>]*>`)
	attribute = regexp.MustCompile(`(?:aria-label|alt|title|placeholder)="([^"]*)"`)
	comment   = regexp.MustCompile(`(?s)/\*.*?\*/`)
	anyLetter = func(text string) bool { return strings.ContainsFunc(text, unicode.IsLetter) }
)

func TestNoTemplateHasWordsOfItsOwn(t *testing.T) {
	for _, pattern := range []string{"templates/*.html", "templates/partials/*.html"} {
		files, _ := fs.Glob(clearprint, pattern)
		if len(files) == 0 {
			t.Fatalf("there is no %s", pattern)
		}
		for _, file := range files {
			marked := action.ReplaceAllString(read(t, file), "")
			if text := tag.ReplaceAllString(marked, ""); anyLetter(text) {
				t.Errorf("%s says %q", file, strings.Join(strings.Fields(text), " "))
			}
			for _, found := range attribute.FindAllStringSubmatch(marked, -1) {
				if anyLetter(found[1]) {
					t.Errorf("%s says %q in an attribute", file, found[1])
				}
			}
		}
	}
}

// composed are words that are asked for by a name that is put together: the
// titles and descriptions of pages that have none of their own, and those of
// links that the plan makes.
var composed = []string{
	"home.link", "home.description", "lane.description", "inspections.title", "inspections.description",
	"accessibility.title", "accessibility.description", "formats.title", "formats.description",
	"privacy.title", "privacy.description", "reading.title", "reading.description", "not-found.title", "not-found.description",
	"moved.title", "moved.description", "short.title", "short.description", "withdrawn.title", "withdrawn.description",
	"documents.title", "documents.description", "topics.title", "topics.description", "metrics.title", "metrics.description",
	"glossary.title", "glossary.description", "updates.title", "updates.description", "changes.title", "changes.description",
	"not-held.title", "not-held.description", "sitemap.title", "sitemap.description", "search.title", "search.link", "search.description", "data.title", "data.description", "data-v1.title", "data-v1.description",
	"language.untranslated", "language.published",
	"timeline.title", "timeline.description", "compare.title", "compare.description", "threads.title", "threads.description",
	"authorities.description", "authority.first", "grids.description", "grid.title", "grid.description",
	"inspections-in.title", "inspections-in.description", "authorities-in.title", "authorities-in.elsewhere", "authorities-in.description",
	"grid-in.title", "grid-in.elsewhere", "grid-in.description",
}

func TestEveryWordIsUsed(t *testing.T) {
	theme := load(t)
	used := slices.Concat(composed, needed, plot.WordIDs)
	l := loader{theme: clearprint}
	words := l.words("en-GB")
	kinds, _, err := l.templates(functions(words, nil, theme.assets, &embeds{}), &embeds{})
	if err != nil {
		t.Fatal(err)
	}
	for _, call := range calls(kinds) {
		used = append(used, call.id)
	}
	for _, id := range words.IDs() {
		if !slices.Contains(used, id) {
			t.Errorf("nothing says %q", id)
		}
	}
	for _, id := range used {
		if strings.HasPrefix(id, "chart.") {
			continue // kit/plot checks its own, and may do without some
		}
		if !slices.Contains(words.IDs(), id) {
			t.Errorf("the language file has no %q", id)
		}
	}
}

// The languages have the same words, and fill the same things into each. The
// number itself may be left out where a form says it in a word, and what goes
// with it where there is one or none.
func TestTheLanguagesSayTheSame(t *testing.T) {
	english, welsh := dictionaryOf(t, "en"), dictionaryOf(t, "cy")
	for id, said := range english {
		other, there := welsh[id]
		if !there {
			t.Errorf("cy.yaml has no %q", id)
			continue
		}
		want := filledIn(said.Other)
		for _, form := range []string{other.Two, other.Few, other.Many, other.Other} {
			if got := filledIn(form); form != "" && !slices.Equal(want, got) {
				t.Errorf("%q is filled with %v, and %q with %v", said.Other, want, form, got)
			}
		}
		for _, form := range []string{said.Zero, said.One, other.Zero, other.One} {
			for _, name := range filledIn(form) {
				if !slices.Contains(want, name) {
					t.Errorf("%q is filled with %s, and %q is not", form, name, said.Other)
				}
			}
		}
	}
	for id := range welsh {
		if _, there := english[id]; !there {
			t.Errorf("cy.yaml has %q, and en.yaml has not", id)
		}
	}
	if len(english) < 400 {
		t.Errorf("only %d words were compared", len(english))
	}
}

func dictionaryOf(t *testing.T, tag string) map[string]language.Message {
	t.Helper()
	file, source, err := languageFile((&loader{theme: clearprint}).text, tag)
	if err != nil {
		t.Fatal(err)
	}
	read := readDictionary(file, source)
	if len(read.problems) > 0 {
		t.Fatal(read.problems)
	}
	return read.messages
}

var fillings = regexp.MustCompile(`\{\{\.(\w+)\}\}`)

// filledIn are the names of what is filled into some words, but for the number
// that they are chosen by.
func filledIn(words string) (names []string) {
	for _, found := range fillings.FindAllStringSubmatch(words, -1) {
		if found[1] != "Count" {
			names = append(names, found[1])
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// A page with charts has four scripts, one of them the words that these say; the
// fifth is that of the page on which a reader chooses how pages look.
func TestTheScriptsAreSmall(t *testing.T) {
	scripts, bytes := 0, 0
	for _, asset := range load(t).assets.artifacts {
		if strings.HasSuffix(asset.Path, ".js") {
			scripts++
			bytes += len(asset.Bytes)
		}
	}
	if scripts != 5 || bytes >= 13120 {
		t.Errorf("%d scripts have %d bytes", scripts, bytes)
	}
}

var quoted = regexp.MustCompile("\"[^\"]*\"|`[^`]*`")

// Words come from the language file, so a text in a script is a name that
// programs read.
func TestNoScriptHasWordsOfItsOwn(t *testing.T) {
	files, _ := fs.Glob(clearprint, "scripts/*.js")
	sentence := regexp.MustCompile(`^\pL+ \pL+`)
	for _, file := range files {
		for _, text := range quoted.FindAllString(regexp.MustCompile(`(?m)^\s*//.*$|\$\{.*?\}`).ReplaceAllString(read(t, file), ""), -1) {
			if words := strings.Trim(text, "\"`"); sentence.MatchString(words) {
				t.Errorf("%s says %q", file, words)
			}
		}
	}
}

// Every word that the scripts say is among those that they are given.
func TestScriptsAreGivenTheirWords(t *testing.T) {
	given := map[string]bool{}
	for group, names := range map[string][]string{"explorer": explorerWords, "interactive": interactiveWords} {
		for _, name := range names {
			id := group
			for part := range strings.SplitSeq(name, "-") {
				id += strings.ToUpper(part[:1]) + part[1:]
			}
			given[id] = true
		}
	}
	files, _ := fs.Glob(clearprint, "scripts/*.js")
	used := 0
	for _, file := range files {
		for _, found := range regexp.MustCompile(`"((?:explorer|interactive)[A-Z]\w*)"`).FindAllStringSubmatch(read(t, file), -1) {
			used++
			if !given[found[1]] {
				t.Errorf("%s says %q, which it is not given", file, found[1])
			}
		}
	}
	if used < 15 {
		t.Errorf("only %d words found; the test looks for the wrong thing", used)
	}
}

// palettes are the colours of each setting of a reader.
func palettes(t *testing.T) map[string]map[string]string {
	t.Helper()
	var all strings.Builder
	for _, file := range colour.Files {
		all.WriteString(read(t, file))
	}
	style, err := colour.Read(all.String())
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]map[string]string{}
	for _, screen := range style.Screens() {
		if found[screen.String()], err = style.Palette(screen); err != nil {
			t.Fatal(err)
		}
	}
	return found
}

func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	found, err := colour.Contrast(a, b)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// colourNames are the colours that a setting has to have.
var colourNames = strings.Fields("paper ink quiet accent band link visited rule hair tint focus focus-halo " +
	"code-key code-text code-number series-1 series-2 series-3 series-4 series-5")

func TestEverySettingHasAllColours(t *testing.T) {
	all := palettes(t)
	if len(all) != 8*len(choicesOf("colours")) {
		t.Errorf("there are %d settings", len(all))
	}
	for setting, colours := range all {
		for _, name := range colourNames {
			if !colour.Is(colours[name]) {
				t.Errorf("%s: the colour %s is %q", setting, name, colours[name])
			}
		}
	}
	for name, value := range all["light"] {
		if colour.Is(value) && !slices.Contains(colourNames, name) {
			t.Errorf("the test does not know the colour %s", name)
		}
	}
}

func choicesOf(name string) []string {
	for _, setting := range settings {
		if setting.Name == name {
			return setting.Choices
		}
	}
	return nil
}

// Each choice of a reader but the first, which changes nothing, is known to the
// styles, and the styles know no other.
func TestEveryChoiceHasItsStyle(t *testing.T) {
	style := read(t, "styles/settings.css") + read(t, "styles/chosen.css")
	known := map[string]bool{}
	for _, setting := range settings {
		for i, choice := range setting.Choices {
			attribute := fmt.Sprintf("[data-%s=%q]", setting.Name, choice)
			known[attribute] = true
			if i > 0 && !strings.Contains(style, attribute) {
				t.Errorf("no style knows %s", attribute)
			}
		}
	}
	for _, found := range regexp.MustCompile(`\[data-(?:size|spacing|typeface|colours)="[^"]*"\]`).FindAllString(style, -1) {
		if !known[found] {
			t.Errorf("the styles know %s, which cannot be chosen", found)
		}
	}
	for _, setting := range settings {
		if !strings.Contains(read(t, "scripts/settings.js"), fmt.Sprintf("%q", setting.Name)) {
			t.Errorf("no script keeps the setting %s", setting.Name)
		}
	}
}

// Paper is white and all on it dark, whatever was chosen for the screen.
func TestPaperIsBlackOnWhite(t *testing.T) {
	all := palettes(t)
	for setting, colours := range all {
		if strings.HasSuffix(setting, ", on paper") && !maps.Equal(onPage(colours), onPage(all["light, on paper"])) {
			t.Errorf("%s differs from the paper of others", setting)
		}
	}
	if paper := all["light, on paper"]; paper["paper"] != "#ffffff" || paper["ink"] != "#000000" || paper["series-1"] != "#000000" {
		t.Errorf("the colours on paper are %v", paper)
	}
}

// onPage leaves out what paper does not show.
func onPage(colours map[string]string) map[string]string {
	shown := map[string]string{}
	for _, name := range colourNames {
		if name != "focus" && name != "focus-halo" && name != "band" {
			shown[name] = colours[name]
		}
	}
	return shown
}

func TestContrast(t *testing.T) {
	pairs := []struct {
		least float64
		marks []string
		on    []string
	}{
		{7, []string{"ink", "quiet", "accent", "link", "visited"}, []string{"paper", "tint"}},
		{7, []string{"code-key", "code-text", "code-number"}, []string{"paper", "tint"}},
		{3, []string{"rule", "accent", "series-1", "series-2", "series-3", "series-4", "series-5"}, []string{"paper", "tint"}},
		{9, []string{"focus"}, []string{"focus-halo"}},
	}
	for setting, colours := range palettes(t) {
		for _, pair := range pairs {
			for _, mark := range pair.marks {
				for _, ground := range pair.on {
					if got := contrast(t, colours[mark], colours[ground]); got < pair.least {
						t.Errorf("%s: %s on %s has %.2f, not %.0f", setting, mark, ground, got, pair.least)
					}
				}
			}
		}
		for _, ground := range []string{"paper", "tint"} {
			dark, light := contrast(t, colours["focus"], colours[ground]), contrast(t, colours["focus-halo"], colours[ground])
			if max(dark, light) < 3 {
				t.Errorf("%s: neither tone of the outline shows on %s", setting, ground)
			}
		}
	}
}

func TestColoursStandInTheirFiles(t *testing.T) {
	files, _ := fs.Glob(clearprint, "styles/*.css")
	bare := regexp.MustCompile(`#[0-9a-fA-F]{3,8}\b|\b(?:rgb|rgba|hsl|hsla|oklch|lab)\(|:\s*(?:black|white|red|gr[ae]y|blue|green)\b`)
	for _, file := range files {
		if slices.Contains(colour.Files, file) {
			continue
		}
		if found := bare.FindString(comment.ReplaceAllString(read(t, file), "")); found != "" {
			t.Errorf("%s has the colour %q", file, found)
		}
	}
}

func TestColoursAreUsedByName(t *testing.T) {
	defined := palettes(t)["light"]
	files, _ := fs.Glob(clearprint, "styles/*.css")
	var all strings.Builder
	for _, file := range files {
		all.WriteString(read(t, file))
	}
	for _, found := range regexp.MustCompile(`var\(--([a-z0-9-]+)`).FindAllStringSubmatch(all.String(), -1) {
		if defined[found[1]] == "" && !strings.Contains(all.String(), "--"+found[1]+":") {
			t.Errorf("no token is called %q", found[1])
		}
	}
	for token := range defined {
		if !strings.Contains(all.String(), "var(--"+token) {
			t.Errorf("nothing uses the token %q", token)
		}
	}
}
