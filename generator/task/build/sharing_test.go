package build

import (
	"bytes"
	"encoding/json"
	"image"
	"image/draw"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
	"github.com/mmcdole/gofeed"

	"plainsight/generator/kit/html"
)

// shared builds a site with everything that is made for sharing, once for the
// tests of this file, of which the first that comes builds it.
var shared = sync.OnceValues(func() (string, error) {
	folder, err := os.MkdirTemp("", "sharing")
	return folder, err
})

var building sync.Mutex

func sharing(t *testing.T) fs.FS {
	t.Helper()
	building.Lock()
	defer building.Unlock()
	folder, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	output := filepath.Join(folder, "public")
	if _, err := os.Stat(output); err != nil {
		site := siteOf(t, parsed(t, "testdata/sites/timeline.txtar"))
		site["data/site.yaml"] = file(string(site["data/site.yaml"].Data) + "formats: [html, csv, json, png, atom, json-feed, cards, newsletter, large-print]\n")
		site["content/pages/about.md"] = file(strings.Replace(string(site["content/pages/about.md"].Data), "---\n", "---\ncorrections: [{date: 2026-05-01, what: A word was wrong.}, {date: 2026-05-02, what: A link was wrong., place: s1}]\n", 1))
		site["data/metrics/homes.yaml"] = file("title: Homes offered\ndefinition: Homes that were offered in a year.\nunit: homes\nkind: flow\nyear: financial\nsource: ofsted-2022\n")
		site["data/metrics/homes.csv"] = file("period,place,value,status,note\n2019/20,plainton,31,actual,\n2020/21,plainton,,not-available,\n")
		result, err := Build(Options{Source: site, Output: output, Now: now})
		if err != nil || !result.Published {
			t.Fatal(err, shown(result.Problems))
		}
	}
	return os.DirFS(output)
}

