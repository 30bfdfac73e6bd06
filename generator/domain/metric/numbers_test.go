package metric

import (
	"maps"
	"math"
	"reflect"
	"slices"
	"testing"
)

// TestNumbers: what is read is what was held, as a whole and by places, also of
// a place whose rows do not stand together.
func TestNumbers(t *testing.T) {
	year, err := ParsePeriod("2006/07", "financial")
	if err != nil {
		t.Fatal(err)
	}
	day, err := ParsePeriod("2017-03-31", "financial")
	if err != nil {
		t.Fatal(err)
	}
	held := []Observation{
		{Period: year, Place: "merton", Value: Value{"3594", 3594}, Status: "actual", Line: 2},
		{Period: day, Place: "merton", Status: "suppressed", Note: "panel-2011#p2", Groups: []string{"boys", ""}, Line: 3},
		{Period: year, Place: "sutton", Value: Value{"-0.1", -0.1}, Status: "actual", Line: 300},
		{Period: day, Place: "merton", Value: Value{"1e300", 1e300}, Status: "predicted", Line: 1 << 20},
		{Place: "", Value: Value{"?", math.Inf(-1)}},
	}
	numbers := NumbersOf(held)
	if got := numbers.List(); !reflect.DeepEqual(got, held) || numbers.Len() != len(held) {
		t.Errorf("%d numbers became\n%+v", numbers.Len(), got)
	}
	if places := numbers.Places(); !slices.Equal(places, []string{"merton", "sutton", ""}) {
		t.Errorf("the places are %q", places)
	}
	want := map[string][]Observation{"merton": {held[0], held[1], held[3]}, "sutton": held[2:3], "": held[4:]}
	parts := numbers.ByPlace()
	if len(parts) != len(want) {
		t.Errorf("the parts are those of %q", slices.Sorted(maps.Keys(parts)))
	}
	for place, those := range want {
		if got := parts[place]; got.Len() != len(those) || !reflect.DeepEqual(got.List(), those) {
			t.Errorf("%s has\n%+v", place, got.List())
		}
	}
	for range (Numbers{}).All() {
		t.Error("there are numbers where there are none")
	}
}
