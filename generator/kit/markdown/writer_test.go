package markdown

import (
	"bufio"
	"bytes"
	"testing"

	"github.com/yuin/goldmark/renderer/html"
)

// FuzzWriter: a text is written as goldmark writes it.
func FuzzWriter(f *testing.F) {
	for _, seed := range []string{"", "Children’s needs", "a & b", "&amp; &#38; &copy", `a \* b\`, "<p>", `"`, "\x00", "\xff", "line\nline"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var ours, theirs bytes.Buffer
		for writer, out := range map[html.Writer]*bytes.Buffer{writer{html.DefaultWriter}: &ours, html.DefaultWriter: &theirs} {
			buffered := bufio.NewWriter(out)
			writer.Write(buffered, text)
			buffered.Flush()
		}
		if ours.String() != theirs.String() {
			t.Errorf("%q is written %q, and by goldmark %q", text, &ours, &theirs)
		}
	})
}

// FuzzCleaned: a source that is taken as it is would come back so.
func FuzzCleaned(f *testing.F) {
	for _, seed := range []string{"", "Children’s needs\n\ta", "a\r\nb", "\ufeffa", "\ufffd", "\xff", "\x00", "\v", "\ue000", "a\u00a0b"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		made, strange := remade(source)
		if same := bytes.Equal(made, source) && len(strange) == 0; same != isClean(source) {
			t.Errorf("%q becomes %q, with %d strange letters; is it clean: %t", source, made, len(strange), !same)
		}
	})
}
