package plot

import (
	"fmt"
	"html"
	"os"
	"strings"
	"testing"
)

func gridHTML(g Grid) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<table class=numbers><caption>%s</caption><thead><tr>", html.EscapeString(g.Caption))
	for _, c := range g.Head {
		fmt.Fprintf(&b, "<th scope=col>%s</th>", html.EscapeString(c.Text))
	}
	b.WriteString("</tr></thead><tbody>")
	for _, r := range g.Rows {
		b.WriteString("<tr>")
		for _, c := range r.Cells {
			tag := "td"
			if c.Scope != "" {
				tag = "th scope=row"
			}
			span := ""
			if c.Span > 0 {
				span = fmt.Sprintf(" colspan=%d", c.Span)
			}
			fmt.Fprintf(&b, "<%s%s>%s", tag, span, html.EscapeString(c.Text))
		}
		b.WriteString("</tr>")
	}
	b.WriteString("</tbody></table>")
	return b.String()
}

func TestPreview(t *testing.T) {
	dir := os.Getenv("PREVIEW")
	if dir == "" {
		t.Skip()
	}
	w := english()
	for _, zoom := range []string{"100", "200", "250"} {
		var body strings.Builder
		for _, c := range examples(t) {
			fmt.Fprintf(&body, "<figure style='margin:0'><h2 id=%s-title>%s</h2><p>%s</p>%s<p id=%s-sentence>%s</p>%s</figure>\n",
				c.ID, html.EscapeString(c.Heading()), html.EscapeString(c.Subtitle), SVG(c, w), c.ID, html.EscapeString(Sentence(c, w)), gridHTML(Table(c, w)))
		}
		page := `<!doctype html><html lang=en-GB style="font-size:` + zoom + `%"><meta charset=utf-8><meta name=viewport content="width=device-width"><title>p</title><link rel=stylesheet href=/styles/main.css><body data-kind=p><div class=page><main><h1>Charts</h1>` + body.String() + `</main></div>`
		os.MkdirAll(dir+"/z"+zoom, 0o777)
		os.WriteFile(dir+"/z"+zoom+"/index.html", []byte(page), 0o666)
	}
	for _, c := range examples(t) {
		os.WriteFile(dir+"/"+c.ID+".txt", []byte(Sentence(c, w)+"\n\n"+string(CSV(c))), 0o666)
		o, err := Option(c, w)
		if err != nil {
			t.Error(err)
		}
		os.WriteFile(dir+"/"+c.ID+".json", o, 0o666)
	}
	t.Log(w.Missing())
}
