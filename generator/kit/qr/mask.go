package qr

import (
	"math"
	"math/bits"
	"sync"
)

// Of eight patterns that may be laid over a code, the one that leaves the
// fewest shapes that readers could mistake is taken (ISO/IEC 18004). Here the
// eight are weighed with a row of the code in one number; the library weighs
// them unit by unit, which takes many times as long and gives the same code.

// widest is the longest side of which a row fits into a number.
const widest = 64

// A square is a code without paper round it: its rows, and in each the unit x as
// the bit 1<<x.
type square [widest]uint64

// lightest changes the pattern of a code, which is the first, to the best one.
func lightest(first *square, size int) (best square) {
	patterns, down, least := patternsOf(size), turned(first, size), math.MaxInt
	for i := range patterns {
		pattern := &patterns[i]
		var rows, columns square
		for y := range size {
			rows[y], columns[y] = first[y]^pattern.rows[y], down[y]^pattern.columns[y]
		}
		if weight, lighter := weigh(&rows, &columns, size, least); lighter {
			best, least = rows, weight
		}
	}
	return best
}

// turned makes rows of columns.
func turned(rows *square, size int) (columns square) {
	for y := range size {
		for row := rows[y]; row != 0; row &= row - 1 {
			columns[bits.TrailingZeros64(row)] |= 1 << y
		}
	}
	return columns
}

// weigh adds up what could mislead a reader: long runs of one colour, blocks of
// four, what looks like a corner mark, and too much of one colour. It stops where
// that is not lighter than the least.
func weigh(rows, columns *square, size, least int) (weight int, lighter bool) {
	dark := 0
	full := uint64(1)<<size - 1
	for y := range size {
		weight += weighLine(rows[y], size) + weighLine(columns[y], size)
		dark += bits.OnesCount64(rows[y])
		if y+1 < size {
			along, down := ^(rows[y]^rows[y]>>1)&(full>>1), ^(rows[y]^rows[y+1])&full
			next := ^(rows[y+1] ^ rows[y+1]>>1)
			weight += 3 * bits.OnesCount64(along&next&down&(down>>1))
		}
		if weight >= least {
			return weight, false
		}
	}
	total := size * size
	away := dark*20 - total*10
	weight += 10 * ((max(away, -away)+total-1)/total - 1)
	return weight, weight < least
}

func weighLine(line uint64, size int) int {
	same := ^(line ^ line>>1) & (1<<(size-1) - 1)
	fives := same & (same >> 1) & (same >> 2) & (same >> 3) // where five of a colour begin
	weight := bits.OnesCount64(fives) + 2*bits.OnesCount64(fives&^(fives<<1))
	two := line & (line >> 1)
	six := two & (two >> 2) & (two >> 4) // where six dark units stand side by side
	if six&(six>>3) != 0 || wideMark(line, two, six) {
		return weight + 40*marksIn(line, size)
	}
	return weight + 40*thinMarksIn(line)
}

// wideMark tells whether parts of a mark of two units stand somewhere in a line.
func wideMark(line, two, six uint64) bool {
	two = two &^ (line << 1) &^ (line >> 2) // just two, and just six
	six = six &^ (line << 1) &^ (line >> 6)
	return two&(six>>4)&(two>>12) != 0
}

// thinMarksIn is marksIn for a line in which all parts of a mark are one unit long,
// since there is none of two, and nowhere nine dark units stand side by side.
func thinMarksIn(line uint64) int {
	mark := line &^ (line << 1) &^ (line >> 1) & (line >> 2) & (line >> 3) & (line >> 4) &^ (line >> 5) & (line >> 6) &^ (line >> 7)
	if mark == 0 {
		return 0
	}
	before, after := mark&^(line<<2)&^(line<<3)&^(line<<4), mark&^(line>>8)&^(line>>9)&^(line>>10)
	return bits.OnesCount64(before) + bits.OnesCount64(after)
}

