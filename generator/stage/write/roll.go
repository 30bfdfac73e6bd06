package write

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash/maphash"
	"iter"
	"slices"
	"strings"

	"plainsight/generator/kit/disk"
)

// A roll is what the next site holds, each path once. A large site has hundreds of
// thousands: so what is known of a file is a text, written after its path when the
// file stands there, and what finds it is a number.
//
// The text of a file is its path and the length of that before it, its size and
// one more before its sum, and how it stands. What is not the site's own has 0 for
// its size and no sum; a folder has a slash at its end, and nothing after it.
type roll struct {
	// leaves are the texts, which are never moved.
	leaves []*strings.Builder
	// stand are the places of the texts that are complete.
	stand []uint32
	// taken are the paths of the site's files, and of the folders in which they lie,
	// each where its fold leads to or at the next free place; count is how many.
	taken []taken
	count int
	seed  maphash.Seed
}

// A taken is the path that stands at a place, or the beginning of it: a folder in
// which that lies. The length of one that is free is 0.
type taken struct{ fold, at, length uint32 }

// leafSize is what fits into the lower half of a place, and mostAfter the length of
// what may follow a path.
const (
	leafSize  = 1 << 16
	mostAfter = 8*binary.MaxVarintLen64 + 32
)

func newRoll() *roll { return &roll{seed: maphash.MakeSeed(), taken: make([]taken, 1<<10)} }

// leaf is where what follows is written.
func (r *roll) leaf() *strings.Builder { return r.leaves[len(r.leaves)-1] }

// begin writes a path down.
func (r *roll) begin(path string) (at uint32) {
	room := binary.MaxVarintLen32 + len(path) + mostAfter
	if len(r.leaves) == 0 || r.leaf().Len()+room > leafSize {
		leaf := new(strings.Builder)
		leaf.Grow(max(leafSize, room))
		r.leaves = append(r.leaves, leaf)
	}
	leaf := r.leaf()
	at = uint32(len(r.leaves)-1)*leafSize + uint32(leaf.Len())
	r.number(uint64(len(path)))
	leaf.WriteString(path)
	return at
}

func (r *roll) number(n uint64) {
	var text [binary.MaxVarintLen64]byte
	r.leaf().Write(binary.AppendUvarint(text[:0], n))
}

// lists says what the manifest says of the path that was begun.
func (r *roll) lists(size int, sum [sha256.Size]byte) {
	r.number(uint64(size) + 1)
	r.leaf().Write(sum[:])
}

// stands says how what was begun at a place stands, which completes it.
func (r *roll) stands(at uint32, is disk.Entry) {
	var text [mostAfter]byte
	r.leaf().Write(appendEntry(text[:0], is))
	r.stand = append(r.stand, at)
}

// carries adds a file that is not the site's own.
func (r *roll) carries(path string, is disk.Entry) {
	at := r.begin(path)
	r.number(0)
	r.stands(at, is)
}

// carriesFolder adds a folder that may be empty.
func (r *roll) carriesFolder(path string) { r.stand = append(r.stand, r.begin(path+"/")) }

// text reads what stands at a place.
func (r *roll) text(at uint32) (path string, after reader) {
	read := reader{text: r.leaves[at/leafSize].String()[at%leafSize:]}
	length := read.number()
	return read.text[:length], reader{text: read.text[length:]}
}

// path is the one at a place.
func (r *roll) path(at uint32) string {
	path, _ := r.text(at)
	return path
}

// sort puts what stands into the order of the paths.
func (r *roll) sort() {
	slices.SortFunc(r.stand, func(a, b uint32) int { return strings.Compare(r.path(a), r.path(b)) })
}

// files are the site's own, as the manifest lists them.
func (r *roll) files() iter.Seq[file] {
	return func(yield func(file) bool) {
		for _, at := range r.stand {
			path, after := r.text(at)
			if strings.HasSuffix(path, "/") {
				continue
			}
			if size := after.number(); size > 0 && !yield(file{path, int(size - 1), hex.EncodeToString([]byte(after.text[:sha256.Size]))}) {
				return
			}
		}
	}
}

// entry is how what stands at a place stands there, but for its name.
func (r *roll) entry(after reader) disk.Entry {
	if after.number() > 0 {
		after.text = after.text[sha256.Size:]
	}
	return after.entry("")
}

// claim takes a path for a file of the site, and begins it. It gives the file that
// has it already, or that has to be a folder or lie in a folder at the same path.
func (r *roll) claim(path string) (at uint32, other string, ok bool) {
	if other, _, is := r.other(path); is {
		return 0, other, false
	}
	folder, _ := parted(path)
	for ; folder != "."; folder, _ = parted(folder) {
		if other, whole, is := r.other(folder); whole {
			return 0, other, false
		} else if is {
			break // and it lies in folders
		}
	}
	at = r.begin(path)
	for ; path != folder; path, _ = parted(path) {
		r.take(taken{r.sum(fold(path)), at, uint32(len(path))})
	}
	return at, "", true
}

// file gives the file of the site that has a path, but for capitals, and folder one
// that lies in a folder there.
func (r *roll) file(path string) (other string, is bool) {
	other, whole, is := r.other(path)
	return other, is && whole
}

func (r *roll) folder(path string) (other string, is bool) {
	other, whole, is := r.other(path)
	return other, is && !whole
}

// other gives the file of the site that has a path, or lies in a folder there.
func (r *roll) other(path string) (other string, whole, is bool) {
	one, is := r.find(fold(path))
	if !is {
		return "", false, false
	}
	other = r.path(one.at)
	return other, int(one.length) == len(other), true
}

// find gives what is taken with this fold.
func (r *roll) find(folded string) (one taken, is bool) {
	sum := r.sum(folded)
	for at := int(sum); ; at++ {
		one = r.taken[at&(len(r.taken)-1)]
		if one.length == 0 || one.fold == sum && fold(r.path(one.at)[:one.length]) == folded {
			return one, one.length > 0
		}
	}
}

func (r *roll) sum(folded string) uint32 { return uint32(maphash.String(r.seed, folded)) }

// take adds what is not taken yet.
func (r *roll) take(one taken) {
	if r.count++; 4*r.count > 3*len(r.taken) {
		before := r.taken
		r.taken = make([]taken, 2*len(before))
		for _, one := range before {
			if one.length > 0 {
				r.place(one)
			}
		}
	}
	r.place(one)
}

func (r *roll) place(one taken) {
	at := int(one.fold)
	for r.taken[at&(len(r.taken)-1)].length > 0 {
		at++
	}
	r.taken[at&(len(r.taken)-1)] = one
}
