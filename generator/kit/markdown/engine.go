package markdown

import (
	"bytes"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// An engine is goldmark put together for one way of reading. Engines are made
// once and hold nothing of a body; what belongs to one body is in the reading,
// which the parsers find in their context.
type engine struct {
	parser   parser.Parser
	renderer renderer.Renderer
}

var (
	plain     = newEngine(deep(parser.NewListParser()), nil)
	numbering = newEngine(deep(orderedInside{parser.NewListParser()}), numberedParser{})
)

var readingKey = parser.NewContextKey()

func readingOf(pc parser.Context) *reading { return pc.Get(readingKey).(*reading) }

func newEngine(list, numbered parser.BlockParser) engine {
	blocks := []util.PrioritizedValue{
		util.Prioritized(underlined{parser.NewSetextHeadingParser()}, 100),
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(list, 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewCodeBlockParser(), 500),
		util.Prioritized(runHeading{parser.NewATXHeadingParser()}, 600),
		util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
		util.Prioritized(deep(parser.NewBlockquoteParser()), 800),
		util.Prioritized(parser.NewParagraphParser(), 1000),
	}
	if numbered != nil {
		blocks = append(blocks, util.Prioritized(numbered, 250))
	}
	inlines := []util.PrioritizedValue{
		util.Prioritized(parser.NewCodeSpanParser(), 100),
		util.Prioritized(few{parser.NewLinkParser()}, 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(parser.NewRawHTMLParser(), 400),
		util.Prioritized(openComment{}, 450),
		util.Prioritized(few{parser.NewEmphasisParser()}, 500),
		util.Prioritized(figureParser{}, 590),
		util.Prioritized(passageParser{}, 595),
		util.Prioritized(markParser{}, 600),
	}
	paragraphs := append(parser.DefaultParagraphTransformers(),
		util.Prioritized(small{extension.NewTableParagraphTransformer()}, 200),
	)
	return engine{
		parser: parser.NewParser(
			parser.WithBlockParsers(blocks...),
			parser.WithInlineParsers(inlines...),
			parser.WithParagraphTransformers(paragraphs...),
			parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
		),
		renderer: renderer.NewRenderer(renderer.WithNodeRenderers(
			util.Prioritized(ours{}, 100),
			util.Prioritized(extension.NewTableHTMLRenderer(), 500),
			util.Prioritized(html.NewRenderer(html.WithWriter(writer{html.DefaultWriter})), 1000),
		)),
	}
}

// render gives the HTML of the node.
func (e engine) render(source []byte, node ast.Node) string {
	out := buffers.Get().(*buffer)
	defer out.free()
	// A renderer fails where its writer fails, and a buffer does not.
	_ = e.renderer.Render(out, source, node)
	return out.String()
}

// inner gives the HTML of what is in the node.
func (e engine) inner(source []byte, node ast.Node) string {
	out := buffers.Get().(*buffer)
	defer out.free()
	for child := node.FirstChild(); child != nil; child = child.NextSibling() {
		_ = e.renderer.Render(out, source, child)
	}
	return out.String()
}

// A buffer is one that the library writes to as it is, rather than through a
// buffer of its own.
type buffer struct{ bytes.Buffer }

// Buffered and Flush are for what does not lie in the buffer yet, and nothing is
// elsewhere.
func (*buffer) Buffered() int { return 0 }
func (*buffer) Flush() error  { return nil }

func (b *buffer) free() {
	b.Reset()
	buffers.Put(b)
}

var buffers = sync.Pool{New: func() any { return &buffer{} }}

// ours renders the nodes that goldmark would render otherwise, or not at all.
type ours struct{}

func (ours) RegisterFuncs(register renderer.NodeRendererFuncRegisterer) {
	registerCode(register)
	registerFigures(register)
	registerHeadings(register)
	registerIDs(register)
	registerLinks(register)
	registerPassages(register)
	registerRaw(register)
	registerTables(register)
}
