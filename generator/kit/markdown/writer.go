package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// A writer writes texts as goldmark does. Most have nothing that is written in
// another way than it is typed, and these it writes whole, where goldmark would
// look at every letter of them twice.
type writer struct{ html.Writer }

func (w writer) Write(out util.BufWriter, text []byte) {
	if asTyped(text) {
		_, _ = out.Write(text)
		return
	}
	w.Writer.Write(out, text)
}

// asTyped tells whether a text has none of the letters that HTML or Markdown
// write in another way.
func asTyped(text []byte) bool {
	for _, special := range []byte("<>&\"\\\x00") {
		if bytes.IndexByte(text, special) >= 0 {
			return false
		}
	}
	return true
}
