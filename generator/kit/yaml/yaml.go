// Package yaml reads YAML as people write it in front matter and data files,
// and keeps where each value stands.
//
// It takes the bytes of a file and gives a tree of maps, lists and texts.
// Every scalar is the text that was written: 0315 is "0315", yes is "yes",
// 2022-02-28 is "2022-02-28". What a text means is for others to say.
//
// It refuses what nobody needs to describe an inspection: anchors, aliases,
// merge keys and tags (so nothing is ever expanded), several documents in a
// file, deep nesting and very large files. The parser of goccy/go-yaml gives
// up at its first fault and speaks to programmers. So a survey of the lines
// comes first: it knows the faults that people make (a tab, a quotation mark
// that is never closed, a colon in a title), names all of them, and mends
// each one in a copy, so that the rest of the file can be read and checked in
// the same run.
package yaml

import (
	"errors"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"plainsight/generator/kit/diag"
)

// A Kind says what a Node is.
type Kind string

// The kinds of nodes. Null is a value that was left empty.
const (
	Map  Kind = "map"
	List Kind = "list"
	Text Kind = "text"
	Null Kind = "null"
)

// A Node is one value.
type Node struct {
	Kind Kind
	// Text is a scalar's text: as written where plain, unescaped where
	// quoted, joined to lines where it follows > or |.
	Text string
	// Quoted is set for a text between quotation marks.
	Quoted bool
	// Entries of a Map in written order, each key once.
	Entries []Entry
	// Items of a List.
	Items []*Node
	// Place is where the value begins in the file; of an empty value it is
	// the place of its key.
	Place diag.Place
}

// An Entry is a key of a Map with its value, which is never nil.
type Entry struct {
	Key   string
	Place diag.Place // of the key
	Value *Node
}

// Get gives the value of a key, nil where the node is no Map or has no such
// key.
func (n *Node) Get(key string) *Node {
	if n == nil {
		return nil
	}
	for _, entry := range n.Entries {
		if entry.Key == key {
			return entry.Value
		}
	}
	return nil
}

// Parse reads one document. First is the line of the file on which source
// begins, 1 for a whole file. The node is nil where nothing could be read; an
// empty source is a Null.
func Parse(file string, source []byte, first int) (*Node, []diag.Problem) {
	clean, problems := decoded(file, source, first)
	if problems != nil {
		return nil, problems
	}
	return parse(file, string(clean), first)
}

// parse reads what decoded has made clean.
func parse(file, clean string, first int) (*Node, []diag.Problem) {
	if problem, found := tooLarge(file, clean, first); found {
		return nil, []diag.Problem{problem}
	}
	survey := surveyOf(file, clean, first)
	if survey.broken || survey.stopped {
		return nil, diag.Sort(survey.problems)
	}
	body, refusal := read(survey.mended())
	tree := tree{file: file, first: first}
	switch {
	case refusal == nil:
		root := tree.node(body, diag.Place{File: file, Line: first, Column: 1}, 0)
		return root, diag.Sort(append(survey.problems, tree.problems...))
	case len(survey.problems) > 0:
		// The parser most likely stumbled over what is already named.
		return nil, diag.Sort(survey.problems)
	}
	return nil, []diag.Problem{tree.explained(refusal)}
}

// read calls the parser and comes back whatever happens in there.
func read(source string) (body ast.Node, refusal *refusal) {
	defer func() {
		if recover() != nil {
			body, refusal = nil, unreadable
		}
	}()
	parsed, err := parser.ParseBytes([]byte(source), 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return nil, refusalOf(err)
	}
	for _, document := range parsed.Docs {
		if document.Body == nil {
			continue
		}
		if body != nil {
			return nil, unreadable // the survey lets one document through
		}
		body = document.Body
	}
	return body, nil
}

// A refusal is why and where the parser gave up; at may be nil.
type refusal struct {
	why string
	at  *token.Position
}

var unreadable = &refusal{why: "the parser gave up"}

func refusalOf(err error) *refusal {
	var detailed interface {
		GetMessage() string
		GetToken() *token.Token
	}
	if !errors.As(err, &detailed) {
		return unreadable
	}
	why, _, _ := strings.Cut(detailed.GetMessage(), "\n")
	if at := detailed.GetToken(); at != nil {
		return &refusal{why, at.Position}
	}
	return &refusal{why: why}
}
