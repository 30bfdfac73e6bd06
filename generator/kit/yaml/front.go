package yaml

import (
	"bytes"
	"strings"

	"plainsight/generator/kit/diag"
)

// FrontMatter splits a Markdown file into its front matter, which stands
// between two lines of three hyphens, and its body. The body comes without a
// UTF-8 mark and with \n at the end of its lines, and is a part of the source
// where that has them already; bodyLine is the line of the
// file on which it begins. Where the front matter is missing the whole file
// is the body, where it has no end there is none.
func FrontMatter(file string, source []byte) (front *Node, body []byte, bodyLine int, problems []diag.Problem) {
	text, problems := decoded(file, source, 1)
	if problems != nil {
		return nil, nil, 1, problems
	}
	first := lineOf(text)
	if !isFence(string(first)) {
		return nil, text, 1, []diag.Problem{missing(file, strings.SplitAfter(string(text), "\n"))}
	}
	bodyLine = 2
	for rest := text[len(first):]; len(rest) > 0; bodyLine++ {
		line := lineOf(rest)
		rest = rest[len(line):]
		if isFence(string(line)) {
			matter := text[len(first) : len(text)-len(rest)-len(line)]
			front, problems = parse(file, string(matter), 2)
			if late := tooLate(string(matter), problems); late != nil {
				return nil, nil, bodyLine + 1, []diag.Problem{*late}
			}
			return front, rest, bodyLine + 1, problems
		}
	}
	lines := strings.SplitAfter(string(text), "\n")
	return nil, nil, len(lines), []diag.Problem{unclosed(file, lines)}
}

// lineOf is the first line of a text, with its end.
func lineOf(text []byte) []byte {
	if end := bytes.IndexByte(text, '\n'); end >= 0 {
		return text[:end+1]
	}
	return text
}

func isFence(line string) bool { return strings.TrimRight(line, " \t\n") == "---" }

// missing says why there is no front matter, as far as it can be told.
func missing(file string, lines []string) diag.Problem {
	for i, line := range lines {
		if strings.TrimSpace(line) == "" {
			continue
		}
		place := diag.Place{File: file, Line: i + 1, Column: 1}
		first := strings.TrimSpace(line)
		switch {
		case i > 0 && first == "---":
			return frontMissing.At(place, "the front matter begins on line %d; it has to begin on line 1", i+1).
				Try("Delete the empty lines above it.")
		case first == "---" || (len(first) > 1 && strings.Trim(first, "-–—") == ""):
			return frontMissing.At(place, "the first line looks like the start of front matter, but is not three hyphens alone").
				Try("Type --- as the whole first line.")
		}
		break
	}
	return frontMissing.At(diag.Place{File: file, Line: 1, Column: 1}, "the file does not begin with front matter").
		Try("Begin the file with a line ---, then “title: …”, then another line ---.")
}

// tooLate says that the text of the page stands within the front matter, whose end is
// a rule further down: a line below an empty one is no entry. Nil where it does not.
func tooLate(matter string, problems []diag.Problem) *diag.Problem {
	lines := strings.Split(matter, "\n")
	for _, one := range problems {
		at := one.Place.Line - 2 // of the matter, which begins on line 2
		if one.Code != syntax.ID || one.Place.Column != 1 || at < 1 || strings.TrimSpace(lines[at-1]) != "" {
			continue
		}
		late := frontOpen.At(one.Place, "the text of the page begins here, it seems, and no line --- above it ends the front matter").
			Try("Type --- on a line of its own after the last of the facts. If this line is one of them, write it as “name: value”.")
		return &late
	}
	return nil
}

// unclosed says where the front matter most likely ends.
func unclosed(file string, lines []string) diag.Problem {
	problem := frontOpen.At(diag.Place{File: file, Line: 1, Column: 1}, "the front matter begins here, but no line --- ends it")
	for i, line := range lines[1:] {
		line = strings.TrimRight(line, " \t\n")
		if nearFence := len(line) > 1 && strings.Trim(line, "-–—") == ""; nearFence {
			return problem.Try("Type --- (three hyphens, nothing else) as the whole of line %d.", i+2)
		}
		if line == "" || strings.HasPrefix(line, "# ") || strings.HasPrefix(line, "## ") {
			return problem.Try("Type --- on a line of its own after the last of the facts, it seems before line %d.", i+2)
		}
	}
	return problem.Try("Type --- on a line of its own after the last of the facts.")
}
