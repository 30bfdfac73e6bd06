package decode

import (
	"slices"

	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/markdown"
)

var pageKeys = []key{
	{name: "title", form: text, required: true, doc: "The heading of the page."},
	{name: "summary", form: text, doc: "A sentence on what the page says, for lists and searchers."},
	aliasesKey,
	correctionsKey,
	langKey,
	embargoKey,
	draftKey,
}

// PagesFolder is where the pages of the site's own words lie.
const PagesFolder = "content/pages"

func readPage(file source, docs *Documents) []diag.Problem {
	f, body, line, problems := front(file, pageKeys, docs)
	if f == nil {
		return problems
	}
	f.named(file)
	text, more := textOf(f, body, line, markdown.Rules{Retired: docs.retired(file)})
	docs.Pages = append(docs.Pages, Page{
		ID:          file.id(),
		Title:       f.text("title"),
		Summary:     f.text("summary"),
		Aliases:     f.aliases(),
		Corrections: f.corrections(),
		Release:     f.release(),
		From:        f.from,
		Text:        text,
	})
	return slices.Concat(problems, f.problems, more)
}
