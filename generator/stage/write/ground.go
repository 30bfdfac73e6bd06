package write

import (
	"errors"
	"io/fs"
	"iter"
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
	known marks
	until int64
	// plots are the folders that are ready, where there is a spare. Else each is
	// made with what is in it. Most stay as they were known: done tells of the known
	// ones whether they are such, and all that stands in them was asked for.
	plots map[string]*plot
	done  []bool
	spare bool
}

// A plot is a folder of the next site.
type plot struct {
	// itself is how it stands, where nothing was done in it.
	itself disk.Entry
	// stood is what stands in it of a spare, and settled what of that was asked for
	// or taken away; where nothing is left there is neither.
	stood   []disk.Entry
	settled []bool
	left    int
}

// made is a folder that was made, in which nothing stood.
var made = &plot{}

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
	if g.spare, err = w.useSpare(); err != nil || !g.spare {
		return g, err
	}
	var whole listed
	whole.itself, whole.entries, err = disk.List(w.staged())
	g.plots = map[string]*plot{".": plotOf(whole)}
	g.done = make([]bool, g.known.len())
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

// plotOf is a folder with what stands in it of a spare.
func plotOf(stood listed) *plot {
	return &plot{stood.itself, stood.entries, make([]bool, len(stood.entries)), len(stood.entries)}
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
	mark, known := g.known.of(folder)
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

// ready makes a folder out of the spare, and those above it.
func (g *ground) ready(folder string) (*plot, error) {
	if !g.spare {
		return made, nil
	}
	if p, is := g.plots[folder]; is {
		return p, nil
	}
	if itself, done := g.finished(folder); done {
		g.plots[folder] = &plot{itself: itself}
		return g.plots[folder], nil
	}
	above, name := parted(folder)
	in, err := g.ready(above)
	if err != nil {
		return nil, err
	}
	if at, stands := in.place(name); stands && in.stood[at].Mode.IsDir() {
		if found, fit := g.listed(folder); fit {
			p := plotOf(found)
			g.plots[folder] = p
			g.settle(above, in, at)
			return p, nil
		}
	}
	g.plots[folder] = made
	if err := g.takeAway(in, folder); err != nil {
		return nil, err
	}
	in.changed()
	return made, disk.Folder(g.at(folder))
}

// make makes a folder in which there may be nothing.
func (g *ground) make(folder string) error {
	if !g.spare {
		return disk.Folder(g.at(folder))
	}
	_, err := g.ready(folder)
	return err
}

// changed says that the folder is not as it was found.
func (p *plot) changed() {
	if p != made {
		p.itself = disk.Entry{}
	}
}

// place tells where a name stands among what was found of a spare.
func (p *plot) place(name string) (at int, stands bool) {
	at, stands = slices.BinarySearchFunc(p.stood, name, func(one disk.Entry, name string) int { return strings.Compare(one.Name, name) })
	return at, stands && !p.settled[at]
}

// settle says that something in a folder was asked for.
func (g *ground) settle(folder string, p *plot, at int) {
	p.settle(at)
	if p.left > 0 {
		return
	}
	if place, known := g.known.place(folder); known && p.itself == g.knownAs(place) {
		delete(g.plots, folder)
		g.done[place] = true
	}
}

// finished gives how a folder stands that is as it was known, and of which nothing is
// left to ask for.
func (g *ground) finished(folder string) (itself disk.Entry, done bool) {
	place, known := g.known.place(folder)
	if !known || !g.done[place] {
		return itself, false
	}
	return g.knownAs(place), true
}

// knownAs is how a folder stood that is known.
func (g *ground) knownAs(place int) disk.Entry {
	_, mark := g.known.at(place)
	read := reader{text: mark}
	return read.entry("")
}

// settle says that something was asked for or taken away.
func (p *plot) settle(at int) {
	p.settled[at] = true
	if p.left--; p.left == 0 {
		p.stood, p.settled = nil, nil
	}
}

// write makes a file, and gives how it stands.
func (g *ground) write(name string, content []byte) (is disk.Entry, err error) {
	return g.writePieces(name, func(yield func([]byte, error) bool) { yield(content, nil) })
}

func (g *ground) writePieces(name string, content iter.Seq2[[]byte, error]) (is disk.Entry, err error) {
	if err := g.clear(name); err != nil {
		return is, err
	}
	if err := disk.WritePieces(g.at(name), content); err != nil {
		return is, err
	}
	return disk.Glance(g.at(name))
}

// link makes a file that is present stand here too, and gives how it stands.
func (g *ground) link(present *present, name string, wanted disk.Entry) (is disk.Entry, err error) {
	folder, base := parted(name)
	p, err := g.ready(folder)
	if err != nil {
		return is, err
	}
	if at, stands := p.place(base); stands && p.stood[at].Disk == wanted.Disk && p.stood[at].Number == wanted.Number {
		g.settle(folder, p, at)
		return wanted, nil
	}
	if err := g.clear(name); err != nil {
		return is, err
	}
	same, err := disk.LinkOf(wanted.Mode, present.at(name), g.at(name))
	if err != nil || same {
		return wanted, err
	}
	return disk.Glance(g.at(name))
}

// clear makes place for a file.
func (g *ground) clear(name string) error {
	folder, _ := parted(name)
	p, err := g.ready(folder)
	if err != nil {
		return err
	}
	p.changed()
	return g.takeAway(p, name)
}

// takeAway takes away what stands at a path of a spare.
func (g *ground) takeAway(in *plot, path string) error {
	_, name := parted(path)
	at, stands := in.place(name)
	if !stands {
		return nil
	}
	in.settle(at)
	in.changed()
	return disk.Remove(g.at(path))
}

// sweep takes away what nobody asked for.
func (g *ground) sweep() error {
	for folder, p := range g.plots {
		for at, done := range p.settled {
			if done {
				continue
			}
			if err := g.takeAway(p, joined(folder, p.stood[at].Name)); err != nil {
				return err
			}
		}
	}
	return nil
}

// permit gives a folder the rights that another one has.
func (g *ground) permit(folder string, mode fs.FileMode) error {
	if g.spare {
		p, err := g.ready(folder)
		if err != nil {
			return err
		}
		p.changed()
	}
	return disk.Permit(g.at(folder), mode)
}

// itself is how a folder stands.
func (g *ground) itself(folder string) (disk.Entry, error) {
	if itself, done := g.finished(folder); done && g.plots[folder] == nil {
		return itself, nil
	}
	if p := g.plots[folder]; p != nil && p.itself != (disk.Entry{}) {
		return p.itself, nil
	}
	return disk.Glance(g.at(folder))
}

// standing is how the whole stands, and the folders in it, with all that is on a roll
// in order.
func (g *ground) standing(roll *roll) (whole listed, in *marking, err error) {
	w := walk{itself: g.itself, in: new(marking), open: []opened{{folder: "."}}}
	w.in.text.Grow(len(roll.leaves) * leafSize * 9 / 8) // marks say what the roll says, but for the sums
	for _, at := range roll.stand {
		path, after := roll.text(at)
		folder, name := parted(path)
		if err := w.to(folder); err != nil {
			return whole, nil, err
		}
		if name != "" {
			is := roll.entry(after)
			is.Name = name
			w.last().take(is)
		}
	}
	if err := w.to("."); err != nil {
		return whole, nil, err
	}
	whole.itself, err = g.itself(".")
	whole.entries = w.last().sorted()
	return whole, w.in, err
}

// joined is the path of a name in a folder.
func joined(folder, name string) string {
	if folder == "." {
		return name
	}
	return folder + "/" + name
}

func (g *ground) at(path string) string { return filepath.Join(g.folder, filepath.FromSlash(path)) }
