package render

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/stage/plan"
)

var update = flag.Bool("update", false, "write the golden files anew")

// rendered renders pages and gives the artifacts by their paths, and the paths in
// order.
func rendered(t testing.TB, pages []plan.Page, theme *Theme) (map[string]string, []string) {
	t.Helper()
	files, order := map[string]string{}, []string{}
	for artifact, err := range Pages(pages, theme) {
		if err != nil {
			t.Fatal(err)
		}
		files[artifact.Path] = string(artifact.Bytes)
		order = append(order, artifact.Path)
	}
	return files, order
}

// sums are left out of golden files: they change with every style.
var sums = regexp.MustCompile(`\.[0-9a-f]{8}\.`)

func TestEachKindOfPage(t *testing.T) {
	files, _ := rendered(t, fixture(), load(t))
	for _, page := range fixture() {
		name := filepath.Join("testdata", strings.Trim(strings.ReplaceAll(string(page.Address), "/", "-"), "-"))
		if page.Address == address.Home {
			name = filepath.Join("testdata", "home")
		}
		name = strings.TrimSuffix(name, ".html") + ".html"
		got := sums.ReplaceAllString(files[page.Address.File()], ".SUM.")
		if *update {
			if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s has changed: run the test with -update and read the difference", page.Address)
		}
	}
}

func TestPagesComeInOrderAndTheSameEveryTime(t *testing.T) {
	pages := fixture()
	first, order := rendered(t, pages, load(t))
	second, again := rendered(t, pages, load(t))
	if !reflect.DeepEqual(order, again) || !reflect.DeepEqual(first, second) {
		t.Error("the same pages gave other bytes or another order")
	}
	for i, page := range pages {
		if order[i] != page.Address.File() {
			t.Errorf("%s stands in the place of %s", order[i], page.Address)
		}
	}
	for _, path := range order[len(pages):] {
		if !strings.HasPrefix(path, assetsFolder) {
			t.Errorf("%s follows the pages", path)
		}
	}
}

func TestRenderingCanBeLeftAtAnyPage(t *testing.T) {
	theme := load(t)
	for range Pages(fixture(), theme) {
		break
	}
}

func TestNoPageAsksAnotherHost(t *testing.T) {
	files, _ := rendered(t, fixture(), load(t))
	loaded := regexp.MustCompile(`<(?:link|script|img|iframe)[^>]*(?:href|src)="(https?:)?//`)
	inline := regexp.MustCompile(`(?i)<style|<script>|\sstyle=|\son[a-z]+=|javascript:`)
	for path, text := range files {
		if !strings.HasSuffix(path, ".html") {
			continue
		}
		if !strings.Contains(text, `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'">`) {
			t.Errorf("%s has no strict content security policy", path)
		}
		text = strings.ReplaceAll(text, `<link rel="canonical"`, "<canonical")
		if found := loaded.FindString(text); found != "" {
			t.Errorf("%s loads %s", path, found)
		}
		if found := inline.FindString(text); found != "" {
			t.Errorf("%s has %q in it", path, found)
		}
	}
}

func TestEveryLinkIsRelative(t *testing.T) {
	files, _ := rendered(t, fixture(), load(t))
	link := regexp.MustCompile(` (?:href|src)="([^"]*)"`)
	for path, text := range files {
		for _, found := range link.FindAllStringSubmatch(text, -1) {
			rooted := strings.HasPrefix(found[1], "/")
			if path == "404.html" {
				if rooted && !strings.HasPrefix(found[1], "/inspections/") {
					t.Errorf("%s has %s, which is above the site", path, found[1])
				}
				if !rooted && !strings.Contains(found[1], ":") && !strings.HasPrefix(found[1], "#") {
					t.Errorf("%s has the relative link %s", path, found[1])
				}
			} else if rooted {
				t.Errorf("%s has the link %s", path, found[1])
			}
		}
	}
	if !strings.Contains(files["inspections/2022-02-ilacs/index.html"], `<a href="../../about/#how">`) {
		t.Error("a link in the words of the report is not relative")
	}
}

