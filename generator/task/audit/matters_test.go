package audit

import (
	"fmt"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"plainsight/generator/stage/render"
)

// foundOn is what the rules find on a page, each part of which has to do with
// what it has, or with everything.
func foundOn(written string, everything bool) string {
	p := newPage(render.Artifact{Path: "a/index.html", Bytes: []byte(written)}, newSite(nil, "https://plainton.example/", nil))
	defer p.release()
	if everything {
		for i := range p.matters {
			p.matters[i] |= ofEverything
		}
		p.list()
		p.aim()
	}
	var found strings.Builder
	for _, rule := range rules {
		if rule.look != nil {
			rule.look(p, func(part int, wrong, try string) { fmt.Fprintln(&found, rule.code.ID, part, wrong, try) })
		}
	}
	fmt.Fprintln(&found, p.site.look(0, p), p.leads)
	return found.String()
}

// FuzzMatters: a rule that looks at what can matter to it finds what it would
// find if it looked at all.
func FuzzMatters(f *testing.F) {
	f.Add(`<main id="grades"><h1>Grades</h1><svg role="img" aria-labelledby="grades"></svg></main>`)
	frame := read(f, "testdata/page.html")
	archives, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range archives {
		for _, file := range txtar.Parse([]byte(read(f, name))).Files {
			if path.Ext(file.Name) == ".html" {
				f.Add(string(file.Data))
				f.Add(strings.Replace(frame, "<!-- here -->\n", string(file.Data), 1))
			}
		}
	}
	f.Add(`<svg><use href="#x"/><a target="_blank" icon="//b" xlink:href="#a" fill="url(#b)" ONCLICK="" d=" JavaScript:"></a></svg><table role="link"><caption autoplay lang="?">`)
	f.Fuzz(func(t *testing.T, written string) {
		if some, all := foundOn(written, false), foundOn(written, true); some != all {
			t.Errorf("on\n%s\nis found\n%s\nand where all is looked at\n%s", written, some, all)
		}
	})
}
