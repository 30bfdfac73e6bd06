package language

import (
	"strings"
	"testing"
)

func TestTags(t *testing.T) {
	for tag, want := range map[string]string{
		"en-GB": "ltr", "cy": "ltr", "ur": "rtl", "ar": "rtl", "he": "rtl", "fa-AF": "rtl", "pa": "ltr", "pa-PK": "rtl", "pa-Arab": "rtl",
		"az-Arab": "rtl", "ps": "rtl", "dv": "rtl", "": "ltr", "no such": "ltr",
	} {
		if got := Direction(tag); got != want {
			t.Errorf("%s is written %s, not %s", tag, want, got)
		}
	}
	for _, tag := range []string{"en-GB", "cy", "zh-Hant", "sr-Latn"} {
		if !IsTag(tag) {
			t.Errorf("%s is no tag", tag)
		}
	}
	for _, tag := range []string{"", "welsh", "en GB", "xx", "e", "en-GB\""} {
		if IsTag(tag) {
			t.Errorf("%q is a tag", tag)
		}
	}
	if !Same("en", "en-GB") || Same("en", "cy") || Same("sr-Latn", "sr-Cyrl") || !Same("", "") || Same("", "cy") {
		t.Error("languages are mixed up")
	}
	if !Paintable("cy") || !Paintable("pl") || Paintable("ur") || Paintable("ta") || Paintable("") {
		t.Error("letters that join are painted one by one, or others are not")
	}
}

func TestPassages(t *testing.T) {
	marked := Passage("cy", "Croeso")
	if marked == "Croeso" || Unmarked(marked) != "Croeso" {
		t.Errorf("%q is %q unmarked", marked, Unmarked(marked))
	}
	if again := Passage("en", marked); again != marked {
		t.Errorf("a passage in a passage: %q", again)
	}
	if Passage("cy", "") != "" {
		t.Error("nothing is a passage")
	}
	if said := Unmarked("a " + marked + ", b " + marked + " c" + string(Closes)); said != "a Croeso, b Croeso c" {
		t.Errorf("%q", said)
	}
	if upper := Inside(marked, strings.ToUpper); upper != Passage("cy", "CROESO") {
		t.Errorf("%q", upper)
	}
	if plain := Inside("plain", strings.ToUpper); plain != "PLAIN" {
		t.Errorf("%q", plain)
	}
}

// Values in words from right to left keep their own order; others have no
// letters round them that nobody sees.
func TestValuesAreIsolated(t *testing.T) {
	messages := map[string]Message{"ring": {Other: "({{.Number}})"}, "month.3": {Other: "مارس"}, "date.full": {Other: "{{.Day}} {{.Month}} {{.Year}}"}}
	const ltr, rtl, end = "\u2066", "\u2067", "\u2069"
	for tag, want := range map[string]string{"ur": "(" + ltr + "020 8545" + end + ")", "ar": "(" + ltr + "020 8545" + end + ")", "cy": "(020 8545)"} {
		words, err := New(tag, messages)
		if err != nil {
			t.Fatal(err)
		}
		if said := words.Word("ring", "Number", "020 8545"); said != want {
			t.Errorf("%s says %q, not %q", tag, said, want)
		}
		if said := words.Number(12345); said != "12,345" {
			t.Errorf("%s says %q", tag, said)
		}
	}
	arabic, _ := New("ar", messages)
	date := arabic.Word("ring", "Number", day("2023-03-10"))
	if plain := strings.NewReplacer(ltr, "", rtl, "", end, "").Replace(date); plain != "(10 مارس 2023)" || !strings.HasPrefix(date, "("+rtl) {
		t.Errorf("a date of words and numbers is read from left to right: %q", date)
	}
	if name := arabic.Isolate(Passage("en", "Good")); !strings.HasPrefix(name, ltr) {
		t.Errorf("%q", name)
	}
	if line := arabic.Line("2023 مارس"); line != rtl+"2023 مارس"+end {
		t.Errorf("%q", line)
	}
}

// FuzzUnmarked: what was marked and is unmarked has no mark left.
func FuzzUnmarked(f *testing.F) {
	f.Add("a" + Passage("cy", "b") + "c")
	f.Add(string(Opens) + "x" + string(Closes) + string(Parts))
	f.Fuzz(func(t *testing.T, words string) {
		if plain := Unmarked(words); strings.ContainsFunc(plain, IsMark) {
			t.Errorf("%q is %q", words, plain)
		}
	})
}
