package decode

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"testing/fstest"

	"plainsight/generator/domain/document"
	"plainsight/generator/kit/memory"
	"plainsight/generator/stage/collect"
)

// reports is a site of two reports.
func reports() fstest.MapFS {
	site := fstest.MapFS{"data/site.yaml": {Data: []byte("title: A site\n")}}
	for _, name := range []string{"one", "two"} {
		site["content/inspections/"+name+".md"] = &fstest.MapFile{Data: []byte("---\ntitle: Report " + name + "\n---\n\n## Care: good\n\n1. Children of report " + name + " do well.\n")}
	}
	return site
}

// fetched reads a site and gives the bodies of its reports, which must not be
// held.
func fetched(t *testing.T, site fstest.MapFS, m *memory.Memory) (Documents, []document.Body) {
	t.Helper()
	files, _ := collect.Files(site)
	docs, _, err := Reader{Memory: m}.Files(files)
	if err != nil {
		t.Fatal(err)
	}
	var bodies []document.Body
	for _, one := range docs.Inspections {
		if one.Text.held != nil || one.Text.fetch == nil {
			t.Errorf("the body of %s is held", one.ID)
		}
		bodies = append(bodies, one.Text.Body())
	}
	return docs, bodies
}

// damage makes what was kept in a folder unreadable, or deletes it.
func damage(t *testing.T, folder string, how func(name string) error) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if base := filepath.Base(name); base == "unfinished" || filepath.Ext(name) == ".pack" {
			if err := how(name); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestBodiesAreFetched: the bodies of reports are those of who holds them, in
// the process that read them first and in later ones, and when what was kept of
// them is cut short or deleted in the midst of a build.
func TestBodiesAreFetched(t *testing.T) {
	site, folder := reports(), t.TempDir()
	files, _ := collect.Files(site)
	held, _, _ := Files(files)
	want := []document.Body{held.Inspections[0].Text.Body(), held.Inspections[1].Text.Body()}
	if len(want[0].Blocks) != 2 || reflect.DeepEqual(want[0], want[1]) {
		t.Fatalf("the bodies are %+v", want)
	}
	for range 2 {
		m := memory.Open(folder)
		docs, got := fetched(t, site, m)
		for name, how := range map[string]func(string) error{
			"cut":     func(name string) error { return os.Truncate(name, 10) },
			"deleted": os.Remove,
		} {
			damage(t, folder, how)
			for i, one := range docs.Inspections {
				if again := one.Text.Body(); !reflect.DeepEqual(got[i], want[i]) || !reflect.DeepEqual(again, want[i]) {
					t.Errorf("%s: got %+v, then %+v", name, got[i], again)
				}
			}
		}
		if err := docs.Lost(); err != nil {
			t.Error(err)
		}
		m.Finish()
		m.Close()
	}
}

// TestBodiesStayKept, also where a build did not ask for them.
func TestBodiesStayKept(t *testing.T) {
	site, folder := reports(), t.TempDir()
	for range 3 {
		m := memory.Open(folder)
		files, _ := collect.Files(site)
		if _, _, err := (Reader{Memory: m}).Files(files); err != nil {
			t.Fatal(err)
		}
		m.Finish()
		m.Close()
	}
	m := memory.Open(folder)
	defer m.Close()
	files, _ := collect.Files(site)
	docs, _, _ := Reader{Memory: m}.Files(files)
	delete(site, "content/inspections/one.md") // so that its body can come from the memory alone
	if body := docs.Inspections[0].Text.Body(); len(body.Blocks) != 2 || docs.Lost() != nil {
		t.Errorf("the body is %+v, %v", body, docs.Lost())
	}
}

// TestABuildBesideAnotherHoldsBodies, since it may write nothing down.
func TestABuildBesideAnotherHoldsBodies(t *testing.T) {
	site, folder := reports(), t.TempDir()
	first, beside := memory.Open(folder), memory.Read(folder)
	defer first.Close()
	defer beside.Close()
	files, _ := collect.Files(site)
	docs, _, err := Reader{Memory: beside}.Files(files)
	if err != nil || docs.Inspections[0].Text.held == nil || len(docs.Inspections[0].Text.Body().Blocks) != 2 {
		t.Error("the body is not held", err)
	}
}

// TestABodyThatIsLost: where nothing has the words any more that were read, the
// Documents say so, until the files are read again.
func TestABodyThatIsLost(t *testing.T) {
	site, folder := reports(), t.TempDir()
	m := memory.Open(folder)
	defer m.Close()
	reader := NewReader()
	reader.Memory = m
	files, _ := collect.Files(site)
	docs, _, err := reader.Files(files)
	if err != nil || docs.Lost() != nil {
		t.Fatal(err, docs.Lost())
	}
	damage(t, folder, func(name string) error { return os.Truncate(name, 0) })
	site["content/inspections/one.md"].Data = []byte("---\ntitle: Report one\n---\n\n1. Other words.\n")
	for i, want := range []int{0, 2} {
		if got := len(docs.Inspections[i].Text.Body().Blocks); got != want {
			t.Errorf("report %d has %d blocks, want %d", i, got, want)
		}
	}
	if !errors.Is(docs.Lost(), collect.ErrChanged) {
		t.Errorf("it is lost because %v", docs.Lost())
	}
	files, _ = collect.Files(site)
	if docs, _, err = reader.Files(files); err != nil || docs.Lost() != nil || len(docs.Inspections[0].Text.Body().Blocks) != 1 {
		t.Error("the files that are read again", err, docs.Lost())
	}
}
