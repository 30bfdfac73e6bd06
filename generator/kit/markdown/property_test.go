package markdown

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"plainsight/generator/domain/document"
	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/html"
)

// A written paragraph is what a test puts in and wants back.
type written struct{ number, words string }

// Whatever words the paragraphs of a report begin and wrap with, numbers and
// words come back the same.
func TestNumbersAndWordsComeBack(t *testing.T) {
	for seed := range uint64(400) {
		random := rand.New(rand.NewPCG(seed, 1))
		var want []written
		var source strings.Builder
		parts := random.IntN(3) == 0
		for number := range 1 + random.IntN(30) {
			paragraph := written{number: fmt.Sprint(number + 1), words: sentences(random)}
			stop := "."
			if parts {
				paragraph.number = fmt.Sprintf("1.%d", number+1)
				paragraph.words = "The " + paragraph.words
				stop = ""
			}
			want = append(want, paragraph)
			source.WriteString(paragraph.number + stop + " " + wrapped(random, paragraph.words) + "\n")
			if parts || random.IntN(2) == 0 {
				source.WriteString("\n")
			}
		}
		checkWritten(t, source.String(), want)
	}
}

func checkWritten(t *testing.T, source string, want []written) {
	t.Helper()
	body, _, problems := Parse("report.md", []byte(source), 1, Rules{Numbered: true})
	var got []written
	for _, block := range body.Blocks {
		got = append(got, written{block.Number, block.Words})
		if want := "p" + strings.ReplaceAll(block.Number, ".", "-"); block.ID != want {
			t.Errorf("paragraph %s is at #%s", block.Number, block.ID)
		}
	}
	if fmt.Sprint(got) != fmt.Sprint(want) || len(problems) > 0 {
		t.Fatalf("%s\ngives %v\nwant %v\n%v", source, got, want, problems)
	}
}

// vocabulary has what plain Markdown trips over; none of it is mark-up.
var vocabulary = strings.Fields("children 2017. 10.2 per cent 16- and 17-year-olds team's ‘Passport’ 1) 300. The - + of £153 12th A4 75% (or) it: 2,013. at 0-17 yes! 14%. #1 x_y")

func sentences(random *rand.Rand) string {
	words := make([]string, 1+random.IntN(40))
	for i := range words {
		words[i] = vocabulary[random.IntN(len(vocabulary))]
	}
	// Signs of lists and headings begin no paragraph of a report.
	words[0] = []string{"Children", "10.2", "16-", "‘Passport’", "A4"}[random.IntN(5)]
	return strings.Join(words, " ")
}

// wrapped breaks some lines, not before signs that begin a list, nor after the
// end of a sentence, where a number may be a paragraph's.
func wrapped(random *rand.Rand, words string) string {
	var out strings.Builder
	line := ""
	for i, word := range strings.Fields(words) {
		switch {
		case i == 0:
		case random.IntN(8) == 0 && !strings.Contains("-+#1)", word) && !strings.ContainsAny(line[len(line)-1:], ".:!)"):
			out.WriteByte('\n')
		default:
			out.WriteByte(' ')
		}
		out.WriteString(word)
		line = word
	}
	return out.String()
}

