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
