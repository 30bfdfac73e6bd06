package write

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"iter"
	"strings"
)

// A listing is what a manifest lists, in half the room: each file with its size and the
// bytes of its sum as its mark.
type listing struct{ marks }

// listingOf is that of files whose sums are such.
func listingOf(files []file) listing {
	var all marking
	mark := make([]byte, 0, binary.MaxVarintLen64+sha256.Size)
	for _, one := range files {
		mark = binary.AppendUvarint(mark[:0], uint64(one.Size))
		mark, _ = hex.AppendDecode(mark, []byte(one.SHA256))
		all.adds(one.Path, string(mark))
	}
	return listing{all.marks()}
}

// of gives the size and the sum of a file.
func (l listing) of(path string) (size int, sum [sha256.Size]byte, listed bool) {
	mark, listed := l.marks.of(path)
	read := reader{text: mark}
	if listed {
		size = int(read.number())
		copy(sum[:], read.text)
	}
	return size, sum, listed
}

// leads tells whether the path of a file begins so.
func (l listing) leads(path string) bool {
	at, _ := l.place(path)
	if at == l.len() {
		return false
	}
	first, _ := l.at(at)
	return strings.HasPrefix(first, path)
}

// paths are those of all files, in their order.
func (l listing) paths() iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range l.len() {
			if path, _ := l.at(i); !yield(path) {
				return
			}
		}
	}
}
