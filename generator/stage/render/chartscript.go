package render

import (
	"encoding/json"
	"fmt"
	"html/template"
	"path"
	"strings"

	"plainsight/generator/kit/language"
	"plainsight/generator/stage/plan"
)

// The script that pages with charts have, the style of what it adds to them, and
// the script that it loads when a reader asks for the interactive view.
const (
	chartsFile      = "scripts/charts.js"
	explorerFile    = "styles/explorer.css"
	interactiveFile = "scripts/interactive.js"
)

// The words of these scripts, which have none of their own.
var (
	explorerWords = []string{
		"open", "name", "inside", "keys", "point", "rose", "fell", "same", "rose-since", "fell-since", "same-since",
		"series", "remark", "break", "edge", "no-inspection", "help", "help-along", "help-across", "help-ends",
		"help-inspection", "help-leave", "close",
	}
	interactiveWords = []string{
		"open", "name", "close", "close-name", "opened", "failed", "zoom-in", "zoom-out", "before", "after",
	}
	// scriptValues are the values that the scripts put in.
	scriptValues = []string{"Name", "Of", "Address", "Licence", "Chart", "Period", "Value", "Change", "Since", "Series", "Words", "Remark", "Break"}
)

// interactive tells whether the interactive view has been fetched.
func (a assets) interactive() bool {
	_, fetched := a.addresses[interactiveFile]
	return fetched
}

// chartScript is the element that a page with charts has in its head. What the
// script loads is named as its neighbour. A theme that does not list the script
// has none.
func chartScript(assets assets) template.HTML {
	script, listed := assets.addresses[chartsFile]
	if !listed {
		return ""
	}
	loads := ""
	for _, one := range []struct{ name, file string }{{"style", explorerFile}, {"bundle", interactiveFile}} {
		if loaded, made := assets.addresses[one.file]; made {
			loads += ` data-` + one.name + `="` + path.Base(loaded) + `"`
		}
	}
	return template.HTML(`<script src="` + script + `" defer` + loads + `></script>`)
}

// wordsScript is the element for the words of the scripts, on pages that have
// something to copy or to explore.
func wordsScript(frame plan.Frame, tag string, assets assets) template.HTML {
	script, made := assets.addresses[wordsFile(tag)]
	if !made || copying(frame) == "" && (!frame.Charted || frame.Edition != "") {
		return ""
	}
	return template.HTML(`<script src="` + script + `" defer></script>`)
}

// say lays the words of the scripts in a language beside them, in a script of
// its own: a browser fetches them once, and pages do not repeat them. Where a
// value goes a word has its name in braces.
func (w *workshop) say(tag string, words *language.Words) {
	said := map[string]string{}
	add := func(group string, names []string) {
		for _, name := range names {
			said[humped(group+"-"+name)] = words.Word(group+"."+name, braced...)
		}
	}
	for _, name := range copyWords {
		said[humped(name)] = words.Word("copy."+name, braced...)
	}
	if _, listed := w.made.addresses[chartsFile]; listed {
		add("explorer", explorerWords)
		if w.made.interactive() {
			add("interactive", interactiveWords)
		}
	}
	text, err := json.Marshal(said)
	if err != nil {
		panic(err) // texts can be written
	}
	w.add(wordsFile(tag), ".js", fmt.Appendf(nil, "self.words=%s;\n", text))
}

// wordsFile is what the words of the scripts in a language are called.
func wordsFile(tag string) string { return "words-" + tag + ".js" }

// humped is a name of several parts as scripts write it, "explorerOpen".
func humped(name string) string {
	parts := strings.Split(name, "-")
	for i, part := range parts[1:] {
		parts[i+1] = strings.ToUpper(part[:1]) + part[1:]
	}
	return strings.Join(parts, "")
}

// braced gives each value as its own name in braces, {Period}.
var braced = func() (pairs []any) {
	for _, name := range scriptValues {
		pairs = append(pairs, name, "{"+name+"}")
	}
	return pairs
}()
