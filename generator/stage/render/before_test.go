package render

import (
	"testing"
	"testing/fstest"
)

// An unsteady theme has a file that somebody saves right after it was read.
type unsteady struct {
	fstest.MapFS
	name string
	next []byte
}

func (u unsteady) ReadFile(name string) ([]byte, error) {
	source, err := u.MapFS.ReadFile(name)
	if name == u.name {
		u.MapFS[name] = &fstest.MapFile{Data: u.next}
	}
	return source, err
}

// TestAThemeIsKnownByWhatWasRead: pages that were made with what a file of the
// theme said before an edit are not taken for pages made with what it says
// after.
func TestAThemeIsKnownByWhatWasRead(t *testing.T) {
	tags := []string{"en-GB"}
	for _, name := range []string{"theme.yaml", "languages/en.yaml", "templates/layout.html", "templates/page.html"} {
		next := append([]byte(own(nil)[name].Data), "\n\n"...)
		if name == "templates/page.html" {
			next = append(next, "<p>And more.</p>"...)
		}
		after, _, err := Load(own(map[string]string{name: string(next)}), tags, nil)
		if err != nil || after == nil {
			t.Fatal(err)
		}
		during, _, err := Load(unsteady{own(nil), name, next}, tags, nil)
		if err != nil || during == nil {
			t.Fatal(err)
		}
		if during.sum == after.sum {
			t.Errorf("%s was read before it was saved, and the theme is taken for the one that was saved", name)
		}
	}
}
