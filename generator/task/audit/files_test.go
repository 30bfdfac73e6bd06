package audit

import (
	"fmt"
	"slices"
	"testing"

	"plainsight/generator/domain/address"
	"plainsight/generator/stage/plan"
)

// TestFilesAreFoundByTheirWholeNames: each of many files is found by its name and
// by the sum of that, the later of two pages of one file, and where sums meet the
// name decides.
func TestFilesAreFoundByTheirWholeNames(t *testing.T) {
	var pages []plan.Page
	for i := range 1000 {
		pages = append(pages, plan.Page{Address: address.Of("inspections", fmt.Sprint(i))}, plan.Page{Address: address.Page(fmt.Sprintf("/data/%d.csv", i))})
	}
	pages = append(pages, plan.Page{Address: "/inspections/7/"}, plan.Page{Address: "/inspections/8/index.html"})
	f := filesOf(pages)
	want := map[string]int{}
	for i, page := range pages {
		want[page.Address.File()] = i
	}
	for name, n := range want {
		if got, summed := f.number(name, sum(name)), f.summed(sum(name)); got != n || summed != n {
			t.Errorf("%s is number %d and by its sum %d, and should be %d", name, got, summed, n)
		}
	}
	for _, name := range []string{"", "inspections/", "inspections/7", "inspections/7/", "data/1", "data/1.csv/index.html"} {
		for _, as := range []string{name, "inspections/7/index.html", "data/1.csv"} {
			if n := f.number(name, sum(as)); n >= 0 {
				t.Errorf("%q with the sum of %q is number %d", name, as, n)
			}
		}
	}
}

// TestSetsAreHeldOnce: what is alike is held once, and where the sums of two sets
// meet both are there.
func TestSetsAreHeldOnce(t *testing.T) {
	s := sets{at: map[uint64]uint32{}}
	one := []uint64{1, 2, 3}
	first := s.keep(one)
	for sum := range s.at {
		s.at[sum] = 1 // where another set will stand
	}
	second := s.keep([]uint64{4, 5})
	if again := s.keep(one); again == first || again == second || !slices.Equal(s.all[again-1], one) {
		t.Errorf("kept as %d, %d and %d", first, second, again)
	}
	if third := s.keep([]uint64{4, 5}); third != second || len(s.all) != 3 {
		t.Errorf("the second was kept as %d and %d, and %d are held", second, third, len(s.all))
	}
	one[0] = 9
	if !s.has(first, 1) || s.has(first, 9) || s.has(first, 4) || !s.has(second, 4) || s.has(0, 1) {
		t.Error("an id is in another set than its own")
	}
	if empty := s.keep(nil); empty == 0 || s.has(empty, 0) {
		t.Errorf("a page without ids is number %d", empty)
	}
}
