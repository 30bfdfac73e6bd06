package readability

import (
	"math"
	"strings"
	"testing"
)

// byHand are words whose syllables were counted by hand.
var byHand = map[int]string{
	1: `a the I asked used based homes roles whole while times year years great heard health view field filled failed
		clothes our hour whose we'll they're child's eye brief trust through weeks March schools 2022 £1.1m 33`,
	2: `children children's service people needed handled table places pages changes because being doing seeing going client science
		special council report person record statement safely something somewhere hundred quiet patient nurse's
		nation business every colleague colleagues didn't isn't wouldn't church's Merton Ofsted carer staying
		leaders review reviewed applied likely trial social worker workers often improve outcome`,
	3: `services inspectors recommend however earlier easier different difference area video ratio violence serious
		media interest everything improvement remember adoption recommends decisions committed theatre annual employer
		together finances influence fostering disabled national agencies element carrying care-leaver inspection`,
	4: `experience society variety reality inspectorate community continuous January February actually
		information education recommended authority priority mathematics convenient experienced agreeable`,
	5: `individual opportunity evaluation communication recommendations experiences continuously examination associated`,
}

func TestSyllables(t *testing.T) {
	for want, list := range byHand {
		for _, word := range strings.Fields(list) {
			got := 0
			for _, part := range words(word) {
				got += syllables(part)
			}
			if got != want {
				t.Errorf("%s has %d syllables, not %d", word, want, got)
			}
		}
	}
}

// Texts whose sentences, words and syllables were counted by hand; the ages
// follow by the formula, worked out with pencil and paper.
func TestTextsCountedByHand(t *testing.T) {
	for _, c := range []struct {
		text                        string
		sentences, words, syllables int
		age                         float64
	}{
		// 0.39×5 + 11.8×5/5 − 15.59 = −1.84, which is before school.
		{"The cat sat on it.", 1, 5, 5, 5},
		// Chil-dren in care do well. In-spec-tors said that to us in 2022, which is one.
		// 0.39×12/2 + 11.8×15/12 − 15.59 = 1.50
		{"Children in care do well. Inspectors said that to us in 2022.", 2, 12, 15, 6.5},
		// Coun-cils must give full and care-ful con-si-de-ra-tion to rec-om-men-da-tions.
		// 0.39×9 + 11.8×19/9 − 15.59 = 12.83
		{"Councils must give full and careful consideration to recommendations.", 1, 9, 19, 17.83},
		// Lines end sentences; a full stop in a number or in e.g. ends none.
		// A rise of 1.5 per cent: 6 words of one syllable. Then 4 and 3.
		{"A rise of 1.5 per cent\nNot so, e.g. here!\nWho said it?", 3, 13, 13, 5},
		// Words of others are one word: She wrote so in her let-ter. Then we wrote back.
		{`She wrote “an extraordinarily comprehensive examination. Truly.” in her letter. Then we wrote back.`, 2, 10, 11, 5},
		// “No.” ends a sentence, and before a number it does not: see No. 5.
		{"Is it so? No. See No. 5 of Mr A. Day.", 3, 11, 11, 5},
		{"", 0, 0, 0, 0},
		{"– … 	\n\n* * *", 0, 0, 0, 0},
	} {
		got := Of(c.text)
		if got.Sentences != c.sentences || got.Words != c.words || got.Syllables != c.syllables {
			t.Errorf("%q: %d sentences, %d words, %d syllables; by hand %d, %d, %d",
				c.text, got.Sentences, got.Words, got.Syllables, c.sentences, c.words, c.syllables)
		}
		if math.Abs(got.Age()-c.age) > 0.01 {
			t.Errorf("%q: age %.2f, by hand %.2f", c.text, got.Age(), c.age)
		}
	}
}

func TestTheLongestSentence(t *testing.T) {
	text := Of("One two. One two three four. One.").With(Of("One two three."))
	if text.Longest != "One two three four." || text.LongestWords != 4 || text.Sentences != 4 {
		t.Errorf("%+v", text)
	}
}

// A text of two parts has the counts of both; the order does not matter to the
// age, and a longer sentence never makes it lower.
func TestLongerSentencesAreHarder(t *testing.T) {
	short := Of("The team went home. The team came back.")
	long := Of("The team went home and the team came back.")
	if long.Age() < short.Age() {
		t.Errorf("%.1f in one sentence, %.1f in two", long.Age(), short.Age())
	}
}

// A word without end is read once, however many full stops it has.
func TestFullStopsWithoutEnd(t *testing.T) {
	for _, text := range []string{strings.Repeat("1.", 100_000), strings.Repeat("No.", 100_000)} {
		if counted := Of(text); counted.Sentences != 1 || counted.Words != 1 {
			t.Errorf("%.9s…: %d sentences of %d words", text, counted.Sentences, counted.Words)
		}
	}
}

func FuzzOf(f *testing.F) {
	f.Add("Children’s services – “good”. No. 5!")
	f.Add("\"\"a.b.c\n.\x00é")
	f.Fuzz(func(t *testing.T, text string) {
		counted := Of(text)
		if counted.Syllables < counted.Words || counted.Words < counted.Sentences || counted.LongestWords > counted.Words {
			t.Errorf("%q: %+v", text, counted)
		}
		if age := counted.Age(); math.IsNaN(age) || age < 0 {
			t.Errorf("%q: age %v", text, age)
		}
	})
}