// Nothing that people write stops the reading, is shown unsafely, or makes two
// places one.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"1. One\n2. Two {#two}\n", "2.13 The\n\n2.14 Next", "## H: good {#h run=h}\n1. x\n", "- [ ] a\n  1. b\n  3. c",
		"| a | `b\\|c` |\n|:-|-:|\n| <b> | [x](/y/) |", "<!-- x\n\n--> ![p](/p.png) <https://x.org> <a@b.c>",
		"```go\nx := 1\n```\n", "~~~html\n<p>\n", "> > - 1. # x\n\n    code", "a\n===\nb\n---\n***\n", "[a]: /b\n[a][] [c](java&#x73;cript:x)",
		"a\x00b\xff\r\nc\rd\ufeff", "&#0; &#13; &quot; &#x27;", "**a *b [c ![d](e) f](/g) h* i**", "12.\n\n12.The\n", "1. x\n   2017. y\n1.1. z",
	} {
		f.Add(seed, true)
		f.Add(seed, false)
	}
	f.Fuzz(func(t *testing.T, source string, numbered bool) {
		rules := testRules
		rules.Numbered = numbered
		rules.Gaps = []string{"3", "1.2"}
		body, links, problems := Parse("f.md", []byte(source), 7, rules)
		lines := 7 + strings.Count(source, "\n")
		for _, problem := range problems {
			checkPlace(t, problem.Place, lines)
		}
		for _, link := range links {
			checkPlace(t, link.Place, lines)
		}
		taken := map[string]bool{}
		for _, anchor := range body.Anchors() {
			if taken[anchor] {
				t.Errorf("#%s is there twice", anchor)
			}
			taken[anchor] = true
		}
		for _, block := range body.Blocks {
			checkBlock(t, block, lines)
			for _, item := range block.Items {
				checkBlock(t, item, lines)
			}
		}
	})
}

func checkPlace(t *testing.T, place diag.Place, lines int) {
	t.Helper()
	if place.Line < 7 || place.Line > lines || place.Column < 1 || place.File != "f.md" {
		t.Errorf("the place %v is none of the file", place)
	}
}

func checkBlock(t *testing.T, block document.Block, lines int) {
	t.Helper()
	if block.Line < 7 || block.Line > lines {
		t.Errorf("a block begins on line %d", block.Line)
	}
	if again := html.Sanitise(block.HTML); again != block.HTML {
		t.Errorf("sanitised again, %q is %q", block.HTML, again)
	}
	if html.Words(block.HTML) != block.Words {
		t.Errorf("the words of %q are not %q", block.HTML, block.Words)
	}
}

// Texts that are made to take long, or that nest without end, are read to
// their end like others. One that took for ever would meet the deadline of the
// test.
func TestOddTextsAreReadToTheEnd(t *testing.T) {
	const many = 10_000
	for name, source := range map[string]string{
		"quotations":      strings.Repeat(">", many) + " x",
		"quoted lines":    strings.Repeat(strings.Repeat(">", 100)+" x\n", 1000),
		"brackets":        strings.Repeat("[", many),
		"links":           strings.Repeat("[x](", many),
		"closed brackets": strings.Repeat("[", many) + strings.Repeat("]", many),
		"stars":           strings.Repeat("*a _b ", many),
		"marks":           strings.Repeat("*a_", 3*many),
		"images":          strings.Repeat("![a](", 2*many),
		"short rows":      strings.Repeat("|a", many) + "\n" + strings.Repeat("|-", many) + "\n" + strings.Repeat("|a\n", many),
		"small tables":    strings.Repeat("|a|a|a|a|\n|-|-|-|-|\n|a\n\n", many),
		"lists":           strings.Repeat("- ", many) + "x",
		"numbers":         strings.Repeat("1. x\n", many),
		"next numbers":    counted(many),
		"leaps":           "1. x\n\n999. X\n\n2. Y\n\n998. Z\n",
		"ids":             strings.Repeat("x {#a}\n\n", many/4),
		"headings":        strings.Repeat("## a\n", many/4),
		"braces":          strings.Repeat("{", 10*many),
		"open passages":   strings.Repeat("{lang cy: x\n", many),
		"open tags":       strings.Repeat("<a ", many),
		"comments":        strings.Repeat("<!-- ", many),
		"ticks":           strings.Repeat("` `` ", many),
		"a long line":     strings.Repeat("words and ", 500_000),
		"tables":          "|" + strings.Repeat("a|", 500) + "\n|" + strings.Repeat("-|", 500) + "\n" + strings.Repeat("|x\n", 200),
		"fences":          strings.Repeat("```yaml\na: [b\n```\n", 500),
		"nul":             strings.Repeat("\x00", many),
	} {
		if body, _, _ := Parse("x.md", []byte(source), 1, Rules{Numbered: true}); len(body.Blocks) == 0 {
			t.Errorf("nothing came of %s", name)
		}
	}
}