func TestLinked(t *testing.T) {
	way := address.Page("/a/b/").AppendTo
	for page, want := range map[string]string{
		`<a href="/">`:                              `<a href="../../">`,
		`<a href="/a/b/#x">`:                        `<a href="#x">`,
		`<a href="/c/?q=1#x">y</a>`:                 `<a href="../../c/?q=1#x">y</a>`,
		`<a href="//other.example/">`:               `<a href="//other.example/">`,
		`<a href="https://x.example">`:              `<a href="https://x.example">`,
		`<img src="/p.png" alt="/q">`:               `<img src="../../p.png" alt="/q">`,
		`<p data-x="/p">`:                           `<p data-x="/p">`,
		`<p>href=&quot;/a&quot;</p>`:                `<p>href=&quot;/a&quot;</p>`,
		`<a href="/never closed`:                    `<a href="/never closed`,
		`<a x="="/a" href="/c/">`:                   `<a x="="/a" href="../../c/">`,
		`<a title="a > b" href="/c/">`:              `<a title="a > b" href="../../c/">`,
		`<script>"<a href="</script><a href="/c/">`: `<script>"<a href="</script><a href="../../c/">`,
	} {
		if got := string(soughtBy(nil).finished(nil, []byte(page), finish{way: way})); got != want {
			t.Errorf("%s became %s, not %s", page, got, want)
		}
	}
}

// TestHostileWordsAreEscaped puts words that would like to be mark-up in every
// place of every view, and then addresses that would like to be scripts.
func TestHostileWordsAreEscaped(t *testing.T) {
	theme := load(t)
	for _, hostile := range []string{`"'><script>alert(1)</script>{{.}}`, "javascript:alert(1)"} {
		pages := fixture()
		for i := range pages {
			shown := pages[i].View()
			view := reflect.New(reflect.TypeOf(shown)).Elem()
			view.Set(reflect.ValueOf(shown))
			poison(view, hostile)
			pages[i] = pages[i].Showing(view.Interface())
		}
		files, _ := rendered(t, pages, theme)
		for path, text := range files {
			if !strings.HasSuffix(path, ".html") {
				continue
			}
			for _, sign := range []string{"<script>alert", ` href="javascript:`, ` src="javascript:`} {
				if strings.Contains(text, sign) {
					t.Errorf("%s has %s", path, sign)
				}
			}
		}
		if text := files["inspections/2022-02-ilacs/index.html"]; !strings.Contains(text, "alert(1)") {
			t.Error("the hostile words are not on the page, so nothing was tried")
		}
	}
}

func TestAValueCannotStandInForAnother(t *testing.T) {
	plain, marked := speaker{load(t).in("en-GB").words}.hide([]any{"Publisher", anchor("/", "us"), "Site", "\ue000"})
	if got := show("{{.Site}} by "+plain[1].(string)+plain[3].(string), marked); got != `{{.Site}} by <a href="/">us</a>` {
		t.Error(got)
	}
}

func TestAnchorsLeadToPagesAlone(t *testing.T) {
	for target, want := range map[string]string{
		"https://a.example/?a=1&b=2": `<a href="https://a.example/?a=1&amp;b=2">&lt;b&gt;</a>`,
		"mailto:a@b.example":         `<a href="mailto:a@b.example">&lt;b&gt;</a>`,
		"/a/":                        `<a href="/a/">&lt;b&gt;</a>`,
		"JavaScript:alert(1)":        `&lt;b&gt;`,
		"data:text/html,x":           `&lt;b&gt;`,
		"":                           `&lt;b&gt;`,
	} {
		if got := string(anchor(target, "<b>")); got != want {
			t.Errorf("%q gives %s, not %s", target, got, want)
		}
	}
}

// fixed are fields that are names of our own, from a fixed list, and the words
// that package html has made safe.
var fixed = map[string]bool{"Kind": true, "Activity": true, "Length": true, "HTML": true, "Word": true, "Address": true, "Date": true,
	"Held": true, "Voice": true, "Compliance": true, "Status": true, "Year": true, "Table": true, "State": true, "Closeness": true, "Relation": true,
	"Edition": true, "Form": true, "Anchor": true}

