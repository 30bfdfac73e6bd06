package write

import (
	"encoding/binary"
	"slices"
	"strings"
)

// Marks are how folders stand, one after another in a text: each with its name and
// its mark, and the lengths of these before them. Starts are where they begin, in the
// order of the names.
type marks struct {
	text   string
	starts []uint32
}

func (m marks) len() int { return len(m.starts) }

// at gives a folder by its place in the order of the names.
func (m marks) at(i int) (folder, mark string) {
	read := reader{text: m.text[m.starts[i]:]}
	return read.piece(), read.piece()
}

// place is where a folder is, or would be, in the order of the names.
func (m marks) place(folder string) (at int, known bool) {
	return slices.BinarySearchFunc(m.starts, folder, func(start uint32, folder string) int {
		read := reader{text: m.text[start:]}
		return strings.Compare(read.piece(), folder)
	})
}

// of gives the mark of a folder.
func (m marks) of(folder string) (mark string, known bool) {
	at, known := m.place(folder)
	if known {
		_, mark = m.at(at)
	}
	return mark, known
}

// append writes them in their order, and before them how many they are.
func (m marks) append(text []byte) []byte {
	text = binary.AppendUvarint(text, uint64(m.len()))
	for i := range m.starts {
		folder, mark := m.at(i)
		text = appendPiece(appendPiece(text, folder), mark)
	}
	return text
}

func appendPiece(text []byte, piece string) []byte {
	return append(binary.AppendUvarint(text, uint64(len(piece))), piece...)
}

// marks reads what append wrote.
func (r *reader) marks() (m marks) {
	count, whole := r.number(), r.text
	if count > uint64(len(whole)) {
		r.broken = true
		return m
	}
	m.starts = make([]uint32, 0, count)
	for range count {
		m.starts = append(m.starts, uint32(len(whole)-len(r.text)))
		r.piece()
		r.piece()
	}
	m.text = whole[:len(whole)-len(r.text)]
	return m
}

// A marking are marks that are being made.
type marking struct {
	text   strings.Builder
	starts []uint32
	piece  []byte
}

// add adds a folder with its entries.
func (m *marking) add(folder string, one listed) {
	m.piece = one.mark(m.piece[:0])
	m.begin(folder, len(m.piece))
	m.text.Write(m.piece)
}

// adds adds a folder with its mark.
func (m *marking) adds(folder, mark string) {
	m.begin(folder, len(mark))
	m.text.WriteString(mark)
}

func (m *marking) begin(folder string, mark int) {
	m.starts = append(m.starts, uint32(m.text.Len()))
	m.length(len(folder))
	m.text.WriteString(folder)
	m.length(mark)
}

func (m *marking) length(n int) {
	var text [binary.MaxVarintLen64]byte
	m.text.Write(binary.AppendUvarint(text[:0], uint64(n)))
}

// marks are all that were added.
func (m *marking) marks() marks {
	all := marks{m.text.String(), m.starts}
	name := func(start uint32) string { read := reader{text: all.text[start:]}; return read.piece() }
	slices.SortFunc(all.starts, func(a, b uint32) int { return strings.Compare(name(a), name(b)) })
	return all
}
