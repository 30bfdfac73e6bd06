package link

import (
	"testing"
	"testing/fstest"
	"time"

	"plainsight/generator/stage/collect"
	"plainsight/generator/stage/decode"
)

// TestAWholeTextIsNoPlace: a thread names an inspection that is silent on its
// matter without a place, and nothing in it is to be quoted, a list without a
// name least of all.
func TestAWholeTextIsNoPlace(t *testing.T) {
	source, _ := collect.Files(fstest.MapFS{
		"content/documents/minutes.md": {Data: []byte("---\ntitle: Minutes\nsources: [minutes]\n---\n\nThe panel said:\n\n- Plans are clear. {#clear}\n")},
		"data/sources/minutes.yaml":    {Data: []byte("title: T\npublisher: P\nkind: minutes\nlicence: L\nheld: full\n")},
	})
	docs, _, err := decode.Files(source)
	if err != nil {
		t.Fatal(err)
	}
	register, _, _ := Documents(docs, time.Date(2026, 5, 9, 9, 0, 0, 0, time.UTC), Public)
	if place, found := register.Place(decode.Reference{ID: "minutes", Anchor: "clear"}); !found || place.Block.Words != "Plans are clear." {
		t.Errorf("the place is %+v, %v", place, found)
	}
	if place, found := register.Place(decode.Reference{ID: "minutes"}); found {
		t.Errorf("the whole text is the place %+v", place)
	}
}
