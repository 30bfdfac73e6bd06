// Package pack makes one file of a built site, which is opened from a folder
// or a stick: nothing is asked of a server.
//
// It takes the folder of a site and gives a ZIP with the same files. Links to
// a page then name its file, since a folder has nobody who would find it. What
// works on a server alone, the index of the search, is left out, and the page of
// the search says so. The same site gives the same bytes. A link that leads
// to no file is an error, since it could only be noticed far from home.
package pack

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Folder is what everything in the file lies in.
const Folder = "site/"

// onServers are files that are of no use in a folder.
var onServers = []string{"search/index/"}

// A Packed is the file with what lies in it.
type Packed struct {
	Bytes []byte
	Files int
}

// Site packs a built site.
func Site(site fs.FS) (Packed, error) {
	names, err := filesOf(site)
	if err != nil {
		return Packed{}, err
	}
	p := packer{site: site, has: map[string]bool{}}
	for _, name := range names {
		p.has[name] = true
	}
	if !p.has["index.html"] {
		return Packed{}, fmt.Errorf("there is no site to pack: it has no file index.html; type “make site” first")
	}
	if p.base, err = baseOf(site); err != nil {
		return Packed{}, err
	}
	var out bytes.Buffer
	to := zip.NewWriter(&out)
	for _, name := range names {
		content, err := p.file(name)
		if err != nil {
			return Packed{}, err
		}
		in, err := to.CreateHeader(&zip.FileHeader{Name: Folder + name, Method: zip.Deflate})
		if err != nil {
			return Packed{}, err
		}
		if _, err := in.Write(content); err != nil {
			return Packed{}, err
		}
	}
	err = to.Close()
	return Packed{out.Bytes(), len(names)}, err
}

// canonical is how the first page says where it is published.
const canonical = `<link rel="canonical" href="`

// baseOf is the path of the site on its host, by which the page for unknown
// addresses calls the rest.
func baseOf(site fs.FS) (string, error) {
	page, err := fs.ReadFile(site, "index.html")
	if err != nil {
		return "", err
	}
	_, rest, found := bytes.Cut(page, []byte(canonical))
	written, _, closed := bytes.Cut(rest, []byte(`"`))
	at, err := url.Parse(string(written))
	if !found || !closed || err != nil {
		return "", fmt.Errorf("index.html does not say where the site is published")
	}
	return strings.TrimSuffix(at.Path, "/") + "/", nil
}

// filesOf lists what is packed, in the order of the paths. Files that begin with
// a full stop are for the server.
func filesOf(site fs.FS) (names []string, err error) {
	err = fs.WalkDir(site, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name != "." && strings.HasPrefix(path.Base(name), "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case entry.Type().IsRegular() && !slices.ContainsFunc(onServers, func(folder string) bool { return strings.HasPrefix(name, folder) }):
			names = append(names, name)
		}
		return nil
	})
	slices.Sort(names)
	return names, err
}

// A packer knows the path of the site on its host, and the files that it has.
type packer struct {
	site fs.FS
	base string
	has  map[string]bool
}

func (p packer) file(name string) ([]byte, error) {
	content, err := fs.ReadFile(p.site, name)
	if err != nil || path.Ext(name) != ".html" {
		return content, err
	}
	return p.relinked(name, early.ReplaceAll(content, nil))
}

// early is what a page asks a server for before it needs it. From a folder it
// comes at once anyway, and browsers refuse to ask for it so.
var early = regexp.MustCompile(`<link rel="preload"[^>]*>`)

// attributes are what names another file in the pages that render makes, which
// write quotation marks inside of words as entities.
var attributes = []string{` href="`, ` src="`}

// relinked names files in the links of a page.
func (p packer) relinked(name string, page []byte) ([]byte, error) {
	for _, attribute := range attributes {
		written := make([]byte, 0, len(page)+len(page)/16)
		for {
			before, rest, found := bytes.Cut(page, []byte(attribute))
			written = append(written, before...)
			if !found {
				break
			}
			end := bytes.IndexByte(rest, '"')
			if end < 0 {
				return nil, fmt.Errorf("a link of %s has no end", name)
			}
			link, err := p.link(name, string(rest[:end]))
			if err != nil {
				return nil, err
			}
			written = append(written, attribute...)
			written = append(written, link...)
			page = rest[end:]
		}
		page = written
	}
	return page, nil
}

// link is a link as it is written in a folder. One that leaves the site, or
// stays on the page, is as it was.
func (p packer) link(on, link string) (string, error) {
	target, end := cut(link)
	if target == "" || strings.HasPrefix(target, "//") || strings.Contains(strings.SplitN(target, "/", 2)[0], ":") {
		return link, nil
	}
	if below, rooted := strings.CutPrefix(target, p.base); rooted {
		target = up(on) + below
	}
	if target == "" || strings.HasSuffix(target, "/") || path.Base(target) == "." || path.Base(target) == ".." {
		target = strings.TrimSuffix(target, "/")
		if target != "" {
			target += "/"
		}
		target += "index.html"
	}
	if file := path.Join(path.Dir(on), target); !p.has[file] {
		return "", fmt.Errorf("%s links to %s, which is not in the site", on, link)
	}
	return target + end, nil
}

// cut parts a link before its question or its place.
func cut(link string) (target, end string) {
	if at := strings.IndexAny(link, "?#"); at >= 0 {
		return link[:at], link[at:]
	}
	return link, ""
}

// up leads from a file to the root of the site.
func up(file string) string { return strings.Repeat("../", strings.Count(file, "/")) }
