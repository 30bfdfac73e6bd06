package markdown

import (
	"bytes"
	"net/url"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// prepareText looks for brackets that were to be a link.
func (r *reading) prepareText(text *ast.Text) {
	words := text.Value(r.source)
	at := bytes.Index(words, []byte("]("))
	if at < 0 || at > 0 && words[at-1] == '\\' || text.Parent().Kind() == ast.KindCodeSpan {
		return
	}
	r.tell(text.Segment.Start+at, linkOpen, `close the bracket behind the address, in which there is no space: [words](/address/); or put a backslash before brackets that are meant to be read: \](`,
		"here begins the address of a link, which does not end")
}

// prepareLink notes the link; one that leads nowhere safe stays as its words.
func (r *reading) prepareLink(link *ast.Link) {
	target := resolved(link.Destination)
	if hint, ok := r.reachable(target); !ok {
		r.tell(link.Pos(), linkRefused, hint, "“%s” cannot be linked to", shortened(target))
		unwrap(link)
		return
	}
	link.Destination = []byte(target)
	r.link(target, link.Pos(), false)
}

// prepareImage notes the picture, which is one of the site's own: a page asks
// no other host for anything.
func (r *reading) prepareImage(image *ast.Image) {
	target := resolved(image.Destination)
	if _, ok := r.reachable(target); !ok || !strings.HasPrefix(target, "/") {
		r.tell(image.Pos(), pictureRefused, "write the address of a picture of this site, from the root: ![What it shows](/pictures/name.png)",
			"“%s” is no picture of this site", shortened(target))
		unwrap(image)
		return
	}
	if !image.HasChildren() {
		r.tell(image.Pos(), pictureWithoutWords, "say what it shows: ![A line that falls from 2008](/…)",
			"the picture has no words for those who do not see it")
	}
	image.Destination = []byte(target)
	r.link(target, image.Pos(), true)
}

// prepareAutoLink notes an address in angle brackets. Within the words of a
// link it is words.
func (r *reading) prepareAutoLink(link *ast.AutoLink) {
	if withinLink(link) {
		replaceByWords(link, r.source)
		return
	}
	target := string(link.URL(r.source))
	if link.AutoLinkType == ast.AutoLinkEmail {
		target = "mailto:" + target
	}
	if hint, ok := r.reachable(target); !ok {
		r.tell(link.Pos(), linkRefused, hint, "“%s” cannot be linked to", shortened(target))
		replaceByWords(link, r.source)
		return
	}
	r.link(target, link.Pos(), false)
}

func withinLink(node ast.Node) bool {
	for parent := node.Parent(); parent != nil && parent.Type() == ast.TypeInline; parent = parent.Parent() {
		if parent.Kind() == ast.KindLink {
			return true
		}
	}
	return false
}

func replaceByWords(link *ast.AutoLink, source []byte) {
	words := ast.NewString(link.Label(source))
	words.SetRaw(true)
	link.Parent().ReplaceChild(link.Parent(), link, words)
}

// unwrap puts the words of the node in its place.
func unwrap(node ast.Node) {
	parent := node.Parent()
	for node.HasChildren() {
		parent.InsertBefore(parent, node, node.FirstChild())
	}
	parent.RemoveChild(parent, node)
}

// resolved gives a target as it is meant, without escapes of Markdown and HTML.
func resolved(written []byte) string {
	plain := util.UnescapePunctuations(written)
	plain = util.ResolveNumericReferences(plain)
	return string(util.ResolveEntityNames(plain))
}

// reachable tells whether a page may link to the target: a place on the page,
// an address below the root, or one of the web, for mail or for telephone. If
// not, the hint says what to write.
func (r *reading) reachable(target string) (hint string, ok bool) {
	if strings.ContainsFunc(target, func(letter rune) bool {
		return unicode.IsSpace(letter) || unicode.IsControl(letter) || letter == '\\' || letter == unicode.ReplacementChar
	}) {
		return "an address has no spaces, no backslashes and no hidden characters; write %20 for a space", false
	}
	address, err := url.Parse(string(util.URLEscape([]byte(target), false)))
	if err != nil {
		return "copy the address anew", false
	}
	switch {
	case address.Scheme == "http" || address.Scheme == "https":
		return "write the address in full: https://www.gov.uk/", address.Host != "" && strings.Contains(target, "://")
	case address.Scheme == "mailto" || address.Scheme == "tel":
		return "write [Write to us](mailto:name@example.org) or [Ring us](tel:02012345678)", address.Opaque != ""
	case address.Scheme != "" || strings.HasPrefix(target, "//"):
		return "links begin with https://, mailto: or tel:, or with / for a page of this site", false
	case strings.HasPrefix(target, "/"), strings.HasPrefix(target, "#") && len(target) > 1:
		return "", true
	}
	return nearest(target), false
}

// nearest guesses what was meant by a target that begins in none of the ways
// that links begin in.
func nearest(target string) string {
	host, _, _ := strings.Cut(target, "/")
	switch {
	case target == "" || target == "#":
		return "write the address between the round brackets: [words](/about/)"
	case strings.Contains(target, "@"):
		return "write mailto:" + shortened(target)
	case strings.HasPrefix(host, "www.") || strings.Contains(host, ".") && strings.Trim(host, ".") != "" && !strings.HasSuffix(host, ".md"):
		return "write https://" + shortened(target)
	}
	return "write the address from the root of the site, with a slash in front: /about/"
}

// shortened keeps a target readable within a sentence.
func shortened(target string) string {
	letters := []rune(strings.ToValidUTF8(target, "�"))
	if len(letters) > 80 {
		return string(letters[:80]) + "…"
	}
	return string(letters)
}

// Links are rendered here so that a target is escaped and resolved once, and
// without the titles of Markdown, which only a mouse finds.
func registerLinks(register renderer.NodeRendererFuncRegisterer) {
	register.Register(ast.KindLink, func(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			_, err := w.WriteString("</a>")
			return ast.WalkContinue, err
		}
		return ast.WalkContinue, writeAddress(w, `<a href="`, string(node.(*ast.Link).Destination))
	})
	register.Register(ast.KindAutoLink, renderAutoLink)
	register.Register(ast.KindImage, renderImage)
}

