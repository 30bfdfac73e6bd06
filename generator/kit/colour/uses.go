package colour

import (
	"regexp"
	"slices"
	"strings"
)

// A Use is what one rule of a style paints, by the names of the properties that
// hold the colours.
type Use struct {
	Selector string
	Line     int
	// Words are letters, Grounds what letters and marks stand on, Marks lines
	// and shapes, and Ring the outline of what has the focus, with its shadow.
	Words, Grounds, Marks, Ring []string
	// Named are further names that the rule gives to colours, such as "mark".
	Named map[string][]string
	// Bare are colours that are written as such, and not by a name.
	Bare []string
}

var (
	byName = regexp.MustCompile(`var\(--([a-z0-9-]+)`)
	bare   = regexp.MustCompile(`#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix)\(`)
	// wordless are parts that have no words of their own.
	wordless = regexp.MustCompile(`::?(?:before|after|marker|backdrop)\s*$`)
	// lettered are the parts of a drawing that are words.
	lettered = regexp.MustCompile(`(?:^|[\s>+~])text(?:[.:\[]\S*)?$`)
)

// Uses lists what the rules of a style paint, in their order. What stands in
// media is painted in these alone, and is listed like the rest.
func Uses(style string) (uses []Use) {
	line, from := 1, 0
	style = comment.ReplaceAllStringFunc(style, func(text string) string { return strings.Repeat("\n", strings.Count(text, "\n")) })
	for at := range len(style) {
		switch style[at] {
		case '\n':
			line++
		case '{':
			from = at + 1
		case '}':
			if body := style[from:at]; strings.Contains(body, ":") {
				use := useOf(selectorBefore(style, from), body)
				use.Line = line - strings.Count(body, "\n")
				uses = append(uses, use)
			}
			from = at + 1
		}
	}
	return uses
}

// selectorBefore is what stands before an opening brace.
func selectorBefore(style string, brace int) string {
	head := style[:max(brace-1, 0)]
	return strings.TrimSpace(head[strings.LastIndexAny(head, "{};")+1:])
}

func useOf(selector, body string) Use {
	use := Use{Selector: selector, Named: map[string][]string{}}
	for declaration := range strings.SplitSeq(body, ";") {
		property, value, _ := strings.Cut(declaration, ":")
		property = strings.ToLower(strings.TrimSpace(property))
		var names []string
		for _, found := range byName.FindAllStringSubmatch(value, -1) {
			names = append(names, found[1])
		}
		if strings.HasPrefix(property, "--") {
			use.Named[property[2:]] = names
			continue
		}
		if to := use.painted(property); to != nil {
			*to = append(*to, names...)
			use.Bare = append(use.Bare, bare.FindAllString(value, -1)...)
		}
	}
	return use
}

// painted is where the colours of a property belong, nil where it has none.
func (u *Use) painted(property string) *[]string {
	parts := strings.Split(u.Selector, ",")
	all := func(holds *regexp.Regexp) bool {
		return !slices.ContainsFunc(parts, func(part string) bool { return !holds.MatchString(strings.TrimSpace(part)) })
	}
	switch {
	case property == "color":
		return &u.Words
	case property == "background" || property == "background-color":
		if all(wordless) {
			return &u.Marks
		}
		return &u.Grounds
	case property == "fill":
		if all(lettered) {
			return &u.Words
		}
		return &u.Marks
	case property == "outline" || property == "outline-color" || property == "box-shadow":
		return &u.Ring
	case property == "stroke", property == "text-decoration-color", property == "accent-color", strings.HasPrefix(property, "border"):
		return &u.Marks
	}
	return nil
}
