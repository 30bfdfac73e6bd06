package build

import (
	"bytes"
	"fmt"
	"testing"

	"plainsight/generator/kit/memory"
)

// someRemains are files with one way in common, as the gate notes them: one place
// and some ways each.
func someRemains() (under memory.Sum, files map[string]remain, notes map[string][]byte) {
	files, notes = map[string]remain{}, map[string][]byte{}
	for i := range 5 {
		path := fmt.Sprintf("authorities/plainton/%d/index.html", i)
		noted := append([]byte{1}, bytes.Repeat([]byte{byte(i)}, 8)...)
		for way := range i {
			noted = append(noted, bytes.Repeat([]byte{byte(way)}, 16)...)
		}
		notes[path] = noted
		files[path] = remainOf(memory.SumOf("from", i), i != 3, memory.SumOf("bytes", i), 1000*i, noted)
	}
	files["feed.xml"] = remainOf(memory.SumOf("from"), true, memory.SumOf("bytes"), 7, nil)
	return memory.SumOf("under"), files, notes
}

func TestWhatIsRememberedOfFiles(t *testing.T) {
	under, files, notes := someRemains()
	text := remainsBytes(under, files)
	read := remainsOf(text)
	if read.under != under || len(read.files) != len(files) || read.promised || len(read.ways) != 4*16 {
		t.Errorf("of %d files with 4 ways these are remembered: %d with %d bytes of ways", len(files), len(read.files), len(read.ways))
	}
	for path, want := range files {
		got := read.files[path]
		if got.from != want.from || got.sum != want.sum || got.size != want.size || got.promised != want.promised {
			t.Errorf("%s was %v and is %v", path, want, got)
		}
		if !bytes.Equal(read.notes(got), notes[path]) {
			t.Errorf("the notes on %s were %v and are %v", path, notes[path], read.notes(got))
		}
	}
	for cut := range text {
		if read := remainsOf(text[:cut]); read.under != (memory.Sum{}) && len(read.files) == len(files) {
			t.Errorf("the first %d bytes of %d are taken for all", cut, len(text))
		}
	}
}

func FuzzRemains(f *testing.F) {
	under, files, _ := someRemains()
	f.Add([]byte{})
	f.Add(remainsBytes(under, files))
	f.Fuzz(func(t *testing.T, text []byte) {
		read := remainsOf(text)
		for path, one := range read.files {
			again := remainsOf(remainsBytes(read.under, map[string]remain{path: remainOf(one.from, one.promised, one.sum, one.size, read.notes(one))}))
			if got := again.files[path]; got.from != one.from || got.sum != one.sum || got.promised != one.promised {
				t.Errorf("%v is read again as %v", one, got)
			}
		}
	})
}
