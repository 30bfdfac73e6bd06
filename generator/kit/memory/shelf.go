package memory

import "sync"

// A Shelf holds values as they are, for as long as the process lasts and they
// are asked for, under the sum of all that they were made from. Whoever gets a
// value must not write into it. The nil Shelf remembers nothing; a Shelf may be
// used by many at once.
type Shelf[V any] struct {
	mutex sync.Mutex
	// asked are the values of this round, and before those of the round before.
	asked, before map[Sum]V
}

// Once gives the value of a sum, and has it made only where it is not known.
func (s *Shelf[V]) Once(sum Sum, make func() (V, error)) (V, error) {
	if s == nil {
		return make()
	}
	if value, known := s.recall(sum); known {
		return value, nil
	}
	value, err := make()
	if err == nil {
		s.keep(sum, value)
	}
	return value, err
}

func (s *Shelf[V]) recall(sum Sum) (value V, known bool) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if value, known = s.asked[sum]; known {
		return value, true
	}
	if value, known = s.before[sum]; known {
		s.put(sum, value)
	}
	return value, known
}

func (s *Shelf[V]) keep(sum Sum, value V) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.put(sum, value)
}

func (s *Shelf[V]) put(sum Sum, value V) {
	if s.asked == nil {
		s.asked = map[Sum]V{}
	}
	s.asked[sum] = value
}

// Round begins a new round: what was not asked for in the last one is
// forgotten.
func (s *Shelf[V]) Round() {
	if s == nil {
		return
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.before, s.asked = s.asked, nil
}
