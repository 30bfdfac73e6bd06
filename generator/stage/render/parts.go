package render

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// A part is a style that only pages get on which it can say something.
type part struct {
	// link is how the head of a page asks for it.
	link []byte
	// selectors are its own, each as what has to stand on a page for it to
	// match there; one that names nothing matches everywhere.
	selectors []selector
}

// A selector is what a selector of a style names, outside of brackets: classes
// by their names, and elements and attributes as they begin in a page.
type selector struct {
	classes []string
	written [][]byte
}

// partIn reads a bundled style.
func partIn(address string, style []byte) part {
	p := part{link: []byte(linkTo(address))}
	for _, prelude := range preludes(outside(style)) {
		for one := range strings.SplitSeq(prelude, ",") {
			p.selectors = append(p.selectors, selectorOf(one))
		}
	}
	slices.SortStableFunc(p.selectors, func(a, b selector) int { return cmp.Compare(a.first(), b.first()) })
	return p
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

func selectorOf(written string) (s selector) {
	for _, found := range namedIn.FindAllStringSubmatch(written, -1) {
		class, id, attribute, value, element := found[1], found[2], found[3], found[4], found[5]
		switch {
		case class != "":
			s.classes = append(s.classes, class)
		case id != "":
			s.written = append(s.written, []byte(`id="`+id+`"`))
		case value != "":
			s.written = append(s.written, []byte(attribute+`="`+value+`"`))
		case attribute != "":
			s.written = append(s.written, []byte(attribute))
		case element != "":
			s.written = append(s.written, []byte("<"+element))
		}
	}
	return s
}

// first is the first class that a selector names, "" where it names none.
func (s selector) first() string {
	if len(s.classes) == 0 {
		return ""
	}
	return s.classes[0]
}

// withItsParts takes the links to the parts out of a page that has nothing for
// them.
func withItsParts(page []byte, parts []part) []byte {
	if len(parts) == 0 {
		return page
	}
	on := standing{page, classesOf(page), elementsOf(page), map[string]bool{}}
	var out [][2]int
	for _, part := range parts {
		if at := bytes.Index(page, part.link); at >= 0 && !part.matches(on) {
			out = append(out, [2]int{at, at + len(part.link)})
		}
	}
	return without(page, out)
}

// without takes pieces out of a page, in its own memory.
func without(page []byte, pieces [][2]int) []byte {
	slices.SortFunc(pieces, func(a, b [2]int) int { return a[0] - b[0] })
	left, from := page[:0], 0
	for _, piece := range pieces {
		left = append(left, page[from:piece[0]]...)
		from = piece[1]
	}
	return append(left, page[from:]...)
}

// matches asks for a class once: selectors that begin with the same class stand
// together.
func (p part) matches(on standing) bool {
	asked, there := "", true
	for i := range p.selectors {
		one := &p.selectors[i]
		if first := one.first(); first != asked {
			asked, there = first, on.classes[first]
		}
		if there && one.matches(on) {
			return true
		}
	}
	return false
}

func (s *selector) matches(on standing) bool {
	for _, class := range s.classes {
		if !on.classes[class] {
			return false
		}
	}
	for _, written := range s.written {
		if !on.has(written) {
			return false
		}
	}
	return true
}

// A standing is what stands on a page. The same is asked of it by many
// selectors.
type standing struct {
	page     []byte
	classes  map[string]bool
	elements []string
	written  map[string]bool
}

func (on standing) has(written []byte) bool {
	has, asked := on.written[string(written)]
	if !asked {
		if element, is := bytes.CutPrefix(written, []byte("<")); is {
			has = on.begins(string(element))
		} else {
			has = bytes.Contains(on.page, written)
		}
		on.written[string(written)] = has
	}
	return has
}

// begins tells whether an element begins with this.
func (on standing) begins(element string) bool {
	for _, name := range on.elements {
		if strings.HasPrefix(name, element) {
			return true
		}
	}
	return false
}

// elementsOf are the names of the elements of a page.
func elementsOf(page []byte) (names []string) {
	known := map[string]bool{}
	for {
		at := bytes.IndexByte(page, '<')
		if at < 0 {
			return names
		}
		page = page[at+1:]
		length := 0
		for length < len(page) && inName(page[length]) {
			length++
		}
		if length > 0 && !known[string(page[:length])] {
			names = append(names, string(page[:length]))
			known[names[len(names)-1]] = true
		}
	}
}

// inName tells what the names in selectors are made of.
func inName(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '-' || c == '_'
}

// classesOf are the classes of the elements of a page.
func classesOf(page []byte) map[string]bool {
	classes, values, start := map[string]bool{}, map[string]bool{}, []byte(`class="`)
	for {
		_, after, found := bytes.Cut(page, start)
		if !found {
			return classes
		}
		value, rest, _ := bytes.Cut(after, []byte(`"`))
		if !values[string(value)] { // many are the same
			written := string(value)
			values[written] = true
			for class := range strings.FieldsSeq(written) {
				classes[class] = true
			}
		}
		page = rest
	}
}
