package markdown

import (
	"bytes"
	"fmt"
	"math"

	"github.com/yuin/goldmark/ast"

	"plainsight/generator/domain/document"
)

// An editor's note is a quotation whose first line is noteMark, with an id if
// it wants one. The line is not shown: what follows it is our own, in the
// midst of the words of others.
var noteMark = []byte("[!note]")

// noteLine gives the paragraph of a quotation that begins with the mark of a
// note on a line of its own, nil where there is none.
func (b *builder) noteLine(node *ast.Blockquote) *ast.Paragraph {
	first, ok := node.FirstChild().(*ast.Paragraph)
	if !ok {
		return nil
	}
	line := first.Lines().At(0)
	words, marked := bytes.CutPrefix(line.Value(b.source), noteMark)
	if rest := bytes.TrimSpace(words); !marked || len(rest) > 0 && !bytes.HasPrefix(rest, []byte("{#")) {
		return nil
	}
	return first
}

// note makes the block of a note. Its anchor is note-1, note-2 and so on where
// no id is written.
func (b *builder) note(node *ast.Blockquote, first *ast.Paragraph) *document.Block {
	written := b.plainMark(node)
	end := first.Lines().At(0).Stop
	for child := first.FirstChild(); child != nil && begins(child) < end; {
		next := child.NextSibling()
		first.RemoveChild(first, child)
		child = next
	}
	if first.FirstChild() == nil {
		node.RemoveChild(node, first)
	}
	block := b.inside(document.Note, node)
	b.notes++
	b.anchors.count(b.reading, written, fmt.Sprintf("note-%d", b.notes), &block.ID)
	return block
}

// begins is where what can stand in the line of a note's mark begins.
func begins(node ast.Node) int {
	switch node := node.(type) {
	case *ast.Text:
		return node.Segment.Start
	case *mark:
		return node.offset
	}
	return math.MaxInt
}
