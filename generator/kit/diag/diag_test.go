package diag

import (
	"bytes"
	"strings"
	"testing"
	"unicode"
	"unsafe"
)

var slip = Code{ID: "slip", Severity: Error, Title: "A slip"}

func TestTextPointsAtThePlace(t *testing.T) {
	problems := Sort([]Problem{
		slip.At(Place{"b.md", 2, 7}, "“%s” is wrong", "tpyo").Try("Write “typo”."),
		slip.At(Place{File: "a.md"}, "the file is empty"),
		slip.At(Place{"b.md", 2, 7}, "“%s” is wrong", "tpyo").Try("Write “typo”."),
	})
	problems = Show(problems, func(string) []byte { return []byte("one\n\ttext tpyo\r\n") })
	var text bytes.Buffer
	Text(&text, problems, false)
	want := `a.md: error: the file is empty

b.md:2:7: error: “tpyo” is wrong
    |  text tpyo
    |       ^
    Write “typo”.

To learn more: plainsight explain slip
`
	if text.String() != want {
		t.Errorf("got\n%s\nwant\n%s", text.String(), want)
	}
}

func TestLongLinesAreCutRoundThePlace(t *testing.T) {
	line := strings.Repeat("x", 200) + "HERE" + strings.Repeat("y", 200)
	cut, mark := excerpt(lettersOf(line), 201)
	if letters := []rune(cut); string(letters[mark-1:mark+3]) != "HERE" || len(letters) > 100 {
		t.Errorf("the mark stands under %q", string(letters[mark-1:mark+3]))
	}
	if _, mark := excerpt(lettersOf("short"), 99); mark != 0 {
		t.Errorf("a column behind the line is marked at %d", mark)
	}
}

// TestManyProblemsOfALongLine would take minutes if each read the whole line.
func TestManyProblemsOfALongLine(t *testing.T) {
	var problems []Problem
	for i := range 20_000 {
		problems = append(problems, slip.At(Place{"a.md", 1, 1 + 5*i}, "here"))
	}
	var out strings.Builder
	Text(&out, Show(problems, func(string) []byte { return []byte(strings.Repeat("{abc ", 20_000)) }), false)
	if marked := strings.Count(out.String(), "^"); marked != len(problems) {
		t.Errorf("%d of %d are marked", marked, len(problems))
	}
}

// The mark stands under its letter whatever the letters before it are.
func TestTheMarkStandsUnderItsLetter(t *testing.T) {
	cases := []struct {
		name, line string
		column     int
		want       string
	}{
		{"a tab is one space", "\ta: b", 2, " a: b\n ^"},
		{"wide letters take two cells", "名前: x", 5, "名前: x\n      ^"},
		{"a full-width sign", "名：x", 3, "名：x\n    ^"},
		{"a mark over a letter takes none", "e\u0301x", 3, "e\u0301x\n ^"},
		{"what cannot be seen is shown", "a\u200bb", 3, "a␦b\n  ^"},
		{"a letter that is not UTF-8", "caf\xe9!", 5, "caf\uFFFD!\n    ^"},
		{"behind the last letter", "ab", 3, "ab\n  ^"},
		{"far behind it", "ab", 9, "ab\n"},
		{"the line as a whole", "ab", 0, "ab\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			text, mark := excerpt(lettersOf(c.line), c.column)
			text += "\n"
			if mark > 0 {
				text += strings.Repeat(" ", mark-1) + "^"
			}
			if text != c.want {
				t.Errorf("got\n%s\nwant\n%s", text, c.want)
			}
		})
	}
}

