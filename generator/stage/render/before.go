package render

import (
	"crypto/sha256"
	"iter"

	"plainsight/generator/kit/memory"
	"plainsight/generator/stage/plan"
)

// A Before is what is known of a file that an earlier build made from the very
// same: its size in bytes, the SHA-256 of these, and what its readers noted.
type Before struct {
	Size   int
	SHA256 [32]byte
	Notes  []byte
	remake func() (Artifact, error)
}

// Remake makes the file again, for who needs its bytes.
func (b *Before) Remake() (Artifact, error) { return b.remake() }

// Made is what is known of a file that is here.
func Made(artifact Artifact, notes []byte) *Before {
	return &Before{
		Size: len(artifact.Bytes), SHA256: sha256.Sum256(artifact.Bytes), Notes: notes,
		remake: func() (Artifact, error) { return artifact, nil },
	}
}

// Known gives what is known of the file at a path that is made from all that
// has the sum, nil where it has to be made.
type Known func(path string, from memory.Sum) *Before

// Remembered is Pages, but does not make what is known, nor plan the view of a
// page for that of which it is remembered what it led to.
func Remembered(pages []plan.Page, theme *Theme, remembered *memory.Memory, known Known) iter.Seq2[Artifact, error] {
	return theme.all(pages, func(page plan.Page) (Artifact, error) {
		under, promised := underOf(page, theme)
		if from, is := recalled(remembered, under); promised && is {
			if artifact, is := theme.before(page, from, known); is {
				return artifact, nil
			}
		}
		view := page.View()
		from := fromView(page, view, theme)
		if promised && !page.Strays() {
			remembered.Keep(under, from[:])
		}
		if artifact, is := theme.before(page, from, known); is {
			return artifact, nil
		}
		artifact, err := theme.shown(page, view)
		sum := sha256.Sum256(artifact.Bytes)
		artifact.From, artifact.sum = from, &sum
		return artifact, err
	})
}

// before gives a page that is known.
func (t *Theme) before(page plan.Page, from memory.Sum, known Known) (Artifact, bool) {
	before := known(page.Address.File(), from)
	if before == nil {
		return Artifact{}, false
	}
	before.remake = func() (Artifact, error) { return t.Page(page) }
	return Artifact{Path: page.Address.File(), From: from, Before: before}, true
}

// underOf is the sum under which it is remembered what a page is made from.
func underOf(page plan.Page, theme *Theme) (sum memory.Sum, promised bool) {
	under, promised := page.Under()
	if !promised {
		return sum, false
	}
	return memory.SumOf("under", theme.sum, under, page.Kind, page.Address, page.Of), true
}

func recalled(remembered *memory.Memory, under memory.Sum) (from memory.Sum, known bool) {
	value, known := remembered.Recall(under)
	return from, known && copy(from[:], value) == len(value)
}

// From is the sum of all that a page is made from. A template sees the view of
// its page and the theme, and nothing else.
func From(page plan.Page, theme *Theme) memory.Sum { return fromView(page, page.View(), theme) }

func fromView(page plan.Page, view any, theme *Theme) memory.Sum {
	return memory.SumOf("page", theme.sum, page.Kind, page.Address, page.Of, view)
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
