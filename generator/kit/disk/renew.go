package disk

import (
	"errors"
	"io/fs"
	"path/filepath"
)

// renew puts a copy of a folder in the folder's own place. The file system of
// a container cannot rename a folder that came with the image, such as the
// output with its .gitkeep; it can rename the copy. For a while the folder is
// not whole: Recover mends what a killed process left there.
func renew(folder, copy string) error {
	if err := Remove(part(copy)); err != nil {
		return err
	}
	if err := duplicateTree(folder, part(copy)); err != nil {
		return errors.Join(err, Remove(part(copy)))
	}
	if err := Move(part(copy), copy); err != nil {
		return err
	}
	return putBack(copy, folder)
}

// part is where a copy is while it is not complete.
func part(copy string) string { return copy + ".part" }

// putBack replaces a folder by its copy, which is complete.
func putBack(copy, folder string) error {
	if err := Remove(folder); err != nil {
		return err
	}
	return Move(copy, folder)
}

// duplicateTree makes the same tree of the same files. Folders get their
// rights last, since one of them may forbid writing.
func duplicateTree(from, to string) error {
	err := eachBelow(from, func(path string, mode fs.FileMode) error {
		if mode.IsDir() {
			return Folder(filepath.Join(to, path))
		}
		_, err := Link(filepath.Join(from, path), filepath.Join(to, path))
		return err
	})
	if err != nil {
		return err
	}
	return eachBelow(from, func(path string, mode fs.FileMode) error {
		if mode.IsDir() {
			return Permit(filepath.Join(to, path), mode)
		}
		return nil
	})
}

// eachBelow visits a folder, as ".", and everything in it.
func eachBelow(folder string, visit func(path string, mode fs.FileMode) error) error {
	return filepath.WalkDir(folder, func(at string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		found, err := entry.Info()
		if err != nil {
			return err
		}
		path, err := filepath.Rel(folder, at)
		if err != nil {
			return err
		}
		return visit(path, found.Mode())
	})
}
