package scripts

import (
	"strings"
	"testing"
	"testing/fstest"
)

func files(pairs ...string) fstest.MapFS {
	all := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		all[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return all
}

func none(string) (string, bool) { return "", false }

func TestAStyleWithItsImports(t *testing.T) {
	theme := files(
		"styles/main.css", "@import \"./tokens.css\";\n@import \"/styles/more/print.css\";\nbody { color: var(--ink); margin: 0px }\n",
		"styles/tokens.css", ":root { --ink: #15191e; }\n",
		"styles/more/print.css", "@media print { body { font-size: 16pt } }\n",
	)
	made, problems, err := Bundle(theme, "styles/main.css", none)
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	want := ":root{--ink: #15191e}@media print{body{font-size:16pt}}body{color:var(--ink);margin:0}\n"
	if string(made) != want {
		t.Errorf("made %q, not %q", made, want)
	}
	again, _, _ := Bundle(theme, "styles/main.css", none)
	if string(again) != string(made) {
		t.Error("the same files gave other bytes")
	}
}

func TestAScriptWithItsImports(t *testing.T) {
	theme := files(
		"scripts/main.ts", "import { say } from './say'\nsay(document.title as string ?? 'x')\n",
		"scripts/say.ts", "export function say(words: string): void { console.log(words) }\nexport function unused() {}\n",
	)
	made, problems, err := Bundle(theme, "scripts/main.ts", none)
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	if !strings.Contains(string(made), "console.log(") || strings.Contains(string(made), "unused") || strings.Contains(string(made), "import") {
		t.Errorf("made %s", made)
	}
}

func TestWhatAStyleShowsIsNamedByTheCaller(t *testing.T) {
	theme := files("styles/font.css", "@font-face { font-family: A; src: url(\"../fonts/a.woff2\") format(\"woff2\") }\n")
	address := func(file string) (string, bool) { return "a.123.woff2", file == "fonts/a.woff2" }
	made, problems, err := Bundle(theme, "styles/font.css", address)
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	if !strings.Contains(string(made), "url(a.123.woff2)") {
		t.Errorf("made %s", made)
	}
}

func TestProblemsHaveTheirPlace(t *testing.T) {
	for _, c := range []struct {
		name, entry, source, place, message string
	}{
		{"a style that is not closed", "main.css", "p { color: red }\n/* “é” */ p { color: }}\n", "main.css:2:23", "Unexpected"},
		{"a script that is not finished", "main.ts", "let é = (1\n", "main.ts:2:1", "Expected"},
		{"an import that is not there", "main.css", "@import \"./nothing.css\";\n", "main.css:1:9", "no file nothing.css"},
		{"a picture that is not there", "main.css", "p { background: url(no.png) }\n", "main.css:1:17", "no file no.png"},
		{"another host", "main.css", "@import \"https://fonts.example/a.css\";\n", "main.css:1:9", "another host"},
		{"a package that is not there", "main.js", "import 'charts/line'\n", "main.js:1:8", "no package charts/line"},
		{"the machine's files", "main.css", "@import \"../../../../etc/passwd\";\n", "main.css:1:9", "no file etc/passwd"},
		{"no file at all", "other.css", "", "other.css", "no file other.css"},
	} {
		t.Run(c.name, func(t *testing.T) {
			theme := fstest.MapFS{}
			if c.source != "" {
				theme = files(c.entry, c.source)
			}
			_, problems, err := Bundle(theme, c.entry, none)
			if err != nil {
				t.Fatal(err)
			}
			if len(problems) == 0 {
				t.Fatal("no problem found")
			}
			if got := problems[0]; got.Place.String() != c.place || !strings.Contains(got.Message, c.message) {
				t.Errorf("found %s: %s", got.Place, got.Message)
			}
		})
	}
}
