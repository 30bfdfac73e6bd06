package importing

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"plainsight/generator/domain/document"
	"plainsight/generator/kit/html"
	"plainsight/generator/kit/markdown"
	"plainsight/generator/stage/transcribe"
)

// keptWords reads the draft as the site does, and gives the share of the words
// of the report's lines that it has in their order, with the first that it has
// not. The two are read in different ways: one from the lines of the sheets, the
// other from the finished Markdown.
func keptWords(report transcribe.Report, body string, s site) (share float64, lost []string) {
	rules := markdown.Rules{Numbered: true, Finding: s.frameworkOf(report.Framework).FindingUnder}
	read, _, _ := markdown.Parse("", []byte(body), 1, rules)
	printed := tokens(strings.Join(report.Words, " "))
	if len(printed) == 0 {
		return 1, nil
	}
	written := tokens(wordsOf(read))
	steps := compared(printed, written)
	kept := 0
	moved := map[int]bool{}
	for i, step := range steps {
		switch {
		case step.kind == same || step.kind == gone && movedNear(steps, i, moved):
			kept++
		case step.kind == gone && len(lost) < 12:
			lost = append(lost, step.word)
		}
	}
	return float64(kept) / float64(len(printed)), lost
}

// movedNear finds a word that stands a few lines away: cells of tables are read
// line by line in the report, and cell by cell in the draft.
func movedNear(steps []step, i int, moved map[int]bool) bool {
	const near = 60
	for j := max(0, i-near); j < min(len(steps), i+near); j++ {
		if steps[j].kind == added && steps[j].word == steps[i].word && !moved[j] {
			moved[j] = true
			return true
		}
	}
	return false
}

func wordsOf(body document.Body) string {
	var all strings.Builder
	for _, block := range body.Blocks {
		switch {
		case block.Number != "":
			fmt.Fprintf(&all, "%s. ", block.Number)
		case block.Kind == document.List:
			for _, item := range block.Items {
				all.WriteString(html.Words(item.HTML) + "\n")
			}
		}
		all.WriteString(block.Words + "\n")
	}
	return all.String()
}

// tokens are the letters and digits of words; the marks of notes are digits.
func tokens(words string) []string {
	words = strings.NewReplacer("⁰", "0", "¹", "1", "²", "2", "³", "3", "⁴", "4", "⁵", "5", "⁶", "6", "⁷", "7", "⁸", "8", "⁹", "9").Replace(words)
	return strings.FieldsFunc(words, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// Steps from one list of words to another.
const (
	same  = ' '
	gone  = '-'
	added = '+'
)

type step struct {
	kind rune
	word string
}

// reach is how far a comparison looks ahead for where two texts meet again.
const reach = 400

// compared goes through two lists of words side by side. Where they part, it
// looks for the nearest place at which three words are the same again.
func compared(before, after []string) (steps []step) {
	i, j := 0, 0
	for i < len(before) && j < len(after) {
		if before[i] == after[j] {
			steps = append(steps, step{same, before[i]})
			i, j = i+1, j+1
			continue
		}
		skip, take := meeting(before[i:], after[j:])
		for _, word := range before[i : i+skip] {
			steps = append(steps, step{gone, word})
		}
		for _, word := range after[j : j+take] {
			steps = append(steps, step{added, word})
		}
		i, j = i+skip, j+take
	}
	for _, word := range before[i:] {
		steps = append(steps, step{gone, word})
	}
	for _, word := range after[j:] {
		steps = append(steps, step{added, word})
	}
	return steps
}

func meeting(before, after []string) (skip, take int) {
	for total := 1; total < reach; total++ {
		for skip := 0; skip <= total; skip++ {
			take := total - skip
			if skip < len(before) && take < len(after) && agree(before[skip:], after[take:]) {
				return skip, take
			}
		}
	}
	return min(1, len(before)), min(1, len(after))
}

// agree tells whether the next three words are the same, or all that are left.
func agree(before, after []string) bool {
	for k := range 3 {
		if k == len(before) || k == len(after) {
			return k > 0 && len(before) == len(after)
		}
		if before[k] != after[k] {
			return false
		}
	}
	return true
}

// difference shows where a file that is there and a new draft have other words:
// a few words around, what would go in [-…-] and what would come in {+…+}.
func difference(there, draft string) (shown []string) {
	steps := compared(strings.Fields(there), strings.Fields(draft))
	const around = 4
	for i := 0; i < len(steps); {
		if steps[i].kind == same {
			i++
			continue
		}
		end := i
		for end < len(steps) && steps[end].kind != same {
			end++
		}
		var words []string
		for _, step := range steps[max(0, i-around):i] {
			if step.kind == same {
				words = append(words, step.word)
			}
		}
		words = append(words, marked(steps[i:end], gone, "[-", "-]")...)
		words = append(words, marked(steps[i:end], added, "{+", "+}")...)
		for _, step := range steps[end:min(len(steps), end+around)] {
			if step.kind != same {
				break
			}
			words = append(words, step.word)
		}
		shown = append(shown, strings.Join(words, " "))
		i = end
	}
	return shown
}

// longest is how many words of a piece are shown.
const longest = 20

func marked(steps []step, kind rune, open, shut string) []string {
	var words []string
	for _, step := range steps {
		if step.kind == kind {
			words = append(words, step.word)
		}
	}
	switch n := len(words); {
	case n == 0:
		return nil
	case n > longest:
		middle := fmt.Sprintf("… (%d words) …", n-longest)
		words = slices.Concat(words[:longest/2], []string{middle}, words[n-longest/2:])
	}
	return []string{open + strings.Join(words, " ") + shut}
}
