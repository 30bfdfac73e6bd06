package write

import (
	"crypto/sha256"
	"strconv"
	"strings"
)

// The manifest of a large site is long. Lines that are written as below are written
// and read without a reader of JSON; any others are left to that.
const (
	opening    = "{\"files\": [\n"
	beforePath = `{"path":"`
	beforeSize = `","size":`
	beforeSum  = `,"sha256":"`
	afterSum   = `"}`
	closing    = "]}\n"
)

// isPlain tells whether a text stands in JSON as it is.
func isPlain(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' || text[i] >= 0x7f || text[i] == '"' || text[i] == '\\' {
			return false
		}
	}
	return true
}

// readLines reads a manifest whose lines are all plain.
func readLines(text string) (m manifest, plain bool) {
	rest, begins := strings.CutPrefix(text, opening)
	lines, ends := strings.CutSuffix(rest, closing)
	if !begins || !ends {
		return m, false
	}
	m.Files = make([]file, 0, strings.Count(lines, "\n"))
	for lines != "" {
		line, more, _ := strings.Cut(lines, "\n")
		line, follows := strings.CutSuffix(line, ",")
		if follows == (more == "") {
			return m, false
		}
		one, plain := readLine(line)
		if !plain {
			return m, false
		}
		m.Files, lines = append(m.Files, one), more
	}
	return m, true
}

func readLine(line string) (one file, plain bool) {
	line, begins := strings.CutPrefix(line, beforePath)
	path, line, sized := strings.Cut(line, beforeSize)
	size, line, summed := strings.Cut(line, beforeSum)
	sum, ends := strings.CutSuffix(line, afterSum)
	number, err := strconv.Atoi(size)
	if !begins || !sized || !summed || !ends || err != nil || strconv.Itoa(number) != size || !isPlain(path) || !isPlain(sum) {
		return one, false
	}
	return file{path, number, sum}, true
}

// isSum tells whether a text is a SHA-256 in hexadecimal.
func isSum(text string) bool {
	for i := range len(text) {
		if b := text[i] | 0x20; (b < '0' || b > '9') && (b < 'a' || b > 'f') || text[i] < '0' {
			return false
		}
	}
	return len(text) == 2*sha256.Size
}
