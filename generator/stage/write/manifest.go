package write

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"slices"
	"strconv"
	"strings"
)

const manifestName = "manifest.json"

// A manifest lists the files that the generator wrote, in order of their
// paths. It does not list itself.
type manifest struct {
	Files []file `json:"files"`
}

// A file is one line of the manifest. Size is in bytes, SHA256 in hexadecimal.
type file struct {
	Path   string `json:"path"`
	Size   int    `json:"size"`
	SHA256 string `json:"sha256"`
}

func describe(path string, content []byte) file {
	sum := sha256.Sum256(content)
	return file{path, len(content), hex.EncodeToString(sum[:])}
}

func (m manifest) bytes() (text []byte, err error) {
	for piece, err := range written(slices.Values(m.Files)) {
		if err != nil {
			return nil, err
		}
		text = append(text, piece...)
	}
	return text, nil
}

// pieceSize is about as much as is written at once of a manifest.
const pieceSize = 1 << 16

// written writes one file a line, so that two manifests are easily compared. Each
// piece holds until the next one.
func written(files iter.Seq[file]) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		text, between := append(make([]byte, 0, pieceSize+pieceSize/8), opening...), ""
		for file := range files {
			if len(text) > pieceSize {
				if !yield(text, nil) {
					return
				}
				text = text[:0]
			}
			var err error
			if text, err = file.append(append(text, between...)); err != nil {
				yield(nil, err)
				return
			}
			between = ",\n"
		}
		if between != "" {
			text = append(text, '\n')
		}
		yield(append(text, closing...), nil)
	}
}

// append writes the line of a file.
func (f file) append(text []byte) ([]byte, error) {
	if isPlain(f.Path) && isPlain(f.SHA256) {
		text = append(append(text, beforePath...), f.Path...)
		text = strconv.AppendInt(append(text, beforeSize...), int64(f.Size), 10)
		return append(append(append(text, beforeSum...), f.SHA256...), afterSum...), nil
	}
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(f)
	return append(text, bytes.TrimSuffix(line.Bytes(), []byte{'\n'})...), err
}

// readManifest refuses any text that is not surely such a list, since it
// decides which files are the generator's to replace and to remove.
func readManifest(text string) (manifest, error) {
	m, plain := readLines(text)
	if !plain {
		m = manifest{}
		if err := json.Unmarshal([]byte(text), &m); err != nil {
			return manifest{}, err
		}
	}
	if m.Files == nil {
		return manifest{}, errors.New("it lists no files")
	}
	for i, file := range m.Files {
		if err := checkPath(file.Path); err != nil {
			return manifest{}, err
		}
		if !isSum(file.SHA256) {
			return manifest{}, fmt.Errorf("%s has no sum", file.Path)
		}
		if i > 0 && byPath(m.Files[i-1], file) >= 0 {
			return manifest{}, fmt.Errorf("%s is not in its place", file.Path)
		}
	}
	return m, nil
}

func byPath(a, b file) int { return strings.Compare(a.Path, b.Path) }

// checkPath refuses what does not lie below the output on every system.
func checkPath(path string) error {
	switch {
	case !fs.ValidPath(path) || path == ".":
		return fmt.Errorf("“%s” is not a path below the output folder", path)
	case strings.ContainsAny(path, "\\:\x00"):
		return fmt.Errorf("“%s” is not a path on every system", path)
	case path == manifestName:
		return fmt.Errorf("%s is written from the other files", path)
	}
	return nil
}