func TestLinesEndAsOnAnySystem(t *testing.T) {
	source := func(string) []byte { return []byte("\uFEFFone\r\ntwo\rthree") }
	shown := Show([]Problem{
		slip.At(Place{"a.md", 1, 1}, ""), slip.At(Place{"a.md", 2, 1}, ""), slip.At(Place{"a.md", 3, 1}, ""),
		slip.At(Place{"a.md", 9, 1}, ""), slip.At(Place{File: "a.md"}, ""),
	}, source)
	for i, want := range []string{"one", "two", "three", "", ""} {
		if shown[i].Line != want {
			t.Errorf("problem %d shows %q, want %q", i, shown[i].Line, want)
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add("title: \"x", "a\x1b[2J", 9, true)
	f.Add("名\u202e\u0301", "“%s”", 2, false)
	f.Fuzz(func(t *testing.T, line, message string, column int, colour bool) {
		problem := slip.At(Place{"a.md", 1, max(0, column)}, "%s", message).Try("%s", line)
		problem.Line = line
		var text bytes.Buffer
		Text(&text, []Problem{problem}, colour)
		if !colour && strings.ContainsFunc(text.String(), func(letter rune) bool {
			return letter != '\n' && (unicode.IsControl(letter) || unicode.Is(unicode.Bidi_Control, letter))
		}) {
			t.Errorf("%q", text.String())
		}
		Near(message, []string{line, "Good", ""})
	})
}

func TestNothingActsOnTheTerminal(t *testing.T) {
	problem := slip.At(Place{"a.md", 1, 1}, "evil \x1b[2J\u202e")
	problem.Line = "\x1b]0;title\x07"
	var text bytes.Buffer
	Text(&text, []Problem{problem}, false)
	if strings.ContainsAny(text.String(), "\x1b\x07\u202e") {
		t.Errorf("%q", text.String())
	}
}

func TestPrivateLinesAreNotShown(t *testing.T) {
	private := Code{ID: "personal", Severity: Error, Private: true}
	shown := Show([]Problem{private.At(Place{"a.md", 1, 1}, "a number of the health service")}, func(string) []byte { return []byte("943 476 5919") })
	if shown[0].Line != "" {
		t.Error("the line of a private problem is shown")
	}
	both := []Problem{private.At(Place{"a.md", 1, 1}, "a number of the health service"), slip.At(Place{"a.md", 1, 7}, "“943 476 5919” is no date").Try("Write one.")}
	for _, p := range Show(both, func(string) []byte { return []byte("date: 943 476 5919") }) {
		if p.Line != "" || strings.Contains(p.Message, "943") {
			t.Errorf("another problem of the line shows it: %+v", p)
		}
	}
}

func TestNear(t *testing.T) {
	grades := []string{"Outstanding", "Good", "Requires improvement to be good", "Inadequate"}
	for word, want := range map[string]string{
		"Outstandng":               "Outstanding",
		"outstanding":              "Outstanding",
		"Godo":                     "Good",
		"Adequate":                 "Inadequate",
		"Splendid":                 "",
		"":                         "",
		"x":                        "",
		"Gd":                       "",
		strings.Repeat("Good", 50): "",
	} {
		if got := Near(word, grades); got != want {
			t.Errorf("Near(%q) = %q, want %q", word, got, want)
		}
	}
	if got := Or([]string{"a", "b", "c"}); got != "a, b or c" {
		t.Error(got)
	}
}

func TestJSONIsOneObjectALine(t *testing.T) {
	var text bytes.Buffer
	if err := JSON(&text, []Problem{slip.At(Place{"a.md", 3, 4}, "<no>").Try("yes")}); err != nil {
		t.Fatal(err)
	}
	want := `{"severity":"error","code":"slip","file":"a.md","line":3,"column":4,"message":"<no>","hint":"yes"}` + "\n"
	if text.String() != want {
		t.Errorf("got %s", text.String())
	}
}

// A note is shown to who asks for it, and stops nothing.
func TestNotesStopNothing(t *testing.T) {
	note := Code{ID: "note", Severity: Note}.At(Place{File: "a.md"}, "this is long")
	warning := Code{ID: "warning", Severity: Warning}.At(Place{File: "a.md"}, "this is odd")
	if Stop([]Problem{note}, true) || Stop([]Problem{note, warning}, false) || !Stop([]Problem{note, warning}, true) {
		t.Error("a note stops the publishing, or keeps a warning from it")
	}
	if graver := Graver([]Problem{note, warning}); len(graver) != 1 || graver[0].Code != "warning" {
		t.Errorf("left without notes: %v", graver)
	}
	var text bytes.Buffer
	Text(&text, []Problem{note}, true)
	if !strings.Contains(text.String(), blue+"note"+plain+": this is long") {
		t.Errorf("%q", text.String())
	}
}

func TestAnnotationsStandInOneLine(t *testing.T) {
	var text bytes.Buffer
	problems := []Problem{
		slip.At(Place{"content/a,b:c.md", 3, 4}, "100 %% wrong,\nand more: much").Try("yes"),
		{Severity: Warning, Code: "slip", Place: Place{File: "a.md"}, Message: "as a whole"},
		{Severity: Note, Code: "slip", Place: Place{"a.md", 2, 0}, Message: "read it again"},
	}
	if err := Annotations(&text, problems); err != nil {
		t.Fatal(err)
	}
	want := "::error file=content/a%2Cb%3Ac.md,line=3,col=4,title=slip::100 %25 wrong,%0Aand more: much%0Ayes\n" +
		"::warning file=a.md,title=slip::as a whole\n" +
		"::notice file=a.md,line=2,title=slip::read it again\n"
	if text.String() != want {
		t.Errorf("got\n%s", text.String())
	}
}

// TestALineIsHeldOnce: a page of HTML on one long line has thousands of problems.
func TestALineIsHeldOnce(t *testing.T) {
	at := func(column int) Problem { return Problem{Place: Place{File: "x.md", Line: 2, Column: column}} }
	shown := Show([]Problem{at(1), at(4)}, func(string) []byte { return []byte("a\n<b><b>\n") })
	one, other := shown[0].Line, shown[1].Line
	if one != "<b><b>" || unsafe.StringData(one) != unsafe.StringData(other) {
		t.Errorf("the lines are %q and %q, each for itself", one, other)
	}
}

// TestAPrivateLineIsNotShown: whoever found another problem on the line may have shown it.
func TestAPrivateLineIsNotShown(t *testing.T) {
	here := Place{File: "x.md", Line: 1, Column: 1}
	other := Problem{Place: here, Line: "jo@example.org", Message: "there is no page /jo@example.org on the site", Hint: "Write mailto:jo@example.org."}
	for _, one := range Show([]Problem{other, {Place: here, Private: true}}, func(string) []byte { return []byte("jo@example.org\n") }) {
		if all := one.Message + one.Hint + one.Line; strings.Contains(all, "jo") {
			t.Errorf("the line is shown: %q", all)
		}
	}
}
