package render

import (
	"crypto/sha256"
	"sync/atomic"

	"plainsight/generator/kit/memory"
)

// An Artifact is one file of the finished site. Path has slashes and begins
// below the output folder: "inspections/2022-02-ilacs/index.html".
type Artifact struct {
	Path string
	// Bytes are never written into: who reads them may do so side by side. They may
	// be lent, and become those of another file when all who hold them are done.
	Bytes []byte
	// From is the sum of all that it was made from, where anybody asked.
	From memory.Sum
	// Before stands for the bytes, which are nil then, where an earlier build
	// made them.
	Before *Before

	sum  *[sha256.Size]byte // of the bytes, where it was made beside them
	lent *lent              // what the bytes lie in, nil where they are the artifact's own
}

// Lent is how many hold bytes, and who gets these back.
type lent struct {
	holders atomic.Int32
	back    func()
}

// Lent is an artifact with bytes that somebody gets back when all are done with them.
func Lent(path string, bytes []byte, back func()) Artifact {
	return Artifact{Path: path, Bytes: bytes, lent: &lent{back: back}}.Held()
}

// Held is the artifact for one more to hold.
func (a Artifact) Held() Artifact {
	if a.lent != nil {
		a.lent.holders.Add(1)
	}
	return a
}

// Done tells that one who holds the artifact, who has it first or asked for it to be
// Held, needs its bytes no longer. Who never tells keeps them.
func (a Artifact) Done() {
	if a.lent != nil && a.lent.holders.Add(-1) == 0 {
		a.lent.back()
	}
}

// SHA256 is that of the bytes, which are here.
func (a Artifact) SHA256() [sha256.Size]byte {
	if a.sum != nil {
		return *a.sum
	}
	return sha256.Sum256(a.Bytes)
}

// Content is the bytes, made again where they are not there.
func (a Artifact) Content() ([]byte, error) {
	if a.Before == nil {
		return a.Bytes, nil
	}
	made, err := a.Before.Remake()
	return made.Bytes, err
}
