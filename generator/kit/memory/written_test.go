package memory

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unsafe"
)

// A shape is a tree without what may be anything.
type shape struct {
	Leaf     leaf
	Pointer  *leaf
	List     []leaf
	Named    map[string]leaf
	Number   float64
	Bytes    []byte
	Pair     [2]bool
	Unsigned uint8
}

type whole struct {
	shape
	at   time.Time
	Maps map[leaf][]string
	deep **leaf
}

// TestWhatIsWrittenIsRead: a value comes back as it was, fields that are not
// exported among them, and the same value is always written the same.
func TestWhatIsWrittenIsRead(t *testing.T) {
	one := &leaf{"a", -1}
	for _, value := range []whole{
		{},
		{at: time.Date(2026, 3, 1, 9, 30, 0, 7, time.UTC)},
		{shape: shape{
			Leaf: leaf{"’", 1 << 40}, Pointer: &leaf{}, List: []leaf{{}, {"b", 2}}, Number: -0.1, Bytes: []byte{0, 255},
			Named: map[string]leaf{"": {}, "c": {"d", -4}}, Pair: [2]bool{false, true}, Unsigned: 200,
		}, Maps: map[leaf][]string{{"e", 1}: nil, {"e", 2}: {}, {"e", 3}: {"", "f"}}, deep: &one},
		{shape: shape{List: []leaf{{"<p>Words that are found again.</p>", 1}, {"Words that are found again.", 2}, {"that are found again", 3}}}},
		{shape: shape{List: []leaf{}, Named: map[string]leaf{}, Bytes: []byte{}}},
		{shape: shape{
			Leaf: leaf{"Words that stand before a map.", 1}, Named: map[string]leaf{"a": {"Other words, which stand in the map.", 2}},
		}, deep: pointer(&leaf{"Words that stand before", 3})},
	} {
		once := written(&value).out
		if !bytes.Equal(once, written(&value).out) {
			t.Errorf("%+v is written in two ways", value)
		}
		if back, err := read[whole](once, nil); err != nil || !reflect.DeepEqual(back, value) {
			t.Errorf("%+v came back as %+v, %v", value, back, err)
		}
	}
	summer := time.Date(2026, 7, 1, 9, 0, 0, 0, time.FixedZone("BST", 3600))
	if back, err := read[time.Time](written(&summer).out, nil); err != nil || !back.Equal(summer) {
		t.Errorf("%v came back as %v, %v", summer, back, err)
	}
}

func pointer[V any](value V) *V { return &value }

// TestMadeOnce: what one process made another reads, of the same type alone.
func TestMadeOnce(t *testing.T) {
	m, made := Open(""), 0
	make := func() (leaf, error) { made++; return leaf{"a", 2}, nil }
	for range 3 {
		if value, err := Made(m, SumOf("x"), make); err != nil || value != (leaf{"a", 2}) {
			t.Errorf("got %v, %v", value, err)
		}
	}
	if made != 1 {
		t.Errorf("it was made %d times", made)
	}
	if value, err := Made(m, SumOf("x"), func() (string, error) { return "b", nil }); err != nil || value != "b" {
		t.Errorf("of another type: %q, %v", value, err)
	}
}

// TestWordsAreShared: values that say the same say it in one place, a value that is
// written anew among them, and they are those of Made.
func TestWordsAreShared(t *testing.T) {
	m := Open("")
	var words Words
	const path = "content/inspections/one.md"
	words.Once(path)
	say := func(words *Words, sum string) []string {
		value, err := Shared(m, words, SumOf(sum), func() ([]string, error) {
			return []string{"<p>Words that are found again.</p>", "Words that are found again.", "", strings.Clone(path)}, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
	one, other, alone := say(&words, "one"), say(&words, "other"), say(nil, "one")
	if again := say(&words, "one"); !slices.Equal(one, other) || !slices.Equal(one, alone) || !slices.Equal(one, again) {
		t.Errorf("%q, %q, %q and %q are not the same", one, other, alone, again)
	}
	for i, word := range one {
		if at := unsafe.StringData(word); word != "" && (at != unsafe.StringData(other[i]) || at == unsafe.StringData(alone[i])) {
			t.Errorf("%q is held twice, or where it was read", word)
		}
	}
	points := func(sum string) *leaf {
		pointer, err := Shared(m, &words, SumOf(sum), func() (*leaf, error) { return &leaf{"Words of a leaf.", 3}, nil })
		if err != nil || *pointer != (leaf{"Words of a leaf.", 3}) {
			t.Errorf("got %v, %v", pointer, err)
		}
		return pointer
	}
	if points("a leaf") != points("the same") {
		t.Error("what two point to alike is there twice")
	}
	if unsafe.StringData(one[3]) != unsafe.StringData(path) {
		t.Errorf("%q is held beside the words that were there", path)
	}
}

// TestNilWordsHoldNothing: who has nowhere to hold words gets them as they are.
func TestNilWordsHoldNothing(t *testing.T) {
	var none *Words
	pointer := reflect.ValueOf(&leaf{"Words of a leaf.", 3})
	if none.Once("words") != "words" || none.own("words") != "words" || none.thing(pointer) != pointer {
		t.Error("nil Words give something else than they got")
	}
}

// FuzzRead: bytes that were not written are an error, and what is read can be
// written.
func FuzzRead(f *testing.F) {
	some := whole{shape: shape{List: []leaf{{"a", 1}}, Named: map[string]leaf{"b": {"c", 2}}}}
	f.Add(written(&some).out)
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff})
	f.Fuzz(func(t *testing.T, in []byte) {
		value, err := read[whole](in, nil)
		if err != nil {
			return
		}
		back, err := read[whole](written(&value).out, nil)
		if err != nil || !bytes.Equal(written(&back).out, written(&value).out) {
			t.Errorf("%+v came back as %+v, %v", value, back, err)
		}
	})
}
