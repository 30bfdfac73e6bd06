package markdown

import (
	"fmt"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/document"
)

// A mark is an id as it is written, {#out-of-hours}, at the end of a line. It
// is not shown.
type mark struct {
	ast.BaseInline
	id, run string
	offset  int
	// first says that the mark ends the first line of its block.
	first bool
	// taken is set when a block took the id.
	taken bool
}

var kindMark = ast.NewNodeKind("Mark")

func (m *mark) Kind() ast.NodeKind { return kindMark }

func (m *mark) Dump(source []byte, level int) {
	ast.DumpHelper(m, source, level, map[string]string{"ID": m.id, "Run": m.run}, nil)
}

// markAtEnd finds a mark at the end of a line: an id, and the name of a run of
// numbers where a heading begins one. markAlone is one that is all of what is read.
var (
	markAtEnd = regexp.MustCompile(`\{#([^{}\n]*?)(?:[ \t]+run=([^{}\n]*?))?[ \t]*\}[ \t]*\n?$`)
	markAlone = regexp.MustCompile(`^` + markAtEnd.String())
)

// markParser reads marks within lines, so that they are met wherever text is
// and never in code.
type markParser struct{}

func (markParser) Trigger() []byte { return []byte{'{'} }

func (markParser) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	found := markAlone.FindSubmatchIndex(line)
	if found == nil {
		return nil
	}
	m := &mark{
		id:     string(line[found[2]:found[3]]),
		offset: segment.Start,
		first:  segment.Start < parent.Lines().At(0).Stop,
	}
	if found[4] >= 0 {
		m.run = string(line[found[4]:found[5]])
	}
	length := len(line)
	if line[length-1] == '\n' {
		length-- // the end of the line parts the words on its sides
	}
	block.Advance(length)
	return m
}

// prepareMark takes away the space between the words and their mark.
func (r *reading) prepareMark(m *mark) {
	if before, ok := m.PreviousSibling().(*ast.Text); ok {
		before.Segment = before.Segment.TrimRightSpace(r.source)
	}
}

func registerIDs(register renderer.NodeRendererFuncRegisterer) {
	register.Register(kindMark, func(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
		return ast.WalkSkipChildren, nil
	})
}

// markOf takes the mark on the first line of the block that is the node's
// words: the node itself, or what stands first in it.
func markOf(node ast.Node) *mark {
	for node != nil && node.Type() == ast.TypeBlock {
		child := node.FirstChild()
		if child != nil && child.Type() == ast.TypeInline {
			break
		}
		node = child
	}
	if node == nil {
		return nil
	}
	for child := node.FirstChild(); child != nil; child = child.NextSibling() {
		if m, ok := child.(*mark); ok && m.first {
			m.taken = true
			return m
		}
	}
	return nil
}

// A wish is an anchor that a block would like, with where the id is written.
type wish struct {
	anchor  *string
	written bool
	offset  int
}

// anchors gives every block its anchor. Printed numbers come first, and no
// other block may have their addresses; written ids are next, since they can be
// changed; what is only counted gives way to them, so that a place keeps its
// address when others come before it; slugs of headings give way to all others.
type anchors struct {
	numbers, written, counted, slugs []wish
}

// number wishes for the anchor that a printed number gives, unless an id is
// written.
func (a *anchors) number(r *reading, m *mark, own string, block *document.Block) {
	a.wish(r, m, own, block, &a.numbers)
}

// count wishes for an anchor that follows from where the block stands, unless
// an id is written.
func (a *anchors) count(r *reading, m *mark, own string, block *document.Block) {
	a.wish(r, m, own, block, &a.counted)
}

// title wishes for the slug of a heading, unless an id is written.
func (a *anchors) title(r *reading, m *mark, words string, block *document.Block) {
	a.wish(r, m, address.Slug(words), block, &a.slugs)
}

// name wishes for the id that is written, if there is one.
func (a *anchors) name(r *reading, m *mark, block *document.Block) {
	a.wish(r, m, "", block, &a.slugs)
}

func (a *anchors) wish(r *reading, m *mark, own string, block *document.Block, among *[]wish) {
	if m == nil {
		block.ID = own
		*among = append(*among, wish{anchor: &block.ID})
		return
	}
	block.ID, block.Named = r.slug(m.id, m.offset), true
	a.written = append(a.written, wish{&block.ID, true, m.offset})
}

// settle makes the anchors differ: what comes later gets "-2", "-3", and a
// written id that is taken is a problem.
func (a *anchors) settle(r *reading) {
	taken := map[string]bool{}
	last := map[string]int{}
	for pass, wishes := range [][]wish{a.numbers, a.written, a.counted, a.slugs} {
		var late []wish
		for _, id := range r.rules.Retired {
			taken[id] = taken[id] || pass >= 2 // what is counted, and slugs
		}
		for _, w := range wishes {
			switch {
			case *w.anchor == "":
			case taken[*w.anchor]:
				late = append(late, w)
			default:
				taken[*w.anchor] = true
			}
		}
		for _, w := range late {
			if w.written {
				r.tell(w.offset, idTaken, "choose another id; people link to it, so it has to be the only one",
					"the id “%s” is already the address of something else in this file", *w.anchor)
			}
			*w.anchor = free(*w.anchor, taken, last)
			taken[*w.anchor] = true
		}
	}
}

// free is the anchor with the first number after it that is not taken; last
// has the number that each anchor got before.
func free(anchor string, taken map[string]bool, last map[string]int) string {
	for n := max(last[anchor], 1) + 1; ; n++ {
		if next := fmt.Sprintf("%s-%d", anchor, n); !taken[next] {
			last[anchor] = n
			return next
		}
	}
}

// slug gives the written id, or what comes nearest to it where it cannot be
// read aloud and typed.
func (r *reading) slug(written string, offset int) string {
	if address.IsSlug(written) {
		return written
	}
	slug := address.Slug(written)
	hint := "write small letters, digits and hyphens: {#out-of-hours}"
	if slug != "" {
		hint = fmt.Sprintf("write {#%s}", slug)
	}
	r.tell(offset, badID, hint, "“%s” cannot be an id, which is read aloud and typed", written)
	return slug
}

// tellLost tells of the marks that no block took.
func (r *reading) tellLost(root ast.Node) {
	_ = ast.Walk(root, func(node ast.Node, entering bool) (ast.WalkStatus, error) {
		if m, ok := node.(*mark); ok && entering && !m.taken {
			r.tell(m.offset, idMisplaced,
				"put it at the end of the first line of a paragraph, of an item of a list that stands by itself, of a heading, or of the last heading of a table",
				"the id “%s” names nothing here", m.id)
		}
		return ast.WalkContinue, nil
	})
}
