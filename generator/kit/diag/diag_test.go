package diag

import (
	"bytes"
	"strings"
	"testing"
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
	cut, mark := excerpt(line, 201)
	if letters := []rune(cut); string(letters[mark-1:mark+3]) != "HERE" || len(letters) > 100 {
		t.Errorf("the mark stands under %q", string(letters[mark-1:mark+3]))
	}
	if _, mark := excerpt("short", 99); mark != 0 {
		t.Errorf("a column behind the line is marked at %d", mark)
	}
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
}

func TestNear(t *testing.T) {
	grades := []string{"Outstanding", "Good", "Requires improvement to be good", "Inadequate"}
	for word, want := range map[string]string{
		"Outstandng":  "Outstanding",
		"outstanding": "Outstanding",
		"Godo":        "Good",
		"Adequate":    "Inadequate",
		"Splendid":    "",
		"":            "",
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
