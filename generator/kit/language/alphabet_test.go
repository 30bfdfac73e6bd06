package language

import (
	"slices"
	"strings"
	"testing"
)

// TestWordsStandInTheOrderOfTheirLanguage: each line is a language, and words
// of it as a dictionary has them, each under its letter.
func TestWordsStandInTheOrderOfTheirLanguage(t *testing.T) {
	for tag, want := range map[string]string{
		"en-GB": `:16+ A:adoption A:Adoptions C:care C:“Chwarae C:cwrs D:ddim D:dydd E:Éclair E:eclairs L:łąka L:llais L:lyn N:ngo N:nofio`,
		"cy":    `:9 :16+ C:care C:cwrs Ch:“Chwarae Ch:chwilio D:dydd Dd:ddim E:Éclair F:fy Ff:ffôn G:gwaith Ng:ngo H:hawl L:lyn Ll:Llais N:nofio P:pwnc Ph:pharc R:rwy Rh:rhan T:twf Th:thema Y:yd Y:ŷd Y:yfed`,
		"pl":    `L:lato L:lyn Ł:łąka N:nie`,
		"nn?":   `A:a B:b`,
	} {
		alphabet := AlphabetOf(tag)
		var in []string
		for _, word := range strings.Fields(want) {
			_, word, _ = strings.Cut(word, ":")
			in = append(in, word)
		}
		slices.Reverse(in)
		slices.SortFunc(in, alphabet.Compare)
		var got []string
		for _, word := range in {
			got = append(got, alphabet.Letter(word)+":"+word)
		}
		if said := strings.Join(got, " "); said != want {
			t.Errorf("%s has\n%s\nand should have\n%s", tag, said, want)
		}
	}
}

// TestAnyWordsHaveAPlace: nothing at all, passages, and other scripts.
func TestAnyWordsHaveAPlace(t *testing.T) {
	alphabet := AlphabetOf("en-GB")
	for words, want := range map[string]string{"": "", "…": "", Passage("cy", "Arolygiad"): "A", "قرار": "ق", "cж": "C"} {
		if got := alphabet.Letter(words); got != want {
			t.Errorf("%q stands under %q", words, got)
		}
	}
}
