package lint

import (
	"slices"
	"strings"

	"plainsight/generator/kit/diag"
)

// What “plainsight new” writes where words are to come.
const (
	ReportToCome  = "Put the words of the report here in place of these."
	FindingToCome = "The first finding, word for word."
	NewsToCome    = "Say in plain words what is new."
	TopicToCome   = "Say in plain words what is known of it."
	PageToCome    = "Put your words here."
)

var toCome = []string{ReportToCome, FindingToCome, NewsToCome, TopicToCome, PageToCome}

var unwritten = diag.Code{
	ID: "unwritten", Severity: diag.Error, Title: "Words that “plainsight new” wrote are still there",
	Text: "A file begins with words that say what belongs in their place. They may stay in a draft. In anything else they " +
		"would be published, in a report even as the words of inspectors.",
	Example: "Put the words of the report here in place of these.",
}

// wordsToCome reports lines that are still to be written in what is no draft.
func wordsToCome(file string, lines []string) (problems []diag.Problem) {
	for i, line := range lines {
		words := strings.TrimPrefix(strings.TrimSpace(line), "- ")
		at := slices.Index(toCome, words)
		if at < 0 {
			continue
		}
		if slices.ContainsFunc(lines, isDraft) {
			return nil
		}
		column := 1 + strings.Index(line, words)
		problems = append(problems, unwritten.At(diag.Place{File: file, Line: i + 1, Column: column}, "here still stands “%s”", toCome[at]).
			Try("Write the words that belong here, take the line out, or hold the page back: “draft: true” between the lines of hyphens."))
	}
	return problems
}

// unwrittenIn tells whether there is anything to report, which there seldom is.
func unwrittenIn(text string) bool {
	return slices.ContainsFunc(toCome, func(words string) bool { return strings.Contains(text, words) })
}

func isDraft(line string) bool {
	value, is := strings.CutPrefix(line, "draft:")
	value, _, _ = strings.Cut(value, " #")
	return is && strings.TrimSpace(value) == "true"
}
