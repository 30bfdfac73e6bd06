package reconcile

import (
	"hash/maphash"
	"iter"
)

// A sieve catches every list that has a word twice, and now and then one that has
// not. A site has hundreds of thousands of places, and next to none are there twice
// on their page: only what is caught need be looked at closely.
type sieve struct {
	seed  maphash.Seed
	list  uint32
	marks [1 << 16]uint32
}

func newSieve() *sieve { return &sieve{seed: maphash.MakeSeed()} }

// catches tells whether a list may have a word twice.
func (s *sieve) catches(words iter.Seq[string]) bool {
	s.list++
	for word := range words {
		mark := &s.marks[maphash.String(s.seed, word)%uint64(len(s.marks))]
		if *mark == s.list {
			return true
		}
		*mark = s.list
	}
	return false
}
