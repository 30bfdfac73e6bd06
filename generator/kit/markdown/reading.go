package markdown

import (
	"bytes"
	"sort"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	tables "github.com/yuin/goldmark/extension/ast"

	"plainsight/generator/domain/document"
	"plainsight/generator/kit/diag"
)

// A reading is one body while it is read.
type reading struct {
	file   string
	first  int
	source []byte
	starts []int // where the lines of source begin
	rules  Rules

	runs     runs
	links    []Link
	figures  []document.Figure
	problems []diag.Problem

	// openTo is where a block ends in which no brace closes a passage.
	openTo int
	// crowd is the marks of the block in hand, and cells how many the tables have.
	crowd crowd
	cells int
	// seen is the offset that was looked up last, with what was found: many
	// places lie on one line, and it may be long.
	seen struct {
		index, offset, column int
		text                  string
	}
}

func newReading(file string, source []byte, first int, rules Rules) *reading {
	clean, strange := cleaned(source)
	r := &reading{file: file, first: max(first, 1), source: clean, rules: rules}
	r.starts = lineStarts(clean)
	r.seen.index = -1
	r.runs = newRuns(rules.Gaps)
	if len(strange) > 0 {
		r.tellStrange(strange)
	}
	return r
}

func lineStarts(source []byte) []int {
	starts := make([]int, 1, bytes.Count(source, []byte("\n"))+1)
	for at := 0; ; {
		end := bytes.IndexByte(source[at:], '\n')
		if end < 0 {
			return starts
		}
		at += end + 1
		starts = append(starts, at)
	}
}

// line is the line of the file on which the offset lies.
func (r *reading) line(offset int) int { return r.first + r.index(offset) }

func (r *reading) index(offset int) int {
	return sort.Search(len(r.starts), func(i int) bool { return r.starts[i] > offset }) - 1
}

// place is the line and column of the offset, and text the line itself.
func (r *reading) place(offset int) (place diag.Place, text string) {
	offset = min(max(offset, 0), len(r.source))
	index := r.index(offset)
	if r.seen.index != index {
		line, _, _ := bytes.Cut(r.source[r.starts[index]:], []byte("\n"))
		r.seen.index, r.seen.offset, r.seen.column, r.seen.text = index, r.starts[index], 1, string(line)
	}
	if offset < r.seen.offset {
		r.seen.offset, r.seen.column = r.starts[index], 1
	}
	r.seen.column += utf8.RuneCount(r.source[r.seen.offset:offset])
	r.seen.offset = offset
	return diag.Place{File: r.file, Line: r.first + index, Column: r.seen.column}, r.seen.text
}

// link notes a link or a picture that is written at the offset.
func (r *reading) link(target string, offset int, image bool) {
	place, _ := r.place(offset)
	r.links = append(r.links, Link{Target: target, Place: place, Image: image})
}

// tell notes a problem at the offset and shows its line.
func (r *reading) tell(offset int, code diag.Code, hint, message string, values ...any) {
	place, line := r.place(offset)
	problem := code.At(place, message, values...).Try("%s", sentence(hint))
	problem.Line = line
	r.problems = append(r.problems, problem)
}

// sentence begins a hint with a capital and ends it, unless its end is
// something to type.
func sentence(hint string) string {
	first, size := utf8.DecodeRuneInString(hint)
	if last := hint[len(hint)-1]; unicode.IsLetter(rune(last)) || unicode.IsDigit(rune(last)) {
		hint += "."
	}
	return string(unicode.ToUpper(first)) + hint[size:]
}

// cleaned gives the source as it is parsed: in valid UTF-8, with line ends of
// one kind, and with a replacement character for every character that cannot
// be shown. The offsets of these are given in order. Lines and columns stay
// what they are in the file.
func cleaned(source []byte) (clean []byte, strange []int) {
	if isClean(source) {
		return source, nil
	}
	return remade(source)
}

// isClean tells whether a source is parsed as it is, as most are.
func isClean(source []byte) bool {
	for len(source) > 0 {
		source = source[plainLetters(source):]
		letter, size := utf8.DecodeRune(source)
		source = source[size:]
		if size > 0 && (!shown(letter) || letter == '\uFEFF') {
			return false
		}
	}
	return true
}

func remade(source []byte) (clean []byte, strange []int) {
	source = bytes.ReplaceAll(source, []byte("\r\n"), []byte("\n"))
	clean = make([]byte, 0, len(source))
	for len(source) > 0 {
		if plain := plainLetters(source); plain > 0 {
			clean = append(clean, source[:plain]...)
			source = source[plain:]
			continue
		}
		letter, size := utf8.DecodeRune(source)
		source = source[size:]
		switch {
		case letter == '\uFEFF': // the mark with which some editors begin a file
			continue
		case letter == '\r' || letter == '\v' || letter == '\f':
			letter = ' '
		case shown(letter):
		default:
			strange = append(strange, len(clean))
			letter = utf8.RuneError
		}
		clean = utf8.AppendRune(clean, letter)
	}
	return clean, strange
}

// plainLetters is how many bytes at the beginning are letters that stay as they are.
func plainLetters(source []byte) int {
	for i, c := range source {
		if (c < ' ' || c > '~') && c != '\n' {
			return i
		}
	}
	return len(source)
}

// shown is false for controls, for what was lost in an earlier conversion, and
// for private characters, which are what symbol fonts of a word processor
// leave behind.
func shown(letter rune) bool {
	if letter == '\n' || letter == '\t' {
		return true
	}
	return letter != utf8.RuneError && !unicode.In(letter, unicode.Cc, unicode.Co)
}

func (r *reading) tellStrange(offsets []int) {
	hint := "type the character anew, or delete it, and save the file as UTF-8"
	if len(offsets) == 1 {
		r.tell(offsets[0], strangeCharacter, hint, "there is a character here that cannot be shown")
		return
	}
	r.tell(offsets[0], strangeCharacter, hint,
		"there is a character here that cannot be shown, the first of %d in this file", len(offsets))
}

// prepare takes the tree as it was parsed, notes what stands in it, and makes
// it ready to be rendered. Nodes are gathered before any is replaced.
func (r *reading) prepare(root ast.Node) {
	var nodes []ast.Node
	linking := bytes.Contains(r.source, []byte("]("))
	_ = ast.Walk(root, func(node ast.Node, entering bool) (ast.WalkStatus, error) {
		switch node := node.(type) {
		case *ast.Text:
			if linking && entering {
				r.prepareText(node)
			}
		case *ast.Paragraph, *numbered: // of which nothing is to be noted
		default:
			if entering {
				nodes = append(nodes, node)
			}
		}
		return ast.WalkContinue, nil
	})
	for _, node := range nodes {
		switch node := node.(type) {
		case *mark:
			r.prepareMark(node)
		case *ast.Link:
			r.prepareLink(node)
		case *ast.Image:
			r.prepareImage(node)
		case *ast.AutoLink:
			r.prepareAutoLink(node)
		case *ast.RawHTML:
			r.prepareRaw(node)
		case *ast.Heading:
			r.prepareHeading(node)
		case *ast.FencedCodeBlock:
			r.prepareFence(node)
		case *tables.TableRow:
			r.checkRow(node)
		}
	}
}
