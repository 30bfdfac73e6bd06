package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// deepest is how far quotes and lists nest; browsers stop at about 500
// elements, and no reader follows as far as this.
const deepest = 40

// deep keeps a parser of containers from nesting further; the marks stay text.
func deep(inner parser.BlockParser) parser.BlockParser { return limited{inner} }

type limited struct{ parser.BlockParser }

func (l limited) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if len(pc.OpenedBlocks()) >= deepest {
		return nil, parser.NoChildren
	}
	return l.BlockParser.Open(parent, reader, pc)
}

// mostMarks is how many stars, underscores and opening brackets one block has at most:
// the time that goldmark takes grows with their square. mostCells is how many cells the
// tables of a text have, which grow with the columns of the head times the rows, however
// short these are.
const (
	mostMarks = 2_000
	mostCells = 200_000
)

// A crowd is the marks of a block so far.
type crowd struct {
	block ast.Node
	marks int
}

// few keeps a parser of emphasis or links from reading more marks; they stay text.
type few struct{ parser.InlineParser }

func (f few) Parse(block ast.Node, reader text.Reader, pc parser.Context) ast.Node {
	r := readingOf(pc)
	if r.crowd.block != block {
		r.crowd = crowd{block: block}
	}
	line, segment := reader.PeekLine()
	if line[0] != ']' && (line[0] != '!' || bytes.HasPrefix(line, []byte("!["))) {
		r.crowd.marks++
	}
	if r.crowd.marks <= mostMarks {
		return f.InlineParser.Parse(block, reader, pc)
	}
	if r.crowd.marks == mostMarks+1 {
		r.crowd.marks++ // which is told once
		r.tell(segment.Start, marksTooMany, "part it by blank lines; what is meant to be read as it is stands between lines of ```",
			"one paragraph has more than %d stars, underscores and brackets; those from here on are not read", mostMarks)
	}
	return nil
}

func (f few) CloseBlock(block ast.Node, reader text.Reader, pc parser.Context) {
	if closing, is := f.InlineParser.(parser.CloseBlocker); is {
		closing.CloseBlock(block, reader, pc)
	}
}

// small keeps a parser from tables with too many cells; they stay text.
type small struct{ parser.ParagraphTransformer }

func (s small) Transform(paragraph *ast.Paragraph, reader text.Reader, pc parser.Context) {
	r, lines := readingOf(pc), paragraph.Lines()
	columns := 0
	for i := 1; i < lines.Len(); i++ {
		if line := lines.At(i); len(bytes.Trim(line.Value(r.source), "|-: \t\n")) == 0 { // as below the head
			columns = max(columns, cellsIn(line.Value(r.source)))
		}
	}
	r.cells += columns * (lines.Len() - 1)
	if columns > 0 && r.cells > mostCells {
		r.tell(lines.At(0).Start, tableTooLarge, "put the numbers into a CSV file under data/metrics/, or part the table",
			"with this table the tables of the text have more than %d cells", mostCells)
		return
	}
	s.ParagraphTransformer.Transform(paragraph, reader, pc)
}
