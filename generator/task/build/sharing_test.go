package build

import (
	"bytes"
	"encoding/json"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/mmcdole/gofeed"

	"plainsight/generator/kit/html"
	"plainsight/generator/kit/qr"
)

// shared builds a site with everything that is made for sharing, once for the
// tests of this file.
var shared = sync.OnceValues(func() (string, error) {
	folder, err := os.MkdirTemp("", "sharing")
	return folder, err
})

func sharing(t *testing.T) fs.FS {
	t.Helper()
	folder, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	output := filepath.Join(folder, "public")
	if _, err := os.Stat(output); err != nil {
		site := siteOf(t, parsed(t, "testdata/sites/timeline.txtar"))
		site["data/site.yaml"] = file(string(site["data/site.yaml"].Data) + "formats: [html, csv, json, png, atom, json-feed, cards, newsletter, large-print]\n")
		site["content/pages/about.md"] = file(strings.Replace(string(site["content/pages/about.md"].Data), "---\n", "---\ncorrections: [{date: 2026-05-01, what: A word was wrong.}, {date: 2026-05-02, what: A link was wrong., place: s1}]\n", 1))
		result, err := Build(Options{Source: site, Output: output, Now: now})
		if err != nil || !result.Published {
			t.Fatal(err, shown(result.Problems))
		}
	}
	return os.DirFS(output)
}

func TestMain(m *testing.M) {
	code := m.Run()
	if folder, err := shared(); err == nil {
		os.RemoveAll(folder)
	}
	os.Exit(code)
}

