package write

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
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
	// folders are those that are ready, with what still stands in them of a spare;
	// that is nil in new ones.
	folders map[string]map[string]disk.Entry
	// files are those that were asked for, with what is known of those that are
	// public already.
	files map[string]disk.Entry
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
	g := &ground{w.staged(), mode, map[string]map[string]disk.Entry{".": nil}, map[string]disk.Entry{}}
	used, err := w.useSpare()
	if err == nil && used {
		err = g.stood(".")
	}
	return g, err
}

// stood notes what stands in a folder of a spare.
func (g *ground) stood(folder string) error {
	_, entries, err := disk.List(g.at(folder))
	if err != nil {
		return err
	}
	g.folders[folder] = make(map[string]disk.Entry, len(entries))
	for _, one := range entries {
		g.folders[folder][one.Name] = one
	}
	return nil
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
	if g.folders[path.Dir(folder)][path.Base(folder)].Mode == g.mode && g.stood(folder) == nil {
		return nil
	}
	if err := g.takeAway(folder); err != nil {
		return err
	}
	g.folders[folder] = nil
	return disk.Folder(g.at(folder))
}

// write makes a file.
func (g *ground) write(name string, content []byte) error {
	if err := g.clear(name); err != nil {
		return err
	}
	return disk.Write(g.at(name), content)
}

// link makes a file that is present stand here too.
func (g *ground) link(present *present, name string) error {
	if err := g.ready(path.Dir(name)); err != nil {
		return err
	}
	wanted, stands := present.entries[name], g.folders[path.Dir(name)][path.Base(name)]
	if stands.Name != "" && stands.Disk == wanted.Disk && stands.Number == wanted.Number {
		g.files[name] = wanted
		return nil
	}
	if err := g.clear(name); err != nil {
		return err
	}
	same, err := disk.Link(present.at(name), g.at(name))
	if same {
		g.files[name] = wanted
	}
	return err
}

// clear makes place for a file.
func (g *ground) clear(name string) error {
	if err := g.ready(path.Dir(name)); err != nil {
		return err
	}
	g.files[name] = disk.Entry{}
	return g.takeAway(name)
}

// takeAway takes away what stands at a path of a spare.
func (g *ground) takeAway(name string) error {
	folder := g.folders[path.Dir(name)]
	if _, stands := folder[path.Base(name)]; !stands {
		return nil
	}
	delete(folder, path.Base(name))
	return disk.Remove(g.at(name))
}

// sweep takes away what nobody asked for.
func (g *ground) sweep() error {
	for folder, entries := range g.folders {
		for name, entry := range entries {
			if below := path.Join(folder, name); !g.needs(below, entry.Mode.IsDir()) {
				if err := disk.Remove(g.at(below)); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// listed is what stands in each folder that is ready.
func (g *ground) listed() (map[string]listed, error) {
	found := make(map[string]listed, len(g.folders))
	for folder := range g.folders {
		mode, _, changed, err := disk.Glance(g.at(folder))
		if err != nil {
			return nil, err
		}
		found[folder] = listed{mode: mode, changed: changed}
	}
	for name, entry := range g.files {
		if entry.Name == "" {
			var err error
			entry.Name = path.Base(name)
			if entry.Mode, entry.Size, entry.Changed, err = disk.Glance(g.at(name)); err != nil {
				return nil, err
			}
		}
		folder := found[path.Dir(name)]
		folder.entries = append(folder.entries, entry)
		found[path.Dir(name)] = folder
	}
	for _, folder := range found {
		slices.SortFunc(folder.entries, func(a, b disk.Entry) int { return cmp.Compare(a.Name, b.Name) })
	}
	return found, nil
}

func (g *ground) needs(path string, isFolder bool) bool {
	if isFolder {
		_, ready := g.folders[path]
		return ready
	}
	_, asked := g.files[path]
	return asked
}

func (g *ground) at(path string) string { return filepath.Join(g.folder, filepath.FromSlash(path)) }
