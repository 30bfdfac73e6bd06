package build

import (
	"crypto/sha256"
	"encoding/binary"
	"iter"

	"plainsight/generator/kit/memory"
	"plainsight/generator/stage/render"
	"plainsight/generator/stage/write"
	"plainsight/generator/task/audit"
)

// What is known of a file between builds is its size, its sum, and the notes of
// the gate, if nothing was found in it. Its bytes lie in the public folder.

// rendered gives the pages for an output of which something may be left.
func (s *site) rendered(o Options, left write.Left) iter.Seq2[render.Artifact, error] {
	if o.Memory == nil {
		return render.Pages(s.pages, s.theme)
	}
	return render.Remembered(s.pages, s.theme, o.Memory, func(path string, from memory.Sum) *render.Before {
		before := recalled(o.Memory, from)
		if before == nil || !left.Holds(path, before.SHA256) {
			return nil
		}
		return before
	})
}

// keeping gives a gate that keeps what is known of the files.
func (s *site) keeping(o Options) *audit.Audit {
	gate := audit.Begin(s.pages, s.base, s.styles)
	if o.Memory != nil {
		gate.Keep = func(artifact render.Artifact, notes []byte) {
			o.Memory.Keep(artifact.From, known(artifact, notes))
		}
	}
	return gate
}

func known(artifact render.Artifact, notes []byte) []byte {
	sum := artifact.SHA256()
	return append(append(binary.BigEndian.AppendUint64(nil, uint64(len(artifact.Bytes))), sum[:]...), notes...)
}

func recalled(remembered *memory.Memory, from memory.Sum) *render.Before {
	value, known := remembered.Recall(from)
	if !known || len(value) < 8+sha256.Size {
		return nil
	}
	before := render.Before{Size: int(binary.BigEndian.Uint64(value)), Notes: value[8+sha256.Size:]}
	copy(before.SHA256[:], value[8:])
	return &before
}
