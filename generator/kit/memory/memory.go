// Package memory remembers between builds what was dear to make.
//
// It takes values of bytes under the sum of all that they were made from, and
// gives them back while the process lasts and, from a folder, to later ones.
// It does not know what a value is, and nothing depends on it: a folder that
// was emptied, damaged, is not ours to write to or is in use by another build
// only means that more is made again.
//
// What it gives back is what was kept, to the byte, and was kept by this very
// build of the program: each pack of values is bound to the sum of the program,
// and each value to its own sum. A value is never changed, so whoever gets one
// must not write into it.
//
// The folder holds a lock, packs, and while a build runs a pack that is not
// complete. A killed build leaves at most that one, which the next removes. One
// build at a time writes; another that runs beside it reads, and keeps what it
// makes to itself.
//
// Values that are not bytes lie on a Shelf, which lasts as long as the process.
package memory

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"plainsight/generator/kit/disk"
)

// A Memory may be used by many at once. The nil Memory remembers nothing.
type Memory struct {
	folder  string
	reading bool
	load    func()

	mutex sync.Mutex
	// packs are the complete packs that can be read.
	packs []*pack
	// books are those of the packs, and of the growing one, and known is where
	// values stand in them.
	books []*book
	known map[start]spot
	// making are the values that somebody waits for.
	making map[Sum]*errand
	// lock is held by the one build that writes, and growing is its pack.
	lock    *disk.Lock
	growing *growing
	// held are values that have no pack to go to.
	held     map[Sum][]byte
	holds    int
	finished bool
	closed   bool
}

// mostHeld is how many bytes are remembered where they cannot be written.
const mostHeld = 64 << 20

// Open remembers in a folder, which need not be there. Without the name of a
// folder it remembers until the process ends.
func Open(folder string) *Memory { return open(folder, false) }

// Read is Open, but writes nothing at all.
func Read(folder string) *Memory { return open(folder, true) }

func open(folder string, reading bool) *Memory {
	m := &Memory{
		folder: folder, reading: reading,
		known: map[start]spot{}, making: map[Sum]*errand{}, held: map[Sum][]byte{},
	}
	m.load = sync.OnceFunc(m.look)
	if folder != "" {
		go m.load() // the sum of the program takes a while
	}
	return m
}

// look takes the lock, if it is to be had, and finds the packs.
func (m *Memory) look() {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.folder == "" || m.closed {
		return
	}
	mark, err := program()
	if err != nil {
		return // without knowing itself the program must not trust what it finds
	}
	if !m.reading {
		m.begin()
	}
	var packs []*pack
	for _, name := range packsIn(m.folder, mark) {
		if p, err := openPack(name, mark); err == nil {
			packs = append(packs, p)
		}
	}
	// What is kept anew under the same sum lies in the later pack.
	slices.SortStableFunc(packs, func(a, b *pack) int { return a.written.Compare(b.written) })
	for _, p := range packs {
		m.take(p)
	}
}

// begin takes the lock and removes what a killed build left.
func (m *Memory) begin() {
	lock, err := disk.AcquireNow(filepath.Join(m.folder, "lock"))
	if err != nil {
		return
	}
	m.lock = lock
	m.tag()
	_ = disk.Remove(filepath.Join(m.folder, unfinished)) // what stands in the way is met when the pack is begun
}

// tag says in the way that programs for backups know that a folder is a cache.
func (m *Memory) tag() {
	_ = disk.Write(filepath.Join(m.folder, "CACHEDIR.TAG"), []byte("Signature: 8a477f597d28d172789f06886806bc55\n"+
		"# Plainsight remembers here what was dear to make. The folder can be deleted at any time.\n"))
}

// take makes the values of a pack known.
func (m *Memory) take(p *pack) {
	m.packs, m.books = append(m.packs, p), append(m.books, &p.book)
	for line, sum := range p.all() {
		m.known[startOf(sum)] = spot{book: uint16(len(m.books) - 1), line: line}
	}
}

// Recall gives the value that was kept under a sum.
func (m *Memory) Recall(sum Sum) (value []byte, known bool) {
	if m == nil {
		return nil, false
	}
	m.load()
	m.mutex.Lock()
	at, known := m.use(sum)
	value, held := m.held[sum]
	var where place
	if known {
		where = m.books[at.book].place(at.line)
	}
	m.mutex.Unlock()
	if held || !known {
		return value, held
	}
	value, err := where.read()
	if err != nil {
		m.lose(sum, at)
		return nil, false
	}
	return value, true
}

// use finds a value that is written down, and notes that it was asked for.
func (m *Memory) use(sum Sum) (at spot, known bool) {
	at, known = m.find(sum)
	if known && !at.used {
		at.used = true
		m.known[startOf(sum)] = at
	}
	return at, known
}

// find is where a value is written down.
func (m *Memory) find(sum Sum) (at spot, known bool) {
	at, known = m.known[startOf(sum)]
	return at, known && m.books[at.book].sum(at.line) == sum
}

