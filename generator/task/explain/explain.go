// Package explain tells what the code of a problem means, with an example of
// how it is written rightly.
package explain

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/markdown"
	"plainsight/generator/kit/yaml"
	"plainsight/generator/stage/collect"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
	"plainsight/generator/stage/lint"
	"plainsight/generator/stage/reconcile"
	"plainsight/generator/stage/render"
	"plainsight/generator/stage/transcribe"
	"plainsight/generator/stage/write"
	"plainsight/generator/task/audit"
	"plainsight/generator/task/build"
)

// Codes lists the codes of all packages that find problems, in the order of
// their names.
func Codes() []diag.Code {
	all := slices.Concat(
		yaml.Codes, markdown.Codes,
		collect.Codes, decode.Codes, link.Codes, lint.Codes(), lint.TextCodes, reconcile.Codes, render.Codes, transcribe.Codes, write.Codes, audit.Codes(), build.Codes,
	)
	slices.SortFunc(all, func(a, b diag.Code) int { return cmp.Compare(a.ID, b.ID) })
	return all
}

// Code writes the paragraph of one code, or the keys of one kind of file. The
// error says which codes there are.
func Code(w io.Writer, id string) error {
	codes := Codes()
	ids := make([]string, len(codes))
	for i, code := range codes {
		if code.ID == id {
			explain(w, code)
			return nil
		}
		ids[i] = code.ID
	}
	for _, schema := range decode.Schemas {
		if schema.Name == id {
			file(w, schema)
			return nil
		}
		ids = append(ids, schema.Name)
	}
	if near := diag.Near(id, ids); near != "" {
		return fmt.Errorf("there is no code “%s”. Did you mean “%s”?", id, near)
	}
	return fmt.Errorf("there is no code “%s”. “plainsight explain” alone lists them all", id)
}

func explain(w io.Writer, code diag.Code) {
	fmt.Fprintf(w, "%s (%s, %s)\n\n%s\n\nFor example:\n\n", code.Title, code.ID, code.Severity, code.Text)
	for line := range strings.Lines(code.Example) {
		fmt.Fprintf(w, "    %s", line)
	}
	fmt.Fprintln(w)
}

// file lists the keys of a kind of file.
func file(w io.Writer, schema decode.Schema) {
	fmt.Fprintf(w, "The keys of %s:\n", schema.Files)
	for _, line := range schema.Lines() {
		name, indent := line.Key, ""
		if line.In != "" {
			name, indent = line.In+" / "+line.Key, "  "
		}
		needed := ""
		if line.Required {
			needed = " Needed."
		}
		fmt.Fprintf(w, "\n%s%s\n%s    %s%s\n%s    Write %s.\n", indent, name, indent, line.Doc, needed, indent, line.Write)
	}
}

// All lists every code with its title.
func All(w io.Writer) {
	for _, code := range Codes() {
		fmt.Fprintf(w, "%-20s %s\n", code.ID, code.Title)
	}
}
