package diag

import "strings"

// longest is the most letters that a mistyped word can have; what is longer is
// a text.
const longest = 100

// Near gives the allowed word that was most likely meant, without regard to
// case, or "" where none is near: one slip is allowed for every three letters,
// and neighbours that changed places are one.
func Near(word string, allowed []string) string {
	letters := len([]rune(word))
	if letters > longest {
		return ""
	}
	best, least := "", min(max(letters/3, 1), letters-1)
	for _, candidate := range allowed {
		if slips := distance(strings.ToLower(word), strings.ToLower(candidate)); slips < least || slips == least && best == "" {
			best, least = candidate, slips
		}
	}
	return best
}

// distance counts the letters to put in, take out, change or swap with their
// neighbour to make one word of the other.
func distance(from, to string) int {
	a, b := []rune(from), []rune(to)
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range b {
		rows[0][j+1] = j + 1
	}
	for i := range a {
		for j := range b {
			change := 1
			if a[i] == b[j] {
				change = 0
			}
			rows[i+1][j+1] = min(rows[i][j+1]+1, rows[i+1][j]+1, rows[i][j]+change)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				rows[i+1][j+1] = min(rows[i+1][j+1], rows[i-1][j-1]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}

// Or lists words for a sentence: "a, b or c".
func Or(words []string) string {
	switch len(words) {
	case 0:
		return "none"
	case 1:
		return words[0]
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
