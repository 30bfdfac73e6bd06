package importing

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/finding"
	"plainsight/generator/domain/framework"
	"plainsight/generator/stage/layout"
	"plainsight/generator/stage/plan"
	"plainsight/generator/stage/transcribe"
)

// bodyOf writes the blocks of a report as Markdown: each paragraph on one line,
// the words as printed.
func bodyOf(report transcribe.Report, s site) string {
	b := &body{rules: s.frameworkOf(report.Framework), sections: report.Sections, runs: runsOf(report.Blocks), named: map[string]int{}}
	for i, block := range report.Blocks {
		b.write(i, block)
	}
	if len(report.Notes) > 0 {
		b.part()
		b.text.WriteString("***\n")
		for _, note := range report.Notes {
			b.part()
			fmt.Fprintf(&b.text, "%s %s\n", sign(note.Mark), escaped(note.Text))
		}
	}
	return strings.TrimLeft(b.text.String(), "\n")
}

func (s site) frameworkOf(id string) framework.Framework {
	for _, one := range s.frameworks {
		if one.ID == id {
			return one.Framework
		}
	}
	return framework.Framework{}
}

type body struct {
	text     strings.Builder
	rules    framework.Framework
	sections map[int]string
	// runs are the headings at which a second run of numbers begins.
	runs map[int]string
	// kind is that of the findings that are being listed, "" for none.
	kind   finding.Kind
	level  int
	listed bool
	before layout.Block
	// named counts the headings that were given another name.
	named map[string]int
}

// part begins a block after an empty line.
func (b *body) part() { b.text.WriteString("\n"); b.listed = false }

func (b *body) write(i int, block layout.Block) {
	defer func() { b.before = block }()
	switch block.Kind {
	case layout.Heading:
		b.heading(i, block)
	case layout.Numbered:
		b.part()
		fmt.Fprintf(&b.text, "%d. %s\n", block.Number, inline(block.Text))
	case layout.Item:
		b.item(block.Text, block.Level, block.Inside)
	case layout.Table:
		b.table(block)
	default:
		// An inspectorate lists some findings as paragraphs without a mark.
		if b.kind != "" && b.rules.ID == "area-send" {
			b.item(block.Text, 0, false)
			return
		}
		b.part()
		fmt.Fprintf(&b.text, "%s\n", escaped(block.Text))
	}
}

func (b *body) heading(i int, block layout.Block) {
	words := block.Text
	if block.Beside != "" {
		words += ": " + block.Beside
	}
	if b.before.Kind == layout.Heading && strings.EqualFold(b.before.Text, block.Text) && block.Beside == "" {
		return // a table repeats the heading above it
	}
	b.part()
	mark := b.mark(i, block)
	fmt.Fprintf(&b.text, "%s %s%s\n", strings.Repeat("#", block.Level), inline(words), mark)
	if kind, holds := b.rules.FindingUnder(layout.Unsigned(block.Text)); holds {
		b.kind, b.level = kind, block.Level
	} else if block.Level <= b.level {
		b.kind = ""
	}
}

// mark names a heading at which a second run of numbers begins, that of an area,
// by which its grade finds it, or one whose own name would be that of another
// part of the page.
func (b *body) mark(i int, block layout.Block) string {
	slug := address.Slug(layout.Unsigned(block.Text))
	switch {
	case b.runs[i] != "":
		return fmt.Sprintf(" {#%s run=%s}", b.runs[i], b.runs[i])
	case b.sections[i] != "" && i >= 0:
		return fmt.Sprintf(" {#%s}", b.sections[i])
	case !slices.Contains(plan.InspectionAnchors, slug):
		return ""
	}
	b.named[slug]++
	if n := b.named[slug]; n > 1 {
		return fmt.Sprintf(" {#report-%s-%d}", slug, n)
	}
	return fmt.Sprintf(" {#report-%s}", slug)
}

func (b *body) item(words string, level int, inside bool) {
	if !b.listed {
		b.part()
		b.listed = true
	}
	indent := strings.Repeat("  ", level)
	if inside {
		indent += "    "
	}
	fmt.Fprintf(&b.text, "%s- %s\n", indent, escaped(words))
}

// table writes rows. Findings in rows of two columns are items, with who is to
// act before what is to be done.
func (b *body) table(block layout.Block) {
	rows := block.Rows
	if kind, holds := b.rules.FindingUnder(rows[0][1]); holds && len(rows) > 1 {
		b.part()
		fmt.Fprintf(&b.text, "%s\n", escaped(pair(rows[0])))
		if b.kind != kind {
			b.heading(-1, layout.Block{Kind: layout.Heading, Level: min(b.level+1, 6), Text: rows[0][1]})
		}
		for _, row := range rows[1:] {
			b.item(pair(row), 0, false)
		}
		return
	}
	b.part()
	for i, row := range rows {
		cells := make([]string, len(row))
		for j, cell := range row {
			cells[j] = inline(cell)
		}
		fmt.Fprintf(&b.text, "| %s |\n", strings.Join(cells, " | "))
		if i == 0 {
			fmt.Fprintf(&b.text, "|%s\n", strings.Repeat("---|", len(row)))
		}
	}
}

func pair(row []string) string { return strings.Trim(row[0]+": "+row[1], ": ") }

// runsOf finds the headings at which numbers begin again from 1: of those
// between two numbers the one that is highest.
func runsOf(blocks []layout.Block) map[int]string {
	runs := map[int]string{}
	best, last := -1, 0
	for i, block := range blocks {
		switch {
		case block.Kind == layout.Heading && (best < 0 || block.Level < blocks[best].Level):
			best = i
		case block.Kind == layout.Numbered:
			if block.Number == 1 && last > 0 && best >= 0 {
				runs[best] = runName(blocks[best].Text)
			}
			best, last = -1, block.Number
		}
	}
	return runs
}

var sign = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹").Replace

// What Markdown would take for mark-up is escaped, wherever it stands, and at
// the beginning of a block.
var (
	special  = regexp.MustCompile("[\\\\`*_\\[\\]<>{}|~]")
	entity   = regexp.MustCompile(`&([#a-zA-Z0-9]+;)`)
	counting = regexp.MustCompile(`^(\d{1,9})([.)])`)
	opening  = []string{"#", "+", "-", "=", ">", ":"}
)

func inline(words string) string {
	return entity.ReplaceAllString(special.ReplaceAllString(words, `\$0`), `\&$1`)
}

func escaped(words string) string {
	words = inline(words)
	if counting.MatchString(words) {
		return counting.ReplaceAllString(words, `$1\$2`)
	}
	if slices.ContainsFunc(opening, func(mark string) bool { return strings.HasPrefix(words, mark) }) {
		return `\` + words
	}
	return words
}
