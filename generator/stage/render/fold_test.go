package render

import (
	"html/template"
	"strings"
	"testing"
	"text/template/parse"

	"plainsight/generator/domain/address"
	"plainsight/generator/kit/language"
)

// TestFoldedTemplatesSayTheSame makes a page before its words are written into
// the templates, and after.
func TestFoldedTemplatesSayTheSame(t *testing.T) {
	words, err := language.New("en-GB", map[string]language.Message{
		"plain": {Other: "It’s “a” <b> & + 'c'"}, "filled": {Other: "of {{.It}}"}, "forms": {One: "one", Other: "many"},
	})
	if err != nil {
		t.Fatal(err)
	}
	say := speaker{words}
	made := template.Must(template.New("page").Funcs(template.FuncMap{"word": say.word, "link": func() template.URL { return "/a b" }, "asText": textOf, "asValue": valueOf, "asAddress": addressOf}).Parse(
		`<title>{{word "plain"}} – {{.}}</title><p title="{{word "plain"}}, {{.}}">{{word "plain"}}{{if .}}{{word "forms"}}{{word "plain"}}{{else}}-{{end}}` +
			`{{word "filled" "It" .}}</p><a href="{{word "plain"}}">{{with word "plain"}}{{.}}{{end}}</a>` +
			`<a href="{{.}}">{{len .}}</a><a href="{{link}}" title="{{word "filled" "It" .}}{{link}}{{len .}}">{{link}}</a><a href="/x?{{.}}">{{print .}}</a>`))
	page := func() string {
		var out strings.Builder
		if err := made.Execute(&out, "<x>"); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	asked := func() (left int) {
		visit(made.Tree.Root, func(command *parse.CommandNode) {
			if command.Args[0].String() == "word" {
				left++
			}
		})
		return left
	}
	unfolded, before := page(), asked()
	fold(map[string]*template.Template{"page": made}, say)
	if folded := page(); folded != unfolded {
		t.Errorf("it says\n%s\nand said\n%s", folded, unfolded)
	}
	if before != 9 || asked() != 4 { // with a value, as an address, as what others are about
		t.Errorf("words are asked for in %d places, and then in %d", before, asked())
	}
}

// FuzzEscaped holds what is written by appends against what a template would
// have written.
func FuzzEscaped(f *testing.F) {
	for _, seed := range []string{"1,901", `<a href="x">&'+`, "a\x00b", "/inspections/a/#p1", "https://a.example/?a=b c", "javascript:alert(1)", "\xff"} {
		f.Add(seed)
	}
	text := template.Must(template.New("").Parse(`<p title="{{.}}">{{.}}</p>`))
	link := template.Must(template.New("").Parse(`<a href="{{.}}"></a>`))
	f.Fuzz(func(t *testing.T, words string) {
		var out strings.Builder
		if err := text.Execute(&out, words); err != nil {
			t.Fatal(err)
		}
		if want := `<p title="` + asText(words) + `">` + asText(words) + "</p>"; out.String() != want {
			t.Errorf("%q is escaped as %q, not %q", words, want, out.String())
		}
		out.Reset()
		if err := link.Execute(&out, words); err != nil {
			t.Fatal(err)
		}
		if want := `<a href="` + asLink(words) + `"></a>`; out.String() != want || addressOf(address.Page(words)) != asLink(words) {
			t.Errorf("the address %q is escaped as %q, not %q", words, want, out.String())
		}
	})
}
