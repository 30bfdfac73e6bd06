package render

import (
	"crypto/sha256"

	"plainsight/generator/kit/memory"
)

// An Artifact is one file of the finished site. Path has slashes and begins
// below the output folder: "inspections/2022-02-ilacs/index.html".
type Artifact struct {
	Path string
	// Bytes are never written into: who reads them may do so side by side.
	Bytes []byte
	// From is the sum of all that it was made from, where anybody asked.
	From memory.Sum
	// Before stands for the bytes, which are nil then, where an earlier build
	// made them.
	Before *Before

	sum *[sha256.Size]byte // of the bytes, where it was made beside them
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
