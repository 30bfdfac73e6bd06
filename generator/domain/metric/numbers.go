package metric

import (
	"encoding/binary"
	"iter"
	"math"
	"math/bits"
	"slices"
)

// Numbers are observations in the order of a file. They lie in one text, each
// after the other, since a large site has a million: what many have alike stands
// once beside it. Whoever wants them reads them from there.
type Numbers struct {
	alike *alike
	text  string
	count int
}

// alike is what observations have in common: their periods, and the words of
// places, statuses, notes and groups.
type alike struct {
	periods []Period
	words   []string
}

// NumbersOf holds some observations.
func NumbersOf(observations []Observation) Numbers {
	w := writer{alike: &alike{}, periods: map[Period]uint64{}, words: map[string]uint64{}}
	for i := range observations {
		w.observation(&observations[i])
	}
	return Numbers{w.alike, string(w.text), len(observations)}
}

// Len is how many there are.
func (n Numbers) Len() int { return n.count }

// All gives them in order.
func (n Numbers) All() iter.Seq[Observation] {
	return func(yield func(Observation) bool) {
		for r := (reader{n.alike, n.text}); r.text != ""; {
			if !yield(r.observation()) {
				return
			}
		}
	}
}

// List is all of them.
func (n Numbers) List() []Observation {
	return slices.AppendSeq(slices.Grow([]Observation(nil), n.count), n.All())
}

// Places lists the authorities that there are numbers for, in the order of the
// file.
func (n Numbers) Places() (places []string) {
	seen := map[string]bool{}
	for place := range n.runs() {
		if !seen[place] {
			seen[place] = true
			places = append(places, place)
		}
	}
	return places
}

// ByPlace parts the observations by their places, each in the order of the file.
// Those that stand together are not copied.
func (n Numbers) ByPlace() map[string]Numbers {
	parts := map[string]Numbers{}
	for place, run := range n.runs() {
		before := parts[place]
		parts[place] = Numbers{n.alike, before.text + run.text, before.count + run.count}
	}
	return parts
}

// runs are the observations of one place that stand together.
func (n Numbers) runs() iter.Seq2[string, Numbers] {
	return func(yield func(string, Numbers) bool) {
		run, place := Numbers{alike: n.alike}, ""
		begun := n.text
		for r := (reader{n.alike, n.text}); r.text != ""; {
			before := r.text
			next := r.observation().Place
			if run.count > 0 && next != place {
				run.text = begun[:len(begun)-len(before)]
				if !yield(place, run) {
					return
				}
				run, begun = Numbers{alike: n.alike}, before
			}
			place = next
			run.count++
		}
		if run.count > 0 {
			run.text = begun
			yield(place, run)
		}
	}
}

// A writer writes observations. What they have alike has a number, by which it
// is found.
type writer struct {
	alike   *alike
	periods map[Period]uint64
	words   map[string]uint64
	text    []byte
}

func (w *writer) observation(o *Observation) {
	w.number(w.period(o.Period))
	w.number(w.word(o.Place))
	w.number(w.word(o.Status))
	w.number(w.word(o.Note))
	w.number(uint64(o.Line))
	w.number(uint64(len(o.Groups)))
	for _, group := range o.Groups {
		w.number(w.word(group))
	}
	w.number(uint64(len(o.Value.Printed)))
	w.text = append(w.text, o.Value.Printed...)
	w.number(bits.ReverseBytes64(math.Float64bits(o.Value.Number))) // whose last bytes are mostly nothing
}

func (w *writer) number(n uint64) { w.text = binary.AppendUvarint(w.text, n) }

func (w *writer) period(of Period) uint64 { return numberOf(of, w.periods, &w.alike.periods) }

func (w *writer) word(of string) uint64 { return numberOf(of, w.words, &w.alike.words) }

// numberOf is the number of a value among all, a new one where it is not there yet.
func numberOf[V comparable](value V, numbers map[V]uint64, all *[]V) uint64 {
	at, known := numbers[value]
	if !known {
		at = uint64(len(*all))
		numbers[value], *all = at, append(*all, value)
	}
	return at
}

// A reader reads what a writer wrote.
type reader struct {
	*alike
	text string
}

func (r *reader) observation() (o Observation) {
	o.Period = r.periods[r.number()]
	o.Place, o.Status, o.Note = r.word(), r.word(), r.word()
	o.Line = int(r.number())
	if groups := r.number(); groups > 0 {
		o.Groups = make([]string, groups)
	}
	for i := range o.Groups {
		o.Groups[i] = r.word()
	}
	printed := r.number()
	o.Value.Printed, r.text = r.text[:printed], r.text[printed:]
	o.Value.Number = math.Float64frombits(bits.ReverseBytes64(r.number()))
	return o
}

func (r *reader) word() string { return r.words[r.number()] }

func (r *reader) number() uint64 {
	n, size := binary.Uvarint([]byte(r.text[:min(len(r.text), binary.MaxVarintLen64)]))
	r.text = r.text[size:]
	return n
}