// marksIn counts what looks like a corner mark: runs of 1, 1, 3, 1 and 1 parts,
// dark ones first, with four parts of light on one side. The paper round a code
// is light.
func marksIn(line uint64, size int) (marks int) {
	var runs [widest + 2]int // light and dark in turn, light at both ends
	runs[0] = size
	last, at := 0, 0
	for at < size {
		rest := line >> at
		if last%2 == 1 {
			rest = ^rest
		}
		length := min(bits.TrailingZeros64(rest), size-at)
		runs[last] += length
		if at += length; at < size || last%2 == 1 {
			last++
		}
	}
	runs[last] += size
	for i := 6; i <= last; i += 2 {
		part := runs[i-1]
		if runs[i-2] != part || runs[i-3] != 3*part || runs[i-4] != part || runs[i-5] != part {
			continue
		}
		before, after := runs[i-6], runs[i]
		if after >= 4*part && before >= part {
			marks++
		}
		if before >= 4*part && after >= part {
			marks++
		}
	}
	return marks
}

// patternsOf gives what changes the first pattern of a code of a size to each
// of the eight, the marks among it that say which one it is.
func patternsOf(size int) *[8]pattern {
	if known, is := patterns.Load(size); is {
		return known.(*[8]pattern)
	}
	fixed, all := fixedIn(size), &[8]pattern{}
	for i := range all {
		rows := &all[i].rows
		for y := range size {
			for x := range size {
				if fixed[y]>>x&1 == 0 && inverts(i, x, y) != inverts(0, x, y) {
					rows[y] |= 1 << x
				}
			}
		}
		named(rows, i, size)
		all[i].columns = turned(rows, size)
	}
	patterns.Store(size, all)
	return all
}

var patterns sync.Map

type pattern struct{ rows, columns square }

func inverts(pattern, x, y int) bool {
	switch pattern {
	case 0:
		return (x+y)%2 == 0
	case 1:
		return y%2 == 0
	case 2:
		return x%3 == 0
	case 3:
		return (x+y)%3 == 0
	case 4:
		return (x/3+y/2)%2 == 0
	case 5:
		return x*y%2+x*y%3 == 0
	case 6:
		return (x*y%2+x*y%3)%2 == 0
	}
	return ((x+y)%2+x*y%3)%2 == 0
}

// named changes the name of the pattern, which stands twice in a code.
func named(change *square, pattern, size int) {
	rest := pattern
	for range 10 {
		rest = rest<<1 ^ rest>>9*0x537
	}
	name := pattern<<10 | rest // a sum that is linear: what changes does not depend on the rest
	flip := func(x, y, bit int) { change[y] ^= uint64(name>>bit&1) << x }
	for i := range 6 {
		flip(8, i, i)
	}
	flip(8, 7, 6)
	flip(8, 8, 7)
	flip(7, 8, 8)
	for i := 9; i < 15; i++ {
		flip(14-i, 8, i)
	}
	for i := range 8 {
		flip(size-1-i, 8, i)
	}
	for i := 8; i < 15; i++ {
		flip(8, size-15+i, i)
	}
}

// fixedIn marks the units over which no pattern is laid.
func fixedIn(size int) (fixed square) {
	block := func(left, top, width, height int) {
		for y := top; y < top+height; y++ {
			fixed[y] |= (1<<width - 1) << left
		}
	}
	block(0, 0, 9, 9)
	block(size-8, 0, 8, 9)
	block(0, size-8, 9, 8)
	block(6, 0, 1, size)
	block(0, 6, size, 1)
	version := (size - 17) / 4
	if version >= 7 {
		block(size-11, 0, 3, 6)
		block(0, size-11, 6, 3)
	}
	centres := centresOf(version, size)
	for i, x := range centres {
		for j, y := range centres {
			if last := len(centres) - 1; !(i == 0 && j == 0 || i == 0 && j == last || i == last && j == 0) {
				block(x-2, y-2, 5, 5)
			}
		}
	}
	return fixed
}

// centresOf are the rows and columns of the small marks.
func centresOf(version, size int) []int {
	if version == 1 {
		return nil
	}
	count := version/7 + 2
	step := (version*4 + count*2 + 1) / (count*2 - 2) * 2
	centres := []int{6}
	for i := count - 2; i >= 0; i-- {
		centres = append(centres, size-7-i*step)
	}
	return centres
}
