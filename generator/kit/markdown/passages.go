package markdown

import (
	"bytes"
	"fmt"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"plainsight/generator/domain/document"
	"plainsight/generator/kit/language"
)

// A passage is words in another language than the text: {lang cy: Croeso} in
// a line, or a quotation whose first line is [!lang ur]. A voice that reads the
// page aloud changes its language there, and letters from right to left stand
// in their own order. The words have no further mark-up.
type passage struct {
	ast.BaseInline
	lang string
}

var kindPassage = ast.NewNodeKind("Passage")

func (p *passage) Kind() ast.NodeKind { return kindPassage }

func (p *passage) Dump(source []byte, level int) {
	ast.DumpHelper(p, source, level, map[string]string{"Lang": p.lang}, nil)
}

var passageAt = regexp.MustCompile(`^\{lang[ \t]+([^\s{}:]+)[ \t]*:[ \t]*`)

type passageParser struct{}

func (passageParser) Trigger() []byte { return []byte{'{'} }

func (passageParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	r := readingOf(pc)
	if !bytes.HasPrefix(line, []byte("{lang ")) {
		return nil
	}
	opening := passageAt.FindSubmatch(line)
	if opening == nil || !language.IsTag(string(opening[1])) {
		r.tell(segment.Start, passageUnclear, "write the language and the words: {lang cy: Croeso}", "the language of these words is not clear")
		return nil
	}
	lineBefore, before := block.Position()
	block.Advance(len(opening[0]))
	p := &passage{lang: string(opening[1])}
	isOpen := segment.Start < r.openTo // an earlier one looked for a brace from here on
	if isOpen || !p.take(block, r) {
		block.SetPosition(lineBefore, before)
		r.tell(segment.Start, passageUnclear, "write a brace behind the last word: {lang cy: Croeso}", "nothing says where these words end")
		return nil
	}
	return p
}

// take reads words up to the closing brace, over lines if they have several,
// and tells whether there is one.
func (p *passage) take(block text.Reader, r *reading) bool {
	open := 0
	for {
		line, segment := block.PeekLine()
		if line == nil {
			r.openTo = open
			return false
		}
		open = segment.Stop
		if end := bytes.IndexByte(line, '}'); end >= 0 {
			last := segment.WithStop(segment.Start + end)
			p.AppendChild(p, ast.NewTextSegment(last.TrimRightSpace(r.source)))
			block.Advance(end + 1)
			return true
		}
		words := ast.NewTextSegment(segment.TrimRightSpace(r.source))
		words.SetSoftLineBreak(true)
		p.AppendChild(p, words)
		block.AdvanceLine()
	}
}

func registerPassages(register renderer.NodeRendererFuncRegisterer) {
	register.Register(kindPassage, func(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
		tag := "</span>"
		if lang := node.(*passage).lang; entering {
			tag = fmt.Sprintf(`<span lang="%s" dir="%s">`, lang, language.Direction(lang))
		}
		_, err := w.WriteString(tag)
		return ast.WalkContinue, err
	})
}

var passageMark = regexp.MustCompile(`^\[!lang[ \t]+([^\s\]]+)\]`)

// passageLine gives the paragraph of a quotation that begins with the mark of
// a passage on a line of its own, and the language; nil where there is none.
func (b *builder) passageLine(node *ast.Blockquote) (first *ast.Paragraph, lang string) {
	first, rest := b.markLine(node, passageMark)
	if first == nil {
		return nil, ""
	}
	lang = string(rest)
	if !language.IsTag(lang) {
		b.tell(first.Lines().At(0).Start, passageUnclear, "write the tag of a language: [!lang cy]", "“%s” is not the tag of a language", lang)
		return nil, ""
	}
	return first, lang
}

// passage makes the block of paragraphs in another language.
func (b *builder) passage(node *ast.Blockquote, first *ast.Paragraph, lang string, block *document.Block) {
	written := b.plainMark(node)
	dropLine(node, first)
	b.inside(document.Passage, node, block)
	block.Lang = lang
	b.anchors.name(b.reading, written, block)
}
