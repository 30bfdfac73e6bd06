package audit

import (
	"io/fs"
	"os"
	"path"
	"testing"

	"plainsight/generator/stage/render"
)

// BenchmarkAudit reads the site in the folder that PLAINSIGHT_SITE names, or
// the pages of the archives; it tells the milliseconds a page takes.
func BenchmarkAudit(b *testing.B) {
	files := builtSite(b)
	bytes, pages := 0, 0
	for _, file := range files {
		if path.Ext(file.Path) == ".html" {
			bytes += len(file.Bytes)
			pages++
		}
	}
	b.SetBytes(int64(bytes))
	b.ReportAllocs()
	for b.Loop() {
		audited(nil, files...)
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N*pages), "ms/page")
}

func builtSite(b *testing.B) (files []render.Artifact) {
	b.Helper()
	folder := os.Getenv("PLAINSIGHT_SITE")
	if folder == "" {
		b.Skip("PLAINSIGHT_SITE does not name a built site")
	}
	site := os.DirFS(folder)
	err := fs.WalkDir(site, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		bytes, err := fs.ReadFile(site, name)
		files = append(files, render.Artifact{Path: name, Bytes: bytes})
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return files
}
