package audit

import (
	"path"
	"strings"
	"testing"
	"unicode"

	"plainsight/generator/domain/address"
)

// FuzzUpAndDown holds the short way to the target of a link against the long
// one.
func FuzzUpAndDown(f *testing.F) {
	for _, seed := range [][2]string{
		{"a/b/index.html", "../../c/"}, {"a/index.html", "../"}, {"index.html", "x"}, {"a/b.html", "../../x"}, {"a/b", "./x"}, {"a/b", "c//d"},
		{"a/b", "c/../d/"}, {"a/b/c", "../.x/"}, {"a", ".."},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, from, link string) {
		if link == "" || link[0] == '/' || from != path.Clean(from) || from[0] == '/' || from[0] == '.' {
			return
		}
		want := address.Page(joined(path.Dir(from), link)).File()
		if file, plain := upAndDown(from, link, &room{}); plain && file != want {
			t.Errorf("%q in %q is %q, not %q", link, from, file, want)
		}
	})
}

func FuzzBare(f *testing.F) {
	for _, seed := range []string{"Read the report, 2022 [1]", " -a ", "", "Ärger – \u212a", "A\tB"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, words string) {
		long := strings.Join(strings.FieldsFunc(strings.ToLower(words), func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r)
		}), " ")
		if short := bare(words); short != long {
			t.Errorf("%q is bare %q, and the long way %q", words, short, long)
		}
	})
}

// FuzzIsAddress holds what is asked before the pattern of addresses against it.
func FuzzIsAddress(f *testing.F) {
	for _, seed := range []string{"www.a", "WWW.a b", "https://a", "a.b/", "a.b/c d", "a/b", "www.", "a", "http:/b"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, words string) {
		if short, long := isAddress(words), bareAddress.MatchString(words) && !strings.Contains(words, " "); short != long {
			t.Errorf("%q is an address: %t, and by the pattern %t", words, short, long)
		}
	})
}
