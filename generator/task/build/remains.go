package build

import (
	"encoding/binary"
	"maps"
	"slices"

	"plainsight/generator/kit/memory"
	"plainsight/generator/stage/render"
	"plainsight/generator/task/audit"
)

// A remain is what is known of a file that a build made.
type remain struct {
	// from is the sum of what it was made from; promised tells whether that is so as
	// long as its group is planned from the same.
	from     memory.Sum
	promised bool
	// sum and size are those of its bytes.
	sum  memory.Sum
	size int
	// own are its notes without the ways that lead from it. Those are ways, or the
	// places at which they stand among the ways of all.
	own, ways, places []byte
}

func remainOf(from memory.Sum, promised bool, sum memory.Sum, size int, notes []byte) remain {
	own, ways := audit.Apart(notes)
	return remain{from: from, promised: promised, sum: sum, size: size, own: own, ways: ways}
}

func (r remain) before(notes []byte) *render.Before {
	return &render.Before{Size: r.size, From: r.from, SHA256: r.sum, Notes: notes}
}

// Remains are what is known of the files of a group, all planned from what has the
// sum under. Most of their ways are those of other files as well, and stand once.
type remains struct {
	under memory.Sum
	ways  []byte
	files map[string]remain
	// promised tells whether all of them are.
	promised bool
}

// notes are the notes on a file, with the ways that lead from it.
func (r remains) notes(one remain) []byte {
	notes := slices.Clip(one.own)
	for places := one.places; len(places) > 0; {
		at, size := binary.Uvarint(places)
		if size <= 0 || at >= uint64(len(r.ways)/audit.WaySize) {
			return []byte{} // which are no notes: the file is read again
		}
		notes, places = append(notes, r.ways[at*audit.WaySize:][:audit.WaySize]...), places[size:]
	}
	return notes
}

// remainsBytes are remains in a form to keep.
func remainsBytes(under memory.Sum, files map[string]remain) []byte {
	var ways, out []byte
	at := map[string]uint64{}
	for _, path := range slices.Sorted(maps.Keys(files)) {
		one := files[path]
		var places []byte
		for way := range slices.Chunk(one.ways, audit.WaySize) {
			place, known := at[string(way)]
			if !known {
				place = uint64(len(at))
				at[string(way)], ways = place, append(ways, way...)
			}
			places = binary.AppendUvarint(places, place)
		}
		out = append(out, one.from[:]...)
		out = append(out, one.sum[:]...)
		out = binary.AppendUvarint(out, uint64(one.size)<<1|bit(one.promised))
		for _, piece := range [][]byte{[]byte(path), one.own, places} {
			out = append(binary.AppendUvarint(out, uint64(len(piece))), piece...)
		}
	}
	head := append(binary.AppendUvarint(slices.Clone(under[:]), uint64(len(ways))), ways...)
	return append(head, out...)
}

func bit(is bool) uint64 {
	if is {
		return 1
	}
	return 0
}

// remainsOf reads what remainsBytes gave; of anything else there are none.
func remainsOf(text []byte) (r remains) {
	read := cutting{rest: text}
	r = remains{under: read.sum(), ways: read.piece(), files: map[string]remain{}, promised: true}
	for len(read.rest) > 0 {
		one := remain{from: read.sum(), sum: read.sum()}
		size := read.number()
		one.size, one.promised = int(size>>1), size&1 == 1
		path := string(read.piece())
		one.own, one.places = read.piece(), read.piece()
		r.files[path], r.promised = one, r.promised && one.promised
	}
	if read.broken {
		return remains{}
	}
	return r
}

// A cutting reads one piece after another.
type cutting struct {
	rest   []byte
	broken bool
}

func (p *cutting) take(size uint64) []byte {
	if size > uint64(len(p.rest)) {
		p.broken, p.rest = true, nil
		return nil
	}
	piece := p.rest[:size:size]
	p.rest = p.rest[size:]
	return piece
}

func (p *cutting) sum() (sum memory.Sum) {
	copy(sum[:], p.take(uint64(len(sum))))
	return sum
}

func (p *cutting) number() uint64 {
	n, size := binary.Uvarint(p.rest)
	if size <= 0 {
		p.broken, p.rest = true, nil
		return 0
	}
	p.rest = p.rest[size:]
	return n
}

func (p *cutting) piece() []byte { return p.take(p.number()) }
