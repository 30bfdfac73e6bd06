package memory

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"

	"plainsight/generator/kit/disk"
)

// A pack is a file of values. It has the values one after another, then a line
// for each: its sum, where it begins, how long it is, and half the sum of its
// bytes, which tells damage as surely; and in the end where these lines begin and
// the sum of them and of the program. It is complete or it is not read. Numbers
// are of 8 bytes.
const (
	sumSize  = sha256.Size
	halfSize = sumSize / 2
	lineSize = sumSize + 8 + 8 + halfSize
	tailSize = 8 + sumSize
	ending   = ".pack"
	// unfinished is the pack that is being written.
	unfinished = "unfinished"
)

// A place is where a value lies, and half the sum of its bytes.
type place struct {
	from     io.ReaderAt
	at, size int64
	bytes    [halfSize]byte
}

// halfOf is half the sum of some bytes.
func halfOf(value []byte) [halfSize]byte {
	sum := sha256.Sum256(value)
	return [halfSize]byte(sum[:])
}

var errDamaged = errors.New("a value was damaged")

// read gives the value, if it is what was written.
func (p place) read() ([]byte, error) {
	value := make([]byte, p.size)
	if _, err := p.from.ReadAt(value, p.at); err != nil {
		return nil, err
	}
	if halfOf(value) != p.bytes {
		return nil, errDamaged
	}
	return value, nil
}

// A book is the lines of a pack, and the file that they speak of. Of two lines
// with one sum the later counts. They lie on leaves of so many, so that a book
// that grows is never copied.
type book struct {
	file   io.ReaderAt
	leaves [][]byte
	lines  int
}

const linesOnLeaf = 1024

// line is one of the lines.
func (b *book) line(line int32) []byte {
	return b.leaves[line/linesOnLeaf][line%linesOnLeaf*lineSize:]
}

// add writes one more line.
func (b *book) add(sum Sum, where place) (line int32) {
	if b.lines%linesOnLeaf == 0 {
		b.leaves = append(b.leaves, nil)
	}
	last := &b.leaves[len(b.leaves)-1]
	*last = appendLine(*last, sum, where)
	b.lines++
	return int32(b.lines - 1)
}

// sum is that of what a line speaks of.
func (b *book) sum(line int32) Sum { return Sum(b.line(line)) }

// place is where the value of a line lies.
func (b *book) place(line int32) place {
	_, where := readLine(b.line(line))
	where.from = b.file
	return where
}

// all are the sums of the lines in order.
func (b *book) all() iter.Seq2[int32, Sum] {
	return func(yield func(int32, Sum) bool) {
		for i := range int32(b.lines) {
			if !yield(i, b.sum(i)) {
				return
			}
		}
	}
}

// seal is the sum by which the lines of a pack, of which the first stands at a
// place, are known to be whole.
func (b *book) seal(mark Sum, first int64) (sealed Sum) {
	whole := sha256.New()
	whole.Write(binary.BigEndian.AppendUint64(mark[:], uint64(first)))
	for _, leaf := range b.leaves {
		whole.Write(leaf)
	}
	whole.Sum(sealed[:0])
	return sealed
}

// A spot is a line of one of the books, and whether its value was asked for. It
// is as small as it can be, since a large site has hundreds of thousands.
type spot struct {
	line int32
	book uint16
	used bool
}

// A start is the beginning of a sum, under which its spot is found. Where two
// sums begin alike the later counts, and the other is not known.
type start uint64

func startOf(sum Sum) start { return start(binary.BigEndian.Uint64(sum[:])) }

// A pack is a file that is complete.
type pack struct {
	book
	name    string
	closes  io.Closer
	size    int64
	written time.Time
}

var errNoPack = errors.New("this is not a pack of this program")

// openPack reads where the values lie, or refuses the file.
func openPack(name string, mark Sum) (*pack, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	p := &pack{name: name, book: book{file: file}, closes: file}
	if err := p.readLines(file, mark); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return p, nil
}

