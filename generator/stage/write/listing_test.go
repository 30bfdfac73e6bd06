package write

import (
	"encoding/hex"
	"slices"
	"testing"
)

// TestAListingSaysWhatTheManifestLists: each file by its size and its sum, whether one
// lies in a folder, and nothing of what is not listed.
func TestAListingSaysWhatTheManifestLists(t *testing.T) {
	files := []file{}
	for i, path := range []string{"a-b.html", "a.html", "a/b/index.html", "a/index.html", "index.html", "é/index.html"} {
		one := describe(path, []byte(path))
		one.Size = i << 20
		files = append(files, one)
	}
	l := listingOf(files)
	paths := []string{}
	for _, one := range files {
		paths = append(paths, one.Path)
		if size, sum, listed := l.of(one.Path); !listed || size != one.Size || hex.EncodeToString(sum[:]) != one.SHA256 {
			t.Errorf("%s is listed %t with %d bytes and the sum %x", one.Path, listed, size, sum)
		}
	}
	if got := slices.Collect(l.paths()); !slices.Equal(got, paths) {
		t.Errorf("it lists %v", got)
	}
	for _, path := range []string{"", "a", "a/b", "a/index", "index.html/", "z"} {
		if size, sum, listed := l.of(path); listed || size != 0 || sum != [32]byte{} {
			t.Errorf("%q is listed with %d bytes", path, size)
		}
	}
	for folder, want := range map[string]bool{"a/": true, "a/b/": true, "é/": true, "b/": false, "a/c/": false, "index.html/": false, "z/": false} {
		if got := l.leads(folder); got != want {
			t.Errorf("a file lies in %s: %t", folder, got)
		}
	}
	if none := listingOf(nil); none.leads("a/") || len(slices.Collect(none.paths())) > 0 {
		t.Error("a manifest of nothing lists something")
	}
}
