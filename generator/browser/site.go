package browser

import (
	"io/fs"
	"net"
	"net/http"
	"os"
	"path"
	"regexp"
	"strings"
	"time"
)

// A Site is a built folder behind a server on this machine.
type Site struct {
	Root  string // "http://127.0.0.1:40123"
	Pages []string
	files fs.FS
	rules []rule
}

// Serve lists the pages of a built folder and serves it until stop is called.
func Serve(folder string) (site *Site, stop func(), err error) {
	files := os.DirFS(folder)
	pages, err := pagesIn(files)
	if err != nil {
		return nil, nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, nil, err
	}
	rules, err := rulesOf(folder)
	if err != nil {
		return nil, nil, err
	}
	site = &Site{Root: "http://" + listener.Addr().String(), Pages: pages, files: files, rules: rules}
	server := &http.Server{Handler: site, ReadHeaderTimeout: 10 * time.Second}
	go server.Serve(listener) // until stop closes it
	return site, func() { server.Close() }, nil
}

// pagesIn lists the addresses of all HTML files in the order of their names.
func pagesIn(files fs.FS) ([]string, error) {
	var pages []string
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && path.Ext(name) == ".html" && path.Base(name) != "newsletter.html" { // a mail is no page of the site
			pages = append(pages, "/"+strings.TrimSuffix(name, "index.html"))
		}
		return err
	})
	return pages, err
}

// OneOfEachKind is the first page of each kind; a page that does not say its
// kind is a kind of its own.
func (s *Site) OneOfEachKind() (pages []string, err error) {
	seen := map[string]bool{}
	for _, address := range s.Pages {
		kind, _, err := s.kind(address)
		if err != nil {
			return nil, err
		}
		if kind == "" || !seen[kind] {
			pages = append(pages, address)
		}
		seen[kind] = true
	}
	return pages, nil
}

// LargestOfEachKind is the page of each kind that has the most bytes.
func (s *Site) LargestOfEachKind() (pages []string, err error) {
	at, most := map[string]int{}, map[string]int64{}
	for _, address := range s.Pages {
		kind, _, err := s.kind(address)
		if err != nil {
			return nil, err
		}
		info, err := fs.Stat(s.files, fileOf(address))
		if err != nil {
			return nil, err
		}
		place, known := at[kind]
		if !known {
			at[kind], most[kind] = len(pages), info.Size()
			pages = append(pages, address)
		} else if info.Size() > most[kind] {
			pages[place], most[kind] = address, info.Size()
		}
	}
	return pages, nil
}

// Editions are the pages that are editions for paper of others, which say the
// same in another form.
func (s *Site) Editions() (editions []string, err error) {
	for _, address := range s.Pages {
		_, form, err := s.kind(address)
		if err != nil {
			return nil, err
		}
		if form != "" {
			editions = append(editions, address)
		}
	}
	return editions, nil
}

var (
	kindSaid = regexp.MustCompile(`<body[^>]* data-kind="([^"]*)"`)
	formSaid = regexp.MustCompile(`<html[^>]* data-edition="([^"]*)"`)
)

// kind is what a page says it is, with the form of paper of an edition; each
// may be "".
func (s *Site) kind(address string) (kind, form string, err error) {
	page, err := fs.ReadFile(s.files, fileOf(address))
	if said := kindSaid.FindSubmatch(page); said != nil {
		kind = string(said[1])
	}
	if said := formSaid.FindSubmatch(page); said != nil {
		form = string(said[1])
		kind += " in " + form
	}
	return kind, form, err
}

// fileOf is the file of an address.
func fileOf(address string) string {
	name := strings.TrimPrefix(address, "/")
	if strings.HasSuffix(address, "/") {
		name = path.Join(name, "index.html")
	}
	return name
}

// A rule is headers of the addresses that begin with something, or are it.
type rule struct {
	address string
	below   bool
	headers [][2]string
}

// rulesOf reads what servers should send with a built site, which the program
// puts beside it, as hosts read it that know the file _headers.
func rulesOf(folder string) (rules []rule, err error) {
	text, err := os.ReadFile(path.Join(path.Clean(folder)+"-deploy", "_headers"))
	if os.IsNotExist(err) {
		return nil, nil
	}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, "\n")
		name, value, isHeader := strings.Cut(strings.TrimSpace(line), ": ")
		switch {
		case strings.HasPrefix(line, "/"):
			address, below := strings.CutSuffix(line, "*")
			rules = append(rules, rule{address: address, below: below})
		case isHeader && strings.HasPrefix(line, " ") && len(rules) > 0:
			last := &rules[len(rules)-1]
			last.headers = append(last.headers, [2]string{name, value})
		}
	}
	return rules, err
}

// head sets the headers of all rules that an address falls under.
func (s *Site) head(header http.Header, address string) {
	for _, one := range s.rules {
		if one.address == address || one.below && strings.HasPrefix(address, one.address) {
			for _, line := range one.headers {
				header.Add(line[0], line[1])
			}
		}
	}
}

// ServeHTTP answers as the hosts do that the site is made for: a file, or
// 404.html with status 404.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.head(w.Header(), r.URL.Path)
	name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
	if strings.HasSuffix(r.URL.Path, "/") {
		name = path.Join(name, "index.html")
	}
	if _, err := fs.Stat(s.files, name); err == nil {
		http.FileServerFS(s.files).ServeHTTP(w, r)
		return
	}
	page, err := fs.ReadFile(s.files, "404.html")
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusNotFound)
	w.Write(page)
}
