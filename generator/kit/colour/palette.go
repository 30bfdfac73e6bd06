package colour

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// A Screen is what a device and its reader have set; Print is paper.
type Screen struct {
	Dark, Contrast, Print bool
	// Chosen is the colours that the reader has chosen on the site, "" for
	// those of the device.
	Chosen string
}

// String names the setting, "cream, more contrast".
func (s Screen) String() string {
	name := "light"
	if s.Dark {
		name = "dark"
	}
	if s.Chosen != "" {
		name = s.Chosen + " on a " + name + " device"
	}
	if s.Contrast {
		name += ", more contrast"
	}
	if s.Print {
		name += ", on paper"
	}
	return name
}

// Files are where the colours of a theme have their names: of all pages, those that
// readers choose, and those of paper, each laid over the ones before it.
var Files = []string{"styles/tokens.css", "styles/chosen.css", "styles/paper.css"}

// A Style is the rules of a style for the root, in their order.
type Style struct{ rules []rule }

// A rule holds where one of its choices is chosen, "" being the root as it is,
// and its media fit. Read browsers give all of them the same weight, so a
// later rule is laid over an earlier one.
type rule struct {
	media      string
	choices    []string
	properties []property
}

type property struct{ name, value string }

var (
	comment  = regexp.MustCompile(`(?s)/\*.*?\*/`)
	choice   = regexp.MustCompile(`^(?::root|\[data-colours="([a-z-]+)"\])$`)
	anyChild = regexp.MustCompile(`^\[data-colours\]$`)
	declared = regexp.MustCompile(`--([a-z0-9-]+)\s*:([^;]*);`)
)

// Read reads the rules of a style for the root and for [data-colours], which
// may stand in media one level deep.
func Read(style string) (Style, error) {
	r := reader{rest: comment.ReplaceAllString(style, "")}
	err := r.rules("")
	return Style{r.read}, err
}

type reader struct {
	rest string
	read []rule
}

func (r *reader) rules(media string) error {
	for {
		r.rest = strings.TrimSpace(r.rest)
		if r.rest == "" || r.rest[0] == '}' {
			if (r.rest == "") != (media == "") {
				return fmt.Errorf("the braces of the style do not match")
			}
			r.rest = strings.TrimPrefix(r.rest, "}")
			return nil
		}
		head, rest, found := strings.Cut(r.rest, "{")
		if !found {
			return fmt.Errorf("%q is no rule", strings.TrimSpace(head))
		}
		r.rest, head = rest, strings.TrimSpace(head)
		if inside, is := strings.CutPrefix(head, "@media "); is {
			if media != "" {
				return fmt.Errorf("media stand in media at %q", head)
			}
			if err := r.rules(inside); err != nil {
				return err
			}
			continue
		}
		body, rest, found := strings.Cut(r.rest, "}")
		if !found {
			return fmt.Errorf("the rule %q has no end", head)
		}
		r.rest = rest
		if err := r.rule(media, head, body); err != nil {
			return err
		}
	}
}

// rule keeps a rule of the root, and passes others over.
func (r *reader) rule(media, head, body string) error {
	one := rule{media: media}
	for selector := range strings.SplitSeq(head, ",") {
		selector = strings.TrimSpace(selector)
		if found := choice.FindStringSubmatch(selector); found != nil {
			one.choices = append(one.choices, found[1])
		} else if !anyChild.MatchString(selector) && strings.Contains(body, "#") {
			return fmt.Errorf("%q is not a selector whose colours can be read", selector)
		}
	}
	for _, found := range declared.FindAllStringSubmatch(body, -1) {
		one.properties = append(one.properties, property{found[1], strings.TrimSpace(found[2])})
	}
	if len(one.choices) > 0 {
		r.read = append(r.read, one)
	}
	return nil
}

// Choices are the colours that a reader can choose.
func (s Style) Choices() (choices []string) {
	for _, one := range s.rules {
		for _, choice := range one.choices {
			if choice != "" && !slices.Contains(choices, choice) {
				choices = append(choices, choice)
			}
		}
	}
	return choices
}

// Screens are all settings of a reader, those on paper included.
func (s Style) Screens() (screens []Screen) {
	for _, chosen := range append([]string{""}, s.Choices()...) {
		for _, dark := range []bool{false, true} {
			for _, contrast := range []bool{false, true} {
				for _, print := range []bool{false, true} {
					screens = append(screens, Screen{dark, contrast, print, chosen})
				}
			}
		}
	}
	return screens
}

// Palette gives the values that the properties of the root have in a setting.
func (s Style) Palette(screen Screen) (map[string]string, error) {
	declared := map[string]string{}
	for _, one := range s.rules {
		fits, err := screen.fits(one.media)
		if err != nil {
			return nil, err
		}
		if !fits || !slices.Contains(one.choices, "") && !slices.Contains(one.choices, screen.Chosen) {
			continue
		}
		for _, property := range one.properties {
			declared[property.name] = property.value
		}
	}
	values := map[string]string{}
	for name := range declared {
		if value, known := resolve(declared, declared[name], 0); known {
			values[name] = value
		}
	}
	return values, nil
}

// fits tells whether media such as "screen and (prefers-contrast: more)" are
// those of a setting. Widths fit every setting.
func (s Screen) fits(media string) (bool, error) {
	if media == "" {
		return true, nil
	}
	for part := range strings.SplitSeq(media, " and ") {
		part = strings.TrimSpace(part)
		var fits bool
		switch {
		case part == "screen":
			fits = !s.Print
		case part == "print":
			fits = s.Print
		case part == "(prefers-color-scheme: dark)":
			fits = s.Dark
		case part == "(prefers-contrast: more)":
			fits = s.Contrast
		case strings.HasPrefix(part, "(min-width:"), strings.HasPrefix(part, "(max-width:"):
			fits = true
		default:
			return false, fmt.Errorf("it is not known when %q holds", part)
		}
		if !fits {
			return false, nil
		}
	}
	return true, nil
}

// deepest is how far properties may name each other.
const deepest = 10

// resolve puts in what a value names by var(). The value "initial" is that of
// a property which is not there, and so is what names one without saying what
// else to take.
func resolve(declared map[string]string, value string, depth int) (string, bool) {
	if value == "initial" || depth > deepest {
		return "", false
	}
	for {
		begin := strings.Index(value, "var(--")
		if begin < 0 {
			return strings.Join(strings.Fields(value), " "), true
		}
		end := begin + closing(value[begin:])
		name, instead, offered := strings.Cut(value[begin+len("var(--"):end], ",")
		named, there := declared[strings.TrimSpace(name)]
		if there {
			named, there = resolve(declared, named, depth+1)
		}
		if !there && offered {
			named, there = resolve(declared, strings.TrimSpace(instead), depth+1)
		}
		if !there {
			return "", false
		}
		value = value[:begin] + named + value[min(end+1, len(value)):]
	}
}

// closing is where the first parenthesis of a text is closed.
func closing(text string) int {
	depth := 0
	for i, letter := range text {
		switch letter {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return len(text)
}
