// Package readability tells how hard an English text is to read, as an age.
//
// It takes plain words and gives counts of sentences, words and syllables,
// and from these the reading age by the formula of Flesch and Kincaid:
//
//	grade = 0.39 × words per sentence + 11.8 × syllables per word − 15.59
//	age   = grade + 5
//
// The grade is the school year of the United States in which children read
// such a text; they are five years older than its number. The formula knows
// nothing of what a text means, of its order or of its layout. It says where
// sentences are long and words are long, and no more. It was made for English
// and is refused for any other language by who asks here.
//
// What counts: a sentence ends with a full stop, a question mark, an
// exclamation mark or a line; one without a word is none. Words are parted by
// space, dashes and hyphens. A number is a word of one syllable. What stands
// between double quotation marks are the words of somebody else, and counts
// as one word of one syllable.
package readability

import (
	"strings"
	"unicode"
)

// A Text is the counts of one text or of several together.
type Text struct {
	Sentences, Words, Syllables int
	// Longest is the sentence with the most words, and LongestWords how many
	// these are.
	Longest      string
	LongestWords int
}

// Of counts a text.
func Of(text string) (all Text) {
	for _, sentence := range Sentences(text) {
		all = all.With(sentence)
	}
	return all
}

// Sentences counts the sentences of a text one by one.
func Sentences(text string) (all []Text) {
	for _, sentence := range sentences(text) {
		if one := ofSentence(sentence); one.Words > 0 {
			all = append(all, one)
		}
	}
	return all
}

// With gives two texts as one.
func (t Text) With(other Text) Text {
	t.Sentences += other.Sentences
	t.Words += other.Words
	t.Syllables += other.Syllables
	if other.LongestWords > t.LongestWords {
		t.Longest, t.LongestWords = other.Longest, other.LongestWords
	}
	return t
}

// startsSchool is how much older children are than the number of their grade.
const startsSchool = 5

// Age is the age at which a text can be read, and 0 for no words.
func (t Text) Age() float64 {
	if t.Words == 0 {
		return 0
	}
	words := float64(t.Words)
	grade := 0.39*words/float64(t.Sentences) + 11.8*float64(t.Syllables)/words - 15.59
	return max(grade+startsSchool, startsSchool)
}

func ofSentence(sentence string) Text {
	t := Text{Sentences: 1, Longest: sentence}
	for _, word := range words(unquoted(sentence)) {
		t.Words++
		t.Syllables += syllables(word)
	}
	if t.Words == 0 {
		return Text{}
	}
	t.LongestWords = t.Words
	return t
}

// words parts a sentence; what has neither letter nor digit is no word.
func words(sentence string) []string {
	parted := strings.FieldsFunc(sentence, func(letter rune) bool {
		return unicode.IsSpace(letter) || strings.ContainsRune("-–—/…", letter)
	})
	all := parted[:0]
	for _, word := range parted {
		if strings.ContainsFunc(word, ofWord) {
			all = append(all, word)
		}
	}
	return all
}

func ofWord(letter rune) bool { return unicode.IsLetter(letter) || unicode.IsDigit(letter) }

// quoted stands for the words of somebody else.
const quoted = " so "

// unquoted puts one word in the place of what stands between double quotation
// marks.
func unquoted(sentence string) string {
	var own strings.Builder
	inside := false
	for _, letter := range sentence {
		switch {
		case letter == '“' || letter == '"' && !inside:
			inside = true
			own.WriteString(quoted)
		case letter == '”' || letter == '"':
			inside = false
		case !inside:
			own.WriteRune(letter)
		}
	}
	return own.String()
}
