package markdown

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A numbered node is a paragraph with its printed number. What is indented
// under it belongs to it, as with an item of a list.
type numbered struct {
	ast.BaseBlock
	number string
	// anchor is the address that the number gives.
	anchor string
	// indent is how far the number is indented, width how far the words after
	// it are; both in columns.
	indent, width int
}

var kindNumbered = ast.NewNodeKind("Numbered")

func (n *numbered) Kind() ast.NodeKind { return kindNumbered }

func (n *numbered) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Number": n.number}, nil)
}

// numberedParser opens a numbered paragraph where runs.judge says so. It stands
// before the parser of lists, which would count the paragraphs anew.
type numberedParser struct{}

func (numberedParser) Trigger() []byte { return []byte("123456789") }

func (numberedParser) CanInterruptParagraph() bool { return true }

func (numberedParser) CanAcceptIndentedLine() bool { return false }

func (numberedParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	r := readingOf(pc)
	c, ok := r.candidate(parent, reader, pc)
	if !ok {
		return nil, parser.NoChildren
	}
	verdict := r.runs.judge(c)
	if verdict == words {
		return nil, parser.NoChildren
	}
	_, segment := reader.PeekLine()
	offset := segment.Start + pc.BlockOffset()
	r.tellNumber(offset, c, verdict)
	r.runs.take(c.number, offset, verdict)
	spaces := util.TrimLeftSpaceLength(c.rest)
	if spaces == len(c.rest) && spaces > 0 {
		spaces-- // the end of the line stays
	}
	reader.Advance(pc.BlockOffset() + c.width + spaces)
	return &numbered{
		number: c.number.String(),
		anchor: r.runs.current().prefix + c.number.anchor(),
		indent: pc.BlockIndent(),
		width:  pc.BlockIndent() + c.width + 1,
	}, parser.HasChildren
}

// candidate reads the line as one that may open a paragraph: in the body
// itself, not in a list or a quotation.
func (r *reading) candidate(parent ast.Node, reader text.Reader, pc parser.Context) (candidate, bool) {
	if parent.Kind() != ast.KindDocument || pc.BlockOffset() < 0 {
		return candidate{}, false
	}
	line, _ := reader.PeekLine()
	c, ok := readNumber(line[pc.BlockOffset():])
	last := pc.LastOpenedBlock().Node
	c.fresh = last == nil || !ast.IsParagraph(last)
	c.ended = !c.fresh && r.endsSentence(last)
	return c, ok
}

// endsSentence tells whether the last line of the paragraph ends a sentence.
func (r *reading) endsSentence(paragraph ast.Node) bool {
	line := paragraph.Lines().At(paragraph.Lines().Len() - 1)
	written := bytes.TrimSpace(line.Value(r.source))
	if at := markAtEnd.FindIndex(written); at != nil {
		written = bytes.TrimSpace(written[:at[0]])
	}
	written = bytes.TrimRight(written, "*_)]\"'’”")
	return len(written) > 0 && strings.IndexByte(".?!:;", written[len(written)-1]) >= 0
}

func (numberedParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	paragraph := node.(*numbered)
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		reader.AdvanceToEOL()
		return parser.Continue | parser.HasChildren
	}
	indent, _ := util.IndentWidth(line, reader.LineOffset())
	if indent < paragraph.indent+2 {
		return parser.Close
	}
	position, padding := util.IndentPosition(line, reader.LineOffset(), min(indent, paragraph.width))
	reader.AdvanceAndSetPadding(position, padding)
	return parser.Continue | parser.HasChildren
}

func (numberedParser) Close(ast.Node, text.Reader, parser.Context) {}

// tellNumber notes the problem with a number, if there is one.
func (r *reading) tellNumber(offset int, c candidate, v verdict) {
	if v == expected || v == allowed {
		return
	}
	n := c.number.String()
	at := r.runs.current()
	escape := fmt.Sprintf("if it is no paragraph number, put a backslash before its full stop: %s\\.", n)
	if len(c.number) > 1 && !c.stop {
		escape = fmt.Sprintf("if it is no paragraph number, put a backslash before its full stop: %s", strings.Replace(n, ".", "\\.", 1))
	}
	list := func(numbers string) string { return fmt.Sprintf("`gaps: [%s]` in the front matter", numbers) }
	switch v {
	case missing:
		lack, listed := r.runs.between(c.number)
		r.tell(offset, numberMissing,
			fmt.Sprintf("write what is missing; if the source itself skips it, add %s; %s", list(listed), escape),
			"paragraph %s follows here, but %s missing", n, lack)
	case outOfOrder:
		r.tell(offset, numberOutOfOrder,
			fmt.Sprintf("put it in its place; if the source itself has it here, add %s; %s", list(n), escape),
			"paragraph %s stands after paragraph %s", n, at.last)
	case repeated:
		r.tell(offset, numberRepeated,
			fmt.Sprintf("number it as the source does; if the source itself repeats it, add %s; if a second run of numbers begins, name it at its heading: {#board run=board}; %s", list(n), escape),
			"paragraph %s is here twice, first on line %d", n, r.line(at.offsets[n]))
	}
}

// orderedInside is the parser of lists in a body with numbered paragraphs. A
// list that is counted stands there inside of a paragraph or an item only, on
// a line of its own, begins with 1, and goes on with the next number; any
// other number at the beginning of a line is words and is shown.
type orderedInside struct{ parser.BlockParser }

func (o orderedInside) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	if counted, digits := leadingDigits(line); counted {
		inside := parent.Kind() == kindNumbered || parent.Kind() == ast.KindListItem
		if !inside || digits != "1" || !readingOf(pc).beginsLine(segment.Start) {
			return nil, parser.NoChildren
		}
	}
	return o.BlockParser.Open(parent, reader, pc)
}

func (o orderedInside) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	list := node.(*ast.List)
	line, _ := reader.PeekLine()
	if counted, digits := leadingDigits(line); counted && list.IsOrdered() && o.atItem(list, line, reader) {
		if digits != fmt.Sprint(list.Start+list.ChildCount()) {
			return parser.Close
		}
	}
	return o.BlockParser.Continue(node, reader, pc)
}

// beginsLine tells whether there is nothing but space before the offset on its
// line.
func (r *reading) beginsLine(offset int) bool {
	return util.IsBlank(r.source[r.starts[r.index(offset)]:offset])
}

// atItem tells whether the line is indented as the items of the list are, not
// as what is in them.
func (orderedInside) atItem(list *ast.List, line []byte, reader text.Reader) bool {
	indent, _ := util.IndentWidth(line, reader.LineOffset())
	return indent < list.LastChild().(*ast.ListItem).Offset
}

// leadingDigits gives the digits that the line begins with, if a list could be
// counted with them.
func leadingDigits(line []byte) (counted bool, digits string) {
	line = bytes.TrimLeft(line, " \t")
	count := 0
	for count < len(line) && '0' <= line[count] && line[count] <= '9' {
		count++
	}
	if count == 0 || count == len(line) || line[count] != '.' && line[count] != ')' {
		return false, ""
	}
	return true, string(line[:count])
}
