//go:build unix

package build

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/tools/txtar"

	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/link"
	"plainsight/generator/stage/lint"
)

// TestTheFences lays into the folder of a site what leads out of it, never ends
// or is too large. All is refused and named, with what to do, and nothing of it
// is read.
func TestTheFences(t *testing.T) {
	archive := parsed(t, "testdata/fences.txtar")
	outside, folder := t.TempDir(), t.TempDir()
	const secret = "The secret that lies outside."
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	write := func(name, text string) {
		must(os.MkdirAll(filepath.Dir(name), 0o755))
		must(os.WriteFile(name, []byte(text), 0o600))
	}
	write(filepath.Join(outside, "secret.md"), secret)
	write(filepath.Join(outside, "numbers.csv"), secret)
	for _, layer := range []*txtar.Archive{parsed(t, "testdata/base.txtar"), archive} {
		for _, one := range layer.Files {
			if !strings.HasPrefix(one.Name, "want/") {
				write(filepath.Join(folder, one.Name), string(one.Data))
			}
		}
	}
	pages := filepath.Join(folder, "content", "pages")
	must(os.Symlink(filepath.Join(outside, "secret.md"), filepath.Join(pages, "absolute.md")))
	must(os.Symlink("../../../"+filepath.Base(outside)+"/secret.md", filepath.Join(pages, "above.md")))
	must(os.Symlink("circle.md", filepath.Join(pages, "circle.md")))
	must(os.Symlink("/dev/zero", filepath.Join(pages, "device.md")))
	must(os.Symlink("nowhere.md", filepath.Join(pages, "gone.md")))
	must(os.Symlink("../../data", filepath.Join(pages, "folder")))
	must(os.Symlink(outside, filepath.Join(folder, "data", "official")))
	must(syscall.Mkfifo(filepath.Join(pages, "pipe.md"), 0o600))
	write(filepath.Join(pages, "film.md"), "")
	must(os.Truncate(filepath.Join(pages, "film.md"), 9<<20))

	root, err := os.OpenRoot(folder)
	must(err)
	defer root.Close()
	o := Options{Source: root.FS(), Now: now}
	docs, problems, err := decoded(o, &Kept{})
	must(err)
	found := site{}
	found.add(o, append(problems, outlineFor(docs, now, link.Public, lint.Register).problems...))
	said := shown(diag.Graver(found.result.Problems))
	expect(t, "testdata/fences.txtar", archive, map[string]string{"want/problems": said})
	if strings.Contains(said, secret) || strings.Contains(said, outside) {
		t.Error("the problems tell what lies outside")
	}
}
