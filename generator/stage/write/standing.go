package write

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
)

// Standing is the sum of how everything in the output and in the folder beside
// it stands: names, sizes and the moments of the last change. Nothing is
// opened for it. As long as it stays the same nobody has changed a file by the
// ways that people and programs change files.
func Standing(output string) (string, error) {
	hash := sha256.New()
	for _, folder := range []string{output, Beside(output)} {
		real, err := filepath.EvalSymlinks(folder)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return "", err
		}
		marks, err := stood(real)
		if err != nil {
			return "", err
		}
		hash.Write(marks)
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}

// stood marks everything below a folder, in order. Its folders are looked at
// side by side.
func stood(folder string) ([]byte, error) {
	walk := &stroll{free: make(chan struct{}, 2*runtime.GOMAXPROCS(0)), marks: map[string][]byte{}}
	walk.folder(folder, ".")
	walk.group.Wait()
	if walk.err != nil {
		return nil, walk.err
	}
	var all []byte
	names := make([]string, 0, len(walk.marks))
	for name := range walk.marks {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		all = append(all, name...)
		all = append(all, 0)
		all = append(all, walk.marks[name]...)
	}
	return all, nil
}

// A stroll goes through the folders of a folder.
type stroll struct {
	free  chan struct{}
	group sync.WaitGroup

	mutex sync.Mutex
	marks map[string][]byte // by folder
	err   error
}

func (s *stroll) folder(root, below string) {
	s.group.Go(func() {
		s.free <- struct{}{}
		marks, folders, err := marksIn(filepath.Join(root, filepath.FromSlash(below)))
		<-s.free
		s.mutex.Lock()
		s.marks[below], s.err = marks, errors.Join(s.err, err)
		s.mutex.Unlock()
		for _, name := range folders {
			s.folder(root, path.Join(below, name))
		}
	})
}

// marksIn marks the entries of one folder, and names the folders among them.
func marksIn(folder string) (marks []byte, folders []string, err error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, nil, err
	}
	for _, entry := range entries {
		info, err := entry.Info()
		if err != nil {
			return nil, nil, err
		}
		marks = append(append(marks, entry.Name()...), 0)
		marks = binary.AppendUvarint(marks, uint64(info.Mode()))
		if entry.IsDir() {
			folders = append(folders, entry.Name())
			continue
		}
		marks = binary.AppendUvarint(marks, uint64(info.Size()))
		marks = binary.AppendVarint(marks, info.ModTime().UnixNano())
	}
	return marks, folders, nil
}
