// Package pdf reads the words of a PDF with their places on the pages. It is
// the door of github.com/ledongthuc/pdf, which finds the objects of a file; what
// a page draws is read here.
//
// It takes the bytes of a file and gives its pages as lines of words, the
// topmost line first, with sizes and weights of type. It refuses, with a
// sentence for people, what is no PDF, what is encrypted or damaged, and what would
// need too much memory or time: a file from elsewhere is never trusted. It
// never panics. Pictures of pages have no words, and are not read.
package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"runtime"
	"time"

	library "github.com/ledongthuc/pdf"
)

// Limits of what is read. A report has 60 pages and less than a megabyte.
const (
	maxFile   = 64 << 20
	maxStream = 16 << 20
	maxPages  = 1000
	maxGlyphs = 2_000_000
	maxDepth  = 1500
)

// A Page is what one page says. Lengths are points, from its upper left
// corner.
type Page struct {
	Number        int
	Width, Height float64
	Lines         []Line
}

// A Fault says why a file cannot be read, in a sentence without its name.
type Fault struct{ Why string }

func (f Fault) Error() string { return f.Why }

func faultf(format string, values ...any) Fault { return Fault{fmt.Sprintf(format, values...)} }

var errTooLong = Fault{"reading it takes too long; it may be damaged"}

// Is tells whether the bytes are said to be a PDF. A saved web page may have
// the name of one.
func Is(file []byte) bool { return bytes.HasPrefix(file, []byte("%PDF-")) }

// Read gives the pages. Clock tells the time, and reading ends with a Fault when
// it is past the end.
func Read(file []byte, clock func() time.Time, end time.Time) (pages []Page, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			pages, err = nil, faultOf(cause)
		}
	}()
	switch {
	case !Is(file):
		return nil, faultf("it is not a PDF: it does not begin with %%PDF-")
	case len(file) > maxFile:
		return nil, faultf("it is larger than %d megabytes", maxFile>>20)
	case overblown.Match(file):
		return nil, faultf("it is damaged: it claims to hold more than a file of its size can")
	}
	if last := bytes.LastIndex(file, []byte("%%EOF")); last >= 0 {
		file = file[:last+len("%%EOF")]
	} else {
		return nil, faultf("it is cut off: its end is missing")
	}
	source := &watched{Reader: bytes.NewReader(file), clock: clock, end: end}
	reader, err := library.NewReader(source, int64(len(file)))
	switch {
	case errors.Is(err, library.ErrInvalidPassword):
		return nil, faultf("it is locked with a password")
	case err != nil:
		return nil, faultOf(err)
	}
	d := &drawing{source: source, fonts: map[string]*font{}}
	return d.pages(reader.Trailer().Key("Root").Key("Pages"))
}

// faultOf is the fault of what the library says or panics with; its words mean
// nothing to who wants to import a report.
func faultOf(cause any) error {
	var fault Fault
	if err, is := cause.(error); is && errors.As(err, &fault) {
		return fault
	}
	return faultf("it is damaged, or made in a way that is not known here (%v)", cause)
}

// overblown finds numbers for which the library would take memory before it
// looks whether they can be true.
var overblown = regexp.MustCompile(`/(Size|Columns|Index\s*\[|W\s*\[)[\s\d]*\d{7}|/Columns\s+\d+\s+\d+\s+R|[^t]xref\s+\d{7}|[\r\n]\d{7,10} \d+ ?[\r\n]`)

// watched is a file whose every reading looks at the clock and at how deeply
// objects are nested, since all loops of the library come past it.
type watched struct {
	*bytes.Reader
	clock func() time.Time
	end   time.Time
}

func (w *watched) ReadAt(p []byte, off int64) (int, error) {
	w.look()
	var deep [1]uintptr
	if runtime.Callers(maxDepth, deep[:]) > 0 {
		panic(faultf("it is damaged: its parts hold each other"))
	}
	if off < 0 {
		return 0, io.EOF
	}
	return w.Reader.ReadAt(p, off)
}

// look ends the reading when its time is over.
func (w *watched) look() {
	if w.clock().After(w.end) {
		panic(errTooLong)
	}
}

// A drawing follows what pages draw.
type drawing struct {
	source *watched
	fonts  map[string]*font
	glyphs int
}

// inherited are the things that a page takes from the folders above it.
type inherited struct{ resources, box library.Value }

func (d *drawing) pages(root library.Value) (pages []Page, err error) {
	err = d.walk(root, inherited{}, 0, &pages)
	if err == nil && len(pages) == 0 {
		err = faultf("it has no pages")
	}
	return pages, err
}

func (d *drawing) walk(node library.Value, from inherited, depth int, pages *[]Page) error {
	if depth > 40 {
		return faultf("it is damaged: its parts hold each other")
	}
	if own := node.Key("Resources"); own.Kind() == library.Dict {
		from.resources = own
	}
	if own := node.Key("MediaBox"); own.Len() == 4 {
		from.box = own
	}
	kids := node.Key("Kids")
	if kids.Kind() != library.Array {
		if node.Kind() == library.Dict {
			*pages = append(*pages, d.page(node, from, len(*pages)+1))
		}
		return nil
	}
	for i := range kids.Len() {
		if len(*pages) >= maxPages {
			return faultf("it has more than %d pages", maxPages)
		}
		d.source.look()
		if err := d.walk(kids.Index(i), from, depth+1, pages); err != nil {
			return err
		}
	}
	return nil
}

func (d *drawing) page(node library.Value, from inherited, number int) Page {
	left, low := from.box.Index(0).Float64(), from.box.Index(1).Float64()
	page := Page{Number: number, Width: from.box.Index(2).Float64() - left, Height: from.box.Index(3).Float64() - low}
	if page.Height <= 0 {
		page.Width, page.Height = 595, 842
	}
	pen := newPen(d, from.resources)
	pen.draw(d.stream(node.Key("Contents")), from.resources, 0)
	for i := range pen.runs {
		pen.runs[i].X -= left
		pen.runs[i].Y = page.Height - (pen.runs[i].Y - low)
	}
	page.Lines = linesOf(pen.runs)
	return page
}

// stream gives the bytes of a stream, or of a list of streams one after the
// other.
func (d *drawing) stream(value library.Value) []byte {
	var all []byte
	switch value.Kind() {
	case library.Stream:
		return d.unpacked(value, maxStream)
	case library.Array:
		for i := range value.Len() {
			all = append(all, d.unpacked(value.Index(i), maxStream-len(all))...)
			all = append(all, '\n')
		}
	}
	return all
}

func (d *drawing) unpacked(value library.Value, room int) []byte {
	if value.Kind() != library.Stream {
		return nil
	}
	reader := value.Reader()
	defer reader.Close()
	unpacked, err := io.ReadAll(io.LimitReader(reader, int64(room)+1))
	if err != nil {
		panic(faultf("it is damaged: a part of it cannot be unpacked"))
	}
	if len(unpacked) > room {
		panic(faultf("a page of it unpacks to more than %d megabytes", maxStream>>20))
	}
	return unpacked
}
