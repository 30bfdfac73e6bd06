package yaml

import (
	"strings"
	"unicode"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"plainsight/generator/kit/diag"
)

// A tree turns the parser's nodes into ours and refuses what the survey could
// not see.
type tree struct {
	file     string
	first    int
	problems []diag.Problem
}

// node gives our node for the parser's; near is where the value is looked for
// if it has no place of its own.
func (t *tree) node(n ast.Node, near diag.Place, depth int) *Node {
	if depth > maxDepth {
		t.refuse(tooDeep.At(near, "this is nested more than %d levels deep", maxDepth).
			Try("%s", tooDeepHint))
		return empty(near)
	}
	switch n := n.(type) {
	case *ast.MappingNode:
		return t.mapping(n.Values, t.place(n.Start, near), n.IsFlowStyle, depth)
	case *ast.MappingValueNode:
		return t.mapping([]*ast.MappingValueNode{n}, t.place(n.Start, near), false, depth)
	case *ast.SequenceNode:
		return t.sequence(n, near, depth)
	case *ast.LiteralNode:
		return &Node{Kind: Text, Text: n.Value.Value, Place: t.place(n.Start, near)}
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode, *ast.MergeKeyNode, *ast.DirectiveNode:
		place := t.place(n.GetToken(), near)
		t.refuse(notUsed.At(place, "anchors, aliases and tags of YAML are not used here").
			Try("Write the value out in full, or put it between quotation marks."))
		return empty(place)
	case ast.ScalarNode:
		return t.scalar(n, near)
	}
	return empty(near)
}

func empty(place diag.Place) *Node { return &Node{Kind: Null, Place: place} }

func (t *tree) scalar(n ast.ScalarNode, near diag.Place) *Node {
	written := n.GetToken()
	if written == nil || written.Type == token.ImplicitNullType {
		return empty(near)
	}
	quoted := written.Type == token.SingleQuoteType || written.Type == token.DoubleQuoteType
	if written.Value == "" && !quoted {
		return empty(near)
	}
	if written.Type == token.DoubleQuoteType {
		t.checkEscapes(written, near)
	}
	return &Node{Kind: Text, Text: written.Value, Quoted: quoted, Place: t.place(written, near)}
}

// checkEscapes refuses unseen signs that are written as numbers, which whoever
// reads the lines of the file does not meet.
func (t *tree) checkEscapes(written *token.Token, near diag.Place) {
	unseen := func(letter rune) bool {
		return letter != '\n' && unicode.In(letter, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp) && !strings.ContainsRune(written.Origin, letter)
	}
	if strings.ContainsFunc(written.Value, unseen) {
		t.refuse(escape.At(t.place(written, near), "there is a backslash here for a sign that nobody can see").
			Try("Delete the backslash and what belongs to it."))
	}
}

func (t *tree) sequence(n *ast.SequenceNode, near diag.Place, depth int) *Node {
	list := &Node{Kind: List, Place: t.place(n.Start, near)}
	for i, value := range n.Values {
		place := list.Place
		if i < len(n.Entries) && n.Entries[i] != nil {
			place = t.place(n.Entries[i].Start, place)
		}
		list.Items = append(list.Items, t.node(value, place, depth+1))
	}
	return list
}

func (t *tree) mapping(values []*ast.MappingValueNode, start diag.Place, flow bool, depth int) *Node {
	result := &Node{Kind: Map, Place: start}
	lines := make(map[string]int)
	for i, value := range values {
		key, place, ok := t.key(value.Key, start)
		if i == 0 && !flow {
			result.Place = place
		}
		if !ok {
			continue
		}
		if line, twice := lines[key]; twice {
			t.refuse(duplicateKey.At(place, "“%s” stands here twice: on line %d and again on line %d", key, line, place.Line).
				Try("Delete one of the two, or give it another name."))
			continue
		}
		lines[key] = place.Line
		result.Entries = append(result.Entries, Entry{key, place, t.node(value.Value, place, depth+1)})
	}
	return result
}

// key gives the text of a key. It is false for what cannot be one.
func (t *tree) key(n ast.MapKeyNode, near diag.Place) (string, diag.Place, bool) {
	scalar, plain := n.(ast.ScalarNode)
	_, merge := n.(*ast.MergeKeyNode)
	if plain && !merge {
		if text := t.scalar(scalar, near); text.Kind == Text {
			return text.Text, text.Place, true
		}
	}
	place := near
	if n != nil {
		place = t.place(n.GetToken(), near)
	}
	if merge {
		t.refuse(notUsed.At(place, "“<<” (a merge key of YAML) is not used here").
			Try("Write the entries out in full."))
	} else {
		t.refuse(syntax.At(place, "there is no name before the colon").
			Try("Write the entry as “name: value”, for example “title: Inspection of Merton”."))
	}
	return "", place, false
}

func (t *tree) refuse(problem diag.Problem) { t.problems = append(t.problems, problem) }

// place is where a token stands in the file.
func (t *tree) place(at *token.Token, near diag.Place) diag.Place {
	if at == nil || at.Position == nil || at.Position.Line < 1 {
		return near
	}
	return diag.Place{File: t.file, Line: t.first + at.Position.Line - 1, Column: max(at.Position.Column, 1)}
}

// explained says what is wrong where the survey found nothing. The parser's
// own words come last, for those who want to look them up.
func (t *tree) explained(r *refusal) diag.Problem {
	place := diag.Place{File: t.file, Line: t.first, Column: 1}
	if r.at != nil {
		place = t.place(&token.Token{Position: r.at}, place)
	}
	for _, known := range sentences {
		if strings.Contains(r.why, known.why) {
			return syntax.At(place, "%s", known.message).Try("%s", known.hint)
		}
	}
	return syntax.At(place, "this line, or the one before it, does not follow the form “name: value” (in the parser's words: %s)", r.why).
		Try("Look for a space too many or too few at the start of the line, and put a text with special signs between quotation marks.")
}

// sentences are for the parser's words that people meet most.
var sentences = []struct{ why, message, hint string }{
	{"value is not allowed in this context",
		"this line, or the one after it, does not begin in the column where it belongs",
		"Begin each line in the same column as the name it stands beside, or two spaces further in than the name it belongs to."},
	{"non-map value is specified",
		"a list or a text begins here, in the middle of names with values",
		"If it belongs to the name above, leave nothing after that name's colon. If it is an entry itself, write it as “name: value”."},
	{"unknown escape character",
		"between double quotation marks there is a \\ before a letter for which that means nothing",
		"Type \\\\ for one \\, or put the text between single quotation marks."},
}
