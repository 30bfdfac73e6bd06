package memory

import (
	"errors"
	"testing"
)

// TestLatelyHoldsFew asks for more values than are held: each is right, those that were
// asked for just before are not made again, and what failed is.
func TestLatelyHoldsFew(t *testing.T) {
	var lately Lately[int, int]
	made := 0
	ask := func(key int) int {
		value, err := lately.Once(key, func() (int, error) { made++; return key * key, nil })
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
	for key := range 1000 {
		for range 2 {
			if ask(key) != key*key {
				t.Fatalf("%d has another value", key)
			}
		}
	}
	if made != 1000 {
		t.Errorf("%d values were made for 1000", made)
	}
	if ask(0); made > 1001 {
		t.Errorf("a value was made %d times", made-999)
	}
	wrong := errors.New("wrong")
	if _, err := lately.Once(-1, func() (int, error) { return 0, wrong }); err != wrong {
		t.Errorf("the error is %v", err)
	}
	if ask(-1) != 1 {
		t.Error("what failed is not made again")
	}
}
