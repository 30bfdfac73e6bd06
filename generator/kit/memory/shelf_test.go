package memory

import (
	"errors"
	"testing"
)

func TestAShelfForgetsWhatIsNotAskedFor(t *testing.T) {
	made := 0
	s := &Shelf[int]{}
	ask := func(name string) int {
		value, err := s.Once(SumOf(name), func() (int, error) { made++; return made, nil })
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
	one, two := ask("one"), ask("two")
	if again := ask("one"); again != one || made != 2 {
		t.Errorf("the value was made again: %d", again)
	}
	s.Round()
	if again := ask("one"); again != one {
		t.Error("a value is lost after one round")
	}
	s.Round()
	if again := ask("one"); again != one {
		t.Error("a value that is asked for in each round is lost")
	}
	if again := ask("two"); again == two {
		t.Error("a value that nobody asked for in a round is still there")
	}
}

func TestAShelfKeepsNoFailure(t *testing.T) {
	s := &Shelf[int]{}
	fails := errors.New("the disk is away")
	if _, err := s.Once(SumOf("x"), func() (int, error) { return 1, fails }); !errors.Is(err, fails) {
		t.Error(err)
	}
	if value, err := s.Once(SumOf("x"), func() (int, error) { return 2, nil }); value != 2 || err != nil {
		t.Errorf("after a failure there is %d, %v", value, err)
	}
	var none *Shelf[int]
	none.Round()
	if value, _ := none.Once(SumOf("x"), func() (int, error) { return 3, nil }); value != 3 {
		t.Errorf("no shelf gives %d", value)
	}
}
