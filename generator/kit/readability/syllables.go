package readability

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
)

// syllables counts the syllables of a word of English as it is written, one
// at least. Vowels that stand together are one; then the patterns below mend
// what is written and not said, and what is said apart. Spelling does not say
// everything: irregular words were counted by hand, and a rare word may be
// one off.
func syllables(word string) int {
	if count, met := met.Load(word); met {
		return count.(int)
	}
	count := counted(plain(word))
	met.Store(word, count)
	return count
}

// met are the words that were counted before: a text has few words and says
// them often.
var met sync.Map

func counted(word string) int {
	stem, short, _ := strings.Cut(word, "'")
	count := 0
	if short == "s" && hissing.MatchString(stem) || short == "t" && unsaid.MatchString(stem) {
		count = 1 // the church's, it isn't
	}
	if known, listed := irregular[stem]; listed {
		return count + known
	}
	if single, plural := strings.CutSuffix(stem, "s"); plural && irregular[single] > 0 {
		return count + irregular[single]
	}
	return max(1, count+len(vowels.FindAllString(stem, -1))+matches(apart, stem)-matches(silent, stem))
}

// plain is a word in small letters without what is no letter.
func plain(word string) string {
	return strings.Map(func(letter rune) rune {
		switch {
		case letter == '’':
			return '\''
		case unicode.IsLetter(letter) || letter == '\'':
			return unicode.ToLower(letter)
		}
		return -1
	}, word)
}

func matches(patterns []*regexp.Regexp, word string) (count int) {
	for _, pattern := range patterns {
		count += len(pattern.FindAllString(word, -1))
	}
	return count
}

var (
	vowels  = regexp.MustCompile(`[aeiou][aeiouy]*|[^aeiouy]y[aeiouy]*|y[aeiou]+`)
	hissing = regexp.MustCompile(`(?:s|x|z|ch|sh|ce|ge|se|ze)$`)
	unsaid  = regexp.MustCompile(`[ds]n$`)

	// silent are vowels that are written and not said.
	silent = patterns(
		`[^aeiouyl]e$|[aeiouy]le$`,                             // service, whole; but not people
		`(?:[^aeiouylscgxzh]|[aeiouy]l|[^cs]h)es$`,             // homes, roles; but not places
		`[aeiouy][^aeiouy]*(?:[^aeiouyltd]|[aeiouyl]l)ed$`,     // helped, filled; but not needed, handled
		`[aeiouy][^aeiouy]+e(?:ly|ful|fully|less|ments?|ness)`, // safely, statement
		`[aeiouy][^aeiouy]+e(?:where|thing|times|body|load|loads|scales?|guard)`,
	)
	// apart are vowels that stand together and are said apart.
	apart = patterns(
		`[^tscgx]i[ao]|ciat|siast`,      // media, serious, associated; but not special, nation
		`iu|[^p]eo[^u]|eo$|[^gq]ua|uou`, // video, actual, continuous; but not people, quality
		`[aeo]ing|uing|ying|eea`,        // seeing, doing, carrying, agreeable
		`[^p]iers?$|iest$|iet`,          // earlier, easiest, society
		`[^ctf]ien[ct]`,                 // convenient, experience; but not patient
		`[^aeiou]ism`,                   // criticism
	)
)

func patterns(sources ...string) (compiled []*regexp.Regexp) {
	for _, source := range sources {
		compiled = append(compiled, regexp.MustCompile(source))
	}
	return compiled
}

// irregular are words that the patterns miscount; the plurals that add no
// syllable follow.
var irregular = map[string]int{
	"area": 3, "business": 2, "create": 2, "created": 3, "different": 3, "every": 2, "everyone": 3, "everything": 3, "evening": 2,
	"idea": 3, "interest": 3, "ofsted": 2, "real": 1, "really": 2, "someone": 2, "safeguarding": 3, "individual": 5, "evaluate": 4,
	"evaluated": 5, "reinforce": 3, "coordinate": 4, "cooperate": 4, "react": 2, "theatre": 3, "theory": 3, "museum": 3, "hundred": 2,
	"element": 3, "cafcass": 2, "wednesday": 2, "naked": 2, "crisis": 2, "crises": 2, "employer": 3, "lawyer": 2, "marriage": 2,
	"carriage": 2, "colleague": 2, "league": 1, "dialogue": 3, "unique": 2, "technique": 2, "queue": 1, "science": 2, "client": 2,
	"pier": 1, "tier": 1, "frontier": 2, "video": 3, "poem": 2, "poet": 2, "recipe": 3, "being": 2, "king": 1, "quiet": 2,
	"prayer": 1, "sometimes": 2, "therefore": 2, "likely": 2, "unlikely": 3, "implement": 3, "implemented": 4, "supplement": 3,
	"complement": 3, "clothes": 1, "reality": 4, "ideal": 3, "chocolate": 3, "rhythm": 2, "ratio": 3, "radio": 3, "our": 1, "hour": 1,
	"fire": 1, "cruel": 2, "fuel": 2, "gradual": 3, "equal": 2, "equally": 3, "mutual": 3, "annual": 3, "fluent": 2, "influence": 3,
	"whose": 1, "eye": 1, "rely": 2, "reply": 2, "people": 2, "violence": 3, "nowhere": 2, "elsewhere": 2,
}
