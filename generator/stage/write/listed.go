package write

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// ManifestName is the file of a site that lists all others.
const ManifestName = manifestName

// A Listed is a file of a site as its manifest lists it: Path, Size in bytes
// and SHA256 in hexadecimal.
type Listed = file

// Describe is how the manifest lists a file with this content.
func Describe(path string, content []byte) Listed { return describe(path, content) }

// Read reads a manifest. whole is false where it is not, letter for letter, the
// text that the generator wrote.
func Read(manifest []byte) (files []Listed, whole bool, err error) {
	read, err := readManifest(string(manifest))
	if err != nil {
		return nil, false, err
	}
	written, err := read.bytes()
	return read.Files, bytes.Equal(written, manifest), err
}

// Published lists the files of a site that lies in a folder, or that the
// manifest at the path lists. There are none where nothing was published yet.
func Published(at string) ([]Listed, error) {
	folder := filepath.Ext(at) != filepath.Ext(manifestName)
	if folder {
		at = filepath.Join(at, manifestName)
	}
	text, err := os.ReadFile(at)
	if folder && errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", filepath.ToSlash(at), errors.Unwrap(err))
	}
	files, _, err := Read(text)
	if err != nil {
		mend := "fetch it from the published site once more, or name the folder of the site instead"
		if folder {
			mend = fmt.Sprintf("keep what is yours in %s elsewhere, empty the folder and type the same again", filepath.ToSlash(filepath.Dir(at)))
		}
		return nil, fmt.Errorf("%s is damaged and does not list the files of a site (%w); %s", filepath.ToSlash(at), err, mend)
	}
	return files, nil
}
