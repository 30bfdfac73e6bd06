package language

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"plainsight/generator/domain/date"
)

func english(t testing.TB) *Words {
	t.Helper()
	messages := map[string]Message{
		"date.full":      {Other: "{{.Day}} {{.Month}} {{.Year}}"},
		"date.day":       {Other: "{{.Day}}"},
		"date.day-month": {Other: "{{.Day}} {{.Month}}"},
		"date.month":     {Other: "{{.Month}} {{.Year}}"},
		"date.to":        {Other: "to"},
		"date.to-month":  {Other: "to"},
		"date.and":       {Other: "and"},
		"date.comma":     {Other: ","},
		"contents":       {Other: "Contents"},
		"paragraph":      {Other: "Paragraph {{.Number}}"},
		"paragraphs":     {One: "{{.Count}} paragraph", Other: "{{.Count}} paragraphs"},
		"prepared":       {Other: "Prepared on {{.Date}}"},
	}
	for i, month := range strings.Fields("January February March April May June July August September October November December") {
		messages[fmt.Sprintf("month.%d", i+1)] = Message{Other: month}
	}
	words, err := New("en-GB", messages)
	if err != nil {
		t.Fatal(err)
	}
	return words
}

func TestWords(t *testing.T) {
	w := english(t)
	for said, want := range map[string]string{
		w.Word("contents"):                      "Contents",
		w.Word("paragraph", "Number", "2.13"):   "Paragraph 2.13",
		w.Word("paragraph", "Number", "<b>"):    "Paragraph <b>",
		w.Count("paragraphs", 1):                "1 paragraph",
		w.Count("paragraphs", 0):                "0 paragraphs",
		w.Count("paragraphs", 1901):             "1,901 paragraphs",
		w.Number(-1234567):                      "-1,234,567",
		w.Word("prepared", "Date", day("2022")): "Prepared on 2022",
	} {
		if said != want {
			t.Errorf("said %q, not %q", said, want)
		}
	}
	if missing := w.Missing(); len(missing) != 0 {
		t.Errorf("missing: %v", missing)
	}
}

func TestPluralsOfOtherLanguages(t *testing.T) {
	polish, err := New("pl", map[string]Message{"years": {One: "{{.Count}} rok", Few: "{{.Count}} lata", Many: "{{.Count}} lat", Other: "{{.Count}} roku"}})
	if err != nil {
		t.Fatal(err)
	}
	for n, want := range map[int]string{1: "1 rok", 3: "3 lata", 5: "5 lat", 22: "22 lata"} {
		if said := polish.Count("years", n); said != want {
			t.Errorf("said %q, not %q", said, want)
		}
	}
}

func day(written string) date.Date {
	d, err := date.Parse(written)
	if err != nil {
		panic(err)
	}
	return d
}

func TestDates(t *testing.T) {
	w := english(t)
	for written, want := range map[string]string{
		"2022-05-09":            "9 May 2022",
		"2022-05":               "May 2022",
		"2022":                  "2022",
		"2022-02-28/2022-03-04": "28 February to 4 March 2022",
		"2025-07-14/2025-07-18": "14 to 18 July 2025",
		"2017-06-12/2017-07-06": "12 June to 6 July 2017",
		"2019-12-30/2020-01-03": "30 December 2019 to 3 January 2020",
		"2020-10/2020-11":       "October to November 2020",
		"2020-10/2020-11-05":    "October 2020 to 5 November 2020",
		"2011/2012":             "2011 to 2012",
	} {
		span, err := date.ParseSpan(written)
		if err != nil {
			t.Fatal(err)
		}
		if said := w.Span(span); said != want {
			t.Errorf("%s is said as %q, not %q", written, said, want)
		}
		if span.First == span.Last && w.Date(span.First) != want {
			t.Errorf("%s is said as %q, not %q", written, w.Date(span.First), want)
		}
	}
	if said := w.Date(date.Date{}); said != "" {
		t.Errorf("an unknown date is said as %q", said)
	}
}

func TestSpansAreJoined(t *testing.T) {
	w := english(t)
	one := date.Span{First: day("2010-12-01"), Last: day("2010-12-02")}
	two := date.Span{First: day("2011-01-05"), Last: day("2011-01-05")}
	three := date.Span{First: day("2011-02"), Last: day("2011-02")}
	if said := w.Spans(date.Spans{one, two}); said != "1 to 2 December 2010 and 5 January 2011" {
		t.Error(said)
	}
	if said := w.Spans(date.Spans{one, two, three}); said != "1 to 2 December 2010, 5 January 2011 and February 2011" {
		t.Error(said)
	}
	if said := w.Spans(nil); said != "" {
		t.Errorf("no span is said as %q", said)
	}
	pieces := slices.Collect(w.Pieces(date.Spans{one}))
	want := []Piece{{"1", one.First}, {" to ", date.Date{}}, {"2 December 2010", one.Last}}
	if !slices.Equal(pieces, want) {
		t.Errorf("pieces are %v", pieces)
	}
}

func TestWhatIsMissingIsSaid(t *testing.T) {
	w := english(t)
	if said := w.Word("nowhere"); said != "[nowhere]" {
		t.Errorf("said %q", said)
	}
	w.Word("paragraph", "Nummer", "33")
	w.Word("nowhere")
	if missing := w.Missing(); !slices.Equal(missing, []string{"nowhere", "paragraph"}) {
		t.Errorf("missing: %v", missing)
	}
	if err := w.Check("paragraph", "Number"); err != nil {
		t.Error(err)
	}
	if w.Check("paragraph") == nil || w.Check("nowhere") == nil {
		t.Error("Check does not miss what is missing")
	}
}

func TestFaultyMessages(t *testing.T) {
	for _, said := range []string{"", "{{.Number", "{{if .Number}}x{{end}}", "{{printf .Number}}", "{{.A.B}}", "{{template \"x\"}}", "{{.A | len}}", "{{define \"message\"}}{{end}}"} {
		_, err := New("en", map[string]Message{"faulty": {Other: said}})
		var fault *Fault
		if !errors.As(err, &fault) || fault.ID != "faulty" {
			t.Errorf("%q is taken: %v", said, err)
		}
	}
	if _, err := New("not a language", nil); err == nil {
		t.Error("“not a language” is taken for a language")
	}
}

func TestManyMayAskAtOnce(t *testing.T) {
	w := english(t)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for n := range 50 {
				w.Count("paragraphs", n)
				w.Date(day("2022-05-09"))
				w.Word("nowhere")
			}
		})
	}
	all.Wait()
}

func FuzzMessages(f *testing.F) {
	f.Add("{{.Number}} of {{.Total}}")
	f.Add("{{-.A-}} {{/* */}} }}")
	f.Fuzz(func(t *testing.T, said string) {
		w, err := New("en", map[string]Message{"fuzzed": {Other: said}})
		if err != nil {
			return
		}
		var values []any
		for _, name := range w.needs["fuzzed"] {
			values = append(values, name, "x")
		}
		w.Word("fuzzed", values...)
		w.Count("fuzzed", 2, values...)
		if missing := w.Missing(); len(missing) > 0 {
			t.Errorf("%q was taken and cannot be said", said)
		}
	})
}
