package build

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"golang.org/x/net/html"

	"plainsight/generator/stage/plan"
)

// other is the letter that stands for all letters in the words of a language
// that nobody speaks: whatever is left of the alphabet on a page is no word of
// the interface.
const other = 'ŵ'

// unspoken makes the words of a language that nobody speaks from the English
// ones, letter by letter. The values that are filled in stay.
func unspoken(english []byte, letter func(rune) rune) []byte {
	line := regexp.MustCompile(`^(\s*[\w-]+:)([^#]+)(#.*)?$`)
	value := regexp.MustCompile(`\{\{[^}]*\}\}|\b(?:one|other): |\w+|.`)
	var made bytes.Buffer
	for written := range strings.Lines(string(english)) {
		if parts := line.FindStringSubmatch(strings.TrimRight(written, "\n")); parts != nil && strings.TrimSpace(parts[2]) != "" {
			said := value.ReplaceAllStringFunc(parts[2], func(piece string) string {
				if strings.HasPrefix(piece, "{{") || strings.HasSuffix(piece, ": ") {
					return piece
				}
				return strings.Map(func(written rune) rune {
					if unicode.IsLetter(written) {
						return letter(written)
					}
					return written
				}, piece)
			})
			written = parts[1] + said + "\n"
		}
		made.WriteString(written)
	}
	return made.Bytes()
}

