package write

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

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
//
// What stands in a folder of a spare is read from the disk, unless it is the very
// folder, unchanged since, of which it is known what stood in it. Of its files
// nothing is asked then: they are looked at where they are public.
type ground struct {
	folder string
	// mode is that of a new folder.
	mode fs.FileMode
	// known is what stood in the folders of the spare when it was made, before
	// the moment until.
	known map[string]string
	until int64
	// plots are the folders that are ready.
	plots map[string]*plot
}

// A plot is a folder of the next site.
type plot struct {
	// itself is how it stands, where nothing was done in it.
	itself disk.Entry
	// stood is what stands in it of a spare, and settled what of that was asked for
	// or taken away.
	stood   listed
	settled []bool
	// files are those that were asked for.
	files []disk.Entry
}

// spares tells whether spares are kept: where names are taken as they are
// written, and files are known by their numbers.
const spares = runtime.GOOS == "linux"

// layGround makes the folder of the next site, out of the spare if there is one.
func (w *work) layGround(stood func(site string) Standing) (*ground, error) {
	if err := disk.Folder(w.staged()); err != nil {
		return nil, err
	}
	made, err := disk.Glance(w.staged())
	if err != nil {
		return nil, err
	}
	g := &ground{folder: w.staged(), mode: made.Mode}
	g.know(w.spare(), stood)
	g.plots = make(map[string]*plot, len(g.known))
	g.plots["."] = &plot{}
	used, err := w.useSpare()
	if err == nil && used {
		var whole listed
		if whole.itself, whole.entries, err = disk.List(w.staged()); err == nil {
			g.plots["."].stands(whole)
		}
	}
	return g, err
}

// know takes what is known of a spare.
func (g *ground) know(spare string, stood func(site string) Standing) {
	if site := SiteIn(spare); site != "" {
		g.known = stood(site).marks
	}
	if is, err := disk.Glance(filepath.Join(spare, manifestName)); err == nil {
		g.until = is.Changed
	}
}

// stands notes what stands in a folder of a spare.
func (p *plot) stands(stood listed) {
	p.itself, p.stood, p.settled = stood.itself, stood, make([]bool, len(stood.entries))
}

// listed gives what stands in a folder of a spare, if that is as a new one.
func (g *ground) listed(folder string) (found listed, fit bool) {
	found, known := g.remembered(folder)
	if !known {
		var err error
		if found.itself, found.entries, err = disk.List(g.at(folder)); err != nil {
			return listed{}, false
		}
	}
	return found, found.itself.Mode == g.mode
}

// remembered gives what stood in a folder of the spare, if it is the same one and
// nothing came to it or went from it since.
func (g *ground) remembered(folder string) (stood listed, known bool) {
	mark, known := g.known[folder]
	if !known {
		return listed{}, false
	}
	read := reader{text: mark}
	was := read.entry("")
	is, err := disk.Glance(g.at(folder))
	is.Size = 0
	if err != nil || is != was || g.until-is.Noted < beat(is.Noted) {
		return listed{}, false
	}
	stood.itself = is
	for read.text != "" {
		stood.entries = append(stood.entries, read.named())
	}
	return stood, !read.broken
}

// beat is longer than what a disk takes between two moments that it can tell
// apart, by one that it told: some count in seconds.
func beat(moment int64) int64 {
	if moment%int64(time.Second) == 0 {
		return int64(3 * time.Second)
	}
	return int64(100 * time.Millisecond)
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
	is, err := disk.Glance(folder)
	_, none := disk.Glance(filepath.Join(folder, name))
	_, other := disk.Glance(filepath.Join(folder, strings.ToUpper(name)))
	return err == nil && is.Mode.IsDir() && none == nil && errors.Is(other, fs.ErrNotExist)
}

// ready makes a folder, and those above it.
func (g *ground) ready(folder string) (*plot, error) {
	if p, is := g.plots[folder]; is {
		return p, nil
	}
	above, name := parted(folder)
	in, err := g.ready(above)
	if err != nil {
		return nil, err
	}
	p := &plot{}
	g.plots[folder] = p
	if at, stands := in.place(name); stands && in.stood.entries[at].Mode.IsDir() {
		if found, fit := g.listed(folder); fit {
			in.settled[at] = true
			p.stands(found)
			return p, nil
		}
	}
	if err := g.takeAway(in, folder); err != nil {
		return nil, err
	}
	in.itself = disk.Entry{}
	return p, disk.Folder(g.at(folder))
}

