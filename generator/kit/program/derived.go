package program

import (
	"fmt"
	"html/template"
	"io"
	"strings"
	"text/template/parse"
)

// A part that is called within an attribute, or wherever else texts are escaped
// otherwise than in elements, html/template derives for the place. It takes the part
// that has the name it would give, if there is one, and else makes one that it lets
// nobody see. So parts without elements are given the names that they have in some
// places. What is derived otherwise it has to execute itself, which it does where a
// template of a name that it shows does nothing else than call it. Since no template
// can be added to those that were used, some are added before.

// insides are what html/template appends to names in attributes and titles.
var insides = []string{
	"$htmltemplate_stateAttr_delimDoubleQuote",
	"$htmltemplate_stateRCDATA_elementTitle",
	"$htmltemplate_stateMetaContent_delimDoubleQuote_attrMetaContent_elementMeta",
}

const spares = 16

func spare(i int) string { return fmt.Sprint("spare ", i) }

// Prepare adds to the templates what programs of them need. It has to be called
// before one of them is used, and when there is nothing else to add.
func Prepare(templates *template.Template) error {
	for _, part := range templates.Templates() {
		if part.Tree == nil || strings.Contains(part.Tree.Root.String(), "<") {
			continue
		}
		for _, inside := range insides {
			if _, err := templates.AddParseTree(part.Name()+inside, part.Tree.Copy()); err != nil {
				return err
			}
		}
	}
	for i := range spares {
		if _, err := templates.New(spare(i)).Parse("-"); err != nil {
			return err
		}
	}
	return nil
}

// derived is a template that calls one that only html/template knows, nil where none
// is to be had.
func derived(templates *template.Template, name string) *template.Template {
	for i := range spares {
		one := templates.Lookup(spare(i))
		if one == nil {
			break
		}
		switch node := one.Tree.Root.Nodes[0].(type) {
		case *parse.TextNode:
			if one.Execute(io.Discard, nil) != nil {
				return nil
			}
			one.Tree.Root.Nodes[0] = &parse.TemplateNode{NodeType: parse.NodeTemplate, Name: name, Pipe: dotted()}
			return one
		case *parse.TemplateNode:
			if node.Name == name {
				return one
			}
		}
	}
	return nil
}

// dotted is a pipe that gives what stands in the dot.
func dotted() *parse.PipeNode {
	return template.Must(template.New("dot").Parse("{{.}}")).Tree.Root.Nodes[0].(*parse.ActionNode).Pipe
}
