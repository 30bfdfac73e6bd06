package markdown

import (
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	tables "github.com/yuin/goldmark/extension/ast"

	"plainsight/generator/domain/document"
	"plainsight/generator/domain/finding"
	"plainsight/generator/kit/html"
)

// A builder makes the blocks of a body from its tree.
type builder struct {
	*reading
	engine  engine
	outline outline
	// opening counts the paragraphs without a number, items those of lists,
	// notes the editor's notes, tables the tables, found the findings of each kind.
	opening, items, notes, tables int
	found                         map[finding.Kind]int
	anchors                       anchors
}

// blocks makes the blocks of the body, each in its place, where its anchor is
// settled after all.
func (r *reading) blocks(root ast.Node, engine engine) []document.Block {
	b := builder{reading: r, engine: engine, outline: outline{level: 1}, found: map[finding.Kind]int{}}
	made, count := make([]document.Block, root.ChildCount()), 0
	for node := root.FirstChild(); node != nil; node = node.NextSibling() {
		if b.block(node, &made[count]) {
			count++
		}
	}
	b.anchors.settle(r)
	r.tellLost(root)
	return made[:count:count]
}

// block makes one block, none of what is not shown, such as the definition of
// a link.
func (b *builder) block(node ast.Node, block *document.Block) (shown bool) {
	switch node := node.(type) {
	case *ast.Heading:
		b.heading(node, block)
	case *ast.Paragraph:
		b.paragraph(node, block)
	case *numbered:
		b.numbered(node, block)
	case *ast.List:
		b.list(node, block)
	case *ast.Blockquote:
		b.quote(node, block)
	case *tables.Table:
		b.table(node, block)
	case *ast.FencedCodeBlock:
		if name := string(node.Language(b.source)); slices.Contains(b.rules.Embeds, name) {
			b.embed(node, name, block)
		} else {
			b.whole(document.Code, node, node.Pos(), block)
		}
	case *ast.CodeBlock:
		b.whole(document.Code, node, node.Pos(), block)
	case *ast.ThematicBreak:
		b.outline.leave()
		*block = document.Block{Kind: document.Break, Line: b.line(node.Pos())}
	default:
		return false
	}
	return true
}

// written makes a block of the kind from HTML that goldmark rendered.
func (b *builder) written(kind document.Kind, rendered string, offset int, block *document.Block) {
	safe := html.Sanitise(strings.TrimSpace(rendered))
	*block = document.Block{Kind: kind, HTML: safe, Words: within(safe, html.Words(safe)), Line: b.line(offset)}
}

// within gives a part as a piece of the whole where it stands in it as it is:
// most words do, and take no memory of their own.
func within(whole, part string) string {
	if at := strings.Index(whole, part); at >= 0 {
		return whole[at : at+len(part)]
	}
	return part
}

// whole makes a block that is one whole element.
func (b *builder) whole(kind document.Kind, node ast.Node, offset int, block *document.Block) {
	b.written(kind, b.engine.render(b.source, node), offset, block)
}

// inside makes a block from what is inside of the node.
func (b *builder) inside(kind document.Kind, node ast.Node, block *document.Block) {
	b.written(kind, b.engine.inner(b.source, node), node.Pos(), block)
}

func (b *builder) heading(node *ast.Heading, block *document.Block) {
	b.inside(document.Heading, node, block)
	b.tellLevel(node, b.outline.level)
	if block.Words == "" {
		b.tell(node.Pos(), headingEmpty, "write its words, or delete the number signs", "this heading has no words")
	}
	words, grade := b.rules.graded(block.Words)
	block.Level = max(node.Level, 2)
	block.Grade = grade
	mark := markOf(node)
	b.anchors.title(b.reading, mark, words, block)
	if mark != nil && mark.run != "" {
		b.slug(mark.run, mark.offset)
	}
	b.outline.enter(block.Level, block.Words, b.rules)
}

func (b *builder) paragraph(node *ast.Paragraph, block *document.Block) {
	b.opening++
	b.inside(document.Paragraph, node, block)
	b.anchors.count(b.reading, b.plainMark(node), fmt.Sprintf("s%d", b.opening), block)
}

// plainMark takes the mark of anything but a heading, which begins no run.
func (b *builder) plainMark(node ast.Node) *mark {
	m := markOf(node)
	if m != nil && m.run != "" {
		b.tell(m.offset, runMisplaced, fmt.Sprintf("write {#%s} here, and the run at the heading above it", m.id),
			"only a heading begins a run of numbers")
	}
	return m
}

func (b *builder) numbered(node *numbered, block *document.Block) {
	b.inside(document.Numbered, node, block)
	block.Number = node.number
	block.Finding = string(b.outline.finding())
	if block.Words == "" {
		b.tell(node.Pos(), numberWithoutWords,
			fmt.Sprintf("write them after the number; if the source has none, delete the line and add `gaps: [%s]` in the front matter", node.number),
			"paragraph %s has no words", node.number)
	}
	b.anchors.number(b.reading, b.plainMark(node), node.anchor, block)
}

func (b *builder) quote(node *ast.Blockquote, block *document.Block) {
	if first := b.noteLine(node); first != nil {
		b.note(node, first, block)
		return
	}
	if first, lang := b.passageLine(node); first != nil {
		b.passage(node, first, lang, block)
		return
	}
	b.inside(document.Quote, node, block)
	b.anchors.name(b.reading, b.plainMark(node), block)
}

func (b *builder) table(node *tables.Table, block *document.Block) {
	b.tables++
	b.whole(document.Table, node, tableStart(node), block)
	b.anchors.count(b.reading, markInHead(node), fmt.Sprintf("t%d", b.tables), block)
}

func (b *builder) list(node *ast.List, block *document.Block) {
	kind := b.outline.finding()
	*block = document.Block{
		Kind:    document.List,
		Finding: string(kind),
		Ordered: node.IsOrdered(),
		Line:    b.line(node.Pos()),
		Items:   make([]document.Block, node.ChildCount()),
	}
	if block.Ordered {
		block.Start = node.Start
	}
	at := 0
	for item := node.FirstChild(); item != nil; item = item.NextSibling() {
		b.item(item, kind, &block.Items[at])
		at++
	}
}

func (b *builder) item(node ast.Node, kind finding.Kind, block *document.Block) {
	content := node
	if only := node.FirstChild(); only != nil && only == node.LastChild() && ast.IsParagraph(only) {
		content = only // an item that blank lines part from the next has no paragraphs of its own
	}
	b.inside(document.Paragraph, content, block)
	block.Line = b.line(node.Pos())
	block.Finding = string(kind)
	mark := b.plainMark(node)
	if kind == "" && !b.rules.Items {
		b.anchors.name(b.reading, mark, block)
		return
	}
	if kind == "" {
		b.items++
		b.anchors.count(b.reading, mark, fmt.Sprintf("b%d", b.items), block)
		return
	}
	b.found[kind]++
	b.anchors.count(b.reading, mark, fmt.Sprintf("%s-%d", kind.Anchor(), b.found[kind]), block)
}
