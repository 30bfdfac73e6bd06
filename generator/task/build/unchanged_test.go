package build

import (
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"plainsight/generator/kit/memory"
)

// A desk is a site in a folder, with what is remembered of its builds.
type desk struct {
	t      *testing.T
	folder string
}

func deskOf(t *testing.T, site fs.FS) desk {
	t.Helper()
	d := desk{t, t.TempDir()}
	if err := os.CopyFS(d.folder, site); err != nil {
		t.Fatal(err)
	}
	return d
}

func (d desk) at(name string) string { return filepath.Join(d.folder, filepath.FromSlash(name)) }

func (d desk) write(name, words string) {
	d.t.Helper()
	for _, err := range []error{os.MkdirAll(filepath.Dir(d.at(name)), 0o755), os.WriteFile(d.at(name), []byte(words), 0o644)} {
		if err != nil {
			d.t.Fatal(err)
		}
	}
}

func (d desk) remove(name string) {
	d.t.Helper()
	if err := os.Remove(d.at(name)); err != nil {
		d.t.Fatal(err)
	}
}

// options are those of a process of its own, which ends with end.
func (d desk) options(remember func(folder string) *memory.Memory) (o Options, end func()) {
	d.t.Helper()
	root, err := os.OpenRoot(d.folder)
	if err != nil {
		d.t.Fatal(err)
	}
	o = Options{Source: root.FS(), Folder: d.folder, Output: d.at("public"), Now: now, Clock: time.Now, Memory: remember(d.at(".cache"))}
	return o, func() { o.Memory.Close(); root.Close() }
}

// build builds as a process of its own does, and tells whether it saw at once
// that there was nothing to do.
func (d desk) build(change ...func(*Options)) (result Result, unchanged bool) {
	d.t.Helper()
	o, end := d.options(memory.Open)
	defer end()
	for _, one := range change {
		one(&o)
	}
	unchanged = o.unchanged(o.compared())
	result, err := Build(o)
	if err != nil {
		d.t.Fatal(err)
	}
	return result, unchanged
}

// clean are the sums of the site as it is built from nothing.
func (d desk) clean() map[string]string {
	d.t.Helper()
	return built(d.t, os.DirFS(d.folder), filepath.Join(d.t.TempDir(), "public"))
}

const stillToCome = `---
title: Still to come
publish_after: 2026-05-04T12:00
---

These words are held back for some hours.
`

func TestNothingIsDoneTwice(t *testing.T) {
	t.Parallel()
	d := deskOf(t, drawnSite(t))
	d.write("content/pages/later.md", stillToCome)
	at := func(moment string) func(*Options) {
		return func(o *Options) {
			var err error
			if o.Now, err = time.Parse(time.RFC3339, moment); err != nil {
				t.Fatal(err)
			}
		}
	}
	morning := at("2026-05-04T08:00:00Z")
	first, unchanged := d.build(morning)
	if !first.Published || unchanged {
		t.Fatalf("published %t, unchanged %t: %s", first.Published, unchanged, shown(first.Problems))
	}
	again, unchanged := d.build(morning)
	if !unchanged || again.Pages != first.Pages || !again.Published || again.Changes.Any() || again.Held.Embargoed != 1 || len(again.Problems) != len(first.Problems) {
		t.Errorf("the second build: unchanged %t, %+v", unchanged, again)
	}
	for _, one := range []struct {
		what      string
		change    func()
		when      func(*Options)
		unchanged bool
	}{
		{"two hours later", nil, at("2026-05-04T10:30:00Z"), true},
		{"at noon, when the embargo ends", nil, at("2026-05-04T11:00:00Z"), false},
		{"after that", nil, at("2026-05-04T22:59:59Z"), true},
		{"on the next day in London", nil, at("2026-05-04T23:00:00Z"), false},
		{"by an earlier clock", nil, at("2026-05-04T22:00:00Z"), false},
		{"again", nil, at("2026-05-04T22:00:00Z"), true},
		{"with --strict", nil, func(o *Options) { at("2026-05-04T22:00:00Z")(o); o.Strict = true }, false},
	} {
		if one.change != nil {
			one.change()
		}
		if _, unchanged := d.build(one.when); unchanged != one.unchanged {
			t.Errorf("%s: unchanged %t", one.what, unchanged)
		}
	}
}

// TestOutputsInTurn: what is known of one output is not lost by building another,
// unless that one is gone.
func TestOutputsInTurn(t *testing.T) {
	t.Parallel()
	d := deskOf(t, drawnSite(t))
	into := func(output string) func(*Options) { return func(o *Options) { o.Output = d.at(output) } }
	d.build()
	d.build(into("bin/site"))
	for _, output := range []string{"public", "bin/site", "public"} {
		if _, unchanged := d.build(into(output)); !unchanged {
			t.Errorf("%s is not taken for done", output)
		}
	}
	d.write("content/pages/more.md", "---\ntitle: Another page\n---\n\nWords.\n")
	for _, output := range []string{"public", "bin/site"} {
		if _, unchanged := d.build(into(output)); unchanged {
			t.Errorf("%s is taken for done after an edit", output)
		}
	}
	if _, unchanged := d.build(); !unchanged {
		t.Error("what is known of public was lost")
	}
	if one, other := sums(t, os.DirFS(d.at("public"))), sums(t, os.DirFS(d.at("bin/site"))); !maps.Equal(one, other) {
		t.Errorf("these differ: %v", differing(one, other))
	}
}

