package ledger

import (
	"reflect"
	"strings"
	"testing"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
)

func onDay(t *testing.T, text string) date.Date {
	t.Helper()
	day, err := date.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return day
}

func place(id, kind, words string) Place {
	return Place{ID: id, Kind: kind, Print: PrintOf(words), Words: words}
}

func TestAPageIsReadAsItWasWritten(t *testing.T) {
	page := Page{
		Address: "/inspections/2022-02-ilacs/", Since: onDay(t, "2026-11-26"),
		Also:   []address.Page{"/inspections/2022-02-ilacs/large-print/"},
		Places: []Place{{ID: "summary", Kind: "place"}, place("p1", "numbered", "Children  do well – at school."), place("s1", "paragraph", "Ü")},
	}
	want := `# What was published at this address. Written by “plainsight publish”; lines are never taken away.
/inspections/2022-02-ilacs/
published 2026-11-26
also /inspections/2022-02-ilacs/large-print/

summary  place
p1  numbered  ` + PrintOf("Children do well at school").String() + `  Children  do well – at school.
s1  paragraph  ` + PrintOf("ü").String() + "  Ü\n"
	if text := string(page.Text()); text != want {
		t.Fatalf("it is written\n%s", text)
	}
	read, faults := Read([]byte(want))
	for i := range read.Places {
		read.Places[i].Line = 0
	}
	if len(faults) > 0 || !reflect.DeepEqual(read, page) {
		t.Errorf("it is read as %+v with %v", read, faults)
	}
}

func TestLinesThatNobodyWrote(t *testing.T) {
	for text, line := range map[string]int{
		"":                             1,
		"about":                        1,
		"/about/\npublished soon":      2,
		"/about/\n\np1":                3,
		"/about/\nalso about":          2,
		"/about/\np1  numbered  12-34": 2,
		"/about/\n<<<<<<< HEAD":        2,
	} {
		if _, faults := Read([]byte(text)); len(faults) == 0 || faults[0].Line != line {
			t.Errorf("%q gives %v", text, faults)
		}
	}
}

// What was recorded stays; what is new stands behind what it follows on the page.
func TestMergeLosesNothing(t *testing.T) {
	same := func(before, now Place) bool { return Begin(before.Words, now.Words) }
	before := Page{Address: "/a/", Since: onDay(t, "2026-01-01"), Also: []address.Page{"/a/large-print/"}, Places: []Place{
		place("s1", "paragraph", "One two three four."), place("gone", "paragraph", "It was here once."), place("s2", "paragraph", "Five six seven."),
	}}
	now := Page{Address: "/a/", Since: onDay(t, "2026-02-02"), Places: []Place{
		place("s1", "paragraph", "One two three four five."), place("new", "heading", "New"), place("s2", "paragraph", "Other words stand here."),
	}}
	merged := Merge(before, now, same)
	var got []string
	for _, one := range merged.Places {
		got = append(got, one.ID+" "+one.Words)
	}
	want := []string{"s1 One two three four five.", "new New", "gone It was here once.", "s2 Five six seven."}
	if !reflect.DeepEqual(got, want) || merged.Since != before.Since || len(merged.Also) != 1 {
		t.Errorf("got %q, %+v", got, merged)
	}
}

func TestHowMuchTextsAreAlike(t *testing.T) {
	const report = "Children in care and young people leaving care in Merton receive support that helps them to make good progress in their lives"
	for _, c := range []struct {
		name, other string
		least, most float64
	}{
		{"the same", report, 1, 1},
		{"capitals and marks", "CHILDREN in care – and young people leaving care, in Merton, receive support that helps them to make good progress in their lives!", 1, 1},
		{"a word mended", "Children in care and young people leaving care in Merton receive support that help them to make good progress in their lives", 0.6, 0.99},
		{"another text", "The panel met in the town hall on a Tuesday evening, and the chair thanked all officers for what they had written", 0, 0.25},
		{"nothing", "", 0, 0.1},
	} {
		if like := SketchOf(report).Like(SketchOf(c.other)); like < c.least || like > c.most {
			t.Errorf("%s: %.2f", c.name, like)
		}
	}
	if SumOf("") != 0 || SumOf("–") != 0 || SumOf("a b") == SumOf("ab") || SumOf("A, b") != SumOf("a b") {
		t.Error("sums are of words")
	}
}

func TestTextsThatBeginAlike(t *testing.T) {
	for _, c := range []struct {
		one, other string
		alike      bool
	}{
		{"Children in care do …", "Children in care do well at school.", true},
		{"Children in care.", "Children in care do well.", true},
		{"Children in", "Children in care do well.", false},
		{"Care leavers", "Care leavers", true},
		{"Children of care do", "Children in care do well.", false},
		{"", "", false},
	} {
		if Begin(c.one, c.other) != c.alike || Begin(c.other, c.one) != c.alike {
			t.Errorf("%q and %q: not %t", c.one, c.other, c.alike)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("/a/\npublished 2026-11-26\nalso /b/\n\np1  numbered  " + PrintOf("a").String() + "  a  b\nsummary  place\n"))
	f.Add([]byte("# x\r\n/\r\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		page, faults := Read(text)
		if len(faults) > 0 {
			return
		}
		again, faults := Read(page.Text())
		if len(faults) > 0 || string(again.Text()) != string(page.Text()) {
			t.Errorf("%q becomes %q, %v", text, page.Text(), faults)
		}
	})
}

// A sum is that of the words that a sketch is made of.
func FuzzSumOf(f *testing.F) {
	for _, words := range []string{"", "Ünter – 3 Kinder", "a\xffb", "İ e\u0301", " a"} {
		f.Add(words)
	}
	f.Fuzz(func(t *testing.T, words string) {
		plain := strings.Join(fold(words), " ")
		if SumOf(words) != SumOf(plain) || SumOf(words) != 0 != (plain != "") {
			t.Errorf("%q and %q differ", words, plain)
		}
	})
}