func (p *pack) readLines(file *os.File, mark Sum) error {
	found, err := file.Stat()
	if err != nil {
		return err
	}
	p.size, p.written = found.Size(), found.ModTime()
	tail := make([]byte, tailSize)
	if _, err := p.file.ReadAt(tail, p.size-tailSize); err != nil {
		return err
	}
	first := int64(binary.BigEndian.Uint64(tail))
	if first < 0 || first > p.size-tailSize || (p.size-tailSize-first)%lineSize != 0 {
		return errNoPack
	}
	for at := first; at < p.size-tailSize; {
		leaf := make([]byte, min(linesOnLeaf*lineSize, p.size-tailSize-at))
		if _, err := p.file.ReadAt(leaf, at); err != nil {
			return err
		}
		at += int64(len(leaf))
		p.leaves, p.lines = append(p.leaves, leaf), p.lines+len(leaf)/lineSize
	}
	if sealed := p.seal(mark, first); !bytes.Equal(sealed[:], tail[8:]) {
		return errNoPack
	}
	for line := range p.all() {
		where := p.place(line)
		if where.at < 0 || where.size < 0 || where.at > first || where.size > first-where.at {
			return errNoPack
		}
	}
	return nil
}

func readLine(line []byte) (sum Sum, where place) {
	line = line[copy(sum[:], line):]
	where.at, line = int64(binary.BigEndian.Uint64(line)), line[8:]
	where.size, line = int64(binary.BigEndian.Uint64(line)), line[8:]
	copy(where.bytes[:], line)
	return sum, where
}

func appendLine(lines []byte, sum Sum, where place) []byte {
	lines = append(lines, sum[:]...)
	lines = binary.BigEndian.AppendUint64(lines, uint64(where.at))
	lines = binary.BigEndian.AppendUint64(lines, uint64(where.size))
	return append(lines, where.bytes[:]...)
}

// A growing is a pack that is not complete.
type growing struct {
	book
	folder string
	mark   Sum
	grows  *disk.Growing
}

func begun(folder string, mark Sum) (*growing, error) {
	file, err := disk.Grow(filepath.Join(folder, unfinished))
	if err != nil {
		return nil, err
	}
	return &growing{book: book{file: file}, folder: folder, mark: mark, grows: file}, nil
}

// add appends a value, and gives its line.
func (g *growing) add(sum Sum, value []byte) (line int32, err error) {
	at, err := g.grows.Append(value)
	if err != nil {
		return 0, err
	}
	return g.book.add(sum, place{g.file, at, int64(len(value)), halfOf(value)}), nil
}

// finish completes the pack and gives its name, which is "" where nothing was
// added.
func (g *growing) finish() (name string, err error) {
	if g == nil {
		return "", nil
	}
	first := g.grows.Size()
	sealed := g.seal(g.mark, first)
	tail := append(binary.BigEndian.AppendUint64(nil, uint64(first)), sealed[:]...)
	for _, part := range append(g.leaves, tail) {
		if _, err := g.grows.Append(part); err != nil {
			return "", err
		}
	}
	name = filepath.Join(g.folder, packName(g.mark, sealed))
	return name, errors.Join(g.grows.Close(), disk.Remove(name), disk.Move(g.path(), name))
}

// drop gives a pack up.
func (g *growing) drop() {
	if g != nil {
		_ = g.grows.Close() // of what is removed nothing is needed
		_ = disk.Remove(g.path())
	}
}

func (g *growing) path() string { return filepath.Join(g.folder, unfinished) }

// packName says which program wrote a pack, and which pack it is.
func packName(mark, sealed Sum) string {
	return short(mark) + "-" + short(sealed) + ending
}

func short(sum Sum) string { return hex.EncodeToString(sum[:8]) }

// isPack tells whether a file is named like a pack of a program; the zero mark
// stands for any.
func isPack(base string, mark Sum) bool {
	name, isPack := strings.CutSuffix(base, ending)
	writer, which, whole := strings.Cut(name, "-")
	return isPack && whole && isShort(which) && isShort(writer) && (mark == Sum{} || writer == short(mark))
}

func isShort(text string) bool {
	decoded, err := hex.DecodeString(text)
	return err == nil && len(decoded) == 8
}
