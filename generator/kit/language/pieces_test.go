package language

import (
	"testing"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// TestPiecesAreWhatTheLibrarySays compares messages with what the library makes
// of them as templates, in languages with one form to six.
func TestPiecesAreWhatTheLibrarySays(t *testing.T) {
	messages := map[string]Message{
		"plain":  {Other: "words"},
		"forms":  {Zero: "{{.Count}} zero", One: "{{.Count}} one", Two: "{{.Count}} two", Few: "{{.Count}} few", Many: "{{.Count}} many", Other: "{{.Count}} other"},
		"some":   {One: "one {{.Thing}}", Other: "{{.Count}} of {{.Thing}}: {{.Count}}"},
		"spaces": {Other: "a {{- .Thing -}} b {{.Thing}}\n"},
	}
	for _, tag := range []string{"en-GB", "cy", "pl", "ur", "ar", "ja"} {
		words, err := New(tag, messages)
		if err != nil {
			t.Fatal(err)
		}
		parsed := language.MustParse(tag)
		bundle := i18n.NewBundle(parsed)
		for id, one := range messages {
			bundle.MustAddMessages(parsed, one.filled().under(id))
		}
		localizer := i18n.NewLocalizer(bundle, tag)
		for id := range messages {
			for _, n := range []int{0, 1, 2, 3, 4, 5, 6, 10, 11, 12, 21, 22, 99, 100, 101, 111, 999, 1000, 1001, 12345, 1000000} {
				data := map[string]string{"Count": words.Isolate(words.printer.Sprintf("%d", n)), "Thing": words.Isolate("<b>")}
				want, err := localizer.Localize(&i18n.LocalizeConfig{MessageID: id, PluralCount: n, TemplateData: data})
				if err != nil {
					t.Fatal(err)
				}
				if said := words.Count(id, n, "Thing", "<b>"); said != want {
					t.Errorf("%s: %s of %d is %q, not %q", tag, id, n, said, want)
				}
			}
			data := map[string]string{"Count": words.Isolate("7"), "Thing": words.Isolate("x")}
			want, err := localizer.Localize(&i18n.LocalizeConfig{MessageID: id, TemplateData: data})
			if said := words.Word(id, "Thing", "x", "Count", 7); err != nil || said != want {
				t.Errorf("%s: %s is %q, not %q (%v)", tag, id, said, want, err)
			}
		}
	}
}

func BenchmarkWord(b *testing.B) {
	words, err := New("en-GB", map[string]Message{"date.full": {Other: "{{.Day}} {{.Month}} {{.Year}}"}, "month.5": {Other: "May"}})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		words.Date(day("2022-05-09"))
	}
}
