package qr

import (
	"encoding/binary"
	"strings"
	"sync"

	code "github.com/piglig/go-qr"
)

// Addresses are written here as the library writes them, and several times faster:
// what codes of a size have in common, and where the bits of a text stand in them,
// is worked out once. Texts that the library writes more shortly than letter by
// letter, and long ones, are left to it.

// A form is what all codes of a version have in common that mend as much: at least
// a quarter, or a third where the text leaves room.
type form struct {
	size int
	// room is how many bytes of data there are, lengths how many of them in each
	// block, and added how many are added to a block.
	room, added int
	lengths     []int
	// base are the units that no text changes, and pattern is the first pattern.
	base, pattern square
	// places are those of the bits, of all data and then of what is added.
	places []place
	// multiples are what is taken away, by the first byte that is left.
	multiples [256]remainder
}

type place struct{ y, x uint8 }

// A remainder is what is left when bytes are divided, its first byte highest.
type remainder [4]uint64

// newest is the last version whose rows fit into a number.
const newest = (widest - 17) / 4

// Of each version from 1 on: how many bytes there are, how many are added to a
// block, and how many blocks there are (ISO/IEC 18004), to mend a quarter and a
// third.
var (
	bytesOf = [newest]int{26, 44, 70, 100, 134, 172, 196, 242, 292, 346, 404}
	addedTo = [2][newest]int{{13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28}, {17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24}}
	blocks  = [2][newest]int{{1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8}, {1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11}}
)

// shorter are the letters of texts that the library writes more shortly.
const shorter = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"

// encoded is the code of a text with its first pattern, of a side of so many units;
// none where the text is left to the library.
func encoded(text string) (rows square, size int) {
	if strings.Trim(text, shorter) == "" {
		return rows, 0
	}
	for version := 1; version <= newest; version++ {
		for level := 1; level >= 0; level-- {
			if len(text)+headed(version) <= roomIn(version, level) {
				f := formOf(version, level)
				return f.written(text, headed(version)), f.size
			}
		}
	}
	return rows, 0
}

// headed is how many bytes stand round a text: half a byte says what follows, one
// or two how long it is, and half a byte that it ends.
func headed(version int) int {
	if version < 10 {
		return 2
	}
	return 3
}

func roomIn(version, level int) int {
	return bytesOf[version-1] - addedTo[level][version-1]*blocks[level][version-1]
}

// written is a text in a form.
func (f *form) written(text string, headed int) square {
	const letters = 4 // is what follows
	all := make([]byte, 1, bytesOf[newest-1])
	all[0] = letters << 4
	add := func(one byte) { // all stand half a byte later
		all[len(all)-1] |= one >> 4
		all = append(all, one<<4)
	}
	if headed == 3 {
		add(byte(len(text) >> 8))
	}
	add(byte(len(text)))
	for i := range len(text) {
		add(text[i])
	}
	for fill := byte(0xEC); len(all) < f.room; fill ^= 0xEC ^ 0x11 {
		all = append(all, fill)
	}
	data := all
	for _, length := range f.lengths {
		var left [32]byte
		for i, number := range f.left(data[:length]) {
			binary.BigEndian.PutUint64(left[8*i:], number)
		}
		all, data = append(all, left[:f.added]...), data[length:]
	}
	rows := f.base
	for i, one := range all {
		for bit, at := range f.places[8*i : 8*i+8] {
			rows[at.y] |= uint64(one>>(7-bit)&1) << at.x
		}
	}
	for y := range f.size {
		rows[y] ^= f.pattern[y]
	}
	return rows
}

// left is what is left of a block when it is divided, which is added to it.
func (f *form) left(block []byte) (left remainder) {
	for _, one := range block {
		multiple := &f.multiples[one^byte(left[0]>>56)]
		for i := range 3 {
			left[i] = (left[i]<<8 | left[i+1]>>56) ^ multiple[i]
		}
		left[3] = left[3]<<8 ^ multiple[3]
	}
	return left
}

var forms sync.Map

func formOf(version, level int) *form {
	type of struct{ version, level int }
	known, is := forms.Load(of{version, level})
	if !is {
		known, _ = forms.LoadOrStore(of{version, level}, newForm(version, level))
	}
	return known.(*form)
}

func newForm(version, level int) *form {
	f := &form{size: 17 + 4*version, room: roomIn(version, level), added: addedTo[level][version-1]}
	fixed := fixedIn(f.size)
	text := strings.Repeat("a", f.room-headed(version)) // which has room there and no better
	pieces, err := code.MakeSegments(text)
	if err != nil {
		panic(err)
	}
	made, err := code.EncodeSegments(pieces, code.Quartile, version, version, 0, true)
	if err != nil {
		panic(err)
	}
	for y := range f.size {
		for x := range f.size {
			switch {
			case fixed[y]>>x&1 == 1:
				if made.Module(x, y) {
					f.base[y] |= 1 << x
				}
			case inverts(0, x, y):
				f.pattern[y] |= 1 << x
			}
		}
	}
	f.place(blocks[level][version-1], bytesOf[version-1], along(&fixed, f.size))
	f.multiples = multiplesOf(f.added)
	return f
}

// along are the places of a code in the order in which bits are written: in columns
// of two units, upwards and downwards in turn, from the right.
func along(fixed *square, size int) (all []place) {
	up := true
	for right := size - 1; right > 0; right -= 2 {
		if right == 6 { // which is a ruler
			right--
		}
		for i := range size {
			y := i
			if up {
				y = size - 1 - i
			}
			for _, x := range []int{right, right - 1} {
				if fixed[y]>>x&1 == 0 {
					all = append(all, place{uint8(y), uint8(x)})
				}
			}
		}
		up = !up
	}
	return all
}

// place tells where the bytes of each block stand, which take turns: the last blocks
// may be a byte longer.
func (f *form) place(blocks, total int, along []place) {
	length := f.room / blocks
	longer := blocks - f.room%blocks // the first that is
	at := func(byteAt int) { f.places = append(f.places, along[8*byteAt:8*byteAt+8]...) }
	for block := range blocks {
		for i := range length {
			at(i*blocks + block)
		}
		f.lengths = append(f.lengths, length)
		if block >= longer {
			at(length*blocks + block - longer)
			f.lengths[block]++
		}
	}
	for block := range blocks {
		for i := range f.added {
			at(f.room + i*blocks + block)
		}
	}
}

// multiplesOf gives those of the divisor of a length, whose roots are the first
// powers of two in the field of codes.
func multiplesOf(length int) (all [256]remainder) {
	divisor := make([]byte, length)
	divisor[length-1] = 1
	root := byte(1)
	for range length {
		for i := range divisor {
			divisor[i] = times(divisor[i], root)
			if i+1 < length {
				divisor[i] ^= divisor[i+1]
			}
		}
		root = times(root, 2)
	}
	for factor := range all {
		for i, one := range divisor {
			all[factor][i/8] |= uint64(times(one, byte(factor))) << (56 - i%8*8)
		}
	}
	return all
}

// times multiplies in the field of codes.
func times(a, b byte) (product byte) {
	for ; b > 0; b >>= 1 {
		if b&1 == 1 {
			product ^= a
		}
		carried := a >> 7
		a = a<<1 ^ carried*0x1D
	}
	return product
}