// Marks and cells without number are told once and stay text; as many as anybody
// means are read, and so are as many again in the next paragraph.
func TestMarksAndCellsWithoutNumber(t *testing.T) {
	bold := strings.Repeat("*a* ", mostMarks/2)
	for source, want := range map[string]string{
		bold + "\n\n" + bold: "",
		bold + "*a*":         "x.md:1:4001: marks-too-many",
		strings.Repeat("[", mostMarks+9) + "[a](/b/)":                  "x.md:1:2001: marks-too-many; x.md:1:2012: link-open",
		strings.Repeat("|a|b|\n|-|-|\n|a\n\n", 9000):                   "",
		"|a|b|c|d|\n|-|-|-|-|\n" + strings.Repeat("|a\n", mostCells/4): "x.md:1:1: table-too-large",
		strings.Repeat("|a|b|\n|-|-|\n|a\n\n", mostCells/12+1):         "",
	} {
		_, _, problems := Parse("x.md", []byte(source), 1, Rules{})
		var told []string
		for _, one := range problems {
			told = append(told, fmt.Sprintf("%s: %s", one.Place, one.Code))
		}
		if got := strings.Join(told, "; "); got != want {
			t.Errorf("%.20s… is told %.200s, want %s", source, got, want)
		}
	}
}

func counted(many int) string {
	var out strings.Builder
	for number := range many {
		fmt.Fprintf(&out, "%d. X\n", number+1)
	}
	return out.String()
}

// Bodies are read side by side, by one engine.
func TestReadingSideBySide(t *testing.T) {
	source := report(41)
	want := dump(Parse("x.md", source, 1, Rules{Numbered: true}))
	answers := make(chan string)
	for range 8 {
		go func() { answers <- dump(Parse("x.md", source, 1, Rules{Numbered: true})) }()
	}
	for range 8 {
		if got := <-answers; got != want {
			t.Error("two readings of one body differ")
		}
	}
}

// report is a body of the size and shape of a real one, about 25 kB.
func report(paragraphs int) []byte {
	var out strings.Builder
	out.WriteString("An opening paragraph.\n\n## What needs to improve?\n\n- One thing. {#one}\n- Another.\n\n")
	for number := range paragraphs {
		if number%14 == 0 {
			fmt.Fprintf(&out, "## Section %d: good\n\n", number/14+1)
		}
		fmt.Fprintf(&out, "%d. %s\n", number+1, strings.Repeat("Children's needs are well understood, and help is timely. ", 10))
	}
	return []byte(out.String())
}

func BenchmarkParse(b *testing.B) {
	source := report(41)
	b.SetBytes(int64(len(source)))
	b.ReportAllocs()
	for b.Loop() {
		Parse("report.md", source, 1, Rules{Numbered: true, Finding: testRules.Finding, Grade: testRules.Grade})
	}
}

// A link that is noted is on the page: what package markdown lets pass, the
// second fence does too.
func FuzzLink(f *testing.F) {
	for _, seed := range []string{
		"/about/", "/", "#p3", "https://a.b/c?d=é&e#f", "HTTP://A", "mailto:a@b", "tel:+44(0)20", "//a", "/%zz", "https://[::1]/",
		"http://a:b@c:d/", "/a:b", "https://a b", "mailto:%", "/&amp;quot;", "tel:", "https://%41/", "/\u2028", "#\"><script>",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, target string) {
		body, links, problems := Parse("f.md", []byte("[x](<"+target+">)"), 1, Rules{})
		if len(body.Blocks) != 1 || len(links) != 1 || len(problems) != 0 || links[0].Place.Column != 1 {
			return
		}
		if got := body.Blocks[0].HTML; !strings.HasPrefix(got, `<a href="`) {
			t.Errorf("a link to %q is noted, and shown as %s", links[0].Target, got)
		}
	})
}
