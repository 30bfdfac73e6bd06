package html

import (
	"io"
	"iter"
	"strings"

	"golang.org/x/net/html"
)

// A Node is an element of a page that was read by the rules of browsers. Tests
// look at finished pages with it, so that they do not go by the reader of the gate.
type Node struct{ node *html.Node }

// Parse reads a whole page and gives its root. The error is the reader's, or
// says that the page nests deeper than browsers go.
func Parse(r io.Reader) (*Node, error) {
	root, err := html.Parse(r)
	if err != nil {
		return nil, err
	}
	return &Node{root}, nil
}

// Name is the element's name in small letters; "" for the root.
func (n *Node) Name() string {
	if n.node.Type != html.ElementNode {
		return ""
	}
	return n.node.Data
}

// Attr gives the value of an attribute, and whether it is there.
func (n *Node) Attr(name string) (string, bool) {
	for _, attr := range n.node.Attr {
		if attr.Key == name && attr.Namespace == "" {
			return attr.Val, true
		}
	}
	return "", false
}

// All gives the elements inside the node in the order of the page.
func (n *Node) All() iter.Seq[*Node] {
	return func(yield func(*Node) bool) {
		for inner := range n.node.Descendants() {
			if inner.Type == html.ElementNode && !yield(&Node{inner}) {
				return
			}
		}
	}
}

// Find gives the elements inside the node that the question holds for.
func (n *Node) Find(holds func(*Node) bool) []*Node {
	var found []*Node
	for inner := range n.All() {
		if holds(inner) {
			found = append(found, inner)
		}
	}
	return found
}

// ByID gives the element inside the node with the id, nil where there is none.
func (n *Node) ByID(id string) *Node {
	for inner := range n.All() {
		if own, ok := inner.Attr("id"); ok && own == id {
			return inner
		}
	}
	return nil
}

// Same tells whether two nodes are one part of a document.
func (n *Node) Same(other *Node) bool { return n.node == other.node }

// Text gives the words of the node as Words does; scripts, styles and
// templates have none.
func (n *Node) Text() string {
	return n.TextBut(func(*Node) bool { return false })
}

// TextBut gives the words of the node but for those of the elements inside
// that are left out.
func (n *Node) TextBut(leftOut func(*Node) bool) string {
	var words strings.Builder
	gather(&words, n.node, leftOut)
	return single(words.String())
}

func gather(words *strings.Builder, node *html.Node, leftOut func(*Node) bool) {
	switch node.Type {
	case html.TextNode:
		words.WriteString(node.Data)
		return
	case html.ElementNode:
		if node.Data == "script" || node.Data == "style" || node.Data == "template" || leftOut(&Node{node}) {
			return
		}
	}
	apart := node.Type == html.ElementNode && !withinLine[node.Data]
	if apart {
		words.WriteByte(' ')
	}
	for child := range node.ChildNodes() {
		gather(words, child, leftOut)
	}
	if apart {
		words.WriteByte(' ')
	}
}
