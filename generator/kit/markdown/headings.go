package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/finding"
)

// runHeading is the parser of headings that also begins the run of numbers
// which the heading names: ## The board {#board run=board}.
type runHeading struct{ parser.BlockParser }

func (h runHeading) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	node, state := h.BlockParser.Open(parent, reader, pc)
	if heading, ok := node.(*ast.Heading); ok && parent.Kind() == ast.KindDocument {
		name := ""
		if found := markAtEnd.FindSubmatch(line); found != nil {
			name = address.Slug(string(found[2]))
		}
		readingOf(pc).runs.enter(heading.Level, name)
	}
	return node, state
}

// underlined is the parser of headings that a line of hyphens or equals signs
// under them makes. They are marked, since they are mistakes as a rule.
type underlined struct{ parser.BlockParser }

const underline = "underlined"

func (u underlined) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	node, state := u.BlockParser.Open(parent, reader, pc)
	if node != nil {
		node.SetAttributeString(underline, true)
	}
	return node, state
}

// prepareHeading tells of a heading that is made by a line under it, or that
// stands inside of something else.
func (r *reading) prepareHeading(heading *ast.Heading) {
	if _, under := heading.AttributeString(underline); under {
		r.tell(heading.Pos(), headingUnderlined,
			"write ## before the words if they are a heading; leave a blank line before the line of hyphens if not",
			"the line under these words makes them a heading")
	}
	if heading.Parent().Kind() != ast.KindDocument {
		r.tell(heading.Pos(), headingInside, "write it without the number sign, or outside",
			"a heading cannot stand inside of a paragraph, a list or a quotation")
	}
}

func registerHeadings(register renderer.NodeRendererFuncRegisterer) {
	register.Register(ast.KindHeading, func(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
		tag := "</p>\n"
		if entering {
			tag = "<p>"
		}
		_, err := w.WriteString(tag)
		return ast.WalkContinue, err
	})
}

// An outline follows the headings of a body.
type outline struct {
	level  int // of the last heading; the title of the page is 1
	reigns []reign
}

// A reign is a heading that says which findings stand under it. It ends with
// the next heading of its level or a higher one, and with a break.
type reign struct {
	level int
	kind  finding.Kind
}

func (o *outline) enter(level int, words string, rules Rules) {
	for len(o.reigns) > 0 && o.reigns[len(o.reigns)-1].level >= level {
		o.reigns = o.reigns[:len(o.reigns)-1]
	}
	o.level = level
	if rules.Finding == nil {
		return
	}
	if kind, ok := rules.Finding(words); ok {
		o.reigns = append(o.reigns, reign{level, kind})
	}
}

func (o *outline) leave() { o.reigns = nil }

// finding is the kind of the findings that stand here, "" for none.
func (o *outline) finding() finding.Kind {
	if len(o.reigns) == 0 {
		return ""
	}
	return o.reigns[len(o.reigns)-1].kind
}

// tellLevel tells of a heading that does not fit under the one before it.
func (r *reading) tellLevel(heading *ast.Heading, before int) {
	switch {
	case heading.Level == 1:
		r.tell(heading.Pos(), headingTooHigh, "begin it with ##",
			"the title of the page is its only heading with one number sign")
	case heading.Level > before+1:
		r.tell(heading.Pos(), headingSkips, "begin it with "+strings.Repeat("#", before+1),
			"this heading skips a level, which those who hear the page cannot follow")
	}
}

// graded parts the words of a heading from the grade after their last colon;
// without one, the grade is "".
func (rules Rules) graded(heading string) (words, grade string) {
	colon := strings.LastIndex(heading, ":")
	if colon < 0 || rules.Grade == nil {
		return heading, ""
	}
	grade = strings.TrimSpace(heading[colon+1:])
	if grade == "" || !rules.Grade(grade) {
		return heading, ""
	}
	return heading[:colon], grade
}
