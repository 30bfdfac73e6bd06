package write

import (
	"crypto/sha256"
	"encoding/hex"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"plainsight/generator/kit/disk"
)

// TestARollTakesAPathOnce: what it takes and refuses is what maps of all files and
// folders by their folds take and refuse, and it has all of it in order.
func TestARollTakesAPathOnce(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	names := []string{"a", "A", "b", "b.html", "b-c", "ß", "İ", "é", "É", strings.Repeat("long", 300)}
	roll, files, folders, listed := newRoll(), map[string]string{}, map[string]string{}, []file{}
	for i := range 6000 {
		parts := []string{names[random.IntN(len(names))]}
		for range random.IntN(5) {
			parts = append(parts, names[random.IntN(len(names))])
		}
		path := strings.Join(parts, "/")
		want := files[fold(path)] + folders[fold(path)]
		for _, folder := range above(path) {
			if want == "" {
				want = files[fold(folder)]
			}
		}
		at, other, ok := roll.claim(path)
		if other != want || ok != (want == "") {
			t.Fatalf("%s is taken by %q, and should be by %q", path, other, want)
		}
		if !ok {
			continue
		}
		files[fold(path)] = path
		for _, folder := range above(path) {
			if folders[fold(folder)] == "" {
				folders[fold(folder)] = path
			}
		}
		sum := sha256.Sum256([]byte(path))
		roll.lists(i, sum)
		roll.stands(at, disk.Entry{Size: int64(i), Changed: -int64(i), Number: uint64(i)})
		listed = append(listed, file{path, i, hex.EncodeToString(sum[:])})
	}
	roll.sort()
	slices.SortFunc(listed, byPath)
	if got := slices.Collect(roll.files()); !slices.Equal(got, listed) {
		t.Errorf("%d files are listed otherwise, of %d", len(got), len(listed))
	}
	for i, at := range roll.stand {
		if path, after := roll.text(at); path != listed[i].Path || roll.entry(after) != (disk.Entry{Size: int64(listed[i].Size), Changed: -int64(listed[i].Size), Number: uint64(listed[i].Size)}) {
			t.Errorf("%s stands in another way", path)
		}
	}
}