// forget takes a value for one that is not written down.
func (m *Memory) forget(sum Sum) {
	if _, known := m.find(sum); known {
		delete(m.known, startOf(sum))
	}
}

// Has tells whether a value is written down, and says that it is of use.
func (m *Memory) Has(sum Sum) bool {
	if m == nil {
		return false
	}
	m.load()
	m.mutex.Lock()
	defer m.mutex.Unlock()
	_, known := m.use(sum)
	return known
}

// lose forgets a value that was damaged.
func (m *Memory) lose(sum Sum, at spot) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if now, known := m.find(sum); known && now == at {
		m.forget(sum)
	}
}

// Use says that a value is still of use, where it is known.
func (m *Memory) Use(sum Sum) {
	if m == nil {
		return
	}
	m.load()
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.use(sum)
}

// Keep remembers a value under the sum of what it was made from, in place of
// one that was kept before. The bytes are not needed any more then.
func (m *Memory) Keep(sum Sum, value []byte) {
	if m == nil {
		return
	}
	m.load()
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.write(sum, value) {
		delete(m.held, sum)
		return
	}
	m.forget(sum)
	m.hold(sum, bytes.Clone(value))
}

// hold remembers a value that has no pack to go to. Where there are too many,
// those before it are forgotten.
func (m *Memory) hold(sum Sum, value []byte) {
	if m.holds += len(value); m.holds > mostHeld {
		clear(m.held)
		m.holds = len(value)
	}
	m.held[sum] = value
}

// write adds a value to the growing pack, and begins one where there is none.
func (m *Memory) write(sum Sum, value []byte) bool {
	if m.lock == nil {
		return false
	}
	if m.growing == nil {
		mark, err := program()
		if err == nil {
			m.growing, err = begun(m.folder, mark)
		}
		if err != nil {
			m.giveUp()
			return false
		}
		m.books = append(m.books, &m.growing.book)
	}
	line, err := m.growing.add(sum, value)
	if err != nil {
		m.giveUp()
		return false
	}
	m.known[startOf(sum)] = spot{line, uint16(len(m.books) - 1), true}
	return true
}

// giveUp ends the writing for good: the disk may be full.
func (m *Memory) giveUp() {
	for begin, at := range m.known {
		if m.growing != nil && m.books[at.book] == &m.growing.book {
			delete(m.known, begin)
		}
	}
	m.growing.drop()
	m.growing = nil
	_ = m.lock.Release()
	m.lock = nil
}

// An errand is a value that is being made.
type errand struct {
	done  chan struct{}
	value []byte
	err   error
}

var errUnfinished = errors.New("the making of a value was broken off")

// Once gives the value of a sum, and has it made only where it is not known.
// Two that ask for it at the same time get the same one.
func (m *Memory) Once(sum Sum, make func() ([]byte, error)) ([]byte, error) {
	if m == nil {
		return make()
	}
	e, first := m.errand(sum)
	if !first {
		<-e.done
		return e.value, e.err
	}
	defer m.end(sum, e)
	if value, known := m.Recall(sum); known {
		e.value, e.err = value, nil
		return value, nil
	}
	e.value, e.err = make()
	if e.err == nil {
		m.Keep(sum, e.value)
	}
	return e.value, e.err
}

func (m *Memory) errand(sum Sum) (e *errand, first bool) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if e, under := m.making[sum]; under {
		return e, false
	}
	e = &errand{done: make(chan struct{}), err: errUnfinished}
	m.making[sum] = e
	return e, true
}

func (m *Memory) end(sum Sum, e *errand) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	delete(m.making, sum)
	close(e.done)
}

// Finish says that everything was asked for: what was not used since Open has
// no use any more, and Close removes it.
func (m *Memory) Finish() {
	if m == nil {
		return
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.finished = true
}

// Close writes down what is new and lets the next build write. A second call
// does nothing. That it could not be written is nobody's problem.
func (m *Memory) Close() {
	if m == nil {
		return
	}
	m.load()
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.closed {
		return
	}
	m.closed = true
	if m.lock != nil {
		m.settle()
	}
	for _, p := range m.packs {
		_ = p.closes.Close() // it was read only
	}
	m.packs, m.known = nil, nil
	if m.lock != nil {
		_ = m.lock.Release() // the system does it at the latest when the process ends
		m.lock = nil
	}
}

// packsIn lists the complete packs of this build of the program.
func packsIn(folder string, mark Sum) (names []string) {
	for _, name := range filesIn(folder) {
		if isPack(filepath.Base(name), mark) {
			names = append(names, name)
		}
	}
	return names
}

// filesIn lists a folder in order; one that is not there is empty.
func filesIn(folder string) (names []string) {
	entries, _ := os.ReadDir(folder)
	for _, entry := range entries {
		names = append(names, filepath.Join(folder, entry.Name()))
	}
	return names
}
