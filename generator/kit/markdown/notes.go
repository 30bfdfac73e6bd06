package markdown

import (
	"bytes"
	"fmt"
	"math"
	"regexp"

	"github.com/yuin/goldmark/ast"

	"plainsight/generator/domain/document"
)

// An editor's note is a quotation whose first line is noteMark, with an id if
// it wants one. The line is not shown: what follows it is our own, in the
// midst of the words of others.
var noteMark = regexp.MustCompile(`^\[!(note)\]`)

// noteLine gives the paragraph of a quotation that begins with the mark of a
// note on a line of its own, nil where there is none.
func (b *builder) noteLine(node *ast.Blockquote) *ast.Paragraph {
	first, _ := b.markLine(node, noteMark)
	return first
}

// markLine gives the paragraph of a quotation that begins with a mark on a line
// of its own, with an id if it wants one, and what the mark says; nil where
// there is none.
func (b *builder) markLine(node *ast.Blockquote, mark *regexp.Regexp) (first *ast.Paragraph, said []byte) {
	first, ok := node.FirstChild().(*ast.Paragraph)
	if !ok {
		return nil, nil
	}
	segment := first.Lines().At(0)
	line := segment.Value(b.source)
	found := mark.FindSubmatch(line)
	if found == nil {
		return nil, nil
	}
	if rest := bytes.TrimSpace(line[len(found[0]):]); len(rest) > 0 && !bytes.HasPrefix(rest, []byte("{#")) {
		return nil, nil
	}
	return first, found[1]
}

// dropLine takes the line of a mark away from the words under it.
func dropLine(node *ast.Blockquote, first *ast.Paragraph) {
	end := first.Lines().At(0).Stop
	for child := first.FirstChild(); child != nil && begins(child) < end; {
		next := child.NextSibling()
		first.RemoveChild(first, child)
		child = next
	}
	if first.FirstChild() == nil {
		node.RemoveChild(node, first)
	}
}

// note makes the block of a note. Its anchor is note-1, note-2 and so on where
// no id is written.
func (b *builder) note(node *ast.Blockquote, first *ast.Paragraph, block *document.Block) {
	written := b.plainMark(node)
	dropLine(node, first)
	b.inside(document.Note, node, block)
	b.notes++
	b.anchors.count(b.reading, written, fmt.Sprintf("note-%d", b.notes), block)
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
