package memory

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func try(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// keep is a build that makes some values and nothing else.
func keep(folder string, names ...string) {
	m := Open(folder)
	for _, name := range names {
		_, _ = m.Once(SumOf(name), func() ([]byte, error) { return value(name), nil })
	}
	m.Finish()
	m.Close()
}

// value is what is made of a name.
func value(name string) []byte { return []byte(strings.Repeat("value of "+name+"\n", 20)) }

// knows lists which of some names a folder remembers, and fails where it
// remembers anything but what was made of a name.
func knows(t *testing.T, folder string, names ...string) (known []string) {
	t.Helper()
	m := Read(folder)
	defer m.Close()
	for _, name := range names {
		got, remembered := m.Recall(SumOf(name))
		if remembered {
			known = append(known, name)
		}
		if remembered && !bytes.Equal(got, value(name)) {
			t.Errorf("%s became %q", name, got)
		}
	}
	return known
}

func expect(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// packs are the names of the packs in a folder.
func packs(folder string) (names []string) {
	for _, name := range filesIn(folder) {
		if isPack(filepath.Base(name), Sum{}) {
			names = append(names, filepath.Base(name))
		}
	}
	return names
}

func TestALaterBuildRemembers(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "deep", ".cache")
	keep(folder, "a", "b")
	expect(t, knows(t, folder, "a", "b", "c"), "a", "b")
}

func TestWhatIsNotUsedIsRemoved(t *testing.T) {
	folder := t.TempDir()
	keep(folder, "a", "b")
	keep(folder, "b", "c")
	expect(t, knows(t, folder, "a", "b", "c"), "b", "c")
	text, err := os.ReadFile(filepath.Join(folder, packs(folder)[0]))
	try(t, err)
	if bytes.Contains(text, value("a")) || !bytes.Contains(text, value("b")) {
		t.Error("the value that is not used lies in the pack, or another does not")
	}
	keep(folder)
	expect(t, packs(folder))
}

// TestABuildThatStopsRemovesNothing: one that found problems did not come to
// ask for everything.
func TestABuildThatStopsRemovesNothing(t *testing.T) {
	folder := t.TempDir()
	keep(folder, "a")
	m := Open(folder)
	m.Keep(SumOf("b"), value("b"))
	m.Close()
	m.Close()
	expect(t, knows(t, folder, "a", "b"), "a", "b")
}

func TestNothingIsWrittenWhereNothingIsNew(t *testing.T) {
	folder := t.TempDir()
	keep(folder, "a", "b")
	before, err := os.Stat(filepath.Join(folder, packs(folder)[0]))
	try(t, err)
	keep(folder, "b", "a")
	after, err := os.Stat(filepath.Join(folder, packs(folder)[0]))
	try(t, err)
	if !os.SameFile(before, after) || !before.ModTime().Equal(after.ModTime()) {
		t.Error("the pack was written again")
	}
}

func TestTheLastKeptCounts(t *testing.T) {
	folder := t.TempDir()
	m := Open(folder)
	m.Keep(SumOf("a"), []byte("an older one"))
	m.Keep(SumOf("a"), value("a"))
	m.Close()
	expect(t, knows(t, folder, "a"), "a")
}

// TestDamage changes every byte of a pack, and cuts it at every length: what
// is remembered after that is right or nothing, and the next build mends it.
// TestTheLastKeptCountsInALargeFolder: a large pack stays as it is where little
// of it has no use, and what was kept anew lies in another, whatever their names.
func TestTheLastKeptCountsInALargeFolder(t *testing.T) {
	folder := t.TempDir()
	large := bytes.Repeat([]byte("large"), little/5+1)
	for i := range 8 {
		m := Open(folder)
		if got, known := m.Recall(SumOf("how it stood")); i > 0 && (!known || string(got) != fmt.Sprint(i-1)) {
			t.Errorf("build %d remembers %q, %v", i, got, known)
		}
		_, err := m.Once(SumOf("large"), func() ([]byte, error) { return large, nil })
		try(t, err)
		m.Keep(SumOf("how it stood"), fmt.Append(nil, i))
		m.Finish()
		m.Close()
		for _, name := range packs(folder) { // as if it had been a while ago
			name = filepath.Join(folder, name)
			info, err := os.Stat(name)
			try(t, err)
			try(t, os.Chtimes(name, time.Time{}, info.ModTime().Add(-time.Second)))
		}
	}
}

func TestDamage(t *testing.T) {
	folder := t.TempDir()
	keep(folder, "a", "b")
	name := filepath.Join(folder, packs(folder)[0])
	whole, err := os.ReadFile(name)
	try(t, err)
	lost := 0
	for i := range whole {
		for _, damaged := range [][]byte{whole[:i], slices.Concat(whole[:i], []byte{whole[i] ^ 1}, whole[i+1:])} {
			try(t, os.WriteFile(name, damaged, 0o644))
			if len(knows(t, folder, "a", "b")) < 2 {
				lost++
			}
		}
	}
	if lost != 2*len(whole) {
		t.Errorf("%d of %d damages were not noticed", 2*len(whole)-lost, 2*len(whole))
	}
	keep(folder, "a", "b")
	expect(t, knows(t, folder, "a", "b"), "a", "b")
	if after := packs(folder); len(after) != 1 {
		t.Errorf("there are the packs %q", after)
	}
}

// TestADamagedValueIsMadeAgain damages one value while a build runs.
func TestADamagedValueIsMadeAgain(t *testing.T) {
	folder := t.TempDir()
	keep(folder, "a", "b")
	name := filepath.Join(folder, packs(folder)[0])
	whole, err := os.ReadFile(name)
	try(t, err)
	m := Open(folder)
	m.load()
	try(t, os.WriteFile(name, bytes.Replace(whole, value("a"), bytes.ToUpper(value("a")), 1), 0o644))
	if value, known := m.Recall(SumOf("a")); known {
		t.Errorf("the damaged value is %q", value)
	}
	m.Close()
	expect(t, knows(t, folder, "a", "b"), "b")
}

func TestAnotherBuildOfTheProgramBelievesNothing(t *testing.T) {
	folder := t.TempDir()
	other := SumOf("another build of the program")
	g, err := begun(folder, other)
	try(t, err)
	_, err = g.add(SumOf("a"), []byte("its value"))
	try(t, err)
	name, err := g.finish()
	try(t, err)
	expect(t, knows(t, folder, "a"))

	mark, err := program()
	try(t, err)
	try(t, os.Rename(name, filepath.Join(folder, packName(mark, other))))
	expect(t, knows(t, folder, "a"))

	keep(folder, "b")
	if left := packs(folder); len(left) != 1 {
		t.Errorf("the packs are %q", left)
	}
	expect(t, knows(t, folder, "a", "b"), "b")
}

// TestTwoAtOnce: the second reads beside the first and writes nothing.
func TestTwoAtOnce(t *testing.T) {
	folder := t.TempDir()
	keep(folder, "a")
	first := Open(folder)
	first.load()
	second := Open(folder)
	second.Keep(SumOf("c"), value("c"))
	first.Keep(SumOf("b"), value("b"))
	first.Finish()
	first.Close()
	for _, name := range []string{"a", "c"} {
		if got, known := second.Recall(SumOf(name)); !known || !bytes.Equal(got, value(name)) {
			t.Errorf("the second remembers %s as %q", name, got)
		}
	}
	second.Finish()
	second.Close()
	expect(t, knows(t, folder, "a", "b", "c"), "b")
}

// TestWithoutAFolder: where a file stands in the way, as where the folder is
// not ours to write to, the process alone remembers.
func TestWithoutAFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	try(t, os.WriteFile(file, nil, 0o644))
	for _, folder := range []string{"", file, filepath.Join(file, ".cache")} {
		m := Open(folder)
		m.Keep(SumOf("a"), value("a"))
		if got, known := m.Recall(SumOf("a")); !known || !bytes.Equal(got, value("a")) {
			t.Errorf("in %q it remembers %q", folder, got)
		}
		m.Keep(SumOf("large"), make([]byte, mostHeld))
		if _, known := m.Recall(SumOf("a")); known {
			t.Error("it holds more than it should")
		}
		m.Finish()
		m.Close()
	}
}

