package render

import (
	"crypto/sha256"
	"iter"

	"plainsight/generator/kit/memory"
	"plainsight/generator/stage/plan"
)

// A Before is what is known of a file that an earlier build made from the very
// same: its size in bytes, the SHA-256 of these, the sum of what it was made from,
// and what its readers noted.
type Before struct {
	Size   int
	From   memory.Sum
	SHA256 [32]byte
	Notes  []byte
	remake func() (Artifact, error)
}

// Remake makes the file again, for who needs its bytes.
func (b *Before) Remake() (Artifact, error) { return b.remake() }

// Made is what is known of a file that is here.
func Made(artifact Artifact, notes []byte) *Before {
	return &Before{
		Size: len(artifact.Bytes), From: artifact.From, SHA256: sha256.Sum256(artifact.Bytes), Notes: notes,
		remake: func() (Artifact, error) { return artifact, nil },
	}
}

// Known is what is known of the files that earlier builds made.
type Known interface {
	// Promised gives what is known of the file of a page of which Page.Under
	// promises that it is the same, nil where nothing is promised.
	Promised(page plan.Page) *Before
	// Made gives what is known of the file of a page that is made from all that has
	// the sum, nil where it has to be made. promised tells whether Page.Under
	// promises the same as long as it is the same.
	Made(page plan.Page, from memory.Sum, promised bool) *Before
}

// Remembered is Pages, but does not make what is known, nor plan the view of a
// page that is promised.
func Remembered(pages []plan.Page, theme *Theme, known Known) iter.Seq2[Artifact, error] {
	return theme.all(pages, func(page plan.Page) (Artifact, bool) {
		return theme.before(page, known.Promised(page))
	}, func(page plan.Page) (Artifact, error) {
		view := page.View()
		from := fromView(page, view, theme)
		_, promises := page.Under()
		if artifact, is := theme.before(page, known.Made(page, from, promises && !page.Strays())); is {
			return artifact, nil
		}
		artifact, err := theme.shown(page, view)
		sum := sha256.Sum256(artifact.Bytes)
		artifact.From, artifact.sum = from, &sum
		return artifact, err
	})
}

// before gives a page of which something is known.
func (t *Theme) before(page plan.Page, before *Before) (Artifact, bool) {
	if before == nil {
		return Artifact{}, false
	}
	before.remake = func() (Artifact, error) { return t.Page(page) }
	return Artifact{Path: page.Address.File(), From: before.From, Before: before}, true
}

// Under is the sum of all that pages are made from that have this sum of what their
// views are planned from.
func (t *Theme) Under(views memory.Sum) memory.Sum { return memory.SumOf("under", t.sum, views) }

// From is the sum of all that a page is made from. A template sees the view of
// its page and the theme, and nothing else.
func From(page plan.Page, theme *Theme) memory.Sum { return fromView(page, page.View(), theme) }

func fromView(page plan.Page, view any, theme *Theme) memory.Sum {
	return memory.SumOf("page", theme.sum, page.Kind, page.Address, page.Of(), view)
}

// summed is the sum of a theme: of all texts that were read for it, and of the
// files beside pages.
func (l *loader) summed(tags []string, assets assets) memory.Sum {
	var files []any
	for _, one := range assets.artifacts {
		files = append(files, one.Path, one.Bytes)
	}
	return memory.SumOf(tags, l.texts, files, assets.lacking, assets.addresses, assets.typeface.Sum())
}
