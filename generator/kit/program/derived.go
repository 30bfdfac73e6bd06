package program

import (
	"fmt"
	"html/template"
	"io"
	"text/template/parse"
)

// A part that is called within an attribute, or wherever else texts are escaped
// otherwise than in elements, html/template derives for the place, and lets nobody
// see it. Such a part it has to execute itself, and it does so where a template of a
// name that it shows does nothing else than call it. Since no template can be added
// to those that were used, some are added before.

const spares = 16

func spare(i int) string { return fmt.Sprint("spare ", i) }

// Prepare adds to the templates what programs of them need. It has to be called
// before one of them is used.
func Prepare(templates *template.Template) error {
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
