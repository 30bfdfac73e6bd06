package verify

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"plainsight/generator/stage/render"
	"plainsight/generator/stage/write"
)

// site writes a small site as a build does.
func site(t *testing.T) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "public")
	staged, problems, err := write.Stage(folder, func(yield func(render.Artifact, error) bool) {
		for i := range 40 {
			if !yield(render.Artifact{Path: fmt.Sprintf("pages/%d.html", i), Bytes: []byte(strings.Repeat("words ", i+1))}, nil) {
				return
			}
		}
	})
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	if _, err := staged.Swap(); err != nil {
		t.Fatal(err)
	}
	return folder
}

func rewritten(t *testing.T, file string, with func([]byte) []byte) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err == nil {
		err = os.WriteFile(file, with(text), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// flipped changes one bit of one byte.
func flipped(at int) func([]byte) []byte {
	return func(text []byte) []byte { text[at] ^= 1; return text }
}

// TestOneAlteredByteIsFound alters, takes away and adds files, in a folder and
// behind a server.
func TestOneAlteredByteIsFound(t *testing.T) {
	folder := site(t)
	server := httptest.NewServer(http.FileServer(http.Dir(folder)))
	defer server.Close()
	both := func(what string, altered, missing []string) {
		t.Helper()
		for _, place := range []string{folder, server.URL, server.URL + "/"} {
			report, err := Site(place)
			if err != nil {
				t.Fatal(what, err)
			}
			if !slices.Equal(report.Altered, altered) || !slices.Equal(report.Missing, missing) || report.Checked != 40 {
				t.Errorf("%s, %s: %+v", what, place, report)
			}
			if report.Sound() != (len(altered)+len(missing) == 0) {
				t.Errorf("%s is sound: %t", what, report.Sound())
			}
		}
	}
	both("as it was written", nil, nil)
	rewritten(t, filepath.Join(folder, "pages", "17.html"), flipped(3))
	both("one byte", []string{"pages/17.html"}, nil)
	var one bytes.Buffer
	if report, err := Site(folder); err == nil {
		report.Write(&one, "public")
	}
	if !strings.Contains(one.String(), "of which 1 is not as it was published.\n") {
		t.Errorf("it says of one byte:\n%s", one.String())
	}
	if err := os.Remove(filepath.Join(folder, "pages", "9.html")); err != nil {
		t.Fatal(err)
	}
	both("and one file less", []string{"pages/17.html"}, []string{"pages/9.html"})
	rewritten(t, filepath.Join(folder, "manifest.json"), func(text []byte) []byte { return append(text, '\n') })
	both("and a list with a byte more", []string{"manifest.json", "pages/17.html"}, []string{"pages/9.html"})
	if err := os.WriteFile(filepath.Join(folder, "CNAME"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	report, err := Site(folder)
	if err != nil || !slices.Equal(report.Unlisted, []string{"CNAME"}) {
		t.Errorf("%v, %+v", err, report)
	}
	var said bytes.Buffer
	report.Write(&said, "public")
	for _, want := range []string{"Altered since it was published: pages/17.html\n", "Missing: pages/9.html\n", "alone: CNAME\n", "of which 3 are not as they were published.\n", report.Sum} {
		if !strings.Contains(said.String(), want) {
			t.Errorf("it does not say %q:\n%s", want, said.String())
		}
	}
}

func TestWhatCannotBeVerified(t *testing.T) {
	empty := t.TempDir()
	if _, err := Site(empty); err == nil || !strings.Contains(err.Error(), "there is no manifest.json") {
		t.Error(err)
	}
	folder := site(t)
	rewritten(t, filepath.Join(folder, "manifest.json"), func(text []byte) []byte { return text[:len(text)/2] })
	if _, err := Site(folder); err == nil || !strings.Contains(err.Error(), "manifest.json is damaged") {
		t.Error(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no", http.StatusServiceUnavailable) }))
	defer server.Close()
	if _, err := Site(server.URL); err == nil || !strings.Contains(err.Error(), "503") {
		t.Error(err)
	}
}
