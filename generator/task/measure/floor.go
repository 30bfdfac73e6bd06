package measure

import (
	"crypto/sha256"
	"io/fs"
	"os"
	"path/filepath"

	"plainsight/generator/kit/disk"
)

// Floor does for a site what no generator can leave out, and nothing else: it reads
// each file of the site in a folder, and writes files of the names and sizes of those
// that a build made there, into a folder that is not there yet. Of all it makes sums.
func Floor(folder, into string) error {
	for _, of := range []string{"content", "data"} {
		err := eachFile(filepath.Join(folder, of), func(name string, _ int64) error {
			bytes, err := os.ReadFile(name)
			sha256.Sum256(bytes)
			return err
		})
		if err != nil {
			return err
		}
	}
	public := filepath.Join(folder, "public")
	page := []byte{}
	return eachFile(public, func(name string, size int64) error {
		to, err := filepath.Rel(public, name)
		if err != nil {
			return err
		}
		if int64(len(page)) < size {
			page = make([]byte, size)
		}
		sha256.Sum256(page[:size])
		return disk.Write(filepath.Join(into, to), page[:size])
	})
}

func eachFile(folder string, do func(name string, size int64) error) error {
	return filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		return do(name, info.Size())
	})
}
