package markdown

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A number is the printed number of a paragraph by its parts: 2.13 is 2, 13.
type number []int

func (n number) String() string {
	parts := make([]string, len(n))
	for i, part := range n {
		parts[i] = strconv.Itoa(part)
	}
	return strings.Join(parts, ".")
}

func (n number) anchor() string { return "p" + strings.ReplaceAll(n.String(), ".", "-") }

// raised is the number of the given depth that comes after n: of 2.13 it is 3
// at depth 1 and 2.14 at depth 2.
func (n number) raised(depth int) number {
	next := slices.Clone(n[:depth])
	next[depth-1]++
	return next
}

// next lists the numbers that may follow: after 2.13 these are 2.13.1, 3, 3.1,
// 2.14 and 2.14.1. Before the first number, they are 1 and 1.1.
func (n number) next() []number {
	following := []number{append(slices.Clone(n), 1)}
	if len(n) == 0 {
		following = append(following, number{1, 1})
	}
	for depth := 1; depth <= len(n); depth++ {
		raised := n.raised(depth)
		following = append(following, raised, append(slices.Clone(raised), 1))
	}
	return following
}

// A candidate is the beginning of a line that may open a paragraph.
type candidate struct {
	number number
	// stop says that a full stop follows the number, as it must unless the
	// number has parts: reports print "12. The" and "2.13 The".
	stop bool
	// width is how many bytes number and stop take.
	width int
	// rest is the line after them.
	rest []byte
	// fresh says that no paragraph runs on into this line, and ended that the
	// line before ends a sentence.
	fresh, ended bool
}

const (
	mostParts  = 4
	mostDigits = 6
)

// readNumber reads a number at the beginning of the line; false where there is
// none that a paragraph could have. "12.The" has one, as many reports print
// it; "10.2per" and "007." have none.
func readNumber(line []byte) (candidate, bool) {
	c := candidate{}
	for {
		digits := 0
		for c.width+digits < len(line) && '0' <= line[c.width+digits] && line[c.width+digits] <= '9' {
			digits++
		}
		if digits == 0 {
			c.stop = len(c.number) > 0
			break
		}
		if digits > mostDigits || line[c.width] == '0' || len(c.number) == mostParts {
			return c, false
		}
		part, _ := strconv.Atoi(string(line[c.width : c.width+digits]))
		c.number = append(c.number, part)
		c.width += digits
		if c.width == len(line) || line[c.width] != '.' {
			break
		}
		c.width++
	}
	c.rest = line[c.width:]
	return c, c.wellMade()
}

func (c candidate) wellMade() bool {
	letter, _ := utf8.DecodeRune(c.rest)
	spaced := len(c.rest) == 0 || unicode.IsSpace(letter)
	switch {
	case len(c.number) == 0:
		return false
	case c.stop:
		return spaced || unicode.IsLetter(letter) || strings.ContainsRune(openers, letter)
	}
	return len(c.number) > 1 && spaced && c.capital()
}

// openers are the marks that words may begin with.
const openers = "‘’“”\"'([*_"

// capital tells whether a sentence begins after the number.
func (c candidate) capital() bool {
	words := bytes.TrimLeft(bytes.TrimSpace(c.rest), "*_[(")
	letter, _ := utf8.DecodeRune(words)
	return unicode.IsLetter(letter) && !unicode.IsLower(letter) || strings.ContainsRune(openers, letter) && len(words) > 0
}

// A run is one sequence of paragraph numbers.
type run struct {
	// prefix is what the anchors of a second run begin with, "lscb-".
	prefix string
	last   number
	// stray is a number that was met out of order. The sequence may go on from
	// it as well as from last, so that one fault is told of once.
	stray number
	// offsets has the place of every number met, by its text.
	offsets map[string]int
}

// runs is the sequences of a body: the main one, whose prefix is "", and those
// that a heading began.
type runs struct {
	gaps   []string
	byName map[string]*run
	open   []section
}

// A section is the part of a body under a heading that names a run.
type section struct {
	level int
	run   *run
}

func newRuns(gaps []string) runs {
	r := runs{gaps: gaps, byName: map[string]*run{}}
	r.open = []section{{level: 0, run: r.named("")}}
	return r
}

func (r *runs) named(name string) *run {
	if r.byName[name] == nil {
		prefix := ""
		if name != "" {
			prefix = name + "-"
		}
		r.byName[name] = &run{prefix: prefix, offsets: map[string]int{}}
	}
	return r.byName[name]
}

// enter begins a section: runs of sections that are as deep or deeper end with
// it, and the one it names, if any, begins or goes on.
func (r *runs) enter(level int, name string) {
	for len(r.open) > 1 && r.open[len(r.open)-1].level >= level {
		r.open = r.open[:len(r.open)-1]
	}
	if name != "" {
		r.open = append(r.open, section{level, r.named(name)})
	}
}

func (r *runs) current() *run { return r.open[len(r.open)-1].run }

func (r *runs) gap(n number) bool { return slices.Contains(r.gaps, n.String()) }

