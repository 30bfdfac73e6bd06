package audit

import (
	"encoding/binary"
	"errors"

	"plainsight/generator/stage/render"
)

// notes are what the rules that hold pages against each other need of a page
// in which nothing was found. A later build that makes the page from the very
// same has them, and need not read the page again.
type notes struct {
	places []uint64
	ways   []way
}

// A way leads to another file, or to a place on it, by their sums; the place is
// 0 where it is the file.
type way struct{ file, place uint64 }

// wayOf is the way to a target.
func wayOf(to target) way {
	if to.place == "" {
		return way{sum(to.file), 0}
	}
	return way{sum(to.file), sum(to.place)}
}

// bytes are the notes in a form to keep.
func (n notes) bytes() []byte {
	text := make([]byte, 0, binary.MaxVarintLen64+8*len(n.places)+WaySize*len(n.ways))
	text = binary.AppendUvarint(text, uint64(len(n.places)))
	for _, place := range n.places {
		text = binary.BigEndian.AppendUint64(text, place)
	}
	for _, way := range n.ways {
		text = binary.BigEndian.AppendUint64(text, way.file)
		text = binary.BigEndian.AppendUint64(text, way.place)
	}
	return text
}

var errNoNotes = errors.New("these are no notes on a page")

func notesOf(text []byte) (n notes, err error) {
	count, size := binary.Uvarint(text)
	if size <= 0 || count > uint64(len(text)-size)/8 || (uint64(len(text)-size)-8*count)%WaySize != 0 {
		return n, errNoNotes
	}
	text = text[size:]
	for range count {
		n.places, text = append(n.places, binary.BigEndian.Uint64(text)), text[8:]
	}
	for ; len(text) > 0; text = text[WaySize:] {
		n.ways = append(n.ways, wayIn(text))
	}
	return n, nil
}

// WaySize is how many bytes a way takes in notes.
const WaySize = 16

// Apart parts the notes on a page: what the page says of itself, which is notes
// too, and the ways that lead from it.
func Apart(notes []byte) (own, ways []byte) {
	count, size := binary.Uvarint(notes)
	if size <= 0 || count > uint64(len(notes)-size)/8 {
		return notes, nil
	}
	end := size + 8*int(count)
	return notes[:end:end], notes[end:]
}

// Lead takes the ways that lead from pages whose notes are without.
func (a *Audit) Lead(ways []byte) {
	a.site.lock.Lock()
	defer a.site.lock.Unlock()
	for ; len(ways) >= WaySize; ways = ways[WaySize:] {
		a.site.lead(wayIn(ways))
	}
}

func wayIn(text []byte) way {
	return way{binary.BigEndian.Uint64(text), binary.BigEndian.Uint64(text[8:])}
}

// recall takes what was noted on a page in place of reading it.
func (a *Audit) recall(order int, artifact render.Artifact) error {
	noted, err := notesOf(artifact.Before.Notes)
	page := a.site.number(artifact.Path)
	if err != nil || page < 0 {
		return errNoNotes
	}
	a.site.lock.Lock()
	defer a.site.lock.Unlock()
	a.site.placed(artifact.Path, noted.places)
	for _, way := range noted.ways {
		a.site.lead(way)
	}
	a.recalled = append(a.recalled, recalled{int32(order), int32(page)})
	return nil
}

// lead takes a way in, unless it leads to a page that came before.
func (s *site) lead(way way) {
	n := s.planned.summed(way.file)
	if there := n >= 0 && s.came[n] && (way.place == 0 || s.places.has(s.read[n], way.place)); !there && !s.ways[way] {
		s.ways[way] = true
	}
}

// reread reads the pages anew of which only notes are there, if one of them
// leads to what is gone: then all is told as if all had been read.
func (a *Audit) reread() {
	others := make(map[uint64]string, len(a.site.others))
	for file := range a.site.others {
		others[sum(file)] = file
	}
	lost := false
	for way := range a.site.ways {
		lost = lost || !a.site.leads(way, others)
	}
	for _, one := range a.recalled {
		if !lost {
			return
		}
		if made, err := a.Again(a.site.planned.pages[one.page]); err == nil { // it was made before from the very same
			a.read(int(one.order), made)
		}
	}
}

// leads tells whether a way leads to something that is there. A place is looked
// for on pages alone. The others are the files that were not planned.
func (s *site) leads(way way, others map[uint64]string) bool {
	var places uint32
	if n := s.planned.summed(way.file); n >= 0 && s.came[n] {
		places = s.read[n]
	} else if file, there := others[way.file]; there {
		places = s.elsewhere[file]
	} else {
		return false
	}
	return way.place == 0 || places == 0 || s.places.has(places, way.place)
}
