// Package language says the words of the interface in the language of the
// page: plain words, words with a number in them, numbers and dates.
//
// It takes messages that were already read from a language file, and gives
// strings. It knows no file and no page, and escapes nothing. Words in another
// language than the page are passages, which go through as words do. It holds no word
// of its own: the names of the months are messages like all others. A word
// that the file does not have is never an empty place on a page: Check says
// so beforehand, and Missing afterwards.
//
// A message may hold values, written {{.Name}}, and nothing else of the
// template language, so that a translator cannot break a page.
package language

import (
	"fmt"
	"slices"
	"strconv"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// A Message is one word or sentence in its plural forms. Other is the plain
// form and the one that must be there; a form that is "" is said as Other.
type Message struct{ One, Few, Many, Two, Zero, Other string }

// A Fault says what is wrong with the message of an ID.
type Fault struct{ ID, Reason string }

func (f *Fault) Error() string {
	return fmt.Sprintf("the message “%s” %s", f.ID, f.Reason)
}

// Words are the messages of one language. They may be asked by many at once.
type Words struct {
	localizer *i18n.Localizer
	printer   *message.Printer
	tag       string
	// needs are the names of the values of each message, in order.
	needs map[string][]string
	// plain are the messages without values and plural forms, said all of them.
	plain map[string]string
	said  map[string]*said
	// months are the names of the months, "" where there is none.
	months [13]string
	// formOf remembers the plural forms of numbers.
	formOf sync.Map

	rightToLeft bool

	mutex   sync.Mutex
	missing []string
}

// New takes the language as a BCP 47 tag, "en-GB", and its messages by ID. The
// error is a *Fault where a message is at fault.
func New(tag string, messages map[string]Message) (*Words, error) {
	parsed, err := language.Parse(tag)
	if err != nil {
		return nil, fmt.Errorf("“%s” is not the tag of a language", tag)
	}
	bundle := i18n.NewBundle(parsed)
	words := &Words{
		localizer: i18n.NewLocalizer(bundle, tag),
		printer:   message.NewPrinter(digits(parsed)),
		tag:       tag,
		needs:     map[string][]string{},
		plain:     map[string]string{},
		said:      map[string]*said{},

		rightToLeft: Direction(tag) == "rtl",
	}
	if err := bundle.AddMessages(parsed, probe.under(probeID)); err != nil {
		return nil, err
	}
	for _, id := range sorted(messages) {
		filled := messages[id].filled()
		needs, err := filled.needs()
		if err != nil {
			return nil, &Fault{id, err.Error()}
		}
		words.needs[id] = needs
		if len(needs) == 0 && filled == (Message{filled.Other, filled.Other, filled.Other, filled.Other, filled.Other, filled.Other}) {
			words.plain[id] = filled.Other
		}
		if words.said[id], err = filled.said(needs); err != nil {
			return nil, &Fault{id, err.Error()}
		}
	}
	for month := range words.months {
		words.months[month] = words.plain["month."+strconv.Itoa(month)]
	}
	return words, nil
}

// digits has the numbers of every language in the digits of the documents, so
// that one page does not have two kinds.
func digits(tag language.Tag) language.Tag {
	latin, err := tag.SetTypeForKey("nu", "latn")
	if err != nil {
		return tag
	}
	return latin
}

func sorted(messages map[string]Message) []string {
	ids := make([]string, 0, len(messages))
	for id := range messages {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// filled says every form that is not there as the plain one.
func (m Message) filled() Message {
	for _, form := range []*string{&m.One, &m.Few, &m.Many, &m.Two, &m.Zero} {
		if *form == "" {
			*form = m.Other
		}
	}
	return m
}

// needs lists the names of the values in all forms.
func (m Message) needs() ([]string, error) {
	if m.Other == "" {
		return nil, fmt.Errorf("has no words")
	}
	var names []string
	for _, form := range []string{m.Other, m.One, m.Few, m.Many, m.Two, m.Zero} {
		found, err := placeholders(form)
		if err != nil {
			return nil, err
		}
		names = append(names, found...)
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}

// Tag is the language as a BCP 47 tag, Direction how it is written.
func (w *Words) Tag() string { return w.tag }
func (w *Words) Direction() string {
	if w.rightToLeft {
		return "rtl"
	}
	return "ltr"
}

// Check tells whether the language has the message and whether the values
// that it needs are among the given names.
func (w *Words) Check(id string, given ...string) error {
	needs, known := w.needs[id]
	if !known {
		return &Fault{id, "is not in the language file"}
	}
	for _, name := range needs {
		if !slices.Contains(given, name) {
			return &Fault{id, fmt.Sprintf("asks for a value {{.%s}} that is not given here", name)}
		}
	}
	return nil
}

// IDs lists the messages of the language in the order of the alphabet.
func (w *Words) IDs() []string {
	ids := make([]string, 0, len(w.needs))
	for id := range w.needs {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// Word says a message. The values are pairs of a name and what stands in its
// place; a whole number and a date are said in the language. What cannot be
// said is kept for Missing, and its ID stands in brackets in its place.
func (w *Words) Word(id string, values ...any) string {
	if said, ok := w.plain[id]; ok {
		return said
	}
	return w.say(id, other, values)
}

// Plain gives a message without values and plural forms.
func (w *Words) Plain(id string) (said string, plain bool) {
	said, plain = w.plain[id]
	return said, plain
}

// Count says a message in the plural form of the number n, which is the value
// {{.Count}}.
func (w *Words) Count(id string, n int, values ...any) string {
	return w.say(id, w.form(n), append([]any{"Count", n}, values...))
}

func (w *Words) say(id string, form int, values []any) string {
	if all, known := w.said[id]; known {
		if said, whole := w.fill(all.forms[form], values); whole && (all.alike[form] || given(all.needs, values)) {
			return said
		}
	}
	w.miss(id)
	return "[" + id + "]"
}

func (w *Words) miss(id string) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.missing = append(w.missing, id)
}

// Missing lists the IDs that were asked for and could not be said, in the
// order of the alphabet.
func (w *Words) Missing() []string {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	missing := slices.Clone(w.missing)
	slices.Sort(missing)
	return slices.Compact(missing)
}

// Number says a whole number with the marks of the language: "1,901". Below a
// thousand no language has one.
func (w *Words) Number(n int) string {
	if 0 <= n && n < 1000 {
		return strconv.Itoa(n)
	}
	return w.printer.Sprintf("%d", n)
}
