package letter

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

func sample() Letter {
	return Letter{
		Lang: "en-GB", Direction: "ltr", Title: "Inspection <2022> & *after*",
		Parts: []Part{
			{Label: "Our own words", Words: "1. They graded _it_ Good. See [x](y) | z"},
			{Label: "The inspectors’ words, 2022", Words: `A "flexible" offer.`, Quoted: true, Address: "https://a.example/go/2022/#p33"},
		},
		Rows:    Table{"What they decided", [2]string{"Area", "Grade"}, [][2]string{{"Overall", "Outstanding"}, {"Help", "Good"}}},
		Picture: Picture{"https://a.example/chart.png", "It rose from 1 to 2.", 1200, 675},
		AsAt:    "As at 9 May 2022.", Read: "Read it:", Address: "https://a.example/go/2022/", Licence: "Crown copyright.",
	}
}

var tag = regexp.MustCompile(`<(/?)([a-z0-9]+)([^>]*)>`)

// TestAMailKeepsItsWords: with everything taken out that mail programs take
// out, a reader still has all words, in their order, and all links and pictures.
func TestAMailKeepsItsWords(t *testing.T) {
	whole := string(sample().HTML())
	_, body, _ := strings.Cut(whole, "<body")
	attributes := regexp.MustCompile(` ([a-z-]+)="[^"]*"`)
	for _, found := range tag.FindAllStringSubmatch("<body"+body, -1) {
		if !slices.Contains(append(Elements, "body", "html"), found[2]) {
			t.Errorf("a mail has the element %s", found[2])
		}
		for _, attribute := range attributes.FindAllStringSubmatch(found[3], -1) {
			if !slices.Contains([]string{"style", "href", "src", "alt", "width", "height", "scope", "align", "cellspacing", "cellpadding", "border"}, attribute[1]) {
				t.Errorf("a mail has the attribute %s", attribute[1])
			}
		}
	}
	if strings.Contains(whole, "@import") || strings.Contains(whole, "url(") || strings.Contains(whole, "<style") || strings.Contains(whole, "<script") || strings.Contains(whole, "<link") {
		t.Errorf("a mail asks for more:\n%s", whole)
	}
	bare := regexp.MustCompile(` (style|class|id|width|height|align|cellspacing|cellpadding|border)="[^"]*"`).ReplaceAllString(body, "")
	at := 0
	for _, want := range []string{
		"<h1>Inspection &lt;2022&gt; &amp; *after*</h1>", "<strong>Our own words</strong>",
		`<strong><a href="https://a.example/go/2022/#p33">The inspectors’ words, 2022</a></strong>`, "<blockquote>“A &#34;flexible&#34; offer.”</blockquote>",
		"<caption>What they decided</caption>", `<th scope="col">Area</th>`, `<th scope="row">Overall</th><td>Outstanding</td>`,
		`<img src="https://a.example/chart.png" alt="It rose from 1 to 2.">`, `<a href="https://a.example/go/2022/">a.example/go/2022/</a>`, "As at 9 May 2022. Crown copyright.",
	} {
		next := strings.Index(bare[at:], want)
		if next < 0 {
			t.Fatalf("%s is not there, or in another order, in\n%s", want, bare)
		}
		at += next
	}
}

func TestPlainText(t *testing.T) {
	want := `Inspection <2022> & *after*

Our own words
1. They graded _it_ Good. See [x](y) | z

The inspectors’ words, 2022
“A "flexible" offer.”
https://a.example/go/2022/#p33

What they decided
Overall: Outstanding
Help: Good

It rose from 1 to 2.
https://a.example/chart.png

Read it:
https://a.example/go/2022/

As at 9 May 2022. Crown copyright.
`
	if got := string(sample().Text()); got != want {
		t.Errorf("the text is\n%s", got)
	}
}

func TestMarkdown(t *testing.T) {
	want := `# Inspection \<2022\> & \*after\*

**Our own words**

1\. They graded \_it\_ Good. See \[x\](y) \| z

**[The inspectors’ words, 2022](<https://a.example/go/2022/#p33>)**

> “A "flexible" offer.”

**What they decided**

| Area | Grade |
| --- | --- |
| Overall | **Outstanding** |
| Help | **Good** |

![It rose from 1 to 2.](<https://a.example/chart.png>)

Read it: <https://a.example/go/2022/>

As at 9 May 2022. Crown copyright.
`
	if got := string(sample().Markdown()); got != want {
		t.Errorf("the Markdown is\n%s", got)
	}
}
