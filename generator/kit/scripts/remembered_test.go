package scripts

import (
	"maps"
	"testing"
	"testing/fstest"

	"plainsight/generator/kit/memory"
)

// TestWhatIsRememberedIsWhatWouldBeMade changes a theme in every way that a
// bundle can depend on, each time with the memory of all that was before: the
// bundle is that of the theme as it is.
func TestWhatIsRememberedIsWhatWouldBeMade(t *testing.T) {
	theme := files(
		"main.css", "@import \"./tokens.css\";\nbody { background: url(paper.png) }\n",
		"tokens.css", "a { color: #15191e }\n",
		"main.ts", "import { say } from './say'\nimport { draw } from 'charts'\nsay(draw())\n",
		"say.ts", "export function say(words: string) { console.log(words) }\n",
		"node_modules/charts/package.json", `{"module": "draw.js"}`,
		"node_modules/charts/draw.js", "export function draw() { return 'draw' }\nconsole.log('idle?')\n",
		"node_modules/charts/other.js", "export function draw() { return 'other' }\n",
	)
	written := "a.png"
	address := func(file string) (string, bool) { return written, file == "paper.png" }
	remembered := memory.Open(t.TempDir())
	defer remembered.Close()

	change := func(name, text string) func() { return func() { maps.Copy(theme, files(name, text)) } }
	for _, step := range []struct {
		name   string
		change func()
	}{
		{"nothing", func() {}},
		{"the style itself", change("main.css", "@import \"./tokens.css\";\np { background: url(paper.png) }\n")},
		{"an import of the style", change("tokens.css", "a { color: #ffffff }\n")},
		{"a fault", change("tokens.css", "a { color: }}\n")},
		{"a fault that is mended", change("tokens.css", "a { color: #ffffff }\n")},
		{"the address of a picture", func() { written = "b.png" }},
		{"a picture that has no address", func() { address = none }},
		{"one that has one again", func() { address = func(string) (string, bool) { return "c.png", true } }},
		{"an import of the script", change("say.ts", "export function say(words: string) { alert(words) }\n")},
		{"a file that is found before another", change("say", "export function say() {}\n")},
		{"a folder of that name", func() { delete(theme, "say"); change("say/file", "")() }},
		{"the file that is gone", func() { delete(theme, "say.ts") }},
		{"a file of another ending", change("say.js", "export function say() { alert() }\n")},
		{"what a package says of itself", change("node_modules/charts/package.json", `{"module": "other.js"}`)},
		{"a package that is idle", change("node_modules/charts/package.json", `{"module": "draw.js", "sideEffects": false}`)},
		{"a package that is gone", func() { delete(theme, "node_modules/charts/package.json") }},
	} {
		t.Run(step.name, func(t *testing.T) {
			step.change()
			for _, entry := range []string{"main.css", "main.ts"} {
				want, wanted, err := Bundle(theme, entry, address)
				if err != nil {
					t.Fatal(err)
				}
				for _, turn := range []string{"made", "remembered"} {
					got, problems, err := Remembered(remembered, theme, entry, address)
					if err != nil || len(problems) != len(wanted) || string(got) != string(want) {
						t.Errorf("%s was %s as %q %v %v, want %q %v", entry, turn, got, problems, err, want, wanted)
					}
				}
			}
		})
	}
}

// TestABundleIsRemembered: the second time esbuild is not asked, which is seen
// by a bundle that was put in the place of the first.
func TestABundleIsRemembered(t *testing.T) {
	theme := files("main.css", "@import \"./tokens.css\";\n", "tokens.css", "a { color: red }\n")
	remembered := memory.Open(t.TempDir())
	defer remembered.Close()
	bundle := func(theme fstest.MapFS) string {
		made, problems, err := Remembered(remembered, theme, "main.css", none)
		if err != nil || len(problems) > 0 {
			t.Fatal(problems, err)
		}
		return string(made)
	}
	first := bundle(theme)
	noted := listen(theme, none)
	if _, known := noted.recall(remembered, "main.css"); !known {
		t.Fatal("it is not remembered")
	}
	remembered.Keep(bundleOf("main.css", noted.inOrder()), []byte("another"))
	if second := bundle(theme); second != "another" {
		t.Errorf("the second is %q", second)
	}
	theme["tokens.css"].Data = []byte("a { color: blue }\n")
	if third := bundle(theme); third == "another" || third == first {
		t.Errorf("the third is %q", third)
	}
}
