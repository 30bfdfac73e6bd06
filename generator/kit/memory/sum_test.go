package memory

import (
	"reflect"
	"slices"
	"testing"
	"time"
)

type (
	leaf struct {
		Shown  string
		hidden int
	}
	tree struct {
		Leaf     leaf
		Pointer  *leaf
		List     []leaf
		Any      any
		Named    map[string]leaf
		Number   float64
		Bytes    []byte
		Pair     [2]bool
		Unsigned uint8
	}
	other leaf
)

// TestSumsTellApart: all of these are different, and each has one sum.
func TestSumsTellApart(t *testing.T) {
	lists := [][]any{
		{}, {nil}, {nil, nil}, {""}, {"", ""}, {"a"}, {"a", "b"}, {"ab"}, {"a", ""}, {"", "a"},
		{1}, {uint(1)}, {int8(1)}, {true}, {1.0}, {"\x01"}, {[]byte{1}}, {[1]byte{1}}, {[]int{1}}, {[]uint8{1, 1}}, {-1},
		{[]string{}}, {[]string(nil)}, {[]string{""}}, {[]string{"a", "b"}}, {[]string{"ab"}},
		{map[string]int{}}, {map[string]int(nil)}, {map[string]int{"a": 1}}, {map[string]int{"a": 2}}, {map[string]int{"b": 1}},
		{leaf{"a", 1}}, {leaf{"a", 2}}, {other{"a", 1}}, {&leaf{"a", 1}}, {(*leaf)(nil)}, {new(leaf)},
		{tree{}}, {tree{Pointer: new(leaf)}}, {tree{Any: 1}}, {tree{Any: int64(1)}}, {tree{Any: leaf{}}}, {tree{Any: other{}}},
		{tree{List: []leaf{}}}, {tree{Number: 0.1}}, {tree{Pair: [2]bool{true}}}, {tree{Pair: [2]bool{false, true}}},
	}
	seen := map[Sum]int{}
	for i, list := range lists {
		sum := SumOf(list...)
		if before, known := seen[sum]; known {
			t.Errorf("%#v and %#v have one sum", lists[before], list)
		}
		seen[sum] = i
		if again := SumOf(slices.Clone(list)...); again != sum {
			t.Errorf("%#v has two sums", list)
		}
	}
}

func TestMapsHaveNoOrder(t *testing.T) {
	many := map[int]string{}
	for i := range 1000 {
		many[i] = "x"
	}
	first := SumOf(many)
	for range 10 {
		if SumOf(many) != first {
			t.Fatal("one map has two sums")
		}
	}
}

func TestWhatHasNoSum(t *testing.T) {
	type circle struct{ Next *circle }
	round := &circle{}
	round.Next = round
	type maze map[string]maze
	lost := maze{}
	lost["a"] = lost
	for _, value := range []any{func() {}, make(chan int), time.Time{}, struct{ at time.Time }{}, round, lost, uintptr(1), complex(1, 1)} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%T has a sum", value)
				}
			}()
			SumOf(value)
		}()
	}
}

// FuzzSumOf: two values have one sum if and only if they are the same.
func FuzzSumOf(f *testing.F) {
	f.Add("a", "b", 1, []byte("c"), "a", "b", 1, []byte("c"))
	f.Add("ab", "", 0, []byte{}, "a", "b", 0, []byte{})
	f.Fuzz(func(t *testing.T, a, b string, n int, c []byte, x, y string, m int, z []byte) {
		one, two := grown(a, b, n, c), grown(x, y, m, z)
		if same := reflect.DeepEqual(one, two); same != (SumOf(one) == SumOf(two)) {
			t.Errorf("same %t: %+v and %+v", same, one, two)
		}
		if SumOf(one) != SumOf(grown(a, b, n, c)) {
			t.Errorf("%+v has two sums", one)
		}
	})
}

func grown(a, b string, n int, c []byte) tree {
	made := tree{Leaf: leaf{a, n}, Bytes: c, Named: map[string]leaf{a: {b, n}, b: {a, 1}}, Number: float64(n)}
	if n%2 == 0 {
		made.Pointer, made.Any = &leaf{b, n}, a
	} else {
		made.List, made.Any = []leaf{{a, n}, {b, n}}, leaf{b, n}
	}
	return made
}

func BenchmarkSumOf(b *testing.B) {
	points := make([]tree, 100)
	for i := range points {
		points[i] = grown("some words of a label", "and of another", i, nil)
	}
	for b.Loop() {
		SumOf(points)
	}
}

// part stands for what it does not hold.
type part struct{ stands string }

func (p part) Stands() Sum { return SumOf(p.stands[:1]) }

// TestAWholeSaysItsSum: what a Whole holds is nothing to its sum.
func TestAWholeSaysItsSum(t *testing.T) {
	if SumOf(part{"ab"}) != SumOf(part{"ac"}) || SumOf([]part{{"ab"}}) == SumOf([]part{{"bb"}}) {
		t.Error("the sum is not the one that is said")
	}
}