func TestReadWritesNothing(t *testing.T) {
	folder := filepath.Join(t.TempDir(), ".cache")
	m := Read(folder)
	m.Keep(SumOf("a"), value("a"))
	if _, known := m.Recall(SumOf("a")); !known {
		t.Error("it does not remember while it lasts")
	}
	m.Finish()
	m.Close()
	if _, err := os.Stat(folder); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder: %v", err)
	}
}

// TestADiskThatEnds takes the file from under the pack that is written.
func TestADiskThatEnds(t *testing.T) {
	folder := t.TempDir()
	keep(folder, "a")
	m := Open(folder)
	m.Keep(SumOf("b"), value("b"))
	try(t, m.growing.grows.Close())
	m.Keep(SumOf("c"), value("c"))
	for name, want := range map[string]bool{"a": true, "b": false, "c": true} {
		if _, known := m.Recall(SumOf(name)); known != want {
			t.Errorf("%s is remembered: %t", name, known)
		}
	}
	m.Finish()
	m.Close()
	expect(t, knows(t, folder, "a", "b", "c"), "a")
	if _, err := os.Stat(filepath.Join(folder, unfinished)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the pack that was not finished: %v", err)
	}
}

// TestPacksStayFew builds again and again with one value more.
func TestPacksStayFew(t *testing.T) {
	folder := t.TempDir()
	large := bytes.Repeat([]byte("large"), little/5+1)
	names := []string{}
	for i := range 20 {
		names = append(names, fmt.Sprint(i))
		m := Open(folder)
		_, _ = m.Once(SumOf("large"), func() ([]byte, error) { return large, nil })
		for _, name := range names {
			_, _ = m.Once(SumOf(name), func() ([]byte, error) { return value(name), nil })
		}
		m.Finish()
		m.Close()
	}
	if left := packs(folder); len(left) != 2 {
		t.Errorf("there are the packs %q", left)
	}
	expect(t, knows(t, folder, names...), names...)
}

