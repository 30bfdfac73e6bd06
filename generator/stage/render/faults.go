package render

import (
	"fmt"
	"regexp"
	"strconv"

	"plainsight/generator/domain/address"
	"plainsight/generator/kit/diag"
)

// Codes are the kinds of problems that this package finds.
var Codes = []diag.Code{faulty, unsaid, unknownLanguage, wrongManifest, lackingFile}

var (
	faulty = diag.Code{
		ID: "template", Severity: diag.Error, Title: "A template cannot be read or used",
		Text: "A template of the theme is missing or not written as Go's templates are. The names of what a page shows " +
			"begin with a full stop, as in {{.Title}}, and everything that is opened by {{if}}, {{range}} or {{with}} is " +
			"closed by {{end}}.",
		Example: "{{if .Record.Published.Known}}{{date .Record.Published}}{{end}}",
	}
	unsaid = diag.Code{
		ID: "word-missing", Severity: diag.Error, Title: "A template asks for words that the language file does not have",
		Text: "All words of the interface stand in the language file, so that they can be read in one place and " +
			"translated. A template asks for them by name, and gives every value that the words have a place for.",
		Example: "in the template {{word \"paragraph.name\" \"Number\" .Number}}, in languages/en.yaml  paragraph: {name: \"Paragraph {{.Number}}\"}",
	}
	unknownLanguage = diag.Code{
		ID: "language-file", Severity: diag.Error, Title: "The words of the interface cannot be read",
		Text: "The theme has one file of words a language in its folder languages, named by the language: en.yaml for all " +
			"English, en-GB.yaml for British English alone. Words stand below their names; words with a number in them " +
			"have a form \"other\" and as many more of zero, one, two, few and many as the language needs.",
		Example: "paragraph:\n  name: Paragraph {{.Number}}\n  count: {one: \"{{.Count}} paragraph\", other: \"{{.Count}} paragraphs\"}",
	}
	wrongManifest = diag.Code{
		ID: "theme-file", Severity: diag.Error, Title: "theme.yaml cannot be read",
		Text: "The file theme.yaml lists the styles, scripts and other files that the pages of a theme use, and the extras " +
			"that are used where they have been fetched.",
		Example: "styles: [styles/main.css]\nscripts: [scripts/main.js]",
	}
	lackingFile = diag.Code{
		ID: "theme-file-missing", Severity: diag.Error, Title: "A file that the theme lists is missing",
		Text: "A file that theme.yaml names, or a part of an extra that is there otherwise, cannot be found in any of the " +
			"themes of the site. An extra that is missing as a whole is left out and is no problem.",
		Example: "npm ci --ignore-scripts",
	}
)

// A Fault is a problem of a template that shows only when a page is made.
type Fault struct {
	diag.Problem
	Page address.Page
}

// OnPage is the problem with the page on which it showed.
func (f *Fault) OnPage() diag.Problem {
	problem := f.Problem
	problem.Message += fmt.Sprintf(" (on the page %s)", f.Page)
	return problem
}

func (f *Fault) Error() string {
	return fmt.Sprintf("%s: %s (on the page %s)", f.Place, f.Message, f.Page)
}

// located is how Go's templates tell where a fault is: by the name of the
// template, the line and sometimes the column, which counts from 0.
var spoken = regexp.MustCompile(`(?s)^(?:html/)?template: ?([^:]*):(?:(\d+)(?::(\d+))?:)? (.*)$`)

// executing is what stands before the cause of a fault.
var executing = regexp.MustCompile(`^executing "[^"]*" at <(.*?)>: (.*)$`)

// problem gives a fault of a template its place.
func (s sources) problem(err error) diag.Problem {
	parts := spoken.FindStringSubmatch(err.Error())
	if parts == nil {
		return faulty.At(diag.Place{File: templatesFolder}, "%s", err)
	}
	place := diag.Place{File: s.file(parts[1])}
	place.Line, _ = strconv.Atoi(parts[2])
	if column, err := strconv.Atoi(parts[3]); err == nil {
		place.Column = column + 1
	}
	if cause := executing.FindStringSubmatch(parts[4]); cause != nil {
		return faulty.At(place, "%s", cause[2]).Try("Look at “%s”.", cause[1])
	}
	return faulty.At(place, "%s", parts[4])
}

// fault is the error of a page that could not be made.
func (s sources) fault(err error, page address.Page) *Fault {
	problem := s.problem(err)
	problem.Place = located(s.theme, problem.Place)
	return &Fault{problem, page}
}

func (s sources) file(name string) string {
	if file, known := s.files[name]; known {
		return file
	}
	return name
}
