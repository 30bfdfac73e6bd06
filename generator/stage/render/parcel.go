package render

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"hash"
	"hash/crc32"
	"io"
	"strings"

	"plainsight/generator/kit/language"
	"plainsight/generator/kit/memory"
	"plainsight/generator/kit/table"
	"plainsight/generator/stage/plan"
)

// A parcel is a file of a dataset as it lies in the file of everything. The list
// of datasets has its size, the description of all tables its sum, and it is made
// once for all of them; the file itself is what is in the parcel.
//
// It is the size in bytes, the CRC-32, the SHA-256, and the file deflated.
type parcel []byte

const parcelHead = 8 + crc32.Size + sha256.Size

func (p parcel) size() int        { return int(binary.BigEndian.Uint64(p)) }
func (p parcel) crc32() uint32    { return binary.BigEndian.Uint32(p[8:]) }
func (p parcel) sha256() []byte   { return p[parcelHead-sha256.Size : parcelHead] }
func (p parcel) deflated() []byte { return p[parcelHead:] }

// open gives the file.
func (p parcel) open() ([]byte, error) {
	file := make([]byte, p.size())
	_, err := io.ReadFull(flate.NewReader(bytes.NewReader(p.deflated())), file)
	return file, err
}

var errRowsLost = errors.New("rows of a dataset were lost while it was written")

// parcel gives the parcel of a file of a dataset. What is not all of its rows is
// never remembered as them.
func (s speaker) parcel(remembered *memory.Memory, f plan.DataFile) (parcel, error) {
	given, set := 0, f.In(f.Of)
	set.Rows = set.Rows.Counted(&given)
	var from any = set
	write := func(to io.Writer) error { return table.WriteRows(to, cellsOf(set)) }
	if f.Form != plan.DataTable {
		record := s.dataRecord(f, set)
		from, write = record, record.write
	}
	return remembered.Once(memory.SumOf("parcel", from), func() ([]byte, error) {
		made, err := packed(write)
		if withRows := f.Form == plan.DataTable || f.Form == plan.DataRows; err == nil && withRows && given != set.Rows.Count {
			err = errRowsLost
		}
		return made, err
	})
}

// parcels are those of all datasets, each in all of its forms.
func (s speaker) parcels(remembered *memory.Memory, files plan.DataFiles) (all []parcel, err error) {
	for _, f := range filesOf(files) {
		one, err := s.parcel(remembered, f)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

// filesOf are the files of all datasets.
func filesOf(files plan.DataFiles) (all []plan.DataFile) {
	for _, set := range files.Sets {
		for _, form := range plan.SetForms {
			all = append(all, plan.DataFile{DataFiles: files, Form: form, Of: set.ID})
		}
	}
	return all
}

// openSize is how many bytes a file has.
func (s speaker) openSize(remembered *memory.Memory, f plan.DataFile) (int, error) {
	if f.Of != "" {
		parcel, err := s.parcel(remembered, f)
		if err != nil {
			return 0, err
		}
		return parcel.size(), nil
	}
	content, err := s.openFile(remembered, f)
	return len(content), err
}

// A packer counts, sums and deflates what is written to it.
type packer struct {
	size    uint64
	crc32   hash.Hash32
	sha256  hash.Hash
	deflate *flate.Writer
}

// level is that of package zip.
const level = 5

// packed makes a parcel of a file.
func packed(write func(to io.Writer) error) ([]byte, error) {
	var out bytes.Buffer
	out.Write(make([]byte, parcelHead))
	p := packer{crc32: crc32.NewIEEE(), sha256: sha256.New()}
	p.deflate, _ = flate.NewWriter(&out, level) // there is such a level
	if err := write(&p); err != nil {
		return nil, err
	}
	err := p.deflate.Close()
	head := binary.BigEndian.AppendUint64(out.Bytes()[:0], p.size)
	p.sha256.Sum(p.crc32.Sum(head))
	return out.Bytes(), err
}

// Write takes a piece of the file.
func (p *packer) Write(piece []byte) (int, error) {
	p.size += uint64(len(piece))
	p.crc32.Write(piece)
	p.sha256.Write(piece)
	return p.deflate.Write(piece)
}

// dataAll is everything in one file. It has no time in it, so that the same
// record gives the same bytes.
func (s speaker) dataAll(f plan.DataFile, parcels []parcel) ([]byte, error) {
	var out bytes.Buffer
	packed := zip.NewWriter(&out)
	add := func(name string, content []byte) error {
		to, err := packed.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
		if err == nil {
			_, err = to.Write(content)
		}
		return err
	}
	words := s.attribution(f.DataFiles) + "\n\n" + s.words.Word("data.licence-line") + "\n\n" + onSite(f.DataFiles, plan.VersionAddress) + "\n"
	if err := add("README.txt", []byte(language.Unmarked(words))); err != nil {
		return nil, err
	}
	described := plan.DataFile{DataFiles: f.DataFiles, Form: plan.DataPackage}
	content, err := s.dataPackage(described, parcels).file()
	if err == nil {
		err = add(inAll(described), content)
	}
	if err != nil {
		return nil, err
	}
	for i, file := range filesOf(f.DataFiles) {
		one := parcels[i]
		to, err := packed.CreateRaw(&zip.FileHeader{
			Name: inAll(file), Method: zip.Deflate, Flags: describedAfter, CreatorVersion: zipVersion, ReaderVersion: zipVersion,
			CRC32: one.crc32(), CompressedSize64: uint64(len(one.deflated())), UncompressedSize64: uint64(one.size()),
		})
		if err == nil {
			_, err = to.Write(one.deflated())
		}
		if err != nil {
			return nil, err
		}
	}
	err = packed.Close()
	return out.Bytes(), err
}

// Package zip writes the size of a file after it, and in this version, where it
// deflates the file itself; parcels lie in the file like all others.
const (
	describedAfter = 0x8
	zipVersion     = 20
)

// inAll is the name of a file in the file of everything.
func inAll(f plan.DataFile) string {
	return strings.TrimPrefix(string(f.Address()), string(plan.VersionAddress))
}