// follows tells whether n may come next after last: by its own value, or since
// all that would lie between can be passed over.
func (n number) follows(last number, passed func(number) bool) bool {
	if end := len(n) - 1; len(last) == len(n) && n[end] == last[end]+1 && slices.Equal(n[:end], last[:end]) {
		return true // as nearly all do
	}
	seen := map[string]bool{}
	for waiting := []number{last}; len(waiting) > 0; waiting = waiting[1:] {
		for _, next := range waiting[0].next() {
			if slices.Equal(next, n) {
				return true
			}
			if passed(next) && !seen[next.String()] {
				seen[next.String()] = true
				waiting = append(waiting, next)
			}
		}
	}
	return false
}

// A verdict says what the beginning of a line is.
type verdict int

const (
	words      verdict = iota // no number of a paragraph
	expected                  // the next one
	allowed                   // out of order, and listed in gaps
	repeated                  // the number was there before
	missing                   // one or more numbers lie between
	outOfOrder                // smaller than the last, and not there before
)

// furthest is how many numbers may be missing before a line that only follows
// the end of a sentence; longest is the greatest part of a number that is not
// the expected one, so that years stay words.
const (
	furthest = 3
	longest  = 999
)

// judge decides whether a line opens a paragraph. The rule is:
//
// The next expected number opens one wherever a line begins with it. (If its
// full stop is left out, as numbers with parts have it, only where a sentence
// may begin.)
//
// Any other number is words, unless a sentence begins both here (no paragraph
// runs on into the line, or the line before ends with a full stop, a question
// mark or the like) and after the number (with a capital or a quotation mark).
// Then a number listed in gaps opens a paragraph; and so does, as a problem, a
// number that was there before, that is smaller than the last one, or that
// leaves some out. Not more than three may be left out where the line before
// only ends a sentence, and no part may be above 999: "2017. The panel" is
// words.
func (r *runs) judge(c candidate) verdict {
	at := r.current()
	mayBegin := c.fresh || c.ended
	if (c.stop || mayBegin) && (r.goesOn(at, c.number) || r.goesAstray(at, c.number)) {
		return expected
	}
	if !mayBegin || !c.capital() || slices.Max(c.number) > longest {
		return words
	}
	switch {
	case r.gap(c.number):
		return allowed
	case at.met(c.number):
		return repeated
	}
	return at.misplaced(c)
}

// goesOn tells whether n is the next number of the run.
func (r *runs) goesOn(at *run, n number) bool {
	return !at.met(n) && n.follows(at.last, func(between number) bool { return r.gap(between) || at.met(between) })
}

// goesAstray tells whether n comes after the number that was out of order.
func (r *runs) goesAstray(at *run, n number) bool {
	return at.stray != nil && n.follows(at.stray, r.gap)
}

func (at *run) met(n number) bool {
	_, met := at.offsets[n.String()]
	return met
}

// misplaced judges a number that the run has not met and did not expect.
func (at *run) misplaced(c candidate) verdict {
	if len(c.number) > max(len(at.last), 1) {
		return words
	}
	if slices.Compare(c.number, at.last) < 0 {
		return outOfOrder
	}
	if !c.fresh && c.number.distance(at.last) > furthest+1 {
		return words
	}
	return missing
}

// distance is how far n lies after the last number, in the first part in which
// they differ.
func (n number) distance(last number) int {
	for i := range n {
		if i >= len(last) {
			return n[i]
		}
		if n[i] != last[i] {
			return n[i] - last[i]
		}
	}
	return 0
}

// take notes that the number was met at the offset. It moves the run on unless
// the number was out of its order.
func (r *runs) take(n number, offset int, v verdict) {
	at := r.current()
	after := slices.Compare(n, at.last) > 0
	switch {
	case v == expected && (after || !at.met(n)):
		at.last, at.stray = n, nil
	case v == allowed && after:
		at.last = n
	case v != allowed:
		at.stray = n
	}
	if !at.met(n) {
		at.offsets[n.String()] = offset
	}
}

// between says what is missing before n ("12 is", "12 and 13 are"), and lists
// it for the front matter.
func (r *runs) between(n number) (lack, listed string) {
	last := r.current().last
	before, end := n[:len(n)-1], n[len(n)-1]
	from := 1
	if len(last) >= len(n) && slices.Equal(last[:len(before)], before) {
		from = last[len(before)] + 1
	}
	var all []string
	for part := from; part < end; part++ {
		if lost := append(slices.Clone(before), part); !r.gap(lost) && !r.current().met(lost) {
			all = append(all, lost.String())
		}
	}
	switch {
	case len(all) > 0:
		return lacking(all)
	case len(before) > 0:
		return r.between(before)
	}
	return "what comes before it is", "…"
}

func lacking(all []string) (lack, listed string) {
	switch first, last := all[0], all[len(all)-1]; {
	case len(all) == 1:
		return first + " is", first
	case len(all) == 2:
		return first + " and " + last + " are", first + ", " + last
	case len(all) > 20:
		return first + " to " + last + " are", first + ", …, " + last
	default:
		return first + " to " + last + " are", strings.Join(all, ", ")
	}
}
