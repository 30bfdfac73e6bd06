package build

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"plainsight/generator/kit/html"
)

// TestTheRecordIsKept builds the real site and compares the words of every
// paragraph, heading, finding, item and table cell with the sums in
// testdata/record, which were taken from the documents themselves. A file of it
// is named like its page and has a line a place: anchor, SHA-256 of the words,
// the first of the words. "table-1/2/3" is the third cell in the second row of
// the table after #table-1.
func TestTheRecordIsKept(t *testing.T) {
	t.Parallel()
	public := realSite(t)
	compared := 0
	for _, record := range recordsIn(t) {
		page := read(t, public, path.Join(record.page, "index.html"))
		for _, place := range recorded(t, record.file) {
			words, found := wordsAt(page, place.anchor)
			switch {
			case !found:
				t.Errorf("%s: #%s (%s) is not on the page", record.page, place.anchor, place.first)
			case sumOf(words) != place.sum:
				t.Errorf("%s: #%s should begin “%s” and is “%s”", record.page, place.anchor, place.first, words)
			}
			compared++
		}
	}
	if compared < 300 {
		t.Errorf("only %d places were compared", compared)
	}
}

// A record is a file of sums with the page that it is compared with.
type record struct{ file, page string }

func recordsIn(t *testing.T) (records []record) {
	t.Helper()
	const folder = "testdata/record"
	for _, kind := range []string{"documents", "inspections"} {
		files, err := filepath.Glob(path.Join(folder, kind, "*.sums"))
		if err != nil || len(files) == 0 {
			t.Fatalf("there are no sums of %s to compare with, %v", kind, err)
		}
		for _, file := range files {
			records = append(records, record{file, path.Join(kind, strings.TrimSuffix(filepath.Base(file), ".sums"))})
		}
	}
	return records
}

// wordsAt gives the words of a place or of a cell of the table after it.
func wordsAt(page *html.Node, anchor string) (string, bool) {
	parts := strings.Split(anchor, "/")
	element := page.ByID(parts[0])
	if element == nil || len(parts) == 1 {
		return wordsOf(element), element != nil
	}
	row, _ := strconv.Atoi(parts[1])
	column, _ := strconv.Atoi(parts[2])
	return cell(page, parts[0], row, column)
}

// cell finds a cell of the first table after an element, rows and columns
// counted from 1.
func cell(page *html.Node, after string, row, column int) (string, bool) {
	passed, rows := false, 0
	for element := range page.All() {
		id, _ := element.Attr("id")
		passed = passed || id == after
		if !passed || element.Name() != "tr" {
			continue
		}
		if rows++; rows < row {
			continue
		}
		cells := element.Find(func(n *html.Node) bool { return n.Name() == "td" || n.Name() == "th" })
		if column > len(cells) {
			return "", false
		}
		return cells[column-1].Text(), true
	}
	return "", false
}

// TestEveryFigureIsOnItsPage looks for each figure that the documents print on
// the page of its metric, in the row of its period.
func TestEveryFigureIsOnItsPage(t *testing.T) {
	t.Parallel()
	public := realSite(t)
	text, err := os.ReadFile("testdata/record/figures.txt")
	if err != nil {
		t.Fatal(err)
	}
	figures := 0
	for line := range strings.Lines(string(text)) {
		parts := strings.Fields(line)
		if strings.HasPrefix(line, "#") || len(parts) < 5 {
			continue
		}
		figures++
		page := read(t, public, path.Join("metrics", parts[0], "index.html"))
		shown := page.Find(func(n *html.Node) bool {
			class, _ := n.Attr("class")
			return n.Name() == "td" && class == "figure" && bareFigure(n.Text()) == parts[3]
		})
		if len(shown) == 0 {
			t.Errorf("%s for %s (%s) is not on its page", parts[3], parts[0], parts[1])
		}
	}
	if figures < 100 {
		t.Errorf("only %d figures were looked for", figures)
	}
}

// bareFigure takes the unit and the commas away from a figure.
func bareFigure(shown string) string {
	return strings.NewReplacer("£", "", ",", "", "%", "").Replace(shown)
}

// TestTheSeedIsOnThePage compares with the document itself, where it is at
// hand: its words, paragraph by paragraph, are on the page in their order.
func TestTheSeedIsOnThePage(t *testing.T) {
	seed, err := os.ReadFile("../../../../shared/seeds/2022-ofsted-ilacs-report.txt")
	if err != nil {
		t.Log("the document is not at hand here; its sums were compared in TestTheRecordIsKept")
		return
	}
	page := read(t, realSite(t), "inspections/2022-02-ilacs/index.html")
	report := page.ByID("report")
	if report == nil {
		t.Fatal("the page has no #report")
	}
	onPage := strings.Join(strings.Fields(report.Text()), " ")
	_, body, _ := strings.Cut(string(seed), "Overall effectiveness\tOutstanding")
	at := 0
	for _, line := range strings.Split(body, "\n") {
		words := strings.Join(strings.Fields(bullet.ReplaceAllString(line, "")), " ")
		if words == "" {
			continue
		}
		found := strings.Index(onPage[at:], words)
		if found < 0 {
			t.Fatalf("not on the page after “%s”: %s", onPage[max(0, at-60):at], words)
		}
		at += found + len(words)
	}
}

// bullet is the mark or the number before a line of the document, and the
// angle brackets round a web address.
var bullet = regexp.MustCompile(`^(- |\d+\. )|[<>]`)

type place struct{ anchor, sum, first string }

func recorded(t *testing.T, record string) (places []place) {
	t.Helper()
	text, err := os.ReadFile(record)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		parts := strings.SplitN(strings.TrimSpace(line), " ", 3)
		if len(parts) != 3 {
			t.Fatalf("%s: %q has not three parts", record, line)
		}
		places = append(places, place{parts[0], parts[1], parts[2]})
	}
	return places
}

// wordsOf gives the words of a place, for a numbered paragraph without its
// number and the words of the interface.
func wordsOf(element *html.Node) string {
	if element == nil {
		return ""
	}
	inner := element.Find(func(n *html.Node) bool {
		class, _ := n.Attr("class")
		return slices.Contains(strings.Fields(class), "words")
	})
	if len(inner) == 1 {
		return inner[0].Text()
	}
	return element.Text()
}

func sumOf(words string) string {
	sum := sha256.Sum256([]byte(words))
	return hex.EncodeToString(sum[:])
}

// realSite builds the site of the repository into a folder of the test's.
func realSite(t *testing.T) fs.FS {
	t.Helper()
	root, err := os.OpenRoot("../../..")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	output := filepath.Join(t.TempDir(), "public")
	result, err := Build(Options{Source: root.FS(), Output: output, Now: now})
	if err != nil || !result.Published {
		t.Fatalf("%v\n%s", err, shown(result.Problems))
	}
	if len(result.Problems) > 0 {
		t.Errorf("the site has problems:\n%s", shown(result.Problems))
	}
	return os.DirFS(output)
}

func read(t *testing.T, public fs.FS, name string) *html.Node {
	t.Helper()
	bytesOf, err := fs.ReadFile(public, name)
	if err != nil {
		t.Fatal(err)
	}
	page, err := html.Parse(bytes.NewReader(bytesOf))
	if err != nil {
		t.Fatal(err)
	}
	return page
}
