package serve

import (
	"io/fs"
	"path"
)

// themes are the themes without what npm has fetched, which is large and not
// needed here.
type themes struct{ fs.FS }

func (t themes) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(t.FS, name)
	var kept []fs.DirEntry
	for _, entry := range entries {
		if path.Base(entry.Name()) != "node_modules" {
			kept = append(kept, entry)
		}
	}
	return kept, err
}
