package markdown

import (
	"bytes"
	"strings"

	"github.com/alecthomas/chroma/v2"
	codehtml "github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// Code in fences is coloured by classes that begin with "ch-"; the colours are
// the theme's. The element can be reached with the keyboard, since long lines
// scroll in it.

// longestCode is how many bytes of code are coloured; the lexers are regular
// expressions, and some take long over long texts.
const longestCode = 32 << 10

var (
	formatter = codehtml.New(
		codehtml.WithClasses(true),
		codehtml.WithAllClasses(true),
		codehtml.ClassPrefix("ch-"),
		codehtml.PreventSurroundingPre(true),
	)
	// The formatter asks for a style, of which classes need nothing.
	unstyled = chroma.MustNewStyle("plainsight", chroma.StyleEntries{})
)

func registerCode(register renderer.NodeRendererFuncRegisterer) {
	register.Register(ast.KindCodeBlock, renderCode)
	register.Register(ast.KindFencedCodeBlock, renderCode)
}

func renderCode(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	code := string(node.Lines().Value(source))
	language := ""
	if fenced, ok := node.(*ast.FencedCodeBlock); ok {
		language = string(fenced.Language(source))
	}
	_, err := w.WriteString(coloured(code, language))
	return ast.WalkSkipChildren, err
}

// coloured gives the whole element; code in an unknown language is plain.
func coloured(code, language string) string {
	lexer := lexerOf(language)
	if lexer != nil && len(code) <= longestCode {
		if spans, ok := spansOf(lexer, code); ok {
			name := strings.ToLower(lexer.Config().Aliases[0])
			return `<pre class="ch-chroma" tabindex="0"><code class="language-` + name + `">` + spans + "</code></pre>\n"
		}
	}
	escaped := util.EscapeHTML([]byte(code))
	return `<pre class="ch-chroma" tabindex="0"><code>` + string(escaped) + "</code></pre>\n"
}

// lexerOf gives the lexer of the language, nil where none knows it.
func lexerOf(language string) chroma.Lexer {
	if language == "" {
		return nil
	}
	lexer := lexers.Get(language)
	if lexer == nil || len(lexer.Config().Aliases) == 0 {
		return nil
	}
	return chroma.Coalesce(lexer)
}

// spansOf colours the code. The lexers are data of others, and one that fails
// on a text must not keep a page from being made.
func spansOf(lexer chroma.Lexer, code string) (spans string, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	tokens, err := lexer.Tokenise(&chroma.TokeniseOptions{State: "root", EnsureLF: false}, code)
	if err != nil {
		return "", false
	}
	var out bytes.Buffer
	if err := formatter.Format(&out, unstyled, tokens); err != nil {
		return "", false
	}
	return out.String(), true
}
