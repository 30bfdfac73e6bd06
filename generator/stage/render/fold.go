package render

import (
	"html/template"
	"maps"
	"slices"
	"strings"
	"text/template/parse"
)

// Most of what templates ask for are words that are the same on every page.
// They are asked for once, when the theme is loaded: where a template says
// {{word "skip"}}, the words themselves stand from then on, escaped for the
// place as they would have been.

// places are where words may be written, by what escapes them there.
var places = map[string]place{"asText": inText, "asValue": inQuotes, "asTitle": inTitle}

// A place is one in which something may be said.
type place struct {
	before, after string
	whole         *template.Template
}

func placeBetween(before, after string) place {
	return place{before, after, template.Must(template.New("place").Parse(before + "{{.}}" + after))}
}

// escaped is what stands in the place; a buffer that is written to never fails.
func (p place) escaped(words any) string {
	var out strings.Builder
	_ = p.whole.Execute(&out, words)
	return strings.TrimSuffix(strings.TrimPrefix(out.String(), p.before), p.after)
}

// What is said is escaped by functions of ours where html/template would have
// called its own, one after the other, each with a list of values. Ours take one
// value, and pass on what they do not know.
var ours = map[string]string{
	"_html_template_htmlescaper":                                                       "asText",
	"_html_template_attrescaper":                                                       "asValue",
	"_html_template_rcdataescaper":                                                     "asTitle",
	"_html_template_jsvalescaper":                                                      "asScript",
	"_html_template_htmlnamefilter":                                                    "asAttribute",
	"_html_template_urlescaper _html_template_attrescaper":                             "asAnchor",
	"_html_template_urlnormalizer _html_template_attrescaper":                          "asRest",
	"_html_template_urlfilter _html_template_urlnormalizer _html_template_attrescaper": "asAddress",
}

// swift has a pipe escape what it says by a function of ours, where there is one.
func swift(pipe *parse.PipeNode) {
	first := len(pipe.Cmds)
	for first > 0 && strings.HasPrefix(pipe.Cmds[first-1].String(), "_html_template_") {
		first--
	}
	names := make([]string, 0, 3)
	for _, command := range pipe.Cmds[first:] {
		names = append(names, command.String())
	}
	name, known := ours[strings.Join(names, " ")]
	if !known || first == 0 {
		return
	}
	pipe.Cmds = pipe.Cmds[:first+1]
	pipe.Cmds[first].Args = []parse.Node{parse.NewIdentifier(name).SetPos(pipe.Cmds[first].Pos)}
}

// fold writes words into the templates of a language, which html/template has
// gone through.
func fold(kinds map[string]*template.Template, say speaker) {
	seen := map[*parse.Tree]bool{}
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		for _, part := range kinds[kind].Templates() {
			if part.Tree != nil && !seen[part.Tree] {
				seen[part.Tree] = true
				folding{say}.list(part.Tree.Root)
			}
		}
	}
}

type folding struct{ speaker }

func (f folding) list(list *parse.ListNode) {
	if list == nil {
		return
	}
	nodes := list.Nodes[:0]
	for _, node := range list.Nodes {
		switch node := node.(type) {
		case *parse.IfNode:
			f.branch(&node.BranchNode)
		case *parse.RangeNode:
			f.branch(&node.BranchNode)
		case *parse.WithNode:
			f.branch(&node.BranchNode)
		}
		if action, is := node.(*parse.ActionNode); is {
			swift(action.Pipe)
		}
		if text := f.text(node); text != nil {
			if last := len(nodes) - 1; last >= 0 {
				if earlier, is := nodes[last].(*parse.TextNode); is {
					earlier.Text = slices.Concat(earlier.Text, text.Text)
					continue
				}
			}
			node = text
		}
		nodes = append(nodes, node)
	}
	list.Nodes = nodes
}

func (f folding) branch(branch *parse.BranchNode) {
	f.list(branch.List)
	f.list(branch.ElseList)
}

// text is a node as text, nil for one that may say something else on each page.
func (f folding) text(node parse.Node) *parse.TextNode {
	action, is := node.(*parse.ActionNode)
	if !is {
		text, _ := node.(*parse.TextNode)
		return text
	}
	if len(action.Pipe.Decl) > 0 || len(action.Pipe.Cmds) != 2 {
		return nil
	}
	asked, escaped := action.Pipe.Cmds[0].Args, action.Pipe.Cmds[1].Args // the second is one of ours or of html/template
	if len(asked) != 2 || len(escaped) != 1 || asked[0].String() != "word" {
		return nil
	}
	id, written := asked[1].(*parse.StringNode)
	place, known := places[escaped[0].String()]
	if !written || !known {
		return nil
	}
	words, err := f.word(id.Text)
	if err != nil {
		return nil // it is told when a page asks for it
	}
	return &parse.TextNode{NodeType: parse.NodeText, Pos: action.Pos, Text: []byte(place.escaped(words))}
}
