package render

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// A part is a style that only pages get on which it can say something.
type part struct {
	address string
	style   []byte
}

// sought is what the selectors of parts name, each thing with a number. A selector
// that names nothing matches everywhere.
type sought struct {
	// links are how the heads of pages ask for the parts.
	links     map[string]int
	selectors [][]selector // of each part
	count     int

	classes    map[string]int
	elements   map[string]int // as they begin
	attributes map[string][]valued
	// initials are the letters with which attributes begin.
	initials [256]bool
	// notes are the numbers of what the addresses of links bring along.
	notes []int
	idle  sync.Pool // of finishers
}

// A selector is what has to stand on a page for one of a style to match there, by
// the numbers: what it names outside of brackets.
type selector []int

// A valued attribute is one with a value, or with any.
type valued struct {
	value  string
	any    bool
	number int
}

// soughtBy reads bundled styles.
func soughtBy(parts []part) *sought {
	s := &sought{links: map[string]int{}, classes: map[string]int{}, elements: map[string]int{}, attributes: map[string][]valued{}}
	for i, part := range parts {
		s.links[linkTo(part.address)] = i
		var selectors []selector
		for _, prelude := range preludes(outside(part.style)) {
			for one := range strings.SplitSeq(prelude, ",") {
				selectors = append(selectors, s.selector(one))
			}
		}
		s.selectors = append(s.selectors, selectors)
	}
	s.idle.New = func() any {
		return &finisher{sought: s, kinds: map[string]kind{}, worn: map[string]worn{}, found: make([]bool, s.count), notes: notes{numbers: map[string]int{}}}
	}
	f := s.idle.New().(*finisher)
	f.through([]byte(`<section class="paper notes" aria-label=""><h2></h2><ol><li><span class="paper"></span></li></ol></section>`), false)
	for number, found := range f.found {
		if found {
			s.notes = append(s.notes, number)
		}
	}
	return s
}

func linkTo(address string) string { return `<link rel="stylesheet" href="` + address + `">` }

// outside is a style without its comments, its texts, and what stands in round
// brackets: those say what else has to be, and at times what may be.
func outside(style []byte) string {
	var kept strings.Builder
	depth := 0
	for _, letter := range uncertain.ReplaceAllString(string(style), "$1") {
		switch letter {
		case '(':
			depth++
		case ')':
			depth--
		default:
			if depth == 0 {
				kept.WriteRune(letter)
			}
		}
	}
	return kept.String()
}

// uncertain are comments, and texts that stand in no attribute.
var uncertain = regexp.MustCompile(`(?s)/\*.*?\*/|(=?"[\w-]*"|='[\w-]*')|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'`)

// preludes are what stands before the blocks of a style, but for its at-rules.
func preludes(style string) (all []string) {
	for {
		at := strings.IndexByte(style, '{')
		if at < 0 {
			return all
		}
		prelude := strings.TrimSpace(style[strings.LastIndexAny(style[:at], "};")+1 : at])
		if !strings.HasPrefix(prelude, "@") {
			all = append(all, prelude)
		}
		// What stands in a block of a rule are its declarations, in one of an
		// at-rule more blocks: both begin after the bracket.
		style = "}" + style[at+1:]
	}
}

// namedIn finds the names in a selector: a class, an id, an attribute with its
// value, or an element.
var namedIn = regexp.MustCompile(`::?[\w-]+|\.([\w-]+)|#([\w-]+)|\[([\w-]+)(?:=["']?([\w-]+)["']?)?[^\]]*\]|([a-zA-Z][\w-]*)`)

func (s *sought) selector(written string) (all selector) {
	for _, found := range namedIn.FindAllStringSubmatch(written, -1) {
		class, id, name, value, element := found[1], found[2], found[3], found[4], found[5]
		switch {
		case class != "":
			all = append(all, s.number(s.classes, class))
		case id != "":
			all = append(all, s.attribute("id", id))
		case name != "":
			all = append(all, s.attribute(name, value))
		case element != "":
			all = append(all, s.number(s.elements, element))
		}
	}
	return all
}

// number is that of a name, which has one from then on.
func (s *sought) number(of map[string]int, name string) int {
	number, known := of[name]
	if !known {
		number = s.count
		of[name] = number
		s.count++
	}
	return number
}

// attribute is the number of an attribute with a value, or with any.
func (s *sought) attribute(name, value string) int {
	for _, one := range s.attributes[name] {
		if one.value == value {
			return one.number
		}
	}
	s.attributes[name] = append(s.attributes[name], valued{value, value == "", s.count})
	s.initials[name[0]] = true
	s.count++
	return s.count - 1
}

// elementsOf are the numbers of the elements with which a name begins.
func (s *sought) elementsOf(name string) (numbers []int) {
	for element, number := range s.elements {
		if strings.HasPrefix(name, element) {
			numbers = append(numbers, number)
		}
	}
	return numbers
}

// matches tells whether a part can say something on a page, on which something was
// found.
func (s *sought) matches(part int, found []bool) bool {
	return slices.ContainsFunc(s.selectors[part], func(one selector) bool {
		return !slices.ContainsFunc(one, func(number int) bool { return !found[number] })
	})
}
