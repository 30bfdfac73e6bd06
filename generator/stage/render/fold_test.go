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
	made := template.Must(template.New("page").Funcs(escapers).Funcs(template.FuncMap{"word": say.word, "link": func() template.URL { return "/a b" }}).Parse(
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

// FuzzEscaped holds what is escaped here against what a template would have written
// in each place.
func FuzzEscaped(f *testing.F) {
	for _, seed := range []string{"1,901", `<a href="x">&'+`, "a\x00b", "/inspections/a/#p1", "https://a.example/?a=b c", "https:a", "+44 20", "a@b.example", "javascript:alert(1)", "\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, words string) {
		for name, place := range map[string]place{
			"asText": inText, "asValue": inQuotes, "asTitle": inTitle, "asScript": inScript, "asAttribute": inTag, "asAddress": inLink, "asAnchor": inAnchor, "asRest": inRest,
		} {
			for _, said := range []any{words, address.Page(words), template.HTML(words), template.JS(words), template.HTMLAttr(words), len(words)} {
				if got, want := escapers[name].(func(any) string)(said), place.escaped(said); got != want {
					t.Errorf("%s of the %T %q is %q, and not %q", name, said, said, got, want)
				}
				if text, is := said.(string); is && ofTexts[name] != nil && ofTexts[name](text) != place.escaped(said) {
					t.Errorf("%s of the text %q is %q, and not %q", name, text, ofTexts[name](text), place.escaped(said))
				}
			}
		}
	})
}
