package render

import (
	"io/fs"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

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
	"home.link", "inspections.title", "inspections.description",
	"accessibility.title", "accessibility.description", "formats.title", "formats.description",
	"privacy.title", "privacy.description", "not-found.title", "not-found.description",
	"documents.title", "documents.description", "topics.title", "topics.description", "metrics.title", "metrics.description",
	"glossary.title", "glossary.description", "updates.title", "updates.description", "changes.title", "changes.description",
	"not-held.title", "not-held.description",
	"timeline.title", "timeline.description", "compare.title", "compare.description", "threads.title", "threads.description",
	"authorities.description", "authority.first", "grids.description", "grid.title", "grid.description",
}

func TestEveryWordIsUsed(t *testing.T) {
	theme := load(t)
	used := slices.Concat(composed, needed, plot.WordIDs)
	for _, call := range calls(theme.kinds) {
		used = append(used, call.id)
	}
	l := loader{theme: clearprint}
	words := l.words("en-GB")
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

// A page with charts has both scripts.
func TestTheScriptsAreSmall(t *testing.T) {
	scripts, bytes := 0, 0
	for _, asset := range load(t).assets.artifacts {
		if strings.HasSuffix(asset.Path, ".js") {
			scripts++
			bytes += len(asset.Bytes)
		}
	}
	if scripts != 2 || bytes >= 6000 {
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

// settings are the colours of each setting of a reader, laid over each other
// as the style does.
func settings(t *testing.T) map[string]map[string]string {
	t.Helper()
	style := comment.ReplaceAllString(read(t, "styles/tokens.css"), "")
	blocks := map[string]map[string]string{}
	block := regexp.MustCompile(`(?s)(?:@media ([^{]*)\{\s*)?:root \{(.*?)\}`)
	for _, found := range block.FindAllStringSubmatch(style, -1) {
		blocks[strings.TrimSpace(found[1])] = tokens(found[2])
	}
	const dark, contrast, print = "(prefers-color-scheme: dark)", "(prefers-contrast: more)", "print"
	both := contrast + " and " + dark
	layers := map[string][]string{
		"light":                {""},
		"dark":                 {"", dark},
		"light, more contrast": {"", contrast},
		"dark, more contrast":  {"", dark, contrast, both},
		"print":                {"", print},
		"print, dark":          {"", dark, contrast, both, print},
	}
	all := map[string]map[string]string{}
	for name, parts := range layers {
		all[name] = map[string]string{}
		for _, part := range parts {
			if blocks[part] == nil {
				t.Fatalf("tokens.css has no block for %q", part)
			}
			for token, value := range blocks[part] {
				all[name][token] = value
			}
		}
	}
	return all
}

func tokens(block string) map[string]string {
	found := map[string]string{}
	for _, line := range regexp.MustCompile(`--([a-z0-9-]+):\s*([^;]+);`).FindAllStringSubmatch(block, -1) {
		found[line[1]] = strings.TrimSpace(line[2])
	}
	return found
}

// luminance of a colour such as "#0b4a4f", as the guidelines define it.
func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	if len(colour) != 7 || colour[0] != '#' {
		t.Fatalf("%q is not a colour", colour)
	}
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		part, err := strconv.ParseUint(colour[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(part) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	one, two := luminance(t, a), luminance(t, b)
	return (max(one, two) + 0.05) / (min(one, two) + 0.05)
}

func TestContrast(t *testing.T) {
	pairs := []struct {
		least float64
		marks []string
		on    []string
	}{
		{7, []string{"ink", "quiet", "accent", "link", "visited"}, []string{"paper", "tint"}},
		{7, []string{"code-key", "code-text", "code-number"}, []string{"paper", "tint"}},
		{3, []string{"rule", "accent"}, []string{"paper", "tint"}},
		{9, []string{"focus"}, []string{"focus-halo"}},
	}
	for setting, colours := range settings(t) {
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

func TestColoursStandInOneFile(t *testing.T) {
	files, _ := fs.Glob(clearprint, "styles/*.css")
	colour := regexp.MustCompile(`#[0-9a-fA-F]{3,8}\b|\b(?:rgb|rgba|hsl|hsla|oklch|lab)\(|:\s*(?:black|white|red|gr[ae]y|blue|green)\b`)
	for _, file := range files {
		if file == "styles/tokens.css" {
			continue
		}
		if found := colour.FindString(comment.ReplaceAllString(read(t, file), "")); found != "" {
			t.Errorf("%s has the colour %q", file, found)
		}
	}
}

func TestColoursAreUsedByName(t *testing.T) {
	defined := settings(t)["light"]
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
