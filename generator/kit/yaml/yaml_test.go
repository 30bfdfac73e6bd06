package yaml

import (
	"fmt"
	"strings"
	"testing"

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

// Each case is a faulty text that begins on line 3 of its file, what is told
// about it, and what is read in spite of it.
func TestFaults(t *testing.T) {
	cases := []struct{ name, source, want, read string }{
		{"a quotation mark that is never closed", `title: "Inspection of Merton
authority: merton
codes: {old: "315"}`,
			`x.yaml:3:8: yaml-quotation-mark: the quotation mark that opens here, on line 3, is never closed.
    Type " at the end of the value, or delete the one at its start.`,
			`{title@3:1=quoted "Inspection of Merton"@3:8, authority@4:1="merton"@4:12, codes@5:1={old@5:9=quoted "315"@5:14}@5:8}@3:1`},
		{"an apostrophe inside single marks", `title: 'Merton's report'
short: 2022`,
			`x.yaml:3:16: yaml-quotation-mark: the text that opens with ' on line 3 ends before this; nothing may follow the closing '.
    Type two of them ('') for an apostrophe inside the text, or put the text between double quotation marks.`,
			`{title@3:1=quoted "Merton's report"@3:8, short@4:1="2022"@4:8}@3:1`},
		{"words behind a closing mark", `title: "Merton" report
short: 2022`,
			`x.yaml:3:17: yaml-quotation-mark: the text that opens with " on line 3 ends before this; nothing may follow the closing ".
    Type \" for each quotation mark inside the text, or delete what follows the closing mark.`,
			`{title@3:1=quoted "Merton\" report"@3:8, short@4:1="2022"@4:8}@3:1`},
		{"a mark inside brackets", `topics: ['a's, b]
short: 2022`,
			`x.yaml:3:13: yaml-quotation-mark: the text that opens with ' on line 3 ends before this; nothing may follow the closing '.
    Type two of them ('') for an apostrophe inside the text, or put the text between double quotation marks.`,
			`nothing`},
		{"a colon inside a value", `title: Merton: a report # 2022
short: 2022`,
			`x.yaml:3:14: yaml-colon: there is a colon inside the value, which begins at column 8.
    Put the whole value between quotation marks: "Merton: a report"`,
			`{title@3:1=quoted "Merton: a report"@3:8, short@4:1="2022"@4:8}@3:1`},
		{"a colon at the end of a value", `- title: Report:
  short: 2022`,
			`x.yaml:3:16: yaml-colon: there is a colon inside the value, which begins at column 10.
    Put the whole value between quotation marks: "Report:"`,
			`[{title@3:3=quoted "Report:"@3:10, short@4:3="2022"@4:10}@3:3]@3:1`},
		{"a colon in a text over two lines", `summary: Some words
  that go on: here
short: 2022`,
			`x.yaml:4:13: yaml-colon: the text that began on a line above goes on here, and has a colon in it.
    If this is a name, begin it as far left as the name above. If it is part of the text, put the whole text between quotation marks.`,
			`{summary@3:1="Some words that go on. here"@3:10, short@5:1="2022"@5:8}@3:1`},
		{"a second colon between brackets", `topics: [a: b: c]
short: 2022`,
			`x.yaml:3:14: yaml-colon: there is a second colon in this item.
    Put the whole value between quotation marks.`,
			`nothing`},
		{"tabs, and a fault after them", "judgements:\n\tleadership: Good\n\toverall: Good: indeed\nshort: 2022",
			`x.yaml:4:1: yaml-tab: the line begins with a tab, where only spaces can stand.
    Delete the tab and type spaces, two for each step.
x.yaml:5:1: yaml-tab: the line begins with a tab, where only spaces can stand.
    Delete the tab and type spaces, two for each step.
x.yaml:5:15: yaml-colon: there is a colon inside the value, which begins at column 11.
    Put the whole value between quotation marks: "Good: indeed"`,
			`{judgements@3:1={leadership@4:2="Good"@4:14, overall@5:2=quoted "Good: indeed"@5:11}@4:2, short@6:1="2022"@6:8}@3:1`},
		{"a tab in a folded text", "summary: >\n\tWords of ours\nshort: 2022",
			`x.yaml:4:1: yaml-tab: the line begins with a tab, where only spaces can stand.
    Delete the tab and type spaces, two for each step.`,
			`{summary@3:1="Words of ours\n"@3:10, short@5:1="2022"@5:8}@3:1`},
		{"a name that stands twice", `title: a
short: 2022
title: b`,
			`x.yaml:5:1: yaml-duplicate-name: “title” stands here twice: on line 3 and again on line 5.
    Delete one of the two, or give it another name.`,
			`{title@3:1="a"@3:8, short@4:1="2022"@4:8}@3:1`},
		{"signs for programmers", `a: &x [1]
b: *x
c: !!str 3
d: **Bold** start
e: @home`,
			`x.yaml:3:4: yaml-not-used-here: a value cannot begin with &.
    Put the whole value between quotation marks: "&x [1]"
x.yaml:4:4: yaml-not-used-here: a value cannot begin with *.
    Put the whole value between quotation marks: "*x"
x.yaml:5:4: yaml-not-used-here: a value cannot begin with !.
    Put the whole value between quotation marks: "!!str 3"
x.yaml:6:4: yaml-not-used-here: a value cannot begin with *.
    Put the whole value between quotation marks: "**Bold** start"
x.yaml:7:4: yaml-not-used-here: a value cannot begin with @.
    Put the whole value between quotation marks: "@home"`,
			`{a@3:1=quoted "&x [1]"@3:4, b@4:1=quoted "*x"@4:4, c@5:1=quoted "!!str 3"@5:4, d@6:1=quoted "**Bold** start"@6:4, e@7:1=quoted "@home"@7:4}@3:1`},
		{"a merge key", `<<: {a: b}
c: d`,
			`x.yaml:3:1: yaml-not-used-here: “<<” (a merge key of YAML) is not used here.
    Write the entries out in full.`,
			`{c@4:1="d"@4:4}@3:1`},
		{"signs that nobody sees, as numbers", "a: \"one\\u202etwo\"\nb: \"three\\x01\"\nc: \"four\\n\\u00e9\"",
			`x.yaml:3:4: unseen-escape: there is a backslash here for a sign that nobody can see.
    Delete the backslash and what belongs to it.
x.yaml:4:4: unseen-escape: there is a backslash here for a sign that nobody can see.
    Delete the backslash and what belongs to it.`,
			"{a@3:1=quoted \"one\\u202etwo\"@3:4, b@4:1=quoted \"three\\x01\"@4:4, c@5:1=quoted \"four\\né\"@5:4}@3:1"},
		{"a bomb is never expanded", `a: &a [x, x]
b: &b [*a, *a]
c: [*b, *b]`,
			`x.yaml:3:4: yaml-not-used-here: a value cannot begin with &.
    Put the whole value between quotation marks: "&a [x, x]"
x.yaml:4:4: yaml-not-used-here: a value cannot begin with &.
    Put the whole value between quotation marks: "&b [*a, *a]"
x.yaml:5:5: yaml-not-used-here: a text between brackets cannot begin with *.
    Put the text between quotation marks.`,
			`nothing`},
		{"two documents", `a: b
---
c: d`,
			`x.yaml:4:1: yaml-not-used-here: a line --- begins a second document here; one file holds one.
    Delete this line, or move what follows it to a file of its own.`,
			`{a@3:1="b"@3:4}@3:1`},
		{"a word to the parser", `%YAML 1.2
---
a: b`,
			`x.yaml:3:1: yaml-not-used-here: a line that begins with % speaks to the parser of YAML, which is not used here.
    Delete this line, or put the text between quotation marks.`,
			`null@3:1`},
		{"a question mark", `? a
: b`,
			`x.yaml:3:1: yaml-not-used-here: a question mark with a space after it, at the start of a name, is not used here.
    Delete the question mark, or put the text between quotation marks.`,
			`nothing`},
		{"no colon", `title Merton
short: 2022`,
			`x.yaml:3:1: yaml-form: this line has no name with a colon.
    Write the entry as “name: value”. If the line goes on with the text above, begin it two spaces further in.`,
			`{short@4:1="2022"@4:8}@4:1`},
		{"no space after the colon", `short: 2022
link:https://x.example/`,
			`x.yaml:4:5: yaml-form: there is no space after the colon.
    Type “link: https://x.example/”.`,
			`{short@3:1="2022"@3:8, link@4:1="https://x.example/"@4:7}@3:1`},
		{"no name", `title: a
: b`,
			`x.yaml:4:1: yaml-form: there is no name before the colon.
    Write the entry as “name: value”, for example “title: Inspection of Merton”.`,
			`{title@3:1="a"@3:8}@3:1`},
		{"a bracket that is never closed", `topics: [a, b
short: 2022`,
			`x.yaml:3:9: yaml-bracket: the bracket [ that opens here, on line 3, is never closed.
    Type ] at the end of it, or put the whole value between quotation marks.`,
			`{topics@3:1=["a"@3:10, "b"@3:13]@3:9, short@4:1="2022"@4:8}@3:1`},
		{"the wrong bracket", `topics: [a, b}
short: 2022`,
			`x.yaml:3:14: yaml-bracket: } cannot close the [ that opens on line 3.
    Type ] in its place.`,
			`nothing`},
		{"words behind a bracket", `title: [Draft] report
short: 2022`,
			`x.yaml:3:16: yaml-bracket: nothing may follow the closing bracket of a list or map.
    If this is a text, put the whole of it between quotation marks: "[Draft] report". If it is a list, delete what follows the bracket.`,
			`{title@3:1=quoted "[Draft] report"@3:8, short@4:1="2022"@4:8}@3:1`},
		{"a line between two columns", `a:
  b: c
 d: e`,
			`x.yaml:5:2: yaml-form: this line, or the one after it, does not begin in the column where it belongs.
    Begin each line in the same column as the name it stands beside, or two spaces further in than the name it belongs to.`,
			`nothing`},
		{"a list among names", `a: b
- c`,
			`x.yaml:4:1: yaml-form: a list or a text begins here, in the middle of names with values.
    If it belongs to the name above, leave nothing after that name's colon. If it is an entry itself, write it as “name: value”.`,
			`nothing`},
		{"a backslash between double marks", `a: "C:\path"`,
			`x.yaml:3:8: yaml-form: between double quotation marks there is a \ before a letter for which that means nothing.
    Type \\ for one \, or put the text between single quotation marks.`,
			`nothing`},
		{"a pound sign of an old Windows", "cost: \xa35",
			`x.yaml:3:7: file-encoding: the letter here is not saved as UTF-8.
    Open the file in your editor, choose “Save as”, set the encoding to UTF-8 and save it again.`,
			`nothing`},
		{"a NUL", "a: b\x00",
			`x.yaml:3:5: file-encoding: there is a NUL sign here, which no text has; the file may be saved as UTF-16 or not be a text file.
    Open the file in your editor, choose “Save as”, set the encoding to UTF-8 and save it again.`,
			`nothing`},
		{"UTF-16", "\xff\xfea\x00:\x00",
			`x.yaml:3:1: file-encoding: the file is saved as UTF-16, which this site cannot read.
    Open the file in your editor, choose “Save as”, set the encoding to UTF-8 and save it again.`,
			`nothing`},
	}
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

// A level, a line or a byte too many is told before the parser is asked.
func TestLimits(t *testing.T) {
	cases := []struct{ name, source, want string }{
		{"brackets", "a: " + strings.Repeat("[", 10_000), "x.yaml:1:35: yaml-too-deep: this is nested more than 32 levels deep."},
		{"hyphens", strings.Repeat("- ", 5_000) + "a", "x.yaml:1:65: yaml-too-deep: this is nested more than 32 levels deep."},
		{"steps", steps(40), "x.yaml:33:33: yaml-too-deep: this is nested more than 32 levels deep."},
		{"lines", strings.Repeat("a:\n", 400_000), "x.yaml:1:1: yaml-too-large: this is 400000 lines (1171 KiB) of front matter or data; the most that is read is 20000 lines (1024 KiB)."},
		{"bytes", "a: " + strings.Repeat("b", 2<<20), "x.yaml:1:1: yaml-too-large: this is 0 lines (2048 KiB) of front matter or data; the most that is read is 20000 lines (1024 KiB)."},
		{"width", "a: b\nc: \"" + strings.Repeat("\t", 1<<17) + "\"\n", "x.yaml:2:1: yaml-too-large: this line of front matter or data is 128 KiB long; the most that is read is 16 KiB."},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			node, problems := Parse("x.yaml", []byte(c.source), 1)
			if got, _, _ := strings.Cut(told(problems), "\n"); got != c.want || node != nil {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func steps(count int) string {
	var text strings.Builder
	for i := range count {
		text.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return text.String()
}

func TestFrontMatter(t *testing.T) {
	cases := []struct {
		name, source, front, body string
		line                      int
		want                      string
	}{
		{"front matter and body", "---\ntitle: About\n---\n\nText.\n", `{title@2:1="About"@2:8}@2:1`, "\nText.\n", 4, ""},
		{"the line ends of Windows", "\uFEFF---\r\ntitle: About\r\n--- \r\nText.\r\n", `{title@2:1="About"@2:8}@2:1`, "Text.\n", 4, ""},
		{"no body", "---\ntitle: About\n---", `{title@2:1="About"@2:8}@2:1`, "", 4, ""},
		{"no facts", "---\n---\nText.", "null@2:1", "Text.", 3, ""},
		{"a rule in the body", "---\na: b\n---\nOne.\n\n---\n\nTwo.\n", `{a@2:1="b"@2:4}@2:1`, "One.\n\n---\n\nTwo.\n", 4, ""},
		{"a fault has its line of the file", "---\ntitle: \"About\n---\nText.", `{title@2:1=quoted "About"@2:8}@2:1`, "Text.", 4,
			"x.md:2:8: yaml-quotation-mark: the quotation mark that opens here, on line 2, is never closed.\n    Type \" at the end of the value, or delete the one at its start."},
		{"none", "Hello\n", "nothing", "Hello\n", 1,
			"x.md:1:1: front-matter-missing: the file does not begin with front matter.\n    Begin the file with a line ---, then “title: …”, then another line ---."},
		{"an empty file", "", "nothing", "", 1,
			"x.md:1:1: front-matter-missing: the file does not begin with front matter.\n    Begin the file with a line ---, then “title: …”, then another line ---."},
		{"empty lines first", "\n\n---\na: b\n---\n", "nothing", "\n\n---\na: b\n---\n", 1,
			"x.md:3:1: front-matter-missing: the front matter begins on line 3; it has to begin on line 1.\n    Delete the empty lines above it."},
		{"four hyphens first", "----\na: b\n---\n", "nothing", "----\na: b\n---\n", 1,
			"x.md:1:1: front-matter-missing: the first line looks like the start of front matter, but is not three hyphens alone.\n    Type --- as the whole first line."},
		{"no end", "---\ntitle: a\n\n# Text\n", "nothing", "", 5,
			"x.md:1:1: front-matter-not-closed: the front matter begins here, but no line --- ends it.\n    Type --- on a line of its own after the last of the facts, it seems before line 3."},
		{"a dash for an end", "---\ntitle: a\n———\nText\n", "nothing", "", 5,
			"x.md:1:1: front-matter-not-closed: the front matter begins here, but no line --- ends it.\n    Type --- (three hyphens, nothing else) as the whole of line 3."},
		{"a rule for an end", "---\ntitle: a\n\nText.\n\nMore.\n\n---\n\nEnd.\n", "nothing", "", 9,
			"x.md:4:1: front-matter-not-closed: the text of the page begins here, it seems, and no line --- above it ends the front matter.\n    Type --- on a line of its own after the last of the facts. If this line is one of them, write it as “name: value”."},
		{"a body that is not UTF-8", "---\na: b\n---\ncaf\xe9", "nothing", "", 1,
			"x.md:4:4: file-encoding: the letter here is not saved as UTF-8.\n    Open the file in your editor, choose “Save as”, set the encoding to UTF-8 and save it again."},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			front, body, line, problems := FrontMatter("x.md", []byte(c.source))
			if got := shown(front); got != c.front {
				t.Errorf("front %s, want %s", got, c.front)
			}
			if string(body) != c.body || line != c.line {
				t.Errorf("body %q from line %d, want %q from line %d", body, line, c.body, c.line)
			}
			if got := told(problems); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestGet(t *testing.T) {
	node, _ := Parse("x.yaml", []byte("a: {b: c}"), 1)
	if got := shown(node.Get("a").Get("b")); got != `"c"@1:8` {
		t.Errorf("a.b is %s", got)
	}
	if node.Get("z") != nil || node.Get("z").Get("b") != nil {
		t.Error("what is not there is found")
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
		node, problems := Parse("x.yaml", source, 1)
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
