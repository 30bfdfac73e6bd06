package pack

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
	"testing/fstest"
)

// home is the first page of a site below a path of its host.
const home = `<link rel="canonical" href="https://host.example/town/">`

func siteOf(files ...string) fstest.MapFS {
	site := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		site[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return site
}

func packed(t *testing.T, site fstest.MapFS) map[string]string {
	t.Helper()
	made, err := Site(site)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Site(site)
	if err != nil || !bytes.Equal(made.Bytes, again.Bytes) {
		t.Errorf("it is another each time, %v", err)
	}
	read, err := zip.NewReader(bytes.NewReader(made.Bytes), int64(len(made.Bytes)))
	if err != nil || len(read.File) != made.Files {
		t.Fatal(len(read.File), made.Files, err)
	}
	files := map[string]string{}
	for _, file := range read.File {
		opened, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(opened)
		if err != nil {
			t.Fatal(err)
		}
		files[file.Name] = string(content)
	}
	return files
}

func TestLinksNameFiles(t *testing.T) {
	site := siteOf("a/b/index.html", "", "a/index.html", "", "index.html", home, "a.css", "", "404.html", "", ".gitkeep", "", ".well-known/x.html", "",
		"search/index.html", "", "search/index/words.json", "{}")
	for link, want := range map[string]string{
		"../../":                  "../../index.html",
		"../":                     "../index.html",
		"./":                      "./index.html",
		"../../a/b/?q=1#p15":      "../../a/b/index.html?q=1#p15",
		"#p15":                    "#p15",
		"../../a.css":             "../../a.css",
		"https://ofsted.example/": "https://ofsted.example/",
		"mailto:a@b.example":      "mailto:a@b.example",
		"//host.example/":         "//host.example/",
		"/town/":                  "../../index.html",
		"/town/a/#x":              "../../a/index.html#x",
		"/town/a.css":             "../../a.css",
	} {
		site["a/b/index.html"] = &fstest.MapFile{Data: []byte(`<a class="x" href="` + link + `">href="/town/"</a>`)}
		files := packed(t, site)
		if got := files["site/a/b/index.html"]; got != `<a class="x" href="`+want+`">href="/town/"</a>` {
			t.Errorf("%s becomes %s", link, got)
		}
		if len(files) != 6 {
			t.Errorf("it holds %v", files)
		}
	}
}

// A browser asks a server early for what it will need, and a folder never.
func TestNothingIsAskedForEarly(t *testing.T) {
	files := packed(t, siteOf("index.html", home+`<link rel="preload" href="a.woff2" as="font" crossorigin><link rel="stylesheet" href="a.css">`, "a.css", "", "a.woff2", ""))
	if got := files["site/index.html"]; got != home+`<link rel="stylesheet" href="a.css">` {
		t.Error(got)
	}
}

func TestWhatCannotBePacked(t *testing.T) {
	for want, site := range map[string]fstest.MapFS{
		"there is no site to pack":             siteOf("a.html", ""),
		"index.html links to b/, which is not": siteOf("index.html", home+`<a href="b/">`),
		"does not say where":                   siteOf("index.html", ""),
		"a link of index.html has no end":      siteOf("index.html", home+`<a href="b`),
	} {
		if _, err := Site(site); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, and not %q", err, want)
		}
	}
}
