package decode

import (
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"plainsight/generator/kit/memory"
	"plainsight/generator/stage/collect"
)

// TestWhatIsRememberedIsWhatIsRead: a reader that finds in the memory what files
// said gives the same as one that reads them, in every field; of the site of
// this repository, and of small ones with every fault.
func TestWhatIsRememberedIsWhatIsRead(t *testing.T) {
	sites := map[string]fs.FS{"the site": os.DirFS("../../.."), "a heading over a chart": fstest.MapFS{
		"content/pages/costs.md": {Data: []byte("---\ntitle: Costs\n---\n\n## What this costs a year {#costs}\n\n```chart\nid: rises\nmetric: costs\n```\n")},
	}}
	archives, err := filepath.Glob("../../task/build/testdata/sites/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no sites", err)
	}
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if sites[name], err = txtar.FS(archive); err != nil {
			t.Fatal(name, err)
		}
	}
	for name, site := range sites {
		files, _ := collect.Files(site)
		remembered := memory.Open("")
		var read, recalled Documents
		for _, into := range []*Documents{&read, &recalled} {
			docs, _, err := Reader{Memory: remembered}.Files(files)
			if err != nil {
				t.Fatal(name, err)
			}
			*into = docs
		}
		plain, _, _ := Files(files)
		if !reflect.DeepEqual(read, plain) || !reflect.DeepEqual(recalled, plain) {
			t.Errorf("%s: what is recalled is not what is read", name)
		}
	}
}
