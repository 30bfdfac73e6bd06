package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// HTML is not read. goldmark's parser for blocks of HTML is left out, so that
// all of it is met within lines, where it is shown as it was typed.

// openComment takes the opening of a comment that goldmark does not know for
// one, since it ends in another paragraph or never: such a comment would be
// published without a word.
type openComment struct{}

var commentMark = []byte("<!--")

func (openComment) Trigger() []byte { return []byte{'<'} }

func (openComment) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if !bytes.HasPrefix(line, commentMark) {
		return nil
	}
	node := ast.NewRawHTML()
	node.Segments.Append(text.NewSegment(segment.Start, segment.Start+len(commentMark)))
	block.Advance(len(commentMark))
	return node
}

// prepareRaw tells of HTML; of closing tags it says nothing, since they come
// with an opening one.
func (r *reading) prepareRaw(node *ast.RawHTML) {
	first := node.Segments.At(0)
	typed := first.Value(r.source)
	switch {
	case bytes.HasPrefix(typed, []byte("</")):
	case bytes.HasPrefix(typed, commentMark):
		r.tell(first.Start, rawHTML,
			"delete it; notes to colleagues go into the front matter, on a line that begins with #",
			"a comment would be shown to readers as text")
	default:
		r.tell(first.Start, rawHTML,
			"write it in Markdown: **bold**, *italic*, [words](/address/); or put `back ticks` round it if it is meant to be read",
			"this is HTML, which is shown to readers as text")
	}
}

func registerRaw(register renderer.NodeRendererFuncRegisterer) {
	register.Register(ast.KindRawHTML, func(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			segments := node.(*ast.RawHTML).Segments
			_, _ = w.Write(util.EscapeHTML(segments.Value(source)))
		}
		return ast.WalkSkipChildren, nil
	})
}
