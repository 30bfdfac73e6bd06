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
		_ = p.file.Close() // Windows removes no open file
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
	for sum, where := range p.values {
		if !m.worth(sum, where) {
			waste += where.size + lineSize
		}
	}
	return waste
}

// worth tells whether a value is what its sum stands for, and whether that is
// of use.
func (m *Memory) worth(sum Sum, where place) bool {
	return m.known[sum] == where && (m.used[sum] || !m.finished)
}

// rescue moves what is of use from a pack into the growing one.
func (m *Memory) rescue(p *pack) bool {
	for _, sum := range p.inOrder() {
		where := p.values[sum]
		if !m.worth(sum, where) {
			continue
		}
		value, err := where.read()
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
	_ = p.file.Close() // it was read only
	return true
}
