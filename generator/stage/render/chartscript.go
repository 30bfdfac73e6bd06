package render

import (
	"html/template"
	"path"

	"plainsight/generator/kit/language"
)

// The script that pages with charts have, and the one that it loads when a
// reader asks for the interactive view.
const (
	chartsFile      = "scripts/charts.js"
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

// chartScript is the element that a page with charts has in its head, with the
// words of the script as attributes: data-explorer-open="…". Where a value
// goes a word has its name in braces. The interactive view is named as a
// neighbour of the script. A theme that does not list the script has none.
func chartScript(words *language.Words, assets assets) template.HTML {
	script, listed := assets.addresses[chartsFile]
	if !listed {
		return ""
	}
	attributes := ""
	add := func(name, value string) {
		attributes += " data-" + name + `="` + template.HTMLEscapeString(value) + `"`
	}
	addWords := func(group string, names []string) {
		for _, name := range names {
			add(group+"-"+name, words.Word(group+"."+name, braced...))
		}
	}
	addWords("explorer", explorerWords)
	if assets.interactive() {
		add("bundle", path.Base(assets.addresses[interactiveFile]))
		addWords("interactive", interactiveWords)
	}
	return template.HTML(`<script src="` + script + `" defer` + attributes + `></script>`)
}

// braced gives each value as its own name in braces, {Period}.
var braced = func() (pairs []any) {
	for _, name := range scriptValues {
		pairs = append(pairs, name, "{"+name+"}")
	}
	return pairs
}()
