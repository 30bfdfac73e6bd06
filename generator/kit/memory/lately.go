package memory

import (
	"hash/maphash"
	"sync/atomic"
)

// A Lately holds few values by their keys, as a rule those that were asked for
// last: what pages that follow each other have alike, of as many pages as there may
// be. Whoever gets a value must not write into it. The zero Lately is ready, and may
// be used by many at once.
type Lately[K comparable, V any] struct {
	at [64]atomic.Pointer[asked[K, V]]
}

type asked[K comparable, V any] struct {
	key   K
	value V
}

var seed = maphash.MakeSeed()

// Once gives the value of a key, and has it made where it is not at hand.
func (l *Lately[K, V]) Once(key K, make func() (V, error)) (V, error) {
	place := &l.at[maphash.Comparable(seed, key)%uint64(len(l.at))]
	if last := place.Load(); last != nil && last.key == key {
		return last.value, nil
	}
	value, err := make()
	if err == nil {
		place.Store(&asked[K, V]{key, value})
	}
	return value, err
}
