package witness

import (
	"io"
	"io/fs"
	"slices"
)

// Into gives the content of a file as ReadFile does, in memory that is there for it
// already, as far as that goes.
func Into(files fs.FS, name string, room []byte) ([]byte, error) {
	w, is := files.(*Witness)
	if !is {
		return into(files, name, room)
	}
	fresh := w.reads(name)
	content, err := into(w.files, name, room)
	if fresh && err == nil {
		w.said(name, content)
	}
	return content, err
}

func into(files fs.FS, name string, room []byte) ([]byte, error) {
	file, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	content := room[:0]
	if info, err := file.Stat(); err == nil {
		content = slices.Grow(content, int(info.Size())+1) // the end is met by reading on
	}
	for err == nil {
		var length int
		content = slices.Grow(content, 1)
		length, err = file.Read(content[len(content):cap(content)])
		content = content[:len(content)+length]
	}
	if err != io.EOF {
		return nil, err
	}
	return content, nil
}
