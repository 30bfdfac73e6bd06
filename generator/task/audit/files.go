package audit

import (
	"math/bits"
	"slices"
	"strings"

	"plainsight/generator/stage/plan"
)

// Files are those of planned pages, by the numbers of these. No name is held
// again: its sum leads to where the number stands, and the page tells whether the
// name is its own.
type files struct {
	pages []plan.Page
	sums  []uint64 // of the names
	// at has a number and 1 where the sum of the name leads, or behind that, and 0
	// between.
	at []uint32
}

func filesOf(pages []plan.Page) files {
	f := files{pages: pages, sums: make([]uint64, len(pages)), at: make([]uint32, 1<<bits.Len(uint(len(pages)*3/2)))}
	for i := range pages {
		folder, own := parted(&pages[i])
		f.sums[i] = further(sum(folder), own)
		at := f.first(f.sums[i])
		for f.at[at] != 0 && !f.sameFile(int(f.at[at]-1), i) {
			at = f.behind(at)
		}
		f.at[at] = uint32(i + 1)
	}
	return f
}

// sameFile tells whether two pages are planned for one file, which is the later one's.
func (f *files) sameFile(a, b int) bool {
	return f.sums[a] == f.sums[b] && f.pages[a].Address.File() == f.pages[b].Address.File()
}

// parted is the name of the file of a page in two parts.
func parted(page *plan.Page) (folder, own string) {
	folder = strings.TrimPrefix(string(page.Address), "/")
	if folder == "" || strings.HasSuffix(folder, "/") {
		own = "index.html"
	}
	return folder, own
}

func (f *files) first(sum uint64) int { return int(sum^sum>>32) & (len(f.at) - 1) }

func (f *files) behind(at int) int { return (at + 1) & (len(f.at) - 1) }

// number is that of the page of a file with this name, which has the sum; -1 for
// none.
func (f *files) number(name string, sum uint64) int {
	for at := f.first(sum); f.at[at] != 0; at = f.behind(at) {
		n := int(f.at[at] - 1)
		if f.sums[n] != sum {
			continue
		}
		folder, own := parted(&f.pages[n])
		if rest, within := strings.CutPrefix(name, folder); within && rest == own {
			return n
		}
	}
	return -1
}

// summed is the number of a page whose file has a name with this sum; -1 for none.
func (f *files) summed(sum uint64) int {
	for at := f.first(sum); f.at[at] != 0; at = f.behind(at) {
		if n := int(f.at[at] - 1); f.sums[n] == sum {
			return n
		}
	}
	return -1
}

// sum is the 64 bits of FNV-1a.
func sum(text string) uint64 { return further(14695981039346656037, text) }

// further is the sum of a text that goes on.
func further(h uint64, text string) uint64 {
	for i := range len(text) {
		h = (h ^ uint64(text[i])) * 1099511628211
	}
	return h
}

// Sets are the sums of the ids of pages, in order. Most pages have the ids of
// many others, and each set is held once.
type sets struct {
	all [][]uint64
	at  map[uint64]uint32 // where the first of those with the same sum stands
}

// keep gives the number of a set, from 1 on.
func (s *sets) keep(ids []uint64) uint32 {
	sum := uint64(len(ids))
	for _, id := range ids {
		sum = bits.RotateLeft64(sum^id, 23) * 1099511628211
	}
	at, known := s.at[sum]
	if known && slices.Equal(s.all[at], ids) {
		return at + 1
	}
	s.all = append(s.all, slices.Clone(ids))
	if !known {
		s.at[sum] = uint32(len(s.all) - 1)
	}
	return uint32(len(s.all))
}

// has tells whether an id with this sum is in a set.
func (s *sets) has(set uint32, id uint64) bool {
	if set == 0 {
		return false
	}
	_, found := slices.BinarySearch(s.all[set-1], id)
	return found
}
