package language

import (
	"fmt"
	"slices"
	"strings"
	"text/template/parse"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"plainsight/generator/domain/date"
)

// A piece is words of a message, or the name of a value in their place.
type piece struct{ words, name string }

// said is a message in each of its plural forms. needs are the values of all,
// and a form is alike that has them too.
type said struct {
	forms [6][]piece
	needs []string
	alike [6]bool
}

// other is the place of the plain form.
const other = 5

func (m Message) all() [6]string { return [...]string{m.Zero, m.One, m.Two, m.Few, m.Many, m.Other} }

// probe is a message whose forms say which one they are, so that the library
// can be asked once for the form of a number rather than for each message.
var probe = Message{Zero: "0", One: "1", Two: "2", Few: "3", Many: "4", Other: "5"}

const probeID = "which form"

func (m Message) under(id string) *i18n.Message {
	return &i18n.Message{ID: id, Zero: m.Zero, One: m.One, Two: m.Two, Few: m.Few, Many: m.Many, Other: m.Other}
}

// form is the plural form of a number in the language.
func (w *Words) form(n int) int {
	if known, is := w.formOf.Load(n); is {
		return known.(int)
	}
	form := other
	if said, err := w.localizer.Localize(&i18n.LocalizeConfig{MessageID: probeID, PluralCount: n}); err == nil {
		form = int(said[0] - '0')
	}
	w.formOf.Store(n, form)
	return form
}

func (m Message) said(needs []string) (*said, error) {
	all := &said{needs: needs}
	for i, form := range m.all() {
		if i > 0 && form == m.all()[i-1] {
			all.forms[i], all.alike[i] = all.forms[i-1], all.alike[i-1]
			continue
		}
		var err error
		if all.forms[i], err = pieces(form); err != nil {
			return nil, err
		}
		all.alike[i] = !slices.ContainsFunc(needs, func(name string) bool {
			return !slices.ContainsFunc(all.forms[i], func(one piece) bool { return one.name == name })
		})
	}
	return all, nil
}

// pieces parts a form at its values.
func pieces(form string) ([]piece, error) {
	if !strings.Contains(form, "{{") {
		return []piece{{words: form}}, nil
	}
	trees, err := parse.Parse("message", form, "", "")
	if err != nil || len(trees) != 1 || len(trees["message"].Root.Nodes) == 0 {
		return nil, fmt.Errorf("has a “{{” that does not belong to a value such as {{.Name}}")
	}
	var all []piece
	for _, node := range trees["message"].Root.Nodes {
		switch node := node.(type) {
		case *parse.TextNode:
			all = append(all, piece{words: string(node.Text)})
		case *parse.ActionNode:
			name, plain := strings.CutPrefix(node.String(), "{{.")
			name = strings.TrimSuffix(name, "}}")
			if !plain || name == "" || strings.ContainsAny(name, " .|()=") {
				return nil, fmt.Errorf("may hold values such as {{.Name}}, but not %s", node)
			}
			all = append(all, piece{name: name})
		default:
			return nil, fmt.Errorf("may hold values such as {{.Name}}, but not %s", node)
		}
	}
	return all, nil
}

func placeholders(form string) (names []string, err error) {
	all, err := pieces(form)
	for _, one := range all {
		if one.name != "" {
			names = append(names, one.name)
		}
	}
	return names, err
}

// fill says pieces with their values, which are pairs of a name and a value,
// and tells whether each value was there.
func (w *Words) fill(pieces []piece, values []any) (said string, whole bool) {
	var room [256]byte
	written := room[:0]
	for _, one := range pieces {
		if one.name == "" {
			written = append(written, one.words...)
			continue
		}
		value, given := valueOf(values, one.name)
		if !given {
			return "", false
		}
		written = append(written, w.Isolate(w.shown(value))...)
	}
	return string(written), true
}

// given tells whether values have all names.
func given(needs []string, values []any) bool {
	for _, name := range needs {
		if _, given := valueOf(values, name); !given {
			return false
		}
	}
	return true
}

// valueOf finds the value of a name; the last one of a name counts, and a name
// without a value is left out.
func valueOf(values []any, name string) (value any, given bool) {
	for i := len(values)&^1 - 2; i >= 0; i -= 2 {
		if called, is := values[i].(string); is && called == name || !is && fmt.Sprint(values[i]) == name {
			return values[i+1], true
		}
	}
	return nil, false
}

func (w *Words) shown(value any) string {
	switch value := value.(type) {
	case string:
		return value
	case int:
		return w.Number(value)
	case date.Date:
		return w.Date(value)
	}
	return fmt.Sprint(value)
}
