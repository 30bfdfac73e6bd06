package audit

import (
	"fmt"

	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/language"
)

var pageLanguage = diag.Code{
	ID: "page-language", Severity: diag.Error, Title: "A page does not say in which language it is",
	Text: "A screen reader chooses its voice by the language of the page, and of a passage in another language. Languages " +
		"are written as tags that everyone knows: en-GB, cy, ur. The direction of the writing is ltr, rtl or auto.",
	Example: `<html lang="en-GB" dir="ltr"> … <p lang="cy">Croeso</p>`,
}

func languagesKnown(p *page, report report) {
	whole := false
	for i, part := range p.parts(ofLanguages) {
		tag, has := part.Attr("lang")
		if part.Name == "html" && has {
			whole = true
		}
		if has && !language.IsTag(tag) {
			report(i, fmt.Sprintf("“%s” is not the tag of a language", tag), "Write a tag such as en-GB or cy.")
		}
		if dir, has := part.Attr("dir"); has && dir != "ltr" && dir != "rtl" && dir != "auto" {
			report(i, fmt.Sprintf("“%s” is not a direction of writing", dir), "Write ltr, rtl or auto.")
		}
	}
	if !whole {
		report(none, "the page does not say in which language it is", `Write the language into its first tag: <html lang="en-GB">.`)
	}
}
