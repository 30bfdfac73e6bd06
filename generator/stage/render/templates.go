package render

import (
	"bytes"
	"errors"
	"html/template"
	"io"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"text/template/parse"

	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/program"
)

const (
	templatesFolder = "templates"
	partialsFolder  = "templates/partials"
	layoutFile      = "templates/layout.html"
	layoutName      = "layout"
	outlineName     = "main"
)

// sources are the files of templates by their names.
type sources struct {
	theme fs.FS
	files map[string]string
}

// templates reads the layout, the parts and one outline a kind of page, and
// gives the templates by the kind.
func (l *loader) templates(functions template.FuncMap, embeds *embeds) (map[string]*template.Template, sources, error) {
	sources := sources{l.theme, map[string]string{}}
	base := template.New(layoutName).Funcs(functions)
	partials, err := fs.Glob(l.theme, partialsFolder+"/*.html")
	if err != nil {
		return nil, sources, err
	}
	outlines, err := fs.Glob(l.theme, templatesFolder+"/*.html")
	if err != nil {
		return nil, sources, err
	}
	sound := l.parse(base, layoutFile, sources)
	for _, file := range partials {
		sound = l.parse(base.New(nameOf(file)), file, sources) && sound
	}
	kinds := map[string]*template.Template{}
	for _, file := range outlines {
		if file == layoutFile || !sound {
			continue
		}
		outline, err := l.outline(base, file, sources)
		if err != nil {
			return nil, sources, err
		}
		if outline != nil {
			kinds[nameOf(file)] = outline
		}
	}
	embeds.parts = base
	if err := program.Prepare(base); err != nil {
		return nil, sources, err
	}
	for _, kind := range slices.Sorted(maps.Keys(kinds)) { // the first use, after which no template can be added
		l.escape(kinds[kind], sources)
	}
	embeds.prepare()
	return kinds, sources, nil
}

func nameOf(file string) string { return strings.TrimSuffix(path.Base(file), ".html") }

// parse reads a file as the template that is given, and tells whether that
// went well.
func (l *loader) parse(as *template.Template, file string, sources sources) bool {
	sources.files[as.Name()] = file
	source, err := l.text(file)
	if err != nil {
		l.report(faulty.At(diag.Place{File: file}, "there is no file %s", file))
		return false
	}
	if _, err := as.Parse(string(source)); err != nil {
		l.report(sources.problem(err))
		return false
	}
	trim(as.Tree.Root, true)
	trimEnds(as.Tree.Root)
	return true
}

// outline makes the template of one kind of page, or nil where it cannot be
// read. All kinds share their parts. Each has a layout of its own, in which the
// outline stands where the layout of the theme says "main".
func (l *loader) outline(base *template.Template, file string, sources sources) (page *template.Template, err error) {
	shared := base
	if base, err = l.apart(shared, file); err != nil {
		return nil, err
	}
	kind := nameOf(file)
	if !l.parse(base.New(outlineOf(kind)), file, sources) {
		return nil, nil
	}
	layout := base.Lookup(layoutName).Tree.Copy()
	if base.Lookup(outlineName) == nil { // else the file defines what the layout calls by its name
		lead(layout.Root, outlineOf(kind))
	}
	name := layoutName + " " + kind
	sources.files[name] = layoutFile
	if page, err = base.AddParseTree(name, layout); err != nil || base == shared {
		return page, err
	}
	return page, program.Prepare(base)
}

// apart gives an outline that defines parts of its own a copy of all templates,
// so that no other kind of page has these parts.
func (l *loader) apart(base *template.Template, file string) (*template.Template, error) {
	source, err := l.text(file)
	if err != nil || !defines.Match(source) {
		return base, nil // that it cannot be read is told when it is parsed
	}
	return base.Clone()
}

var defines = regexp.MustCompile(`\{\{-?\s*(?:define|block)\b`)

// lead has a layout call an outline by its name.
func lead(node parse.Node, outline string) {
	switch node := node.(type) {
	case *parse.TemplateNode:
		if node.Name == outlineName {
			node.Name = outline
		}
	case *parse.ListNode:
		if node == nil {
			return
		}
		for _, child := range node.Nodes {
			lead(child, outline)
		}
	case *parse.IfNode:
		lead(node.List, outline)
		lead(node.ElseList, outline)
	case *parse.RangeNode:
		lead(node.List, outline)
		lead(node.ElseList, outline)
	case *parse.WithNode:
		lead(node.List, outline)
		lead(node.ElseList, outline)
	}
}

// outlineOf is the name of an outline, which a part may have too.
func outlineOf(kind string) string { return "page " + kind }

// escape finds the faults that html/template finds when a template is first
// used. Faults that come from having no view are not faults.
func (l *loader) escape(page *template.Template, sources sources) {
	var fault *template.Error
	if err := page.Execute(io.Discard, nil); errors.As(err, &fault) {
		l.report(sources.problem(fault))
	}
}

// trim makes one line break of the white space that lays out a template, so
// that pages are small. Where what stands before ends with a line break, or is
// the beginning of a file, begun, none follows, so that an action alone on a
// line leaves none. It tells whether a line break surely ends what is there now.
// No template has text in which white space counts.
func trim(node parse.Node, begun bool) bool {
	switch node := node.(type) {
	case *parse.TextNode:
		node.Text = layoutSpace.ReplaceAll(node.Text, []byte("\n"))
		if begun {
			node.Text = bytes.TrimPrefix(node.Text, []byte("\n"))
		}
		return len(node.Text) == 0 && begun || bytes.HasSuffix(node.Text, []byte("\n"))
	case *parse.ListNode:
		if node == nil {
			return begun
		}
		for _, child := range node.Nodes {
			begun = trim(child, begun)
		}
		return begun
	case *parse.IfNode:
		return trimEither(node.List, node.ElseList, begun)
	case *parse.RangeNode:
		return trimEither(node.List, node.ElseList, begun && breaks(node.List))
	case *parse.WithNode:
		return trimEither(node.List, node.ElseList, begun)
	case *parse.ActionNode:
		return begun && len(node.Pipe.Decl) > 0 // which writes nothing
	}
	return false
}

func trimEither(one, other *parse.ListNode, begun bool) bool {
	first, second := trim(one, begun), trim(other, begun)
	return first && second
}

// breaks tells whether what is repeated ends with a line break each time.
func breaks(repeated *parse.ListNode) bool {
	if len(repeated.Nodes) == 0 || strings.Contains(repeated.String(), "{{continue}}") {
		return false
	}
	last, is := repeated.Nodes[len(repeated.Nodes)-1].(*parse.TextNode)
	return is && bytes.HasSuffix(layoutSpace.ReplaceAll(last.Text, []byte("\n")), []byte("\n"))
}

// trimEnds drops the line break at the end of a file, so that a part can
// stand in the middle of a sentence.
func trimEnds(list *parse.ListNode) {
	if list == nil {
		return
	}
	for _, last := range slices.Backward(list.Nodes) {
		switch last := last.(type) {
		case *parse.TextNode:
			last.Text = bytes.TrimRight(last.Text, "\n")
			if len(last.Text) == 0 {
				continue
			}
		case *parse.IfNode:
			trimEnds(last.List)
			trimEnds(last.ElseList)
		case *parse.WithNode:
			trimEnds(last.List)
			trimEnds(last.ElseList)
		}
		return
	}
}

var layoutSpace = regexp.MustCompile(`[ \t]*\n\s*`)