// TestWhateverChangedIsBuilt: after any change of the source or of the output
// the next build is not taken for done; in the end there is what a clean one
// gives.
func TestWhateverChangedIsBuilt(t *testing.T) {
	t.Parallel()
	d := deskOf(t, drawnSite(t))
	d.build()
	for _, one := range []struct {
		what   string
		change func()
	}{
		{"a number of the same size", func() { d.replace("data/metrics/referrals.csv", "3942", "3777") }},
		{"a new file", func() { d.write("content/pages/more.md", "---\ntitle: Another page\n---\n\nWords.\n") }},
		{"a file that is gone", func() { d.remove("content/pages/more.md") }},
		{"a file of the theme", func() { d.replace("themes/clearprint/styles/tokens.css", "#fffefa", "#fffefb") }},
		{"a template", func() { d.replace("themes/clearprint/templates/metric.html", "<h1>", "<h1 class=\"metric\">") }},
		{"a page that was changed by hand", func() { d.write("public/index.html", "mine") }},
		{"a page that was removed by hand", func() { d.remove("public/index.html") }},
		{"a file beside the output", func() { d.remove("deploy/headers.nginx.conf") }},
	} {
		if _, unchanged := d.build(); !unchanged {
			t.Errorf("before %s: not taken for done", one.what)
		}
		one.change()
		if _, unchanged := d.build(); unchanged {
			t.Errorf("%s: taken for done", one.what)
		}
	}
	if got, want := sums(t, os.DirFS(d.at("public"))), d.clean(); !maps.Equal(got, want) {
		t.Errorf("in the end these differ: %v", differing(got, want))
	}
}

// TestAnOlderSiteIsReplaced: a site that lay in the output before and is put back, out
// of a backup that keeps times, is not taken for the last one.
func TestAnOlderSiteIsReplaced(t *testing.T) {
	t.Parallel()
	d := deskOf(t, drawnSite(t))
	d.build()
	d.copied("public", "backup")
	d.replace("data/metrics/referrals.csv", "3942", "3777") // which changes no rule for servers
	d.build()
	for _, err := range []error{os.RemoveAll(d.at("public")), os.Rename(d.at("backup"), d.at("public"))} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, unchanged := d.build(); unchanged {
		t.Error("the older site is taken for the last one")
	}
	if got, want := sums(t, os.DirFS(d.at("public"))), d.clean(); !maps.Equal(got, want) {
		t.Errorf("these differ: %v", differing(got, want))
	}
}

// copied copies a folder with the times of all that is in it.
func (d desk) copied(from, to string) {
	d.t.Helper()
	if err := os.CopyFS(d.at(to), os.DirFS(d.at(from))); err != nil {
		d.t.Fatal(err)
	}
	err := fs.WalkDir(os.DirFS(d.at(from)), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		return os.Chtimes(d.at(path.Join(to, name)), info.ModTime(), info.ModTime())
	})
	if err != nil {
		d.t.Fatal(err)
	}
}

// A counting folder notes which files of content and data are read.
type counting struct {
	fs.FS
	read map[string]bool
}

func (c counting) Open(name string) (fs.File, error) { c.read[name] = true; return c.FS.Open(name) }

func (c counting) Stat(name string) (fs.FileInfo, error)  { return fs.Stat(c.FS, name) }
func (c counting) Lstat(name string) (fs.FileInfo, error) { return fs.Lstat(c.FS, name) }
func (c counting) ReadLink(name string) (string, error)   { return fs.ReadLink(c.FS, name) }

// TestOnlyWhatChangedIsRead: of the texts that stand as they stood nothing is read
// for an edit, and of folders only those in which something came or went.
func TestOnlyWhatChangedIsRead(t *testing.T) {
	t.Parallel()
	d := deskOf(t, drawnSite(t))
	d.write("content/pages/more.md", "---\ntitle: Another page\n---\n\nWords.\n")
	later := func(o *Options) { o.Clock = func() time.Time { return time.Now().Add(time.Hour) } }
	d.build(later)
	for _, one := range []struct {
		what   string
		change func()
		want   []string
	}{
		{"words", func() { d.replace("content/pages/more.md", "Words", "More words") }, []string{"content/pages/more.md"}},
		{"another file in place of it", func() {
			d.write("content/pages/.more.md", "---\ntitle: Another page\n---\n\nMore.\n")
			if err := os.Rename(d.at("content/pages/.more.md"), d.at("content/pages/more.md")); err != nil {
				t.Fatal(err)
			}
		}, []string{"content/pages", "content/pages/more.md"}},
		{"one that is gone", func() { d.remove("content/pages/more.md") }, []string{"content/pages"}},
	} {
		one.change()
		read := map[string]bool{}
		if _, unchanged := d.build(later, func(o *Options) { o.Source = counting{o.Source, read} }); unchanged {
			t.Errorf("%s: taken for done", one.what)
		}
		maps.DeleteFunc(read, func(name string, _ bool) bool { return !strings.HasPrefix(name, "content") })
		if got := slices.Sorted(maps.Keys(read)); !slices.Equal(got, one.want) {
			t.Errorf("%s: %q are read, and should %q", one.what, got, one.want)
		}
	}
	if _, unchanged := d.build(later); !unchanged {
		t.Error("what was not read is not known to stand as it stood")
	}
}

func (d desk) replace(name, old, new string) {
	d.t.Helper()
	text, err := os.ReadFile(d.at(name))
	if err != nil {
		d.t.Fatal(err)
	}
	changed := replacedOnce(d.t, string(text), old, new)
	d.write(name, changed)
}

func replacedOnce(t *testing.T, text, old, new string) string {
	t.Helper()
	before, after, found := strings.Cut(text, old)
	if !found {
		t.Fatalf("there is no %q", old)
	}
	return before + new + after
}
