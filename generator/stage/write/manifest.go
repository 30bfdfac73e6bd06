package write

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
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

// bytes writes one file a line, so that two manifests are easily compared.
func (m manifest) bytes() ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	text.WriteString("{\"files\": [\n")
	for i, file := range m.Files {
		if i > 0 {
			text.Truncate(text.Len() - 1) // the encoder ends with a new line
			text.WriteString(",\n")
		}
		if err := encoder.Encode(file); err != nil {
			return nil, err
		}
	}
	text.WriteString("]}\n")
	return text.Bytes(), nil
}

// readManifest refuses any text that is not surely such a list, since it
// decides which files are the generator's to replace and to remove.
func readManifest(text []byte) (manifest, error) {
	var m manifest
	if err := json.Unmarshal(text, &m); err != nil {
		return manifest{}, err
	}
	if m.Files == nil {
		return manifest{}, errors.New("it lists no files")
	}
	for i, file := range m.Files {
		if err := checkPath(file.Path); err != nil {
			return manifest{}, err
		}
		if sum, err := hex.DecodeString(file.SHA256); err != nil || len(sum) != sha256.Size {
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
