package render

import (
	"bytes"
	"io/fs"
	"strings"
	"testing"
	"text/template"
)

// TestAnActionAloneOnALineLeavesNoLine holds the white space of templates
// against what is to be left of it, where each condition holds and where none does.
func TestAnActionAloneOnALineLeavesNoLine(t *testing.T) {
	for written, want := range map[string][2]string{
		"<a>\n{{if .}}\n<b>\n{{end}}\n<c>\n":                   {"<a>\n<b>\n<c>", "<a>\n<c>"},
		"<a>\n  {{with .}}\n  <b>\n  {{else}}\n<d>\n{{end}}\n": {"<a>\n<b>", "<a>\n<d>"},
		"<a>\n{{range .}}\n<b>\n{{end}}\n<c>":                  {"<a>\n<b>\n<b>\n<c>", "<a>\n<c>"},
		"<a>\n{{range .}}<b>{{end}}\n<c>":                      {"<a>\n<b><b>\n<c>", "<a>\n\n<c>"},
		"<a>\n{{range .}}\n<b>{{end}}\n<c>":                    {"<a>\n\n<b>\n<b>\n<c>", "<a>\n\n<c>"},
		"<a>\n{{$b := .}}\n<c>":                                {"<a>\n<c>", "<a>\n<c>"},
		"a {{if .}}b{{end}} c\n{{if .}}d{{end}}\n\n e":         {"a b c\nd\ne", "a  c\n\ne"},
		"{{if .}}\n<a>{{if .}}\n{{end}}<b>\n{{end}}":           {"<a>\n<b>", ""},
		"<a>\n{{range .}}\n{{continue}}\n<b>\n{{end}}\n<c>":    {"<a>\n\n\n\n<c>", "<a>\n\n<c>"},
	} {
		made, err := template.New("").Parse(written)
		if err != nil {
			t.Fatal(err)
		}
		trim(made.Root, true)
		trimEnds(made.Root)
		for i, data := range [][]string{{"1", "2"}, nil} {
			var got strings.Builder
			if err := made.Execute(&got, data); err != nil {
				t.Fatal(err)
			}
			if got.String() != want[i] {
				t.Errorf("%q gives %q, not %q", written, got.String(), want[i])
			}
		}
	}
}

// TestNoDataIsTakenForAScript: html/template takes data-one for a handler of events,
// as it takes onclick, and writes its words as a script has them, in quotation marks.
func TestNoDataIsTakenForAScript(t *testing.T) {
	files := 0
	err := fs.WalkDir(clearprint, "templates", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(clearprint, name)
		if files++; bytes.Contains(text, []byte(" data-on")) {
			t.Errorf("%s has an attribute that begins with data-on", name)
		}
		return err
	})
	if err != nil || files == 0 {
		t.Fatal(files, err)
	}
}
