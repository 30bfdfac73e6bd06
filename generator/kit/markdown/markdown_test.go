package markdown

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"plainsight/generator/domain/document"
	"plainsight/generator/domain/finding"
	"plainsight/generator/kit/diag"
)

var update = flag.Bool("update", false, "write the expected blocks anew")

// Every archive in testdata tells of one construct. Its cases are pairs of
// files: what people write, and the blocks, links and problems that follow
// from it. Bodies in report/ have numbered paragraphs, those in page/ have not.
// A file with the ending .gaps lists the gaps of its case; one with the ending
// .items says that items of lists have addresses.
func TestConstructs(t *testing.T) {
	archives, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil || len(archives) < 9 {
		t.Fatalf("%d archives, %v", len(archives), err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.ToSlash(name)[len("testdata/"):], ".txtar"), func(t *testing.T) {
			checkArchive(t, name)
		})
	}
}

func checkArchive(t *testing.T, name string) {
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, file := range archive.Files {
		files[file.Name] = string(file.Data)
	}
	rules := testRules
	rules.Embeds = []string{"chart"}
	rules.Numbered = strings.Contains(filepath.ToSlash(name), "/report/")
	written := txtar.Archive{Comment: archive.Comment}
	for _, file := range archive.Files {
		story, isCase := strings.CutSuffix(file.Name, ".md")
		if !isCase {
			continue
		}
		gaps, hasGaps := files[story+".gaps"]
		rules.Gaps = strings.Fields(gaps)
		_, rules.Items = files[story+".items"]
		got := dump(Parse(file.Name, file.Data, 1, rules))
		if got != files[story+".txt"] && !*update {
			t.Errorf("%s:\n%s\nwant:\n%s", story, got, files[story+".txt"])
		}
		if hasGaps {
			written.Files = append(written.Files, txtar.File{Name: story + ".gaps", Data: []byte(gaps)})
		}
		if rules.Items {
			written.Files = append(written.Files, txtar.File{Name: story + ".items"})
		}
		written.Files = append(written.Files, file, txtar.File{Name: story + ".txt", Data: []byte(got)})
	}
	if *update {
		if err := os.WriteFile(name, txtar.Format(&written), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// testRules are those of a framework with two kinds of findings and four
// grades.
var testRules = Rules{
	Finding: func(heading string) (finding.Kind, bool) {
		kind, ok := map[string]finding.Kind{
			"What needs to improve":  finding.Improvement,
			"What needs to improve?": finding.Improvement,
			"Strengths":              finding.Strength,
			"Recommendations":        finding.Recommendation,
		}[heading]
		return kind, ok
	},
	Grade: func(words string) bool {
		return slices.Contains([]string{"outstanding", "good", "inadequate"}, words)
	},
}

// dump writes what was read in a form that reads like a page.
func dump(body document.Body, links []Link, problems []diag.Problem) string {
	var out strings.Builder
	for _, block := range body.Blocks {
		fmt.Fprintf(&out, "%s\n", headline(block))
		content(&out, "    ", block)
		for _, item := range block.Items {
			fmt.Fprintf(&out, "  item%s\n", facts(item))
			content(&out, "      ", item)
		}
	}
	for _, link := range links {
		what := "link"
		if link.Image {
			what = "picture"
		}
		fmt.Fprintf(&out, "%s %s at %d:%d\n", what, link.Target, link.Place.Line, link.Place.Column)
	}
	for _, p := range problems {
		fmt.Fprintf(&out, "%s %s at %d:%d: %s\n    %s\n", p.Severity, p.Code, p.Place.Line, p.Place.Column, p.Message, p.Hint)
	}
	return out.String()
}

func headline(block document.Block) string {
	switch {
	case block.Kind == document.Heading:
		return fmt.Sprintf("heading %d%s", block.Level, facts(block))
	case block.Kind == document.Numbered:
		return fmt.Sprintf("paragraph %s%s", block.Number, facts(block))
	case block.Ordered:
		return fmt.Sprintf("list from %d%s", block.Start, facts(block))
	}
	return string(block.Kind) + facts(block)
}

func facts(block document.Block) string {
	facts := ""
	if block.ID != "" {
		facts += " #" + block.ID
	}
	if block.Lang != "" {
		facts += ", in " + block.Lang
	}
	if block.Grade != "" {
		facts += ", grade " + block.Grade
	}
	if block.Finding != "" {
		facts += ", " + block.Finding
	}
	return fmt.Sprintf("%s, line %d", facts, block.Line)
}

func content(out *strings.Builder, indent string, block document.Block) {
	if block.HTML != "" {
		fmt.Fprintf(out, "%s%s\n", indent, strings.ReplaceAll(block.HTML, "\n", "\n"+indent))
	}
	if block.Words != block.HTML {
		fmt.Fprintf(out, "%s= %s\n", indent, block.Words)
	}
}

func TestCodesAreInOrderAndSayWhatToDo(t *testing.T) {
	for i, code := range Codes {
		if code.ID == "" || code.Title == "" || code.Text == "" || code.Example == "" || code.Severity == "" {
			t.Errorf("%q is not told in full", code.ID)
		}
		if i > 0 && Codes[i-1].ID >= code.ID {
			t.Errorf("%s stands after %s", code.ID, Codes[i-1].ID)
		}
	}
}