// pagesOf are the pages of a site that are no editions, with their addresses.
func pagesOf(t *testing.T, public fs.FS) map[string][]byte {
	t.Helper()
	pages := map[string][]byte{}
	err := fs.WalkDir(public, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && filepath.Base(name) == "index.html" && !strings.Contains(name, "-print/") {
			pages["/"+strings.TrimSuffix(name, "index.html")] = readFile(t, public, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

var (
	linkedDataIn = regexp.MustCompile(`<script type="application/ld\+json">(.*?)</script>`)
	propertyIn   = regexp.MustCompile(`<meta property="([^"]*)" content="([^"]*)">`)
)

// TestWhatProgramsAreTold: every page says where it stands, in JSON that is read
// back; what is shared has a card that is there.
func TestWhatProgramsAreTold(t *testing.T) {
	public := sharing(t)
	kinds, cards := map[string]int{}, 0
	for at, page := range pagesOf(t, public) {
		for _, found := range linkedDataIn.FindAllSubmatch(page, -1) {
			var said struct {
				Context string           `json:"@context"`
				Graph   []map[string]any `json:"@graph"`
			}
			if err := json.Unmarshal(found[1], &said); err != nil || said.Context != "https://schema.org" || len(said.Graph) == 0 {
				t.Errorf("%s says %s: %v", at, found[1], err)
			}
			for _, one := range said.Graph {
				kinds[one["@type"].(string)]++
				if one["@type"] == "BreadcrumbList" {
					steps := one["itemListElement"].([]any)
					last := steps[len(steps)-1].(map[string]any)
					if last["item"] != "https://inspections.plainton.example"+at || last["position"] != float64(len(steps)) {
						t.Errorf("%s: the way there ends with %v", at, last)
					}
				}
			}
		}
		fields := map[string]string{}
		for _, found := range propertyIn.FindAllSubmatch(page, -1) {
			fields[string(found[1])] = string(found[2])
		}
		if fields["og:image"] == "" {
			continue
		}
		cards++
		if fields["og:image"] != "https://inspections.plainton.example"+at+"card.png" || fields["og:title"] == "" || fields["og:url"] != "https://inspections.plainton.example"+at || !strings.HasSuffix(fields["og:image:alt"], "Inspections of children&#39;s services in Plainton.") {
			t.Errorf("%s is shared as %v", at, fields)
		}
		card, err := png.Decode(bytes.NewReader(readFile(t, public, strings.TrimPrefix(at, "/")+"card.png")))
		if err != nil || card.Bounds().Dx() != 1200 || card.Bounds().Dy() != 630 {
			t.Errorf("the card of %s: %v", at, err)
		}
	}
	if alt := propertyOf(t, pagesOf(t, public)["/inspections/2017-06-sif/"], "og:image:alt"); !strings.HasPrefix(alt, "Ofsted, 12 June to 6 July 2017. Inspection of Plainton under the single framework. Overall effectiveness: Good.") {
		t.Errorf("whoever does not see the card of 2017 is told %q", alt)
	}
	if kinds["Report"] == 0 || kinds["WebSite"] != 1 || kinds["BreadcrumbList"] == 0 || cards < 3 {
		t.Errorf("pages say %v, and %d have cards", kinds, cards)
	}
}

func propertyOf(t *testing.T, page []byte, name string) string {
	t.Helper()
	for _, found := range propertyIn.FindAllSubmatch(page, -1) {
		if string(found[1]) == name {
			return string(found[2])
		}
	}
	t.Errorf("there is no %s", name)
	return ""
}

// TestMapsAndFeedsLeadToPages: what a map or a feed names is there, and a map has
// every page that is no edition.
func TestMapsAndFeedsLeadToPages(t *testing.T) {
	public := sharing(t)
	pages := pagesOf(t, public)
	listed := map[string]bool{}
	for _, found := range regexp.MustCompile(`<loc>https://inspections.plainton.example([^<]*)</loc>`).FindAllSubmatch(readFile(t, public, "sitemap.xml"), -1) {
		listed[string(found[1])] = true
	}
	for at := range pages {
		if !listed[at] && !strings.HasPrefix(at, "/go/") { // which leads on
			t.Errorf("sitemap.xml lacks %s", at)
		}
	}
	people := string(pages["/sitemap/"])
	for at := range listed {
		if pages[at] == nil {
			t.Errorf("sitemap.xml names %s, which is not there", at)
		}
		if at != "/sitemap/" && !strings.Contains(people, `href="..`+at+`"`) {
			t.Errorf("the map for people lacks %s", at)
		}
	}
	if !strings.Contains(string(readFile(t, public, "robots.txt")), "Sitemap: https://inspections.plainton.example/sitemap.xml\n") {
		t.Error("robots.txt does not name the map")
	}
	var before []string
	for _, name := range []string{"feed.xml", "feed.json", "changes/feed.xml", "changes/feed.json"} {
		if name == "changes/feed.xml" {
			before = nil
			if changes := string(pages["/changes/"]); !strings.Contains(changes, `href="../changes/feed.xml"`) || !strings.Contains(changes, `href="../changes/feed.json"`) {
				t.Error("the page of corrections does not lead to its feeds")
			}
		}
		read, err := gofeed.NewParser().Parse(bytes.NewReader(readFile(t, public, name)))
		if err != nil {
			t.Fatal(name, err)
		}
		var ids []string
		for _, item := range read.Items {
			ids = append(ids, item.GUID)
			at, _, _ := strings.Cut(strings.TrimPrefix(item.Link, "https://inspections.plainton.example"), "#")
			if pages[at] == nil {
				t.Errorf("%s names %s, which is not there", name, item.Link)
			}
		}
		if len(ids) < 2 || before != nil && strings.Join(ids, " ") != strings.Join(before, " ") {
			t.Errorf("%s has the entries %v, and the feed before it %v", name, ids, before)
		}
		before = ids
	}
}

// TestPiecesForNewsletters: what they link to is there, they say of which day they
// are, and their code is that of their address.
func TestPiecesForNewsletters(t *testing.T) {
	public := sharing(t)
	pages, letters := pagesOf(t, public), 0
	for at := range pages {
		name := strings.TrimPrefix(at, "/")
		mail, err := fs.ReadFile(public, name+"newsletter.html")
		if err != nil {
			continue
		}
		letters++
		for _, found := range regexp.MustCompile(`(?:href|src)="https://inspections.plainton.example/([^"]*)"`).FindAllSubmatch(mail, -1) {
			target, place, _ := strings.Cut(string(found[1]), "#")
			if strings.HasSuffix(target, "/") || target == "" {
				if place != "" && !bytes.Contains(pages["/"+target], []byte(` id="`+place+`"`)) {
					t.Errorf("the mail of %s links to #%s on /%s, which is not there", at, place, target)
				}
				target += "index.html"
			}
			readFile(t, public, target)
		}
		text := string(readFile(t, public, name+"newsletter.txt"))
		if !strings.Contains(text, "\nAs at ") || strings.Contains(text, "<") {
			t.Errorf("the text of %s is\n%s", at, text)
		}
		if !strings.Contains(html.Words(string(pages[at])), html.Words(text[:strings.IndexByte(text, '\n')])) {
			t.Errorf("the page %s does not hold the words to copy", at)
		}
		readFile(t, public, name+"newsletter.md")
		made, err := qr.Of("https://inspections.plainton.example" + at)
		if err != nil || !bytes.Contains(readFile(t, public, name+"qr.svg"), []byte(made.Path())) && !bytes.Contains(mail, []byte("/go/")) {
			t.Errorf("the code of %s is another: %v", at, err)
		}
	}
	if letters < 2 {
		t.Errorf("%d pages have pieces for newsletters", letters)
	}
}