func TestMain(m *testing.M) {
	debug.SetGCPercent(400) // many small sites come one after the other, and a fourth of the time went to their garbage
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
	t.Parallel()
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
// are, and the page holds their words. There is one for each page that is shared and
// one for each finding; numbers without a picture have their table.
func TestPiecesForNewsletters(t *testing.T) {
	public := sharing(t)
	pages, kinds := pagesOf(t, public), map[string]int{}
	for _, name := range filesCalled(t, public, "newsletter.html") {
		folder := strings.TrimSuffix(name, "newsletter.html")
		at, finding, _ := strings.Cut("/"+folder, "newsletter/")
		mail := readFile(t, public, name)
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
		text := string(readFile(t, public, folder+"newsletter.txt"))
		if !strings.Contains(text, "\nAs at ") || strings.Contains(text, "<") {
			t.Errorf("the text of %s is\n%s", at, text)
		}
		page := string(pages[at])
		for paragraph := range strings.SplitSeq(text, "\n\n") {
			if !strings.Contains(html.Words(page), html.Words(strings.ReplaceAll(paragraph, "\n", " "))) {
				t.Errorf("the page %s does not hold the words to copy %q", at, paragraph)
			}
		}
		for _, beside := range []string{"newsletter.html", "newsletter.txt", "newsletter.md", "qr.svg"} {
			readFile(t, public, folder+beside)
			if link := `href="` + strings.TrimPrefix("/"+folder+beside, at) + `"`; !strings.Contains(page, link) && !strings.Contains(page, strings.Replace(link, `"`, `"../..`+at, 1)) {
				t.Errorf("the page %s does not offer %s", at, folder+beside)
			}
		}
		// The page and each form of its piece say the same of a more recent inspection.
		if _, newer, older := strings.Cut(page, "A more recent inspection is on this site:</strong> <a href=\"../../"); older {
			kinds["older"]++
			to := "https://inspections.plainton.example/" + newer[:strings.IndexByte(newer, '"')]
			for _, form := range []string{"newsletter.html", "newsletter.txt", "newsletter.md"} {
				said := string(readFile(t, public, folder+form))
				if !strings.Contains(said, "There has been a more recent inspection:") || !strings.Contains(said, to) {
					t.Errorf("%s does not lead to %s:\n%s", folder+form, to, said)
				}
			}
		} else if strings.Contains(text, "more recent") {
			t.Errorf("the text of %s knows of a later inspection, and the page does not", at)
		}
		switch place := strings.TrimSuffix(finding, "/"); {
		case place != "":
			kinds["finding"]++
			if !strings.Contains(page, `id="`+place+`"`) || !strings.Contains(text, "/#"+place+"\n") || strings.Contains(text, "Overall effectiveness") {
				t.Errorf("the piece on #%s of %s is\n%s", place, at, text)
			}
		case strings.HasPrefix(at, "/metrics/"):
			kinds["numbers"]++
			if !strings.Contains(text, "\n2019 to 2020: 31\n2020 to 2021: not available\n") {
				t.Errorf("the piece on %s has no table:\n%s", at, text)
			}
		default:
			kinds["page"]++
		}
	}
	if kinds["page"] < 2 || kinds["older"] < 1 || kinds["finding"] < 3 || kinds["numbers"] != 1 {
		t.Errorf("there are pieces for newsletters of %v", kinds)
	}
}

func filesCalled(t *testing.T, public fs.FS, base string) (names []string) {
	t.Helper()
	err := fs.WalkDir(public, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && filepath.Base(name) == base {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

var (
	codeIn  = regexp.MustCompile(`<svg[^>]* viewBox="0 0 (\d+) \d+" [^>]*crispEdges">(?:\s*<title[^>]*>[^<]*</title>\s*<path fill="#fff"[^>]*>\s*)?<path[^>]* ?d="([Mmh0-9. -]+)"`)
	typedIn = regexp.MustCompile(`<p class="address">([^<]*)</p>`)
)

// TestCodesOfPages reads the codes of built pages with a library that is not the
// one that writes them. A code on an edition for paper leads where the address
// printed beside it does, and that page is there; a code for newsletters leads to
// the address of the piece.
func TestCodesOfPages(t *testing.T) {
	public := sharing(t)
	editions, pieces := 0, 0
	there := func(name, target string) {
		t.Helper()
		page, place, _ := strings.Cut(strings.TrimPrefix(target, "https://inspections.plainton.example/"), "#")
		if text := readFile(t, public, page+"index.html"); place != "" && !bytes.Contains(text, []byte(` id="`+place+`"`)) {
			t.Errorf("the code of %s leads to %s, and no such place is there", name, target)
		}
	}
	for _, name := range filesCalled(t, public, "index.html") {
		text := readFile(t, public, name)
		printed := typedIn.FindSubmatch(text)
		if printed == nil {
			if strings.Contains(name, "-print/") {
				t.Errorf("%s has no address for paper", name)
			}
			continue
		}
		editions++
		target := codeOf(t, name, text)
		if target != "https://"+string(printed[1]) {
			t.Errorf("the code of %s leads to %s, and beside it stands %s", name, target, printed[1])
		}
		there(name, target)
	}
	for _, name := range filesCalled(t, public, "qr.svg") {
		pieces++
		target := codeOf(t, name, readFile(t, public, name))
		if piece := readFile(t, public, strings.TrimSuffix(name, "qr.svg")+"newsletter.txt"); !strings.Contains(string(piece), "\n"+target+"\n") {
			t.Errorf("the code of %s leads to %s, and its piece elsewhere", name, target)
		}
		there(name, target)
	}
	if editions < 5 || pieces < 5 {
		t.Errorf("%d editions and %d pieces have codes", editions, pieces)
	}
}

// codeOf is what a reader of codes makes of the only one in a file.
func codeOf(t *testing.T, name string, text []byte) string {
	t.Helper()
	found := codeIn.FindAllSubmatch(text, -1)
	if len(found) != 1 {
		t.Errorf("%s has %d codes", name, len(found))
		return ""
	}
	size, err := strconv.Atoi(string(found[0][1]))
	if err != nil {
		t.Fatal(err)
	}
	for _, scale := range []int{5, 4, 3, 6, 7, 8} { // the reader sees some codes at some distances alone
		bitmap, wrong := gozxing.NewBinaryBitmapFromImage(paintedCode(t, size, scale, string(found[0][2])))
		if wrong != nil {
			t.Fatal(wrong)
		}
		read, wrong := qrcode.NewQRCodeReader().Decode(bitmap, nil)
		if err = wrong; err == nil {
			return read.GetText()
		}
	}
	t.Errorf("%s: the code cannot be read: %v", name, err)
	return ""
}

// paintedCode paints strokes that are one unit high, as a browser does.
func paintedCode(t *testing.T, size, scale int, path string) image.Image {
	t.Helper()
	picture := image.NewGray(image.Rect(0, 0, size*scale, size*scale))
	draw.Draw(picture, picture.Bounds(), image.White, image.Point{}, draw.Src)
	x, y := 0.0, 0.0
	for _, step := range regexp.MustCompile(`([Mmh])(-?[0-9.]+)(?: (-?[0-9.]+))?`).FindAllStringSubmatch(path, -1) {
		first, err := strconv.ParseFloat(step[2], 64)
		if err != nil {
			t.Fatal(err)
		}
		second, _ := strconv.ParseFloat(step[3], 64)
		switch step[1] {
		case "M":
			x, y = first, second
		case "m":
			x, y = x+first, y+second
		case "h":
			unit := float64(scale)
			stroke := image.Rect(int(x*unit), int((y-0.5)*unit), int((x+first)*unit), int((y+0.5)*unit))
			draw.Draw(picture, stroke, image.Black, image.Point{}, draw.Src)
			x += first
		}
	}
	return picture
}
