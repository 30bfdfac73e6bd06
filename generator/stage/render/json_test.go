package render

import (
	"bytes"
	"encoding/json"
	"testing"
)

// FuzzJSON holds what is written by appends against package json.
func FuzzJSON(f *testing.F) {
	for _, seed := range []string{"", `"a" \ <b> & 'c'`, "a\nb\x00\x7f", "’–\u2028\u2029\uFFFD", "\xff", "\uF8F0cy\uF8F1a"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, within := range []bool{true, false} {
			var want bytes.Buffer
			write := json.NewEncoder(&want)
			write.SetEscapeHTML(within)
			if err := write.Encode(text); err != nil {
				t.Fatal(err)
			}
			if got := string(appendText(nil, text, within)) + "\n"; got != want.String() {
				t.Errorf("%q is %s, and not %s", text, got, want.String())
			}
		}
		one := ordered{{text, text}, {"none", nil}, {"number", json.Number("1.50")}, {"count", 3}, {"is", true}, {"empty", ordered{}}, {"nothing", []ordered{}},
			{"words", []string{text, "b"}}, {"records", []ordered{{{"a", ordered{{text, "b"}}}}, {}}}}
		w := indented{}
		w.value(one, "\n")
		var want bytes.Buffer
		if err := json.Indent(&want, w.out, "", "  "); err != nil || w.err != nil || want.String() != string(w.out) {
			t.Errorf("%s should be, %v, %v\n%s", w.out, err, w.err, want.String())
		}
	})
}
