package audit

import "unsafe"

// A room is where the words and names of a page are put together. They stand as
// long as the page does; who keeps any for longer clones it, as findings do that are
// written around them.
type room []byte

// keep gives letters as a text.
func (r *room) keep(letters []byte) string {
	begin := len(*r)
	*r = append(*r, letters...)
	return r.since(begin)
}

// joined gives texts as one.
func (r *room) joined(texts ...string) string {
	begin := len(*r)
	for _, text := range texts {
		*r = append(*r, text...)
	}
	return r.since(begin)
}

// since is what was put in since then. What grows moves, and leaves behind what was
// given before.
func (r *room) since(begin int) string {
	text := (*r)[begin:]
	return unsafe.String(unsafe.SliceData(text), len(text))
}
