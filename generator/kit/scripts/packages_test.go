package scripts

import (
	"strings"
	"testing"
)

// A package is found where npm puts it, by the name in its package.json.
func TestAScriptWithPackages(t *testing.T) {
	theme := files(
		"scripts/draw.js", "import { line } from 'charts/parts'\nimport whole from '@we/whole'\nimport { old } from 'old'\nconsole.log(line, whole, old)\n",
		"node_modules/charts/package.json", `{"name": "charts", "main": "other.js"}`,
		"node_modules/charts/parts.js", "import { round } from 'round'\nexport const line = round('line')\n",
		"node_modules/round/package.json", `{"main": "main.js"}`,
		"node_modules/round/main.js", "throw 'the wrong round'",
		"node_modules/charts/node_modules/round/package.json", `{"main": "main.js", "module": "./round.mjs"}`,
		"node_modules/charts/node_modules/round/round.mjs", "export const round = (x) => 'rounded ' + x",
		"node_modules/@we/whole/package.json", `{"main": "a/b.js"}`,
		"node_modules/@we/whole/a/b.js", "export default 'all of us'",
		"node_modules/old/index.js", "export const old = 'without a word of itself'",
	)
	made, problems, err := Bundle(theme, "scripts/draw.js", none)
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	for _, part := range []string{"rounded ", "all of us", "without a word of itself"} {
		if !strings.Contains(string(made), part) {
			t.Errorf("%q is not in %s", part, made)
		}
	}
	if strings.Contains(string(made), "the wrong round") {
		t.Errorf("the farther of two packages is in %s", made)
	}
}

// What a package says to be idle is left out where nothing of it is used.
func TestIdleFilesAreLeftOut(t *testing.T) {
	for _, c := range []struct {
		name, says, file string
		left             bool
	}{
		{"nothing said", `{}`, "lib/a.js", false},
		{"not read", `{"sideEffects": `, "lib/a.js", false},
		{"all idle", `{"sideEffects": false}`, "lib/a.js", true},
		{"all busy", `{"sideEffects": true}`, "lib/a.js", false},
		{"others are busy", `{"sideEffects": ["b.js", "lib/b.js", "more/**/*.js"]}`, "lib/a.js", true},
		{"it is busy", `{"sideEffects": ["./lib/*.js"]}`, "lib/a.js", false},
		{"it is busy somewhere below", `{"sideEffects": ["lib/**/*.js"]}`, "lib/deep/a.js", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			theme := files(
				"main.js", "import { used } from 'p/all.js'\nconsole.log(used)\n",
				"node_modules/p/package.json", c.says,
				"node_modules/p/all.js", "export { used } from './used.js'\nexport { a } from './"+c.file+"'\n",
				"node_modules/p/used.js", "export const used = 'used'",
				"node_modules/p/"+c.file, "globalThis.a = 'unasked'\nexport const a = 1",
			)
			made, problems, err := Bundle(theme, "main.js", none)
			if err != nil || len(problems) > 0 {
				t.Fatal(problems, err)
			}
			if left := !strings.Contains(string(made), "unasked"); left != c.left {
				t.Errorf("made %s", made)
			}
		})
	}
}

func TestOurOwnFilesAreNeverIdle(t *testing.T) {
	theme := files(
		"package.json", `{"sideEffects": false}`,
		"main.js", "import './more.js'\n",
		"more.js", "console.log('more')\n",
	)
	made, problems, err := Bundle(theme, "main.js", none)
	if err != nil || len(problems) > 0 || !strings.Contains(string(made), "more") {
		t.Errorf("made %s with %v, %v", made, problems, err)
	}
}