// TestWasteIsBounded lets a large pack lose one value after another.
func TestWasteIsBounded(t *testing.T) {
	folder := t.TempDir()
	tenth := bytes.Repeat([]byte("tenth part"), little/10)
	for left := 10; left > 0; left-- {
		m := Open(folder)
		for i := range left {
			_, _ = m.Once(SumOf(i), func() ([]byte, error) { return tenth, nil })
		}
		m.Finish()
		m.Close()
		stored := 0
		for _, name := range packs(folder) {
			found, err := os.Stat(filepath.Join(folder, name))
			try(t, err)
			stored += int(found.Size())
		}
		if used := left * len(tenth); stored < used || stored > used*4/3+(1<<16) {
			t.Errorf("%d bytes are stored for %d that are used", stored, used)
		}
	}
}

func TestOnceIsMadeOnce(t *testing.T) {
	m := Open(t.TempDir())
	defer m.Close()
	var made atomic.Int32
	var group sync.WaitGroup
	for range 50 {
		group.Go(func() {
			got, err := m.Once(SumOf("a"), func() ([]byte, error) {
				made.Add(1)
				return value("a"), nil
			})
			if err != nil || !bytes.Equal(got, value("a")) {
				t.Errorf("got %q, %v", got, err)
			}
		})
	}
	group.Wait()
	if made.Load() != 1 {
		t.Errorf("it was made %d times", made.Load())
	}
}

func TestAnErrorIsNotRemembered(t *testing.T) {
	m := Open("")
	wrong := errors.New("wrong")
	if _, err := m.Once(SumOf("a"), func() ([]byte, error) { return []byte("half"), wrong }); err != wrong {
		t.Errorf("got %v", err)
	}
	func() {
		defer func() { _ = recover() }()
		_, _ = m.Once(SumOf("a"), func() ([]byte, error) { panic("broken off") })
	}()
	got, err := m.Once(SumOf("a"), func() ([]byte, error) { return value("a"), nil })
	if err != nil || !bytes.Equal(got, value("a")) {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestTheNilMemory(t *testing.T) {
	var m *Memory
	m.Keep(SumOf("a"), value("a"))
	if _, known := m.Recall(SumOf("a")); known {
		t.Error("it remembers")
	}
	if got, err := m.Once(SumOf("a"), func() ([]byte, error) { return value("a"), nil }); err != nil || !bytes.Equal(got, value("a")) {
		t.Errorf("got %q, %v", got, err)
	}
	m.Finish()
	m.Close()
}

// FuzzPack reads any file as a pack, as it is and with a true seal: it is
// refused, or each of its values can be read or is refused.
func FuzzPack(f *testing.F) {
	folder := f.TempDir()
	keep(folder, "a", "b")
	whole, err := os.ReadFile(filepath.Join(folder, packs(folder)[0]))
	try(f, err)
	f.Add(whole)
	f.Add(whole[:len(whole)-1])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, text []byte) {
		mark, err := program()
		try(t, err)
		name := filepath.Join(t.TempDir(), "file"+ending)
		for _, content := range [][]byte{text, sealedAgain(text, mark)} {
			try(t, os.WriteFile(name, content, 0o644))
			p, err := openPack(name, mark)
			if err != nil {
				continue
			}
			for line := range p.all() {
				if value, err := p.place(line).read(); err == nil && len(value) > len(content) {
					t.Errorf("a value of %d bytes was read from %d", len(value), len(content))
				}
			}
			try(t, p.closes.Close())
		}
	})
}

// sealedAgain gives a text the seal of a pack, so that its lines are believed.
func sealedAgain(text []byte, mark Sum) []byte {
	size := len(text) / lineSize / 2 * lineSize
	first := int64(len(text) - size)
	lines := book{leaves: [][]byte{text[first:]}}
	sealed := lines.seal(mark, first)
	return append(append(bytes.Clone(text), 0, 0, 0, 0, byte(first>>24), byte(first>>16), byte(first>>8), byte(first)), sealed[:]...)
}

// TestSumsThatBeginAlike: of two, the later is known, and none is taken for the
// other.
func TestSumsThatBeginAlike(t *testing.T) {
	folder := t.TempDir()
	one, other := SumOf("one"), SumOf("one")
	other[sumSize-1] ^= 1
	for range 2 {
		m := Open(folder)
		for _, sum := range []Sum{one, other} {
			got, err := m.Once(sum, func() ([]byte, error) { return sum[:], nil })
			if err != nil || !bytes.Equal(got, sum[:]) {
				t.Errorf("%x became %x, %v", sum, got, err)
			}
		}
		if got, known := m.Recall(one); known {
			t.Errorf("%x is still known: %x", one, got)
		}
		m.Finish()
		m.Close()
	}
}

// TestAPackOfManyLines has more than stand on one leaf of a book.
func TestAPackOfManyLines(t *testing.T) {
	folder := t.TempDir()
	var names []string
	for i := range 2*linesOnLeaf + 3 {
		names = append(names, fmt.Sprint(i))
	}
	keep(folder, names...)
	expect(t, knows(t, folder, names...), names...)
}