// place tells where a name stands among what was found of a spare.
func (p *plot) place(name string) (at int, stands bool) {
	at, stands = slices.BinarySearchFunc(p.stood.entries, name, func(one disk.Entry, name string) int { return strings.Compare(one.Name, name) })
	return at, stands && !p.settled[at]
}

// write makes a file.
func (g *ground) write(name string, content []byte) error {
	p, err := g.clear(name)
	if err != nil {
		return err
	}
	if err := disk.Write(g.at(name), content); err != nil {
		return err
	}
	return g.note(p, name)
}

// note notes a file that was made.
func (g *ground) note(p *plot, name string) error {
	is, err := disk.Glance(g.at(name))
	_, is.Name = parted(name)
	p.files = append(p.files, is)
	return err
}

// link makes a file that is present stand here too.
func (g *ground) link(present *present, name string, wanted disk.Entry) error {
	folder, base := parted(name)
	p, err := g.ready(folder)
	if err != nil {
		return err
	}
	if at, stands := p.place(base); stands && p.stood.entries[at].Disk == wanted.Disk && p.stood.entries[at].Number == wanted.Number {
		p.settled[at] = true
		p.files = append(p.files, wanted)
		return nil
	}
	if _, err := g.clear(name); err != nil {
		return err
	}
	same, err := disk.LinkOf(wanted.Mode, present.at(name), g.at(name))
	if err == nil && same {
		p.files = append(p.files, wanted)
		return nil
	}
	return errors.Join(err, g.note(p, name))
}

// clear makes place for a file.
func (g *ground) clear(name string) (*plot, error) {
	folder, _ := parted(name)
	p, err := g.ready(folder)
	if err != nil {
		return nil, err
	}
	p.itself = disk.Entry{}
	return p, g.takeAway(p, name)
}

// takeAway takes away what stands at a path of a spare.
func (g *ground) takeAway(in *plot, path string) error {
	_, name := parted(path)
	at, stands := in.place(name)
	if !stands {
		return nil
	}
	in.settled[at], in.itself = true, disk.Entry{}
	return disk.Remove(g.at(path))
}

// sweep takes away what nobody asked for.
func (g *ground) sweep() error {
	for folder, p := range g.plots {
		for at, done := range p.settled {
			if done {
				continue
			}
			if err := g.takeAway(p, joined(folder, p.stood.entries[at].Name)); err != nil {
				return err
			}
		}
	}
	return nil
}

// permit gives a folder the rights that another one has.
func (g *ground) permit(folder string, mode fs.FileMode) error {
	if p := g.plots[folder]; p != nil {
		p.itself = disk.Entry{}
	}
	return disk.Permit(g.at(folder), mode)
}

// standing is what stands in each folder that is ready.
func (g *ground) standing() (map[string]listed, error) {
	found := make(map[string]listed, len(g.plots))
	for folder, p := range g.plots {
		one := listed{itself: p.itself, entries: p.files}
		if one.itself == (disk.Entry{}) {
			var err error
			if one.itself, err = disk.Glance(g.at(folder)); err != nil {
				return nil, err
			}
		}
		found[folder] = one
	}
	for folder := range g.plots {
		if above, name := parted(folder); folder != "." {
			in := found[above]
			in.entries = append(in.entries, disk.Entry{Name: name, Mode: found[folder].itself.Mode})
			found[above] = in
		}
	}
	for _, one := range found {
		slices.SortFunc(one.entries, func(a, b disk.Entry) int { return strings.Compare(a.Name, b.Name) })
	}
	return found, nil
}

// joined is the path of a name in a folder.
func joined(folder, name string) string {
	if folder == "." {
		return name
	}
	return folder + "/" + name
}

func (g *ground) at(path string) string { return filepath.Join(g.folder, filepath.FromSlash(path)) }
