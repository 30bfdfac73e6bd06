package browser

import (
	"io/fs"
	"net"
	"net/http"
	"os"
	"path"
	"strings"
	"time"
)

// A Site is a built folder behind a server on this machine.
type Site struct {
	Root  string // "http://127.0.0.1:40123"
	Pages []string
	files fs.FS
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
	site = &Site{Root: "http://" + listener.Addr().String(), Pages: pages, files: files}
	server := &http.Server{Handler: site, ReadHeaderTimeout: 10 * time.Second}
	go server.Serve(listener) // until stop closes it
	return site, func() { server.Close() }, nil
}

// pagesIn lists the addresses of all HTML files in the order of their names.
func pagesIn(files fs.FS) ([]string, error) {
	var pages []string
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && path.Ext(name) == ".html" {
			pages = append(pages, "/"+strings.TrimSuffix(name, "index.html"))
		}
		return err
	})
	return pages, err
}

// ServeHTTP answers as the hosts do that the site is made for: a file, or
// 404.html with status 404.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
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
