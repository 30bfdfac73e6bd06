package pdf

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var noon = time.Date(2026, 5, 9, 12, 0, 0, 0, time.UTC)

func still() time.Time { return noon }

func read(file []byte) ([]Page, error) { return Read(file, still, noon.Add(time.Second)) }

// file writes a PDF from its objects, the first of which is the catalogue.
func file(objects ...string) []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.5\n")
	places := []int{}
	for i, object := range objects {
		places = append(places, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, place := range places {
		fmt.Fprintf(&out, "%010d 00000 n \n", place)
	}
	fmt.Fprintf(&out, "trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return out.Bytes()
}

func stream(of, head string) string {
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	w.Write([]byte(of))
	w.Close()
	return fmt.Sprintf("<</Length %d /Filter /FlateDecode %s>>\nstream\n%s\nendstream", packed.Len(), head, packed.String())
}

// page is a file of one page, with a common typeface, a bold one, one whose
// codes have two bytes, and a drawing in the drawing.
func page(drawn string) []byte {
	return file(
		"<</Type /Catalog /Pages 2 0 R>>",
		"<</Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 600 800] /Resources <</Font <</F1 5 0 R /F2 6 0 R /F3 7 0 R>> /XObject <</X1 10 0 R>>>>>>",
		"<</Type /Page /Parent 2 0 R /Contents 4 0 R>>",
		stream(drawn, ""),
		"<</Type /Font /Subtype /TrueType /BaseFont /AAAAAA+Plain /Encoding /WinAnsiEncoding>>",
		"<</Type /Font /Subtype /TrueType /BaseFont /Plain-Bold /Encoding /WinAnsiEncoding>>",
		"<</Type /Font /Subtype /Type0 /BaseFont /Wide /Encoding /Identity-H /DescendantFonts [8 0 R] /ToUnicode 9 0 R>>",
		"<</Type /Font /Subtype /CIDFontType2 /DW 500 /W [3 [600 700] 5 9 400]>>",
		stream("1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfchar <0003> <25FC> endbfchar 1 beginbfrange <0005> <0007> <0041> endbfrange", ""),
		stream("BT /F1 10 Tf 300 100 Td (inside) Tj ET", "/Type /XObject /Subtype /Form"),
	)
}

// TestWordsWithTheirPlaces reads a page with everything that reports have.
func TestWordsWithTheirPlaces(t *testing.T) {
	pages, err := read(page(`/Artifact <</Type /Pagination>> BDC BT /F1 20 Tf 500 20 Td (7) Tj ET EMC
		/P <</MCID 0>> BDC BT /F2 14 Tf 70 700 Td (A heading) Tj ET EMC
		/P <</MCID 1>> BDC BT /F1 12 Tf 70 680 Td [(Wo) -20 (rds) -400 (apart) -9000 (a cell)] TJ ET
		BT /F1 12 Tf 70 660 Td 14 TL (It\222s \(one\)) Tj T* (line \050more\051) Tj ET EMC
		q 1 0 0 1 0 50 cm /X1 Do Q
		BT /F3 12 Tf 70 500 Td <000300050006> Tj ET
		BT 0 1 -1 0 30 300 Tm /F1 12 Tf (upright) Tj ET`))
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for _, line := range pages[0].Lines {
		for _, cell := range line.Cells {
			fmt.Fprintf(&got, "%.0f %.0f-%.0f %g %v %v %d %s\n", cell.Y, cell.X, cell.Right, cell.Size, cell.Bold, cell.Runs[0].Aside, cell.Runs[0].Part, cell.Text)
		}
	}
	want := `100 70-133 14 true false 1 A heading
120 70-135 12 false false 2 Words apart
120 243-279 12 false false 2 a cell
140 70-130 12 false false 2 It’s (one)
154 70-136 12 false false 2 line (more)
300 70-87 12 false false 0 ◼AB
650 300-330 10 false false 0 inside
780 500-510 20 false true 0 7
`
	if got.String() != want {
		t.Errorf("it reads\n%s", got.String())
	}
}

// TestTheMarkOfANoteStandsInItsLine though it is raised.
func TestTheMarkOfANoteStandsInItsLine(t *testing.T) {
	pages, err := read(page("BT /F1 14 Tf 70 700 Td (Board) Tj ET BT /F1 7 Tf 105.5 706 Td (1) Tj ET"))
	if err != nil || len(pages[0].Lines) != 1 || pages[0].Lines[0].Text() != "Board1" {
		t.Errorf("%v %v", pages, err)
	}
}

// TestWhatCannotBeRead gives a sentence for each.
func TestWhatCannotBeRead(t *testing.T) {
	whole := page("BT /F1 12 Tf 70 700 Td (Words) Tj ET")
	bomb := strings.Repeat("0 0 0 0 0 0 0 0 ", 2<<20)
	for name, c := range map[string]struct {
		file []byte
		says string
	}{
		"nothing":     {nil, "it is not a PDF"},
		"a web page":  {[]byte("<!doctype html><p>%PDF-"), "it is not a PDF"},
		"cut off":     {whole[:len(whole)/2], "its end is missing"},
		"no pages":    {file("<</Type /Catalog>>"), "it has no pages"},
		"a circle":    {file("<</Pages 2 0 R>>", "<</Kids [2 0 R]>>"), "hold each other"},
		"a knot":      {file("<</Pages 2 0 R>>", "<</Kids [2 0 R 2 0 R 2 0 R]>>"), "hold each other"},
		"a claim":     {bytes.Replace(whole, []byte("/Size 11"), []byte("/Size 99999999999"), 1), "claims to hold more"},
		"a great lie": {bytes.Replace(whole, []byte("xref\n0 11"), []byte("xref\n99999999 11"), 1), "claims to hold more"},
		"a bomb":      {page(bomb), "unpacks to more than"},
		"the root":    {bytes.Replace(whole, []byte("/Root 1 0 R"), []byte("/Root 3 0 R"), 1), ""},
	} {
		pages, err := read(c.file)
		var fault Fault
		if c.says != "" && (!errors.As(err, &fault) || !strings.Contains(fault.Why, c.says)) {
			t.Errorf("%s: %v %v, want %s", name, pages, err, c.says)
		}
	}
}

// TestReadingEndsInTime for a clock that is past its end.
func TestReadingEndsInTime(t *testing.T) {
	now := noon
	clock := func() time.Time { now = now.Add(time.Second); return now }
	_, err := Read(page("BT /F1 12 Tf 70 700 Td (Words) Tj ET"), clock, noon.Add(3*time.Second))
	if err != errTooLong {
		t.Error(err)
	}
}

// TestDamage cuts a file off at every place, and turns bytes of it; each gives
// pages or a fault.
func TestDamage(t *testing.T) {
	whole := page("BT /F1 12 Tf 70 700 Td (Words) Tj /F3 9 Tf <00030005> Tj ET")
	for end := range whole {
		cut := append(bytes.Clone(whole[:end]), "\n%%EOF"...)
		if _, err := read(cut); err == nil && end < len(whole)/2 {
			t.Fatalf("cut off at %d, it is read", end)
		}
	}
	for i := range whole {
		turned := bytes.Clone(whole)
		turned[i] ^= byte(1 + i*7%255)
		read(turned)
	}
}

// TestRealReportsDamaged cuts and turns the sample reports where they are.
func TestRealReportsDamaged(t *testing.T) {
	reports, _ := filepath.Glob("../../../../shared/reports/*.pdf")
	if len(reports) == 0 {
		t.Skip("the sample reports are not here")
	}
	for i, name := range reports {
		if i%9 != 0 {
			continue
		}
		whole, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for part := 1; part < 5; part++ {
			end := len(whole) * part / 5
			if _, err := read(append(bytes.Clone(whole[:end]), "\nstartxref\n0\n%%EOF"...)); err == nil {
				t.Errorf("%s is read from %d of 5 parts", name, part)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(page("BT /F1 12 Tf 70 700 Td (Words) Tj ET"))
	f.Add(page("q q Q /X1 Do BI /W 1 ID xx EI [(a) [(b)] <41>] TJ (a\\101\\"))
	f.Fuzz(func(t *testing.T, file []byte) {
		if len(file) > 1<<16 {
			t.Skip()
		}
		pages, err := Read(file, time.Now, time.Now().Add(5*time.Second))
		if err != nil && len(pages) > 0 {
			t.Error("both pages and a fault")
		}
	})
}