func poison(value reflect.Value, words string) {
	switch value.Kind() {
	case reflect.String:
		value.SetString(words)
	case reflect.Pointer:
		if !value.IsNil() {
			fresh := reflect.New(value.Type().Elem())
			fresh.Elem().Set(value.Elem())
			poison(fresh.Elem(), words)
			value.Set(fresh)
		}
	case reflect.Slice:
		fresh := reflect.MakeSlice(value.Type(), value.Len(), value.Len())
		reflect.Copy(fresh, value)
		for i := range fresh.Len() {
			poison(fresh.Index(i), words)
		}
		value.Set(fresh)
	case reflect.Struct:
		if value.Type() == reflect.TypeOf(date.Date{}) || value.Type() == reflect.TypeOf(plan.Dataset{}) { // its names are ours, and numbers stay numbers
			return
		}
		for i := range value.NumField() {
			field := value.Type().Field(i)
			if fixed[field.Name] && field.Type.Kind() == reflect.String {
				continue
			}
			if field.Name == "Held" && field.Type.Kind() == reflect.String {
				continue
			}
			poison(value.Field(i), words)
		}
	}
}

// own is a theme of a few lines, for faults that clearprint does not have.
func own(files map[string]string) fstest.MapFS {
	theme := fstest.MapFS{}
	words, err := os.ReadFile("../../../themes/clearprint/languages/en.yaml")
	if err != nil {
		panic(err)
	}
	for name, text := range map[string]string{
		"theme.yaml":            "name: Own\n",
		"languages/en.yaml":     string(words),
		"templates/layout.html": `<html><body>{{template "main" .}}</body></html>`,
		"templates/page.html":   "<h1>{{.Title}}</h1>\n",
	} {
		theme[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for name, text := range files {
		theme[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return theme
}

func TestFaultsOfAThemeHaveTheirPlace(t *testing.T) {
	for _, c := range []struct{ name, file, text, place, message string }{
		{"an action that is not closed", "templates/page.html", "<p>\n{{if .Title}}\n", "templates/page.html:3", "unexpected EOF"},
		{"a function that is not there", "templates/page.html", "\n  {{nothing}}", "templates/page.html:2", "nothing"},
		{"a part that is not there", "templates/page.html", "<p>\n{{template \"nothing\" .}}", "templates/page.html:2:12", "nothing"},
		{"a quotation mark that is not closed", "templates/page.html", "<a href=\"{{.Title}}>\n", "templates/layout.html", "ends in"},
		{"a word that is not there", "templates/page.html", "\n{{word \"no.such\"}}", "templates/page.html:2:3", "no.such"},
		{"a word without its value", "templates/page.html", "{{word \"paragraph.name\"}}", "templates/page.html:1:3", "{{.Number}}"},
		{"a count without its value", "templates/page.html", "{{count \"paragraph.name\" 2}}", "templates/page.html:1:3", "{{.Number}}"},
		{"a part that is at fault", "templates/partials/x.html", "{{end}}", "templates/partials/x.html:1", "unexpected"},
		{"a part of texts that is at fault", "templates/partials/embed.html", "{{if .}}", "templates/partials/embed.html:1", "unexpected EOF"},
		{"no layout", "templates/layout.html", "{{", "templates/layout.html:1", ""},
		{"words that are not YAML", "languages/en.yaml", "a: [", "languages/en.yaml:1:4", ""},
		{"a message without words", "languages/en.yaml", "skip:\n", "languages/en.yaml:1:1", "skip"},
		{"a plural form that is not one", "languages/en.yaml", "a: {other: x, eleven: y}\n", "languages/en.yaml:1:15", "eleven"},
		{"a message with more than a value", "languages/en.yaml", "a:\n  b: \"{{if .X}}y{{end}}\"\n", "languages/en.yaml:2:3", "a.b"},
		{"a key that is not known", "theme.yaml", "style: x\n", "theme.yaml:1:1", "style"},
		{"a list that is none", "theme.yaml", "styles: x\n", "theme.yaml:1:9", "list"},
		{"a style that is not there", "theme.yaml", "styles: [no.css]\n", "no.css", "no.css"},
		{"a file that is not there", "theme.yaml", "files: [no.svg]\n", "theme.yaml:1:9", "no.svg"},
		{"a file outside the theme", "theme.yaml", "files: [../x]\n", "theme.yaml:1:9", "path"},
		{"an extra without its licence", "theme.yaml", "extras:\n  - name: x\n", "theme.yaml:2:5", "licence"},
	} {
		t.Run(c.name, func(t *testing.T) {
			theme, problems, err := Load(own(map[string]string{c.file: c.text}), []string{"en-GB"}, nil)
			if err != nil || theme != nil || len(problems) == 0 {
				t.Fatal(theme, problems, err)
			}
			if got := problems[0]; got.Place.String() != c.place || !strings.Contains(got.Message, c.message) {
				t.Errorf("found %s: %s", got.Place, got.Message)
			}
		})
	}
}

func TestALanguageThatIsNotThere(t *testing.T) {
	_, problems, err := Load(clearprint, []string{"en-GB", "tlh"}, nil)
	if err != nil || len(problems) != 1 || problems[0].Place.File != "languages/tlh.yaml" {
		t.Error(problems, err)
	}
}

func TestAFaultThatShowsOnAPage(t *testing.T) {
	theme, problems, err := Load(own(map[string]string{"templates/page.html": "<h1>\n{{.Titel}}</h1>"}), []string{"en-GB"}, nil)
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	var fault *Fault
	for _, err := range Pages(fixture()[4:5], theme) {
		if !errors.As(err, &fault) {
			t.Fatalf("the error is %v", err)
		}
	}
	if fault == nil || fault.Place.String() != "templates/page.html:2:3" || fault.Page != "/about/" || !strings.Contains(fault.Message, "Titel") {
		t.Errorf("the fault is %v", fault)
	}
	for _, err := range Pages(fixture()[:1], theme) {
		if err == nil || errors.As(err, new(*Fault)) {
			t.Errorf("a kind of page without a template gives %v", err)
		}
	}
}

func TestAnExtraIsUsedWhereItIsThere(t *testing.T) {
	files := map[string]string{
		"theme.yaml":      "styles: [main.css]\nextras:\n  - name: Typeface A\n    styles: [font.css]\n    files: [fonts/a.woff2]\n    licence: fonts/LICENSE\n",
		"main.css":        "p { color: red }",
		"font.css":        "@font-face { font-family: A; src: url(fonts/a.woff2) }",
		"fonts/a.woff2":   "shapes",
		"fonts/LICENSE":   "free",
		"templates/p.css": "not listed",
	}
	theme, problems, err := Load(own(files), []string{"en"}, nil)
	if err != nil || len(problems) > 0 || len(theme.Lacking()) > 0 {
		t.Fatal(problems, err)
	}
	_, order := rendered(t, nil, theme)
	if got := sums.ReplaceAllString(strings.Join(order, " "), ".SUM."); got != "assets/a.SUM.woff2 assets/main.SUM.css assets/typeface-a-licence.txt" {
		t.Error(got)
	}
	if style := theme.assets.artifacts[1].Bytes; !bytes.Contains(style, []byte("url(./a.")) || !bytes.HasSuffix(style, []byte("p{color:red}\n")) {
		t.Errorf("the style is %s", theme.assets.artifacts[1].Bytes)
	}

	delete(files, "fonts/a.woff2")
	theme, problems, err = Load(own(files), []string{"en"}, nil)
	if err != nil || len(problems) > 0 || strings.Join(theme.Lacking(), "") != "Typeface A" {
		t.Fatal(problems, err)
	}
	if _, order = rendered(t, nil, theme); len(order) != 1 {
		t.Errorf("without the extra there are %v", order)
	}
}

// An extra may be parts of a script of ours, which no page has by itself.
func TestAnExtraThatIsBundled(t *testing.T) {
	files := map[string]string{
		"theme.yaml": "apart: [scripts/charts.js]\nextras:\n  - name: Interactive charts\n    apart: [scripts/interactive.js]\n" +
			"    licence: node_modules/parts/LICENSE\n    notices: [node_modules/parts/NOTICE, NOTICE]\n",
		"scripts/charts.js":               "console.log('charts')",
		"scripts/interactive.js":          "import { line } from 'parts'\nline()",
		"NOTICE":                          "ours",
		"node_modules/parts/LICENSE":      "free",
		"node_modules/parts/NOTICE":       "made by others",
		"node_modules/parts/index.js":     "export { line } from './line.js'",
		"node_modules/parts/line.js":      "export const line = () => console.log('drawn')",
		"node_modules/parts/package.json": "{}",
	}
	theme, problems, err := Load(own(files), []string{"en"}, nil)
	if err != nil || len(problems) > 0 || len(theme.Lacking()) > 0 {
		t.Fatal(problems, err)
	}
	made, order := rendered(t, nil, theme)
	if got := sums.ReplaceAllString(strings.Join(order, " "), ".SUM."); got != "assets/charts.SUM.js assets/interactive-charts-licence.txt "+
		"assets/interactive-charts-notice.txt assets/interactive-charts-parts-notice.txt assets/interactive.SUM.js assets/words-en.SUM.js" {
		t.Error(got)
	}
	bundle := strings.TrimPrefix(theme.assets.addresses["scripts/interactive.js"], "/")
	if !strings.Contains(made[bundle], "drawn") || made["assets/interactive-charts-parts-notice.txt"] != "made by others" {
		t.Errorf("made %v", made)
	}
	if len(theme.assets.scripts) != 0 {
		t.Errorf("every page has %v", theme.assets.scripts)
	}

	if element := string(chartScript(theme.assets)); !strings.Contains(element, `<script src="/assets/charts.`) || !strings.Contains(element, ` defer data-bundle="`+path.Base(bundle)+`"`) {
		t.Errorf("the element is %s", element)
	}
	said := made[strings.TrimPrefix(theme.assets.addresses["words-en.js"], "/")]
	for _, part := range []string{
		`self.words={"`, `"explorerOpen":"Explore by keyboard"`, `"notCopied":"`,
		`"explorerRoseSince":"{Period}, {Value}, up {Change} since {Since}."`,
		`"interactiveName":"Open the interactive chart: {Chart}"`,
	} {
		if !strings.Contains(said, part) {
			t.Errorf("%q is not in %s", part, said)
		}
	}

	for file := range files {
		if strings.HasPrefix(file, "node_modules/") {
			delete(files, file)
		}
	}
	theme, problems, err = Load(own(files), []string{"en"}, nil)
	if err != nil || len(problems) > 0 || strings.Join(theme.Lacking(), "") != "Interactive charts" {
		t.Fatal(problems, err)
	}
	if _, order = rendered(t, nil, theme); len(order) != 2 || theme.assets.interactive() {
		t.Errorf("without the extra there are %v", order)
	}
	if element := string(chartScript(theme.assets)); strings.Contains(element, "bundle") {
		t.Errorf("without the extra a page says %s", element)
	}
	if element := chartScript(assets{}); element != "" {
		t.Errorf("a theme without the script says %s", element)
	}
}

func FuzzWords(f *testing.F) {
	f.Add([]byte("a: {b: x, other: y}\nc:\n  d: {one: z}\n"))
	f.Add([]byte("a: [x]\n"))
	f.Fuzz(func(t *testing.T, source []byte) {
		read := readDictionary("languages/en.yaml", source)
		for id := range read.messages {
			if _, placed := read.places[id]; !placed {
				t.Errorf("%q has no place", id)
			}
		}
	})
}

func FuzzManifest(f *testing.F) {
	f.Add([]byte("styles: [a.css]\nextras:\n  - {name: x, licence: y}\n  - z\n"))
	f.Add([]byte("- a\n"))
	f.Fuzz(func(t *testing.T, source []byte) {
		listed, problems := readManifest(source)
		if len(problems) == 0 && len(listed.extras) > 0 && listed.extras[0].licence.path == "" {
			t.Error("an extra without a licence is no problem")
		}
	})
}
