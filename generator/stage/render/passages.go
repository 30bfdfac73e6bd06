package render

import (
	"html/template"

	"plainsight/generator/kit/language"
)

// langOf is the language of an element and how it is written, as attributes.
func langOf(tag string) string {
	return ` lang="` + template.HTMLEscapeString(tag) + `" dir="` + language.Direction(tag) + `"`
}