// recordSite is the real site with its theme, to be changed.
func recordSite(t *testing.T) fstest.MapFS {
	t.Helper()
	site := themeFiles(t)
	root := os.DirFS("../../..")
	for _, folder := range []string{"content", "data"} {
		err := fs.WalkDir(root, folder, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			bytes, err := fs.ReadFile(root, name)
			site[name] = &fstest.MapFile{Data: bytes}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return site
}

// TestEveryPassageSaysItsLanguage shows the real site in a language in which
// nothing of it is translated. On each page the words of the interface have to
// be in the language of the page and all others in English: a voice that reads
// the page aloud would say them wrongly otherwise.
func TestEveryPassageSaysItsLanguage(t *testing.T) {
	t.Parallel()
	site := recordSite(t)
	site["data/site.yaml"].Data = append(site["data/site.yaml"].Data, "languages: [en-GB, cy]\n"...)
	words := "themes/clearprint/languages/"
	site[words+"cy.yaml"] = &fstest.MapFile{Data: unspoken(site[words+"en.yaml"].Data, func(rune) rune { return other })}
	prepared, err := prepare(Options{Source: site, Now: now}, &Kept{})
	if err != nil || prepared.stopped {
		t.Fatal(err, shown(prepared.result.Problems))
	}
	looked, complaints := 0, map[string]int{}
	for _, page := range prepared.pages {
		if !strings.HasPrefix(string(page.Address), "/cy/") || path.Ext(page.Address.File()) != ".html" {
			continue
		}
		looked++
		for _, complaint := range languagesOf(t, prepared, page) {
			if complaints[complaint]++; complaints[complaint] == 1 {
				t.Errorf("%s %s", page.Address, complaint)
			}
		}
	}
	if looked < 100 {
		t.Errorf("only %d pages were looked at", looked)
	}
}

func languagesOf(t *testing.T, s site, page plan.Page) (complaints []string) {
	t.Helper()
	artifact, err := s.theme.Page(page)
	if err != nil {
		t.Fatal(err)
	}
	root, err := html.ParseWithOptions(bytes.NewReader(artifact.Bytes), html.ParseOptionEnableScripting(false))
	if err != nil {
		t.Fatal(err)
	}
	v := voices{}
	v.listen(root, "", "")
	return v.complaints
}

// voices walks a page as a voice does that reads it aloud.
type voices struct{ complaints []string }

// neutral is what belongs to no language: addresses, letters that stand alone,
// of which Welsh writes some with two signs,
// names of files and of places on pages.
var neutral = regexp.MustCompile(`\S+@\S+|https?://\S+|\S+\.(example|uk|org|csv)\S*|\b([A-Z]|Ch|Dd|Ff|Ng|Ll|Ph|Rh|Th)\b|“[a-z0-9-]+”`)

func (v *voices) listen(node *html.Node, lang, path string) {
	if node.Type == html.ElementNode {
		path += "/" + node.Data
		switch node.Data {
		case "script", "style", "code":
			return
		}
		for _, attribute := range node.Attr {
			switch attribute.Key {
			case "lang":
				lang = attribute.Val
			case "class":
				path += "." + attribute.Val
			}
		}
		if strings.Contains(path, ".address") || strings.Contains(path, "section.paper notes/ol") {
			return
		}
		for _, attribute := range node.Attr {
			if attribute.Key == "aria-label" || attribute.Key == "alt" || attribute.Key == "title" {
				v.hear(attribute.Val, lang, path+"["+attribute.Key+"]")
			}
		}
	}
	if node.Type == html.TextNode {
		if strings.HasSuffix(path, "/head/title") && lang != "en-GB" && strings.ContainsRune(node.Data, other) {
			return // one element, which has a language of its own or two
		}
		v.hear(node.Data, lang, path)
	}
	for child := range node.ChildNodes() {
		v.listen(child, lang, path)
	}
}

func (v *voices) hear(words, lang, path string) {
	words = neutral.ReplaceAllString(strings.TrimSpace(words), "")
	ours := strings.ContainsRune(words, other)
	theirs := strings.ContainsFunc(words, func(letter rune) bool { return letter < unicode.MaxASCII && unicode.IsLetter(letter) })
	switch {
	case ours && lang != "cy", theirs && lang != "en-GB":
		v.complaints = append(v.complaints, fmt.Sprintf("says %.60q in %s at %s", words, lang, path))
	}
	if strings.ContainsFunc(words, func(letter rune) bool { return unicode.Is(unicode.Co, letter) }) {
		v.complaints = append(v.complaints, fmt.Sprintf("has a mark left in %.60q at %s", words, path))
	}
}

// arabic gives a letter from right to left for one of English.
func arabic(letter rune) rune {
	letters := []rune("ابتثجحخدذرزسشصضطظعغفقكلمنه")
	return letters[(unicode.ToLower(letter)-'a'+26)%26]
}

// TestRightToLeft builds a site in Arabic, with one report in English. The
// words of the interface are made up of Arabic letters.
func TestRightToLeft(t *testing.T) {
	site := themeFiles(t)
	folder := os.DirFS("../../browser/testdata/arabic")
	err := fs.WalkDir(folder, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		bytes, err := fs.ReadFile(folder, name)
		site[name] = &fstest.MapFile{Data: bytes}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	words := "themes/clearprint/languages/"
	site[words+"ar.yaml"] = &fstest.MapFile{Data: unspoken(site[words+"en.yaml"].Data, arabic)}
	output := t.TempDir() + "/public"
	built(t, site, output)
	public, pages := os.DirFS(output), 0
	for _, name := range filesOf(t, public) {
		bytes, err := fs.ReadFile(public, name)
		if err != nil {
			t.Fatal(err)
		}
		switch page := string(bytes); path.Ext(name) {
		case ".html":
			pages++
			if !strings.Contains(page, `<html lang="ar" dir="rtl"`) {
				t.Errorf("%s does not run from right to left", name)
			}
		case ".png":
			t.Errorf("%s is painted letter by letter, and Arabic letters join", name)
		case ".svg":
			if strings.HasPrefix(name, "metrics/") && !strings.Contains(page, ` lang="ar"`) {
				t.Errorf("%s does not say in which language it is", name)
			}
		}
	}
	if pages < 40 {
		t.Errorf("only %d pages were looked at", pages)
	}
	for name, wanted := range map[string][]string{
		"inspections/2023-02-taftish/index.html": {
			`<span lang="en" dir="ltr">Inspection of children&#39;s services in Nakheel</span>`,
			`<div class="words" lang="en" dir="ltr"><p>Children in care do well.`,
			`<span class="word"><span lang="en" dir="ltr">Good</span></span>`,
		},
		"inspections/2018-05-taftish/index.html": {
			"\u20661\u2069",
		},
		// A date is made of words and numbers.
		"inspections/index.html": {
			"\u2067<time datetime=\"2018-06-20\">\u206620\u2069 \u2067" + strings.Map(arabic, "june") + "\u2069 \u20662018\u2069</time>\u2069",
		},
		"metrics/referrals/index.html": {"\u206613,942\u2069"},
		"metrics/costs/index.html":     {"\u2066-£\u206635\u2069\u2069"},
		"topics/foster-homes/index.html": {
			`<span lang="en" dir="ltr">foster homes</span>`,
			`<div class="passage" lang="en" dir="ltr">`,
		},
	} {
		page, err := fs.ReadFile(public, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range wanted {
			if !strings.Contains(string(page), want) {
				t.Errorf("%s has no %q", name, want)
			}
		}
	}
}

// TestASiteInTwoLanguages reads the Welsh pages of a small site: what is
// translated, what is not, and what never is.
func TestASiteInTwoLanguages(t *testing.T) {
	output := t.TempDir() + "/public"
	built(t, siteOf(t, parsed(t, "testdata/sites/welsh.txtar")), output)
	public := os.DirFS(output)
	has := func(file string, wanted ...string) {
		t.Helper()
		page, err := fs.ReadFile(public, file)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range wanted {
			if !strings.Contains(string(page), want) {
				t.Errorf("%s has no %s", file, want)
			}
		}
	}
	has("cy/about/index.html",
		`<html lang="cy" dir="ltr"`,
		`<h1>Am y wefan hon</h1>`,
		`<h2 id="reports">Yr adroddiadau</h2>`,
		`<a href="../../cy/inspections/2022-02-ilacs/#p2">Geiriau’r arolygwyr</a>`,
		`<a href="../../about/" lang="en-GB" dir="ltr" hreflang="en-GB">English</a>`,
		`<link rel="canonical" href="https://inspections.plainton.example/cy/about/">`,
		`<link rel="alternate" hreflang="en-GB" href="https://inspections.plainton.example/about/">`,
		`<link rel="alternate" hreflang="cy" href="https://inspections.plainton.example/cy/about/">`,
		`Os ydych yn poeni am blentyn`,
		`<li>Ddydd a nos <a href="tel:`,
	)
	has("inspections/index.html", `<a href="../inspections/" aria-current="page">`)
	has("about/index.html",
		`<a href="../cy/about/" lang="cy" dir="ltr" hreflang="cy">Cymraeg</a>`,
		`<span aria-current="true">English</span>`,
	)
	has("cy/unbound/index.html",
		`Nid yw’r dudalen hon wedi’i chyfieithu eto.`,
		`<h1><span lang="en-GB" dir="ltr">A page that nobody translated</span></h1>`,
		`<p lang="en-GB" dir="ltr" id="s1">It stays <a href="../../cy/about/">as it is</a>`,
	)
	has("cy/inspections/2022-02-ilacs/index.html",
		`<a href="../../../cy/inspections/" aria-current="true">`, // the part of the menu that the page lies in
		`Mae adroddiadau a dogfennau yn yr iaith y cawsant eu cyhoeddi ynddi.`,
		`<p>Dywedodd yr arolygwyr fod y gwasanaethau’n dda.</p>`,
		`<span class="word"><span lang="en-GB" dir="ltr">Outstanding</span></span>`,
		`<dd class="meaning">Llawer gwell na’r disgwyl.</dd>`,
		`<div class="words" lang="en-GB" dir="ltr"><p>Children in care do well.`,
		`<time datetime="2022-02-28">28 Chwefror</time> i <time datetime="2022-03-04">4 Mawrth 2022</time>`,
		`Rhestrodd yr arolygwyr 2 beth y mae angen eu gwella.`,
		// A term of the English text, explained in Welsh.
		"<dt>Cartref maeth</dt>\n<dd>Cartref teulu sy’n gofalu am blentyn mewn gofal.</dd>",
		`<dt><span lang="en-GB" dir="ltr">Care leaver</span></dt>`,
	)
	for _, name := range filesOf(t, public) {
		if page, _ := fs.ReadFile(public, name); bytes.Contains(page, []byte("Canary")) || bytes.Contains(page, []byte("Cartrefi<")) {
			t.Errorf("%s has words of a translation that is a draft", name)
		}
	}
	if _, err := fs.Stat(public, "cy/404.html"); err == nil {
		t.Error("servers show one page for what is not there, and the site has two")
	}
}
