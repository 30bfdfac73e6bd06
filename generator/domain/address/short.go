package address

import "strings"

// longestShort is as much as can be typed from paper without losing the place.
const longestShort = 24

// Short is the short address of a word: "/go/2022/".
func Short(word string) Page { return Of("go", word) }

// IsShort tells whether a word can be read from paper, said on a telephone and
// typed: small letters from a to z and digits, in parts with hyphens between
// them. Each part is of letters or of digits, so that no l is taken for a 1 and
// no o for a 0.
func IsShort(word string) bool {
	if len(word) > longestShort {
		return false
	}
	for part := range strings.SplitSeq(word, "-") {
		letters := strings.Trim(part, "abcdefghijklmnopqrstuvwxyz") == ""
		digits := strings.Trim(part, "0123456789") == ""
		if part == "" || !letters && !digits {
			return false
		}
	}
	return true
}
