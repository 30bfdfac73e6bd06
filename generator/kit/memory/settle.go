package memory

import (
	"path/filepath"

	"plainsight/generator/kit/disk"
)

// little is the size of packs that are written together with what is new, so
// that there are never many. A larger pack is left as it is until a quarter of
// it has no use.
const little = 4 << 20

// settle completes the growing pack, moves into it what is still of use in
// packs that go, and removes them. It holds the lock of the folder.
func (m *Memory) settle() {
	leaving := m.leaving()
	for _, p := range leaving {
		if !m.rescue(p) {
			return // what could not be moved stays where it is
		}
	}
	for _, p := range leaving {
		_ = p.closes.Close() // Windows removes no open file
	}
	name, err := m.growing.finish()
	if err != nil {
		m.growing.drop()
		return
	}
	for _, p := range leaving {
		if p.name != name { // as where another pack was of no use at all
			_ = disk.Remove(p.name)
		}
	}
	m.sweep()
}

// leaving are the packs that are not worth keeping as they are.
func (m *Memory) leaving() (leaving []*pack) {
	changed := m.growing != nil
	for _, p := range m.packs {
		changed = changed || m.waste(p) > 0
	}
	for _, p := range m.packs {
		if changed && p.size < little || 4*m.waste(p) > p.size {
			leaving = append(leaving, p)
		}
	}
	return leaving
}

// waste is how many bytes of a pack have no use.
func (m *Memory) waste(p *pack) (waste int64) {
	for line, sum := range p.all() {
		if !m.worth(sum, p, line) {
			waste += p.place(line).size + lineSize
		}
	}
	return waste
}

// worth tells whether the value of a line is what its sum stands for, and whether
// that is of use.
func (m *Memory) worth(sum Sum, p *pack, line int32) bool {
	at, known := m.find(sum)
	return known && m.books[at.book] == &p.book && at.line == line && (at.used || !m.finished)
}

// rescue moves what is of use from a pack into the growing one.
func (m *Memory) rescue(p *pack) bool {
	for line, sum := range p.all() {
		if !m.worth(sum, p, line) {
			continue
		}
		value, err := p.place(line).read()
		if err != nil {
			continue // damaged
		}
		if !m.write(sum, value) {
			return false
		}
	}
	return true
}

// sweep removes packs that nobody can use: of other builds of the program, and
// damaged ones.
func (m *Memory) sweep() {
	if !m.finished {
		return
	}
	mark, err := program()
	if err != nil {
		return
	}
	for _, name := range filesIn(m.folder) {
		if isPack(filepath.Base(name), Sum{}) && !m.good(name, mark) {
			_ = disk.Remove(name)
		}
	}
}

func (m *Memory) good(name string, mark Sum) bool {
	p, err := openPack(name, mark)
	if err != nil {
		return false
	}
	_ = p.closes.Close() // it was read only
	return true
}
