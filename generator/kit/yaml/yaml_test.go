package yaml

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"plainsight/generator/kit/diag"
)

// shown writes a tree on one line, with the place of each value.
func shown(n *Node) string {
	if n == nil {
		return "nothing"
	}
	at := fmt.Sprintf("@%d:%d", n.Place.Line, n.Place.Column)
	var parts []string
	switch n.Kind {
	case Map:
		for _, entry := range n.Entries {
			parts = append(parts, fmt.Sprintf("%s@%d:%d=%s", entry.Key, entry.Place.Line, entry.Place.Column, shown(entry.Value)))
		}
		return "{" + strings.Join(parts, ", ") + "}" + at
	case List:
		for _, item := range n.Items {
			parts = append(parts, shown(item))
		}
		return "[" + strings.Join(parts, ", ") + "]" + at
	case Null:
		return "null" + at
	}
	if n.Quoted {
		return fmt.Sprintf("quoted %q", n.Text) + at
	}
	return fmt.Sprintf("%q", n.Text) + at
}

func told(problems []diag.Problem) string {
	var lines []string
	for _, p := range problems {
		lines = append(lines, fmt.Sprintf("%s: %s: %s.\n    %s", p.Place, p.Code, p.Message, p.Hint))
	}
	return strings.Join(lines, "\n")
}

func TestParse(t *testing.T) {
	cases := []struct{ name, source, want string }{
		{"scalars stay as they were written", "old: 0315\nyes: yes\nday: 2022-02-28\nrate: 1_0.50\nnull: ~\nhex: 0x1F",
			`{old@1:1="0315"@1:6, yes@2:1="yes"@2:6, day@3:1="2022-02-28"@3:6, rate@4:1="1_0.50"@4:7, null@5:1="~"@5:7, hex@6:1="0x1F"@6:6}@1:1`},
		{"quotation marks", "a: \"315\" # old code\nb: 'It''s'\nc: \"two \\\"marks\\\"\"\nd: ''",
			`{a@1:1=quoted "315"@1:4, b@2:1=quoted "It's"@2:4, c@3:1=quoted "two \"marks\""@3:4, d@4:1=quoted ""@4:4}@1:1`},
		{"an apostrophe inside a plain text", "title: Merton's children's services",
			`{title@1:1="Merton's children's services"@1:8}@1:1`},
		{"folded and literal texts", "summary: >\n  One line\n  and another: more.\n\n  Next.\nnote: |\n  a\n   b\nlast: x",
			`{summary@1:1="One line and another: more.\nNext.\n"@1:10, note@6:1="a\n b\n"@6:7, last@9:1="x"@9:7}@1:1`},
		{"a plain text over two lines", "says: one\n  two\nnext: x", `{says@1:1="one two"@1:7, next@3:1="x"@3:7}@1:1`},
		{"a quoted text over two lines", "says: \"one\n  two\"\nnext: x", `{says@1:1=quoted "one two"@1:7, next@3:1="x"@3:7}@1:1`},
		{"lists", "topics: [care-leavers, 'a, b']\nids:\n  - one\n  - name: two\n    of: 3\nflat:\n- x",
			`{topics@1:1=["care-leavers"@1:10, quoted "a, b"@1:24]@1:9, ids@2:1=["one"@3:5, {name@4:5="two"@4:11, of@5:5="3"@5:9}@4:5]@3:3, flat@6:1=["x"@7:3]@7:1}@1:1`},
		{"maps between brackets", "- {id: leadership, name: The impact of leaders}\n- {a: [b, {c: d}]}",
			`[{id@1:4="leadership"@1:8, name@1:20="The impact of leaders"@1:26}@1:3, {a@2:4=["b"@2:8, {c@2:12="d"@2:15}@2:11]@2:7}@2:3]@1:1`},
		{"brackets over several lines", "topics: [\n  a, # one\n  b\n]\nx: y", `{topics@1:1=["a"@2:3, "b"@3:3]@1:9, x@5:1="y"@5:4}@1:1`},
		{"names in quotation marks", "\"What needs to improve\": improvement\n'a: b': c",
			`{What needs to improve@1:1="improvement"@1:26, a: b@2:1="c"@2:9}@1:1`},
		{"empty values", "a:\nb: # later\nc: x", `{a@1:1=null@1:1, b@2:1=null@2:1, c@3:1="x"@3:4}@1:1`},
		{"nothing at all", "", `null@1:1`},
		{"comments only", "# nothing\n\n", `null@1:1`},
		{"letters of other scripts count as one", "naïve: Zoë: x\n"[:len("naïve: Zoë")], `{naïve@1:1="Zoë"@1:8}@1:1`},
		{"a mark at the start and the line ends of Windows", "\uFEFFa: b\r\nc: d\r\n", `{a@1:1="b"@1:4, c@2:1="d"@2:4}@1:1`},
		{"a line of hyphens at the start", "---\na: b\n", `{a@2:1="b"@2:4}@2:1`},
		{"times and addresses need no quotation marks", "publish_after: 2022-05-09T00:01\nlink: https://reports.ofsted.gov.uk/\nsays: 2022-02-ilacs#p15",
			`{publish_after@1:1="2022-05-09T00:01"@1:16, link@2:1="https://reports.ofsted.gov.uk/"@2:7, says@3:1="2022-02-ilacs#p15"@3:7}@1:1`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			node, problems := Parse("x.yaml", []byte(c.source), 1)
			if len(problems) > 0 {
				t.Fatalf("%s", told(problems))
			}
			if got := shown(node); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// What is read in spite of a fault stands after the arrow.
func TestFaults(t *testing.T) {
	cases := []struct{ name, source, want, read string }{}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			node, problems := Parse("x.yaml", []byte(c.source), 3)
			if got := told(problems); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
			if got := shown(node); got != c.read {
				t.Errorf("read %s\nwant %s", got, c.read)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"a: b\nc: [d, {e: f}]\n- g\n", "title: \"x\nb: 'it's'\n", "\tq: w", "a: >\n  x\n\ty\n", "? a\n: b", "&a [*a, !t x]",
		"---\na\n...\n", "- - - x", "a: {b: c: d}", "k: |+2\n   x", "'a': \"\\u00e9\\x\"", "{[a]: b, ? c}", "<<: {a: b}", "a: -\n- : x\n", "[\"a\":b]",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		began := time.Now()
		node, problems := Parse("x.yaml", source, 1)
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("took %s", took)
		}
		if node == nil && len(problems) == 0 {
			t.Error("neither a tree nor a problem")
		}
		for _, p := range problems {
			if p.Place.File != "x.yaml" || p.Place.Line < 1 || p.Message == "" || p.Hint == "" {
				t.Errorf("a problem without a place or words: %+v", p)
			}
		}
		sound(t, node)
		_, body, line, problems := FrontMatter("x.md", append([]byte("---\n"), source...))
		if line < 1 || body == nil && len(problems) == 0 {
			t.Errorf("body begins on line %d, %v", line, problems)
		}
	})
}

// sound goes through a tree and looks for what must not be.
func sound(t *testing.T, n *Node) {
	if n == nil {
		return
	}
	if n.Place.Line < 1 || n.Place.Column < 1 || n.Place.File == "" {
		t.Errorf("%s has no place", n.Kind)
	}
	for _, entry := range n.Entries {
		if entry.Value == nil || entry.Place.Line < 1 {
			t.Errorf("entry %q has no value or place", entry.Key)
		}
		sound(t, entry.Value)
	}
	for _, item := range n.Items {
		sound(t, item)
	}
}
