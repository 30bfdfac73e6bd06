package write

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"

	"plainsight/generator/kit/disk"
)

// A ground is the folder in which the next site is made. A folder is dear to
// make, and to take away again: where there is a spare, the next site is made
// of that, and the work is in proportion to what became different.
//
// Nothing that stands in a spare is believed. A file stays if it is the very
// file that is to be linked, by its number on the disk; any other is taken away
// and made, and so is a folder that has not the rights of a new one. At last
// everything goes that was not asked for. So it does not matter what a spare is:
// a site of long ago, or half of one after a build that was killed.
type ground struct {
	folder string
	// mode is that of a new folder.
	mode fs.FileMode
	// folders are those that are ready, true for those that stood in a spare.
	folders map[string]bool
	files   map[string]bool
}

// spares tells whether spares are kept: where names are taken as they are
// written, and files are known by their numbers.
const spares = runtime.GOOS == "linux"

// layGround makes the folder of the next site, out of the spare if there is one.
func (w *work) layGround() (*ground, error) {
	if err := disk.Folder(w.staged()); err != nil {
		return nil, err
	}
	mode, _, _, err := disk.Glance(w.staged())
	if err != nil {
		return nil, err
	}
	g := &ground{w.staged(), mode, map[string]bool{}, map[string]bool{}}
	g.folders["."], err = w.useSpare()
	return g, err
}

// useSpare moves what stands in the spare into the new folder. What cannot be
// moved is not needed.
func (w *work) useSpare() (used bool, err error) {
	if !exactly(w.spare(), manifestName) {
		return false, disk.Remove(w.spare())
	}
	_ = disk.Permit(w.spare(), 0o755) // the output may have had fewer rights
	entries, err := os.ReadDir(w.spare())
	for _, entry := range entries {
		_ = disk.Move(filepath.Join(w.spare(), entry.Name()), filepath.Join(w.staged(), entry.Name()))
	}
	return true, errors.Join(err, disk.Remove(w.spare()))
}

// exactly tells whether a file stands in a folder, no link to one, that tells
// capital letters from small ones.
func exactly(folder, name string) bool {
	mode, _, _, err := disk.Glance(folder)
	_, _, _, none := disk.Glance(filepath.Join(folder, name))
	_, _, _, other := disk.Glance(filepath.Join(folder, strings.ToUpper(name)))
	return err == nil && mode.IsDir() && none == nil && errors.Is(other, fs.ErrNotExist)
}

// ready makes a folder, and those above it.
func (g *ground) ready(folder string) error {
	if _, is := g.folders[folder]; is {
		return nil
	}
	if err := g.ready(path.Dir(folder)); err != nil {
		return err
	}
	if g.folders[path.Dir(folder)] {
		if mode, _, _, err := disk.Glance(g.at(folder)); err == nil && mode == g.mode {
			g.folders[folder] = true
			return nil
		}
		if err := disk.Remove(g.at(folder)); err != nil {
			return err
		}
	}
	g.folders[folder] = false
	return disk.Folder(g.at(folder))
}

// write makes a file.
func (g *ground) write(name string, content []byte) error {
	if err := g.clear(name); err != nil {
		return err
	}
	return disk.Write(g.at(name), content)
}

// link makes the file at another path stand here too.
func (g *ground) link(from, name string) error {
	if err := g.ready(path.Dir(name)); err != nil {
		return err
	}
	if g.folders[path.Dir(name)] && sameFile(from, g.at(name)) {
		g.files[name] = true
		return nil
	}
	if err := g.clear(name); err != nil {
		return err
	}
	return disk.Link(from, g.at(name))
}

// clear makes place for a file.
func (g *ground) clear(name string) error {
	if err := g.ready(path.Dir(name)); err != nil {
		return err
	}
	g.files[name] = true
	if !g.folders[path.Dir(name)] {
		return nil // nothing stands in a new folder
	}
	return disk.Remove(g.at(name))
}

// sweep takes away what nobody asked for.
func (g *ground) sweep() error {
	for folder, stood := range g.folders {
		if !stood {
			continue
		}
		entries, err := os.ReadDir(g.at(folder))
		if err != nil {
			return err
		}
		for _, entry := range entries {
			if below := path.Join(folder, entry.Name()); !g.needs(below, entry.IsDir()) {
				if err := disk.Remove(g.at(below)); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (g *ground) needs(path string, isFolder bool) bool {
	if isFolder {
		_, ready := g.folders[path]
		return ready
	}
	return g.files[path]
}

func (g *ground) at(path string) string { return filepath.Join(g.folder, filepath.FromSlash(path)) }