func renderAutoLink(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	link := node.(*ast.AutoLink)
	target := string(link.URL(source))
	if link.AutoLinkType == ast.AutoLinkEmail {
		target = "mailto:" + target
	}
	if err := writeAddress(w, `<a href="`, target); err != nil {
		return ast.WalkStop, err
	}
	_, _ = w.Write(util.EscapeHTML(link.Label(source)))
	_, err := w.WriteString("</a>")
	return ast.WalkContinue, err
}

// renderImage writes the words of the picture as its alternative text.
func renderImage(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	image := node.(*ast.Image)
	_, _ = w.WriteString(`<img loading="lazy" alt="`)
	_, _ = w.Write(util.EscapeHTML([]byte(plainWords(image, source))))
	return ast.WalkSkipChildren, writeAddress(w, `" src="`, string(image.Destination))
}

// writeAddress writes the opening of a tag up to its address, and closes it.
func writeAddress(w util.BufWriter, opening, target string) error {
	_, _ = w.WriteString(opening)
	_, _ = w.Write(util.EscapeHTML(util.URLEscape([]byte(target), false)))
	_, err := w.WriteString(`">`)
	return err
}

// plainWords are the words within a node, without mark-up.
func plainWords(node ast.Node, source []byte) string {
	var words strings.Builder
	_ = ast.Walk(node, func(inner ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch inner := inner.(type) {
		case *ast.Text:
			words.WriteString(resolved(inner.Value(source)))
			if inner.SoftLineBreak() || inner.HardLineBreak() {
				words.WriteByte(' ')
			}
		case *ast.String:
			words.Write(inner.Value)
		case *ast.AutoLink:
			words.Write(inner.Label(source))
		case *ast.RawHTML:
			words.Write(inner.Segments.Value(source))
		}
		return ast.WalkContinue, nil
	})
	return words.String()
}
