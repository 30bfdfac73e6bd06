package markdown

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"plainsight/generator/domain/document"
)

// A figure is a number in the text that is bound to a metric:
// {figure re-referrals 2008/09}, with the place behind it where it is not that
// of the inspection or else the home, and after a colon the number as somebody typed it, which is
// then held against the metric: {figure re-referrals 2008/09 merton: 884}.
type figure struct {
	ast.BaseInline
	index int
}

var kindFigure = ast.NewNodeKind("Figure")

func (f *figure) Kind() ast.NodeKind { return kindFigure }

func (f *figure) Dump(source []byte, level int) {
	ast.DumpHelper(f, source, level, map[string]string{"Index": fmt.Sprint(f.index)}, nil)
}

var figureAt = regexp.MustCompile(`^\{figure[ \t]+([^\s{}:]+)[ \t]+([^\s{}:]+)(?:[ \t]+([^\s{}:]+))?[ \t]*(?::[ \t]*([^{}\n]*?)[ \t]*)?\}`)

type figureParser struct{}

func (figureParser) Trigger() []byte { return []byte{'{'} }

func (figureParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	r := readingOf(pc)
	parts := figureAt.FindSubmatch(line)
	if parts == nil {
		if bytes.HasPrefix(line, []byte("{figure ")) {
			r.tell(segment.Start, figureUnclear, "write the metric and the period: {figure re-referrals 2008/09}", "this number cannot be looked up")
		}
		return nil
	}
	place, _ := r.place(segment.Start)
	r.figures = append(r.figures, document.Figure{
		Metric: string(parts[1]), Period: string(parts[2]), Place: string(parts[3]), Typed: string(parts[4]),
		Line: place.Line, Column: place.Column,
	})
	block.Advance(len(parts[0]))
	return &figure{index: len(r.figures) - 1}
}

func registerFigures(register renderer.NodeRendererFuncRegisterer) {
	register.Register(kindFigure, func(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			_, _ = fmt.Fprintf(w, `<data value="%d"></data>`, node.(*figure).index)
		}
		return ast.WalkContinue, nil
	})
}

// prepareFence looks for a fence that takes in the rest of the page, and for one of
// data inside of something else, where it is shown as code.
func (r *reading) prepareFence(fence *ast.FencedCodeBlock) {
	if isOpen(fence, r.source) {
		r.tell(fence.Pos(), fenceOpen, "type ``` on a line of its own where it ends", "the fence that opens here is never closed")
	}
	name := string(fence.Language(r.source))
	if slices.Contains(r.rules.Embeds, name) && fence.Parent().Kind() != ast.KindDocument {
		r.tell(fence.Pos(), fenceInside, "begin its lines at the margin, with a blank line before it",
			"a %s stands by itself, and not inside of a list, a quotation or a numbered paragraph", name)
	}
}

// embed makes the block of a fence that holds a picture of data.
func (b *builder) embed(node *ast.FencedCodeBlock, name string, block *document.Block) {
	written := string(node.Lines().Value(b.source))
	if isOpen(node, b.source) { // the rest is text, it seems
		written, _, _ = strings.Cut(written, "\n\n")
	}
	*block = document.Block{Kind: document.Embed, Name: name, Source: written, Line: b.line(node.Pos()) + 1}
}

// isOpen tells whether a fence has no end, so that its lines go on to the end of the page.
func isOpen(fence *ast.FencedCodeBlock, source []byte) bool {
	if fence.Parent().Kind() != ast.KindDocument || fence.NextSibling() != nil {
		return false
	}
	rest := source[fence.Pos():]
	if lines := fence.Lines(); lines.Len() > 0 {
		rest = source[lines.At(lines.Len()-1).Stop:]
	} else if _, after, more := bytes.Cut(rest, []byte("\n")); more {
		rest = after
	} else {
		rest = nil
	}
	return len(bytes.TrimSpace(rest)) == 0
}
