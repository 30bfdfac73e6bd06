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
	"strings"
	"testing"

	"plainsight/generator/kit/html"
)

// TestTheRecordIsKept builds the real site and compares the words of every
// paragraph, heading and finding with the sums in testdata/record, which were
// taken from the documents themselves. A file of it is named like its page and
// has a line a place: anchor, SHA-256 of the words, the first of the words.
func TestTheRecordIsKept(t *testing.T) {
	public := realSite(t)
	records, err := filepath.Glob("testdata/record/*.sums")
	if err != nil || len(records) == 0 {
		t.Fatal("there are no sums to compare with", err)
	}
	for _, record := range records {
		id := strings.TrimSuffix(filepath.Base(record), ".sums")
		page := read(t, public, path.Join("inspections", id, "index.html"))
		places := recorded(t, record)
		if len(places) < 10 {
			t.Errorf("%s records %d places only", record, len(places))
		}
		for _, place := range places {
			element := page.ByID(place.anchor)
			if element == nil {
				t.Errorf("%s: #%s (%s) is not on the page", id, place.anchor, place.first)
				continue
			}
			if words := wordsOf(element); sumOf(words) != place.sum {
				t.Errorf("%s: #%s should begin “%s” and is “%s”", id, place.anchor, place.first, words)
			}
		}
	}
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
